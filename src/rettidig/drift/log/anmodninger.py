"""One line per request: which kind of page, how it went, how long it took. Never who, whom or what."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog

_UDEN_TAL = str.maketrans("0123456789", "ghijklmnop")
_UKENDT = "ukendt"
_FOERSTE_FEJL = 500
_NS_PR_MS = 1_000_000
_STILLE = frozenset({"sundhed", "sundhed_klar"})
"""Asked every few seconds by a monitor: only told of when they fail."""


class Anmodningslog:
    """Middleware, the outermost. Gives every request a number that also stands in the answer (``X-Anmodning``)."""

    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        self._svar = get_response
        self._log = structlog.get_logger()

    def __call__(self, request: Any) -> Any:
        """Answer the request, and write its line."""
        nummer = uuid.uuid4().hex.translate(_UDEN_TAL)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(anmodning=nummer)
        request.anmodning = nummer
        begyndt = time.perf_counter_ns()
        status = _FOERSTE_FEJL
        try:
            svar = self._svar(request)
            status = svar.status_code
            svar["X-Anmodning"] = nummer
            return svar
        finally:
            rute = rutenavn(request)
            # A process whose log has not been set up (a test, a single command) says nothing at all.
            if structlog.is_configured() and (rute not in _STILLE or status >= _FOERSTE_FEJL):
                self._log.log(
                    40 if status >= _FOERSTE_FEJL else 20,
                    "anmodning",
                    rute=rute,
                    metode=request.method if request.method in _METODER else _UKENDT,
                    status=status,
                    ms=(time.perf_counter_ns() - begyndt) // _NS_PR_MS,
                    rolle=roller(request),
                    htmx=bool(request.META.get("HTTP_HX_REQUEST")),
                )
            structlog.contextvars.clear_contextvars()


_METODER = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def rutenavn(request: Any) -> str:
    """The name of the route, or its pattern: never the path, which may hold the key of a citizen."""
    fundet = getattr(request, "resolver_match", None)
    if fundet is None:
        return _UKENDT
    return fundet.view_name or fundet.route or _UKENDT


def roller(request: Any) -> list[str]:
    """The roles of the one who asks, not the name; nothing is fetched from the database for this."""
    bruger = getattr(request, "_cached_user", None)
    if bruger is None or not getattr(bruger, "is_authenticated", False):
        return []
    return sorted(str(rolle) for rolle in getattr(bruger, "_rettidig_roller", ()))
