"""What a process that answers does before its first answer, so that nobody waits for it to read in and get ready.

Rooms above this one name a module with a function ``varm_op`` (:func:`tilmeld`); the server's processes call it
(:func:`varm_op`) before they take a request.
"""

from __future__ import annotations

import atexit
import gc
from importlib import import_module

_FOERST = 20_000
"""New objects between two looks for rings among the youngest: a page makes a few thousand, and leaves few behind."""
_moduler: list[str] = []


def tilmeld(modul: str) -> None:
    """Have the module's ``varm_op`` called in every process that answers. It must change nothing."""
    if modul not in _moduler:
        _moduler.append(modul)


def varm_op() -> None:
    """Do all that is named, and set aside what it left: it is never garbage, and is not searched for any.

    A search through everything the program holds stops the process for a fifth of a second, in the middle of answers.
    """
    for modul in _moduler:
        import_module(modul).varm_op()
    gc.collect()
    gc.freeze()
    # At the end of the process it is garbage like all else: libraries count what is left.
    atexit.register(gc.unfreeze)
    gc.set_threshold(_FOERST, 10, 10)
