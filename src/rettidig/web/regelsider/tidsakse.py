"""The versions of a rule on a time axis, as SVG: lanes of boxes, a line for today, and the same in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from rettidig.sprog import tekst
from rettidig.tidslinje.calendar import next_date, to_day

_BREDDE = 960
_VENSTRE = 190
_BANE = 34
_BOKS = 26
_TOP = 28
_BUND = 12
_TEGN = 6.6
"""Width of a letter, in units of the picture; what does not fit in a box is left to the table beneath."""


@dataclass(frozen=True)
class Boks:
    """One version: ``til`` is its last day, ``None`` where it goes on. ``kodet`` is false for law known only."""

    navn: str
    fra: dt.date
    til: dt.date | None
    kodet: bool = True


@dataclass(frozen=True)
class Bane:
    """One track of versions that follow each other."""

    navn: str
    bokse: Sequence[Boks]


def tegn(titel: str, baner: Sequence[Bane], i_dag: dt.date) -> str:
    """The picture; ``titel`` names it, and its description tells every box in words."""
    foerste = min(boks.fra for bane in baner for boks in bane.bokse)
    slutninger = [next_date(boks.til) if boks.til else boks.fra for bane in baner for boks in bane.bokse]
    sidste = dt.date(max([*slutninger, i_dag]).year + 1, 1, 1)
    akse = _Akse(foerste, sidste)
    hoejde = _TOP + _BANE * len(baner) + _BUND
    rod = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_BREDDE} {hoejde}",
            "role": "img",
            "class": "rt-akse",
        },
    )
    ET.SubElement(rod, "title").text = titel
    ET.SubElement(rod, "desc").text = " ".join(_i_ord(baner))
    for aar in range(foerste.year, sidste.year + 1):
        x = akse.x(max(dt.date(aar, 1, 1), foerste))
        ET.SubElement(rod, "line", {"x1": x, "x2": x, "y1": str(_TOP - 6), "y2": str(hoejde), "stroke": "#dcdcdc"})
        if aar < sidste.year:
            _skriv(rod, float(x) + 3, _TOP - 10, str(aar), 12)
    for nummer, bane in enumerate(baner):
        _tegn_bane(rod, akse, bane, _TOP + nummer * _BANE)
    if foerste <= i_dag <= sidste:
        x = akse.x(i_dag)
        streg = {
            "x1": x,
            "x2": x,
            "y1": str(_TOP - 6),
            "y2": str(hoejde),
            "stroke": "#454545",
            "stroke-dasharray": "4 3",
        }
        ET.SubElement(rod, "line", {**streg, "stroke-width": "2"})
    return ET.tostring(rod, encoding="unicode")


class _Akse:
    def __init__(self, foerste: dt.date, sidste: dt.date) -> None:
        self._fra = to_day(foerste)
        self._maal = (_BREDDE - _VENSTRE - 4) / (to_day(sidste) - self._fra)

    def x(self, dag: dt.date) -> str:
        return f"{_VENSTRE + (to_day(dag) - self._fra) * self._maal:.1f}"

    def bredde(self, fra: dt.date, efter: dt.date) -> float:
        return (to_day(efter) - to_day(fra)) * self._maal


def _tegn_bane(rod: ET.Element, akse: _Akse, bane: Bane, y: int) -> None:
    plads = int((_VENSTRE - 8) / _TEGN)
    _skriv(rod, 0, y + 18, bane.navn if len(bane.navn) <= plads else f"{bane.navn[: plads - 1]}…", 12)
    for boks in bane.bokse:
        slut = dt.date(boks.fra.year + 1, 1, 1) if boks.til is None else next_date(boks.til)
        bredde = max(akse.bredde(boks.fra, slut) - 2, 2)
        kasse = {"x": akse.x(boks.fra), "y": str(y), "width": f"{bredde:.1f}", "height": str(_BOKS), "rx": "2"}
        udseende = {"fill": "#e2f2fb", "stroke": "#004d99"} if boks.kodet else {"fill": "#fff", "stroke": "#454545"}
        if not boks.kodet:
            udseende["stroke-dasharray"] = "3 2"
        ramme = ET.SubElement(rod, "rect", {**kasse, **udseende})
        ET.SubElement(ramme, "title").text = _boks_i_ord(boks)
        antal = int((bredde - 8) / _TEGN)
        if antal >= len(boks.navn):
            _skriv(rod, float(akse.x(boks.fra)) + 5, y + 18, boks.navn, 12)


def _skriv(rod: ET.Element, x: float, y: float, indhold: str, stoerrelse: int) -> None:
    egenskaber = {"x": f"{x:.1f}", "y": f"{y:.1f}", "font-size": str(stoerrelse), "fill": "#1a1a1a"}
    ET.SubElement(rod, "text", egenskaber).text = indhold


def _i_ord(baner: Sequence[Bane]) -> Iterator[str]:
    for bane in baner:
        yield f"{bane.navn}:"
        yield from (f"{_boks_i_ord(boks)}." for boks in bane.bokse)


def _boks_i_ord(boks: Boks) -> str:
    til = tekst("web_regler.aaben") if boks.til is None else boks.til.isoformat()
    return f"{boks.navn}, {boks.fra.isoformat()} – {til}"
