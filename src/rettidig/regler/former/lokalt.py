"""A municipality's strategy as data: local deadlines, local conditions, colours of offers, supervision, scenarios.

A strategy may put more on the municipality or give the citizen more. What would take from the citizen what the law
gives is refused, or carried as a default that a reasoned decision may depart from (an assessment under a rule).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from rettidig.regler.former.fakta import Faktum, Handlingstype
from rettidig.regler.former.grundform import Hjemmel, Streng, Tekst
from rettidig.regler.former.lokalform import Lokalregel, LokalVersion
from rettidig.regler.former.lokalfrist import LokalFristregel
from rettidig.regler.former.proever import Proeve

Virkning = Literal["krav", "standard", "anbefaling", "forbud"]
"""``krav``: the municipality must have done it. ``standard``: so it is, unless a reasoned decision departs from it.
``anbefaling``: weighed, never decisive. ``forbud`` is known so that it can be refused with an explanation."""

Farve = Literal["roed", "gul", "groen"]
FARVEFAKTUM = "lokal.farve"
"""The colour worked out for an act; a strategy with colour rules declares it as a fact of type kode."""

FRAVIGELSE = "fravigelse"
"""The section of the facts that give the reasons for departing from a default."""


class LokaltFaktum(Faktum):
    """A fact only this strategy asks about, and whose fact it is: what the municipality does, or how things are."""

    hvem: Literal["kommunen", "borgeren", "tilbuddet"]


class LokalBetingelse(Streng):
    """One named local condition: as a condition of the law, but without a paragraph."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    krav: Tekst
    aendrer: Tekst
    naar: Proeve | None = None
    proeve: Proeve


class LokalVilkaarVersion(LokalVersion):
    """The local conditions on an act decided while the version holds."""

    betingelser: tuple[LokalBetingelse, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _id_er_entydige(self) -> LokalVilkaarVersion:
        ider = [betingelse.id for betingelse in self.betingelser]
        gentaget = sorted({id_ for id_ in ider if ider.count(id_) > 1})
        if gentaget:
            raise ValueError(f"betingelsen står to gange: {', '.join(gentaget)}")
        return self


class LokalVilkaarsregel(Lokalregel):
    """A local rule that says what the municipality wants to hold for an act, beside what the law demands."""

    form: Literal["lokal_vilkaar"]
    handlinger: tuple[Handlingstype, ...] = Field(min_length=1)
    virkning: Virkning
    naar: Proeve | None = None
    versioner: tuple[LokalVilkaarVersion, ...] = Field(min_length=1)


class FarveVersion(LokalVersion):
    """When an offer has the colour."""

    naar: Proeve


class Farveregel(Lokalregel):
    """A local rule that colours an offer. Of several colours the rule with precedence wins, else the strictest."""

    form: Literal["farve"]
    farve: Farve
    versioner: tuple[FarveVersion, ...] = Field(min_length=1)


class Tilsynsomraade(Streng):
    """A target group or benefit under risk-based supervision, its colour, and why."""

    omraade: Tekst
    farve: Farve
    grund: Tekst
    ydelser: tuple[str, ...] = ()


class TilsynsplanVersion(LokalVersion):
    """From risk colour to months between supervisions, and the areas whose colour the paper names."""

    maaneder: dict[Farve, int]
    omraader: tuple[Tilsynsomraade, ...]

    @model_validator(mode="after")
    def _alle_farver(self) -> TilsynsplanVersion:
        if set(self.maaneder) != {"roed", "gul", "groen"} or min(self.maaneder.values()) < 1:
            raise ValueError("maaneder skal have roed, gul og groen, hver mindst 1")
        return self


class Tilsynsplanregel(Lokalregel):
    """A local rule that says how often an area is supervised, by its risk."""

    form: Literal["tilsynsplan"]
    versioner: tuple[TilsynsplanVersion, ...] = Field(min_length=1)


class ScenarieVersion(LokalVersion):
    """An option under consideration: what it changes, what it presupposes, and what the law says to it."""

    aendrer: Tekst
    forudsaetter: Tekst
    lov: tuple[Hjemmel, ...] = ()
    loven_siger: Tekst
    lovligt: Literal["ja", "nej", "afhaenger"]


class Scenarie(Lokalregel):
    """An option, never a rule: it gives no obligation and no condition."""

    form: Literal["scenarie"]
    versioner: tuple[ScenarieVersion, ...] = Field(min_length=1, max_length=1)


EnhverLokalregel = Annotated[
    LokalFristregel | LokalVilkaarsregel | Farveregel | Tilsynsplanregel | Scenarie, Field(discriminator="form")
]


class LokalHaendelse(Streng):
    """An event the strategy counts by that the data contract's list does not name."""

    kode: str = Field(pattern=r"^[a-z0-9_]+$")
    da: str
    en: str


class LokaltValg(Streng):
    """A switch of the strategy: its default, what else may be chosen, and why there is a choice."""

    standard: str
    muligheder: tuple[str, ...] = Field(min_length=2)
    titel: Tekst
    forklaring: Tekst

    @model_validator(mode="after")
    def _standard_er_en_mulighed(self) -> LokaltValg:
        if self.standard not in self.muligheder:
            raise ValueError(f"standarden {self.standard} er ikke blandt mulighederne")
        return self


class Strategi(Streng):
    """A municipality's strategy for a stretch of time, whole: it is used as it is, or not at all."""

    strategi: str = Field(pattern=r"^[a-z0-9]+-[0-9]{4}$", description="Town and year: rebild-2023")
    kommune: str = Field(pattern=r"^[0-9]{3,4}$")
    navn: Tekst
    fra: dt.date
    til: dt.date | None = None
    haendelser: tuple[LokalHaendelse, ...] = ()
    fakta: tuple[LokaltFaktum, ...] = ()
    valg: dict[str, LokaltValg] = Field(default_factory=dict)
    regler: tuple[EnhverLokalregel, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ikke_vendt(self) -> Strategi:
        if self.til is not None and self.til < self.fra:
            raise ValueError("strategien slutter, før den begynder")
        return self

    @property
    def by(self) -> str:
        """The town's part of the id, with which all its rule ids begin."""
        return self.strategi.partition("-")[0]

    def gyldighed(self, version: LokalVersion) -> tuple[dt.date, dt.date | None]:
        """The days on which a version holds, both included; its own, else the strategy's."""
        return version.fra or self.fra, version.til if version.til is not None else self.til

    def standardvalg(self) -> dict[str, str]:
        """Every switch at its default."""
        return {navn: valg.standard for navn, valg in self.valg.items()}

    def frister(self) -> Iterator[LokalFristregel]:
        """The local deadlines, in the order of the file."""
        return (regel for regel in self.regler if isinstance(regel, LokalFristregel))

    def vilkaar(self) -> Iterator[LokalVilkaarsregel]:
        """The local conditions, in the order of the file."""
        return (regel for regel in self.regler if isinstance(regel, LokalVilkaarsregel))

    def farver(self) -> Iterator[Farveregel]:
        """The colour rules, in the order of the file."""
        return (regel for regel in self.regler if isinstance(regel, Farveregel))
