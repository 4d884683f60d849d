"""What pages are given: lists, figures and one citizen, for whom the user may see and no others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st
from tests.adgang.borgere import beskyt
from tests.motor.sammenligning import standardvalg
from tests.sager.udtraek import byen, lille, ydelse
from tests.tal.regnet import HVEM, SAET, regnede_maalinger

from rettidig.forloeb import Datasaet
from rettidig.motor.forklar import forklar
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import byg_historik
from rettidig.motor.opfyldelse import opfyldelsesraekker
from rettidig.motor.svar import frist_raekker
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje import calendar

pytestmark = pytest.mark.usefixtures("store")
D = dt.date
DAG = D(2023, 6, 15)
FM1, FM2 = "lob.fokusmaal.1", "lob.fokusmaal.2"


def holdene() -> Datasaet:
    """Four citizens in two teams: one overdue, one new, one exempt, one in an offer."""
    hold = {"A": "Nord", "B": "Nord", "C": "Syd", "D": "Syd"}
    borgere = [
        {"borger_id": b, "foedselsdato": D(1980, 1, 1), "kommune": "766", "team": t, "sagsbehandler": "ABC"}
        for b, t in hold.items()
    ]
    return lille(
        borgere=borgere,
        ydelser=[ydelse(), ydelse(borger="B", fra=D(2023, 6, 12)), ydelse(borger="C"), ydelse(borger="D")],
        fritagelser=[{"borger_id": "C", "grund": "barsel", "fra": D(2023, 3, 1), "til": D(2023, 7, 1)}],
        indsatser=[
            {"borger_id": "D", "indsats": "virksomhedspraktik", "fra": D(2023, 5, 1), "til": D(2023, 6, 26)},
            {
                "borger_id": "D",
                "indsats": "oevrig_vejledning",
                "fra": D(2023, 1, 2),
                "til": D(2023, 1, 16),
                "pris_pr_uge": 150_000,
            },
        ],
        samtaler=[
            {"borger_id": "A", "dato": D(2022, 10, 5), "slags": "jobsamtale", "status": "afholdt"},
            {"borger_id": "A", "dato": D(2023, 6, 20), "slags": "jobsamtale", "status": "planlagt"},
        ],
    )


@pytest.fixture
def holdt(store: Path) -> None:
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.services.koersel import koer

    indlaes(holdene(), "fagsystem", hvem="proeve")
    koer(DAG)


def hvem(side: Any) -> list[str]:
    assert side.antal == len(side.raekker)
    return [raekke["noegle"] for raekke in side.raekker]


@pytest.mark.usefixtures("holdt")
def test_each_list_holds_those_it_is_about() -> None:
    from rettidig.tal.selectors import lister
    from rettidig.tal.selectors.lister import Filter

    kun = Q()
    assert sorted(set(hvem(lister.overskredne(kun)))) == ["A", "C", "D"]
    assert hvem(lister.overskredne(kun, Filter(regler=("lab.102.foerste_tilbud",)))) == ["A"]
    assert hvem(lister.denne_uge(kun, DAG)) == []
    assert hvem(lister.forfalder(kun, DAG, D(2023, 6, 19))) == ["B"]
    assert sorted(hvem(lister.mangler_foerste_samtale(kun))) == ["B", "C", "D"]
    assert hvem(lister.fritagelse_ophoerer(kun, DAG, D(2023, 7, 31))) == ["C"]
    assert hvem(lister.tilbud_ophoerer(kun, DAG, D(2023, 6, 30))) == ["D"]
    assert hvem(lister.nye(kun, D(2023, 6, 1))) == ["B"]
    assert hvem(lister.intet_aftalt(kun)) == ["B"]
    assert sorted(hvem(lister.sagsstamme(kun, Filter(teams=("Syd",))))) == ["C", "D"]
    stand = {raekke["noegle"]: raekke for raekke in lister.sagsstamme(kun).raekker}
    assert (stand["D"]["tilbud"], stand["D"]["tilbud_til"]) == ("virksomhedspraktik", D(2023, 6, 25))
    assert (stand["C"]["fritaget_grund"], stand["C"]["fritaget_til"]) == ("barsel", D(2023, 6, 30))
    assert (stand["A"]["seneste_samtale"], stand["A"]["naeste_samtale"]) == (D(2022, 10, 5), D(2023, 6, 20))
    assert {r["team"] for r in lister.belastning(kun, DAG, D(2023, 6, 30))} == {"Nord"}
    talt = lister.antal_efter(kun, ["status"])
    assert sum(r["antal"] for r in talt) == lister.aabne(kun).antal


@pytest.mark.usefixtures("holdt")
def test_nobody_outside_the_condition_is_in_any_list_or_behind_any_figure() -> None:
    from rettidig.sager.models import Borger
    from rettidig.tal.selectors import lister, maal
    from rettidig.tal.selectors.skridt import hvad_skal_der_til

    kun = Q(borger_id=Borger.objects.get(noegle="D").pk)
    ingen = Q(pk__in=[])
    for condition, tilladt in ((kun, {"D"}), (ingen, set())):
        sider = [
            lister.overskredne(condition),
            lister.aabne(condition),
            lister.mangler_foerste_samtale(condition),
            lister.intet_aftalt(condition),
            lister.nye(condition, D(2020, 1, 1)),
            lister.sagsstamme(condition),
            *(maal.personer(condition, D(2023, 11, 30), FM1, saet) for saet in SAET),
        ]
        assert {en for side in sider for en in hvem(side)} <= tilladt
        vejen = hvad_skal_der_til(condition, FM1, D(2023, 11, 30), "nye")
        assert vejen is not None
        assert {p.noegle for p in vejen.personer} <= tilladt
        assert (vejen.naevner, vejen.taeller) == (3, 2)


@pytest.mark.usefixtures("holdt")
def test_what_takes_the_town_past_the_limit_names_those_of_whom_most_is_done_first() -> None:
    from rettidig.sager.services.rettelser import registrer
    from rettidig.tal.selectors.skridt import ORDEN, hvad_skal_der_til

    vejen = hvad_skal_der_til(Q(), FM1, D(2023, 11, 30), "nye")
    assert vejen is not None
    assert (vejen.graense, vejen.skal_flyttes, vejen.orden) == (Fraction(3, 10), 2, ORDEN)
    assert [(p.noegle, p.trin, p.mangler) for p in vejen.personer] == [
        ("A", "aftalt_samtale", 1_000_000),
        ("C", "fritaget", 1_000_000),
    ]
    raekke = {"borger_id": "A", "indsats": "virksomhedspraktik", "fra": "2023-12-04", "til": "2023-12-31"}
    registrer("indsatser", raekke, **HVEM)
    registrer("loentimer", {"borger_id": "C", "maaned": "2023-05", "timer": "70"}, **HVEM)
    vejen = hvad_skal_der_til(Q(), FM1, D(2023, 11, 30), "nye")
    assert vejen is not None
    assert [(p.noegle, p.trin, p.mangler, p.dag) for p in vejen.personer] == [
        ("A", "planlagt_tilbud", 1_000_000, D(2023, 12, 4)),
        ("C", "fritaget", 300_000, D(2023, 6, 30)),
    ]
    samtaler = hvad_skal_der_til(Q(), FM2, D(2023, 11, 30), "nye")
    assert samtaler is not None
    assert [(p.noegle, p.mangler) for p in samtaler.personer] == [("A", 4), ("D", 4), ("C", 4)]


@given(st.integers(1, 500), st.integers(0, 500), st.sampled_from([Fraction(1, 5), Fraction(3, 10), Fraction(3, 4)]))
def test_so_many_are_to_be_moved_and_no_fewer(naevner: int, taeller: int, graense: Fraction) -> None:
    from rettidig.motor.maaleraekker import er_opfyldt
    from rettidig.tal.selectors.skridt import skal_flyttes

    taeller = min(taeller, naevner)
    for maaling, retning in ((FM1, -1), ("lab.deltagelse.75", 1)):
        antal = skal_flyttes(maaling, naevner, taeller, graense)
        assert er_opfyldt(maaling, Fraction(taeller + retning * antal, naevner), graense)
        if antal:
            assert not er_opfyldt(maaling, Fraction(taeller + retning * (antal - 1), naevner), graense)


def test_a_series_says_what_the_engine_says_of_every_month_and_which_are_a_forecast() -> None:
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.selectors import maal
    from rettidig.tal.selectors.kube import Udsnit, maalinger
    from rettidig.tal.services.koersel import koer

    indlaes(byen(12, 40), "fagsystem", hvem="proeve")
    koer(D(2026, 8, 3))
    for maaling in (FM1, FM2, "lab.deltagelse.75"):
        for regelsaet in SAET:
            punkter = maal.tendens(maaling, (regelsaet,))
            assert [p.prognose for p in punkter] == [p.maaned > D(2026, 7, 31) for p in punkter]
            for punkt in (*punkter[::16], punkter[-1]):
                alle = [
                    r
                    for r in regnede_maalinger(punkt.maaned, regelsaet)
                    if (r["ydelse"], r["maaling"]) == ("alle", maaling)
                ]
                assert punkt.naevner == sum(r["naevner"] for r in alle)
                assert punkt.taeller == sum(r["taeller"] for r in alle)
                assert {punkt.graense} == {r["graense"] for r in alle}
    for kommune in {r["kommune"] for r in maalinger(D(2026, 7, 31), "nye").raekker}:
        udsnit = Udsnit(kommuner=(kommune,))
        for raekke in maalinger(D(2026, 7, 31), "nye", udsnit).raekker:
            valgt = udsnit if raekke["ydelse"] == "alle" else Udsnit((kommune,), ydelser=(raekke["ydelse"],))
            bag = maal.personer(Q(), D(2026, 7, 31), raekke["maaling"], "nye", valgt)
            i_taelleren = maal.personer(Q(), D(2026, 7, 31), raekke["maaling"], "nye", valgt, i_taelleren=True)
            assert (bag.antal, i_taelleren.antal) == (raekke["naevner"], raekke["taeller"])


def test_one_citizen_is_worked_out_as_known_on_any_day_exactly_as_from_an_extract() -> None:
    from rettidig.sager.models import Borger
    from rettidig.sager.selectors.datasaet import hent_datasaet
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.fejl import TalFejl
    from rettidig.tal.selectors.borger import borger

    indlaes(byen(13, 12), "fagsystem", hvem="proeve")
    foerst = kendt_nu()
    indlaes(byen(14, 12), "fagsystem", hvem="proeve", luk_mange=True)
    for kendt in (foerst, kendt_nu()):
        data = hent_datasaet(kendt)
        for en in Borger.objects.all():
            billede = borger(en.pk, DAG, kendt)
            grundlag = Grundlag.paa(hent_lov(), byg_historik(data, en.noegle), calendar.to_day(DAG), standardvalg())
            assert billede.frister == frist_raekker(grundlag)
            assert billede.opfyld == opfyldelsesraekker(grundlag, tuple(hent_lov().alle_frister()))
            igen = forklar(hent_lov(), hent_datasaet(kendt, en.noegle), en.noegle, grundlag.dag, standardvalg())
            assert billede.forklaring().som_json() == igen.som_json()
    with pytest.raises(TalFejl):
        borger(999_999, DAG)


@pytest.mark.usefixtures("holdt")
def test_an_act_about_a_citizen_is_judged_with_the_facts_of_the_store() -> None:
    from rettidig.sager.models import Borger
    from rettidig.tal.selectors.borger import borger

    billede = borger(Borger.objects.get(noegle="A").pk, DAG)
    handling = {"handling": "bevil_tilbud", "dato": "2023-06-15", "tilbud": {"slags": "virksomhedspraktik"}}
    vurdering, taget, afvigelser = billede.vilkaar(handling)
    assert {"borger.maalgruppe", "borger.alder"} <= set(taget)
    assert (afvigelser, vurdering.fakta["borger.maalgruppe"]) == ((), 2)


@pytest.mark.usefixtures("holdt")
def test_the_mix_of_offers_counts_starts_persons_and_what_the_days_in_the_period_cost() -> None:
    from rettidig.tal.selectors.tilbudsmiks import tilbudsmiks

    def mikset(*a: Any, **k: Any) -> dict[str, tuple[int, ...]]:
        return {r.indsats: (r.starter, r.i_gang, r.personer, r.oere, r.uden_pris) for r in tilbudsmiks(*a, **k)}

    assert mikset(Q(), D(2023, 1, 1), D(2023, 12, 31)) == {
        "virksomhedspraktik": (1, 1, 1, 0, 1),
        "oevrig_vejledning": (1, 1, 1, 300_000, 0),
    }
    assert mikset(Q(), D(2023, 1, 8), D(2023, 1, 10)) == {"oevrig_vejledning": (0, 1, 1, 64_285, 0)}
    assert mikset(Q(), D(2023, 1, 1), D(2023, 12, 31), teams=("Nord",)) == {}
    assert mikset(Q(pk__in=[]), D(2023, 1, 1), D(2023, 12, 31)) == {}


@pytest.mark.usefixtures("holdt")
def test_the_quick_condition_lets_through_exactly_those_the_facts_do_also_while_lists_are_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from rettidig.adgang.omfang import Omfang
    from rettidig.adgang.roller import Beskyttede, Bredde
    from rettidig.sager.models import Borger
    from rettidig.sager.services.rettelser import registrer
    from rettidig.tal.models import Borgerstand
    from rettidig.tal.selectors.kun import kun_for
    from rettidig.tal.services import ajour

    pk = {borger.noegle: borger.pk for borger in Borger.objects.all()}
    for noegle in ("A", "B"):
        beskyt(Borger.objects.get(noegle=noegle))

    def alle_omfang() -> Iterator[Omfang]:
        for bredde in (None, *Bredde):
            for teams in ((), ("Nord",), ("Nord", "Syd"), ("", "Øst")):
                for kommune in ("", "766", "350"):
                    for nr, (spaerret, noed) in enumerate(
                        (((), ()), (("A",), ("C",)), (("C",), ("C", "B")), ((), ()), (("B",), ()))
                    ):
                        yield Omfang(
                            bredde,
                            teams,
                            kommune,
                            pk["A"],
                            frozenset(pk[b] for b in spaerret),
                            frozenset(pk[b] for b in noed),
                            Beskyttede.SKJULT,
                            beskyttede_i_teams=nr > 2 and bredde is Bredde.KOMMUNEN,
                        )

    def synlige(kun: Q) -> list[int]:
        return list(Borgerstand.objects.filter(kun).order_by("pk").values_list("borger_id", flat=True))

    for om in alle_omfang():
        assert synlige(kun_for(om)) == synlige(om.q())
    monkeypatch.setattr(ajour, "_ret", lambda *_: 1 / 0)
    registrer("borgere", {"borger_id": "E", "foedselsdato": "1990-01-01", "kommune": "350", "team": "Øst"}, **HVEM)
    for om in alle_omfang():
        assert synlige(kun_for(om)) == synlige(om.q())
