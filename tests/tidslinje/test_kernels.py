"""The compiled form of every operation answers as the plain one."""

from __future__ import annotations

import inspect
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pkgutil import iter_modules

import numpy as np
import pytest
from bench.algebra import Town
from hypothesis import given, settings
from hypothesis import strategies as st
from numba.core.dispatcher import Dispatcher
from tests.tidslinje.ragged_values import (
    WHAT_EACH_OPERATION_IS_ASKED,
    assert_alike,
)

from rettidig.tidslinje import calendar, kernels, operations, plain
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import (
    Timeline,
    empty_timeline,
    no_points,
    points_from_lists,
    spells_from_lists,
    timeline_from_lists,
)


def operations_of(form: object) -> dict[str, inspect.Signature]:
    return {
        name: inspect.signature(each)
        for name, each in inspect.getmembers(form, inspect.isfunction)
        if not name.startswith("_") and name in vars(operations) and name != "use"
    }


def test_the_kernels_have_exactly_the_functions_of_the_plain_form() -> None:
    assert sorted(kernels.__all__) == sorted(operations_of(plain))
    assert operations_of(kernels) == operations_of(plain)


def test_every_operation_is_compared() -> None:
    assert set(WHAT_EACH_OPERATION_IS_ASKED) == set(kernels.__all__)


@pytest.mark.parametrize("operation", WHAT_EACH_OPERATION_IS_ASKED)
@given(data=st.data())
def test_the_kernel_answers_as_the_plain_form(operation: str, data: st.DataObject) -> None:
    arguments = data.draw(WHAT_EACH_OPERATION_IS_ASKED[operation])
    assert_alike(getattr(kernels, operation)(*arguments), getattr(plain, operation)(*arguments))


@pytest.mark.parametrize("operation", WHAT_EACH_OPERATION_IS_ASKED)
@settings(max_examples=10)
@given(data=st.data())
def test_the_kernel_reads_arrays_it_may_not_write_and_leaves_its_operands_as_they_were(
    operation: str, data: st.DataObject
) -> None:
    arguments = data.draw(WHAT_EACH_OPERATION_IS_ASKED[operation])
    arrays = [
        part
        for each in arguments
        for part in ([each] if isinstance(each, np.ndarray) else [getattr(each, name, None) for name in each_array])
        if part is not None
    ]
    for array in arrays:
        array.flags.writeable = False
    before = [array.copy() for array in arrays]
    getattr(kernels, operation)(*arguments)
    for array, copy in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(array, copy)


each_array = ("offsets", "start", "end", "value", "day", "row", "amount")


def test_the_operations_answer_through_the_kernels_when_told_so() -> None:
    a = timeline_from_lists([[(1, 5)]], None, [[(7,)]])
    with operations.use(kernels):
        assert operations.union(a, empty_timeline(1)).sources is None
    assert operations.union(a, empty_timeline(1)).sources == ((7,),)


def kernels_compiled() -> dict[str, Dispatcher]:
    """Every compiled function of the package that is kept between runs, by name."""
    return {
        f"{module.__name__}.{name}": each
        for module in (import_module(found.name) for found in iter_modules(kernels.__path__, f"{kernels.__name__}."))
        for name, each in vars(module).items()
        if isinstance(each, Dispatcher) and each.stats.cache_path is not None
    }


def test_every_kernel_is_compiled_for_one_set_of_types_and_without_the_interpreters_lock() -> None:
    for operation, arguments in Town(60, seed=1).arguments().items():
        getattr(kernels, operation)(*arguments)
    compiled = kernels_compiled()
    assert compiled
    assert {name: len(each.signatures) for name, each in compiled.items()} == dict.fromkeys(compiled, 1)
    assert {name for name, each in compiled.items() if not each.targetoptions["nogil"]} == set()


def test_the_measured_operations_are_all_there_are() -> None:
    assert set(Town(60, seed=1).arguments()) == set(kernels.__all__)


def test_sources_are_not_kept() -> None:
    a = timeline_from_lists([[(1, 5)]], None, [[(7,)]])
    assert kernels.subtract(a, empty_timeline(1)).sources is None


def test_timelines_that_share_a_day_are_not_joined() -> None:
    a, b = timeline_from_lists([[], [(1, 5)]]), timeline_from_lists([[], [(4, 9)]])
    for form in (plain, kernels):
        with pytest.raises(ValueError, match="share a day"):
            form.join(a, b)


