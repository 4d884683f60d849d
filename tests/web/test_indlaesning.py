"""An extract is sent, looked through, imported and undone on the pages; what others may not see is not there."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.adgang.proevebrugere import bruger, klient
from tests.cli.udtraek import SNAVSEDE_YDELSER, TABELLER
from tests.sager.pakker import BORGERE, GODE, henvisning, krypteret, nuller, pakke

pytestmark = pytest.mark.usefixtures("store")
FEJL = b"borger_id;ydelse;fra;til;visitation\r\nA;hemmelig ydelse;2022-10-03;;jobparat\r\nA;su;2022-99-99;;\r\n"
KOLONNER = ("laest", "sat_til_side", "nye", "aendrede", "lukkede", "uaendrede", "andetsteds")
MED_FEJL = {"borgere.csv": BORGERE, "ydelser.csv": FEJL}


@pytest.fixture(autouse=True)
def _ingen_venter(store: Path) -> None:
    shutil.rmtree(store / "modtaget", ignore_errors=True)


@pytest.fixture(autouse=True)
def _med_indhold(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer tells what its page was drawn from."""
    from django.template.base import Template
    from django.test.utils import instrumented_test_render

    monkeypatch.setattr(Template, "_render", instrumented_test_render)


def send(k: Any, indhold: bytes, navn: str = "maj.zip", **andet: str) -> Any:
    """Post the files as the form does."""
    data = {"filer": SimpleUploadedFile(navn, indhold), "kilde": "kontrakt"} | andet
    return k.post(reverse("indlaesning"), data)


def venter(k: Any, svar: Any) -> str:
    """The address of the upload, when what it was begun with has been done."""
    from rettidig.sager.services.modtagelse_arbejde import vent
    from rettidig.sager.services.modtagelse_forberedt import ventende

    assert svar.status_code == 302, svar.content.decode()
    adresse: str = svar.headers["Location"]
    for egen in ventende(k.session_navn):
        vent(egen, None)
    return adresse


def faerdig(k: Any, svar: Any) -> Any:
    """The page a post leads to, when the work it began has been done."""
    return k.get(venter(k, svar))


def logget_ind(*roller: str) -> Any:
    """A client that knows its user's name."""
    en = bruger(*roller)
    k = klient(en)
    k.session_navn = en.username
    return k


def tekst_i(svar: Any) -> str:
    """The page as it is read."""
    return unescape(svar.content.decode())


def handlinger() -> list[Any]:
    from rettidig.sager.models import Handling

    return list(Handling.objects.order_by("pk"))


def test_an_extract_is_looked_through_before_anything_is_written_and_then_imported_and_undone() -> None:
    from rettidig.sager.services import fortrydelse_arbejde

    k = logget_ind("controller")
    sendt = send(k, pakke(GODE), fagsystem="SYDNET")
    set_ = faerdig(k, sendt)
    assert handlinger() == []
    assert (set_.context["i_alt"].nye, set_.context["vist"].fagsystem) == (2, "SYDNET")
    adresse = sendt.headers["Location"]
    faerdig(k, k.post(f"{adresse}bekraeft/", {"hvorfor": "maj"}))
    (handling,) = handlinger()
    assert (handling.kilde, handling.hvem, handling.hvorfor, handling.sted) == (
        "SYDNET",
        k.session_navn,
        "maj",
        "maj.zip",
    )
    assert k.get(adresse).headers["Location"] == reverse("indlaest", args=[handling.pk])
    assert "SYDNET" in tekst_i(k.get(reverse("indlaesning")))
    fortrudt = k.post(reverse("indlaest_fortryd", args=[handling.pk]), {"fortryd_hvorfor": "forkert måned"})
    assert fortrudt.status_code == 302
    fortrydelse_arbejde.vent(handling, None)
    assert handlinger()[-1].fortryder_id == handling.pk
    side = tekst_i(k.get(reverse("indlaest", args=[handling.pk])))
    assert "forkert måned" in side
    assert "Lukket: 2. Gælder igen: 0." in side
    igen = k.post(reverse("indlaest_fortryd", args=[handling.pk]), {"fortryd_hvorfor": "igen"})
    assert igen.status_code == 422


