"""A citizen who is not the user's is not there, at any address that names one: taken from the addresses there are."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.adgang.borgere import beskyt
from tests.adgang.proevebrugere import bruger, klient
from tests.web.borgersag import HVEM, borger, sagen

pytestmark = pytest.mark.usefixtures("store")
INGEN = "findes-ikke"
FYLD = {"slags": "samtale", "tabel": "samtaler", "nummer": 1}
HVORFOR = "En god og lang begrundelse"


@pytest.fixture(autouse=True)
def uden_log() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def moenstre() -> dict[str, set[str]]:
    """Every address with a gap, by name, with their names. The interface for systems has its own tests."""
    from django.urls import get_resolver

    def gaa(alle: Any, foran: set[str]) -> Iterator[tuple[str, set[str]]]:
        for en in alle:
            huller = foran | set(getattr(en.pattern, "converters", {}))
            if hasattr(en, "url_patterns"):
                if str(en.pattern) not in {"api/v1/", "konto/"}:
                    yield from gaa(en.url_patterns, huller)
            elif huller:
                yield en.name, huller

    return dict(gaa(get_resolver().url_patterns, set()))


def borgeradresser() -> dict[str, set[str]]:
    return {navn: huller for navn, huller in moenstre().items() if "noegle" in huller}


def adresse(navn: str, noegle: str, **andet: object) -> str:
    from django.urls import reverse

    fyld = {"noegle": noegle, **FYLD, **andet}
    return reverse(navn, kwargs={hul: fyld[hul] for hul in borgeradresser()[navn]})


def svaret(k: Any, metode: str, sti: str, noegle: str) -> tuple[int, str]:
    """The status and the page, without what is drawn anew each time and without the key asked for."""
    svar = getattr(k, metode)(sti, {"hvorfor": HVORFOR, "formaal": "sagsbehandling", "cpr": "vis"})
    indhold = b"".join(svar.streaming_content) if svar.streaming else svar.content
    side = re.sub(r"\b[A-Za-z0-9]{64}\b", "", indhold.decode())
    return svar.status_code, side.replace(f"/borger/{noegle}/", f"/borger/{INGEN}/")


def _fra_andet_team() -> Any:
    return bruger("sagsbehandler", teams=["Nord"], kommune="766")


def _spaerret() -> Any:
    from rettidig.adgang.services.undtagelser import spaer_sag

    en = bruger("sagsbehandler", "teamleder", teams=["Syd"], kommune="766")
    spaer_sag(en, "B", "familie", HVORFOR, hvem="proeve")
    return en


def _egen_sag() -> Any:
    return bruger("fagleder", teams=["Syd"], kommune="766", borger=borger("B"))


def _beskyttet() -> Any:
    beskyt(borger("B"))
    return bruger("konsulent", "controller", kommune="766")


def _fra_anden_kommune() -> Any:
    return bruger("fagleder", "controller", kommune="101")


def _en_anden_borger() -> Any:
    return bruger("borger", borger=borger("A"))


@pytest.mark.parametrize(
    "lav", [_fra_andet_team, _spaerret, _egen_sag, _beskyttet, _fra_anden_kommune, _en_anden_borger]
)
def test_somebody_elses_citizen_is_answered_as_one_who_is_not_there(lav: Callable[[], Any]) -> None:
    from rettidig.adgang.models import LaestBorger
    from rettidig.sager.models import Handling

    sagen()
    en = lav()
    handlinger = Handling.objects.count()
    k = klient(en, raise_request_exception=False)
    for navn in borgeradresser():
        for metode in ("get", "post", "put", "delete"):
            status, side = svaret(k, metode, adresse(navn, "B"), "B")
            assert status in {403, 404, 405}, (navn, metode, status)
            ingen_status, ingen_side = svaret(k, metode, adresse(navn, INGEN), INGEN)
            assert status == ingen_status, (navn, metode)
            assert side.splitlines() == ingen_side.splitlines(), (navn, metode)
            assert "Hemmelig" not in side
    assert Handling.objects.count() == handlinger
    assert not LaestBorger.objects.filter(borger=borger("B")).exists(), "what is not shown is not written down as read"


def test_ones_own_citizen_is_there_at_every_address_so_that_the_refusals_mean_something() -> None:
    sagen()
    k = klient(bruger("fagleder", kommune="766"))
    for navn, huller in borgeradresser().items():
        status = k.get(adresse(navn, "B")).status_code
        if huller == {"noegle"} or "slags" in huller:
            assert status in {200, 302, 405}, (navn, status)


def test_what_another_citizen_has_is_not_reached_under_the_key_of_ones_own() -> None:
    from rettidig.sager.models import Handling
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.selectors.registreringer import borgerens
    from rettidig.sager.services.rettelser import registrer
    from rettidig.web.registrer.slags import BORGERTABEL, TABELLER

    sagen()
    en = bruger("sagsbehandler", teams=["Nord"], kommune="766")
    mit = HVEM | {"hvem": en.username}
    registrer("samtaler", {"borger_id": "B", "slags": "jobsamtale", "dato": "2023-06-01", "status": "afholdt"}, **mit)
    andres = Handling.objects.latest("tidspunkt").pk
    numre = {tabel: [r.pk for r in borgerens(tabel, "B", kendt_nu())] for tabel in (*TABELLER, BORGERTABEL)}
    assert sum(map(bool, numre.values())) >= 4
    foer = [(r.pk, r.lukket_af_id) for tabel in numre for r in borgerens(tabel, "B", kendt_nu())]
    antal = Handling.objects.count()
    k = klient(en, raise_request_exception=False)
    for navn, huller in borgeradresser().items():
        if "nummer" not in huller:
            continue
        forsoeg = [(t, nr) for t, egne in numre.items() for nr in egne] if "tabel" in huller else [("", andres)]
        for tabel, nummer in forsoeg:
            for metode in ("get", "post"):
                status, side = svaret(k, metode, adresse(navn, "A", tabel=tabel, nummer=nummer), "A")
                assert status in {404, 405}, (navn, metode, tabel, status)
                assert "Hemmelig" not in side
    assert Handling.objects.count() == antal
    assert [(r.pk, r.lukket_af_id) for tabel in numre for r in borgerens(tabel, "B", kendt_nu())] == foer


def test_a_fact_cannot_be_moved_to_another_citizen_by_what_a_form_is_sent() -> None:
    from rettidig.sager.models import Handling
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.selectors.registreringer import borgerens

    sagen()
    k = klient(bruger("sagsbehandler", teams=["Nord"], kommune="766"))
    hos_b = len(borgerens("samtaler", "B", kendt_nu()))
    data = {"dato": "2023-06-02", "slags": "jobsamtale", "form": "telefon", "status": "afholdt", "part": "kommune"}
    falsk = data | {"hvorfor": HVORFOR, "borger_id": "B", "noegle": "B", "borger": "B", "borger_pk": borger("B").pk}
    k.post(adresse("registrer", "A"), falsk)
    (set_, *_) = borgerens("samtaler", "A", kendt_nu())
    k.post(adresse("ret_faktum", "A", tabel="samtaler", nummer=set_.pk), falsk)
    assert Handling.objects.filter(slags="rettelse").count() == 2
    assert len(borgerens("samtaler", "B", kendt_nu())) == hos_b


# Addresses that name something else than a citizen, and whose it is.
ANDRE = {
    "bruger": "a user: administrators",
    "bruger_link": "a user: administrators",
    "bruger_nulstil": "a user: administrators",
    "bruger_spaer": "a user: administrators",
    "spaerring_ophaev": "a block: whoever may lift it, test_brugere",
    "indlaes_fil": "the sender's own, tests/web/test_indlaesning",
    "indlaes_bekraeft": "the sender's own",
    "indlaes_opgiv": "the sender's own",
    "indlaes_rapport": "the sender's own",
    "indlaest": "an import: of the whole store",
    "indlaest_fortryd": "an import: of the whole store",
    "indlaest_rapport": "an import: of the whole store",
    "liste_slet": "one's own list, tests/web/test_lister",
    "udfoersel_traek": "a fact of a citizen within reach, tests/web/test_udfoersel",
    "afstemning_gab": "a figure of one's municipality, tests/web/test_afstemning",
    "afstemning_excel": "a figure of one's municipality",
    "statisk": "a file of the program",
}
KODEORD = {"navn", "tabel", "tabelnavn"}
"""Gaps that name a rule, a strategy or a table: the program's own words, and nobody's."""


def test_every_other_address_that_names_something_is_known_with_whose_it_is() -> None:
    fundne = {navn for navn, huller in moenstre().items() if not huller <= KODEORD}
    assert fundne - set(borgeradresser()) - set(ANDRE) == set(), "say whose it is, and test that"
