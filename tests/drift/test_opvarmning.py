"""A process that answers is ready before its first answer."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from rettidig.drift import opvarmning


@pytest.fixture
def intet_tilmeldt(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(opvarmning, "_moduler", [])
    graenser = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*graenser)


@pytest.mark.usefixtures("intet_tilmeldt")
def test_what_a_room_names_is_done_once_and_what_it_leaves_is_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    kaldt: list[str] = []
    rum = ModuleType("et_rum")
    rum.varm_op = lambda: kaldt.append("her")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "et_rum", rum)
    opvarmning.tilmeld("et_rum")
    opvarmning.tilmeld("et_rum")
    assert kaldt == []
    opvarmning.varm_op()
    assert kaldt == ["her"]
    assert gc.get_freeze_count() > 0


def test_the_pages_are_warmed_without_a_database_and_without_a_word() -> None:
    """In a process of its own, as the server's are: nothing may be left to say at its end either."""
    program = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'rettidig.drift.websettings'\n"
        "import django; django.setup()\n"
        "from rettidig.drift import opvarmning\n"
        "assert 'rettidig.web.opvarmning' in opvarmning._moduler\n"
        "opvarmning.varm_op()\n"
        "import sys; assert 'rettidig.web.views.borger' in sys.modules\n"
    )
    svar = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "DATABASE_URL": "postgresql://ingen:ingen@127.0.0.1:1/ingen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (svar.returncode, svar.stdout, svar.stderr) == (0, "", "")
