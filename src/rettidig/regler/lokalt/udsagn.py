"""What the municipal papers lay down, statement by statement: the rule that holds it, or why it is none."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, model_validator

from rettidig.regler.former.grundform import Streng, Tekst
from rettidig.regler.former.lokalform import Papirsted
from rettidig.regler.indlaes import RegelFejl
from rettidig.regler.lokalt.skemafejl import skemafejl
from rettidig.regler.lokalt.yamltrae import Ulaeselig, laes_trae

MAPPE = Path(__file__).parent / "udsagn"

IkkeRegel = Literal[
    "baggrund", "hensigt", "organisation", "oekonomi", "forslag", "lov_ikke_kodet", "anden_lov", "anden_maaling"
]
"""Why a statement is no rule here; the words stand in the catalogue under ``lokalt.ikke``."""


class Modstrid(Streng):
    """What the law, or the paper itself, says instead, and where."""

    lov: str
    siger: Tekst


class Udsagn(Streng):
    """One statement in our own words, with the lines it is read on."""

    linje: int = Field(ge=1)
    til_linje: int | None = None
    siger: Tekst
    regel: tuple[str, ...] = ()
    ikke: IkkeRegel | None = None
    modstrid: Modstrid | None = None

    @model_validator(mode="after")
    def _regel_eller_grund(self) -> Udsagn:
        if bool(self.regel) == (self.ikke is not None):
            raise ValueError("et udsagn har enten regel eller ikke")
        return self


class Papir(Streng):
    """One municipal paper and its statements, in the order of its lines."""

    kommune: str
    dokument: str = Field(pattern=r"^[0-9]{3}$")
    titel: Tekst
    udsagn: tuple[Udsagn, ...] = Field(min_length=1)

    def sted(self, udsagn: Udsagn) -> str:
        """Where a statement stands: ``002:66-67``."""
        return Papirsted(dokument=self.dokument, linje=udsagn.linje, til_linje=udsagn.til_linje).tekst


@cache
def papirer() -> tuple[Papir, ...]:
    """All papers, by number. Raises ``RegelFejl`` when one cannot be read."""
    return tuple(sorted((_laes(fil) for fil in MAPPE.glob("*.yaml")), key=lambda papir: papir.dokument))


def _laes(fil: Path) -> Papir:
    try:
        trae = laes_trae(fil, fil.name)
    except Ulaeselig as fejl:
        raise RegelFejl(str(fejl)) from None
    try:
        return Papir.model_validate(trae.indhold)
    except ValidationError as fejl:
        raise RegelFejl("\n".join(str(enkelt) for enkelt in skemafejl(trae, Papir, fejl))) from None
