"""Published figures the synthetic municipality is scaled to (source: STAR, jobindsats.dk, collected 22 August 2026).

The files under ``tal/`` hold only what is used here; the first lines of each name its source. An empty field was
suppressed at the source; the country's figures then stand in for the municipality's.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from rettidig.tidslinje import calendar

_LANDET = "landet"
_MIDT_PAA_MAANEDEN = 14  # days from the first of the month: a month's mean is taken to hold around its middle


@dataclass(frozen=True)
class KommuneTal:
    """One municipality's published figures.

    ``maaneder`` are epoch days in the middle of the published months, ``dagpenge`` and ``kontant`` full-time persons
    in them. The shares are of all with a known value: ``jobparat``/``uddannelsesparat``/``aabenlyst`` of the
    kontanthjælp family; ``praktik``, ``loentilskud`` and ``nytteindsats`` of the company-directed offers;
    ``timeandel`` the share with ordinary wage hours in a month.
    """

    kode: str
    navn: str
    maaneder: npt.NDArray[np.int64]
    dagpenge: npt.NDArray[np.float64]
    kontant: npt.NDArray[np.float64]
    jobparat: float
    uddannelsesparat: float
    aabenlyst: float
    praktik: float
    loentilskud: float
    nytteindsats: float
    timeandel: float


@cache
def kommuner() -> Mapping[str, str]:
    """Municipality code -> name, for all 98."""
    return {raekke["kommune"]: raekke["navn"] for raekke in _raekker("kommuner.csv")}


def kommune_tal(kode: str) -> KommuneTal:
    """The published figures of a municipality. Raises ``KeyError`` for a code that is none."""
    navn = kommuner()[kode]
    serie = [raekke for raekke in _raekker("fuldtidspersoner.csv") if raekke["kommune"] == kode]
    fordelinger = {raekke["kommune"]: raekke for raekke in _raekker("fordelinger.csv")}
    egne, landets = fordelinger[kode], fordelinger[_LANDET]
    visitation = _andele(
        egne, landets, ("jobparat", "aktivitetsparat", "uddannelsesparat", "aabenlyst_uddannelsesparat")
    )
    virksomhed = _andele(egne, landets, ("praktik", "loentilskud", "nytteindsats"))
    return KommuneTal(
        kode=kode,
        navn=navn,
        maaneder=np.array([_midt(raekke["maaned"]) for raekke in serie], dtype=np.int64),
        dagpenge=np.array([float(raekke["dagpenge"]) for raekke in serie]),
        kontant=np.array([float(raekke["kontant"]) for raekke in serie]),
        jobparat=visitation[0],
        uddannelsesparat=visitation[2],
        aabenlyst=visitation[3],
        praktik=virksomhed[0],
        loentilskud=virksomhed[1],
        nytteindsats=virksomhed[2],
        timeandel=float(egne["timeandel"] or landets["timeandel"]) / 100,
    )


def _andele(egne: Mapping[str, str], landets: Mapping[str, str], kolonner: tuple[str, ...]) -> list[float]:
    """Shares of the columns' sum; the country's where any but the last of them was suppressed."""
    kilde = egne if all(egne[kolonne] for kolonne in kolonner[:-1]) else landets
    antal = [float(kilde[kolonne] or 0) for kolonne in kolonner]
    return [tal / sum(antal) for tal in antal]


def _midt(maaned: str) -> int:
    aar, nummer = maaned.split("-")
    return calendar.day_of(int(aar), int(nummer), 1 + _MIDT_PAA_MAANEDEN)


@cache
def _raekker(fil: str) -> tuple[dict[str, str], ...]:
    tekst = files("rettidig.demo").joinpath("tal", fil).read_text(encoding="utf-8")
    linjer = (linje for linje in tekst.splitlines() if not linje.startswith("#"))
    return tuple(csv.DictReader(linjer, delimiter=";"))
