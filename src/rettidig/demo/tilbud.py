"""Offers: the first near its deadline (some late, some never), later ones after a pause, their kinds as the law moves.

Before the reform of 22 March 2023 guidance and upgrading courses (oevrig vejledning) dominate; afterwards the
company-directed offers take over, but slowly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from rettidig.demo.antagelser import INDSATSER, KONTANT, TILBUDSGRUPPER, TILBUDSSLAGS, Antagelser
from rettidig.demo.forloebskaeder import Forloeb
from rettidig.demo.grupper import AKTIVITETSPARAT, JOBPARAT, PAA_DAGPENGE, UDEN_GRUPPE, UNG, rytmegruppe
from rettidig.demo.offentlige_tal import KommuneTal
from rettidig.demo.personer import Personer
from rettidig.demo.tabeller import hvor, koder, nummereret, tabel
from rettidig.demo.traekninger import (
    DAGE_I_UGEN,
    Heltal,
    Sandt,
    Tal,
    chance,
    heltal,
    inden_for,
    paa_hverdag,
    vaelg,
    ventetid,
)
from rettidig.demo.ydelsesraekker import DelvisRask
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import DayArray

PRAKTIK, LOENTILSKUD_PRIVAT, LOENTILSKUD_OFFENTLIG, NYTTEINDSATS = (
    INDSATSER.index(navn)
    for navn in ("virksomhedspraktik", "loentilskud_privat", "loentilskud_offentlig", "nytteindsats")
)
_DELVIS = INDSATSER.index("delvis_raskmelding")
_VIRKSOMHED = TILBUDSSLAGS.index("virksomhed")
_SLAGS_TIL_INDSATS = [INDSATSER.index(navn) if navn in INDSATSER else -1 for navn in TILBUDSSLAGS]
_HOS_VIRKSOMHED = (PRAKTIK, LOENTILSKUD_PRIVAT, INDSATSER.index("voksenlaerling"), INDSATSER.index("jobrotation"))

_FRIST_MAANEDER = {JOBPARAT: 6, AKTIVITETSPARAT: 6, PAA_DAGPENGE: 6, UNG: 1}
_FOR_KORT_DAGE = 13
_KORTESTE_DAGE = 14
_TIDLIGST_DAGE = 10
_TIMER = (10, 15, 20, 25, 30, 37)
_TIMER_ANDELE = (0.08, 0.17, 0.30, 0.20, 0.12, 0.13)
_TIMEENHED = 10_000
_KRONER = (700, 1500, 2400, 3200, 4100)
_OERE = 100
_VIRKSOMHEDER = 900
_LEVERANDOERER = 24
_NAESTE_PLAN_DAGE = 28  # an offer this far ahead has been granted and stands in the data as planned


@dataclass(frozen=True)
class _Tilbud:
    forloeb: Heltal
    indsats: Heltal
    start: DayArray
    slut: DayArray


def lav_indsatser(
    rng: np.random.Generator,
    personer: Personer,
    forloeb: Forloeb,
    delvis: DelvisRask,
    ider: pa.Array,
    sidste_dag: int,
    tal: KommuneTal,
    valg: Antagelser,
) -> pa.Table:
    """The rows of ``indsatser`` of a block: offers begun or granted, and partial recoveries as registered."""
    tilbud = _tilbud(rng, personer, forloeb, sidste_dag, tal, valg)
    raske = np.flatnonzero(delvis.er & (delvis.fra <= sidste_dag))
    nummer = np.concatenate([tilbud.forloeb, raske])
    indsats = np.concatenate([tilbud.indsats, np.full(len(raske), _DELVIS)])
    start = np.concatenate([tilbud.start, delvis.fra[raske]])
    slut = np.concatenate([tilbud.slut, forloeb.slut[raske]])
    person = forloeb.person[nummer]
    orden = np.lexsort((indsats, start, person))
    nummer, indsats, start, slut, person = (kolonne[orden] for kolonne in (nummer, indsats, start, slut, person))
    antal = len(nummer)
    loebende = slut > sidste_dag + 1
    ukendt_slut = loebende & ((indsats == _DELVIS) | chance(rng, valg.tilbud.aaben_slutdato, antal))
    hos_virksomhed = np.isin(indsats, _HOS_VIRKSOMHED)
    timer = np.array(_TIMER)[vaelg(rng, _TIMER_ANDELE, antal)]
    virksomhed = heltal(rng, 1, _VIRKSOMHEDER, antal)
    leverandoer = heltal(rng, 1, _LEVERANDOERER, antal)
    pris = np.array(_KRONER)[heltal(rng, 0, len(_KRONER) - 1, antal)] * _OERE
    bevilget = np.maximum(start - heltal(rng, 1, 24, antal), forloeb.start[nummer])
    koebt = (indsats == INDSATSER.index("oevrig_vejledning")) | (indsats == INDSATSER.index("mentor"))
    return tabel(
        "indsatser",
        borger_id=ider.take(pa.array(person)),
        indsats=koder(INDSATSER, indsats),
        fra=start,
        til=hvor(slut, ~ukendt_slut),
        indsats_id=_indsats_id(personer, person),
        bevilget=hvor(bevilget, indsats != _DELVIS),
        timer_pr_uge=hvor(timer * _TIMEENHED, (indsats != _DELVIS) & ~chance(rng, valg.tilbud.uden_timer, antal)),
        pris_pr_uge=hvor(pris, koebt),
        leverandoer=_tekst_hvor(nummereret("Kursussted Demo {}", leverandoer), koebt),
        cvr=_tekst_hvor(nummereret("0000{:04d}", virksomhed), hos_virksomhed),
    )


def _tilbud(
    rng: np.random.Generator,
    personer: Personer,
    forloeb: Forloeb,
    sidste_dag: int,
    tal: KommuneTal,
    valg: Antagelser,
) -> _Tilbud:
    """Offer after offer for all courses at once, until each course ends or the last planned day is passed."""
    gruppe = rytmegruppe(forloeb)
    grupper = [valg.tilbud.grupper[navn] for navn in TILBUDSGRUPPER]
    passiv = np.array([tilbud.passiv for tilbud in grupper])
    pause_uger = np.array([tilbud.pause_uger for tilbud in grupper])
    aktive = (gruppe != UDEN_GRUPPE) & ~chance(rng, passiv[np.maximum(gruppe, 0)], forloeb.antal)
    nummer = np.flatnonzero(aktive)
    start = _foerste_start(rng, forloeb, nummer, gruppe[nummer], valg)
    dele: list[_Tilbud] = []
    while True:
        start = paa_hverdag(start)
        inde = (start < forloeb.slut[nummer]) & (start <= sidste_dag + _NAESTE_PLAN_DAGE)
        nummer, start = nummer[inde], start[inde]
        if not len(nummer):
            break
        indsats = _slags(rng, personer, forloeb, nummer, gruppe[nummer], start, tal, valg)
        slut = _slut(rng, forloeb, nummer, indsats, start, valg)
        dele.append(_Tilbud(nummer, indsats, start, slut))
        start = (slut + ventetid(rng, pause_uger[gruppe[nummer]], len(nummer))).astype(np.int32)
    if not dele:
        tom = np.zeros(0, dtype=np.int64)
        return _Tilbud(tom, tom, tom.astype(np.int32), tom.astype(np.int32))
    return _Tilbud(
        np.concatenate([del_.forloeb for del_ in dele]),
        np.concatenate([del_.indsats for del_ in dele]),
        np.concatenate([del_.start for del_ in dele]),
        np.concatenate([del_.slut for del_ in dele]),
    )


def _foerste_start(
    rng: np.random.Generator, forloeb: Forloeb, nummer: Heltal, gruppe: Heltal, valg: Antagelser
) -> DayArray:
    """First offers: before, in or after the week of the deadline where there is one, else after a free waiting time."""
    antal = len(nummer)
    begyndt = forloeb.start[nummer]
    ret = np.full(antal, calendar.NO_DAY, dtype=np.int32)
    for med_frist, maaneder in _FRIST_MAANEDER.items():
        her = gruppe == med_frist
        ret[her] = calendar.add_months(begyndt[her], maaneder)
    tilbud = valg.tilbud
    sene = 1 - tilbud.foer_fristen - tilbud.i_fristens_uge
    hvornaar = vaelg(rng, [tilbud.foer_fristen, tilbud.i_fristens_uge, sene], antal)
    foer = begyndt + _TIDLIGST_DAGE + inden_for(rng, (ret - begyndt - _TIDLIGST_DAGE).astype(np.int32))
    i_ugen = calendar.week_start(ret) + heltal(rng, 0, 4, antal)
    sen = calendar.week_end(ret) + ventetid(rng, tilbud.forsinkelse_uger, antal)
    med_frist_start = np.choose(hvornaar, [foer, i_ugen, sen])
    uger = np.array([valg.tilbud.grupper[navn].foerste_uger for navn in TILBUDSGRUPPER])[gruppe]
    frit = begyndt + ventetid(rng, uger, antal)
    return np.where(ret == calendar.NO_DAY, frit, med_frist_start).astype(np.int32)


def _slags(
    rng: np.random.Generator,
    personer: Personer,
    forloeb: Forloeb,
    nummer: Heltal,
    gruppe: Heltal,
    start: DayArray,
    tal: KommuneTal,
    valg: Antagelser,
) -> Heltal:
    """The kind of each offer: the group's mix on that day, bent by the person's bond to companies."""
    grupper = [valg.tilbud.grupper[navn] for navn in TILBUDSGRUPPER]
    foer: Tal = np.array([tilbud.foer for tilbud in grupper])[gruppe]
    efter: Tal = np.array([tilbud.efter for tilbud in grupper])[gruppe]
    uger = np.maximum(start - calendar.to_day(valg.reform), 0) / DAGE_I_UGEN
    omstillet = (1 - np.exp(-uger / valg.tilbud.omstilling_uger))[:, None]
    andele = foer * (1 - omstillet) + efter * omstillet
    andele[:, _VIRKSOMHED] *= personer.virksomhedsfaktor[forloeb.person[nummer]]
    slags = vaelg(rng, andele, len(nummer))
    privat = valg.tilbud.privat_loentilskud
    delt = [tal.praktik, tal.loentilskud * privat, tal.loentilskud * (1 - privat), tal.nytteindsats]
    virksomhed = np.array([PRAKTIK, LOENTILSKUD_PRIVAT, LOENTILSKUD_OFFENTLIG, NYTTEINDSATS])[
        vaelg(rng, delt, len(nummer))
    ]
    # Nytteindsats belongs to the kontanthjælp family and dagpenge; the others meet a company as an intern instead.
    uden_for = ~forloeb.paa(*KONTANT, "dagpenge")[nummer]
    virksomhed = np.where((virksomhed == NYTTEINDSATS) & uden_for, PRAKTIK, virksomhed)
    return np.where(slags == _VIRKSOMHED, virksomhed, np.array(_SLAGS_TIL_INDSATS)[slags])


def _slut(
    rng: np.random.Generator, forloeb: Forloeb, nummer: Heltal, indsats: Heltal, start: DayArray, valg: Antagelser
) -> DayArray:
    """Exclusive ends: at least two weeks but for the few that are a day too short; most stop with the benefit."""
    tilbud = valg.tilbud
    middel = np.array([tilbud.varighed_uger.get(navn, 1) for navn in INDSATSER])[indsats]
    loft = np.array([tilbud.loft_uger.get(navn, 1) for navn in INDSATSER])[indsats] * DAGE_I_UGEN
    dage = np.clip(ventetid(rng, middel, len(nummer)), _KORTESTE_DAGE, loft)
    dage = np.where(chance(rng, tilbud.tretten_dage, len(nummer)), _FOR_KORT_DAGE, dage)
    videre = chance(rng, tilbud.ud_over_forloebet, len(nummer))
    slut = start + dage
    return np.where(videre, slut, np.minimum(slut, forloeb.slut[nummer])).astype(np.int32)


def _indsats_id(personer: Personer, person: DayArray) -> pa.Array:
    """Stable ids: the person's number and the offer's place among theirs (rows are sorted by person)."""
    foerste = np.searchsorted(person, person, side="left")
    loebenummer = np.arange(len(person)) - foerste + 1
    hvis = nummereret("I{:06d}-", personer.nummer[person])
    return pa.compute.binary_join_element_wise(hvis, nummereret("{}", loebenummer), "")


def _tekst_hvor(tekster: pa.Array, kendt: Sandt) -> pa.Array:
    return pa.compute.if_else(pa.array(kendt), tekster, pa.scalar(None, pa.string()))
