"""The cube on disk: an ordinary Parquet file whose metadata say what was asked, of which data, and under which law."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from rettidig.forloeb.fejl import UbrugeligeData
from rettidig.forloeb.lager import Lager
from rettidig.forloeb.lager.arbejdsmappe import arbejdsmappe, saet_paa_plads
from rettidig.forloeb.visning import vis
from rettidig.motor.historik import Historik
from rettidig.motor.kuber.forskelle import samlet_aftryk
from rettidig.motor.kuber.kube import Kube, Kubeopsaetning, Snit
from rettidig.motor.kuber.stempler import Stempler, motorstempel, stempler
from rettidig.motor.kuber.tabel import KUBESKEMA, kube_af_tabel, tabel_af_kube
from rettidig.motor.opgaver.opgave import som_tekst, tekstskema
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar

FORM = "rettidig-kube"
VERSION = 1
NOEGLE = b"rettidig.kube"
_PARQUET = b"PAR1"


@dataclass(frozen=True)
class Kubekilde:
    """The data a cube was counted from: a stored form by the checksums of its blocks, an extract by what it says."""

    slags: Literal["lager", "data"]
    navn: str
    aftryk: str

    def samme_som(self, anden: Kubekilde) -> bool:
        """Whether both are the same data, whatever the file is called."""
        return (self.slags, self.aftryk) == (anden.slags, anden.aftryk)


@dataclass(frozen=True)
class Gemtkube:
    """A cube, the data it was counted from, and the stamps of the law and the engine that counted."""

    kube: Kube
    kilde: Kubekilde
    stempler: Stempler
    motor: str

    @classmethod
    def ny(cls, kube: Kube, kilde: Kubekilde, lov: Regelsaet) -> Gemtkube:
        """A cube just counted under a law."""
        return cls(kube, kilde, stempler(lov, kube.opsaetning), motorstempel())


def kilde_til_lager(lager: Lager) -> Kubekilde:
    """The identity of a stored form."""
    blokke = [list(blok) for blok in lager.metadata.blokke]
    koder = {navn: list(koder) for navn, koder in lager.metadata.koder.items()}
    return Kubekilde("lager", lager.sti.name, hashlib.sha256(_json([blokke, koder])).hexdigest())


def kilde_til_data(navn: str, historik: Historik) -> Kubekilde:
    """The identity of an extract that is no stored form."""
    return Kubekilde("data", navn, samlet_aftryk(historik))


def gem_kube(gemt: Gemtkube, sti: str | Path) -> None:
    """Write a cube: the file is there whole, or as it was before.

    Raises ``UbrugeligeData``, with one clear sentence, when it cannot be written.
    """
    ud = Path(sti)
    tabel = som_tekst(tabel_af_kube(gemt.kube)).replace_schema_metadata({NOEGLE: _json(_hoved(gemt))})
    with arbejdsmappe(ud, "kube") as mappe:
        if ud.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        ny = mappe / ud.name
        with ny.open("wb") as fil:
            pq.write_table(tabel, fil, compression="zstd")
        saet_paa_plads(ny, ud)


def aabn_kube(sti: str | Path) -> Gemtkube:
    """Read a cube and check every figure of it against its checksum.

    Raises ``UbrugeligeData``, with one clear sentence, when there is no such file, it is no cube, it is of a later
    version, or it is damaged.
    """
    fil = Path(sti)
    navn = vis(fil.name)
    try:
        with fil.open("rb") as raa:
            if raa.read(len(_PARQUET)) != _PARQUET:
                raise UbrugeligeData("kube_fremmed", fil=navn)
            raa.seek(0)
            # In this thread alone: a reader left running in another can end the process as it closes.
            tabel = pq.read_table(raa, use_threads=False, pre_buffer=False)
        hoved = (tabel.schema.metadata or {}).get(NOEGLE)
        if hoved is None:
            raise UbrugeligeData("kube_fremmed", fil=navn)
        indhold = json.loads(hoved)
        if indhold["form"] != FORM:
            raise UbrugeligeData("kube_fremmed", fil=navn)
        if indhold["version"] > VERSION:
            raise UbrugeligeData("kube_nyere", fil=navn, version=indhold["version"])
        gemt = _laest(tabel, indhold)
        if gemt.kube.kontrolsum() != indhold["kontrolsum"]:
            raise UbrugeligeData("kube_beskadiget", fil=navn)
        return gemt
    except FileNotFoundError:
        raise UbrugeligeData("findes_ikke", sti=vis(str(sti))) from None
    except (pa.ArrowException, OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, MemoryError):
        raise UbrugeligeData("kube_beskadiget", fil=navn) from None


def _hoved(gemt: Gemtkube) -> dict[str, Any]:
    opsaetning = gemt.kube.opsaetning
    return {
        "form": FORM,
        "version": VERSION,
        "kontrolsum": gemt.kube.kontrolsum(),
        "maaneder": [_dato(dag) for dag in opsaetning.maaneder],
        "regelsaet": list(opsaetning.regelsaet),
        "valg": dict(opsaetning.valg),
        "kilde": {"slags": gemt.kilde.slags, "navn": gemt.kilde.navn, "aftryk": gemt.kilde.aftryk},
        "motor": gemt.motor,
        "stempler": [[_dato(dag), saet, dict(regler)] for (dag, saet), regler in gemt.stempler.items()],
    }


def _laest(tabel: pa.Table, indhold: Mapping[str, Any]) -> Gemtkube:
    if not tabel.schema.remove_metadata().equals(tekstskema(KUBESKEMA)):
        raise ValueError("another schema")
    opsaetning = Kubeopsaetning(
        tuple(_dag(dato) for dato in indhold["maaneder"]), tuple(indhold["regelsaet"]), dict(indhold["valg"])
    )
    kilde = indhold["kilde"]
    if kilde["slags"] not in ("lager", "data"):
        raise ValueError("an unknown kind of data")
    return Gemtkube(
        kube_af_tabel(tabel, opsaetning),
        Kubekilde(kilde["slags"], str(kilde["navn"]), str(kilde["aftryk"])),
        {Snit(_dag(dato), saet): dict(regler) for dato, saet, regler in indhold["stempler"]},
        str(indhold["motor"]),
    )


def _dato(dag: int) -> str:
    return calendar.to_date(dag).isoformat()


def _dag(dato: str) -> int:
    return calendar.to_day(dt.date.fromisoformat(dato))


def _json(indhold: Any) -> bytes:
    return json.dumps(indhold, ensure_ascii=False, separators=(",", ":")).encode()
