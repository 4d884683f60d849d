"""The remarks of a report as bytes, so that the stored form forgets nothing its extract was told.

Values are stored as they may be shown: cut short, and with anything that looks like a CPR number masked.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rettidig.forloeb.datasaet import Fund, Fundblok
from rettidig.forloeb.visning import vis


def pak_fund(blokke: Sequence[Fundblok | Fund]) -> tuple[bytes, bytes]:
    """The remarks as a list of groups (JSON) and the rows of the groups (Arrow, compressed, base64)."""
    grupper: list[dict[str, Any]] = []
    raekker: list[pa.Array] = [pa.nulls(0, pa.int32())]
    vaerdier: list[pa.Array] = [pa.nulls(0, pa.string())]
    for blok in blokke:
        gruppe: dict[str, Any] = {"tabel": blok.tabel, "kolonne": blok.kolonne, "art": blok.art, "kode": blok.kode}
        gruppe["detalje"] = blok.detalje
        if isinstance(blok, Fund):
            grupper.append(gruppe | {"raekke": blok.raekke, "vaerdi": vis(blok.vaerdi), "gaelder": blok.antal})
            continue
        grupper.append(gruppe | {"raekker": len(blok)})
        raekker.append(blok.raekker)
        vaerdier.append(_vist(blok.vaerdier))
    rader = pa.table({"raekke": pa.chunked_array(raekker), "vaerdi": pa.chunked_array(vaerdier)})
    ud = pa.BufferOutputStream()
    with pa.ipc.new_stream(ud, rader.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as skriver:
        skriver.write_table(rader.combine_chunks())
    return json.dumps(grupper, ensure_ascii=False).encode(), base64.b64encode(ud.getvalue())


def pak_fund_ud(grupper: bytes, rader: bytes) -> tuple[Fundblok | Fund, ...]:
    """The remarks again, in the order they were packed."""
    with pa.ipc.open_stream(base64.b64decode(rader, validate=True)) as laeser:
        tabel = laeser.read_all()
    raekker, vaerdier = tabel["raekke"].combine_chunks(), tabel["vaerdi"].combine_chunks()
    ud: list[Fundblok | Fund] = []
    sted = 0
    for g in json.loads(grupper):
        if "raekker" not in g:
            enkelt = (g["tabel"], g["raekke"], g["kolonne"], g["vaerdi"], g["art"], g["kode"], g["gaelder"])
            ud.append(Fund(*enkelt, g["detalje"]))
            continue
        antal = int(g["raekker"])
        egne = raekker.slice(sted, antal), vaerdier.slice(sted, antal)
        ud.append(Fundblok(g["tabel"], g["kolonne"], g["art"], g["kode"], *egne, g["detalje"]))
        sted += antal
    return tuple(ud)


def _vist(vaerdier: pa.Array) -> pa.Array:
    kodet = vaerdier.cast(pa.large_string()).dictionary_encode()
    vist = pa.array([vis(vaerdi) for vaerdi in kodet.dictionary.to_pylist()], pa.string())
    return pc.take(vist, kodet.indices)
