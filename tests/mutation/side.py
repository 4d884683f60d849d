"""The page ``docs/mutation.md``: how much of the coded law some case would miss, and what none would."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tests.mutation.overlevere import UDEN_SAG, grund_til

from rettidig.regler.indlaes import Regelsaet

INDLEDNING = """\
# Mutationsprøven

Siden laves af `make mutation`; ret den ikke i hånden.

Hver kodet parameter i loven ændres med det mindste, der kan ændres: et tal med én (et timetal med én i sidste skrevne
decimal), en dato med en dag, en kode eller en målgruppe taget ud af listen eller lagt til, en linje eller betingelse
fjernet. For hver ændring køres de håndudledte sager, der nævner reglen, og de spørgsmål, der bruger den. Svarer motoren
så stadig som udledt i dem alle, har ændringen overlevet. Tallisten er lovens tal skrevet af fra loven anden gang
(`tests/regler/lovens_tal.csv`). En parameter regnes som fanget, når mindst én ændring af den er fanget.

Regler af formen `kendt` er holdt som data og regnes ikke: dér spørger sagerne til tallene selv.
"""


@dataclass(frozen=True)
class Udfald:
    """What became of one mutant."""

    regel: str
    parameter: str
    navn: str
    fanget: bool
    tallisten: bool


def side(lov: Regelsaet, udfald: Sequence[Udfald]) -> str:
    """The page, with a table by rule and the survivors by reason."""
    beregnede = [et for et in udfald if not _kun_kendt(lov, et.regel)]
    kendte = [et for et in udfald if _kun_kendt(lov, et.regel)]
    linjer = [INDLEDNING, *_i_alt("Regler, der regnes", beregnede), *_i_alt("Regler, der kun er kendt", kendte)]
    linjer += ["## Regel for regel", "", "| Regel | Ændringer | Fanget af en sag | Kun af tallisten | Overlever |"]
    linjer += ["|---|---:|---:|---:|---:|"]
    for regel, egne in _efter(udfald).items():
        linjer.append(f"| `{regel}` | {len(egne)} | {_fanget(egne)} | {_tal(egne)} | {len(_overlever(egne))} |")
    return "\n".join([*linjer, "", "## Det, der overlever", "", *_overlevere(_overlever(udfald))])


def _i_alt(titel: str, udfald: Sequence[Udfald]) -> list[str]:
    if not udfald:
        return []
    parametre = {et.parameter for et in udfald}
    ramte = {et.parameter for et in udfald if et.fanget or et.tallisten}
    uforklaret = [et for et in _overlever(udfald) if grund_til(et.navn) == UDEN_SAG]
    return [
        f"## {titel}",
        "",
        f"- {len(udfald)} ændringer: {_fanget(udfald)} fanget af en sag, {_tal(udfald)} kun af tallisten, "
        f"{len(_overlever(udfald))} overlever, heraf {len(uforklaret)} uden anden grund, end at ingen sag prøver dem.",
        f"- {len(ramte)} af {len(parametre)} kodede parametre er fanget ({len(ramte) * 100 // len(parametre)} pct.).",
        "",
    ]


def _overlevere(udfald: Iterable[Udfald]) -> Iterator[str]:
    efter_grund: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for et in udfald:
        efter_grund[grund_til(et.navn)][et.parameter].append(et.navn.rpartition(": ")[2])
    for grund in sorted(efter_grund, key=lambda grund: (grund == UDEN_SAG, grund)):
        parametre = efter_grund[grund]
        yield f"### {grund} ({sum(map(len, parametre.values()))})"
        yield ""
        yield from (f"- `{parameter}`: {', '.join(hvad)}" for parameter, hvad in parametre.items())
        yield ""


def _kun_kendt(lov: Regelsaet, regel: str) -> bool:
    fundet = lov.regler.get(regel)
    return getattr(fundet, "form", "") in ("kendt", "satsbaand")


def _efter(udfald: Iterable[Udfald]) -> dict[str, list[Udfald]]:
    samlet: dict[str, list[Udfald]] = defaultdict(list)
    for et in udfald:
        samlet[et.regel].append(et)
    return samlet


def _fanget(udfald: Iterable[Udfald]) -> int:
    return sum(et.fanget for et in udfald)


def _tal(udfald: Iterable[Udfald]) -> int:
    return sum(et.tallisten for et in udfald)


def _overlever(udfald: Iterable[Udfald]) -> list[Udfald]:
    return [et for et in udfald if not et.fanget and not et.tallisten]
