"""The interface answers as the command line does, of the same store; and it writes down whom it has shown."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlencode

import pyarrow.parquet as pq
import pytest
from tests.api.conftest import FORMAAL, Kalder
from tests.cli.conftest import Koer
from tests.cli.udtraek import skriv_udtraek

PR = "2023-05-31"
LISTER = [
    (["frister", "--pr", PR], f"frister?pr={PR}"),
    (["frister", "--pr", PR, "--alle-regler"], f"frister?pr={PR}&alle_regler=true"),
    (["frister", "--pr", PR, "--regel", "lab.102.foerste_tilbud"], f"frister?pr={PR}&regel=lab.102.foerste_tilbud"),
    (["frister", "--pr", PR, "--lokalt", "hedensted-2023"], f"frister?pr={PR}&lokalt=hedensted-2023"),
    (["opfyld", "--pr", PR], f"opfyld?pr={PR}"),
    (["fund", "--pr", PR], f"fund?pr={PR}"),
    (["maaleperioder", "--fra", "2023-01-31", "--til", "2023-06-30"], "maaleperioder?fra=2023-01-31&til=2023-06-30"),
    (["refusion", "--fra", "2023-01-02", "--til", "2023-02-05"], "refusion?fra=2023-01-02&til=2023-02-05"),
    (["maalinger", "--pr", PR], f"maalinger?pr={PR}"),
    (["maalinger", "--aar", "2023", "--regelsaet", "nye"], "maalinger?aar=2023&regelsaet=nye"),
    (
        ["tilsyn", "--aar", "2023", "--ydelsesgrad", "5.1", "--forventet", "4.9"],
        "tilsyn?aar=2023&ydelsesgrad=5.1&forventet=4.9",
    ),
]


@pytest.mark.parametrize(("kommando", "adresse"), LISTER, ids=lambda led: led if isinstance(led, str) else "")
def test_every_answer_is_the_command_lines_to_the_byte(
    koer: Koer, kald: Kalder, kommando: list[str], adresse: str
) -> None:
    navn, *resten = kommando
    mellem = "&" if "?" in adresse else "?"
    for form in ("json", "csv", "parquet"):
        paa_linjen = koer(navn, "db:", *resten, "--format", form)
        assert paa_linjen.kode == 0, paa_linjen.fejl
        svar = kald(f"{adresse}{mellem}format={form}", **FORMAAL)
        assert svar.status == 200, svar.indhold
        assert svar.indhold == paa_linjen.bytes_ud
        assert svar.hoveder["Cache-Control"] == "no-store"


def test_one_citizens_rows_and_explanation_are_the_command_lines(koer: Koer, kald: Kalder) -> None:
    for kommando, adresse in (
        (["frister", "--pr", PR, "--borger", "E1"], f"frister?pr={PR}&borger=E1"),
        (["opfyld", "--pr", PR, "--borger", "E1"], f"opfyld?pr={PR}&borger=E1"),
        (["forklar", "--pr", PR, "--borger", "E1"], f"forklar?pr={PR}&borger=E1"),
    ):
        ventet = koer(kommando[0], "db:", *kommando[1:], "--format", "json").objekt
        fundet = kald(adresse, **FORMAAL).objekt
        assert fundet["data"]["tables"]["borgere"]["laest"] == 1
        assert {**fundet, "data": None} == {**ventet, "data": None}


def test_the_answer_says_when_it_was_known_and_can_be_had_again(
    koer: Koer, kald: Kalder, lagret: Path, tmp_path: Path
) -> None:
    foerste = kald(f"frister?pr={PR}", **FORMAAL)
    kendt = foerste.hoveder["Rettidig-Kendt"]
    assert kald("status").objekt["kendt"] == kendt
    nummer = koer("lagring", "handlinger", "--format", "json").objekt["raekker"][0]["nummer"]
    assert koer("lagring", "fortryd", str(nummer), "--hvorfor", "prøve").kode == 0
    assert kald(f"frister?pr={PR}", **FORMAAL).status == 404
    assert kald(f"frister?{urlencode({'pr': PR, 'kendt_pr': kendt})}", **FORMAAL).indhold == foerste.indhold
    i_gaar = (dt.datetime.now(dt.UTC) - dt.timedelta(days=2)).date().isoformat()
    svar = kald(f"maalinger?pr={PR}&kendt_pr={i_gaar}")
    assert (svar.status, svar.objekt["type"]) == (404, "urn:rettidig:fejl:ingen_data")


def test_reading_about_citizens_takes_a_purpose_and_is_written_down(kald: Kalder) -> None:
    from rettidig.adgang.models import Laesning

    for adresse in (f"frister?pr={PR}", f"forklar?pr={PR}&borger=E1", "refusion?fra=2023-01-02&til=2023-02-05"):
        for hoved in ({}, {"X-Formaal": "nysgerrighed"}, {"X-Formaal": "eget"}):
            svar = kald(adresse, **hoved)
            assert (svar.status, svar.objekt["type"]) == (422, "urn:rettidig:fejl:formaal")
            assert "nysgerrighed" not in svar.indhold.decode()
    assert not Laesning.objects.exists()
    raekker = kald(f"frister?pr={PR}", **FORMAAL).objekt["raekker"]
    assert kald(f"forklar?pr={PR}&borger=E1&formaal=kontrol").status == 200
    assert kald(f"maalinger?pr={PR}").status == 200
    liste, en = Laesning.objects.order_by("id")
    assert (liste.hvem, liste.formaal, liste.hvad) == ("system:system-0", "sagsbehandling", "api.frister")
    vist = set(liste.borgere.values_list("borger__noegle", flat=True))
    assert vist == {raekke["borger_id"] for raekke in raekker}
    assert (en.formaal, en.hvad, en.antal) == ("kontrol", "api.forklar", 1)


def test_where_the_reading_cannot_be_written_down_nothing_is_shown(
    kald: Kalder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gaar_galt(*_: object) -> None:
        raise RuntimeError("disk")

    monkeypatch.setattr("rettidig.api.kald.noter", gaar_galt)
    for adresse in (f"frister?pr={PR}", f"forklar?pr={PR}&borger=E1"):
        svar = kald(adresse, **FORMAAL)
        assert (svar.status, svar.objekt["type"]) == (500, "urn:rettidig:fejl:status_500")
        assert b"E1" not in svar.indhold
        assert b"disk" not in svar.indhold


def test_a_system_for_some_teams_or_one_municipality_sees_their_citizens_alone(
    koer: Koer, store: Path, system: Callable[..., Kalder], tmp_path: Path
) -> None:
    borgere = "borger_id;foedselsdato;kommune;team\nE1;1984-04-12;766;Nord\nE2;1990-01-30;766;Syd\nZ9;1970-02-02;350;\n"
    assert koer("indlaes", skriv_udtraek(tmp_path / "by2", borgere=borgere), "--hvem", "Bo").kode == 0

    def borgere_for(**graenser: object) -> set[str]:
        svar = system("laes:frister", **graenser)(f"frister?pr={PR}", **FORMAAL).objekt
        assert svar["data"]["set_aside"] == 0
        return {raekke["borger_id"] for raekke in svar["raekker"]}

    assert borgere_for(teams=("Nord",)) == {"E1"}
    assert borgere_for(teams=("Nord", "Syd")) == {"E1", "E2"}
    assert borgere_for(kommune="0766") == {"E1", "E2"}
    assert borgere_for(kommune="766", teams=("Syd",)) == {"E2"}
    assert system("laes:frister", kommune="999")(f"frister?pr={PR}", **FORMAAL).status == 404
    kald = system("laes:frister", "laes:borger", teams=("Nord",))
    assert kald(f"forklar?pr={PR}&borger=E1", **FORMAAL).status == 200
    ikke_egen = kald(f"forklar?pr={PR}&borger=E2", **FORMAAL)
    ikke_der = kald(f"forklar?pr={PR}&borger=findes-ikke", **FORMAAL)
    assert ikke_egen.status == ikke_der.status == 404
    assert ikke_egen.indhold == ikke_der.indhold


def test_the_quality_report_is_the_command_lines_but_for_what_stood_in_the_rows(
    koer: Koer, store: Path, system: Callable[..., Kalder], tmp_path: Path
) -> None:
    ydelser = (
        "borger_id;ydelse;fra;til\nE1;010180-0000;2023-01-02;\nE1;hemmelig;2023-01-02;\nE2;kontanthjaelp;2023-01-02;\n"
    )
    assert koer("indlaes", skriv_udtraek(tmp_path / "by2", ydelser=ydelser), "--hvem", "Bo").kode == 0
    ventet = koer("tjek", "db:", "--format", "json").objekt
    ukendte = {raekke["vaerdi"] for raekke in ventet["raekker"] if raekke["kode"] == "ukendt_kode"}
    assert ukendte == {"hemmelig", "••••••"}
    kald = system("laes:drift")
    fundet = kald("tjek").objekt
    uden = [
        {**raekke, "vaerdi": raekke["vaerdi"] if raekke["raekke"] is None else None, "tekst": ""}
        for raekke in ventet["raekker"]
    ]
    assert [{**raekke, "tekst": ""} for raekke in fundet["raekker"]] == uden
    for form in ("json", "csv", "parquet"):
        indhold = kald(f"tjek?format={form}").indhold
        assert b"hemmelig" not in indhold
        assert b"010180" not in indhold
        assert "••••••".encode() not in indhold


def test_the_parquet_answer_carries_its_head(kald: Kalder) -> None:
    tabel = pq.read_table(io.BytesIO(kald(f"maalinger?pr={PR}&format=parquet").indhold))
    hoved = json.loads(tabel.schema.metadata[b"rettidig"])
    assert hoved["lov"] == "LV2023A"
    assert tabel.num_rows


def test_whom_a_system_sees_is_settled_by_the_team_now_also_when_asking_about_the_past(
    koer: Koer, system: Callable[..., Kalder], tmp_path: Path
) -> None:
    hoved, ydelser = "borger_id;foedselsdato;kommune;team\n", "borger_id;ydelse;fra\nE1;kontanthjaelp;2023-01-02\n"

    def indlaest(navn: str, team: str) -> str:
        mappe = tmp_path / navn
        mappe.mkdir()
        (mappe / "borgere.csv").write_text(f"{hoved}E1;1984-04-12;766;{team}\nE2;1990-01-30;766;Nord\n")
        (mappe / "ydelser.csv").write_text(ydelser)
        assert koer("indlaes", mappe, "--hvem", "Bo").kode == 0
        return str(system("laes:frister")("status").objekt["kendt"])

    foer = indlaest("foer", "Nord")
    nord, syd = (system("laes:frister", "laes:borger", teams=(team,)) for team in ("Nord", "Syd"))
    assert nord(f"frister?pr=2023-05-31&borger=E1&kendt_pr={quote(foer)}", **FORMAAL).status == 200
    indlaest("efter", "Syd")
    for hvornaar in ("", f"&kendt_pr={quote(foer)}"):
        for spurgt in ("frister?pr=2023-05-31&borger=E1", "forklar?pr=2023-05-31&borger=E1"):
            assert nord(spurgt + hvornaar, **FORMAAL).status == 404, (spurgt, hvornaar)
            assert syd(spurgt + hvornaar, **FORMAAL).status == 200, (spurgt, hvornaar)
        alle = nord(f"frister?pr=2023-05-31{hvornaar}", **FORMAAL)
        assert b"E1" not in alle.indhold
