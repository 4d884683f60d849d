"""The mornings of the rule owner, of the administrator, and of the citizen on a narrow window: by keyboard alone.

Each test is one person's morning on the demonstration's municipality, told in steps. Every page met is looked at by axe
at both widths.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import SMAL
from tests.browser.dagen import Som, begynd, en_borger, i_orden, knap, link, menu, overskrift
from tests.browser.tastatur import saet, skriv

_FAA = 400
"""Citizens enough for every list and figure to hold somebody."""


@pytest.fixture
def brugere(adresse: str) -> Iterator[dict[str, Any]]:
    """The demonstration's users by role."""
    from django.test import override_settings

    with override_settings(DEMO=True, UDVIKLING=True, TOTRIN_KRAEVES=False, LOGIN_URL="demo"):
        from rettidig.web.demo.opsaetning import demobrugere, saet_op

        saet_op(borgere=_FAA)
        yield {rolle.value: bruger for rolle, bruger in demobrugere()}


def test_the_rule_owner_goes_from_the_law_of_today_to_the_next(som: Som, brugere: dict[str, Any]) -> None:
    side = begynd(som, brugere["regelejer"])

    # The versions of the law on a time axis, the one in force marked, and the same as a table.
    akse = side.get_by_role("img", name="Lovversionerne på en tidslinje")
    expect(akse).to_be_visible()
    expect(side.get_by_role("table")).to_contain_text("LV2023A (gælder nu)")
    i_orden(side, "regelejer-start")

    # A paragraph is searched for: its versions on a time axis, its cases, its reservations.
    link(side, "Alle paragraffer")
    skriv(side.get_by_label("Find en regel"), "LAB § 102")
    side.keyboard.press("Enter")
    side.wait_for_url("**/regler/?q=*")
    link(side, "LAB § 102")
    overskrift(side, "LAB § 102")
    expect(side.get_by_role("img", name=re.compile("^Versioner på en tidsakse")).first).to_be_visible()
    expect(side.get_by_role("main")).to_contain_text("Sager")
    i_orden(side, "regelejer-paragraf")

    # The town's own strategy stands beside the law, and what the law leaves open is a choice with its reason.
    link(side, "Lokale strategier")
    overskrift(side, re.compile("^Lokale strategier"))
    i_orden(side, "regelejer-strategier")
    link(side, "Hedensted Kommune, temamøde marts 2023")
    overskrift(side, re.compile("Hedensted"))
    i_orden(side, "regelejer-strategi")
    link(side, "Valg")
    overskrift(side, "Valg")
    i_orden(side, "regelejer-valg")

    # The next reform is rehearsed on a page of its own; who has no citizens sees figures and none of them.
    link(side, "Afprøv en reform")
    overskrift(side, "Afprøv en reform")
    expect(side.get_by_role("main").locator("a[href^='/borger/']")).to_have_count(0)
    i_orden(side, "regelejer-reform")


