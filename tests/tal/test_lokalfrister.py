"""The municipality's own deadlines are kept as the law's are: they follow every act, and never touch the law's rows.

That what is patched is what a full run gives, after any acts, is in ``test_ajour``.
"""

from __future__ import annotations

import datetime as dt

import pytest
from tests.sager.udtraek import byen, lille, ydelse
from tests.tal.egne import EGEN, HEDENSTED, holdte, regnede, tag_i_brug, tag_ud
from tests.tal.regnet import HVEM, holdte_frister

pytestmark = pytest.mark.usefixtures("store")
DAG = dt.date(2023, 6, 15)


def test_a_town_worked_out_in_blocks_has_the_deadlines_the_command_line_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.sager.services.sletning import slet
    from rettidig.tal.services import ajour, koersel

    monkeypatch.setattr(koersel, "BLOK", 23)
    monkeypatch.setattr(ajour, "AD_GANGEN", 19)
    indlaes(byen(3, 60), "fagsystem", hvem="proeve")
    tag_i_brug()
    koersel.koer(DAG)
    assert {r["regel"] for r in holdte()} >= {"demobyen.samtale.fem_dage", "demobyen.samtale.hvert_kvartal"}
    assert holdte() == regnede(DAG)
    indlaes(byen(4, 60), "fagsystem", hvem="proeve", luk_mange=True)
    assert holdte() == regnede(DAG)
    # A citizen who is erased is gone from these too.
    hvem = holdte()[0]["borger_id"]
    slet([hvem], **HVEM)
    assert hvem not in {r["borger_id"] for r in holdte()}
    assert holdte() == regnede(DAG)


def test_taking_a_strategy_into_use_or_out_changes_its_own_rows_at_the_next_run_and_no_row_of_the_law() -> None:
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.selectors.egne_frister import genberegning_venter
    from rettidig.tal.selectors.tilstand import stand
    from rettidig.tal.services.koersel import koer

    indlaes(byen(5, 40), "fagsystem", hvem="proeve")
    koer(DAG)
    lovens = holdte_frister()
    assert (holdte(), stand().lokale, genberegning_venter()) == ([], False, False)
    tag_i_brug()
    assert (holdte(), genberegning_venter()) == ([], True)
    # What comes meanwhile is taken in by what was in use at the run: else the rows would be of two kinds.
    indlaes(byen(6, 40), "fagsystem", hvem="proeve", luk_mange=True)
    assert holdte() == []
    assert koer(DAG).forskelle == 0
    assert holdte() == regnede(DAG) != []
    assert (stand().lokale, genberegning_venter()) == (True, False)
    tag_ud()
    assert (holdte() != [], genberegning_venter()) == (True, True)
    assert koer(DAG).forskelle == 0
    assert (holdte(), stand().lokale, genberegning_venter()) == ([], False, False)
    indlaes(byen(5, 40), "fagsystem", hvem="proeve", luk_mange=True)
    assert holdte_frister() == lovens


def test_a_switch_of_the_strategy_set_anew_is_a_recount() -> None:
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.services.koersel import koer

    indlaes(byen(5, 60), "fagsystem", hvem="proeve")
    tag_i_brug(HEDENSTED)
    koer(dt.date(2026, 8, 14))
    foer = holdte()
    tag_i_brug(HEDENSTED, omfang="hele_kontaktforloebet")
    assert koer(dt.date(2026, 8, 14)).forskelle == 0
    assert len(holdte()) > len(foer)
    assert holdte() == regnede(dt.date(2026, 8, 14))


def test_a_row_of_ones_own_patched_wrongly_is_a_finding_and_is_put_right() -> None:
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.models import Lokalfrist
    from rettidig.tal.services.koersel import koer

    indlaes(byen(3, 40), "fagsystem", hvem="proeve")
    tag_i_brug()
    koer(DAG)
    en = Lokalfrist.objects.order_by("id").first()
    Lokalfrist.objects.filter(pk=en.pk).update(status="opfyldt", pause_dage=99)
    fund = koer(dt.date(2023, 6, 16)).fund
    assert [(f["slags"], f["borgere"]) for f in fund] == [("tal_lokalfrist", [en.borger_id])]
    assert holdte() == regnede(dt.date(2023, 6, 16))


def test_a_period_that_is_over_is_no_longer_something_to_do_and_the_duty_has_the_key_of_the_citizens_page() -> None:
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.models import Lokalfrist
    from rettidig.tal.selectors.borger import borger
    from rettidig.tal.selectors.borgerside import Borgerside
    from rettidig.tal.services.koersel import koer

    fast = {"foedselsdato": dt.date(1980, 1, 1), "kommune": "766"}
    indlaes(
        lille(
            borgere=[{"borger_id": "A", **fast}],
            ydelser=[ydelse(visitation="aktivitetsparat", fra=dt.date(2022, 5, 2))],
        ),
        "fagsystem",
        hvem="proeve",
    )
    tag_i_brug()
    koer(DAG)
    kvartaler = Lokalfrist.objects.filter(regel="demobyen.samtale.hvert_kvartal").order_by("frist")
    assert [(k.frist.isoformat(), k.status, k.aaben) for k in kvartaler] == [
        ("2023-02-01", "overskredet", False),
        ("2023-05-01", "overskredet", False),
        ("2023-08-01", "afventer", True),
    ]
    siden = Borgerside(borger(kvartaler[0].borger_id, DAG)).lokale
    holdt = Lokalfrist.objects.filter(lovversion=EGEN).values_list("pligt", "frist", "status", "aaben")
    assert sorted((p.noegle, p.frist, p.raekke["status"], p.aaben) for p in siden) == sorted(holdt)
    assert len({pligt for pligt, *_ in holdt}) == 4
