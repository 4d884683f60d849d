"""Other dated facts: first day of absence, recovery, the residence condition met, a new benefit period, papers sent."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from rettidig.demo.antagelser import KONTANT, Antagelser
from rettidig.demo.forloebskaeder import INTET, Forloeb, er_opholdskrav
from rettidig.demo.tabeller import koder, tabel
from rettidig.demo.traekninger import DAGE_I_UGEN, Heltal, Sandt, chance, heltal, inden_for, noegle
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import DayArray

_KODER = (
    "foerste_fravaersdag",
    "raskmelding",
    "opholdskrav_opfyldt",
    "opholdstilladelse",
    "ny_dagpengeperiode",
    "vejledning_givet",
    "partshoering_sendt",
    "visiteret_jobkonsulent",
)
_TIDLIGST_FRAVAER, _SENEST_FRAVAER = 14, 29
_TILLADELSE_DAGE = (5, 400)


def lav_haendelser(
    rng: np.random.Generator,
    forloeb: Forloeb,
    ider: pa.Array,
    sidste_dag: int,
    valg: Antagelser,
) -> pa.Table:
    """The rows of ``haendelser`` of a block, on ``sidste_dag`` (epoch day) at the latest."""
    antal = forloeb.antal
    syge, andele = valg.sygedagpenge, valg.haendelser
    syg = forloeb.paa("sygedagpenge")
    noejagtig = chance(rng, syge.fravaer_foer_noejagtig, antal)
    foer = np.where(noejagtig, syge.fravaer_foer_dage, heltal(rng, _TIDLIGST_FRAVAER, _SENEST_FRAVAER, antal))
    # Someone already on a benefit has no employer's period: the absence begins with the benefit.
    foer = np.where(forloeb.efter_pause == 0, 0, foer)
    rask = syg & (forloeb.derefter == INTET) & chance(rng, syge.raskmeldt, antal)
    opholdskrav = er_opholdskrav(forloeb) & (forloeb.start < calendar.to_day(valg.navneskift))
    sho = forloeb.paa("sho")
    foerste_sho = sho & _foerste_af_slagsen(forloeb.person, sho) & chance(rng, andele.opholdstilladelse, antal)
    ny = forloeb.paa("dagpenge") & (forloeb.efter_pause >= valg.dagpenge.ny_periode_efter_uger * DAGE_I_UGEN)
    familie = forloeb.paa(*KONTANT)
    laengde = (np.minimum(forloeb.slut, sidste_dag + 1) - forloeb.start).astype(np.int32)
    undervejs = (forloeb.start + inden_for(rng, laengde)).astype(np.int32)
    tidligt = (forloeb.start + inden_for(rng, np.minimum(laengde, DAGE_I_UGEN * 2).astype(np.int32))).astype(np.int32)
    mellem = (forloeb.start + inden_for(rng, laengde)).astype(np.int32)
    hvem_hvornaar: list[tuple[Sandt, DayArray]] = [
        (syg, (forloeb.start - foer).astype(np.int32)),
        (rask, (forloeb.slut - 1).astype(np.int32)),
        (opholdskrav, forloeb.start),
        (foerste_sho, (forloeb.start - heltal(rng, *_TILLADELSE_DAGE, antal)).astype(np.int32)),
        (ny & chance(rng, valg.dagpenge.ny_periode, antal), forloeb.start),
        (familie & chance(rng, andele.vejledning_givet, antal), tidligt),
        (familie & chance(rng, andele.partshoering_sendt, antal), undervejs),
        ((familie | syg) & chance(rng, andele.visiteret_jobkonsulent, antal), mellem),
    ]
    nummer, dato, slags = _samlet(hvem_hvornaar)
    person = forloeb.person[nummer]
    _, orden = np.unique(noegle(person, dato, slags), return_index=True)
    orden = orden[dato[orden] <= sidste_dag]
    return tabel(
        "haendelser",
        borger_id=ider.take(pa.array(person[orden])),
        haendelse=koder(_KODER, slags[orden]),
        dato=dato[orden],
        vaerdi=pa.nulls(len(orden), pa.string()),
    )


def _samlet(hvem_hvornaar: list[tuple[Sandt, DayArray]]) -> tuple[Heltal, DayArray, Heltal]:
    numre = [np.flatnonzero(hvem) for hvem, _ in hvem_hvornaar]
    datoer = [hvornaar[nummer] for nummer, (_, hvornaar) in zip(numre, hvem_hvornaar, strict=True)]
    slags = np.repeat(np.arange(len(numre)), [len(nummer) for nummer in numre])
    return np.concatenate(numre), np.concatenate(datoer), slags


def _foerste_af_slagsen(person: DayArray, slagsen: Sandt) -> Sandt:
    """True for each person's first course of a kind (courses are sorted by person and day)."""
    foerste = np.zeros(len(person), dtype=np.bool_)
    steder = np.flatnonzero(slagsen)
    _, hvor = np.unique(person[steder], return_index=True)
    foerste[steder[hvor]] = True
    return foerste
