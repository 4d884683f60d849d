"""The citizen's case as lanes of the picture: what is registered, and the duties it makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from rettidig.motor.forklaring.skrivemaade import kode, stort
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sprog import tekst
from rettidig.tal.selectors.borgerside import Borgerside, Pligtlinje
from rettidig.tal.selectors.lokale_pligter import Lokalpligt
from rettidig.tidslinje import calendar
from rettidig.web.diagrammer import Diagram
from rettidig.web.diagrammer.tidslinje import Maerke, Maerkeslags, Spor, Stribe, Stribeslags, borgerbillede

_PLIGTMAERKE: dict[str, Maerkeslags] = {
    "opfyldt": "opfyldt",
    "opfyldt_for_sent": "opfyldt",
    "overskredet": "overskredet",
    "afventer": "afventer",
    "sat_paa_pause": "afventer",
}


def tidslinje(
    side: Borgerside, pligter: Iterable[Pligtlinje], lokale: Iterable[Lokalpligt], kendt: dt.date | None
) -> Diagram | None:
    """The picture from two years before the day until what is known to come; ``None`` where there is nothing to draw.

    Its title names nobody.
    """
    data, dag = side.billede.data.tabeller, side.billede.dag
    raekker: dict[str, list[dict[str, Any]]] = {navn: tabel.to_pylist() for navn, tabel in data.items()}
    alle = list(pligter)
    spor = [
        Spor(tekst("web.borger.spor.ydelser"), tuple(_striber(raekker["ydelser"], "ydelse", "ydelse"))),
        Spor(tekst("web.borger.spor.indsatser"), tuple(_striber(raekker["indsatser"], "indsats", "indsats"))),
        Spor(tekst("web.borger.spor.fritagelser"), tuple(_striber(raekker["fritagelser"], "grund", "fritagelse"))),
        Spor(tekst("web.borger.spor.samtaler"), maerker=tuple(_samtaler(raekker["samtaler"], dag))),
        Spor(tekst("web.borger.spor.haendelser"), maerker=tuple(_haendelser(raekker["haendelser"]))),
        Spor(tekst("web.borger.spor.frister"), maerker=tuple(_frister(alle))),
        Spor(tekst("web.borger.spor.egne_frister"), maerker=tuple(_frister(lokale))),
    ]
    brugte = [bane for bane in spor if bane.striber or bane.maerker]
    if not brugte:
        return None
    fra, til = _vindue(brugte, dag)
    return borgerbillede(tekst("web.borger.billede"), brugte, fra, til, dag, kendt)


def _striber(raekker: Iterable[dict[str, Any]], kolonne: str, slags: Stribeslags) -> Iterator[Stribe]:
    for raekke in raekker:
        led = [kode(kolonne, raekke[kolonne])]
        if slags == "ydelse" and raekke["visitation"]:
            led.append(kode("visitation", raekke["visitation"]))
        yield Stribe(raekke["fra"], raekke["til"], stort(", ".join(led)), slags)


def _samtaler(raekker: Iterable[dict[str, Any]], dag: dt.date) -> Iterator[Maerke]:
    for raekke in raekker:
        if raekke["status"] == "aflyst":
            continue
        slags: Maerkeslags = "samtale" if raekke["status"] == "afholdt" else "samtale_aftalt"
        if raekke["status"] == "udeblevet":
            slags = "udeblivelse"
        elif raekke["dato"] > dag:
            slags = "samtale_aftalt"
        form = "" if raekke["form"] is None else f" ({kode('form', raekke['form'])})"
        yield Maerke(raekke["dato"], stort(kode("slags", raekke["slags"])) + form, slags)


def _haendelser(raekker: Iterable[dict[str, Any]]) -> Iterator[Maerke]:
    for raekke in raekker:
        yield Maerke(raekke["dato"], stort(kode("haendelse", raekke["haendelse"])), "haendelse")


def _frister(pligter: Iterable[Pligtlinje | Lokalpligt]) -> Iterator[Maerke]:
    for pligt in pligter:
        slags = _PLIGTMAERKE.get(pligt.raekke["status"])
        if slags is not None and pligt.frist is not None:
            yield Maerke(pligt.frist, pligt.titel, slags)


def _vindue(spor: Iterable[Spor], dag: dt.date) -> tuple[dt.date, dt.date]:
    nu = calendar.to_day(dag)
    begynd = [calendar.to_day(s.fra) for bane in spor for s in bane.striber]
    begynd += [calendar.to_day(m.dag) for bane in spor for m in bane.maerker]
    slut = [calendar.to_day(m.dag) for bane in spor for m in bane.maerker]
    slut += [calendar.to_day(s.til) for bane in spor for s in bane.striber if s.til is not None]
    valgt = valgte_tal()
    tidligst = calendar.add_months(nu, -valgt.borgerbillede_tilbage.vaerdi)
    foerste = max(tidligst, min([nu, *begynd]))
    sidste = min(calendar.add_months(nu, valgt.borgerbillede_laengst_frem.vaerdi), max([nu, *slut]))
    fra = calendar.month_start(foerste)
    til = calendar.month_end(max(sidste, calendar.add_months(nu, valgt.borgerbillede_frem.vaerdi)))
    return calendar.to_date(fra), calendar.to_date(til)
