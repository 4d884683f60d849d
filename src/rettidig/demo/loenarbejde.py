"""Ordinary wage hours: a little work beside the benefit, and the hours that go with a reduced degree of benefit."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from rettidig.demo.antagelser import KONTANT, Antagelser
from rettidig.demo.forloebskaeder import Forloeb
from rettidig.demo.personer import Personer
from rettidig.demo.tabeller import nummereret, tabel
from rettidig.demo.traekninger import Heltal, Tal, chance, noegle
from rettidig.demo.ydelsesraekker import DelvisRask
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import DayArray

_TIMEENHED = 10_000
_KVARTER = _TIMEENHED // 4
_FULD_GRAD = 1000
_ARBEJDSGIVERE = 900
_UDSVING = 0.15  # of a part-time worker's hours from month to month


def lav_loentimer(
    rng: np.random.Generator,
    personer: Personer,
    forloeb: Forloeb,
    delvis: DelvisRask,
    ider: pa.Array,
    sidste_dag: int,
    valg: Antagelser,
) -> pa.Table:
    """The rows of ``loentimer``: one per person and calendar month with hours, in whole quarters of an hour."""
    personen = forloeb.person
    dagpenge_grad = np.where(forloeb.paa("dagpenge"), personer.grad[personen], _FULD_GRAD)
    grad = np.where(delvis.er, delvis.grad, dagpenge_grad)
    arbejder = personer.arbejder[personen] & forloeb.paa(*KONTANT, "ressourceforloebsydelse_jaf", "ledighedsydelse")
    kandidat = np.flatnonzero(arbejder | (grad < _FULD_GRAD))
    fra = np.where(delvis.er, delvis.fra, forloeb.start).astype(np.int32)[kandidat]
    nummer, maaned = _maaneder(kandidat, fra, forloeb.slut[kandidat], sidste_dag)
    timer = _timer(rng, grad[nummer], valg)
    kvarter = np.rint(timer * (_TIMEENHED / _KVARTER)).astype(np.int64)
    person = personen[nummer]
    _, enkelte = np.unique(noegle(person, maaned, np.zeros(len(person), dtype=np.int64)), return_index=True)
    enkelte = enkelte[kvarter[enkelte] > 0]
    arbejdsgiver = personer.nummer[person[enkelte]] % _ARBEJDSGIVERE + 1
    return tabel(
        "loentimer",
        borger_id=ider.take(pa.array(person[enkelte])),
        maaned=maaned[enkelte],
        timer=kvarter[enkelte] * _KVARTER,
        cvr=nummereret("0000{:04d}", arbejdsgiver),
    )


def _maaneder(nummer: Heltal, fra: DayArray, slut: DayArray, sidste_dag: int) -> tuple[Heltal, DayArray]:
    """Every whole calendar month of the courses up to the demo's last day, as (course, first day of the month)."""
    maaned = calendar.month_start(fra)
    maaned = np.where(maaned < fra, calendar.add_months(maaned, 1), maaned).astype(np.int32)
    sidst = np.minimum(slut, sidste_dag + 1)
    numre, maaneder = [nummer[:0]], [maaned[:0]]
    while True:
        inde = calendar.month_end(maaned) < sidst
        nummer, maaned, sidst = nummer[inde], maaned[inde], sidst[inde]
        if not len(nummer):
            return np.concatenate(numre), np.concatenate(maaneder)
        numre.append(nummer)
        maaneder.append(maaned)
        maaned = calendar.add_months(maaned, 1)


def _timer(rng: np.random.Generator, grad: DayArray, valg: Antagelser) -> Tal:
    """Hours of a month: what the reduced degree leaves room for, or a small job in some of the months."""
    antal = len(grad)
    valgt = valg.loentimer
    fast = (_FULD_GRAD - grad) / _FULD_GRAD * valgt.fuld_maaned_timer
    fast = fast * (1 + _UDSVING * (2 * rng.random(antal) - 1))
    smaa = np.exp(rng.standard_normal(antal) * valgt.spredning - valgt.spredning**2 / 2) * valgt.middel_timer
    smaa = np.minimum(smaa, valgt.hoejeste_timer)
    smaa = np.where(chance(rng, valgt.maanedlig_tilboejelighed, antal), smaa, 0)
    return np.where(grad < _FULD_GRAD, fast, smaa)
