"""An extract larger than memory is judged as a small one is: same rows, same remarks, same totals, bounded memory."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.forloeb.lagerfiler import forskelle
from tests.forloeb.udtraek import BORGERE, YDELSER, skriv, som_parquet, som_projektmappe

from rettidig.demo.demokommune import lav_demo
from rettidig.forloeb import Datasaet, UbrugeligeData, laes_datasaet
from rettidig.forloeb.kilde import laes_kilde
from rettidig.forloeb.kildefiler import find_kildefiler
from rettidig.forloeb.lager import aabn_lager, byg_lager, datasaet_fra_lager
from rettidig.forloeb.lager.raastroem import MaaLaesesHel, laes_hel, laes_i_stykker

DATA = Path(__file__).parent.parent / "data" / "forloeb"
MINDST = 1 << 16

BYG = """
import resource, sys
from rettidig.forloeb.lager import byg_lager
byg_lager(sys.argv[1], sys.argv[2], hukommelse=0, personer_pr_blok=2_000)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def stort(mappe: Path, ud: Path, kilde: str | Path | None = None, personer_pr_blok: int = 50) -> Datasaet:
    """The extract by the road of the large ones."""
    byg_lager(mappe, ud, kilde, hukommelse=0, personer_pr_blok=personer_pr_blok)
    return datasaet_fra_lager(ud)


def snavset_demo(mappe: Path, borgere: int, snavs: float) -> Path:
    lav_demo(borgere, "766", dt.date(2021, 1, 1), dt.date(2023, 12, 31), mappe, seed=7, snavs=snavs)
    return mappe


@pytest.mark.parametrize("snavs", [0.0, 0.3])
def test_both_roads_set_the_same_rows_aside_with_the_same_remarks(tmp_path: Path, snavs: float) -> None:
    mappe = snavset_demo(tmp_path / "demo", 700, snavs)
    assert forskelle(stort(mappe, tmp_path / "x.arrow"), laes_datasaet(mappe)) == []


def test_a_mapping_that_feeds_two_tables_from_one_file_gives_the_same_by_both_roads(tmp_path: Path) -> None:
    mappe = shutil.copytree(DATA / "fjordvang", tmp_path / "udtraek")
    with (mappe / "AKTIVITET.csv").open("a", encoding="cp1252", newline="") as fil:
        fil.write("990;F-100;X;101;01.01.2023;31.12.9999;;;;;\r\nafbrudt;F-100\r\n")
    assert forskelle(stort(mappe, tmp_path / "x.arrow", "fjordvang"), laes_datasaet(mappe, "fjordvang")) == []


def test_rows_of_nobody_are_set_aside_however_many_they_are(tmp_path: Path) -> None:
    mappe = tmp_path / "udtraek"
    mappe.mkdir()
    fremmede = "".join(
        f"{borger};kontanthjaelp;2022-01-0{nr % 9 + 1};;jobparat\n" for nr in range(500) for borger in "ax"
    )
    uden = "".join(f";dagpenge;2022-01-0{nr % 9 + 1};;\n010180-1234;dagpenge;2022-02-01;;\n" for nr in range(500))
    skriv(mappe, ydelser=YDELSER + fremmede + uden, borgere=f"{BORGERE}b2;1990-03-04;350\nb3;;350\n;1990-01-01;350\n")
    assert forskelle(stort(mappe, tmp_path / "x.arrow"), laes_datasaet(mappe)) == []


