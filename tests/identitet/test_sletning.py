"""Erasure: nothing of the citizen is left in any table, the acts stay, and nothing else can be deleted."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from tests.identitet.proevepersoner import foedt, indlaes_borgere, laes_ind, person, pk, proevenummer
from tests.sager.udtraek import D, lille, ydelse

from rettidig.identitet.fejl import IdentitetsFejl
from rettidig.sager.fejl import SagsFejl

pytestmark = pytest.mark.usefixtures("noegler")
NOEGLE = "K-fortrolig-77"
NAVN = "Æskild Unik Prøvesen"
FOEDT = foedt(proevenummer(0))


def udskrift(store: Path) -> str:
    """The whole database as ``pg_dump`` writes it, and what lies packed in it."""
    from rettidig.drift.forbindelse import database
    from rettidig.drift.konto import serverkonto
    from rettidig.drift.programmer import koer
    from rettidig.forloeb.lager.fundpost import pak_fund_ud
    from rettidig.sager.models import Handling

    valgt = database()
    adresse = f"host={valgt['HOST']} port={valgt['PORT']} user={valgt['USER']} password={valgt['PASSWORD']}"
    dump = koer(serverkonto(), "pg_dump", "--inserts", "-d", f"{adresse} dbname={valgt['NAME']}")
    assert dump.returncode == 0
    pakket = [
        repr(list(blok) if hasattr(blok, "vaerdier") else blok)
        for handling in Handling.objects.exclude(fundrader=b"")
        for blok in pak_fund_ud(bytes(handling.fund), bytes(handling.fundrader))
    ]
    return "\n".join([str(dump.stdout), *pakket])


def huskes_af_planlaeggeren() -> str:
    """The values the server's statistics have picked out."""
    with connection.cursor() as markoer:
        markoer.execute(
            "SELECT most_common_vals::text, histogram_bounds::text FROM pg_stats WHERE schemaname = 'public'"
        )
        return repr(markoer.fetchall())


def spor() -> list[str]:
    cifre = proevenummer(0)
    tekster = [NOEGLE, NAVN, cifre, f"{cifre[:6]}-{cifre[6:]}", "Hemmelig Allé", FOEDT.isoformat(), f"{FOEDT:%d-%m-%Y}"]
    return [*tekster, *(tekst.encode().hex() for tekst in tekster)]


def levn(dump: str) -> list[str]:
    return [tekst for tekst in spor() if tekst.casefold() in dump.casefold()]


def et_liv(tmp_path: Path) -> int:
    """A citizen with all there can be: several imports, corrections, undoings, remarks, names, reveals."""
    from rettidig.forloeb import laes_datasaet
    from rettidig.identitet.services.afsloering import vis_cpr
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.selectors.registreringer import borgerens
    from rettidig.sager.services import fortrydelse, indlaesning, rettelser

    indlaes_borgere(2, NOEGLE, "B")
    egen = {"borger_id": NOEGLE}
    mappe = tmp_path / "udtraek"
    mappe.mkdir()
    (mappe / "borgere.csv").write_text(
        f"borger_id;foedselsdato;kommune\n{NOEGLE};{FOEDT};766\n{NOEGLE};{FOEDT};350\nB;1861-01-01;766\n"
        f"C;{FOEDT:%d-%m-%Y}x;766\n"
    )
    (mappe / "ydelser.csv").write_text(
        f"borger_id;ydelse;fra\n{NOEGLE};kontanthjaelp;2022-10-03\n{NOEGLE};paaskehjaelp;2023-01-01\n"
        "B;kontanthjaelp;2022-10-03\n"
    )
    indlaesning.indlaes(laes_datasaet(mappe), "fagsystem", hvem="natlig", luk_mange=True)
    laes_ind(tmp_path, person(0, NOEGLE, navn=NAVN, vej="Hemmelig Allé 1"), person(1, "B"))
    laes_ind(tmp_path, person(0, NOEGLE, navn=f"{NAVN} Gift", vej="Hemmelig Allé 2"))
    rettelser.registrer(
        "undtagelser",
        egen | {"regel": "x", "dato": "2023-02-01", "begrundelse": f"{NAVN} er syg"},
        hvem="AB",
        hvorfor=f"ringede om {NAVN}",
    )
    rettelser.registrer(
        "haendelser", egen | {"haendelse": "raskmelding", "dato": "2023-02-01"}, hvem="AB", hvorfor="en fortrolighed"
    )
    (ydelsen,) = borgerens("ydelser", NOEGLE, kendt_nu())
    fast = egen | {"ydelse": "kontanthjaelp", "fra": "2022-10-03"}
    rettelser.ret("ydelser", ydelsen.pk, fast | {"til": "2023-03-01"}, hvem="CD", hvorfor=f"{proevenummer(0)} rettet")
    from rettidig.sager.models import Handling

    fortrydelse.fortryd(int(Handling.objects.latest("pk").pk), hvem="EF", hvorfor="sagde hun selv")
    vis_cpr(pk(NOEGLE), hvem="AB", formaal=f"brev til {NAVN}")
    _laest_og_talt(pk(NOEGLE))
    return pk(NOEGLE)


