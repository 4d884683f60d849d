"""A witness to the whole run: no CPR number in any log, address, title or error, whatever test made it.

What is looked through: every line the log is given, every answer the pages and the interface give (where it leads,
the names of its files, the title, every address in it, and all of an answer that refuses), and what the database server
wrote of itself. What a test sends in is its own business; what comes out is not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from rettidig.drift.log.opsaetning import opsaet_log
from rettidig.forloeb.visning import ligner_cpr

VIDNE = "tests.ingen_cpr.Vidne"
_ADRESSE = re.compile(r"""(?:href|src|action|hx-[a-z]+|data-[a-z-]+)\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
_TITEL = re.compile(r"<title>(.*?)</title>", re.DOTALL | re.IGNORECASE)
_AFVIST = 400

fundet: list[str] = []
"""Where something was seen since the last test; never what."""


def lyt() -> None:
    """Have the project's own log hand its lines here, as they would have been written."""
    opsaet_log(lambda linje: _se(linje, f"the log: {json.loads(linje).get('haendelse')}"))


class Vidne:
    """Middleware outermost of all: sees what leaves."""

    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        """Lets the answer pass, and notes what it should not have held."""
        svar = self.get_response(request)
        for navn in ("Location", "Content-Disposition", "HX-Redirect", "HX-Push-Url", "HX-Replace-Url"):
            _se(svar.headers.get(navn, ""), f"{navn} of {svar.status_code}")
        if svar.streaming or not svar.headers.get("Content-Type", "").startswith(("text/", "application/")):
            return svar
        indhold = svar.content.decode("utf-8", "replace")
        if svar.status_code >= _AFVIST:
            _se(indhold, f"an answer {svar.status_code}")
        if svar.headers.get("Content-Type", "").startswith("text/html"):
            for titel in _TITEL.findall(indhold):
                _se(titel, "a title")
            for adresse in _ADRESSE.findall(indhold):
                _se(adresse, "an address on a page")
        return svar


def se_serverens_log(fil: Path) -> list[str]:
    """The lines of the database server's log that hold something like a CPR number, by number."""
    if not fil.is_file():
        return []
    linjer = fil.read_text(encoding="utf-8", errors="replace").splitlines()
    return [f"line {nummer} of {fil.name}" for nummer, linje in enumerate(linjer, start=1) if ligner_cpr(linje)]


def _se(indhold: str, hvor: str) -> None:
    if ligner_cpr(unescape(unquote(indhold))):
        fundet.append(hvor)
