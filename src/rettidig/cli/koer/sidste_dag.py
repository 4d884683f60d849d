"""How far an extract reaches: the last month end it can say something about."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pyarrow.compute as pc

from rettidig.forloeb import Datasaet
from rettidig.motor.grundlag import samtaleversion
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.tidslinje import calendar


def sidste_maanedsslutning(lov: Regelsaet, data: Datasaet) -> dt.date | None:
    """The last month end covered by what has happened: benefits and offers begun, talks held.

    Days outside the coded law are looked past; ``None`` when nothing is left.
    """
    kodede = [version for version in lov.lovversioner.lovversioner if version.status == "kodet"]
    foerste, sidste = kodede[0].fra, kodede[-1].til
    tabeller = data.tabeller
    taellende = pa.array(samtaleversion(lov).status)
    afholdt = tabeller["samtaler"].filter(pc.is_in(tabeller["samtaler"]["status"], taellende))
    dage: list[pa.ChunkedArray] = [tabeller["ydelser"]["fra"], tabeller["indsatser"]["fra"], afholdt["dato"]]
    seneste: list[dt.date] = []
    for kolonne in dage:
        inden_for = pc.greater_equal(kolonne, pa.scalar(foerste))
        if sidste is not None:
            inden_for = pc.and_(inden_for, pc.less_equal(kolonne, pa.scalar(sidste)))
        hoejst = pc.max(kolonne.filter(inden_for)).as_py()
        if hoejst is not None:
            seneste.append(hoejst)
    if not seneste:
        return None
    dag = calendar.to_day(max(seneste))
    slut = calendar.month_end(dag)
    if slut - dag > valgte_tal().svar_rolige_dage.vaerdi:
        slut = calendar.month_end_before(dag)
    return max(calendar.to_date(slut), calendar.to_date(calendar.month_end(calendar.to_day(foerste))))
