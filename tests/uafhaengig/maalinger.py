"""The two measures of one person at the end of a month (section 8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.uafhaengig.dage import MARTS_2023, NYT_AAR_2024, maanedens_foerste, maanedens_sidste, plus_maaneder
from tests.uafhaengig.forloeb import Forloeb, forloeb_for_maalinger
from tests.uafhaengig.frister import TILBUD
from tests.uafhaengig.maalgruppe import maalgruppe
from tests.uafhaengig.person import TIMEENHEDER, Person, kend
from tests.uafhaengig.timer import Timeur, tolv_maaneders_timer

MAALTE_YDELSER = (
    "dagpenge",
    "sygedagpenge",
    "sho",
    "uddannelseshjaelp",
    "kontanthjaelp",
    "revalidering",
    "ressourceforloebsydelse_jaf",
    "ressourceforloebsydelse_rf",
    "ledighedsydelse",
)
REGELSAET = ("gaeldende", "gamle", "nye")


def fokusmaal(
    person: Mapping[str, Any], d: date, regelsaet: str = "gaeldende", valg: Mapping[str, Any] | None = None
) -> list[tuple[str, bool, bool]]:
    """For each benefit that puts the person in the population at the month end `d`: (benefit, activated, four talks).

    `valg` may hold `overlap_taeller` (default on), `delvis_raskmelding_taeller` (default off) and `timeregel`
    (`saerskilt_eller_samlet_225`, `saerskilt` or `samlet_100`). Raises ValueError on an unknown rule set.
    """
    if regelsaet not in REGELSAET:
        raise ValueError(f"unknown rule set: {regelsaet}")
    kendt = kend(person, d)
    if kendt.integrationsprogram:
        return []
    svar = []
    alle = forloeb_for_maalinger(kendt)
    for ydelse in MAALTE_YDELSER:
        if kendt.pr not in kendt.ydelsesdage(ydelse):
            continue
        forloeb = next(f for f in alle if f.omfatter(ydelse, kendt.pr))
        if _har_varet_et_aar(forloeb, ydelse):
            vindue = range(max(maanedens_foerste(plus_maaneder(kendt.pr, -11)), forloeb.foerste), kendt.pr + 1)
            ny_fra = {"gaeldende": MARTS_2023, "gamle": vindue.stop, "nye": vindue.start}[regelsaet]
            gruppe = maalgruppe(kendt, kendt.ydelsesdage(ydelse)[kendt.pr], kendt.pr)
            aktiveret = _tilbud(kendt, vindue, ny_fra, gruppe, valg or {}) or _timer(kendt, vindue, ny_fra, valg or {})
            svar.append((ydelse, aktiveret, _antal_samtaler(kendt, ydelse, vindue) >= 4))
    return svar


def _har_varet_et_aar(forloeb: Forloeb, ydelse: str) -> bool:
    if ydelse == "dagpenge":
        ur = Timeur(forloeb, corona_staar_stille=False)
        return ur.optjent() >= tolv_maaneders_timer(forloeb.person.deltid)
    return plus_maaneder(forloeb.foerste, 12) <= forloeb.person.pr + 1


def _tilbud(person: Person, vindue: range, ny_fra: int, gruppe: str | None, valg: Mapping[str, Any]) -> bool:
    """Whether any day of an offer that counts lies in the window."""
    for indsats in person.indsatser:
        if indsats.fra not in vindue and not valg.get("overlap_taeller", True):
            continue
        dage = [dag for dag in vindue if indsats.fra <= dag and (indsats.til is None or dag <= indsats.til)]
        if not dage:
            continue
        if indsats.indsats in TILBUD:
            return True
        if indsats.indsats == "delvis_raskmelding" and valg.get("delvis_raskmelding_taeller", False):
            return True
        if indsats.indsats == "oevrig_vejledning" and (gruppe in ("6.4", "6.5") or dage[0] < ny_fra):
            return True
    return False


def _timer(person: Person, vindue: range, ny_fra: int, valg: Mapping[str, Any]) -> bool:
    """Whether the ordinary wage hours in the window are enough."""
    gamle = nye = 0
    for maaned, timer in person.loentimer.items():
        sidste = maanedens_sidste(maaned)
        if sidste in vindue:
            if sidste < ny_fra:
                gamle += timer
            else:
                nye += timer
    timeregel = valg.get("timeregel", "saerskilt_eller_samlet_225")
    hundrede, to_hundrede_25 = 100 * TIMEENHEDER, 225 * TIMEENHEDER
    saerskilt = gamle >= to_hundrede_25 or nye >= hundrede
    if timeregel == "samlet_100":
        return saerskilt or (vindue.start < ny_fra < vindue.stop and gamle + nye >= hundrede)
    return saerskilt or (timeregel == "saerskilt_eller_samlet_225" and gamle + nye >= to_hundrede_25)


def _antal_samtaler(person: Person, ydelse: str, vindue: range) -> int:
    """Days in the window with a talk that counts."""
    slags = "opfoelgning" if ydelse == "sygedagpenge" else "jobsamtale"
    return len(
        {
            s.dato
            for s in person.samtaler
            if s.status == "afholdt"
            and s.slags == slags
            and s.dato in vindue
            and (ydelse != "dagpenge" or s.dato >= NYT_AAR_2024 or s.part in (None, "", "kommune"))
        }
    )
