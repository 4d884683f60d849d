"""The SQL version of fin.refusion against hand-counted weeks, and against a plain loop over the weeks."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.sql.koer import Raekke, refusion
from tests.sql.tabeller import tabeller

KONTANTHJAELP = {"ydelse": "kontanthjaelp", "visitation": "jobparat"}
MANDAG = date(2018, 1, 1).toordinal()


def uger(raekker: list[Raekke]) -> list[tuple[str, int, int]]:
    return [(raekke["uge"], raekke["ugenummer"], raekke["sats"]) for raekke in raekker]


def uge(nummer: int) -> date:
    """Monday of the week that lies `nummer` weeks after the first week of 2018."""
    return date.fromordinal(MANDAG + 7 * nummer)


def i_uge(foerste: int, sidste: int, **felter: Any) -> dict[str, Any]:
    """A spell on the Wednesdays from the first to the last week named."""
    return {
        "fra": date.fromordinal(uge(foerste).toordinal() + 2),
        "til": date.fromordinal(uge(sidste).toordinal() + 3),
    } | felter


def numre(*ydelser: dict[str, Any], **data: Any) -> list[int]:
    tabel = tabeller(ydelser=list(ydelser), **data)
    return [raekke["ugenummer"] for raekke in refusion(tabel, uge(0), uge(600))]


def test_example_5_the_rate_falls_in_weeks_5_27_and_53() -> None:
    tabel = tabeller(ydelser=[KONTANTHJAELP | {"fra": date(2023, 1, 2)}])
    raekker = refusion(tabel, date(2023, 1, 2), date(2024, 1, 7))
    assert len(raekker) == 53
    trin = {4: ("2023-W04", 80), 5: ("2023-W05", 40), 26: ("2023-W26", 40), 27: ("2023-W27", 30)}
    trin |= {52: ("2023-W52", 30), 53: ("2024-W01", 20)}
    for nummer, (ugenavn, sats) in trin.items():
        assert uger(raekker)[nummer - 1] == (ugenavn, nummer, sats)


def test_a_week_is_judged_whole_though_the_question_cuts_it() -> None:
    ydelser = [KONTANTHJAELP | {"fra": date(2023, 1, 8), "til": date(2023, 1, 10)}]
    tabel = tabeller(ydelser=ydelser)
    assert uger(refusion(tabel, date(2023, 1, 3), date(2023, 1, 3))) == [("2023-W01", 1, 80)]
    assert uger(refusion(tabel, date(2023, 1, 15), date(2023, 1, 20))) == [("2023-W02", 2, 80)]
    assert uger(refusion(tabel, date(2023, 1, 16), date(2023, 1, 20))) == []


def test_iso_weeks_carry_the_iso_year() -> None:
    ydelser = [KONTANTHJAELP | {"fra": date(2021, 1, 1), "til": date(2021, 1, 2)}]
    assert uger(refusion(tabeller(ydelser=ydelser), date(2020, 12, 1), date(2021, 2, 1))) == [("2020-W53", 1, 80)]


def test_several_benefits_in_a_week_count_once_and_are_named_in_code_list_order() -> None:
    ydelser = [i_uge(0, 0, ydelse="sygedagpenge"), i_uge(0, 1, **KONTANTHJAELP), i_uge(2, 2, ydelse="fleksloentilskud")]
    loentilskud = [i_uge(1, 3, indsats="loentilskud_offentlig")]
    raekker = refusion(tabeller(ydelser=ydelser, indsatser=loentilskud), uge(0), uge(9))
    assert [(raekke["ydelse"], raekke["ugenummer"]) for raekke in raekker] == [
        ("kontanthjaelp+sygedagpenge", 1),
        ("kontanthjaelp", 2),
        ("fleksloentilskud", 3),
        ("loentilskud", 4),
    ]


def test_52_whole_weeks_of_self_support_start_the_count_again_and_51_do_not() -> None:
    assert numre(i_uge(0, 1, **KONTANTHJAELP), i_uge(54, 55, **KONTANTHJAELP)) == [1, 2, 1, 2]
    assert numre(i_uge(0, 1, **KONTANTHJAELP), i_uge(53, 54, **KONTANTHJAELP)) == [1, 2, 3, 4]


def test_a_self_supporting_case_is_self_support_but_a_week_of_study_grant_or_apprenticeship_is_not() -> None:
    foer, efter = i_uge(0, 1, **KONTANTHJAELP), i_uge(54, 54, **KONTANTHJAELP)
    assert numre(foer, i_uge(10, 10, ydelse="ingen"), efter) == [1, 2, 1]
    assert numre(foer, i_uge(10, 10, ydelse="su"), efter) == [1, 2, 3]
    assert numre(foer, efter, indsatser=[i_uge(10, 10, indsats="voksenlaerling")]) == [1, 2, 3]
    assert numre(foer, efter, indsatser=[i_uge(10, 10, indsats="mentor")]) == [1, 2, 1]


def test_weeks_before_the_first_touched_week_of_the_count_are_no_self_support() -> None:
    assert numre(i_uge(0, 0, ydelse="su"), i_uge(100, 102, **KONTANTHJAELP)) == [1, 2, 3]


def test_self_support_may_be_scattered_over_three_years_but_not_more() -> None:
    def spredt(afstand: int) -> list[int]:
        return numre(*(i_uge(n, n + afstand - 2, **KONTANTHJAELP) for n in range(0, 400, afstand)))

    assert spredt(3)[:106] == [*range(1, 105), 1, 2]
    assert spredt(4)[-1] == 300


def test_weeks_known_from_before_are_added_until_the_count_starts_again() -> None:
    borgere = [{"ugetal_foer": 25}]
    ydelser = [i_uge(0, 1, **KONTANTHJAELP), i_uge(60, 60, **KONTANTHJAELP)]
    raekker = refusion(tabeller(borgere=borgere, ydelser=ydelser), uge(0), uge(70))
    assert [(raekke["ugenummer"], raekke["sats"]) for raekke in raekker] == [(26, 40), (27, 30), (1, 80)]


PERIODER = st.lists(
    st.tuples(st.sampled_from(["kontanthjaelp", "su"]), st.integers(0, 420), st.integers(0, 70)), min_size=1, max_size=9
)


@given(PERIODER, st.integers(0, 60))
def test_the_set_based_count_equals_a_plain_loop_over_the_weeks(
    perioder: list[tuple[str, int, int]], ugetal_foer: int
) -> None:
    ydelser = [i_uge(foerste, foerste + laengde, ydelse=ydelse) for ydelse, foerste, laengde in perioder]
    tabel = tabeller(borgere=[{"ugetal_foer": ugetal_foer}], ydelser=ydelser)
    svar = [raekke["ugenummer"] for raekke in refusion(tabel, uge(0), uge(600))]

    optaget = {uge for _, foerste, laengde in perioder for uge in range(foerste, foerste + laengde + 1)}
    beroert = {
        uge for ydelse, foerste, laengde in perioder if ydelse != "su" for uge in range(foerste, foerste + laengde + 1)
    }
    ventet: list[int] = []
    nummer, begyndt = ugetal_foer, None
    for uge_nr in sorted(beroert):
        if begyndt is None:
            begyndt = uge_nr
        elif len([u for u in range(max(begyndt + 1, uge_nr - 156), uge_nr) if u not in optaget]) >= 52:
            nummer, begyndt = 0, uge_nr
        nummer += 1
        ventet.append(nummer)
    assert svar == ventet
