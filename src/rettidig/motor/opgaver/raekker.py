"""Reimbursement weeks and findings, as work on blocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa

from rettidig.motor.fund import fund_raekker
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import Historik
from rettidig.motor.opgaver.opgave import PERSONTEKST, kodet, personer
from rettidig.motor.refusion import Refusion
from rettidig.regler.indlaes import hent_lov
from rettidig.sprog import paa_sprog
from rettidig.tidslinje import calendar

_RAEKKER_AD_GANGEN = 50_000

REFUSIONSSKEMA = pa.schema(
    [
        ("borger_id", PERSONTEKST),
        ("uge", PERSONTEKST),
        ("ydelse", PERSONTEKST),
        ("ugenummer", pa.int64()),
        ("sats", pa.int64()),
    ]
)

FUNDSKEMA = pa.schema(
    [
        ("borger_id", PERSONTEKST),
        ("regel", PERSONTEKST),
        ("dato", pa.date32()),
        ("fund", PERSONTEKST),
        ("hjemmel", PERSONTEKST),
    ]
)


@dataclass(frozen=True)
class Refusionsopgave:
    """The weeks on the reimbursement ladder that two days and those between them touch."""

    fra: dt.date
    til: dt.date

    def skema(self) -> pa.Schema:
        """The columns of the contract."""
        return REFUSIONSSKEMA

    def svar(self, historik: Historik) -> pa.Table:
        """One row per citizen and touched week, sorted by citizen and week."""
        trappe = Refusion(hent_lov(), historik, calendar.to_day(self.til))
        uger = trappe.uger(calendar.to_day(self.fra))
        mandage, uge = np.unique(uger.uge, return_inverse=True)
        saet, ydelser = np.unique(uger.ydelser, return_inverse=True)
        return pa.Table.from_arrays(
            [
                personer(uger.person, historik.borgere.ider),
                kodet(uge, [calendar.iso_week_name(int(mandag)) for mandag in mandage], PERSONTEKST),
                kodet(ydelser, [trappe.ydelsesnavn(int(nummer)) for nummer in saet], PERSONTEKST),
                pa.array(uger.nummer, pa.int64()),
                pa.array(trappe.satser(uger.nummer), pa.int64()),
            ],
            schema=REFUSIONSSKEMA,
        )


@dataclass(frozen=True)
class Fundopgave:
    """The breaches that are not deadlines, known on a day; ``sprog`` is what they are told in."""

    dag: dt.date
    valg: dict[str, str]
    sprog: str

    def skema(self) -> pa.Schema:
        """The columns of the contract."""
        return FUNDSKEMA

    def svar(self, historik: Historik) -> pa.Table:
        """One row per finding, sorted by citizen, rule, date and finding."""
        grundlag = Grundlag.paa(hent_lov(), historik, calendar.to_day(self.dag), self.valg)
        with paa_sprog(self.sprog):
            return af_raekker(fund_raekker(grundlag), FUNDSKEMA)


def af_raekker(raekker: Iterable[dict[str, Any]], skema: pa.Schema) -> pa.Table:
    """Rows as columns, some at a time: a row in Python takes a hundred times the room."""
    rest = iter(raekker)
    dele = [skema.empty_table()]
    while klump := list(islice(rest, _RAEKKER_AD_GANGEN)):
        kolonner = []
        for felt in skema:
            kodet = pa.types.is_dictionary(felt.type)
            kolonne = pa.array([raekke[felt.name] for raekke in klump], felt.type.value_type if kodet else felt.type)
            kolonner.append(kolonne.dictionary_encode() if kodet else kolonne)
        dele.append(pa.Table.from_arrays(kolonner, schema=skema))
    return pa.concat_tables(dele)
