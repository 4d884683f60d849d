"""What the figures say about themselves: each thing once for a year, and no month that has not come."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.motor.sammenligning import Person, som_datasaet, som_tabeller, standardvalg

from rettidig.motor.fokusmaal import FOKUSMAAL_1
from rettidig.motor.historik import Historik, byg_historik
from rettidig.motor.maaling import Maalesvar, aars_raekker, maaling_raekker
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje.calendar import to_day

TOMME = ("indsatser", "samtaler", "fritagelser", "undtagelser", "haendelser")


def syg_med_loen(borger_id: str) -> Person:
    """On sickness benefit from January 2022, with enough wage hours in December 2022 to be active for a year."""
    return {
        "borger": {"borger_id": borger_id, "foedselsdato": date(1980, 5, 5), "kommune": "766"},
        "ydelser": [{"ydelse": "sygedagpenge", "fra": date(2022, 1, 3), "til": None}],
        "loentimer": [{"maaned": date(2022, 12, 1), "timer": "300"}],
        **{tabel: [] for tabel in TOMME},
    }


@pytest.fixture(scope="module")
def historik() -> Historik:
    return byg_historik(som_datasaet(som_tabeller([syg_med_loen("S1"), syg_med_loen("S2")])))


def aaret(historik: Historik, aar: int, idag: date | None = None) -> Maalesvar:
    return aars_raekker(hent_lov(), historik, aar, "gaeldende", standardvalg(), idag)


def saetninger(svar: Maalesvar, begynder: str) -> list[str]:
    return [note.forbehold.tekst.da for note in svar.noter if note.forbehold.tekst.da.startswith(begynder)]


def test_hours_that_alone_decide_sickness_benefit_are_counted_on_a_month_end(historik: Historik) -> None:
    svar = maaling_raekker(hent_lov(), historik, to_day(date(2023, 5, 31)), "gaeldende", standardvalg())
    (note,) = saetninger(svar, "Sygedagpengeforløb, som timer alene afgjorde")
    assert "den 31-05-2023: 2." in note


def test_a_year_says_so_once_with_the_sum_of_its_months(historik: Historik) -> None:
    (note,) = saetninger(aaret(historik, 2023), "Sygedagpengeforløb, som timer alene afgjorde")
    assert "månederne i 2023 lagt sammen: 22." in note


def test_a_month_end_that_has_not_come_is_not_measured_and_is_named(historik: Historik) -> None:
    svar = aaret(historik, 2023, date(2023, 9, 30))
    (note,) = saetninger(svar, "Måneder, der ikke er omme")
    assert note.endswith(": 2023-10, 2023-11, 2023-12.")
    (alle,) = [r for r in svar.raekker if (r["ydelse"], r["maaling"]) == ("sygedagpenge", FOKUSMAAL_1)]
    assert (alle["naevner"], alle["andel"]) == (18, Fraction(0))


def test_a_year_that_is_over_names_no_month(historik: Historik) -> None:
    assert saetninger(aaret(historik, 2023, date(2024, 1, 1)), "Måneder, der ikke") == []


def test_a_year_that_has_not_begun_has_no_rows_but_says_why(historik: Historik) -> None:
    svar = aaret(historik, 2024, date(2023, 12, 31))
    assert svar.raekker == []
    assert len(saetninger(svar, "Måneder, der ikke er omme")) == 1


def test_the_months_the_law_leaves_out_are_told_apart_from_those_to_come(historik: Historik) -> None:
    svar = aaret(historik, 2020, date(2020, 11, 30))
    assert saetninger(svar, "Måneder, der ikke indgår") == [
        "Måneder, der ikke indgår: 2020-03, 2020-04, 2020-05, 2020-06."
    ]
    assert saetninger(svar, "Måneder, der ikke er omme") == [
        "Måneder, der ikke er omme og derfor ikke er målt: 2020-12."
    ]
