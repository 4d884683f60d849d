"""The log: one line of JSON per event, and never anything that could be a person."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from rettidig.drift.log.dagsfil import Dagsfil
from rettidig.drift.log.maskering import FELTER, SKJULT, fejl_uden_vaerdier, kun_kendte, masker
from rettidig.drift.log.opsaetning import Bibliotekshandler, opsaet_log

# Not a number anybody can have: there is no month 13.
CPR = st.integers(0, 9999).map(lambda loebe: f"011399{loebe:04d}")
MELLEMRUM = st.sampled_from(["", "-", " ", "–", " - ", "%20", "%2D", ".", "/", " ", "&nbsp;", "\\u002d"])
OMGIVELSER = st.text(max_size=30)


def kun_cifre(tekst: str) -> str:
    return re.sub(r"\D", "", tekst)


@given(cpr=CPR, sted=st.integers(1, 9), mellem=MELLEMRUM, foer=OMGIVELSER, efter=OMGIVELSER)
def test_a_cpr_number_is_hidden_however_it_is_written_and_wherever_it_stands(
    cpr: str, sted: int, mellem: str, foer: str, efter: str
) -> None:
    skrevet = f"{foer}{cpr[:sted]}{mellem}{cpr[sted:]}{efter}"
    for vaerdi in (skrevet, [skrevet], (skrevet,), {skrevet}, [[skrevet]]):
        vist = json.dumps(masker(vaerdi), ensure_ascii=False)
        assert cpr not in vist
        assert f"{cpr[:sted]}{mellem}{cpr[sted:]}" not in vist
    assert SKJULT in masker(skrevet)


@given(cpr=CPR)
def test_a_cpr_number_as_a_number_in_other_digits_or_set_apart_twice_is_hidden(cpr: str) -> None:
    fuld_bredde = cpr.translate({ord("0") + n: ord("０") + n for n in range(10)})
    opdelt = f"{cpr[:2]} {cpr[2:4]} {cpr[4:6]} - {cpr[6:]}"
    assert masker(fuld_bredde) == masker(opdelt) == SKJULT
    assert masker(1_113_991_234) == SKJULT
    assert masker(1_113_991_234.5) == SKJULT


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=12) | st.integers(), max_size=6))
def test_only_known_fields_come_through_and_the_names_of_the_others_are_not_repeated(felter: dict[str, Any]) -> None:
    renset = kun_kendte(None, "", dict(felter))
    ukendte = [navn for navn in felter if navn not in FELTER]
    assert set(renset) == (set(felter) & FELTER) | ({"udeladt"} if ukendte else set())
    assert renset.get("udeladt", 0) == len(ukendte)


def test_a_fault_is_told_as_its_kind_and_place_and_not_in_its_own_words() -> None:
    try:
        try:
            raise KeyError("Anders And")
        except KeyError as fejl:
            raise ValueError("kunne ikke finde Anders And") from fejl
    except ValueError as fejl:
        haendelse = fejl_uden_vaerdier(None, "", {"exc_info": fejl})
    assert haendelse["fejl"] == ["builtins.ValueError", "builtins.KeyError"]
    assert any("test_log.py" in trin for trin in haendelse["spor"])
    assert "Anders" not in json.dumps(haendelse)


def test_values_that_are_no_plain_text_are_told_by_their_kind() -> None:
    assert masker({"navn": "Anders And"}) == "dict"
    assert masker(b"0113991234") == "bytes"
    assert masker(Path("/anders")) in {"PosixPath", "WindowsPath"}
    assert masker(None) is None
    assert masker(True) is True


@pytest.fixture
def linjer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """The lines written in the test, read when they are asked for."""
    monkeypatch.setenv("RETTIDIG_VAR", str(tmp_path))
    monkeypatch.delenv("RETTIDIG_LOG", raising=False)
    rod = logging.getLogger()
    foer = rod.level, rod.handlers[:], sys.excepthook

    class Laest(list[dict[str, Any]]):
        def __iter__(self) -> Iterator[dict[str, Any]]:
            return (json.loads(linje) for fil in tmp_path.glob("log/*") for linje in fil.read_text().splitlines())

    opsaet_log()
    yield Laest()
    rod.setLevel(foer[0])
    rod.handlers[:] = foer[1]
    sys.excepthook = foer[2]
    structlog.reset_defaults()


def test_what_a_library_says_keeps_its_pattern_and_loses_its_values(linjer: list[dict[str, Any]]) -> None:
    logging.getLogger("django.request").warning("Not Found: %s", "/borger/anders-and/")
    logging.getLogger("django.security.DisallowedHost").error("Invalid HTTP_HOST header: 'anders.and'")
    try:
        raise RuntimeError("Anders And")
    except RuntimeError:
        logging.getLogger("allauth").exception("for %s", "Anders And")
    med_moenster, uden, med_fejl = list(linjer)
    assert med_moenster["besked"] == "Not Found: %s"
    assert "besked" not in uden
    assert uden["kilde"] == "django.security.DisallowedHost"
    assert med_fejl["fejl"] == ["builtins.RuntimeError"]
    assert "nders" not in json.dumps(list(linjer)).replace("Handler", "")


def test_the_programs_own_events_are_masked_and_dated(linjer: list[dict[str, Any]]) -> None:
    structlog.get_logger().info("indlaest", fagsystem="sagssystem 011399-1234", navn="Anders And", antal=7)
    (linje,) = list(linjer)
    assert linje["fagsystem"] == f"sagssystem {SKJULT}"
    assert (linje["haendelse"], linje["antal"], linje["udeladt"], linje["niveau"]) == ("indlaest", 7, 1, "info")
    assert linje["tid"].endswith("+00:00")


def test_a_fault_nobody_caught_goes_the_same_way(linjer: list[dict[str, Any]]) -> None:
    fejl = ValueError("Anders And")
    sys.excepthook(ValueError, fejl, None)
    (linje,) = list(linjer)
    assert (linje["haendelse"], linje["fejl"]) == ("ufanget_fejl", ["builtins.ValueError"])


def test_the_log_is_read_by_its_owner_alone_and_the_oldest_days_are_removed(tmp_path: Path) -> None:
    for dag in range(1, 6):
        (tmp_path / f"rettidig-2020-01-0{dag}.jsonl").write_text("gammel\n")
    (tmp_path / "andet.txt").write_text("ikke vores")
    Dagsfil(tmp_path, behold=3).skriv("ny")
    filer = sorted(fil.name for fil in tmp_path.glob("rettidig-*"))
    assert filer[:2] == ["rettidig-2020-01-04.jsonl", "rettidig-2020-01-05.jsonl"]
    assert len(filer) == 3
    assert (tmp_path / filer[2]).read_text() == "ny\n"
    assert (tmp_path / filer[2]).stat().st_mode & 0o077 == 0
    assert (tmp_path / "andet.txt").exists()


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    Dagsfil(tmp_path / "fil" / "log").skriv("linje")
    handler = Bibliotekshandler(lambda _linje: (_ for _ in ()).throw(OSError("fuld")))
    handler.emit(logging.LogRecord("x", 40, "sti", 1, "besked %s", ("værdi",), None))