def _laest_og_talt(borger: int) -> None:
    """What the rooms above keep: readings, extra access, a block, and results worked out."""
    from django.contrib.auth import get_user_model

    from rettidig.adgang.formaal import Formaal
    from rettidig.adgang.models import Adgangshandling, Noedadgang, Spaerring
    from rettidig.adgang.services.laesninger import noter
    from rettidig.tal.services.koersel import koer

    bruger = get_user_model().objects.create(username="ab", initialer="AB")
    noter(bruger, [borger, pk("B")], next(iter(Formaal)), "side.borger", f"ringede om {NAVN}")
    fast = {"bruger": bruger, "borger_id": borger, "begrundelse": f"{NAVN} er min tante"}
    Spaerring.objects.create(slags="familie", **fast)
    Noedadgang.objects.create(formaal="x", til=dt.datetime(2999, 1, 1, tzinfo=dt.UTC), **fast)
    Adgangshandling.objects.create(hvem="ab", slags="x", borger_id=borger, hvorfor=NAVN, detaljer={"borger": NOEGLE})
    koer(dt.date(2023, 5, 31))


def test_nothing_of_an_erased_citizen_is_left_anywhere_and_what_others_did_stays(store: Path, tmp_path: Path) -> None:
    from rettidig.adgang.models import LaestBorger
    from rettidig.identitet.models import Afsloering, Identitetsregistrering
    from rettidig.identitet.selectors.opslag import find_cpr
    from rettidig.identitet.services.udslettelse import slet
    from rettidig.sager.models import Borger, Handling, Sletning
    from rettidig.sager.selectors.datasaet import hent_datasaet
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.tal.models import Borgerstand

    nr = et_liv(tmp_path)
    foer, handlinger = kendt_nu(), list(Handling.objects.order_by("pk").values_list("pk", "slags", "hvem", "tidspunkt"))
    andres = Identitetsregistrering.objects.exclude(borger_id=nr).count()
    assert set(levn(udskrift(store))) >= {NOEGLE, NAVN, FOEDT.isoformat()}
    with connection.cursor() as markoer:
        markoer.execute("ANALYZE")
    assert NOEGLE in huskes_af_planlaeggeren()
    assert Borgerstand.objects.filter(borger_id=nr).exists()
    slettet = slet([NOEGLE], hvem="sletter", hvorfor="fristen er udløbet")
    dump = udskrift(store)
    assert levn(dump) == []
    assert levn(huskes_af_planlaeggeren()) == []
    assert "en fortrolighed" not in dump
    assert "sagde hun selv" not in dump
    # What was done, by whom and when, stays, with how much was erased.
    assert list(Handling.objects.order_by("pk").values_list("pk", "slags", "hvem", "tidspunkt"))[:-1] == handlinger
    handling = Handling.objects.get(pk=slettet.handling.pk)
    assert (handling.slags, handling.hvem, handling.hvorfor) == ("sletning", "sletter", "fristen er udløbet")
    assert slettet.raekker == dict.fromkeys(("indsatser", "samtaler", "loentimer", "fritagelser"), 0) | {
        "borgere": 1,
        "ydelser": 4,
        "undtagelser": 1,
        "haendelser": 1,
    }
    (raekke,) = Sletning.objects.all()
    (set_,) = Afsloering.objects.all()
    assert (set_.borger_id, set_.pseudonym, set_.hvem) == (None, raekke.pseudonym, "AB")
    assert LaestBorger.objects.filter(borger_id=nr).count() == 1
    assert not Borgerstand.objects.filter(borger_id=nr).exists()
    # The past is asked without the citizen too, and the other one is as before.
    for kendt in (foer, kendt_nu()):
        assert hent_datasaet(kendt).tabeller["borgere"]["borger_id"].to_pylist() == ["B"]
    assert Borger.objects.get().noegle == "B"
    assert Identitetsregistrering.objects.count() == andres
    assert find_cpr(proevenummer(0)) is None
    assert find_cpr(proevenummer(1)) == pk("B")


