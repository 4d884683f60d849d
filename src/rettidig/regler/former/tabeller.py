"""Tables that several rules share: what a counting talk is, what an exemption ground exempts from, lawful forms."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from rettidig.regler.former.grundform import Gruppe, Hjemmel, Regel, Streng, Tekst, Version


class PartLinje(Streng):
    """For these groups only talks with one of these parties count until a day; "" is a talk without party."""

    grupper: tuple[Gruppe, ...]
    til: dt.date
    part: tuple[str, ...]


class SamtaleVersion(Version):
    """Which registered talks count."""

    status: tuple[str, ...]
    slags: tuple[str, ...]
    slags_for_gruppe: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    kun_part: tuple[PartLinje, ...] = ()


class Samtaleregel(Regel):
    """A rule that says which talks count."""

    form: Literal["samtale"]
    versioner: tuple[SamtaleVersion, ...]


class Grund(Streng):
    """What one exemption ground exempts from."""

    grund: str
    omraader: tuple[Literal["tilbud", "samtaler"], ...]
    kun_grupper: tuple[Gruppe, ...] = ()
    ikke_grupper: tuple[Gruppe, ...] = ()
    kun_regler: tuple[str, ...] = ()
    hjemmel: Hjemmel | None = None


class FritagelseVersion(Version):
    """The grounds in force."""

    grunde: tuple[Grund, ...]


class Fritagelsesregel(Regel):
    """A rule that says what an exemption exempts from."""

    form: Literal["fritagelse"]
    versioner: tuple[FritagelseVersion, ...]


class Situation(Streng):
    """A fact on the talk's date: within an activity or an exemption, or before an event so many weeks ahead."""

    indsatser: tuple[str, ...] = ()
    fritagelser: tuple[str, ...] = ()
    haendelse: str | None = None
    inden_uger: int = 0


class Formlinje(Streng):
    """Forms that are lawful in one situation.

    ``samtale_nr`` first or later; ``fase`` within or after the first ``fase_maaneder`` of the course; the situations
    in ``naar`` are alternatives, of which one suffices (empty: always).
    """

    samtale_nr: Literal["foerste", "senere"]
    fase: Literal["inden", "efter", "alle"] = "alle"
    grupper: tuple[Gruppe, ...] = ()
    naar: tuple[str, ...] = ()
    former: tuple[str, ...]


class SamtaleformVersion(Version):
    """The lawful forms on a talk's date for the groups named.

    ``dokumentation`` says which facts outside the data may make another form lawful; the finding repeats it.
    ``hjemmel_efter`` is the paragraph of the later talks after the first ``fase_maaneder``, where that is another.
    """

    grupper: tuple[Gruppe, ...]
    fase_maaneder: int
    hjemmel_efter: Hjemmel | None = None
    ikke_bedoemt: tuple[Literal["inden", "efter"], ...] = ()
    linjer: tuple[Formlinje, ...]
    dokumentation: Tekst | None = None

    def hjemmel_for(self, nummer: int, *, inden: bool) -> Hjemmel:
        """Where the form of a talk stands: by its number in the course, within or after the first phase."""
        return self.hjemmel if self.hjemmel_efter is None or inden or nummer == 1 else self.hjemmel_efter


class Samtaleformregel(Regel):
    """A rule that says which forms of a talk are lawful."""

    form: Literal["samtaleform"]
    situationer: dict[str, Situation]
    versioner: tuple[SamtaleformVersion, ...]
