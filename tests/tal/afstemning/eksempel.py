"""A small town at 31 May 2023 and the State's trial figure of it, with one person for each way they can part."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.motor.sammenligning import som_datasaet, standardvalg
from tests.sql.tabeller import tabeller

from rettidig.forloeb import Datasaet
from rettidig.motor.fokusmaal import FOKUSMAAL_1
from rettidig.regler.indlaes import hent_lov
from rettidig.tal.afstemning.aarsager import Kendt
from rettidig.tal.afstemning.gab import Gab, forklar_gab
from rettidig.tal.afstemning.statstal import Noegle, Personliste, Statstal

D = dt.date
DAG = D(2023, 5, 31)
KH = "kontanthjaelp"
STATENS = Statstal("350", KH, FOKUSMAAL_1, DAG, 7, 4, "nye", skaeringsdag=D(2023, 6, 15), navn="proevemaaling")
LISTE = Personliste(
    {
        Noegle("A1", KH): True,  # an old offer: activated under the rules in force, not under the new
        Noegle("B2", KH): True,  # an internship registered late
        Noegle("C3", KH): False,  # the State has counted by the old rules
        Noegle("D4", KH): True,  # left on the 20th
        Noegle("F6", KH): False,  # nothing explains it
        Noegle("G7", KH): False,  # the same on both sides
    },
    {9: True},
)


def datasaet(*, nu: bool) -> Datasaet:
    """What was known on the State's cut-off day, or is known now."""
    borgere = [
        {"borger_id": b, "foedselsdato": D(1980, 1, 1), "kommune": "350"}
        for b in ("A1", "B2", "C3", "D4", "E5", "F6", "G7")
    ]
    ydelser = [
        {"borger_id": b["borger_id"], "ydelse": KH, "fra": D(2021, 1, 4), "til": til, "visitation": "jobparat"}
        for b in borgere
        for til in [D(2023, 5, 21) if b["borger_id"] == "D4" else None]
    ]
    indsatser: list[dict[str, Any]] = [
        _tilbud("A1", "oevrig_vejledning", D(2022, 11, 1), D(2023, 3, 1)),
        _tilbud("C3", "oevrig_vejledning", D(2023, 4, 3), D(2023, 5, 1)),
        _tilbud("G7", "virksomhedspraktik", D(2023, 4, 3), D(2023, 5, 1)),
    ]
    if nu:
        indsatser.append(_tilbud("B2", "virksomhedspraktik", D(2023, 5, 8), D(2023, 6, 5)))
    return som_datasaet(tabeller(borgere=borgere, ydelser=ydelser, indsatser=indsatser))


def gabet(liste: Personliste | None = LISTE, statens: Statstal = STATENS, *, med_tid: bool = True) -> Gab:
    """The example explained."""
    lov = hent_lov()
    return forklar_gab(
        lov,
        statens,
        Kendt(datasaet(nu=True), "22. august 2023"),
        Kendt(datasaet(nu=False), "15. juni 2023") if med_tid else None,
        standardvalg(lov),
        liste,
        lambda _: "Registreret siden: indsatser (handling 7, 20. juni 2023).",
    )


def _tilbud(borger: str, indsats: str, fra: dt.date, til: dt.date) -> dict[str, Any]:
    return {"borger_id": borger, "indsats": indsats, "fra": fra, "til": til}
