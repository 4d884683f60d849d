"""While one registers, the municipality's own strategy answers beside the law: apart from it, and never in the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.adgang.proevebrugere import bruger, klient
from tests.sager.udtraek import D, lille, ydelse
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
    for hvor in ("rettidig.web.borger.valg", "rettidig.web.registrer.aabning"):
        monkeypatch.setattr(f"{hvor}.sidens_dag", lambda: DAG)
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
