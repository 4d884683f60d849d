"""Courses written out as the rows of ``ydelser``: cut where visitation, degree or the benefit's name changes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from rettidig.demo.antagelser import KONTANT, TILSTANDE, Antagelser
from rettidig.demo.forloebskaeder import Forloeb
from rettidig.demo.personer import DAGPENGE, KONTANTHJAELP, UDDANNELSESHJAELP, Personer
from rettidig.demo.tabeller import koder, slutdato, tabel
from rettidig.demo.traekninger import DAGE_I_UGEN, Heltal, Sandt, chance, heltal, inden_for, ventetid
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import DayArray

_VISITATIONER = ("jobparat", "aktivitetsparat", "uddannelsesparat", "aabenlyst_uddannelsesparat", None)
_JOBPARAT, _AKTIVITETSPARAT, _UDDANNELSESPARAT, _AABENLYST, _INGEN = range(len(_VISITATIONER))
_STATUSSER = ("kategori_1", "kategori_2", "kategori_3", "let_forloeb", "standby", None)
_KATEGORI_1, _KATEGORI_2, _KATEGORI_3, _LET, _STANDBY, _UDEN_STATUS = range(len(_STATUSSER))
_DELVISE_GRADER = (300, 400, 500, 600, 800)


@dataclass(frozen=True)
class DelvisRask:
    """Partial recovery within sickness courses: from ``fra`` on with the degree ``grad`` (thousandths on benefit).

    One element per course; ``er`` tells where there is one.
    """

    er: Sandt
    fra: DayArray
    grad: DayArray


@dataclass(frozen=True)
class Udsnit:
    """Pieces of courses: ``forloeb`` is the course's place, [start, slut) the piece."""

    forloeb: Heltal
    start: DayArray
    slut: DayArray

    def delt(self, dag: DayArray) -> Udsnit:
        """Every piece cut in two on its course's day (one day per course) where the day lies inside it."""
        snit = dag[self.forloeb]
        inde = (self.start < snit) & (snit < self.slut)
        foerste_slut = np.where(inde, snit, self.slut).astype(np.int32)
        forloeb = np.concatenate([self.forloeb, self.forloeb[inde]])
        start = np.concatenate([self.start, snit[inde]])
        slut = np.concatenate([foerste_slut, self.slut[inde]])
        orden = np.lexsort((start, forloeb))
        return Udsnit(forloeb[orden], start[orden], slut[orden])

    def delt_hver(self, dage: int, fra: DayArray, sidste_dag: int) -> Udsnit:
        """Every piece cut each ``dage`` days counted from its course's day ``fra``, but not after ``sidste_dag``."""
        nul = fra[self.forloeb]
        foerste = (self.start - nul) // dage
        sidste = np.maximum((np.minimum(self.slut, sidste_dag + 1) - 1 - nul) // dage, foerste)
        antal = sidste - foerste + 1
        plads = np.repeat(np.arange(len(antal)), antal)
        nummer = np.arange(len(plads)) - np.repeat(np.cumsum(antal) - antal, antal)
        trin = nul[plads] + (foerste[plads] + nummer) * dage
        start = np.where(nummer == 0, self.start[plads], trin).astype(np.int32)
        slut = np.where(nummer == antal[plads] - 1, self.slut[plads], trin + dage).astype(np.int32)
        return Udsnit(self.forloeb[plads], start, slut)


def lav_delvis_rask(rng: np.random.Generator, forloeb: Forloeb, valg: Antagelser) -> DelvisRask:
    """Draw which longer sickness courses go over to partial recovery, when and how far."""
    laengde = (forloeb.slut - forloeb.start).astype(np.int32)
    lange = laengde > valg.sygedagpenge.kategori_1_uger * DAGE_I_UGEN
    er = forloeb.paa("sygedagpenge") & lange & chance(rng, valg.sygedagpenge.delvis_rask, forloeb.antal)
    halvt = (laengde // 2).astype(np.int32)
    fra = (forloeb.start + halvt + inden_for(rng, halvt)).astype(np.int32)
    grad = np.array(_DELVISE_GRADER, dtype=np.int32)[heltal(rng, 0, len(_DELVISE_GRADER) - 1, forloeb.antal)]
    return DelvisRask(np.asarray(er), fra, grad)


def lav_ydelser(
    rng: np.random.Generator,
    personer: Personer,
    forloeb: Forloeb,
    delvis: DelvisRask,
    ider: pa.Array,
    sidste_dag: int,
    valg: Antagelser,
    registreringsdage: int | None = None,
) -> pa.Table:
    """The rows of ``ydelser``; ``ider`` are the block's person ids, ``sidste_dag`` the demo's last epoch day.

    ``registreringsdage``: where given, the courses are also cut each so many days, as in registers that renew a grant.
    """
    antal = forloeb.antal
    skift = (forloeb.start + ventetid(rng, valg.visitation.skift_uger, antal)).astype(np.int32)
    familie = forloeb.paa(*KONTANT)
    skift = np.where(familie, skift, calendar.NO_DAY).astype(np.int32)
    navneskift = calendar.to_day(valg.navneskift)
    kategori_3_til = calendar.to_day(valg.kategori_3_til)
    hele = Udsnit(np.arange(antal), forloeb.start, forloeb.slut)
    syg = forloeb.paa("sygedagpenge")
    stykker = (
        hele.delt(skift)
        .delt(np.where(familie, navneskift, calendar.NO_DAY).astype(np.int32))
        .delt(np.where(familie, personer.ved_30[forloeb.person], calendar.NO_DAY).astype(np.int32))
        .delt(np.where(delvis.er, delvis.fra, calendar.NO_DAY).astype(np.int32))
    )
    status = _status(rng, forloeb, valg)
    stykker = stykker.delt(np.where(status == _KATEGORI_3, kategori_3_til, calendar.NO_DAY).astype(np.int32))
    foerst = stykker.start <= sidste_dag
    stykker = Udsnit(stykker.forloeb[foerst], stykker.start[foerst], stykker.slut[foerst])
    if registreringsdage is not None:
        stykker = stykker.delt_hver(registreringsdage, forloeb.start, sidste_dag)

    nummer = stykker.forloeb
    ydelse = forloeb.tilstand[nummer]
    omdoebt = familie[nummer] & (stykker.start >= navneskift)
    efter_grad = np.where(delvis.er[nummer] & (stykker.start >= delvis.fra[nummer]), delvis.grad[nummer], 1000)
    grad = np.where(ydelse == DAGPENGE, personer.grad[forloeb.person[nummer]], efter_grad)
    sen_status = np.where(
        (status[nummer] == _KATEGORI_3) & (stykker.start >= kategori_3_til), _KATEGORI_2, status[nummer]
    )
    return tabel(
        "ydelser",
        borger_id=ider.take(pa.array(forloeb.person[nummer])),
        ydelse=koder(TILSTANDE, np.where(omdoebt, KONTANTHJAELP, ydelse)),
        fra=stykker.start,
        til=slutdato(stykker.slut, sidste_dag),
        visitation=koder(_VISITATIONER, _visitation(rng, personer, forloeb, stykker, skift, valg)),
        grad=grad,
        status=koder(_STATUSSER, np.where(syg[nummer], sen_status, _UDEN_STATUS)),
    )


def _visitation(
    rng: np.random.Generator,
    personer: Personer,
    forloeb: Forloeb,
    stykker: Udsnit,
    skift: DayArray,
    valg: Antagelser,
) -> Heltal:
    """The visitation of each piece: ready or not, by age; turned round from the day of change on."""
    nummer = stykker.forloeb
    person = forloeb.person[nummer]
    ung = (stykker.start < personer.ved_30[person]) & (personer.uddannet[person] != 1)
    klar = forloeb.klar[nummer] ^ (stykker.start >= skift[nummer])
    aabenlyst = chance(rng, valg.visitation.aabenlyst, forloeb.antal)[nummer]
    ydelsen = forloeb.tilstand[nummer]
    paa_uddannelseshjaelp = (ydelsen == UDDANNELSESHJAELP) & (stykker.start < calendar.to_day(valg.navneskift))
    # "Åbenlyst uddannelsesparat" belongs to uddannelseshjælp alone.
    udd = np.where(aabenlyst & paa_uddannelseshjaelp, _AABENLYST, _UDDANNELSESPARAT)
    ung_kode = np.where(klar, udd, _AKTIVITETSPARAT)
    kode = np.where(ung, ung_kode, np.where(klar, _JOBPARAT, _AKTIVITETSPARAT))
    endnu_ukendt = chance(rng, valg.visitation.uoplyst_uddannelseshjaelp, forloeb.antal)[nummer]
    kode = np.where(paa_uddannelseshjaelp & endnu_ukendt, _INGEN, kode)
    uden = ~np.isin(ydelsen, [TILSTANDE.index(navn) for navn in KONTANT])
    return np.where(uden, _INGEN, kode)


def _status(rng: np.random.Generator, forloeb: Forloeb, valg: Antagelser) -> Heltal:
    """The category each sickness course is put in, from its length and the law of its first day."""
    syg = valg.sygedagpenge
    kort = forloeb.slut - forloeb.start <= syg.kategori_1_uger * DAGE_I_UGEN
    med_kategori_3 = forloeb.start < calendar.to_day(valg.kategori_3_til)
    let = chance(rng, syg.let_forloeb, forloeb.antal) & ~med_kategori_3
    tung = chance(rng, syg.kategori_3, forloeb.antal) & med_kategori_3
    status = np.where(tung, _KATEGORI_3, np.where(let, _LET, _KATEGORI_2))
    status = np.where(chance(rng, syg.standby, forloeb.antal), _STANDBY, status)
    return np.where(kort, _KATEGORI_1, status)
