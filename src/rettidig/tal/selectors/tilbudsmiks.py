"""The mix of offers: how many begin, how many take part, and what it costs, by kind, from the facts as now known.

An offer costs its price a week for each day of it that lies in the period, a seventh of a week each; one without a
price costs nothing and is counted as such. Money is whole oere, rounded down offer by offer.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    DateField,
    ExpressionWrapper,
    F,
    Func,
    Min,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)

from rettidig.sager.models import Borgeroplysning, Indsats
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.models import Borgerstand
from rettidig.tal.selectors.lister import PR_SIDE, med_noegle
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import next_date

SLAGS = {
    "virksomhed": ("virksomhedspraktik", "loentilskud_privat", "loentilskud_offentlig", "nytteindsats"),
    "uddannelse": ("ordinaer_uddannelse",),
    "vejledning": ("oevrig_vejledning",),
    "andet": ("mentor", "delvis_raskmelding", "voksenlaerling", "jobrotation"),
}
"""What the codes are gathered into: offers at a company, education, guidance and upgrading, and what is no offer."""


_UGE = 7
_HOS = ("borger_id", "team", "sagsbehandler")
_DAGE = (
    "(SELECT upper(d.p * daterange(d.fra, d.til)) - lower(d.p * daterange(d.fra, d.til))"
    " FROM (VALUES (%(expressions)s)) AS d (p, fra, til))"
)


@dataclass(frozen=True)
class Miksraekke:
    """One kind of offer in the period. ``oere`` is of those with a price; ``uden_pris`` is how many have none."""

    slags: str
    indsats: str
    starter: int
    i_gang: int
    personer: int
    oere: int
    uden_pris: int


def tilbudsmiks(
    kun: Q, fra: dt.date, til: dt.date, *, teams: tuple[str, ...] | None = None, kommune: str | None = None
) -> list[Miksraekke]:
    """Offers running between two days, both included, by kind.

    ``kun`` is the condition of whom the user may see; figures alone may be given to those who see no persons, with
    ``Q()``. An offer without an end costs until the last day of the period.
    """
    efter = next_date(til)
    dage = Func(F("periode"), Value(fra), Value(efter), template=_DAGE, output_field=BigIntegerField())
    raekker = i_perioden(kun, fra, til, teams=teams, kommune=kommune)
    oere = ExpressionWrapper(F("pris_pr_uge") * dage / Value(_UGE), output_field=BigIntegerField())
    with klare_fejl():
        talt = (
            raekker.annotate(slags=_slags())
            .values("slags", "indsats")
            .annotate(
                starter=Count("id", filter=Q(periode__startswith__gte=fra)),
                i_gang=Count("id"),
                personer=Count("borger_id", distinct=True),
                oere=Sum(oere, default=0),
                uden_pris=Count("id", filter=Q(pris_pr_uge__isnull=True)),
            )
            .order_by("slags", "indsats")
        )
        return [Miksraekke(**raekke) for raekke in talt]


def i_perioden(
    kun: Q, fra: dt.date, til: dt.date, *, teams: tuple[str, ...] | None = None, kommune: str | None = None
) -> QuerySet:
    """The offers the mix is counted from."""
    hvem = Q()
    if teams is not None or kommune is not None:
        oplyst = Borgeroplysning.objects.filter(lukket_af=None)
        oplyst = oplyst if teams is None else oplyst.filter(team__in=teams)
        oplyst = oplyst if kommune is None else oplyst.filter(kommune=kommune)
        hvem = Q(borger_id__in=oplyst.values("borger_id"))
    return Indsats.objects.filter(kun, hvem, lukket_af=None, periode__overlap=(fra, next_date(til)))


def synlige(kun: Q, raekker: QuerySet) -> QuerySet:
    """Those of some offers whose citizens the user may see: ``kun`` is the condition on what is kept of a citizen."""
    return raekker.filter(borger_id__in=Borgerstand.objects.filter(kun).values("borger_id"))


def bag_miksen(raekker: QuerySet, *, foerst: int = 0, antal: int = PR_SIDE) -> list[dict[str, Any]]:
    """Whose some offers are: a row for each, the latest begun first. ``til`` is the last day, none where it runs on."""
    with klare_fejl():
        ordnet = raekker.annotate(fra=Func(F("periode"), function="lower", output_field=DateField()))
        side = list(
            ordnet.order_by("-fra", "borger_id", "id").values("borger_id", "periode", "pris_pr_uge")[
                foerst : foerst + antal
            ]
        )
        numre = [raekke["borger_id"] for raekke in side]
        hos = {s["borger_id"]: s for s in Borgerstand.objects.filter(borger_id__in=numre).values(*_HOS)}
    return med_noegle(
        [
            {
                **hos[raekke["borger_id"]],
                "fra": raekke["periode"].lower,
                "til": _sidste_dag(raekke["periode"].upper),
                "pris_pr_uge": raekke["pris_pr_uge"],
            }
            for raekke in side
        ]
    )


def _sidste_dag(efter: dt.date | None) -> dt.date | None:
    return None if efter is None else calendar.previous_date(efter)


def foerste_tilbud(kun: Q) -> dt.date | None:
    """The first day of the earliest offer the user may see."""
    with klare_fejl():
        fundet = Indsats.objects.filter(kun, lukket_af=None).aggregate(foerst=Min("periode__startswith"))["foerst"]
        return fundet if isinstance(fundet, dt.date) else None


def _slags() -> Case:
    return Case(
        *(When(indsats__in=koder, then=Value(slags)) for slags, koder in SLAGS.items()),
        default=Value("andet"),
        output_field=CharField(),
    )
