"""How a function becomes a kernel, and what becomes of it between runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

from rettidig.tidslinje.kernels.cache_folder import cache_folder

Compiled = TypeVar("Compiled", bound=Callable[..., object])

_FOLDER = cache_folder()


def kernel(function: Compiled) -> Compiled:
    """The function compiled on its first call, without the interpreter's lock and kept for the next run.

    A kernel takes arrays and numbers, all as arguments, and always of the same types. Where the compiled code is kept
    is decided here and now, and is Numba's setting for this function only: other users of Numba in the process keep
    theirs.
    """
    settings: Any = numba.config
    before = settings.CACHE_DIR
    settings.CACHE_DIR = str(_FOLDER or "")
    try:
        compiled: Any = numba.njit(nogil=True, cache=_FOLDER is not None)(function)
    finally:
        settings.CACHE_DIR = before
    if _FOLDER is not None and not settings.DISABLE_JIT:
        compiled._cache = _ForgivingCache(compiled._cache)  # Numba has no setting for it
    return cast("Compiled", compiled)


def part(function: Compiled) -> Compiled:
    """The function compiled into the kernels that call it, and kept with them.

    It may be called with several sets of types. That is why it is not kept by itself: Numba numbers what it keeps of
    one function, and two processes that begin together could give two of them the same number.
    """
    return cast("Compiled", numba.njit(nogil=True)(function))


class _ForgivingCache:
    """What Numba keeps, where a full disk, a lost folder or a damaged file costs a new compilation and nothing more."""

    def __init__(self, kept: Any) -> None:
        self._kept = kept

    def __getattr__(self, name: str) -> Any:
        return getattr(self._kept, name)

    def load_overload(self, *asked: Any) -> Any:
        """The kept code, or ``None`` when there is none that can be read."""
        try:
            return self._kept.load_overload(*asked)
        except Exception:  # unpickling a damaged file raises anything
            self._forget()
            return None

    def save_overload(self, *code: Any) -> None:
        """Keeps the code, or goes on without."""
        try:
            self._kept.save_overload(*code)
        except OSError:
            self._kept.disable()

    def _forget(self) -> None:
        """Starts an empty index, so that the next run finds what this one compiles."""
        try:
            self._kept.flush()
        except OSError:
            self._kept.disable()
