"""``--lokalt`` on every command: told where the strategy has something to say, and said where it has not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Koer

HEDENSTED = ("--lokalt", "hedensted-2023")
TAVSE = {
    "fund": ("--pr", "2023-06-30"),
    "maalinger": ("--pr", "2023-06-30"),
    "maaleperioder": ("--fra", "2023-01-31", "--til", "2023-06-30"),
    "refusion": ("--fra", "2023-01-02", "--til", "2023-06-30"),
    "tilsyn": ("--aar", "2022", "--ydelsesgrad", "3", "--forventet", "2"),
}
EGEN = "hedensted.samtaler.fire_om_aaret"


@pytest.mark.parametrize("kommando", TAVSE)
def test_where_a_strategy_has_nothing_to_say_the_answer_is_the_laws_and_one_line_says_so(
    kommando: str, by: Path, koer: Koer
) -> None:
    uden = koer(kommando, by, *TAVSE[kommando], "--format", "json")
    med = koer(kommando, by, *TAVSE[kommando], "--format", "json", *HEDENSTED)
    assert (med.kode, med.bytes_ud) == (0, uden.bytes_ud)
    ekstra = [linje for linje in med.fejl.splitlines() if linje not in uden.fejl.splitlines()]
    assert len(ekstra) == 1
    assert ekstra[0].startswith("Strategien hedensted-2023 siger intet om ")
    assert ekstra[0].endswith("svaret er lovens alene.")


@pytest.mark.parametrize("kommando", TAVSE)
def test_a_strategy_that_cannot_be_used_is_refused_there_too(kommando: str, by: Path, koer: Koer) -> None:
    svar = koer(kommando, by, *TAVSE[kommando], "--lokalt", "findes-ikke.yaml")
    assert (svar.kode, svar.bytes_ud) == (2, b"")
    assert len(svar.fejl.splitlines()) == 1


def test_a_switch_of_the_strategy_may_be_set_where_it_has_nothing_to_say(by: Path, koer: Koer) -> None:
    valg = ("--valg", "omfang=hele_kontaktforloebet")
    assert koer("fund", by, *TAVSE["fund"], *HEDENSTED, *valg).kode == 0
    assert koer("fund", by, *TAVSE["fund"], *valg).kode == 2


def test_enhanced_supervision_points_to_the_plan_of_a_strategy_that_has_one(by: Path, koer: Koer) -> None:
    svar = koer("tilsyn", by, *TAVSE["tilsyn"], "--lokalt", "lejre-2023")
    assert svar.kode == 0
    assert "rettidig lokalt tjek lejre-2023 --detaljer" in svar.fejl


def test_the_explanation_ends_with_the_municipalitys_own_duties(by: Path, koer: Koer) -> None:
    spurgt = ("forklar", by, "--borger", "E2", "--pr", "2023-06-30")
    uden, med = koer(*spurgt).ud, koer(*spurgt, *HEDENSTED).ud
    loven = uden.partition("\nMærker\n")[0]
    assert med.startswith(loven)
    lokalt = med.removeprefix(loven)
    assert "Kommunens egen strategi, ikke lov" in lokalt
    assert "Stilling: vedtaget" in lokalt
    assert "004:466" in lokalt
    engelsk = koer("--sprog", "en", *spurgt, *HEDENSTED).ud
    assert "The municipality's own strategy, not law" in engelsk


def test_the_explanation_as_json_has_the_rows_and_the_nodes_of_the_strategy(by: Path, koer: Koer) -> None:
    spurgt = ("--borger", "E2", "--pr", "2023-06-30", "--format", "json")
    svar = koer("forklar", by, *spurgt, *HEDENSTED).objekt
    frister = koer("frister", by, *spurgt, *HEDENSTED).objekt
    assert svar["raekker"] == frister["raekker"]
    assert {raekke["regel"] for raekke in svar["raekker"]} >= {EGEN, "lab.31.fire_samtaler"}
    assert svar["lokalt"] == "hedensted-2023"
    assert svar["lokale_valg"] == {"omfang": "oplaeggets_grupper"}
    (lokale,) = [barn for barn in svar["forklaring"]["boern"] if barn["navn"] == "lokale_pligter"]
    assert [barn["vaerdi"] for barn in lokale["boern"]] == [r for r in svar["raekker"] if r["regel"] == EGEN]
    uden = koer("forklar", by, *spurgt).objekt
    assert uden["forklaring"]["boern"] == svar["forklaring"]["boern"][:-1]
    assert "lokalt" not in uden


def test_only_the_local_duty_named_is_explained(by: Path, koer: Koer) -> None:
    svar = koer("forklar", by, "--borger", "E2", "--pr", "2023-06-30", "--format", "json", *HEDENSTED, "--regel", EGEN)
    assert {raekke["regel"] for raekke in svar.objekt["raekker"]} == {EGEN}


def test_the_picture_counts_the_strategys_deadlines_beside_the_laws(by: Path, koer: Koer) -> None:
    uden = koer("koer", "--data", by, "--pr", "2023-06-30").ud
    med = koer("koer", "--data", by, "--pr", "2023-06-30", *HEDENSTED).ud
    frister = med.partition("\n4. ")[2].partition("\n5. ")[0]
    assert frister.startswith(uden.partition("\n4. ")[2].partition("\n5. ")[0].rstrip())
    raekker = koer("frister", by, "--pr", "2023-06-30", "--format", "json", *HEDENSTED, "--regel", EGEN).objekt[
        "raekker"
    ]
    tal = [sum(raekke["status"] == status for raekke in raekker) for status in ("overskredet", "afventer")]
    (linje,) = [linje for linje in frister.splitlines() if "004:466" in linje]
    assert "vedtaget" in linje
    assert [int(ord_) for ord_ in linje.split()[-3::2]] == tal
    assert "ikke lov" in frister
    assert "--lokalt hedensted-2023 --ud frister.csv" in med


@pytest.mark.parametrize(
    ("strategi", "sagt"),
    [("lejre-2023", "Strategien har ingen frister."), ("rebild-2023", "for borgere i kommune 840")],
)
def test_the_picture_says_when_a_strategy_gives_no_deadlines(strategi: str, sagt: str, by: Path, koer: Koer) -> None:
    svar = koer("koer", "--data", by, "--pr", "2023-06-30", "--lokalt", strategi)
    assert svar.kode == 0
    assert sagt in svar.ud.partition("\n4. ")[2].partition("\n5. ")[0]


def test_the_details_of_a_check_name_every_rule_and_what_it_gives(koer: Koer) -> None:
    svar = koer("lokalt", "tjek", "hedensted-2023", "--detaljer").ud
    assert svar.startswith(koer("lokalt", "tjek", "hedensted-2023").ud.rstrip())
    assert "hedensted.samtaler.fremmoede" in svar
    assert "betingelser i vilkaar (anbefaling)" in svar
    assert "intet: et scenarie" in svar


def test_a_supervision_plan_is_dated_and_said_to_be_known_and_not_computed(koer: Koer) -> None:
    svar = koer("lokalt", "tjek", "lejre-2023", "--detaljer").ud
    assert "2023-03-31, 2023-06-30, 2023-09-30, 2023-12-31" in svar
    assert "Kendt, ikke beregnet. Datakontrakten har hverken områdets risikofarve" in svar


def test_the_schema_of_a_strategy_is_written_out(koer: Koer, tmp_path: Path) -> None:
    fil = tmp_path / "strategi.schema.json"
    assert koer("lokalt", "skema", "--ud", fil).kode == 0
    skrevet = json.loads(fil.read_text("utf-8"))
    assert skrevet == koer("lokalt", "skema").objekt
    assert skrevet["title"] == "Rettidig: en lokal strategi"
    assert koer("lokalt", "skema", "--ud", " ").kode == 2
