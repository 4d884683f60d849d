"""The data quality report: what the reader set aside or remarked, and what the rules cannot place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rettidig.forloeb import Datasaet, Fund
from rettidig.motor.grundlag import GRUPPEREGEL
from rettidig.motor.historik import byg_historik, kodenavne
from rettidig.motor.maalgrupper import Maalgrupper
from rettidig.regler.former.maalgruppe import UKENDT_GRUPPE, Maalgrupperegel
from rettidig.regler.indlaes import Regelsaet
from rettidig.sprog import tekst

Raekke = dict[str, Any]
_HUL = "…"


def tjek_raekker(lov: Regelsaet, data: Datasaet, *, med_vaerdier: bool = True) -> list[Raekke]:
    """Every finding of the reader and every benefit spell whose target group is unknown, by table and row.

    Without ``med_vaerdier`` nothing that stood in a citizen's row is told, neither by itself nor in the sentence.
    """
    vist = data.rapport.fund if med_vaerdier else [_uden_vaerdi(fund) for fund in data.rapport.fund]
    raekker = [
        {
            "tabel": fund.tabel,
            "raekke": fund.raekke,
            "kolonne": fund.kolonne,
            "vaerdi": fund.vaerdi if med_vaerdier or fund.raekke is None else None,
            "art": fund.art,
            "kode": fund.kode,
            "antal": fund.antal,
            "tekst": fund.tekst(),
        }
        for fund in vist
    ]
    grupper = _ukendte_grupper(lov, data, {fund.raekke for fund in data.rapport.fund if fund.tabel == "ydelser"})
    return raekker + (grupper if med_vaerdier else [raekke | {"vaerdi": None} for raekke in grupper])


def _uden_vaerdi(fund: Fund) -> Fund:
    """The remark without what stood in the row; one on a whole table names a file or a column, and stays."""
    return fund if fund.raekke is None or fund.vaerdi is None else replace(fund, vaerdi=_HUL)


def _ukendte_grupper(lov: Regelsaet, data: Datasaet, allerede: set[int | None]) -> list[Raekke]:
    """Spells with a visitation that has no meaning for the benefit and the citizen (LAB § 6): no duty is computed."""
    historik = byg_historik(data)
    valg = {navn: valg.standard for navn, valg in lov.valg.valg.items()}
    grupper = Maalgrupper(historik, lov.hent(GRUPPEREGEL, Maalgrupperegel), valg)
    perioder = historik.ydelser.perioder
    gruppe = grupper.gruppe(perioder.row, perioder.owner_of_entries(), perioder.start)
    ukendte = sorted(historik.ydelser.raekke[perioder.row[gruppe == UKENDT_GRUPPE]].tolist())
    position = {int(raekke): nr for nr, raekke in enumerate(historik.ydelser.raekke)}
    fundne = []
    for raekke in ukendte:
        if raekke in allerede:
            continue
        visitation = int(historik.ydelser.visitation[position[raekke]])
        fundne.append(
            {
                "tabel": "ydelser",
                "raekke": raekke,
                "kolonne": "visitation",
                "vaerdi": "" if visitation < 0 else kodenavne("visitation")[visitation],
                "art": "advarsel",
                "kode": "ukendt_maalgruppe",
                "antal": 1,
                "tekst": tekst("tjek.ukendt_maalgruppe"),
            }
        )
    return fundne
