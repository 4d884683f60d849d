"""Keys from the command line: made, shown once, listed without being shown, renewed and taken back."""

from __future__ import annotations

from pathlib import Path

from tests.api.conftest import Kalder
from tests.cli.conftest import Koer


def test_a_key_is_made_shown_once_renewed_and_taken_back(store: Path, koer: Koer) -> None:
    lavet = koer(
        "system", "opret", "bi", "--scope", "laes:tal", "--scope", "laes:drift", "--dage", "30", "--hvem", "Bo"
    )
    assert lavet.kode == 0, lavet.fejl
    assert len(lavet.ud.split()) == 1
    assert lavet.ud.strip() not in lavet.fejl
    assert Kalder(lavet.ud.strip())("status").objekt["scopes"] == ["laes:drift", "laes:tal"]
    liste = koer("system", "liste", "--format", "json")
    assert lavet.ud.strip().split("_", 2)[2] not in liste.ud
    (raekke,) = liste.objekt["raekker"]
    assert (raekke["navn"], raekke["oprettet_af"], raekke["tilbagekaldt"]) == ("bi", "Bo", None)
    assert raekke["sidst_brugt"] is not None
    ny = koer("system", "forny", "bi")
    assert Kalder(lavet.ud.strip())("status").status == 401
    assert Kalder(ny.ud.strip())("status").status == 200
    assert koer("system", "tilbagekald", "bi").kode == 0
    assert Kalder(ny.ud.strip())("status").status == 401


def test_what_cannot_be_made_is_one_sentence(store: Path, koer: Koer) -> None:
    for ord_ in (
        ["opret", "bi", "--scope", "alt"],
        ["opret", "Bi", "--scope", "laes:tal"],
        ["opret", "bi", "--scope", "laes:tal", "--team", "Nord"],
        ["opret", "bi", "--scope", "laes:tal", "--dage", "9999999"],
        ["opret", "bi", "--scope", "laes:tal", "--dage", "0"],
        ["opret", "bi", "--scope", "laes:tal", "--dage", "-1"],
        ["opret", "bi"],
        ["forny", "bi"],
        ["tilbagekald", "bi"],
    ):
        svar = koer("system", *ord_)
        assert svar.kode == 2, ord_
        assert svar.ud == ""
        assert len(svar.fejl.splitlines()) == 1
