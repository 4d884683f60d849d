"""The facts an act may state: a register of names with type and words, so that no rule can ask for what has no name."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field, model_validator

from rettidig.regler.former.grundform import Streng, Tekst

Faktatype = Literal[
    "janej", "heltal", "timer", "aarsvaerk", "aarsvaerkliste", "kroner", "dato", "datoliste", "kode", "gruppe", "tekst"
]
"""Hours and full-time equivalents are kept in 1/10,000, kroner in oere, a group by its number in LAB § 6."""

Handlingstype = Literal["bevil_tilbud", "forlaeng_tilbud", "omregistrer", "samtaleform", "sanktion"]
"""The acts a rule may judge: grant an offer, extend one, register an in-house activity anew, choose a talk's form,
sanction."""

HANDLINGER: tuple[Handlingstype, ...] = get_args(Handlingstype)
HANDLINGSDATO = "dato"
"""The fact every act has: the day it is decided."""


class Faktum(Streng):
    """One fact: ``tilbud.fra``. A derived fact is worked out from the others unless the act states it itself."""

    navn: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)?$", description="Section and name, for example tilbud.fra")
    type: Faktatype
    koder: tuple[str, ...] = Field(default=(), description="The codes of a fact of type kode")
    titel: Tekst
    udledt: bool = Field(default=False, description="Worked out from other facts or from an extract where possible")

    @model_validator(mode="after")
    def _koder_til_kode(self) -> Faktum:
        if (self.type == "kode") != bool(self.koder):
            raise ValueError("et faktum af typen kode har koder, ingen andre har")
        return self


class Faktaregister(Streng):
    """All facts, each name once."""

    fakta: tuple[Faktum, ...]

    @model_validator(mode="after")
    def _navne_er_entydige(self) -> Faktaregister:
        navne = [faktum.navn for faktum in self.fakta]
        gentaget = sorted({navn for navn in navne if navne.count(navn) > 1})
        if gentaget:
            raise ValueError(f"faktum står to gange: {', '.join(gentaget)}")
        sektioner = {navn.partition(".")[0] for navn in navne if "." in navn}
        blandet = sorted(sektioner & set(navne))
        if blandet:
            raise ValueError(f"navnet er både et faktum og et afsnit: {', '.join(blandet)}")
        return self

    def efter_navn(self) -> dict[str, Faktum]:
        """Name -> fact, in the order of the register."""
        return {faktum.navn: faktum for faktum in self.fakta}

    def sammen_med(self, andet: Faktaregister) -> Faktaregister:
        """Both registers as one. Raises ``ValueError`` where a name stands in both."""
        return Faktaregister(fakta=self.fakta + andet.fakta)
