"""Shape ``lokal_frist``: what a municipality has promised to have done by when, beside the deadlines of the law.

It says more than the law's own shape in two ways (an event may meet it, and it may come back every so many months) and
less in others: it never chooses between law versions, and it never moves or replaces a deadline of the law.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from rettidig.regler.former.grundform import Gruppe, Streng, Tekst, Timetal, TimetalVaerdi
from rettidig.regler.former.lokalform import Lokalregel, LokalVersion

Udloesning = Literal["forloeb_start", "foerste_fravaersdag", "tilbud_ophoer", "samtale_i_tilbud", "haendelse"]
"""``samtale_i_tilbud`` is every counting talk held while one of the offers runs."""

MED_KODER = ("tilbud_ophoer", "samtale_i_tilbud", "haendelse")


class LokalUdloeser(Streng):
    """When the local clock starts, and how long it runs: months and days or, on dagpenge, hours of unemployment."""

    fra: Udloesning
    koder: tuple[str, ...] = Field(default=(), description="Offers whose end, or events whose day, set it off")
    maaneder: int = Field(default=0, ge=0, le=120)
    dage: int = Field(default=0, ge=0, le=366)
    timer: Timetal | None = None

    @model_validator(mode="after")
    def _koder_hvor_de_bruges(self) -> LokalUdloeser:
        if (self.fra in MED_KODER) != bool(self.koder):
            raise ValueError(f"koder hører til udløserne {', '.join(MED_KODER)}, og kun til dem")
        if self.timer is not None and self.fra != "forloeb_start":
            raise ValueError("timer hører til udløseren forloeb_start")
        return self


class Vej(Streng):
    """One way to meet a duty: an offer begun, so many talks held, an event, or ordinary wage hours in a month.

    ``tidligst_maaneder`` counts from the trigger; without it everything from the course's first day on counts.
    """

    slags: Literal["tilbud", "samtaler", "haendelse", "loentimer"]
    koder: tuple[str, ...] = ()
    mindst_dage: int = Field(default=1, ge=1, le=366)
    antal: int = Field(default=1, ge=1, le=60)
    timer: TimetalVaerdi | None = None
    tidligst_maaneder: int | None = Field(default=None, ge=0, le=120)

    @model_validator(mode="after")
    def _felter_til_slagsen(self) -> Vej:
        if (self.slags in ("tilbud", "haendelse")) != bool(self.koder):
            raise ValueError("tilbud og haendelse har koder, samtaler og loentimer har ingen")
        if (self.slags == "loentimer") != (self.timer is not None):
            raise ValueError("loentimer har timer, de andre har ingen")
        if self.antal > 1 and self.slags != "samtaler":
            raise ValueError("antal hører til samtaler")
        return self


class Gentagelse(Streng):
    """The duty comes back: one period of so many months after another, as long as the course lasts."""

    hver_maaneder: int = Field(ge=1, le=60)


class LokalFristVersion(LokalVersion):
    """What a local deadline says while it holds. The group is the one on the deadline, or today while that is ahead."""

    grupper: tuple[Gruppe, ...] = Field(min_length=1)
    grupper_ved: dict[str, dict[str, tuple[Gruppe, ...]]] = Field(
        default_factory=dict, description="Other groups when a switch of the strategy is set: switch -> value -> groups"
    )
    ydelser: tuple[str, ...] = ()
    undtagne_ydelser: tuple[str, ...] = ()
    kun_efter_haendelse: str | None = None
    udloeser: LokalUdloeser
    gentages: Gentagelse | None = None
    fristen_er: Literal["dagen", "dagen_foer"] = "dagen"
    opfyldes_af: tuple[Vej, ...] = Field(min_length=1)
    bortfalder_ved: tuple[Vej, ...] = ()
    fritagelse: Literal["tilbud", "samtaler"] | None = None
    i_ord: Tekst


class LokalFristregel(Lokalregel):
    """A local rule that says what must have happened by when. It adds an obligation; it never replaces the law's."""

    form: Literal["lokal_frist"]
    versioner: tuple[LokalFristVersion, ...] = Field(min_length=1)
