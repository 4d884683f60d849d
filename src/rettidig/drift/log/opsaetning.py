"""Sets the log up: the program's own events and those of the libraries take the same way to the same place."""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import structlog

from rettidig.drift.forbindelse import VAR
from rettidig.drift.log.dagsfil import Dagsfil
from rettidig.drift.log.maskering import Haendelse, fejl_uden_vaerdier, kort_sti, kun_kendte

LOG = "RETTIDIG_LOG"
"""The environment variable that says where the log goes: ``fil`` (default, ``var/log``) or ``stderr``."""
_EGNE = "rettidig"


class Til:
    """Where structlog hands its finished lines."""

    def __init__(self, skriv: Callable[[str], None]) -> None:
        self._skriv = skriv

    def msg(self, linje: str) -> None:
        """Write one line."""
        self._skriv(linje)

    debug = info = warning = error = critical = exception = msg


class Bibliotekshandler(logging.Handler):
    """The events of the libraries: who says it and where, and the words of the message without its values."""

    def __init__(self, skriv: Callable[[str], None]) -> None:
        super().__init__()
        self._skriv = skriv

    def emit(self, record: logging.LogRecord) -> None:
        """Write one event; a log that fails never stops what it tells of."""
        try:
            haendelse: Haendelse = {
                "haendelse": "bibliotek",
                "kilde": record.name,
                "sted": f"{kort_sti(record.pathname)}:{record.lineno}",
                "niveau": record.levelname.lower(),
                **structlog.contextvars.get_contextvars(),
            }
            # With arguments the message is a pattern; without them it may have been put together with values.
            if record.args or record.name.startswith(("_granian", _EGNE)):
                haendelse["besked"] = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
            if record.exc_info:
                haendelse["exc_info"] = record.exc_info
            self._skriv(_faerdig(haendelse))
        except Exception:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is the library's
        """Say nothing: what went wrong would be told with the values that were to be kept out."""


def opsaet_log(skriv: Callable[[str], None] | None = None) -> None:
    """Let everything this process says go to the log, also faults nobody caught. May be called again.

    ``skriv`` takes the finished lines in place of the log itself.
    """
    skriv = skriv or _skriver()
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, structlog.stdlib.add_log_level, _navngiv, _som_linje],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: Til(skriv),
        cache_logger_on_first_use=False,
    )
    rod = logging.getLogger()
    for gammel in rod.handlers[:]:
        if isinstance(gammel, Bibliotekshandler):
            rod.removeHandler(gammel)
    rod.addHandler(Bibliotekshandler(skriv))
    rod.setLevel(logging.WARNING)
    sys.excepthook = lambda slags, fejl, spor: _ufanget(fejl.with_traceback(spor), slags)
    threading.excepthook = lambda ufanget: _ufanget(ufanget.exc_value, ufanget.exc_type)


def til_granian() -> dict[str, Any]:
    """The settings of granian's own log: no way of its own, only ours."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {},
        "handlers": {},
        "loggers": {
            "_granian": {"handlers": [], "propagate": True},
            "granian.access": {"handlers": [], "propagate": False},
        },
    }


def logmappe() -> Path:
    """The folder of the log."""
    return Path(os.environ.get(VAR) or "var").absolute() / "log"


def _skriver() -> Callable[[str], None]:
    if os.environ.get(LOG, "").strip().lower() == "stderr":
        return _til_fejlstroem
    return Dagsfil(logmappe()).skriv


def _til_fejlstroem(linje: str) -> None:
    os.write(2, f"{linje}\n".encode(errors="replace"))


def _navngiv(_logger: object, _metode: str, haendelse: Haendelse) -> Haendelse:
    haendelse["haendelse"] = haendelse.pop("event", "")
    haendelse["niveau"] = haendelse.pop("level", "info")
    return haendelse


def _som_linje(_logger: object, _metode: str, haendelse: Haendelse) -> str:
    return _faerdig(haendelse)


def _faerdig(haendelse: Haendelse) -> str:
    renset = kun_kendte(None, "", fejl_uden_vaerdier(None, "", haendelse))
    tid = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
    return json.dumps({"tid": tid, **renset, "pid": os.getpid()}, ensure_ascii=False)


def _ufanget(fejl: BaseException | None, slags: type[BaseException]) -> None:
    if not issubclass(slags, KeyboardInterrupt | SystemExit):
        structlog.get_logger().error("ufanget_fejl", exc_info=fejl)
