"""Registering, correcting and closing from a citizen's page, asked as a browser asks."""

from __future__ import annotations

import re

import pytest
from tests.adgang.proevebrugere import bruger, klient
from tests.sager.udtraek import D
from tests.web.registrering import CVR, DAG, PRAKTIK, SAMTALE, gemt, sagsbehandler, staar, sti


def test_every_kind_opens_with_sensible_values_filled_in(borger_a: None) -> None:
    c = sagsbehandler()
    for slags, ventet in {
        "samtale": ['value="jobsamtale" selected', 'value="2026-06-01"', 'value="afholdt" selected'],
        "tilbud": ['value="virksomhedspraktik" selected', 'value="2026-06-01"'],
        "fritagelse": ['value="2026-06-01"'],
        "loentimer": ['value="2026-05"'],
        "haendelse": ['value="2026-06-01"'],
        "undtagelse": ["lab.deltagelse.75"],
    }.items():
        side = c.get(sti(slags))
        assert side.status_code == 200
        for stykke in ventet:
            assert stykke in side.content.decode(), (slags, stykke)
    assert c.get(sti("findes-ikke")).status_code == 404
    assert 'value="opfoelgning" selected' in c.get(sti("samtale", "S")).content.decode()


def test_the_form_begins_as_the_address_asks_and_never_with_free_text(borger_a: None) -> None:
    side = sagsbehandler().get(sti("undtagelse") + "?dato=2026-05-04&begrundelse=hemmeligt").content.decode()
    assert 'value="2026-05-04"' in side
    assert "hemmeligt" not in side


def test_a_talk_is_saved_prepared_for_its_system_and_counts_at_once(borger_a: None) -> None:
    from tests.tal.regnet import holdte_frister, regnede_frister

    from rettidig.tal.selectors.tilstand import stand

    foer = holdte_frister()
    c = sagsbehandler()
    kvittering = c.get(gemt(c.post(sti("samtale", "S"), SAMTALE | {"slags": "opfoelgning"})))
    (ny,) = staar("samtaler", "S")
    assert (ny.mester, ny.status, ny.form) == ("forberedt:fagsystem", "afholdt", "fremmoede")
    assert ny.handling.hvem == "anje"
    assert "Vurderet" in ny.handling.hvorfor or "Lovligheden" in ny.handling.hvorfor
    assert stand().ajour
    assert holdte_frister() == regnede_frister(DAG)
    assert holdte_frister() != foer
    tekst = kvittering.content.decode()
    assert "Opfølgningssamtale" in tekst
    assert "Skrevet af AN den 1. juni 2026" in tekst
    assert "Fortryd registreringen" in tekst


def test_the_receipt_says_which_duties_and_measures_changed(borger_a: None) -> None:
    c = sagsbehandler()
    side = c.get(gemt(c.post(sti("tilbud"), PRAKTIK | {"fra": "2026-06-02", "til": "2026-06-29"}))).content.decode()
    assert "ikke aktiveret" in side
    assert "<strong>aktiveret" in re.sub(r"\s+", " ", side).replace("> ", ">")
    syg = c.get(gemt(c.post(sti("samtale", "S"), SAMTALE | {"slags": "opfoelgning"}))).content.decode()
    assert "rt-status--overskredet" in syg
    assert "rt-status--opfyldt_for_sent" in syg


def test_the_towns_figures_follow_at_once_and_are_those_the_engine_counts(borger_a: None) -> None:
    from tests.tal.regnet import SAET, regnede_maalinger

    from rettidig.tal.selectors.kube import maalinger

    maj = D(2026, 5, 31)
    foer = maalinger(maj, "gaeldende").raekker
    c = sagsbehandler()
    kvittering = gemt(c.post(sti("tilbud"), PRAKTIK | {"fra": "2026-05-04", "til": "2026-05-31", "hvorfor": "Sket."}))
    assert maalinger(maj, "gaeldende").raekker != foer
    for regelsaet in SAET:
        assert maalinger(maj, regelsaet).raekker == regnede_maalinger(maj, regelsaet)
    gemt(c.post(f"{kvittering}fortryd/"))
    assert maalinger(maj, "gaeldende").raekker == foer


