"""The client of jobindsats.dk against a server on this machine that plays its answers, its refusals and its garbage."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rettidig.tal.jobindsats import klient as modul
from rettidig.tal.jobindsats.klient import JobindsatsFejl, Klient

OPTAGET = Path(__file__).parents[2] / "data" / "jobindsats"
TOKEN = "hemmeligt-token-8471"


@dataclass
class Tjeneste:
    """What the server is to answer, in turn, the last again and again; and what it was asked."""

    svar: list[tuple[int, bytes, dict[str, str]]] = field(default_factory=list)
    spurgt: list[tuple[str, dict[str, list[str]], str]] = field(default_factory=list)
    adresse: str = ""
    ventet: list[float] = field(default_factory=list)

    def klient(self, **andet: Any) -> Klient:
        """A client that notes how long it would have waited."""
        return Klient(TOKEN, self.adresse, sov=self.ventet.append, **andet)

    def svarer(self, indhold: Any, status: int = 200, **hoveder: str) -> None:
        """The next answer."""
        raa = indhold if isinstance(indhold, bytes) else json.dumps(indhold).encode()
        self.svar.append((status, raa, {k.replace("_", "-"): v for k, v in hoveder.items()}))


@pytest.fixture
def tjeneste() -> Iterator[Tjeneste]:
    """A server on a free port of this machine."""
    egen = Tjeneste()

    class Svarer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            dele = urlsplit(self.path)
            egen.spurgt.append((dele.path, parse_qs(dele.query), self.headers.get("Authorization", "")))
            status, indhold, hoveder = egen.svar.pop(0) if len(egen.svar) > 1 else egen.svar[0]
            self.send_response(status)
            for navn, vaerdi in hoveder.items():
                self.send_header(navn, vaerdi)
            self.send_header("Content-Length", str(len(indhold)))
            self.end_headers()
            self.wfile.write(indhold)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Svarer)
    traad = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    traad.start()
    egen.adresse = f"http://127.0.0.1:{server.server_port}/v3"
    yield egen
    server.shutdown()
    server.server_close()
    traad.join()


def test_a_recorded_table_is_read(tjeneste: Tjeneste) -> None:
    tjeneste.svarer(b"\xef\xbb\xbf" + (OPTAGET / "y60a02.json").read_bytes())
    with tjeneste.klient() as klient:
        svar = klient.data("y60a02", {"mgroup.*": "*", "period.M": "latest:2", "hierarchy._nykom": "*"})
    assert svar.kolonner == ("Område", "Periode", "Antal personer", "Fuldtidspersoner")
    assert ("Lejre", "2026M07", 243, 236) in svar.raekker
    assert ("Hele landet", "2026M07") in {raekke[:2] for raekke in svar.raekker}
    (sti, soegning, hvem), *_ = tjeneste.spurgt
    assert (sti, hvem) == ("/v3/data/y60a02", f"Bearer {TOKEN}")
    assert soegning["period.M"] == ["latest:2"]
    assert soegning["format"] == ["json"]


def test_numbers_the_source_hides_stay_hidden(tjeneste: Tjeneste) -> None:
    tjeneste.svarer((OPTAGET / "y60c02.json").read_bytes())
    with tjeneste.klient() as klient:
        raekker = klient.data("y60c02", {}).raekker
    assert ("Albertslund", "2026M07", "Særligt tilrettelagt nytteindsats", None, None) in raekker


def test_subjects_tables_and_a_tables_own_description_are_read(tjeneste: Tjeneste) -> None:
    tjeneste.svarer([{"subject_id": "1", "subject_name": "Ydelser"}])
    tjeneste.svarer([{"table_id": "y60a02", "table_name": "Kontanthjælp", "update_latest": "20260820", "periods": "M"}])
    tjeneste.svarer({"periods": ["2026M07"], "dimensions": [], "measure_groups": []})
    with tjeneste.klient() as klient:
        assert klient.emner()[0]["subject_name"] == "Ydelser"
        assert klient.tabeller()[0]["table_id"] == "y60a02"
        assert klient.tabel("y60a02")["periods"] == ["2026M07"]


def test_many_periods_are_asked_for_some_at_a_time(tjeneste: Tjeneste) -> None:
    tjeneste.svarer({"columns": ["a"], "rows": [[1]]})
    tjeneste.svarer({"columns": ["a"], "rows": [[2]]})
    perioder = [f"2025M{m:02d}" for m in range(1, 13)] + ["2026M01"]
    with tjeneste.klient() as klient:
        svar = klient.data_for_perioder("y60a02", {"mgroup.*": "*"}, "M", perioder)
    assert svar.raekker == ((1,), (2,))
    assert [led[1]["period.M"][0].count(",") for led in tjeneste.spurgt] == [11, 0]


def test_a_table_that_changes_its_columns_on_the_way_is_not_put_together(tjeneste: Tjeneste) -> None:
    tjeneste.svarer({"columns": ["a"], "rows": [[1]]})
    tjeneste.svarer({"columns": ["b"], "rows": [[2]]})
    with tjeneste.klient() as klient, pytest.raises(JobindsatsFejl) as fejl:
        klient.data_for_perioder("y60a02", {}, "M", [f"2025M{m:02d}" for m in range(1, 14)])
    assert fejl.value.kode == "andre_kolonner"


def test_what_may_pass_is_tried_again_later_each_time(tjeneste: Tjeneste) -> None:
    tjeneste.svarer(b"", 429, Retry_After="7")
    tjeneste.svarer(b"", 503)
    tjeneste.svarer(b"", 429, Retry_After="99999")
    tjeneste.svarer({"columns": [], "rows": []})
    with tjeneste.klient() as klient:
        assert klient.data("y60a02", {}).raekker == ()
    assert tjeneste.ventet == [7.0, 2.0, 60.0]


@pytest.mark.parametrize(("status", "kode"), [(429, "for_mange"), (500, "serverfejl"), (503, "serverfejl")])
def test_it_gives_up_in_the_end(tjeneste: Tjeneste, status: int, kode: str) -> None:
    tjeneste.svarer(b"<html>", status)
    with tjeneste.klient() as klient, pytest.raises(JobindsatsFejl) as fejl:
        klient.data("y60a02", {})
    assert fejl.value.kode == kode
    assert len(tjeneste.spurgt) == 5


@pytest.mark.parametrize(
    ("status", "indhold", "kode"),
    [
        (401, b"", "ingen_adgang"),
        (403, b"", "ingen_adgang"),
        (404, b"", "findes_ikke"),
        (422, b'{"code": "INVALID_PERIOD", "cause": "x", "request_id": "1"}', "afvist"),
        (422, b"<garbage>", "afvist"),
        (301, b"", "henvist"),
        (200, b"", "uventet_form"),
        (200, b"\xff\xfe\x00", "uventet_form"),
        (200, b"<html>Vedligehold</html>", "uventet_form"),
        (200, b"[" * 100_000, "uventet_form"),
        (200, b"[]", "uventet_form"),
        (200, b'{"columns": ["a"]}', "uventet_form"),
        (200, b'{"columns": ["a", "a"], "rows": []}', "uventet_form"),
        (200, b'{"columns": ["a"], "rows": [[1, 2]]}', "uventet_form"),
        (200, b'{"columns": ["a"], "rows": [[{"b": 1}]]}', "uventet_form"),
        (200, b'{"columns": ["a"], "rows": {"a": 1}}', "uventet_form"),
    ],
)
def test_what_is_not_an_answer_is_one_sentence_at_once(
    tjeneste: Tjeneste, status: int, indhold: bytes, kode: str
) -> None:
    tjeneste.svarer(indhold, status, Location="http://127.0.0.1:1/")
    with tjeneste.klient() as klient, pytest.raises(JobindsatsFejl) as fejl:
        klient.data("y60a02", {})
    assert fejl.value.kode == kode
    assert TOKEN not in str(fejl.value)
    assert len(tjeneste.spurgt) == 1


def test_the_services_code_is_quoted_but_not_its_words(tjeneste: Tjeneste) -> None:
    tjeneste.svarer({"code": "INVALID_PERIOD<script>", "cause": "0101901234"}, 422)
    with tjeneste.klient() as klient, pytest.raises(JobindsatsFejl) as fejl:
        klient.data("y60a02", {})
    assert "INVALID_PERIODscript" in str(fejl.value)
    assert "0101901234" not in str(fejl.value)


def test_an_answer_that_unpacks_without_end_is_stopped(tjeneste: Tjeneste, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modul, "_STOERST", 1 << 20)
    tjeneste.svarer(gzip.compress(b" " * (4 << 20)), Content_Encoding="gzip")
    with tjeneste.klient() as klient, pytest.raises(JobindsatsFejl) as fejl:
        klient.data("y60a02", {})
    assert fejl.value.kode == "for_stort"


def test_nobody_at_the_other_end_is_a_sentence(tjeneste: Tjeneste) -> None:
    ingen = Klient(TOKEN, "http://127.0.0.1:9/v3", sov=tjeneste.ventet.append)
    with ingen as klient, pytest.raises(JobindsatsFejl) as fejl:
        klient.data("y60a02", {})
    assert fejl.value.kode == "ingen_forbindelse"
    assert tjeneste.ventet == [1.0, 2.0, 4.0, 8.0]


def test_the_token_comes_from_the_environment_and_goes_over_https_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(modul.TOKEN, raising=False)
    with pytest.raises(JobindsatsFejl) as fejl:
        Klient()
    assert fejl.value.kode == "intet_token"
    monkeypatch.setenv(modul.TOKEN, "a\nb")
    with pytest.raises(JobindsatsFejl):
        Klient()
    monkeypatch.setenv(modul.TOKEN, TOKEN)
    with Klient():
        pass
    with pytest.raises(JobindsatsFejl) as fejl:
        Klient(adresse="http://example.invalid/v3")
    assert fejl.value.kode == "usikker_adresse"


@given(st.text(max_size=12))
def test_a_tables_name_never_leads_elsewhere(navn: str) -> None:
    if navn.isalnum() and navn.isascii():
        assert modul._navn(navn) == navn
    else:
        with pytest.raises(JobindsatsFejl):
            modul._navn(navn)


def test_a_published_figure_is_fetched_written_down_once_and_held_against_ours(
    tjeneste: Tjeneste, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.tal.afstemning.eksempel import DAG, datasaet

    from rettidig.cli import main
    from rettidig.sager.services import indlaesning
    from rettidig.tal.models import Statslevering
    from rettidig.tal.selectors.statens import find_tal
    from rettidig.tal.services.afstemning import afstem

    indlaesning.indlaes(datasaet(nu=True), "fagsystemet", hvem="nat")
    monkeypatch.setattr(modul, "ADRESSE", tjeneste.adresse)
    monkeypatch.setenv(modul.TOKEN, TOKEN)
    kilde = tmp_path / "y60a02.yaml"
    kilde.write_text(
        "version: 1\n"
        "kolonner: {kommune: Område, periode: Periode, naevner: Antal personer}\n"
        "faste: {ydelse: kontanthjaelp, maaling: ydelse.personer}\n"
        "hent: {tabel: y60a02, soegning: {'mgroup.*': '*', hierarchy._nykom: '*'}}\n",
        encoding="utf-8",
    )
    svar = {"columns": ["Område", "Periode", "Antal personer"], "rows": [["Lejre", "2023M05", 9], ["Ukendt", "x", 1]]}
    tjeneste.svarer(svar)
    assert main(["afstem", "hent", str(kilde), "--maaned", "2023-05"]) == 0
    assert tjeneste.spurgt[0][1]["period.M"] == ["2023M05"]
    assert main(["afstem", "hent", str(kilde), "--maaned", "2023-05"]) != 0
    (levering,) = Statslevering.objects.all()
    assert json.loads(bytes(levering.raa)) == svar
    assert levering.sat_til_side == [[2, "kommune"]]
    gab = afstem(find_tal(None, "350", "kontanthjaelp", "ydelse.personer", DAG))
    # Everybody in the example was on the benefit on some day of May, the one who left on the 20th too.
    assert (gab.vores.naevner, gab.forskel.naevner) == (7, -2)
    assert [(post.aarsag, post.tal.naevner) for post in gab.poster] == [("uforklaret", -2)]
