"""The closed vocabulary of conditions: what may be asked of named facts. Every answer is yes, no or unknown.

A test is written with its kind in ``art``. There are no expressions: whoever needs a new question adds a kind here and
its answer in the engine.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, TypeVar

from pydantic import BeforeValidator, Field, model_validator

from rettidig.regler.former.grundform import Gruppe, Streng, TimetalVaerdi, heltal_af

OERE_PR_KRONE = 100
P = TypeVar("P", bound=Streng)
Faktanavn = Annotated[str, Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)?$")]


def _oere(vaerdi: object) -> int:
    if isinstance(vaerdi, (float, bool)):
        raise ValueError(  # noqa: TRY004 - pydantic reports a ValueError with its place in the file
            "et beløb skrives som helt kronetal eller som tekst i anførselstegn"
        )
    return heltal_af(vaerdi, OERE_PR_KRONE, "et beløb er et tal med højst to decimaler")


Beloeb = Annotated[int, BeforeValidator(_oere)]
"""Money in oere, written in YAML as kroner: 2200 or "756.50"."""


class Alle(Streng):
    """All of these."""

    art: Literal["alle"]
    led: tuple[Proeve, ...] = Field(min_length=1)


class EnAf(Streng):
    """At least one of these."""

    art: Literal["en_af"]
    led: tuple[Proeve, ...] = Field(min_length=1)


class Ikke(Streng):
    """Not this."""

    art: Literal["ikke"]
    led: Proeve


class Ja(Streng):
    """A fact that is yes or no, is yes."""

    art: Literal["ja"]
    faktum: Faktanavn


class Udfyldt(Streng):
    """A text, date or list has been stated and is not empty; left out is unknown, an empty one is no."""

    art: Literal["udfyldt"]
    faktum: Faktanavn


class Kode(Streng):
    """A code is one of these."""

    art: Literal["kode"]
    faktum: Faktanavn
    blandt: tuple[str, ...] = Field(min_length=1)


class Samme(Streng):
    """Two codes are the same."""

    art: Literal["samme"]
    faktum: Faktanavn
    som: Faktanavn


class IGruppe(Streng):
    """The target group is one of these."""

    art: Literal["gruppe"]
    faktum: Faktanavn = "borger.maalgruppe"
    blandt: tuple[Gruppe, ...] = Field(min_length=1)


class Tal(Streng):
    """A whole number within limits, both included."""

    art: Literal["tal"]
    faktum: Faktanavn
    mindst: int | None = None
    hoejst: int | None = None

    @model_validator(mode="after")
    def _har_graense(self) -> Tal:
        return _med_graense(self, self.mindst, self.hoejst)


class Timer(Streng):
    """A number of hours within limits, both included."""

    art: Literal["timer"]
    faktum: Faktanavn
    mindst: TimetalVaerdi | None = None
    hoejst: TimetalVaerdi | None = None

    @model_validator(mode="after")
    def _har_graense(self) -> Timer:
        return _med_graense(self, self.mindst, self.hoejst)


class Kroner(Streng):
    """An amount within limits, both included."""

    art: Literal["kroner"]
    faktum: Faktanavn
    mindst: Beloeb | None = None
    hoejst: Beloeb | None = None

    @model_validator(mode="after")
    def _har_graense(self) -> Kroner:
        return _med_graense(self, self.mindst, self.hoejst)


class HoejstFaktum(Streng):
    """A number is at most the product of others (``led``), all in the type of the first: days x rate, a cap."""

    art: Literal["hoejst_faktum"]
    faktum: Faktanavn
    led: tuple[Faktanavn, ...] = Field(min_length=1)
    gange: int = 1


class Tidspunkt(Streng):
    """A date written out, or a fact moved: months, then weeks and days, or working days, or to a month's last day."""

    dato: dt.date | None = None
    faktum: Faktanavn | None = None
    maaneder: int = 0
    uger: int = 0
    dage: int = 0
    arbejdsdage: int = 0
    hele_maaneder_efter: int = Field(default=0, description="Last day of the n-th whole calendar month after")

    @model_validator(mode="after")
    def _et_udgangspunkt(self) -> Tidspunkt:
        if (self.dato is None) == (self.faktum is None):
            raise ValueError("et tidspunkt har enten dato eller faktum")
        kalender = bool(self.maaneder or self.uger or self.dage)
        if sum((kalender, bool(self.arbejdsdage), bool(self.hele_maaneder_efter))) > 1:
            raise ValueError("et tidspunkt regnes på én måde: kalenderdage, arbejdsdage eller hele måneder")
        return self


