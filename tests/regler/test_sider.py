"""The generated pages are those in the tree, and they say what the rules say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from tests.regler.lovkopi import kopi_af_loven, ret

from rettidig.forloeb.koder import koder, lister
from rettidig.regler.daekning import laes_ikke_kodede_sager, laes_sager
from rettidig.regler.former.fakta import HANDLINGER
from rettidig.regler.handlingsside import EKSEMPEL
from rettidig.regler.indlaes import hent_lov, indlaes
from rettidig.regler.kontrol import versioner
from rettidig.regler.opslag import paragraffer
from rettidig.regler.ordliste import skriv_ordliste
from rettidig.regler.parametre import parametre
from rettidig.regler.sider import byg_sider, sidenavn, skriv_sider
from rettidig.sprog import paa_sprog

LOV = hent_lov()
DOCS = Path(__file__).parents[2] / "docs"
SIDER = byg_sider(LOV, laes_sager(), laes_ikke_kodede_sager())


def kodelister() -> dict[str, list[tuple[str, str, str]]]:
    return {liste: [(kode.kode, kode.da, kode.en) for kode in koder(liste)] for liste in lister()}


def test_the_pages_in_the_tree_are_those_the_rules_give(tmp_path: Path) -> None:
    skrevet = skriv_sider(LOV, tmp_path)
    nye = {fil.name: fil.read_bytes() for fil in skrevet}
    i_traeet = {fil.name: fil.read_bytes() for fil in (DOCS / "regler").glob("*.md")}
    assert set(nye) == set(i_traeet), "kør make docs"
    assert [navn for navn in sorted(nye) if nye[navn] != i_traeet[navn]] == [], "kør make docs"


def test_the_glossary_in_the_tree_is_the_one_the_words_give(tmp_path: Path) -> None:
    ny = skriv_ordliste(tmp_path / "ordliste.md", kodelister())
    assert ny.read_bytes() == (DOCS / "ordliste.md").read_bytes(), "kør make docs"


def test_every_paragraph_has_a_page_and_every_page_is_on_the_front_page() -> None:
    navne = {sidenavn(*noegle) for noegle in paragraffer(LOV)}
    assert set(SIDER) == navne | {"index.md", "valg.md", "handlinger.md", "valgte-tal.md"}
    assert {navn for navn in set(SIDER) - {"index.md"} if f"]({navn})" not in SIDER["index.md"]} == set()


@pytest.mark.parametrize("navn", sorted(SIDER))
def test_every_link_between_the_pages_leads_somewhere(navn: str) -> None:
    for sti in re.findall(r"\]\((?!https)([^)#]+)", SIDER[navn]):
        assert sti in SIDER or (DOCS / "regler" / sti).resolve().is_file(), sti


@pytest.mark.parametrize("regel_id", sorted(LOV.regler))
def test_every_parameter_of_every_version_is_on_the_page_of_its_paragraph(regel_id: str) -> None:
    for version in versioner(LOV.regler[regel_id]):
        side = SIDER[sidenavn(version.hjemmel.lov, version.hjemmel.paragraf)]
        for parameter in parametre(version):
            sted = f"{parameter.hjemmel.tekst} ({parameter.hjemmel.kilde})"
            assert f"| {parameter.navn} | {parameter.vaerdi} | {sted} |" in side
        for forbehold in version.forbehold:
            assert forbehold.tekst.da in side


def test_every_fact_and_every_act_is_on_their_page() -> None:
    side = SIDER["handlinger.md"]
    assert {faktum.navn for faktum in LOV.fakta.fakta if f"| `{faktum.navn}` |" not in side} == set()
    assert {handling for handling in HANDLINGER if f"| `{handling}`: " not in side} == set()


def test_the_example_on_the_page_is_an_act_the_reader_takes() -> None:
    from rettidig.motor.vilkaar import handling_fra, vurder

    eksempel = yaml.safe_load("\n".join(EKSEMPEL))
    assert vurder(LOV, handling_fra(eksempel, LOV.fakta)).samlet == "lovlig"


def test_every_case_is_on_the_page_of_a_rule_it_tries() -> None:
    alle = "\n".join(SIDER.values())
    assert {sag.id for sag in laes_sager() if f"| {sag.id} | {sag.grad}: " not in alle} == set()


def test_how_many_cases_there_are_is_said_in_words_in_both_languages() -> None:
    with paa_sprog("en"):
        engelske = byg_sider(LOV, laes_sager(), laes_ikke_kodede_sager())
    bogstaver = re.compile(r"\b[ABCDL] \d+\b")
    for sider in (SIDER, engelske):
        register = [linje for linje in sider["index.md"].splitlines() if linje.startswith("| [")]
        assert len(register) == len(paragraffer(LOV))
        assert [linje for linje in register if bogstaver.search(linje)] == []
    assert "kodet; officielle tal: " in SIDER["index.md"]
    assert "coded; official figures: " in engelske["index.md"]
    sager = [sag for sag in laes_sager() if "lab.102.foerste_tilbud" in sag.regler]
    assert f"### Sager ({len(sager)})\n\nOfficielle svar: " in SIDER["lab-102.md"]


@pytest.mark.parametrize("navn", sorted(SIDER))
def test_every_diagram_and_every_table_is_closed(navn: str) -> None:
    side = SIDER[navn]
    assert (side.count("```mermaid\n") + side.count("```yaml\n")) * 2 == side.count("```")
    for tabel in re.findall(r"(?:^\|.*\|\n)+", side, re.MULTILINE):
        kolonner = {len(re.findall(r"(?<!\\)\|", raekke)) for raekke in tabel.splitlines()}
        assert len(kolonner) == 1


def test_every_arrow_of_a_rule_tree_leads_to_a_drawn_box() -> None:
    for side in SIDER.values():
        for diagram in re.findall(r"```mermaid\nflowchart \w+\n(.*?)```", side, re.DOTALL):
            navne = set(re.findall(r'(?:^\s*|> )(\w+)[({[]+"', diagram, re.MULTILINE))
            brugte = set(re.findall(r"^\s*(\w+) --", diagram, re.MULTILINE)) | set(re.findall(r"--> (\w+)", diagram))
            assert brugte <= navne


def test_the_pages_can_be_written_in_english(tmp_path: Path) -> None:
    skriv_sider(LOV, tmp_path, "en")
    assert "known, not coded" in (tmp_path / "index.md").read_text(encoding="utf-8")


def test_a_changed_number_changes_the_page_of_its_paragraph(tmp_path: Path) -> None:
    kopi = kopi_af_loven(tmp_path)
    ret(kopi / "lab" / "102_foerste_tilbud.yaml", "dage: 21", "dage: 22")
    sider = byg_sider(indlaes(kopi), laes_sager(), laes_ikke_kodede_sager())
    assert {navn for navn in SIDER if sider[navn] != SIDER[navn]} == {"lab-102.md"}


def test_a_page_whose_paragraph_is_gone_is_removed_and_other_files_are_left(tmp_path: Path) -> None:
    (tmp_path / "lab-999.md").write_text(SIDER["lab-102.md"], encoding="utf-8")
    (tmp_path / "egne-noter.md").write_text("skrevet i hånden", encoding="utf-8")
    skriv_sider(LOV, tmp_path)
    assert not (tmp_path / "lab-999.md").exists()
    assert (tmp_path / "egne-noter.md").exists()
