"""Which form of the operations answers: the plain one for a few owners, the compiled one for many.

Both give the same answers. Only the plain form keeps sources, and only the compiled one needs Numba.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from rettidig.tidslinje import plain
from rettidig.tidslinje.form_error import FormError

__all__ = [
    "FORM_SETTING",
    "KERNELS",
    "KERNELS_PAY_FROM",
    "LOADED_KERNELS_PAY_FROM",
    "PLAIN",
    "FormError",
    "choose",
    "kernels_available",
    "name_of",
    "why_no_kernels",
]

FORM_SETTING = "RETTIDIG_FORM"
KERNELS_PAY_FROM = 5_000
"""Below this a town is answered in seconds without them, and compiling them the first time takes longer than that."""

LOADED_KERNELS_PAY_FROM = 100
"""Once they have answered for many, the parts of the same question that concern fewer are theirs too."""

PLAIN, KERNELS = "plain", "kernels"


class _Loaded(NamedTuple):
    kernels: ModuleType | None
    why_not: str | None


def choose(owners: int, kernels_from: int = KERNELS_PAY_FROM) -> ModuleType:
    """The form that answers quickest for so many owners; from ``kernels_from`` owners that is the compiled one.

    Once that one is loaded, it answers for far fewer too: most of what it costs to begin with has been paid.

    The environment variable ``RETTIDIG_FORM`` (``plain`` or ``kernels``) decides instead when it is set. Raises
    :class:`FormError` when it names no form, or one that cannot answer here.
    """
    match os.environ.get(FORM_SETTING, ""):
        case "":
            if owners >= kernels_from:
                return _load().kernels or plain
            if owners >= LOADED_KERNELS_PAY_FROM and _load.cache_info().currsize:
                return _load().kernels or plain
            return plain
        case "plain":
            return plain
        case "kernels":
            loaded = _load()
            if loaded.kernels is None:
                raise FormError(f"{FORM_SETTING} asks for {KERNELS}, but {loaded.why_not}")
            return loaded.kernels
        case unknown:
            raise FormError(f"{FORM_SETTING} must be {PLAIN} or {KERNELS}, not {unknown!r}")


def kernels_available() -> bool:
    """Whether the compiled form can answer here; finding out imports Numba."""
    return _load().kernels is not None


def why_no_kernels() -> str | None:
    """One sentence on why the compiled form cannot answer here; ``None`` when it can."""
    return _load().why_not


def name_of(form: ModuleType) -> str:
    """The name of a form, as in ``RETTIDIG_FORM``."""
    return form.__name__.rpartition(".")[2]


@cache
def _load() -> _Loaded:
    try:
        return _Loaded(import_module("rettidig.tidslinje.kernels"), None)
    except (ImportError, OSError) as error:  # OSError: a shared library that does not load
        return _Loaded(None, f"Numba cannot be used here: {' '.join(str(error).split())}")
