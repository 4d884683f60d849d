"""The engine against the day-by-day evaluator: two programs, written apart, must give the same answers.

Every person the two disagree on is a failure. Where the rules leave room, docs/decisions/0002-uklare-laesninger.md says
which reading both sides follow.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from tests.motor.sammenligning import (
    FRISTKOLONNER,
    Uenighed,
    folk,
    fordelt,
    pr_borger,
    som_historik,
    som_noegler,
    standardvalg,
    uenighed,
    vis,
)
from tests.uafhaengig.frister import frister
from tests.uafhaengig.maalinger import fokusmaal
from tests.uafhaengig.refusion import refusion

from rettidig.motor.fokusmaal import Fokusmaal
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import kodenavne
from rettidig.motor.refusion import refusion_raekker
from rettidig.motor.svar import frist_raekker
from rettidig.regler.former.maaling import REGELSAET
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje.calendar import to_day

VURDERINGSDAGE = (
    date(2020, 3, 31),
    date(2021, 2, 10),
    date(2021, 12, 31),
    date(2022, 1, 5),
    date(2023, 3, 21),
    date(2023, 4, 2),
    date(2024, 1, 14),
    date(2024, 5, 6),
    date(2025, 6, 30),
    date(2025, 8, 15),
    date(2026, 6, 30),
    date(2026, 7, 1),
    date(2026, 11, 20),
)
MAANEDSSLUT = (
    date(2020, 6, 30),
    date(2021, 3, 31),
    date(2022, 1, 31),
    date(2022, 12, 31),
    date(2023, 3, 31),
    date(2023, 6, 30),
    date(2023, 12, 31),
    date(2024, 2, 29),
    date(2024, 4, 30),
    date(2025, 6, 30),
    date(2025, 7, 31),
    date(2026, 6, 30),
)
REFUSIONSAAR = (
    (date(2020, 1, 1), date(2020, 12, 31)),
    (date(2021, 9, 15), date(2022, 9, 14)),
    (date(2023, 2, 1), date(2024, 1, 31)),
    (date(2025, 1, 6), date(2026, 1, 4)),
    (date(2026, 1, 1), date(2027, 6, 30)),
)
UGEKOLONNER = ("uge", "ydelse", "ugenummer", "sats")
FJERDEDEL_AF_TITUSIND = 2_500


@pytest.mark.parametrize("froe", [1, 2, 3, 4])
def test_ten_thousand_random_people_have_the_same_deadlines_in_both(froe: int) -> None:
    lov = hent_lov()
    uenige: list[Uenighed] = []
    raekker = 0
    for dag, personer in fordelt(froe, folk(froe, FJERDEDEL_AF_TITUSIND), VURDERINGSDAGE).items():
        grundlag = Grundlag.paa(lov, som_historik(personer), to_day(dag), standardvalg(lov))
        motoren = pr_borger(frist_raekker(grundlag))
        for person in personer:
            dagforloeb = som_noegler(frister(person, dag), FRISTKOLONNER)
            egne = som_noegler(motoren.get(person["borger"]["borger_id"], []), FRISTKOLONNER)
            raekker += dagforloeb.total()
            if fundet := uenighed(person, f"frø {froe}, {dag}", egne, dagforloeb):
                uenige.append(fundet)
    assert not uenige, vis(uenige)
    assert raekker > FJERDEDEL_AF_TITUSIND


@pytest.mark.parametrize("froe", [5])
def test_an_old_guidance_course_meets_a_later_right_in_both_when_the_switch_says_so(froe: int) -> None:
    lov = hent_lov()
    valg = standardvalg(lov) | {"ovo_grandfathered": "ja"}
    personer = folk(froe, 1_000)
    dag = date(2023, 10, 31)
    motoren = pr_borger(frist_raekker(Grundlag.paa(lov, som_historik(personer), to_day(dag), valg)))
    uenige = []
    aendrede = 0
    for person in personer:
        til = som_noegler(frister(person, dag, {"ovo_grandfathered": True}), FRISTKOLONNER)
        aendrede += til != som_noegler(frister(person, dag), FRISTKOLONNER)
        egne = som_noegler(motoren.get(person["borger"]["borger_id"], []), FRISTKOLONNER)
        if fundet := uenighed(person, f"frø {froe}, {dag}", egne, til):
            uenige.append(fundet)
    assert not uenige, vis(uenige)
    assert aendrede > 0


@pytest.mark.parametrize("froe", [11, 12, 13, 14])
def test_ten_thousand_random_people_are_measured_alike_under_all_three_rule_sets(froe: int) -> None:
    lov = hent_lov()
    personer = folk(froe, FJERDEDEL_AF_TITUSIND)
    maalinger = Fokusmaal(lov, som_historik(personer), standardvalg(lov))
    uenige: list[Uenighed] = []
    maalte = 0
    for dag, dagens in fordelt(froe, personer, MAANEDSSLUT).items():
        for regelsaet in REGELSAET:
            motoren = _maalt(maalinger, dag, regelsaet)
            for person in dagens:
                dagforloeb = Counter(fokusmaal(person, dag, regelsaet))
                maalte += dagforloeb.total()
                egne = motoren.get(person["borger"]["borger_id"], Counter())
                if fundet := uenighed(person, f"frø {froe}, {dag}, {regelsaet}", egne, dagforloeb):
                    uenige.append(fundet)
    assert not uenige, vis(uenige)
    assert maalte > FJERDEDEL_AF_TITUSIND // 2


@pytest.mark.parametrize(
    ("navn", "stilling"),
    [
        ("overlap_taeller", "nej"),
        ("delvis_raskmelding_taeller", "ja"),
        ("timeregel", "saerskilt"),
        ("timeregel", "samlet_100"),
    ],
)
def test_the_switches_of_the_focus_goals_mean_the_same_in_both(navn: str, stilling: str) -> None:
    lov = hent_lov()
    personer = folk(15, 800)
    maalinger = Fokusmaal(lov, som_historik(personer), standardvalg(lov) | {navn: stilling})
    valg = {navn: stilling == "ja" if stilling in ("ja", "nej") else stilling}
    uenige: list[Uenighed] = []
    for dag in (date(2022, 12, 31), date(2023, 6, 30), date(2024, 4, 30)):
        for regelsaet in REGELSAET:
            motoren = _maalt(maalinger, dag, regelsaet)
            for person in personer:
                dagforloeb = Counter(fokusmaal(person, dag, regelsaet, valg))
                egne = motoren.get(person["borger"]["borger_id"], Counter())
                if fundet := uenighed(person, f"{navn}={stilling}, {dag}, {regelsaet}", egne, dagforloeb):
                    uenige.append(fundet)
    assert not uenige, vis(uenige)


@pytest.mark.parametrize("vindue", REFUSIONSAAR, ids=lambda vindue: f"{vindue[0]}_{vindue[1]}")
def test_ten_thousand_random_people_stand_on_the_same_step_of_the_ladder_every_week(vindue: tuple[date, date]) -> None:
    fra, til = vindue
    personer = folk(20 + REFUSIONSAAR.index(vindue), 10_000 // len(REFUSIONSAAR))
    motoren = pr_borger(refusion_raekker(hent_lov(), som_historik(personer), to_day(fra), to_day(til)))
    uenige = []
    uger = 0
    for person in personer:
        dagforloeb = Counter(refusion(person, fra, til))
        uger += dagforloeb.total()
        egne = som_noegler(motoren.get(person["borger"]["borger_id"], []), UGEKOLONNER)
        if fundet := uenighed(person, f"{fra} til {til}", egne, dagforloeb):
            uenige.append(fundet)
    assert not uenige, vis(uenige)
    assert uger > len(personer)


def _maalt(maalinger: Fokusmaal, dag: date, regelsaet: str) -> dict[str, Counter[tuple[str, bool, bool]]]:
    """Per citizen the benefits they are measured on, with: activated, four talks."""
    maalte = maalinger.maalte(to_day(dag))
    aktive = maalinger.aktivering(maalte, regelsaet).aktiv.tolist()
    samtaler = maalinger.samtaler(maalte).tolist()
    ider, navne = maalinger.historik.borgere.ider, kodenavne("ydelse")
    svar: dict[str, Counter[tuple[str, bool, bool]]] = {}
    for nr, (person, ydelse) in enumerate(zip(maalte.person.tolist(), maalte.ydelse.tolist(), strict=True)):
        svar.setdefault(ider[person], Counter())[navne[ydelse], aktive[nr], samtaler[nr] >= 4] += 1
    return svar
