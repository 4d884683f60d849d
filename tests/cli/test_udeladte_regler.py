"""The deadline rules not given by default: that they are there is said, and how to ask for them; when a rule ended."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.cli.conftest import Koer

from rettidig.regler.indlaes import hent_lov
from rettidig.regler.visning import vis
from rettidig.sprog import tekst

PR = ("--pr", "2023-06-30", "--format", "json")


def om_udeladte() -> str:
    lov = hent_lov()
    faste = len(lov.frister())
    return tekst("cli.flere_regler", faste=faste, flere=len(lov.alle_frister()) - faste)


def test_an_answer_by_the_default_rules_says_how_many_more_are_coded_and_how_to_ask(koer: Koer, by: Path) -> None:
    sagt = [linje["tekst"] for linje in koer("frister", by, *PR).objekt["forbehold"]]
    assert om_udeladte() in sagt
    assert "--regel alle" in om_udeladte()


def test_naming_every_rule_by_one_word_gives_the_rows_of_all_rules_and_no_such_remark(koer: Koer, by: Path) -> None:
    alle = koer("frister", by, *PR, "--alle-regler").objekt
    naevnt = koer("frister", by, *PR, "--regel", "alle").objekt
    assert naevnt["raekker"] == alle["raekker"]
    assert om_udeladte() not in [linje["tekst"] for linje in (*alle["forbehold"], *naevnt["forbehold"])]


def test_a_rule_that_covers_no_later_deadlines_is_said_to_have_ended_with_the_last_of_them() -> None:
    lov = hent_lov()
    assert "til og med 30. juni 2026" in vis(lov, "LAB § 105", dt.date(2026, 8, 1))
    assert "31. december 2026" not in vis(lov, "LAB § 105", dt.date(2026, 6, 30))
    assert "31. december 2026" not in vis(lov, "lab.105.foerste_tilbud")
