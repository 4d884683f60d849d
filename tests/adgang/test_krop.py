"""Of what is sent nothing is read before it is settled who sends it, and no more is taken than the page is made for."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.adgang.proevebrugere import bruger, klient
from tests.adgang.test_adresser import Adresse, adresser

from rettidig.adgang.roller import Rolle, graenser, rolleregler

GIGABYTE = 1 << 30
SLAGS = "multipart/form-data; boundary=graense"


class Krop:
    """A body that remembers whether anybody has begun to read it."""

    def __init__(self) -> None:
        self.laest = False

    def read(self, *_: Any) -> bytes:
        self.laest = True
        return b""

    readline = read

    def __iter__(self) -> Iterator[bytes]:
        self.laest = True
        return iter(())


@pytest.fixture(autouse=True)
def uden_log() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def sendt(k: Any, sti: str, byte: int | str = GIGABYTE) -> tuple[int, bool]:
    """The answer's status, and whether the body was read."""
    krop = Krop()
    ekstra = {"wsgi.input": krop, "CONTENT_LENGTH": str(byte), "CONTENT_TYPE": SLAGS}
    svar = k.generic("POST", sti, b"", SLAGS, **ekstra)
    svar.close()
    return svar.status_code, krop.laest


@pytest.fixture
def alle(store: Path) -> list[Adresse]:
    return list(adresser())


def test_of_a_large_body_from_nobody_nothing_is_read_at_any_address(alle: list[Adresse]) -> None:
    k = klient(enforce_csrf_checks=True, raise_request_exception=False)
    svarene = {adresse.sti: (adresse, *sendt(k, adresse.sti)) for adresse in alle}
    assert {sti for sti, (_, _, laest) in svarene.items() if laest} == set()
    for adresse, status, _ in svarene.values():
        if adresse.krav is not None and adresse.krav.aaben and not adresse.sti.startswith("/api/"):
            assert status == 413, adresse.sti


@pytest.mark.parametrize("rolle", [Rolle.POLITIKER, Rolle.BORGER, Rolle.ADMINISTRATOR], ids=lambda r: r.value)
def test_of_a_large_body_from_somebody_without_the_right_nothing_is_read(alle: list[Adresse], rolle: Rolle) -> None:
    k = klient(bruger(rolle), enforce_csrf_checks=True, raise_request_exception=False)
    egne = frozenset(rolleregler()[rolle].rettigheder)
    laeste = {
        adresse.sti
        for adresse in alle
        if sendt(k, adresse.sti)[1]
        and not (adresse.krav is not None and adresse.krav.filer and adresse.krav.opfyldt(egne))
    }
    assert laeste == set()


def test_only_the_pages_that_take_extracts_take_more_than_a_form_and_none_more_than_the_limit(
    alle: list[Adresse],
) -> None:
    from rettidig.sager.services.modtagelse_graenser import GRAENSER

    assert {adresse.navn for adresse in alle if adresse.krav is not None and adresse.krav.filer} == {
        "indlaesning",
        "afstemning",
    }
    k = klient(bruger(*(rolle for rolle in Rolle if rolle is not Rolle.BORGER)), raise_request_exception=False)
    formular, mere = graenser().krop_kb << 10, (graenser().krop_kb << 10) + 1
    assert sendt(k, "/noedadgang/", formular)[1]
    assert sendt(k, "/noedadgang/", mere) == (413, False)
    assert sendt(k, "/indlaes/", mere)[1]
    assert sendt(k, "/indlaes/", 2 * GRAENSER.pakket) == (413, False)
    assert sendt(klient(), "/konto/login/", (graenser().aaben_krop_kb << 10) + 1) == (413, False)
    assert sendt(klient(), "/konto/login/", 100)[1]


@pytest.mark.parametrize("laengde", [f"{GIGABYTE:030}", "9" * 40, "-1", "1e3", "\u0661"])
def test_a_length_written_oddly_gets_nobody_past_the_limit(store: Path, laengde: str) -> None:
    assert sendt(klient(), "/konto/login/", laengde) == (413, False)


def test_a_page_says_in_plain_words_that_too_much_was_sent(store: Path) -> None:
    svar = klient().post("/konto/login/", {"login": "x" * (graenser().aaben_krop_kb << 10)})
    assert svar.status_code == 413
    assert "for stort" in svar.content.decode()
