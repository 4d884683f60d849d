"""What the calls may be given, as it is written in the address. Whatever is not here is refused."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from rettidig.regler.former.maaling import REGELSAET

_DATO = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
Dato = Annotated[str, Field(pattern=_DATO, max_length=10, json_schema_extra={"format": "date"})]
Aar = Annotated[str, Field(pattern=r"^[0-9]{4}$", max_length=4, description="År, fx 2023.")]
Tal = Annotated[str, Field(pattern=r"^[0-9]{1,9}([.,][0-9]{1,9})?$", max_length=20)]
Ord = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[a-z0-9_.=-]+$")]
Kode = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z0-9_-]+$")]
Borger = Annotated[
    str,
    Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$", description="borger_id; aldrig et cpr-nummer."),
]
Regelsaet = Literal["gaeldende", "gamle", "nye"]
Formform = Literal["json", "csv", "parquet"]

if REGELSAET != ("gaeldende", "gamle", "nye"):
    raise ImportError("the interface names other rule sets than the law")


class Faelles(Schema):
    """What every answer takes: as known when, in which form, and with which switches."""

    kendt_pr: Annotated[
        str | None, Field(None, max_length=40, description="Som kendt ved dagens slutning, eller på et tidspunkt.")
    ]
    format: Annotated[Formform, Field("json", description="Svarets form.")]
    valg: Annotated[list[Ord], Field([], max_length=40, description="Valg, hvor loven tier: navn=vaerdi.")]


class Formaalet(Schema):
    """What reading about citizens takes, here or in the header ``X-Formaal``."""

    formaal: Annotated[Kode | None, Field(None, description="Formålet med opslaget; eller hovedet X-Formaal.")]


class FristIn(Faelles, Formaalet):
    """Deadlines."""

    pr: Dato
    borger: Annotated[Borger | None, Field(None)]
    regel: Annotated[list[Ord], Field([], max_length=100)]
    alle_regler: bool = False
    lokalt: Annotated[Kode | None, Field(None, description="En medfølgende lokal strategi.")]


class OpfyldIn(Faelles, Formaalet):
    """What would meet the open obligations."""

    pr: Dato
    borger: Annotated[Borger | None, Field(None)]
    regel: Annotated[list[Ord], Field([], max_length=100)]


class FundIn(Faelles, Formaalet):
    """Findings."""

    pr: Dato
    borger: Annotated[Borger | None, Field(None)]


class RefusionIn(Faelles, Formaalet):
    """Reimbursement weeks."""

    fra: Dato
    til: Dato
    borger: Annotated[Borger | None, Field(None)]


class PeriodeIn(Faelles, Formaalet):
    """Measured periods."""

    fra: Dato
    til: Dato
    regelsaet: Annotated[Regelsaet | None, Field(None)]
    borger: Annotated[Borger | None, Field(None)]


class ForklarIn(Formaalet):
    """One citizen's explanation; always a tree in JSON."""

    borger: Borger
    pr: Dato
    regel: Annotated[list[Ord], Field([], max_length=100)]
    lokalt: Annotated[Kode | None, Field(None)]
    kendt_pr: Annotated[str | None, Field(None, max_length=40)]
    valg: Annotated[list[Ord], Field([], max_length=40)]


class MaalIn(Faelles):
    """Measures."""

    pr: Annotated[Dato | None, Field(None)]
    aar: Annotated[Aar | None, Field(None)]
    regelsaet: Regelsaet = "gaeldende"


class TilsynIn(Faelles):
    """Supervision."""

    aar: Aar
    ydelsesgrad: Tal
    forventet: Tal


class TjekIn(Schema):
    """The data quality report."""

    kendt_pr: Annotated[str | None, Field(None, max_length=40)]
    format: Formform = "json"


class IndleverIn(Schema):
    """A sending."""

    tabel: Annotated[Kode | None, Field(None, description="Tabellen, når der sendes én CSV- eller Parquet-fil.")]
    kilde: Annotated[Kode | None, Field(None, description="En medfølgende kildefil.")]
    fagsystem: Annotated[Kode | None, Field(None, description="Fagsystemet, udtrækket er al viden fra.")]


class BekraeftIn(Schema):
    """A confirmation."""

    luk_mange: bool = False
    hvorfor: Annotated[str, Field("", max_length=200)]
