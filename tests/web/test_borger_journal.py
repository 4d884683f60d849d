"""The journal tells all that was done, an act is undone by whoever may, and the draft of access holds one citizen."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.adgang.proevebrugere import bruger, klient
from tests.web.borgersag import HVEM, PR, D, borger, laest, sagen

VAERDIER = {"borger_id": "A", "dato": "2023-06-12", "slags": "jobsamtale", "status": "afholdt", "form": "video"}


@pytest.fixture
def sag(store: Path) -> Client:
    """A caseworker of the team of A, and the two citizens."""
    sagen()
    return klient(bruger("sagsbehandler", teams=["Nord"], navn="nordlys"))


def vist(k: Client, navn: str = "borger_journal", **spurgt: Any) -> str:
    svar = k.get(reverse(navn, args=["A"]), {**PR, **spurgt})
    assert svar.status_code == 200
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", svar.content.decode())))


def _registrer(**andet: str) -> int:
    from rettidig.sager.models import Handling
    from rettidig.sager.services.rettelser import registrer

    registrer("samtaler", VAERDIER | andet, **HVEM)
    return int(Handling.objects.latest("tidspunkt").pk)


def test_the_journal_tells_what_who_when_and_why_the_latest_first(sag: Client) -> None:
    from rettidig.sager.models import Samtale
    from rettidig.sager.services.rettelser import afslut, ret

    _registrer()
    ny = Samtale.objects.get(periode__contains=D(2023, 6, 12)).pk
    ny = ret("samtaler", ny, {**VAERDIER, "form": "telefon"}, hvem="nordlys", hvorfor="Det var i telefon")
    afslut("samtaler", ny, hvem="sydvest", hvorfor="Den blev ikke holdt")
    side = vist(sag)
    steder = [
        side.index(ord_)
        for ord_ in (
            "Den blev ikke holdt",
            "Det var i telefon",
            "form: video → telefon",
            "Oplyst i dagens samtale",
            "fra Fagsystem",
        )
    ]
    assert steder == sorted(steder)
    assert [side.count(art) for art in ("Lukket:", "Rettet:", "Nyt:")][:2] == [1, 1]
    assert "Af sydvest" in side
    # As known before, it is not there; the facts tell who has their home where.
    assert "Det var i telefon" not in vist(sag, kendt="2020-01-01")
    fakta = vist(sag, "borger_fakta")
    assert "Fagsystem" in fakta
    assert "12. juni 2023" not in fakta


def test_facts_have_the_numbers_the_explanations_call_them_by(sag: Client) -> None:
    from rettidig.sager.selectors.journal import alle_registreringer
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.services.rettelser import afslut
    from rettidig.tal.selectors.borger import borger as hent

    _registrer(dato="2022-11-11")
    alle = alle_registreringer(borger(), kendt_nu())
    afslut("samtaler", next(f.registrering for f in alle if f.celler.get("dato") == "2022-10-05"), **HVEM)
    staar = [f for f in alle_registreringer(borger(), kendt_nu()) if f.staar]
    data = hent(borger().pk, D(2023, 6, 15)).data
    for tabel, raekker in data.tabeller.items():
        dage = [r.get("dato") or r.get("fra") or r.get("maaned") for r in raekker.sort_by("raekke").to_pylist()]
        egne = sorted((f for f in staar if f.tabel == tabel), key=lambda f: f.nummer)
        assert [f.nummer for f in egne] == raekker.sort_by("raekke")["raekke"].to_pylist()
        skrevet = [f.celler.get("dato") or f.celler.get("fra") or f.celler.get("maaned") for f in egne]
        assert [s and s[:7] for s in skrevet] == [d and d.isoformat()[:7] for d in dage]


def test_one_undoes_ones_own_word_with_a_reason_and_the_fact_is_gone(sag: Client) -> None:
    nummer = _registrer()
    til = reverse("borger_fortryd", args=["A", nummer])
    assert til in sag.get(reverse("borger_journal", args=["A"])).content.decode()
    spurgt = sag.get(til)
    assert "Fortryd registreringen?" in spurgt.content.decode()
    assert sag.post(til, {"hvorfor": " "}).status_code == 422
    afvist = sag.post(til, {"hvorfor": "Det var 010158-5000"})
    assert (afvist.status_code, "5000" in afvist.content.decode()) == (422, False)
    assert "12. juni 2023" in vist(sag, "borger_fakta")
    gjort = sag.post(til, {"hvorfor": "Forkert borger"}, follow=True)
    assert gjort.redirect_chain == [(reverse("borger_journal", args=["A"]), 302)]
    assert "Registreringen er fortrudt" in gjort.content.decode()
    side = vist(sag)
    assert "Forkert borger" in side
    assert "Fortrudt" in side
    assert "12. juni 2023" not in vist(sag, "borger_fakta")
    assert sag.get(til).status_code == 404


def test_an_undoing_is_undone_too_and_the_fact_is_put_back(sag: Client) -> None:
    from rettidig.sager.models import Handling
    from rettidig.sager.services.fortrydelse import fortryd

    fortryd(_registrer(), **HVEM)
    sidst = Handling.objects.latest("tidspunkt").pk
    assert sag.post(reverse("borger_fortryd", args=["A", sidst]), {"hvorfor": "Den var rigtig"}).status_code == 302
    assert "Sat ind igen" in vist(sag)
    assert "12. juni 2023" in vist(sag, "borger_fakta")


def test_others_words_imports_and_other_citizens_are_not_undone_here(sag: Client) -> None:
    from rettidig.sager.models import Handling

    nummer = _registrer()
    indlaesning = Handling.objects.get(slags="indlaesning").pk
    hos_b = _registrer(borger_id="B", dato="2023-05-05")
    kollega = klient(bruger("sagsbehandler", teams=["Nord"], navn="kollega"))
    controller = klient(bruger("controller", navn="controller"))
    for k, ventet in ((kollega, 404), (controller, 200)):
        assert k.get(reverse("borger_fortryd", args=["A", nummer])).status_code == ventet
    for k in (sag, kollega, controller):
        for andre in (indlaesning, hos_b, 999_999):
            assert k.post(reverse("borger_fortryd", args=["A", andre]), {"hvorfor": "x"}).status_code == 404


def _udkast(k: Client, **felter: str) -> dict[str, str]:
    svar = k.post(reverse("borger_aktindsigt", args=["A"]) + "?pr=2023-06-15", {"anledning": "Sag 23/117", **felter})
    assert svar.status_code == 200
    assert svar.headers["Content-Type"] == "application/zip"
    assert re.fullmatch(r'attachment; filename="aktindsigt-udkast-A-\d{8}\.zip"', svar.headers["Content-Disposition"])
    with zipfile.ZipFile(io.BytesIO(svar.content)) as pakke:
        assert pakke.testzip() is None
        return {navn: pakke.read(navn).decode("utf-8-sig") for navn in pakke.namelist()}


def test_the_draft_holds_all_of_the_citizen_and_nothing_of_another(sag: Client) -> None:
    from rettidig.sager.faktatabeller import faktatabeller
    from rettidig.sager.selectors.journal import alle_registreringer
    from rettidig.sager.selectors.kendt import kendt_nu

    sag.get(reverse("borger", args=["A"]))
    _registrer()
    filer = _udkast(sag)
    alle = alle_registreringer(borger(), kendt_nu())
    for tabel in faktatabeller():
        egne = [f for f in alle if f.tabel == tabel and f.staar]
        navn = f"oplysninger/{tabel}.csv"
        assert (navn in filer) == bool(egne)
        if egne:
            raekker = list(csv.DictReader(io.StringIO(filer[navn]), delimiter=";"))
            skrevet = [{k: v.removeprefix("'") for k, v in r.items()} for r in raekker]
            ventet = [{k: v for k, v in f.celler.items() if k != "borger_id"} for f in egne]
            assert [{k: r[k] for k in v} for r, v in zip(skrevet, ventet, strict=True)] == ventet
    assert len(json.loads(filer["registreringer.json"])) == len(alle)
    assert "nordlys" in filer["registreringer.csv"]
    assert "Vikar" not in filer["hvem-har-set.csv"]
    assert "Din sag på en side" in filer["hvem-har-set.csv"]
    assert filer["forklaring.txt"].startswith("Borger A: forklaring pr. 15. juni 2023")
    assert json.loads(filer["forklaring.json"])["navn"] == "borger"
    indeks = filer["indeks.html"]
    assert "UDKAST" in indeks
    assert all(f'href="{navn}"' in indeks for navn in filer if navn != "indeks.html")
    samlet = "\n".join(filer.values())
    for fremmed in ("Hemmelig", "20000000", "XYZ", "2022-12-24", "2023-04-07", "24. december 2022"):
        assert fremmed not in samlet


def test_the_draft_opens_in_a_spreadsheet_without_a_formula(sag: Client) -> None:
    filer = _udkast(sag)
    assert "'=Formel og Søn" in filer["oplysninger/indsatser.csv"]
    for navn, indhold in filer.items():
        if navn.endswith(".csv"):
            for raekke in csv.reader(io.StringIO(indhold), delimiter=";"):
                assert not any(celle.startswith(("=", "+", "-", "@")) for celle in raekke), navn


def test_the_draft_is_in_the_log_before_it_is_given_and_asks_for_its_request(sag: Client) -> None:
    til = reverse("borger_aktindsigt", args=["A"])
    for anledning in ("", "   ", "010158-5000"):
        nej = sag.post(til, {"anledning": anledning})
        assert nej.status_code == 422
        assert "5000" not in nej.content.decode()
    assert "udtraek.aktindsigt" not in {hvad for _, _, hvad in laest()}
    _udkast(sag)
    assert laest()[-1] == ("nordlys", "aktindsigt", "udtraek.aktindsigt")
    assert "For at besvare en anmodning om aktindsigt" in vist(sag, "borger_indsigt")


def test_the_draft_is_for_those_who_work_on_the_case(sag: Client) -> None:
    controller = klient(bruger("controller"))
    assert controller.post(reverse("borger_aktindsigt", args=["A"]), {"anledning": "x"}).status_code == 403
    assert "hentes af dem, der arbejder med sagen" in vist(controller, "borger_indsigt")
    assert sag.post(reverse("borger_aktindsigt", args=["B"]), {"anledning": "x"}).status_code == 404
    assert sag.get(reverse("borger_aktindsigt", args=["A"])).status_code == 405


def test_the_draft_of_a_time_before_the_citizen_was_known_is_not_made(sag: Client) -> None:
    til = reverse("borger_aktindsigt", args=["A"]) + "?kendt=2020-01-01"
    assert sag.post(til, {"anledning": "Sag 1"}).status_code == 422
