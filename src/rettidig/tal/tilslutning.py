"""Where figures are tied to the facts. The engine is read in only when there is something for it to do."""

from __future__ import annotations

from typing import Any

from rettidig.sager.models import Handling
from rettidig.sager.services.sletning import Sletningssag
from rettidig.tal.models import Tilstand


def efter_handling(_handling: Handling, _borgere: frozenset[int] | None) -> None:
    """After every act what is kept is brought up to date; what an earlier one should have had done is done too."""
    if Tilstand.objects.exists():
        from rettidig.tal.services.ajour import bring_ajour  # noqa: PLC0415 - see above

        bring_ajour()


def ved_sletning(sag: Sletningssag) -> tuple[str, ...]:
    """In every erasure the citizens are taken out of what is kept; nothing kept says anything of its own of them."""
    if Tilstand.objects.exists():
        from rettidig.tal.services.ajour import glem  # noqa: PLC0415 - see above

        glem(sag.numre)
    return ()


def ved_udlogning(user: Any = None, **_andet: Any) -> None:
    """Whoever logs out leaves no draft of a law behind."""
    if user is not None:
        from rettidig.tal.services.reformudkast import glem  # noqa: PLC0415 - see above

        glem(user.pk)
