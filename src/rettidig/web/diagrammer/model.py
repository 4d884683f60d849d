"""A picture and what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from rettidig.svar.dansk_form import vist
from rettidig.svar.model import Kolonne, Slags
from rettidig.web.templatetags.tekster import dato

_TALSLAGS = {Slags.HELTAL, Slags.ANDEL, Slags.PROCENT, Slags.TAL}


@dataclass(frozen=True)
class Diagram:
    """``svg`` is safe to write on a page as it is; ``kolonner`` and ``raekker`` are the table beneath it.

    ``bred`` pictures are scrolled sideways rather than made small, from ``start``, a share of the width.
    """

    titel: str
    beskrivelse: str
    svg: SafeString
    kolonner: tuple[Kolonne, ...]
    raekker: tuple[dict[str, Any], ...]
    bred: bool = False
    start: float | None = None

    @cached_property
    def tabel(self) -> SafeString:
        """The table as it stands on a page. A picture is kept and shown to many; its table is written once."""
        return render_to_string("web/dele/figurtabel.html", {"figur": self})

    @property
    def overskrifter(self) -> list[tuple[str, bool]]:
        """The headings of the table, and whether each stands over figures."""
        return [(k.navn, k.slags in _TALSLAGS) for k in self.kolonner]

    @property
    def celler(self) -> list[list[tuple[str, bool]]]:
        """The table as it is read: text, days as pages write them, and whether it is a figure."""
        return [[(_laest(r[k.navn], k), k.slags in _TALSLAGS) for k in self.kolonner] for r in self.raekker]

    @property
    def fil(self) -> bytes:
        """The picture as a file of its own."""
        return b'<?xml version="1.0" encoding="UTF-8"?>\n' + str(self.svg).encode("utf-8")


def _laest(vaerdi: Any, kolonne: Kolonne) -> str:
    return dato(vaerdi) if isinstance(vaerdi, date) else vist(vaerdi, kolonne)
