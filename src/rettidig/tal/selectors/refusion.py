"""The reimbursement ladder of a month: persons and weeks on each step, and who passes to the next in the weeks ahead.

A week belongs to the month its Monday lies in, so every week is counted once. The benefits' amounts are not known to
us; what the municipality bears is told in whole weeks: a week the State pays 30 % of is seven tenths of one.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from rettidig.motor.kuber.udsnit import ingen
from rettidig.motor.refusion import Refusion
from rettidig.regler.indlaes import hent_lov
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.tal.selectors.kube import HELE, Udsnit, tilstand_eller_fejl
from rettidig.tal.services.refusionsuger import Uger, i_satser, trappen, ugerne, ydelsesbit
from rettidig.tidslinje import calendar
from rettidig.tidslinje.model import Longs

_HELE = 100
_HOLDES = 12
"""Months back that are worked out together."""


@dataclass(frozen=True)
class Trin:
    """A step: from which week on, the State's share in percent, and who stands there."""

    sats: int
    fra_uge: int
    personer: int
    uger: int

    @property
    def kommunens(self) -> Decimal:
        """The weeks' part that is left to the municipality, in whole weeks."""
        return kommunens({self.sats: self.uger})


@dataclass(frozen=True)
class Del:
    """A benefit or a team: its persons, and its weeks by step."""

    navn: str
    personer: int
    uger: Mapping[int, int]

    @property
    def i_alt(self) -> int:
        """The weeks of all steps."""
        return sum(self.uger.values())

    @property
    def kommunens(self) -> Decimal:
        """The weeks' part that is left to the municipality, in whole weeks."""
        return kommunens(self.uger)


@dataclass(frozen=True)
class Maaned:
    """A month on the ladder. A person is on every step they have a week on, and in ``personer`` once.

    ``fra`` and ``til`` are the first Monday and the last Sunday of its weeks. ``begynder`` have week number one in it;
    ``uden_ugetal`` are those whose weeks before the extract are not told, and counted as none.
    """

    fra: dt.date
    til: dt.date
    trin: tuple[Trin, ...]
    personer: int
    begynder: int
    uden_ugetal: int
    ydelser: tuple[Del, ...]
    teams: tuple[Del, ...]

    @property
    def uger(self) -> int:
        """The weeks of all steps."""
        return sum(trin.uger for trin in self.trin)

    @property
    def kommunens(self) -> Decimal:
        """The weeks' part that is left to the municipality, in whole weeks."""
        return sum((trin.kommunens for trin in self.trin), Decimal(0))


def uger_frem() -> tuple[int, ...]:
    """How many weeks ahead one may look; the first where nothing else is asked."""
    return valgte_tal().refusion_uger_frem.vaerdi


def maanedens_uger(maaned: dt.date) -> tuple[dt.date, dt.date]:
    """The Monday of the first and the Sunday of the last week that belongs to a month."""
    dag = calendar.to_day(maaned)
    foerste = calendar.week_start(calendar.add_days(calendar.month_start(dag), 6))
    return calendar.to_date(foerste), calendar.to_date(calendar.week_end(calendar.month_end(dag)))


def er_kodet(maaned: dt.date) -> bool:
    """Whether the ladder is coded for a month."""
    return trappen().fra <= maanedens_uger(maaned)[0] and maaned <= (trappen().til or maaned)


def maanedens_trappe(maaned: dt.date, udsnit: Udsnit = HELE) -> Maaned:
    """The ladder in a month, of those in a part of the town; with a benefit, the weeks that touch it."""
    fra, til = maanedens_uger(maaned)
    egne = _maanedens(maaned, udsnit)
    satser = i_satser(egne.nummer)
    trin = tuple(
        Trin(t.sats, t.fra_uge, len(np.unique(egne.borger[satser == t.sats])), int((satser == t.sats).sum()))
        for t in trappen().trin
    )
    return Maaned(
        fra,
        til,
        trin,
        egne.borgere,
        len(np.unique(egne.borger[egne.nummer == 1])),
        sum(not egne.hvem[pk].ugetal_oplyst for pk in np.unique(egne.borger).tolist()),
        _efter(egne, satser, egne.ydelser.tolist(), ydelserne_i),
        _efter(egne, satser, [egne.hvem[pk].team for pk in egne.borger.tolist()], str),
    )


