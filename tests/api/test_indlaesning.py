"""Extracts by the interface: seen first, confirmed once, and the same sending is the same however often it is sent."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.api.conftest import FORMAAL, Kalder, Svar
from tests.api.test_adgang import problem
from tests.cli.conftest import Koer
from tests.cli.udtraek import SNAVSEDE_YDELSER, TABELLER, skriv_udtraek

ZIP = "application/zip"


def pakke(tabeller: Mapping[str, str] = TABELLER) -> bytes:
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w") as fil:
        for navn, indhold in tabeller.items():
            fil.writestr(zipfile.ZipInfo(f"{navn}.csv"), indhold)
    return ud.getvalue()


def send(
    kald: Kalder, krop: bytes, noegle: str = "levering-1", slags: str = ZIP, adresse: str = "indlaesninger"
) -> Svar:
    return kald(adresse, "POST", krop, slags, **{"Idempotency-Key": noegle})


def test_an_extract_is_seen_first_and_imported_when_confirmed(
    koer: Koer, store: Path, system: Callable[..., Kalder], by: Path
) -> None:
    from rettidig.sager.models import Borger, Handling

    kald = system("indlaes", "laes:frister", navn="fagsystem")
    svar = send(kald, pakke({**TABELLER, "ydelser": SNAVSEDE_YDELSER}))
    assert svar.status == 201, svar.indhold
    vist = svar.objekt
    assert (vist["status"], vist["handling"]) == ("klar", None)
    ydelser = vist["tabeller"]["ydelser"]
    assert (ydelser["laest"], ydelser["godkendt"], ydelser["sat_til_side"], ydelser["nye"]) == (8, 5, 3, 5)
    assert sorted((g["tabel"], g["kolonne"], g["raekker"]) for g in vist["sat_til_side"]) == [
        ("ydelser", "borger_id", [9]),
        ("ydelser", "fra", [7]),
        ("ydelser", "ydelse", [8]),
    ]
    assert "paaskehjaelp" not in svar.indhold.decode()
    assert not Borger.objects.exists()
    assert kald(f"indlaesninger/{vist['id']}").objekt == vist
    for _ in range(2):
        indlaest = kald(f"indlaesninger/{vist['id']}/bekraeft?hvorfor=nat", "POST")
        assert (indlaest.status, indlaest.objekt["status"]) == (200, "indlaest")
    handling = Handling.objects.get()
    assert (handling.hvem, handling.kilde, handling.hvorfor) == ("system:fagsystem", "kontrakt", "nat")
    assert kald(f"indlaesninger/{vist['id']}").objekt["handling"] == handling.pk
    ventet = koer("frister", by, "--pr", "2023-05-31", "--format", "json").objekt["raekker"]
    assert kald("frister?pr=2023-05-31", **FORMAAL).objekt["raekker"] == ventet


def test_the_same_sending_is_the_same_and_another_under_its_key_is_refused(system: Callable[..., Kalder]) -> None:
    kald, anden = system("indlaes"), system("indlaes")
    foerste = send(kald, pakke())
    igen = send(kald, pakke())
    assert (foerste.status, igen.status) == (201, 200)
    assert foerste.objekt == igen.objekt
    problem(send(kald, pakke({"borgere": TABELLER["borgere"], "ydelser": TABELLER["ydelser"]})), 409)
    assert send(anden, pakke()).objekt["id"] != foerste.objekt["id"]
    for noegle in ("", "kort", "æ" * 10, "a" * 101):
        problem(send(kald, pakke(), noegle), 422)
    for metode, resten in (("GET", ""), ("POST", "/bekraeft"), ("DELETE", "")):
        problem(anden(f"indlaesninger/{foerste.objekt['id']}{resten}", metode), 404)


def test_the_same_sending_many_times_at_once_is_taken_in_and_imported_once(system: Callable[..., Kalder]) -> None:
    from django.db import connections

    from rettidig.api.models import Indlevering
    from rettidig.sager.models import Handling

    noegle = system("indlaes").noegle
    svarene: list[Svar] = []

    def samtidig(hvad: Callable[[Kalder], Svar]) -> list[Svar]:
        svarene.clear()

        def en() -> None:
            try:
                svarene.append(hvad(Kalder(noegle)))
            finally:
                connections.close_all()

        traade = [threading.Thread(target=en) for _ in range(4)]
        for traad in traade:
            traad.start()
        for traad in traade:
            traad.join()
        return list(svarene)

    sendt = samtidig(lambda kald: send(kald, pakke()))
    assert sorted(svar.status for svar in sendt) == [200, 200, 200, 201]
    assert len({svar.objekt["id"] for svar in sendt}) == Indlevering.objects.count() == 1
    id_ = sendt[0].objekt["id"]
    bekraeftet = samtidig(lambda kald: kald(f"indlaesninger/{id_}/bekraeft", "POST"))
    assert [svar.status for svar in bekraeftet] == [200] * 4
    assert {svar.objekt["handling"] for svar in bekraeftet} == {Handling.objects.get().pk}


def test_tables_may_be_sent_each_for_itself_or_one_alone(system: Callable[..., Kalder]) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    kald = system("indlaes")
    filer = {n: SimpleUploadedFile(f"{n}.csv", t.encode(), "text/csv") for n, t in TABELLER.items()}
    hoveder = {"Authorization": f"Bearer {kald.noegle}", "Idempotency-Key": "flere-filer"}
    svar = Client(SERVER_NAME="localhost").post("/api/v1/indlaesninger", filer, secure=True, headers=hoveder)
    assert svar.status_code == 201, svar.content
    assert svar.json()["tabeller"] == send(kald, pakke()).objekt["tabeller"]
    alene = send(kald, TABELLER["borgere"].encode(), "en-tabel", "text/csv", "indlaesninger?tabel=borgere")
    assert "ydelser" in problem(alene, 422)["detail"]


def test_a_sending_can_be_dropped_but_not_what_has_been_imported(system: Callable[..., Kalder]) -> None:
    from rettidig.sager.services.modtagelse import modtagelsesmappe

    kald = system("indlaes")
    id_ = send(kald, pakke()).objekt["id"]
    assert kald(f"indlaesninger/{id_}", "DELETE").status == 204
    problem(kald(f"indlaesninger/{id_}"), 404)
    assert not (modtagelsesmappe() / id_).exists()
    id_ = send(kald, pakke()).objekt["id"]
    assert kald(f"indlaesninger/{id_}/bekraeft", "POST").status == 200
    problem(kald(f"indlaesninger/{id_}", "DELETE"), 409)


def test_an_extract_that_would_close_very_much_must_be_meant(system: Callable[..., Kalder]) -> None:
    mange = "borger_id;foedselsdato;kommune\n" + "".join(f"B{nr};1980-01-01;766\n" for nr in range(300))
    faa = "borger_id;foedselsdato;kommune\nB1;1980-01-01;766\n"
    ydelser = "borger_id;ydelse;fra;til\nB1;kontanthjaelp;2023-01-02;\n"
    kald = system("indlaes")
    id_ = send(kald, pakke({"borgere": mange, "ydelser": ydelser}), "foerste-gang").objekt["id"]
    assert kald(f"indlaesninger/{id_}/bekraeft", "POST").status == 200
    vist = send(kald, pakke({"borgere": faa, "ydelser": ydelser}), "anden-gang").objekt
    assert vist["lukker_mange"]
    problem(kald(f"indlaesninger/{vist['id']}/bekraeft", "POST"), 409)
    assert kald(f"indlaesninger/{vist['id']}").objekt["status"] == "klar"
    svar = kald(f"indlaesninger/{vist['id']}/bekraeft?luk_mange=true", "POST")
    assert svar.objekt["indlaest"]["borgere"]["lukkede"] == 299


def test_what_cannot_be_taken_in_is_one_sentence_and_leaves_nothing(system: Callable[..., Kalder]) -> None:
    from rettidig.api.models import Indlevering
    from rettidig.sager.services.modtagelse import modtagelsesmappe

    kald = system("indlaes")
    bombe = io.BytesIO()
    with zipfile.ZipFile(bombe, "w", zipfile.ZIP_DEFLATED) as fil:
        fil.writestr("borgere.csv", b"0" * 20_000_000)
    ud_af_mappen = io.BytesIO()
    with zipfile.ZipFile(ud_af_mappen, "w") as fil:
        fil.writestr("../../borgere.csv", "x")
    foer = sorted(modtagelsesmappe().iterdir())
    for status, krop, slags in (
        (415, b"", ZIP),
        (422, b"ikke en pakke", ZIP),
        (422, bombe.getvalue(), ZIP),
        (422, ud_af_mappen.getvalue(), ZIP),
        (422, pakke({"010180-0000": "x"}), ZIP),
        (422, pakke({"borgere": "intet\n"}), ZIP),
        (415, b"{}", "application/json"),
        (415, b"x", "text/html"),
        (422, b"x", "text/csv"),
        (422, b"--x--\r\n", "multipart/form-data; boundary=x"),
        (400, b"x", "multipart/form-data"),
    ):
        svar = send(kald, krop, slags=slags)
        objekt = problem(svar, status)
        assert "0180" not in objekt["detail"]
        assert str(modtagelsesmappe()) not in objekt["detail"]
    assert sorted(modtagelsesmappe().iterdir()) == foer
    assert not Indlevering.objects.exists()


def test_what_says_it_is_too_large_is_refused_before_it_is_read(system: Callable[..., Kalder]) -> None:
    from django.test import Client

    kald = system("indlaes")
    for laengde, status in (("99999999999", 413), ("mange", 400)):
        svar = Client(SERVER_NAME="localhost").generic(
            "POST",
            "/api/v1/indlaesninger",
            b"x",
            ZIP,
            secure=True,
            headers={"Authorization": f"Bearer {kald.noegle}", "Idempotency-Key": "for-stor-1"},
            CONTENT_LENGTH=laengde,
        )
        assert svar.status_code == status
        assert svar["Content-Type"] == "application/problem+json"


def test_more_than_is_taken_in_is_refused_while_it_is_read(
    system: Callable[..., Kalder], monkeypatch: pytest.MonkeyPatch
) -> None:
    from rettidig.sager.services import modtagelse_forberedt as forberedt
    from rettidig.sager.services.modtagelse_graenser import Graenser

    egentlig = forberedt.modtag_filer

    def snaever(sendt: Any, *_: Any, **andet: Any) -> Any:
        return egentlig(sendt, Graenser(pakket=1000), **{k: v for k, v in andet.items() if k == "kilde"})

    monkeypatch.setattr(forberedt, "modtag_filer", snaever)
    problem(send(system("indlaes"), pakke() + b"0" * 1000), 413)


def test_a_mapping_is_one_that_ships(system: Callable[..., Kalder], tmp_path: Path) -> None:
    kald = system("indlaes")
    fil = skriv_udtraek(tmp_path / "x")
    problem(send(kald, pakke(), adresse=f"indlaesninger?kilde={fil}"), 422)
    assert "fjordvang" in problem(send(kald, pakke(), adresse="indlaesninger?kilde=min"), 422)["detail"]
    assert (
        send(kald, pakke(), adresse="indlaesninger?kilde=kontrakt&fagsystem=momentum").objekt["fagsystem"] == "momentum"
    )


def test_a_key_delivers_for_its_own_systems_alone_since_an_extract_closes_what_its_system_forgot(
    system: Callable[..., Kalder],
) -> None:
    kald = system("indlaes", fagsystemer=("momentum",))
    afvist = problem(send(kald, pakke(), adresse="indlaesninger?fagsystem=fasit"), 403)
    assert "momentum" in afvist["detail"]
    assert send(kald, pakke(), adresse="indlaesninger?fagsystem=momentum").status == 201
