"""Which citizens differ between two sets of data, found without comparing them row by row.

Every citizen is given a 64-bit fingerprint of all that the rules read of him. Row numbers of the source are left out:
a row put in above moves them all and changes nothing; the order of a citizen's own rows is in the fingerprint.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from rettidig.motor.historik import Historik
from rettidig.motor.kuber.udsnit import udvalgte
from rettidig.tidslinje.model import Longs, Points, Spells

Aftryk = npt.NDArray[np.uint64]
Del = Callable[[], Historik]
"""A part of a data set, read when it is asked for."""

_GYLDENT = np.uint64(0x9E3779B97F4A7C15)
_BLAND_1, _BLAND_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_SKUB_1, _SKUB_2, _SKUB_3 = np.uint64(30), np.uint64(27), np.uint64(31)
_OTTE_BYTES = 8


@dataclass(frozen=True)
class Forskelle:
    """The citizens that differ: their histories before and after, block by block, and how many they are."""

    antal: int
    _foer: Sequence[tuple[Del, Longs]]
    _efter: Sequence[tuple[Del, Longs]]

    def foer(self) -> Iterator[Historik]:
        """As they were; those added are not among them."""
        return (udvalgte(del_(), steder) for del_, steder in self._foer)

    def efter(self) -> Iterator[Historik]:
        """As they are; those removed are not among them."""
        return (udvalgte(del_(), steder) for del_, steder in self._efter)


def forskelle(foer: Sequence[Del], efter: Sequence[Del]) -> Forskelle:
    """What differs between two data sets; each part is read once, and once more where someone in it has changed."""
    gamle, nye = _oversigt(foer), _oversigt(efter)
    par = gamle.join(nye, "borger_id", join_type="full outer", right_suffix="_ny")
    ens = pc.fill_null(pc.equal(par["aftryk"], par["aftryk_ny"]), False)
    aendret = par.filter(pc.invert(ens))
    return Forskelle(
        aendret.num_rows,
        _steder(foer, aendret["del"], aendret["sted"]),
        _steder(efter, aendret["del_ny"], aendret["sted_ny"]),
    )


def aftryk(historik: Historik) -> Aftryk:
    """The fingerprint of every citizen."""
    b, y, i, s = historik.borgere, historik.ydelser, historik.indsatser, historik.samtaler
    t, f, h, u = historik.loentimer, historik.fritagelser, historik.haendelser, historik.undtagelser
    egne = (b.foedt, _af_tekst(b.kommune), b.erhvervsuddannelse, b.hjemmeboende_boern, b.integrationsprogram, b.deltid)
    samlet = _blandet(np.zeros(len(b), np.uint64), (*egne, b.ugetal_foer))
    tabeller: tuple[tuple[Spells | Points, tuple[Any, ...]], ...] = (
        (y.perioder, (y.ydelse, y.visitation, y.status, y.grad)),
        (i.perioder, (i.indsats, i.bevilget)),
        (s.dage, (s.slags, s.form, s.status, s.part)),
        (t.maaneder, ()),
        (f.perioder, (f.grund,)),
        (h.dage, (_af_tekst(h.navn),)),
        (u.dage, (_af_tekst(u.regel),)),
    )
    for raekker, kolonner in tabeller:
        samlet = _blandet(samlet, (_raekkernes(raekker, kolonner),))
    return samlet


def samlet_aftryk(historik: Historik) -> str:
    """One fingerprint of all citizens together, with their ids."""
    sum_ = hashlib.sha256("\n".join(historik.borgere.ider).encode())
    sum_.update(aftryk(historik).astype("<u8").tobytes())
    return sum_.hexdigest()


def _raekkernes(raekker: Spells | Points, kolonner: Sequence[npt.NDArray[Any]]) -> Aftryk:
    """Per citizen the sum of the fingerprints of the rows, each with its place among the citizen's rows."""
    dage: tuple[npt.NDArray[Any], ...]
    if isinstance(raekker, Spells):
        dage = (raekker.start, raekker.end)
    else:
        dage = (raekker.day,) if raekker.amount is None else (raekker.day, raekker.amount)
    antal = np.diff(raekker.offsets)
    plads = np.arange(len(raekker.row), dtype=np.int64) - np.repeat(raekker.offsets[:-1] - raekker.offsets[0], antal)
    pr_raekke = _blandet(np.zeros(len(raekker.row), np.uint64), (plads, *dage, *(k[raekker.row] for k in kolonner)))
    loebende = np.zeros(len(pr_raekke) + 1, dtype=np.uint64)
    np.cumsum(pr_raekke, out=loebende[1:])
    fra = raekker.offsets - raekker.offsets[0]
    return np.asarray(_blandet(loebende[fra[1:]] - loebende[fra[:-1]], (antal,)))


def _blandet(frugt: Aftryk, kolonner: Sequence[npt.NDArray[Any]]) -> Aftryk:
    """The columns stirred into the fingerprints, one after the other (splitmix64); sums wrap around, as they should."""
    for kolonne in kolonner:
        vaerdi = kolonne if kolonne.dtype == np.uint64 else kolonne.astype(np.int64).view(np.uint64)
        frugt = (frugt ^ vaerdi) + _GYLDENT
        frugt = (frugt ^ (frugt >> _SKUB_1)) * _BLAND_1
        frugt = (frugt ^ (frugt >> _SKUB_2)) * _BLAND_2
        frugt = frugt ^ (frugt >> _SKUB_3)
    return frugt


def _af_tekst(tekster: Sequence[str] | npt.NDArray[np.str_]) -> Aftryk:
    """A number for each text, the same for the same text in every run."""
    kodet = pa.array(list(tekster), pa.string()).dictionary_encode()
    numre = [
        int.from_bytes(hashlib.blake2b(tekst.encode(), digest_size=_OTTE_BYTES).digest(), "little")
        for tekst in kodet.dictionary.to_pylist()
    ]
    return np.asarray(np.array(numre, dtype=np.uint64)[kodet.indices.to_numpy()])


def _oversigt(dele: Sequence[Del]) -> pa.Table:
    """Every citizen with the fingerprint and the place."""
    skema = pa.schema([("borger_id", pa.string()), ("aftryk", pa.uint64()), ("del", pa.int32()), ("sted", pa.int32())])
    tabeller = [skema.empty_table()]
    for nummer, del_ in enumerate(dele):
        historik = del_()
        antal = historik.antal
        tabeller.append(
            pa.table(
                [
                    pa.array(historik.borgere.ider, pa.string()),
                    pa.array(aftryk(historik)),
                    pa.array(np.full(antal, nummer, np.int32)),
                    pa.array(np.arange(antal, dtype=np.int32)),
                ],
                schema=skema,
            )
        )
    return pa.concat_tables(tabeller)


def _steder(dele: Sequence[Del], hvilke: pa.ChunkedArray, steder: pa.ChunkedArray) -> list[tuple[Del, Longs]]:
    numre = pc.fill_null(hvilke, -1).to_numpy()
    sted = pc.fill_null(steder, -1).to_numpy().astype(np.int64)
    return [(del_, np.sort(sted[numre == nr])) for nr, del_ in enumerate(dele) if (numre == nr).any()]
