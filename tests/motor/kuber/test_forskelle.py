"""Changed citizens are found, all of them and no others, whatever form the data have."""

from __future__ import annotations

import copy
import datetime as dt

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.motor.kuber.kubefolk import aendringer, byfolk, historik, opgave, talt
from tests.motor.sammenligning import Person

from rettidig.motor.historik import Historik
from rettidig.motor.kuber import optael, ret
from rettidig.motor.kuber.forskelle import Del, forskelle
from rettidig.motor.kuber.udsnit import ingen, udvalgte
from rettidig.regler.indlaes import hent_lov

FOLK = byfolk(3, 30)
FREMMEDE = byfolk(8, 20)
SPOERGSMAAL = opgave(dt.date(2022, 11, 1), dt.date(2023, 6, 1))


def dele(personer: list[Person], pr_del: int) -> list[Del]:
    def del_(fra: int) -> Del:
        return lambda: historik(ordnet[fra : fra + pr_del])

    ordnet = sorted(personer, key=lambda person: person["borger"]["borger_id"])
    return [del_(fra) for fra in range(0, len(ordnet), pr_del)]


def ider(historikker: list[Historik]) -> list[str]:
    return [id_ for en in historikker for id_ in en.borgere.ider]


@settings(max_examples=15, deadline=None)
@given(data=st.data(), foer_pr_del=st.integers(3, 40), efter_pr_del=st.integers(3, 40))
def test_a_cube_corrected_for_what_is_found_is_the_cube_counted_anew(
    data: st.DataObject, foer_pr_del: int, efter_pr_del: int
) -> None:
    efter = data.draw(aendringer(FOLK, FREMMEDE))
    fundet = forskelle(dele(FOLK, foer_pr_del), dele(efter, efter_pr_del))
    kube = talt(FOLK, SPOERGSMAAL)
    for en in fundet.foer():
        kube = ret(kube, en, ingen())
    for en in fundet.efter():
        kube = ret(kube, ingen(), en)
    assert kube == talt(efter, SPOERGSMAAL)
    gamle, nye = ({person["borger"]["borger_id"]: person for person in folk} for folk in (FOLK, efter))
    aendrede = {id_ for id_ in {*gamle, *nye} if gamle.get(id_) != nye.get(id_)}
    assert {*ider([*fundet.foer()]), *ider([*fundet.efter()])} <= aendrede
    assert fundet.antal <= len(aendrede)


def test_the_same_people_in_other_blocks_and_rows_do_not_differ() -> None:
    flyttede = copy.deepcopy(FOLK)
    flyttede.reverse()
    fundet = forskelle(dele(FOLK, 7), dele(flyttede, 11))
    assert (fundet.antal, list(fundet.foer()), list(fundet.efter())) == (0, [], [])


def test_everyone_differs_from_no_one() -> None:
    assert forskelle([], dele(FOLK, 9)).antal == len(FOLK) == forskelle(dele(FOLK, 9), []).antal


def test_chosen_citizens_are_counted_as_if_they_had_stood_alone() -> None:
    alle = historik(FOLK)
    for steder in ([0], [3, 4, 17], list(range(0, 30, 2)), []):
        kun = udvalgte(alle, np.array(steder, dtype=np.int64))
        assert optael(hent_lov(), kun, SPOERGSMAAL.opsaetning) == talt([FOLK[nr] for nr in steder], SPOERGSMAAL)
