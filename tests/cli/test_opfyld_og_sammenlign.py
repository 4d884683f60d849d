"""The commands that look ahead: what would meet a duty, what another law would change, and what time itself will."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Koer
from tests.cli.udtraek import TABELLER, skriv_udtraek
from tests.regler.lovkopi import kopi_af_loven, ret

FOERSTE, FM1 = "lab.102.foerste_tilbud", "lob.fokusmaal.1"
REFORM = ("--fra-version", "LV2022", "--til-version", "LV2023A")


def raekker(koer: Koer, *ord_: str | Path) -> list[dict[str, Any]]:
    svar = koer(*ord_, "--format", "json")
    assert svar.kode == 0, svar.fejl
    fundne: list[dict[str, Any]] = svar.objekt["raekker"]
    return fundne


# --- opfyld ---


def test_opfyld_names_the_ways_the_days_and_the_length(koer: Koer, by: Path) -> None:
    fundne = raekker(koer, "opfyld", by, "--pr", "2023-04-01", "--borger", "E1", "--regel", FOERSTE)
    assert {raekke["art"] for raekke in fundne} == {
        "virksomhedspraktik",
        "loentilskud_privat",
        "loentilskud_offentlig",
        "nytteindsats",
        "ordinaer_uddannelse",
    }
    assert {(r["frist"], r["udfald"], r["senest"], r["mindst_dage"]) for r in fundne} == {
        ("2023-04-09", "i_tide", "2023-04-09", 14)
    }


def test_opfyld_has_one_row_for_what_nothing_can_meet_any_more(koer: Koer, by: Path) -> None:
    egne = [r for r in raekker(koer, "opfyld", by, "--pr", "2023-06-30") if r["borger_id"] == "Z9"]
    assert all((r["udfald"], r["art"]) == ("ikke_laengere", None) for r in egne)


@pytest.mark.parametrize("form", ["csv", "tabel"])
def test_opfyld_is_told_in_every_form(koer: Koer, by: Path, form: str) -> None:
    svar = koer("opfyld", by, "--pr", "2023-04-01", "--format", form)
    assert svar.kode == 0
    assert "virksomhedspraktik" in svar.ud


def test_the_explanation_holds_the_same_ways(koer: Koer, by: Path) -> None:
    fundne = raekker(koer, "opfyld", by, "--pr", "2023-04-01", "--borger", "E1", "--regel", FOERSTE)
    trae = koer("forklar", by, "--borger", "E1", "--pr", "2023-04-01", "--regel", FOERSTE, "--format", "json").objekt

    def kaldet(knude: dict[str, Any]) -> list[dict[str, Any]]:
        her = [knude] if knude["navn"] == "veje" else []
        return her + [fundet for barn in knude["boern"] for fundet in kaldet(barn)]

    (knude,) = kaldet(trae["forklaring"])
    assert knude["vaerdi"] == [{navn: raekke[navn] for navn in knude["vaerdi"][0]} for raekke in fundne]


def test_an_unknown_rule_or_citizen_is_one_sentence(koer: Koer, by: Path) -> None:
    for ord_ in (("--regel", "lab.102.foerste"), ("--borger", "INGEN")):
        svar = koer("opfyld", by, "--pr", "2023-04-01", *ord_)
        assert svar.kode == 2
        assert svar.fejl.count("\n") == 1


# --- sammenlign ---


def test_sammenlign_tells_whose_obligations_change_and_why(koer: Koer, by: Path) -> None:
    fundne = {r["borger_id"]: r for r in raekker(koer, "sammenlign", by, "--pr", "2023-06-30", *REFORM)}
    assert {borger: (r["status_foer"], r["status_efter"]) for borger, r in fundne.items()} == {
        "E1": ("opfyldt", "opfyldt_for_sent"),
        "E2": ("opfyldt", "overskredet"),
        "E4": ("opfyldt_for_sent", "overskredet"),
    }
    assert {r["parametre"] for r in fundne.values()} == {f"{FOERSTE}:opfyldes_af.koder"}
    assert {r["hjemmel"] for r in fundne.values()} == {"LAB § 102, stk. 6"}


def test_sammenlign_tells_who_is_measured_otherwise_and_which_figures_move(koer: Koer, by: Path) -> None:
    (maalt,) = raekker(koer, "sammenlign", by, "--pr", "2023-06-30", *REFORM, "--vis", "maalte")
    assert (maalt["borger_id"], maalt["status_foer"], maalt["status_efter"]) == ("E4", "aktiveret", "ikke_aktiveret")
    tal = {
        (r["kommune"], r["ydelse"], r["maaling"]): r
        for r in raekker(koer, "sammenlign", by, "--pr", "2023-06-30", *REFORM, "--vis", "tal")
    }
    alle = tal["766", "alle", FM1]
    assert (alle["taeller_foer"], alle["taeller_efter"], alle["naevner_efter"]) == (0, 1, 1)
    assert f"{FM1}:krav.ovrige_tilbud_for" in alle["parametre"]
    assert f"{FM1}:andel_under" in alle["parametre"]


def test_sammenlign_counts_by_rule_and_reason(koer: Koer, by: Path) -> None:
    fundne = raekker(koer, "sammenlign", by, "--pr", "2023-06-30", *REFORM, "--vis", "regler")
    assert [(r["regel"], r["aendring"], r["antal"], r["borgere"]) for r in fundne] == [
        (FOERSTE, "aendret", 3, 3),
        (FM1, "aendret", 1, 1),
    ]


def test_one_citizen_alone_and_one_rule_alone_can_be_asked_about(koer: Koer, by: Path) -> None:
    assert {
        r["borger_id"] for r in raekker(koer, "sammenlign", by, "--pr", "2023-06-30", *REFORM, "--borger", "E1")
    } == {"E1"}
    andre = raekker(koer, "sammenlign", by, "--pr", "2023-06-30", *REFORM, "--regel", "lab.31.fire_samtaler")
    assert andre == []


def test_on_another_day_than_a_month_end_the_measures_are_those_of_the_last_one(koer: Koer, by: Path) -> None:
    svar = koer("sammenlign", by, "--pr", "2023-07-12", *REFORM, "--vis", "maalte", "--format", "json")
    assert svar.objekt["maalt_pr"] == "2023-06-30"
    assert len(svar.objekt["raekker"]) == 1


def test_a_law_held_against_itself_gives_no_rows(koer: Koer, by: Path) -> None:
    for vis in ("pligter", "maalte", "tal", "regler"):
        assert (
            raekker(
                koer,
                "sammenlign",
                by,
                "--pr",
                "2023-06-30",
                "--fra-version",
                "LV2024",
                "--til-version",
                "LV2024",
                "--vis",
                vis,
            )
            == []
        )


def test_a_draft_law_is_rehearsed_from_a_folder(koer: Koer, by: Path, tmp_path: Path) -> None:
    mappe = kopi_af_loven(tmp_path)
    ret(mappe / "lab" / "102_foerste_tilbud.yaml", "mindst_dage: 14", "mindst_dage: 90")
    fundne = raekker(koer, "sammenlign", by, "--pr", "2023-06-30", "--fra-version", "gaeldende", "--til-version", mappe)
    assert [(r["borger_id"], r["parametre"]) for r in fundne] == [("E2", f"{FOERSTE}:opfyldes_af.mindst_dage")]
    frosset = ("--fra-version", "LV2022", "--til-version", f"{mappe}:LV2022")
    assert {r["borger_id"] for r in raekker(koer, "sammenlign", by, "--pr", "2023-06-30", *frosset)} == {"E1", "E2"}


def test_a_draft_with_a_fault_is_refused_whole(koer: Koer, by: Path, tmp_path: Path) -> None:
    mappe = kopi_af_loven(tmp_path)
    ret(mappe / "lab" / "102_foerste_tilbud.yaml", "fra: 2023-03-22", "fra: 2023-03-25")
    svar = koer("sammenlign", by, "--pr", "2023-06-30", "--fra-version", "gaeldende", "--til-version", mappe)
    assert svar.kode == 2
    assert "hul" in svar.fejl
    ret(mappe / "lab" / "102_foerste_tilbud.yaml", "form: frist", "form: ukendt")
    svar = koer("sammenlign", by, "--pr", "2023-06-30", "--fra-version", "gaeldende", "--til-version", mappe)
    assert svar.kode == 2
    assert "102_foerste_tilbud.yaml" in svar.fejl


@pytest.mark.parametrize(
    ("ord_", "naevner"),
    [
        (("--fra-version", "LV2022"), "--til-version"),
        ((), "--frem"),
        (("--fra-version", "LV1999", "--til-version", "LV2024"), "LV2026C"),
        (("--fra-version", "LV2027", "--til-version", "LV2024"), "LV2026C"),
        (("--fra-version", "", "--til-version", "LV2024"), "--fra-version"),
        ((*REFORM, "--vis", "alt"), "maalte"),
        (("--frem", "0"), "120"),
        (("--frem", "mange"), "--frem"),
        (("--frem", "3", "--vis", "tal"), "--vis"),
        (("--frem", "3", "--lokalt", "hedensted-2023"), "--lokalt"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(koer: Koer, by: Path, ord_: tuple[str, ...], naevner: str) -> None:
    svar = koer("sammenlign", by, "--pr", "2023-06-30", *ord_)
    assert svar.kode == 2
    assert svar.fejl.count("\n") == 1
    assert naevner in svar.fejl


def test_frem_tells_the_day_and_the_month_end_that_sees_it(koer: Koer, by: Path) -> None:
    fundne = raekker(koer, "sammenlign", by, "--pr", "2023-06-30", "--frem", "12", "--borger", "E4")
    haendt = {(r["dag"], r["maaling"], r["haendelse"], r["maales_pr"]) for r in fundne}
    assert ("2024-02-01", FM1, "tilbud_ude", "2024-02-29") in haendt
    assert ("2024-02-01", FM1, "bliver_passiv", "2024-02-29") in haendt
    assert {r["lov"] for r in fundne} == {"gaeldende"}


def test_frem_can_be_asked_of_two_laws(koer: Koer, by: Path) -> None:
    fundne = raekker(koer, "sammenlign", by, "--pr", "2023-06-30", "--frem", "12", *REFORM)
    ude = {r["lov"] for r in fundne if r["borger_id"] == "E4" and r["haendelse"] == "tilbud_ude"}
    assert ude == {"LV2022"}


def test_a_strategys_own_obligations_stand_beside_the_laws(koer: Koer, tmp_path: Path) -> None:
    ydelser = TABELLER["ydelser"] + "E1;sho;2021-01-04;2022-03-31;uddannelsesparat;;\n"
    by = skriv_udtraek(tmp_path / "by", ydelser=ydelser)
    svar = koer("sammenlign", by, "--pr", "2023-06-30", *REFORM, "--lokalt", "hedensted-2023", "--format", "json")
    assert svar.kode == 0, svar.fejl
    assert svar.objekt["lokalt"] == "hedensted-2023"


def test_the_stored_form_gives_the_same_answers(koer: Koer, by: Path, tmp_path: Path) -> None:
    lager = tmp_path / "by.arrow"
    assert koer("lager", by, "--ud", lager).kode == 0
    for ord_ in (
        ("opfyld", "--pr", "2023-04-01"),
        ("opfyld", "--pr", "2023-04-01", "--borger", "E1"),
        *(
            ("sammenlign", "--pr", "2023-06-30", *REFORM, "--vis", vis)
            for vis in ("pligter", "maalte", "tal", "regler")
        ),
        ("sammenlign", "--pr", "2023-06-30", "--frem", "12"),
        ("sammenlign", "--pr", "2023-06-30", *REFORM, "--borger", "E2"),
    ):
        assert raekker(koer, ord_[0], lager, *ord_[1:]) == raekker(koer, ord_[0], by, *ord_[1:])


def test_the_columns_are_the_same_in_csv_and_json(koer: Koer, by: Path) -> None:
    for vis in ("pligter", "maalte", "tal", "regler"):
        som_csv = koer("sammenlign", by, "--pr", "2023-06-30", *REFORM, "--vis", vis, "--format", "csv").ud
        hoved = next(csv.reader(io.StringIO(som_csv.lstrip("\ufeff")), delimiter=";"))
        assert hoved == list(raekker(koer, "sammenlign", by, "--pr", "2023-06-30", *REFORM, "--vis", vis)[0])


def test_the_answer_is_told_in_english_too(koer: Koer, by: Path) -> None:
    svar = koer("--sprog", "en", "sammenlign", by, "--pr", "2023-06-30", *REFORM)
    assert svar.kode == 0
    assert "without oevrig_vejledning" in svar.ud


def test_a_folder_that_changes_what_the_command_does_not_show_is_told_so(koer: Koer, by: Path, tmp_path: Path) -> None:
    kopi = kopi_af_loven(tmp_path)
    ret(kopi / "lab" / "57_virksomhedspraktik.yaml", "tilbud.uger, hoejst: 4}", "tilbud.uger, hoejst: 3}")
    ret(kopi / "las" / "35_satser_og_vejledning.yaml", "sats: 450", "sats: 475")
    love = ("--fra-version", "gaeldende", "--til-version", kopi)
    svar = koer("sammenlign", by, "--pr", "2023-04-30", *love, "--format", "json").objekt
    assert svar["raekker"] == []
    (sagt,) = [str(linje) for linje in svar["forbehold"] if "ikke er i dette svar" in str(linje)]
    assert "lab.57.virksomhedspraktik" in sagt
    assert "las.35.satser" in sagt
    uden = koer("sammenlign", by, "--pr", "2023-04-30", "--fra-version", "gaeldende", "--til-version", "gaeldende",
                "--format", "json").objekt  # fmt: skip
    assert not [linje for linje in uden["forbehold"] if "ikke er i dette svar" in str(linje)]
