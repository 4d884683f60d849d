"""Talks: a first one near its deadline, then a rhythm that slows after half a year; some are missed or called off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from rettidig.demo.antagelser import TILBUDSGRUPPER, Antagelser
from rettidig.demo.forloebskaeder import Forloeb
from rettidig.demo.grupper import PAA_DAGPENGE, SYG, UDEN_GRUPPE, rytmegruppe
from rettidig.demo.personer import Personer
from rettidig.demo.tabeller import koder, tabel
from rettidig.demo.traekninger import (
    DAGE_I_UGEN,
    Heltal,
    Sandt,
    Tal,
    chance,
    heltal,
    noegle,
    paa_hverdag,
    vaelg,
    ventetid,
)
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import DayArray

_SLAGS = ("jobsamtale", "opfoelgning", "cv", "rehabiliteringsteam", "sundhedskoordinator")
_JOBSAMTALE, _OPFOELGNING, _CV, _TEAM, _KOORDINATOR = range(len(_SLAGS))
_FORMER = ("fremmoede", "telefon", "video", "brev")
_STATUSSER = ("afholdt", "udeblevet", "aflyst", "planlagt")
_AFHOLDT, _UDEBLEVET, _AFLYST, _PLANLAGT = range(len(_STATUSSER))
_PARTER = ("kommune", "akasse")

_FOERSTE_FRIST = {PAA_DAGPENGE: 14, SYG: 26}  # days in which the first talk usually lies; the others have a week
_NORMAL_FRIST = 7
_HALVT_AAR_MAANEDER = 6
_AKASSENS_MAANEDER = 3
_KORTESTE_INTERVAL = 10
_JAEVN_DEL = 0.6  # of an interval; the rest is chance


@dataclass(frozen=True)
class _Samtaler:
    forloeb: Heltal
    dato: DayArray
    foerste: Sandt


def lav_samtaler(
    rng: np.random.Generator,
    personer: Personer,
    forloeb: Forloeb,
    ider: pa.Array,
    sidste_dag: int,
    valg: Antagelser,
) -> pa.Table:
    """The rows of ``samtaler`` of a block, held ones up to ``sidste_dag`` and booked ones some weeks beyond it."""
    gruppe = rytmegruppe(forloeb)
    samtaler = _rytme(rng, personer, forloeb, gruppe, sidste_dag, valg)
    i_gruppe = gruppe[samtaler.forloeb]
    slags = np.where(i_gruppe == SYG, _OPFOELGNING, _JOBSAMTALE)
    dele = [
        (samtaler.forloeb, samtaler.dato, slags, samtaler.foerste),
        _saerlige(rng, forloeb, gruppe == PAA_DAGPENGE, _CV, valg.samtaler.cv_samtale, 2, sidste_dag, valg),
        _saerlige(rng, forloeb, *_til_teamet(forloeb, valg), 4, sidste_dag, valg),
        _saerlige(rng, forloeb, *_til_koordinator(forloeb, valg), 30, sidste_dag, valg),
    ]
    nummer, dato, slags, foerste = (np.concatenate(kolonne) for kolonne in zip(*dele, strict=True))
    person = forloeb.person[nummer]
    # One talk of a kind per person and day: an exact repeat is an error in the data, not a habit.
    _, enkelte = np.unique(noegle(person, dato, slags), return_index=True)
    person, nummer, dato, slags, foerste = (kolonne[enkelte] for kolonne in (person, nummer, dato, slags, foerste))
    return tabel(
        "samtaler",
        borger_id=ider.take(pa.array(person)),
        dato=dato,
        slags=koder(_SLAGS, slags),
        form=koder(_FORMER, _form(rng, dato, foerste, valg)),
        status=koder(_STATUSSER, _status(rng, dato, sidste_dag, valg)),
        part=koder(_PARTER, _part(rng, forloeb, gruppe, nummer, dato, slags, valg)),
    )


def _rytme(
    rng: np.random.Generator,
    personer: Personer,
    forloeb: Forloeb,
    gruppe: Heltal,
    sidste_dag: int,
    valg: Antagelser,
) -> _Samtaler:
    """Talk after talk for all courses at once, until every course's end or the last booked day is passed."""
    forloebet = np.flatnonzero(gruppe != UDEN_GRUPPE)
    interval = np.array([valg.samtaler.interval_dage[navn] for navn in TILBUDSGRUPPER])[gruppe[forloebet]]
    frist = np.array([_FOERSTE_FRIST.get(nummer, _NORMAL_FRIST) for nummer in range(len(TILBUDSGRUPPER))])
    til_tiden = chance(rng, valg.samtaler.foerste_til_tiden, len(forloebet))
    inden = (rng.random(len(forloebet)) * (frist[gruppe[forloebet]] + 1)).astype(np.int32)
    sen = frist[gruppe[forloebet]] + ventetid(rng, valg.samtaler.foerste_sen_dage / DAGE_I_UGEN, len(forloebet))
    dato = paa_hverdag((forloeb.start[forloebet] + np.where(til_tiden, inden, sen)).astype(np.int32))
    halvt_aar = calendar.add_months(forloeb.start, _HALVT_AAR_MAANEDER)
    sidste_plan = sidste_dag + valg.samtaler.planlagt_dage
    dele: list[_Samtaler] = []
    foerste = True
    while True:
        # Beyond the last day only the next talk is booked, and only while the course still runs.
        inde = (dato < forloeb.slut[forloebet]) & (dato <= sidste_plan)
        forloebet, dato, interval = forloebet[inde], dato[inde], interval[inde]
        if not len(forloebet):
            break
        dele.append(_Samtaler(forloebet, dato, np.full(len(dato), foerste)))
        foerste = False
        fremme = dato <= sidste_dag
        forloebet, dato, interval = forloebet[fremme], dato[fremme], interval[fremme]
        middel = np.where(dato < halvt_aar[forloebet], interval[:, 0], interval[:, 1])
        middel = middel * personer.samtalefaktor[forloeb.person[forloebet]]
        chancen = rng.standard_exponential(len(dato))
        dage = np.maximum(middel * (_JAEVN_DEL + (1 - _JAEVN_DEL) * chancen), _KORTESTE_INTERVAL)
        dato = paa_hverdag((dato + np.rint(dage)).astype(np.int32))
    tom = np.zeros(0, dtype=np.int64)
    if not dele:
        return _Samtaler(tom, tom.astype(np.int32), tom.astype(np.bool_))
    return _Samtaler(
        np.concatenate([del_.forloeb for del_ in dele]),
        np.concatenate([del_.dato for del_ in dele]),
        np.concatenate([del_.foerste for del_ in dele]),
    )


