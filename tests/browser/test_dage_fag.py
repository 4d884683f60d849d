"""The mornings of the consultant and the controller on the demonstration's municipality, by keyboard alone.

Each test is one person's morning, told in steps as they would go through it. Every page met is looked at by axe at both
widths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.dagen import Som, alle_navne, begynd, i_orden, knap, link, menu, overskrift, regneark
from tests.browser.tastatur import saet, skriv, skriv_dato, tryk, vaelg

FLEST_TIL_PRAKTIK = 12
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


def test_the_consultant_begins_with_a_company_and_places_somebody_there(som: Som, brugere: dict[str, Any]) -> None:
    cvr = _en_virksomhed_med_praktik()
    side = begynd(som, brugere["konsulent"])
    i_orden(side, "konsulent-start")

    # A number that cannot be a company's is told so; the right one opens the company.
    skriv(side.get_by_label("CVR-nummer"), "1234")
    side.keyboard.press("Enter")
    expect(side.locator(".form-error-message").first).to_contain_text("otte cifre")
    skriv(side.get_by_label("CVR-nummer"), cvr)
    skriv(side.get_by_label("Ordinært ansatte"), "12")
    knap(side, "Vis virksomheden")

    # Who is there, how many places the ratio leaves, and how long the law lets a place last.
    side.get_by_role("heading", name=f"Borgere på virksomheden {cvr}").wait_for()
    main = side.get_by_role("main")
    expect(main).to_contain_text("tillader forholdstallet 2 pladser")
    expect(main).to_contain_text("Højst 4 uger for 6.1, 6.2, 6.4")
    i_orden(side, "konsulent-virksomhed")
    ark = regneark(side, "Hent listen som regneark (uden navne)")
    assert cvr in ark
    assert not [navn for navn in alle_navne() if navn in ark]

    # Who could come: the law answers for each with its paragraph, says no with a reason, and the order is stated.
    link(side, "Privat løntilskud")
    svar = side.get_by_role("table").filter(has_text="Kan placeres")
    expect(svar).to_contain_text("Ikke opfyldt:")
    expect(svar).to_contain_text("LAB § 66")
    link(side, "Virksomhedspraktik")
    side.wait_for_url("**hvem=virksomhedspraktik**")
    expect(svar).to_contain_text("uger")
    tryk(side.get_by_text("Sådan er rækkefølgen lavet"))
    expect(main).to_contain_text("Listen er et forslag og afgør intet")
    expect(main).to_contain_text("er noteret som brug nr.")
    i_orden(side, "konsulent-hvem-kan")
    foerste = svar.get_by_role("row").filter(has_text="Ja, højst").first
    uger = int(re.findall(r"højst (\d+) uger", foerste.inner_text())[0])
    ark = regneark(side, "Hent svarene som regneark (uden navne)")
    assert not [navn for navn in alle_navne() if navn in ark]

    # One of them is placed: the company is filled in already, and the law answers before anything is saved.
    tryk(foerste.get_by_role("link", name=re.compile("Registrér her")))
    _sig_hvorfor(side)
    _registrer_praktik(side, cvr, uger)

    # The company now has one more on the way.
    side.goto(f"/?cvr={cvr}&ansatte=12")
    expect(side.get_by_role("table", name=None).first).to_contain_text("Optager en plads")
    menu(side, "Andre systemer")
    overskrift(side, "Klar til andre systemer")
    i_orden(side, "konsulent-andre-systemer")


def _en_virksomhed_med_praktik() -> str:
    from rettidig.sager.models import Indsats
    from rettidig.tal.selectors.tilstand import stand

    dag = stand().dag
    fundne = Indsats.objects.filter(indsats="virksomhedspraktik", lukket_af=None, periode__contains=dag)
    cvr = fundne.exclude(cvr=None).order_by("cvr").values_list("cvr", flat=True).first()
    assert cvr is not None
    return str(cvr)


def _sig_hvorfor(side: Page) -> None:
    """Whoever opens a case outside their own teams says why, before anything is shown."""
    side.wait_for_url("**/borger/**")
    if side.get_by_role("heading", level=1, name="Hvorfor åbner du sagen?").count():
        saet(side.get_by_label("Finde en virksomhed eller et job"))
        skriv(side.get_by_label("Hvad er anledningen?"), "En plads på en virksomhed")
        knap(side, "Åbn sagen")


def _registrer_praktik(side: Page, cvr: str, uger: int) -> None:
    """An internship from the company's list: counted as a person would do it."""
    from rettidig.tal.selectors.tilstand import stand
    from rettidig.tidslinje import calendar

    dag = stand().dag
    assert dag is not None
    sidste = calendar.to_date(calendar.add_weeks(calendar.to_day(dag), uger) - 1)
    expect(side.get_by_role("textbox", name="CVR-nummer")).to_have_value(cvr)
    expect(side.get_by_label("Ordinært ansatte i fuldtidspersoner")).to_have_value("12")
    i_orden(side, "konsulent-registrer")
    gjort = 0
    for felt, vaerdi in (
        ("Sidste dag", sidste),
        ("Timer om ugen", "30"),
        ("Det præcise formål", "Afprøve lagerarbejde"),
        ("Alle, der allerede er der", "0"),
        ("Dagen, ansøgningen kom i VITAS", dag),
    ):
        led = side.get_by_label(felt).first
        skriv(led, vaerdi) if isinstance(vaerdi, str) else skriv_dato(led, vaerdi)
        gjort += 1
    for felt in ("Borger, arbejdsgiver og jobcenter er enige", "Ansøgningen er godkendt"):
        vaelg(side.get_by_label(felt).first, "Ja")
        gjort += 1
    saet(side.get_by_label("Intet særligt"))
    side.locator("#vilkaar .rt-svar-ord", has_text=re.compile("^Lovligt")).wait_for()
    knap(side, "Gem")
    overskrift(side, "Det er gemt")
    assert gjort + 2 <= FLEST_TIL_PRAKTIK
    i_orden(side, "konsulent-gemt")


