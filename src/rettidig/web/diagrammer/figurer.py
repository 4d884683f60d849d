"""The charts of the figures: a measure over time, a load by week, a mix of offers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rettidig.sprog import tekst
from rettidig.svar.dansk_form import antal, hele_procent, maaned_kort, procent
from rettidig.svar.model import Kolonne, Slags
from rettidig.web.diagrammer.husket import husket
from rettidig.web.diagrammer.model import Diagram
from rettidig.web.diagrammer.tegning import FARVER, GRAA, SORT, moenster, tegn

_STIPLING = ([1, 0], [8, 4], [2, 3])
_PUNKTER = ("circle", "square", "triangle-up")
_BREDDE, _HOEJDE = 760, 300
_LUFT = 1.15
_FAA_MAANEDER = 12
_TICKS = 5
_PLADS_TIL_TAL = Fraction(1, 12)


@dataclass(frozen=True)
class Maalepunkt:
    """One point of a measure: the month end, which rule set it is by, and the share. ``skoen``: it is a forecast."""

    dag: dt.date
    serie: str
    andel: Fraction | None
    skoen: bool = False


@dataclass(frozen=True)
class Uge:
    """One week: its name, what falls due in it, and what there is room for."""

    uge: str
    antal: int
    plads: int | None = None

    @property
    def over_plads(self) -> bool:
        """Whether more falls due than there is room for."""
        return self.plads is not None and self.antal > self.plads


@dataclass(frozen=True)
class Kategori:
    """One part of a mix: what is counted (starts, persons, kroner), the kind of offer, and how many."""

    maal: str
    art: str
    antal: int


@husket
def udvikling(titel: str, punkter: Sequence[Maalepunkt], graense: Fraction | None) -> Diagram:
    """A share over the month ends, one line for each rule set, and the line that must be reached.

    Lines differ in dash and in point. A forecast is drawn with open points. Where there is no room for all of it, the
    picture opens at the last month that has been.
    """
    import altair as alt

    serier = list(dict.fromkeys(p.serie for p in punkter))
    maaneder = sorted({p.dag for p in punkter})
    navne = [maaned_kort(dag) for dag in maaneder]
    data = [
        {
            "maaned": maaned_kort(p.dag),
            "serie": p.serie,
            "andel": float(p.andel * 100),
            "skoen": p.skoen,
        }
        for p in punkter
        if p.andel is not None
    ]
    hvert = max(1, -(-len(navne) // _FAA_MAANEDER))
    x = alt.X(
        "maaned:O",
        sort=navne,
        scale=alt.Scale(domain=navne),
        axis=alt.Axis(title=None, labelAngle=0, values=navne[::hvert], grid=False),
    )
    y = alt.Y("andel:Q", scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(title=tekst("web.figur.procent"), tickCount=6))
    farve = alt.Color(
        "serie:N", sort=serier, scale=alt.Scale(domain=serier, range=list(FARVER)), legend=alt.Legend(title=None)
    )
    grund = alt.Chart(_med(data))
    lag: list[Any] = [
        grund.mark_line(strokeWidth=2.5).encode(
            x,
            y,
            farve,
            strokeDash=alt.StrokeDash(
                "serie:N",
                sort=serier,
                scale=alt.Scale(domain=serier, range=[list(s) for s in _STIPLING]),
                legend=alt.Legend(title=None),
            ),
        ),
        grund.mark_point(size=55, strokeWidth=2, opacity=1).encode(
            x,
            y,
            farve,
            shape=alt.Shape(
                "serie:N",
                sort=serier,
                scale=alt.Scale(domain=serier, range=list(_PUNKTER)),
                legend=alt.Legend(title=None),
            ),
            fill=alt.condition("datum.skoen", alt.value("#ffffff"), farve),
        ),
    ]
    if graense is not None:
        navn = tekst("web.figur.graense", graense=hele_procent(graense))
        linje = alt.Chart(_med([{"andel": float(graense * 100), "vist": navn}]))
        lag.append(linje.mark_rule(color=SORT, strokeWidth=1.5, strokeDash=[12, 3]).encode(alt.Y("andel:Q")))
        lag.append(
            linje.mark_text(align="left", fontWeight=600).encode(
                alt.Y("andel:Q"), x=alt.value(_BREDDE + 6), text="vist:N"
            )
        )
    figur = alt.layer(*lag).properties(width=_BREDDE, height=_HOEJDE)
    kolonner = (
        Kolonne(tekst("web.figur.maaned"), Slags.DATO),
        Kolonne(tekst("web.figur.regelsaet")),
        Kolonne(tekst("web.figur.andel"), Slags.ANDEL),
        Kolonne(tekst("web.figur.slags")),
    )
    raekker = tuple(
        {
            kolonner[0].navn: p.dag,
            kolonner[1].navn: p.serie,
            kolonner[2].navn: p.andel,
            kolonner[3].navn: tekst("web.figur.skoen" if p.skoen else "web.figur.talt"),
        }
        for p in punkter
    )
    beskrivelse = _udvikling_i_ord(punkter, serier, graense)
    talte = sum(any(p.dag == dag and not p.skoen for p in punkter) for dag in maaneder)
    start = talte / len(maaneder) if maaneder else None
    svg = tegn(figur, titel, beskrivelse, signatur="end")
    return Diagram(titel, beskrivelse, svg, kolonner, raekker, start=start)


@husket
def belastning(titel: str, uger: Sequence[Uge]) -> Diagram:
    """What falls due by week beside what there is room for: a bar with its figure, a line over it for the room."""
    import altair as alt

    data = [
        {
            "uge": u.uge,
            "antal": u.antal,
            "plads": u.plads,
            "over": u.over_plads,
            "vist": f"{antal(u.antal)} !" if u.over_plads else antal(u.antal),
        }
        for u in uger
    ]
    x = alt.X("uge:O", sort=[u.uge for u in uger], axis=alt.Axis(title=None, labelAngle=0))
    y_titel = "web.figur.antal_og_plads" if any(u.plads is not None for u in uger) else "web.figur.antal"
    hoejest = max([u.antal for u in uger] + [u.plads or 0 for u in uger] + [1])
    y = alt.Y(
        "antal:Q",
        scale=alt.Scale(domain=[0, hoejest * _LUFT]),
        axis=alt.Axis(title=tekst(y_titel), values=_hele_tal(hoejest), format="d"),
    )
    grund = alt.Chart(_med(data))
    lag: list[Any] = [
        grund.mark_bar(stroke=SORT, strokeWidth=1).encode(
            x, y, fill=alt.condition("datum.over", alt.value(moenster(1)), alt.value(FARVER[0]))
        ),
    ]
    if any(u.plads is not None for u in uger):
        lag.append(
            grund.transform_filter("datum.plads != null")
            .mark_tick(thickness=4, color=SORT, bandSize=_BREDDE / max(len(uger), 1))
            .encode(x, alt.Y("plads:Q"))
        )
    tal = grund.encode(x, y, text="vist:N")
    lag += [
        tal.mark_text(baseline="bottom", dy=-4, fontWeight=600, stroke="#ffffff", strokeWidth=5, strokeJoin="round"),
        tal.mark_text(baseline="bottom", dy=-4, fontWeight=600),
    ]
    figur = alt.layer(*lag).properties(width=_BREDDE, height=_HOEJDE)
    kolonner = (
        Kolonne(tekst("web.figur.uge")),
        Kolonne(tekst("web.figur.antal"), Slags.HELTAL),
        Kolonne(tekst("web.figur.plads"), Slags.HELTAL),
    )
    raekker = tuple({kolonner[0].navn: u.uge, kolonner[1].navn: u.antal, kolonner[2].navn: u.plads} for u in uger)
    over = [u.uge for u in uger if u.over_plads]
    beskrivelse = tekst("web.figur.belastning", i_alt=antal(sum(u.antal for u in uger)), uger=len(uger))
    beskrivelse += " " + (
        tekst("web.figur.over_plads", uger=", ".join(over)) if over else tekst("web.figur.ingen_over_plads")
    )
    return Diagram(titel, beskrivelse, tegn(figur, titel, beskrivelse), kolonner, raekker)


@husket
def tilbudsmiks(titel: str, dele: Sequence[Kategori]) -> Diagram:
    """How the kinds of offer share each count: one bar for starts, one for persons, one for kroner, each 100 %."""
    import altair as alt

    maal, arter = list(dict.fromkeys(d.maal for d in dele)), list(dict.fromkeys(d.art for d in dele))
    i_alt = {m: sum(d.antal for d in dele if d.maal == m) for m in maal}
    andele = {id(d): Fraction(d.antal, i_alt[d.maal]) if i_alt[d.maal] else Fraction(0) for d in dele}
    data, begyndt = [], dict.fromkeys(maal, Fraction(0))
    for art in arter:
        for d in (d for d in dele if d.art == art):
            fra, begyndt[d.maal] = begyndt[d.maal], begyndt[d.maal] + andele[id(d)]
            data.append(
                {
                    "maal": d.maal,
                    "art": art,
                    "fra": float(fra * 100),
                    "til": float(begyndt[d.maal] * 100),
                    "midt": float((fra + andele[id(d)] / 2) * 100),
                    "vist": procent(andele[id(d)]) if andele[id(d)] >= _PLADS_TIL_TAL else "",
                }
            )
    y = alt.Y("maal:N", sort=maal, axis=alt.Axis(title=None, domain=False, ticks=False))
    grund = alt.Chart(_med(data))
    figur = alt.layer(
        grund.mark_bar(stroke="#ffffff", strokeWidth=2).encode(
            alt.X(
                "fra:Q", scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(title=tekst("web.figur.procent"), tickCount=5)
            ),
            alt.X2("til:Q"),
            y,
            fill=alt.Fill(
                "art:N",
                sort=arter,
                legend=alt.Legend(title=None),
                scale=alt.Scale(domain=arter, range=[moenster(nr) for nr in range(len(arter))]),
            ),
        ),
        grund.mark_text(fontWeight=700, color="#ffffff", stroke=GRAA, strokeWidth=3, strokeJoin="round").encode(
            alt.X("midt:Q"), y, text="vist:N"
        ),
        grund.mark_text(fontWeight=700, color="#ffffff").encode(alt.X("midt:Q"), y, text="vist:N"),
    ).properties(width=_BREDDE, height=64 * max(len(maal), 1))
    kolonner = (
        Kolonne(tekst("web.figur.maal")),
        Kolonne(tekst("web.figur.art")),
        Kolonne(tekst("web.figur.antal"), Slags.HELTAL),
        Kolonne(tekst("web.figur.andel"), Slags.ANDEL),
    )
    raekker = tuple(
        {kolonner[0].navn: d.maal, kolonner[1].navn: d.art, kolonner[2].navn: d.antal, kolonner[3].navn: andele[id(d)]}
        for d in dele
    )
    beskrivelse = " ".join(
        f"{m}: " + ", ".join(f"{d.art} {procent(andele[id(d)])}" for d in dele if d.maal == m) + "." for m in maal
    )
    return Diagram(titel, beskrivelse, tegn(figur, titel, beskrivelse), kolonner, raekker)


def _med(raekker: list[dict[str, Any]]) -> Any:
    import altair as alt

    return alt.Data(values=raekker)  # type: ignore[no-untyped-call] # altair's own constructor has no types


def _udvikling_i_ord(punkter: Sequence[Maalepunkt], serier: Sequence[str], graense: Fraction | None) -> str:
    dele = []
    for serie in serier:
        kendte = sorted((p for p in punkter if p.serie == serie and p.andel is not None), key=lambda p: p.dag)
        if kendte:
            dele.append(
                tekst(
                    "web.figur.fra_til",
                    serie=serie,
                    fra=procent(kendte[0].andel or Fraction(0)),
                    til=procent(kendte[-1].andel or Fraction(0)),
                    begynd=maaned_kort(kendte[0].dag),
                    slut=maaned_kort(kendte[-1].dag),
                )
            )
    if graense is not None:
        dele.append(tekst("web.figur.graensen_er", graense=hele_procent(graense)))
    return " ".join(dele)


def _hele_tal(hoejest: int) -> list[int]:
    """Ticks for a count: whole numbers from nothing to the highest, some five of them."""
    trin = max(1, -(-hoejest // _TICKS))
    return list(range(0, hoejest + trin, trin))
