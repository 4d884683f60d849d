"""Law versions, sources and switches: the three small registers the rule files point to."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from rettidig.regler.former.grundform import Streng, Tekst, Tillid

RETSINFORMATION = "https://www.retsinformation.dk/eli/lta"


class Lovversion(Streng):
    """A stretch of time with one body of law. ``kendt_ikke_kodet``: we know of it, but no rule here covers it."""

    id: str
    fra: dt.date
    til: dt.date | None
    status: Literal["kodet", "kendt_ikke_kodet"]
    tillid: Tillid
    kilde: str
    aendring: Tekst


class Lovversioner(Streng):
    """All law versions, oldest first, without gaps."""

    lovversioner: tuple[Lovversion, ...]

    def paa(self, dag: dt.date) -> Lovversion | None:
        """The law version in force on a day; ``None`` before the first."""
        for version in self.lovversioner:
            if version.fra <= dag and (version.til is None or dag <= version.til):
                return version
        return None


class Kilde(Streng):
    """An act, order or official page that was read."""

    navn: str
    aar: int | None
    nummer: int | None

    @property
    def adresse(self) -> str | None:
        """Where it stands in Retsinformation, ``None`` for a page without number."""
        return None if self.nummer is None else f"{RETSINFORMATION}/{self.aar}/{self.nummer}"


class Kilder(Streng):
    """All sources by their short name."""

    kilder: dict[str, Kilde]


class Valg(Streng):
    """A named switch: its default, what else may be chosen, and why there is a choice at all."""

    standard: str
    muligheder: tuple[str, ...]
    tillid: Tillid
    titel: Tekst
    forklaring: Tekst


class Valgliste(Streng):
    """All switches by name."""

    valg: dict[str, Valg]
