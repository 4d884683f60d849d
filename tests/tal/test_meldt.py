"""A figure reported stays as it was, can be counted again as it was known, and the difference has names."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.motor.sammenligning import standardvalg
from tests.sager.proevelagring import toem
from tests.sager.test_som_kendt import SKRIDT, Forloeb
from tests.sager.udtraek import byen, lille, ydelse
from tests.tal.regnet import SAET, regnede_maalinger

pytestmark = pytest.mark.usefixtures("store")
D = dt.date
FM1 = "lob.fokusmaal.1"


@given(st.lists(SKRIDT, min_size=2, max_size=3), st.sampled_from([D(2023, 6, 1), D(2026, 8, 3)]))
@settings(max_examples=4)
def test_any_past_figure_counted_as_known_then_is_the_figure_stored_then(
    skridt: list[tuple[Any, ...]], dag: dt.date
) -> None:
    from rettidig.tal.models import Meldt
    from rettidig.tal.services.genberegning import som_kendt
    from rettidig.tal.services.koersel import koer
    from rettidig.tal.services.maaneder import sidst_afsluttet

    toem()
    forloeb = Forloeb()
    forloeb.goer(("indlaes", 0, 5))
    maaned = sidst_afsluttet(dag)
    koer(dag)
    for et in skridt:
        forloeb.goer(et)
        koer(dag, meld_ogsaa=(maaned,))
    felter = ("kommune", "ydelse", "maaling", "naevner", "taeller", "lovversion")
    meldte = list(Meldt.objects.all())
    assert len({m.kendt for m in meldte}) >= 2
    stikproeve = {(m.kendt, m.maaned) for m in meldte}
    for kendt, hvornaar in stikproeve:
        for regelsaet in SAET:
            egne = [m for m in meldte if (m.kendt, m.maaned, m.regelsaet) == (kendt, hvornaar, regelsaet)]
            stored = sorted(tuple(getattr(m, felt) for felt in felter) for m in egne)
            igen = som_kendt(kendt, hvornaar, regelsaet, standardvalg()).raekker
            assert stored == sorted(tuple(r[felt] for felt in felter) for r in igen)
        assert som_kendt(kendt, hvornaar, "nye", standardvalg()).raekker == regnede_maalinger(hvornaar, "nye", kendt)


@given(st.lists(SKRIDT, min_size=1, max_size=4))
@settings(max_examples=3)
def test_the_persons_who_differ_add_up_to_the_difference_and_every_one_was_touched_by_an_act(
    skridt: list[tuple[Any, ...]],
) -> None:
    from django.db.models import Q

    from rettidig.tal.selectors.meldt import forskel, meldt_og_nu
    from rettidig.tal.services.koersel import koer
    from rettidig.tal.services.stillinger import TAELLER

    toem()
    forloeb = Forloeb()
    forloeb.goer(("indlaes", 1, 6))
    koer(D(2026, 8, 3))
    for et in skridt:
        forloeb.goer(et)
    aendrede = [f for f in meldt_og_nu(D(2026, 7, 31), "gaeldende") if f.ydelse == "alle" and f.meldt != f.nu]
    for figur in aendrede[:3]:
        svar = forskel(Q(), figur, standardvalg())
        assert svar.af_motoren == (0, 0)
        i_taelleren = TAELLER[figur.maaling]
        talt = sum((p.nu == i_taelleren) - (p.foer == i_taelleren) for p in svar.personer)
        if not svar.skjulte:
            assert (sum((p.nu is not None) - (p.foer is not None) for p in svar.personer), talt) == svar.af_personer
        assert all(person.handlinger for person in svar.personer)
    for figur in aendrede[:1]:
        alle, ingen = (forskel(kun, figur, standardvalg()) for kun in (Q(), Q(pk__in=[])))
        assert (ingen.personer, ingen.skjulte) == ((), len(alle.personer) + alle.skjulte)
        assert (ingen.af_personer, ingen.af_motoren) == (alle.af_personer, alle.af_motoren)


def test_one_who_got_an_offer_too_late_registered_is_named_with_the_act_that_did_it() -> None:
    from django.db.models import Q

    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.sager.services.rettelser import registrer
    from rettidig.tal.selectors.meldt import forskel, maaneder, meldt_og_nu
    from rettidig.tal.services.koersel import koer

    indlaes(lille(ydelser=[ydelse(), ydelse(borger="B")]), "fagsystem", hvem="proeve")
    koer(D(2024, 3, 1))
    assert maaneder() == [D(2024, 2, 29)]
    tilbud = {"borger_id": "A", "indsats": "virksomhedspraktik", "fra": "2024-01-08", "til": "2024-02-04"}
    registrer("indsatser", tilbud, hvem="Bo", hvorfor="glemt i januar")
    (figur,) = [f for f in meldt_og_nu(D(2024, 2, 29), "nye") if (f.ydelse, f.maaling) == ("alle", FM1)]
    assert ((figur.meldt.naevner, figur.meldt.taeller), (figur.nu.naevner, figur.nu.taeller)) == ((2, 2), (2, 1))
    svar = forskel(Q(), figur, standardvalg())
    assert (svar.af_personer, svar.af_motoren, svar.skjulte) == ((0, -1), (0, 0), 0)
    (en,) = svar.personer
    assert (en.noegle, en.foer, en.nu) == ("A", "ikke_aktiveret", "aktiveret")
    assert [(h.hvem, h.hvorfor) for h in en.handlinger] == [("Bo", "glemt i januar")]


def test_what_has_been_reported_cannot_be_changed_or_taken_away_and_months_are_reported_once_each() -> None:
    from django.db import transaction
    from django.db.utils import Error

    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.models import Meldt
    from rettidig.tal.selectors.meldt import maaneder
    from rettidig.tal.services.koersel import koer

    indlaes(byen(2, 10), "fagsystem", hvem="proeve")
    koer(D(2023, 5, 31))
    assert maaneder() == [D(2023, 4, 30)]
    koer(D(2023, 8, 1))
    assert maaneder() == [D(2023, 7, 31), D(2023, 6, 30), D(2023, 5, 31), D(2023, 4, 30)]
    antal = Meldt.objects.count()
    koer(D(2023, 8, 1), meld_ogsaa=(D(2023, 7, 31),))
    assert Meldt.objects.count() == antal
    for goer in (lambda: Meldt.objects.update(taeller=0), lambda: Meldt.objects.all().delete()):
        with pytest.raises(Error, match="never changed"), transaction.atomic():
            goer()
    assert Meldt.objects.count() == antal
