"""The demonstration cannot be had where it must not be, and done twice it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def demo(store: Path) -> Iterator[None]:
    from django.test import override_settings

    with override_settings(DEMO=True, UDVIKLING=True, SECURE_SSL_REDIRECT=False):
        yield


def _besoeg(metode: str = "get", **data: str) -> int:
    from django.test import Client

    return int(getattr(Client(SERVER_NAME="localhost"), metode)("/demo/", data, secure=True).status_code)


def test_outside_the_demonstration_there_is_no_such_page(store: Path) -> None:
    assert _besoeg() == 404
    assert _besoeg("post", bruger="sidsel") == 404


def test_a_user_of_the_demonstration_cannot_be_logged_in_outside_it(store: Path) -> None:
    from rettidig.web.demo.opsaetning import lav_brugere

    lav_brugere()
    assert _besoeg("post", bruger="anders") == 404


def test_it_is_refused_with_a_database_of_ones_own(demo: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from rettidig.web.demo.vaern import IkkeHer, kraev_demo

    kraev_demo()
    monkeypatch.setenv("DATABASE_URL", "postgresql://x:y@db.example/rettidig")
    with pytest.raises(IkkeHer, match="DATABASE_URL"):
        kraev_demo()
    assert _besoeg() == 404


def test_it_is_refused_beside_an_import_from_elsewhere(demo: None) -> None:
    from tests.sager.udtraek import lille, ydelse

    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.web.demo.opsaetning import saet_op
    from rettidig.web.demo.vaern import IkkeHer, demoen_er_for_sig

    indlaes(lille(ydelser=[ydelse()]), "fagsystem", hvem="en")
    with pytest.raises(IkkeHer, match="andet end demonstrationens"):
        saet_op(borgere=50)
    assert _besoeg() == 404
    import os

    os.environ["RETTIDIG_DEMO"] = "1"
    try:
        assert [fejl.id for fejl in demoen_er_for_sig()] == ["web.E001"]
    finally:
        del os.environ["RETTIDIG_DEMO"]


def test_the_settings_take_no_demonstration_outside_development_or_with_a_database_of_ones_own() -> None:
    import os
    import subprocess
    import sys

    spoerg = "from rettidig.drift.websikkerhed import DEMO, TOTRIN_KRAEVES; print(DEMO, TOTRIN_KRAEVES)"

    def svar(**andet: str) -> str:
        rent = {n: v for n, v in os.environ.items() if n not in {"DATABASE_URL", "RETTIDIG_UDVIKLING"}}
        kald = subprocess.run(
            [sys.executable, "-c", spoerg],
            env={**rent, "RETTIDIG_DEMO": "1", **andet},
            capture_output=True,
            text=True,
            check=True,
        )
        return kald.stdout.strip()

    assert svar(RETTIDIG_UDVIKLING="1") == "True False"
    assert svar() == "False True"
    assert svar(RETTIDIG_UDVIKLING="1", DATABASE_URL="postgresql://x:y@db.example/r") == "False True"


def test_set_up_twice_it_is_the_same(demo: None) -> None:
    from rettidig.adgang.models import Bruger
    from rettidig.adgang.roller import Rolle
    from rettidig.sager.models import Handling
    from rettidig.web.demo.opsaetning import demobrugere, saet_op

    saet_op(borgere=60)
    foer = (Handling.objects.count(), Bruger.objects.count())
    saet_op(borgere=60)
    assert (Handling.objects.count(), Bruger.objects.count()) == foer
    assert [rolle for rolle, _ in demobrugere()] == list(Rolle)
    assert not any(bruger.has_usable_password() for _, bruger in demobrugere())
    assert _besoeg("post", bruger="sidsel") == 302
    assert _besoeg("post", bruger="root") == 404
