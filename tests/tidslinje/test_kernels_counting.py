"""Counting on days: against the count a person would make, and what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tidslinje.ragged_values import WHAT_EACH_OPERATION_IS_ASKED

from rettidig.tidslinje import kernels, plain
from rettidig.tidslinje.model import timeline_from_lists

FORMS = (plain, kernels)


@given(data=st.data())
def test_each_key_is_counted_on_each_day_as_one_would_by_hand(data: st.DataObject) -> None:
    a, keys, number, days = data.draw(WHAT_EACH_OPERATION_IS_ASKED["count_on"])
    by_hand = [[int(((a.start <= day) & (day < a.end) & (keys == key)).sum()) for day in days] for key in range(number)]
    for form in FORMS:
        assert form.count_on(a, keys, number, days).tolist() == by_hand


def one_entry() -> Any:
    return timeline_from_lists([[(1, 5)]])


def test_an_entry_counts_from_its_first_day_to_the_day_before_its_end() -> None:
    days = np.array([0, 1, 4, 5], dtype=np.int32)
    for form in FORMS:
        assert form.count_on(one_entry(), np.array([1]), 2, days).tolist() == [[0, 0, 0, 0], [0, 1, 1, 0]]


def test_entries_without_a_key_each_are_not_counted() -> None:
    for form in FORMS:
        with pytest.raises(ValueError, match=r"keys|argument"):
            form.count_on(one_entry(), np.array([0, 0]), 1, np.array([1], dtype=np.int32))


def test_a_key_beyond_the_last_is_refused() -> None:
    for form in FORMS:
        with pytest.raises(IndexError):
            form.count_on(one_entry(), np.array([3]), 3, np.array([1], dtype=np.int32))