def test_the_counts_are_those_of_the_command_line(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    from rettidig.cli import main

    filer = {f"{navn}.csv": indhold.encode() for navn, indhold in {**TABELLER, "ydelser": SNAVSEDE_YDELSER}.items()}
    for navn, indhold in filer.items():
        (tmp_path / navn).write_bytes(indhold)
    k = logget_ind("controller")
    side = faerdig(k, send(k, pakke(filer)))
    capsysbinary.readouterr()
    assert main(["indlaes", str(tmp_path), "--proeve", "--format", "json"]) == 0
    raekker = json.loads(capsysbinary.readouterr().out)["raekker"]
    assert {navn: (laest.laest, laest.sat_til_side, *tal.alle()) for navn, laest, tal in side.context["tabeller"]} == {
        r["tabel"]: tuple(r[kolonne] for kolonne in KOLONNER) for r in raekker
    }


def test_rows_set_aside_are_told_by_reason_and_row_and_values_only_to_those_who_may_see_citizens() -> None:
    for rolle, ser in (("controller", True), ("fagleder", True), ("administrator", False)):
        k = logget_ind(rolle)
        sendt = send(k, pakke(MED_FEJL))
        side = faerdig(k, sendt)
        linjer = {linje.kolonne: linje for linje in side.context["sat_til_side"]}
        assert (linjer["ydelse"].antal, linjer["ydelse"].raekker) == (1, [2])
        assert (linjer["fra"].antal, linjer["fra"].raekker) == (1, [3])
        assert ("hemmelig ydelse" in tekst_i(side)) is ser
        ark = k.get(f"{sendt.headers['Location']}rapport/")
        with zipfile.ZipFile(io.BytesIO(ark.content)) as bog:
            skrevet = b"".join(bog.read(navn) for navn in bog.namelist())
        assert (b"hemmelig ydelse" in skrevet) is ser
        faerdig(k, k.post(f"{sendt.headers['Location']}bekraeft/", {}))
        senere = k.get(reverse("indlaest", args=[handlinger()[-1].pk]))
        assert sorted(linje.raekker for linje in senere.context["sat_til_side"]) == [[2], [3]]
        assert ("hemmelig ydelse" in tekst_i(senere)) is ser


@pytest.mark.parametrize(
    ("navn", "indhold"),
    [
        ("maj.zip", b""),
        ("maj.zip", b"PK\x03\x04 halv"),
        ("maj.zip", krypteret()),
        ("maj.zip", henvisning()),
        ("maj.zip", nuller(8 << 20)),
        ("maj.zip", pakke({"../borgere.csv": BORGERE})),
        ("brev.docx", b"PK\x03\x04"),
        ("borgere.csv", b"%PDF-1.7"),
        ("æøå\u202e.xlsx", b"hej"),
    ],
    ids=range(9),
)
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence_beside_the_field(
    store: Path, navn: str, indhold: bytes
) -> None:
    k = logget_ind("controller")
    svar = send(k, indhold, navn)
    assert svar.status_code == 422
    (saetning,) = svar.context["filform"].errors["filer"]
    assert saetning.endswith((".", "?"))
    assert handlinger() == []
    assert not list((store / "modtaget").glob("*"))


def test_an_extract_that_cannot_be_read_says_why_and_can_be_dropped(store: Path) -> None:
    k = logget_ind("controller")
    sendt = send(k, b"ydelse;fra\r\nsu;2022-01-01\r\n", "borgere.csv")
    side = faerdig(k, sendt)
    assert side.context["arbejde"].kode == "ubrugelig"
    assert side.context["vist"] is None
    assert k.post(f"{sendt.headers['Location']}opgiv/").status_code == 302
    assert k.get(sendt.headers["Location"]).status_code == 404
    assert not list((store / "modtaget").glob("*"))


def test_closing_very_much_is_warned_of_and_must_be_said_twice() -> None:
    mange = b"borger_id;foedselsdato;kommune\r\n" + b"".join(b"B%d;1980-01-01;766\r\n" % nr for nr in range(150))
    k = logget_ind("controller")
    foerst = send(k, pakke({"borgere.csv": mange, "ydelser.csv": FEJL.splitlines(keepends=True)[0]}))
    faerdig(k, foerst)
    faerdig(k, k.post(f"{foerst.headers['Location']}bekraeft/", {}))
    assert len(handlinger()) == 1
    sendt = send(k, pakke(GODE))
    side = faerdig(k, sendt)
    assert side.context["vist"].lukker_mange
    assert "150" in tekst_i(side)
    nej = k.post(f"{sendt.headers['Location']}bekraeft/", {})
    assert (nej.status_code, len(handlinger())) == (422, 1)
    faerdig(k, k.post(f"{sendt.headers['Location']}bekraeft/", {"luk_mange": "on"}))
    assert len(handlinger()) == 2


def test_an_upload_is_its_senders_alone_and_a_part_is_what_the_page_shows() -> None:
    k = logget_ind("controller")
    sendt = send(k, pakke(GODE))
    hele = faerdig(k, sendt)
    adresse = sendt.headers["Location"]
    del_ = k.get(adresse, HTTP_HX_REQUEST="true", HTTP_HX_TARGET="rt-fil")
    uden_noegle = [linje for linje in tekst_i(del_).splitlines() if linje.strip() and "csrf" not in linje]
    assert [linje for linje in uden_noegle if linje not in tekst_i(hele)] == []
    assert "<html" not in tekst_i(del_)
    en_anden = logget_ind("administrator")
    for metode in ("get", "post"):
        assert getattr(en_anden, metode)(adresse).status_code == 404
    assert en_anden.post(f"{adresse}bekraeft/").status_code == 404
    assert logget_ind("sagsbehandler").get(reverse("indlaesning")).status_code == 403


def test_only_those_who_may_undo_are_asked_to() -> None:
    k = logget_ind("controller")
    sendt = send(k, pakke(GODE))
    faerdig(k, sendt)
    faerdig(k, k.post(f"{sendt.headers['Location']}bekraeft/", {}))
    (handling,) = handlinger()
    leder = logget_ind("fagleder")
    assert not leder.get(reverse("indlaest", args=[handling.pk])).context["kan_fortrydes"]
    assert leder.post(reverse("indlaest_fortryd", args=[handling.pk]), {"fortryd_hvorfor": "x"}).status_code == 403
    uden = k.post(reverse("indlaest_fortryd", args=[handling.pk]), {"fortryd_hvorfor": ""})
    assert uden.status_code == 422
    assert k.get(reverse("indlaest", args=[handling.pk + 1])).status_code == 404


def test_a_folder_is_chosen_by_name_among_those_that_lie_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "udtraek" / "nat").mkdir(parents=True)
    for navn, indhold in GODE.items():
        (tmp_path / "udtraek" / "nat" / navn).write_bytes(indhold)
    (tmp_path / "uden_for").mkdir()
    (tmp_path / "uden_for" / "borgere.csv").write_bytes(BORGERE)
    (tmp_path / "udtraek" / "vej_ud").symlink_to(tmp_path / "uden_for")
    k = logget_ind("administrator")
    assert k.get(reverse("indlaesning")).context["mappeform"] is None
    monkeypatch.setenv("RETTIDIG_UDTRAEK", str(tmp_path / "udtraek"))
    valg = k.get(reverse("indlaesning")).context["mappeform"].fields["mappe"].choices
    assert list(valg) == [("nat", "nat")]
    for ond in ("vej_ud", "../uden_for", str(tmp_path / "uden_for")):
        assert k.post(reverse("indlaes_mappe"), {"mappe": ond, "kilde": "kontrakt"}).status_code == 422
    side = faerdig(k, k.post(reverse("indlaes_mappe"), {"mappe": "nat", "kilde": "kontrakt"}))
    assert side.context["i_alt"].nye == 2


