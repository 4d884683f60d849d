"""The citizen's page says what the command line says, to those who may see it, and writes down that it was seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from tests.adgang.borgere import beskyt
from tests.adgang.proevebrugere import bruger, klient
from tests.motor.sammenligning import standardvalg
from tests.web.borgersag import DAG, HVEM, LANGT, PR, D, borger, laest, sagen, samtale

from rettidig.motor.forklar import forklar
from rettidig.motor.historik import byg_historik
from rettidig.motor.opgaver import Fristopgave, Fundopgave
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje import calendar

FANER = ("borger", "borger_fakta", "borger_journal", "borger_indsigt")


@pytest.fixture
def sag(store: Path) -> Client:
    """A caseworker of the team of A, and the two citizens."""
    sagen()
    return klient(bruger("sagsbehandler", teams=["Nord"], navn="nordlys"))


def side(k: Client, navn: str = "borger", noegle: str = "A", **spurgt: Any) -> str:
    svar = k.get(reverse(navn, args=[noegle]), {**PR, **spurgt})
    assert svar.status_code == 200, svar.status_code
    return str(svar.content.decode())


def set_tekst(html: str) -> str:
    """What is read, in one line."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def afsnit(html: str, id_: str) -> str:
    fundet = re.search(rf'<section id="{id_}".*?</section>', html, re.DOTALL)
    assert fundet is not None
    return fundet.group()


def _data(noegle: str = "A") -> Any:
    from rettidig.sager.selectors.datasaet import hent_datasaet
    from rettidig.sager.selectors.kendt import kendt_nu

    return hent_datasaet(kendt_nu(), noegle)


def test_the_duties_of_the_page_are_the_rows_of_the_command_line(sag: Client) -> None:
    from rettidig.tal.selectors.borger import borger as hent
    from rettidig.tal.selectors.borgerside import Borgerside

    alle = tuple(regel.regel for regel in hent_lov().alle_frister())
    svar = Fristopgave(DAG, standardvalg(), alle).svar(byg_historik(_data())).to_pylist()
    linjer = Borgerside(hent(borger().pk, DAG)).pligter
    som_tekst = [{k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in r.items()} for r in svar]
    assert sorted((p.raekke for p in linjer), key=repr) == sorted(som_tekst, key=repr)
    assert len({p.noegle for p in linjer}) == len(linjer) > 3
    vist = set_tekst(side(sag, regler="alle"))
    for linje in linjer:
        assert linje.titel in vist
        if linje.frist is not None:
            assert f"Frist {linje.frist.day}.{linje.frist.month}.{linje.frist.year}" in vist


def test_what_is_overdue_comes_first_then_by_deadline_and_what_is_over_comes_last(sag: Client) -> None:
    from rettidig.tal.selectors.borger import borger as hent
    from rettidig.tal.selectors.borgerside import Borgerside

    orden = {"overskredet": 0, "afventer": 1, "sat_paa_pause": 2}
    set_: set[int] = set()
    for dag in (D(2022, 10, 20), D(2023, 3, 8), DAG):
        linjer = Borgerside(hent(borger().pk, dag)).pligter
        noegler = [(orden[p.raekke["status"]], p.frist or D(9999, 1, 1)) for p in linjer if p.aaben]
        assert noegler == sorted(noegler)
        assert [p.aaben for p in linjer] == sorted((p.aaben for p in linjer), reverse=True)
        vist = re.findall(r'id="pligt-([^"]+)"', side(sag, regler="alle", pr=dag.isoformat()))
        assert vist == [re.sub(r"[^a-z0-9]+", "-", p.noegle) for p in linjer]
        set_ |= {nr for nr, _ in noegler}
    assert set_ >= {0, 1}


