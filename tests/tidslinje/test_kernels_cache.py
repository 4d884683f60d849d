"""Compiled kernels are kept between runs, and yesterday's are never used."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import rettidig
from rettidig.tidslinje.kernels import cache_folder

ASK = (
    "from rettidig.tidslinje import kernels\n"
    "from rettidig.tidslinje.kernels.cache_folder import cache_folder\n"
    "from rettidig.tidslinje.model import timeline_from_lists\n"
    "print(kernels.week_hull(timeline_from_lists([[(0, 1)]])).of(0))\n"
    "print(cache_folder())\n"
)
WEEK_OF_DAY_0 = "[(-3, 4)]"
SHIFT = "_MONDAY_SHIFT = 3"


def asked(package: Path, cache_home: Path, temporary: Path) -> tuple[str, str]:
    """The week of day 0 as a fresh process answers it from this copy of the package, and where it keeps kernels."""
    settings = dict(os.environ, PYTHONPATH=str(package), XDG_CACHE_HOME=str(cache_home), TMPDIR=str(temporary))
    answer = subprocess.run(
        [sys.executable, "-c", ASK], capture_output=True, text=True, check=False, env=settings, cwd=package
    )
    assert answer.returncode == 0, answer.stderr
    hull, folder = answer.stdout.splitlines()
    return hull, folder


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the algebra that may be changed."""
    room = Path(*rettidig.__path__)
    copy = tmp_path / "copy"
    (copy / "rettidig").mkdir(parents=True)
    shutil.copy(room / "__init__.py", copy / "rettidig")
    shutil.copytree(room / "tidslinje", copy / "rettidig" / "tidslinje", ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def kept(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*.nbi")}


def test_a_kernel_that_calls_a_changed_file_does_not_answer_with_yesterdays_code(
    package: Path, tmp_path: Path, temporary: Path
) -> None:
    home = tmp_path / "home"
    hull, first = asked(package, home, temporary)
    assert hull == WEEK_OF_DAY_0
    assert any("week_hull" in name for name in kept(Path(first)))

    called = package / "rettidig" / "tidslinje" / "kernels" / "days.py"
    before = called.read_text(encoding="utf-8")
    assert SHIFT in before
    called.write_text(before.replace(SHIFT, "_MONDAY_SHIFT = 2"), encoding="utf-8")
    hull, second = asked(package, home, temporary)
    assert hull == "[(-2, 5)]"
    assert second != first

    called.write_text(before, encoding="utf-8")
    assert asked(package, home, temporary) == (WEEK_OF_DAY_0, first)


def test_kernels_are_kept_in_the_users_cache_folder_and_not_beside_the_source(
    package: Path, tmp_path: Path, temporary: Path
) -> None:
    home = tmp_path / "home"
    _, folder = asked(package, home, temporary)
    assert Path(folder).parent == home / "rettidig"
    assert stat.S_IMODE(Path(folder).stat().st_mode) == 0o700
    assert kept(package) == set()


def test_where_the_cache_folder_cannot_be_made_a_private_temporary_one_is_used(
    package: Path, tmp_path: Path, temporary: Path
) -> None:
    occupied = tmp_path / "a file"
    occupied.write_text("", encoding="utf-8")
    hull, folder = asked(package, occupied, temporary)
    assert hull == WEEK_OF_DAY_0
    assert Path(folder).is_relative_to(temporary)


def test_where_nothing_can_be_kept_the_kernels_answer_all_the_same(
    package: Path, tmp_path: Path, temporary: Path
) -> None:
    occupied = tmp_path / "a file"
    occupied.write_text("", encoding="utf-8")
    compiled = package / "rettidig" / "tidslinje" / "kernels" / "cache_folder.py"
    source = compiled.read_text(encoding="utf-8")
    assert "tempfile.gettempdir()" in source
    compiled.write_text(source.replace("tempfile.gettempdir()", repr(str(occupied))), encoding="utf-8")
    assert asked(package, occupied, temporary) == (WEEK_OF_DAY_0, "None")
    assert kept(tmp_path) == set()


def test_a_damaged_kept_kernel_is_compiled_anew_and_kept_again(package: Path, tmp_path: Path, temporary: Path) -> None:
    home = tmp_path / "home"
    _, folder = asked(package, home, temporary)
    sizes = {path: path.stat().st_size for path in Path(folder).rglob("*.nb?")}
    for path in sizes:
        path.write_bytes(b"damaged")
    assert asked(package, home, temporary) == (WEEK_OF_DAY_0, folder)
    mended = {path for path in Path(folder).rglob("*.nbi") if path.read_bytes() != b"damaged"}
    assert any("week_hull" in path.name for path in mended)


def test_kernels_answer_though_the_folder_is_lost_meanwhile(package: Path, tmp_path: Path, temporary: Path) -> None:
    lose = (
        "import shutil\n"
        "lost = cache_folder().parent\n"
        "shutil.rmtree(lost)\n"
        "lost.write_text('no folder')\n"
        "print(kernels.gaps(timeline_from_lists([[(0, 1), (2, 3)]])).of(0))\n"
    )
    settings = dict(os.environ, PYTHONPATH=str(package), XDG_CACHE_HOME=str(tmp_path / "home"), TMPDIR=str(temporary))
    answer = subprocess.run(
        [sys.executable, "-c", ASK + lose], capture_output=True, text=True, check=False, env=settings, cwd=package
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines()[-1] == "[(1, 2)]"


def test_a_folder_that_others_can_write_to_is_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, temporary: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    folder = cache_folder.cache_folder()
    assert folder is not None
    assert folder.parent == tmp_path / "rettidig"
    folder.chmod(0o777)
    elsewhere = cache_folder.cache_folder()
    assert elsewhere is not None
    assert elsewhere.is_relative_to(temporary)


def test_a_link_to_a_folder_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, temporary: Path) -> None:
    (tmp_path / "theirs").mkdir(mode=0o700)
    (tmp_path / "rettidig").symlink_to(tmp_path / "theirs")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    folder = cache_folder.cache_folder()
    assert folder is not None
    assert folder.is_relative_to(temporary)


def test_without_a_setting_the_cache_folder_lies_in_the_users_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = cache_folder.cache_folder()
    assert folder is not None
    assert folder.parent == tmp_path / ".cache" / "rettidig"


def test_other_users_of_numba_keep_their_own_setting() -> None:
    program = (
        "import numba; numba.config.CACHE_DIR = 'theirs'\n"
        "from rettidig.tidslinje import kernels\n"
        "print(numba.config.CACHE_DIR)\n"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "theirs"
