"""The State's figure held against the store's: the gap explained from what was known then and is known now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from rettidig.motor.forklaring.skrivemaade import dato
from rettidig.regler.former.maaling import REGELSAET
from rettidig.regler.indlaes import hent_lov
from rettidig.sager.selectors.datasaet import hent_datasaet
from rettidig.sager.selectors.kendt import kendt_nu, kendt_pr
from rettidig.sager.selectors.siden import registreret_siden
from rettidig.sprog import tekst
from rettidig.tal.afstemning.aarsager import Kendt
from rettidig.tal.afstemning.fejl import AfstemningsFejl
from rettidig.tal.afstemning.gab import Gab, forklar_gab
from rettidig.tal.models import Statsmaaling
from rettidig.tal.selectors.statens import personliste, som_statstal
from rettidig.tidslinje import calendar

_HER = ZoneInfo("Europe/Copenhagen")


def afstem(
    maaling: Statsmaaling,
    *,
    valg: Mapping[str, str] | None = None,
    kendt: dt.datetime | None = None,
    regelsaet: str | None = None,
    kendt_da: dt.datetime | None = None,
    med_tekst: bool = True,
) -> Gab:
    """The gap between one of the State's figures and ours as known now, or at ``kendt``.

    ``regelsaet`` and ``kendt_da`` stand in for what the delivery says of itself: to try whether another rule set, or
    another cut-off, explains more. Without ``med_tekst`` the account comes without the persons' reasons in words.
    Raises :class:`AfstemningsFejl` for what cannot be reconciled.
    """
    if regelsaet is not None and regelsaet not in REGELSAET:
        raise AfstemningsFejl("ukendt_regelsaet", regelsaet=regelsaet, kendte=", ".join(REGELSAET))
    statens = som_statstal(maaling)
    statens = replace(statens, regelsaet=regelsaet or statens.regelsaet)
    if kendt_da is None and statens.skaeringsdag is not None:
        kendt_da = kendt_pr(statens.skaeringsdag)
    lov = hent_lov()
    sat = {navn: indgang.standard for navn, indgang in lov.valg.valg.items()} | dict(valg or {})
    nu = kendt or kendt_nu()
    da, hvorfor_ikke = _da(kendt_da, nu)

    def siden(borger: str) -> str:
        return "" if da is None else _i_ord(borger, da[0], nu)

    return forklar_gab(
        lov,
        statens,
        Kendt(hent_datasaet(nu), _naar(nu)),
        None if da is None else da[1],
        sat,
        personliste(maaling),
        siden,
        hvorfor_ikke,
        med_tekst=med_tekst,
    )


def _da(tid: dt.datetime | None, nu: dt.datetime) -> tuple[tuple[dt.datetime, Kendt] | None, str]:
    """What was known at the cut-off, or why that cannot be told."""
    if tid is None:
        return None, "uden_skaering"
    if tid >= nu:
        return None, "samme_tid"
    data = hent_datasaet(tid)
    if not data.tabeller["borgere"].num_rows:
        return None, "lager_tomt"
    return (tid, Kendt(data, _naar(tid))), ""


def _naar(tid: dt.datetime) -> str:
    return dato(calendar.to_day(tid.astimezone(_HER).date()))


def _i_ord(borger: str, da: dt.datetime, nu: dt.datetime) -> str:
    led = [
        tekst("afstemning.grund.handling", tabel=tabel, nummer=handling, dag=_naar(tid))
        for tabel, handling, tid in registreret_siden(borger, da, nu)
    ]
    return tekst("afstemning.grund.siden", hvad=", ".join(led)) if led else ""
