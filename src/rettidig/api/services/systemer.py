"""Keys for systems: made, shown once, recognised, and taken back."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from rettidig.adgang.models import Adgangshandling
from rettidig.api.fejl import ApiFejl
from rettidig.api.models import System
from rettidig.api.scopes import HELE_KOMMUNEN, Scope
from rettidig.regler.valgte_tal import valgte_tal

_NAVN = re.compile(r"[a-z][a-z0-9-]{1,39}")
_KOMMUNE = re.compile(r"[0-9]{3,4}")
_NOEGLE = re.compile(r"rt_([a-z0-9]{12})_[A-Za-z0-9_-]{43}")
_TEGN = "abcdefghijklmnopqrstuvwxyz0123456789"
_KENDING = 12
_HEMMELIGE_BYTES = 32
"""A key lives a year at the most; a new one is made before then."""
_BRUGT_HVERT = dt.timedelta(minutes=1)


def opret(
    navn: str,
    scopes: Sequence[str],
    udloeber: dt.datetime,
    *,
    hvem: str,
    teams: Sequence[str] = (),
    kommune: str = "",
    fagsystemer: Sequence[str] = (),
) -> str:
    """Make a system and return its key, which is shown this once. Raises ``ApiFejl``."""
    _kontroller(navn, scopes, teams, kommune)
    if (Scope.INDLAES.value in scopes) != bool(fagsystemer) or any(not en.strip() for en in fagsystemer):
        raise ApiFejl("fagsystemer")
    _kontroller_udloeb(udloeber)
    kending, noegle = _ny_noegle()
    try:
        with transaction.atomic():
            System.objects.create(
                navn=navn,
                kending=kending,
                aftryk=_aftryk(noegle),
                scopes=sorted(set(scopes)),
                teams=sorted(set(teams)),
                kommune=kommune,
                fagsystemer=sorted(set(fagsystemer)),
                oprettet_af=hvem,
                udloeber=udloeber,
            )
            _noter(hvem, "system_oprettet", navn, scopes=sorted(set(scopes)), teams=sorted(set(teams)))
    except IntegrityError:
        raise ApiFejl("findes_allerede", navn=navn) from None
    return noegle


def forny(navn: str, udloeber: dt.datetime, *, hvem: str) -> str:
    """Give the system a new key; the old one is worth nothing from now on. Raises ``ApiFejl``."""
    _kontroller_udloeb(udloeber)
    kending, noegle = _ny_noegle()
    with transaction.atomic():
        system = _laast(navn)
        system.kending, system.aftryk, system.udloeber, system.tilbagekaldt = kending, _aftryk(noegle), udloeber, None
        system.save()
        _noter(hvem, "system_fornyet", navn)
    return noegle


def tilbagekald(navn: str, *, hvem: str) -> None:
    """Take the key back, at once and for good; the system stays in the log. Raises ``ApiFejl``."""
    with transaction.atomic():
        system = _laast(navn)
        if system.tilbagekaldt is None:
            system.tilbagekaldt = _nu()
            system.save()
            _noter(hvem, "system_tilbagekaldt", navn)


def genkend(noegle: str) -> System | None:
    """The system whose key this is, if it is still worth something; that it was used is noted, to the minute."""
    form = _NOEGLE.fullmatch(noegle)
    if form is None:
        return None
    system: System | None = System.objects.filter(kending=form[1]).first()
    if system is None or not hmac.compare_digest(system.aftryk, _aftryk(noegle)):
        return None
    nu = _nu()
    if system.tilbagekaldt is not None or system.udloeber <= nu:
        return None
    if system.sidst_brugt is None or system.sidst_brugt <= nu - _BRUGT_HVERT:
        System.objects.filter(pk=system.pk).update(sidst_brugt=nu)
    return system


def _kontroller(navn: str, scopes: Sequence[str], teams: Sequence[str], kommune: str) -> None:
    if not _NAVN.fullmatch(navn):
        raise ApiFejl("navn")
    kendte = [scope.value for scope in Scope]
    if not scopes or any(scope not in kendte for scope in scopes):
        raise ApiFejl("scope", kendte=", ".join(kendte))
    if any(not team.strip() for team in teams) or (kommune and not _KOMMUNE.fullmatch(kommune)):
        raise ApiFejl("afgraensning")
    if (teams or kommune) and HELE_KOMMUNEN & set(scopes):
        raise ApiFejl("scope_for_alle", scopes=", ".join(sorted(HELE_KOMMUNEN & set(scopes))))


def _kontroller_udloeb(udloeber: dt.datetime) -> None:
    laengst = valgte_tal().api_noegle_dage.vaerdi
    if not _nu() < udloeber <= _nu() + dt.timedelta(days=laengst):
        raise ApiFejl("udloeb", dage=laengst)


def _laast(navn: str) -> System:
    system: System | None = System.objects.select_for_update().filter(navn=navn).first()
    if system is None:
        raise ApiFejl("ukendt")
    return system


def _ny_noegle() -> tuple[str, str]:
    kending = "".join(secrets.choice(_TEGN) for _ in range(_KENDING))
    return kending, f"rt_{kending}_{secrets.token_urlsafe(_HEMMELIGE_BYTES)}"


def _aftryk(noegle: str) -> str:
    """The key holds 256 random bits, so a plain digest tells nothing of it."""
    return hashlib.sha256(noegle.encode()).hexdigest()


def _noter(hvem: str, slags: str, navn: str, **detaljer: object) -> None:
    Adgangshandling.objects.create(hvem=hvem, slags=slags, detaljer={"system": navn, **detaljer})


def _nu() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