def _saerlige(
    rng: np.random.Generator,
    forloeb: Forloeb,
    hvem: Sandt,
    slags: int,
    andel: float,
    uger: int,
    sidste_dag: int,
    valg: Antagelser,
) -> tuple[Heltal, DayArray, Heltal, Sandt]:
    """One meeting of a special kind early in the chosen courses; cv talks only before the unemployment funds' time."""
    valgt = hvem & chance(rng, andel, forloeb.antal)
    dato = paa_hverdag((forloeb.start + heltal(rng, 0, uger * DAGE_I_UGEN - 1, forloeb.antal)).astype(np.int32))
    valgt &= (dato < forloeb.slut) & (dato <= sidste_dag)
    if slags == _CV:
        valgt &= dato < calendar.to_day(valg.akasse_fra)
    nummer = np.flatnonzero(valgt)
    return nummer, dato[nummer], np.full(len(nummer), slags), np.ones(len(nummer), dtype=np.bool_)


def _til_teamet(forloeb: Forloeb, valg: Antagelser) -> tuple[Sandt, int, float]:
    hvem = forloeb.paa("ressourceforloebsydelse_jaf", "ressourceforloebsydelse_rf")
    return hvem, _TEAM, valg.samtaler.rehabiliteringsteam


def _til_koordinator(forloeb: Forloeb, valg: Antagelser) -> tuple[Sandt, int, float]:
    hvem = forloeb.paa("ressourceforloebsydelse_jaf", "ressourceforloebsydelse_rf")
    return hvem, _KOORDINATOR, valg.samtaler.sundhedskoordinator


def _form(rng: np.random.Generator, dato: DayArray, foerste: Sandt, valg: Antagelser) -> Heltal:
    samtaler = valg.samtaler
    andele: Tal = np.array([samtaler.form_foer_reform, samtaler.form_efter_reform, samtaler.form_foerste])
    raekke = np.where(foerste, 2, np.where(dato < calendar.to_day(valg.reform), 0, 1))
    return vaelg(rng, andele[raekke], len(dato))


def _status(rng: np.random.Generator, dato: DayArray, sidste_dag: int, valg: Antagelser) -> Heltal:
    andele = [valg.samtaler.status[navn] for navn in _STATUSSER[:_PLANLAGT]]
    return np.where(dato > sidste_dag, _PLANLAGT, vaelg(rng, andele, len(dato)))


def _part(
    rng: np.random.Generator,
    forloeb: Forloeb,
    gruppe: Heltal,
    nummer: Heltal,
    dato: DayArray,
    slags: Heltal,
    valg: Antagelser,
) -> Heltal:
    """The unemployment fund's talks: the cv talk, some joint ones, and from 2024 the first three months."""
    dagpenge = gruppe[nummer] == PAA_DAGPENGE
    fra = calendar.to_day(valg.akasse_fra)
    akassens_tid = calendar.month_end(calendar.add_months(forloeb.start, _AKASSENS_MAANEDER))[nummer]
    egne = (dato >= fra) & (forloeb.start[nummer] >= fra) & (dato <= akassens_tid)
    faelles = (dato < fra) & chance(rng, valg.samtaler.akasse_med, len(dato))
    return np.asarray(dagpenge & ((slags == _CV) | egne | faelles), dtype=np.int64)
