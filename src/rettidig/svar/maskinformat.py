"""Answers for machines: JSON with everything, CSV as Danish offices open it, Parquet with types."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, Any

from rettidig.svar.model import Kolonne, Slags, Svar

if TYPE_CHECKING:
    from rettidig.svar.kolonnesvar import Kolonnesvar

_BOM = b"\xef\xbb\xbf"
_RAEKKER_AD_GANGEN = 5_000
_KRAEVER_ANFOERSELSTEGN = frozenset(';"\r\n')
_LIGNER_FORMEL = ("=", "+", "-", "@", "\t")
"""What a spreadsheet would take for a formula: led by an apostrophe where the cell quotes the input, never in an id."""


def som_json(svar: Svar) -> Iterator[bytes]:
    """One object; numbers in full, shares as the nearest binary fraction, one row to a line."""
    hoved = json.dumps(svar.hoved(), ensure_ascii=False, indent=1, default=_til_json)
    yield hoved.removesuffix("\n}").encode() + b',\n "raekker": ['
    foerste = True
    for stykke in _json_raekker(svar):
        yield b"\n" if foerste else b",\n"
        yield stykke
        foerste = False
    yield b"]\n}\n" if foerste else b"\n ]\n}\n"


def objekt_som_json(objekt: Any) -> bytes:
    """Any other object of an answer, indented."""
    return (json.dumps(objekt, ensure_ascii=False, indent=1, default=_til_json) + "\n").encode()


def som_csv(svar: Svar) -> Iterator[bytes]:
    """``;`` between the fields, decimal comma, dates as YYYY-MM-DD, UTF-8 with a byte order mark, CRLF."""
    yield _BOM + (";".join(kolonne.navn for kolonne in svar.kolonner) + "\r\n").encode()
    i_kolonner = _i_kolonner(svar)
    if i_kolonner is not None:
        from rettidig.svar.kolonneskrivning import linjer as lagte_linjer
        from rettidig.svar.kolonneskrivning import samlet

        for tabel in i_kolonner.tabeller():
            yield samlet(lagte_linjer(tabel, svar.kolonner, _felt, ";"), "\r\n")
        return
    for klump in _klumper(svar):
        linjer = (";".join(_felt(raekke[k.navn], k) for k in svar.kolonner) for raekke in klump)
        yield ("\r\n".join(linjer) + "\r\n").encode()


def som_parquet(svar: Svar) -> Iterator[bytes]:
    """A typed table; everything but the rows lies as JSON under the metadata key ``rettidig``."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    typer = {
        Slags.TEKST: pa.string(),
        Slags.CITAT: pa.string(),
        Slags.DATO: pa.date32(),
        Slags.HELTAL: pa.int64(),
        Slags.PROCENT: pa.int64(),
        Slags.ANDEL: pa.float64(),
        Slags.TAL: pa.float64(),
        Slags.JANEJ: pa.bool_(),
    }
    hoved = json.dumps(svar.hoved(), ensure_ascii=False, default=_til_json)
    skema = pa.schema([(k.navn, typer[k.slags]) for k in svar.kolonner], metadata={"rettidig": hoved})
    i_kolonner = _i_kolonner(svar)
    if i_kolonner is not None:
        from rettidig.svar.kolonneskrivning import parquet_stykker

        yield from parquet_stykker(i_kolonner, skema)
        return
    tal = {Slags.ANDEL, Slags.TAL}
    kolonner = [
        pa.array([_tal(r[k.navn]) if k.slags in tal else r[k.navn] for r in svar.raekker], typer[k.slags])
        for k in svar.kolonner
    ]
    buffer = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(kolonner, schema=skema), buffer, compression="zstd")
    yield buffer.getvalue().to_pybytes()


def _json_raekker(svar: Svar) -> Iterator[bytes]:
    """The rows as JSON, some lines at a time."""
    i_kolonner = _i_kolonner(svar)
    if i_kolonner is None:
        for klump in _klumper(svar):
            yield ",\n".join(
                json.dumps(dict(raekke), ensure_ascii=False, default=_til_json) for raekke in klump
            ).encode()
        return
    from rettidig.svar.kolonneskrivning import linjer, samlet

    mellem = "},\n{"
    for tabel in i_kolonner.tabeller():
        alle = samlet(linjer(tabel, svar.kolonner, _par, ", "), mellem)
        yield b"{" + alle.removesuffix(mellem.encode()) + b"}"


def _par(vaerdi: Any, kolonne: Kolonne) -> str:
    """One cell with its name, as it stands in a row of JSON."""
    return (
        f"{json.dumps(kolonne.navn, ensure_ascii=False)}: {json.dumps(vaerdi, ensure_ascii=False, default=_til_json)}"
    )


def _i_kolonner(svar: Svar) -> Kolonnesvar | None:
    """The rows where they are kept as columns."""
    from rettidig.svar.kolonnesvar import Kolonnesvar

    return svar.raekker if isinstance(svar.raekker, Kolonnesvar) else None


def _klumper(svar: Svar) -> Iterator[list[Any]]:
    alle = iter(svar.raekker)
    while klump := list(islice(alle, _RAEKKER_AD_GANGEN)):
        yield klump


def _tal(vaerdi: Any) -> float | None:
    return None if vaerdi is None else float(vaerdi)


def _til_json(vaerdi: Any) -> Any:
    if isinstance(vaerdi, dt.date):
        return vaerdi.isoformat()
    if isinstance(vaerdi, Fraction | Decimal):
        return float(vaerdi)
    if hasattr(vaerdi, "item"):
        return vaerdi.item()
    raise TypeError(f"{type(vaerdi).__name__} has no form in JSON")


def _felt(vaerdi: Any, kolonne: Kolonne) -> str:
    if vaerdi is None:
        return ""
    match kolonne.slags:
        case Slags.DATO:
            return str(vaerdi.isoformat())
        case Slags.ANDEL:
            return repr(float(vaerdi)).replace(".", ",")
        case Slags.TAL:
            return str(vaerdi).replace(".", ",")
        case Slags.JANEJ:
            return "ja" if vaerdi else "nej"
        case Slags.CITAT:
            return _citeret(f"'{vaerdi}" if str(vaerdi).startswith(_LIGNER_FORMEL) else str(vaerdi))
        case _:
            return _citeret(str(vaerdi))


def _citeret(felt: str) -> str:
    if _KRAEVER_ANFOERSELSTEGN.isdisjoint(felt):
        return felt
    return '"' + felt.replace('"', '""') + '"'