@pytest.mark.parametrize("operation", ["union", "intersect", "subtract", "join"])
def test_timelines_of_unequally_many_owners_are_not_combined(operation: str) -> None:
    for form in (plain, kernels):
        with pytest.raises(ValueError, match="1 and 2 owners"):
            getattr(form, operation)(empty_timeline(1), empty_timeline(2))


def test_cuts_and_breaks_for_other_owners_are_refused() -> None:
    with pytest.raises(ValueError, match="1 and 2 owners"):
        kernels.split(empty_timeline(1), no_points(2))
    with pytest.raises(ValueError, match="1 and 2 owners"):
        kernels.chains(empty_timeline(1), empty_timeline(2), no_points(1))


def test_a_question_about_an_owner_who_is_not_there_is_refused() -> None:
    one = np.array([0], dtype=np.int32)
    for owner in (-1, 1):
        with pytest.raises(IndexError, match="not among the 1"):
            kernels.days_in(empty_timeline(1), np.array([owner]), one, one)


def test_questions_with_columns_of_different_length_are_refused() -> None:
    owners, one, two = np.array([0]), np.array([0], dtype=np.int32), np.array([0, 1], dtype=np.int32)
    for start, end in ((two, two), (one, two)):
        with pytest.raises(ValueError, match=r"1 owners are asked about 2 days|1 windows begin and 2 end"):
            kernels.touches(empty_timeline(1), owners, start, end)
    with pytest.raises(ValueError, match="2 questions about the clocks of 1 owners"):
        kernels.accumulated(empty_timeline(1), two)


def test_points_without_amounts_are_not_summed() -> None:
    unpriced = points_from_lists([[1]])
    for form in (plain, kernels):
        with pytest.raises(ValueError, match="carry no amounts"):
            form.rolling_months(unpriced, 2)


def test_days_are_counted_from_one() -> None:
    with pytest.raises(ValueError, match="counted from 1"):
        kernels.nth_day_in(no_points(0), np.empty(0, np.int64), np.empty(0, np.int32), np.empty(0, np.int32), 0)


def test_an_open_interval_has_whole_months_to_the_end_of_days_and_one_without_a_beginning_has_none() -> None:
    start = calendar.day_of(2023, 5, 2)
    months = kernels.whole_months(timeline_from_lists([[(start, OPEN_END)], [(NO_DAY, start)]]))
    assert months.of(1) == []
    assert months.of(0)[0] == (calendar.day_of(2023, 6, 1), calendar.day_of(2023, 7, 1))
    assert OPEN_END - 31 < months.end[-1] <= OPEN_END
    np.testing.assert_array_equal(months.start[1:], months.end[:-1])


def test_the_longest_spell_covers_though_a_later_one_has_begun_and_ended() -> None:
    spells = spells_from_lists([[(0, 100), (10, 20), (30, 100)]])
    found = kernels.latest_cover(spells, np.array([0, 0, 0]), np.array([25, 40, 100], dtype=np.int32))
    assert found.day.tolist() == [100, 100, NO_DAY]
    assert found.row.tolist() == [0, 2, -1]


def test_a_timeline_made_of_slices_of_other_arrays_is_read_as_any_other() -> None:
    days = np.arange(24, dtype=np.int32)
    sliced = Timeline(np.array([0, 6, 12]), days[0:24:2], days[1:25:2])
    assert_alike(kernels.gaps(sliced), plain.gaps(sliced))


def test_blocks_answered_in_threads_are_answered_as_one_after_another() -> None:
    rng = np.random.default_rng(1)
    blocks = []
    for _ in range(8):
        lengths = rng.integers(0, 6, 400)
        edges = np.cumsum(rng.integers(1, 40, 2 * int(lengths.sum()))).astype(np.int32)
        offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        blocks.append(Timeline(offsets, edges[0::2], edges[1::2]))
    pairs = list(zip(blocks, reversed(blocks), strict=True))
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda pair: kernels.subtract(kernels.month_hull(pair[0]), pair[1]), pairs))
    for answer, (a, b) in zip(together, pairs, strict=True):
        assert_alike(answer, kernels.subtract(kernels.month_hull(a), b))
        assert_alike(answer, plain.subtract(plain.month_hull(a), b))