def udviklingen(maaned: dt.date, udsnit: Udsnit = HELE) -> list[tuple[dt.date, dict[int, int]]]:
    """The weeks by step of the months up to the one chosen, those the ladder is coded for."""
    alle = _udsnit(_seneste(maaned), udsnit)
    fundne = []
    for en in _maaneder(maaned):
        satser = i_satser(_mellem(alle, *maanedens_uger(en)).nummer)
        fundne.append((en, {t.sats: int((satser == t.sats).sum()) for t in trappen().trin}))
    return fundne


def personer(maaned: dt.date, sats: int, udsnit: Udsnit = HELE) -> list[dict[str, Any]]:
    """Those with weeks on a step in a month, most weeks first; rows as other lists of figures have them."""
    egne = _maanedens(maaned, udsnit)
    egne = egne.hvor(i_satser(egne.nummer) == sats)
    fundne: dict[int, dict[str, Any]] = {}
    raekker = zip(egne.borger.tolist(), egne.ydelser.tolist(), egne.nummer.tolist(), strict=True)
    for pk, ydelser, nummer in raekker:
        raekke = fundne.setdefault(pk, {**_hvem(egne, pk), "ydelser": 0, "uger": 0, "nummer": nummer})
        raekke["ydelser"] |= ydelser
        raekke["uger"] += 1
        raekke["nummer"] = nummer
    ordnet = sorted(fundne.values(), key=lambda r: (-r["uger"], r["noegle"]))
    return [{**raekke, "ydelse": ydelserne_i(raekke["ydelser"])} for raekke in ordnet]


def skifter(dag: dt.date, uger: int, udsnit: Udsnit = HELE) -> list[dict[str, Any]]:
    """Those who reach a lower step in the weeks after the one of a day, if nothing changes, the first week first.

    What has no end goes on, and what is planned begins and ends as planned. Weeks the ladder is not coded for are left
    out. With a benefit: those who receive it in the week they pass.
    """
    mandag = calendar.week_start(calendar.to_day(dag))
    fra, til = calendar.add_weeks(mandag, 1), kan_se_til(dag, max(uger_frem()))
    if fra > til:
        return []
    alle = _udsnit(_hentet(fra, til, dag), udsnit)
    egne = _mellem(alle, calendar.to_date(fra), calendar.to_date(kan_se_til(dag, uger)))
    trin = trappen().trin
    nye = {hoej.fra_uge: (lav.sats, hoej.sats) for lav, hoej in pairwise(trin)}
    egne = egne.hvor(np.isin(egne.nummer, list(nye)))
    raekker = zip(egne.borger.tolist(), egne.uge.tolist(), egne.ydelser.tolist(), egne.nummer.tolist(), strict=True)
    fundne = [
        {
            **_hvem(egne, pk),
            "uge": calendar.to_date(uge),
            "ugenavn": calendar.iso_week_name(uge),
            "ydelse": ydelserne_i(ydelser),
            "nummer": nummer,
            "sats_foer": nye[nummer][0],
            "sats": nye[nummer][1],
        }
        for pk, uge, ydelser, nummer in raekker
    ]
    return sorted(fundne, key=lambda r: (r["uge"], r["sats"], r["noegle"]))


def kan_se_til(dag: dt.date, uger: int) -> int:
    """The last day of so many weeks after the one of a day, or the last day the ladder is coded for."""
    sidst = calendar.add_days(calendar.add_weeks(calendar.week_start(calendar.to_day(dag)), uger + 1), -1)
    kodet_til = trappen().til
    return sidst if kodet_til is None else min(sidst, calendar.to_day(kodet_til))


def kommunens(uger: Mapping[int, int]) -> Decimal:
    """The part of some weeks that is left to the municipality, in whole weeks; ``uger`` by the State's share."""
    return sum((Decimal(antal * (_HELE - sats)) / _HELE for sats, antal in uger.items()), Decimal(0))


@cache
def ydelserne_i(ydelser: int) -> str:
    """The benefits of a week as the command line names them: codes joined by +."""
    return Refusion(hent_lov(), ingen(), 0).ydelsesnavn(ydelser)


def _maanedens(maaned: dt.date, udsnit: Udsnit) -> Uger:
    """The weeks of a month, of those in a part of the town."""
    return _mellem(_udsnit(_seneste(maaned), udsnit), *maanedens_uger(maaned))


