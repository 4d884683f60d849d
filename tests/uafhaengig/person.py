"""One person's facts as they were known on a day: whatever begins later is left out.

Days are day numbers (see `dage`). `til` is the last day included, `None` means still running. `grad` is in thousandths
and hours are in 1/10,000 hour, both whole numbers, so that no threshold is ever decided by a rounding error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.uafhaengig.dage import plus_maaneder

LOENTILSKUD = frozenset({"loentilskud_privat", "loentilskud_offentlig"})
TIMEENHEDER = 10_000
"""Units to the hour."""


@dataclass(frozen=True)
class Ydelse:
    """A benefit spell. `nr` is its place in the file: of two begun on one day the later row holds."""

    nr: int
    ydelse: str
    fra: int
    til: int | None
    visitation: str | None
    grad: int
    status: str | None


@dataclass(frozen=True)
class Indsats:
    """An activity spell."""

    indsats: str
    fra: int
    til: int | None
    bevilget: int | None

    def varer_mindst(self, dage: int) -> bool:
        """Whether the activity, planned days included, is at least so many days long."""
        return self.til is None or self.til - self.fra + 1 >= dage


@dataclass(frozen=True)
class Samtale:
    """A talk."""

    dato: int
    slags: str
    status: str
    part: str | None


@dataclass(frozen=True)
class Fritagelse:
    """An exemption spell."""

    grund: str
    fra: int
    til: int | None

    def omfatter(self, dag: int) -> bool:
        """Whether the exemption holds on a day."""
        return self.fra <= dag and (self.til is None or dag <= self.til)


@dataclass
class Person:
    """Everything known on the day `pr`, and nothing else."""

    pr: int
    borger_id: str
    foedt: int
    har_uddannelse: bool
    har_boern: bool
    integrationsprogram: bool
    deltid: bool
    ydelser: list[Ydelse]
    indsatser: list[Indsats]
    samtaler: list[Samtale]
    loentimer: dict[int, int]
    fritagelser: list[Fritagelse]
    haendelser: list[tuple[str, int]]
    fylder_18: int = field(init=False)
    fylder_25: int = field(init=False)
    fylder_30: int = field(init=False)

    def __post_init__(self) -> None:
        self.fylder_18 = plus_maaneder(self.foedt, 18 * 12)
        self.fylder_25 = plus_maaneder(self.foedt, 25 * 12)
        self.fylder_30 = plus_maaneder(self.foedt, 30 * 12)

    def ydelsesdage(self, ydelse: str) -> dict[int, Ydelse]:
        """Every day up to `pr` on the benefit, with the spell that holds: of overlapping ones the latest begun."""
        dage: dict[int, Ydelse] = {}
        for spell in sorted((y for y in self.ydelser if y.ydelse == ydelse), key=lambda y: (y.fra, y.nr)):
            sidste = self.pr if spell.til is None else min(spell.til, self.pr)
            dage.update(dict.fromkeys(range(spell.fra, sidste + 1), spell))
        return dage

    def loentilskudsdage(self) -> set[int]:
        """Every day up to `pr` in loentilskud."""
        dage: set[int] = set()
        for indsats in self.indsatser:
            if indsats.indsats in LOENTILSKUD:
                dage.update(range(indsats.fra, (self.pr if indsats.til is None else min(indsats.til, self.pr)) + 1))
        return dage

    def haendelsesdage(self, haendelse: str) -> list[int]:
        """The days of one sort of event, in order."""
        return sorted(dag for navn, dag in self.haendelser if navn == haendelse)


def kend(person: Mapping[str, Any], pr: date) -> Person:
    """The facts of a plain-dict person that had begun on or before the day `pr`."""
    d = pr.toordinal()
    borger = person["borger"]
    loentimer: dict[int, int] = {}
    for raekke in person.get("loentimer", ()):
        maaned = raekke["maaned"].toordinal()
        if maaned <= d:
            loentimer[maaned] = loentimer.get(maaned, 0) + _tusinddele(raekke["timer"], TIMEENHEDER)
    return Person(
        pr=d,
        borger_id=borger["borger_id"],
        foedt=borger["foedselsdato"].toordinal(),
        har_uddannelse=bool(borger.get("erhvervsuddannelse")),
        har_boern=bool(borger.get("hjemmeboende_boern")),
        integrationsprogram=bool(borger.get("integrationsprogram")),
        deltid=borger.get("forsikring") == "deltid",
        ydelser=[
            Ydelse(
                nr,
                r["ydelse"],
                r["fra"].toordinal(),
                _dag(r.get("til")),
                r.get("visitation"),
                1000 if r.get("grad") is None else _tusinddele(r["grad"], 1000),
                r.get("status"),
            )
            for nr, r in enumerate(person["ydelser"])
            if r["fra"].toordinal() <= d
        ],
        indsatser=[
            Indsats(r["indsats"], r["fra"].toordinal(), _dag(r.get("til")), _dag(r.get("bevilget")))
            for r in person.get("indsatser", ())
            if r["fra"].toordinal() <= d
        ],
        samtaler=[
            Samtale(r["dato"].toordinal(), r["slags"], r["status"], r.get("part"))
            for r in person.get("samtaler", ())
            if r["dato"].toordinal() <= d
        ],
        loentimer=loentimer,
        fritagelser=[
            Fritagelse(r["grund"], r["fra"].toordinal(), _dag(r.get("til")))
            for r in person.get("fritagelser", ())
            if r["fra"].toordinal() <= d
        ],
        haendelser=[
            (r["haendelse"], r["dato"].toordinal()) for r in person.get("haendelser", ()) if r["dato"].toordinal() <= d
        ],
    )


def _dag(dato: date | None) -> int | None:
    return None if dato is None else dato.toordinal()


def _tusinddele(tal: Decimal | str | int, enheder: int) -> int:
    """A decimal number in whole units, rounded half up when it has more decimals than there are units for."""
    return int((Decimal(tal) * enheder).quantize(Decimal(1), rounding=ROUND_HALF_UP))
