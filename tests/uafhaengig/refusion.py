"""The reimbursement ladder of one person, week by week (section 9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.uafhaengig.dage import ugenavn, ugens_mandag, ugens_soendag
from tests.uafhaengig.person import LOENTILSKUD, Person, kend

TRAPPEYDELSER = (
    "dagpenge",
    "kontanthjaelp",
    "uddannelseshjaelp",
    "sho",
    "sygedagpenge",
    "ressourceforloebsydelse_jaf",
    "ressourceforloebsydelse_rf",
    "ledighedsydelse",
    "revalidering",
    "foertidspension",
    "fleksloentilskud",
)
BLOKKERENDE_YDELSER = frozenset({"su", "barselsdagpenge", "efterloen", "seniorjob", "anden_forsoergelse"})
BLOKKERENDE_INDSATSER = frozenset({"voksenlaerling", "jobrotation"})


def refusion(person: Mapping[str, Any], fra: date, til: date) -> list[tuple[str, str, int, int]]:
    """The touched weeks from the week of `fra` to the week of `til`: (week, benefits, week number, rate in percent)."""
    sidste_dag = date.fromordinal(ugens_soendag(til.toordinal()))
    kendt = kend(person, sidste_dag)
    ydelser_i, blokeret = _uger(kendt)
    ugetal = int(person["borger"].get("ugetal_foer") or 0)
    foerste_siden_nulstilling: int | None = None
    raekker = []
    for mandag in sorted(ydelser_i):
        if foerste_siden_nulstilling is None:
            foerste_siden_nulstilling = mandag
        selvforsoergede = sum(
            1
            for uge in range(mandag - 156 * 7, mandag, 7)
            if uge > foerste_siden_nulstilling and uge not in ydelser_i and uge not in blokeret
        )
        if selvforsoergede >= 52:
            ugetal = 0
            foerste_siden_nulstilling = mandag
        ugetal += 1
        if mandag >= ugens_mandag(fra.toordinal()):
            navne = ydelser_i[mandag]
            ydelse = "+".join(navn for navn in TRAPPEYDELSER if navn in navne) or "loentilskud"
            raekker.append((ugenavn(mandag), ydelse, ugetal, _sats(ugetal)))
    return raekker


def _sats(ugetal: int) -> int:
    if ugetal <= 4:
        return 80
    if ugetal <= 26:
        return 40
    return 30 if ugetal <= 52 else 20


def _uger(person: Person) -> tuple[dict[int, set[str]], set[int]]:
    """The touched weeks (by their Monday) with what touched them, and the weeks with something that blocks."""
    beroert: dict[int, set[str]] = {}
    blokeret: set[int] = set()
    for spell in person.ydelser:
        for mandag in _mandage(spell.fra, spell.til, person.pr):
            if spell.ydelse in TRAPPEYDELSER:
                beroert.setdefault(mandag, set()).add(spell.ydelse)
            elif spell.ydelse in BLOKKERENDE_YDELSER:
                blokeret.add(mandag)
    for indsats in person.indsatser:
        for mandag in _mandage(indsats.fra, indsats.til, person.pr):
            if indsats.indsats in LOENTILSKUD:
                beroert.setdefault(mandag, set()).add("loentilskud")
            elif indsats.indsats in BLOKKERENDE_INDSATSER:
                blokeret.add(mandag)
    return beroert, blokeret


def _mandage(fra: int, til: int | None, senest: int) -> range:
    return range(ugens_mandag(fra), (senest if til is None else min(til, senest)) + 1, 7)
