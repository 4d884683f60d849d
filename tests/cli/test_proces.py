"""The program as the shell meets it: pipes that close, disks that are full, and how little the help loads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).parent / "rettidig"


def kald(*ord_: str | Path, **andet: str) -> subprocess.CompletedProcess[bytes]:
    miljoe = {**os.environ, **andet}
    return subprocess.run([PROGRAM, *map(str, ord_)], capture_output=True, check=False, env=miljoe)


def test_the_installed_program_answers_with_the_exit_codes_of_the_contract(by: Path) -> None:
    assert kald("frister", by, "--pr", "2023-05-31").returncode == 0
    forkert = kald("frister", by, "--pr", "i dag")
    assert (forkert.returncode, forkert.stdout) == (2, b"")
    assert kald("--version").stdout.startswith(b"rettidig ")


def test_the_package_can_be_run_as_a_module() -> None:
    def modul(*ord_: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([sys.executable, "-m", "rettidig", *ord_], capture_output=True, check=False)

    assert modul("--version").stdout == kald("--version").stdout
    assert modul("frister").returncode == 2


@pytest.mark.parametrize("ord_", [["--help"], ["frister", "--help"], [], ["regler"]])
def test_the_help_loads_neither_arrays_nor_tables_nor_rules(ord_: list[str]) -> None:
    tunge = "numpy", "pyarrow", "rich", "rettidig.regler", "rettidig.motor", "rettidig.forloeb"
    program = (
        f"import sys; from rettidig.cli import main; k = main({ord_!r}); print(k, *(set({tunge!r}) & set(sys.modules)))"
    )
    svar = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert svar.stdout.splitlines()[-1] == "0"


def test_a_reader_who_stops_reading_hears_nothing(by: Path) -> None:
    laes, skriv = os.pipe()
    os.close(laes)
    svar = subprocess.run(
        [PROGRAM, "frister", by, "--pr", "2023-05-31"], stdout=skriv, stderr=subprocess.PIPE, check=False
    )
    os.close(skriv)
    assert (svar.returncode, svar.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to lend")
def test_standard_output_that_is_full_is_one_sentence(by: Path) -> None:
    with Path("/dev/full").open("wb") as fuld:
        svar = subprocess.run(
            [PROGRAM, "frister", by, "--pr", "2023-05-31"], stdout=fuld, stderr=subprocess.PIPE, check=False
        )
    assert svar.returncode == 2
    assert svar.stderr.decode() == "Svaret kan ikke skrives: disken er fuld.\n"


def test_a_terminal_without_danish_letters_gets_the_table_all_the_same(by: Path) -> None:
    svar = kald("frister", by, "--pr", "2023-05-31", PYTHONIOENCODING="ascii")
    assert svar.returncode == 0
    assert b"lab.102.foerste_tilbud" in svar.stdout


@pytest.mark.parametrize("forkert", [b"\xff\xfe", b"a\nb", b"\xc3\xa6" * 3000])
def test_odd_bytes_on_the_command_line_are_refused_in_one_sentence(forkert: bytes, by: Path) -> None:
    for ord_ in ([b"frister", forkert, b"--pr", b"2023-05-31"], [b"frister", os.fsencode(by), b"--pr", forkert]):
        svar = subprocess.run([os.fsencode(PROGRAM), *ord_], capture_output=True, check=False)
        assert svar.returncode == 2, svar.stderr.decode()
        assert b"Traceback" not in svar.stderr
        assert svar.stderr.count(b"\n") == 1
