"""Mapping files for the State's figures: what its columns and codes are called, and what it says of its figures.

A mapping file is YAML. Keys it does not know are errors.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from rettidig.tal.afstemning.fejl import AfstemningsFejl
from rettidig.tal.afstemning.statstal import Opgoerelse

TALFELTER = ("kommune", "ydelse", "maaling", "periode", "naevner", "taeller", "andel")
PERSONFELTER = ("borger_id", "kommune", "ydelse", "maaling", "periode", "talt")
VALGFRIE = frozenset({"taeller", "andel"})


def _som_tekst(vaerdi: object) -> object:
    return str(vaerdi) if isinstance(vaerdi, int) and not isinstance(vaerdi, bool) else vaerdi


Tekst = Annotated[str, BeforeValidator(_som_tekst)]


class Hentning(BaseModel):
    """What to ask a service for: its table, and the search as its address has it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tabel: str
    soegning: dict[str, Tekst] = {}


class Statskilde(BaseModel):
    """One mapping file. Fields without a column and without a fixed value are looked for under their own names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1] = 1
    navn: str = ""
    kolonner: dict[str, Tekst] = {}
    koder: dict[str, dict[Tekst, Tekst]] = {}
    faste: dict[str, Tekst] = {}
    regelsaet: Literal["gaeldende", "gamle", "nye"] = "gaeldende"
    opgoerelse: Opgoerelse = Opgoerelse.SIDSTE_DAG
    skaeringsdag: dt.date | None = None
    definition: str = ""
    hent: Hentning | None = None

    def felt(self, raekke: Mapping[str, str], felt: str) -> str:
        """What a row says of a field: the fixed value, else the cell with its code translated; empty for nothing."""
        if felt in self.faste:
            return self.faste[felt]
        celle = raekke.get(self.kolonner.get(felt, felt).casefold(), "").strip()
        return self.koder.get(felt, {}).get(celle, celle)


def laes_statskilde(fil: str | None) -> Statskilde:
    """Read a mapping file; ``None`` is the contract's own names. Raises :class:`AfstemningsFejl`."""
    if fil is None:
        return Statskilde()
    try:
        indhold = yaml.safe_load(Path(fil).read_text(encoding="utf-8"))
        return Statskilde.model_validate(indhold)
    except (OSError, UnicodeError):
        raise AfstemningsFejl("filen_mangler", fil=Path(fil).name) from None
    except yaml.YAMLError:
        raise AfstemningsFejl("ugyldig_kilde", fil=Path(fil).name, grund="YAML") from None
    except ValidationError as fejl:
        foerste = fejl.errors(include_url=False, include_input=False)[0]
        sted = ".".join(str(led) for led in foerste["loc"]) or "?"
        raise AfstemningsFejl("ugyldig_kilde", fil=Path(fil).name, grund=f"{sted} ({foerste['type']})") from None
