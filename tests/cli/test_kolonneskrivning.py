"""Rows kept as columns are written as the same rows kept one by one, to the byte."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from rettidig.cli.tabel import FLEST_PAA_SKAERM, som_lang_tabel, som_tabel
from rettidig.svar import maskinformat
from rettidig.svar.kolonnesvar import Kolonnesvar
from rettidig.svar.model import Kolonne, Slags, Svar

KOLONNER = (
    Kolonne("borger_id"),
    Kolonne("en ret lang overskrift"),
    Kolonne("frist", Slags.DATO),
    Kolonne("pause_dage", Slags.HELTAL),
    Kolonne("sats", Slags.PROCENT),
    Kolonne("tekst"),
)
TEKST = pa.dictionary(pa.int32(), pa.string())
TYPER = (TEKST, pa.dictionary(pa.int16(), pa.string()), pa.date32(), pa.int64(), pa.int64(), TEKST)
SKEMA = pa.schema([(kolonne.navn, slags) for kolonne, slags in zip(KOLONNER, TYPER, strict=True)])

tekster = st.text(st.characters(codec="utf-8"), max_size=6) | st.sampled_from(
    ["=1+1", "-", 'a"b;c', "æøå\\", "\r\n", ""]
)
raekker = st.tuples(
    tekster,
    st.none() | tekster,
    st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31)),
    st.integers(-(2**40), 2**40),
    st.integers(0, 100),
    st.just("LAB § 102, stk. 1"),
)
dele = st.lists(st.lists(raekker, max_size=6), max_size=4)


def _tabel(del_: list[tuple[Any, ...]]) -> pa.Table:
    kolonner = []
    for nr, slags in enumerate(TYPER):
        vaerdier = [raekke[nr] for raekke in del_]
        ordbog = pa.types.is_dictionary(slags)
        kolonner.append(
            pa.array(vaerdier, pa.string()).dictionary_encode().cast(slags) if ordbog else pa.array(vaerdier, slags)
        )
    return pa.Table.from_arrays(kolonner, schema=SKEMA)


def _svar(raekkerne: Any) -> Svar:
    return Svar(KOLONNER, raekkerne, dt.date(2024, 5, 31), "LV")


@given(dele)
def test_columns_and_rows_are_written_alike_in_every_form(i_dele: list[list[tuple[Any, ...]]]) -> None:
    enkelte = [dict(zip(SKEMA.names, raekke, strict=True)) for del_ in i_dele for raekke in del_]
    with Kolonnesvar(SKEMA) as i_kolonner:
        for del_ in i_dele:
            i_kolonner.tag_imod(_tabel(del_))
        som_kolonner, som_raekker = _svar(i_kolonner), _svar(enkelte)
        for form in (maskinformat.som_json, maskinformat.som_csv, maskinformat.som_parquet):
            assert b"".join(form(som_kolonner)) == b"".join(form(som_raekker))
        assert "".join(som_lang_tabel(som_kolonner, i_kolonner, "kort")) == som_tabel(som_raekker, None, "kort")
        assert som_tabel(som_kolonner, 80, "kort") == som_tabel(som_raekker, 80, "kort")


@given(dele, st.slices(FLEST_PAA_SKAERM // 10))
def test_columns_are_read_as_any_other_rows(i_dele: list[list[tuple[Any, ...]]], udsnit: slice) -> None:
    enkelte = [dict(zip(SKEMA.names, raekke, strict=True)) for del_ in i_dele for raekke in del_]
    with Kolonnesvar(SKEMA) as i_kolonner:
        for del_ in i_dele:
            i_kolonner.tag_imod(_tabel(del_))
        assert len(i_kolonner) == len(enkelte)
        assert list(i_kolonner) == enkelte
        assert i_kolonner[udsnit] == enkelte[udsnit]
        assert [i_kolonner[nr] for nr in range(-len(enkelte), len(enkelte))] == enkelte + enkelte
        kolonner = ["en ret lang overskrift", "frist", "sats"]
        forskellige = dict.fromkeys(tuple(raekke[navn] for navn in kolonner) for raekke in enkelte)
        assert [tuple(raekke.values()) for raekke in i_kolonner.forskellige(kolonner)] == list(forskellige)
