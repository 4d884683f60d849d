"""How long what is known of a citizen is kept: the terms as data, each with where it comes from."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from rettidig.sager.faktatabeller import faktatabeller


class _Fast(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Frist(_Fast):
    """So many whole years after the last day of the case; ``None`` for as long as there are acts to answer for."""

    aar: Annotated[int, Field(ge=0, le=100)] | None
    kilde: Annotated[str, Field(min_length=1)]
    sikkerhed: Literal["V", "I", "S", "valg"]
    begrundelse: Annotated[str, Field(min_length=1)]


class Opbevaringsregel(Frist):
    """The term of some tables of the contract."""

    aar: Annotated[int, Field(ge=0, le=100)]
    oplysninger: tuple[str, ...]


class Mellemfrist(_Fast):
    """So many hours for what is only on its way: an upload nobody has confirmed, a rehearsal, an account of work."""

    timer: Annotated[int, Field(ge=1, le=24 * 31)]
    sikkerhed: Literal["valg"]
    begrundelse: Annotated[str, Field(min_length=1)]


class Opbevaring(_Fast):
    """All the terms: every table of the contract has one, and who the citizen is goes with the last of them."""

    regler: tuple[Opbevaringsregel, ...]
    identitet: Frist
    laeselog: Frist
    mellemstation: Mellemfrist

    @model_validator(mode="after")
    def _alle_tabeller_en_gang(self) -> Opbevaring:
        naevnte = [navn for regel in self.regler for navn in regel.oplysninger]
        if sorted(naevnte) != sorted(faktatabeller()):
            raise ValueError("every table of the contract must have exactly one term")
        if self.identitet.aar != self.laengst or self.aar("borgere") != self.laengst:
            raise ValueError("the citizen and who they are go with the last of what is known of them")
        return self

    @property
    def laengst(self) -> int:
        """The longest term in years; after it nothing is left."""
        return max(regel.aar for regel in self.regler)

    def aar(self, tabel: str) -> int:
        """The term of one table in years."""
        return next(regel.aar for regel in self.regler if tabel in regel.oplysninger)


@cache
def opbevaring() -> Opbevaring:
    """The terms of this release. Raises ``ValueError`` for a file that leaves a table out or says anything unknown."""
    fil = resources.files("rettidig.sager") / "opbevaring.yaml"
    return Opbevaring.model_validate(yaml.safe_load(fil.read_text(encoding="utf-8")))
