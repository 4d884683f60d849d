"""An answer before it is given a form: its columns, its rows, and all that must be said with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from importlib.metadata import version
from types import TracebackType
from typing import Any, Literal, Protocol

from rettidig.forloeb import Rapport

Raekke = Mapping[str, Any]


class Udtraek(Protocol):
    """What an answer says of the data it rests on: an extract read into tables, or a store read block by block."""

    @property
    def fravaerende(self) -> tuple[str, ...]:
        """Optional tables that the extract did not have."""

    @property
    def rapport(self) -> Rapport:
        """What was read, accepted and set aside."""


class Slags(Enum):
    """What a column holds; it decides how the value is written."""

    TEKST = "tekst"
    CITAT = "citat"
    DATO = "dato"
    HELTAL = "heltal"
    ANDEL = "andel"
    PROCENT = "procent"
    TAL = "tal"
    JANEJ = "janej"


@dataclass(frozen=True)
class Kolonne:
    """One column of an answer.

    Shares are exact fractions, percentages whole numbers, numbers decimals; a quotation is a value from the input.
    """

    navn: str
    slags: Slags = Slags.TEKST


@dataclass(frozen=True)
class Forbeholdslinje:
    """One reservation in the chosen language: its mark, the rule it belongs to, the switch that decides it."""

    maerke: str
    tekst: str
    regel: str | None = None
    valg: str | None = None


@dataclass(frozen=True)
class Svar:
    """What is answered.

    ``spoergsmaal`` holds what was asked besides the day (year, rule set, period), as it is repeated in the answer.
    ``valg`` is every switch with the value used; ``fravegne`` names those that are not at their default.
    ``overskrift`` says in one line what the rows are.
    Used as ``with ... as svar``, so that a large answer is let go of.
    """

    kolonner: tuple[Kolonne, ...]
    raekker: Sequence[Raekke]
    pr: dt.date | None
    lov: str | None
    data: Udtraek | None = None
    spoergsmaal: Mapping[str, Any] = field(default_factory=dict)
    forbehold: tuple[Forbeholdslinje, ...] = ()
    valg: Mapping[str, str] = field(default_factory=dict)
    fravegne: tuple[str, ...] = ()
    overskrift: str = ""

    def __enter__(self) -> Svar:
        return self

    def __exit__(
        self, slags: type[BaseException] | None, fejl: BaseException | None, spor: TracebackType | None
    ) -> None:
        self.luk()

    def luk(self) -> None:
        """Let go of what a large answer lies in; of a small one there is nothing to let go of."""
        luk = getattr(self.raekker, "luk", None)
        if luk is not None:
            luk()

    def hoved(self) -> dict[str, Any]:
        """Everything but the rows, as JSON has it."""
        return {
            "rettidig": programversion(),
            "pr": self.pr,
            **self.spoergsmaal,
            "lov": self.lov,
            "data": None if self.data is None else datablok(self.data),
            "valg": dict(self.valg),
            "forbehold": [
                {"maerke": linje.maerke, "tekst": linje.tekst, "regel": linje.regel} for linje in self.forbehold
            ],
        }


def datablok(data: Udtraek) -> dict[str, Any]:
    """What was read: tables present and absent, and the counts, which always add up."""
    rapport = data.rapport
    tilstede = [navn for navn in rapport.tal if navn not in data.fravaerende]
    return {
        "tables": {
            navn: {"laest": tal.laest, "godkendt": tal.godkendt, "sat_til_side": tal.sat_til_side}
            for navn, tal in rapport.tal.items()
            if navn in tilstede
        },
        "rows": rapport.godkendt,
        "set_aside": rapport.sat_til_side,
        "laest": rapport.laest,
        "tabeller": tilstede,
        "fravaerende": list(data.fravaerende),
    }


@cache
def programversion() -> str:
    """The version of Rettidig that answers."""
    return version("rettidig")


Format = Literal["tabel", "json", "csv", "parquet"]
FORMATER: tuple[Format, ...] = ("tabel", "json", "csv", "parquet")
