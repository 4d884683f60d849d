"""The page of measurements: what was measured now takes the place of what stood, and the rest stands."""

from __future__ import annotations

from bench.side import flet

_SIDE = "# Målinger\n\nord\n\n## Et: 10 borgere\n\ngammel\n\n## To\n\nstår\n\n## Maskinen\n\n- kerner\n"


def test_a_section_measured_anew_takes_the_place_of_the_old_one_whatever_its_heading_says_after_the_colon() -> None:
    assert flet(_SIDE, ["## Et: 20 borgere", "", "ny", ""]) == _SIDE.replace(
        "10 borgere\n\ngammel", "20 borgere\n\nny"
    ).rstrip("\n")


def test_a_section_that_was_not_there_comes_before_the_machine() -> None:
    assert flet(_SIDE, ["## Tre", "", "ny", ""]).splitlines()[-7:] == [
        "## Tre",
        "",
        "ny",
        "",
        "## Maskinen",
        "",
        "- kerner",
    ]
