"""What every local rule carries: its standing, where in the municipality's paper it is read, and its versions."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field, model_validator

from rettidig.regler.former.grundform import Forbehold, Regel, Streng

Stilling = Literal["vedtaget", "indstillet", "praksis", "ide"]
"""Decided by the council or a committee, recommended to it, done by the administration, or an option considered."""


class Papirsted(Streng):
    """A place in one of the municipal papers: the paper's number and the lines, both included."""

    dokument: str = Field(pattern=r"^[0-9]{3}$")
    linje: int = Field(ge=1)
    til_linje: int | None = None

    @property
    def tekst(self) -> str:
        """As the pages write it: ``002:66-67``."""
        slut = "" if self.til_linje is None else f"-{self.til_linje}"
        return f"{self.dokument}:{self.linje}{slut}"


class LokalVersion(Streng):
    """One version of a local rule; without days it holds as long as the strategy does."""

    fra: dt.date | None = None
    til: dt.date | None = None

    @model_validator(mode="after")
    def _ikke_vendt(self) -> LokalVersion:
        if self.fra is not None and self.til is not None and self.til < self.fra:
            raise ValueError("versionen slutter, før den begynder")
        return self


class Lokalregel(Regel):
    """A rule of a municipality's own. ``forrang_for`` names the rules that yield where both answer."""

    stilling: Stilling
    kilde: tuple[Papirsted, ...] = Field(min_length=1)
    forrang_for: tuple[str, ...] = ()
    forbehold: tuple[Forbehold, ...] = ()