def test_the_remarks_of_imports_keep_their_counts_and_reasons_without_values(tmp_path: Path) -> None:
    from rettidig.identitet.services.udslettelse import slet
    from rettidig.sager.selectors.datasaet import hent_datasaet
    from rettidig.sager.selectors.kendt import kendt_nu

    et_liv(tmp_path)
    foer = hent_datasaet(kendt_nu()).rapport
    slet([NOEGLE], hvem="sletter", hvorfor="fristen")
    efter = hent_datasaet(kendt_nu()).rapport
    assert any(fund.vaerdi == "paaskehjaelp" for fund in foer.fund)
    assert all(fund.vaerdi is None for fund in efter.fund if fund.raekke is not None)
    assert [(f.tabel, f.raekke, f.kode, f.art) for f in efter.fund] == [
        (f.tabel, f.raekke, f.kode, f.art) for f in foer.fund
    ]
    assert efter.sat_til_side == foer.sat_til_side


@pytest.mark.parametrize(
    "forsoeg",
    [
        "DELETE FROM sager_ydelser",
        "DELETE FROM sager_borgere",
        "DELETE FROM sager_borger",
        "UPDATE sager_borger SET noegle = 'x'",
        "DELETE FROM identitet_registrering",
        "DELETE FROM sager_sletning",
        "UPDATE sager_sletning SET borger_nr = (SELECT min(id) FROM sager_borger)",
        "UPDATE sager_handling SET hvorfor = ''",
        "SELECT set_config('rettidig.sletning', (SELECT max(handling_id)::text FROM sager_sletning), true);"
        "DELETE FROM sager_ydelser",
        "SELECT set_config('rettidig.sletning', (SELECT max(handling_id)::text FROM sager_sletning), true);"
        "UPDATE sager_handling SET hvorfor = ''",
        "INSERT INTO sager_sletning (handling_id, borger_nr, tabel, pseudonym, kendetegn, transaktion)"
        " SELECT max(handling_id), (SELECT min(id) FROM sager_borger), '', 'x', '', pg_current_xact_id()::text"
        " FROM sager_sletning",
        "INSERT INTO sager_sletning (handling_id, borger_nr, tabel, pseudonym, kendetegn, transaktion)"
        " SELECT min(id), 1, '', 'x', '', '' FROM sager_handling",
    ],
)
def test_after_an_erasure_everything_else_is_as_hard_to_delete_as_before(tmp_path: Path, forsoeg: str) -> None:
    from rettidig.identitet.services.udslettelse import slet
    from rettidig.sager.services.indlaesning import indlaes

    indlaes_borgere(2, NOEGLE, "B")
    laes_ind(tmp_path, person(1, "B"))
    slet([NOEGLE], hvem="sletter", hvorfor="fristen")
    indlaes(lille(), "andet", hvem="proeve")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as markoer:
        markoer.execute(forsoeg)


