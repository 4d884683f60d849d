"""Strategies: contract rows as typed values, and the ways a source may write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

from rettidig.forloeb import koder, kontrakt
from rettidig.forloeb.kontrakt import Kolonne, Type
from rettidig.tidslinje import calendar

Vaerdi = str | int | bool | dt.date | None
Udtraek = dict[str, list[dict[str, Vaerdi]]]

DAGE = st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31))
# Letters every encoding under test can write; an id begins with a letter so that it is never taken for a number.
ORD = st.text(st.sampled_from("abcæøåÆØÅ ;,\"'\n.-"), min_size=1, max_size=12).map(lambda t: f"x{t}x")
BORGER = [f"b{nummer}" for nummer in range(4)]


def _vaerdi(spec: Kolonne) -> st.SearchStrategy[Vaerdi]:
    match spec.type:
        case Type.ID:
            egen: st.SearchStrategy[Vaerdi] = st.sampled_from(BORGER)
        case Type.KOMMUNE:
            egen = st.integers(101, 860).map(str)
        case Type.KODE:
            egen = st.sampled_from([kode.kode for kode in koder(str(spec.liste))])
        case Type.DATO | Type.SLUTDATO:
            egen = DAGE
        case Type.MAANED:
            egen = DAGE.map(lambda dag: dag.replace(day=1))
        case Type.JANEJ:
            egen = st.booleans()
        case Type.HELTAL:
            egen = st.integers(0, 10_000)
        case Type.TAL:
            egen = st.integers(0, int(spec.hoejst or 0) * 10**spec.decimaler).filter(
                lambda tal: not spec.tvetydig_tusind or tal % 100 != 0 or tal < 100_000
            )
        case _:
            egen = ORD
    return egen if spec.kraevet or spec.standard is not None else st.none() | egen


@st.composite
def udtraek(draw: st.DrawFn) -> Udtraek:
    """Every table with rows the reader must accept: known people, no reversed spell, no repeats."""
    tabeller: Udtraek = {}
    for navn, tabel in kontrakt().tabeller.items():
        rad = st.fixed_dictionaries({kolonne: _vaerdi(spec) for kolonne, spec in tabel.kolonner.items()})
        if navn == "borgere":
            raekker = [draw(rad) | {"borger_id": borger} for borger in BORGER]
        else:
            raekker = draw(st.lists(rad, max_size=4, unique_by=lambda raekke: repr(sorted(raekke.items()))))
        for raekke in raekker:
            fra, til = raekke.get("fra"), raekke.get("til")
            if isinstance(fra, dt.date) and isinstance(til, dt.date) and til < fra:
                raekke["fra"], raekke["til"] = til, fra
        tabeller[navn] = raekker
    return tabeller


@dataclass(frozen=True)
class Skrivemaade:
    """How a source writes dates, decimals and truth values."""

    dato: Callable[[dt.date], str]
    decimaltegn: str
    janej: Mapping[bool, str]


def som_tekst(tabel: str, raekke: Mapping[str, Vaerdi], maade: Skrivemaade) -> dict[str, str]:
    """One row as a source would write it; ``til`` is the last day included, as in the row given."""
    skrevet: dict[str, str] = {}
    for kolonne, spec in kontrakt().tabeller[tabel].kolonner.items():
        vaerdi = raekke[kolonne]
        if vaerdi is None:
            skrevet[kolonne] = ""
        elif isinstance(vaerdi, dt.date):
            skrevet[kolonne] = vaerdi.isoformat()[:7] if spec.type is Type.MAANED else maade.dato(vaerdi)
        elif isinstance(vaerdi, bool):
            skrevet[kolonne] = maade.janej[vaerdi]
        elif spec.type is Type.TAL:
            hele, rest = divmod(int(vaerdi), 10**spec.decimaler)
            brok = f"{rest:0{spec.decimaler}d}".rstrip("0")
            skrevet[kolonne] = f"{hele}{maade.decimaltegn}{brok}" if brok else str(hele)
        else:
            skrevet[kolonne] = str(vaerdi)
    return skrevet


def forventet(raekker: list[dict[str, Vaerdi]]) -> list[dict[str, Vaerdi]]:
    """The rows as the dataset holds them: ``til`` is the first day after."""
    ud = []
    for raekke in raekker:
        til = raekke.get("til")
        ny: dict[str, Vaerdi] = (
            {"til": calendar.to_date(calendar.add_days(calendar.to_day(til), 1))} if isinstance(til, dt.date) else {}
        )
        ud.append(raekke | ny)
    return ud
