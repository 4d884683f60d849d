"""A store that is not as it was written is told in one clear sentence, never read as if it were whole."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.forloeb.lagerfiler import SLAGS, forskelle, grimme, skriv_blokke, skriv_lager

from rettidig.forloeb import UbrugeligeData, laes_datasaet
from rettidig.forloeb.lager import aabn_lager, lagerform, metadata
from rettidig.forloeb.lager.blokke import byg_blokke
from rettidig.forloeb.lager.skrivning import Blokskriver

DATA = grimme(3, 30)


def svar(fil: Path) -> str:
    """ "samme" where the file reads as what was written, else the sentence."""
    try:
        laest = laes_datasaet(fil)
    except UbrugeligeData as fejl:
        return str(fejl)
    return "samme" if not forskelle(laest, DATA) else "noget andet"


@pytest.mark.parametrize("slags", SLAGS)
@pytest.mark.parametrize("froe", range(2))
def test_a_byte_changed_anywhere_is_told_or_changes_nothing(tmp_path: Path, slags: str, froe: int) -> None:
    hel = skriv_lager(tmp_path / f"hel{slags}", DATA, 10).read_bytes()
    rng = random.Random(froe)
    for nr in range(80):
        skadet = bytearray(hel)
        # Half of the damage is done near the end, where the files keep what is needed to find the rest.
        sted = rng.randrange(len(hel)) if nr % 2 else len(hel) - 1 - rng.randrange(6_000)
        skadet[sted] ^= 1 << rng.randrange(8)
        fil = tmp_path / f"skadet{slags}"
        fil.write_bytes(skadet)
        sagt = svar(fil)
        assert sagt == "samme" or f"skadet{slags}" in sagt, sted


@pytest.mark.parametrize("slags", SLAGS)
def test_a_file_cut_short_anywhere_is_told(tmp_path: Path, slags: str) -> None:
    hel = skriv_lager(tmp_path / f"hel{slags}", DATA, 10).read_bytes()
    rng = random.Random(1)
    for laengde in (0, 1, 4, 6, 8, len(hel) - 1, *(rng.randrange(len(hel)) for _ in range(60))):
        fil = tmp_path / f"kort{slags}"
        fil.write_bytes(hel[:laengde])
        assert "kort" in svar(fil)


@pytest.mark.parametrize("slags", SLAGS)
def test_a_block_that_is_not_what_its_checksum_says_is_told_when_it_is_read(tmp_path: Path, slags: str) -> None:
    fil = skriv_lager(tmp_path / f"x{slags}", DATA, 10)
    plads = aabn_lager(fil).metadata.blokke[1]
    hel = bytearray(fil.read_bytes())
    hel[(plads.fra + plads.til) // 2] ^= 1
    fil.write_bytes(hel)
    lager = aabn_lager(fil)
    assert lager.blok(0).antal == lager.blok(2).antal == 10
    with pytest.raises(UbrugeligeData, match="beskadiget"):
        lager.blok(1)


@pytest.mark.parametrize("slags", SLAGS)
def test_a_person_split_over_two_blocks_is_told(tmp_path: Path, slags: str) -> None:
    blok = next(byg_blokke(DATA.tabeller, 10))
    with pytest.raises(UbrugeligeData, match="i to blokke"):
        aabn_lager(skriv_blokke(tmp_path / f"x{slags}", [blok, blok.slice(9, 1)], DATA))


def test_persons_out_of_order_inside_a_block_are_told(tmp_path: Path) -> None:
    blok = next(byg_blokke(DATA.tabeller, 10))
    ombyttet = pa.Table.from_batches([blok]).take([0, 2, 1, 3]).combine_chunks().to_batches()[0]
    assert "beskadiget" in svar(skriv_blokke(tmp_path / "x.parquet", [ombyttet], DATA))


@pytest.mark.parametrize("slags", SLAGS)
@pytest.mark.parametrize("noegle", [b"skemaversion", b"kontrakt"])
def test_a_later_form_is_told_with_its_version(tmp_path: Path, slags: str, noegle: bytes) -> None:
    par = metadata.hoved("kontrakt", None)
    par[metadata.LAGER] = par[metadata.LAGER].replace(b'"%s":1' % noegle, b'"%s":7' % noegle)
    with Blokskriver(tmp_path / f"x{slags}", par, arrow=slags == ".arrow") as fil:
        fil.slut(DATA.rapport, ())
    assert svar(tmp_path / f"x{slags}") == (
        f"Lageret x{slags} er skrevet i en nyere form (version 7), som denne udgave af Rettidig ikke kan læse."
    )


def med_andet_skema(slags: str, sti: Path) -> None:
    """A file that says it is ours, but whose rows are others."""
    par = metadata.hoved("kontrakt", None)
    par |= metadata.hale(par, [], DATA.rapport, ())
    tabel = pa.table({"borger_id": ["a"]}).replace_schema_metadata(par)
    if slags == ".parquet":
        pq.write_table(tabel, sti)
    else:
        with pa.OSFile(str(sti), "wb") as fil, pa.ipc.new_file(fil, tabel.schema) as skriver:
            skriver.write_table(tabel)


@pytest.mark.parametrize("slags", SLAGS)
def test_a_wrong_schema_is_told(tmp_path: Path, slags: str) -> None:
    med_andet_skema(slags, tmp_path / f"x{slags}")
    assert "beskadiget" in svar(tmp_path / f"x{slags}")


def _fremmed_parquet(sti: Path) -> None:
    pq.write_table(pa.table({"a": [1]}), sti)


def _fremmed_arrow(sti: Path) -> None:
    tabel = pa.table({"a": [1]})
    with pa.OSFile(str(sti), "wb") as fil, pa.ipc.new_file(fil, tabel.schema) as skriver:
        skriver.write_table(tabel)


def _tekst(sti: Path) -> None:
    sti.write_text("borger_id;foedselsdato;kommune\n")


def _tom(sti: Path) -> None:
    sti.write_bytes(b"")


@pytest.mark.parametrize("skriv", [_fremmed_parquet, _fremmed_arrow, _tekst, _tom])
@pytest.mark.parametrize("slags", SLAGS)
def test_a_file_that_is_no_store_is_called_so_whatever_its_name(
    tmp_path: Path, skriv: Callable[[Path], None], slags: str
) -> None:
    skriv(tmp_path / f"x{slags}")
    assert "ikke et lager" in svar(tmp_path / f"x{slags}")


def test_a_store_is_known_by_its_content_and_not_by_its_suffix(tmp_path: Path) -> None:
    skriv_lager(tmp_path / "x.arrow", DATA).rename(tmp_path / "y.parquet")
    assert svar(tmp_path / "y.parquet") == "samme"


@pytest.mark.parametrize("slags", SLAGS)
def test_codes_numbered_otherwise_when_the_store_was_made_are_read_as_the_codes_they_were(
    tmp_path: Path, slags: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as dengang:
        gamle = {navn: ("udgaaet", *reversed(koder)) for navn, koder in lagerform.kodelister().items()}
        dengang.setattr(lagerform, "kodelister", lambda: gamle)
        dengang.setattr(metadata, "kodelister", lambda: gamle)
        fil = skriv_lager(tmp_path / f"x{slags}", DATA, 7)
    assert svar(fil) == "samme"
    assert aabn_lager(fil).find("P00011").antal == 1


def test_a_code_that_no_longer_exists_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as dengang:
        gamle = lagerform.kodelister() | {"ydelse": ("gammel_hjaelp", *lagerform.kodelister()["ydelse"][1:])}
        dengang.setattr(lagerform, "kodelister", lambda: gamle)
        dengang.setattr(metadata, "kodelister", lambda: gamle)
        tabeller = dict(DATA.tabeller)
        ydelse = pa.array(["gammel_hjaelp"] * tabeller["ydelser"].num_rows)
        tabeller["ydelser"] = tabeller["ydelser"].set_column(1, "ydelse", ydelse)
        blokke = list(byg_blokke(tabeller, 10))
        fil = skriv_blokke(tmp_path / "x.arrow", blokke, DATA)
    assert "koden gammel_hjaelp, som ikke længere findes" in svar(fil)


def test_rows_no_reader_hands_over_are_refused_by_the_writer() -> None:
    tabeller = dict(DATA.tabeller)
    dobbelt = tabeller | {"borgere": pa.concat_tables([tabeller["borgere"]] * 2)}
    uden = tabeller | {"borgere": tabeller["borgere"].slice(1)}
    for forkerte in (dobbelt, uden):
        with pytest.raises(ValueError, match="person"):
            list(itertools.islice(byg_blokke(forkerte, 10), 1))