def test_inside_an_erasure_only_the_citizens_it_names_can_be_deleted(tmp_path: Path) -> None:
    from rettidig.sager.services import sletning

    indlaes_borgere(2, NOEGLE, "B")

    def for_meget(sag: sletning.Sletningssag) -> list[str]:
        with connection.cursor() as markoer:
            markoer.execute("DELETE FROM sager_ydelser")
        return []

    sletning.ved_sletning(for_meget)
    try:
        with pytest.raises(SagsFejl):
            sletning.slet([NOEGLE], hvem="sletter", hvorfor="fristen")
    finally:
        sletning._registrerede.remove(for_meget)
    assert pk(NOEGLE)


def test_a_table_the_erasure_does_not_know_stops_it_and_is_named() -> None:
    from rettidig.sager.services.sletning import slet

    indlaes_borgere(1, NOEGLE)
    with connection.cursor() as markoer:
        markoer.execute(
            "CREATE TABLE proeve_andet (borger bigint REFERENCES sager_borger DEFERRABLE INITIALLY DEFERRED)"
        )
        markoer.execute("INSERT INTO proeve_andet SELECT id FROM sager_borger")
    try:
        with pytest.raises(SagsFejl, match="proeve_andet"):
            slet([NOEGLE], hvem="sletter", hvorfor="fristen")
        assert pk(NOEGLE)
    finally:
        with connection.cursor() as markoer:
            markoer.execute("DROP TABLE proeve_andet")


@pytest.mark.parametrize(
    ("hvorfor", "kode"),
    [
        (" ", "hvorfor_mangler"),
        (f"{NAVN.upper()} har bedt om det", "hvorfor_navngiver"),
        (f"se {NOEGLE}.", "hvorfor_navngiver"),
        (f"cpr {proevenummer(0)}", "hvorfor_navngiver"),
        ("cpr 010158-5123", "hvorfor_navngiver"),
    ],
)
def test_an_erasure_says_why_without_naming_whom(tmp_path: Path, hvorfor: str, kode: str) -> None:
    from rettidig.identitet.services.udslettelse import slet

    indlaes_borgere(1, NOEGLE)
    laes_ind(tmp_path, person(0, NOEGLE, navn=NAVN))
    with pytest.raises(SagsFejl) as fejl:
        slet([NOEGLE], hvem="sletter", hvorfor=hvorfor)
    assert fejl.value.kode == kode
    assert NAVN not in str(fejl.value)
    assert pk(NOEGLE)


def test_somebody_who_is_not_there_cannot_be_erased_and_an_erasure_cannot_be_undone() -> None:
    from rettidig.sager.services.fortrydelse import fortryd
    from rettidig.sager.services.sletning import slet

    indlaes_borgere(2, NOEGLE, "B")
    for noegler in ([], ["findes ikke"], [NOEGLE, "findes ikke"]):
        with pytest.raises(SagsFejl) as fejl:
            slet(noegler, hvem="sletter", hvorfor="fristen")
        assert fejl.value.kode == "ukendt_borger"
    handling = slet([NOEGLE], hvem="sletter", hvorfor="fristen").handling
    with pytest.raises(SagsFejl) as fejl:
        fortryd(handling.pk, hvem="x", hvorfor="")
    assert fejl.value.kode == "fortrydes_ikke_sletning"


def test_undoing_an_import_from_before_does_not_bring_the_erased_back() -> None:
    from rettidig.sager.models import Borger, Handling
    from rettidig.sager.services.fortrydelse import fortryd
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.sager.services.sletning import slet

    indlaes(lille(ydelser=[ydelse(), ydelse(borger="B")]), "fagsystem", hvem="proeve")
    anden = indlaes(lille(ydelser=[ydelse(D(2023, 2, 1))]), "fagsystem", hvem="proeve").handling
    slet(["A"], hvem="sletter", hvorfor="fristen")
    fortryd(anden.pk, hvem="proeve", hvorfor="")
    assert [borger.noegle for borger in Borger.objects.all()] == ["B"]
    assert Handling.objects.latest("pk").slags == "fortrydelse"


def test_a_citizen_can_be_erased_though_the_keys_are_lost(tmp_path: Path, noegler: Path) -> None:
    from rettidig.identitet.models import Identitetsregistrering
    from rettidig.identitet.services.udslettelse import slet

    indlaes_borgere(1, NOEGLE)
    laes_ind(tmp_path, person(0, NOEGLE))
    (noegler / "identitet.json").unlink()
    slet([NOEGLE], hvem="sletter", hvorfor="fristen")
    assert not Identitetsregistrering.objects.exists()


