"""Who the citizens are, their keys and erasure, from the command line; no answer holds a name or a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import Koer
from tests.identitet.proevepersoner import indlaes_borgere, person, proevenummer, skriv
from tests.sager.udtraek import D, lille, ydelse


@pytest.fixture(autouse=True)
def noegler(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty store and an empty folder for keys."""
    from rettidig.identitet import noeglering

    monkeypatch.setenv(noeglering.NOEGLER, str(tmp_path / "noegler"))
    monkeypatch.delenv(noeglering.KOMMANDO, raising=False)
    noeglering.glem_husket()
    yield tmp_path / "noegler"
    noeglering.glem_husket()


def test_a_file_is_tried_imported_and_its_bad_rows_told_of_without_their_values(koer: Koer, tmp_path: Path) -> None:
    indlaes_borgere(3)
    fil = skriv(tmp_path, [person(0), person(1), person(2, cpr="3002585123"), person(7)])
    proeve = koer("identitet", "indlaes", fil, "--proeve")
    assert (proeve.kode, "2 nye" in proeve.ud, "2 af 4" in proeve.ud) == (0, True, True)
    assert "cpr begynder ikke med en mulig dato. (række 4)" in proeve.fejl
    assert "Borgeren findes ikke i lagringen. (række 5)" in proeve.fejl
    assert "2 nye" in koer("identitet", "indlaes", fil, "--hvem", "Bo", "--hvorfor", "første gang").ud
    assert "0 nye, 0 ændrede, 2 uændrede" in koer("identitet", "indlaes", fil, "--hvem", "Bo").ud
    seneste = koer("lagring", "handlinger", "--format", "json").objekt["raekker"][1]
    assert (seneste["slags"], seneste["hvem"], seneste["hvorfor"], seneste["nye"]) == (
        "identitet",
        "Bo",
        "første gang",
        2,
    )
    alt = proeve.ud + proeve.fejl + koer("lagring", "handlinger").ud
    assert not any(spor in alt for spor in (proevenummer(0), "3002585123", "Prøvesen", "personer.csv"))


def test_a_file_that_cannot_be_used_is_exit_2_and_one_sentence(koer: Koer, tmp_path: Path) -> None:
    svar = koer("identitet", "indlaes", skriv(tmp_path, [{"cpr": proevenummer(0), "navn": "Hemmelig"}]))
    assert (svar.kode, len(svar.fejl.splitlines())) == (2, 1)
    assert "borger_id, adressebeskyttet" in svar.fejl
    assert koer("identitet", "indlaes", tmp_path / "findes-ikke").kode == 2


def test_keys_are_made_changed_told_of_and_destroyed(koer: Koer, tmp_path: Path, noegler: Path) -> None:
    def tilstande() -> list[tuple[object, ...]]:
        raekker = koer("identitet", "noegler", "status", "--format", "json").objekt["raekker"]
        return [(r["slags"], r["nummer"], r["raekker"], r["tilstand"]) for r in raekker]

    indlaes_borgere(2)
    koer("identitet", "indlaes", skriv(tmp_path, [person(0), person(1)]), "--hvem", "Bo")
    assert tilstande() == [("kryptering", 1, 2, "i brug"), ("opslag", 1, 2, "i brug")]
    assert koer("identitet", "noegler", "ny", "--slags", "kryptering").kode == 0
    assert koer("identitet", "noegler", "glem", "kryptering", "1").kode == 2
    assert "2 registreringer" in koer("identitet", "noegler", "skift").ud
    assert tilstande() == [
        ("kryptering", 1, 0, "pensioneret"),
        ("kryptering", 2, 2, "i brug"),
        ("opslag", 1, 2, "i brug"),
    ]
    assert koer("identitet", "noegler", "glem", "kryptering", "1").kode == 0
    assert tilstande()[0] == ("kryptering", 2, 2, "i brug")
    for forkert in (["glem", "andet", "1"], ["glem", "opslag", "x"], ["ny", "--slags", "andet"]):
        svar = koer("identitet", "noegler", *forkert)
        assert (svar.kode, len(svar.fejl.splitlines())) == (2, 1)
    (noegler / "identitet.json").unlink()
    svar = koer("identitet", "noegler", "ny")
    assert (svar.kode, "sikkerhedskopi" in svar.fejl) == (2, True)


def test_a_citizen_is_erased_and_it_says_so_among_the_acts(koer: Koer, tmp_path: Path) -> None:
    indlaes_borgere(2)
    koer("identitet", "indlaes", skriv(tmp_path, [person(0), person(1)]), "--hvem", "Bo")
    for hvorfor, ord_ in (("Æskild Prøvesen A0 bad om det", "nævner"), (" ", "hvorfor")):
        svar = koer("identitet", "slet", "P00000", "--hvorfor", hvorfor)
        assert (svar.kode, ord_ in svar.fejl) == (2, True)
    svar = koer("identitet", "slet", "P00000", "--hvorfor", "fristen er udløbet", "--hvem", "Bo")
    assert (svar.kode, "1 borgere, 2 registreringer" in svar.ud) == (0, True)
    assert koer("identitet", "slet", "P00000", "--hvorfor", "igen").kode == 2
    handlinger = koer("lagring", "handlinger", "--format", "json").objekt["raekker"]
    assert (handlinger[0]["slags"], handlinger[0]["hvorfor"]) == ("sletning", "fristen er udløbet")
    assert koer("lagring", "fortryd", str(handlinger[0]["nummer"]), "--hvorfor", "x").kode == 2
    assert "Ingen af de slettede" in koer("identitet", "slet-igen", "--hvorfor", "efter gendannelse").ud
    # An extract made before brings the citizen back; told of after a restore, they are erased again.
    indlaes_borgere(2)
    assert "1 borgere" in koer("identitet", "slet-igen", "--hvorfor", "efter gendannelse").ud


def test_whose_term_has_run_out_is_listed_and_erased_only_when_asked(koer: Koer) -> None:
    from rettidig.sager.services.indlaesning import indlaes

    gammel = [ydelse(D(2015, 7, 1), fra=D(2015, 1, 1)), ydelse(borger="B")]
    indlaes(lille(ydelser=gammel), "fagsystem", hvem="proeve")
    spoerg = ["lagring", "udloebne", "--pr", "2026-01-01", "--format", "json"]
    svar = koer(*spoerg)
    assert [(r["borger_id"], r["sidste_dag"]) for r in svar.objekt["raekker"]] == [("A", "2015-06-30")]
    assert "kommer igen" in svar.fejl
    assert koer(*spoerg).objekt["raekker"]
    assert "Slettet som handling" in koer(*spoerg, "--slet", "--hvem", "Bo").fejl
    assert koer(*spoerg).objekt["raekker"] == []
    assert koer("frister", "db:", "--pr", "2023-05-31", "--borger", "B").kode == 0
    assert koer("lagring", "udloebne", "--pr", "i morgen").kode == 2


def test_the_help_of_every_command_says_what_it_does_in_both_languages(koer: Koer) -> None:
    for ord_ in (
        ["identitet"],
        ["identitet", "indlaes"],
        ["identitet", "slet"],
        ["identitet", "slet-igen"],
        ["identitet", "noegler"],
        ["identitet", "noegler", "ny"],
        ["identitet", "noegler", "status"],
        ["identitet", "noegler", "skift"],
        ["identitet", "noegler", "glem"],
        ["lagring", "udloebne"],
    ):
        for sprog in ("da", "en"):
            svar = koer(*ord_, "--help", "--sprog", sprog)
            assert svar.kode == 0
            assert not re.search(r"identitet\.(hjaelp|svar|fejl)\.", svar.ud)
