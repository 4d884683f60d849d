"""Forward in time with what is known: who enters or leaves each measure, and when each old offer stops counting.

Nothing new is assumed: spells without an end go on, those with a known end stop there, and no new offer or talk begins.
The measures are made on month ends; ``maales_pr`` is the first one that sees the event.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from rettidig.motor.deltagelse import DELTAGELSE
from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2, Fokusmaal
from rettidig.motor.frist import BORTFALDET, vurder_frister
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import Historik, kodenavne
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.former.maaling import Deltagelsesregel
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import to_date_or_none
from rettidig.tidslinje.model import Longs, Timeline, constant_timeline

Raekke = dict[str, Any]
Haendelse = Literal["ind", "ud", "bliver_passiv", "bliver_aktiv", "samtaler_mangler", "samtaler_naaet", "tilbud_ude"]
GAELDENDE = "gaeldende"


@dataclass(frozen=True, slots=True)
class Fremtid:
    """The days looked at: after ``fra``, up to and including ``til``."""

    fra: int
    til: int

    def rummer(self, dage: Any) -> Any:
        """Which days are among them."""
        return (dage > self.fra) & (dage <= self.til)


def frem_raekker(lov: Regelsaet, historik: Historik, dag: int, maaneder: int, valg: Mapping[str, str]) -> list[Raekke]:
    """What happens after ``dag`` and no more than ``maaneder`` months later, by day, citizen and measure."""
    frem = Fremtid(dag, calendar.add_months(dag, maaneder))
    kendt = historik.kendt(dag)
    raekker = [*_fokus(Fokusmaal(lov, kendt, valg), frem), *_pulje(lov, historik, frem, valg)]
    return sorted(
        raekker,
        key=lambda r: (r["dag"], r["borger_id"], r["maaling"], r["ydelse"], r["haendelse"], r["fra"] or dt.date.min),
    )


def _fokus(maalt: Fokusmaal, frem: Fremtid) -> Iterator[Raekke]:
    if not len(maalt.kaeder):
        return
    med = _uden_vaerdi(maalt.bestand)
    for maaling in (FOKUSMAAL_1, FOKUSMAAL_2):
        yield from _haendelser(maalt, maaling, med, med.start, "ind", frem)
        yield from _haendelser(maalt, maaling, med, med.end, "ud", frem)
    aktive = op.intersect(med, maalt.aktive(GAELDENDE))
    passive = op.subtract(med, maalt.aktive(GAELDENDE))
    yield from _skift(maalt, FOKUSMAAL_1, aktive, passive, "bliver_passiv", frem)
    yield from _skift(maalt, FOKUSMAAL_1, passive, aktive, "bliver_aktiv", frem)
    nok = _samtaler_nok(maalt, frem)
    naaet, mangler = op.intersect(med, nok), op.subtract(med, nok)
    yield from _skift(maalt, FOKUSMAAL_2, naaet, mangler, "samtaler_mangler", frem)
    yield from _skift(maalt, FOKUSMAAL_2, mangler, naaet, "samtaler_naaet", frem)
    yield from _tilbud_ude(maalt, med, frem)


def _uden_vaerdi(bestand: Timeline) -> Timeline:
    """The days in the population, whatever the group."""
    return op.at_least(bestand.with_value(np.ones(len(bestand.start), dtype=np.int64)), 1)


def _samtaler_nok(maalt: Fokusmaal, frem: Fremtid) -> Timeline:
    """The days with talks enough, by the number asked for on the month end that sees them."""
    samlet: Timeline | None = None
    fra = calendar.month_start(frem.fra)
    while fra <= frem.til:
        slut = calendar.month_end(fra)
        kraevet = maalt.version_2(calendar.to_date(slut)).samtaler
        naeste = slut + 1
        while naeste <= frem.til and maalt.version_2(calendar.to_date(calendar.month_end(naeste))).samtaler == kraevet:
            naeste = calendar.month_end(naeste) + 1
        her = constant_timeline(len(maalt.kaeder), [(fra, naeste)])
        nok = op.intersect(op.at_least(maalt.talte, kraevet), her) if kraevet > 0 else her
        samlet = nok if samlet is None else op.union(samlet, nok)
        fra = naeste
    if samlet is None:
        raise ValueError("the days looked at begin before they end")
    return samlet


def _haendelser(
    maalt: Fokusmaal, maaling: str, dage: Timeline, hvornaar: Any, haendelse: Haendelse, frem: Fremtid
) -> Iterator[Raekke]:
    ejer = dage.owner_of_entries()
    for plads in np.flatnonzero(frem.rummer(hvornaar)).tolist():
        yield _raekke(maalt, maaling, int(ejer[plads]), int(hvornaar[plads]), haendelse)


def _skift(
    maalt: Fokusmaal, maaling: str, fra: Timeline, til: Timeline, haendelse: Haendelse, frem: Fremtid
) -> Iterator[Raekke]:
    """The days on which one stretch ends and the other begins."""
    slutter = set(zip(fra.owner_of_entries().tolist(), fra.end.tolist(), strict=True))
    ejer = til.owner_of_entries()
    for plads in np.flatnonzero(frem.rummer(til.start)).tolist():
        if (int(ejer[plads]), int(til.start[plads])) in slutter:
            yield _raekke(maalt, maaling, int(ejer[plads]), int(til.start[plads]), haendelse)


def _tilbud_ude(maalt: Fokusmaal, med: Timeline, frem: Fremtid) -> Iterator[Raekke]:
    """The first day on which each offer no longer counts, for those measured on that day and the one before it.

    The offers are taken one of each citizen at a time, as if it were the only one: the measure itself says how long it
    counts.
    """
    perioder = maalt.historik.indsatser.perioder
    nummer = np.arange(len(perioder.row), dtype=np.int64) - np.repeat(perioder.offsets[:-1], np.diff(perioder.offsets))
    indsatser = maalt.historik.indsatser.indsats
    for nr in range(int(nummer.max()) + 1 if len(nummer) else 0):
        egne = np.flatnonzero(nummer == nr)
        post = dict(zip(perioder.owner_of_entries()[egne].tolist(), egne.tolist(), strict=True))
        taeller = op.intersect(med, maalt.med_kun(perioder.row[egne]).ved_tilbud(GAELDENDE))
        ejer = taeller.owner_of_entries()
        valgt = np.flatnonzero(frem.rummer(taeller.end))
        bliver = op.value_on(_med_en(med), ejer[valgt], taeller.end[valgt], 0) == 1
        for plads in valgt[bliver].tolist():
            del_ = int(ejer[plads])
            tilbud = post[int(maalt.person[del_])]
            yield _raekke(
                maalt,
                FOKUSMAAL_1,
                del_,
                int(taeller.end[plads]),
                "tilbud_ude",
                art=kodenavne("indsats")[int(indsatser[perioder.row[tilbud]])],
                fra=int(perioder.start[tilbud]),
                til=int(perioder.end[tilbud]) - 1,
            )


def _med_en(dage: Timeline) -> Timeline:
    return dage.with_value(np.ones(len(dage.start), dtype=np.int64))


def _raekke(
    maalt: Fokusmaal,
    maaling: str,
    del_: int,
    dag: int,
    haendelse: Haendelse,
    *,
    art: str | None = None,
    fra: int | None = None,
    til: int | None = None,
) -> Raekke:
    borgere, person = maalt.historik.borgere, int(maalt.person[del_])
    return _som_raekke(
        borgere.ider[person],
        borgere.kommune[person],
        maaling,
        kodenavne("ydelse")[int(maalt.ydelse[del_])],
        dag,
        haendelse,
        art,
        fra,
        til,
    )


def _som_raekke(
    borger_id: str,
    kommune: str,
    maaling: str,
    ydelse: str,
    dag: int,
    haendelse: Haendelse,
    art: str | None = None,
    fra: int | None = None,
    til: int | None = None,
) -> Raekke:
    return {
        "dag": calendar.to_date(dag),
        "borger_id": borger_id,
        "kommune": kommune,
        "maaling": maaling,
        "ydelse": ydelse,
        "haendelse": haendelse,
        "maales_pr": calendar.to_date(calendar.month_end(dag)),
        "art": art or "",
        "fra": None if fra is None else to_date_or_none(fra),
        "til": None if til is None else to_date_or_none(til),
    }


def _pulje(lov: Regelsaet, historik: Historik, frem: Fremtid, valg: Mapping[str, str]) -> Iterator[Raekke]:
    """Who passes six months under the 75 % measure: in from the right date, out when its month is over."""
    regel = lov.regler.get(DELTAGELSE)
    if not isinstance(regel, Deltagelsesregel):
        return
    grundlag = Grundlag.paa(lov, historik, frem.fra, dict(valg))
    forloeb, borgere = grundlag.forloeb, historik.borgere
    for version in regel.versioner:
        tidligst = max(calendar.to_day(version.fra), calendar.month_start(frem.fra))
        senest = frem.til if version.til is None else min(frem.til, calendar.to_day(version.til))
        for svar in vurder_frister(grundlag, (lov.hent(version.tilbudsregel, Fristregel),)):
            passer = (svar.retsdato >= tidligst) & (svar.retsdato <= senest)
            passer &= np.isin(svar.gruppe, version.pulje) & (svar.status != BORTFALDET)
            numre: Longs = np.flatnonzero(passer)
            for nr in numre.tolist():
                kursus, ret = int(svar.forloeb[nr]), int(svar.retsdato[nr])
                person = int(forloeb.person[kursus])
                hvem = (borgere.ider[person], borgere.kommune[person], DELTAGELSE)
                paa = kodenavne("ydelse")[int(forloeb.ydelse[kursus])]
                if ret > frem.fra:
                    yield _som_raekke(*hvem, paa, ret, "ind")
                ud = calendar.month_end(ret) + 1
                if ud <= frem.til:
                    yield _som_raekke(*hvem, paa, ud, "ud")
