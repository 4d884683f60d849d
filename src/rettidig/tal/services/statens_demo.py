"""An invented trial figure of the State for the invented municipality: something to reconcile with in a demonstration.

It is what the State did in 2023: everybody counted by the new rules alone, without the transition. A few persons are
left out, added or counted otherwise, always the same ones, so that each kind of difference can be seen.
"""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rettidig.motor.fokusmaal import FOKUSMAAL_1
from rettidig.motor.historik import byg_historik
from rettidig.motor.maaleraekker import ALLE
from rettidig.regler.indlaes import hent_lov
from rettidig.sager.selectors.datasaet import hent_datasaet
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sprog import tekst
from rettidig.tal.afstemning.statskilde import PERSONFELTER, TALFELTER, Statskilde
from rettidig.tal.afstemning.statstal import Statstal
from rettidig.tal.afstemning.stillinger import Stillinger
from rettidig.tal.services.statens import Modtaget, laes_fil

_UDELADT_HVER, _OMVENDT_HVER = 40, 60
_UKENDT = "UKENDT-1"


def lav_proevemaaling(kommune: str, dag: dt.date, *, hvem: str, skaeringsdag: dt.date | None = None) -> Modtaget:
    """Write down an invented figure of fokusmål 1 on a month end, all benefits together, with its persons.

    It says of itself that it is invented. Raises ``AfstemningsFejl`` where nobody is measured, and where it has been
    made before.
    """
    lov = hent_lov()
    valg = {navn: indgang.standard for navn, indgang in lov.valg.valg.items()}
    spurgt = Statstal(kommune, ALLE, FOKUSMAAL_1, dag, None, None, "nye")
    personer = Stillinger(lov, byg_historik(hent_datasaet(kendt_nu())), spurgt, valg).personer("nye")
    raekker: list[tuple[str, str, bool]] = []
    for nummer, (noegle, talt) in enumerate(sorted(personer.items()), start=1):
        if nummer % _UDELADT_HVER:
            raekker.append((noegle.borger_id, noegle.ydelse, talt if nummer % _OMVENDT_HVER else not talt))
    if raekker:
        raekker.append((_UKENDT, raekker[0][1], True))
    periode = f"{dag.year}M{dag.month:02d}"
    kilde = Statskilde(
        navn=tekst("afstemning.demo.navn"),
        regelsaet="nye",
        skaeringsdag=skaeringsdag,
        definition=tekst("afstemning.demo.definition"),
    )
    with tempfile.TemporaryDirectory() as mappe:
        tal, liste = Path(mappe, "tal.csv"), Path(mappe, "personer.csv")
        naevner, taeller = len(raekker), sum(talt for _, _, talt in raekker)
        egne = [(kommune, ALLE, FOKUSMAAL_1, periode, naevner, taeller, "")] if raekker else []
        _skriv(tal, TALFELTER, egne)
        _skriv(
            liste,
            PERSONFELTER,
            [(b, kommune, y, FOKUSMAAL_1, periode, "ja" if talt else "nej") for b, y, talt in raekker],
        )
        return laes_fil(tal, kilde, hvem=hvem, personer=liste)


def _skriv(fil: Path, hoved: tuple[str, ...], raekker: Sequence[tuple[str | int, ...]]) -> None:
    with fil.open("w", encoding="utf-8", newline="") as ud:
        skriver = csv.writer(ud, delimiter=";")
        skriver.writerow(hoved)
        skriver.writerows(raekker)
