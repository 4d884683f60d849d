"""The tests of a condition in words, for pages and command line. Facts keep the names they have in a described act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from rettidig.regler.former import proever as p
from rettidig.regler.former.grundform import TIMER_SKALA
from rettidig.sprog import tekst, valgt_sprog


def i_ord(proeve: p.Proeve) -> str:
    """A test as a sentence without full stop, in the chosen language."""
    match proeve:
        case p.Alle(led=led):
            return _sat_sammen(led, "vilkaar.ord.og")
        case p.EnAf(led=led):
            return _sat_sammen(led, "vilkaar.ord.eller")
        case p.Ikke(led=led):
            return tekst("vilkaar.ord.ikke", led=_i_parentes(led))
        case p.Ja(faktum=navn):
            return tekst("vilkaar.ord.ja", faktum=navn)
        case p.Udfyldt(faktum=navn):
            return tekst("vilkaar.ord.udfyldt", faktum=navn)
        case p.Kode(faktum=navn, blandt=koder):
            return tekst("vilkaar.ord.kode", faktum=navn, koder=", ".join(koder))
        case p.Samme(faktum=navn, som=andet):
            return tekst("vilkaar.ord.samme", faktum=navn, som=andet)
        case p.IGruppe(faktum=navn, blandt=grupper):
            return tekst("vilkaar.ord.kode", faktum=navn, koder=", ".join(f"6.{gruppe}" for gruppe in grupper))
        case p.Tal(faktum=navn, mindst=mindst, hoejst=hoejst):
            return _graenser(navn, _tal(mindst, 1), _tal(hoejst, 1))
        case p.Timer(faktum=navn, mindst=mindst, hoejst=hoejst):
            return _graenser(navn, _tal(mindst, TIMER_SKALA), _tal(hoejst, TIMER_SKALA))
        case p.Kroner(faktum=navn, mindst=mindst, hoejst=hoejst):
            return _graenser(navn, _tal(mindst, p.OERE_PR_KRONE), _tal(hoejst, p.OERE_PR_KRONE))
        case p.HoejstFaktum(faktum=navn, led=led, gange=gange):
            faktorer = [*led, *([str(gange)] if gange != 1 else [])]
            return _graenser(navn, None, " × ".join(faktorer))
        case p.Dato(faktum=navn, tidligst=tidligst, senest=senest):
            dele = [
                tekst(f"vilkaar.ord.{ord_}", graense=_tidspunkt(sted))
                for ord_, sted in (("tidligst", tidligst), ("senest", senest))
                if sted is not None
            ]
            return f"{navn} {tekst('vilkaar.ord.og').join(dele)}"
        case p.GangeIMaaned(faktum=navn, dato=dato, hoejst=hoejst):
            return tekst("vilkaar.ord.gange_i_maaned", faktum=navn, dato=dato, hoejst=hoejst)
        case p.GangeInden(faktum=navn, dato=dato, maaneder=maaneder, mindst=mindst, hoejst=hoejst):
            return _graenser(
                tekst("vilkaar.ord.gange_inden", faktum=navn, dato=dato, maaneder=maaneder),
                _tal(mindst, 1),
                _tal(hoejst, 1),
            )
        case p.UdenOphold(faktum=navn, fra=fra, til=til, maaneder=maaneder):
            return tekst("vilkaar.ord.uden_ophold", faktum=navn, fra=fra, til=til, maaneder=maaneder)
        case p.Forholdstal():
            return tekst(
                "vilkaar.ord.forholdstal",
                ansatte=proeve.ansatte,
                optaget=proeve.optaget,
                nye=proeve.nye,
                pr=proeve.pr,
                indtil=proeve.indtil,
                derefter=proeve.derefter_pr,
                mindst=proeve.mindst,
            )
        case p.Satsbaand(sats=sats, beloeb=beloeb, dato=dato, perioder=perioder):
            baand = " / ".join(_periode(periode) for periode in perioder)
            return tekst("vilkaar.ord.satsbaand", sats=sats, beloeb=beloeb, dato=dato, baand=baand)
        case p.LovligForm(regel=regel):
            return tekst("vilkaar.ord.lovlig_form", regel=regel)
        case p.Tabel(linjer=linjer, ellers=ellers):
            raekker = [tekst("vilkaar.ord.linje", naar=i_ord(linje.naar), saa=i_ord(linje.saa)) for linje in linjer]
            return ". ".join([*raekker, tekst("vilkaar.ord.ellers", svar=tekst(f"vilkaar.ord.{ellers}"))])
        case p.Uafklaret():
            return tekst("vilkaar.ord.uafklaret")


def _sat_sammen(led: Iterable[p.Proeve], ord_: str) -> str:
    return tekst(ord_).join(_i_parentes(et) for et in led)


def _i_parentes(proeve: p.Proeve) -> str:
    sagt = i_ord(proeve)
    flere = isinstance(proeve, p.Alle | p.EnAf) and len(proeve.led) > 1
    return f"({sagt})" if flere or isinstance(proeve, p.Tabel) else sagt


def _graenser(navn: str, mindst: str | None, hoejst: str | None) -> str:
    if mindst is not None and mindst == hoejst:
        return tekst("vilkaar.ord.netop", faktum=navn, graense=mindst)
    dele = [
        tekst(f"vilkaar.ord.{ord_}", graense=graense)
        for ord_, graense in (("mindst", mindst), ("hoejst", hoejst))
        if graense is not None
    ]
    return f"{navn} {tekst('vilkaar.ord.og').join(dele)}"


def _tal(tal: int | None, skala: int) -> str | None:
    if tal is None:
        return None
    kort = f"{(Decimal(tal) / skala).normalize():f}"
    return kort if valgt_sprog() == "en" else kort.replace(".", ",")


def _tidspunkt(sted: p.Tidspunkt) -> str:
    led = [sted.faktum if sted.dato is None else _dag(sted.dato)]
    for felt in ("maaneder", "uger", "dage", "arbejdsdage", "hele_maaneder_efter"):
        antal = getattr(sted, felt)
        if antal:
            led.append(f"{'+' if antal > 0 else '−'} {tekst(f'vilkaar.ord.antal_{felt}', antal=abs(antal))}")
    return " ".join(str(et) for et in led)


def _periode(periode: p.Satsperiode) -> str:
    baand = ", ".join(
        tekst(
            "vilkaar.ord.baand" if led.fra_hoejst is None else "vilkaar.ord.baand_uvist",
            sats=_tal(led.sats, p.OERE_PR_KRONE),
            fra=_tal(led.fra, p.OERE_PR_KRONE),
            **({} if led.fra_hoejst is None else {"til": _tal(led.fra_hoejst, p.OERE_PR_KRONE)}),
        )
        for led in periode.baand
    )
    return f"{_dag(periode.fra)}: {baand}"


def _dag(dag: dt.date) -> str:
    return dag.isoformat()
