"""People on whom the engine and the day-by-day evaluator once differed, told as briefly as the difference allows."""

from __future__ import annotations

from datetime import date

import pytest
from tests.motor.sammenligning import (
    FRISTKOLONNER,
    Person,
    som_historik,
    som_noegler,
    standardvalg,
    uenighed,
)
from tests.uafhaengig.byg import haendelse, indsats, person, ydelse
from tests.uafhaengig.frister import frister

from rettidig.motor.grundlag import Grundlag
from rettidig.motor.svar import frist_raekker
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje.calendar import to_day

FUNDNE: dict[str, tuple[Person, date]] = {
    "the deadline lies before the first day of sick pay": (
        person(
            ydelse("sygedagpenge", "2020-03-01", "2020-03-07", status="let_forloeb"),
            haendelser=[haendelse("foerste_fravaersdag", "2020-01-01")],
        ),
        date(2021, 12, 31),
    ),
    "five empty years are followed by a subsidised job": (
        person(
            ydelse("dagpenge", "2020-02-28", "2020-04-23", grad="0"),
            indsatser=[indsats("loentilskud_privat", "2025-12-31", "2026-01-14")],
        ),
        date(2026, 11, 20),
    ),
    "a new period begins in a gap that nothing follows": (
        person(
            ydelse("dagpenge", "2023-12-12", "2023-12-13"), haendelser=[haendelse("ny_dagpengeperiode", "2024-01-21")]
        ),
        date(2024, 5, 6),
    ),
    "a subsidised job runs past a new period": (
        person(
            ydelse("dagpenge", "2017-01-20", "2017-01-20"),
            indsatser=[indsats("loentilskud_offentlig", "2017-02-18")],
            haendelser=[haendelse("ny_dagpengeperiode", "2017-03-01")],
        ),
        date(2026, 6, 30),
    ),
    "a subsidised job begun before the course outlasts it": (
        person(
            ydelse("dagpenge", "2022-12-31", "2022-12-31"),
            indsatser=[indsats("loentilskud_offentlig", "2021-08-31")],
        ),
        date(2026, 6, 30),
    ),
    "a move in 2019 decides a right in 2020": (
        person(
            ydelse("sho", "2019-03-01", "2019-12-28", "uddannelsesparat"),
            ydelse("sho", "2019-11-18", "2020-01-31", "jobparat"),
            foedt="2001-11-18",
        ),
        date(2020, 3, 31),
    ),
    "unknown days hide a move after the renaming": (
        person(
            ydelse("uddannelseshjaelp", "2026-01-01", "2026-01-31"),
            ydelse("kontanthjaelp", "2026-02-03", "2026-02-28", "uddannelsesparat"),
            ydelse("kontanthjaelp", "2026-03-01", None, "jobparat"),
            foedt="1982-02-10",
        ),
        date(2026, 6, 30),
    ),
    "an older spell comes back while another benefit of the course runs": (
        person(
            ydelse("sho", "2019-10-24", None, "jobparat"),
            ydelse("sho", "2020-08-10", "2021-01-31", "uddannelsesparat"),
            ydelse("uddannelseshjaelp", "2020-07-31", None, "uddannelsesparat"),
            foedt="1996-07-15",
            haendelser=[haendelse("opholdskrav_opfyldt", "2020-07-31")],
        ),
        date(2024, 5, 6),
    ),
    "two rules offer a course to go on from": (
        person(
            ydelse("sho", "2025-06-26", "2025-08-01", "jobparat"),
            ydelse("uddannelseshjaelp", "2025-10-01"),
            ydelse("kontanthjaelp", "2026-01-09", "2026-03-31", "uddannelsesparat"),
            foedt="2002-08-31",
            indsatser=[indsats("loentilskud_privat", "2025-08-15", "2026-01-05")],
            haendelser=[haendelse("opholdskrav_opfyldt", "2026-01-09")],
        ),
        date(2026, 11, 20),
    ),
}


@pytest.mark.parametrize("navn", FUNDNE)
def test_what_once_differed_agrees(navn: str) -> None:
    borger, dag = FUNDNE[navn]
    lov = hent_lov()
    grundlag = Grundlag.paa(lov, som_historik([borger]), to_day(dag), standardvalg(lov))
    motoren = som_noegler(frist_raekker(grundlag), FRISTKOLONNER)
    dagforloeb = som_noegler(frister(borger, dag), FRISTKOLONNER)
    assert uenighed(borger, str(dag), motoren, dagforloeb) is None
    assert dagforloeb or navn.startswith("the deadline lies before")