def test_the_controller_finds_who_changed_a_figure_and_judges_who_has_looked(som: Som, brugere: dict[str, Any]) -> None:
    side = begynd(som, brugere["controller"])
    noegle = _uden_aktivering(side)
    _glemt_registrering(noegle)
    side.goto("/")

    # What was reported is another figure now: one press to the persons, with the acts between.
    i_orden(side, "controller-start")
    tryk(side.get_by_role("main").get_by_role("link", name=re.compile("^Hvem\\?")).first)
    overskrift(side, "Hvem gør forskellen?")
    personer = side.get_by_role("table").filter(has_text="Handlinger siden")
    expect(personer.locator(f"a[href='/borger/{noegle}/']")).to_be_visible()
    expect(personer).to_contain_text("Uden aktiv indsats")
    expect(personer).to_contain_text("Aktiveret")
    i_orden(side, "controller-forskel")
    ark = regneark(side, "Hent som regneark (uden navne)")
    assert noegle in ark
    assert not [navn for navn in alle_navne() if navn in ark]

    # Data quality: the rows set aside, from the start page to the import they came in.
    side.goto("/")
    tryk(side.get_by_role("main").get_by_role("link", name=re.compile("sat til side fra")).first)
    overskrift(side, re.compile(r"Indlæsning nr\. \d+"))
    expect(side.locator("#sat-til-side")).to_be_visible()
    i_orden(side, "controller-indlaest")

    # The State's figure, and the year's supervision step by step.
    menu(side, "Afstemning")
    link(side, re.compile("^Forklar"))
    side.wait_for_url(re.compile(r"/afstemning/\d+/"))
    i_orden(side, "controller-gab")
    menu(side, "Tal")
    link(side, "Tilsyn")
    vaelg(side.get_by_label("År", exact=True), "2022")
    skriv(side.get_by_label("Faktisk ydelsesgrad i procent"), "5,1")
    skriv(side.get_by_label("Forventet ydelsesgrad i procent"), "5,0")
    knap(side, "Vis")
    expect(side.get_by_role("main")).to_contain_text("skærpet tilsyn for 2022")
    i_orden(side, "controller-tilsyn")
    assert "Resultatmålet" in regneark(side, "Hent tabellen som regneark")

    # Who has looked at whom: a sample that can be drawn again, judged, and kept with its conclusion.
    nogen_har_set(som, brugere)
    menu(side, "Læselog")
    knap(side, "Tag stikprøven")
    stikproeve = side.get_by_role("table")
    stikproeve.wait_for()
    expect(stikproeve).not_to_contain_text("din sag")
    andres = stikproeve.get_by_role("row").filter(has_text="sidsel").first
    i_orden(side, "controller-stikproeve")
    tryk(andres.get_by_text("Vurdér", exact=True))
    vaelg(andres.get_by_label("Vurdering"), "Uafklaret")
    skriv(andres.get_by_label("Bemærkning"), "Spørges ved næste tilsyn.")
    tryk(andres.get_by_role("button", name="Gem"))
    expect(side.get_by_role("main")).to_contain_text("Vurderingen er gemt.")
    expect(side.get_by_role("main")).to_contain_text(re.compile(r"1 af \d+ opslag er vurderet: 0 i orden, 1 uafklaret"))
    expect(stikproeve).to_contain_text("Uafklaret: Spørges ved næste tilsyn. connie")
    i_orden(side, "controller-vurderet")
    assert "Spørges ved næste tilsyn." in regneark(side, "Hent stikprøven som regneark")


def _uden_aktivering(side: Page) -> str:
    """Somebody without activation in the month reported last, found behind the figure."""
    from rettidig.tal.selectors.meldt import maaneder

    side.goto(f"/tal/personer/?maaned={maaneder()[0]:%Y-%m}&maaling=lob.fokusmaal.1&gruppe=ikke_aktiveret")
    adresse = side.get_by_role("table").last.locator("a[href^='/borger/']").first.get_attribute("href")
    assert adresse is not None
    return adresse.split("/")[2]


def _glemt_registrering(noegle: str) -> None:
    """They turn out to have been in an internship: registered after the month was reported."""
    from rettidig.sager.services.rettelser import registrer
    from rettidig.tal.selectors.meldt import maaneder
    from rettidig.tidslinje import calendar

    til = maaneder()[0]
    fra = calendar.to_date(calendar.add_weeks(calendar.to_day(til), -4))
    raekke = {"borger_id": noegle, "indsats": "virksomhedspraktik", "fra": fra.isoformat(), "til": til.isoformat()}
    registrer("indsatser", raekke, hvem="sidsel", hvorfor="Glemt registrering")


def nogen_har_set(som: Som, brugere: dict[str, Any]) -> None:
    """A caseworker has looked at the lists of the morning."""
    begynd(som, brugere["sagsbehandler"]).context.close()
