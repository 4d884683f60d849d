"""A demonstration that another release made is made anew by itself; a store with anything else in it is left alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.sager.udtraek import lille, ydelse


@pytest.fixture
def gammel(store: Path) -> Iterator[None]:
    """What a release before this one left: its import bears no mark of what made it."""
    from django.test import override_settings

    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.web.demo.opsaetning import lav_brugere
    from rettidig.web.demo.vaern import HVEM, KILDE

    with override_settings(DEMO=True, UDVIKLING=True, TOTRIN_KRAEVES=False, SECURE_SSL_REDIRECT=False):
        indlaes(lille(ydelser=[ydelse()]), KILDE, hvem=HVEM)
        lav_brugere()
        yield


def _forny(*, koerer: bool = False) -> str:
    from rettidig.web.demo.fornyelse import forny
    from rettidig.web.demo.opsaetning import BRUGERNAVNE

    sagt: list[str] = []
    forny(sagt.append, BRUGERNAVNE, koerer=koerer)
    return " ".join(sagt)


def _handlinger() -> int:
    from rettidig.sager.models import Handling

    return int(Handling.objects.count())


def test_it_is_made_anew_with_what_was_registered_in_it_gone_and_then_it_is_this_releases(gammel: None) -> None:
    from rettidig.adgang.models import Bruger
    from rettidig.identitet.selectors.opslag import navne
    from rettidig.sager.models import Borger
    from rettidig.sager.services.rettelser import registrer
    from rettidig.web.demo.opsaetning import saet_op

    samtale = {"borger_id": "A", "dato": "2023-05-02", "slags": "jobsamtale", "status": "afholdt", "form": "video"}
    registrer("samtaler", samtale, hvem="sidsel", hvorfor="prøver")
    foer = _handlinger()
    assert "den kører: stop den med make demo-stop" in _forny(koerer=True)
    assert _handlinger() == foer
    assert "laves nu på ny; det, der er registreret i den, følger ikke med" in _forny()
    assert (_handlinger(), Bruger.objects.count(), Borger.objects.count()) == (0, 0, 0)
    assert _forny() == ""
    saet_op(borgere=60)
    efter = _handlinger()
    borgere = list(Borger.objects.values_list("pk", flat=True)[:5])
    assert all(visning.navn for visning in navne(borgere).values())
    assert (_forny(), _handlinger()) == ("", efter)


def _et_udtraek() -> None:
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.web.demo.vaern import KILDE

    indlaes(lille(ydelser=[ydelse(fra=dt.date(2023, 1, 2))]), KILDE, hvem="connie", luk_mange=True)


def _en_bruger() -> None:
    from tests.adgang.proevebrugere import bruger

    bruger("sagsbehandler", navn="en-rigtig")


def _statens_tal() -> None:
    from django.utils.timezone import now

    from rettidig.tal.models import Statslevering

    Statslevering.objects.create(kilde="fil", hentet=now(), hvem="connie", aftryk="et")


@pytest.mark.parametrize("andet", [_et_udtraek, _en_bruger, _statens_tal], ids=lambda f: f.__name__)
def test_a_store_with_anything_that_others_put_there_is_never_touched(gammel: None, andet: Any) -> None:
    andet()
    foer = _handlinger()
    assert "rummer også andet end demonstrationens eget" in _forny()
    assert _handlinger() == foer > 0


def test_beside_an_import_from_another_system_it_is_refused(gammel: None) -> None:
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.web.demo.vaern import IkkeHer

    indlaes(lille(ydelser=[ydelse()]), "fagsystem", hvem="en")
    foer = _handlinger()
    with pytest.raises(IkkeHer, match="andet end demonstrationens"):
        _forny()
    assert _handlinger() == foer


def test_the_mark_is_of_everything_that_makes_the_demonstration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from types import ModuleType

    from rettidig.web.demo import fornyelse

    pakke = ModuleType("en_pakke")
    pakke.__file__ = str(tmp_path / "__init__.py")
    monkeypatch.setattr(fornyelse, "_LAVER", (pakke,))
    (tmp_path / "navne.yaml").write_text("a")
    foer = fornyelse.stempel()
    assert foer == fornyelse.stempel()
    (tmp_path / "navne.yaml").write_text("b")
    anden = fornyelse.stempel()
    (tmp_path / "navne.yaml").rename(tmp_path / "flere.yaml")
    assert len({foer, anden, fornyelse.stempel()}) == 3