def _seneste(maaned: dt.date) -> Uger:
    """The weeks of the month and of those before it that are shown beside it."""
    foerste = next(iter(_maaneder(maaned)), maaned)
    fra, til = (calendar.to_day(d) for d in (maanedens_uger(foerste)[0], maanedens_uger(maaned)[1]))
    return _hentet(fra, til, tilstand_eller_fejl().dag)


def _hentet(fra: int, til: int, dag: dt.date) -> Uger:
    """Weeks that hold those between two days: a year back and the weeks ahead together, which most questions are of."""
    foerste = calendar.week_start(calendar.add_months(calendar.month_start(calendar.to_day(dag)), -_HOLDES))
    sidste = max(calendar.to_day(dag), kan_se_til(dag, max(uger_frem())))
    if foerste <= fra and til <= calendar.week_end(sidste):
        fra, til = foerste, sidste
    return ugerne(calendar.to_date(fra), calendar.to_date(til))


def _maaneder(maaned: dt.date) -> list[dt.date]:
    dag = calendar.month_start(calendar.to_day(maaned))
    slutninger = (
        calendar.month_end(calendar.add_months(dag, -n)) for n in reversed(range(valgte_tal().refusion_maaneder.vaerdi))
    )
    return [en for slut in slutninger if er_kodet(en := calendar.to_date(slut))]


def _mellem(uger: Uger, fra: dt.date, til: dt.date) -> Uger:
    """The weeks whose Monday lies between two days."""
    return uger.hvor((uger.uge >= calendar.to_day(fra)) & (uger.uge <= calendar.to_day(til)))


def _udsnit(uger: Uger, udsnit: Udsnit) -> Uger:
    """The weeks of those in a part of the town."""
    valgt = np.ones(len(uger), dtype=np.bool_)
    if udsnit.ydelser is not None:
        valgt &= (uger.ydelser & sum(ydelsesbit(ydelse) for ydelse in udsnit.ydelser)) != 0
    if udsnit.kommuner is not None or udsnit.teams is not None:
        valgt &= _blandt(uger, udsnit)
    return uger.hvor(valgt)


def _blandt(uger: Uger, udsnit: Udsnit) -> npt.NDArray[np.bool_]:
    med = [
        pk
        for pk, hvem in uger.hvem.items()
        if (udsnit.kommuner is None or hvem.kommune in udsnit.kommuner)
        and (udsnit.teams is None or hvem.team in udsnit.teams)
    ]
    return np.isin(uger.borger, np.array(med, dtype=np.int64))


def _efter(uger: Uger, satser: Longs, delt: Sequence[Any], navn: Callable[[Any], str]) -> tuple[Del, ...]:
    """The weeks divided by a value of each, the part with most weeks first."""
    numre = {vaerdi: nr for nr, vaerdi in enumerate(dict.fromkeys(delt))}
    kolonne = np.array([numre[vaerdi] for vaerdi in delt], dtype=np.int64)
    dele = []
    for vaerdi, nr in numre.items():
        her = kolonne == nr
        talt = {t.sats: int((satser[her] == t.sats).sum()) for t in trappen().trin}
        dele.append(Del(navn(vaerdi), len(np.unique(uger.borger[her])), talt))
    return tuple(sorted(dele, key=lambda del_: (-del_.i_alt, del_.navn)))


def _hvem(uger: Uger, pk: int) -> dict[str, Any]:
    hvem = uger.hvem[pk]
    return {
        "borger_id": pk,
        "noegle": hvem.noegle,
        "kommune": hvem.kommune,
        "team": hvem.team,
        "sagsbehandler": hvem.sagsbehandler,
    }


def celler(maaned: dt.date, udsnit: Udsnit = HELE) -> Iterable[dict[str, Any]]:
    """The month in its smallest parts: by team, benefit and step, persons and weeks. For a workbook."""
    egne = _maanedens(maaned, udsnit)
    satser = i_satser(egne.nummer)
    talt: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for pk, ydelser, sats in zip(egne.borger.tolist(), egne.ydelser.tolist(), satser.tolist(), strict=True):
        talt[egne.hvem[pk].team, ydelserne_i(ydelser), -sats].append(pk)
    for (team, ydelse, sats), hvem in sorted(talt.items()):
        yield {"team": team, "ydelse": ydelse, "sats": -sats, "personer": len(set(hvem)), "uger": len(hvem)}
