"""Reads the State's figures and lists of persons, from a file or a service's answer.

A row that cannot be used is set aside with its number and the reason, never its values; the others are kept.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from rettidig.demo.offentlige_tal import kommuner
from rettidig.forloeb import UbrugeligeData, koder
from rettidig.forloeb.csvfil import laes_csv
from rettidig.motor.maaleraekker import ALLE
from rettidig.tal.afstemning.fejl import AfstemningsFejl
from rettidig.tal.afstemning.statskilde import TALFELTER, VALGFRIE, Statskilde
from rettidig.tal.afstemning.statstal import MAALINGER
from rettidig.tidslinje import calendar

L = TypeVar("L")
Raekke = tuple[int, Mapping[str, str]]
"""A row: its number in the source, and its cells by column name in lower case."""
_PERIODE = re.compile(r"(\d{4})(?:M|-)(\d{2})(?:-(\d{2}))?")
_HELTAL = re.compile(r"\d{1,3}(?:[. \u00a0]\d{3})+|\d{1,9}(?:[.,]0+)?")
_SKJULT = frozenset({"", "-", "..", "...", "*", "null", "None"})
_JA_NEJ = {"ja": True, "nej": False, "1": True, "0": False, "true": True, "false": False}
_HUNDREDE = 100


@dataclass(frozen=True)
class Laestmaaling:
    """One figure as read; numbers that are not shown are ``None``."""

    kommune: str
    ydelse: str
    maaling: str
    dag: dt.date
    naevner: int | None
    taeller: int | None
    andel: str


@dataclass(frozen=True)
class Laestperson:
    """One row of a list of persons as read."""

    raekke: int
    borger_id: str
    kommune: str
    ydelse: str
    maaling: str
    dag: dt.date
    talt: bool


@dataclass(frozen=True)
class Sattilside:
    """A row that could not be used; ``grund`` is the key ``afstemning.raekke.<grund>`` of the catalogue."""

    raekke: int
    grund: str


class _Ubrugelig(Exception):
    """A row cannot be used."""


def raekker_i_csv(sti: Path, kilde: Statskilde, felter: Sequence[str]) -> list[Raekke]:
    """The rows of a CSV file. Raises :class:`AfstemningsFejl` when it cannot be read or lacks columns."""
    navne = {felt: kilde.kolonner.get(felt, felt).casefold() for felt in felter if felt not in kilde.faste}
    try:
        raa = laes_csv(sti, frozenset(navne.values()))
    except (OSError, UbrugeligeData):
        raise AfstemningsFejl("filen_mangler", fil=sti.name) from None
    _kontroller_kolonner(sti.name, raa.kolonner, navne)
    celler = {navn.casefold(): kolonne.to_pylist() for navn, kolonne in raa.kolonner.items()}
    return [
        (int(nummer), {navn: kolonne[plads] or "" for navn, kolonne in celler.items()})
        for plads, nummer in enumerate(raa.raekke)
    ]


def raekker_i_svar(
    sted: str, kolonner: Sequence[str], raekker: Iterable[Sequence[Any]], kilde: Statskilde
) -> list[Raekke]:
    """The rows of a service's answer, the first being number 1. Raises :class:`AfstemningsFejl` for missing columns."""
    navne = {felt: kilde.kolonner.get(felt, felt).casefold() for felt in TALFELTER if felt not in kilde.faste}
    _kontroller_kolonner(sted, kolonner, navne)
    smaa = [navn.casefold() for navn in kolonner]
    return [
        (nummer, {navn: "" if celle is None else str(celle) for navn, celle in zip(smaa, raekke, strict=True)})
        for nummer, raekke in enumerate(raekker, start=1)
    ]


def laes_tal(raekker: Iterable[Raekke], kilde: Statskilde) -> tuple[list[Laestmaaling], list[Sattilside]]:
    """The figures, and the rows that could not be used."""
    return _hver_for_sig(
        raekker, lambda _, raekke: _maaling(raekke, kilde), lambda m: (m.kommune, m.ydelse, m.maaling, m.dag)
    )


def laes_personer(raekker: Iterable[Raekke], kilde: Statskilde) -> tuple[list[Laestperson], list[Sattilside]]:
    """The persons, and the rows that could not be used."""
    return _hver_for_sig(
        raekker, lambda nr, raekke: _person(nr, raekke, kilde), lambda p: (p.borger_id, p.ydelse, p.maaling, p.dag)
    )


def _hver_for_sig(
    raekker: Iterable[Raekke], laes: Callable[[int, Mapping[str, str]], L], noegle: Callable[[L], tuple[Any, ...]]
) -> tuple[list[L], list[Sattilside]]:
    """Each row read by itself; what cannot be, and what says again what an earlier row said, is set aside."""
    fundne: dict[tuple[Any, ...], L] = {}
    til_side: list[Sattilside] = []
    for nummer, raekke in raekker:
        try:
            laest = laes(nummer, raekke)
            if noegle(laest) in fundne:
                raise _Ubrugelig("gentaget")
            fundne[noegle(laest)] = laest
        except _Ubrugelig as fejl:
            til_side.append(Sattilside(nummer, str(fejl)))
    return list(fundne.values()), til_side


