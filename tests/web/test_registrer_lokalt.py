"""While one registers, the municipality's own strategy answers beside the law: apart from it, and never in the way."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.adgang.proevebrugere import bruger, klient
from tests.sager.udtraek import D, lille, ydelse
from tests.web.registrering import siderne_er_paa
from tests.web.test_borger import set_tekst

DAG = D(2023, 6, 1)
DEL = {"headers": {"HX-Request": "true", "HX-Target": "vilkaar"}}
VEJLEDNING = {
    "indsats": "oevrig_vejledning",
    "fra": "2023-06-12",
    "til": "2023-07-31",
    "bevilget": "2023-06-01",
    "timer_pr_uge": "20",
    "vurder": "1",
}


@pytest.fixture
def sti(store: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A citizen of Rebild on cash benefit; the day is 1 June 2023."""
    from rettidig.sager.services.indlaesning import indlaes

    borger = {"borger_id": "R", "foedselsdato": D(1980, 1, 1), "kommune": "840", "team": "T"}
    indlaes(lille(borgere=[borger], ydelser=[ydelse(borger="R")]), "fagsystem", hvem="nat")
    siderne_er_paa(monkeypatch, DAG)
    return "/borger/R/registrer/tilbud/"


@pytest.fixture
def c(sti: str) -> Any:
    return klient(bruger("sagsbehandler", teams=["T"], navn="anje"))


def _i_brug() -> None:
    from rettidig.tal.services.lokalstrategi import vaelg_strategi

    vaelg_strategi(bruger("regelejer"), "rebild-2023", i_brug=True, valg={}, hvorfor="Besluttet")


def _lokalt(html: str) -> str:
    return set_tekst(html[html.index("rt-lokalsvar") :]) if "rt-lokalsvar" in html else ""


def test_the_strategy_answers_apart_and_the_laws_answer_is_the_same_with_it(sti: str, c: Any) -> None:
    uden = c.post(sti, VEJLEDNING, **DEL).content.decode()
    assert _lokalt(uden) == ""
    _i_brug()
    med = c.post(sti, VEJLEDNING, **DEL).content.decode()
    assert "Kommunens egen strategi" in set_tekst(med)
    assert "ikke lov" in _lokalt(med)
    assert med[: med.index('<div class="rt-lokalsvar">')].strip() in uden


def test_what_the_strategy_wants_stands_with_who_decided_it_and_where(sti: str, c: Any) -> None:
    from rettidig.regler.indlaes import hent_lov
    from rettidig.svar.strategi import hent_strategi

    _i_brug()
    vist = _lokalt(c.post(sti, VEJLEDNING, **DEL).content.decode())
    to_tilbud = next(r for r in hent_strategi(hent_lov(), "rebild-2023").regler if r.regel == "rebild.oevo.to_tilbud")
    assert f"rebild-2023 ({to_tilbud.stilling}), {to_tilbud.kilde[0].tekst}" in vist


def test_a_correction_is_held_against_the_strategy_too(sti: str, c: Any) -> None:
    from rettidig.sager.models import Indsats

    _i_brug()
    assert c.post(sti, {k: v for k, v in VEJLEDNING.items() if k != "vurder"}).status_code == 302
    en = Indsats.objects.get(registreret__upper_inf=True)
    svar = c.post(f"/borger/R/ret/indsatser/{en.pk}/", VEJLEDNING | {"hvorfor": ""}, **DEL).content.decode()
    assert _lokalt(svar) == _lokalt(c.post(sti, VEJLEDNING, **DEL).content.decode()) != ""


def test_what_the_strategy_would_not_have_can_be_saved(sti: str, c: Any) -> None:
    _i_brug()
    sendt = {k: v for k, v in VEJLEDNING.items() if k != "vurder"} | {"pris_pr_uge": "9000", "hvorfor": "Aftalt"}
    assert c.post(sti, sendt).status_code == 302


def _felter(html: str) -> dict[str, str]:
    """The fields only the strategy has, by what they are called, with their names in the form."""
    fundne = re.findall(r'<label[^>]*for="id_(s_rebild-2023__[^"]+)"[^>]*>(.*?)</label>', html, re.DOTALL)
    return {" ".join(set_tekst(ord_).split()).removesuffix(" (kan udelades)"): navn for navn, ord_ in fundne}


