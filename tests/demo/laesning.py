"""Reads a demo's files back as plain rows, without the project's own reader."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from pathlib import Path

Raekke = dict[str, str]

TABELLER = (
    "borgere",
    "ydelser",
    "indsatser",
    "samtaler",
    "loentimer",
    "fritagelser",
    "undtagelser",
    "haendelser",
)
ALTID_LOEBENDE = dt.date(2999, 1, 1)


def raekker(mappe: Path, tabel: str) -> list[Raekke]:
    with (mappe / f"{tabel}.csv").open(encoding="utf-8", newline="") as fil:
        return list(csv.DictReader(fil, delimiter=";"))


def dag(tekst: str) -> dt.date:
    return dt.date.fromisoformat(tekst)


def sidste(raekke: Raekke) -> dt.date:
    """Last day included of a spell, far ahead while it runs."""
    return dag(raekke["til"]) if raekke["til"] else ALTID_LOEBENDE


def fingeraftryk(mappe: Path) -> dict[str, str]:
    return {sti.name: hashlib.sha256(sti.read_bytes()).hexdigest() for sti in sorted(mappe.iterdir())}
