"""A store is there whole or as it was before, whatever happens while it is made."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
from tests.forloeb.lagerfiler import SLAGS, forskelle
from tests.forloeb.udtraek import skriv

from rettidig.demo.demokommune import lav_demo
from rettidig.forloeb import UbrugeligeData, laes_datasaet
from rettidig.forloeb.lager import byg_lager, datasaet_fra_lager

# Says when it is in the middle of the work named, and then waits to be killed.
STANDS = """
import sys
from rettidig.forloeb.lager import byg_lager
def stands(hvad, faerdigt, i_alt):
    if hvad.startswith(sys.argv[4]) and faerdigt:
        print("midt i", flush=True)
        sys.stdin.read()
byg_lager(sys.argv[1], sys.argv[2], None, stands, hukommelse=int(sys.argv[3]), personer_pr_blok=40)
"""
# No file may grow beyond so many bytes: what a full disk or a quota does, without filling a disk.
TRANGT = """
import resource, sys
from rettidig.forloeb import UbrugeligeData
from rettidig.forloeb.lager import byg_lager
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), int(sys.argv[4])))
try:
    byg_lager(sys.argv[1], sys.argv[2], hukommelse=int(sys.argv[3]))
except UbrugeligeData as fejl:
    print(fejl)
"""


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    lav_demo(300, "766", dt.date(2021, 1, 1), dt.date(2023, 12, 31), tmp_path / "demo", seed=7)
    return tmp_path / "demo"


def draeb_midt_i(demo: Path, ud: Path, hukommelse: int, arbejde: str) -> None:
    barn = subprocess.Popen(
        [sys.executable, "-c", STANDS, str(demo), str(ud), str(hukommelse), arbejde],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with barn:
        assert barn.stdout is not None
        assert barn.stdout.readline() == b"midt i\n"
        barn.kill()
    assert barn.returncode == -9


@pytest.mark.parametrize(
    ("hukommelse", "arbejde"), [(0, "Læser"), (0, "Sorterer"), (0, "Skriver"), (1 << 30, "Skriver")]
)
def test_a_killed_run_leaves_nothing_half_and_the_next_run_completes_and_clears_up(
    demo: Path, tmp_path: Path, hukommelse: int, arbejde: str
) -> None:
    ud = tmp_path / "ud" / "lager.arrow"
    ud.parent.mkdir()
    draeb_midt_i(demo, ud, hukommelse, arbejde)
    assert not ud.exists()
    byg_lager(demo, ud, hukommelse=hukommelse)
    assert [fil.name for fil in ud.parent.iterdir()] == ["lager.arrow"]
    assert forskelle(datasaet_fra_lager(ud), laes_datasaet(demo)) == []


@pytest.mark.parametrize("slags", SLAGS)
def test_a_killed_run_leaves_the_earlier_store_as_it_was(demo: Path, tmp_path: Path, slags: str) -> None:
    ud = tmp_path / f"lager{slags}"
    byg_lager(demo, ud)
    foer = ud.read_bytes()
    draeb_midt_i(demo, ud, 0, "Skriver")
    assert ud.read_bytes() == foer


def test_a_run_never_clears_up_after_one_that_still_lives(demo: Path, tmp_path: Path) -> None:
    ud = tmp_path / "lager.arrow"
    barn = subprocess.Popen(
        [sys.executable, "-c", STANDS, str(demo), str(ud), "0", "Skriver"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with barn:
        assert barn.stdout is not None
        assert barn.stdout.readline() == b"midt i\n"
        byg_lager(demo, ud)
        assert barn.stdin is not None
        barn.stdin.close()
        assert barn.wait() == 0
    assert sorted(fil.name for fil in tmp_path.iterdir()) == ["demo", "lager.arrow"]
    assert forskelle(datasaet_fra_lager(ud), laes_datasaet(demo)) == []


@pytest.mark.parametrize("slags", SLAGS)
@pytest.mark.parametrize("hukommelse", [0, 1 << 30])
@pytest.mark.parametrize("plads", [0, 1_000, 20_000])
def test_a_disk_without_room_is_told_in_one_sentence_and_nothing_is_changed(
    demo: Path, tmp_path: Path, slags: str, hukommelse: int, plads: int
) -> None:
    ud = tmp_path / f"lager{slags}"
    ud.write_bytes(b"som det var")
    svar = subprocess.run(
        [sys.executable, "-c", TRANGT, str(demo), str(ud), str(hukommelse), str(plads)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert svar.stderr == ""
    assert svar.stdout.count("\n") == 1
    assert svar.stdout.endswith("intet er ændret.\n")
    assert ud.read_bytes() == b"som det var"
    assert sorted(fil.name for fil in tmp_path.iterdir()) == ["demo", f"lager{slags}"]


def test_a_target_that_cannot_be_written_is_told(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "mappe.arrow").mkdir()
    for ud, hvad in (
        (tmp_path / "findes ikke" / "x.arrow", "mappen findes ikke"),
        (tmp_path / "mappe.arrow", "der ligger en mappe"),
        (tmp_path / "x.csv", "på .arrow"),
    ):
        with pytest.raises(UbrugeligeData, match=hvad):
            byg_lager(demo, ud)


def test_an_extract_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UbrugeligeData, match="findes ikke"):
        byg_lager(tmp_path / "ingen", tmp_path / "x.arrow")


def test_a_source_file_that_cannot_be_read_is_not_called_a_full_disk(tmp_path: Path) -> None:
    mappe = skriv(tmp_path, borgere="borger_id;foedselsdato;kommune\n")
    (mappe / "ydelser.csv").unlink()
    (mappe / "ydelser.csv").symlink_to(mappe / "ingen.csv")
    for hukommelse in (0, 1 << 30):
        with pytest.raises(UbrugeligeData, match="ydelser"):
            byg_lager(mappe, tmp_path / "x.arrow", hukommelse=hukommelse)