def test_the_erased_are_taken_out_of_the_relatives_of_others_and_nothing_else_is(tmp_path: Path) -> None:
    from rettidig.identitet import noeglering
    from rettidig.identitet.models import Identitetsregistrering
    from rettidig.identitet.services.registrering import aabnet
    from rettidig.identitet.services.udslettelse import slet

    indlaes_borgere(3, NOEGLE, "B", "C")
    to = f"{proevenummer(0)} {proevenummer(2)}"
    laes_ind(tmp_path, person(0, NOEGLE), person(1, "B", paaroerende=to), person(2, "C", paaroerende=proevenummer(0)))
    laes_ind(tmp_path, person(1, "B", paaroerende=to, navn="Gift Prøvesen"))
    slet([NOEGLE], hvem="sletter", hvorfor="fristen")
    ring = noeglering.hent_ring()
    tilbage = [
        (r.borger_id, [cpr.cifre for cpr in aabnet(ring, r).paaroerende]) for r in Identitetsregistrering.objects.all()
    ]
    assert sorted(tilbage) == [*[(pk("B"), [proevenummer(2)])] * (len(tilbage) - 1), (pk("C"), [])]
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as markoer:
        markoer.execute("UPDATE identitet_registrering SET paaroerende = NULL")


def test_one_kind_of_fact_can_be_erased_and_the_rest_left(tmp_path: Path) -> None:
    from rettidig.identitet.selectors.opslag import navne
    from rettidig.sager.models import Sletning, Ydelse
    from rettidig.sager.services.sletning import slet

    indlaes_borgere(2, NOEGLE, "B")
    laes_ind(tmp_path, person(0, NOEGLE))
    slet([NOEGLE], hvem="sletter", hvorfor="fristen", tabeller=["ydelser"])
    assert [ydelsen.borger_id for ydelsen in Ydelse.objects.all()] == [pk("B")]
    assert navne([pk(NOEGLE)])
    assert Sletning.objects.get().tabel == "ydelser"


def test_those_erased_are_erased_again_when_an_old_backup_is_restored(store: Path, tmp_path: Path) -> None:
    from rettidig.identitet.services import udslettelse
    from rettidig.sager.models import Borger, Sletning

    indlaes_borgere(3, NOEGLE, "B", "C")
    udslettelse.slet([NOEGLE, "C"], hvem="sletter", hvorfor="fristen")
    liste = udslettelse.sletteliste()
    assert liste.stat().st_mode & 0o777 == 0o600
    assert not re.search(f"{NOEGLE}|[^0-9a-f\n]", liste.read_text())
    # The backup: the citizens are there again, and the database knows of no erasure.
    with connection.cursor() as markoer:
        markoer.execute("SET rettidig.toem = 'ja'")
        markoer.execute("TRUNCATE sager_sletning")
        markoer.execute("RESET rettidig.toem")
    indlaes_borgere(3, NOEGLE, "B", "D")
    assert Sletning.objects.count() == 0
    igen = udslettelse.slet_igen(hvem="drift", hvorfor="hentet fra sikkerhedskopi")
    assert igen is not None
    assert sorted(borger.noegle for borger in Borger.objects.all()) == ["B", "D"]
    assert udslettelse.slet_igen(hvem="drift", hvorfor="x") is None
    # A program killed between the erasure and the list: the next one writes it.
    liste.unlink()
    udslettelse.foer_sletteliste()
    assert liste.read_text().split() == [udslettelse.kendetegn(NOEGLE)]


def test_a_list_that_cannot_be_written_is_told_of(tmp_path: Path, store: Path) -> None:
    from rettidig.identitet.services import udslettelse

    udslettelse.sletteliste().unlink(missing_ok=True)
    udslettelse.sletteliste().mkdir()
    try:
        with pytest.raises(IdentitetsFejl, match="slet-igen"):
            udslettelse.foer_sletteliste()
        with pytest.raises(IdentitetsFejl, match="ikke læses"):
            udslettelse.slet_igen(hvem="x", hvorfor="x")
    finally:
        udslettelse.sletteliste().rmdir()