def _kontroller_kolonner(sted: str, fundne: Iterable[str], ventet: Mapping[str, str]) -> None:
    kendte = {navn.casefold() for navn in fundne}
    mangler = [navn for felt, navn in ventet.items() if felt not in VALGFRIE and navn not in kendte]
    if mangler:
        raise AfstemningsFejl("mangler_kolonner", fil=sted, kolonner=", ".join(mangler))


def _maaling(raekke: Mapping[str, str], kilde: Statskilde) -> Laestmaaling:
    kommune, ydelse, maaling, dag = _noegle(raekke, kilde)
    naevner, taeller = (_heltal(kilde.felt(raekke, felt)) for felt in ("naevner", "taeller"))
    skrevet = kilde.felt(raekke, "andel")
    andel = _andel(skrevet)
    if naevner is not None and taeller is not None and taeller > naevner:
        raise _Ubrugelig("umuligt")
    if naevner is not None and andel is not None:
        mulige = _taellere(naevner, *andel)
        if taeller is None and len(mulige) == 1:
            taeller = mulige[0]
        elif taeller is not None and naevner and taeller not in mulige:
            raise _Ubrugelig("andel")
    return Laestmaaling(kommune, ydelse, maaling, dag, naevner, taeller, skrevet if andel is not None else "")


def _person(nummer: int, raekke: Mapping[str, str], kilde: Statskilde) -> Laestperson:
    kommune, ydelse, maaling, dag = _noegle(raekke, kilde)
    borger_id = kilde.felt(raekke, "borger_id")
    if not borger_id:
        raise _Ubrugelig("borger")
    talt = _JA_NEJ.get(kilde.felt(raekke, "talt").casefold())
    if talt is None:
        raise _Ubrugelig("talt")
    return Laestperson(nummer, borger_id, kommune, ydelse, maaling, dag, talt)


def _noegle(raekke: Mapping[str, str], kilde: Statskilde) -> tuple[str, str, str, dt.date]:
    maaling = kilde.felt(raekke, "maaling")
    if maaling not in MAALINGER:
        raise _Ubrugelig("maaling")
    return (
        _kommune(kilde.felt(raekke, "kommune")),
        _ydelse(kilde.felt(raekke, "ydelse")),
        maaling,
        _maanedsslut(kilde.felt(raekke, "periode")),
    )


def _kommune(skrevet: str) -> str:
    kode = skrevet.lstrip("0")
    if kode in kommuner():
        return kode
    fundne = [kode for kode, navn in kommuner().items() if navn.casefold() == skrevet.casefold()]
    if not fundne:
        raise _Ubrugelig("kommune")
    return fundne[0]


def _ydelse(skrevet: str) -> str:
    lille = skrevet.casefold()
    if lille == ALLE:
        return ALLE
    for kode in koder("ydelse"):
        if lille in (kode.kode, kode.navn.casefold()):
            return kode.kode
    raise _Ubrugelig("ydelse")


def _maanedsslut(skrevet: str) -> dt.date:
    led = _PERIODE.fullmatch(skrevet)
    try:
        if led is not None:
            aar, maaned, dag = (int(tal or 1) for tal in led.groups())
            slut = calendar.month_end(calendar.day_of(aar, maaned, 1))
            if led[3] is None or calendar.day_of(aar, maaned, dag) == slut:
                return calendar.to_date(slut)
    except ValueError:
        pass
    raise _Ubrugelig("periode")


def _heltal(skrevet: str) -> int | None:
    if skrevet in _SKJULT:
        return None
    if not _HELTAL.fullmatch(skrevet):
        raise _Ubrugelig("tal")
    uden_decimaler = re.sub(r"(?<=\d)[.,]0+$", "", skrevet) if not re.search(r"[.]\d{3}$", skrevet) else skrevet
    return int(re.sub(r"\D", "", uden_decimaler))


def _andel(skrevet: str) -> tuple[Fraction, Fraction] | None:
    """A share and half the last decimal it is written with; percent where it says so or is larger than one."""
    rent = skrevet.removesuffix("%").strip().replace(",", ".")
    if rent in _SKJULT:
        return None
    try:
        tal = Decimal(rent)
    except InvalidOperation:
        raise _Ubrugelig("tal") from None
    if not tal.is_finite() or not 0 <= tal <= _HUNDREDE:
        raise _Ubrugelig("tal")
    exponent = int(tal.as_tuple().exponent)
    halv = Fraction(10) ** min(exponent, 0) / 2
    andel = Fraction(tal)
    if skrevet.endswith("%") or tal > 1:
        return andel / _HUNDREDE, halv / _HUNDREDE
    return andel, halv


def _taellere(naevner: int, andel: Fraction, halv: Fraction) -> list[int]:
    """The numerators that give the share as written."""
    return list(_heltal_mellem((andel - halv) * naevner, (andel + halv) * naevner, naevner))


def _heltal_mellem(fra: Fraction, til: Fraction, hoejst: int) -> Iterator[int]:
    foerste = max(0, -(-fra.numerator // fra.denominator))
    yield from range(foerste, min(til.numerator // til.denominator, hoejst) + 1)
