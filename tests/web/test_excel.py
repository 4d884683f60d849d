"""The workbook: types kept, nothing from the data a formula, and what the figures are said beside them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import fastexcel
import pytest

from rettidig.svar.model import Forbeholdslinje, Kolonne, Slags, Svar


@pytest.fixture(autouse=True)
def _django(_lagring: Path) -> None:
    """The pages' settings."""


KOLONNER = (
    Kolonne("borger_id"),
    Kolonne("frist", Slags.DATO),
    Kolonne("antal", Slags.HELTAL),
    Kolonne("andel", Slags.ANDEL),
    Kolonne("opfyldt", Slags.JANEJ),
)


def _svar(*raekker: dict[str, Any]) -> Svar:
    return Svar(
        KOLONNER,
        raekker,
        dt.date(2023, 5, 31),
        "2023-1",
        spoergsmaal={"aar": 2023},
        forbehold=(Forbeholdslinje("[I]", "Et forbehold."),),
    )


def _raekke(**andet: Any) -> dict[str, Any]:
    grund = {"borger_id": "A1", "frist": dt.date(2023, 6, 1), "antal": 12345, "andel": Fraction(1, 3), "opfyldt": True}
    return {**grund, **andet}


def _ark(indhold: bytes, nr: int) -> list[tuple[Any, ...]]:
    return fastexcel.read_excel(indhold).load_sheet(nr, header_row=None, dtypes="string").to_arrow().to_pylist()


def test_a_text_that_looks_like_a_formula_or_an_address_stays_a_text() -> None:
    from rettidig.web.excel import regneark

    farlige = ["=1+1", "+A1", "-2", "@SUM(A1)", '=HYPERLINK("http://x")', "http://x.dk", "{=1}", "\t=1"]
    indhold = regneark(_svar(*[_raekke(borger_id=f) for f in farlige]), "Frister")
    with zipfile.ZipFile(io.BytesIO(indhold)) as pakke:
        ark = pakke.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in ark
        assert "hyperlink" not in ark
    assert [next(iter(r.values())) for r in _ark(indhold, 0)][1:] == farlige


def test_dates_counts_and_shares_are_written_as_what_they_are() -> None:
    from rettidig.web.excel import regneark

    ark = fastexcel.read_excel(regneark(_svar(_raekke(), _raekke(frist=None, andel=None)), "Frister")).load_sheet(0)
    tabel = ark.to_arrow()
    assert tabel.column("frist").to_pylist()[0].isoformat().startswith("2023-06-01")
    assert tabel.column("antal").to_pylist() == [12345.0, 12345.0]
    assert abs(tabel.column("andel").to_pylist()[0] - 1 / 3) < 1e-9
    assert tabel.column("andel").to_pylist()[1] is None
    assert tabel.column("opfyldt").to_pylist() == ["ja", "ja"]


def test_the_second_sheet_says_day_law_source_and_reservations() -> None:
    from rettidig.web.excel import regneark

    linjer = [list(r.values()) for r in _ark(regneark(_svar(), "Frister", [("Som kendt", "1.6.2023")]), 1)]
    alt = {linje[0]: linje[1] for linje in linjer if linje[0]}
    assert alt["Opgjort pr."] == "2023-05-31"
    assert alt["Lovversion"] == "2023-1"
    assert alt["Som kendt"] == "1.6.2023"
    assert alt["Forbehold"] == "Et forbehold."


def test_the_download_is_named_after_its_title_and_kept_by_nobody() -> None:
    from rettidig.web.excel import som_fil

    svar = som_fil(_svar(), "Frister på hold: år 2023\r\nX: y")
    assert svar["Content-Disposition"] == 'attachment; filename="frister-paa-hold-aar-2023-x-y.xlsx"'
    assert svar["Cache-Control"] == "no-store"


def test_a_workbook_with_the_first_of_more_says_so_and_one_with_all_says_nothing() -> None:
    from rettidig.web.excel import afkortet

    assert afkortet(3, 3) == []
    assert [saetning for _, saetning in afkortet(3, 7)] == ["De første 3 af 7 er vist."]


def test_a_row_has_as_many_cells_as_there_are_columns() -> None:
    from rettidig.web.excel import som_raekke

    kolonner = (Kolonne("Borger"), Kolonne("Team"))
    assert som_raekke(kolonner, "B", "Nord") == {"Borger": "B", "Team": "Nord"}
    with pytest.raises(ValueError, match="shorter"):
        som_raekke(kolonner, "B")
