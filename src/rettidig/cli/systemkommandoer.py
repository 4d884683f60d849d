"""The commands that make keys for other systems and take them back."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Iterator
from contextlib import contextmanager

from rettidig.cli.bestilling import Bestilling, aflever, aflever_tekst
from rettidig.cli.lagring import LAGRING, aaben_lagring
from rettidig.cli.skrivning import til_fejlstroem
from rettidig.sprog import tekst
from rettidig.svar import spoergsmaal
from rettidig.svar.dansk_form import dato_i_ord
from rettidig.svar.fejl import Brugerfejl, paa_en_linje
from rettidig.svar.model import Kolonne, Svar
from rettidig.tidslinje import calendar

_KOLONNER = tuple(
    Kolonne(navn)
    for navn in (
        "navn",
        "scopes",
        "teams",
        "kommune",
        "fagsystemer",
        "oprettet",
        "oprettet_af",
        "udloeber",
        "tilbagekaldt",
        "sidst_brugt",
    )
)

_FLEST_DAGE = 10_000


def opret(
    navn: str,
    scopes: tuple[str, ...],
    dage: str,
    teams: tuple[str, ...],
    kommune: str,
    fagsystemer: tuple[str, ...],
    hvem: str | None,
) -> None:
    """Make a system; its key is all that is written to standard output."""
    udloeber = _udloeber(dage)
    with _aaben():
        from rettidig.api.services import systemer

        noegle = systemer.opret(
            navn,
            scopes,
            udloeber,
            hvem=hvem or getpass.getuser(),
            teams=teams,
            kommune=kommune,
            fagsystemer=fagsystemer,
        )
    _vis(noegle, udloeber)


def forny(navn: str, dage: str, hvem: str | None) -> None:
    """Give a system a new key."""
    udloeber = _udloeber(dage)
    with _aaben():
        from rettidig.api.services import systemer

        noegle = systemer.forny(navn, udloeber, hvem=hvem or getpass.getuser())
    _vis(noegle, udloeber)


def tilbagekald(navn: str, hvem: str | None) -> None:
    """Take a system's key back."""
    with _aaben():
        from rettidig.api.services import systemer

        systemer.tilbagekald(navn, hvem=hvem or getpass.getuser())
    aflever_tekst(tekst("api.svar.tilbagekaldt", navn=navn), None)


def liste(form: str | None, ud: str | None) -> None:
    """Every system, what it may do, and when it was last used."""
    bestilling = Bestilling(LAGRING, form, ud)
    valgt = spoergsmaal.svarformat(form, bestilling.fil)
    with _aaben():
        from rettidig.api.models import System

        raekker = [
            {
                "navn": system.navn,
                "scopes": ", ".join(system.scopes),
                "teams": ", ".join(system.teams) or None,
                "kommune": system.kommune or None,
                "fagsystemer": ", ".join(system.fagsystemer) or None,
                "oprettet_af": system.oprettet_af,
                **{
                    navn: None if (tid := getattr(system, navn)) is None else tid.isoformat(timespec="minutes")
                    for navn in ("oprettet", "udloeber", "tilbagekaldt", "sidst_brugt")
                },
            }
            for system in System.objects.all()
        ]
    aflever(Svar(_KOLONNER, raekker, None, None), valgt, bestilling.fil, tekst("api.svar.liste"))


def _udloeber(dage: str) -> dt.datetime:
    """This time of the day, so many days from now. Whether that is too far away is for the room to say."""
    antal = min(spoergsmaal.heltal(dage, "--dage"), _FLEST_DAGE)
    nu = dt.datetime.now(dt.UTC)
    return dt.datetime.combine(calendar.to_date(calendar.to_day(nu.date()) + antal), nu.timetz())


def _vis(noegle: str, udloeber: dt.datetime) -> None:
    aflever_tekst(noegle, None)
    til_fejlstroem(tekst("api.svar.noegle", dag=dato_i_ord(udloeber.date())))


@contextmanager
def _aaben() -> Iterator[None]:
    with aaben_lagring():
        from rettidig.api.fejl import ApiFejl

        try:
            yield
        except ApiFejl as fejl:
            raise Brugerfejl(paa_en_linje(fejl)) from None