def test_a_reload_shows_the_part_that_was_fetched_alone(sag: Client) -> None:
    from rettidig.tal.selectors.borger import borger as hent
    from rettidig.tal.selectors.borgerside import Borgerside

    for pligt in Borgerside(hent(borger().pk, DAG)).pligter:
        spurgt = {**PR, "pligt": pligt.noegle}
        del_ = sag.get(reverse("borger", args=["A"]), spurgt, headers={"HX-Request": "true", "HX-Target": "pligter"})
        hele = side(sag, pligt=pligt.noegle)
        assert afsnit(del_.content.decode(), "pligter") == afsnit(hele, "pligter")
        assert "<html" not in del_.content.decode()
        assert "Skjul forklaring" in afsnit(hele, "pligter")


def test_the_explanation_is_the_one_of_the_command_line_and_every_paragraph_in_it_leads_somewhere(sag: Client) -> None:
    from rettidig.tal.selectors.borger import borger as hent
    from rettidig.tal.selectors.borgerside import Borgerside

    borgerside = Borgerside(hent(borger().pk, DAG))
    hele = forklar(hent_lov(), _data(), "A", calendar.to_day(DAG), {}, tuple(borgerside.alle_regler)).rod
    ventede = {repr(knude.som_json()) for knude in hele.kaldet("pligt")}
    links: set[str] = set()
    for pligt in borgerside.pligter:
        hvorfor = borgerside.hvorfor(pligt.noegle)
        assert hvorfor is not None
        assert repr(hvorfor.som_json()) in ventede
        del_ = afsnit(side(sag, pligt=pligt.noegle, regler="alle"), "pligter")
        vist = set_tekst(del_)
        for knude in hvorfor.alle():
            assert knude.navn == "veje" or set_tekst(knude.tekst) in vist
        egne = set(re.findall(r'href="(/regler/side/[^"]+)"', del_))
        assert egne
        links |= egne
    for link in links:
        resolve(link)
        assert sag.get(link).status_code == 200
    assert borgerside.hvorfor("findes.ikke~2023-01-01") is None


def test_findings_and_the_focus_goals_are_those_of_the_command_line(sag: Client) -> None:
    fund = Fundopgave(DAG, standardvalg(), "da").svar(byg_historik(_data())).to_pylist()
    vist = set_tekst(side(sag))
    assert fund
    for raekke in fund:
        assert raekke["fund"] in vist
    slut = forklar(hent_lov(), _data(), "A", calendar.to_day(D(2023, 6, 30)), {}).rod
    for knude in slut.kaldet("fokusmaal")[0].alle():
        assert knude.navn == "fokusmaal" or knude.tekst in vist


def test_what_would_meet_an_open_duty_stands_with_it(sag: Client) -> None:
    from rettidig.tal.selectors.borger import borger as hent
    from rettidig.tal.selectors.borgerside import Borgerside

    vist = set_tekst(side(sag, regler="alle"))
    med_veje = [p for p in Borgerside(hent(borger().pk, DAG)).pligter if p.veje]
    assert med_veje
    for vej in (vej for pligt in med_veje for vej in pligt.veje):
        assert vej.navn != "vej" or vej.tekst in vist


def test_a_correction_shows_at_once_and_the_page_as_known_before_it_is_as_it_was(sag: Client) -> None:
    from rettidig.sager.models import Samtale
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.services.rettelser import ret
    from rettidig.tal.selectors.borger import borger as hent
    from rettidig.tal.selectors.borgerside import Borgerside

    foer, kendt = side(sag), kendt_nu()
    foerste = Samtale.objects.get(borger__noegle="A", periode__contains=D(2022, 10, 5))
    vaerdier = {"borger_id": "A", "dato": "2022-10-05", "slags": "jobsamtale", "status": "aflyst"}
    ret("samtaler", foerste.pk, vaerdier, **HVEM)
    assert set_tekst(side(sag)) != set_tekst(foer)
    da = Borgerside(hent(borger().pk, DAG, kendt)).pligter
    assert [p.raekke for p in da] != [p.raekke for p in Borgerside(hent(borger().pk, DAG)).pligter]
    for pligt in da:
        assert pligt.titel in set_tekst(foer) or not pligt.altid


