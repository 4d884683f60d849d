"""Puts the demonstration into the store: the municipality, its figures and the State's, names, a user for each role."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.db.models import Count

from rettidig.adgang.models import Bruger
from rettidig.adgang.roller import Rolle
from rettidig.adgang.services.brugere import opret
from rettidig.demo import eksempel
from rettidig.demo.antagelser import antagelser
from rettidig.forloeb import laes_datasaet
from rettidig.identitet.models import Identitetsregistrering
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sager.models import Borger, Handling, Samtale, Ydelse
from rettidig.sager.services.indlaesning import indlaes
from rettidig.sprog import tekst
from rettidig.tal.models import Borgerstand, Fristraekke, Kapacitet, Lokalstrategi, Statslevering
from rettidig.tal.selectors.tilstand import stand
from rettidig.tal.services.arbejdslister import saet_kapacitet
from rettidig.tal.services.koersel import koer
from rettidig.tal.services.lokalstrategi import indlaes_strategi
from rettidig.tal.services.statens_demo import lav_proevemaaling
from rettidig.tidslinje import calendar
from rettidig.web.demo.fornyelse import stempel
from rettidig.web.demo.personer import indlaes_personer
from rettidig.web.demo.vaern import HVEM, KILDE, kraev_demo

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
BRUGERNAVNE = frozenset(navn for navn, _ in _NAVNE.values())


def saet_op(sig: Callable[[str], None] = lambda _: None, *, borgere: int = eksempel.BORGERE) -> None:
    """Make what is missing; done twice it changes nothing. Raises ``IkkeHer`` where no demonstration may be.

    ``sig`` is told in a sentence what is under way. Fewer citizens are for the tests.
    """
    kraev_demo()
    if not Handling.objects.filter(slags=Handling.Slags.INDLAESNING).exists():
        with tempfile.TemporaryDirectory(prefix="rettidig-demo-") as mappe:
            ud = Path(mappe) / "kommune"
            sig(tekst("web.demo.laver"))
            eksempel.lav_eksempel(ud, borgere)
            sig(tekst("web.demo.indlaeser"))
            indlaes(laes_datasaet(ud), KILDE, hvem=HVEM, sted=stempel())
    if not Lokalstrategi.objects.exists():
        _tag_strategien_i_brug()
    nu = stand()
    if nu.dag is None or nu.koer_om:
        sig(tekst("web.demo.regner"))
        koer(nu.dag or eksempel.PR)
    lav_brugere()
    if not Kapacitet.objects.exists():
        _giv_teamene_timer()
    if not Identitetsregistrering.objects.exists():
        sig(tekst("web.demo.navngiver"))
        _giv_navne()
    if not Statslevering.objects.exists():
        sig(tekst("web.demo.proevemaaling"))
        lav_proevemaaling(eksempel.KOMMUNE, eksempel.PR, hvem=HVEM)


def _tag_strategien_i_brug() -> None:
    """A strategy as invented as the town: before the figures, so that they have its deadlines on both days."""
    indlaes_strategi(
        Bruger(username=HVEM, kommune=eksempel.KOMMUNE),
        eksempel.EGEN_STRATEGI.read_bytes(),
        tekst("web.demo.strategi_hvorfor"),
    )


def _giv_teamene_timer() -> None:
    """Hours for talks in every team from the first of the days on, entered by the team leader of the demonstration."""
    timer, minutter = antagelser().kapacitet.timer_pr_sagsbehandler, valgte_tal().minutter_pr_samtale.vaerdi
    leder = Bruger.objects.get(username=_NAVNE[Rolle.TEAMLEDER][0])
    hold = Borgerstand.objects.exclude(team="").exclude(sagsbehandler="").values_list("team")
    for team, sagsbehandlere in hold.annotate(n=Count("sagsbehandler", distinct=True)):
        saet_kapacitet(leder, team, eksempel.DAGE[0], timer * sagsbehandlere, minutter)


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
    """A user for each role in the team with most to do on the day, with the initials that have most to do in it."""
    team, initialer = _flest("team"), ""
    if team:
        initialer = _flest("sagsbehandler", team=team)
    borger = _med_mest_at_se()
    kendte = set(Bruger.objects.values_list("username", flat=True))
    for rolle, (navn, fulde_navn) in _NAVNE.items():
        if navn not in kendte and (rolle is not Rolle.BORGER or borger):
            opret(
                navn,
                [rolle.value],
                hvem=HVEM,
                teams=[team] if team else [],
                kommune=eksempel.KOMMUNE,
                initialer=initialer if rolle is Rolle.SAGSBEHANDLER else "",
                fulde_navn=fulde_navn,
                beskyttede=rolle is Rolle.FAGLEDER,
                borger_noegle=borger or "" if rolle is Rolle.BORGER else "",
            )


def _flest(felt: str, **blandt: str) -> str:
    """The team or the initials with most open duties on the day; empty where there are none."""
    pligter = Fristraekke.objects.filter(aaben=True, altid=True, **blandt).exclude(**{felt: ""})
    fundet: str | None = (
        pligter.values_list(felt).annotate(n=Count("pk")).order_by("-n", felt).values_list(felt, flat=True).first()
    )
    return fundet or ""


def _med_mest_at_se() -> str | None:
    """The citizen whose own page shows most, on both of the demonstration's days: a benefit, a talk soon, an offer."""
    tidligere, senere = eksempel.DAGE
    med_ydelse = set(Ydelse.objects.filter(periode__contains=senere).values_list("borger_id", flat=True))
    aftalte = Samtale.objects.filter(
        status="planlagt", periode__startswith__gt=senere, periode__startswith__lte=_snart(senere)
    )
    med_samtale = set(aftalte.values_list("borger_id", flat=True))

    def saa_meget(en: Borgerstand) -> tuple[bool, ...]:
        return (
            en.borger_id in med_ydelse,
            en.borger_id in med_samtale,
            en.naeste_samtale is not None and en.naeste_samtale <= _snart(tidligere),
            en.tilbud != "",
            en.ydelse == "kontanthjaelp",
        )

    stande = Borgerstand.objects.filter(forloeb_start__isnull=False).select_related("borger").order_by("borger__noegle")
    fundet = max(stande, key=saa_meget, default=None)
    return None if fundet is None else str(fundet.borger.noegle)


def _snart(dag: dt.date) -> dt.date:
    """The last day of what is near: talks are agreed two weeks ahead of each of the days."""
    return calendar.to_date(calendar.add_weeks(calendar.to_day(dag), 2))


def demobrugere() -> list[tuple[Rolle, Bruger]]:
    """The users of the demonstration by role; those that are not made are left out."""
    fundet = {
        b.username: b for b in Bruger.objects.filter(username__in=[n for n, _ in _NAVNE.values()], is_active=True)
    }
    return [(rolle, fundet[navn]) for rolle, (navn, _) in _NAVNE.items() if navn in fundet]
