"""The citizen's own page tells the case in plain words, rests on the coded law alone, and never shows another's."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from django.urls import reverse
from tests.adgang.proevebrugere import bruger, klient
from tests.sager.udtraek import ydelse
from tests.web.min_sag import DAG, HELE_SAGEN, D, med_sag, samtale

from rettidig.regler.indlaes import hent_lov
from rettidig.sprog import findes, paa_sprog, tekst

ROD = Path(__file__).parents[2]
KATALOG = ROD / "src" / "rettidig" / "sprog" / "web_mit.yaml"
FRISTEN = ("regel", "frist", "status", "forloeb_start", "hjemmel")
LET = 30.0
"""Lix below 30 is easy to read for all who read; newspapers lie between 40 and 50."""


@pytest.fixture
def berit(store: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    return klient(med_sag(monkeypatch))


DELEN = '<section id="samtale"'


def laest(svar: Any, hvor: str = "<main") -> str:
    """What is read on the page, or in a part of it, with single spaces."""
    indhold = hvor + svar.content.decode().split(hvor, 1)[1].split(hvor.replace("<", "</").split()[0], 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", indhold)).split())


def vaelg(c: Client, form: str, **andet: Any) -> Any:
    return c.post(reverse("min_samtaleform"), {"samtaleform": form}, **andet)


def test_the_page_tells_the_next_talk_what_is_agreed_and_what_is_to_be_done(berit: Client) -> None:
    svar = berit.get(reverse("min_sag"))
    assert svar.status_code == 200
    side = laest(svar)
    for staar in (
        "tirsdag 6. juni 2023",
        "Samtale om job",
        "tirsdag 5. september 2023",
        "Virksomhedspraktik",
        "Fra 15. maj 2023 til 14. august 2023",
        "30 timer om ugen",
        "Hos Gartneriet Lillevang",
        "Det står i LAB § 31",
        "Du vælger selv, hvordan samtalen skal være.",
        "LAB § 33",
    ):
        assert staar in side, staar
    assert "1. juni 2023" not in side, "the talk of somebody else"


def test_the_duties_are_those_of_the_citizens_page_with_deadline_and_paragraph(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rettidig.tal.selectors.egen_sag import egen_sag
    from rettidig.web.mit.ord import sidens_dele

    en = med_sag(monkeypatch)
    sag = egen_sag(en.borger_id, DAG)
    aabne = [p for p in sag.side.pligter if p.aaben and p.altid]
    assert aabne
    vist = sidens_dele(sag)["pligter"]
    for pligt in aabne:
        assert any(pligt.raekke["hjemmel"] == linje["hjemmel"] for linje in vist)
    kommandolinjen = sorted(tuple(str(r[k]) for k in FRISTEN) for r in sag.billede.frister)
    assert sorted(tuple(str(p.raekke[k]) for k in FRISTEN) for p in sag.side.pligter if p.altid) == kommandolinjen


def test_every_duty_always_given_has_words_for_the_citizen_and_no_words_stand_without_a_rule() -> None:
    frister = {regel.regel for regel in hent_lov().frister()}
    alle = {regel.regel for regel in hent_lov().alle_frister()}
    med_ord = {n.removeprefix("web.mit.pligt.") for n in _katalog() if n.startswith("web.mit.pligt.")}
    assert frister <= med_ord <= alle


def test_the_conditions_of_a_sanction_are_those_coded() -> None:
    kodede = {b.id for regel in hent_lov().vilkaar() for v in regel.versioner for b in v.betingelser}
    med_ord = {n.rpartition(".")[2] for n in _katalog() if n.startswith("web.mit.udebliv.krav.")}
    assert med_ord <= kodede


def test_the_citizen_chooses_the_form_and_it_is_an_event_of_the_day_at_once(berit: Client) -> None:
    svar = vaelg(berit, "telefon")
    assert svar.status_code == 302
    assert svar.headers["Location"] == reverse("min_sag") + "#samtale"
    side = laest(berit.get(reverse("min_sag")))
    assert "Du har valgt telefon. Det valgte du tirsdag 30. maj 2023." in side
    assert "Du har valgt telefon, men samtalen står som et møde." in side
    assert _valg() == [("2023-05-30", "telefon")]
    vaelg(berit, "video")
    vaelg(berit, "video")
    assert _valg() == [("2023-05-30", "video")], "chosen again the same day it is corrected, not said twice"


def test_the_part_fetched_alone_is_the_part_of_the_page(berit: Client) -> None:
    delvis = {"HTTP_HX_TARGET": "samtale", "HTTP_HX_REQUEST": "true"}
    hentet = laest(vaelg(berit, "video", **delvis), DELEN)
    assert hentet == laest(berit.get(reverse("min_sag")), DELEN)
    assert hentet == laest(berit.get(reverse("min_sag"), **delvis), DELEN)


@pytest.mark.parametrize("form", ["", "brev", "ukendt", "<b>"])
def test_what_cannot_be_chosen_is_refused_and_nothing_is_registered(berit: Client, form: str) -> None:
    svar = vaelg(berit, form)
    assert svar.status_code == 422
    assert "<b>" not in svar.content.decode().split("<main")[1]
    assert _valg() == []


def test_the_first_talk_is_in_person_and_cannot_be_chosen(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    c = klient(med_sag(monkeypatch, ydelser=[ydelse()], samtaler=[samtale(D(2023, 6, 6))]))
    side = laest(c.get(reverse("min_sag")))
    assert "Den første samtale er et møde. Fra den anden samtale vælger du selv." in side
    assert "Gem mit valg" not in side
    assert vaelg(c, "telefon").status_code == 422


def test_an_override_shows_its_concrete_reason_and_otherwise_that_one_can_be_asked_for(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rettidig.sager.services.rettelser import registrer

    c = klient(med_sag(monkeypatch))
    vaelg(c, "telefon")
    side = laest(c.get(reverse("min_sag")))
    assert "Bed om at få den at vide" in side
    assert "LAB § 33, stk. 2" in side
    celler = {
        "borger_id": "A",
        "haendelse": "samtaleform_fraveget",
        "dato": "2023-06-06",
        "vaerdi": "Vi skal se på dine eksamenspapirer sammen.",
    }
    registrer("haendelser", celler, hvem="proeve", hvorfor="proeve")
    side = laest(c.get(reverse("min_sag")))
    assert "Vi skal se på dine eksamenspapirer sammen." in side
    assert "Bed om at få den at vide" not in side


def test_vilkaar_knows_the_citizens_choice_and_the_reason_by_itself(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rettidig.tal.selectors.borger import borger

    en = med_sag(monkeypatch)
    vaelg(klient(en), "telefon")
    handling = {"handling": "samtaleform", "dato": "2023-06-06", "samtale": {"dato": "2023-06-06", "form": "video"}}
    vurdering, taget, _ = borger(en.borger_id, DAG).vilkaar(handling)
    assert vurdering.fakta["samtale.borgers_valg"] == "telefon"
    assert "samtale.borgers_valg" in taget
    assert vurdering.samlet == "ikke_lovlig"


@pytest.mark.parametrize(
    ("ydelsen", "staar", "staar_ikke"),
    [
        ({}, "En sats er fra 200 til 700 kroner", "Spørg dit jobcenter, før"),
        ({}, "du har kunnet svare", "prøvet alle veje"),
        ({"visitation": "aktivitetsparat"}, "prøvet alle veje for at få fat i dig (LAS § 35, stk. 7)", "Spørg din"),
        ({"ydelse": "dagpenge", "visitation": None}, "Din a-kasse svarer på", "En sats"),
        ({"ydelse": "ledighedsydelse", "visitation": None}, "Spørg dit jobcenter, før du bliver væk", "En sats"),
    ],
)
def test_what_absence_costs_is_told_only_where_the_law_is_coded(
    store: Path, monkeypatch: pytest.MonkeyPatch, ydelsen: dict[str, Any], staar: str, staar_ikke: str
) -> None:
    side = laest(klient(med_sag(monkeypatch, ydelser=[ydelse(**ydelsen)])).get(reverse("min_sag")))
    assert staar in side
    assert staar_ikke not in side


def test_who_has_looked_is_told_by_role_and_purpose_and_ones_own_looks_are_left_out(berit: Client) -> None:
    from rettidig.adgang.services.laesninger import noter
    from rettidig.sager.models import Borger

    assert "Der er ikke andre end dig" in laest(berit.get(reverse("min_sag")))
    pk = Borger.objects.get(noegle="A").pk
    noter(bruger("sagsbehandler", navn="hemmelig", initialer="SSB"), [pk], "sagsbehandling", "side.borger")
    side = laest(berit.get(reverse("min_sag")))
    assert "SSB" in side
    assert "hemmelig" not in side
    assert tekst("adgang.formaal.sagsbehandling") in side


def test_every_reading_is_noted_with_its_purpose(berit: Client) -> None:
    from rettidig.adgang.models import Laesning

    berit.get(reverse("min_sag"))
    berit.get(reverse("mine_data"))
    vaelg(berit, "video", HTTP_HX_TARGET="samtale")
    fundne = list(Laesning.objects.order_by("pk").values_list("hvad", "formaal"))
    assert fundne == [("side.min_sag", "eget"), ("udtraek.egne_data", "eget"), ("side.min_sag", "eget")]


def test_the_file_holds_ones_own_facts_and_nobody_elses_and_no_free_text(berit: Client) -> None:
    vaelg(berit, "telefon")
    vaelg(berit, "video")
    svar = berit.get(reverse("mine_data"))
    assert svar.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(svar.content)) as pakke:
        filer = {navn: pakke.read(navn).decode("utf-8-sig") for navn in pakke.namelist()}
    alt = json.loads(filer["oplysninger.json"])
    assert {p["oplysning"]["borger_id"] for p in alt} == {"A"}
    raekker = [p for navn, rk in HELE_SAGEN.items() for p in rk if p["borger_id"] == "A"]
    assert len([p for p in alt if p["gjaldt_til"] is None]) == len(raekker) + 1 + 1, "the citizen's row and the choice"
    assert [p["oplysning"]["vaerdi"] for p in alt if p["oplysning"].get("haendelse") == "oensket_samtaleform"] == [
        "telefon",
        "video",
    ]
    assert "Om en nabo" not in json.dumps(filer, ensure_ascii=False)
    assert "=1+1" not in json.dumps(filer)
    linjer = list(csv.DictReader(io.StringIO(filer["samtaler.csv"]), delimiter=";"))
    assert [linje["dato"] for linje in linjer] == ["2022-10-07", "2023-02-07", "2023-06-06", "2023-09-05"]
    assert "Dig selv" in filer["hvem-har-set.csv"]


def test_a_cell_is_never_a_formula(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    indsats = {"borger_id": "A", "indsats": "virksomhedspraktik", "fra": D(2023, 5, 15), "leverandoer": "=HYPERLINK(1)"}
    c = klient(med_sag(monkeypatch, ydelser=[ydelse()], indsatser=[indsats]))
    with zipfile.ZipFile(io.BytesIO(c.get(reverse("mine_data")).content)) as pakke:
        assert ";'=HYPERLINK(1)" in pakke.read("indsatser.csv").decode()


def test_a_login_without_a_citizen_is_told_nothing(store: Path) -> None:
    c = klient(bruger("borger"))
    for navn in ("min_sag", "mine_data"):
        assert c.get(reverse(navn)).status_code == 404
    assert vaelg(c, "video").status_code == 404


def test_staff_have_no_such_page(berit: Client) -> None:
    for rolle in ("sagsbehandler", "fagleder", "administrator"):
        assert klient(bruger(rolle, teams=["A"])).get(reverse("min_sag")).status_code == 403


def test_the_page_asks_the_store_as_often_however_long_the_case(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    mange = [samtale(D(2023, 6, 1) + dt.timedelta(days=n), form="video") for n in range(40)]
    c = klient(med_sag(monkeypatch, ydelser=[ydelse()], samtaler=mange))
    c.get(reverse("min_sag"))
    with CaptureQueriesContext(connection) as spurgt:
        c.get(reverse("min_sag"))
    assert len(spurgt) <= 40


def test_the_page_is_complete_in_english(berit: Client) -> None:
    berit.cookies["rettidig_sprog"] = "en"
    side = laest(berit.get(reverse("min_sag")))
    assert "Your next talk" in side
    assert not re.search(r"[æøåÆØÅ]", side.replace("Gartneriet Lillevang", "")), side


def test_every_sentence_for_citizens_is_easy_to_read() -> None:
    saetninger = [
        tekster["da"]
        for noegle, tekster in _katalog().items()
        if noegle.startswith("web.mit.") and _er_saetning(tekster)
    ]
    samlet = " ".join(saetninger)
    assert lix(samlet) < LET, lix(samlet)
    lange = [s for s in saetninger for del_ in re.split(r"[.:?!]\s", s) if len(del_.split()) > 22]
    assert lange == []


def test_the_statement_on_the_page_is_the_statement_in_the_documentation(store: Path) -> None:
    svar = klient().get(reverse("tilgaengelighed"))
    assert svar.status_code == 200
    side = laest(svar)
    dokument = " ".join((ROD / "docs" / "tilgaengelighed.md").read_text(encoding="utf-8").split())
    with paa_sprog("da"):
        for noegle in (n for n in _katalog() if n.startswith("web.tilgaengelighed.")):
            assert tekst(noegle) in side
            assert tekst(noegle) in dokument
    assert findes("web.tilgaengelighed.titel")


def lix(skrevet: str) -> float:
    """Words a sentence, and words of more than six letters in a hundred, added up."""
    ord_ = re.findall(r"[A-Za-zÆØÅæøå0-9]+", skrevet)
    saetninger = len(re.findall(r"[.:?!](?:\s|$)", skrevet))
    return len(ord_) / saetninger + 100 * sum(len(o) > 6 for o in ord_) / len(ord_)


def _er_saetning(tekster: dict[str, str]) -> bool:
    return tekster["da"].rstrip().endswith((".", "?", ":"))


def _katalog() -> dict[str, dict[str, str]]:
    indhold: dict[str, dict[str, str]] = yaml.safe_load(KATALOG.read_text(encoding="utf-8"))
    return indhold


def _valg() -> list[tuple[str, str]]:
    """The choices that stand."""
    from rettidig.sager.models import Borger
    from rettidig.sager.selectors.journal import alle_registreringer
    from rettidig.sager.selectors.kendt import kendt_nu

    alle = alle_registreringer(Borger.objects.get(noegle="A"), kendt_nu())
    celler = [f.celler for f in alle if f.staar and f.tabel == "haendelser"]
    return [(c["dato"], c["vaerdi"]) for c in celler if c["haendelse"] == "oensket_samtaleform"]
