"""What is kept follows the facts: after any act it is what working everything out anew would give."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sager.proevelagring import toem
from tests.sager.test_som_kendt import SKRIDT, Forloeb
from tests.sager.udtraek import byen, lille, ydelse
from tests.tal import egne
from tests.tal.regnet import HVEM, SAET, alt_holdt, holdte_frister, regnede_frister, regnede_maalinger

pytestmark = pytest.mark.usefixtures("store")
DAG = dt.date(2026, 8, 14)


@given(st.lists(SKRIDT, min_size=2, max_size=5), st.sampled_from([dt.date(2023, 6, 15), DAG]))
@settings(max_examples=4)
def test_after_any_acts_what_was_patched_is_what_a_full_run_gives(skridt: list[tuple[Any, ...]], dag: dt.date) -> None:
    from rettidig.tal.selectors.kube import maalinger
    from rettidig.tal.selectors.tilstand import stand
    from rettidig.tal.services.koersel import koer
    from rettidig.tal.services.maaneder import sidst_afsluttet

    toem()
    forloeb = Forloeb()
    forloeb.goer(("indlaes", 0, 4))
    egne.tag_i_brug()
    egne.tag_i_brug(egne.HEDENSTED)
    koer(dag)
    for et in skridt:
        forloeb.goer(et)
        assert stand().ajour
    assert holdte_frister() == regnede_frister(dag)
    assert egne.holdte() == egne.regnede(dag)
    maaned = sidst_afsluttet(dag)
    for regelsaet in SAET:
        assert maalinger(maaned, regelsaet).raekker == regnede_maalinger(maaned, regelsaet)
    holdt = alt_holdt()
    igen = koer(dag)
    assert (igen.sammenlignet, igen.forskelle, igen.fund) == (True, 0, [])
    assert alt_holdt() == holdt


def test_a_town_worked_out_in_blocks_says_what_the_command_line_says(monkeypatch: pytest.MonkeyPatch) -> None:
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.selectors.kube import maalinger
    from rettidig.tal.services import ajour, koersel

    monkeypatch.setattr(koersel, "BLOK", 23)
    monkeypatch.setattr(ajour, "AD_GANGEN", 19)
    indlaes(byen(3, 60), "fagsystem", hvem="proeve")
    koersel.koer(DAG)
    assert holdte_frister() == regnede_frister(DAG)
    indlaes(byen(4, 60), "fagsystem", hvem="proeve", luk_mange=True)
    assert holdte_frister() == regnede_frister(DAG)
    for maaned in (dt.date(2022, 12, 31), dt.date(2023, 5, 31), dt.date(2026, 7, 31)):
        for regelsaet in SAET:
            assert maalinger(maaned, regelsaet).raekker == regnede_maalinger(maaned, regelsaet)
    igen = koersel.koer(DAG)
    assert (igen.borgere, igen.forskelle) == (60, 0)


def test_the_nightly_run_moves_statuses_to_the_new_day_and_finds_nothing_wrong() -> None:
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.models import Koersel
    from rettidig.tal.services.koersel import koer

    indlaes(byen(5, 40), "fagsystem", hvem="proeve")
    for dag in (dt.date(2023, 5, 30), dt.date(2023, 5, 31), dt.date(2023, 6, 1), dt.date(2023, 7, 1)):
        koer(dag)
        assert holdte_frister() == regnede_frister(dag)
    assert [(k.sammenlignet, k.forskelle) for k in Koersel.objects.order_by("id")] == [
        (False, 0),
        (True, 0),
        (True, 0),
        (True, 0),
    ]


def test_what_was_patched_wrongly_is_a_loud_finding_and_is_put_right() -> None:
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.models import Borgerstand, Fristraekke, Kubecelle
    from rettidig.tal.services.koersel import koer

    indlaes(byen(6, 40), "fagsystem", hvem="proeve")
    koer(DAG)
    rigtigt = alt_holdt()
    en = Fristraekke.objects.order_by("id").first()
    Fristraekke.objects.filter(pk=en.pk).update(status="opfyldt_for_sent", pause_dage=99)
    Kubecelle.objects.filter(pk=Kubecelle.objects.order_by("id").first().pk).update(naevner=77)
    Borgerstand.objects.order_by("id").last().delete()
    fundet = koer(dt.date(2026, 8, 15))
    assert {f["slags"]: f["antal"] for f in fundet.fund} == {"tal_borgerstand": 1, "tal_frist": 1, "tal_kube": 1}
    assert fundet.forskelle == 3
    assert [f["borgere"] for f in fundet.fund if f["slags"] == "tal_frist"] == [[en.borger_id]]
    assert koer(DAG).forskelle == 0
    assert alt_holdt() == rigtigt


def test_nothing_is_kept_before_the_first_full_run_and_the_question_is_refused_in_one_sentence() -> None:
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.fejl import TalFejl
    from rettidig.tal.selectors.kube import maalinger
    from rettidig.tal.selectors.tilstand import stand
    from rettidig.tal.services.ajour import bring_ajour
    from rettidig.tal.services.koersel import koer

    indlaes(lille(ydelser=[ydelse()]), "fagsystem", hvem="proeve")
    assert (stand().koer_om, stand().ajour, bring_ajour()) == ("foerste_gang", False, None)
    with pytest.raises(TalFejl, match="ikke regnet endnu"):
        maalinger(dt.date(2023, 5, 31), "nye")
    with pytest.raises(TalFejl, match="loven er ikke kodet"):
        koer(dt.date(2031, 1, 1))
    koer(DAG)
    for forkert in (dt.date(2023, 5, 30), dt.date(2019, 5, 31), dt.date(2028, 5, 31)):
        with pytest.raises(TalFejl, match="ikke en månedsslutning"):
            maalinger(forkert, "nye")


def test_another_program_leaves_the_cube_alone_and_asks_for_a_full_run(monkeypatch: pytest.MonkeyPatch) -> None:
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.models import Tilstand
    from rettidig.tal.selectors.tilstand import stand
    from rettidig.tal.services.koersel import koer

    indlaes(byen(7, 30), "fagsystem", hvem="proeve")
    koer(DAG)
    Tilstand.objects.update(motor="en anden")
    kuben = alt_holdt()["Kubecelle"]
    indlaes(byen(8, 30), "fagsystem", hvem="proeve", luk_mange=True)
    assert holdte_frister() == regnede_frister(DAG)
    assert alt_holdt()["Kubecelle"] == kuben
    assert (stand().bagud, stand().koer_om, stand().ajour) == (0, "anden_motor", False)
    assert koer(DAG).hvorfor_ikke == "anden_motor"
    assert stand().ajour
    assert koer(DAG).forskelle == 0


def test_a_citizen_erased_is_gone_from_everything_kept_and_one_with_some_facts_erased_is_worked_out_anew() -> None:
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.sager.services.sletning import slet
    from rettidig.tal.selectors.tilstand import stand
    from rettidig.tal.services.koersel import koer

    indlaes(byen(9, 40), "fagsystem", hvem="proeve")
    koer(DAG)
    slet(["P00001", "P00002"], **HVEM)
    slet(["P00003"], tabeller=["samtaler", "loentimer"], **HVEM)
    assert stand().ajour
    assert holdte_frister() == regnede_frister(DAG)
    igen = koer(DAG)
    assert (igen.borgere, igen.forskelle) == (38, 0)


def test_a_cell_counts_what_the_engine_counts() -> None:
    from rettidig.motor.kuber import MAAL
    from rettidig.tal.models import Kubecelle

    felter = [felt for felt in Kubecelle._meta.fields if felt.get_internal_type() == "BigIntegerField"]
    assert [felt.name for felt in felter] == list(MAAL)
