"""A value opens where it was closed and nowhere else; keys are private, and lost ones are told of plainly."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identitet.proevepersoner import proevenummer

from rettidig.identitet import noeglering
from rettidig.identitet.cpr import Cpr
from rettidig.identitet.fejl import IdentitetsFejl
from rettidig.identitet.kryptering import Plads, aabn, fingeraftryk, luk
from rettidig.identitet.noeglering import Noeglering, Slags, foerste_ring, ny_noegle

RING = foerste_ring()
HER = Plads(7, UUID(int=1))


def kode(kald) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(IdentitetsFejl) as fejl:
        kald()
    return fejl.value.kode


@given(st.text(max_size=200).filter(lambda t: not t.endswith("\x00")))
def test_a_value_opens_where_it_was_closed_and_equal_values_look_different(vaerdi: str) -> None:
    lukket = luk(RING, HER, "navn", vaerdi)
    assert aabn(RING, HER, "navn", lukket) == vaerdi
    assert luk(RING, HER, "navn", vaerdi) != lukket
    assert len(vaerdi) < 3 or vaerdi.encode() not in lukket


def test_short_names_are_all_of_one_length() -> None:
    assert len({len(luk(RING, HER, "navn", "x" * nr)) for nr in range(32)}) == 1


@pytest.mark.parametrize(
    ("plads", "felt"), [(Plads(8, HER.maerke), "navn"), (Plads(7, UUID(int=2)), "navn"), (HER, "adresse")]
)
def test_a_value_moved_to_another_citizen_time_or_field_does_not_open(plads: Plads, felt: str) -> None:
    lukket = luk(RING, HER, "navn", "Æskild")
    assert kode(lambda: aabn(RING, plads, felt, lukket)) == "kan_ikke_aabnes"


@given(st.integers(0, 400), st.integers(1, 255))
def test_a_value_changed_anywhere_does_not_open(sted: int, hvormed: int) -> None:
    lukket = bytearray(luk(RING, HER, "navn", "Æskild Prøvesen"))
    lukket[sted % len(lukket)] ^= hvormed
    assert kode(lambda: aabn(RING, HER, "navn", bytes(lukket))) in {"kan_ikke_aabnes", "noegle_mangler"}


def test_another_key_of_the_same_number_opens_nothing_and_a_missing_one_is_named() -> None:
    lukket = luk(RING, HER, "navn", "Æskild")
    assert kode(lambda: aabn(foerste_ring(), HER, "navn", lukket)) == "kan_ikke_aabnes"
    assert kode(lambda: aabn(Noeglering(()), HER, "navn", lukket)) == "noegle_mangler"
    assert kode(lambda: luk(Noeglering(()), HER, "navn", "x")) == "ingen_gaeldende"


def test_a_fingerprint_is_the_same_for_the_same_number_and_key_and_no_other() -> None:
    cpr, anden = Cpr(proevenummer(1)), Cpr(proevenummer(2))
    assert fingeraftryk(RING, cpr) == fingeraftryk(RING, Cpr(proevenummer(1)))
    assert len({fingeraftryk(RING, cpr), fingeraftryk(RING, anden), fingeraftryk(foerste_ring(), cpr)}) == 3
    assert cpr.cifre.encode() not in fingeraftryk(RING, cpr)


def test_keys_are_not_seen_where_a_ring_is_printed() -> None:
    for noegle in RING.noegler:
        assert noegle.bytes_.hex() not in repr(RING)
        assert repr(noegle.bytes_) not in repr(RING)


@pytest.fixture
def mappe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(noeglering.NOEGLER, str(tmp_path))
    monkeypatch.delenv(noeglering.KOMMANDO, raising=False)
    noeglering.glem_husket()
    return tmp_path


def test_a_key_file_is_its_owners_alone_and_comes_back_as_it_was_written(mappe: Path) -> None:
    with noeglering.ret_ring():
        noeglering.gem_ring(RING)
    assert noeglering.noeglefil().stat().st_mode & 0o777 == 0o600
    assert noeglering.hent_ring() == RING


@pytest.mark.parametrize("rettigheder", [0o640, 0o604, 0o660, 0o777])
def test_a_key_file_others_can_read_is_not_used(mappe: Path, rettigheder: int) -> None:
    with noeglering.ret_ring():
        noeglering.gem_ring(RING)
    noeglering.noeglefil().chmod(rettigheder)
    assert kode(noeglering.hent_ring) == "noeglefil_aaben"


def test_a_link_in_place_of_the_key_file_is_not_followed(mappe: Path) -> None:
    (mappe / "andet").write_bytes(noeglering.som_json(RING))
    noeglering.noeglefil().symlink_to(mappe / "andet")
    assert kode(noeglering.hent_ring) == "noeglefil_laeses_ikke"


@pytest.mark.parametrize(
    "indhold",
    [
        "",
        "{}",
        '{"noegler": 1}',
        '{"noegler": [{"slags": "kryptering", "nr": 1, "noegle": "AAAA", "lavet": "x"}]}',
        '{"noegler": [{"slags": "andet", "nr": 1, "noegle": "' + "A" * 43 + '=", "lavet": "x"}]}',
        noeglering.som_json(Noeglering((ny_noegle(Slags.OPSLAG, 1), ny_noegle(Slags.OPSLAG, 1)))).decode(),
    ],
)
def test_a_spoilt_key_file_is_one_sentence_without_a_key(mappe: Path, indhold: str) -> None:
    fil = noeglering.noeglefil()
    fil.write_text(indhold)
    fil.chmod(0o600)
    assert kode(noeglering.hent_ring) == "noegler_beskadiget"


def test_a_missing_key_file_is_told_of(mappe: Path) -> None:
    assert kode(noeglering.hent_ring) == "noeglefil_mangler"
    assert not noeglering.findes()


def test_keys_may_come_from_a_command_and_are_then_not_changed_here(
    mappe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hvaelv = mappe / "hvaelv.json"
    hvaelv.write_bytes(noeglering.som_json(RING))
    monkeypatch.setenv(noeglering.KOMMANDO, shlex.join(["cat", str(hvaelv)]))
    assert noeglering.hent_ring() == RING
    assert noeglering.findes()
    assert kode(lambda: noeglering.ret_ring().__enter__()) == "noegler_i_kommando"


@pytest.mark.parametrize("kommando", ["findes-ikke-nogen-steder", "'", f"{sys.executable} -c 'raise SystemExit(3)'"])
def test_a_command_that_fails_is_one_sentence_that_repeats_nothing_of_it(
    mappe: Path, monkeypatch: pytest.MonkeyPatch, kommando: str
) -> None:
    monkeypatch.setenv(noeglering.KOMMANDO, kommando)
    with pytest.raises(IdentitetsFejl) as fejl:
        noeglering.hent_ring()
    assert fejl.value.kode == "kommando_svarer_ikke"
    assert kommando not in str(fejl.value)
    assert fejl.value.__suppress_context__


def test_half_a_written_key_file_never_takes_the_place_of_a_whole_one(mappe: Path) -> None:
    with noeglering.ret_ring():
        noeglering.gem_ring(RING)
    noeglering.noeglefil().with_suffix(".ny").write_text("{halv")
    assert noeglering.hent_ring() == RING
    with noeglering.ret_ring():
        noeglering.gem_ring(noeglering.med_ny(RING, Slags.OPSLAG))
    assert noeglering.hent_ring().gaeldende(Slags.OPSLAG).nr == 2
    assert json.loads(noeglering.noeglefil().read_bytes())["noegler"][2]["slags"] == "opslag"
    assert sorted(fil.name for fil in mappe.iterdir()) == ["identitet.json", "identitet.laas"]
