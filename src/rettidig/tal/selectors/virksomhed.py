"""A company by its number: who of those the user may see is there, and what the law says of places and length."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from rettidig.motor.vilkaar.proever import pladser
from rettidig.regler.arbejdslister import arbejdslister
from rettidig.regler.former.proever import Forholdstal
from rettidig.regler.former.vilkaar import Betingelse, Vilkaarsregel, VilkaarVersion
from rettidig.regler.indlaes import hent_lov
from rettidig.sager.models import Indsats
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tidslinje import calendar

_REGLER = ("lab.57.virksomhedspraktik", "lab.66.loentilskud", "lab.82.nytteindsats", "lab.61.forlaengelse")
_BETINGELSER = ("forholdstal", "varighed", "praktik_laengde", "loentilskud_laengde", "nytteindsats_laengde")
_HELE = 10_000


@dataclass(frozen=True)
class Ophold:
    """One citizen's activity at the company; ``til`` is its last day, none when it is open."""

    borger: int
    noegle: str
    indsats: str
    fra: dt.date
    til: dt.date | None
    stoettet: bool


@dataclass(frozen=True)
class Virksomhedsregel:
    """What a rule says of the ratio or the length on the day, and its paragraph."""

    titel: dict[str, str]
    krav: dict[str, str]
    hjemmel: str


def paa_virksomheden(kun: Q, cvr: str, dag: dt.date) -> list[Ophold]:
    """Who is there on the day or will come, of those the user may see, the first to end first."""
    raekker = Indsats.objects.filter(kun, cvr=cvr, lukket_af=None, periode__endswith__gt=dag) | Indsats.objects.filter(
        kun, cvr=cvr, lukket_af=None, periode__upper_inf=True
    )
    with klare_fejl():
        fundne = list(
            raekker.order_by("periode", "borger_id").values_list("borger_id", "borger__noegle", "indsats", "periode")
        )
    ophold = [
        Ophold(
            borger,
            noegle,
            indsats,
            periode.lower,
            None if periode.upper is None else calendar.previous_date(periode.upper),
            indsats in arbejdslister().pladser.indsatser,
        )
        for borger, noegle, indsats, periode in fundne
    ]
    return sorted(ophold, key=lambda o: (o.til or dt.date.max, o.fra, o.borger))


def er_kendt(cvr: str) -> bool:
    """Whether any activity registered here names the company: a number known is a number, whatever its digits."""
    with klare_fejl():
        return bool(Indsats.objects.filter(cvr=cvr, lukket_af=None).exists())


def optagne(dag: dt.date, cvr: str) -> int:
    """How many supported places are taken on the day, whoever may see them: a figure alone."""
    with klare_fejl():
        return int(
            Indsats.objects.filter(
                cvr=cvr, lukket_af=None, periode__contains=dag, indsats__in=arbejdslister().pladser.indsatser
            ).count()
        )


def regler_om_pladser(dag: dt.date) -> list[Virksomhedsregel]:
    """The ratio and the lengths in force on a day, in the law's own order."""
    return [
        Virksomhedsregel(
            {sprog: regel.titel.paa(sprog) for sprog in ("da", "en")},
            {sprog: betingelse.krav.paa(sprog) for sprog in ("da", "en")},
            betingelse.hjemmel.tekst,
        )
        for regel, version in _versioner(dag)
        for betingelse in version.betingelser
        if betingelse.id in _BETINGELSER
    ]


def pladser_til(ansatte: int, dag: dt.date) -> int | None:
    """How many supported places the ratio allows for so many ordinary full-time staff; none where none is coded."""
    betingelse = _forholdstal(dag)
    if betingelse is None or not isinstance(betingelse.proeve, Forholdstal):
        return None
    return pladser(betingelse.proeve, ansatte * _HELE)


def _forholdstal(dag: dt.date) -> Betingelse | None:
    alle = (b for regel, version in _versioner(dag) for b in version.betingelser if regel.regel == _REGLER[0])
    return next((b for b in alle if b.id == "forholdstal"), None)


def _versioner(dag: dt.date) -> list[tuple[Vilkaarsregel, VilkaarVersion]]:
    lov = hent_lov()
    fundne = [(lov.hent(navn, Vilkaarsregel), navn) for navn in _REGLER]
    return [(regel, version) for regel, _ in fundne for version in regel.versioner if version.gaelder(dag)]
