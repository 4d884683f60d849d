"""The pages of the strategies are those in the tree, and the register of the papers holds together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.motor.lokalt.strategier import STRATEGIER, strategi

from rettidig.regler.indlaes import hent_lov
from rettidig.regler.lokalt.sider import byg_sider, skriv_sider
from rettidig.regler.lokalt.udsagn import papirer
from rettidig.sprog import paa_sprog

LOV = hent_lov()
ALLE = [strategi(navn) for navn in STRATEGIER]
DOCS = Path(__file__).parents[3] / "docs" / "lokalt"
SIDER = byg_sider(LOV, ALLE)
LOKALE = {regel.regel for egen in ALLE for regel in egen.regler}


def test_the_pages_in_the_tree_are_those_the_strategies_give(tmp_path: Path) -> None:
    nye = {fil.name: fil.read_bytes() for fil in skriv_sider(LOV, ALLE, tmp_path)}
    i_traeet = {fil.name: fil.read_bytes() for fil in DOCS.glob("*.md")}
    assert set(nye) == set(i_traeet), "kør make docs"
    assert [navn for navn in sorted(nye) if nye[navn] != i_traeet[navn]] == [], "kør make docs"


def test_the_pages_are_written_in_english_too() -> None:
    with paa_sprog("en"):
        assert "Our strategy beside the law" in byg_sider(LOV, ALLE)["rebild-2023.md"]


@pytest.mark.parametrize("navn", sorted(SIDER))
def test_every_link_between_the_local_pages_leads_to_a_page_and_a_heading(navn: str) -> None:
    for fil, anker in re.findall(r"\]\((?!\.\./|https)([^)#]*)(?:#([^)]*))?\)", SIDER[navn]):
        side = SIDER[fil or navn]
        overskrifter = {linje[4:].replace(".", "") for linje in side.splitlines() if linje.startswith("### ")}
        assert not anker or anker in overskrifter, anker


def test_every_rule_of_a_strategy_has_its_section_with_standing_and_place() -> None:
    for egen in ALLE:
        for regel in egen.regler:
            assert f"### {regel.regel}\n" in SIDER[f"{egen.strategi}.md"]


def test_every_statement_names_rules_that_exist_or_says_why_it_is_none() -> None:
    for papir in papirer():
        for udsagn in papir.udsagn:
            assert set(udsagn.regel) <= set(LOV.regler) | LOKALE, papir.sted(udsagn)


def test_every_local_rule_is_held_by_a_statement_on_one_of_its_own_lines() -> None:
    dokumenter = {papir.dokument: papir for papir in papirer()}
    for egen in ALLE:
        for regel in egen.regler:
            linjer = {
                (papir.dokument, nr)
                for papir in dokumenter.values()
                for udsagn in papir.udsagn
                if regel.regel in udsagn.regel
                for nr in range(udsagn.linje, (udsagn.til_linje or udsagn.linje) + 1)
            }
            egne = {
                (sted.dokument, nr)
                for sted in regel.kilde
                for nr in range(sted.linje, (sted.til_linje or sted.linje) + 1)
            }
            assert linjer & egne, regel.regel


def test_the_statements_of_a_paper_stand_in_the_order_of_its_lines() -> None:
    for papir in papirer():
        assert [u.linje for u in papir.udsagn] == sorted(u.linje for u in papir.udsagn)


def test_contradictions_between_seed_and_law_are_shown_as_such() -> None:
    for papir in papirer():
        for udsagn in papir.udsagn:
            if udsagn.modstrid is not None:
                assert f"**{udsagn.modstrid.lov}:** {udsagn.modstrid.siger.da}" in SIDER["udsagn.md"]
