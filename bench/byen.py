"""The town the store is measured on: 100,000 citizens, about 8,000 on a benefit on the last day, five years of facts.

Most of a town's citizens never meet the job centre: they stand in the extract as persons alone. The others are the
demo's. Made once and kept; the next night's extract is the same with one row in a hundred changed.
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from rettidig.demo import lav_demo

KOMMUNE = "766"
BORGERE = 100_000
MED_FORLOEB = 38_000
"""Persons with any benefit in the five years; the count on the last day is measured and stands on the page."""
FRA, TIL = dt.date(2021, 8, 1), dt.date(2026, 7, 31)
AENDRES_HVER = 100
_FROE = 5
_MAERKE = "klar"


def hent_byen(arbejdsmappe: Path) -> tuple[Path, Path]:
    """The folders of tonight's extract and of the next night's, made when they are not there."""
    rod = arbejdsmappe / f"by-{BORGERE}"
    i_nat, naeste = rod / "i-nat", rod / "naeste-nat"
    if not (rod / _MAERKE).exists():
        shutil.rmtree(rod, ignore_errors=True)
        rod.mkdir(parents=True)
        lav_demo(MED_FORLOEB, KOMMUNE, FRA, TIL, i_nat, seed=_FROE)
        _fyld_op(i_nat / "borgere.csv")
        naeste.mkdir()
        for fil in sorted(i_nat.glob("*.csv")):
            _en_nat_senere(fil, naeste / fil.name)
        (rod / _MAERKE).touch()
    return i_nat, naeste


def aktive(mappe: Path) -> int:
    """Citizens with a benefit on the last day."""
    linjer = (mappe / "ydelser.csv").read_text(encoding="utf-8-sig").splitlines()
    hoved = linjer[0].split(";")
    borger, fra, til = (hoved.index(navn) for navn in ("borger_id", "fra", "til"))
    dag = TIL.isoformat()
    celler = (linje.split(";") for linje in linjer[1:])
    return len({c[borger] for c in celler if c[fra] <= dag and (not c[til] or c[til] >= dag)})


def _fyld_op(fil: Path) -> None:
    hoved = fil.read_text(encoding="utf-8-sig").splitlines()[0].split(";")
    with fil.open("a", encoding="utf-8", newline="") as ud:
        for nummer in range(BORGERE - MED_FORLOEB):
            vaerdier = {
                "borger_id": f"U{nummer:06d}",
                "foedselsdato": dt.date(1960 + nummer % 46, 1 + nummer % 12, 1 + nummer % 28).isoformat(),
                "kommune": KOMMUNE,
            }
            ud.write(";".join(vaerdier.get(navn, "") for navn in hoved) + "\r\n")


def _en_nat_senere(fra: Path, til: Path) -> None:
    """Of every hundred rows the last is gone, or, of citizens, has another team."""
    with fra.open(encoding="utf-8", newline="") as kilde, til.open("w", encoding="utf-8", newline="") as ud:
        hoved = next(kilde)
        ud.write(hoved)
        navne = hoved.lstrip("\ufeff").strip().split(";")
        for nummer, linje in enumerate(kilde):
            if nummer % AENDRES_HVER:
                ud.write(linje)
            elif fra.stem == "borgere":
                celler = linje.rstrip("\r\n").split(";")
                celler[navne.index("team")] = "Nyt team"
                ud.write(";".join(celler) + "\r\n")
