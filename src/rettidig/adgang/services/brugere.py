"""Users: made, given roles and teams, shut out. Each act is written down in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.adgang.models import Bruger
from rettidig.adgang.roller import Rolle, glem_roller, roller
from rettidig.adgang.services.handlingslog import skriv
from rettidig.sager.models import Borger

_LAENGSTE_NAVN = 150


def opret(
    navn: str,
    egne_roller: Iterable[str],
    *,
    hvem: str,
    teams: Iterable[str] = (),
    initialer: str = "",
    kommune: str = "",
    fulde_navn: str = "",
    borger_noegle: str = "",
    beskyttede: bool = False,
) -> Bruger:
    """Make a user without a password; :func:`engangslink` gives the way in. Raises ``AdgangsFejl``."""
    navn = navn.strip()
    try:
        UnicodeUsernameValidator()(navn)
    except ValidationError:
        raise AdgangsFejl("brugernavn") from None
    if len(navn) > _LAENGSTE_NAVN:
        raise AdgangsFejl("brugernavn")
    valgte = _roller(egne_roller)
    fornavn, _, efternavn = fulde_navn.strip().rpartition(" ")
    try:
        with transaction.atomic():
            bruger = Bruger(
                username=navn,
                teams=_teams(teams),
                initialer=initialer.strip(),
                kommune=kommune.strip(),
                first_name=fornavn[:_LAENGSTE_NAVN],
                last_name=efternavn[:_LAENGSTE_NAVN],
                beskyttede=beskyttede,
                borger=_borger(borger_noegle, valgte),
            )
            bruger.set_unusable_password()
            bruger.save()
            bruger.groups.set(_grupper(valgte))
            skriv(hvem, "opret", bruger=bruger, **_tilstand(bruger))
    except IntegrityError:
        raise AdgangsFejl("findes_allerede") from None
    return bruger


def ret_adgang(
    bruger: Bruger,
    *,
    hvem: str,
    hvorfor: str,
    egne_roller: Iterable[str] | None = None,
    teams: Iterable[str] | None = None,
    initialer: str | None = None,
    kommune: str | None = None,
    beskyttede: bool | None = None,
) -> None:
    """Change roles, teams, initials, municipality and the access to protected addresses; what is ``None`` stays.

    It holds at once. Raises ``AdgangsFejl`` without a reason, for a user who changes their own access, and for a role
    that is none.
    """
    if not hvorfor.strip():
        raise AdgangsFejl("begrundelse_mangler")
    if hvem == bruger.get_username():
        raise AdgangsFejl("egen_adgang")
    with transaction.atomic():
        bruger = Bruger.objects.select_for_update().get(pk=bruger.pk)
        foer = _tilstand(bruger)
        if teams is not None:
            bruger.teams = _teams(teams)
        if initialer is not None:
            bruger.initialer = initialer.strip()
        if kommune is not None:
            bruger.kommune = kommune.strip()
        if beskyttede is not None:
            bruger.beskyttede = beskyttede
        bruger.save()
        if egne_roller is not None:
            bruger.groups.set(_grupper(_roller(egne_roller)))
            glem_roller(bruger)
        _en_administrator_tilbage()
        skriv(hvem, "ret", bruger=bruger, hvorfor=hvorfor, foer=foer, efter=_tilstand(bruger))


def spaer(bruger: Bruger, *, hvem: str, hvorfor: str) -> None:
    """Shut the user out at once, also where they are logged in. The user is never deleted: the logs name them."""
    _saet_aktiv(bruger, aktiv=False, slags="spaer", hvem=hvem, hvorfor=hvorfor)


def aabn(bruger: Bruger, *, hvem: str, hvorfor: str) -> None:
    """Let the user in again."""
    _saet_aktiv(bruger, aktiv=True, slags="aabn", hvem=hvem, hvorfor=hvorfor)


def saet_adgangskode(bruger: Bruger, kode: str, *, hvem: str) -> None:
    """Set a password. Raises ``AdgangsFejl`` with what is wrong with it."""
    try:
        validate_password(kode, bruger)
    except ValidationError as fejl:
        raise AdgangsFejl("adgangskode", grund=" ".join(fejl.messages)) from None
    with transaction.atomic():
        bruger.set_password(kode)
        bruger.save(update_fields=["password"])
        skriv(hvem, "adgangskode", bruger=bruger)


def engangslink(bruger: Bruger, *, hvem: str) -> str:
    """The path of a page where the user sets a password, once and within three days. It is handed over in person."""
    skriv(hvem, "engangslink", bruger=bruger)
    noegle = f"{user_pk_to_url_str(bruger)}-{default_token_generator.make_token(bruger)}"
    uidb36, _, rest = noegle.partition("-")
    return str(reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": rest}))


def nulstil_totrin(bruger: Bruger, *, hvem: str, hvorfor: str) -> None:
    """Take the second step away, for one who has lost the telephone; the next login asks for a new one."""
    if not hvorfor.strip():
        raise AdgangsFejl("begrundelse_mangler")
    if hvem == bruger.get_username():
        raise AdgangsFejl("egen_adgang")
    with transaction.atomic():
        Authenticator.objects.filter(user=bruger).delete()
        bruger.set_unusable_password()
        bruger.save(update_fields=["password"])
        skriv(hvem, "nulstil", bruger=bruger, hvorfor=hvorfor)


def saet_roller_fra_tjeneste(bruger: Bruger, valgte: Iterable[str], tjeneste: str) -> None:
    """The roles a login service gives, exactly; written down when they are others than before."""
    nye = _roller(valgte)
    if nye != roller(bruger):
        with transaction.atomic():
            foer = _tilstand(bruger)
            bruger.groups.set(_grupper(nye))
            glem_roller(bruger)
            skriv(f"system:{tjeneste}", "ret", bruger=bruger, foer=foer, efter=_tilstand(bruger))


def _saet_aktiv(bruger: Bruger, *, aktiv: bool, slags: str, hvem: str, hvorfor: str) -> None:
    if not hvorfor.strip():
        raise AdgangsFejl("begrundelse_mangler")
    if hvem == bruger.get_username():
        raise AdgangsFejl("egen_adgang")
    with transaction.atomic():
        bruger.is_active = aktiv
        bruger.save(update_fields=["is_active"])
        _en_administrator_tilbage()
        skriv(hvem, slags, bruger=bruger, hvorfor=hvorfor)


def _en_administrator_tilbage() -> None:
    """Nobody is the last one out: somebody must be able to let others in."""
    alle = Bruger.objects.filter(groups__name=Rolle.ADMINISTRATOR.value)
    if alle.exists() and not alle.filter(is_active=True).exists():
        raise AdgangsFejl("sidste_administrator")


def _roller(navne: Iterable[str]) -> frozenset[Rolle]:
    kendte = {rolle.value for rolle in Rolle}
    valgte = {str(navn).strip() for navn in navne} - {""}
    if ukendte := sorted(valgte - kendte):
        raise AdgangsFejl("ukendt_rolle", rolle=ukendte[0][:40], kendte=", ".join(sorted(kendte)))
    fundet = frozenset(Rolle(navn) for navn in valgte)
    if Rolle.BORGER in fundet and len(fundet) > 1:
        raise AdgangsFejl("borger_alene")
    return fundet


def _grupper(valgte: Iterable[Rolle]) -> list[Any]:
    return [Group.objects.get_or_create(name=rolle.value)[0] for rolle in valgte]


def _teams(teams: Iterable[str]) -> list[str]:
    return sorted({team.strip() for team in teams} - {""})


def _borger(noegle: str, valgte: frozenset[Rolle]) -> Borger | None:
    if not noegle.strip():
        if Rolle.BORGER in valgte:
            raise AdgangsFejl("borger_mangler")
        return None
    fundet: Borger | None = Borger.objects.filter(noegle=noegle.strip()).first()
    if fundet is None:
        raise AdgangsFejl("borger_mangler")
    return fundet


def _tilstand(bruger: Bruger) -> dict[str, Any]:
    return {
        "roller": sorted(bruger.groups.values_list("name", flat=True)) if bruger.pk else [],
        "teams": list(bruger.teams),
        "initialer": bruger.initialer,
        "kommune": bruger.kommune,
        "beskyttede": bruger.beskyttede,
    }
