"""Measures for pages: now, over time by rule set, ahead if nothing changes, and the persons behind a figure.

A forecast counts the month ends ahead with what is registered now: what has no end goes on, what is planned begins, and
nothing else happens. It says where the town is heading, not what will be.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Q, Sum

from rettidig.motor.deltagelse import DELTAGELSE
from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2, Fokusmaal
from rettidig.motor.kuber.udsnit import ingen
from rettidig.motor.maaleraekker import TUSINDDELE, er_opfyldt
from rettidig.regler.former.maaling import REGELSAET, Deltagelsesregel
from rettidig.regler.indlaes import hent_lov
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.models import Kubecelle, Maaleperiode
from rettidig.tal.selectors.kube import HELE, Udsnit, aarsmaalinger, maalinger, tilstand_eller_fejl
from rettidig.tal.selectors.lister import PR_SIDE, Side, med_noegle
from rettidig.tal.services.beregning import ENS_FOR_ALLE
from rettidig.tal.services.maaneder import sidst_afsluttet
from rettidig.tal.services.stillinger import TAELLER

__all__ = ["TAELLER_SOM", "Punkt", "aarsmaalinger", "graense", "maalinger", "personer", "seneste_maaned", "tendens"]

TAELLER_SOM: Mapping[str, tuple[str, str]] = {
    FOKUSMAAL_1: ("naevner", "fm1_taeller"),
    FOKUSMAAL_2: ("naevner", "fm2_taeller"),
    DELTAGELSE: ("pulje_naevner", "pulje_faaet"),
}
"""Which numbers of the cube make up each measure."""
_PERIODEFELTER = (
    "borger_id",
    "kommune",
    "team",
    "sagsbehandler",
    "ydelse",
    "maalgruppe",
    "forloeb_start",
    "status",
    "fra",
    "til",
)


@dataclass(frozen=True)
class Punkt:
    """One month end of a series. ``prognose``: it lies ahead, and is what comes if nothing changes."""

    maaned: dt.date
    regelsaet: str
    naevner: int
    taeller: int
    andel: Fraction | None
    graense: Fraction
    opfyldt: bool | None
    prognose: bool


def seneste_maaned() -> dt.date:
    """The month end that came last. Raises ``TalFejl`` before the first full run."""
    return sidst_afsluttet(tilstand_eller_fejl().dag)


def tendens(
    maaling: str,
    regelsaet: Sequence[str] = REGELSAET,
    udsnit: Udsnit = HELE,
    *,
    fra: dt.date | None = None,
    til: dt.date | None = None,
) -> list[Punkt]:
    """A measure over the month ends that are kept, by rule set; month ends ahead are the forecast.

    A month end the measure does not apply to has no point. Raises ``TalFejl`` before the first full run.
    """
    tilstand = tilstand_eller_fejl()
    sidst = sidst_afsluttet(tilstand.dag)
    naevner, taeller = TAELLER_SOM[maaling]
    celler = Kubecelle.objects.filter(
        _hvilke(udsnit),
        regelsaet__in=regelsaet,
        maaned__range=(fra or tilstand.foerste_maaned, til or tilstand.sidste_maaned),
    )
    with klare_fejl():
        talt = list(
            celler.values("maaned", "regelsaet")
            .annotate(antal=Sum(naevner), heraf=Sum(taeller))
            .order_by("regelsaet", "maaned")
        )
    maalt = Fokusmaal(hent_lov(), ingen(), dict(tilstand.valg))
    punkter = []
    for celle in talt:
        graensen = graense(maaling, celle["maaned"], celle["regelsaet"], maalt)
        if graensen is None:
            continue
        andel = Fraction(celle["heraf"], celle["antal"]) if celle["antal"] else None
        punkter.append(
            Punkt(
                celle["maaned"],
                celle["regelsaet"],
                celle["antal"],
                celle["heraf"],
                andel,
                graensen,
                er_opfyldt(maaling, andel, graensen),
                celle["maaned"] > sidst,
            )
        )
    return punkter


def graense(maaling: str, maaned: dt.date, regelsaet: str, maalt: Fokusmaal | None = None) -> Fraction | None:
    """The limit of a measure on a month end; ``None`` where the measure does not apply."""
    lov = hent_lov()
    spurgt = maalt or Fokusmaal(lov, ingen(), {navn: valg.standard for navn, valg in lov.valg.valg.items()})
    if maaling == FOKUSMAAL_1:
        return Fraction(spurgt.graense(maaned, regelsaet), TUSINDDELE)
    if maaling == FOKUSMAAL_2:
        return Fraction(spurgt.version_2(maaned).andel_under, TUSINDDELE)
    versioner = lov.hent(DELTAGELSE, Deltagelsesregel).versioner
    version = next((v for v in versioner if v.gaelder(maaned)), None)
    return None if version is None else Fraction(version.mindst_andel, TUSINDDELE)


def personer(
    kun: Q,
    maaned: dt.date,
    maaling: str,
    regelsaet: str,
    udsnit: Udsnit = HELE,
    *,
    i_taelleren: bool | None = None,
    foerst: int = 0,
    antal: int = PR_SIDE,
) -> Side:
    """The persons behind a figure: all counted, or those in the numerator, or those who are not.

    ``kun`` is the condition of whom the user may see: a politician sees none. A citizen stands once for each benefit.
    """
    raekker = bag_figuren(maaned, maaling, regelsaet, udsnit).filter(kun)
    if i_taelleren is not None:
        tael = Q(status=TAELLER[maaling])
        raekker = raekker.filter(tael if i_taelleren else ~tael)
    with klare_fejl():
        alle = raekker.count()
        side = raekker.order_by("forloeb_start", "borger_id", "nr")[foerst : foerst + antal]
        return Side(med_noegle(list(side.values(*_PERIODEFELTER))), alle)


def bag_figuren(maaned: dt.date, maaling: str, regelsaet: str, udsnit: Udsnit = HELE) -> Any:
    """The kept counts behind a figure, as a query that can be narrowed."""
    return Maaleperiode.objects.filter(
        _hvilke(udsnit, gruppefelt="maalgruppe"),
        maaling=maaling,
        regelsaet__in=(regelsaet, ENS_FOR_ALLE),
        fra__lte=maaned,
        til__gte=maaned,
    )


def _hvilke(udsnit: Udsnit, gruppefelt: str = "gruppe") -> Q:
    valgt = Q()
    for felt, vaerdier in (
        ("kommune", udsnit.kommuner),
        ("team", udsnit.teams),
        ("ydelse", udsnit.ydelser),
        (gruppefelt, udsnit.grupper),
    ):
        if vaerdier is not None:
            valgt &= Q(**{f"{felt}__in": vaerdier})
    return valgt
