"""Puts the demonstration into the store: the municipality, the figures, and a user for each role."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.db.models import Count

from rettidig.adgang.models import Bruger
from rettidig.adgang.roller import Rolle
from rettidig.adgang.services.brugere import opret
from rettidig.demo import eksempel, lav_demo
from rettidig.forloeb import laes_datasaet
from rettidig.sager.models import Borgeroplysning, Handling
from rettidig.sager.services.indlaesning import indlaes
from rettidig.sprog import tekst
from rettidig.tal.selectors.tilstand import stand
from rettidig.tal.services.koersel import koer
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
    borger = (
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
                borger_noegle=borger or "" if rolle is Rolle.BORGER else "",
            )


def demobrugere() -> list[tuple[Rolle, Bruger]]:
    """The users of the demonstration by role; those that are not made are left out."""
    fundet = {
        b.username: b for b in Bruger.objects.filter(username__in=[n for n, _ in _NAVNE.values()], is_active=True)
    }
    return [(rolle, fundet[navn]) for rolle, (navn, _) in _NAVNE.items() if navn in fundet]
