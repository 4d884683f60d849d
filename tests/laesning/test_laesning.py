"""Thirty cases by an independent reader: the engine must give the settled answer to every question of every case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.motor import talsager
from tests.motor.sagslaeser import datasaet
from tests.motor.sammenligning import standardvalg
from tests.motor.vilkaar.handlingssager import laest

from rettidig.forloeb import Datasaet
from rettidig.motor.frist import vurder_frister
from rettidig.motor.fund import fund_raekker
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import byg_historik
from rettidig.motor.maaling import maaling_raekker
from rettidig.motor.refusion import refusion_raekker
from rettidig.motor.svar import frist_raekker
from rettidig.motor.vilkaar import vurder
from rettidig.motor.vilkaar.udtraek import med_udtraek
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje.calendar import to_date_or_none, to_day

LOV = hent_lov()
SAGER = yaml.safe_load((Path(__file__).parent / "laesning.yaml").read_text(encoding="utf-8"))["sager"]
ANTAL = 30
OM_HANDLINGEN = ("navn", "brudt", "hjemmel", "henviser_til")
"""What a question about an act may hold besides the act and the verdict."""

Raekke = Mapping[str, Any]


@dataclass(frozen=True)
class Spoergsmaal:
    """One question of one case."""

    sag: Raekke
    nummer: int
    slags: str
    felter: Raekke

    @property
    def navn(self) -> str:
        """What the test is called: the title of the case and which of its questions this is."""
        egen = self.felter.get("navn", self.nummer)
        return f"{self.sag['id']} {self.sag['titel']} - {self.slags} {egen}"


def alle_spoergsmaal() -> list[Spoergsmaal]:
    """Every question of every case."""
    fundne = []
    for sag in SAGER:
        for nummer, felter in enumerate(sag["spoerg"], start=1):
            (slags,) = felter.keys() - {"svar", *OM_HANDLINGEN}
            fundne.append(Spoergsmaal(sag, nummer, slags, felter))
    return fundne


def fakta(sag: Raekke, kun: str | None = None) -> Datasaet:
    """The facts of a case as a reader would hand them over; of one citizen alone when ``kun`` names one."""
    givet = sag.get("fakta", {"borgere": []})
    borgere = []
    for borger in givet["borgere"]:
        if kun in (None, borger["borger_id"]):
            egne = {
                tabel: [_uden_id(raekke) for raekke in raekker if raekke["borger_id"] == borger["borger_id"]]
                for tabel, raekker in givet.items()
                if tabel != "borgere"
            }
            borgere.append({"id": borger["borger_id"], **_uden_id(borger), **egne})
    return datasaet({"givet": {"borgere": borgere}})


def _uden_id(raekke: Raekke) -> dict[str, Any]:
    return {navn: vaerdi for navn, vaerdi in raekke.items() if navn != "borger_id"}


def _frister(spoergsmaal: Spoergsmaal) -> list[Raekke]:
    felter = spoergsmaal.felter["frister"]
    valg = standardvalg(LOV) | felter.get("valg", {})
    grundlag = Grundlag.paa(LOV, byg_historik(fakta(spoergsmaal.sag)), to_day(felter["pr"]), valg)
    regler = tuple(LOV.hent(regel, Fristregel) for regel in felter["regler"]) if "regler" in felter else None
    raekker = [raekke | _mere(grundlag, regler, raekke) for raekke in frist_raekker(grundlag, regler)]
    return [raekke for raekke in raekker if felter.get("borger") in (None, raekke["borger_id"])]


def _mere(grundlag: Grundlag, regler: tuple[Fristregel, ...] | None, raekke: Raekke) -> dict[str, Any]:
    """The trigger and the mark of the version behind a row."""
    for svar in vurder_frister(grundlag, regler):
        for nr, forloeb in enumerate(svar.forloeb.tolist()):
            borger_id = grundlag.historik.borgere.ider[int(grundlag.forloeb.person[forloeb])]
            frist = to_date_or_none(int(svar.frist[nr]))
            if (borger_id, svar.regel.regel, frist) == (raekke["borger_id"], raekke["regel"], raekke["frist"]):
                return {"udloeser": to_date_or_none(int(svar.udloeser[nr])), "tillid": svar.version.tillid}
    raise LookupError(f"no obligation behind {raekke}")


def _maalinger(spoergsmaal: Spoergsmaal) -> list[Raekke]:
    felter = spoergsmaal.felter["maalinger"]
    historik = byg_historik(fakta(spoergsmaal.sag))
    svar = maaling_raekker(LOV, historik, to_day(felter["pr"]), felter["regelsaet"], standardvalg(LOV))
    egne = [r for r in svar.raekker if (r["ydelse"], r["maaling"]) == (felter["ydelse"], felter["maaling"])]
    return [raekke | {"graense": f"{float(raekke['graense']):.1f}"} for raekke in egne]


def _passive(spoergsmaal: Spoergsmaal) -> list[str]:
    """The citizens who alone make a population of one that is counted as passive."""
    felter = spoergsmaal.felter["passive"]
    fundne = []
    for borger in spoergsmaal.sag["fakta"]["borgere"]:
        historik = byg_historik(fakta(spoergsmaal.sag, borger["borger_id"]))
        svar = maaling_raekker(LOV, historik, to_day(felter["pr"]), felter["regelsaet"], standardvalg(LOV))
        if any(r["maaling"] == "lob.fokusmaal.1" and r["taeller"] for r in svar.raekker):
            fundne.append(borger["borger_id"])
    return fundne


def _refusion(spoergsmaal: Spoergsmaal) -> list[Raekke]:
    felter = spoergsmaal.felter["refusion"]
    historik = byg_historik(fakta(spoergsmaal.sag))
    raekker = refusion_raekker(LOV, historik, to_day(felter["fra"]), to_day(felter["til"]))
    uger = {(raekke["borger_id"], raekke["uge"]) for raekke in spoergsmaal.felter["svar"]}
    kun = felter.get("kun_de_naevnte", False)
    return [raekke for raekke in raekker if not kun or (raekke["borger_id"], raekke["uge"]) in uger]


def _fund(spoergsmaal: Spoergsmaal) -> list[Raekke]:
    felter = spoergsmaal.felter["fund"]
    historik = byg_historik(fakta(spoergsmaal.sag))
    fundne = fund_raekker(Grundlag.paa(LOV, historik, to_day(felter["pr"]), standardvalg(LOV)))
    return [raekke for raekke in fundne if raekke["regel"] == felter["regel"]]


def _kendt(spoergsmaal: Spoergsmaal) -> list[Raekke]:
    svar = talsager.kendt(LOV, byg_historik(fakta(spoergsmaal.sag)), spoergsmaal.felter["kendt"])
    return [] if svar is None else [svar]


RAEKKER: Mapping[str, Callable[[Spoergsmaal], list[Any]]] = {
    "frister": _frister,
    "maalinger": _maalinger,
    "refusion": _refusion,
    "fund": _fund,
    "kendt": _kendt,
}


def _som(raekker: list[Raekke], ventet: list[Raekke]) -> list[Raekke]:
    """The rows cut down to the columns the answer names; in another number than the answer's as they are."""
    if len(raekker) != len(ventet):
        return raekker
    return [{navn: raekke[navn] for navn in som} for raekke, som in zip(raekker, ventet, strict=True)]


