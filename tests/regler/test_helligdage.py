"""The Danish holidays as dated data."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from rettidig.regler.helligdage import Helligdag
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje.calendar import to_date, to_day

REGISTER = hent_lov().helligdage
NAVN = {"da": "En dag", "en": "A day"}


def dage(aar: int) -> list[str]:
    return [to_date(dag).isoformat() for dag in sorted(REGISTER.dage(aar, aar))]


def test_the_holidays_of_2023_have_great_prayer_day() -> None:
    assert dage(2023) == [
        "2023-01-01",
        "2023-04-06",
        "2023-04-07",
        "2023-04-09",
        "2023-04-10",
        "2023-05-05",
        "2023-05-18",
        "2023-05-28",
        "2023-05-29",
        "2023-12-25",
        "2023-12-26",
    ]


def test_from_2024_great_prayer_day_is_a_day_like_others() -> None:
    assert "2024-04-26" not in dage(2024)
    assert len(dage(2024)) == len(dage(2023)) - 1


def test_several_years_are_the_years_together() -> None:
    assert REGISTER.dage(2023, 2025) == REGISTER.dage(2023, 2023) | REGISTER.dage(2024, 2025)


def test_constitution_day_and_christmas_eve_are_working_days_here_and_the_register_says_so() -> None:
    assert not REGISTER.dage(2025, 2025) & {to_day(dt.date(2025, 6, 5)), to_day(dt.date(2025, 12, 24))}
    assert "grundlovsdag" in REGISTER.forbehold.da


@pytest.mark.parametrize("felter", [{}, {"maaned": 1}, {"dag": 1}, {"maaned": 1, "dag": 1, "paaske": 0}])
def test_a_holiday_is_either_fixed_or_reckoned_from_easter(felter: dict[str, int]) -> None:
    with pytest.raises(ValidationError, match="enten maaned og dag"):
        Helligdag.model_validate({"navn": NAVN, **felter})
