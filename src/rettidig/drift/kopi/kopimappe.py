"""How a backup lies in its folder: full copies, the log of everything written since, and how far it reaches."""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rettidig.drift.fejl import KopiFejl
from rettidig.drift.forbindelse import VAR

KENDETEGN = "rettidig-kopi.json"
FAERDIG = "faerdig.json"
_KUN_EJEREN = 0o700
_KUN_EJERENS_FIL = 0o600
_SEGMENT_NAVN = 24
_SEGMENT_BITS = 24
"""A segment of the log is 16 MiB: its number is the place in the log without the lowest 24 bits."""


@dataclass(frozen=True)
class Grundkopi:
    """One full copy: from when on it can be restored to, and where the log that follows it begins and lies.

    ``til`` is the latest time, for one whose log ends in a hole; ``None`` where the log still goes on.
    """

    mappe: Path
    faerdig: dt.datetime
    foerste_segment: str
    log: str = "log"
    til: dt.datetime | None = None

    def skriv(self, mappe: Path) -> None:
        """Write down that the copy is whole."""
        til = None if self.til is None else self.til.isoformat()
        o = {"faerdig": self.faerdig.isoformat(), "foerste_segment": self.foerste_segment, "log": self.log, "til": til}
        skriv_privat(mappe / FAERDIG, json.dumps(o))


@dataclass(frozen=True)
class Kopimappe:
    """The folder of one database's backup."""

    rod: Path

    @property
    def grund(self) -> Path:
        """The full copies, one folder each."""
        return self.rod / "grund"

    @property
    def log(self) -> Path:
        """The log as the server wrote it, in compressed segments."""
        return self.rod / "log"

    def grundkopier(self) -> list[Grundkopi]:
        """The whole full copies, oldest first; one whose taking was interrupted does not count."""
        fundne = []
        for fil in sorted(self.grund.glob(f"*/{FAERDIG}")):
            try:
                o = json.loads(fil.read_text(encoding="utf-8"))
                til = dt.datetime.fromisoformat(o["til"]) if o["til"] else None
                faerdig = dt.datetime.fromisoformat(o["faerdig"])
                fundne.append(Grundkopi(fil.parent, faerdig, str(o["foerste_segment"]), Path(o["log"]).name, til))
            except (OSError, ValueError, KeyError, TypeError):
                continue
        return sorted(fundne, key=lambda kopi: kopi.faerdig)

    def segmenter(self, kopi: Grundkopi) -> list[Path]:
        """The segments of the log a full copy needs, and the histories of forks, in order."""
        return sorted(
            fil
            for fil in (self.rod / kopi.log).iterdir()
            if ".history" in fil.name or nummer(fil.name) >= nummer(kopi.foerste_segment)
        )

    def oplysninger(self) -> dict[str, Any]:
        """What is known of the backup; empty where there is none."""
        try:
            fundet: dict[str, Any] = json.loads((self.rod / KENDETEGN).read_text(encoding="utf-8"))
            return fundet
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            raise KopiFejl("beskadiget", sti=self.rod, grund=KENDETEGN) from None

    def skriv_oplysninger(self, oplysninger: Mapping[str, Any]) -> None:
        """Write what is known, whole or not at all."""
        skriv_privat(self.rod / KENDETEGN, json.dumps(oplysninger))

    def naar_til(self) -> dt.datetime | None:
        """The latest time the backup can be restored to."""
        skrevet = self.oplysninger().get("naar_til")
        return None if skrevet is None else dt.datetime.fromisoformat(str(skrevet))

    @contextmanager
    def alene(self) -> Iterator[None]:
        """Hold others who would write here off."""
        laas = os.open(self.rod / "laas", os.O_RDWR | os.O_CREAT, _KUN_EJERENS_FIL)
        try:
            try:
                fcntl.flock(laas, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise KopiFejl("optaget", sti=self.rod) from None
            yield
        finally:
            os.close(laas)


def aabn_til_skrivning(sti: Path) -> Kopimappe:
    """The folder, made where it is not there. Raises ``KopiFejl`` for one that holds something else."""
    rod = sti.absolute()
    var = Path(os.environ.get(VAR) or "var").resolve()
    if rod.resolve() == var or var in rod.resolve().parents:
        raise KopiFejl("inde_i_var", var=var)
    mappe = Kopimappe(rod)
    try:
        rod.mkdir(mode=_KUN_EJEREN, parents=True, exist_ok=True)
        if not (rod / KENDETEGN).exists() and any(fil.name != "laas" for fil in rod.iterdir()):
            raise KopiFejl("fremmed_mappe", sti=rod)
        rod.chmod(_KUN_EJEREN)
        for undermappe in (mappe.grund, mappe.log):
            undermappe.mkdir(mode=_KUN_EJEREN, exist_ok=True)
    except OSError as fejl:
        raise KopiFejl("kan_ikke_skrive", sti=rod, grund=os.strerror(fejl.errno or 0)) from None
    return mappe


def aabn_til_laesning(sti: Path) -> Kopimappe:
    """The folder of a backup there is. Raises ``KopiFejl`` when there is none."""
    mappe = Kopimappe(sti.absolute())
    try:
        if not mappe.oplysninger() or not mappe.grundkopier():
            raise KopiFejl("ingen_kopi", sti=mappe.rod)
    except PermissionError:
        raise KopiFejl("kan_ikke_skrive", sti=mappe.rod, grund=os.strerror(13)) from None
    return mappe


def segmentnavn(tidslinje: int, sted: str) -> str:
    """The name of the segment a place in the log lies in: ``(1, "0/5000028")`` gives ``000000010000000000000005``."""
    hoej, lav = (int(del_, 16) for del_ in sted.split("/"))
    return f"{tidslinje:08X}{hoej:08X}{lav >> _SEGMENT_BITS:08X}"


def nummer(segment: str) -> str:
    """A segment's number without the timeline, in front of the name: what decides which is older."""
    return segment[8:_SEGMENT_NAVN]


def skriv_privat(sti: Path, indhold: str) -> None:
    """Write a file only its owner can read, so that it is there whole or not at all, also after a power cut."""
    ny = sti.with_name(f"{sti.name}.ny")
    with os.fdopen(os.open(ny, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _KUN_EJERENS_FIL), "w", encoding="utf-8") as fil:
        fil.write(indhold)
        fil.flush()
        os.fsync(fil.fileno())
    ny.replace(sti)
