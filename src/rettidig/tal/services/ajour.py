"""Brings what is kept up to date: the citizens acts have touched are worked out anew, and no others.

What is kept says which act it has taken in. So a program may die anywhere: what it did not get to do is seen by all
(``tilstand.kendt`` is behind the store's clock), and the next one to come by does it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from rettidig.motor.historik import Historik, byg_historik
from rettidig.motor.kuber.optaelling import Maerketcelle
from rettidig.motor.kuber.udsnit import forenet
from rettidig.sager.selectors.beroerte import beroerte_mellem
from rettidig.sager.selectors.borgerblokke import Borgerblok, hent_borgere
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.models import Tilstand
from rettidig.tal.services.beregning import Spoergsmaal, beregn, celler, maerker
from rettidig.tal.services.skrivning import kopier, kubetabel, laeg_til_kuben, slet, tabeller
from rettidig.tal.services.stempel import stempel
from rettidig.tidslinje import forms
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.model import Longs

AD_GANGEN = 8_000
"""So many citizens are held in memory at a time."""
ANDEN_MOTOR = "anden_motor"


@dataclass(frozen=True)
class Ajour:
    """What was brought up to date: how many citizens, and to which act."""

    borgere: int
    kendt: dt.datetime


def bring_ajour(*, vent: bool = False) -> Ajour | None:
    """Take in every act not yet taken in. ``None`` where there is nothing to do, or a full run is under way.

    Whoever is at it takes in what came meanwhile when it is done, so nobody need wait; ``vent`` waits all the same.
    Nothing is kept before the first full run. Raises ``SagsFejl`` for what the database cannot take; then what is kept
    is as before.
    """
    borgere, sidst = 0, None
    while (gjort := _bring_ajour_en_gang(vent=vent)) is not None:
        borgere, sidst = borgere + gjort.borgere, gjort.kendt
    return None if sidst is None else Ajour(borgere, sidst)


def _bring_ajour_en_gang(*, vent: bool) -> Ajour | None:
    with klare_fejl(), transaction.atomic(), connection.cursor() as markoer:
        tilstand = laas_tilstand(vent=vent)
        return None if tilstand is None else bring_ajour_i(markoer, tilstand)


def laas_tilstand(*, vent: bool) -> Tilstand | None:
    """The state, held until the transaction ends; ``None`` where there is none, or somebody holds it and none waits."""
    raekker = Tilstand.objects.select_for_update(skip_locked=not vent)
    fundet: Tilstand | None = raekker.filter(pk=1).first()
    return fundet


def spoergsmaal_i(tilstand: Tilstand) -> Spoergsmaal:
    """What everybody in the state was asked."""
    return Spoergsmaal(
        tilstand.dag, tilstand.foerste_maaned, tilstand.sidste_maaned, dict(tilstand.valg), tuple(tilstand.lokale)
    )


def bring_ajour_i(markoer: CursorWrapper, tilstand: Tilstand) -> Ajour | None:
    """Take in what is missing, with the state already held."""
    nu = kendt_nu()
    if nu <= tilstand.kendt:
        return None
    borgere = sorted({*beroerte_mellem(tilstand.kendt, nu), *tilstand.venter})
    for foerste in range(0, len(borgere), AD_GANGEN):
        _ret(markoer, tilstand, borgere[foerste : foerste + AD_GANGEN], nu)
    tilstand.kendt, tilstand.venter = nu, []
    tilstand.save()
    return Ajour(len(borgere), nu)


def glem(borgere: Sequence[int]) -> None:
    """Take some citizens out of everything kept; to be called, in the same transaction, before facts of theirs go.

    What is left of their facts is worked out again after the act. Figures that have been reported stay: they hold
    nobody.
    """
    with klare_fejl(), transaction.atomic(), connection.cursor() as markoer:
        tilstand = laas_tilstand(vent=True)
        if tilstand is None:
            return
        talt_med = [borger for borger in borgere if borger not in tilstand.venter]
        _ret_kuben(markoer, tilstand, hent_borgere(tilstand.kendt, talt_med), hent_borgere(tilstand.kendt, []))
        slet(markoer, borgere)
        tilstand.venter = sorted({*tilstand.venter, *borgere})
        tilstand.save()


def _ret(markoer: CursorWrapper, tilstand: Tilstand, borgere: list[int], nu: dt.datetime) -> None:
    efter = hent_borgere(nu, borgere)
    talt_med = [borger for borger in borgere if borger not in tilstand.venter]
    _ret_kuben(markoer, tilstand, hent_borgere(tilstand.kendt, talt_med), efter)
    slet(markoer, borgere)
    if len(efter):
        for tabel, raekker in tabeller(beregn(efter, replace(spoergsmaal_i(tilstand), med_kube=False))).items():
            kopier(markoer, tabel, raekker)


def _ret_kuben(markoer: CursorWrapper, tilstand: Tilstand, foer: Borgerblok, efter: Borgerblok) -> None:
    """What the citizens added to the cube is taken out, and what they now add is put in: both counted in one go.

    What was counted by another program or another law cannot be taken out again; then a full run is asked for.
    """
    if tilstand.motor != stempel():
        tilstand.koer_om = ANDEN_MOTOR
        return
    gamle, nye = byg_historik(foer.data), byg_historik(efter.data)
    maerkede = [(-1, maerke) for maerke in maerker(foer, gamle)] + [(1, maerke) for maerke in maerker(efter, nye)]
    begge: Historik = forenet(gamle, nye)
    opsaetning = spoergsmaal_i(tilstand).opsaetning
    with op.use(forms.choose(begge.antal)):
        talt = celler(begge, maerkede, opsaetning)
    forskel: dict[Maerketcelle, Longs] = {}
    for (maerke, ydelse, gruppe), tal in talt.items():
        fortegn, sted = maerke
        celle = Maerketcelle(sted, ydelse, gruppe)
        forskel[celle] = forskel[celle] + fortegn * tal if celle in forskel else fortegn * tal
    laeg_til_kuben(markoer, kubetabel(forskel, opsaetning))
    folk = Counter(tilstand.borgere)
    folk.update(nye.borgere.kommune)
    folk.subtract(gamle.borgere.kommune)
    tilstand.borgere = {kommune: antal for kommune, antal in sorted(folk.items()) if antal}
