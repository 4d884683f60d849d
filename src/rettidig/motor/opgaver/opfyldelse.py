"""What would meet the open obligations, as work on blocks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pyarrow as pa

from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import Historik
from rettidig.motor.opfyldelse import opfyldelsesraekker
from rettidig.motor.opgaver.opgave import PERSONTEKST
from rettidig.motor.opgaver.raekker import af_raekker
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje import calendar

OPFYLDELSESSKEMA = pa.schema(
    [
        ("borger_id", PERSONTEKST),
        ("maalgruppe", PERSONTEKST),
        ("regel", PERSONTEKST),
        ("frist", pa.date32()),
        ("status", PERSONTEKST),
        ("forloeb_start", pa.date32()),
        ("slags", PERSONTEKST),
        ("art", PERSONTEKST),
        ("antal", pa.int64()),
        ("udfald", PERSONTEKST),
        ("tidligst", pa.date32()),
        ("senest", pa.date32()),
        ("bevilget_senest", pa.date32()),
        ("senest_bevilget", pa.date32()),
        ("mindst_dage", pa.int64()),
        ("former", PERSONTEKST),
        ("part", PERSONTEKST),
        ("lovversion", PERSONTEKST),
        ("hjemmel", PERSONTEKST),
    ]
)


@dataclass(frozen=True)
class Opfyldelsesopgave:
    """The lawful ways to meet every obligation still open on a day, or those of the rules named."""

    dag: dt.date
    valg: dict[str, str]
    regler: tuple[str, ...] | None = None

    def skema(self) -> pa.Schema:
        """The columns of the answer."""
        return OPFYLDELSESSKEMA

    def svar(self, historik: Historik) -> pa.Table:
        """One row per open obligation and way, in the order of the deadline rows."""
        lov = hent_lov()
        grundlag = Grundlag.paa(lov, historik, calendar.to_day(self.dag), self.valg)
        regler = None if self.regler is None else tuple(lov.hent(navn, Fristregel) for navn in self.regler)
        return af_raekker(opfyldelsesraekker(grundlag, regler), OPFYLDELSESSKEMA)
