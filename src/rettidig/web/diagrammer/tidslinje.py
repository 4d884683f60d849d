"""The citizen's case as one picture: a lane for each kind of fact, the duties below, and where today is.

Laid out here, since no chart library has lanes with bars and marks that are named where they stand. Two facts of a lane
that overlap in time lie in rows of their own; what is cut short has its whole text in the table beneath.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

from rettidig.sprog import tekst
from rettidig.svar.dansk_form import dato_i_ord
from rettidig.svar.model import Kolonne, Slags
from rettidig.tidslinje import calendar
from rettidig.web.diagrammer.model import Diagram
from rettidig.web.diagrammer.tegning import GRAA, SKRIFT, SORT, med_titel

Stribeslags = Literal["ydelse", "indsats", "fritagelse"]
Maerkeslags = Literal["samtale", "samtale_aftalt", "udeblivelse", "opfyldt", "overskredet", "afventer", "haendelse"]


@dataclass(frozen=True)
class Stribe:
    """Something that lasts: from a day to, but not with, another; open without one."""

    fra: dt.date
    til: dt.date | None
    tekst: str
    slags: Stribeslags


@dataclass(frozen=True)
class Maerke:
    """Something on a day."""

    dag: dt.date
    tekst: str
    slags: Maerkeslags


@dataclass(frozen=True)
class Spor:
    """A lane with its name."""

    navn: str
    striber: tuple[Stribe, ...] = ()
    maerker: tuple[Maerke, ...] = ()


_MINDST_BRED, _HOEJST_BRED, _PX_PR_DAG = 900, 2600, 2.2
_KANT, _TOP, _NAVNEHOEJDE, _RAEKKE, _STRIBE = 12, 46, 20, 28, 22
_TEGNBREDDE = 7.0
_NAVN_HVER = 560
_LUFT_OM_NAVN = 8
_FYLD: dict[str, tuple[str, str]] = {
    "ydelse": ("#e2f2fb", "#004D99"),
    "indsats": ("url(#rt-skraa)", "#2d6e00"),
    "fritagelse": ("url(#rt-prik)", "#6b4700"),
}
_MOENSTRE = (
    '<defs><pattern id="rt-skraa" width="8" height="8" patternUnits="userSpaceOnUse">'
    '<rect width="8" height="8" fill="#e9f6e0"/><path d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4" stroke="#b4dd97" '
    'stroke-width="2"/></pattern><pattern id="rt-prik" width="8" height="8" patternUnits="userSpaceOnUse">'
    '<rect width="8" height="8" fill="#fff4dd"/><circle cx="2" cy="2" r="1.3" fill="#d9a94a"/>'
    '<circle cx="6" cy="6" r="1.3" fill="#d9a94a"/></pattern></defs>'
)
_KVARTALER = (1, 4, 7, 10)
_LANGT_SPAN = 1100
"""A span of more days than this is marked by quarter, not by month."""


@dataclass(frozen=True)
class _Lod:
    """Where days lie across the picture."""

    fra: int
    til: int
    bredde: float

    def x(self, dag: int) -> float:
        klemt = min(max(dag, self.fra), self.til)
        return round(_KANT + (klemt - self.fra) / (self.til - self.fra) * (self.bredde - 2 * _KANT), 1)


def borgerbillede(
    titel: str, spor: Sequence[Spor], fra: dt.date, til: dt.date, i_dag: dt.date, kendt: dt.date | None = None
) -> Diagram:
    """The lanes between two days. ``kendt``: the picture shows what was known on an earlier day, and says so.

    The title holds no name and no number: it is read aloud, printed and saved.
    """
    f, t = calendar.to_day(fra), calendar.to_day(til)
    bredde = min(max(_MINDST_BRED, (t - f) * _PX_PR_DAG), _HOEJST_BRED)
    lod = _Lod(f, t, bredde)
    nu = lod.x(calendar.to_day(i_dag))
    grund: list[str] = []
    striber: list[str] = []
    ord_og_maerker: list[str] = []
    y = float(_TOP)
    for nr, bane in enumerate(spor):
        egne, oven_paa, hoejde = _bane(bane, lod, y, nu)
        if nr % 2 == 0:
            grund.append(f'<rect x="0" y="{y}" width="{bredde:.0f}" height="{hoejde}" fill="#f8f8f8"/>')
        striber += egne
        ord_og_maerker += oven_paa
        y += hoejde
    # The line of today crosses the spells, and never what is to be read.
    alt = [*grund, *_akse(lod, y), *striber, *_i_dag(nu, y, i_dag, bredde), *ord_og_maerker]
    if kendt is not None:
        alt.append(_ord(bredde - _KANT, y + 18, tekst("web.linje.som_kendt", dag=dato_i_ord(kendt)), "end", vaegt=600))
        y += 24
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{bredde:.0f}" height="{y + 4:.0f}" '
        f'viewBox="0 0 {bredde:.0f} {y + 4:.0f}" font-family="{SKRIFT}, sans-serif" font-size="13">'
        f'{_MOENSTRE}<rect width="{bredde:.0f}" height="{y + 4:.0f}" fill="#ffffff"/>{"".join(alt)}</svg>'
    )
    kolonner, raekker = _tabel(spor)
    beskrivelse = tekst("web.linje.beskrivelse", fra=dato_i_ord(fra), til=dato_i_ord(til), antal=len(raekker))
    return Diagram(
        titel, beskrivelse, med_titel(svg, titel, beskrivelse), kolonner, raekker, bred=True, start=nu / bredde
    )


def _bane(spor: Spor, lod: _Lod, y: float, nu: float) -> tuple[list[str], list[str], float]:
    """The spells; what is written and marked on top of them; the height. ``nu`` is where the line of today stands."""
    striber: list[str] = []
    dele: list[str] = []
    x = float(_KANT)
    while x < lod.bredde - _NAVN_HVER / 2:
        if not x - _LUFT_OM_NAVN < nu < x + len(spor.navn) * _TEGNBREDDE + _LUFT_OM_NAVN or x == _KANT:
            dele.append(_ord(x, y + 15, spor.navn, vaegt=600, farve=GRAA, halo=True))
        x += _NAVN_HVER
    top = y + _NAVNEHOEJDE
    raekker = _fordel([(lod.x(_d(s.fra)), _slut(s, lod)) for s in spor.striber], 2)
    for stribe, nr in zip(spor.striber, raekker, strict=True):
        if _d(stribe.fra) < lod.til and (stribe.til is None or _d(stribe.til) > lod.fra):
            striber.append(_stribe(stribe, lod, top + nr * _RAEKKE))
    top += (max(raekker, default=-1) + 1) * _RAEKKE
    synlige = sorted((m for m in spor.maerker if lod.fra <= _d(m.dag) <= lod.til), key=lambda m: m.dag)
    felter = [(lod.x(_d(m.dag)) - 9, lod.x(_d(m.dag)) + 12 + len(m.tekst) * _TEGNBREDDE) for m in synlige]
    pladser = _fordel(felter, 6)
    for maerke, nr in zip(synlige, pladser, strict=True):
        dele.append(_maerke(maerke, lod, top + nr * _RAEKKE + _STRIBE / 2))
    top += (max(pladser, default=-1) + 1) * _RAEKKE
    return striber, dele, round(max(top - y, _NAVNEHOEJDE + 6) + 6, 1)


def _fordel(felter: Sequence[tuple[float, float]], luft: float) -> list[int]:
    """The first row with room for each, from left to right."""
    slut: list[float] = []
    plads = [0] * len(felter)
    for nr in sorted(range(len(felter)), key=lambda i: felter[i]):
        fra, til = felter[nr]
        raekke = next((r for r, x in enumerate(slut) if x + luft <= fra), len(slut))
        if raekke == len(slut):
            slut.append(til)
        slut[raekke] = til
        plads[nr] = raekke
    return plads


def _stribe(stribe: Stribe, lod: _Lod, y: float) -> str:
    x, slut = lod.x(_d(stribe.fra)), _slut(stribe, lod)
    fyld, kant = _FYLD[stribe.slags]
    vid = max(slut - x, 3.0)
    plads = int((vid - 10) / _TEGNBREDDE)
    aaben = stribe.til is None
    pen = f'fill="none" stroke="{kant}" stroke-width="1.5"'
    streg = (
        f'<path d="M{slut},{y} H{x} V{y + _STRIBE} H{slut}" {pen}/><path d="M{slut - 7},{y + 5} l6,6 l-6,6" {pen}/>'
        if aaben
        else f'<rect x="{x}" y="{y}" width="{vid:.1f}" height="{_STRIBE}" {pen}/>'
    )
    vist = (
        stribe.tekst if len(stribe.tekst) <= plads else (stribe.tekst[: plads - 1] + "…" if plads > _KORTESTE else "")
    )
    skrift = _ord(x + 6, y + 15.5, vist, halo=stribe.slags != "ydelse") if vist else ""
    return (
        f"<g><title>{escape(stribe.tekst)}</title>"
        f'<rect x="{x}" y="{y}" width="{vid:.1f}" height="{_STRIBE}" fill="{fyld}"/>{streg}{skrift}</g>'
    )


_KORTESTE = 4


def _maerke(maerke: Maerke, lod: _Lod, y: float) -> str:
    x = lod.x(_d(maerke.dag))
    return (
        f"<g><title>{escape(maerke.tekst)}</title>{_tegn(maerke.slags, x, y)}"
        f"{_ord(x + 12, y + 4.5, maerke.tekst, halo=True)}</g>"
    )


def _tegn(slags: Maerkeslags, x: float, y: float) -> str:
    """A shape of its own for each state; colour only helps."""
    match slags:
        case "samtale":
            return f'<circle cx="{x}" cy="{y}" r="7" fill="#004D99"/>'
        case "samtale_aftalt":
            streg = 'stroke="#004D99" stroke-width="2" stroke-dasharray="3 2"'
            return f'<circle cx="{x}" cy="{y}" r="6" fill="#ffffff" {streg}/>'
        case "udeblivelse":
            return (
                f'<circle cx="{x}" cy="{y}" r="6.5" fill="#ffffff" stroke="#cc0000" stroke-width="2"/>'
                f'<path d="M{x - 3},{y - 3} l6,6 m0,-6 l-6,6" stroke="#cc0000" stroke-width="2"/>'
            )
        case "opfyldt":
            return (
                f'<rect x="{x - 7}" y="{y - 7}" width="14" height="14" rx="2" fill="#2d6e00"/>'
                f'<path d="M{x - 4},{y} l3,3.5 l5,-7" fill="none" stroke="#ffffff" stroke-width="2"/>'
            )
        case "overskredet":
            return (
                f'<path d="M{x},{y - 8} l8,15 h-16 z" fill="#cc0000"/>'
                f'<path d="M{x},{y - 3} v5 m0,2 v1.6" stroke="#ffffff" stroke-width="2"/>'
            )
        case "afventer":
            streg = f'stroke="{SORT}" stroke-width="2"'
            return f'<rect x="{x - 6}" y="{y - 6}" width="12" height="12" fill="#ffffff" {streg}/>'
        case "haendelse":
            return f'<path d="M{x},{y - 8} l8,8 l-8,8 l-8,-8 z" fill="{GRAA}"/>'


def _akse(lod: _Lod, bund: float) -> Iterator[str]:
    kvartaler = lod.til - lod.fra > _LANGT_SPAN
    dag = calendar.month_start(lod.fra)
    yield f'<path d="M0,{_TOP - 4} H{lod.bredde:.0f}" stroke="{GRAA}" stroke-width="1"/>'
    sidste_aar = -1e9
    while dag < lod.til:
        dato = calendar.to_date(dag)
        if dag >= lod.fra and (not kvartaler or dato.month in _KVARTALER):
            x = lod.x(dag)
            yield f'<path d="M{x},{_TOP - 4} V{bund:.0f}" stroke="#dcdcdc" stroke-width="1"/>'
            yield _ord(x + 3, _TOP - 10, tekst(f"cli.maaned.{dato.month}")[:3], farve=GRAA)
            if dato.month == 1 or x - sidste_aar > _NAVN_HVER:
                yield _ord(x + 3, _TOP - 28, str(dato.year), vaegt=600)
                sidste_aar = x
        dag = calendar.add_months(dag, 1)


def _i_dag(x: float, bund: float, dag: dt.date, bredde: float) -> Iterator[str]:
    navn = tekst("web.linje.i_dag", dag=f"{dag.day}.{dag.month}.{dag.year}")
    vid = len(navn) * _TEGNBREDDE + 10
    venstre = min(max(x - vid / 2, 0), bredde - vid)
    yield f'<path d="M{x},16 V{bund:.0f}" stroke="{SORT}" stroke-width="2"/>'
    yield f'<rect x="{venstre:.1f}" y="0" width="{vid:.1f}" height="18" rx="2" fill="{SORT}"/>'
    yield _ord(venstre + 5, 13.5, navn, farve="#ffffff", vaegt=600)


def _ord(
    x: float, y: float, skrevet: str, anker: str = "start", *, farve: str = SORT, vaegt: int = 400, halo: bool = False
) -> str:
    lys = ' stroke="#ffffff" stroke-width="3" stroke-linejoin="round" paint-order="stroke"' if halo else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anker}" fill="{farve}" font-weight="{vaegt}"{lys}>'
        f"{escape(skrevet)}</text>"
    )


def _tabel(spor: Sequence[Spor]) -> tuple[tuple[Kolonne, ...], tuple[dict[str, object], ...]]:
    navne = [tekst(f"web.linje.{n}") for n in ("spor", "hvad", "fra", "til", "tilstand")]
    kolonner = tuple(Kolonne(n, Slags.DATO if nr in (2, 3) else Slags.TEKST) for nr, n in enumerate(navne))
    raekker: list[dict[str, object]] = []
    for bane in spor:
        linjer: list[tuple[dt.date, str, dt.date | None, str]] = [
            (s.fra, s.tekst, None if s.til is None else calendar.previous_date(s.til), s.slags) for s in bane.striber
        ] + [(m.dag, m.tekst, None, m.slags) for m in bane.maerker]
        raekker += [
            dict(zip(navne, (bane.navn, hvad, fra, til, tekst(f"web.linje.slags.{slags}")), strict=True))
            for fra, hvad, til, slags in sorted(linjer, key=lambda linje: linje[0])
        ]
    return kolonner, tuple(raekker)


def _slut(stribe: Stribe, lod: _Lod) -> float:
    return lod.x(lod.til if stribe.til is None else _d(stribe.til))


def _d(dag: dt.date) -> int:
    return int(calendar.to_day(dag))
