"""Where the demonstration may run, asked at start and at every login without a password."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import DatabaseError

from rettidig.drift.fejl import DriftFejl
from rettidig.drift.forbindelse import er_indlejret
from rettidig.sager.models import Handling

KILDE = "demo"
"""The name of the system the invented facts are imported from."""
HVEM = "demonstrationen"
"""Who does what is done to set it up."""


class IkkeHer(DriftFejl):
    """The demonstration may not run here: ``web.demo.<kode>``."""

    rod = "web.demo"


def kraev_demo() -> None:
    """Raises ``IkkeHer`` unless everything says that no real citizen can be reached."""
    if not settings.DEMO or not settings.UDVIKLING or not er_indlejret():
        raise IkkeHer("ikke_her")
    if Handling.objects.filter(slags=Handling.Slags.INDLAESNING).exclude(kilde=KILDE).exists():
        raise IkkeHer("andre_data")


def tilladt() -> bool:
    """Whether the demonstration may run here."""
    try:
        kraev_demo()
    except IkkeHer:
        return False
    return True


@register(Tags.security)
def demoen_er_for_sig(**_andet: Any) -> list[Error]:
    """The program does not start as a demonstration where it may not be one."""
    if os.environ.get("RETTIDIG_DEMO") != "1":
        return []
    try:
        kraev_demo()
    except IkkeHer as fejl:
        return [Error(str(fejl), id="web.E001")]
    except DatabaseError:
        # Without tables there are no data either; the store says itself what is wrong with it.
        return []
    return []
