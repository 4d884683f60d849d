"""What other rooms want done when an act has been committed: the facts know nothing of who works on them.

A function registered here is called after the commit, in the process that did the act, with the act and the citizens it
touched. The act stands whatever becomes of it: what the function raises is kept from the one who acted, and noted
without any value. A process may die between the commit and the call, so nobody may rely on the call alone: whoever
keeps something worked out compares the time of what is kept with the store's clock.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import transaction

from rettidig.sager.models import Handling
from rettidig.sager.selectors.beroerte import beroerte_mellem

Efter = Callable[[Handling, frozenset[int] | None], None]
"""Told of an act and the citizens (primary keys) it touched, ``None`` for so many that all may be."""
FLEST = 20_000
"""Of more facts than this the citizens are not named one by one."""

_registrerede: list[Efter] = []
_log = logging.getLogger("rettidig.sager")


def registrer_efter_handling(funktion: Efter) -> Efter:
    """Have a function called after every act, once however often it is registered; can be used as a decorator."""
    if funktion not in _registrerede:
        _registrerede.append(funktion)
    return funktion


def afmeld_efter_handling(funktion: Efter) -> None:
    """Stop calling a function."""
    if funktion in _registrerede:
        _registrerede.remove(funktion)


def meld_efter_commit(handling: Handling) -> None:
    """Call the registered functions once the transaction of an act has been committed, and never if it is not."""
    if _registrerede:
        transaction.on_commit(lambda: _kald(handling))


def _kald(handling: Handling) -> None:
    try:
        fundne = None if _roerer_mange(handling) else beroerte_mellem(None, None, handling=handling.pk)
    except Exception as fejl:
        _noter(handling, fejl)
        return
    borgere = None if fundne is None or len(fundne) > FLEST else frozenset(fundne)
    for funktion in tuple(_registrerede):
        try:
            funktion(handling, borgere)
        except Exception as fejl:
            _noter(handling, fejl)


def _roerer_mange(handling: Handling) -> bool:
    """Whether an import wrote so much that asking whom it touched takes longer than the answer is worth."""
    skrevet = sum(tal.get(slags, 0) for tal in handling.tal.values() for slags in ("nye", "aendrede", "lukkede"))
    return bool(skrevet > FLEST)


def _noter(handling: Handling, fejl: Exception) -> None:
    _log.warning("what follows act %s failed: %s", handling.pk, type(fejl).__name__)
