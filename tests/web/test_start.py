"""The start page of each role: the parts it is to have, in their order, with the figures the command line gives."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.adgang.proevebrugere import bruger, klient
from tests.tal.regnet import regnede_frister, regnede_maalinger
from tests.web.byen_i_lister import CVR, DAG, kontoret
from tests.web.test_lister import noegler

pytestmark = pytest.mark.usefixtures("store")
ROLLER = ("sagsbehandler", "konsulent", "teamleder", "fagleder", "controller", "leder", "politiker", "regelejer")
ROLLER = (*ROLLER, "administrator", "borger")


def forside(rolle: str, **valg: str) -> str:
    c = klient(bruger(rolle, navn=rolle + "".join(valg), teams=["Nord"], kommune="766"))
    svar = c.get("/", valg)
    assert svar.status_code == 200
    return str(svar.content.decode())


def afsnit(indhold: str) -> list[str]:
    """The names of the parts in their order."""
    return re.findall(r'<section (?:id="[^"]*" )?aria-labelledby="([a-z]+)(?:-navn)?"', indhold)


def test_each_role_has_its_parts_in_the_order_of_what_to_do_first(store: Path) -> None:
    kontoret()
    dele = {rolle: afsnit(forside(rolle)) for rolle in ROLLER}
    leder = ["ugen", "belastning", "overskredne", "maal", "miks", "forsideliste"]
    assert dele == {
        "sagsbehandler": ["forsideliste"],
        "konsulent": ["virksomhed", "forsideliste"],
        "teamleder": leder,
        "fagleder": leder,
        "controller": ["meldt", "data", "log", "forsideliste"],
        "leder": ["maal", "overskredne", "miks"],
        "politiker": ["faa"],
        "regelejer": ["regler"],
        "administrator": ["drift"],
        "borger": [],
    }


def test_before_anything_is_worked_out_every_start_page_says_so_or_stands_alone(store: Path) -> None:
    for rolle in ROLLER:
        indhold = forside(rolle)
        uden_tal = rolle in {"regelejer", "administrator", "borger"}
        assert ("ikke regnet ud endnu" in indhold.split("<main", 1)[1]) == (not uden_tal or rolle == "administrator")


def test_the_leader_gets_these_citizens_these_hours_this_week_and_the_use_is_noted(store: Path) -> None:
    from rettidig.tal.models import Listebrug

    kontoret(antal=10)
    c = klient(bruger("teamleder", teams=["Nord"], kommune="766"))
    foer = c.get("/").content.decode()
    assert "Det er ikke angivet, hvor mange timer" in foer
    svar = c.post(
        reverse("start_kapacitet"), {"team": "Nord", "fra": "2023-06-14", "timer": "2", "minutter": "40"}, follow=True
    )
    assert "Timerne for Nord er gemt" in svar.content.decode()
    indhold = c.get("/").content.decode()
    ugen = indhold.split('id="ugen-navn"', 1)[1].split("</section>")[0]
    assert "2 timer i denne uge; det rækker til 3 samtaler" in ugen
    nu = [
        r
        for r in regnede_frister(DAG)
        if r["borger_id"] not in "CD"
        and (r["status"] == "overskredet" or (r["status"] == "afventer" and str(r["frist"]) <= "2023-06-18"))
    ]
    foerst = {b: min(str(r["frist"]) for r in nu if r["borger_id"] == b) for b in {r["borger_id"] for r in nu}}
    viste = noegler(ugen)
    assert len(viste) == 3
    assert f"{len(foerst)} borgere har noget over fristen" in ugen
    assert max(foerst[b] for b in viste) <= min([foerst[b] for b in foerst if b not in viste], default="9")
    brug = Listebrug.objects.filter(liste="ugen").latest("id")
    assert brug.antal == 3
    assert f"brug nr. {brug.pk}" in ugen
    uger = indhold.split('id="belastning-navn"', 1)[1].split("</section>")[0]
    assert "(streg: plads til)" in uger


def test_a_leader_enters_hours_for_their_own_teams_alone_and_for_figures_that_can_be(store: Path) -> None:
    from rettidig.tal.models import Kapacitet

    kontoret()
    c = klient(bruger("teamleder", teams=["Nord"], kommune="766"))
    god = {"team": "Nord", "fra": "2023-06-14", "timer": "2", "minutter": "40"}
    for daarlig in (
        {"team": "Syd"},
        {"timer": "-1"},
        {"minutter": "0"},
        {"timer": "x"},
        {"fra": "i morgen"},
        {"timer": "9" * 30},
    ):
        svar = c.post(reverse("start_kapacitet"), god | daarlig)
        assert svar.status_code == 422, daarlig
        assert "alert-error" in svar.content.decode() or "form-error-message" in svar.content.decode()
    assert not Kapacitet.objects.exists()
    assert klient(bruger("sagsbehandler")).get(reverse("start_kapacitet")).status_code == 403
    c.post(reverse("start_kapacitet"), god)
    c.post(reverse("start_kapacitet"), god | {"fra": "2023-06-26", "timer": "10"})
    from rettidig.tal.selectors.ugens_arbejde import pladser

    assert [k.fra.isoformat() for k in Kapacitet.objects.order_by("fra")] == ["2023-06-12", "2023-06-26"]
    assert pladser(["Nord"], DAG)["Nord"].samtaler == 3


def test_a_team_leader_without_a_team_is_told_so(store: Path) -> None:
    kontoret()
    ugen = klient(bruger("teamleder", kommune="766")).get("/").content.decode().split('id="ugen-navn"', 1)[1]
    assert "Du har ikke noget team" in ugen.split("</section>")[0]
    assert noegler(ugen) == []


def test_citizens_no_team_has_yet_are_among_those_of_who_sees_the_municipality(store: Path) -> None:
    from django.db.models import Q

    from rettidig.tal.models import Fristraekke
    from rettidig.tal.selectors.ugens_arbejde import tag_foerst, uger

    kontoret()
    Fristraekke.objects.filter(borger__noegle="A").update(team="")
    med, uden = (tag_foerst(Q(), DAG, ["Nord", "Syd"], 9, uden_team=svar) for svar in (True, False))
    assert {r["noegle"] for r in med[1]} - {r["noegle"] for r in uden[1]} == {"A"}
    assert med[0] == uden[0] + 1
    for linjer in (uger(Q(), DAG, ["Nord", "Syd"], uden_team=svar) for svar in (True, False)):
        assert len(linjer) == 8
    assert "A" in noegler(forside("fagleder").split('id="ugen-navn"', 1)[1].split("</section>")[0])


def test_the_measures_on_a_leaders_page_are_those_of_the_command_line(store: Path) -> None:
    from rettidig.tal.selectors.maalkort import maalbilleder

    kontoret()
    billeder = maalbilleder("766")
    assert [b.maaling for b in billeder]
    for billede in billeder:
        for kort in billede.nu:
            raekker = regnede_maalinger(kort.maaned, kort.regelsaet)
            rigtige = [r for r in raekker if r["maaling"] == billede.maaling and r["ydelse"] == "alle"]
            assert (kort.naevner, kort.taeller) == (
                sum(r["naevner"] for r in rigtige),
                sum(r["taeller"] for r in rigtige),
            )
            assert kort.mangler or kort.opfyldt is not False
    indhold = forside("leder")
    assert re.search(r"<svg[^>]*role=\"img\"", indhold)
    assert "Gamle regler" in indhold


def test_a_politician_sees_no_small_figure_no_person_and_no_way_down(store: Path) -> None:
    kontoret()
    indhold = forside("politiker").split("<main", 1)[1]
    assert "færre end 5 personer" in indhold
    assert noegler(indhold) == []
    assert "/lister/" not in indhold
    assert not re.search(r"\d+ / \d+", indhold)


def test_a_consultant_starts_from_a_company_and_is_told_of_ratio_and_length(store: Path) -> None:
    from rettidig.adgang.models import LaestBorger

    kontoret()
    c = klient(bruger("konsulent", kommune="766"))
    indhold = c.get("/", {"cvr": f"{CVR[:2]} {CVR[2:]}", "ansatte": "12"}).content.decode()
    stedet = indhold.split('id="virksomhed-personer"', 1)[1].split("</section>")[0]
    assert noegler(stedet) == ["D"]
    assert "tillader forholdstallet 2 pladser. Ledige: 1." in stedet
    assert "Højst 4 uger" in stedet
    assert LaestBorger.objects.get(laesning__hvad="liste.virksomhed").borger.noegle == "D"
    for cvr, ansatte in (("12345678", ""), ("", "3"), (CVR, "-4"), (CVR, "mange")):
        svar = c.get("/", {"cvr": cvr, "ansatte": ansatte})
        assert svar.status_code == 200
        assert "form-error-message" in svar.content.decode()
        assert 'id="virksomhed-personer"' not in svar.content.decode()


def test_a_caseworker_sees_their_own_first_and_the_team_by_one_link(store: Path) -> None:
    kontoret()
    c = klient(bruger("sagsbehandler", teams=["Nord"], kommune="766", initialer="XYZ"))
    egne = c.get("/", {"liste": "overskredne"}).content.decode()
    assert "Du ser dine egne borgere (XYZ)" in egne
    assert noegler(egne) == []
    teamets = c.get("/", {"liste": "overskredne", "hvis": "team"}).content.decode()
    assert set(noegler(teamets)) == {"A"}
    del_ = c.get("/", {"liste": "overskredne", "hvis": "team"}, HTTP_HX_TARGET="forsideliste").content.decode()
    assert del_.strip() in teamets


def test_somebody_with_two_roles_chooses_between_them(store: Path) -> None:
    kontoret()
    c = klient(bruger("sagsbehandler", "leder", teams=["Nord"], kommune="766"))
    assert afsnit(c.get("/").content.decode()) == ["forsideliste"]
    assert afsnit(c.get("/", {"som": "leder"}).content.decode()) == ["maal", "overskredne", "miks"]
    assert afsnit(c.get("/", {"som": "administrator"}).content.decode()) == ["forsideliste"]


def test_a_start_page_asks_no_more_of_the_database_for_more_citizens(store: Path) -> None:
    def antal(c: Any) -> int:
        c.get("/")
        with CaptureQueriesContext(connection) as fanget:
            c.get("/")
        return len(fanget)

    kontoret(antal=20)
    leder, sagsbehandler = (
        klient(bruger(rolle, teams=["Nord"], kommune="766")) for rolle in ("teamleder", "sagsbehandler")
    )
    faa = (antal(leder), antal(sagsbehandler))
    kontoret(antal=30)
    assert (antal(leder), antal(sagsbehandler)) == faa
    assert faa[0] <= 50
    assert faa[1] <= 25
