"""Shape ``forloeb``: when a course begins and breaks, and which clock measures it."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import model_validator

from rettidig.regler.former.grundform import Gruppe, Hjemmel, Regel, Streng, Timetal, Version

GRAD_SKALA = 1_000
"""A benefit's degree is an integer of 1/1,000 of full time."""


class Brud(Streng):
    """What breaks the chain of spells of one benefit."""

    ydelser: tuple[str, ...]
    bryder: Literal["hel_kalendermaaned", "ethvert_ophold"]
    loentilskud_holder_sammen: bool = False


class Fortsaettelse(Streng):
    """When a new benefit goes on as the same course.

    With ``haendelse`` the event must lie on the new benefit's first day; with ``fra`` the new benefit must begin on or
    after that day; with neither it is enough that the benefits follow each other without a break.
    """

    fra_ydelser: tuple[str, ...]
    til_ydelser: tuple[str, ...]
    haendelse: str | None = None
    fra: dt.date | None = None


class Gruppeskift(Streng):
    """A move between groups that starts a new course inside one benefit, perhaps only from a day on."""

    ydelser: tuple[str, ...]
    fra_grupper: tuple[Gruppe, ...]
    til_grupper: tuple[Gruppe, ...]
    fra: dt.date | None = None


class Ledighedsur(Streng):
    """The clock of accumulated unemployment: hours per weekday, and what stops or resets it."""

    ydelse: str
    timer_pr_hverdag: Timetal
    loentilskud: tuple[str, ...]
    nulstilles_af: str
    nulstilles_efter_maaneder: int
    staar_stille: tuple[tuple[dt.date, dt.date], ...] = ()

    @model_validator(mode="after")
    def _hele_timer_ved_enhver_grad(self) -> Ledighedsur:
        """A degree is in thousandths: only hours with one decimal stay whole 1/10,000 hours at every degree."""
        if any(timer % GRAD_SKALA for timer in (self.timer_pr_hverdag.fuldtid, self.timer_pr_hverdag.deltid)):
            raise ValueError("timer pr. hverdag har højst én decimal, så uret regner nøjagtigt ved enhver grad")
        return self


class ForloebVersion(Version):
    """How courses are counted."""

    hjemmel_brud: Hjemmel
    hjemmel_ur: Hjemmel
    loentilskud: tuple[str, ...]
    loentilskud_efter_maaneder: int
    brud: tuple[Brud, ...]
    fortsaettelser: tuple[Fortsaettelse, ...]
    gruppeskift: tuple[Gruppeskift, ...]
    ledighedsur: Ledighedsur


class Forloebsregel(Regel):
    """A rule that says how courses are counted for a purpose."""

    form: Literal["forloeb"]
    versioner: tuple[ForloebVersion, ...]
