"""What the deadline rules are made quick by: sets as tables, answers kept by identity, facts shared by groups."""

from __future__ import annotations

import gc
import weakref

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rettidig.motor.fristplan import fristplan, sidste_kodede_dag
from rettidig.motor.fristvalg import pr_fakta
from rettidig.motor.fund import _dagens_nummer
from rettidig.motor.grundlag import fritagende_grunde, samtaleversion, taellende_slags
from rettidig.motor.historik import Haendelser, kodenavne, kodenumre
from rettidig.motor.kodesaet import blandt, i_grupper
from rettidig.motor.udledt import udledt
from rettidig.regler.former.maalgruppe import INGEN_GRUPPE, UKENDT_GRUPPE
from rettidig.regler.indlaes import LOV, indlaes
from rettidig.tidslinje.model import points_from_lists

LISTER = st.sampled_from(["ydelse", "indsats", "slags", "form", "samtalestatus", "part", "grund", "status"])
GRUPPER = st.integers(1, 13) | st.sampled_from([INGEN_GRUPPE, UKENDT_GRUPPE])


@given(LISTER, st.data())
def test_a_code_is_in_a_set_when_it_is_one_of_its_numbers(liste: str, data: st.DataObject) -> None:
    navne = tuple(data.draw(st.lists(st.sampled_from(["", *kodenavne(liste)]), unique=True)))
    koder = np.array(data.draw(st.lists(st.integers(-1, len(kodenavne(liste)) - 1))), dtype=np.int16)
    assert blandt(koder, liste, navne).tolist() == np.isin(koder, kodenumre(liste, navne)).tolist()


@given(st.lists(GRUPPER), st.lists(GRUPPER, unique=True))
def test_a_group_is_in_a_set_when_it_is_named(gruppe: list[int], grupper: list[int]) -> None:
    fundet = i_grupper(np.array(gruppe, dtype=np.int64), tuple(grupper))
    assert fundet.tolist() == [nummer in grupper for nummer in gruppe]


@given(st.lists(GRUPPER), st.integers(1, 4))
def test_every_group_gets_its_own_facts_and_those_who_share_get_them_together(gruppe: list[int], antal: int) -> None:
    fakta = [object() for _ in range(antal)]
    kolonne = np.array(gruppe, dtype=np.int64)
    faaet: list[list[object]] = [[] for _ in gruppe]
    spurgt = []
    for egne, pladser in pr_fakta(kolonne, lambda nummer: fakta[nummer % antal]):
        spurgt.append(egne)
        for plads in np.arange(len(gruppe))[pladser].tolist():
            faaet[plads].append(egne)
    assert faaet == [[fakta[nummer % antal]] for nummer in gruppe]
    assert len(spurgt) == len({nummer % antal for nummer in gruppe})


@given(st.lists(st.lists(st.integers(0, 5)).map(sorted)))
def test_a_talk_has_the_number_of_its_day_among_the_days_of_its_course(dage: list[list[int]]) -> None:
    nr = np.array([plads for plads, egne in enumerate(dage) for _ in egne], dtype=np.int64)
    dag = np.array([dag for egne in dage for dag in egne], dtype=np.int32)
    ventet = [sorted(set(egne)).index(dag) + 1 for egne in dage for dag in egne]
    assert _dagens_nummer(nr, dag).tolist() == ventet


class Lov:
    """Something the answer is worked out of: compared by content, as law is."""

    def __init__(self, navn: str) -> None:
        self.navn = navn

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lov) and self.navn == other.navn

    __hash__ = None  # type: ignore[assignment]


def test_what_is_worked_out_of_a_law_is_worked_out_once_for_each_law_and_question() -> None:
    udregnet = []

    @udledt
    def laengde(lov: Lov, gange: int) -> int:
        udregnet.append((lov.navn, gange))
        return len(lov.navn) * gange

    den_ene, den_anden = Lov("LAB"), Lov("LAB")
    assert [laengde(den_ene, 2), laengde(den_ene, 2), laengde(den_ene, 3), laengde(den_anden, 2)] == [6, 6, 9, 6]
    assert udregnet == [("LAB", 2), ("LAB", 3), ("LAB", 2)]


def test_what_is_worked_out_keeps_no_law_alive() -> None:
    @udledt
    def navn(lov: Lov) -> str:
        return lov.navn

    lov = Lov("SDL")
    assert navn(lov) == "SDL"
    levende = weakref.ref(lov)
    del lov
    gc.collect()
    assert levende() is None
    assert navn(Lov("LAB")) == "LAB"


def test_events_are_found_by_name_however_often_they_are_asked_for() -> None:
    dage = points_from_lists([[10, 20, 30], [5]])
    haendelser = Haendelser(dage, np.array(["syg", "rask", "syg", "rask"]), np.arange(4))
    andre = Haendelser(dage, np.array(["rask", "rask", "rask", "syg"]), np.arange(4))
    for _ in range(2):
        assert [haendelser.kaldet("syg").of(ejer) for ejer in (0, 1)] == [[(10, 0), (30, 2)], []]
        assert [andre.kaldet("syg").of(ejer) for ejer in (0, 1)] == [[], [(5, 3)]]
        assert len(haendelser.kaldet("findes ikke").day) == 0


def test_a_law_once_used_for_deadlines_is_let_go_with_its_last_user() -> None:
    lov = indlaes(LOV)
    regler = [weakref.ref(regel) for regel in lov.frister()]
    assert fritagende_grunde(lov, "tilbud", lov.frister()[0].regel, 4) != fritagende_grunde(lov, "samtaler", "", 4)
    assert taellende_slags(lov, 1) == samtaleversion(lov).slags
    for regel in lov.frister():
        fristplan(regel, sidste_kodede_dag(lov))
    del lov, regel
    gc.collect()
    assert [regel() for regel in regler] == [None] * len(regler)
