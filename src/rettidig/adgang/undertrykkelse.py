"""Small figures are kept back, and those they could be worked out from.

A figure about fewer persons than the limit, but not none, is *primary*. Where a sum is shown, one figure missing under
it is known by subtraction; so a second one goes too, the smallest first, until no sum has one figure alone missing, nor
several that together are fewer than the limit. At last the sums are solved as equations, all together: a figure that
can still be worked out by crossing them gets company too. Zeros stay, unless nothing else is left to hide behind.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations
from typing import Any

from rettidig.adgang.roller import graenser

_PRIMTAL = 2**61 - 1
"""Equations are solved modulo a prime: exact, and without the growing fractions of rational numbers."""


def undertryk(
    raekker: Sequence[Mapping[str, Any]],
    graense: int | None = None,
    *,
    tal: Sequence[str] = ("antal",),
    dele: Sequence[str] = (),
    afledte: Sequence[str] = (),
) -> list[dict[str, Any]]:
    """The rows with every figure that could tell of few persons replaced by ``None``, and ``undertrykt`` true on those.

    ``tal`` are columns of persons counted (a numerator and its denominator both: the difference between two of them is
    held to the limit too). ``dele`` are the columns the rows are divided by; a sum over any of them is taken to be
    shown. Without ``dele`` the rows together are. ``afledte`` go with the figures they are worked out from. The order
    stays.
    Raises ``ValueError`` for a figure that is negative or missing.
    """
    graense = graenser().undertryk if graense is None else graense
    for raekke in raekker:
        if any(not isinstance(raekke[felt], int) or raekke[felt] < 0 for felt in tal):
            raise ValueError("a figure to be kept back must be a count")
    skjulte = {nr for nr, raekke in enumerate(raekker) if _lille(raekke, tal, graense)}
    grupper = _summer(raekker, dele)
    while nye := _flere(raekker, tal, graense, grupper, skjulte) or _udledte(raekker, tal, grupper, skjulte):
        skjulte |= nye
    vaek = {*tal, *afledte}
    return [
        {felt: None if nr in skjulte and felt in vaek else v for felt, v in raekke.items()}
        | {"undertrykt": nr in skjulte}
        for nr, raekke in enumerate(raekker)
    ]


def _lille(raekke: Mapping[str, Any], tal: Sequence[str], graense: int) -> bool:
    vaerdier = [raekke[felt] for felt in tal]
    forskelle = [abs(a - b) for a, b in combinations(vaerdier, 2)]
    return any(0 < v < graense for v in [*vaerdier, *forskelle])


def _summer(raekker: Sequence[Mapping[str, Any]], dele: Sequence[str]) -> list[list[int]]:
    """The rows under each sum that may be shown: one for every choice of columns that are held fast."""
    grupper: list[list[int]] = []
    for antal in range(len(dele)) if dele else (0,):
        for faste in combinations(dele, antal):
            efter: dict[tuple[Hashable, ...], list[int]] = {}
            for nr, raekke in enumerate(raekker):
                efter.setdefault(tuple(raekke[felt] for felt in faste), []).append(nr)
            grupper.extend(efter.values())
    return grupper


def _flere(
    raekker: Sequence[Mapping[str, Any]],
    tal: Sequence[str],
    graense: int,
    grupper: Sequence[Sequence[int]],
    skjulte: set[int],
) -> set[int]:
    """The next row to go, if any: the smallest that is left under a sum that gives something away."""
    for gruppe in grupper:
        vaek = [nr for nr in gruppe if nr in skjulte]
        if not vaek or (len(vaek) > 1 and not _lille(_sum(raekker, vaek, tal), tal, graense)):
            continue
        if selskab := _selskab(raekker, tal, gruppe, skjulte):
            return selskab
    return set()


def _selskab(
    raekker: Sequence[Mapping[str, Any]], tal: Sequence[str], gruppe: Sequence[int], skjulte: set[int]
) -> set[int]:
    """The smallest row under a sum that can hide another. A zero hides nothing while there are others; then all do."""
    synlige = [nr for nr in gruppe if nr not in skjulte]
    stoerre = [nr for nr in synlige if any(raekker[nr][felt] for felt in tal)]
    if not stoerre:
        return set(synlige)
    return {min(stoerre, key=lambda nr: (max(raekker[nr][felt] for felt in tal), nr))}


def _udledte(
    raekker: Sequence[Mapping[str, Any]], tal: Sequence[str], grupper: Sequence[Sequence[int]], skjulte: set[int]
) -> set[int]:
    """The next row to go because the sums, solved as equations, still give a missing figure."""
    for nr in sorted(_bestemte([[n for n in gruppe if n in skjulte] for gruppe in grupper])):
        for gruppe in sorted((g for g in grupper if nr in g), key=len):
            if selskab := _selskab(raekker, tal, gruppe, skjulte):
                return selskab
    return set()


def _bestemte(summer: Sequence[Sequence[int]]) -> set[int]:
    """The unknowns that equations of ones and zeros settle: rows with one unknown left once the rest are taken out."""
    trin: dict[int, dict[int, int]] = {}
    for ukendte in summer:
        raekke = dict.fromkeys(ukendte, 1)
        for ledende, anden in trin.items():
            if ledende in raekke:
                _traek_fra(raekke, anden, raekke[ledende])
        if not raekke:
            continue
        ledende = min(raekke)
        invers = pow(raekke[ledende], -1, _PRIMTAL)
        raekke = {nr: v * invers % _PRIMTAL for nr, v in raekke.items()}
        for anden in trin.values():
            if ledende in anden:
                _traek_fra(anden, raekke, anden[ledende])
        trin[ledende] = raekke
    return {ledende for ledende, raekke in trin.items() if len(raekke) == 1}


def _traek_fra(raekke: dict[int, int], anden: Mapping[int, int], gange: int) -> None:
    for nr, v in anden.items():
        ny = (raekke.get(nr, 0) - gange * v) % _PRIMTAL
        if ny:
            raekke[nr] = ny
        else:
            raekke.pop(nr, None)


def _sum(raekker: Sequence[Mapping[str, Any]], numre: Sequence[int], tal: Sequence[str]) -> dict[str, int]:
    return {felt: sum(raekker[nr][felt] for nr in numre) for felt in tal}