def _form(c: Any, sti: str, **skrevet: str) -> str:
    svar = c.post(sti, VEJLEDNING | skrevet, headers={"HX-Request": "true", "HX-Target": "registrering"})
    return str(svar.content.decode())


def test_what_only_the_strategy_asks_about_is_stated_like_what_the_law_asks_and_settles_its_answer(
    sti: str, c: Any
) -> None:
    assert "s_rebild" not in _form(c, sti)
    _i_brug()
    html = _form(c, sti)
    felter = _felter(html)
    maal = felter["Tilbuddets mål i retning af job eller uddannelse"]
    assert f'name="{maal}"' in html
    assert "Pris om ugen" not in felter, "the row has a column for it"
    assert not [ord_ for ord_ in felter if "farve, når alle" in ord_], "it is worked out of the others"
    assert '<option value="groen">Grøn</option>' in html
    uden = _lokalt(c.post(sti, VEJLEDNING, **DEL).content.decode())
    med = _lokalt(c.post(sti, VEJLEDNING | {maal: "Lagerarbejde"}, **DEL).content.decode())
    krav = "Tilbuddet har et mål om job eller uddannelse."
    assert krav in uden
    assert krav not in med
    assert felter == _felter(_form(c, sti, **{maal: "Lagerarbejde"})), "the fields do not come and go"


def test_the_laws_answer_is_the_same_whatever_is_stated_for_the_strategy(sti: str, c: Any) -> None:
    _i_brug()
    felter = _felter(_form(c, sti))
    oplyst = {navn: "ja" for ord_, navn in felter.items() if "__f_lokal__" in navn}

    def loven(**skrevet: str) -> str:
        html = str(c.post(sti, VEJLEDNING | skrevet, **DEL).content.decode())
        return html[: html.index('<div class="rt-lokalsvar">')]

    assert loven() == loven(**oplyst)


def test_the_price_in_the_row_is_the_strategys_price(sti: str, c: Any) -> None:
    _i_brug()

    def farve(pris: str) -> str:
        sagt = {"katalogfarve": "groen", "mentor": "ingen", "digital_jobsoegning": "nej"}
        felter = {f"s_rebild-2023__f_lokal__{navn}": svar for navn, svar in sagt.items()}
        return _lokalt(c.post(sti, VEJLEDNING | felter | {"pris_pr_uge": pris}, **DEL).content.decode())

    assert "Tilbuddets farve er gul" in farve("2200,01")
    assert "Tilbuddets farve er grøn" in farve("2200")


def test_a_reason_for_departing_from_a_standard_is_stated_and_follows_to_the_case_system(sti: str, c: Any) -> None:
    _i_brug()
    felter = _felter(_form(c, sti, til="2023-12-31"))
    grunde = [navn for ord_, navn in felter.items() if ord_.startswith("Begrundelse for at fravige »")]
    assert grunde
    skrevet = dict.fromkeys(grunde, "Aftalt med lederen") | {
        felter["Tilbuddets mål i retning af job eller uddannelse"]: "Lager"
    }
    sendt = {
        k: v for k, v in (VEJLEDNING | skrevet | {"til": "2023-12-31", "hvorfor": "Aftalt"}).items() if k != "vurder"
    }
    kvittering = set_tekst(c.get(c.post(sti, sendt).headers["Location"]).content.decode())
    assert "Tilbuddets mål i retning af job eller uddannelse: Lager" in kvittering
    assert "Begrundelse for at fravige »" in kvittering
    assert "Aftalt med lederen" in kvittering


def test_a_cpr_number_is_refused_in_a_strategys_field_too(sti: str, c: Any) -> None:
    _i_brug()
    maal = _felter(_form(c, sti))["Tilbuddets mål i retning af job eller uddannelse"]
    sendt = {k: v for k, v in VEJLEDNING.items() if k != "vurder"} | {maal: "som 010190-1234"}
    svar = c.post(sti, sendt)
    assert svar.status_code == 422
    assert "010190" not in svar.content.decode()
