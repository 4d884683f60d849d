"""Plain calendar arithmetic on day numbers.

A day number is `date.toordinal()`: an int, one per day. Day 1 was a Monday, which makes weekdays simple. Written anew
here, from the standard library only, so that a mistake in the engine's calendar cannot hide in the yardstick as well.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date


def dagnummer(aar: int, maaned: int, dag: int) -> int:
    """The day number of a calendar date."""
    return date(aar, maaned, dag).toordinal()


def som_dato(dag: int | None) -> date | None:
    """The calendar date of a day number; no day stays no day."""
    return None if dag is None else date.fromordinal(dag)


def plus_maaneder(dag: int, maaneder: int) -> int:
    """The same day of the month so many months on, or the last day of that month where the day does not exist."""
    d = date.fromordinal(dag)
    aar, nul_maaned = divmod(d.year * 12 + d.month - 1 + maaneder, 12)
    maaned = nul_maaned + 1
    return date(aar, maaned, min(d.day, monthrange(aar, maaned)[1])).toordinal()


def maanedens_foerste(dag: int) -> int:
    """The first day of the month a day lies in."""
    return date.fromordinal(dag).replace(day=1).toordinal()


def maanedens_sidste(dag: int) -> int:
    """The last day of the month a day lies in."""
    return plus_maaneder(maanedens_foerste(dag), 1) - 1


def ugens_mandag(dag: int) -> int:
    """The Monday of the ISO week a day lies in."""
    return dag - (dag - 1) % 7


def ugens_soendag(dag: int) -> int:
    """The Sunday of the ISO week a day lies in."""
    return ugens_mandag(dag) + 6


def er_hverdag(dag: int) -> bool:
    """Monday to Friday, public holidays included."""
    return (dag - 1) % 7 < 5


def ugenavn(dag: int) -> str:
    """The ISO week as written in answers: `2023-W05`."""
    aar, uge, _ = date.fromordinal(dag).isocalendar()
    return f"{aar:04d}-W{uge:02d}"


def hele_maaneder_imellem(sidste_foer: int, foerste_efter: int) -> Iterator[range]:
    """Every calendar month that lies wholly after one day and wholly before another, as its days."""
    foerste = maanedens_foerste(sidste_foer)
    while foerste < foerste_efter:
        naeste = plus_maaneder(foerste, 1)
        if foerste > sidste_foer and naeste - 1 < foerste_efter:
            yield range(foerste, naeste)
        foerste = naeste


LOVVERSIONER = (
    ("LV2020", dagnummer(2020, 1, 1)),
    ("LV2022", dagnummer(2022, 1, 1)),
    ("LV2023A", dagnummer(2023, 3, 22)),
    ("LV2024", dagnummer(2024, 1, 1)),
    ("LV2025A", dagnummer(2025, 1, 1)),
    ("LV2025B", dagnummer(2025, 7, 1)),
    ("LV2026A", dagnummer(2026, 1, 1)),
    ("LV2026B", dagnummer(2026, 2, 1)),
    ("LV2026C", dagnummer(2026, 7, 1)),
    ("LV2027", dagnummer(2027, 1, 1)),
)
"""Law versions with the first day each is in force."""


def lovversion(dag: int) -> str:
    """The law version in force on a day; the oldest known one for days before 2020."""
    navn = LOVVERSIONER[0][0]
    for kandidat, ikraft in LOVVERSIONER:
        if dag >= ikraft:
            navn = kandidat
    return navn


NYT_AAR_2020 = dagnummer(2020, 1, 1)
NYT_AAR_2022 = dagnummer(2022, 1, 1)
MARTS_2023 = dagnummer(2023, 3, 22)
NYT_AAR_2024 = dagnummer(2024, 1, 1)
JULI_2025 = dagnummer(2025, 7, 1)
JULI_2026 = dagnummer(2026, 7, 1)

CORONA = (
    range(dagnummer(2020, 3, 1), dagnummer(2020, 8, 31) + 1),
    range(dagnummer(2021, 1, 1), dagnummer(2021, 6, 30) + 1),
)
"""The two periods in which the clock of the duties stood still for dagpenge."""


def er_corona(dag: int) -> bool:
    """Whether a day lies in one of the two periods in which hours do not count for the duties."""
    return dag in CORONA[0] or dag in CORONA[1]