def test_undoing_puts_everything_back_and_only_ones_own_can_be_undone(borger_a: None) -> None:
    from tests.tal.regnet import holdte_frister

    foer = holdte_frister()
    c = sagsbehandler()
    kvittering = gemt(c.post(sti("samtale"), SAMTALE))
    anden = sagsbehandler("bodil")
    assert anden.post(f"{kvittering}fortryd/").status_code == 404
    assert "Fortryd registreringen" not in anden.get(kvittering).content.decode()
    assert gemt(c.post(f"{kvittering}fortryd/")) == kvittering
    assert holdte_frister() == foer
    assert "Det er fortrudt" in c.get(kvittering).content.decode()
    assert c.post(f"{kvittering}fortryd/").status_code == 404


def test_the_law_answers_while_one_types_as_the_command_line_answers(borger_a: None) -> None:
    from rettidig.cli.vilkaarskommando import raekker
    from rettidig.sager.models import Borger
    from rettidig.tal.selectors.borger import borger

    handling = {
        "handling": "samtaleform",
        "dato": "2026-06-01",
        "samtale": {"dato": "2026-06-01", "form": "telefon"},
    }
    vurdering = borger(Borger.objects.get(noegle="A").pk, DAG).vilkaar(handling)[0]
    c = sagsbehandler()
    svar = c.post(sti("samtale"), SAMTALE | {"form": "telefon", "vurder": "1"}, HTTP_HX_TARGET="vilkaar")
    del_ = svar.content.decode()
    assert svar.status_code == 200
    assert "<html" not in del_
    for raekke in raekker(vurdering):
        assert raekke["krav"] in del_
        assert raekke["hjemmel"].rpartition(",")[0] in re.sub(r"<[^>]+>", "", del_)
    assert f"rt-svar--{vurdering.samlet}" in del_
    assert len(staar("samtaler")) == 2


def test_the_part_fetched_is_the_part_of_the_page_reloaded(borger_a: None) -> None:
    c = sagsbehandler()
    for slags, skrevet in (("samtale", SAMTALE | {"form": "brev"}), ("tilbud", PRAKTIK)):
        sendt = skrevet | {"vurder": "1"}
        hele = c.post(sti(slags), sendt).content.decode()
        del_ = c.post(sti(slags), sendt, HTTP_HX_TARGET="vilkaar").content.decode()
        formen = c.post(sti(slags), sendt, HTTP_HX_TARGET="registrering").content.decode()
        assert del_.strip() in hele
        uden = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
        assert uden.sub("", formen).strip() in uden.sub("", hele)


def test_what_the_law_refuses_is_saved_as_having_happened_only_with_a_reason(borger_a: None) -> None:
    c = sagsbehandler()
    sendt = SAMTALE | {"form": "brev"}
    afvist = c.post(sti("samtale"), sendt)
    assert afvist.status_code == 422
    assert 'href="#id_hvorfor"' in afvist.content.decode()
    assert len(staar("samtaler")) == 2
    gemt(c.post(sti("samtale"), sendt | {"hvorfor": "Borgeren var indlagt."}))
    (ny,) = [r for r in staar("samtaler") if r.periode.lower == DAG]
    assert ny.handling.hvorfor.startswith("Borgeren var indlagt. Vurderet ikke lovligt (LAB § 33")


def test_the_reason_for_departing_from_the_citizens_choice_is_the_citizens_to_see(borger_a: None) -> None:
    from rettidig.sager.models import Borger
    from rettidig.sager.services.samtaleform import vaelg_samtaleform
    from rettidig.tal.selectors.borger import borger

    en = Borger.objects.get(noegle="A")
    vaelg_samtaleform(en, "telefon", DAG, hvem="A", hvorfor="valgt")
    grund = "Vi skal se på dine eksamenspapirer sammen."
    gemt(sagsbehandler().post(sti("samtale"), SAMTALE | {"f_samtale__begrundelse": grund}))
    (fraveget,) = [r for r in staar("haendelser") if r.haendelse == "samtaleform_fraveget"]
    assert (fraveget.periode.lower, fraveget.vaerdi) == (DAG, grund)
    handling = {
        "handling": "samtaleform",
        "dato": "2026-06-01",
        "samtale": {"dato": "2026-06-01", "form": "fremmoede"},
    }
    assert borger(en.pk, DAG).vilkaar(handling)[0].samlet == "lovlig"


