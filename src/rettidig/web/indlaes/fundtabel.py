"""The reader's remarks as they are shown: one line for each table, column and reason, with the numbers of its rows.

Values of single rows may tell of a citizen, so they are shown only to those who may see citizens. A remark on a whole
table names a file or a column, and is shown to all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rettidig.forloeb import Fund, Fundblok
from rettidig.forloeb.visning import vis
from rettidig.sprog import tekst
from rettidig.svar.model import Kolonne, Slags, Svar

SAT_TIL_SIDE, ADVARSEL = "sat_til_side", "advarsel"
_RAEKKER, _VAERDIER, _SETE = 8, 5, 400
_HUL = "\0"
_FLEST_I_REGNEARK = 200_000


@dataclass
class Fundlinje:
    """Remarks of one kind: how many rows, the numbers of the first, and, where they may be seen, some values."""

    tabel: str
    kolonne: str
    art: str
    grund: str
    antal: int = 0
    raekker: list[int] = field(default_factory=list)
    vaerdier: list[str] = field(default_factory=list)

    @property
    def flere(self) -> bool:
        """Whether there are more rows than those numbered."""
        return self.antal > len(self.raekker)


def fundlinjer(blokke: Iterable[Fundblok | Fund], art: str, *, med_vaerdier: bool) -> list[Fundlinje]:
    """The remarks of a kind (``sat_til_side`` or ``advarsel``), those of most rows first."""
    linjer: dict[tuple[Any, ...], Fundlinje] = {}
    for blok in blokke:
        if blok.art != art or (isinstance(blok, Fundblok) and not len(blok)):
            continue
        om_tabellen = isinstance(blok, Fund) and blok.raekke is None
        noegle = (blok.tabel, blok.kolonne, blok.kode, blok.detalje, blok if om_tabellen else None)
        if noegle not in linjer:
            linjer[noegle] = Fundlinje(blok.tabel, blok.kolonne or "", art, _grund(blok))
        _laeg_til(linjer[noegle], blok, med_vaerdier=med_vaerdier)
    return sorted(linjer.values(), key=lambda linje: (-linje.antal, linje.tabel, linje.kolonne))


def _laeg_til(linje: Fundlinje, blok: Fundblok | Fund, *, med_vaerdier: bool) -> None:
    if isinstance(blok, Fund):
        linje.antal += blok.antal
        raekker = [] if blok.raekke is None else [blok.raekke]
        vaerdier = [blok.vaerdi] if raekker else []
    else:
        linje.antal += len(blok)
        raekker = blok.raekker.slice(0, _RAEKKER).to_pylist()
        vaerdier = [vis(v) for v in blok.vaerdier.slice(0, _SETE).to_pylist()]
    linje.raekker = sorted({*linje.raekker, *raekker})[:_RAEKKER]
    if med_vaerdier:
        linje.vaerdier = list(dict.fromkeys([*linje.vaerdier, *(v for v in vaerdier if v)]))[:_VAERDIER]


def fundsvar(blokke: Sequence[Fundblok | Fund], *, med_vaerdier: bool) -> tuple[Svar, int]:
    """Every row that was remarked on, for a workbook, and how many there was no room for."""
    raekker: list[dict[str, Any]] = []
    i_alt = 0
    for blok in blokke:
        i_alt += 1 if isinstance(blok, Fund) else len(blok)
        if len(raekker) >= _FLEST_I_REGNEARK:
            continue
        grund = _grund(blok)
        for fund in [blok] if isinstance(blok, Fund) else blok:
            raekker.append(
                {
                    "tabel": fund.tabel,
                    "raekke": fund.raekke,
                    "kolonne": fund.kolonne,
                    "art": tekst(f"web_indlaes.art.{fund.art}"),
                    "grund": grund,
                }
                | ({"vaerdi": fund.vaerdi} if med_vaerdier else {})
            )
            if len(raekker) >= _FLEST_I_REGNEARK:
                break
    kolonner = [
        Kolonne("tabel"),
        Kolonne("raekke", Slags.HELTAL),
        *map(Kolonne, ("kolonne", "art", "grund")),
        *([Kolonne("vaerdi", Slags.CITAT)] if med_vaerdier else []),
    ]
    return Svar(tuple(kolonner), raekker, None, None), i_alt - len(raekker)


def _grund(blok: Fundblok | Fund) -> str:
    """The reason as a sentence, without the value of any row."""
    if isinstance(blok, Fund) and blok.raekke is None:
        return blok.tekst()
    if isinstance(blok, Fund):
        foerste = replace(blok, vaerdi=_HUL)
    else:
        foerste = Fund(blok.tabel, None, blok.kolonne, _HUL, blok.art, blok.kode, len(blok), blok.detalje)
    return foerste.tekst().replace(f": {_HUL}", "").replace(f"{_HUL}.", "…").replace(_HUL, "…")
