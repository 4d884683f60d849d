"""Small figures: nothing few are behind can be read or worked out, and no more is taken than must be."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rettidig.adgang.undertrykkelse import undertryk


def _antal(svar: list[dict[str, Any]]) -> list[int | None]:
    return [raekke["antal"] for raekke in svar]


def test_a_small_figure_goes_and_the_smallest_other_with_it() -> None:
    svar = undertryk([{"team": t, "antal": n} for t, n in (("A", 3), ("B", 40), ("C", 12), ("D", 0))], 5)
    assert _antal(svar) == [None, 40, None, 0]
    assert [r["undertrykt"] for r in svar] == [True, False, True, False]


def test_large_figures_and_zeros_are_left_alone() -> None:
    assert _antal(undertryk([{"antal": n} for n in (5, 0, 17)], 5)) == [5, 0, 17]


def test_two_small_figures_hide_each_other_unless_their_sum_is_small_too() -> None:
    assert _antal(undertryk([{"antal": n} for n in (3, 4, 50)], 5)) == [None, None, 50]
    assert _antal(undertryk([{"antal": n} for n in (1, 1, 50, 9)], 5)) == [None, None, 50, None]


def test_a_small_figure_alone_among_zeros_is_hidden_among_them() -> None:
    assert _antal(undertryk([{"antal": n} for n in (2, 0, 0)], 5)) == [None, None, None]


def test_a_share_that_leaves_few_out_is_as_telling_as_one_with_few_in() -> None:
    raekker = [{"naevner": 20, "taeller": 18, "andel": 0.9}, {"naevner": 30, "taeller": 15, "andel": 0.5}]
    svar = undertryk(raekker, 5, tal=("naevner", "taeller"), afledte=("andel",))
    assert svar[0] == {"naevner": None, "taeller": None, "andel": None, "undertrykt": True}


def test_the_limit_is_the_one_chosen_in_the_data() -> None:
    assert _antal(undertryk([{"antal": 4}, {"antal": 5}, {"antal": 6}])) == [None, None, 6]


@pytest.mark.parametrize("forkert", [-1, None, 2.5])
def test_what_is_no_count_is_refused(forkert: Any) -> None:
    with pytest.raises(ValueError, match="count"):
        undertryk([{"antal": forkert}], 5)


@settings(max_examples=150)
@given(
    st.integers(2, 5).flatmap(
        lambda bredde: st.lists(
            st.lists(st.one_of(st.integers(0, 8), st.integers(0, 200)), min_size=bredde, max_size=bredde),
            min_size=2,
            max_size=5,
        )
    )
)
def test_no_small_figure_of_a_table_can_be_worked_out_from_its_sums(tabel: list[list[int]]) -> None:
    raekker = [{"a": i, "b": j, "antal": n} for i, linje in enumerate(tabel) for j, n in enumerate(linje)]
    svar = undertryk(raekker, 5, dele=("a", "b"))
    skjulte = [nr for nr, r in enumerate(svar) if r["undertrykt"]]
    assert all(r["antal"] == f["antal"] for r, f in zip(svar, raekker, strict=True) if not r["undertrykt"])
    assert all(svar[nr]["undertrykt"] for nr, r in enumerate(raekker) if 0 < r["antal"] < 5)
    if not skjulte or len(skjulte) == len(raekker):
        return
    # An independent judge: a missing figure is settled when its unit vector lies in the space the sums span.
    summer = [[nr for nr, r in enumerate(raekker) if r["a"] == i] for i in range(len(tabel))]
    summer += [[nr for nr, r in enumerate(raekker) if r["b"] == j] for j in range(len(tabel[0]))]
    matrix = np.array([[float(nr in gruppe) for nr in skjulte] for gruppe in summer])
    rang = np.linalg.matrix_rank(matrix)
    for plads in range(len(skjulte)):
        enhed = np.zeros((1, len(skjulte)))
        enhed[0, plads] = 1
        assert np.linalg.matrix_rank(np.vstack([matrix, enhed])) > rang
