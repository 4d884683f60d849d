"""A municipality reads a strategy of its own in: held up against the law, kept with the choice, and shown as it is."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.adgang.proevebrugere import bruger, klient
from tests.web.borgersag import DAG, borger, sagen
from tests.web.test_borger import set_tekst, side

from rettidig.regler.lokalt.indlaes import medfoelgende

FIL = "/regler/lokalt/i-brug/fil/"


def _egen(navn: str = "hedensted-2031") -> str:
    """The strategy of the town under another year, with another sentence."""
    skrevet = medfoelgende()["hedensted-2023"].read_text(encoding="utf-8")
    return skrevet.replace("strategi: hedensted-2023", f"strategi: {navn}").replace(
        "Fire samtaler om", "Mindst fire om"
    )


@pytest.fixture
def ejer(store: Path) -> Any:
    sagen()
    return klient(bruger("regelejer", navn="ejer"))


def send(c: Any, skrevet: str | bytes, hvorfor: str = "Vedtaget i byrådet") -> Any:
    indhold = skrevet if isinstance(skrevet, bytes) else skrevet.encode()
    return c.post(FIL, {"egen-fil": SimpleUploadedFile("hemmeligt navn.yaml", indhold), "egen-hvorfor": hvorfor})


def _lokale() -> list[Any]:
    from rettidig.tal.selectors.borger import borger as hent
    from rettidig.tal.selectors.borgerside import Borgerside

    return Borgerside(hent(borger().pk, DAG)).lokale


def test_an_own_strategy_is_in_use_as_soon_as_it_is_read_in_and_has_a_page(ejer: Any) -> None:
    assert send(ejer, _egen()).status_code == 302
    assert [p.titel for p in _lokale()] == ["Mindst fire om året efter de første seks måneder"]
    html = side(klient(bruger("sagsbehandler", teams=["Nord"])))
    assert "Mindst fire om året" in html
    link = "/regler/lokalt/hedensted-2031/"
    assert link in html
    vist = unescape(ejer.get(link).content.decode())
    assert _egen().splitlines()[0] in vist
    assert "Mindst fire om året" in vist
    assert "hemmeligt navn" not in vist


def test_its_switches_are_set_and_it_is_taken_out_of_use_as_others_are(ejer: Any) -> None:
    from rettidig.tal.selectors.lokalstrategi import i_brug

    send(ejer, _egen())
    felter = {"hedensted-2031-hvorfor": "Udvidet", "hedensted-2031-valg_omfang": "hele_kontaktforloebet"}
    assert ejer.post("/regler/lokalt/i-brug/hedensted-2031/", felter | {"handling": "ind"}).status_code == 302
    (brug,) = i_brug("766")
    assert (brug.strategi.strategi, brug.valg) == ("hedensted-2031", {"omfang": "hele_kontaktforloebet"})
    assert ejer.post("/regler/lokalt/i-brug/hedensted-2031/", felter | {"handling": "ud"}).status_code == 302
    assert _lokale() == []


def test_a_file_of_the_same_name_takes_the_place_of_the_first_and_both_are_kept(ejer: Any) -> None:
    from rettidig.tal.models import Lokalstrategi

    send(ejer, _egen())
    send(ejer, _egen().replace("Mindst fire om", "Fire gange om"))
    assert [p.titel for p in _lokale()] == ["Fire gange om året efter de første seks måneder"]
    assert Lokalstrategi.objects.count() == 2


@pytest.mark.parametrize(
    ("fil", "sagt"),
    [
        ("strategi: [", "strategi.yaml"),
        (_egen().replace("form: lokal_frist", "form: findes_ikke", 1), "strategi.yaml"),
        (b"\xff\xfe\x00", "ikke tekst i UTF-8"),
        (b"x" * 1_000_001, "for stor"),
        (_egen("hedensted-2023"), "følger med Rettidig"),
        (_egen() + "# 010180-0008\n", "CPR"),
        (b"", "Vælg en fil"),
    ],
    ids=["ulæselig", "fejl", "ikke tekst", "stor", "medfølgende", "cpr", "tom"],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_faults_and_nothing_is_kept(
    ejer: Any, fil: str | bytes, sagt: str
) -> None:
    from rettidig.tal.models import Lokalstrategi

    svar = send(ejer, fil)
    assert svar.status_code == 422
    assert sagt in set_tekst(svar.content.decode())
    assert "010180" not in svar.content.decode()
    assert not Lokalstrategi.objects.exists()


def test_who_may_not_choose_may_not_read_in_nor_for_another_municipality(ejer: Any) -> None:
    assert send(klient(bruger("fagleder")), _egen()).status_code == 403
    anden = klient(bruger("regelejer", navn="rebild", kommune="840"))
    assert "en anden kommunes" in set_tekst(send(anden, _egen()).content.decode())
    assert ejer.get("/regler/lokalt/findes-ikke-2030/").status_code == 404