def test_whose_term_has_run_out_is_found_by_the_last_day_of_the_case() -> None:
    from rettidig.sager.opbevaring import opbevaring
    from rettidig.sager.selectors.udloebne import udloebne
    from rettidig.sager.services.indlaesning import indlaes

    assert opbevaring().laengst == 5
    data = lille(
        borgere=[{"borger_id": b, "foedselsdato": D(1980, 1, 1), "kommune": "766"} for b in "ABCDE"],
        ydelser=[
            ydelse(D(2020, 7, 1), fra=D(2020, 1, 1)),
            ydelse(borger="B"),
            ydelse(D(2020, 7, 1), borger="C", fra=D(2020, 1, 1)),
            ydelse(D(2020, 7, 2), borger="D", fra=D(2020, 1, 1)),
        ],
        samtaler=[{"borger_id": "C", "dato": D(2022, 1, 1), "slags": "jobsamtale", "status": "afholdt"}],
    )
    indlaes(data, "fagsystem", hvem="proeve")

    def fundne(dag: dt.date) -> list[tuple[str, dt.date, bool]]:
        return [(u.noegle, u.sidste_dag, u.i_udtraek) for u in udloebne(dag)]

    assert fundne(D(2025, 6, 30)) == []
    assert fundne(D(2025, 7, 1)) == [("A", D(2020, 6, 30), True)]
    assert fundne(D(2025, 7, 2)) == [("A", D(2020, 6, 30), True), ("D", D(2020, 7, 1), True)]
    assert [noegle for noegle, *_ in fundne(D(2027, 1, 2))] == ["A", "C", "D"]
    # Of E nothing dated is known: the term runs from when we were last told of them; B's case is still running.
    assert [noegle for noegle, *_ in fundne(D(2100, 1, 1))] == ["A", "C", "D", "E"]


def test_a_shorter_term_takes_its_own_tables_first() -> None:
    from rettidig.sager.opbevaring import Opbevaring, opbevaring
    from rettidig.sager.selectors.udloebne import udloebne
    from rettidig.sager.services.indlaesning import indlaes

    som_data = opbevaring().model_dump()
    som_data["regler"][1]["aar"] = 1
    kort = Opbevaring.model_validate(som_data)
    loen = [{"borger_id": "A", "maaned": D(2020, 6, 1), "timer": 10_000}]
    indlaes(
        lille(
            ydelser=[ydelse(D(2020, 7, 1), fra=D(2020, 1, 1)), ydelse(D(2020, 7, 1), borger="B", fra=D(2020, 1, 1))],
            loentimer=loen,
        ),
        "fagsystem",
        hvem="proeve",
    )
    assert [(u.noegle, u.tabeller) for u in udloebne(D(2021, 7, 1), kort)] == [("A", ("loentimer",))]
    assert [(u.noegle, u.tabeller) for u in udloebne(D(2025, 7, 1), kort)] == [("A", ()), ("B", ())]


@pytest.mark.parametrize("hvad", ["mangler", "to gange", "identitet længere", "ukendt"])
def test_terms_that_leave_something_out_are_refused(hvad: str) -> None:
    from rettidig.sager.opbevaring import Opbevaring, opbevaring

    som_data = opbevaring().model_dump()
    if hvad == "mangler":
        som_data["regler"] = som_data["regler"][:1]
    elif hvad == "to gange":
        som_data["regler"] = [*som_data["regler"], som_data["regler"][1]]
    elif hvad == "ukendt":
        som_data["regler"][0]["maaneder"] = 3
    else:
        som_data["identitet"]["aar"] = 6
    with pytest.raises(ValueError, match="validation error"):
        Opbevaring.model_validate(som_data)


def test_every_term_says_where_it_comes_from() -> None:
    from rettidig.sager.opbevaring import opbevaring

    for frist in (*opbevaring().regler, opbevaring().identitet, opbevaring().laeselog):
        assert frist.kilde
        assert frist.begrundelse
        assert frist.sikkerhed in {"V", "I", "S", "valg"}
