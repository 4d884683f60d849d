"""The commands that make users, change their roles and shut them out. No password is ever an argument."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec

from rettidig.cli.bestilling import Bestilling, aflever, aflever_tekst
from rettidig.cli.lagring import LAGRING, aaben_lagring
from rettidig.cli.skrivning import til_fejlstroem
from rettidig.sprog import tekst
from rettidig.svar import spoergsmaal
from rettidig.svar.fejl import Brugerfejl, paa_en_linje
from rettidig.svar.model import Kolonne, Slags, Svar

_KOLONNER = (
    *map(Kolonne, ("navn", "fulde_navn", "roller", "teams", "initialer", "kommune")),
    Kolonne("aaben", Slags.JANEJ),
    Kolonne("sidst_logget_ind"),
)


def opret(
    navn: str,
    roller_: Sequence[str],
    teams: Sequence[str],
    initialer: str,
    kommune: str,
    borger: str,
    *,
    spoerg: bool,
    hvem: str | None,
) -> None:
    """Make a user; a password is asked for, or a one-time link is given."""
    with aaben_adgang():
        from django.db import transaction

        from rettidig.adgang.services import brugere

        with transaction.atomic():
            bruger = brugere.opret(
                navn,
                roller_,
                hvem=hvem or getpass.getuser(),
                teams=teams,
                initialer=initialer,
                kommune=kommune,
                borger_noegle=borger,
            )
            if spoerg:
                brugere.saet_adgangskode(bruger, _spoerg_om_kode(), hvem=hvem or getpass.getuser())
                link = ""
            else:
                link = brugere.engangslink(bruger, hvem=hvem or getpass.getuser())
    til_fejlstroem(tekst("adgang.cli.oprettet", navn=navn))
    if link:
        _vis_link(link)


def roller(
    navn: str, roller_: Sequence[str] | None, teams: Sequence[str] | None, hvorfor: str, hvem: str | None
) -> None:
    """Change roles and teams; what is not named stays."""
    if roller_ is None and teams is None:
        raise Brugerfejl(tekst("adgang.cli.intet_at_aendre"))
    with aaben_adgang():
        from rettidig.adgang.selectors.brugere import find_bruger
        from rettidig.adgang.services.brugere import ret_adgang

        ret_adgang(find_bruger(navn), hvem=hvem or getpass.getuser(), hvorfor=hvorfor, egne_roller=roller_, teams=teams)
    aflever_tekst(tekst("adgang.cli.aendret", navn=navn), None)


def spaer(navn: str, hvorfor: str, hvem: str | None) -> None:
    """Shut a user out."""
    with aaben_adgang():
        from rettidig.adgang.selectors.brugere import find_bruger
        from rettidig.adgang.services import brugere

        brugere.spaer(find_bruger(navn), hvem=hvem or getpass.getuser(), hvorfor=hvorfor)
    aflever_tekst(tekst("adgang.cli.lukket", navn=navn), None)


def aabn(navn: str, hvorfor: str, hvem: str | None) -> None:
    """Let a user in again."""
    with aaben_adgang():
        from rettidig.adgang.selectors.brugere import find_bruger
        from rettidig.adgang.services import brugere

        brugere.aabn(find_bruger(navn), hvem=hvem or getpass.getuser(), hvorfor=hvorfor)
    aflever_tekst(tekst("adgang.cli.aabnet", navn=navn), None)


def nulstil(navn: str, hvorfor: str, hvem: str | None) -> None:
    """Take the second step and the password away, and give a one-time link."""
    with aaben_adgang():
        from rettidig.adgang.selectors.brugere import find_bruger
        from rettidig.adgang.services import brugere

        bruger = find_bruger(navn)
        brugere.nulstil_totrin(bruger, hvem=hvem or getpass.getuser(), hvorfor=hvorfor)
        link = brugere.engangslink(find_bruger(navn), hvem=hvem or getpass.getuser())
    _vis_link(link)


def liste(form: str | None, ud: str | None) -> None:
    """Every user, with roles and teams."""
    bestilling = Bestilling(LAGRING, form, ud)
    valgt = spoergsmaal.svarformat(form, bestilling.fil)
    with aaben_adgang():
        from rettidig.adgang.selectors.brugere import brugere

        raekker = [
            {
                "navn": en.username,
                "fulde_navn": en.get_full_name() or None,
                "roller": ", ".join(sorted(gruppe.name for gruppe in en.groups.all())) or None,
                "teams": ", ".join(en.teams) or None,
                "initialer": en.initialer or None,
                "kommune": en.kommune or None,
                "aaben": en.is_active,
                "sidst_logget_ind": en.last_login.isoformat(timespec="minutes") if en.last_login else None,
            }
            for en in brugere()
        ]
    aflever(Svar(_KOLONNER, raekker, None, None), valgt, bestilling.fil, tekst("adgang.cli.liste"))


def _spoerg_om_kode() -> str:
    kode = getpass.getpass(tekst("adgang.cli.adgangskode"))
    if kode != getpass.getpass(tekst("adgang.cli.adgangskode_igen")):
        raise Brugerfejl(tekst("adgang.cli.ikke_ens"))
    return kode


def _vis_link(link: str) -> None:
    til_fejlstroem(tekst("adgang.cli.link"))
    aflever_tekst(link, None)


@contextmanager
def aaben_adgang() -> Iterator[None]:
    """The store with the pages' own tables; what cannot be done is a :class:`Brugerfejl`."""
    from rettidig.adgang.fejl import AdgangsFejl

    if any(find_spec(navn) is None for navn in ("django", "allauth")):
        raise Brugerfejl(tekst("adgang.fejl.ikke_installeret"))
    # Logins belong to the pages: their tables are made and used with the pages' settings.
    os.environ["DJANGO_SETTINGS_MODULE"] = "rettidig.drift.websettings"
    with aaben_lagring():
        try:
            yield
        except AdgangsFejl as fejl:
            raise Brugerfejl(paa_en_linje(fejl)) from None