class Dato(Streng):
    """A date is no earlier and no later than these, both included."""

    art: Literal["dato"]
    faktum: Faktanavn
    tidligst: Tidspunkt | None = None
    senest: Tidspunkt | None = None

    @model_validator(mode="after")
    def _har_graense(self) -> Dato:
        return _med_graense(self, self.tidligst, self.senest)


class GangeIMaaned(Streng):
    """At most so many dates of a list lie in the calendar month of a date."""

    art: Literal["gange_i_maaned"]
    faktum: Faktanavn
    dato: Faktanavn
    hoejst: int


class GangeInden(Streng):
    """At least, or at most, so many dates of a list lie from so many months before a date up to and with it."""

    art: Literal["gange_inden"]
    faktum: Faktanavn
    dato: Faktanavn
    maaneder: int
    mindst: int | None = None
    hoejst: int | None = None

    @model_validator(mode="after")
    def _har_graense(self) -> GangeInden:
        return _med_graense(self, self.mindst, self.hoejst)


class UdenOphold(Streng):
    """From one date to another no more than so many months pass without a date of the list."""

    art: Literal["uden_ophold"]
    faktum: Faktanavn
    fra: Faktanavn
    til: Faktanavn
    maaneder: int


class Forholdstal(Streng):
    """Places taken and new together are no more than the ratio allows, whole places, rounded down.

    One for every ``pr`` ordinary staff up to ``indtil``, then one for every ``derefter_pr``, and always ``mindst``.
    All three facts are full-time equivalents of 1/10,000.
    """

    art: Literal["forholdstal"]
    ansatte: Faktanavn
    optaget: Faktanavn
    nye: Faktanavn
    pr: int = Field(gt=0)
    indtil: int = Field(gt=0)
    derefter_pr: int = Field(gt=0)
    mindst: int = Field(ge=0)


class Baand(Streng):
    """A rate from an amount on. Where the amount was not read, it lies between ``fra`` and ``fra_hoejst``."""

    sats: Beloeb
    fra: Beloeb
    fra_hoejst: Beloeb | None = None


class Satsperiode(Streng):
    """The bands of a stretch of time, both days included, lowest first."""

    fra: dt.date
    til: dt.date | None = None
    baand: tuple[Baand, ...] = Field(min_length=1)


class Satsbaand(Streng):
    """A rate is the one of the band an amount lies in on a day; between what was read and what was not: unknown."""

    art: Literal["satsbaand"]
    sats: Faktanavn
    beloeb: Faktanavn
    dato: Faktanavn
    perioder: tuple[Satsperiode, ...] = Field(min_length=1)


class LovligForm(Streng):
    """The form of a talk is lawful under a rule of shape ``samtaleform``."""

    art: Literal["lovlig_form"]
    regel: str


class Tabellinje(Streng):
    """When this holds, that is demanded."""

    naar: Proeve
    saa: Proeve


class Tabel(Streng):
    """The first line that holds says what is demanded; without one the answer is ``ellers``."""

    art: Literal["tabel"]
    linjer: tuple[Tabellinje, ...] = Field(min_length=1)
    ellers: Literal["opfyldt", "ikke_opfyldt", "ukendt"]


class Uafklaret(Streng):
    """The law, as read, does not settle it: always unknown."""

    art: Literal["uafklaret"]


Proeve = Annotated[
    Alle
    | EnAf
    | Ikke
    | Ja
    | Udfyldt
    | Kode
    | Samme
    | IGruppe
    | Tal
    | Timer
    | Kroner
    | HoejstFaktum
    | Dato
    | GangeIMaaned
    | GangeInden
    | UdenOphold
    | Forholdstal
    | Satsbaand
    | LovligForm
    | Tabel
    | Uafklaret,
    Field(discriminator="art"),
]
"""Any test of the vocabulary."""

for _model in (Alle, EnAf, Ikke, Tabellinje, Tabel):
    _model.model_rebuild()


def _med_graense(proeve: P, *graenser: object) -> P:
    if all(graense is None for graense in graenser):
        raise ValueError("prøven har ingen grænse")
    return proeve
