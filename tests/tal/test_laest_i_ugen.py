"""What a controller's start page tells of the week's readings is what stands row by row in the log."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import time_machine
from tests.adgang.borgere import beskyt, kontor
from tests.adgang.proevebrugere import bruger

from rettidig.adgang.formaal import Formaal

_I_ARBEJDSTID, _OM_NATTEN = "2026-11-18T10:00:00+01:00", "2026-11-18T23:00:00+01:00"


@pytest.fixture
def alle(store: Path) -> dict[str, Any]:
    return kontor(A1="A", A2="A", B1="B", B2="B")


def test_the_weeks_readings_add_up_to_the_citizens_shown_and_to_those_out_of_the_ordinary(alle: dict[str, Any]) -> None:
    from django.db.models import Q

    from rettidig.adgang.models import Laesning, LaestBorger
    from rettidig.adgang.services.laesninger import noter
    from rettidig.tal.selectors.overblik import laesninger_i_ugen

    beskyt(alle["A2"])
    en = bruger("sagsbehandler", teams=["A"])
    for tid, hvem in ((_I_ARBEJDSTID, ("A1", "A2", "B1")), (_I_ARBEJDSTID, ("A1",)), (_OM_NATTEN, ("A1", "B2"))):
        with time_machine.travel(tid, tick=False):
            nr = noter(en, [alle[navn].pk for navn in hvem], Formaal.SAGSBEHANDLING, "liste.frister")
        assert Laesning.objects.get(pk=nr).antal == len(hvem)
    noter("fagsystem", [alle["A1"].pk], "dataudveksling", "api.frister")
    raekker = LaestBorger.objects.filter(laesning__bruger__isnull=False)
    saerlige = Q(uden_for_team=True) | Q(beskyttet=True) | Q(noedadgang=True) | Q(laesning__uden_for_arbejdstid=True)
    uge = laesninger_i_ugen()
    assert (uge.borgere, uge.saerlige) == (raekker.count(), raekker.filter(saerlige).count()) == (6, 4)