def test_what_is_not_known_never_stands_in_the_way(borger_a: None) -> None:
    c = sagsbehandler()
    gemt(c.post(sti("tilbud"), {"indsats": "virksomhedspraktik", "cvr": CVR, "fra": "2026-06-08"}))
    (ny,) = staar("indsatser")
    assert (ny.cvr, ny.periode.upper) == (CVR, None)
    assert "ikke afgjort" in ny.handling.hvorfor


def test_a_whole_internship_is_judged_lawful_and_takes_its_companys_name_from_the_last_one(
    borger_a: None,
) -> None:
    c = sagsbehandler()
    gemt(c.post(sti("tilbud"), PRAKTIK | {"leverandoer": "Nørre Lager", "fra": "2026-01-05", "til": "2026-02-01"}))
    gemt(c.post(sti("tilbud"), PRAKTIK))
    ny = max(staar("indsatser"), key=lambda r: r.periode.lower)
    assert ny.leverandoer == "Nørre Lager"
    assert ny.handling.hvorfor.startswith("Registreret på borgerens side. Vurderet lovligt (")


@pytest.mark.parametrize(
    ("slags", "aendret", "felt"),
    [
        ("tilbud", {"cvr": "12345678"}, "cvr"),
        ("tilbud", {"cvr": ""}, "cvr"),
        ("tilbud", {"til": "2026-06-01"}, "til"),
        ("tilbud", {"timer_pr_uge": "200"}, "timer_pr_uge"),
        ("tilbud", {"timer_pr_uge": "mange"}, "timer_pr_uge"),
        ("tilbud", {"fra": "2126-06-08"}, "fra"),
        ("tilbud", {"f_arbejdsplads__ansatte": "tolv"}, "f_arbejdsplads__ansatte"),
        ("samtale", {"dato": ""}, "dato"),
        ("samtale", {"dato": "31-02-2026"}, "dato"),
        ("samtale", {"slags": "kaffe"}, "slags"),
        ("samtale", {"hvorfor": "010180-1234"}, "hvorfor"),
        ("tilbud", {"leverandoer": "Lager 0101801234"}, "leverandoer"),
    ],
)
def test_each_fault_is_said_at_its_field_and_led_to_from_the_top(
    borger_a: None, slags: str, aendret: dict[str, str], felt: str
) -> None:
    svar = sagsbehandler().post(sti(slags), {"samtale": SAMTALE, "tilbud": PRAKTIK}[slags] | aendret)
    side = svar.content.decode()
    assert svar.status_code == 422
    assert f'href="#id_{felt}"' in side
    assert f'id="id_{felt}_error"' in side
    assert re.search(rf'id="id_{felt}"[^>]*|aria-invalid="true"[^>]*id="id_{felt}"', side)
    assert "autofocus" in side


def test_amounts_are_written_with_comma_or_point(borger_a: None) -> None:
    c = sagsbehandler()
    gemt(c.post(sti("loentimer"), {"maaned": "2026-05", "timer": "37,5", "cvr": "DK 10 15 08 17"}))
    (ny,) = staar("loentimer")
    assert (ny.timer, ny.cvr) == (375_000, CVR)


def test_an_exemption_an_event_and_an_exception_are_saved_too(borger_a: None) -> None:
    c = sagsbehandler()
    gemt(c.post(sti("fritagelse"), {"grund": "sygdom", "fra": "2026-06-01", "til": "2026-06-30"}))
    gemt(c.post(sti("haendelse"), {"haendelse": "vejledning_givet", "dato": "2026-06-01"}))
    gemt(
        c.post(
            sti("undtagelse"),
            {"regel": "lab.deltagelse.75", "dato": "2026-06-01", "begrundelse": "Indlagt i en længere periode."},
        )
    )
    assert (staar("fritagelser")[0].grund, staar("haendelser")[0].haendelse) == ("sygdom", "vejledning_givet")
    assert staar("undtagelser")[0].begrundelse == "Indlagt i en længere periode."
    assert c.post(sti("undtagelse"), {"regel": "lab.deltagelse.75", "dato": "2026-06-02"}).status_code == 422


