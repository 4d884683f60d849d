"""What every rule version carries: validity, paragraph, confidence, reservations; and the exact numbers of the law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

TIMER_SKALA = 10_000
"""Hours are kept as integers of 1/10,000 hour."""

Tillid = Literal["V", "I", "S", "valg", "OPEN"]
"""V read in the law, I inferred, S practice, valg our choice with its switch, OPEN not settled."""


ANTAL_GRUPPER = 13
"""LAB § 6 has thirteen groups."""


def heltal_af(vaerdi: object, skala: int, fejl: str) -> int:
    """An exact number times its scale. Raises ``ValueError`` with the sentence when it is none or has more decimals."""
    try:
        skaleret = Decimal(str(vaerdi)) * skala
        helt = skaleret.is_finite() and skaleret == skaleret.to_integral_value()
    except ArithmeticError:
        helt = False
    if not helt:
        raise ValueError(fejl)
    return int(skaleret)


def _timer(vaerdi: object) -> int:
    if isinstance(vaerdi, float):
        raise ValueError(  # noqa: TRY004 - pydantic reports a ValueError with its place in the file
            "et timetal skrives som tekst i anførselstegn, så det forbliver nøjagtigt"
        )
    return heltal_af(vaerdi, TIMER_SKALA, "et timetal er et tal med højst fire decimaler")


def _gruppe(vaerdi: object) -> int:
    afsnit, punktum, nummer = str(vaerdi).partition(".")
    if afsnit != "6" or not punktum or not nummer.isdigit() or not 1 <= int(nummer) <= ANTAL_GRUPPER:
        raise ValueError('en målgruppe skrives "6.1" til "6.13"')
    return int(nummer)


TimetalVaerdi = Annotated[int, BeforeValidator(_timer)]
"""Hours in 1/10,000, written in YAML as a decimal text."""

Gruppe = Annotated[int, BeforeValidator(_gruppe)]
"""A target group by its number in LAB § 6, written "6.2"."""


class Streng(BaseModel):
    """A part of a rule file: unknown keys are errors and nothing can be changed after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Tekst(Streng):
    """The same text in Danish and English."""

    da: str
    en: str

    def paa(self, sprog: str) -> str:
        """The text in a language: "en" English, anything else Danish."""
        return self.en if sprog == "en" else self.da


class Hjemmel(Streng):
    """Where in the law a rule or a condition stands."""

    lov: str = Field(description="Short name of the act: LAB, LOB, SDL, FIN, BAB ...")
    paragraf: str
    stk: str | None = None
    nr: str | None = None
    kilde: str = Field(description="Consolidation or order read, a key of kilder.yaml")

    @property
    def tekst(self) -> str:
        """As a lawyer cites it: ``LAB § 102, stk. 1``; a whole chapter as ``BAB kapitel 10``."""
        tegn = "" if self.paragraf.startswith("kapitel") else "§ "
        dele = [f"{self.lov} {tegn}{self.paragraf}"]
        if self.stk:
            dele.append(f"stk. {self.stk}")
        if self.nr:
            dele.append(f"nr. {self.nr}")
        return ", ".join(dele)


class Forbehold(Streng):
    """A reservation that follows the answer: what is inferred, chosen or open, in words."""

    tillid: Tillid
    tekst: Tekst
    valg: str | None = Field(default=None, description="The switch in valg.yaml that decides it")
    grupper: tuple[Gruppe, ...] = Field(default=(), description="The groups whose duties it concerns; none means all")
    fra: dt.date | None = Field(default=None, description="It concerns only what is judged by the law from this day on")

    def angaar(self, grupper: Collection[int]) -> bool:
        """Whether it concerns a duty of any of these groups."""
        return not self.grupper or not set(self.grupper).isdisjoint(grupper)


class Timetal(Streng):
    """A number of hours for full-time and for part-time insured, in 1/10,000 hour."""

    fuldtid: TimetalVaerdi
    deltid: TimetalVaerdi


class Version(Streng):
    """One version of a rule: in force from and to (both included), where it stands, how sure we are."""

    fra: dt.date
    til: dt.date | None = None
    hjemmel: Hjemmel
    tillid: Tillid
    forbehold: tuple[Forbehold, ...] = ()

    @model_validator(mode="after")
    def _ikke_vendt(self) -> Version:
        if self.til is not None and self.til < self.fra:
            raise ValueError("versionen slutter, før den begynder")
        return self

    def gaelder(self, dag: dt.date) -> bool:
        """True on the days from ``fra`` to ``til``, both included."""
        return self.fra <= dag and (self.til is None or dag <= self.til)


class Regel(Streng):
    """What every rule file's rule carries besides its versions."""

    regel: str = Field(pattern=r"^[a-z0-9]+(\.[a-z0-9_]+)+$", description="Rule id, for example lab.102.foerste_tilbud")
    titel: Tekst
    formaal: Tekst
