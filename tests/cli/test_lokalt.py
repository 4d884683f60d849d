"""Local strategies on the command line: checked, laid beside the law's rows and conditions, and never taken for law."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Koer
from tests.cli.udtraek import skriv_udtraek

from rettidig.regler.lokalt.indlaes import medfoelgende

REBILDBY = {
    "borgere": "borger_id;foedselsdato;kommune\nJ1;1984-04-12;840\nJ2;1984-04-12;766\n",
    "ydelser": "borger_id;ydelse;fra;til;visitation\n"
    "J1;kontanthjaelp;2023-02-01;;jobparat\nJ2;kontanthjaelp;2023-02-01;;jobparat\n",
    "indsatser": "borger_id;indsats;fra;til\n",
    "samtaler": "borger_id;dato;slags;form;status\n",
}


@pytest.fixture
def rebildby(tmp_path: Path) -> Path:
    return skriv_udtraek(tmp_path / "rebildby", **REBILDBY)


@pytest.mark.parametrize("navn", list(medfoelgende()))
def test_every_strategy_that_ships_passes_its_own_check(koer: Koer, navn: str) -> None:
    svar = koer("lokalt", "tjek", navn)
    assert (svar.kode, svar.fejl) == (0, "")
    assert svar.ud.startswith(f"{navn} er i orden")


def test_the_list_names_every_strategy(koer: Koer) -> None:
    svar = koer("lokalt", "liste")
    assert svar.kode == 0
    assert all(navn in svar.ud for navn in medfoelgende())


def test_a_broken_strategy_is_named_with_file_and_line_and_the_answer_is_two(koer: Koer, tmp_path: Path) -> None:
    fil = tmp_path / "egen.yaml"
    fil.write_text(
        medfoelgende()["lejre-2023"].read_text("utf-8").replace("stilling: praksis", "stilling: lov"), "utf-8"
    )
    for kald in (("lokalt", "tjek", fil), ("frister", tmp_path, "--pr", "2023-06-30", "--lokalt", fil)):
        svar = koer(*kald)
        assert svar.kode == 2
        assert svar.ud == ""
        assert "egen.yaml, linje 14: lov kendes ikke; tilladt er vedtaget, indstillet, praksis, ide." in svar.fejl
        assert len(svar.fejl.splitlines()) == 1


def test_several_faults_are_all_named_and_counted(koer: Koer, tmp_path: Path) -> None:
    fil = tmp_path / "egen.yaml"
    indhold = medfoelgende()["lejre-2023"].read_text("utf-8").replace("stilling: praksis", "stilling: lov")
    fil.write_text(indhold.replace('kommune: "350"', "kommune: 350"), "utf-8")
    linjer = koer("lokalt", "tjek", fil).fejl.splitlines()
    assert [linje.partition(":")[0] for linje in linjer[:2]] == ["egen.yaml, linje 4", "egen.yaml, linje 14"]
    assert linjer[2] == "Strategien kan ikke bruges: 2 fejl."


@pytest.mark.parametrize("fil", ["findes-ikke.yaml", " ", "rebild-2024"])
def test_a_strategy_that_is_not_there_is_a_sentence(koer: Koer, fil: str) -> None:
    svar = koer("lokalt", "tjek", fil)
    assert svar.kode == 2
    assert "Traceback" not in svar.fejl
    assert svar.fejl.strip()


def test_local_rows_stand_beside_the_laws_and_name_the_strategy(koer: Koer, rebildby: Path) -> None:
    uden = koer("frister", rebildby, "--pr", "2023-06-30", "--format", "json").objekt
    med = koer("frister", rebildby, "--pr", "2023-06-30", "--format", "json", "--lokalt", "rebild-2023").objekt
    lokale = [r for r in med["raekker"] if r["lovversion"] == "rebild-2023"]
    assert [r for r in med["raekker"] if r not in lokale] == uden["raekker"]
    assert [(r["borger_id"], r["regel"], r["frist"], r["status"], r["hjemmel"]) for r in lokale] == [
        ("J1", "rebild.visitation.jobparat", "2023-05-01", "overskredet", "rebild-2023 (praksis), 002:101")
    ]
    assert med["lokalt"] == "rebild-2023"
    assert any("ikke lov" in linje["tekst"] for linje in med["forbehold"])


def test_only_the_local_rules_named_are_answered(koer: Koer, rebildby: Path) -> None:
    svar = koer(
        "frister", rebildby, "--pr", "2023-06-30", "--format", "json", "--lokalt", "rebild-2023",
        "--regel", "rebild.visitation.jobparat",
    ).objekt  # fmt: skip
    assert {r["regel"] for r in svar["raekker"]} == {"rebild.visitation.jobparat"}


def test_a_local_rule_that_is_not_there_is_answered_with_those_like_it(koer: Koer, rebildby: Path) -> None:
    svar = koer(
        "frister", rebildby, "--pr", "2023-06-30", "--lokalt", "rebild-2023", "--regel", "rebild.visitation.jobparate"
    )
    assert svar.kode == 2
    assert "rebild.visitation.jobparat" in svar.fejl


def test_a_strategy_of_another_town_gives_no_rows_and_says_so(koer: Koer, rebildby: Path) -> None:
    svar = koer("frister", rebildby, "--pr", "2023-06-30", "--lokalt", "lejre-2023").ud
    assert "gav ingen rækker" in svar


def test_a_switch_of_the_strategy_is_set_like_those_of_the_law(koer: Koer, by: Path) -> None:
    def grupper(*valg: str) -> dict[str, str]:
        svar = koer("frister", by, "--pr", "2023-06-30", "--format", "json", "--lokalt", "hedensted-2023", *valg)
        return dict(svar.objekt["lokale_valg"])

    assert grupper() == {"omfang": "oplaeggets_grupper"}
    assert grupper("--valg", "omfang=hele_kontaktforloebet") == {"omfang": "hele_kontaktforloebet"}
    forkert = koer("frister", by, "--pr", "2023-06-30", "--lokalt", "hedensted-2023", "--valg", "omfang=alt")
    assert forkert.kode == 2
    assert "hele_kontaktforloebet" in forkert.fejl


HANDLING = """\
handling: bevil_tilbud
dato: 2023-05-01
borger: {maalgruppe: "6.3"}
tilbud: {slags: oevrig_vejledning, fra: 2023-05-08, til: 2023-08-07, jobsoegningskursus: nej}
lokal: {mentor: intern, pris_pr_uge: 2500, katalogfarve: roed}
"""


def test_a_strategy_never_decides_what_is_lawful_and_says_its_conflicts(koer: Koer, tmp_path: Path) -> None:
    fil = tmp_path / "h.yaml"
    fil.write_text(HANDLING, "utf-8")
    svar = koer("vilkaar", fil, "--lokalt", "rebild-2023", "--format", "json").objekt
    assert svar["samlet"] == "lovlig"
    assert svar["lokalt_samlet"] == "ukendt"
    assert svar["farve"] == "gul"
    assert {"vinder": "rebild.farve.pris_gul", "taber": "rebild.farve.intern_mentor_groen"} in svar["modstrid"]
    assert {r["lovversion"] for r in svar["raekker"]} == {"LV2023A", "rebild-2023"}


def test_a_local_fact_is_unknown_without_the_strategy(koer: Koer, tmp_path: Path) -> None:
    fil = tmp_path / "h.yaml"
    fil.write_text(HANDLING, "utf-8")
    svar = koer("vilkaar", fil)
    assert svar.kode == 2
    assert "lokal" in svar.fejl


def test_the_local_part_is_read_as_text_in_both_languages(koer: Koer, tmp_path: Path) -> None:
    fil = tmp_path / "h.yaml"
    fil.write_text(HANDLING, "utf-8")
    dansk = koer("vilkaar", fil, "--lokalt", "rebild-2023").ud
    assert "Lokal strategi, ikke lov" in dansk
    assert "rebild.farve.pris_gul vinder" in dansk
    assert "Local strategy, not law" in koer("--sprog", "en", "vilkaar", fil, "--lokalt", "rebild-2023").ud
