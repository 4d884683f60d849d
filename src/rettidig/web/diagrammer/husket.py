"""A chart is made once: asked for again with the same figures, in the same language, the same one is given."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec

from rettidig.sprog import valgt_sprog
from rettidig.web.diagrammer.model import Diagram

P = ParamSpec("P")
_HOEJST = 128
"""Charts kept of each kind in each process: those of a day."""


def husket(lav: Callable[P, Diagram]) -> Callable[P, Diagram]:
    """Remember what ``lav`` made. Its arguments never change; a list is taken as a tuple."""

    @lru_cache(maxsize=_HOEJST)
    def gemt(sprog: str, *args: Any, **felter: Any) -> Diagram:
        del sprog
        return lav(*args, **felter)

    @wraps(lav)
    def svar(*args: P.args, **felter: P.kwargs) -> Diagram:
        return gemt(valgt_sprog(), *map(_fast, args), **{navn: _fast(vaerdi) for navn, vaerdi in felter.items()})

    return svar


def _fast(vaerdi: Any) -> Any:
    return tuple(vaerdi) if isinstance(vaerdi, list) else vaerdi
