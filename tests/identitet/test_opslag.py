"""Names for lists, citizens found by number, protection kept, and every reveal written down first."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from tests.identitet.proevepersoner import indlaes_borgere, laes_ind, person, pk, proevenummer

from rettidig.identitet.fejl import IdentitetsFejl

pytestmark = pytest.mark.usefixtures("noegler")
BESKYTTET = {"adressebeskyttet": "ja"}


def test_a_list_gets_names_and_birth_dates_and_no_number(tmp_path: Path) -> None:
    from rettidig.identitet.selectors.opslag import navne

    indlaes_borgere(3)
    laes_ind(tmp_path, person(0), person(1, cpr=proevenummer(1, erstatning=True)))
    numre = [pk(f"P0000{nr}") for nr in range(3)]
    fundne = navne(numre)
    assert set(fundne) == set(numre[:2])
    assert fundne[numre[0]].foedselsdag_maske == f"{proevenummer(0)[:6]}-••••"
    assert not any(fundet.beskyttet for fundet in fundne.values())
    assert "Prøvesen" not in repr(fundne)
    assert proevenummer(0)[:6] not in repr(fundne)


def test_a_citizen_is_found_by_the_number_however_it_is_written_and_by_no_other(tmp_path: Path) -> None:
    from rettidig.identitet.selectors.opslag import find_cpr

    assert find_cpr(proevenummer(0)) is None
    indlaes_borgere(2)
    laes_ind(tmp_path, person(0))
    cifre = proevenummer(0)
    assert {find_cpr(cifre), find_cpr(f"{cifre[:6]}-{cifre[6:]}")} == {pk("P00000")}
    assert find_cpr(proevenummer(1)) is None
    with pytest.raises(IdentitetsFejl):
        find_cpr("ingen")


def test_a_number_that_was_corrected_away_finds_nobody(tmp_path: Path) -> None:
    from rettidig.identitet.selectors.opslag import find_cpr

    indlaes_borgere(2)
    laes_ind(tmp_path, person(0, cpr=proevenummer(1)))
    # The mistake is corrected for all days, and the number is free for the one it belongs to.
    laes_ind(tmp_path, person(0, gaelder_fra="1900-01-01"))
    nr = pk("P00000")
    assert find_cpr(proevenummer(0)) == nr


def test_a_protected_address_is_told_by_the_logged_way_alone_and_only_while_it_is_protected(tmp_path: Path) -> None:
    from rettidig.identitet.models import Afsloering
    from rettidig.identitet.selectors.opslag import adresser, beskyttede, navne
    from rettidig.identitet.services.afsloering import vis_adresse

    indlaes_borgere(3)
    laes_ind(tmp_path, person(0, **BESKYTTET), person(1, **BESKYTTET, beskyttet_til="2026-06-30"), person(2))
    a, b, c = (pk(f"P0000{nr}") for nr in range(3))
    with time_machine.travel(dt.datetime(2026, 6, 30, 12, tzinfo=dt.UTC)):
        assert {nr for nr, adresse in adresser([a, b, c]).items() if adresse is None} == {a, b}
        assert {raekke["borger_id"] for raekke in beskyttede()} == {a, b}
    with time_machine.travel(dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)):
        assert {nr for nr, vist in navne([a, b, c]).items() if vist.beskyttet} == {a}
        assert {raekke["borger_id"] for raekke in beskyttede()} == {a}
        adresse = vis_adresse(a, hvem="AB", formaal="brev til borgeren")
    assert adresse is not None
    assert adresse.linjer == ("Åløkkevej 0", "8000 Aarhus C")
    assert "Åløkkevej" not in repr(adresse)
    (set_,) = Afsloering.objects.all()
    assert (set_.borger_id, set_.hvem, set_.hvad, set_.formaal) == (a, "AB", "adresse", "brev til borgeren")


def test_a_number_is_shown_only_when_it_is_written_down_who_saw_it_and_why(tmp_path: Path) -> None:
    from rettidig.identitet.models import Afsloering
    from rettidig.identitet.services.afsloering import vis_cpr

    indlaes_borgere(2)
    laes_ind(tmp_path, person(0))
    nr = pk("P00000")
    assert vis_cpr(nr, hvem="AB", formaal="udbetaling") == f"{proevenummer(0)[:6]}-{proevenummer(0)[6:]}"
    for hvem, formaal, borger, kode in (
        ("", "x", nr, "hvem_mangler"),
        ("AB", " ", nr, "formaal_mangler"),
        ("AB", "x", pk("P00001"), "ukendt_identitet"),
    ):
        with pytest.raises(IdentitetsFejl) as fejl:
            vis_cpr(borger, hvem=hvem, formaal=formaal)
        assert fejl.value.kode == kode
    assert Afsloering.objects.count() == 1


def test_what_cannot_be_written_down_is_not_shown(tmp_path: Path) -> None:
    from rettidig.identitet.services.afsloering import vis_cpr
    from rettidig.sager.fejl import SagsFejl

    indlaes_borgere(1)
    laes_ind(tmp_path, person(0))
    with connection.cursor() as markoer:
        markoer.execute("ALTER TABLE identitet_afsloering ADD CONSTRAINT proeve CHECK (hvem <> 'AB')")
    try:
        with pytest.raises(SagsFejl):
            vis_cpr(pk("P00000"), hvem="AB", formaal="x")
    finally:
        with connection.cursor() as markoer:
            markoer.execute("ALTER TABLE identitet_afsloering DROP CONSTRAINT proeve")


@pytest.mark.parametrize(
    "forsoeg",
    [
        "DELETE FROM identitet_afsloering",
        "UPDATE identitet_afsloering SET hvem = 'en anden'",
        "UPDATE identitet_afsloering SET borger_id = NULL, pseudonym = 'x'",
    ],
)
def test_what_was_revealed_stays_written(tmp_path: Path, forsoeg: str) -> None:
    from rettidig.identitet.services.afsloering import vis_cpr

    indlaes_borgere(1)
    laes_ind(tmp_path, person(0))
    vis_cpr(pk("P00000"), hvem="AB", formaal="x")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as markoer:
        markoer.execute(forsoeg)


def test_relatives_are_found_both_ways_round(tmp_path: Path) -> None:
    from rettidig.identitet.selectors.opslag import familie

    indlaes_borgere(4)
    laes_ind(
        tmp_path,
        person(0, paaroerende=f"{proevenummer(1)} {proevenummer(300)}"),
        person(1),
        person(2, paaroerende=f"{proevenummer(0)[:6]}-{proevenummer(0)[6:]}"),
        person(3),
    )
    numre = [pk(f"P0000{nr}") for nr in range(4)]
    assert [familie(nr) for nr in numre] == [{numre[1], numre[2]}, {numre[0]}, {numre[0]}, set()]
    assert familie(10**9) == frozenset()