def test_the_same_fact_twice_leads_to_the_one_that_stands(borger_a: None) -> None:
    planlagt = next(r for r in staar("samtaler") if r.status == "planlagt")
    svar = sagsbehandler().post(sti("samtale"), SAMTALE | {"dato": "2026-06-10", "part": ""})
    assert svar.status_code == 422
    assert f"/borger/A/ret/samtaler/{planlagt.pk}/" in svar.content.decode()


def test_what_stands_open_is_offered_before_it_is_registered_twice(borger_a: None) -> None:
    c = sagsbehandler()
    planlagt = next(r for r in staar("samtaler") if r.status == "planlagt")
    assert f"/borger/A/ret/samtaler/{planlagt.pk}/?status=afholdt" in c.get(sti("samtale")).content.decode()
    gemt(c.post(sti("fritagelse"), {"grund": "sygdom", "fra": "2026-05-01"}))
    (fritaget,) = staar("fritagelser")
    rettes = f"/borger/A/ret/fritagelser/{fritaget.pk}/"
    assert f"{rettes}?til=2026-06-01" in c.get(sti("fritagelse")).content.decode()
    assert 'value="2026-06-01"' in c.get(f"{rettes}?til=2026-06-01").content.decode()
    gemt(c.post(rettes, {"grund": "sygdom", "fra": "2026-05-01", "til": "2026-06-01", "hvorfor": "Afsluttet."}))
    assert staar("fritagelser")[0].periode.upper == D(2026, 6, 2)
    assert "Står der allerede" not in c.get(sti("haendelse")).content.decode()


def test_a_planned_talk_becomes_a_held_one_by_a_correction(borger_a: None) -> None:
    c = sagsbehandler()
    planlagt = next(r for r in staar("samtaler") if r.status == "planlagt")
    rettes = f"/borger/A/ret/samtaler/{planlagt.pk}/"
    side = c.get(rettes + "?status=afholdt").content.decode()
    assert 'value="afholdt" selected' in side
    assert "Samtalen er holdt." in side
    sendt = SAMTALE | {"dato": "2026-06-10", "part": "", "hvorfor": "Samtalen er holdt."}
    kvittering = c.get(gemt(c.post(rettes, sendt))).content.decode()
    assert "Rettet" in kvittering
    nu = next(r for r in staar("samtaler") if r.periode.lower == D(2026, 6, 10))
    assert (nu.status, nu.form, nu.fakta_id, nu.mester) == ("afholdt", "fremmoede", planlagt.fakta_id, "fagsystem")


def test_nothing_changed_is_no_correction_and_a_correction_needs_a_reason(borger_a: None) -> None:
    c = sagsbehandler()
    en = staar("samtaler")[0]
    rettes = f"/borger/A/ret/samtaler/{en.pk}/"
    uaendret = SAMTALE | {"dato": "2022-10-05", "part": ""}
    assert "ikke ændret noget" in c.post(rettes, uaendret | {"hvorfor": "x"}).content.decode()
    assert 'href="#id_hvorfor"' in c.post(rettes, uaendret | {"form": "telefon"}).content.decode()


def test_two_who_correct_the_same_fact_are_both_shown_what_happened(borger_a: None) -> None:
    foerste, anden = sagsbehandler(), sagsbehandler("bodil")
    en = next(r for r in staar("samtaler") if r.status == "planlagt")
    rettes = f"/borger/A/ret/samtaler/{en.pk}/"
    sendt = SAMTALE | {"dato": "2026-06-10", "part": "", "hvorfor": "Holdt."}
    gemt(foerste.post(rettes, sendt | {"form": "telefon"}))
    imens = anden.post(rettes, sendt | {"form": "video"})
    side = imens.content.decode()
    assert imens.status_code == 409
    assert "anje har rettet oplysningen" in side
    for stykke in ("Det, du så", "Det, der står nu", "Det, du skrev", "Telefon", "Video", "Planlagt"):
        assert stykke.lower() in side.lower(), stykke
    nu = next(r for r in staar("samtaler") if r.fakta_id == en.fakta_id)
    assert nu.form == "telefon"
    gemt(anden.post(f"/borger/A/ret/samtaler/{nu.pk}/", sendt | {"form": "video"}))
    assert next(r for r in staar("samtaler") if r.fakta_id == en.fakta_id).form == "video"
    assert foerste.get(rettes).status_code == 302