def test_a_day_before_anything_was_known_says_so_and_a_day_since_says_what_it_shows(sag: Client) -> None:
    vist = set_tekst(side(sag, kendt="2020-01-01"))
    assert "endnu ikke registreret i Rettidig" in vist
    assert "Vis det, der vides nu" in vist
    assert "Siden viser det, der var registreret ved udgangen af 31.12.2049" in set_tekst(side(sag, kendt="2049-12-31"))


@pytest.mark.parametrize(("felt", "skrevet"), [("pr", "31. maj"), ("pr", "9999-01-01"), ("kendt", "2023-02-30")])
def test_a_date_that_cannot_be_read_is_said_at_its_field(sag: Client, felt: str, skrevet: str) -> None:
    svar = sag.get(reverse("borger", args=["A"]), {felt: skrevet})
    assert svar.status_code == 400
    assert f'aria-describedby="valg-{felt}-fejl"' in svar.content.decode()


def test_a_link_to_a_duty_that_is_gone_says_so(sag: Client) -> None:
    assert "findes ikke længere" in set_tekst(side(sag, pligt="lab.31.foerste_samtale~1999-01-01"))


def test_somebody_elses_citizen_is_answered_as_one_who_is_not_there(sag: Client) -> None:
    svar = [sag.get(reverse(navn, args=[noegle])) for navn in FANER for noegle in ("B", "findes-ikke")]
    assert {s.status_code for s in svar} == {404}
    vist = {re.sub(r"[A-Za-z0-9_-]{30,}|/borger/[^\"]*", "", s.content.decode()) for s in svar}
    assert len(vist) == 1
    assert laest("B") == []


def test_every_page_and_part_that_shows_the_citizen_is_written_down(sag: Client) -> None:
    for navn in FANER:
        side(sag, navn)
    sag.get(reverse("borger", args=["A"]), PR, headers={"HX-Request": "true", "HX-Target": "pligter"})
    ventet = ["side.borger", "side.borger_fakta", "side.borger_journal", "side.borger_indsigt", "side.borger_pligt"]
    assert laest() == [("nordlys", "sagsbehandling", hvad) for hvad in ventet]


def test_the_title_names_nobody_and_the_heading_does(sag: Client) -> None:
    for navn in FANER:
        titel = re.search(r"<title>(.*?)</title>", side(sag, navn), re.DOTALL)
        assert titel is not None
        assert "A" not in titel[1].replace("Rettidig", "").split()
    assert "Borger A" in set_tekst(side(sag))


def test_outside_ones_teams_the_purpose_is_asked_for_before_anything_is_shown(sag: Client) -> None:
    k = klient(bruger("fagleder", teams=["Syd"], navn="sydvest"))
    adresse = f"{reverse('borger_journal', args=['A'])}?pr=2023-06-15"
    spurgt = k.get(adresse)
    assert "Hvorfor åbner du sagen?" in spurgt.content.decode()
    assert "Virksomhedspraktik" not in spurgt.content.decode()
    assert laest() == []
    svar = {"formaal": "ledelsestilsyn", "tekst": "Vikar for Nord", "videre": adresse}
    til = reverse("borger_formaal", args=["A"])
    for mangel in ({"tekst": ""}, {"formaal": "nysgerrighed"}, {"formaal": "eget"}, {"tekst": "010158-5000"}):
        nej = k.post(til, {**svar, **mangel})
        assert (nej.status_code, 'role="alert"' in nej.content.decode()) == (422, True), mangel
    ja = k.post(til, svar)
    assert (ja.status_code, ja.headers["Location"]) == (302, adresse)
    assert k.get(adresse).status_code == 200
    assert side(k)
    assert laest() == [
        ("sydvest", "ledelsestilsyn", "side.borger_journal"),
        ("sydvest", "ledelsestilsyn", "side.borger"),
    ]
    assert k.post(til, {**svar, "videre": "https://ond.example/"}).headers["Location"] == reverse("borger", args=["A"])


def test_a_part_of_the_page_is_not_shown_without_a_purpose_either(sag: Client) -> None:
    k = klient(bruger("fagleder", teams=["Syd"]))
    svar = k.get(reverse("borger", args=["A"]), headers={"HX-Request": "true", "HX-Target": "pligter"})
    assert "HX-Redirect" in svar.headers
    assert laest() == []


