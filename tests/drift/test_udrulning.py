"""The files for production name only what there is: commands, variables, paths; and every unit is held as tightly."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from rettidig.cli.kommandolinje import app
from rettidig.drift.server.indstillinger import FAERDIG_SEKUNDER, FORAELDER
from rettidig.drift.server.proces import STOP_SEKUNDER

ROD = Path(__file__).resolve().parents[2]
DEPLOY = ROD / "deploy"
ENHEDER = sorted((DEPLOY / "systemd").glob("*.service"))
URE = sorted((DEPLOY / "systemd").glob("*.timer"))
CONTAINER = (DEPLOY / "container" / "Containerfile").read_text(encoding="utf-8")
PROGRAM = "/srv/rettidig/.venv/bin/rettidig"
DOKUMENTER = [ROD / "docs" / "drift.md", ROD / "docs" / "dpia.md"]
HAARDE = (
    *("NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "PrivateDevices=yes"),
    *("CapabilityBoundingSet=", "RestrictSUIDSGID=yes", "RestrictNamespaces=yes", "SystemCallFilter=@system-service"),
    *("UMask=0077", "StateDirectoryMode=0700", "User=rettidig", "EnvironmentFile=/etc/rettidig/miljoe"),
)


def linjer(fil: Path, navn: str) -> list[str]:
    return re.findall(rf"^{navn}=(.*)$", fil.read_text(encoding="utf-8"), re.MULTILINE)


def findes(ord_: list[str]) -> None:
    """That a command line is one: its words lead to a command, which knows the options."""
    kommando: Any = get_command(app)
    rest = list(ord_)
    while rest and hasattr(kommando, "commands"):
        assert rest[0] in kommando.commands, f"{' '.join(ord_)}: {rest[0]}"
        kommando = kommando.commands[rest.pop(0)]
    kendte = {navn for parameter in kommando.params for navn in parameter.opts} | {"--help", "--sprog"}
    assert {o.partition("=")[0] for o in rest if o.startswith("--")} <= kendte, " ".join(ord_)


@pytest.mark.parametrize("fil", ENHEDER, ids=lambda fil: fil.name)
def test_a_unit_runs_a_command_there_is_without_rights_in_the_places_of_the_others(fil: Path) -> None:
    kommandoer = linjer(fil, "ExecStart") + linjer(fil, "ExecStop")
    assert kommandoer
    for kommando in kommandoer:
        program, *ord_ = shlex.split(kommando)
        assert program == PROGRAM
        findes(ord_)
        if "sikkerhedskopi" in ord_:
            assert linjer(fil, "ReadWritePaths") == [next(o for o in ord_ if o.startswith("/"))]
    indhold = fil.read_text(encoding="utf-8").splitlines()
    assert [haard for haard in HAARDE if haard not in indhold] == []
    assert linjer(fil, "Environment") == [
        "RETTIDIG_VAR=/var/lib/rettidig RETTIDIG_LOG=stderr XDG_CACHE_HOME=/var/cache/rettidig"
    ]
    # The kernels are compiled as they are needed, and the embedded database outlives who started it.
    assert not linjer(fil, "MemoryDenyWriteExecute")
    assert not linjer(fil, "RemoveIPC")


@pytest.mark.parametrize("fil", URE, ids=lambda fil: fil.name)
def test_a_timer_starts_a_unit_there_is(fil: Path) -> None:
    (enhed,) = linjer(fil, "Unit")
    assert (fil.parent / enhed).exists()
    assert linjer(fil, "WantedBy") == ["timers.target"]


def test_the_units_are_accepted_by_systemd_where_there_is_one(tmp_path: Path) -> None:
    analyse = shutil.which("systemd-analyze")
    for fil in (*ENHEDER, *URE):
        (tmp_path / fil.name).write_text(fil.read_text(encoding="utf-8").replace(PROGRAM, sys.executable))
    for fil in ENHEDER + URE if analyse else []:
        svar = subprocess.run(
            [analyse or "", "verify", "--man=no", tmp_path / fil.name], capture_output=True, text=True, check=False
        )
        assert [linje for linje in svar.stderr.splitlines() if fil.name in linje] == []


def test_the_container_runs_without_rights_what_there_is_and_copies_what_there_is() -> None:
    sidste = CONTAINER.rpartition("\nFROM ")[2]
    assert re.search(r"^USER 10001:10001$", sidste, re.MULTILINE)
    assert sidste.index("USER") > sidste.index("COPY")
    for kommando in re.findall(r"CMD \[(.*?)\]", CONTAINER):
        navn, *ord_ = [o.strip().strip('"') for o in kommando.split(",")]
        assert navn == "rettidig"
        findes(ord_)
    for kilder in re.findall(r"^COPY (?!--from)(.*)$", CONTAINER, re.MULTILINE):
        for kilde in kilder.split()[:-1]:
            assert (ROD / kilde).exists(), kilde


def test_the_composed_example_has_a_read_only_root_no_rights_and_no_port_to_others() -> None:
    tjenester = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text(encoding="utf-8"))["services"]
    for navn in ("rettidig", "nat"):
        assert tjenester[navn]["read_only"] is True
        assert tjenester[navn]["cap_drop"] == ["ALL"]
    assert tjenester["rettidig"]["ports"] == ["127.0.0.1:8000:8000"]
    assert "ports" not in tjenester["database"]
    findes(tjenester["nat"]["command"][1:])


def test_every_variable_named_for_production_is_one_the_program_reads() -> None:
    kilde = "\n".join(fil.read_text(encoding="utf-8") for fil in (ROD / "src").rglob("*.py"))
    filer = [fil for fil in DEPLOY.rglob("*") if fil.is_file()] + DOKUMENTER
    for fil in filer:
        navne = set(re.findall(r"\bRETTIDIG_[A-Z_]*[A-Z]\b(?!_)", fil.read_text(encoding="utf-8")))
        assert {navn for navn in navne if navn not in kilde} == set(), fil.name


def test_every_variable_a_person_may_set_is_told_of_where_the_others_are() -> None:
    """But what the program sets for itself: the demonstration, and the process that made those that answer."""
    kilde = "\n".join(fil.read_text(encoding="utf-8") for fil in (ROD / "src").rglob("*.py"))
    fortalt = "\n".join((ROD / "docs" / navn).read_text(encoding="utf-8") for navn in ("drift.md", "adgang.md"))
    laeste = set(re.findall(r"\"(RETTIDIG_[A-Z_]+)\"", kilde)) - {"RETTIDIG_DEMO", FORAELDER}
    assert "RETTIDIG_VAR" in laeste
    assert laeste - set(re.findall(r"RETTIDIG_[A-Z_]*[A-Z]", fortalt)) == set()


def test_whoever_stops_the_server_waits_longer_than_it_gives_requests_under_way() -> None:
    tjenester = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text(encoding="utf-8"))["services"]
    (enheden,) = linjer(DEPLOY / "systemd" / "rettidig.service", "TimeoutStopSec")
    frister = [int(enheden), int(tjenester["rettidig"]["stop_grace_period"].removesuffix("s")), STOP_SEKUNDER]
    assert min(frister) > FAERDIG_SEKUNDER


@pytest.mark.parametrize("fil", DOKUMENTER, ids=lambda fil: fil.name)
def test_every_command_in_the_guides_is_one(fil: Path) -> None:
    indhold = fil.read_text(encoding="utf-8")
    fundne = re.findall(r"(?:^|`|\s)rettidig ([a-z-]+(?: [^`\n#|…]*)?)", "\n".join(re.findall(r"`[^`]+`", indhold)))
    fundne += re.findall(r"^(?:[A-Z_]+=\S+ )*(?:sudo -u rettidig )?rettidig ([^#\n]*)", indhold, re.MULTILINE)
    for kommando in fundne:
        findes([o for o in shlex.split(kommando) if not o.isupper()])
    assert fundne or fil.name == "dpia.md"


@pytest.mark.parametrize("fil", DOKUMENTER, ids=lambda fil: fil.name)
def test_every_file_the_guides_point_to_is_there(fil: Path) -> None:
    for sti in re.findall(r"\]\((?!https?:|#)([^)#]+)", fil.read_text(encoding="utf-8")):
        assert (fil.parent / sti).exists(), sti
