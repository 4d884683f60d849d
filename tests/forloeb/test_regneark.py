"""Excel and Parquet: real dates, numbers stored as numbers, error cells, and what Excel does to ids."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from tests.forloeb.udtraek import alene, gaar_op, koder_i

from rettidig.forloeb import laes_datasaet


def bog(sti: Path, borgere: list[list[object]], ydelser: list[list[object]]) -> Path:
    fil = xlsxwriter.Workbook(sti)
    dato = fil.add_format({"num_format": "dd-mm-yyyy"})
    hoveder = {
        "Borgere": ["borger_id", "foedselsdato", "kommune", "ugetal_foer"],
        "YDELSER": ["borger_id", "ydelse", "fra", "til", "grad"],
    }
    for navn, raekker in (("Borgere", borgere), ("YDELSER", ydelser)):
        ark = fil.add_worksheet(navn)
        ark.write_row(0, 0, hoveder[navn])
        for nummer, raekke in enumerate(raekker, start=1):
            for plads, vaerdi in enumerate(raekke):
                match vaerdi:
                    case dt.date():
                        ark.write_datetime(nummer, plads, vaerdi, dato)
                    case str() if vaerdi.startswith("=1/"):
                        ark.write_formula(nummer, plads, vaerdi, None, "#DIV/0!")
                    case str():
                        ark.write_string(nummer, plads, vaerdi)
                    case int() | float():
                        ark.write_number(nummer, plads, vaerdi)
                    case _:
                        pass
    fil.add_worksheet("Noter")
    fil.close()
    return sti


def test_a_workbook_is_read_sheet_by_sheet_with_dates_and_numbers(tmp_path: Path) -> None:
    sti = bog(
        tmp_path / "alt.xlsx",
        [[350, dt.date(1980, 1, 2), 766, 12], ["b2", "02-03-1990", "0350"]],
        [[350, "dagpenge", dt.date(2022, 1, 1), dt.date(2022, 1, 31), 0.5], ["b2", "dagpenge", "2022-01-01"]],
    )
    for vej in (sti, tmp_path):
        datasaet = laes_datasaet(vej)
        assert datasaet.tabeller["borgere"]["borger_id"].to_pylist() == ["350", "b2"]
        assert datasaet.tabeller["borgere"]["kommune"].to_pylist() == ["766", "350"]
        assert datasaet.tabeller["borgere"]["ugetal_foer"].to_pylist() == [12, None]
        assert datasaet.tabeller["ydelser"]["til"].to_pylist() == [dt.date(2022, 2, 1), None]
        assert datasaet.tabeller["ydelser"]["grad"].to_pylist() == [500, 1000]
        assert alene(datasaet, "uvedkommende_fil").vaerdi == "alt.xlsx[Noter]"
        assert gaar_op(datasaet)


def test_error_cells_formula_text_and_ruined_ids_cost_their_rows_only(tmp_path: Path) -> None:
    sti = bog(
        tmp_path / "alt.xlsx",
        [["b1", dt.date(1980, 1, 2), 766], ["b2", "=1/0", 766], ["1.23E+10", dt.date(1980, 1, 2), 766]],
        [["b1", "=A1", dt.date(2022, 1, 1)], ["b1", "dagpenge", dt.date(2022, 1, 1)]],
    )
    datasaet = laes_datasaet(sti)
    fund = [(f.tabel, f.raekke, f.kode, f.vaerdi) for f in datasaet.rapport.fund if f.art == "sat_til_side"]
    assert fund == [
        ("borgere", 3, "formel", "#DIV/0!"),
        ("borgere", 4, "oedelagt_id", "1.23E+10"),
        ("ydelser", 2, "formel", "=A1"),
    ]
    assert datasaet.tabeller["ydelser"]["raekke"].to_pylist() == [3]


def test_blank_rows_of_a_sheet_are_no_rows_but_keep_their_numbers(tmp_path: Path) -> None:
    sti = bog(tmp_path / "alt.xlsx", [[], ["b1", dt.date(1980, 1, 2), 766], [], ["b2", dt.date(1980, 1, 2), 766]], [])
    datasaet = laes_datasaet(sti)
    assert datasaet.tabeller["borgere"]["raekke"].to_pylist() == [3, 5]
    assert datasaet.rapport.tal["borgere"].laest == 2


def test_parquet_columns_of_any_plain_type_are_read(tmp_path: Path) -> None:
    tid = dt.datetime(2022, 1, 1, tzinfo=dt.UTC)
    borgere = {
        "borger_id": pa.array([350.0, 12_300_000_000.0]),
        "foedselsdato": pa.array([dt.date(1980, 1, 2), dt.date(1990, 1, 1)]),
        "kommune": pa.array([766, 350]),
        "erhvervsuddannelse": pa.array([True, None]),
        "team": pa.array(["A", ""]).dictionary_encode(),
    }
    ydelser = {
        "borger_id": ["350", "350", "12300000000"],
        "ydelse": ["dagpenge"] * 3,
        "fra": pa.array([tid, None, tid.replace(hour=12)]).cast(pa.timestamp("us")),
        "grad": pa.array([0.1, 1, 0.25]),
    }
    pq.write_table(pa.table(borgere), tmp_path / "borgere.parquet")
    pq.write_table(pa.table(ydelser), tmp_path / "ydelser.parquet")
    datasaet = laes_datasaet(tmp_path)
    assert datasaet.tabeller["borgere"]["borger_id"].to_pylist() == ["350", "12300000000"]
    assert datasaet.tabeller["borgere"]["erhvervsuddannelse"].to_pylist() == [True, None]
    assert datasaet.tabeller["borgere"]["team"].to_pylist() == ["A", None]
    assert datasaet.tabeller["ydelser"]["grad"].to_pylist() == [100, 250]
    assert datasaet.tabeller["ydelser"]["raekke"].to_pylist() == [2, 4]
    assert koder_i(datasaet) == ["klokkeslaet", "mangler_vaerdi"]


def test_a_timestamp_with_a_time_zone_is_set_aside_because_its_danish_day_is_unknown(tmp_path: Path) -> None:
    fra = pa.array([dt.datetime(2022, 6, 1, 22, tzinfo=dt.UTC)], pa.timestamp("us", "UTC"))
    borgere = {"borger_id": ["b1"], "foedselsdato": ["1980-01-02"], "kommune": ["766"]}
    pq.write_table(pa.table(borgere), tmp_path / "borgere.parquet")
    pq.write_table(pa.table({"borger_id": ["b1"], "ydelse": ["dagpenge"], "fra": fra}), tmp_path / "ydelser.parquet")
    assert alene(laes_datasaet(tmp_path), "ulaeselig_dato").vaerdi == "2022-06-01 22:00:00Z"


def test_nested_parquet_columns_that_no_table_reads_do_not_stand_in_the_way(tmp_path: Path) -> None:
    borgere = {"borger_id": ["b1"], "foedselsdato": ["1980-01-02"], "kommune": ["766"], "liste": [[1, 2]]}
    pq.write_table(pa.table(borgere), tmp_path / "borgere.parquet")
    (tmp_path / "ydelser.csv").write_text("borger_id;ydelse;fra\nb1;dagpenge;2022-01-01\n", encoding="utf-8")
    datasaet = laes_datasaet(tmp_path)
    assert alene(datasaet, "ukendt_kolonne").kolonne == "liste"
    assert datasaet.rapport.godkendt == 2
