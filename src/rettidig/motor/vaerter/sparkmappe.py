"""A stored form in a folder, as Spark writes it: Parquet files of persons in the order of their ids.

Beside the files lies ``_rettidig.json`` with what a single file of the stored form says of itself: the code lists, the
report of the extract, and every file with its number of persons, its first and last person and its checksum.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from rettidig.forloeb import UbrugeligeData
from rettidig.forloeb.lager import Lagermetadata
from rettidig.forloeb.lager.lagerform import ID, lagerskema, med_kodernes_nye_numre
from rettidig.forloeb.lager.metadata import Beskadiget, Blokplads, Fremmed, Nyere, laes_metadata
from rettidig.forloeb.visning import vis
from rettidig.motor.vaerter.sparkraekker import blok_af

FAERDIG = "_SUCCESS"
_BESKRIVELSE = "_rettidig.json"
_STYKKE = 1 << 22


@dataclass(frozen=True)
class Lagermappe:
    """A stored form in a folder: its files in the order of their persons, each as one block of the metadata."""

    sti: Path
    filer: tuple[str, ...]
    metadata: Lagermetadata

    def personer(self) -> Iterator[pa.RecordBatch]:
        """The persons of each file, as the stored form has them. Raises ``UbrugeligeData`` for a damaged file."""
        gamle = dict(self.metadata.koder)
        for navn, plads in zip(self.filer, self.metadata.blokke, strict=True):
            try:
                if _plads(self.sti / navn) != plads:
                    raise Beskadiget
                tabel = pq.read_table(self.sti / navn, partitioning=None).replace_schema_metadata(None)
                for post in tabel.combine_chunks().to_batches():
                    yield med_kodernes_nye_numre(blok_af(post, None).personer, gamle)
            except (Beskadiget, pa.ArrowException, OSError, ValueError, IndexError, TypeError):
                raise UbrugeligeData("lager_beskadiget", fil=vis(f"{self.sti.name}/{navn}")) from None
            except KeyError as fejl:
                kode = vis(str(fejl.args[0]))
                raise UbrugeligeData("lager_ukendt_kode", fil=vis(self.sti.name), vaerdi=kode) from None


def er_lagermappe(sti: Path) -> bool:
    """True for a folder that holds a stored form."""
    return (sti / _BESKRIVELSE).is_file()


def aabn_lagermappe(sti: Path) -> Lagermappe:
    """Open a folder of the stored form.

    Raises ``UbrugeligeData`` when its description cannot be used, a file is missing or has another length than it had,
    there are other Parquet files than the described, or a person is in two of them.
    """
    navn = vis(sti.name)
    try:
        beskrivelse = json.loads((sti / _BESKRIVELSE).read_text(encoding="utf-8"))
        filer = tuple(str(fil) for fil in beskrivelse["filer"])
        metadata = laes_metadata({n.encode(): v.encode() for n, v in beskrivelse["metadata"].items()})
        laengder = {fil.name: fil.stat().st_size for fil in sti.glob("*.parquet")}
        if laengder != {fil: plads.til for fil, plads in zip(filer, metadata.blokke, strict=True)}:
            raise Beskadiget
    except Fremmed:
        raise UbrugeligeData("lager_fremmed", fil=navn) from None
    except Nyere as fejl:
        raise UbrugeligeData("lager_nyere", fil=navn, version=fejl.args[0]) from None
    except (Beskadiget, OSError, ValueError, KeyError, TypeError, AttributeError):
        raise UbrugeligeData("lager_beskadiget", fil=navn) from None
    for foer, efter in zip(metadata.blokke, metadata.blokke[1:], strict=False):
        if efter.foerste <= foer.sidste:
            raise UbrugeligeData("lager_delt_person", fil=navn)
    return Lagermappe(sti, filer, metadata)


def blokke_i(mappe: Path) -> dict[str, Blokplads]:
    """The Parquet files in a folder that hold persons, in the order of their persons; files without any are removed."""
    fundne: dict[str, Blokplads] = {}
    for fil in mappe.glob("*.parquet"):
        if pq.read_metadata(fil).num_rows:
            fundne[fil.name] = _plads(fil)
        else:
            fil.unlink()
            (mappe / f".{fil.name}.crc").unlink(missing_ok=True)
    return dict(sorted(fundne.items(), key=lambda par: par[1].foerste))


def beskriv(mappe: Path, filer: tuple[str, ...], metadata: Mapping[bytes, bytes]) -> None:
    """Write the description of the folder, last of all."""
    indhold = {"filer": filer, "metadata": {navn.decode(): vaerdi.decode() for navn, vaerdi in metadata.items()}}
    (mappe / _BESKRIVELSE).write_text(json.dumps(indhold, ensure_ascii=False), encoding="utf-8")


def tomt_lager(mappe: Path) -> None:
    """A file with no persons, so that a folder of an empty extract can still be read."""
    pq.write_table(lagerskema().empty_table(), mappe / "part-tom.parquet")


def _plads(fil: Path) -> Blokplads:
    ider = pq.read_table(fil, columns=[ID], partitioning=None)[ID]
    kontrolsum = 0
    with fil.open("rb") as raa:
        while stykke := raa.read(_STYKKE):
            kontrolsum = zlib.crc32(stykke, kontrolsum)
    return Blokplads(0, fil.stat().st_size, len(ider), kontrolsum, ider[0].as_py(), ider[-1].as_py())
