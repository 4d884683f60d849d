"""A correction is answered by the law while it is written, as a registration is: as if the fact were not there yet."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from tests.web.registrering import DAG, PRAKTIK, SAMTALE, gemt, sagsbehandler, staar, sti
from tests.web.test_borger import set_tekst

DEL = {"headers": {"HX-Request": "true", "HX-Target": "vilkaar"}}


def _planlagt() -> Any:
    return next(r for r in staar("samtaler") if r.status == "planlagt")


def _rettes(tabel: str, en: Any) -> str:
    return f"/borger/A/ret/{tabel}/{en.pk}/"


def _svar(html: str) -> str:
    fundet = re.search(r'<section class="rt-svar[^"]*" id="vilkaar".*?</section>', html, re.DOTALL)
    assert fundet is not None
    return fundet.group()


def test_the_law_answers_a_correction_as_it_answers_the_same_talk_registered(borger_a: None) -> None:
    c = sagsbehandler()
    rettes = _rettes("samtaler", _planlagt())
    assert 'hx-post="' + rettes in c.get(rettes).content.decode()
    for form in ("fremmoede", "telefon", "brev"):
        sendt = SAMTALE | {"dato": "2026-06-10", "form": form, "vurder": "1"}
        ny = c.post(sti("samtale"), sendt, **DEL).content.decode()
        rettet = c.post(rettes, sendt | {"hvorfor": ""}, **DEL).content.decode()
        assert "<html" not in rettet
        assert _svar(rettet).replace("under »Hvorfor?«", "i bemærkningen") == _svar(ny)
    assert _planlagt().form is None


def test_without_script_the_answer_is_given_on_the_page_and_nothing_is_saved(borger_a: None) -> None:
    c = sagsbehandler()
    rettes = _rettes("samtaler", _planlagt())
    sendt = SAMTALE | {"dato": "2026-06-10", "vurder": "1", "hvorfor": "", "part": ""}
    hele = c.post(rettes, sendt)
    assert hele.status_code == 200
    assert _svar(hele.content.decode()) == _svar(c.post(rettes, sendt, **DEL).content.decode())
    assert "function-link" not in hele.content.decode()
    assert _planlagt().status == "planlagt"


def test_an_offer_under_correction_is_not_held_against_itself(borger_a: None) -> None:
    c = sagsbehandler()
    foer = c.post(sti("tilbud"), PRAKTIK | {"vurder": "1"}, **DEL).content.decode()
    gemt(c.post(sti("tilbud"), PRAKTIK))
    (en,) = staar("indsatser")
    rettes = _rettes("indsatser", en)
    side = c.get(rettes).content.decode()
    for felt in ("f_tilbud__formaal", "f_arbejdsplads__ansatte", "intet_saerligt"):
        assert f'name="{felt}"' in side
    sendt = PRAKTIK | {"hvorfor": "", "vurder": "1"}
    assert _svar(c.post(rettes, sendt, **DEL).content.decode()) == _svar(foer)


def test_another_kind_of_offer_draws_the_form_of_the_correction_anew(borger_a: None) -> None:
    c = sagsbehandler()
    gemt(c.post(sti("tilbud"), PRAKTIK))
    (en,) = staar("indsatser")
    del_ = c.post(
        _rettes("indsatser", en),
        PRAKTIK | {"indsats": "mentor", "vurder": "1", "hvorfor": ""},
        headers={"HX-Request": "true", "HX-Target": "registrering"},
    ).content.decode()
    assert "<html" not in del_
    assert del_.lstrip().startswith('<div id="registrering">')
    assert 'value="mentor" selected' in del_


def test_what_the_law_says_is_kept_with_the_correction_and_ready_for_the_case_system(borger_a: None) -> None:
    c = sagsbehandler()
    en = _planlagt()
    sendt = SAMTALE | {"dato": "2026-06-10", "part": "", "hvorfor": "Samtalen er holdt."}
    kvittering = c.get(gemt(c.post(_rettes("samtaler", en), sendt))).content.decode()
    nu = next(r for r in staar("samtaler") if r.fakta_id == en.fakta_id)
    assert nu.handling.hvorfor == "Samtalen er holdt."
    tekst = set_tekst(kvittering[kvittering.index("<textarea") : kvittering.index("</textarea>")])
    assert "Rettet: " in tekst
    assert "Samtalen er holdt." in tekst
    gemt(c.post(_rettes("samtaler", nu), sendt | {"form": "brev", "hvorfor": "Det var et brev."}))
    sidst = next(r for r in staar("samtaler") if r.fakta_id == en.fakta_id)
    assert "§" in sidst.handling.hvorfor


def test_what_looks_like_a_cpr_number_is_not_written_back(borger_a: None) -> None:
    c = sagsbehandler()
    svar = c.post(_rettes("samtaler", _planlagt()), SAMTALE | {"vurder": "1", "hvorfor": "om 010180-0008"})
    assert "010180" not in svar.content.decode()


def test_a_fact_the_law_does_not_judge_is_corrected_without_an_answer(borger_a: None) -> None:
    c = sagsbehandler()
    gemt(c.post(sti("fritagelse"), {"grund": "sygdom", "fra": "2026-05-01", "til": ""}))
    (en,) = staar("fritagelser")
    assert 'id="vilkaar"' not in c.get(_rettes("fritagelser", en)).content.decode()


def test_the_receipt_says_what_comes_next_and_leads_to_why(borger_a: None) -> None:
    from rettidig.sager.models import Borger
    from rettidig.tal.selectors.borger import borger as hent
    from rettidig.tal.selectors.borgerside import Borgerside

    c = sagsbehandler()
    html = c.get(gemt(c.post(sti("samtale"), SAMTALE))).content.decode()
    del_ = html[html.index('id="naeste-navn"') :]
    ventet = next(p for p in Borgerside(hent(Borger.objects.get(noegle="A").pk, DAG)).pligter if p.aaben and p.altid)
    assert ventet.titel in set_tekst(del_)[:200]
    fundet = re.search(r'href="([^"]+)#pligter"', del_)
    assert fundet is not None
    assert "Skjul forklaring" in c.get(unescape(fundet[1])).content.decode()


def test_the_reason_the_citizen_is_owed_is_registered_with_the_correction(borger_a: None) -> None:
    c = sagsbehandler()
    en = _planlagt()
    sendt = SAMTALE | {
        "dato": "2026-06-10",
        "part": "",
        "hvorfor": "Aftalt.",
        "f_samtale__borgers_valg": "telefon",
        "f_samtale__begrundelse": "Papirerne skal læses sammen.",
    }
    gemt(c.post(_rettes("samtaler", en), sendt))
    (sagt,) = [r for r in staar("haendelser") if r.haendelse == "samtaleform_fraveget"]
    assert (sagt.vaerdi, sagt.periode.lower.isoformat()) == ("Papirerne skal læses sammen.", "2026-06-10")
