"""Puts the demonstration into the store: the municipality, its figures and the State's, names, a user for each role."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.db.models import Count, F

from rettidig.adgang.models import Bruger
from rettidig.adgang.roller import Rolle
from rettidig.adgang.services.brugere import opret
from rettidig.demo import eksempel, lav_demo
from rettidig.forloeb import laes_datasaet
from rettidig.identitet.models import Identitetsregistrering
from rettidig.sager.models import Borger, Borgeroplysning, Handling
from rettidig.sager.services.indlaesning import indlaes
from rettidig.sprog import tekst
from rettidig.tal.models import Borgerstand, Statslevering
from rettidig.tal.selectors.tilstand import stand
from rettidig.tal.services.koersel import koer
from rettidig.tal.services.statens_demo import lav_proevemaaling
from rettidig.web.demo.personer import indlaes_personer
from rettidig.web.demo.vaern import KILDE, kraev_demo

HVEM = "demonstrationen"
_NAVNE: dict[Rolle, tuple[str, str]] = {
    Rolle.SAGSBEHANDLER: ("sidsel", "Sidsel Sagsbehandler"),
    Rolle.KONSULENT: ("kaj", "Kaj Konsulent"),
    Rolle.TEAMLEDER: ("tove", "Tove Teamleder"),
    Rolle.FAGLEDER: ("frode", "Frode Fagleder"),
    Rolle.CONTROLLER: ("connie", "Connie Controller"),
    Rolle.LEDER: ("lars", "Lars Leder"),
    Rolle.POLITIKER: ("pia", "Pia Politiker"),
    Rolle.REGELEJER: ("rune", "Rune Regelejer"),
    Rolle.ADMINISTRATOR: ("anders", "Anders Administrator"),
    Rolle.BORGER: ("berit", "Berit Borger"),
}


def saet_op(sig: Callable[[str], None] = lambda _: None, *, borgere: int = eksempel.BORGERE) -> None:
    """Make what is missing; done twice it changes nothing. Raises ``IkkeHer`` where no demonstration may be.

    ``sig`` is told in a sentence what is under way. Fewer citizens are for the tests.
    """
    kraev_demo()
    if not Handling.objects.filter(slags=Handling.Slags.INDLAESNING).exists():
        with tempfile.TemporaryDirectory(prefix="rettidig-demo-") as mappe:
            ud = Path(mappe) / "kommune"
            sig(tekst("web.demo.laver"))
            lav_demo(borgere, eksempel.KOMMUNE, eksempel.FRA, eksempel.TIL, ud, eksempel.SEED)
            sig(tekst("web.demo.indlaeser"))
            indlaes(laes_datasaet(ud), KILDE, hvem=HVEM)
    if stand().dag is None or stand().koer_om:
        sig(tekst("web.demo.regner"))
        koer(eksempel.PR)
    lav_brugere()
    if not Identitetsregistrering.objects.exists():
        sig(tekst("web.demo.navngiver"))
        _giv_navne()
    if not Statslevering.objects.exists():
        sig(tekst("web.demo.proevemaaling"))
        lav_proevemaaling(eksempel.KOMMUNE, eksempel.PR, hvem=HVEM)


def _giv_navne() -> None:
    """Invented names for all; the citizen who has a user has that user's name."""
    faste = {
        noegle: f"{fornavn} {efternavn}"
        for noegle, fornavn, efternavn in Bruger.objects.exclude(borger=None).values_list(
            "borger__noegle", "first_name", "last_name"
        )
    }
    noegler = list(Borger.objects.order_by("noegle").values_list("noegle", flat=True))
    indlaes_personer(noegler, faste, hvem=HVEM)


def lav_brugere() -> None:
    """A user for each role in the team with the most citizens, with the initials used most in it."""
    aabne = Borgeroplysning.objects.filter(registreret__upper_inf=True).exclude(team=None)
    team = (
        aabne.values_list("team").annotate(n=Count("pk")).order_by("-n", "team").values_list("team", flat=True).first()
    )
    egne = aabne.filter(team=team)
    initialer = (
        egne.exclude(sagsbehandler=None)
        .values_list("sagsbehandler")
        .annotate(n=Count("pk"))
        .order_by("-n", "sagsbehandler")
        .values_list("sagsbehandler", flat=True)
        .first()
    )
    borger = _med_mest_at_se() or (
        egne.filter(sagsbehandler=initialer).order_by("borger__noegle").values_list("borger__noegle", flat=True).first()
    )
    kendte = set(Bruger.objects.values_list("username", flat=True))
    for rolle, (navn, fulde_navn) in _NAVNE.items():
        if navn not in kendte and (rolle is not Rolle.BORGER or borger):
            opret(
                navn,
                [rolle.value],
                hvem=HVEM,
                teams=[team] if team else [],
                kommune=eksempel.KOMMUNE,
                initialer=initialer or "" if rolle is Rolle.SAGSBEHANDLER else "",
                fulde_navn=fulde_navn,
                beskyttede=rolle is Rolle.FAGLEDER,
                borger_noegle=borger or "" if rolle is Rolle.BORGER else "",
            )


def _med_mest_at_se() -> str | None:
    """A citizen on kontanthjaelp with an offer running and a talk agreed, where there is one: their page shows most."""
    stande = Borgerstand.objects.filter(ydelse="kontanthjaelp").exclude(tilbud="")
    orden = (F("naeste_samtale").asc(nulls_last=True), "borger__noegle")
    fundet: str | None = stande.order_by(*orden).values_list("borger__noegle", flat=True).first()
    return fundet


def demobrugere() -> list[tuple[Rolle, Bruger]]:
    """The users of the demonstration by role; those that are not made are left out."""
    fundet = {
        b.username: b for b in Bruger.objects.filter(username__in=[n for n, _ in _NAVNE.values()], is_active=True)
    }
    return [(rolle, fundet[navn]) for rolle, (navn, _) in _NAVNE.items() if navn in fundet]
