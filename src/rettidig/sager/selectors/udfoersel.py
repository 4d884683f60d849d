"""What was prepared here for another system, and how far it has come: read from the facts themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sager.faktatabeller import Faktatabel, faktatabeller
from rettidig.sager.models import Handling, Registrering
from rettidig.sager.selectors.kontrakttekst import som_kontraktraekke
from rettidig.sager.selectors.registreringer import model
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.sager.services.udfoersel_overtagelse import FORBEREDT, SENDT

FORBEREDT_, SENDT_, RETTET, UDEBLEVET, KOMMET, KOMMET_ANDERLEDES, TRUKKET = TILSTANDE = (
    "forberedt",
    "sendt",
    "rettet_siden",
    "udeblevet",
    "kommet_igen",
    "kommet_anderledes",
    "trukket_tilbage",
)
"""How far a prepared fact has come: see :class:`Udfoert`."""
AFVENTER_AFSENDELSE = frozenset({FORBEREDT_, RETTET})
UDE = frozenset({SENDT_, RETTET, UDEBLEVET})


@dataclass(frozen=True)
class Forskel:
    """A column in which the system's row says something else than what was prepared."""

    kolonne: str
    her: str
    der: str


@dataclass(frozen=True)
class Udfoert:
    """One prepared fact.

    ``tilstand``: ``forberedt`` (not sent), ``sendt``, ``rettet_siden`` (corrected here after it was sent),
    ``udeblevet`` (sent, and not in an extract that came so many days later, ``udeblevet_dage`` of the chosen numbers),
    ``kommet_igen``, ``kommet_anderledes`` (with ``forskelle``), ``trukket_tilbage`` (closed here, never came).
    ``raekke`` is what was prepared, as a row of the contract; ``registrering`` the registration that now stands.
    ``ligner`` is a fact of the system's own that may be the same under another key: both count until somebody decides.
    """

    tabel: str
    fakta_id: int
    registrering: int
    borger: str
    borger_pk: int
    modtager: str
    tilstand: str
    raekke: dict[str, str]
    forberedt: dt.datetime
    hvem: str
    sendt: dt.datetime | None = None
    kommet: dt.datetime | None = None
    forskelle: tuple[Forskel, ...] = ()
    ligner: int | None = None


def udfoersler(
    kendt: dt.datetime, *, modtager: str | None = None, efter_dage: int | None = None, q: Q | None = None
) -> list[Udfoert]:
    """All that had been prepared up to a time, in the order it was prepared; ``q`` limits the registrations read.

    What an import or an undoing has put back to an earlier state is in that state. ``efter_dage``: days after which
    what was sent is said not to have come back; the chosen number where none is given.
    """
    fundne: list[Udfoert] = []
    dage = valgte_tal().udeblevet_dage.vaerdi if efter_dage is None else efter_dage
    with klare_fejl():
        indlaesninger = _indlaesninger(kendt)
        for navn, tabel in faktatabeller().items():
            for historie in _historier(tabel, kendt, q or Q()):
                udfoert = _laest(navn, tabel, historie, kendt)
                if modtager is not None and udfoert.modtager != modtager:
                    continue
                fundne.append(_med_udeblivelse(udfoert, indlaesninger, kendt, dage))
    return sorted(fundne, key=lambda u: (u.forberedt, u.fakta_id))


def _historier(tabel: Faktatabel, kendt: dt.datetime, q: Q) -> list[list[Registrering]]:
    """By fact everything registered of it, for facts that have been on their way to another system."""
    klasse = model(tabel.navn)
    paa_vej = Q(mester__startswith=FORBEREDT) | Q(mester__startswith=SENDT)
    fakta = klasse.objects.filter(paa_vej, q, registreret__startswith__lte=kendt).values("fakta_id")
    raekker = (
        klasse.objects.filter(fakta_id__in=fakta, registreret__startswith__lte=kendt)
        .order_by("fakta_id", "registreret")
        .select_related("handling", "lukket_af", "borger")
    )
    return [list(gruppe) for _, gruppe in groupby(raekker, key=lambda r: r.fakta_id)]


