"""CPR numbers that can be nobody's, and small files of persons.

All are of people born 1858-1862 (seventh digit 5-8 with the years 58-62). Who was born then would have been over 105
when the register was begun in 1968, and each number fails the check digit that all numbers had until 2007: no such
number has been issued. Replacement numbers are the same with 60 on the day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stdnum.dk import cpr as stdnum_cpr
from tests.sager.udtraek import som_datasaet, ydelse
from tests.sql.tabeller import tabeller

_FOERSTE_AAR = 58
_AAR = 5


def proevenummer(nr: int, *, erstatning: bool = False) -> str:
    """The ``nr``-th number that can be nobody's: ten digits."""
    dag, maaned, aar = 1 + nr % 28, 1 + nr // 28 % 12, _FOERSTE_AAR + nr // 336 % _AAR
    for sidste in range(10):
        cifre = f"{dag:02d}{maaned:02d}{aar}{5 + nr // 1680 % 4}{nr % 90 + 10}{sidste}"
        if stdnum_cpr.checksum(cifre) != 0:
            return f"{dag + 60:02d}{cifre[2:]}" if erstatning else cifre
    raise AssertionError


def foedt(cifre: str) -> dt.date:
    """The birth date of a number of ours."""
    dag = int(cifre[:2])
    return dt.date(1800 + int(cifre[4:6]), int(cifre[2:4]), dag - 60 if dag > 60 else dag)


def indlaes_borgere(antal: int, *noegler: str) -> list[str]:
    """So many citizens, born as their numbers say, each with a benefit. Returns their keys."""
    from rettidig.sager.services.indlaesning import indlaes

    egne = list(noegler) or [f"P{nr:05d}" for nr in range(antal)]
    borgere = [
        {"borger_id": noegle, "foedselsdato": foedt(proevenummer(nr)), "kommune": "766"}
        for nr, noegle in enumerate(egne)
    ]
    data = som_datasaet(tabeller(borgere=borgere, ydelser=[ydelse(borger=noegle) for noegle in egne]))
    indlaes(data, "fagsystem", hvem="proeve", luk_mange=True)
    return egne


def person(nr: int, noegle: str | None = None, **andet: str) -> dict[str, str]:
    """A row of the file."""
    fast = {
        "borger_id": noegle or f"P{nr:05d}",
        "cpr": proevenummer(nr),
        "navn": f"Æskild Prøvesen {chr(65 + nr % 26)}{nr}",
        "adressebeskyttet": "nej",
        "vej": f"Åløkkevej {nr}",
        "postnr": "8000",
        "by": "Aarhus C",
    }
    return fast | andet


def skriv(mappe: Path, raekker: Sequence[dict[str, str]], navn: str = "personer.csv", **kodning: Any) -> Path:
    """The rows as a file with semicolons."""
    kolonner = list(dict.fromkeys(kolonne for raekke in raekker for kolonne in raekke))
    linjer = [";".join(kolonner), *(";".join(raekke.get(k, "") for k in kolonner) for raekke in raekker)]
    fil = mappe / navn
    fil.write_text("\n".join(linjer) + "\n", **({"encoding": "utf-8"} | kodning))
    return fil


def pk(noegle: str) -> int:
    from rettidig.sager.models import Borger

    return int(Borger.objects.get(noegle=noegle).pk)


def laes_ind(mappe: Path, *raekker: dict[str, str], **andet: Any) -> Any:
    from rettidig.identitet.services.indlaesning import indlaes

    return indlaes(skriv(mappe, raekker), hvem="proeve", **andet)[1]
