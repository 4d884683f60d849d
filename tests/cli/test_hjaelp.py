"""The help is whole in both languages, and the language may be named anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Koer
from typer.main import get_command

from rettidig.cli.kommandolinje import app
from rettidig.sprog import noegler, valgt_sprog

KOMMANDOER = (
    [
        "koer",
        "frister",
        "vilkaar",
        "maalinger",
        "maaleperioder",
        "refusion",
        "forklar",
        "fund",
        "tilsyn",
        "tjek",
        "demo",
        "regler",
        "kilde",
        "kuber",
        "indlaes",
        "lagring",
        "server",
        "opfyld",
        "sammenlign",
    ]
    + [f"regler {navn}" for navn in ("tjek", "vis", "versioner", "sider", "skema")]
    + ["kilde tjek"]
    + [f"lagring {navn}" for navn in ("start", "stop", "status", "handlinger", "fortryd")]
    + [f"lagring {navn}" for navn in ("sikkerhedskopi", "gendan", "proev-kopi", "noeglekopi")]
    + [f"server {navn}" for navn in ("start", "stop", "status", "forgrund", "klargoer", "tilstand")]
    + [f"kuber {navn}" for navn in ("lav", "ret", "genberegn", "vis")]
)


@pytest.mark.parametrize("kommando", ["", *KOMMANDOER])
def test_every_command_has_help_in_both_languages(kommando: str, koer: Koer) -> None:
    dansk = koer(*kommando.split(), "--help")
    engelsk = koer("--sprog", "en", *kommando.split(), "--help")
    assert (dansk.kode, engelsk.kode) == (0, 0)
    assert dansk.ud.startswith(f"Brug: rettidig {kommando}".strip())
    assert engelsk.ud.startswith(f"Usage: rettidig {kommando}".strip())
    for side in (dansk.ud, engelsk.ud):
        assert "cli." not in side
        assert "--sprog da|en" in side
        assert max(map(len, side.splitlines())) <= 100
    assert "Show this message" not in dansk.ud


def test_the_first_page_names_every_command(koer: Koer) -> None:
    assert [navn for navn in KOMMANDOER if " " not in navn and f"\n  {navn} " not in koer("--help").ud] == []


def test_without_a_command_the_help_is_shown(koer: Koer) -> None:
    assert koer() == koer("--help")
    assert koer("regler").ud == koer("regler", "--help").ud


def test_every_text_of_the_commands_is_in_the_catalogue() -> None:
    rest = [get_command(app)]
    brugte: set[str] = set()
    while rest:
        kommando = rest.pop()
        brugte |= {kommando.help or ""} | {parameter.help for parameter in kommando.params}  # type: ignore[attr-defined]
        rest.extend(getattr(kommando, "commands", {}).values())
    assert brugte - set(noegler()) == set()


@pytest.mark.parametrize("sted", range(4))
def test_the_language_may_stand_anywhere_and_is_forgotten_afterwards(sted: int, by: Path, koer: Koer) -> None:
    ord_ = ["frister", str(by), "--pr=2023-05-31"]
    svar = koer(*ord_[:sted], "--sprog=en", *ord_[sted:])
    assert svar.kode == 0
    assert svar.ud.startswith("Obligations and deadlines as of 31 May 2023")
    assert valgt_sprog() == "da"
