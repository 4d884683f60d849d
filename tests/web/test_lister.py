"""The lists: the right rows for the right person, narrowed and ordered by links, noted, the same by part and page."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.adgang.proevebrugere import bruger, klient
from tests.tal.regnet import regnede_frister
from tests.web.byen_i_lister import DAG, kontoret

pytestmark = pytest.mark.usefixtures("store")
DEL = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "liste"}


@pytest.fixture
def leder(store: Path) -> Any:
    kontoret()
    return klient(bruger("fagleder", kommune="766"))


def noegler(indhold: str) -> list[str]:
    """The citizens of a table in order."""
    return re.findall(r'<th scope="row"><a href="/borger/([^/]+)/"', indhold)


def vist(c: Any, **valg: str) -> str:
    svar = c.get(reverse("lister"), valg)
    assert svar.status_code == 200
    return str(svar.content.decode())


def test_the_lists_hold_what_the_command_line_says(leder: Any) -> None:
    rigtige = [r["borger_id"] for r in regnede_frister(DAG) if r["status"] == "overskredet"]
    assert sorted(noegler(vist(leder, liste="overskredne"))) == sorted(rigtige)
    assert rigtige


def test_each_ready_list_holds_whom_it_says(leder: Any) -> None:
    hvem = {
        liste: set(noegler(vist(leder, liste=liste)))
        for liste in ("samtale_i_dag", "nye", "fritagelse_ophoerer", "tilbud_ophoerer", "intet_aftalt", "sagsstamme")
    }
    assert hvem == {
        "samtale_i_dag": {"B"},
        "nye": {"B"},
        "fritagelse_ophoerer": {"C"},
        "tilbud_ophoerer": {"D"},
        "intet_aftalt": {"A"},
        "sagsstamme": {"A", "B", "C", "D"},
    }


def test_every_row_has_one_next_act_with_its_paragraph(leder: Any) -> None:
    for liste in ("overskredne", "denne_uge", "intet_aftalt"):
        indhold = vist(leder, liste=liste)
        for raekke in re.findall(r"<tr>\s*<th scope=\"row\">.*?</tr>", indhold, re.DOTALL):
            assert raekke.count("rt-hjemmel") == 1
            assert "§" in raekke


def test_a_caseworker_sees_their_own_teams_and_nobody_else(leder: Any) -> None:
    nord = klient(bruger("sagsbehandler", teams=["Nord"], kommune="766"))
    assert set(noegler(vist(nord, liste="sagsstamme"))) == {"A", "B"}
    assert set(noegler(vist(leder, liste="sagsstamme", team="Syd"))) == {"C", "D"}
    assert nord.get(reverse("lister"), {"liste": "sagsstamme", "team": "Syd"}).status_code == 400


def test_a_filter_that_is_no_possibility_is_said_at_its_field_and_shows_nobody(leder: Any) -> None:
    svar = leder.get(reverse("lister"), {"liste": "sagsstamme", "team": "findes ikke"})
    assert svar.status_code == 400
    assert "ikke blandt mulighederne" in svar.content.decode()
    assert noegler(svar.content.decode()) == []


def test_a_list_is_ordered_by_its_headings_both_ways(leder: Any) -> None:
    op = noegler(vist(leder, liste="sagsstamme", sorter="borger"))
    ned = noegler(vist(leder, liste="sagsstamme", sorter="-borger"))
    assert op == sorted(op)
    assert ned == op[::-1]
    assert 'aria-sort="descending"' in vist(leder, liste="sagsstamme", sorter="-borger")


def test_pages_together_hold_everybody_once(store: Path) -> None:
    kontoret(antal=60)
    c = klient(bruger("fagleder", kommune="766"))
    sider = [noegler(vist(c, liste="sagsstamme", side=nr)) for nr in ("1", "2")]
    assert [len(side) for side in sider] == [50, 10]
    assert len({*sider[0], *sider[1]}) == 60
    assert noegler(vist(c, liste="sagsstamme", side="99")) == sider[1]


def test_the_part_fetched_alone_is_the_part_of_the_page(leder: Any) -> None:
    for valg in (
        {"liste": "overskredne"},
        {"liste": "sagsstamme", "sorter": "-team", "team": "Nord"},
        {"liste": "aabne"},
    ):
        hele = vist(leder, **valg)
        del_ = leder.get(reverse("lister"), valg, **DEL).content.decode()

        def uden_noegle(html: str) -> str:
            return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", html).strip()

        assert uden_noegle(del_) in uden_noegle(hele)


def test_whoever_is_shown_is_written_down(leder: Any) -> None:
    from rettidig.adgang.models import LaestBorger

    vist(leder, liste="sagsstamme", team="Nord")
    laest = LaestBorger.objects.filter(laesning__hvad="liste.sagsstamme")
    assert set(laest.values_list("borger__noegle", flat=True)) == {"A", "B"}


def test_a_list_asks_no_more_of_the_database_for_more_citizens(store: Path) -> None:
    def antal(c: Any) -> int:
        c.get(reverse("lister"), {"liste": "sagsstamme"})
        with CaptureQueriesContext(
            connection,
        ) as fanget:
            c.get(reverse("lister"), {"liste": "sagsstamme"})
        return len(fanget)

    kontoret()
    c = klient(bruger("fagleder", kommune="766"))
    faa = antal(c)
    kontoret(antal=40)
    assert antal(c) == faa
    assert faa <= 30


def test_the_workbook_holds_the_list_and_no_names(leder: Any) -> None:
    import zipfile

    svar = leder.get(reverse("liste_excel"), {"liste": "sagsstamme", "team": "Nord"})
    assert svar.status_code == 200
    with zipfile.ZipFile(io.BytesIO(svar.content)) as bog:
        ord_ = bog.read("xl/sharedStrings.xml").decode()
    assert {"A", "B"} <= set(re.findall(r"<t>([^<]*)</t>", ord_))
    assert "<t>C</t>" not in ord_
    from rettidig.adgang.models import Laesning

    assert Laesning.objects.filter(hvad="udtraek.liste_sagsstamme", antal=2).exists()


def test_a_list_is_kept_under_a_name_and_is_ones_own(leder: Any) -> None:
    svar = leder.post(
        reverse("liste_gem"), {"soegning": "liste=sagsstamme&team=Nord&sorter=-borger", "navn": "Mit Nord"}
    )
    assert svar.status_code == 302
    assert "team=Nord" in svar.headers["Location"]
    indhold = vist(leder)
    adresse = re.search(r'<a href="/lister/\?([^"]+)">Mit Nord</a>', indhold)
    assert adresse is not None
    assert noegler(leder.get("/lister/?" + adresse[1].replace("&amp;", "&")).content.decode()) == ["B", "A"]
    anden = klient(bruger("controller", kommune="766"))
    assert "Mit Nord" not in vist(anden)
    nummer = re.search(r"/lister/gemt/(\d+)/slet/", indhold)
    assert nummer is not None
    anden.post(reverse("liste_slet", args=[nummer[1]]))
    assert "Mit Nord" in vist(leder)
    leder.post(reverse("liste_slet", args=[nummer[1]]))
    assert "/slet/" not in vist(leder)


@pytest.mark.parametrize("navn", ["", "x" * 61, "010180-1234"])
def test_a_name_that_may_not_be_kept_is_refused_in_a_sentence(leder: Any, navn: str) -> None:
    leder.post(reverse("liste_gem"), {"soegning": "liste=nye", "navn": navn})
    assert "alert-error" in vist(leder)


def test_before_the_figures_are_worked_out_the_page_says_so(store: Path) -> None:
    assert "ikke regnet ud endnu" in vist(klient(bruger("fagleder", kommune="766")))


def test_who_may_not_see_lists_is_refused(store: Path) -> None:
    for rolle in ("leder", "politiker", "regelejer", "administrator", "borger"):
        c = klient(bruger(rolle))
        assert c.get(reverse("lister")).status_code == 403


def test_the_list_of_whom_to_move_tells_its_order_and_its_use_is_written_down(leder: Any) -> None:
    from rettidig.adgang.models import LaestBorger
    from rettidig.tal.models import Listebrug

    svar = leder.get(reverse("tal_vejen"), {"maaling": "lob.fokusmaal.1", "regelsaet": "nye"})
    indhold = svar.content.decode()
    assert svar.status_code == 200
    brug = Listebrug.objects.get(liste="tal_vejen")
    assert f"brug nr. {brug.pk}" in indhold
    assert "afgør intet" in indhold
    assert indhold.index("Først dem, der har et planlagt tilbud") < indhold.index("Til sidst dem, der er fritaget")
    assert (brug.dag, brug.antal) == (dt.date(2023, 5, 31), len(noegler(indhold)))
    assert "dagen (31.5.2023)" in indhold
    laest = LaestBorger.objects.filter(laesning=brug.laesning_id).values_list("borger__noegle", flat=True)
    assert set(laest) == set(noegler(indhold))
    assert noegler(indhold)


def test_the_use_of_a_list_is_never_changed(leder: Any) -> None:
    from django.db import IntegrityError, transaction

    from rettidig.tal.models import Listebrug

    leder.get(reverse("tal_vejen"), {"regelsaet": "nye"})
    assert Listebrug.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Listebrug.objects.update(antal=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Listebrug.objects.all().delete()


def test_days_of_the_lists_are_those_of_the_calendar() -> None:
    from rettidig.tal.selectors.arbejdslister import Listedage

    dage = Listedage(DAG)
    assert (dage.soendag, dage.frem, dage.siden) == (dt.date(2023, 6, 18), dt.date(2023, 7, 13), dt.date(2023, 6, 1))