def test_work_whose_program_died_is_told_of_and_can_be_begun_again(store: Path) -> None:
    k = logget_ind("controller")
    sendt = send(k, pakke(GODE))
    faerdig(k, sendt)
    (mappe,) = (store / "modtaget").iterdir()
    (mappe / "visning.json").unlink()
    (mappe / "arbejde.json").write_text(json.dumps({"slags": "forhaandsvis", "begyndt": "2026-05-01T12:00:00+00:00"}))
    side = k.get(sendt.headers["Location"])
    assert side.context["arbejde"].afbrudt
    assert "hx-trigger" not in tekst_i(side)
    assert faerdig(k, k.post(sendt.headers["Location"])).context["i_alt"].nye == 2


def test_while_somebody_works_on_an_upload_the_page_asks_again_and_nobody_else_begins(store: Path) -> None:
    import fcntl

    k = logget_ind("controller")
    sendt = send(k, pakke(GODE))
    faerdig(k, sendt)
    (mappe,) = (store / "modtaget").iterdir()
    stand = {"slags": "indlaes", "begyndt": "2026-05-01T12:00:00+00:00", "trin": "skriver", "tabel": "ydelser"}
    (mappe / "arbejde.json").write_text(json.dumps(stand))
    with (mappe / "arbejde.laas").open("w") as laas:
        fcntl.flock(laas, fcntl.LOCK_EX)
        side = tekst_i(k.get(sendt.headers["Location"]))
        assert 'hx-trigger="every 2s"' in side
        assert "Skriver ydelser." in side
        assert k.post(f"{sendt.headers['Location']}bekraeft/", {}).status_code == 302
        assert handlinger() == []
