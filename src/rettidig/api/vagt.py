"""Who asks, and whether they may: a key in ``Authorization``, the scope of the call, and not too often."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from rettidig.api.models import System
from rettidig.api.problemer import Problem
from rettidig.api.scopes import Scope
from rettidig.api.services.systemer import genkend

PR_MINUT = 300
FEJLEDE_PR_MINUT = 30
_MINUT = 60.0
_FLEST_KENDTE = 10_000


class Taeller:
    """How often in the minute that runs, for each of those counted. In this process alone: each worker counts."""

    def __init__(self, graense: int, ur: Callable[[], float] = time.monotonic) -> None:
        self.graense = graense
        self._ur = ur
        self._laas = threading.Lock()
        self._talt: dict[str, tuple[float, int]] = {}

    def tael(self, hvem: str) -> None:
        """Count one more. Raises :class:`Problem` where that is one too many."""
        with self._laas:
            nu = self._ur()
            begyndt, antal = self._talt.get(hvem, (nu, 0))
            if nu - begyndt >= _MINUT:
                begyndt, antal = nu, 0
            if len(self._talt) > _FLEST_KENDTE:
                self._talt.clear()
            self._talt[hvem] = (begyndt, antal + 1)
            vent = math.ceil(_MINUT - (nu - begyndt))
        if antal >= self.graense:
            raise Problem(429, "for_ofte", {"Retry-After": str(max(1, vent))}, sekunder=max(1, vent))

    def glem(self) -> None:
        """Begin anew."""
        with self._laas:
            self._talt.clear()


kald = Taeller(PR_MINUT)
fejlede = Taeller(FEJLEDE_PR_MINUT)


class Noegle(HttpBearer):
    """The key of a system with one of these scopes. What is found is the system, as ``request.auth``."""

    def __init__(self, *scopes: Scope) -> None:
        super().__init__()
        self.scopes = scopes

    def authenticate(self, request: HttpRequest, token: str) -> System | None:
        """The system, or ``None`` for a key that is none. Raises :class:`Problem` for the wrong scope."""
        system = genkend(token)
        if system is None:
            # Counted by address for those without a good key alone: behind a server of one's own all have the same.
            fejlede.tael(str(request.META.get("REMOTE_ADDR") or ""))
            return None
        kald.tael(system.navn)
        if self.scopes and not {scope.value for scope in self.scopes} & set(system.scopes):
            raise Problem(403, "scope", scopes=", ".join(scope.value for scope in self.scopes))
        return system


def systemet(request: HttpRequest) -> System:
    """Whose key the request was let in by."""
    fundet: Any = getattr(request, "auth", None)
    if not isinstance(fundet, System):
        raise Problem(401, "status_401")
    return fundet
