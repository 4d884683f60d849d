"""A figure opened: its persons grouped by how they count, and for each why, with the paragraph."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from rettidig.motor.deltagelse import DELTAGELSE
from rettidig.motor.fokusmaal import FOKUSMAAL_1, Fokusmaal
from rettidig.motor.forklaring.fokus import fokusknude
from rettidig.motor.forklaring.sag import Borgerfakta, Sag
from rettidig.motor.kuber.udsnit import ingen
from rettidig.regler.former.maaling import Deltagelsesregel
from rettidig.regler.indlaes import hent_lov
from rettidig.sager.selectors.borgerblokke import hent_borgere
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.afstemning.aarsager import afgoerende_knuder
from rettidig.tal.selectors.kube import HELE, Udsnit, tilstand_eller_fejl
from rettidig.tal.selectors.lister import PR_SIDE, Side, med_noegle
from rettidig.tal.selectors.maal import bag_figuren
from rettidig.tal.selectors.puljen import puljegrunde
from rettidig.tal.services.stillinger import TAELLER
from rettidig.tidslinje import calendar, forms
from rettidig.tidslinje import operations as op

_RAEKKENUMMER = re.compile(r" \([a-z]+, (?:række|row) \d+\)")
"""The row of an extract: the facts of a page's persons have rows only while they are together."""
_FELTER = ("borger_id", "kommune", "team", "sagsbehandler", "ydelse", "maalgruppe", "forloeb_start", "status")


@dataclass(frozen=True)
class Gruppe:
    """Those who count the same way: ``i_taelleren`` are the ones the share is made of."""

    status: str
    antal: int
    i_taelleren: bool


def hjemlen(maaling: str, maaned: dt.date) -> str:
    """The paragraph a measure rests on at a month end; empty where it does not apply."""
    lov = hent_lov()
    if maaling == DELTAGELSE:
        versioner = lov.hent(DELTAGELSE, Deltagelsesregel).versioner
        return next((v.hjemmel.tekst for v in versioner if v.gaelder(maaned)), "")
    maalt = Fokusmaal(lov, ingen(), {navn: valg.standard for navn, valg in lov.valg.valg.items()})
    version = maalt.version_1(maaned) if maaling == FOKUSMAAL_1 else maalt.version_2(maaned)
    return version.hjemmel.tekst


def grupper(kun: Q, maaned: dt.date, maaling: str, regelsaet: str, udsnit: Udsnit = HELE) -> list[Gruppe]:
    """The groups behind a figure, the numerator first. ``kun`` is the condition of whom the user may see."""
    with klare_fejl():
        talt = list(
            bag_figuren(maaned, maaling, regelsaet, udsnit)
            .filter(kun)
            .values("status")
            .annotate(antal=Count("id"))
            .order_by("status")
        )
    fundne = [Gruppe(r["status"], r["antal"], r["status"] == TAELLER[maaling]) for r in talt]
    return sorted(fundne, key=lambda gruppe: not gruppe.i_taelleren)


def i_gruppen(
    kun: Q,
    maaned: dt.date,
    maaling: str,
    regelsaet: str,
    status: str,
    udsnit: Udsnit = HELE,
    *,
    foerst: int = 0,
    antal: int = PR_SIDE,
) -> Side:
    """One group's persons, the longest course first. A citizen stands once for each benefit."""
    raekker = bag_figuren(maaned, maaling, regelsaet, udsnit).filter(kun, status=status)
    with klare_fejl():
        alle = raekker.count()
        side = raekker.order_by("forloeb_start", "borger_id", "nr")[foerst : foerst + antal]
        return Side(med_noegle(list(side.values(*_FELTER))), alle)


def grunde(
    raekker: Sequence[Mapping[str, Any]], maaned: dt.date, maaling: str, regelsaet: str
) -> dict[tuple[int, str], str]:
    """Why each counts as they do, in words, by citizen and benefit; for the persons of one page."""
    if maaling == DELTAGELSE:
        return puljegrunde(raekker, maaned)
    if not raekker:
        return {}
    tilstand, lov, dag = tilstand_eller_fejl(), hent_lov(), calendar.to_day(maaned)
    blok = hent_borgere(tilstand.kendt, sorted({int(raekke["borger_id"]) for raekke in raekker}))
    ider = dict(zip(blok.pk, blok.ider, strict=True))
    fundet: dict[tuple[int, str], str] = {}
    with op.use(forms.choose(1)):
        for raekke in raekker:
            nr, ydelse = int(raekke["borger_id"]), str(raekke["ydelse"])
            if nr not in ider:
                continue
            sag = Sag(lov, Borgerfakta.find(blok.data, ider[nr]), ider[nr], dag, dict(tilstand.valg))
            rod = fokusknude(sag)
            if rod is not None:
                knuder = afgoerende_knuder(rod, ydelse, maaling, (regelsaet,))
                fundet[nr, ydelse] = _RAEKKENUMMER.sub("", " ".join(knude.tekst for knude in knuder))
    return fundet
