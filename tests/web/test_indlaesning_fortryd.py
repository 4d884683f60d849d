"""Undoing a whole import: nobody waits, everybody sees how far it has come, and cut short it has not been done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from tests.adgang.proevebrugere import bruger, klient
from tests.sager.udtraek import byen, indhold

pytestmark = pytest.mark.usefixtures("store")
DEL = {"HX-Request": "true", "HX-Target": "rt-fortryder"}
BARN = """
import os, signal, sys
from rettidig.drift.opstart import klar
klar()
from rettidig.sager.models import Handling
from rettidig.sager.services import fortrydelse_arbejde, fortrydelse
egentlig = fortrydelse._fortryd_i
def doe_i_den_tredje(markoer, tabel, handling, talt=[]):
    talt.append(tabel)
    if len(talt) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return egentlig(markoer, tabel, handling)
fortrydelse._fortryd_i = doe_i_den_tredje
handling = Handling.objects.get(pk=int(sys.argv[1]))
fortrydelse_arbejde.begynd(handling, hvem="proeve", hvorfor="proeve")
fortrydelse_arbejde.vent(handling, None)
"""
"""A program that undoes an import and is killed in the middle of it."""


def indlaest() -> tuple[Any, Any]:
    """A small town imported, and what was imported."""
    from rettidig.sager.services.indlaesning import indlaes

    data = byen(31, 40)
    return indlaes(data, "fagsystem", hvem="proeve").handling, data


def nu() -> Any:
    from rettidig.sager.selectors.datasaet import hent_datasaet
    from rettidig.sager.selectors.kendt import kendt_nu

    return indhold(hent_datasaet(kendt_nu()))


def test_while_an_import_is_being_undone_the_page_says_so_and_then_leads_on(monkeypatch: pytest.MonkeyPatch) -> None:
    from rettidig.sager.models import Handling
    from rettidig.sager.services import fortrydelse, fortrydelse_arbejde
    from rettidig.web.views import indlaesning_handlinger

    handling, _ = indlaest()
    paa_vej, videre = threading.Event(), threading.Event()
    egentlig = fortrydelse._fortryd_i

    def naar_der_siges_til(*alt: Any) -> Any:
        paa_vej.set()
        assert videre.wait(60)
        return egentlig(*alt)

    monkeypatch.setattr(fortrydelse, "_fortryd_i", naar_der_siges_til)
    monkeypatch.setattr(indlaesning_handlinger, "_KORT_TID", 0)
    k = klient(bruger("controller"))
    adresse, side = reverse("indlaest_fortryd", args=[handling.pk]), reverse("indlaest", args=[handling.pk])
    assert "Hvorfor fortrydes" in k.get(side).content.decode()
    assert k.post(adresse, {"fortryd_hvorfor": "forkert måned"}).headers["Location"] == side
    assert paa_vej.wait(60)
    hele = k.get(side).content.decode()
    assert "ved at blive fortrudt. Ser på borgere." in hele
    assert "Hvorfor fortrydes" not in hele
    assert 'hx-trigger="every 2s"' in hele
    del_ = k.get(side, headers=DEL).content.decode()
    assert del_.strip() in hele
    # Asking once more leaves it to whoever does it already.
    assert k.post(adresse, {"fortryd_hvorfor": "igen"}).status_code == 302
    assert not Handling.objects.filter(fortryder=handling).exists()
    videre.set()
    fortrydelse_arbejde.vent(handling, None)
    assert Handling.objects.get(fortryder=handling).hvorfor == "forkert måned"
    assert k.get(side, headers=DEL).headers["HX-Redirect"] == side
    efter = k.get(side).content.decode()
    assert "Indlæsningen er fortrudt. Lukket:" in efter
    assert k.post(adresse, {"fortryd_hvorfor": "igen"}).status_code == 422


def test_undoing_killed_in_the_middle_has_undone_nothing_and_can_be_done_again(store: Path) -> None:
    from rettidig.sager.models import Handling
    from rettidig.sager.services import fortrydelse_arbejde

    handling, data = indlaest()
    doed = subprocess.run(
        [sys.executable, "-c", BARN, str(handling.pk)], env={**os.environ, "RETTIDIG_VAR": str(store)}, check=False
    )
    assert doed.returncode == -signal.SIGKILL
    stand = fortrydelse_arbejde.arbejde(handling)
    assert stand is not None
    assert stand.afbrudt
    assert not Handling.objects.filter(fortryder=handling).exists()
    assert nu() == indhold(data)
    k, side = klient(bruger("controller")), reverse("indlaest", args=[handling.pk])
    assert "intet er fortrudt. Fortryd igen." in k.get(side).content.decode()
    k.post(reverse("indlaest_fortryd", args=[handling.pk]), {"fortryd_hvorfor": "igen"})
    fortrydelse_arbejde.vent(handling, None)
    assert Handling.objects.get(fortryder=handling).hvorfor == "igen"
    assert all(not raekker for raekker in nu().values())


def test_what_cannot_be_undone_is_said_at_once_and_nothing_is_begun() -> None:
    from rettidig.sager.fejl import SagsFejl
    from rettidig.sager.services import fortrydelse_arbejde
    from rettidig.sager.services.fortrydelse import fortryd

    handling, _ = indlaest()
    fortryd(handling.pk, hvem="proeve", hvorfor="proeve")
    with pytest.raises(SagsFejl) as fejl:
        fortrydelse_arbejde.begynd(handling, hvem="proeve", hvorfor="igen")
    assert fejl.value.kode == "allerede_fortrudt"
    assert fortrydelse_arbejde.arbejde(handling) is None
    assert fortrydelse_arbejde.tal(handling) is None