def _laest(navn: str, tabel: Faktatabel, historie: Sequence[Registrering], kendt: dt.datetime) -> Udfoert:
    forfra, sidst = historie[0], historie[-1]
    paa_vej = [r for r in historie if r.mester.startswith((FORBEREDT, SENDT))]
    modtager = paa_vej[-1].mester.partition(":")[2]
    afsendt = [r for r in paa_vej if r.handling.sted == r.mester]
    staar = sidst.registreret.upper is None or sidst.registreret.upper > kendt
    egen = paa_vej[-1]
    raekke = som_kontraktraekke(tabel, egen, egen.borger.noegle)
    kommet: dt.datetime | None = None
    forskelle: tuple[Forskel, ...] = ()
    if sidst.mester == modtager:
        overtaget = historie[historie.index(egen) + 1]
        kommet = overtaget.registreret.lower
        forskelle = _forskelle(raekke, som_kontraktraekke(tabel, overtaget, egen.borger.noegle))
        tilstand = KOMMET_ANDERLEDES if forskelle else KOMMET
    elif not staar:
        tilstand = TRUKKET
    elif sidst.mester.startswith(FORBEREDT):
        tilstand = FORBEREDT_
    else:
        som_sendt = bool(afsendt) and som_kontraktraekke(tabel, afsendt[-1], egen.borger.noegle) == raekke
        tilstand = SENDT_ if som_sendt else RETTET
    return Udfoert(
        navn,
        sidst.fakta_id,
        sidst.pk,
        sidst.borger.noegle,
        sidst.borger_id,
        modtager,
        tilstand,
        raekke,
        forfra.registreret.lower,
        forfra.handling.hvem,
        afsendt[-1].registreret.lower if afsendt and tilstand != FORBEREDT_ else None,
        kommet,
        forskelle,
    )


def _forskelle(her: dict[str, str], der: dict[str, str]) -> tuple[Forskel, ...]:
    """What the system changed; what it filled in where nothing was said is no difference."""
    return tuple(
        Forskel(kolonne, vaerdi, der[kolonne])
        for kolonne, vaerdi in her.items()
        if vaerdi != der[kolonne]
        and (vaerdi or kolonne == "til")
        and (kolonne, vaerdi, der[kolonne]) != ("part", "kommune", "")
    )


def _indlaesninger(kendt: dt.datetime) -> list[Handling]:
    return list(
        Handling.objects.filter(slags=Handling.Slags.INDLAESNING, tidspunkt__lte=kendt)
        .exclude(fortrudt_af__tidspunkt__lte=kendt)
        .only("tidspunkt", "kilde", "tabeller")
    )


def _med_udeblivelse(
    udfoert: Udfoert, indlaesninger: Collection[Handling], kendt: dt.datetime, efter_dage: int
) -> Udfoert:
    """The same, said not to have come back where an extract late enough does not hold it."""
    if udfoert.tilstand != SENDT_ or udfoert.sendt is None:
        return udfoert
    tidligst = udfoert.sendt + dt.timedelta(days=efter_dage)
    for handling in indlaesninger:
        if handling.kilde == udfoert.modtager and udfoert.tabel in handling.tabeller and handling.tidspunkt >= tidligst:
            andre = {**udfoert.__dict__, "tilstand": UDEBLEVET, "ligner": _ligner(udfoert, kendt)}
            return Udfoert(**andre)
    return udfoert


def _ligner(udfoert: Udfoert, kendt: dt.datetime) -> int | None:
    """A fact the system has told of since, of the same kind and begun near it, that may be the same."""
    tabel = faktatabeller()[udfoert.tabel]
    klasse = model(udfoert.tabel)
    egen = klasse.objects.get(pk=udfoert.registrering)
    art = next((k for k in ("indsats", "slags", "ydelse", "grund", "haendelse", "regel") if k in tabel.kolonner), None)
    if egen.periode.lower is None or udfoert.sendt is None:
        return None
    mulige = klasse.objects.filter(
        borger_id=udfoert.borger_pk,
        mester=udfoert.modtager,
        registreret__contains=kendt,
        handling__tidspunkt__gte=udfoert.forberedt,
        **({art: getattr(egen, art)} if art else {}),
    )
    afstande = [
        (abs((anden.periode.lower - egen.periode.lower).days), anden.fakta_id)
        for anden in mulige
        if anden.periode.lower is not None
    ]
    naer = valgte_tal().ligner_dage.vaerdi
    return min((afstand for afstand in afstande if afstand[0] <= naer), default=(0, None))[1]
