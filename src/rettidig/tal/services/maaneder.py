"""Which month ends the figures hold: some years back and one ahead, as far as the law is coded."""

from __future__ import annotations

import datetime as dt

from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.tidslinje import calendar


def sidst_afsluttet(dag: dt.date) -> dt.date:
    """The last month end before a day: the last month that is over."""
    return calendar.to_date(calendar.month_end_before(calendar.to_day(dag)))


def maaneder_for(lov: Regelsaet, dag: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last month end of the figures on a day. The last ones lie ahead: a forecast."""
    valgt, slut = valgte_tal(), calendar.to_day(sidst_afsluttet(dag))
    foerste, sidste = (
        calendar.month_end(calendar.add_months(calendar.month_start(slut), antal))
        for antal in (-valgt.tal_tilbage.vaerdi, valgt.tal_frem.vaerdi)
    )
    kodede = [v for v in lov.lovversioner.lovversioner if v.status == "kodet"]
    tidligst = calendar.month_end(min(calendar.to_day(v.fra) for v in kodede))
    senest = max(calendar.OPEN_END if v.til is None else calendar.to_day(v.til) for v in kodede)
    while sidste > senest and sidste > slut:
        sidste = calendar.month_end_before(sidste)
    return calendar.to_date(max(foerste, tidligst)), calendar.to_date(max(sidste, tidligst))


def maanedsslutninger(foerste: dt.date, sidste: dt.date) -> list[dt.date]:
    """The month ends from one to another, both included."""
    fundne, dag = [], calendar.month_end(calendar.to_day(foerste))
    while dag <= calendar.to_day(sidste):
        fundne.append(calendar.to_date(dag))
        dag = calendar.month_end_after(dag)
    return fundne
