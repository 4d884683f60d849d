"""What is hung on to the libraries when the pages start: logins that fail, what login services tell, and a check."""

from __future__ import annotations

from typing import Any

from allauth.mfa.signals import authenticator_added
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.core.checks import Error, register
from django.db.models.signals import pre_save

from rettidig.adgang.login.tjeneste import glem_paastande
from rettidig.adgang.models import Bruger
from rettidig.adgang.services.handlingslog import skriv
from rettidig.adgang.vagt import noter_totrin

_VAGT = "rettidig.adgang.vagt.Vagt"
_HOVEDER = "rettidig.adgang.hoveder.Hoveder"


def tilslut() -> None:
    """Once per process."""
    pre_save.connect(glem_paastande, sender=SocialAccount, dispatch_uid="adgang.glem_paastande")
    authenticator_added.connect(noter_totrin, dispatch_uid="adgang.noter_totrin")
    user_login_failed.connect(_noter_afvist, dispatch_uid="adgang.noter_afvist")
    register(vagten_er_der, "security")


def vagten_er_der(**_andet: Any) -> list[Error]:
    """Without the guard every view would be open: the program does not start."""
    return [
        Error(f"{navn} must be in MIDDLEWARE", id="adgang.E001")
        for navn in (_VAGT, _HOVEDER)
        if navn not in settings.MIDDLEWARE
    ]


def _noter_afvist(credentials: dict[str, Any], **_andet: Any) -> None:
    """A login that failed. What was written is not kept where it is no user: it may be a misplaced password."""
    navn = credentials.get("username")
    bruger = Bruger.objects.filter(username=navn).first() if isinstance(navn, str) and "\x00" not in navn else None
    skriv("ukendt", "login_afvist", bruger=bruger)
