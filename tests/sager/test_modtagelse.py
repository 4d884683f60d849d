"""Uploads: what can be used is read as it was sent, what would harm is refused in a sentence, and nothing stays."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.sager import pakker
from tests.sager.pakker import BORGERE, GODE, MB, YDELSER, ark, gode_ark, pakke, regneark

from rettidig.forloeb import laes_datasaet

pytestmark = pytest.mark.usefixtures("store")
ET_ARK = {"borgere": ark([["borger_id"], ["A"]])}


def modtag(indhold: bytes, navn: str = "udtraek.zip", **graenser: int):  # type: ignore[no-untyped-def]
    from rettidig.sager.services import modtagelse
    from rettidig.sager.services.modtagelse_graenser import Graenser

    return modtagelse.modtag(io.BytesIO(indhold), navn, Graenser(**graenser))


def tilbage(store: Path) -> list[Path]:
    mappe = store / "modtaget"
    return sorted(mappe.rglob("*")) if mappe.exists() else []


def afvist(store: Path, indhold: bytes, navn: str = "udtraek.zip", **graenser: int) -> str:
    """The code of the refusal; whatever happened, nothing is left on the disk."""
    from rettidig.sager.fejl import SagsFejl

    with pytest.raises(SagsFejl) as fejl:
        modtag(indhold, navn, **graenser)
    assert tilbage(store) == []
    assert "\n" not in str(fejl.value)
    return fejl.value.kode.removeprefix("modtag_")


def som_parquet(**kolonner: pa.Array) -> bytes:
    ud = io.BytesIO()
    pq.write_table(pa.table(kolonner), ud)
    return ud.getvalue()


SKRALD = {"__MACOSX/._borgere.csv": b"x", ".DS_Store": b"x"}
ET_A = som_parquet(a=pa.array(["1"]))
GODE_PAKKER = {
    "a flat package": ("udtraek.zip", pakke(GODE)),
    "a package of a folder": ("UDTRAEK.ZIP", pakke({f"maj/{navn}": indhold for navn, indhold in GODE.items()})),
    "a package with the rubbish of a machine": ("u.zip", pakke(GODE | SKRALD)),
    "a workbook": ("Udtræk maj.xlsx", regneark(gode_ark())),
    "a workbook in a package": ("u.zip", pakke({"Udtræk.xlsx": regneark(gode_ark())})),
    "Parquet in a package": (
        "u.zip",
        pakke({"ydelser.csv": YDELSER, "borgere.parquet": som_parquet(
            borger_id=pa.array(["A"]), foedselsdato=pa.array(["1980-01-01"]), kommune=pa.array(["766"])
        )}),
    ),
}  # fmt: skip


@pytest.mark.parametrize("slags", GODE_PAKKER)
def test_what_can_be_used_is_read_as_it_was_sent_and_then_gone(slags: str, store: Path) -> None:
    navn, indhold = GODE_PAKKER[slags]
    with modtag(indhold, navn) as modtaget:
        assert (store / "modtaget").stat().st_mode & 0o077 == 0
        assert modtaget.byte == len(indhold)
        data = laes_datasaet(modtaget.sti)
        assert data.tabeller["borgere"]["borger_id"].to_pylist() == ["A"]
        assert data.tabeller["ydelser"]["ydelse"].to_pylist() == ["kontanthjaelp"]
    assert tilbage(store) == []


def test_several_files_can_be_sent_at_once(store: Path) -> None:
    from rettidig.sager.services.modtagelse import modtag_filer

    with modtag_filer([("borgere.csv", [BORGERE[:9], BORGERE[9:]]), ("ydelser.csv", io.BytesIO(YDELSER))]) as modtaget:
        assert modtaget.filer == ("borgere.csv", "ydelser.csv")
        assert laes_datasaet(modtaget.sti).rapport.godkendt == 2


BOMBER = {
    "a package of zeros": (pakker.nuller(8 * MB), "bombe"),
    "a package that lies about its size": (pakker.lyver_om_stoerrelsen(), "beskadiget"),
    "packages in packages": (pakker.to_og_fyrre(), "pakke_i_pakke"),
    "files on top of one another": (pakker.oven_i_hinanden(), "bombe"),
    "a long table of contents": (pakker.mange_filer(40), "for_mange_filer"),
    "a very long table of contents": (pakker.mange_filer(5_000), "for_mange_filer"),
    "a way up": (pakke({"../borgere.csv": BORGERE}), "navn"),
    "a way up in the middle": (pakke({"a/../../borgere.csv": BORGERE}), "navn"),
    "an absolute name": (pakke({"/etc/borgere.csv": BORGERE}), "navn"),
    "a name with a drive": (pakke({"C:borgere.csv": BORGERE}), "navn"),
    "a name with backslashes": (pakker.med_navn(b"..\\borgere.csv"), "navn"),
    "a name with a zero": (pakker.med_navn(b"borgere.csv\x00.exe"), "navn"),
    "a name with a line break": (pakker.med_navn(b"borgere\n.csv"), "navn"),
    "the same name twice": (pakke({"borgere.csv": BORGERE, "BORGERE.csv": BORGERE}), "dobbelt_navn"),
    "the same table twice": (pakke({"borgere.csv": BORGERE, "Borgere.parquet": ET_A}), "to_tabeller"),
    "a link": (pakker.henvisning(), "henvisning"),
    "a locked package": (pakker.krypteret(), "krypteret"),
    "another way of packing": (pakke(GODE, 14), "pakkemaade"),
    "half a package": (pakke(GODE)[:-60], "beskadiget"),
    "tables in several folders": (pakke({"a/borgere.csv": BORGERE, "b/ydelser.csv": YDELSER}), "mapper"),
    "a folder in a folder": (pakke({"a/b/borgere.csv": BORGERE}), "mapper"),
    "a table nobody knows": (pakke(GODE | {"loen.csv": b"x"}), "ukendt_tabel"),
    "a program": (pakke(GODE | {"borgere.exe": b"MZ"}), "ukendt_slags"),
    "an empty package": (pakke({}), "tom"),
    "no package at all": (b"borger_id", "ikke_det_navnet_siger"),
}  # fmt: skip


@pytest.mark.parametrize("slags", BOMBER)
def test_a_package_that_could_harm_is_refused(slags: str, store: Path) -> None:
    indhold, kode = BOMBER[slags]
    assert afvist(store, indhold) == kode


REGNEARK = {
    "a billion laughs": (regneark({"borgere": pakker.LATTER + ET_ARK["borgere"]}), "xml"),
    "a quadratic text": (regneark(ET_ARK, tekster=pakker.KVADRAT + "<sst/>"), "xml"),
    "a document type from elsewhere": (regneark(ET_ARK, bog=pakker.UDE_FRA), "xml"),
    "a document type in another encoding": (
        regneark(ET_ARK, ekstra={"xl/styles.xml": pakker.UTF16}),
        "xml",
    ),
    "an encoding a filter cannot read": (
        regneark(ET_ARK, bog='<?xml version="1.0" encoding="UTF-7"?>'), "ikke_regneark",
    ),
    "sheets of zeros": (regneark({"borgere": "<worksheet>" + " " * 8 * MB + "</worksheet>"}), "bombe"),
    "cells far apart": (
        regneark({"borgere": '<worksheet><sheetData><c r="A1"/><c r="CZ1000000"/></sheetData></worksheet>'}),
        "spredt_regneark",
    ),
    "cells too far to the right": (
        regneark({"borgere": "<worksheet><sheetData><c r='xfd1048576'/></sheetData></worksheet>"}),
        "for_mange_kolonner",
    ),
    "cells without a place in a row far away": (
        regneark({"borgere": '<worksheet><sheetData><row r="1048576"><c/><c/><c/></row></sheetData></worksheet>'}),
        "spredt_regneark",
    ),
    "a row beyond all rows": (
        regneark({"borgere": '<worksheet><sheetData><row r="4000000000"><c t="s"/></row></sheetData></worksheet>'}),
        "spredt_regneark",
    ),
    "a row whose number hides behind another": (
        regneark({"borgere": """<worksheet><row x='> r="1"' r="4000000000"><c/></row></worksheet>"""}),
        "spredt_regneark",
    ),
    "a cell that pretends to have a place": (
        regneark({"borgere": """<worksheet><row r="4000000"><c x=' r="A1"'/></row></worksheet>"""}),
        "spredt_regneark",
    ),
    "a row with a number that is none": (
        regneark({"borgere": '<worksheet><sheetData><row r="&#52;9"><c/></row></sheetData></worksheet>'}),
        "xml",
    ),
    "too many cells without a place": (
        regneark({"borgere": "<worksheet><sheetData><row>" + "<c/>" * 501 + "</row></sheetData></worksheet>"}),
        "for_mange_kolonner",
    ),
    "a sheet under another name": (
        regneark(ET_ARK, ekstra={"xl/billede.png": b'PNG<worksheet><c r="XFD1048576"/>'}), "ikke_regneark",
    ),
    "a package in the workbook": (regneark(ET_ARK, ekstra={"xl/billede.png": pakke(GODE)}), "pakke_i_pakke"),
    "a workbook that is another package": (pakke(GODE), "ikke_regneark"),
    "a workbook that is no package": (b"\xd0\xcf\x11\xe0 gammelt regneark", "ikke_det_navnet_siger"),
}  # fmt: skip


@pytest.mark.parametrize("slags", REGNEARK)
def test_a_workbook_that_could_harm_is_refused_before_a_reader_opens_it(slags: str, store: Path) -> None:
    indhold, kode = REGNEARK[slags]
    assert afvist(store, indhold, "udtraek.xlsx") == kode
    assert afvist(store, pakke({"udtraek.xlsx": indhold})) in {kode, "bombe"}


def test_cells_that_do_not_say_where_they_are_are_taken_in_where_they_stand_close(store: Path) -> None:
    raekker = [("borger_id", "foedselsdato", "kommune"), ("E1", "1980-01-01", "766")]
    ark = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{celle}</t></is></c>' for celle in raekke) + "</row>"
        for raekke in raekker
    )
    bog = regneark({"borgere": f"<worksheet><sheetData>{ark}</sheetData></worksheet>"})
    with modtag(bog, "u.xlsx") as modtaget:
        assert modtaget.filer == ("projektmappe.xlsx",)


def test_one_long_text_that_many_cells_refer_to_is_refused(store: Path) -> None:
    celler = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, 2_001))
    bog = regneark(
        {"borgere": f"<worksheet><sheetData>{celler}</sheetData></worksheet>"},
        tekster="<sst><si><t>" + "x" * 100_000 + "</t></si></sst>",
    )
    assert afvist(store, bog, "u.xlsx", tekster=100 * MB) == "udpakket_for_stor"


FILER = {
    "a package that calls itself text": (pakke(GODE), "borgere.csv", "ikke_det_navnet_siger"),
    "a gzip that calls itself text": (gzip.compress(b"0" * MB), "borgere.csv", "ikke_det_navnet_siger"),
    "a first line without an end": (b"a" * MB, "borgere.csv", "for_mange_kolonner"),
    "ten thousand columns": (b";" * 10_000 + b"\n", "borgere.csv", "for_mange_kolonner"),
    "ten thousand columns after a blank line": (
        b" \r\n\r\n" + b";" * 10_000 + b"\n",
        "borgere.csv",
        "for_mange_kolonner",
    ),
    "ten thousand columns after a spreadsheet's line": (
        b"\xef\xbb\xbfsep=;\r\n" + b";" * 10_000 + b"\n",
        "borgere.csv",
        "for_mange_kolonner",
    ),
    "ten thousand columns after a break in quotes": (
        b'"borger\nid";' + b";" * 10_001 + b"\n",
        "borgere.csv",
        "for_mange_kolonner",
    ),
    "text that calls itself Parquet": (BORGERE, "borgere.parquet", "ikke_det_navnet_siger"),
    "half a Parquet file": (som_parquet(a=pa.array(["1"]))[:-9], "borgere.parquet", "beskadiget"),
    "lists in a Parquet file": (som_parquet(a=pa.array([["1"]])), "borgere.parquet", "indlejret_kolonne"),
    "a gzip": (gzip.compress(BORGERE), "borgere.csv.gz", "ukendt_slags"),
    "a name with a CPR number's shape": (b"x", "0101701234.csv", "ukendt_tabel"),
    "nothing": (b"", "borgere.csv", "tom"),
    "a name that is a path": (b"x", "../../borgere/../sti.csv", "ukendt_tabel"),
}


@pytest.mark.parametrize("slags", FILER)
def test_a_file_that_is_not_what_its_name_says_or_too_wide_is_refused(slags: str, store: Path) -> None:
    indhold, navn, kode = FILER[slags]
    assert afvist(store, indhold, navn) == kode


def test_a_refusal_never_repeats_a_cpr_number(store: Path) -> None:
    from rettidig.sager.fejl import SagsFejl

    with pytest.raises(SagsFejl) as fejl:
        modtag(b"x", "0101701234.csv")
    assert "010170" not in str(fejl.value)


def test_a_text_said_a_million_times_in_a_small_file_is_counted_as_written_out(store: Path) -> None:
    lang = pa.DictionaryArray.from_arrays(pa.array([0] * 200_000, pa.int32()), pa.array(["x" * 1_000]))
    fil = som_parquet(borger_id=lang)
    assert len(fil) < MB
    assert afvist(store, fil, "borgere.parquet", tekster=100 * MB) == "udpakket_for_stor"
    assert afvist(store, fil, "borgere.parquet", raekker=100_000) == "for_mange_raekker"


def test_what_is_sent_is_cut_off_at_the_limit_however_long_it_goes_on(store: Path) -> None:
    from rettidig.sager.fejl import SagsFejl
    from rettidig.sager.services.modtagelse import modtag as modtag_
    from rettidig.sager.services.modtagelse_graenser import Graenser

    sendt = 0

    def uendelig() -> Iterator[bytes]:
        nonlocal sendt
        while True:
            sendt += MB
            yield b"x" * MB

    with pytest.raises(SagsFejl) as fejl:
        modtag_(uendelig(), "borgere.csv", Graenser(pakket=3 * MB))
    assert fejl.value.kode == "modtag_for_stor"
    assert sendt == 4 * MB
    assert tilbage(store) == []


def test_a_sender_that_is_cut_off_leaves_nothing(store: Path) -> None:
    from rettidig.sager.fejl import SagsFejl
    from rettidig.sager.services.modtagelse import modtag as modtag_

    def brudt() -> Iterator[bytes]:
        yield BORGERE
        raise ConnectionResetError

    with pytest.raises(SagsFejl) as fejl:
        modtag_(brudt(), "borgere.csv")
    assert fejl.value.kode == "modtag_afbrudt"
    assert tilbage(store) == []


@pytest.mark.parametrize("kilde", ["/etc/passwd", "../kontrakt.yaml", "findes-ikke"])
def test_a_sender_names_no_mapping_by_its_path(kilde: str, store: Path) -> None:
    from rettidig.sager.fejl import SagsFejl
    from rettidig.sager.services.modtagelse import modtag as modtag_

    with pytest.raises(SagsFejl) as fejl:
        modtag_([BORGERE], "borgere.csv", kilde=kilde)
    assert fejl.value.kode == "modtag_ukendt_kilde"
    assert tilbage(store) == []
