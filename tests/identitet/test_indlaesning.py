"""Who citizens are comes in from a file: previewed, tolerant, atomic, the same twice changes nothing, history kept."""

from __future__ import annotations

import datetime as dt
import logging
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from tests.identitet.proevepersoner import indlaes_borgere, laes_ind, person, pk, proevenummer, skriv

from rettidig.identitet.fejl import IdentitetsFejl

pytestmark = pytest.mark.usefixtures("noegler")


def tal(visning) -> tuple[int, int, int, int]:  # type: ignore[no-untyped-def]
    return visning.nye, visning.aendrede, visning.uaendrede, visning.rapport.sat_til_side


def grunde(visning) -> set[tuple[str, str]]:  # type: ignore[no-untyped-def]
    return {(kode, kolonne) for _, kode, kolonne in visning.rapport.grunde}


def test_a_preview_says_what_the_import_then_does_and_the_same_again_changes_nothing(tmp_path: Path) -> None:
    from rettidig.identitet.models import Identitetsregistrering
    from rettidig.identitet.services.indlaesning import forhaandsvis

    indlaes_borgere(5)
    raekker = [person(nr) for nr in range(5)]
    fil = skriv(tmp_path, raekker)
    assert tal(forhaandsvis(fil)) == (5, 0, 0, 0)
    assert Identitetsregistrering.objects.count() == 0
    assert tal(laes_ind(tmp_path, *raekker)) == (5, 0, 0, 0)
    assert tal(forhaandsvis(fil)) == (0, 0, 5, 0)
    assert tal(laes_ind(tmp_path, *raekker)) == (0, 0, 5, 0)
    assert Identitetsregistrering.objects.count() == 5
    # Whom the file leaves out is not touched.
    assert tal(laes_ind(tmp_path, person(2, navn="Ny Navnesen"))) == (0, 1, 0, 0)
    assert Identitetsregistrering.objects.filter(lukket_af=None).count() == 6


def test_a_change_of_name_keeps_what_it_was_before_in_both_kinds_of_time(tmp_path: Path) -> None:
    from rettidig.identitet.selectors.opslag import navne
    from rettidig.sager.selectors.kendt import kendt_nu

    indlaes_borgere(1)
    laes_ind(tmp_path, person(0, navn="Før Prøvesen"))
    foer = kendt_nu()
    laes_ind(tmp_path, person(0, navn="Efter Prøvesen", gaelder_fra="2024-05-01"))
    nr = pk("P00000")

    def navn(**naar: object) -> str:
        return navne([nr], **naar)[nr].navn  # type: ignore[arg-type]

    assert navn() == "Efter Prøvesen"
    assert navn(pr=dt.date(2024, 5, 1)) == "Efter Prøvesen"
    assert navn(pr=dt.date(2024, 4, 30)) == "Før Prøvesen"
    assert navn(pr=dt.date(2024, 5, 1), kendt=foer) == "Før Prøvesen"
    assert tal(laes_ind(tmp_path, person(0, navn="Efter Prøvesen", gaelder_fra="2024-05-01"))) == (0, 0, 1, 0)
    # A correction of the same days replaces what stood there, and the days before stand.
    laes_ind(tmp_path, person(0, navn="Efter Rettelsen", gaelder_fra="2024-05-01"))
    assert (navn(), navn(pr=dt.date(2024, 4, 30))) == ("Efter Rettelsen", "Før Prøvesen")


