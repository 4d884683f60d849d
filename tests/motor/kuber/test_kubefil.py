"""A cube on disk is read as it was written, or refused in one sentence; it is never half written."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from tests.motor.kuber.kubefolk import byfolk, historik, opgave, talt

from rettidig.forloeb import UbrugeligeData
from rettidig.motor.kuber import Gemtkube, aabn_kube, gem_kube, kilde_til_data
from rettidig.motor.kuber.kubefil import NOEGLE
from rettidig.regler.indlaes import hent_lov

FOLK = byfolk(5, 40)
SPOERGSMAAL = opgave(dt.date(2022, 11, 1), dt.date(2023, 6, 1))
# No file may grow beyond so many bytes: what a full disk or a quota does, without filling a disk.
TRANGT = """
import resource, sys
from rettidig.forloeb import UbrugeligeData
from rettidig.motor.kuber import aabn_kube, gem_kube
gemt = aabn_kube(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    gem_kube(gemt, sys.argv[1])
except UbrugeligeData as fejl:
    print(fejl)
"""


@pytest.fixture(scope="module")
def gemt() -> Gemtkube:
    return Gemtkube.ny(talt(FOLK, SPOERGSMAAL), kilde_til_data("by", historik(FOLK)), hent_lov())


@pytest.fixture
def fil(gemt: Gemtkube, tmp_path: Path) -> Path:
    gem_kube(gemt, tmp_path / "kube.parquet")
    return tmp_path / "kube.parquet"


def kode(fil: Path) -> str:
    with pytest.raises(UbrugeligeData) as fejl:
        aabn_kube(fil)
    assert "\n" not in str(fejl.value)
    return str(fejl.value.kode)


def omskrevet(fil: Path, hoved: Callable[[dict[str, Any]], object], tabel: pa.Table | None = None) -> Path:
    """The same file with something else in it."""
    laest = pq.read_table(fil)
    indhold = json.loads(laest.schema.metadata[NOEGLE])
    hoved(indhold)
    ny = laest if tabel is None else tabel
    pq.write_table(ny.replace_schema_metadata({NOEGLE: json.dumps(indhold).encode()}), fil)
    return fil


def test_a_cube_is_read_as_it_was_written(gemt: Gemtkube, fil: Path) -> None:
    assert aabn_kube(fil) == gemt


def test_a_cube_of_no_one_is_read_as_it_was_written(gemt: Gemtkube, tmp_path: Path) -> None:
    tom = replace(gemt, kube=talt([], SPOERGSMAAL))
    gem_kube(tom, tmp_path / "tom.parquet")
    assert aabn_kube(tmp_path / "tom.parquet") == tom


def test_a_cube_is_an_ordinary_table_to_anyone_else(gemt: Gemtkube, fil: Path) -> None:
    tabel = pq.read_table(fil)
    assert pa.types.is_string(tabel.schema.field("kommune").type)
    assert pc.sum(tabel["borgere"]).as_py() == len(FOLK)


def test_the_same_cube_is_the_same_file(gemt: Gemtkube, fil: Path, tmp_path: Path) -> None:
    gem_kube(aabn_kube(fil), tmp_path / "igen.parquet")
    assert (tmp_path / "igen.parquet").read_bytes() == fil.read_bytes()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert kode(tmp_path / "mangler.parquet") == "findes_ikke"


@pytest.mark.parametrize("indhold", [b"", b"PAR", b"kommune;ydelse\n101;sho\n", b"ARROW1\0\0"])
def test_a_file_of_another_kind_is_foreign(tmp_path: Path, indhold: bytes) -> None:
    (tmp_path / "x.parquet").write_bytes(indhold)
    assert kode(tmp_path / "x.parquet") == "kube_fremmed"


def test_a_parquet_file_by_someone_else_is_foreign(tmp_path: Path) -> None:
    pq.write_table(pa.table({"kommune": ["101"]}), tmp_path / "x.parquet")
    assert kode(tmp_path / "x.parquet") == "kube_fremmed"


def test_a_cube_of_a_later_version_is_named_as_such(fil: Path) -> None:
    assert kode(omskrevet(fil, lambda hoved: hoved.update(version=2))) == "kube_nyere"


@pytest.mark.parametrize("felt", ["maaneder", "regelsaet", "kilde", "stempler", "kontrolsum", "motor", "valg", "form"])
def test_a_cube_that_lacks_something_is_damaged(fil: Path, felt: str) -> None:
    assert kode(omskrevet(fil, lambda hoved: hoved.pop(felt))) == "kube_beskadiget"


def test_a_changed_figure_is_found(fil: Path) -> None:
    tabel = pq.read_table(fil)
    sted = tabel.schema.get_field_index("naevner")
    aendret = tabel.set_column(sted, "naevner", pc.add(tabel["naevner"], 1))
    assert kode(omskrevet(fil, lambda _: None, aendret)) == "kube_beskadiget"


def test_a_lost_row_is_found(fil: Path) -> None:
    assert kode(omskrevet(fil, lambda _: None, pq.read_table(fil).slice(1))) == "kube_beskadiget"


def test_another_schema_is_damage(fil: Path) -> None:
    assert kode(omskrevet(fil, lambda _: None, pq.read_table(fil).drop(["naevner"]))) == "kube_beskadiget"


@pytest.mark.parametrize("andel", [0.2, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_damaged(fil: Path, andel: float) -> None:
    indhold = fil.read_bytes()
    fil.write_bytes(indhold[: int(len(indhold) * andel)])
    assert kode(fil) == "kube_beskadiget"


@pytest.mark.parametrize("sted", range(60, 4_000, 331))
def test_a_flipped_byte_never_gives_other_figures(gemt: Gemtkube, fil: Path, sted: int) -> None:
    indhold = bytearray(fil.read_bytes())
    indhold[sted] ^= 0x55
    fil.write_bytes(indhold)
    try:
        assert aabn_kube(fil).kube == gemt.kube
    except UbrugeligeData as fejl:
        assert fejl.kode in {"kube_beskadiget", "kube_fremmed"}  # noqa: PT017


def test_a_cube_that_cannot_be_written_leaves_nothing_behind(gemt: Gemtkube, tmp_path: Path) -> None:
    (tmp_path / "mappe.parquet").mkdir()
    for sted in (tmp_path / "mappe.parquet", tmp_path / "findes" / "ikke.parquet"):
        with pytest.raises(UbrugeligeData) as fejl:
            gem_kube(gemt, sted)
        assert fejl.value.kode == "kube_kan_ikke_skrives"
    assert [sti.name for sti in tmp_path.rglob("*")] == ["mappe.parquet"]


def test_a_cube_takes_the_place_of_the_former_in_one_step(gemt: Gemtkube, fil: Path) -> None:
    gem_kube(replace(gemt, motor="ny"), fil)
    assert aabn_kube(fil).motor == "ny"
    assert [sti.name for sti in fil.parent.iterdir()] == ["kube.parquet"]


def test_a_cube_the_disk_has_no_room_for_is_refused_in_one_sentence_and_the_former_stays(fil: Path) -> None:
    foer = fil.read_bytes()
    svar = subprocess.run([sys.executable, "-c", TRANGT, str(fil)], capture_output=True, text=True, check=False)
    assert svar.stdout.endswith(" kan ikke skrives (filen er større end tilladt); intet er ændret.\n")
    assert svar.stdout.count("\n") == 1
    assert svar.stderr == ""
    assert fil.read_bytes() == foer
    assert [sti.name for sti in fil.parent.iterdir()] == ["kube.parquet"]


def test_a_cube_removes_what_a_killed_run_left_beside_it(gemt: Gemtkube, fil: Path) -> None:
    (fil.parent / ".kube.parquet-x.bygges").mkdir()
    gem_kube(gemt, fil)
    assert [sti.name for sti in fil.parent.iterdir()] == ["kube.parquet"]
