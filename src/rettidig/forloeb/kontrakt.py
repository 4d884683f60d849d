"""The data contract, read from ``kontrakt.yaml``: which tables and columns exist and what a value may be."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

import pyarrow as pa
import yaml
from pydantic import BaseModel, ConfigDict

RAEKKE = "raekke"


class Type(StrEnum):
    """The kinds of value a contract column can hold."""

    ID = "id"
    TEKST = "tekst"
    KOMMUNE = "kommune"
    KODE = "kode"
    DATO = "dato"
    SLUTDATO = "slutdato"
    MAANED = "maaned"
    JANEJ = "janej"
    HELTAL = "heltal"
    TAL = "tal"


class Kolonne(BaseModel):
    """One column: its type, whether a row must have it, and its limits (limits on ``tal`` are in the file's unit)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Type
    kraevet: bool = False
    anbefalet: bool = False
    liste: str | None = None
    standard: str | None = None
    tidligst: dt.date | None = None
    senest: dt.date | None = None
    mindst: Decimal | None = None
    hoejst: Decimal | None = None
    decimaler: int = 0
    bredde: int = 64
    tvetydig_tusind: bool = False
    fra_regneark: bool = False
    fritekst: bool = False

    def arrow_type(self) -> pa.DataType:
        """The Arrow type in which the column is stored."""
        match self.type:
            case Type.DATO | Type.SLUTDATO | Type.MAANED:
                return pa.date32()
            case Type.JANEJ:
                return pa.bool_()
            case Type.HELTAL:
                return pa.int32()
            case Type.TAL:
                return pa.int32() if self.bredde == pa.int32().bit_width else pa.int64()
            case _:
                return pa.string()


class Tabel(BaseModel):
    """One table: whether the extract must have it, and its columns in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kraevet: bool = False
    kolonner: dict[str, Kolonne]

    def skema(self) -> pa.Schema:
        """The Arrow schema of the accepted rows, the source row number last."""
        felter = [pa.field(navn, kolonne.arrow_type()) for navn, kolonne in self.kolonner.items()]
        return pa.schema([*felter, pa.field(RAEKKE, pa.int32())])


class Kontrakt(BaseModel):
    """The whole contract: version and tables in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    tabeller: dict[str, Tabel]


@cache
def kontrakt() -> Kontrakt:
    """The contract shipped with this version of the project."""
    indhold: Any = yaml.safe_load(resources.files("rettidig.forloeb").joinpath("kontrakt.yaml").read_text("utf-8"))
    return Kontrakt.model_validate(indhold)


def skema(tabel: str) -> pa.Schema:
    """Arrow schema of one table. Raises ``KeyError`` for a name the contract does not know."""
    return kontrakt().tabeller[tabel].skema()
