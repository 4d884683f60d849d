"""The state of the system in words: what somebody must look at is said first, and lengths and sizes can be read."""

from __future__ import annotations

from typing import Any

import pytest

VEL: dict[str, Any] = {
    "klar": {"database": True},
    "indlaesninger": [
        {"fagsystem": "SYDNET", "nummer": 3, "tidspunkt": "2026-05-01T02:00:00+00:00", "alder_sekunder": 9}
    ],
    "natkoersel": {"forskelle": 0},
    "sikkerhedskopi": {"ok": True, "alder_sekunder": 60},
    "disk": {"bytes": 100, "ledige_bytes": 50},
    "tal": {"ajour": True, "bagud": 0},
}


@pytest.mark.parametrize(
    ("sekunder", "sagt"),
    [
        (0, "0 sekunder"),
        (119, "119 sekunder"),
        (120, "2 minutter"),
        (7_199, "119 minutter"),
        (7_200, "2 timer"),
        (172_799, "47 timer"),
        (172_800, "2 døgn"),
    ],
)
def test_a_length_of_time_is_said_in_the_largest_unit_that_says_something(
    store: object, sekunder: int, sagt: str
) -> None:
    from rettidig.web.tilstandsord import varighed

    assert varighed(sekunder) == sagt


@pytest.mark.parametrize(
    ("del_", "galt", "ord_"),
    [
        ("klar", {"database": False}, "Database"),
        ("indlaesninger", [VEL["indlaesninger"][0] | {"alder_sekunder": 500_000}], "SYDNET er 5 døgn"),
        ("natkoersel", {"forskelle": 2}, "2"),
        ("sikkerhedskopi", None, "sikkerhedskopi"),
        ("sikkerhedskopi", {"ok": False, "alder_sekunder": 60}, "lykkedes ikke"),
        ("sikkerhedskopi", {"ok": True, "alder_sekunder": 300_000}, "3 døgn"),
        ("disk", {"bytes": 100, "ledige_bytes": 5}, "5"),
        ("tal", {"ajour": False, "bagud": 4}, "4"),
    ],
)
def test_what_is_not_as_it_should_be_is_one_sentence(store: object, del_: str, galt: Any, ord_: str) -> None:
    from rettidig.web.tilstandsord import opmaerksomhed

    assert opmaerksomhed(VEL) == []
    (saetning,) = opmaerksomhed({**VEL, del_: galt})
    assert ord_ in saetning


def test_parts_that_cannot_be_told_stop_nothing(store: object) -> None:
    from rettidig.web.tilstandsord import opmaerksomhed, som_dele

    intet = dict.fromkeys(VEL)
    assert len(opmaerksomhed(intet)) == 1
    assert all(del_["tom"] for del_ in som_dele(intet))
    ((_, raekke),) = [(d["overskrift"], d["raekker"][0]) for d in som_dele(VEL) if "raekker" in d]
    assert raekke == ["SYDNET", "3", "1.5.2026 04.00", "9 sekunder"]
