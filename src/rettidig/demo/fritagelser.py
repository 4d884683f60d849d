"""Exemptions (barsel, sickness, a job soon to begin ...) and, from July 2026, reasoned ones from the 75 % duty."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from rettidig.demo.antagelser import KONTANT, Antagelser, Rate
from rettidig.demo.forloebskaeder import INTET, Forloeb
from rettidig.demo.personer import Personer
from rettidig.demo.tabeller import hvor, koder, tabel
from rettidig.demo.traekninger import DAGE_I_UGEN, Heltal, Sandt, chance, heltal, inden_for, ventetid
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import DayArray

_DAGE_PR_AAR = 365.25
_SEKS_UGER = 6
_HALVT_AAR_MAANEDER = 6
_BARSEL_ALDER = (18, 45)
_LAENGSTE_DAGE = 2 * 364
REGEL_75 = "lab.deltagelse.75"
_BEGRUNDELSER = (
    "Har en underskrevet kontrakt og begynder i fast arbejde inden for to måneder",
    "Er optaget på en uddannelse, der begynder ved næste semesterstart",
    "Arbejder fast nogle dage om ugen og søger flere timer samme sted",
    "Er under udredning, og et tilbud vil efter en konkret vurdering ikke bringe jobbet nærmere",
    "Er midt i et behandlingsforløb, der slutter om få uger, og aftaler et tilbud derefter",
)


@dataclass(frozen=True)
class _Del:
    forloeb: Heltal
    start: DayArray
    slut: DayArray


def lav_fritagelser(
    rng: np.random.Generator,
    personer: Personer,
    forloeb: Forloeb,
    ider: pa.Array,
    sidste_dag: int,
    valg: Antagelser,
) -> pa.Table:
    """The rows of ``fritagelser`` of a block; each begins within a course, at the latest on ``sidste_dag``."""
    grunde = valg.fritagelser
    familie_og_dagpenge = forloeb.paa(*KONTANT, "dagpenge")
    alder = [calendar.add_years(personer.foedt, aar)[forloeb.person] for aar in _BARSEL_ALDER]
    barsel_alder = (forloeb.start >= alder[0]) & (forloeb.start < alder[1])
    hvem: dict[str, tuple[Rate, Sandt]] = {
        "barsel": (grunde.barsel, forloeb.paa(*KONTANT, "dagpenge", "ledighedsydelse") & barsel_alder),
        "sygdom": (grunde.sygdom, familie_og_dagpenge),
        "standby": (grunde.standby, forloeb.paa("sygedagpenge", "ressourceforloebsydelse_jaf")),
        "stu": (grunde.stu, forloeb.paa("uddannelseshjaelp") & ~forloeb.klar),
        "hjemrejsevejledning": (grunde.hjemrejsevejledning, forloeb.paa("sho")),
        "arbejdsfordeling": (grunde.arbejdsfordeling, forloeb.paa("dagpenge")),
        "hjemsendt": (grunde.hjemsendt, forloeb.paa("dagpenge")),
        "uddannelse_inden_6_uger": (grunde.uddannelse_inden_6_uger, familie_og_dagpenge & ~forloeb.ung),
    }
    dele = {grund: _tilfaeldige(rng, forloeb, blandt, rate) for grund, (rate, blandt) in hvem.items()}
    pension = calendar.add_years(personer.foedt, grunde.pension_inden_6_uger_fra_alder)
    sidst = forloeb.derefter == INTET
    gammel = familie_og_dagpenge & sidst & (forloeb.slut >= pension[forloeb.person])
    job = chance(rng, grunde.job_inden_6_uger_ved_afslutning, forloeb.antal) & familie_og_dagpenge & sidst & ~gammel
    dele["job_inden_6_uger"] = _foer_slutningen(rng, forloeb, job)
    dele["pension_inden_6_uger"] = _foer_slutningen(rng, forloeb, gammel)
    navne = list(dele)
    nummer = np.concatenate([del_.forloeb for del_ in dele.values()])
    start = np.concatenate([del_.start for del_ in dele.values()])
    slut = np.concatenate([del_.slut for del_ in dele.values()])
    grund = np.repeat(np.arange(len(navne)), [len(del_.forloeb) for del_ in dele.values()])
    person = forloeb.person[nummer]
    orden = np.lexsort((grund, start, person))
    orden = orden[start[orden] <= sidste_dag]
    return tabel(
        "fritagelser",
        borger_id=ider.take(pa.array(person[orden])),
        grund=koder(navne, grund[orden]),
        fra=start[orden],
        til=hvor(slut[orden], (slut[orden] <= sidste_dag) | ~chance(rng, grunde.aaben_slutdato, len(orden))),
    )


def lav_undtagelser(
    rng: np.random.Generator,
    forloeb: Forloeb,
    ider: pa.Array,
    sidste_dag: int,
    valg: Antagelser,
) -> pa.Table:
    """The rows of ``undtagelser``: some of those who pass six months from July 2026, before the half year is over."""
    halvt_aar = calendar.add_months(forloeb.start, _HALVT_AAR_MAANEDER)
    fra = calendar.to_day(valg.deltagelse_fra)
    kan = forloeb.paa("dagpenge") | (forloeb.paa(*KONTANT) & forloeb.klar)
    laengde = (halvt_aar - np.maximum(forloeb.start, fra)).astype(np.int32)
    dato = (np.maximum(forloeb.start, fra) + inden_for(rng, laengde)).astype(np.int32)
    valgt = kan & (halvt_aar >= fra) & (forloeb.slut > halvt_aar) & (dato <= sidste_dag)
    valgt &= chance(rng, valg.undtagelser.andel, forloeb.antal)
    begrundelse = heltal(rng, 0, len(_BEGRUNDELSER) - 1, forloeb.antal)
    nummer = np.flatnonzero(valgt)
    _, enkelte = np.unique(forloeb.person[nummer], return_index=True)
    nummer = nummer[enkelte]
    return tabel(
        "undtagelser",
        borger_id=ider.take(pa.array(forloeb.person[nummer])),
        regel=pa.array([REGEL_75] * len(nummer), pa.string()),
        dato=dato[nummer],
        begrundelse=koder(_BEGRUNDELSER, begrundelse[nummer]),
    )


def _tilfaeldige(rng: np.random.Generator, forloeb: Forloeb, blandt: Sandt, rate: Rate) -> _Del:
    """At most one exemption per course, at a day anywhere in it, with a probability that grows with its length."""
    laengde = (forloeb.slut - forloeb.start).astype(np.int32)
    sandsynlig = 1 - np.exp(-rate.pr_aar * laengde / _DAGE_PR_AAR)
    valgt = blandt & chance(rng, sandsynlig, forloeb.antal)
    start = (forloeb.start + inden_for(rng, laengde)).astype(np.int32)
    dage = np.minimum(ventetid(rng, rate.uger, forloeb.antal), _LAENGSTE_DAGE)
    nummer = np.flatnonzero(valgt)
    return _Del(nummer, start[nummer], (start + dage).astype(np.int32)[nummer])


def _foer_slutningen(rng: np.random.Generator, forloeb: Forloeb, blandt: Sandt) -> _Del:
    """An exemption over the course's last one to six weeks."""
    uger = heltal(rng, 1, _SEKS_UGER, forloeb.antal)
    start = np.maximum(forloeb.slut - DAGE_I_UGEN * uger, forloeb.start).astype(np.int32)
    nummer = np.flatnonzero(blandt)
    return _Del(nummer, start[nummer], forloeb.slut[nummer])
