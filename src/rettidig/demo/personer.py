"""The synthetic persons of a block: born when their benefit makes it likely, educated or not, with traits of their own.

The traits (how often one is seen, how readily one meets a company, whether one works a little beside the benefit) stay
with the person over all courses: that is what makes some passive for years and others never.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rettidig.demo.antagelser import TILSTANDE, Antagelser
from rettidig.demo.offentlige_tal import KommuneTal
from rettidig.demo.tilgangsplan import Tilgangsplan
from rettidig.demo.traekninger import DAGE_I_UGEN, Sandt, Tal, chance, heltal, inden_for, jaevnt_fordelt
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import DayArray

DAGPENGE, KONTANTHJAELP, UDDANNELSESHJAELP, SHO = (
    TILSTANDE.index(navn) for navn in ("dagpenge", "kontanthjaelp", "uddannelseshjaelp", "sho")
)
UNG_ALDER = 30
"""Below this age, without a vocational education, one belongs to the young of LAB § 6 nr. 4-5."""

_MYNDIG = 18
_BOERN_ALDER = 25
_MAANEDER_PR_AAR = 12


@dataclass(frozen=True)
class Personer:
    """A block of persons, one element each; ``nummer`` counts through the whole demo.

    ``tilstand`` (number in ``TILSTANDE``) and ``start`` are the first course; ``i_bestand`` those on it the first day
    of the demo, whose course began earlier and ends on ``bestand_slut``. ``uddannet`` is 1, 0 or -1
    (unknown). ``ved_30`` is the thirtieth birthday.
    """

    nummer: DayArray
    tilstand: DayArray
    start: DayArray
    i_bestand: Sandt
    bestand_slut: DayArray
    foedt: DayArray
    ved_30: DayArray
    uddannet: DayArray
    boern: Sandt
    integrationsprogram: Sandt
    deltid: Sandt
    ugetal_foer: DayArray
    samtalefaktor: Tal
    virksomhedsfaktor: Tal
    arbejder: Sandt
    grad: DayArray

    @property
    def antal(self) -> int:
        """Number of persons in the block."""
        return len(self.nummer)


def lav_personer(
    rng: np.random.Generator,
    nummer: DayArray,
    plan: Tilgangsplan,
    tal: KommuneTal,
    valg: Antagelser,
) -> Personer:
    """Draw a block of persons from the plan's expected stock and weekly arrivals."""
    antal = len(nummer)
    faste, uger = len(plan.bestand), plan.tilgang.shape[1]
    valgt = jaevnt_fordelt(rng, np.concatenate([plan.bestand, plan.tilgang.ravel()]), antal)
    i_bestand = valgt < faste
    tilstand = np.where(i_bestand, valgt, (valgt - faste) // uger).astype(np.int32)
    dag_i_forloebet = np.where(i_bestand, 0, (valgt - faste) % uger * DAGE_I_UGEN + heltal(rng, 0, 6, antal))
    ankomst = np.minimum(plan.foerste_dag + dag_i_forloebet, plan.sidste_dag).astype(np.int32)
    tid = _bestandens_tid(rng, tilstand, valg)
    return _med_kendetegn(rng, nummer, tilstand, ankomst, i_bestand, tid, tal, valg)


def lav_tilkomne(
    rng: np.random.Generator, tilstand: DayArray, start: DayArray, tal: KommuneTal, valg: Antagelser
) -> Personer:
    """Persons whose first benefit (number in ``TILSTANDE``) and first epoch day are settled; numbered from 0."""
    ingen = np.zeros(len(start), dtype=np.bool_)
    nul = np.zeros(len(start), dtype=np.int32)
    nummer = np.arange(len(start), dtype=np.int32)
    return _med_kendetegn(rng, nummer, tilstand, start, ingen, (nul, nul), tal, valg)


def _med_kendetegn(
    rng: np.random.Generator,
    nummer: DayArray,
    tilstand: DayArray,
    ankomst: DayArray,
    i_bestand: Sandt,
    tid: tuple[DayArray, DayArray],
    tal: KommuneTal,
    valg: Antagelser,
) -> Personer:
    """Age, education and traits; ``tid`` are the days spent on the benefit and left of it, for those in the stock."""
    antal = len(nummer)
    forbi, resten = tid
    foedt = _foedselsdag(rng, tilstand, ankomst, valg)
    tidligst = calendar.add_months(foedt, _MYNDIG * _MAANEDER_PR_AAR)
    # A course on "ingen" may begin under 18 (LAB § 6 nr. 13); it is the only one that may.
    tilbage = np.where(tilstand == TILSTANDE.index("ingen"), ankomst, np.maximum(ankomst - forbi, tidligst))
    start = np.where(i_bestand, tilbage, ankomst).astype(np.int32)
    ved_30 = calendar.add_months(foedt, UNG_ALDER * _MAANEDER_PR_AAR)
    kendt_uddannet = _uddannelse(rng, tilstand, start < ved_30, valg)
    uddannet = np.where(chance(rng, valg.person.uddannelse_ukendt, antal) & (kendt_uddannet == 0), -1, kendt_uddannet)
    voksen = start >= calendar.add_months(foedt, _BOERN_ALDER * _MAANEDER_PR_AAR)
    lav, hoej = valg.tilbud.virksomhedstilknytning
    nedsat = chance(rng, valg.dagpenge.nedsat_grad, antal)
    nederst, oeverst = (round(graense * 100) for graense in valg.dagpenge.nedsat_grad_graenser)
    deltid = (tilstand == DAGPENGE) & chance(rng, valg.person.deltidsforsikret, antal)
    refusionsuger = chance(rng, valg.person.ugetal_foer, antal) & i_bestand
    return Personer(
        nummer=nummer,
        tilstand=tilstand,
        start=start,
        i_bestand=i_bestand,
        bestand_slut=(ankomst + resten).astype(np.int32),
        foedt=foedt,
        ved_30=ved_30,
        uddannet=uddannet.astype(np.int32),
        boern=chance(rng, np.where(voksen, valg.person.boern_voksen, valg.person.boern_ung), antal),
        integrationsprogram=(tilstand == SHO) & chance(rng, valg.person.integrationsprogram_sho, antal),
        deltid=deltid,
        ugetal_foer=np.where(refusionsuger, heltal(rng, 1, 60, antal), 0).astype(np.int32),
        samtalefaktor=np.exp(rng.standard_normal(antal) * valg.samtaler.person_spredning),
        virksomhedsfaktor=np.where(chance(rng, 0.5, antal), lav, hoej),
        arbejder=chance(rng, min(tal.timeandel / valg.loentimer.maanedlig_tilboejelighed, 1.0), antal),
        grad=np.where(nedsat, heltal(rng, nederst, oeverst, antal) * 10, 1000).astype(np.int32),
    )


def _bestandens_tid(rng: np.random.Generator, tilstand: DayArray, valg: Antagelser) -> tuple[DayArray, DayArray]:
    """For a stock in balance: days already spent on the benefit, and days left.

    Long courses are over-represented in a stock: a component's weight is multiplied by its mean.
    """
    antal = len(tilstand)
    forbi, rest, loft = (np.zeros(antal) for _ in range(3))
    u, a, b = rng.random(antal), rng.standard_exponential(antal), rng.standard_exponential(antal)
    for nummer, navn in enumerate(TILSTANDE):
        her = tilstand == nummer
        varighed = valg.varighed[navn]
        middel = np.array([uger for _, uger in varighed.blanding])
        trin = np.cumsum(np.array([vaegt for vaegt, _ in varighed.blanding]) * middel)
        komponent = np.minimum(np.searchsorted(trin / trin[-1], u[her], side="right"), len(middel) - 1)
        forbi[her], rest[her] = a[her] * middel[komponent], b[her] * middel[komponent]
        loft[her] = varighed.loft
    skala = np.minimum(1, loft / np.maximum(forbi + rest, 1))
    forbi, rest = forbi * skala, rest * skala
    forbi = np.where(forbi > valg.bestand_aeldste_uger, rng.random(antal) * valg.bestand_aeldste_uger, forbi)
    dage_forbi = np.rint(forbi * DAGE_I_UGEN).astype(np.int32)
    return dage_forbi, np.maximum(np.rint(rest * DAGE_I_UGEN), 1).astype(np.int32)


def _foedselsdag(rng: np.random.Generator, tilstand: DayArray, ankomst: DayArray, valg: Antagelser) -> DayArray:
    """Birth dates that give each the age its benefit makes likely on the day of arrival."""
    graenser = np.array([valg.alder[navn] for navn in TILSTANDE])[tilstand]
    alder = rng.triangular(graenser[:, 0], graenser[:, 2], graenser[:, 1])
    maaneder = np.floor(alder * _MAANEDER_PR_AAR).astype(np.int32)
    aeldst = np.zeros(len(tilstand), dtype=np.int32)
    for antal_maaneder in np.unique(maaneder):
        her = maaneder == antal_maaneder
        aeldst[her] = calendar.add_months(ankomst[her], -int(antal_maaneder))
    return (aeldst - inden_for(rng, np.full(len(tilstand), 28, dtype=np.int32))).astype(np.int32)


def _uddannelse(rng: np.random.Generator, tilstand: DayArray, ung: Sandt, valg: Antagelser) -> DayArray:
    """1 with a vocational education, 0 without. The benefit settles it for the young on kontanthjælp's family."""
    andele = valg.person.uddannet
    sandsynlig = np.array([andele.get(navn, andele["andre"]) for navn in TILSTANDE])[tilstand]
    uddannet = chance(rng, sandsynlig, len(tilstand))
    uddannet = np.where(tilstand == UDDANNELSESHJAELP, False, uddannet)
    return np.where((tilstand == KONTANTHJAELP) & ung, True, uddannet).astype(np.int32)