def test_the_administrator_lets_somebody_in_keeps_them_from_a_case_and_shuts_them_out(
    som: Som, brugere: dict[str, Any]
) -> None:
    side = begynd(som, brugere["administrator"])

    # What somebody must look at stands first.
    expect(side.get_by_role("main")).to_contain_text("Nogen skal se på det")
    i_orden(side, "administrator-start")

    # A new colleague is made with a role and a team, and gets a link that works once.
    menu(side, "Brugere")
    i_orden(side, "administrator-brugere")
    link(side, "Opret bruger")
    expect(side.get_by_role("main")).to_contain_text("Teams, der er i brug")
    i_orden(side, "administrator-opret")
    skriv(side.get_by_label("Brugernavn"), "nadia")
    skriv(side.get_by_label("Navn", exact=False).nth(1), "Nadia Nyansat")
    saet(side.get_by_label("sagsbehandler", exact=True))
    skriv(side.get_by_label("Teams"), brugere["sagsbehandler"].teams[0])
    knap(side, "Opret bruger")
    overskrift(side, "Nadia Nyansat")
    expect(side.get_by_role("main")).to_contain_text("Brugeren er oprettet.")
    knap(side, "Lav et engangslink til en adgangskode")
    engangslink = side.locator("code").inner_text()
    expect(side.get_by_label("sagsbehandler", exact=True)).to_be_checked()
    i_orden(side, "administrator-bruger")
    _vaelger_adgangskode(som, engangslink)

    # Their sister has a case: it is blocked, by the key alone, and the list says so.
    link(side, "Spær en sag for brugeren")
    expect(side.get_by_label("Hvem skal spærres")).to_have_value("nadia")
    skriv(side.get_by_label("Borgerens nøgle"), en_borger())
    skriv(side.get_by_label("Begrundelse"), "Søster")
    knap(side, "Spær sagen")
    expect(side.get_by_role("main")).to_contain_text("Sagen er spærret.")
    expect(side.get_by_role("table")).to_contain_text("nadia")
    i_orden(side, "administrator-spaerret")

    # A telephone is lost, and then the colleague leaves: each with a reason, each written down, nothing without one.
    menu(side, "Brugere")
    skriv(side.get_by_label("Navn, initialer eller team"), "Nadia")
    knap(side, "Find brugere")
    expect(side.get_by_role("table").locator("tbody tr")).to_have_count(1)
    link(side, "nadia")
    knap(side, "Luk brugeren")
    expect(side.get_by_role("main")).to_contain_text("Åben")
    login = side.locator("form", has=side.get_by_role("button", name="Luk brugeren"))
    skriv(login.get_by_label("Begrundelse"), "Har mistet sin telefon")
    knap(side, "Fjern andet trin og adgangskode")
    expect(side.get_by_role("table").last).to_contain_text("Har mistet sin telefon")
    skriv(login.get_by_label("Begrundelse"), "Fratrådt")
    knap(side, "Luk brugeren")
    expect(side.get_by_role("table").first).to_contain_text("Lukket")
    i_orden(side, "administrator-lukket")

    # Nobody changes their own access, and an administrator sees no citizens.
    menu(side, "Brugere")
    link(side, brugere["administrator"].username)
    expect(side.get_by_role("main")).to_contain_text("Dette er dig selv")
    expect(side.get_by_role("button", name="Gem ændringer")).to_have_count(0)
    menu(side, "Drift")
    overskrift(side, "Systemets tilstand")
    i_orden(side, "administrator-drift")
    menu(side, "Indlæsning")
    overskrift(side, "Indlæsning")
    i_orden(side, "administrator-indlaesning")
    svar = side.goto("/lister/")
    assert svar is not None
    assert svar.status == 403
    i_orden(side, "administrator-ingen-adgang", ventet_fejl=("403: /lister/",))


def _vaelger_adgangskode(som: Som, engangslink: str) -> None:
    """The new colleague opens the link on their own machine and chooses a password."""
    egen = som(None)
    egen.goto(engangslink)
    overskrift(egen, "Vælg en adgangskode")
    for felt in egen.locator("input[type=password]").all():
        skriv(felt, "en lang og hemmelig frase")
    i_orden(egen, "administrator-kodeord")
    knap(egen, "Gem adgangskoden")
    expect(egen.get_by_role("main")).to_contain_text("Adgangskoden er gemt")
    egen.context.close()


