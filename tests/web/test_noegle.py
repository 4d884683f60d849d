"""Every id the data contract allows has an address, and the address leads to that citizen and no other."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from django.urls import resolve, reverse
from hypothesis import given
from hypothesis import strategies as st
from tests.adgang.proevebrugere import bruger, klient
from tests.sager.udtraek import D, lille, ydelse

from rettidig.web.noegle import NoegleConverter

GRIMME = (
    "a/b",
    "/",
    "//",
    ".",
    "..",
    "../drift",
    "a/formaal",
    "A b",
    "50 %",
    "%2F",
    "~2F",
    "~7E~",
    "hvad?nu",
    "#1",
    "a&b=c;d",
    "a\\b",
    "æøå-ß-中-🙂",
    "<b>\"'",
    "x" * 200,
)


@given(st.text(st.characters(min_codepoint=0x20, exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_what_an_address_is_made_of_is_what_is_read_from_it(noegle: str) -> None:
    konverter = NoegleConverter()
    adresse = f"/borger/{quote(konverter.to_url(noegle), safe='~:@!$&()*+,;=')}/"
    # A browser takes dots away, and a server undoes the quoting before the address is matched.
    set_ = unquote(urlsplit(urljoin("http://localhost/", adresse)).path)
    foran, midt, bag = set_.partition("/borger/")[0], set_[len("/borger/") : -1], set_[-1]
    assert (foran, bag) == ("", "/")
    assert "/" not in midt
    assert konverter.to_python(midt) == noegle


@pytest.fixture
def by(store: Path) -> Any:
    """A citizen of each ugly id, and a caseworker of their team."""
    from rettidig.sager.services.indlaesning import indlaes

    borgere = [{"borger_id": b, "foedselsdato": D(1980, 1, 1), "kommune": "766", "team": "T"} for b in GRIMME]
    indlaes(lille(borgere=borgere, ydelser=[ydelse(borger=b) for b in GRIMME]), "fagsystem", hvem="nat")
    return klient(bruger("sagsbehandler", teams=["T"], navn="anje"))


def test_ugly_ids_have_pages_forms_and_receipts(by: Any) -> None:
    from rettidig.sager.models import Fritagelse

    for noegle in GRIMME:
        for navn in ("borger", "borger_fakta", "borger_journal", "borger_indsigt"):
            svar = by.get(reverse(navn, args=[noegle]))
            assert svar.status_code == 200, (noegle, navn)
            assert noegle in unescape(svar.content.decode())
        svar = by.post(reverse("registrer", args=[noegle, "fritagelse"]), {"grund": "sygdom", "fra": "2026-05-01"})
        assert svar.status_code == 302, noegle
        assert by.get(svar.headers["Location"]).status_code == 200
        assert Fritagelse.objects.filter(borger__noegle=noegle).count() == 1


def test_the_links_between_the_pages_of_an_ugly_id_lead_to_its_own_pages(by: Any) -> None:
    for noegle in GRIMME:
        side = by.get(reverse("borger", args=[noegle]) + "?regler=alle").content.decode()
        links = {unescape(a) for a in re.findall(r'(?:href|hx-get|action)="(/borger/[^"]*)"', side)}
        assert len(links) > 8
        for link in links:
            fundet = resolve(unquote(urlsplit(urljoin("http://localhost/", link)).path))
            assert fundet.kwargs["noegle"] == noegle
