"""Same wish, same bytes; and what happens to the folder it is written to."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.demo.laesning import TABELLER, fingeraftryk, raekker

from rettidig.demo import DemoFejl, DemoRapport, blokke, lav_demo
from rettidig.sprog import paa_sprog

FRA, TIL = dt.date(2022, 1, 1), dt.date(2024, 12, 31)


def lille(ud: Path, seed: int = 1, snavs: float = 0.0, borgere: int = 300) -> DemoRapport:
    return lav_demo(borgere, "766", FRA, TIL, ud, seed=seed, snavs=snavs)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    lille(tmp_path / "a", snavs=0.05)
    lille(tmp_path / "b", snavs=0.05)

    assert fingeraftryk(tmp_path / "a") == fingeraftryk(tmp_path / "b")


def test_another_seed_gives_other_histories_of_the_same_town(tmp_path: Path) -> None:
    lille(tmp_path / "a", seed=1)
    lille(tmp_path / "b", seed=2)
    a, b = fingeraftryk(tmp_path / "a"), fingeraftryk(tmp_path / "b")

    assert set(a) == set(b)
    assert all(a[f"{tabel}.csv"] != b[f"{tabel}.csv"] for tabel in TABELLER if tabel != "undtagelser")


def test_the_report_counts_the_rows_in_the_files(tmp_path: Path) -> None:
    rapport = lille(tmp_path, snavs=0.1)

    assert rapport.raekker == {tabel: len(raekker(tmp_path, tabel)) for tabel in TABELLER}
    assert rapport.kommunenavn == "Hedensted"


def test_the_files_say_where_the_figures_come_from(tmp_path: Path) -> None:
    lille(tmp_path)

    assert "STAR, jobindsats.dk" in (tmp_path / "demo.yaml").read_text(encoding="utf-8")


def test_progress_is_told_block_by_block_and_ends_with_everyone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blokke, "PERSONER_PR_BLOK", 100)
    meldt: list[tuple[int, int]] = []

    lav_demo(250, "766", FRA, TIL, tmp_path, fremdrift=lambda faerdige, alle: meldt.append((faerdige, alle)))

    assert meldt == [(100, 250), (200, 250), (250, 250)]
    assert len({r["borger_id"] for r in raekker(tmp_path, "borgere")}) == 250


def test_an_earlier_demo_is_replaced(tmp_path: Path) -> None:
    lille(tmp_path, seed=1)
    lille(tmp_path, seed=2, borgere=50)

    assert len(raekker(tmp_path, "borgere")) == 50


@pytest.mark.parametrize("fremmed", ["borgere.csv", "noter.txt"])
def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path, fremmed: str) -> None:
    (tmp_path / fremmed).write_text("mine egne tal", encoding="utf-8")

    with pytest.raises(DemoFejl, match="indeholder andre filer"):
        lille(tmp_path)

    assert [sti.name for sti in tmp_path.iterdir()] == [fremmed]
    assert (tmp_path / fremmed).read_text(encoding="utf-8") == "mine egne tal"


def test_an_earlier_demo_beside_a_strangers_file_is_left_alone(tmp_path: Path) -> None:
    lille(tmp_path)
    (tmp_path / "noter.txt").write_text("husk", encoding="utf-8")
    foer = fingeraftryk(tmp_path)

    with pytest.raises(DemoFejl):
        lille(tmp_path, seed=2)

    assert fingeraftryk(tmp_path) == foer


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ud").write_text("", encoding="utf-8")

    with pytest.raises(DemoFejl, match="ikke en mappe"):
        lille(tmp_path / "ud")
    with pytest.raises(DemoFejl, match="kan ikke bruges"):
        lille(tmp_path / "ud" / "under")


@pytest.mark.parametrize(
    ("oensker", "saetning"),
    [
        ({"kommune": "999"}, "Kommunen 999 findes ikke"),
        ({"kommune": "Hedensted"}, "Kommunen Hedensted findes ikke"),
        ({"borgere": 0}, "mellem 1 og"),
        ({"til": FRA}, "er ikke før"),
        ({"fra": dt.date(1999, 1, 1)}, "for langt fra"),
        ({"snavs": 0.8}, "mellem 0 og 0.5"),
        ({"snavs": float("nan")}, "mellem 0 og 0.5"),
        ({"seed": -1}, "fra 0 og op"),
    ],
)
def test_a_wish_that_cannot_be_met_is_one_clear_sentence(
    tmp_path: Path, oensker: dict[str, object], saetning: str
) -> None:
    oenske: dict[str, object] = {"borgere": 10, "kommune": "766", "fra": FRA, "til": TIL, "ud": tmp_path / "ny"}

    with pytest.raises(DemoFejl, match=saetning) as fejl:
        lav_demo(**(oenske | oensker))  # type: ignore[arg-type]

    assert "\n" not in str(fejl.value)
    assert not (tmp_path / "ny").exists()


def test_the_sentence_comes_in_english_too(tmp_path: Path) -> None:
    with paa_sprog("en"), pytest.raises(DemoFejl, match="There is no municipality 999"):
        lav_demo(10, "999", FRA, TIL, tmp_path)


def test_a_municipality_code_may_be_written_with_a_leading_zero(tmp_path: Path) -> None:
    assert lav_demo(10, "0350", FRA, TIL, tmp_path).kommune == "350"
