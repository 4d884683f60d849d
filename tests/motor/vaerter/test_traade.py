"""Threads share the blocks; the answer is the same as of one, in the same order, and a fault is told once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import pyarrow as pa
import pytest
from tests.forloeb.lagerfiler import SLAGS, grimme, skriv_lager
from tests.motor.sammenligning import standardvalg

from rettidig.forloeb import UbrugeligeData
from rettidig.forloeb.lager import Lager, aabn_lager
from rettidig.motor.historik import Historik, byg_historik
from rettidig.motor.opgaver import Fristopgave, som_tekst
from rettidig.motor.vaerter.traade import koer, traade_at_bruge
from rettidig.sprog import paa_sprog, valgt_sprog

DATA = grimme(21, 90)
OPGAVE = Fristopgave(dt.date(2024, 5, 31), standardvalg())
SKEMA = pa.schema([("borger_id", pa.string())])


@dataclass
class Spion:
    """Answers with the first citizen of the block; tells how many worked at once and what was asked."""

    undervejs: Callable[[str], None] = lambda foerste: None
    paa_en_gang: list[int] = field(default_factory=list)
    spurgt: list[str] = field(default_factory=list)
    _nu: int = 0
    _laas: Lock = field(default_factory=Lock)

    def skema(self) -> pa.Schema:
        return SKEMA

    def svar(self, historik: Historik) -> pa.Table:
        foerste = historik.borgere.ider[0]
        with self._laas:
            self._nu += 1
            self.paa_en_gang.append(self._nu)
            self.spurgt.append(foerste)
        try:
            self.undervejs(foerste)
            return pa.table([[foerste]], schema=SKEMA)
        finally:
            with self._laas:
                self._nu -= 1


@pytest.fixture
def lager(tmp_path: Path) -> Lager:
    return aabn_lager(skriv_lager(tmp_path / "by.arrow", DATA, 9))


@pytest.mark.parametrize("slags", SLAGS)
@pytest.mark.parametrize("traade", [1, 2, 5, None])
def test_any_number_of_threads_answers_what_the_whole_town_does(tmp_path: Path, slags: str, traade: int | None) -> None:
    fil = aabn_lager(skriv_lager(tmp_path / f"by{slags}", DATA, 9))
    tabeller = list(koer(fil, OPGAVE, traade))
    assert len(tabeller) == fil.antal_blokke == 10
    samlet = pa.concat_tables(map(som_tekst, tabeller))
    assert samlet.equals(pa.concat_tables(map(som_tekst, koer(fil, OPGAVE, 1))))
    assert samlet.to_pylist() == OPGAVE.svar(byg_historik(DATA)).to_pylist()


@pytest.mark.parametrize("traade", [1, 2, 3])
def test_answers_come_in_order_and_no_more_blocks_are_open_than_there_are_threads(lager: Lager, traade: int) -> None:
    spion = Spion()
    svar = [tabel["borger_id"][0].as_py() for tabel in koer(lager, spion, traade)]
    assert svar == sorted(svar) == sorted(spion.spurgt)
    assert max(spion.paa_en_gang) <= traade


@pytest.mark.parametrize("traade", [1, 2, 3])
def test_no_block_is_begun_long_before_its_answer_is_asked_for(lager: Lager, traade: int) -> None:
    spion = Spion()
    svar = koer(lager, spion, traade)
    assert spion.spurgt == []
    next(svar)
    svar.close()  # type: ignore[attr-defined]
    assert len(spion.spurgt) <= traade + 1


@pytest.mark.parametrize("traade", [1, 2, 3])
def test_a_fault_in_one_block_comes_once_when_its_turn_comes_and_ends_the_work(lager: Lager, traade: int) -> None:
    ulykken = list(lager.blokke())[4].ider[0].as_py()

    def maaske(foerste: str) -> None:
        if foerste == ulykken:
            raise ZeroDivisionError(foerste)

    spion = Spion(maaske)
    svar = koer(lager, spion, traade)
    assert [len(next(svar)) for _ in range(4)] == [1] * 4
    with pytest.raises(ZeroDivisionError, match=ulykken):
        next(svar)
    assert list(svar) == []
    assert len(spion.spurgt) <= 5 + traade
    assert spion._nu == 0


def test_a_damaged_block_is_one_sentence(lager: Lager, tmp_path: Path) -> None:
    plads = lager.metadata.blokke[6]
    indhold = bytearray(lager.sti.read_bytes())
    indhold[(plads.fra + plads.til) // 2] ^= 1
    skadet = tmp_path / "skadet.arrow"
    skadet.write_bytes(indhold)
    with pytest.raises(UbrugeligeData, match=r"skadet\.arrow"):
        list(koer(aabn_lager(skadet), OPGAVE, 2))


def test_the_threads_speak_the_language_that_was_chosen(lager: Lager) -> None:
    talt: list[str] = []
    with paa_sprog("en"):
        list(koer(lager, Spion(lambda _: talt.append(valgt_sprog())), 2))
    assert set(talt) == {"en"}


def test_no_more_threads_are_used_than_there_are_blocks_and_always_one(lager: Lager) -> None:
    assert [traade_at_bruge(lager, antal) for antal in (1, 2, 10, 11, 500)] == [1, 2, 10, 10, 10]
    assert traade_at_bruge(lager, None) >= 1
    with pytest.raises(ValueError, match="thread"):
        koer(lager, OPGAVE, 0)