def test_the_citizen_sees_on_a_telephone_what_is_next_what_is_due_and_who_has_looked(
    som: Som, brugere: dict[str, Any]
) -> None:
    berit = brugere["borger"]
    dag = _aftalt_moede(berit.borger)
    side = begynd(som, berit, SMAL)
    link(side, re.compile("."))
    overskrift(side, "Min sag")
    main = side.get_by_role("main")

    # The next talk and its form; the citizen would rather use the telephone, and says so.
    expect(main.get_by_role("heading", name="Din næste samtale")).to_be_visible()
    expect(side.locator("#samtale")).to_contain_text("Møde")
    i_orden(side, "borger-min-sag")
    saet(side.get_by_role("radio", name="Telefon"))
    knap(side, "Gem mit valg")
    expect(side.locator("#samtale")).to_contain_text("Du har valgt telefon.")
    expect(side.locator("#samtale")).to_contain_text("Vi kan ikke se hvorfor")

    # The jobcentre keeps to a meeting: then it owes a reason that concerns this citizen, and the citizen reads it.
    _jobcentret_skriver_hvorfor(berit.borger, dag)
    side.reload()
    expect(side.locator("#samtale")).to_contain_text(
        re.compile("Du har valgt telefon, men samtalen står som (et )?møde")
    )
    expect(side.locator("blockquote")).to_have_text("Vi skal se på papirerne fra lægen sammen.")
    i_orden(side, "borger-fravigelse")

    # What is agreed, rights and duties with day and paragraph, and what happens to whoever stays away.
    for titel in ("Det har vi aftalt", "Din ret og din pligt", "Hvis du bliver væk", "Hvem har set din sag"):
        expect(main.get_by_role("heading", name=titel)).to_be_visible()
    expect(main).to_contain_text("Det står i LA")

    # A caseworker opens the case, and the citizen sees it: who by role, when and why.
    kollega = begynd(som, brugere["fagleder"])
    kollega.goto(f"/borger/{berit.borger.noegle}/")
    if kollega.get_by_role("heading", name="Hvorfor åbner du sagen?").count():
        saet(kollega.get_by_label("Kontrol af kvaliteten"))
        skriv(kollega.get_by_label("Hvad er anledningen?"), "Stikprøve")
        knap(kollega, "Åbn sagen")
    # The reading is written down with the page: whoever closes it before it has come has seen nothing.
    kollega.locator("#pligter").wait_for()
    kollega.context.close()
    side.reload()
    expect(main).to_contain_text("En medarbejder (fagleder")
    link(side, "Se hele listen")
    overskrift(side, "Hvem har set dine oplysninger?")
    expect(side.get_by_role("table")).to_contain_text("Dig selv")
    i_orden(side, "borger-hvem-har-set")

    # One's own data in a file, with nothing about others in it.
    link(side, "Tilbage til min sag")
    with side.expect_download() as ventet:
        link(side, "Hent mine data")
    with zipfile.ZipFile(io.BytesIO(ventet.value.path().read_bytes())) as pakke:
        assert any(navn.endswith(".json") for navn in pakke.namelist())
        assert berit.borger.noegle in "".join(pakke.read(navn).decode() for navn in pakke.namelist())

    # Another citizen's case is not there, and neither are the lists.
    andre = en_borger() if en_borger() != berit.borger.noegle else "findes-ikke"
    for sti in (f"/borger/{andre}/", "/lister/"):
        svar = side.goto(sti)
        assert svar is not None
        assert svar.status in (403, 404)


def _aftalt_moede(borger: Any) -> Any:
    """A meeting is agreed in a week."""
    from rettidig.sager.services.rettelser import registrer
    from rettidig.tal.selectors.tilstand import stand
    from rettidig.tidslinje import calendar

    nu = stand().dag
    assert nu is not None
    dag = calendar.to_date(calendar.add_weeks(calendar.to_day(nu), 1))
    samtale = {"dato": dag.isoformat(), "slags": "jobsamtale", "form": "fremmoede", "status": "planlagt"}
    registrer("samtaler", {"borger_id": borger.noegle, **samtale}, hvem="sidsel", hvorfor="aftalt")
    return dag


def _jobcentret_skriver_hvorfor(borger: Any, dag: Any) -> None:
    from rettidig.sager.services.samtaleform import fravig_samtaleform

    fravig_samtaleform(borger, dag, "Vi skal se på papirerne fra lægen sammen.", hvem="sidsel", hvorfor="aftalt")
