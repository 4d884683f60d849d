"""How citizens count, read from what is kept and from what is remembered, is what working it out anew gives."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.motor.sammenligning import standardvalg
from tests.sager.udtraek import lille, ydelse

pytestmark = pytest.mark.usefixtures("store")
D = dt.date
MAANED = D(2023, 5, 31)
HVEM = {"hvem": "proeve", "hvorfor": "proeve"}


def test_then_and_now_are_what_is_worked_out_anew_and_who_is_erased_is_gone_from_both() -> None:
    from rettidig.identitet.services.udslettelse import slet
    from rettidig.sager.models import Borger
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.sager.services.rettelser import registrer
    from rettidig.tal.selectors import hvordan_talt
    from rettidig.tal.services.koersel import koer
    from rettidig.tal.services.stillinger import stillinger

    gamle = [ydelse(borger=b, fra=D(2021, 1, 4)) for b in "ABC"]
    indlaes(lille(ydelser=gamle), "fagsystem", hvem="proeve")
    koer(D(2023, 6, 15))
    dengang, valg = kendt_nu(), standardvalg()
    alle = sorted(Borger.objects.values_list("pk", flat=True))
    registrer("indsatser", {"borger_id": "A", "indsats": "virksomhedspraktik", "fra": "2023-05-01"}, **HVEM)

    def som_regnet(borgere: list[int]) -> None:
        for tid, hent in ((dengang, hvordan_talt.da), (kendt_nu(), hvordan_talt.nu)):
            assert hent(tid, MAANED, valg, borgere) == stillinger(tid, MAANED, valg, borgere)

    som_regnet(alle[:1])
    som_regnet(alle)
    da, nu = hvordan_talt.da(dengang, MAANED, valg, alle), hvordan_talt.nu(kendt_nu(), MAANED, valg, alle)
    assert {hvem.borger for hvem in da if da[hvem] != nu[hvem]} == {Borger.objects.get(noegle="A").pk}
    koer(D(2023, 6, 16))
    som_regnet(alle)
    slet(["A"], **HVEM)
    som_regnet(alle)
    assert len({hvem.borger for hvem in hvordan_talt.da(dengang, MAANED, valg, alle)}) == len(alle) - 1
