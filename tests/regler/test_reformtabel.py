"""Everything two laws differ in is told in words: whatever the kind of rule, nothing is passed over."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import pytest
from tests.mutation.mutanter import LOVVERSIONER, Mutant, mutanter
from tests.regler.udkastfiler import laes, rettet

from rettidig.regler.indlaes import hent_lov
from rettidig.regler.reform import kodede_versioner, som_altid
from rettidig.regler.reformtabel import Forskelslinje, forskelslinjer
from rettidig.regler.udkast import lagt_over
from rettidig.sprog import paa_sprog

DAG = dt.date(2026, 6, 30)
PR_REGEL = 4


def linjer(skrevet: str, **andet: bool) -> list[Forskelslinje]:
    return forskelslinjer(hent_lov(), lagt_over(hent_lov(), laes(skrevet)), DAG, **andet)


def udvalgte() -> list[Mutant]:
    """Some least changes of every rule, spread evenly over what it says."""
    pr_regel: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutanter(hent_lov()):
        if mutant.regel != LOVVERSIONER:
            pr_regel[mutant.regel].append(mutant)
    return [m for egne in pr_regel.values() for m in egne[:: max(1, len(egne) // PR_REGEL)]]


def test_no_least_change_of_any_rule_is_passed_over_in_silence() -> None:
    lov = hent_lov()
    tavse = [m.navn for m in udvalgte() if not forskelslinjer(lov, m.i(lov), DAG)]
    assert tavse == []
    assert forskelslinjer(lov, lov, DAG, med_ordlyd=True) == []


@pytest.mark.parametrize(
    ("fil", "gammelt", "nyt", "hvad", "foer", "efter", "hjemmel"),
    [
        ("lab/57_virksomhedspraktik.yaml", "tilbud.uger, hoejst: 4}", "tilbud.uger, hoejst: 3}", "betingelse",
         "højst 4", "højst 3", "LAB § 61, stk. 1"),
        ("lab/33_samtaleform.yaml", "{samtale_nr: senere, former: [fremmoede, telefon, video]}\n        forbehold: []",
         "{samtale_nr: senere, former: [fremmoede, video]}\n        forbehold: []", "linje",
         "fremmoede, telefon, video", "fremmoede, video", "LAB § 33, stk. 1"),
        ("las/35_satser_og_vejledning.yaml", "{sats: 450, fra: 6789}", "{sats: 475, fra: 6789}", "reguleret for",
         "450 kr. fra 6789", "475 kr. fra 6789", "LAS § 35, stk. 4"),
        ("lob/skaerpet_tilsyn.yaml", "udtager: true\n        taeller_alene: [lob.fokusmaal.2]",
         "udtager: true\n        taeller_alene: [lob.fokusmaal.1]", "fokusmål, der hver for sig kan føre til udtagelse",
         "lob.fokusmaal.2", "lob.fokusmaal.1", "LOB § 22 b"),
        ("fin/fleksbidrag.yaml", "vaerdi: 30", "vaerdi: 25", "højst af grundlaget", "30 pct.", "25 pct.", "FIN § 7"),
        ("lab/102_foerste_tilbud.yaml", "maaneder: 6, timer", "maaneder: 4, timer", "retten indtræder: måneder",
         "6", "4", "LAB § 9"),
    ],
    ids=["vilkaar", "samtaleform", "satsbaand", "tilsyn", "kendt", "frist"],
)  # fmt: skip
def test_a_changed_parameter_is_told_by_name_value_and_paragraph(
    fil: str, gammelt: str, nyt: str, hvad: str, foer: str, efter: str, hjemmel: str
) -> None:
    fundne = linjer(rettet(fil, gammelt, nyt))
    assert fundne
    assert {linje.hvad for linje in fundne} == {hvad}
    assert all(foer in linje.foer for linje in fundne if linje.foer)
    assert any(efter in linje.efter for linje in fundne)
    assert fundne[0].hjemmel.startswith(hjemmel)
    with paa_sprog("en"):
        engelske = linjer(rettet(fil, gammelt, nyt))
    assert len(engelske) == len(fundne)
    assert engelske[0].hvad != hvad or hvad == "betingelse"


def test_a_version_from_a_day_beyond_the_law_is_told_beside_the_one_it_takes_over_from() -> None:
    ny = (
        "        forbehold: []\n      - <<: *lab_2020\n        fra: 2027-01-01\n        til: null\n"
        "        hjemmel: {lov: LAB, paragraf: \"33\", kilde: UDKAST}\n        ikke_bedoemt: []\n        linjer:\n"
        "          - {samtale_nr: foerste, former: [fremmoede, video]}\n"
        "          - {samtale_nr: senere, former: [fremmoede, telefon, video]}\n        forbehold: []\n"
        "      - &sdl_2020"
    )  # fmt: skip
    fundne = linjer(rettet("lab/33_samtaleform.yaml", "        forbehold: []\n      - &sdl_2020", ny))
    assert ("udgaven fra 1. januar 2027", "gælder ikke", "gælder") in [(r.hvad, r.foer, r.efter) for r in fundne]
    nye = [r for r in fundne if r.naar == "fra 1. januar 2027"]
    assert ["fremmoede, video" in r.efter for r in nye if r.hvad == "linje"] == [True]


def test_texts_that_move_no_answer_are_told_of_a_draft_alone() -> None:
    lov = hent_lov()
    andet = lagt_over(lov, laes(rettet("lab/102_foerste_tilbud.yaml", "titel: {da: ", "titel: {da: Helt ")))
    assert forskelslinjer(lov, andet, DAG) == []
    (linje,) = forskelslinjer(lov, andet, DAG, med_ordlyd=True)
    titel = lov.regler["lab.102.foerste_tilbud"].titel.da
    assert (linje.hvad, linje.foer, linje.efter) == ("titel", titel, f"Helt {titel}")


def test_a_law_that_holds_always_is_held_against_what_is_in_force_on_the_day() -> None:
    lov = hent_lov()
    for id_ in kodede_versioner(lov):
        dag = next(v.fra for v in lov.lovversioner.lovversioner if v.id == id_)
        hele = [linje for linje in forskelslinjer(som_altid(lov, id_), lov, dag) if not linje.hvad]
        assert hele == [], id_


def test_a_test_whose_words_are_the_same_with_other_values_is_told_as_changed() -> None:
    lov, mutant = (
        hent_lov(),
        next(
            m for m in mutanter(hent_lov()) if m.regel == "las.35.sanktion" and m.sti.endswith("proeve.perioder.1.til")
        ),
    )
    fundne = forskelslinjer(lov, mutant.i(lov), DAG)
    assert [(linje.hvad, linje.efter.endswith("(med andre værdier i prøven)")) for linje in fundne] == [
        ("betingelse", True)
    ]
