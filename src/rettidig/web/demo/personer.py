"""Who the invented citizens are: names nobody bears, and CPR numbers that can be nobody's.

Each number is a replacement number (60 added to the day) of somebody born 1858-1862, and fails the check digit all
numbers had until 2007. Who was born then would have been over 105 when the register was begun in 1968: no such number
has been issued. That the number's date is not the citizen's birth date is the price, and it is seen.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import yaml
from stdnum.dk import cpr as stdnum_cpr

from rettidig.identitet.services.indlaesning import Identitetsvisning, indlaes

_NAVNE = yaml.safe_load((files(__package__) / "navne.yaml").read_text(encoding="utf-8"))
_FORNAVNE, _EFTERNAVNE = tuple(_NAVNE["fornavne"]), tuple(_NAVNE["efternavne"])
_LANGT_NAVN = "Annemarie-Karoline Wilhelmine Tænktmose-Forestilholm til Alminde-Opdigt"
_FOERSTE_AAR, _AAR = 58, 5
_DAGE, _MAANEDER, _AARHUNDREDER = 28, 12, 4
_FOERSTE_AARHUNDREDCIFFER = 5
_LOEBENUMRE, _FOERSTE_LOEBENUMMER = 90, 10
_TILLAEG = 60
FLEST = _DAGE * _MAANEDER * _AAR * _AARHUNDREDER
"""So many numbers there are."""
_BESKYTTET_HVER = 150
_LANGT_NUMMER = 7
_HOVED = ("borger_id", "cpr", "navn", "adressebeskyttet", "vej", "postnr", "by")


def erstatningsnummer(nr: int) -> str:
    """The ``nr``-th replacement number that can be nobody's: ten digits. Raises ``ValueError`` beyond ``FLEST``."""
    if not 0 <= nr < FLEST:
        raise ValueError(nr)
    dag, rest = 1 + nr % _DAGE, nr // _DAGE
    maaned, rest = 1 + rest % _MAANEDER, rest // _MAANEDER
    aar, rest = _FOERSTE_AAR + rest % _AAR, rest // _AAR
    midt = f"{maaned:02d}{aar}{_FOERSTE_AARHUNDREDCIFFER + rest}{nr % _LOEBENUMRE + _FOERSTE_LOEBENUMMER}"
    sidste = next(
        ciffer for ciffer in range(10) if _falder(f"{dag:02d}{midt}{ciffer}", f"{dag + _TILLAEG}{midt}{ciffer}")
    )
    return f"{dag + _TILLAEG}{midt}{sidste}"


def navn(nr: int) -> str:
    """The ``nr``-th name; nobody bears it. One is as long as names come."""
    if nr == _LANGT_NUMMER:
        return _LANGT_NAVN
    fornavn, rest = _FORNAVNE[nr * 29 % len(_FORNAVNE)], nr // len(_FORNAVNE)
    mellem = f" {chr(ord('A') + rest // len(_EFTERNAVNE) % 26)}." if rest >= len(_EFTERNAVNE) else ""
    return f"{fornavn}{mellem} {_EFTERNAVNE[(nr + rest) % len(_EFTERNAVNE)]}"


def indlaes_personer(noegler: Sequence[str], faste: Mapping[str, str], *, hvem: str) -> Identitetsvisning:
    """Import who the citizens with these keys are, as a file is; ``faste`` are names some are to have."""
    with tempfile.TemporaryDirectory(prefix="rettidig-demo-") as mappe:
        fil = Path(mappe) / "personer.csv"
        with fil.open("w", encoding="utf-8", newline="") as ud:
            skriver = csv.writer(ud, delimiter=";")
            skriver.writerow(_HOVED)
            for nr, noegle in enumerate(noegler):
                beskyttet = "ja" if nr % _BESKYTTET_HVER == _BESKYTTET_HVER - 1 else "nej"
                kaldt = faste.get(noegle, "") or navn(nr)
                skriver.writerow(
                    (noegle, erstatningsnummer(nr), kaldt, beskyttet, f"Opdigtet Allé {nr + 1}", "0000", "Ingensteds")
                )
        return indlaes(fil, hvem=hvem)[1]


def _falder(*numre: str) -> bool:
    return all(stdnum_cpr.checksum(nummer) != 0 for nummer in numre)
