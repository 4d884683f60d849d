"""Facts of which one is enough to meet a deadline: meetings, events, activities, visitations and states."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rettidig.motor.grundlag import Grundlag, samtaleversion
from rettidig.motor.kodesaet import blandt
from rettidig.regler.former.frist import Fakta
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY
from rettidig.tidslinje.model import Days, Longs, Points, Spells


def foerste_faktum(grundlag: Grundlag, fakta: Fakta, person: Longs, fra: Days, til: Days, frist: Days) -> Days:
    """Per duty the earliest day in [fra, til) of one of the facts; ``NO_DAY`` for none."""
    dag = np.full(len(person), NO_DAY, dtype=np.int32)
    for dage in _punkter(grundlag, fakta):
        dag = tidligste_dag(dag, op.nth_day_in(dage, person, fra, til, 1))
    for perioder in _ydelsesskift(grundlag, fakta):
        dag = tidligste_dag(dag, op.first_start_in(perioder, person, fra, til).day)
    if fakta.indsatser:
        senest = til
        if fakta.indsatser_til_fristen:
            senest = np.where(frist == NO_DAY, til, np.minimum(til, calendar.add_days(frist, 1))).astype(np.int32)
        dag = tidligste_dag(dag, op.first_start_in(grundlag.tilbud(fakta.indsatser, 1), person, fra, senest).day)
    return dag


def tidligste_dag(a: Days, b: Days) -> Days:
    """The earlier of two days, entry by entry, where ``NO_DAY`` is none."""
    return np.where((b != NO_DAY) & ((a == NO_DAY) | (b < a)), b, a).astype(np.int32)


def _punkter(grundlag: Grundlag, fakta: Fakta) -> Iterator[Points]:
    samtaler = grundlag.historik.samtaler
    if fakta.moeder:
        holdt = blandt(samtaler.status, "samtalestatus", samtaleversion(grundlag.lov).status)
        holdt &= blandt(samtaler.slags, "slags", fakta.moeder)
        yield samtaler.dage.where(holdt[samtaler.dage.row])
    for navn in fakta.haendelser:
        yield grundlag.historik.haendelser.kaldet(navn)


def _ydelsesskift(grundlag: Grundlag, fakta: Fakta) -> Iterator[Spells]:
    ydelser = grundlag.historik.ydelser
    for koder, liste, kolonne in (
        (fakta.visitationer, "visitation", ydelser.visitation),
        (fakta.statusser, "status", ydelser.status),
    ):
        if koder:
            yield ydelser.perioder.where(blandt(kolonne, liste, koder)[ydelser.perioder.row])
