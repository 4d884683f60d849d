"""Which parts each role's start page has, in the order of what to do first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from rettidig.adgang.roller import Rolle
from rettidig.web.roller import brugerens_roller

DELE: Mapping[Rolle, tuple[str, ...]] = {
    Rolle.SAGSBEHANDLER: ("lister",),
    Rolle.KONSULENT: ("virksomhed", "lister"),
    Rolle.TEAMLEDER: ("ugen", "belastning", "overskredne", "maal", "miks", "lister"),
    Rolle.FAGLEDER: ("ugen", "belastning", "overskredne", "maal", "miks", "lister"),
    Rolle.CONTROLLER: ("meldt", "datakvalitet", "laeselog", "lister"),
    Rolle.LEDER: ("maal", "overskredne", "miks"),
    Rolle.POLITIKER: ("faa_tal",),
    Rolle.REGELEJER: ("regler",),
    Rolle.ADMINISTRATOR: ("drift",),
    Rolle.BORGER: ("min_sag",),
}


def valgt_rolle(request: HttpRequest) -> Rolle | None:
    """The role whose page is shown: the one asked for where the user has it, else the first; none has none."""
    bruger: Any = request.user
    egne = brugerens_roller(bruger)
    spurgt = request.GET.get("som", "")
    return next((rolle for rolle in egne if rolle.value == spurgt), egne[0] if egne else None)
