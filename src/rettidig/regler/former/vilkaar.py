"""Shape ``vilkaar``: what must hold for an act to be lawful. Named conditions, each under its own paragraph."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from rettidig.regler.former.fakta import HANDLINGSDATO, Handlingstype
from rettidig.regler.former.grundform import Forbehold, Hjemmel, Regel, Streng, Tekst, Tillid, Version
from rettidig.regler.former.proever import Faktanavn, Proeve


class Betingelse(Streng):
    """One named condition.

    ``naar`` limits it: where that is no, the condition does not concern the act. ``krav`` says what is demanded,
    ``aendrer`` what would turn a no into a yes.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    hjemmel: Hjemmel
    krav: Tekst
    aendrer: Tekst
    naar: Proeve | None = None
    proeve: Proeve
    tillid: Tillid = "V"
    forbehold: tuple[Forbehold, ...] = ()


class VilkaarVersion(Version):
    """The conditions in force on the day the rule is judged by, all of which must hold."""

    betingelser: tuple[Betingelse, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _id_er_entydige(self) -> VilkaarVersion:
        ider = [betingelse.id for betingelse in self.betingelser]
        gentaget = sorted({id_ for id_ in ider if ider.count(id_) > 1})
        if gentaget:
            raise ValueError(f"betingelsen står to gange: {', '.join(gentaget)}")
        return self


class Vilkaarsregel(Regel):
    """A rule that says when an act is lawful.

    It concerns the acts in ``handlinger`` for which ``naar`` holds. The version is the one in force on the day in the
    fact ``vaelges_efter``.
    """

    form: Literal["vilkaar"]
    handlinger: tuple[Handlingstype, ...] = Field(min_length=1)
    vaelges_efter: Faktanavn = HANDLINGSDATO
    naar: Proeve | None = None
    versioner: tuple[VilkaarVersion, ...] = Field(min_length=1)