def _spoergsmaal(*slags: str) -> list[Spoergsmaal]:
    return [spoergsmaal for spoergsmaal in alle_spoergsmaal() if spoergsmaal.slags in slags]


@pytest.mark.parametrize("spoergsmaal", _spoergsmaal(*RAEKKER), ids=lambda spoergsmaal: spoergsmaal.navn)
def test_the_engine_gives_the_rows_of_the_settled_answer(spoergsmaal: Spoergsmaal) -> None:
    svar = spoergsmaal.felter["svar"]
    ventet = svar if isinstance(svar, list) else [svar]
    assert _som(RAEKKER[spoergsmaal.slags](spoergsmaal), ventet) == ventet


@pytest.mark.parametrize("spoergsmaal", _spoergsmaal("passive"), ids=lambda spoergsmaal: spoergsmaal.navn)
def test_the_engine_counts_the_same_citizens_as_passive(spoergsmaal: Spoergsmaal) -> None:
    assert _passive(spoergsmaal) == spoergsmaal.felter["svar"]


@pytest.mark.parametrize("spoergsmaal", _spoergsmaal("vilkaar"), ids=lambda spoergsmaal: spoergsmaal.navn)
def test_the_engine_judges_the_act_as_settled(spoergsmaal: Spoergsmaal) -> None:
    felter = spoergsmaal.felter
    handling = laest(felter["vilkaar"])
    if "fakta" in spoergsmaal.sag:
        handling, _, _ = med_udtraek(LOV, handling, fakta(spoergsmaal.sag), standardvalg(LOV))
    vurdering = vurder(LOV, handling)
    brudte = [svar for svar in vurdering.svar if svar.status == "ikke_opfyldt"]
    assert vurdering.samlet == felter["svar"]
    assert [svar.betingelse.id for svar in brudte] == felter.get("brudt", [])
    if "hjemmel" in felter:
        assert [svar.betingelse.hjemmel.tekst for svar in brudte] == [felter["hjemmel"]]
    if "henviser_til" in felter:
        assert all(felter["henviser_til"] in svar.betingelse.aendrer.da for svar in brudte)


def test_there_are_thirty_cases_and_each_is_asked_something() -> None:
    assert [sag["id"] for sag in SAGER] == [f"U{nummer:02}" for nummer in range(1, ANTAL + 1)]
    assert all(sag["spoerg"] and sag["udledning"] for sag in SAGER)


def test_a_case_with_another_first_reading_says_how_it_was_settled() -> None:
    assert [sag["id"] for sag in SAGER if "foerst_laest" in sag and "afgjort" not in sag] == []
