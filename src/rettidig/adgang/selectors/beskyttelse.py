"""Citizens with a protected address, as the room of identities knows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rettidig.identitet.selectors.opslag import beskyttede


def beskyttede_borgere() -> Any:
    """The citizens with a protected address today, as a query for ``borger_id`` to be used inside another."""
    return beskyttede()


def er_beskyttede(borger_pks: Iterable[int]) -> frozenset[int]:
    """Those of the citizens whose address is protected today."""
    return frozenset(beskyttede_borgere().filter(borger_id__in=list(borger_pks)).values_list("borger_id", flat=True))
