"""Every act on access is written down as it is done."""

from __future__ import annotations

from typing import Any

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.adgang.fritekst import fritekst
from rettidig.adgang.models import Adgangshandling


def skriv(
    hvem: str, slags: str, *, bruger: Any = None, borger: int | None = None, hvorfor: str = "", **detaljer: Any
) -> None:
    """Write down who did what to whom. ``detaljer`` holds no citizen's value. Raises ``AdgangsFejl`` for nobody."""
    if not hvem.strip():
        raise AdgangsFejl("hvem_mangler")
    Adgangshandling.objects.create(
        hvem=hvem.strip(), slags=slags, bruger=bruger, borger_id=borger, hvorfor=fritekst(hvorfor), detaljer=detaljer
    )
