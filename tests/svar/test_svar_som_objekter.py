"""Answers are had as objects, without a command line: asked, answered, and let go of."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.cli.udtraek import skriv_udtraek

from rettidig.forloeb import Datasaet, laes_datasaet
from rettidig.svar import forklaringer, frister, fund, maaleperioder, maalinger, opfyld, refusion, tilsyn, tjek
from rettidig.svar.fejl import Brugerfejl
from rettidig.svar.kolonnesvar import Kolonnesvar
from rettidig.svar.model import Svar
from rettidig.svar.spoergsmaal import lov_eller_saetning

PR = "2023-05-31"
IDAG = dt.date(2024, 1, 15)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Datasaet:
    return laes_datasaet(str(skriv_udtraek(tmp_path_factory.mktemp("svar") / "by")))


def alle(data: Datasaet) -> list[Svar]:
    lov = lov_eller_saetning()
    return [
        frister.spoerg(lov, PR).svar(data),
        opfyld.spoerg(lov, PR).svar(data),
        fund.spoerg(lov, PR).svar(data),
        maaleperioder.spoerg(lov, "2023-01-31", "2023-06-30").svar(data),
        refusion.spoerg(lov, "2023-01-02", "2023-02-05").svar(data),
        maalinger.spoerg(lov, PR, None).svar(data, IDAG),
        maalinger.spoerg(lov, None, "2023").svar(data, IDAG),
        tilsyn.spoerg(lov, "2023", "5,1", "4.9").svar(data, IDAG),
        tjek.svar(lov, data),
    ]


def test_every_row_has_exactly_the_columns_the_answer_names(data: Datasaet) -> None:
    for svar in alle(data):
        with svar:
            assert len(svar.raekker)
            navne = [kolonne.navn for kolonne in svar.kolonner]
            assert all(sorted(raekke) == sorted(navne) for raekke in svar.raekker)


def test_an_answer_says_what_its_rows_are_and_on_what_it_rests(data: Datasaet) -> None:
    for svar in alle(data)[:-1]:
        with svar:
            hoved = svar.hoved()
            assert svar.overskrift
            assert hoved["lov"] == svar.lov
            assert hoved["data"]["rows"] == data.rapport.godkendt


def test_a_large_answer_that_has_been_let_go_of_holds_nothing_any_more(data: Datasaet) -> None:
    with frister.spoerg(lov_eller_saetning(), PR).svar(data) as svar:
        assert isinstance(svar.raekker, Kolonnesvar)
        assert svar.raekker[0]
    with pytest.raises(ValueError, match="closed file"):
        list(svar.raekker)


def test_one_citizens_rows_are_those_among_everybodys(data: Datasaet) -> None:
    lov = lov_eller_saetning()
    for spurgt in (frister.spoerg(lov, PR), opfyld.spoerg(lov, PR), fund.spoerg(lov, PR)):
        with spurgt.svar(data) as samtlige:
            for borger in ("E1", "E2", "R5", "Z9"):
                with spurgt.svar(data, borger=borger) as en:
                    assert list(en.raekker) == [r for r in samtlige.raekker if r["borger_id"] == borger]


def test_the_explanations_object_holds_the_rows_it_explains(data: Datasaet) -> None:
    spurgt = forklaringer.spoerg(lov_eller_saetning(), PR)
    objekt = spurgt.som_objekt(data, "E1")
    with frister.spoerg(lov_eller_saetning(), PR).svar(data, borger="E1") as svar:
        assert objekt["raekker"] == list(svar.raekker)
    assert objekt["forklaring"]
    assert spurgt.forklaring(data, "E1").som_tekst()


def test_a_fault_of_the_question_carries_its_key_for_those_who_must_say_it_otherwise(data: Datasaet) -> None:
    lov = lov_eller_saetning()
    with pytest.raises(Brugerfejl) as fejl:
        frister.spoerg(lov, "2023-02-30")
    assert (fejl.value.noegle, fejl.value.felter["indstilling"]) == ("cli.umulig_dato", "--pr")
    with pytest.raises(Brugerfejl) as fejl:
        maalinger.spoerg(lov, PR, "2023")
    assert fejl.value.noegle == "cli.pr_eller_aar"
    with pytest.raises(Brugerfejl) as fejl:
        frister.spoerg(lov, PR).svar(data, borger="findes-ikke")
    assert fejl.value.noegle == "cli.ukendt_borger"


def test_the_room_stands_without_a_terminal_and_without_a_store() -> None:
    mappe = Path(frister.__file__).parent
    for fil in mappe.glob("*.py"):
        indhold = fil.read_text(encoding="utf-8")
        assert not any(ord_ in indhold for ord_ in ("import sys", "rettidig.cli", "django", "import typer"))
