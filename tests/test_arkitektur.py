"""What holds for the tree as a whole: its rooms, its size, its names, and that it stands alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "rettidig"
BENCH = "bench"
BENCH_LOCK = "requirements-bench.lock"
LOCKS = ("requirements.lock", "requirements-dev.lock", BENCH_LOCK)
MOST_LINES = 450
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}

# Written so that the patterns do not find themselves.
FOREIGN = {
    "a path of one machine": re.compile(rb"(?<![\w./*-])/(?:work|root|home|opt|Users|mnt)/\w"),
    "a package registry": re.compile(
        rb"(?i)pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com)|crates[.]io|anaconda[.](?:org|com)|proxy[.]golang"
    ),
}
INDEX_OPTION = re.compile(r"^\s*(?:--(?:extra-)?index-url|--find-links|-i|-f)\b|://", re.MULTILINE)


def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def normalised(name: str) -> str:
    """A package's name as the locks write it, without extras and version."""
    bare = re.match(r"[A-Za-z0-9._-]+", name)
    assert bare is not None, name
    return re.sub(r"[-_.]+", "-", bare.group()).lower()


def runtime_dependencies() -> set[str]:
    return {normalised(name) for name in project()["dependencies"]}


def extra_dependencies(extras: Iterable[str]) -> set[str]:
    return {normalised(name) for extra in extras for name in project()["optional-dependencies"][extra]}


def all_dependencies() -> set[str]:
    return runtime_dependencies() | extra_dependencies(project()["optional-dependencies"])


def locked(lock: str) -> dict[str, tuple[str, int]]:
    """Package -> (the line that pins it, how many hashes it has)."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.findall(
        r"^([A-Za-z0-9._-]+==[^\\\n]*)((?:\\\n\s+--hash=sha256:[0-9a-f]{64}\s*?)*)$", text, re.MULTILINE
    )
    return {normalised(pin): (pin.strip(), hashes.count("--hash=")) for pin, hashes in entries}


def version(pin: str) -> str:
    """A pin without the machines it is for: another extra may need the same package on more of them."""
    return pin.partition(";")[0].strip()


def tree() -> Iterator[Path]:
    """Every file of the project, without what .gitignore names as made by tools."""
    ignore = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    skipped = {line.rstrip("/") for line in ignore if line.endswith("/")} | {".git"}
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in skipped]
        yield from (Path(folder) / name for name in files if name not in skipped)


def test_the_import_contracts_hold() -> None:
    answer = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_no_source_file_is_longer_than_a_few_screens() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCE.rglob("*.py")
    }
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = {path for path in SOURCE.rglob("*") if path.suffix in {"", ".py"} and path.stem.strip("_") in EMPTY_NAMES}
    assert named == set()


def test_every_folder_of_the_source_with_python_in_it_is_a_package() -> None:
    folders = {path.parent for path in SOURCE.rglob("*.py")}
    assert {folder for folder in folders if not (folder / "__init__.py").exists()} == set()


@pytest.mark.parametrize("what", FOREIGN)
def test_the_tree_names_nothing_outside_itself(what: str) -> None:
    found = {
        f"{path.relative_to(ROOT)}: {hit.group().decode()}"
        for path in tree()
        if path.is_file() and (hit := FOREIGN[what].search(path.read_bytes()))
    }
    assert found == set(), f"names {what}"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place_to_fetch_from(lock: str) -> None:
    assert INDEX_OPTION.findall((ROOT / lock).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_in_a_lock_is_pinned_by_hash(lock: str) -> None:
    pins = len(re.findall(r"^[A-Za-z0-9._-]+\s*(?:==|@)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
    entries = locked(lock)
    assert len(entries) == pins
    assert {name for name, (_, hashes) in entries.items() if hashes == 0} == set()


@pytest.mark.parametrize("package", ["numpy", "pyarrow", "pydantic-core"])
def test_a_compiled_package_is_locked_for_many_platforms(package: str) -> None:
    _, hashes = locked("requirements.lock")[package]
    assert hashes >= 10


def test_the_locks_hold_every_dependency() -> None:
    assert runtime_dependencies() - set(locked("requirements.lock")) == set()
    tested = project()["optional-dependencies"].keys() - {BENCH}
    assert runtime_dependencies() | extra_dependencies(tested) <= set(locked("requirements-dev.lock"))
    assert runtime_dependencies() | extra_dependencies([BENCH]) <= set(locked(BENCH_LOCK))


def test_what_runs_is_locked_to_the_version_that_is_tested() -> None:
    tested = locked("requirements-dev.lock")
    pins = {name: pin for name, (pin, _) in locked("requirements.lock").items()}
    assert pins == {name: tested[name][0] for name in pins}


def test_what_is_measured_is_locked_to_the_version_that_is_tested() -> None:
    tested, measured = locked("requirements-dev.lock"), locked(BENCH_LOCK)
    shared = tested.keys() & measured.keys()
    assert runtime_dependencies() <= shared
    assert {name: version(measured[name][0]) for name in shared} == {name: version(tested[name][0]) for name in shared}


def test_every_dependency_has_a_line_of_reason_and_no_line_is_left_over() -> None:
    page = (ROOT / "docs" / "afhaengigheder.md").read_text(encoding="utf-8")
    reasons = re.findall(r"^\| `([^`]+)` \| (.+?) \|$", page, re.MULTILINE)
    assert {normalised(name) for name, reason in reasons if reason.strip()} == all_dependencies()
