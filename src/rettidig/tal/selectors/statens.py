"""What the State has said, as it was written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from rettidig.sager.selectors.noegler import noegler as noegler_til
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.afstemning.fejl import AfstemningsFejl
from rettidig.tal.afstemning.statstal import Noegle, Opgoerelse, Personliste, Statstal
from rettidig.tal.models import Statslevering, Statsmaaling, Statsperson


def leveringer() -> list[Statslevering]:
    """Everything the State has said, the latest first, without the answers as they were."""
    with klare_fejl():
        return list(Statslevering.objects.defer("raa").order_by("-pk"))


def maalinger(
    levering: int | None = None, *, kommuner: Sequence[str] | None = None, maaling: str | None = None
) -> list[Statsmaaling]:
    """The figures of a delivery or of all, by month, municipality, benefit and measure, the latest delivery first."""
    with klare_fejl():
        fundne = Statsmaaling.objects.select_related("levering").defer("levering__raa")
        if levering is not None:
            fundne = fundne.filter(levering=levering)
        if kommuner is not None:
            fundne = fundne.filter(kommune__in=kommuner)
        if maaling is not None:
            fundne = fundne.filter(maaling=maaling)
        return list(fundne.order_by("-dag", "kommune", "ydelse", "maaling", "-levering"))


def find_tal(levering: int | None, kommune: str | None, ydelse: str, maaling: str, dag: dt.date) -> Statsmaaling:
    """One figure; the latest delivery's where none is named, the only municipality's where none is.

    Raises :class:`AfstemningsFejl` where there is none, or more than one municipality.
    """
    with klare_fejl():
        fundne = Statsmaaling.objects.select_related("levering").defer("levering__raa")
        if levering is not None:
            if not Statslevering.objects.filter(pk=levering).exists():
                raise AfstemningsFejl("ukendt_levering", nummer=levering)
            fundne = fundne.filter(levering=levering)
        fundne = fundne.filter(ydelse=ydelse, maaling=maaling, dag=dag).order_by("-levering")
        if kommune is not None:
            fundne = fundne.filter(kommune=kommune)
        elif len(kommuner := sorted(set(fundne.order_by().values_list("kommune", flat=True)))) > 1:
            raise AfstemningsFejl("hvilken_kommune", kommuner=", ".join(kommuner))
        foerste: Statsmaaling | None = fundne.first()
    if foerste is None:
        periode = dag.isoformat()
        raise AfstemningsFejl("ukendt_tal", kommune=kommune or "-", ydelse=ydelse, maaling=maaling, periode=periode)
    return foerste


def som_statstal(maaling: Statsmaaling) -> Statstal:
    """A figure with what its delivery says of it."""
    levering = maaling.levering
    return Statstal(
        maaling.kommune,
        maaling.ydelse,
        maaling.maaling,
        maaling.dag,
        maaling.naevner,
        maaling.taeller,
        levering.regelsaet,
        levering.skaeringsdag,
        Opgoerelse(levering.opgoerelse),
        levering.navn,
        levering.definition,
    )


def personliste(maaling: Statsmaaling) -> Personliste | None:
    """The persons the State named behind a figure; ``None`` where it named nobody in the whole delivery.

    One who has been erased since is one who is not known here.
    """
    with klare_fejl():
        alle = Statsperson.objects.filter(levering=maaling.levering_id)
        if not alle.exists():
            return None
        egne = alle.filter(kommune=maaling.kommune, maaling=maaling.maaling, dag=maaling.dag)
        raekker = [person for person in egne if som_statstal(maaling).omfatter(person.ydelse)]
        numre = {person.borger_nr for person in raekker if person.borger_nr is not None}
        noegler = noegler_til(numre)
    kendte: dict[Noegle, bool] = {}
    ukendte: dict[int, bool] = {}
    for person in raekker:
        if person.borger_nr in noegler:
            kendte[Noegle(noegler[person.borger_nr], person.ydelse)] = person.talt
        else:
            ukendte[person.raekke] = person.talt
    return Personliste(kendte, ukendte)