def test_a_protected_address_is_marked_and_asked_about_by_those_without_a_team(sag: Client) -> None:
    assert "Beskyttet adresse" not in side(sag)
    k = klient(bruger("fagleder"))
    assert "Hvorfor åbner du sagen?" not in side(k)
    beskyt(borger())
    assert "Hvorfor åbner du sagen?" in side(k)
    assert "Beskyttet adresse" in side(sag)


@pytest.fixture
def noegler(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keys of the test's own."""
    from rettidig.identitet import noeglering

    monkeypatch.setenv(noeglering.NOEGLER, str(tmp_path / "noegler"))
    monkeypatch.delenv(noeglering.KOMMANDO, raising=False)
    noeglering.glem_husket()
    yield
    noeglering.glem_husket()


def test_the_name_and_the_masked_number_are_shown_where_they_are_known(noegler: None, tmp_path: Path) -> None:
    from tests.identitet.proevepersoner import indlaes_borgere, laes_ind, person, proevenummer

    indlaes_borgere(1, "A")
    laes_ind(tmp_path, person(0, "A", navn="Rikke Prøve Øllgaard"))
    k = klient(bruger("fagleder"))
    vist = side(k)
    assert "Rikke Prøve Øllgaard" in vist
    assert proevenummer(0)[:6] in vist
    assert proevenummer(0)[6:] not in vist
    for navn in FANER:
        html = side(k, navn)
        assert "Rikke" not in html.split("</title>")[0]
    # The whole number is an answer of its own, written down twice over, and for those with the right alone.
    til = reverse("borger_cpr", args=["A"])
    assert k.get(til).status_code == 405
    assert proevenummer(0)[6:] in k.post(til).content.decode()
    assert laest()[-1] == ("proeve-fagleder", "ledelsestilsyn", "afsloering.cpr")
    assert klient(bruger("konsulent")).post(til).status_code == 403
    assert proevenummer(0)[6:] not in side(k)


def test_one_goes_through_the_list_one_came_from(store: Path) -> None:
    from tests.adgang.borgere import kontor

    from rettidig.web.borger.liste import husk_liste, naboer

    kontor(A="Nord", B="Nord", C="Nord")
    k = klient(bruger("sagsbehandler", teams=["Nord"]))
    assert "Næste borger" not in side(k)
    request: Any = type("R", (), {"session": {}, "get_full_path": lambda self: "/?liste=nye"})()
    husk_liste(request, "Nye", ["C", "A", "A", "B"])
    session = k.session
    session.update(request.session)
    session.save()
    vist = side(k)
    assert "2 af 3" in vist
    assert 'href="/borger/B/?pr=2023-06-15" rel="next"' in vist
    assert 'href="/borger/C/?pr=2023-06-15" rel="prev"' in vist
    assert 'href="/?liste=nye"' in vist
    assert naboer(request, "D") is None


def test_the_queries_of_a_page_do_not_grow_with_what_is_registered(sag: Client) -> None:
    def antal(navn: str) -> int:
        side(sag, navn)
        with CaptureQueriesContext(connection) as spurgt:
            side(sag, navn)
        return len(spurgt)

    foer = [antal(navn) for navn in FANER]
    sagen(*(samtale(D(2023, 2, dag)) for dag in range(1, 28)))
    assert [antal(navn) for navn in FANER] == foer
    assert max(foer) <= 36


def test_a_long_name_an_empty_case_and_the_other_language_are_pages_too(store: Path) -> None:
    from tests.adgang.borgere import kontor

    sagen(hold=None, leder=LANGT)
    kontor(tom="Nord")
    k = klient(bruger("fagleder"))
    for navn in FANER:
        assert side(k, navn, "tom")
    assert "Der er ingen frister" in side(k, noegle="tom")
    assert "intet registreret at tegne" in side(k, noegle="tom")
    assert LANGT in side(k)
    k.cookies["rettidig_sprog"] = "en"
    assert "Duties and deadlines" in side(k)