def test_workbooks_and_parquet_files_go_the_same_road(tmp_path: Path) -> None:
    mappe = shutil.copytree(DATA / "kontrakt", tmp_path / "udtraek")
    raekker = [
        {"borger_id": f"b{nr}", "foedselsdato": "1990-01-01", "kommune": "766" if nr % 7 else "x"} for nr in range(90)
    ]
    kolonner = ("borger_id", "foedselsdato", "kommune")
    (mappe / "borgere.csv").unlink()
    som_projektmappe(mappe / "borgere.xlsx", {"borgere": (raekker, kolonner, ("foedselsdato",))})
    ydelser = [
        {"borger_id": f"b{nr % 99}", "ydelse": "dagpenge", "fra": f"2022-01-{nr % 28 + 1:02}"} for nr in range(300)
    ]
    (mappe / "ydelser.csv").unlink()
    som_parquet(mappe / "ydelser.parquet", ydelser, ("borger_id", "ydelse", "fra"), ("fra",))
    assert forskelle(stort(mappe, tmp_path / "x.arrow"), laes_datasaet(mappe)) == []


def test_a_parquet_file_read_in_pieces_gives_the_rows_and_row_numbers_of_the_whole(tmp_path: Path) -> None:
    antal = 300_000
    tal = pa.array(range(antal), pa.float64())
    tom = pa.nulls(antal, pa.string())
    pq.write_table(pa.table({"a": tal, "b": tal.cast(pa.int32()).cast(pa.date32()), "c": tom}), tmp_path / "t.parquet")
    assert len(list(laes_i_stykker(tmp_path / "t.parquet", frozenset("abc"), 1))) == 3
    assert samlet(tmp_path / "t.parquet", 1) == samlet(tmp_path / "t.parquet", 1 << 30)


def test_blocks_of_the_large_road_hold_whole_persons_in_order(tmp_path: Path) -> None:
    mappe = snavset_demo(tmp_path / "demo", 500, 0.1)
    byg_lager(mappe, tmp_path / "x.arrow", hukommelse=0, personer_pr_blok=64)
    blokke = list(aabn_lager(tmp_path / "x.arrow").blokke())
    ider = [borger for blok in blokke for borger in blok.ider.to_pylist()]
    assert ider == sorted(set(ider)) == sorted(laes_datasaet(mappe).tabeller["borgere"]["borger_id"].to_pylist())
    assert len(blokke) > 5
    assert max(blok.antal for blok in blokke) <= 64


def test_four_times_the_data_takes_hardly_more_memory(tmp_path: Path) -> None:
    hoejst = []
    for borgere in (6_000, 24_000):
        mappe = snavset_demo(tmp_path / str(borgere), borgere, 0.0)
        svar = subprocess.run(
            [sys.executable, "-c", BYG, str(mappe), str(tmp_path / "x.arrow")],
            capture_output=True,
            text=True,
            check=True,
        )
        hoejst.append(int(svar.stdout))
    assert hoejst[1] < 1.5 * hoejst[0], f"{hoejst} MB"


def samlet(fil: Path, stykke: int) -> list[tuple[object, ...]]:
    """All a file says, read in pieces of so many bytes: rows with their numbers, and records that cannot be split."""
    raekker: list[tuple[object, ...]] = []
    for raa in laes_i_stykker(fil, frozenset({"a", "b", "c"}), stykke):
        raekker += zip(raa.raekke.tolist(), *(raa.kolonner[navn].to_pylist() for navn in "abc"), strict=True)
        raekker += [(post.raekke, post.kode, post.tekst.strip()) for post in raa.afviste]
    return sorted(raekker, key=repr)


def skaev_tekst(froe: int) -> str:
    """Rows with every oddity that moves a row's number or its cells."""
    rng = random.Random(froe)
    slags = (
        *("{nr};Åse {nr};{fyld}",) * 20,
        "",
        ";;",
        "{nr};kort",
        "{nr};lang;x;y",
        "{nr};lang;x;;",
        '{nr};"linje\nog linje; {nr}";"""citat"""',
        '{nr};5" rør;x',
    )
    linjer = [rng.choice(slags).format(nr=nr, fyld="x" * rng.randrange(40)) for nr in range(6_000)]
    return "\n".join(["", "sep=;", "a;b;c", *linjer]) + "\n"


