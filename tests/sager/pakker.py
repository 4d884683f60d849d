"""Packages nobody should send: made here as bytes, small to write and large, or harmful, to open."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

BORGERE = b"borger_id;foedselsdato;kommune\r\nA;1980-01-01;766\r\n"
YDELSER = b"borger_id;ydelse;fra;til;visitation\r\nA;kontanthjaelp;2022-10-03;;jobparat\r\n"
GODE = {"borgere.csv": BORGERE, "ydelser.csv": YDELSER}
MB = 1 << 20

_TYPER = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
)
_BOG = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{ark}</sheets></workbook>'
)
_FORBINDELSER = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{alle}</Relationships>'
)


def pakke(filer: Mapping[str, bytes], maade: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An honest package of these files."""
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w", maade) as zf:
        for navn, indhold in filer.items():
            zf.writestr(navn, indhold)
    return ud.getvalue()


def med_navn(navn: bytes) -> bytes:
    """A package whose one file has these bytes for a name, everywhere it stands."""
    kort = b"x" * len(navn)
    return pakke({kort.decode(): BORGERE}).replace(kort, navn)


def henvisning() -> bytes:
    """A package with a symbolic link in place of a table."""
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w") as zf:
        post = zipfile.ZipInfo("borgere.csv")
        post.create_system = 3
        post.external_attr = 0o120777 << 16
        zf.writestr(post, "/etc/passwd")
    return ud.getvalue()


def krypteret() -> bytes:
    """A package whose files say that they are locked."""
    raa = bytearray(pakke(GODE))
    for maerke, plads in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        sted = raa.find(maerke)
        while sted >= 0:
            raa[sted + plads] |= 1
            sted = raa.find(maerke, sted + 4)
    return bytes(raa)


def nuller(antal: int) -> bytes:
    """A package with a table of nothing but zeros."""
    return pakke({"borgere.csv": b"0" * antal, "ydelser.csv": YDELSER})


def lyver_om_stoerrelsen() -> bytes:
    """As the one before, but the table of contents says that the file is small."""
    raa = bytearray(nuller(8 * MB))
    for maerke, plads in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        sted = raa.find(maerke)
        struct.pack_into("<I", raa, sted + plads, 100)
    return bytes(raa)


def to_og_fyrre() -> bytes:
    """Packages in packages in a package."""
    indre = pakke({"borgere.csv": b"0" * MB})
    for dybde in range(3):
        indre = pakke({f"{dybde}{nr}.zip": indre for nr in range(8)})
    return indre


def oven_i_hinanden() -> bytes:
    """Many files that are all the same bytes of the package."""
    raa = pakke({"borgere.csv": BORGERE, "ydelser.csv": YDELSER})
    anden = raa.rfind(b"PK\x01\x02")
    udgave = bytearray(raa)
    struct.pack_into("<I", udgave, anden + 42, 0)
    return bytes(udgave)


def mange_filer(antal: int) -> bytes:
    """A package with a long table of contents."""
    return pakke({f"t{nr}.csv": b"" for nr in range(antal)}, zipfile.ZIP_STORED)


def regneark(
    ark: Mapping[str, str], *, tekster: str | None = None, ekstra: Mapping[str, bytes] | None = None, bog: str = ""
) -> bytes:
    """A workbook; ``ark`` are the sheets' own XML by name."""
    filer: dict[str, bytes] = {"[Content_Types].xml": _TYPER.encode()}
    noegler = "".join(f'<sheet name="{navn}" sheetId="{nr}" r:id="rId{nr}"/>' for nr, navn in enumerate(ark, 1))
    filer["xl/workbook.xml"] = (bog or '<?xml version="1.0" encoding="UTF-8"?>').encode() + _BOG.format(
        ark=noegler
    ).encode()
    slags = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    alle = "".join(
        f'<Relationship Id="rId{nr}" Type="{slags}/worksheet" Target="worksheets/sheet{nr}.xml"/>'
        for nr in range(1, len(ark) + 1)
    )
    if tekster is not None:
        alle += f'<Relationship Id="rIdT" Type="{slags}/sharedStrings" Target="sharedStrings.xml"/>'
        filer["xl/sharedStrings.xml"] = tekster.encode()
    filer["xl/_rels/workbook.xml.rels"] = _FORBINDELSER.format(alle=alle).encode()
    filer["_rels/.rels"] = _FORBINDELSER.format(
        alle=f'<Relationship Id="rId1" Type="{slags}/officeDocument" Target="xl/workbook.xml"/>'
    ).encode()
    for nr, xml in enumerate(ark.values(), 1):
        filer[f"xl/worksheets/sheet{nr}.xml"] = xml.encode()
    return pakke(filer | dict(ekstra or {}))


def ark(raekker: list[list[str]]) -> str:
    """A sheet with these texts."""
    indhold = "".join(
        f'<row r="{r}">'
        + "".join(
            f'<c r="{chr(65 + k)}{r}" t="inlineStr"><is><t>{celle}</t></is></c>' for k, celle in enumerate(raekke)
        )
        + "</row>"
        for r, raekke in enumerate(raekker, 1)
    )
    rum = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{rum}"><sheetData>{indhold}</sheetData></worksheet>'


def gode_ark() -> dict[str, str]:
    """The same two tables as sheets."""
    return {
        navn.removesuffix(".csv"): ark([linje.split(";") for linje in csv.decode().splitlines()])
        for navn, csv in GODE.items()
    }


LATTER = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + ("]>")
)
KVADRAT = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "' + "a" * 50_000 + '">]>'
UDE_FRA = '<?xml version="1.0"?><!DOCTYPE l SYSTEM "http://localhost:9/x">'
UTF16 = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE l []>'.encode("utf-16")
