"""Users by the command line: made, changed, shut out and listed; no password is ever an argument."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cli.conftest import Koer

from rettidig.cli import GIVET


def test_a_user_is_made_with_a_link_changed_listed_and_shut_out(store: Path, koer: Koer) -> None:
    lavet = koer("bruger", "opret", "anna", "--rolle", "sagsbehandler", "--team", "A", "--hvem", "admin")
    assert lavet.kode == GIVET, lavet.fejl
    assert lavet.ud.startswith("/konto/password/reset/key/")
    assert "tre døgn" in lavet.fejl
    assert koer("bruger", "opret", "anna").kode != GIVET
    aendret = koer("bruger", "roller", "anna", "--rolle", "leder", "--hvorfor", "Ny stilling", "--hvem", "admin")
    assert aendret.kode == GIVET, aendret.fejl
    rolle = koer("bruger", "liste", "--format", "json").objekt
    assert "leder" in str(rolle)
    assert "sagsbehandler" not in str(rolle)
    assert koer("bruger", "spaer", "anna", "--hvorfor", "Fratrådt").kode == GIVET
    assert "nej" in koer("bruger", "liste").ud
    assert koer("bruger", "aabn", "anna", "--hvorfor", "Tilbage").kode == GIVET
    assert koer("bruger", "nulstil", "anna", "--hvorfor", "Ny telefon").ud.startswith("/konto/password/reset/key/")


def test_a_password_is_asked_for_and_a_poor_one_makes_no_user(
    store: Path, koer: Koer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rettidig.adgang.models import Bruger

    for kode, gaar in (("kort", False), ("en-lang-og-god-kode", True)):
        monkeypatch.setattr("getpass.getpass", lambda _prompt, kode=kode: kode)
        svar = koer("bruger", "opret", "bo", "--rolle", "leder", "--adgangskode")
        assert (svar.kode == GIVET) is gaar, svar.fejl
        assert Bruger.objects.filter(username="bo").exists() is gaar
    assert Bruger.objects.get(username="bo").check_password("en-lang-og-god-kode")


@pytest.mark.parametrize(
    ("ord_", "ventet"),
    [
        (("roller", "ukendt", "--rolle", "leder", "--hvorfor", "x"), "ingen bruger"),
        (("opret", "cy", "--rolle", "konge"), "ikke en rolle"),
        (("roller", "cy", "--hvorfor", "x"), "--rolle"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(store: Path, koer: Koer, ord_: tuple[str, ...], ventet: str) -> None:
    svar = koer("bruger", *ord_)
    assert svar.kode != GIVET
    assert ventet in svar.fejl
    assert "Traceback" not in svar.fejl


def test_the_first_administrator_is_made_once_with_a_link_that_leads_in(store: Path, koer: Koer) -> None:
    from django.test import Client

    from rettidig.adgang.models import Bruger

    lavet = koer("bruger", "foerste")
    assert lavet.kode == GIVET, lavet.fejl
    en = Bruger.objects.get()
    assert (en.username, [gruppe.name for gruppe in en.groups.all()]) == ("administrator", ["administrator"])
    assert not en.has_usable_password()
    (link,) = re.findall(r"http://127\.0\.0\.1:\d+(/konto/password/reset/key/\S+)", lavet.ud)
    k, kode = Client(SERVER_NAME="localhost"), "en-lang-og-god-kode"
    side = k.get(link, secure=True, follow=True)
    assert side.status_code == 200
    k.post(side.redirect_chain[-1][0], {"password1": kode, "password2": kode}, secure=True)
    assert Bruger.objects.get().check_password(kode)
    igen = koer("bruger", "foerste")
    assert igen.kode == GIVET
    assert "allerede en administrator" in igen.ud
    assert "/konto/" not in igen.ud
    assert Bruger.objects.count() == 1
