"""Figures as reported beside the same figures as now known, and who makes the difference."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Max, Q

from rettidig.sager.models import Handling
from rettidig.sager.selectors.beroerte import beroerte_mellem, handlinger_om
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.selectors.noegler import noegler as noegler_til
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.fejl import TalFejl
from rettidig.tal.models import Borgerstand, Meldt, Tilstand
from rettidig.tal.selectors import hvordan_talt
from rettidig.tal.selectors.kube import maalinger
from rettidig.tal.services.maaneder import sidst_afsluttet
from rettidig.tal.services.stempel import stempel
from rettidig.tal.services.stillinger import TAELLER, Hvem, i_figuren


@dataclass(frozen=True)
class Tal:
    """A count and how many of them; ``andel`` is none where nobody is counted."""

    naevner: int
    taeller: int

    @property
    def andel(self) -> Fraction | None:
        """The share."""
        return Fraction(self.taeller, self.naevner) if self.naevner else None


@dataclass(frozen=True)
class MeldtOgNu:
    """One figure as reported and as now known. ``samme_motor``: the same program and law would count it today."""

    maaned: dt.date
    regelsaet: str
    kommune: str
    ydelse: str
    maaling: str
    graense: Fraction
    lovversion: str | None
    meldt: Tal
    nu: Tal
    meldt_den: dt.datetime
    kendt: dt.datetime
    program: str
    samme_motor: bool


@dataclass(frozen=True)
class Handlingskort:
    """An act that touched somebody: what, when, and by whom."""

    nummer: int
    slags: str
    tidspunkt: dt.datetime
    hvem: str
    hvorfor: str


@dataclass(frozen=True)
class Personforskel:
    """Somebody who counts otherwise now: the status then and now (none: not counted), and the acts in between."""

    borger: int
    noegle: str
    ydelse: str
    foer: str | None
    nu: str | None
    handlinger: tuple[Handlingskort, ...]


@dataclass(frozen=True)
class Forskel:
    """Why a figure is another now. ``personer`` are those the user may see, ``skjulte`` how many others there are.

    What persons change adds up to the difference; ``af_motoren`` is what does not: the program, the law or its switches
    are others than when it was reported.
    """

    figur: MeldtOgNu
    personer: tuple[Personforskel, ...]
    skjulte: int
    af_personer: tuple[int, int]
    af_motoren: tuple[int, int]


def maaneder() -> list[dt.date]:
    """The month ends that have been reported and are over on the day the figures hold for, latest first.

    Before the first full run there are none.
    """
    with klare_fejl():
        tilstand = Tilstand.objects.filter(pk=1).first()
        if tilstand is None:
            return []
        kendte = Meldt.objects.filter(maaned__range=(tilstand.foerste_maaned, sidst_afsluttet(tilstand.dag)))
        return list(kendte.order_by("-maaned").values_list("maaned", flat=True).distinct())


def meldt_og_nu(maaned: dt.date, regelsaet: str, kommune: str | None = None) -> list[MeldtOgNu]:
    """Every figure of a month end, as reported last and as now known. Raises ``TalFejl`` where none was reported."""
    with klare_fejl():
        meldte = Meldt.objects.filter(maaned=maaned, regelsaet=regelsaet)
        sidst = meldte.aggregate(sidst=Max("kendt"))["sidst"]
        fundne = list(meldte.filter(kendt=sidst).order_by("kommune", "ydelse", "maaling"))
    if not fundne:
        raise TalFejl("ikke_meldt", dag=maaned.isoformat())
    nu = {(r["kommune"], r["ydelse"], r["maaling"]): r for r in maalinger(maaned, regelsaet).raekker}
    return [
        MeldtOgNu(
            maaned,
            regelsaet,
            m.kommune,
            m.ydelse,
            m.maaling,
            Fraction(m.graense),
            m.lovversion,
            Tal(m.naevner, m.taeller),
            Tal(*((r["naevner"], r["taeller"]) if (r := nu.get((m.kommune, m.ydelse, m.maaling))) else (0, 0))),
            m.meldt,
            m.kendt,
            m.program,
            m.motor == stempel(),
        )
        for m in fundne
        if kommune is None or m.kommune == kommune
    ]


def forskel(kun: Q, figur: MeldtOgNu, valg: dict[str, str]) -> Forskel:
    """Who makes the difference: those touched by acts since, counted as known then and as known now.

    ``kun`` is the condition of whom the user may see; ``valg`` the switches. Nobody else can count otherwise, unless
    the program or the law is another.
    """
    nu = kendt_nu()
    beroerte = beroerte_mellem(figur.kendt, nu)
    foer, efter = (
        {hvem: alle[hvem] for hvem in i_figuren(alle, figur.kommune, figur.ydelse, figur.maaling, figur.regelsaet)}
        for alle in (
            hvordan_talt.da(figur.kendt, figur.maaned, valg, beroerte),
            hvordan_talt.nu(nu, figur.maaned, valg, beroerte),
        )
    )
    aendrede = sorted(hvem for hvem in {*foer, *efter} if foer.get(hvem) != efter.get(hvem))
    af_personer = tuple(b - a for a, b in zip(_talt(foer, figur), _talt(efter, figur), strict=True))
    i_alt = (figur.nu.naevner - figur.meldt.naevner, figur.nu.taeller - figur.meldt.taeller)
    numre = sorted({hvem.borger for hvem in aendrede})
    with klare_fejl():
        synlige = set(Borgerstand.objects.filter(kun, borger_id__in=numre).values_list("borger_id", flat=True))
        noegler = noegler_til(synlige)
        gjort = handlinger_om(sorted(synlige), figur.kendt, nu)
        kort = {
            h.pk: Handlingskort(h.pk, h.slags, h.tidspunkt, h.hvem, h.hvorfor)
            for h in Handling.objects.filter(pk__in={nr for numre_ in gjort.values() for nr in numre_}).defer(
                "fund", "fundrader"
            )
        }
    personer = tuple(
        Personforskel(
            hvem.borger,
            noegler[hvem.borger],
            hvem.ydelse,
            foer.get(hvem),
            efter.get(hvem),
            tuple(kort[nr] for nr in gjort.get(hvem.borger, ())),
        )
        for hvem in aendrede
        if hvem.borger in synlige
    )
    return Forskel(
        figur,
        personer,
        sum(hvem.borger not in synlige for hvem in aendrede),
        (af_personer[0], af_personer[1]),
        (i_alt[0] - af_personer[0], i_alt[1] - af_personer[1]),
    )


def _talt(alle: dict[Hvem, str], figur: MeldtOgNu) -> tuple[int, int]:
    return len(alle), sum(status == TAELLER[figur.maaling] for status in alle.values())