@pytest.mark.parametrize("kodning", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("linjeskift", ["\n", "\r\n"])
def test_a_file_read_in_pieces_gives_the_rows_and_row_numbers_of_the_whole(
    tmp_path: Path, kodning: str, linjeskift: str
) -> None:
    fil = tmp_path / "t.csv"
    fil.write_bytes(skaev_tekst(3).replace("\n", linjeskift).removesuffix(linjeskift).encode(kodning))
    assert len(list(laes_i_stykker(fil, frozenset("abc"), MINDST))) > 2
    assert samlet(fil, MINDST) == samlet(fil, 1 << 30)


def test_a_quote_never_closed_is_told_and_the_file_is_read_whole_instead(tmp_path: Path) -> None:
    mappe = tmp_path / "udtraek"
    mappe.mkdir()
    raekker = "".join(f"b1;kontanthjaelp;{dag:%Y-%m-%d};;jobparat\n" for dag in alle_dage(32_000))
    skriv(mappe, ydelser=f'{YDELSER}b1;"dagpenge;2022-01-01;;\n{raekker}')
    with pytest.raises(MaaLaesesHel):
        list(laes_i_stykker(mappe / "ydelser.csv", frozenset({"borger_id"}), MINDST))
    assert laes_hel(mappe / "ydelser.csv", frozenset({"borger_id"})).afviste[0].kode == "aabent_anfoerselstegn"
    assert forskelle(stort(mappe, tmp_path / "x.arrow"), laes_datasaet(mappe)) == []


def alle_dage(antal: int) -> list[dt.date]:
    foerste = dt.date(1850, 1, 1).toordinal()
    return [dt.date.fromordinal(foerste + nr) for nr in range(antal)]


@pytest.mark.parametrize(
    ("fejl", "filer"),
    [
        ("mangler kolonnen", {"ydelser": "borger_id;ydelse\nb1;dagpenge\n"}),
        ("mere end én gang", {"borgere": "borger_id;foedselsdato;kommune;kommune\n"}),
        ("er tom", {"borgere": ""}),
        ("ikke en tekstfil", {"borgere": b"PK\x03\x04" + b"x" * 99}),
    ],
)
def test_what_makes_an_extract_unusable_is_told_by_both_roads_and_leaves_nothing_behind(
    tmp_path: Path, fejl: str, filer: dict[str, str | bytes]
) -> None:
    mappe = tmp_path / "udtraek"
    mappe.mkdir()
    skriv(mappe, **filer)
    for hukommelse in (0, 1 << 30):
        with pytest.raises(UbrugeligeData, match=fejl):
            byg_lager(mappe, tmp_path / "x.arrow", hukommelse=hukommelse)
    assert [fil.name for fil in tmp_path.iterdir()] == ["udtraek"]


def test_a_missing_required_table_is_told(tmp_path: Path) -> None:
    mappe = tmp_path / "udtraek"
    mappe.mkdir()
    (mappe / "borgere.csv").write_text(BORGERE)
    with pytest.raises(UbrugeligeData, match="ydelser er påkrævet"):
        byg_lager(mappe, tmp_path / "x.arrow", hukommelse=0)
    assert find_kildefiler(mappe, [t.kilde for t in laes_kilde().tabeller.values()]).fundne == ("borgere.csv",)


def test_the_work_is_told_part_by_part(tmp_path: Path) -> None:
    mappe = snavset_demo(tmp_path / "demo", 300, 0.0)
    for hukommelse in (0, 1 << 30):
        fortalt: list[tuple[str, int, int | None]] = []

        def hoer(hvad: str, faerdigt: int, i_alt: int | None, hoert: list[object] = fortalt) -> None:
            hoert.append((hvad, faerdigt, i_alt))

        byg_lager(mappe, tmp_path / "x.arrow", None, hoer, hukommelse=hukommelse)
        assert fortalt[0][0].startswith("Læser")
        assert fortalt[-1][0] == "Skriver borgere"
        assert all(i_alt is None or 0 <= faerdigt <= i_alt for _, faerdigt, i_alt in fortalt)