def test_one_person_can_be_corrected_by_a_person_and_it_is_known_who_did_it(tmp_path: Path) -> None:
    from rettidig.identitet.cpr import Cpr
    from rettidig.identitet.person import Person
    from rettidig.identitet.selectors.opslag import find_cpr, navne
    from rettidig.identitet.services.indlaesning import ret

    indlaes_borgere(2)
    laes_ind(tmp_path, person(0))
    nr = pk("P00000")
    handling = ret(nr, Person(Cpr(proevenummer(9)), "Rettet Prøvesen"), hvem="BB", hvorfor="tastefejl")
    assert (handling.slags, handling.hvem, handling.hvorfor) == ("identitet", "BB", "tastefejl")
    assert navne([nr])[nr].navn == "Rettet Prøvesen"
    assert find_cpr(proevenummer(9)) == nr
    for borger, egen, kode in (
        (pk("P00001"), Person(Cpr(proevenummer(9)), "Anden"), "cpr_optaget"),
        (10**9, Person(Cpr(proevenummer(8)), "Ingen"), "ukendt_borger"),
        (nr, Person(Cpr(proevenummer(8)), " "), "navn_mangler"),
    ):
        with pytest.raises(IdentitetsFejl) as fejl:
            ret(borger, egen, hvem="BB", hvorfor="")
        assert fejl.value.kode == kode


