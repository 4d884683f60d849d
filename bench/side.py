"""The page of measurements: written whole, or with only the sections put in that were measured now."""

from __future__ import annotations

from collections.abc import Sequence

SIDST = "## Maskinen"
_TITEL_TIL = ":"


def flet(side: str, nye: Sequence[str]) -> str:
    """The page with these lines' sections in place of those it had of the same name; new ones come last.

    A section is a ``##`` heading with what stands under it; its name is the heading up to a colon.
    """
    gamle, egne = _afsnit(side.splitlines()), _afsnit(nye)
    tilbage = {_navn(afsnit): afsnit for afsnit in egne if _navn(afsnit)}
    ud: list[str] = []
    for afsnit in gamle:
        if afsnit[0].startswith(SIDST):
            for nyt in tilbage.values():
                ud += nyt
            tilbage = {}
        ud += tilbage.pop(_navn(afsnit), afsnit)
    return "\n".join([*ud, *(linje for nyt in tilbage.values() for linje in nyt)])


def _afsnit(linjer: Sequence[str]) -> list[list[str]]:
    delt: list[list[str]] = []
    for linje in linjer:
        if not delt or linje.startswith("## "):
            delt.append([])
        delt[-1].append(linje)
    return delt


def _navn(afsnit: list[str]) -> str:
    return afsnit[0].partition(_TITEL_TIL)[0] if afsnit[0].startswith("## ") else ""
