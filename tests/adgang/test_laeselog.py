"""The log of readings: nothing is shown that is not written down, nothing written is changed, and it can be read."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.adgang.borgere import beskyt, kontor
from tests.adgang.proevebrugere import bruger, klient

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.adgang.formaal import Formaal


@pytest.fixture
def alle(store: Path) -> dict[str, Any]:
    return kontor(A1="A", A2="A", B1="B")


def _noter(*args: Any) -> Any:
    from rettidig.adgang.services.laesninger import noter

    return noter(*args)


def test_a_reading_says_who_whom_why_what_and_when(alle: dict[str, Any]) -> None:
    from rettidig.adgang.models import Laesning

    en = bruger("sagsbehandler", teams=["A"], initialer="AB")
    nr = _noter(en, [alle["A1"].pk, alle["B1"].pk, alle["A1"].pk], Formaal.SAGSBEHANDLING, "liste.frister", "opkald")
    laesning = Laesning.objects.get(pk=nr)
    assert (laesning.hvem, laesning.roller, laesning.initialer) == (en.username, "sagsbehandler", "AB")
    assert (laesning.formaal, laesning.formaalstekst, laesning.hvad) == ("sagsbehandling", "opkald", "liste.frister")
    assert laesning.antal == 2
    assert {(b.borger_id, b.uden_for_team) for b in laesning.borgere.all()} == {
        (alle["A1"].pk, False),
        (alle["B1"].pk, True),
    }


def test_a_system_is_named_as_one(alle: dict[str, Any]) -> None:
    from rettidig.adgang.models import Laesning

    _noter("fagsystem", [alle["A1"].pk], "dataudveksling", "api.frister")
    assert Laesning.objects.get().hvem == "system:fagsystem"


def test_nobody_shown_is_nothing_written(store: Path) -> None:
    assert _noter("x", [], Formaal.DRIFT, "side.x") is None


@pytest.mark.parametrize(
    ("formaal", "hvad"), [("nysgerrighed", "side.x"), ("drift", "Side X"), ("drift", "010203-1234")]
)
def test_a_reading_without_a_purpose_or_a_word_for_what_was_seen_is_refused(
    alle: dict[str, Any], formaal: str, hvad: str
) -> None:
    with pytest.raises(AdgangsFejl):
        _noter("x", [alle["A1"].pk], formaal, hvad)


def test_where_the_log_cannot_be_written_no_page_is_given(alle: dict[str, Any]) -> None:
    from django.db import connection

    k = klient(bruger("borger", borger=alle["A1"]))
    k.raise_request_exception = False
    with connection.cursor() as markoer:
        markoer.execute("ALTER TABLE adgang_laest_borger RENAME TO adgang_vaek")
        try:
            svar = k.get("/hvem-har-set/")
        finally:
            markoer.execute("ALTER TABLE adgang_vaek RENAME TO adgang_laest_borger")
    assert svar.status_code == 500
    assert "hvem_har_set" not in svar.content.decode()
    assert k.get("/hvem-har-set/").status_code == 200


@pytest.mark.parametrize(
    "tabel", ["laesning", "laest_borger", "handling", "stikproevefund", "noedadgang", "stikproevekonklusion"]
)
def test_the_database_refuses_to_change_or_delete_what_is_logged(alle: dict[str, Any], tabel: str) -> None:
    from django.db import Error, connection

    from rettidig.adgang.models import LaestBorger
    from rettidig.adgang.services.stikproeve import noter_fund, noter_konklusion
    from rettidig.adgang.services.undtagelser import tag_noedadgang

    tag_noedadgang(bruger("sagsbehandler", teams=["A"]), "B1", "En god og lang begrundelse")
    dag = dt.date(2026, 1, 1)
    noter_fund(bruger("controller"), LaestBorger.objects.get().pk, "uafklaret", "hvorfor?", froe=1, fra=dag, til=dag)
    proeve = {"froe": 1, "fra": dag, "til": dag, "antal": 1, "opslag": [1], "vurderet": 1}
    noter_konklusion(bruger("controller", navn="to"), "Intet at bemærke.", **proeve)  # type: ignore[arg-type]
    for saetning in ("UPDATE adgang_{} SET id = id", "DELETE FROM adgang_{}", "TRUNCATE adgang_{} CASCADE"):
        with connection.cursor() as markoer, pytest.raises(Error, match="never changed"):
            markoer.execute(saetning.format(tabel))


def test_a_block_can_be_lifted_once_and_never_changed(alle: dict[str, Any]) -> None:
    from django.db import Error, connection

    from rettidig.adgang.services.undtagelser import ophaev, spaer_sag

    spaerring = spaer_sag(bruger("sagsbehandler"), "A1", "familie", "Bror", hvem="admin")
    with connection.cursor() as markoer, pytest.raises(Error, match="lifted"):
        markoer.execute("UPDATE adgang_spaerring SET begrundelse = 'x'")
    ophaev(spaerring, hvem="admin", hvorfor="fejl")
    with pytest.raises(AdgangsFejl, match="allerede"):
        ophaev(spaerring, hvem="admin", hvorfor="igen")
    with connection.cursor() as markoer, pytest.raises(Error, match="lifted"):
        markoer.execute("UPDATE adgang_spaerring SET ophaevet = NULL")


def test_the_sample_is_the_same_by_seed_and_holds_what_is_out_of_the_ordinary(alle: dict[str, Any]) -> None:
    from rettidig.adgang.selectors.laeselog import stikproeve

    beskyt(alle["A2"])
    en = bruger("sagsbehandler", teams=["A"])
    for _ in range(60):
        _noter(en, [alle["A1"].pk], Formaal.SAGSBEHANDLING, "side.borger")
    _noter(en, [alle["B1"].pk], Formaal.SAGSBEHANDLING, "side.borger")
    _noter(en, [alle["A2"].pk], Formaal.SAGSBEHANDLING, "side.borger")
    _noter("fagsystem", [alle["A1"].pk], Formaal.DATAUDVEKSLING, "api.frister")
    i_gaar, i_morgen = dt.date.today() - dt.timedelta(days=2), dt.date.today() + dt.timedelta(days=2)  # noqa: DTZ011
    for froe in range(5):
        proeve = stikproeve(i_gaar, i_morgen, froe, 10)
        assert [p.laest.pk for p in proeve] == [p.laest.pk for p in stikproeve(i_gaar, i_morgen, froe, 10)]
        assert len(proeve) == 10
        assert {"beskyttet", "uden_for_team"} <= {s for p in proeve for s in p.saerlige}
        assert all(p.laest.laesning.bruger_id == en.pk for p in proeve)
    assert len({tuple(p.laest.pk for p in stikproeve(i_gaar, i_morgen, froe, 10)) for froe in range(5)}) > 1
    assert stikproeve(i_gaar - dt.timedelta(days=9), i_gaar, 1, 10) == []


def test_a_finding_is_written_down_by_somebody_else_than_the_one_who_looked(alle: dict[str, Any]) -> None:
    from rettidig.adgang.models import LaestBorger
    from rettidig.adgang.services.stikproeve import noter_fund

    en, dag = bruger("controller"), dt.date(2026, 1, 1)
    _noter(en, [alle["A1"].pk], Formaal.KONTROL, "side.borger")
    laest = LaestBorger.objects.get().pk
    with pytest.raises(AdgangsFejl, match="en anden"):
        noter_fund(en, laest, "i_orden", "", froe=1, fra=dag, til=dag)
    to = bruger("controller", navn="to")
    with pytest.raises(AdgangsFejl, match="begrundelse"):
        noter_fund(to, laest, "uberettiget", "", froe=1, fra=dag, til=dag)
    assert noter_fund(to, laest, "uberettiget", "Ingen sag", froe=1, fra=dag, til=dag).vurdering == "uberettiget"


def test_the_citizen_reads_who_looked_in_plain_words(alle: dict[str, Any]) -> None:
    en = bruger("sagsbehandler", navn="hemmeligtnavn", teams=["A"], initialer="AB")
    _noter(en, [alle["A1"].pk, alle["A2"].pk], Formaal.SAGSBEHANDLING, "side.borger")
    _noter(en, [alle["A2"].pk], Formaal.LEDELSESTILSYN, "liste.frister")
    side = klient(bruger("borger", borger=alle["A1"])).get("/hvem-har-set/").content.decode()
    assert "En medarbejder (sagsbehandler, AB)" in side
    assert "For at arbejde med din sag" in side
    assert "Dig selv" in side
    assert "For at følge op" not in side, "another citizen's reading is not shown"
    assert "hemmeligtnavn" not in side


def test_an_erased_citizen_leaves_who_and_when_but_no_words_about_them(alle: dict[str, Any]) -> None:
    from rettidig.adgang.models import Adgangshandling, Bruger, Laesning, Noedadgang
    from rettidig.adgang.services.undtagelser import tag_noedadgang
    from rettidig.sager.services.sletning import slet

    tag_noedadgang(bruger("sagsbehandler", teams=["A"]), "B1", "Hendes søster ringede om hende")
    bruger("borger", borger=alle["B1"])
    slet(["B1"], hvem="proeve", hvorfor="Fristen er udløbet")
    assert Noedadgang.objects.get().begrundelse == "slettet"
    assert Adgangshandling.objects.get(slags="noedadgang").hvorfor == ""
    assert Laesning.objects.get().formaalstekst == ""
    assert not Bruger.objects.exclude(borger=None).exists()


def test_the_sample_tells_of_readings_of_those_the_controller_may_not_see_but_not_who_they_are(
    alle: dict[str, Any],
) -> None:
    from rettidig.adgang.services.undtagelser import spaer_sag

    beskyt(alle["A2"])
    en = bruger("sagsbehandler", teams=["A", "B"])
    for borger in alle.values():
        _noter(en, [borger.pk], Formaal.SAGSBEHANDLING, "side.borger")
    controller = bruger("controller", kommune="766")
    spaer_sag(controller, "B1", "familie", "Bror", hvem="admin")
    i_dag = dt.date.today()  # noqa: DTZ011 - a wide period round it
    valg = {"fra": i_dag - dt.timedelta(days=2), "til": i_dag + dt.timedelta(days=2), "froe": 1, "antal": 20}

    def set_af(hvem: Any) -> list[str]:
        side = klient(hvem).get("/laeselog/", valg).content.decode()
        return re.findall("<td>(A1|A2|B1|Vises ikke for dig)</td>", side)

    assert set_af(controller) == ["A1", "Vises ikke for dig", "Vises ikke for dig"]
    assert set(set_af(bruger("controller", kommune="101", navn="nabo"))) == {"Vises ikke for dig"}
    ser_alle = set_af(bruger("controller", kommune="766", navn="med-ret", beskyttede=True))
    assert {"A1", "A2", "B1"} <= set(ser_alle)
    with zipfile.ZipFile(io.BytesIO(klient(controller).get("/laeselog/excel/", valg).content)) as bog:
        tekster = bog.read("xl/sharedStrings.xml").decode()
    assert [f"<t>{noegle}</t>" in tekster for noegle in ("A1", "A2", "B1")] == [True, False, False]


def test_the_log_page_is_for_controllers_and_the_reading_of_it_is_logged(alle: dict[str, Any]) -> None:
    from rettidig.adgang.models import Laesning, Stikproevefund

    _noter(bruger("sagsbehandler", teams=["A"]), [alle["A1"].pk], Formaal.SAGSBEHANDLING, "side.borger")
    controller = bruger("controller")
    k = klient(controller)
    i_dag = dt.date.today()  # noqa: DTZ011 - a wide period round it
    valg = {"fra": i_dag - dt.timedelta(days=2), "til": i_dag + dt.timedelta(days=2), "froe": 7, "antal": 5}
    assert k.get("/laeselog/").status_code == 200
    assert "A1" in k.get("/laeselog/", valg).content.decode()
    assert Laesning.objects.filter(bruger=controller, hvad="side.laeselog").exists()
    laest = Laesning.objects.get(hvad="side.borger").borgere.get().pk
    svar = k.post("/laeselog/", valg | {"laest": laest, "vurdering": "uafklaret", "bemaerkning": "spørg"})
    assert svar.status_code == 302
    assert Stikproevefund.objects.get().froe == 7
    assert "Uafklaret" in k.get("/laeselog/", valg).content.decode()
    assert k.get("/laeselog/", valg | {"til": valg["fra"]}).status_code == 400


def test_the_whole_sample_is_concluded_by_somebody_at_a_time_and_no_conclusion_is_ever_changed(
    alle: dict[str, Any],
) -> None:
    from rettidig.adgang.models import Stikproevekonklusion
    from rettidig.adgang.selectors.laeselog import stikproeve
    from rettidig.adgang.services.stikproeve import noter_konklusion

    _noter(bruger("sagsbehandler", teams=["A"]), [alle["A1"].pk, alle["A2"].pk], Formaal.SAGSBEHANDLING, "side.borger")
    controller = bruger("controller", navn="connie")
    k = klient(controller)
    i_dag = dt.date.today()  # noqa: DTZ011 - a wide period round it
    valg = {"fra": i_dag - dt.timedelta(days=2), "til": i_dag + dt.timedelta(days=2), "froe": 7, "antal": 50}
    side = k.get("/laeselog/", valg).content.decode()
    assert "Der er ikke skrevet en konklusion" in side
    assert "Perioden er ikke omme" in side
    skrevet = {"skriv_konklusion": "Alle opslag havde en grund; <b>fire</b> var i sager, der er overdraget."}
    svar = k.post("/laeselog/", valg | skrevet)
    assert (svar.status_code, svar.headers["Location"].partition("#")[2]) == (302, "konklusion")
    en = Stikproevekonklusion.objects.get()
    assert (en.hvem, en.froe, en.antal, len(en.opslag), en.vurderet) == ("connie", 7, 50, 4, 0)
    assert "&lt;b&gt;fire&lt;/b&gt; var i sager" in k.get("/laeselog/", valg).content.decode()
    assert "fire" not in k.get("/laeselog/", valg | {"froe": 8}).content.decode()
    with zipfile.ZipFile(io.BytesIO(k.get("/laeselog/excel/", valg).content)) as bog:
        ark = bog.read("xl/sharedStrings.xml").decode()
    assert "Konklusion: connie" in ark
    assert "var i sager, der er overdraget." in ark

    # One written of these very look-ups says so; one of a sample that has grown since says that.
    nu = [linje.laest.pk for linje in stikproeve(valg["fra"], valg["til"], 7, 50)]
    noter_konklusion(controller, "Endelig.", **valg, opslag=nu, vurderet=0)  # type: ignore[arg-type]
    anden, foerste = re.findall(r"Skrevet om [^<]*", k.get("/laeselog/", valg).content.decode())
    assert anden == f"Skrevet om disse {len(nu)} opslag, hvoraf 0 var vurderet."
    assert foerste.startswith("Skrevet om 4 opslag, hvoraf 0 var vurderet; der er kommet flere")


@pytest.mark.parametrize("skrevet", ["Set på 010190-1234.", "   ", "x" * 1001])
def test_a_conclusion_with_a_cpr_number_with_nothing_in_it_or_too_long_is_refused(
    alle: dict[str, Any], skrevet: str
) -> None:
    from rettidig.adgang.models import Stikproevekonklusion

    _noter(bruger("sagsbehandler", teams=["A"]), [alle["A1"].pk], Formaal.SAGSBEHANDLING, "side.borger")
    i_dag = dt.date.today()  # noqa: DTZ011 - a wide period round it
    valg = {"fra": i_dag - dt.timedelta(days=2), "til": i_dag + dt.timedelta(days=2), "froe": 7, "antal": 50}
    svar = klient(bruger("controller")).post("/laeselog/", valg | {"skriv_konklusion": skrevet})
    assert svar.status_code == 422
    assert "form-error-message" in svar.content.decode()
    assert "010190" not in svar.content.decode()
    assert not Stikproevekonklusion.objects.exists()
