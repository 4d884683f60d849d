"""Whether the municipality keeps its own strategy: its deadlines counted, now and by the month they fall in.

Only what is kept is read. A deadline that has lapsed, or whose clock stands still, is neither kept nor broken.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncMonth

from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.models import Lokalfrist
from rettidig.tal.selectors.kube import HELE, Udsnit
from rettidig.tal.selectors.lister import FRISTFELTER, Side, med_noegle
from rettidig.tal.services.maaneder import maanedsslutninger, sidst_afsluttet
from rettidig.tidslinje import calendar

STILLINGER: Mapping[str, Q] = {
    "i_tide": Q(status="opfyldt"),
    "for_sent": Q(status="opfyldt_for_sent"),
    "overskredet": Q(status="overskredet", aaben=True),
    "ikke_holdt": Q(status="overskredet", aaben=False),
    "kommer": Q(status="afventer"),
}
"""How a deadline stands: kept by the day, kept later, past and still to be done, past and over, not yet due."""
AFGJORT = ("i_tide", "for_sent", "overskredet", "ikke_holdt")
"""Those whose day has been or that are kept: what a share is counted among."""


@dataclass(frozen=True)
class Optalt:
    """How many deadlines stand in each way."""

    antal: Mapping[str, int]

    @property
    def afgjorte(self) -> int:
        """How many are kept or broken."""
        return sum(self.antal[navn] for navn in AFGJORT)

    @property
    def andel(self) -> Fraction | None:
        """The share kept by its day; none where nothing is kept or broken."""
        return Fraction(self.antal["i_tide"], self.afgjorte) if self.afgjorte else None


@dataclass(frozen=True)
class Egetvalg:
    """Which deadlines are asked about: of one rule (its strategy and id), and falling in the month that ends on a day.

    ``None`` narrows nothing.
    """

    regel: tuple[str, str] | None = None
    maaned: dt.date | None = None


ALLE = Egetvalg()


def efter_regel(udsnit: Udsnit = HELE) -> dict[tuple[str, str], Optalt]:
    """All deadlines on the day, by strategy and rule."""
    raekker = _raekker(Q(), udsnit, ALLE).values("lovversion", "regel")
    with klare_fejl():
        return {(r["lovversion"], r["regel"]): _optalt(r) for r in raekker.annotate(**_TAELLES).order_by()}


def viste_maaneder(dag: dt.date) -> list[dt.date]:
    """The month ends a page shows on a day, the latest first."""
    slut = calendar.to_day(sidst_afsluttet(dag))
    foerste = calendar.add_months(calendar.month_start(slut), 1 - valgte_tal().egne_frister_maaneder.vaerdi)
    return maanedsslutninger(calendar.to_date(foerste), calendar.to_date(slut))[::-1]


def efter_maaned(dag: dt.date, udsnit: Udsnit = HELE, regel: tuple[str, str] | None = None) -> dict[dt.date, Optalt]:
    """The deadlines that fell in each of the months a page shows, by the month's end, the latest first."""
    maaneder = viste_maaneder(dag)
    fra = calendar.to_date(calendar.month_start(calendar.to_day(maaneder[-1])))
    raekker = _raekker(Q(frist__range=(fra, maaneder[0])), udsnit, Egetvalg(regel))
    with klare_fejl():
        talt = {
            r["i_maaned"]: _optalt(r)
            for r in raekker.annotate(i_maaned=TruncMonth("frist")).values("i_maaned").annotate(**_TAELLES).order_by()
        }
    ingen = Optalt(dict.fromkeys(STILLINGER, 0))
    return {m: talt.get(calendar.to_date(calendar.month_start(calendar.to_day(m))), ingen) for m in maaneder}


def bag_tallet(
    kun: Q, stillinger: Sequence[str], valg: Egetvalg, udsnit: Udsnit = HELE, *, foerst: int = 0, antal: int = 25
) -> Side:
    """The deadlines behind a figure, of the citizens ``kun`` lets one see; the oldest first."""
    raekker = _bag(kun, stillinger, valg, udsnit)
    ordnet = raekker.order_by(F("frist").asc(nulls_last=True), "borger_id", "nr")
    with klare_fejl():
        fundne = list(ordnet.values(*FRISTFELTER, "pligt", "aaben")[foerst : foerst + antal])
        return Side(med_noegle(fundne), raekker.count())


def antal_bag(stillinger: Sequence[str], valg: Egetvalg, udsnit: Udsnit = HELE) -> int:
    """The figure itself: whoever they are of."""
    with klare_fejl():
        return int(_bag(Q(), stillinger, valg, udsnit).count())


_TAELLES = {navn: Count("id", filter=hvilke) for navn, hvilke in STILLINGER.items()}


def _optalt(raekke: Mapping[str, Any]) -> Optalt:
    return Optalt({navn: raekke[navn] for navn in STILLINGER})


def _bag(kun: Q, stillinger: Sequence[str], valg: Egetvalg, udsnit: Udsnit) -> QuerySet:
    hvilke = Q()
    for navn in stillinger:
        hvilke |= STILLINGER[navn]
    return _raekker(kun & hvilke, udsnit, valg)


def _raekker(hvilke: Q, udsnit: Udsnit, valg: Egetvalg) -> QuerySet:
    if udsnit.kommuner is not None:
        hvilke &= Q(kommune__in=udsnit.kommuner)
    if udsnit.teams is not None:
        hvilke &= Q(team__in=udsnit.teams)
    if valg.regel is not None:
        hvilke &= Q(lovversion=valg.regel[0], regel=valg.regel[1])
    if valg.maaned is not None:
        fra = calendar.to_date(calendar.month_start(calendar.to_day(valg.maaned)))
        hvilke &= Q(frist__range=(fra, valg.maaned))
    return Lokalfrist.objects.filter(hvilke)
