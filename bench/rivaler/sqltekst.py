"""The SQL of the common rule in the words of each database."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from bench.faellesregel import TILBUD, YDELSER
from bench.tal import Svar, svar_af
from rettidig.motor.historik import kodenavne
from rettidig.tidslinje import calendar

MAPPE = Path(__file__).parent
Udtryk = Callable[[str], str]


def maanedsnumre(maaneder: Iterable[int]) -> list[int]:
    """Months as running numbers: twelve times the year and the month."""
    return [dato.year * 12 + dato.month for dato in map(calendar.to_date, maaneder)]


def faelles_sql(maanedsslut: Udtryk, raekke: Callable[[str, str], str], maaneder: list[int]) -> str:
    """The text with one database's way of writing the last day of a month and a row of numbers."""
    numre = maanedsnumre(maaneder)
    tekst = (MAPPE / "faelles_regel.sql").read_text(encoding="utf-8")
    tekst = re.sub(r"\{maaned:(\w+)\}", r"(year(\1) * 12 + month(\1))", tekst)
    tekst = re.sub(r"\{maanedsslut:(\w+)\}", lambda fundet: maanedsslut(fundet[1]), tekst)
    tekst = re.sub(r"\{raekke:(\w+),(\w+)\}", lambda fundet: raekke(fundet[1], fundet[2]), tekst)
    felter = {
        "ydelser": ", ".join(f"'{ydelse}'" for ydelse in YDELSER),
        "tilbud": ", ".join(f"'{tilbud}'" for tilbud in TILBUD),
        "foerste": str(min(numre)),
        "sidste": str(max(numre)),
    }
    return re.sub(r"\{(\w+)\}", lambda fundet: felter[fundet[1]], tekst)


def svar_af_raekker(raekker: Iterable[tuple[Any, ...]]) -> Svar:
    """Rows (municipality, benefit, month number, denominator, numerator) as an answer."""
    navne = kodenavne("ydelse")
    return svar_af(
        [
            (int(kommune), navne.index(ydelse), _slut(int(maaned)), int(naevner), int(taeller))
            for kommune, ydelse, maaned, naevner, taeller in raekker
        ]
    )


def svar_af_kolonner(kommune: Any, ydelse: Any, maaned: Any, naevner: Any, taeller: Any) -> Svar:
    """Columns of numbers (the benefit by its place in ``YDELSER``) as an answer."""
    navne = kodenavne("ydelse")
    pladser = np.array([navne.index(navn) for navn in YDELSER], dtype=np.int64)
    numre = np.asarray(maaned, dtype=np.int64)
    slut = {int(nr): _slut(int(nr)) for nr in np.unique(numre)}
    return svar_af(
        np.column_stack(
            [
                np.asarray(kommune, dtype=np.int64),
                pladser[np.asarray(ydelse, dtype=np.int64)],
                np.array([slut[int(nr)] for nr in numre], dtype=np.int64),
                np.asarray(naevner, dtype=np.int64),
                np.asarray(taeller, dtype=np.int64),
            ]
        )
    )


def _slut(nummer: int) -> int:
    aar, maaned = divmod(nummer - 1, 12)
    return calendar.month_end(calendar.day_of(aar, maaned + 1, 1))
