"""Every sentence exists in both languages, and a key that does not exist is an error."""

from __future__ import annotations

import string

import pytest

from rettidig.sprog import _katalog, noegler, paa_sprog, tekst, vaelg_sprog, valgt_sprog


def test_danish_is_spoken_unless_another_language_is_chosen() -> None:
    assert tekst("forloeb.findes_ikke", sti="x") == "Stien x findes ikke."
    with paa_sprog("en"):
        assert tekst("forloeb.findes_ikke", sti="x") == "The path x does not exist."
    assert valgt_sprog() == "da"


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        tekst("findes.ikke")


def test_a_gap_left_empty_is_an_error() -> None:
    with pytest.raises(KeyError):
        tekst("forloeb.findes_ikke")


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown language"):
        vaelg_sprog("sv")


def test_a_value_with_braces_is_printed_as_it_is() -> None:
    assert tekst("forloeb.findes_ikke", sti="{sti} {0}") == "Stien {sti} {0} findes ikke."


@pytest.mark.parametrize("noegle", noegler())
def test_both_languages_have_the_same_gaps_and_are_not_empty(noegle: str) -> None:
    saetninger = _katalog()[noegle]
    huller = [{felt for _, felt, _, _ in string.Formatter().parse(s) if felt is not None} for s in saetninger.values()]
    assert huller[0] == huller[1]
    assert all(saetning.strip() for saetning in saetninger.values())
