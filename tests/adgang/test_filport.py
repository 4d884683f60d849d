"""No file is taken in from a form that has not shown that it comes from here: on the disk there is never a trace."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.adgang.proevebrugere import bruger, klient

GRAENSE = "graense"
SLAGS = f"multipart/form-data; boundary={GRAENSE}"
MEGABYTE = 1 << 20
STOR = 4 * MEGABYTE
"""More than is kept in memory, so that the framework would put it on the disk."""


class Krop:
    """A body that looks at the folder of passing files whenever more of it is asked for."""

    def __init__(self, indhold: bytes, mappe: Path) -> None:
        self._indhold, self._mappe = indhold, mappe
        self.laest = 0
        self.paa_disken = False

    def read(self, antal: int = -1) -> bytes:
        self.paa_disken |= any(self._mappe.iterdir())
        til = len(self._indhold) if antal is None or antal < 0 else self.laest + antal
        stykke = self._indhold[self.laest : til]
        self.laest += len(stykke)
        return stykke

    readline = read


@pytest.fixture(autouse=True)
def uden_log() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def mappe(store: Path, tmp_path: Path) -> Iterator[Path]:
    """Where passing files lie, empty."""
    from django.test import override_settings

    mappe = tmp_path / "passerer"
    mappe.mkdir()
    with override_settings(FILE_UPLOAD_TEMP_DIR=str(mappe)):
        yield mappe


def _felt(navn: str, vaerdi: str) -> bytes:
    return f'--{GRAENSE}\r\nContent-Disposition: form-data; name="{navn}"\r\n\r\n{vaerdi}\r\n'.encode()


def _fil(byte: int = STOR) -> bytes:
    hoved = f'--{GRAENSE}\r\nContent-Disposition: form-data; name="filer"; filename="borgere.csv"\r\n'
    return f"{hoved}Content-Type: text/csv\r\n\r\n".encode() + b"x" * byte + b"\r\n"


def _send(k: Any, mappe: Path, *dele: bytes, sti: str = "/indlaes/", **hoveder: str) -> tuple[int, Krop]:
    indhold = b"".join(dele) + f"--{GRAENSE}--\r\n".encode()
    krop = Krop(indhold, mappe)
    ekstra = {"wsgi.input": krop, "CONTENT_LENGTH": str(len(indhold)), "CONTENT_TYPE": SLAGS, **hoveder}
    svar = k.generic("POST", sti, b"", SLAGS, **ekstra)
    svar.close()
    return svar.status_code, krop


def _indlaeser() -> tuple[Any, str]:
    """Somebody who may import, in a browser held to its tokens, and the token of the page."""
    k = klient(bruger("administrator", "controller", "leder"), enforce_csrf_checks=True)
    side = k.get("/indlaes/")
    assert side.status_code == 200
    fundet = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', side.content.decode())
    assert fundet is not None
    return k, fundet[1]


@pytest.mark.parametrize("sti", ["/indlaes/", "/afstemning/"])
@pytest.mark.parametrize("bevis", ["mangler", "sidst", "forkert", "forkert_hoved"])
def test_without_a_token_before_it_a_file_is_not_taken_in(mappe: Path, sti: str, bevis: str) -> None:
    k, rigtigt = _indlaeser()
    token = {"sidst": rigtigt, "forkert": rigtigt[::-1]}.get(bevis, "")
    egne = [_felt("csrfmiddlewaretoken", token)] if token else []
    dele = [_fil(), *egne] if bevis == "sidst" else [*egne, _felt("kilde", "kontrakt"), _fil()]
    hoveder = {"HTTP_X_CSRFTOKEN": rigtigt[::-1]} if bevis == "forkert_hoved" else {}
    status, krop = _send(k, mappe, *dele, sti=sti, **hoveder)
    assert status == 403
    assert not krop.paa_disken
    assert krop.laest < MEGABYTE


@pytest.mark.parametrize("bevis", ["foerst", "hoved"])
def test_with_the_token_before_it_a_file_is_taken_in(mappe: Path, bevis: str) -> None:
    k, rigtigt = _indlaeser()
    egne = [_felt("csrfmiddlewaretoken", rigtigt)] if bevis == "foerst" else []
    hoveder = {"HTTP_X_CSRFTOKEN": rigtigt} if bevis == "hoved" else {}
    status, krop = _send(k, mappe, *egne, _felt("kilde", "kontrakt"), _fil(), **hoveder)
    assert status in {302, 422}
    assert krop.paa_disken
    assert krop.laest == len(krop._indhold)


def test_a_form_from_another_place_is_refused_before_anything_of_it_is_read(mappe: Path) -> None:
    k, rigtigt = _indlaeser()
    egne = _felt("csrfmiddlewaretoken", rigtigt)
    status, krop = _send(k, mappe, egne, _fil(), HTTP_ORIGIN="https://et-andet-sted.example")
    assert (status, krop.laest) == (403, 0)


def test_every_form_of_ours_that_sends_files_has_its_token_before_them() -> None:
    skabeloner = Path(__file__).parents[2] / "src/rettidig/web/templates"
    former = [
        form
        for fil in skabeloner.rglob("*.html")
        for form in fil.read_text(encoding="utf-8").split("<form")[1:]
        if "multipart/form-data" in form
    ]
    assert former
    for form in former:
        assert form.split(">", 1)[1].strip().startswith("{% csrf_token %}")