@pytest.mark.parametrize("kodning", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("skil", [";", ",", "\t"])
def test_a_file_is_read_however_danish_systems_write_it(tmp_path: Path, kodning: str, skil: str) -> None:
    from rettidig.identitet.selectors.opslag import navne
    from rettidig.identitet.services.indlaesning import indlaes

    indlaes_borgere(1)
    linjer = ["Borger_ID;CPR-nr;NAVN;Adresse;Postnummer;By;Adressebeskyttet;Beskyttet_til"]
    linjer += [f"P00000; {proevenummer(0)[:6]}-{proevenummer(0)[6:]} ;Ærø  Åsen;Vejen 1;800;Højby;JA;31-12-2999"]
    fil = tmp_path / "fil.csv"
    fil.write_bytes("\r\n".join(linjer).replace(";", skil).encode(kodning))
    assert tal(indlaes(fil, hvem="proeve")[1]) == (1, 0, 0, 0)
    vist = navne([pk("P00000")])[pk("P00000")]
    assert (vist.navn, vist.beskyttet) == ("Ærø Åsen", True)


def test_a_workbook_is_read_too_and_a_zero_it_dropped_is_put_back(tmp_path: Path) -> None:
    import xlsxwriter

    from rettidig.identitet.selectors.opslag import find_cpr
    from rettidig.identitet.services.indlaesning import indlaes

    indlaes_borgere(1)
    bog = xlsxwriter.Workbook(tmp_path / "personer.xlsx")
    ark = bog.add_worksheet()
    ark.write_row(0, 0, ["borger_id", "cpr", "navn", "adressebeskyttet", "postnr"])
    ark.write_row(1, 0, ["P00000", int(proevenummer(0)), "Ark Prøvesen", "nej", 800])
    bog.close()
    visning = indlaes(tmp_path / "personer.xlsx", hvem="proeve")[1]
    assert tal(visning) == (1, 0, 0, 0)
    assert grunde(visning) == {("foranstillet_nul", "cpr")}
    assert find_cpr(proevenummer(0)) == pk("P00000")


UGLY = [
    ({"borger_id": ""}, "mangler", "borger_id"),
    ({"borger_id": "findes-ikke"}, "ukendt_borger", "borger_id"),
    ({"borger_id": "1,2E+10"}, "borger_id_form", "borger_id"),
    ({"cpr": ""}, "mangler", "cpr"),
    ({"cpr": "3002585123"}, "cpr_dato", "cpr"),
    ({"cpr": "0101575123"}, "cpr_fremtid", "cpr"),
    ({"cpr": "hemmeligt"}, "cpr_form", "cpr"),
    ({"navn": ""}, "mangler", "navn"),
    ({"navn": "=cmd()"}, "formel", "navn"),
    ({"navn": "a\x01b"}, "styretegn", "navn"),
    ({"navn": "x" * 301}, "for_lang", "navn"),
    ({"adressebeskyttet": "måske"}, "ikke_ja_eller_nej", "adressebeskyttet"),
    ({"beskyttet_til": "2024-02-30", "adressebeskyttet": "ja"}, "umulig_dato", "beskyttet_til"),
    ({"gaelder_fra": "engang"}, "ulaeselig_dato", "gaelder_fra"),
    ({"paaroerende": "nogen"}, "cpr_form", "paaroerende"),
]


@pytest.mark.parametrize(("aendring", "kode", "kolonne"), UGLY)
def test_a_bad_row_is_set_aside_with_its_reason_and_the_good_ones_go_in(
    tmp_path: Path, aendring: dict[str, str], kode: str, kolonne: str
) -> None:
    from rettidig.sprog import tekst

    indlaes_borgere(2)
    visning = laes_ind(
        tmp_path, person(0) | {"beskyttet_til": "", "gaelder_fra": "", "paaroerende": ""} | aendring, person(1)
    )
    assert tal(visning) == (1, 0, 0, 1)
    assert (kode, kolonne) in grunde(visning)
    assert visning.rapport.laest == visning.rapport.godkendt + visning.rapport.sat_til_side
    linjer = [tekst(f"identitet.grund.{k}", kolonne=kol) + r for _, k, kol, _, r in visning.rapport.linjer()]
    assert all(vaerdi not in " ".join(linjer) for vaerdi in aendring.values() if len(vaerdi) > 4)


def test_one_number_is_one_citizens_in_the_file_and_in_the_store(tmp_path: Path) -> None:
    indlaes_borgere(4)
    laes_ind(tmp_path, person(0))
    taget = person(1, cpr=proevenummer(0))
    visning = laes_ind(tmp_path, taget, person(2), person(3, cpr=proevenummer(2)), person(2, cpr=proevenummer(7)))
    assert tal(visning) == (1, 0, 0, 3)
    assert grunde(visning) == {("cpr_optaget", "cpr"), ("cpr_gentaget", "cpr"), ("gentaget_borger", "borger_id")}


def test_a_birth_date_that_is_not_that_of_the_case_is_remarked_on(tmp_path: Path) -> None:
    indlaes_borgere(1)
    assert grunde(laes_ind(tmp_path, person(0, cpr=proevenummer(40)))) == {("foedselsdato_afviger", "cpr")}


def test_rows_that_cannot_be_split_and_columns_nobody_knows_are_counted(tmp_path: Path) -> None:
    from rettidig.identitet.services.indlaesning import indlaes

    indlaes_borgere(1)
    fil = tmp_path / "fil.csv"
    fil.write_text(
        f"borger_id;cpr;navn;adressebeskyttet;ekstra\nP00000;{proevenummer(0)};Navn;nej;x\nP00001;1\nP1;2;3;4;5;6\n"
    )
    visning = indlaes(fil, hvem="proeve")[1]
    assert tal(visning) == (1, 0, 0, 2)
    assert grunde(visning) == {("for_faa_felter", ""), ("for_mange_felter", ""), ("ukendte_kolonner", "1")}


@pytest.mark.parametrize(
    ("indhold", "kode"),
    [
        (b"", "fil_tom_fil"),
        (b"%PDF-1.7 x", "fil_ikke_tekst"),
        (b"borger_id;cpr;navn\nA;B;C\n", "mangler_kolonner"),
        (f"P00000;{proevenummer(0)};Navn Uden Overskrift;nej\n".encode(), "mangler_kolonner"),
        (f"{proevenummer(0)};{proevenummer(0)};x\nA;B;C\n".encode(), "fil_gentaget_kolonne"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence_with_nothing_of_it(
    tmp_path: Path, indhold: bytes, kode: str
) -> None:
    from rettidig.identitet.services.indlaesning import indlaes

    fil = tmp_path / f"udtraek for {proevenummer(0)}.csv"
    fil.write_bytes(indhold)
    with pytest.raises(IdentitetsFejl) as fejl:
        indlaes(fil, hvem="proeve")
    assert fejl.value.kode == kode
    assert proevenummer(0) not in str(fejl.value)
    assert "Navn Uden" not in str(fejl.value)
    with pytest.raises(IdentitetsFejl, match="findes ikke"):
        indlaes(tmp_path / "ingen.csv", hvem="proeve")


def test_nothing_of_a_person_is_logged_or_kept_open_in_the_database(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    from rettidig.identitet.models import Identitetsregistrering
    from rettidig.sager.models import Handling

    indlaes_borgere(2)
    with caplog.at_level(logging.DEBUG):
        laes_ind(tmp_path, person(0), person(1, cpr="ikke et nummer"))
    cifre = proevenummer(0)
    (registrering,) = Identitetsregistrering.objects.all()
    vist = [repr(registrering), str(registrering), caplog.text, *map(str, Handling.objects.values_list())]
    with connection.cursor() as markoer:
        markoer.execute("SELECT r::text, h::text FROM identitet_registrering r, sager_handling h")
        vist += [felt for raekke in markoer.fetchall() for felt in raekke]
    for spor in (cifre, f"{cifre[:6]}-{cifre[6:]}", "Prøvesen", "Åløkkevej", "personer.csv", cifre.encode().hex()):
        assert all(spor not in tekst for tekst in vist), spor


@pytest.mark.parametrize(
    "forsoeg",
    [
        "DELETE FROM identitet_registrering",
        "UPDATE identitet_registrering SET adressebeskyttet = true",
        "UPDATE identitet_registrering SET navn = cpr",
        "UPDATE identitet_registrering SET borger_id = (SELECT max(id) FROM sager_borger)",
        "SET LOCAL rettidig.noegleskift = '1'; UPDATE identitet_registrering SET navn = cpr",
        "SET LOCAL rettidig.noegleskift = '1'; UPDATE identitet_registrering SET noegle_nr = 2, beskyttet_til = now()",
        "SET LOCAL rettidig.noegleskift = '1'; UPDATE identitet_registrering SET noegle_nr = 2, borger_id = 0",
        "SET LOCAL rettidig.noegleskift = '1'; DELETE FROM identitet_registrering",
        "INSERT INTO identitet_registrering SELECT (jsonb_populate_record(r, '{\"id\": 0}')).* "
        "FROM identitet_registrering r",
    ],
)
def test_what_has_been_written_is_neither_changed_nor_deleted(tmp_path: Path, forsoeg: str) -> None:
    indlaes_borgere(2)
    laes_ind(tmp_path, person(0))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as markoer:
        markoer.execute(forsoeg)


def test_rows_swapped_behind_the_programs_back_do_not_open(tmp_path: Path) -> None:
    from rettidig.identitet.selectors.opslag import navne

    indlaes_borgere(2)
    laes_ind(tmp_path, person(0), person(1))
    with connection.cursor() as markoer:
        markoer.execute("ALTER TABLE identitet_registrering DISABLE TRIGGER USER")
        markoer.execute(
            "UPDATE identitet_registrering r SET navn = a.navn FROM identitet_registrering a WHERE a.id <> r.id"
        )
        markoer.execute("ALTER TABLE identitet_registrering ENABLE TRIGGER USER")
    with pytest.raises(IdentitetsFejl) as fejl:
        navne([pk("P00000")])
    assert fejl.value.kode == "kan_ikke_aabnes"


def test_without_the_keys_nothing_is_written_over_and_the_sentence_says_what_to_do(
    tmp_path: Path, noegler: Path
) -> None:
    from rettidig.identitet import noeglering
    from rettidig.identitet.selectors.opslag import navne
    from rettidig.identitet.services import noegleskift

    indlaes_borgere(1)
    laes_ind(tmp_path, person(0))
    (noegler / "identitet.json").rename(noegler / "gemt")
    for forsoeg in (
        lambda: laes_ind(tmp_path, person(0, navn="X")),
        lambda: navne([pk("P00000")]),
        noegleskift.ny,
    ):
        with pytest.raises(IdentitetsFejl) as fejl:
            forsoeg()
        assert fejl.value.kode == "noeglefil_mangler"
    # A key file of another town: the same numbers, other keys.
    with noeglering.ret_ring():
        noeglering.gem_ring(noeglering.foerste_ring())
    with pytest.raises(IdentitetsFejl) as fejl:
        laes_ind(tmp_path, person(0, navn="X"))
    assert fejl.value.kode == "forkert_noegle"
    (noegler / "gemt").rename(noegler / "identitet.json")
    assert navne([pk("P00000")])
