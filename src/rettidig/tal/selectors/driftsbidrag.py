"""What the figures add to the state of the system: how far they have come, and the latest full run."""

from __future__ import annotations

from typing import Any

from rettidig.drift.tilstand import alder_i_sekunder, bidrag
from rettidig.tal.selectors.tilstand import stand


@bidrag("tal")
def tal() -> dict[str, Any]:
    """Whether lists and figures hold for all that is known; ``bagud`` is how many acts are not taken in yet."""
    nu = stand()
    dag = None if nu.dag is None else nu.dag.isoformat()
    return {"ajour": nu.ajour, "dag": dag, "bagud": nu.bagud, "koer_om": nu.koer_om or None}


@bidrag("natkoersel")
def natkoersel() -> dict[str, Any] | None:
    """The latest full run; ``forskelle`` above zero is a fault in the program that somebody must look at."""
    koersel = stand().koersel
    if koersel is None:
        return None
    return {
        "tidspunkt": koersel.sluttet.isoformat(),
        "alder_sekunder": alder_i_sekunder(koersel.sluttet),
        "varighed_sekunder": int((koersel.sluttet - koersel.begyndt).total_seconds()),
        "borgere": koersel.borgere,
        "sammenlignet": koersel.sammenlignet,
        "forskelle": koersel.forskelle,
    }
