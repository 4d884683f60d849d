"""The offers under way on a day as acts that can be judged: the facts that are registered of them, and no others.

Made for a whole block at once; the facts are those :mod:`rettidig.motor.vilkaar.udtraek` takes for one act.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from rettidig.forloeb import Datasaet
from rettidig.motor.grundlag import Grundlag, par
from rettidig.motor.historik import INGEN_KODE, Historik, kodenavne
from rettidig.motor.lovlighed import SLAGS
from rettidig.motor.vilkaar.fakta import Vaerdi
from rettidig.motor.vilkaar.udtraek import FLEST_MAANEDER, SEKS_MAANEDER
from rettidig.regler.former.fakta import HANDLINGSDATO
from rettidig.regler.former.grundform import Timetal
from rettidig.regler.former.maalgruppe import INGEN_GRUPPE, UKENDT_GRUPPE
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END

_UDEN_CVR = "arbejdsplads.uden_cvr_eller_sikkerhed"


@dataclass(frozen=True, slots=True)
class Tilbud:
    """One offer under way. Days are epoch days, ``til`` the day after the last or ``OPEN_END``.

    ``afgjort`` is the day it was granted or, where that is not registered, its first; ``fakta`` what is registered of
    it and of the citizen on that day.
    """

    borger_id: str
    indsats: str
    fra: int
    til: int
    afgjort: int
    fakta: Mapping[str, Vaerdi]


def tilbud_i_gang(grundlag: Grundlag, historik: Historik, data: Datasaet) -> list[Tilbud]:
    """Every offer that the law as coded can judge and that runs on the day, in the order of the citizens."""
    spurgte = list(_igang(grundlag, historik, _oplyst(data)))
    egne = _Borgerfakta(grundlag, historik, data)
    return [replace(tilbud, fakta={**tilbud.fakta, **egne.af(tilbud)}) for tilbud in spurgte]


def _igang(grundlag: Grundlag, historik: Historik, oplyst: Mapping[int, Mapping[str, Vaerdi]]) -> Iterator[Tilbud]:
    slags, indsatser, dag = grundlag.lov.fakta.efter_navn()[SLAGS].koder, historik.indsatser, grundlag.dag
    perioder, navne = indsatser.perioder, kodenavne("indsats")
    valgte = np.flatnonzero((perioder.start <= dag) & (perioder.end > dag))
    ejere = perioder.owner_of_entries()
    for post in valgte.tolist():
        plads = int(perioder.row[post])
        kode = navne[int(indsatser.indsats[plads])]
        if kode not in slags:
            continue
        fra, til, bevilget = int(perioder.start[post]), int(perioder.end[post]), int(indsatser.bevilget[plads])
        afgjort = fra if bevilget == NO_DAY else bevilget
        fakta: dict[str, Vaerdi] = {
            HANDLINGSDATO: calendar.to_date(afgjort),
            SLAGS: kode,
            "tilbud.fra": calendar.to_date(fra),
            **oplyst.get(int(indsatser.raekke[plads]), {}),
        }
        if til < OPEN_END:
            fakta["tilbud.til"] = calendar.to_date(calendar.add_days(til, -1))
        yield Tilbud(historik.borgere.ider[int(ejere[post])], kode, fra, til, afgjort, fakta)


def _oplyst(data: Datasaet) -> dict[int, dict[str, Vaerdi]]:
    """By the row of the source the hours a week, and that the workplace has a number, where they are registered."""
    tabel = data.tabeller["indsatser"]
    kolonner = (tabel[navn].to_pylist() for navn in ("raekke", "timer_pr_uge", "cvr"))
    fundne: dict[int, dict[str, Vaerdi]] = {}
    for raekke, timer, cvr in zip(*kolonner, strict=True):
        egne: dict[str, Vaerdi] = {} if timer is None else {"tilbud.timer_pr_uge": int(timer)}
        if cvr:
            egne[_UDEN_CVR] = False
        fundne[int(raekke)] = egne
    return fundne


class _Borgerfakta:
    """What is known of a citizen on the day of a grant: age, education, visitation, group, months on benefit."""

    def __init__(self, grundlag: Grundlag, historik: Historik, data: Datasaet) -> None:
        self._g, self._historik = grundlag, historik
        self._plads = {id_: nr for nr, id_ in enumerate(historik.borgere.ider)}
        borgere = data.tabeller["borgere"]
        self._uddannet: dict[str, Any] = dict(
            zip(borgere["borger_id"].to_pylist(), borgere["erhvervsuddannelse"].to_pylist(), strict=True)
        )
        self._kurser: dict[int, list[int]] = defaultdict(list)
        for kursus, person in enumerate(grundlag.forloeb.person.tolist()):
            self._kurser[person].append(kursus)

    def af(self, tilbud: Tilbud) -> dict[str, Vaerdi]:
        """The facts of one citizen on the day the offer was decided."""
        person, dag = self._plads[tilbud.borger_id], tilbud.afgjort
        fundne: dict[str, Vaerdi] = {"borger.alder": _hele_aar(int(self._historik.borgere.foedt[person]), dag)}
        uddannet = self._uddannet[tilbud.borger_id]
        if uddannet is not None:
            fundne["borger.erhvervsuddannelse"] = bool(uddannet)
        visitationer = self._visitationer(person, dag)
        if len(visitationer) == 1:
            fundne["borger.visitation"] = kodenavne("visitation")[visitationer.pop()]
        gruppe, kursus = self._gruppe(person, dag)
        if gruppe is not None:
            fundne["borger.maalgruppe"] = gruppe
            fundne["borger.ydelse_maaneder"] = self._maaneder(kursus, tilbud.fra)
        return fundne

    def _visitationer(self, person: int, dag: int) -> set[int]:
        ydelser = self._historik.ydelser
        post = par(ydelser.perioder, np.array([person], dtype=np.int64)).post
        daekker = (ydelser.perioder.start[post] <= dag) & (dag < ydelser.perioder.end[post])
        koder = ydelser.visitation[ydelser.perioder.row[post[daekker]]]
        return {int(kode) for kode in koder.tolist() if kode != INGEN_KODE}

    def _gruppe(self, person: int, dag: int) -> tuple[int | None, int]:
        """The group and its course; ``None`` where there is none, an unknown one, or more than one."""
        kurser = np.array(self._kurser.get(person, []), dtype=np.int64)
        dage = np.full(len(kurser), dag, dtype=np.int32)
        grupper = op.value_on(self._g.forloeb.grupper, kurser, dage, INGEN_GRUPPE).tolist() if len(kurser) else []
        holdte = [(int(g), int(k)) for g, k in zip(grupper, kurser.tolist(), strict=True) if g != INGEN_GRUPPE]
        if len({gruppe for gruppe, _ in holdte}) != 1 or holdte[0][0] == UKENDT_GRUPPE:
            return None, 0
        return holdte[0]

    def _maaneder(self, kursus: int, dag: int) -> int:
        """Whole months of the course up to a day; on dagpenge months of the clock of unemployment."""
        if bool(self._g.er_dagpenge[kursus]):
            seks = self._g.seks_maaneders_timer
            for antal in range(1, FLEST_MAANEDER):
                timer = Timetal.model_construct(
                    fuldtid=seks.fuldtid * antal // SEKS_MAANEDER, deltid=seks.deltid * antal // SEKS_MAANEDER
                )
                naaet = int(self._g.naaet(timer)[kursus])
                if naaet == NO_DAY or naaet >= dag:
                    return antal - 1
        start = int(self._g.forloeb.start[kursus])
        return sum(calendar.add_months(start, antal) <= dag for antal in range(1, FLEST_MAANEDER))


def _hele_aar(foedt: int, dag: int) -> int:
    aar = calendar.to_date(dag).year - calendar.to_date(foedt).year
    return aar if calendar.add_years(foedt, aar) <= dag else aar - 1
