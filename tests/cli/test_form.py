"""Numbers, bars and tables: what is shown is what was worked out, and nothing is cut off."""

from __future__ import annotations

import datetime as dt
import io
import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rettidig.cli.argumenter import tyd_argumenter
from rettidig.cli.koer.maalbillede import soejle
from rettidig.cli.tabel import FLEST_PAA_SKAERM, som_tabel
from rettidig.sprog import paa_sprog
from rettidig.svar.dansk_form import hele_procent, procent
from rettidig.svar.maskinformat import som_csv, som_json, som_parquet
from rettidig.svar.model import Kolonne, Slags, Svar

KOLONNER = tuple(Kolonne(slags.value, slags) for slags in Slags)
TEGN = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
VAERDIER: dict[Slags, st.SearchStrategy[Any]] = {
    Slags.TEKST: TEGN,
    Slags.CITAT: TEGN,
    Slags.DATO: st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
    Slags.HELTAL: st.integers(-(2**60), 2**60),
    Slags.ANDEL: st.fractions(0, 1, max_denominator=10_000),
    Slags.PROCENT: st.integers(0, 100),
    Slags.TAL: st.decimals(0, 1000, places=2),
    Slags.JANEJ: st.booleans(),
}
RAEKKER = st.lists(
    st.fixed_dictionaries({slags.value: st.none() | vaerdi for slags, vaerdi in VAERDIER.items()}), max_size=6
)


def svar(raekker: list[dict[str, Any]]) -> Svar:
    return Svar(KOLONNER, raekker, dt.date(2023, 5, 31), "LV2023A")


@given(RAEKKER)
def test_json_gives_back_the_rows_it_was_given(raekker: list[dict[str, Any]]) -> None:
    laest = json.loads(b"".join(som_json(svar(raekker))))
    assert laest["raekker"] == [{navn: _jsonvaerdi(v) for navn, v in raekke.items()} for raekke in raekker]
    assert (laest["pr"], laest["lov"]) == ("2023-05-31", "LV2023A")


def _jsonvaerdi(vaerdi: Any) -> Any:
    if isinstance(vaerdi, dt.date):
        return vaerdi.isoformat()
    return float(vaerdi) if isinstance(vaerdi, Fraction | Decimal) else vaerdi


@given(RAEKKER)
def test_parquet_keeps_every_value_and_its_type(raekker: list[dict[str, Any]]) -> None:
    tabel = pq.read_table(io.BytesIO(b"".join(som_parquet(svar(raekker)))))
    assert tabel.to_pylist() == [
        {n: float(v) if isinstance(v, Fraction | Decimal) else v for n, v in raekke.items()} for raekke in raekker
    ]


@given(RAEKKER)
def test_csv_has_one_record_for_every_row(raekker: list[dict[str, Any]]) -> None:
    import csv

    raa = b"".join(som_csv(svar(raekker))).decode("utf-8-sig")
    laest = list(csv.reader(io.StringIO(raa, newline=""), delimiter=";"))
    assert len(laest) == len(raekker) + 1
    for linje, raekke in zip(laest[1:], raekker, strict=True):
        assert linje[0] == (raekke["tekst"] or "")
        assert not linje[1].startswith(("=", "+", "@"))


@given(RAEKKER, st.none() | st.integers(20, 200))
def test_a_table_never_cuts_a_value_off(raekker: list[dict[str, Any]], bredde: int | None) -> None:
    rene = [{**raekke, "tekst": "id-0123456789-slut", "citat": "x"} for raekke in raekker]
    tabel = som_tabel(svar(rene), bredde, "kort")
    assert "…" not in tabel
    sammen = "".join(tabel.split())
    if bredde is None:
        assert sammen.count("id-0123456789-slut") == len(rene)
    for raekke in rene:
        if raekke["dato"] is not None:
            assert raekke["dato"].isoformat() in tabel


def test_a_screen_gets_the_first_rows_and_a_file_gets_all() -> None:
    mange = [{kolonne.navn: None for kolonne in KOLONNER} | {"tekst": f"r{nr}"} for nr in range(FLEST_PAA_SKAERM + 1)]
    paa_skaerm = som_tabel(svar(mange), 120, "kort")
    assert f"De første {FLEST_PAA_SKAERM} af {FLEST_PAA_SKAERM + 1} rækker er vist" in paa_skaerm
    assert f"r{FLEST_PAA_SKAERM}" not in paa_skaerm
    assert f"r{FLEST_PAA_SKAERM}" in som_tabel(svar(mange), None, "kort")


@given(st.fractions(0, 1))
def test_a_percentage_is_the_share_rounded_to_one_decimal(andel: Fraction) -> None:
    vist = Fraction(procent(andel).removesuffix(" %").replace(",", "."))
    assert abs(vist - andel * 100) <= Fraction(1, 20)
    with paa_sprog("en"):
        assert procent(andel) == procent(andel).replace(",", ".")


def test_halves_are_rounded_up_and_whole_limits_have_no_decimals() -> None:
    assert procent(Fraction(2765, 10_000)) == "27,7 %"
    assert hele_procent(Fraction(7, 10)) == "70"
    assert hele_procent(Fraction(1, 3)) == "33,3"


@given(st.fractions(0, 1), st.fractions(0, 1), st.integers(3, 40))
def test_a_bar_fills_its_width_and_is_never_longer_for_a_smaller_share(
    andel: Fraction, krav: Fraction, bredde: int
) -> None:
    bar = soejle(andel, krav, bredde)
    assert len(bar) == bredde
    assert bar.count("█") == (int(andel * bredde * 8 + Fraction(1, 2)) // 8)
    assert bar.count("█") <= soejle(Fraction(1), krav, bredde).count("█") == bredde


@given(st.lists(st.sampled_from(["frister", "DATA", "--pr", "2023-05-31", "--ud", "--regel=lab.102.x", "ø"])))
def test_arguments_without_language_and_lists_are_left_as_they_are(ord_: list[str]) -> None:
    assert tyd_argumenter(ord_) == ord_


@pytest.mark.parametrize(
    ("ord_", "tydet"),
    [
        (["--regel", "a.b", "c.d", "DATA"], ["--regel", "a.b", "--regel", "c.d", "DATA"]),
        (["--regel", "a.b,c.d"], ["--regel", "a.b", "--regel", "c.d"]),
        (["--regel"], ["--regel"]),
        (["--", "--sprog", "en"], ["--", "--sprog", "en"]),
    ],
)
def test_a_list_of_rules_is_taken_apart(ord_: list[str], tydet: list[str]) -> None:
    assert tyd_argumenter(ord_) == tydet
