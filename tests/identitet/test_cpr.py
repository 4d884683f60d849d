"""CPR numbers are read strictly and shown as the birth date alone."""

from __future__ import annotations

import copy
import datetime as dt
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identitet.proevepersoner import foedt, proevenummer

from rettidig.identitet.cpr import Cpr, tyd_cpr
from rettidig.identitet.fejl import IdentitetsFejl

NUMRE = st.builds(proevenummer, st.integers(0, 6_700), erstatning=st.booleans())


@given(NUMRE)
def test_a_number_is_read_however_it_is_written(cifre: str) -> None:
    former = (cifre, f"{cifre[:6]}-{cifre[6:]}", f" {cifre[:2]}.{cifre[2:4]}.{cifre[4:6]} - {cifre[6:]} ", f"{cifre}.0")
    assert {tyd_cpr(form).cifre for form in former} == {cifre}
    assert tyd_cpr(cifre).foedselsdato == foedt(cifre)
    assert tyd_cpr(cifre).er_erstatning == (int(cifre[0]) >= 6)


@given(NUMRE)
def test_however_it_is_printed_only_the_birth_date_is_seen(cifre: str) -> None:
    cpr = Cpr(cifre)
    for vist in (str(cpr), repr(cpr), f"{cpr}", f"{cpr!r}", "%s" % cpr, repr([cpr]), repr({cpr: cpr})):  # noqa: UP031
        assert cifre[6:] not in vist
        assert cifre not in vist
    assert str(cpr) == f"{cifre[:6]}-••••"
    assert cpr.skrevet == f"{cifre[:6]}-{cifre[6:]}"


@given(st.text(max_size=14))
def test_whatever_is_written_it_is_a_number_or_one_sentence_without_it(skrevet: str) -> None:
    fejl = None
    try:
        assert len(tyd_cpr(skrevet).cifre) == 10
    except IdentitetsFejl as egen:
        fejl = egen
    assert fejl is None or fejl.kode in {"cpr_form", "cpr_dato", "cpr_fremtid"}
    assert fejl is None or len(skrevet.strip()) < 3 or skrevet.strip() not in str(fejl)


@pytest.mark.parametrize(
    ("skrevet", "kode"),
    [
        ("3002585123", "cpr_dato"),
        ("0013585123", "cpr_dato"),
        ("9902585123", "cpr_dato"),
        ("6000585123", "cpr_dato"),
        ("0101575123", "cpr_fremtid"),
        ("12345678", "cpr_form"),
        ("12345678901", "cpr_form"),
        ("١٢٠١٥٨٥١٢٣", "cpr_form"),
        ("1e9", "cpr_form"),
        ("", "cpr_form"),
    ],
)
def test_what_cannot_be_a_number_is_refused_without_being_repeated(skrevet: str, kode: str) -> None:
    with pytest.raises(IdentitetsFejl) as fejl:
        tyd_cpr(skrevet)
    assert fejl.value.kode == kode
    assert not skrevet or skrevet not in str(fejl.value)


def test_a_number_without_the_old_check_digit_is_a_number() -> None:
    from stdnum.dk import cpr as stdnum_cpr

    cifre = proevenummer(5)
    assert stdnum_cpr.checksum(cifre) != 0
    assert Cpr(cifre).foedselsdato < dt.date(1863, 1, 1)


def test_a_zero_a_spreadsheet_dropped_is_put_back() -> None:
    cifre = proevenummer(3)
    assert cifre[0] == "0"
    assert tyd_cpr(cifre[1:]) == Cpr(cifre)


def test_a_number_is_not_packed_into_anything() -> None:
    for pak in (pickle.dumps, copy.copy):
        with pytest.raises(TypeError):
            pak(Cpr(proevenummer(1)))


def test_equal_numbers_are_one() -> None:
    assert len({Cpr(proevenummer(1)), tyd_cpr(proevenummer(1)), Cpr(proevenummer(2))}) == 2
    assert Cpr(proevenummer(1)) != proevenummer(1)
