"""What a stored form says of itself, beside the rows.

Two JSON texts. ``rettidig.lager`` is in the schema's metadata: what must be known to read a row. ``rettidig.indeks`` is
written last: where each block lies, its checksum and its first and last person, and the report of the extract. The
remarks of the report lie in two keys of their own, and ``rettidig.sum`` is the checksum of it all.

A block's checksum is CRC-32 over its bytes in the file: it finds damage, it is no guard against forgery.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from rettidig.forloeb.datasaet import Rapport, Tabeltal
from rettidig.forloeb.kontrakt import kontrakt
from rettidig.forloeb.lager.fundpost import pak_fund, pak_fund_ud
from rettidig.forloeb.lager.lagerform import FORM, SKEMAVERSION, kodelister

LAGER, INDEKS, FUND, FUNDRADER, SUM = (
    b"rettidig.lager",
    b"rettidig.indeks",
    b"rettidig.fund",
    b"rettidig.fundrader",
    b"rettidig.sum",
)


class Fremmed(Exception):
    """The file is no stored form."""


class Nyere(Exception):
    """The stored form is of a later version than this one reads; the argument is that version."""


class Beskadiget(Exception):
    """The stored form is not as it was written."""


class Blokplads(NamedTuple):
    """Where a block lies in the file (bytes from and to), and its persons: how many, the first and the last."""

    fra: int
    til: int
    antal: int
    sum: int
    foerste: str
    sidste: str


@dataclass(frozen=True)
class Lagermetadata:
    """What the file says of itself.

    ``koder``: list name -> codes in the order of their numbers, as when the file was made. ``kilde``: the name of the
    mapping the extract was read with. ``kildens_dato``: the day the newest file of the extract was last changed.
    """

    skemaversion: int
    kontrakt: int
    koder: Mapping[str, tuple[str, ...]]
    kilde: str
    kildens_dato: dt.date | None
    blokke: tuple[Blokplads, ...]
    tal: Mapping[str, Tabeltal]
    fravaerende: tuple[str, ...]
    fund: tuple[bytes, bytes]

    @property
    def antal(self) -> int:
        """Number of persons."""
        return sum(blok.antal for blok in self.blokke)

    def rapport(self) -> Rapport:
        """The report of the extract the file was made from, remarks and all."""
        return Rapport(self.tal, pak_fund_ud(*self.fund))


def hoved(kilde: str, kildens_dato: dt.date | None) -> dict[bytes, bytes]:
    """The schema's metadata of a file about to be written."""
    indhold = {
        "form": FORM,
        "skemaversion": SKEMAVERSION,
        "kontrakt": kontrakt().version,
        "koder": kodelister(),
        "kilde": kilde,
        "kildens_dato": None if kildens_dato is None else kildens_dato.isoformat(),
    }
    return {LAGER: _json(indhold)}


def hale(
    hoved_: Mapping[bytes, bytes], blokke: list[Blokplads], rapport: Rapport, fravaerende: tuple[str, ...]
) -> dict[bytes, bytes]:
    """The metadata written last."""
    indhold = {
        "blokke": blokke,
        "tal": {navn: [tal.laest, tal.godkendt, tal.sat_til_side] for navn, tal in rapport.tal.items()},
        "fravaerende": fravaerende,
    }
    grupper, rader = pak_fund(rapport.blokke)
    ud = {INDEKS: _json(indhold), FUND: grupper, FUNDRADER: rader}
    return ud | {SUM: str(_sum({**hoved_, **ud})).encode()}


def laes_metadata(par: Mapping[bytes, bytes]) -> Lagermetadata:
    """Read both texts. Raises ``Fremmed``, ``Nyere`` or ``Beskadiget``."""
    if LAGER not in par:
        raise Fremmed
    try:
        foer = json.loads(par[LAGER])
        if foer["form"] != FORM:
            raise Fremmed
        for version, kendt in ((foer["skemaversion"], SKEMAVERSION), (foer["kontrakt"], kontrakt().version)):
            if version > kendt:
                raise Nyere(version)
        if int(par[SUM]) != _sum(par):
            raise Beskadiget
        efter = json.loads(par[INDEKS])
        dato = foer["kildens_dato"]
        return Lagermetadata(
            skemaversion=foer["skemaversion"],
            kontrakt=foer["kontrakt"],
            koder={navn: tuple(koder) for navn, koder in foer["koder"].items()},
            kilde=foer["kilde"],
            kildens_dato=None if dato is None else dt.date.fromisoformat(dato),
            blokke=tuple(Blokplads(*blok) for blok in efter["blokke"]),
            tal={navn: Tabeltal(*tal) for navn, tal in efter["tal"].items()},
            fravaerende=tuple(efter["fravaerende"]),
            fund=(par[FUND], par[FUNDRADER]),
        )
    except (KeyError, ValueError, TypeError, AttributeError):
        raise Beskadiget from None


def _sum(par: Mapping[bytes, bytes]) -> int:
    tal = 0
    for noegle in (LAGER, INDEKS, FUND, FUNDRADER):
        tal = zlib.crc32(par[noegle], tal)
    return tal


def _json(indhold: Any) -> bytes:
    return json.dumps(indhold, ensure_ascii=False, separators=(",", ":")).encode()
