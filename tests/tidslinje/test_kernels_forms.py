"""Which form answers, and that everything answers where the compiled one cannot."""

from __future__ import annotations

import subprocess
import sys

import pytest

from rettidig.tidslinje import forms, kernels, plain

BLOCK_NUMBA = "import sys; sys.modules['numba'] = None\n"


def told(program: str) -> str:
    """What a fresh process prints."""
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.strip()


@pytest.fixture(autouse=True)
def _without_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(forms.FORM_SETTING, raising=False)


def test_a_few_owners_are_answered_plainly_and_many_by_the_kernels() -> None:
    program = (
        "from rettidig.tidslinje import forms\n"
        "for owners in (1, forms.KERNELS_PAY_FROM - 1, forms.KERNELS_PAY_FROM):\n"
        "    print(forms.name_of(forms.choose(owners)))\n"
    )
    assert told(program).split() == ["plain", "plain", "kernels"]


def test_kernels_that_are_loaded_answer_for_fewer_too() -> None:
    assert forms.choose(forms.KERNELS_PAY_FROM) is kernels
    assert forms.choose(forms.LOADED_KERNELS_PAY_FROM) is kernels
    assert forms.choose(forms.LOADED_KERNELS_PAY_FROM - 1) is plain


def test_the_caller_may_say_from_how_many_owners_the_kernels_pay() -> None:
    assert forms.choose(10, kernels_from=10) is kernels
    assert forms.choose(9, kernels_from=10) is plain


@pytest.mark.parametrize("form", [plain, kernels], ids=forms.name_of)
def test_the_setting_decides_over_the_number_of_owners(form: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(forms.FORM_SETTING, forms.PLAIN if form is plain else forms.KERNELS)
    assert forms.choose(1) is form
    assert forms.choose(1_000_000) is form


def test_a_setting_that_names_no_form_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(forms.FORM_SETTING, "quick")
    with pytest.raises(forms.FormError, match="RETTIDIG_FORM must be plain or kernels, not 'quick'"):
        forms.choose(1)


def test_a_form_has_the_name_it_is_asked_for_by() -> None:
    assert forms.name_of(plain) == forms.PLAIN
    assert forms.name_of(kernels) == forms.KERNELS


def test_with_numba_the_kernels_are_available() -> None:
    assert forms.kernels_available()
    assert forms.why_no_kernels() is None


def test_the_operations_are_imported_without_numba() -> None:
    program = (
        "import sys; import rettidig.tidslinje.operations, rettidig.tidslinje.forms; print('numba' in sys.modules)"
    )
    assert told(program) == "False"


def test_without_numba_it_is_said_why_and_the_plain_form_answers_for_any_number_of_owners() -> None:
    program = BLOCK_NUMBA + (
        "from rettidig.tidslinje import forms, operations\n"
        "from rettidig.tidslinje.model import timeline_from_lists\n"
        "print(forms.kernels_available(), forms.why_no_kernels())\n"
        "form = forms.choose(1_000_000)\n"
        "a, b = timeline_from_lists([[(1, 5)]]), timeline_from_lists([[(4, 9)]])\n"
        "with operations.use(form):\n"
        "    print(forms.name_of(form), operations.union(a, b).of(0))\n"
    )
    why, answer = told(program).splitlines()
    assert why.startswith("False Numba cannot be used here: ")
    assert answer == "plain [(1, 9)]"


def test_without_numba_a_wish_for_the_kernels_is_refused_in_a_sentence() -> None:
    program = BLOCK_NUMBA + (
        "import os; os.environ['RETTIDIG_FORM'] = 'kernels'\n"
        "from rettidig.tidslinje import forms\n"
        "try:\n"
        "    forms.choose(1)\n"
        "except forms.FormError as refusal:\n"
        "    print(refusal)\n"
    )
    assert told(program).startswith("RETTIDIG_FORM asks for kernels, but Numba cannot be used here: ")