def test_a_fact_that_was_never_so_is_taken_out_with_a_reason_and_can_be_put_back(borger_a: None) -> None:
    c, anden = sagsbehandler(), sagsbehandler("bodil")
    en = staar("samtaler")[0]
    lukkes = f"/borger/A/luk/samtaler/{en.pk}/"
    assert c.get(lukkes).status_code == 200
    assert c.post(lukkes, {"hvorfor": ""}).status_code == 422
    kvittering = gemt(c.post(lukkes, {"hvorfor": "Tastet på den forkerte."}))
    assert len(staar("samtaler")) == 1
    assert anden.post(lukkes, {"hvorfor": "x"}).status_code == 409
    assert anden.get(lukkes).headers["Location"] == "/borger/A/"
    gemt(c.post(f"{kvittering}fortryd/"))
    assert len(staar("samtaler")) == 2


def test_another_teams_citizen_and_another_citizens_fact_are_not_there(borger_a: None) -> None:
    c = sagsbehandler()
    en = staar("samtaler")[0]
    for adresse in (sti("samtale", "B"), f"/borger/B/ret/samtaler/{en.pk}/", f"/borger/S/ret/samtaler/{en.pk}/"):
        assert c.get(adresse).status_code == 404
        assert c.post(adresse, SAMTALE).status_code == 404
    assert c.get(f"/borger/S/luk/samtaler/{en.pk}/").status_code == 404
    assert c.get("/borger/A/ret/borgere/999999/").status_code == 404
    assert c.get(f"/borger/A/ret/findes-ikke/{en.pk}/").status_code == 404
    assert c.get(f"/borger/S/registreret/{en.handling_id + 1000}/").status_code == 404
    assert klient(bruger("controller", navn="kontrol")).get(sti("samtale")).status_code == 403


def test_each_look_is_noted_once_and_not_for_every_key_pressed(borger_a: None) -> None:
    from rettidig.adgang.models import Laesning

    c = sagsbehandler()
    c.get(sti("samtale"))
    for _ in range(3):
        c.post(sti("samtale"), SAMTALE | {"vurder": "1"}, HTTP_HX_TARGET="vilkaar")
    assert list(Laesning.objects.values_list("hvad", flat=True)) == ["side.registrer_samtale"]
    uden = sagsbehandler("bodil")
    uden.post(sti("samtale"), SAMTALE | {"vurder": "1"}, HTTP_HX_TARGET="vilkaar")
    assert Laesning.objects.filter(hvem="bodil").count() == 1


def test_a_form_takes_a_fixed_number_of_queries(borger_a: None) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    c = sagsbehandler()
    c.get(sti("samtale"))
    with CaptureQueriesContext(connection) as foer:
        c.get(sti("samtale"))
    for dag in range(2, 9):
        gemt(c.post(sti("samtale"), SAMTALE | {"dato": f"2026-05-0{dag}"}))
    with CaptureQueriesContext(connection) as efter:
        c.get(sti("samtale"))
    assert len(efter) == len(foer)
    assert len(efter) < 25


def test_no_title_holds_a_person_and_no_kind_of_page_lacks_a_heading(borger_a: None) -> None:
    c = sagsbehandler()
    en = staar("samtaler")[0]
    kvittering = gemt(c.post(sti("samtale"), SAMTALE))
    for adresse in (sti("tilbud"), kvittering, f"/borger/A/ret/samtaler/{en.pk}/", f"/borger/A/luk/samtaler/{en.pk}/"):
        side = c.get(adresse).content.decode()
        titel = re.search(r"<title>(.*?)</title>", side, re.DOTALL)
        assert titel is not None
        assert " A " not in f" {titel[1]} "
        assert side.count("<h1") == 1
        assert "<style" not in side
        assert " style=" not in side


def test_in_english_every_sentence_is_there(borger_a: None) -> None:
    c = sagsbehandler()
    c.cookies["rettidig_sprog"] = "en"
    side = c.get(sti("tilbud")).content.decode()
    assert "What the law asks" in side
    assert "Is it lawful?" in side
