"""One municipality of the synthetic country, streamed as tables: drawn whole, steered, written out cell by cell.

A municipality's rows depend on the seed, the time and the share alone: never on which others are made, nor in which
order. The cell is part of what a seed means; changing it changes the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from rettidig.demo.antagelser import Antagelser
from rettidig.demo.blokke import raekker_for
from rettidig.demo.forloebskaeder import lav_forloeb
from rettidig.demo.land.styring import Styret, styr, udvalgt
from rettidig.demo.land.taelledage import Taelledag, taelledage
from rettidig.demo.offentlige_tal import KommuneTal, kommune_tal
from rettidig.demo.personer import lav_personer
from rettidig.demo.tabeller import nummereret
from rettidig.demo.tilgangsplan import Tilgangsplan, laeg_plan, middelgrad
from rettidig.demo.traekninger import generator

PERSONER_PR_CELLE = 16_384
FLEST_PR_KOMMUNE = 999_999
"""A person's number has six digits."""

_LANDETS_GREN = 2_000_000_000  # keeps the country's draws apart from the demo municipality's
_PERSONER, _KAEDER, _STYRING = range(3)
_CELLER = 3  # the first cell's branch; the three above come before it


@dataclass(frozen=True)
class Kommuneplan:
    """What is to be made: the published figures, the plan of arrivals and how many persons are drawn at first."""

    tal: KommuneTal
    plan: Tilgangsplan
    personer: int
    dage: tuple[Taelledag, ...]


def laeg_kommuneplan(kode: str, valg: Antagelser, foerste_dag: int, sidste_dag: int, andel: float) -> Kommuneplan:
    """The plan for one municipality from ``foerste_dag`` to ``sidste_dag`` (epoch days) at the share ``andel``."""
    tal = kommune_tal(kode)
    # The plan counts full-time persons; here the published figure is a head count.
    hoveder = replace(tal, dagpenge=tal.dagpenge * middelgrad(valg))
    plan = laeg_plan(hoveder, valg, foerste_dag, sidste_dag)
    antal = min(max(round(plan.personer * andel), 1), FLEST_PR_KOMMUNE)
    return Kommuneplan(tal, plan, antal, taelledage(tal, andel, foerste_dag, sidste_dag))


def lav_kommune(oenske: Kommuneplan, valg: Antagelser, seed: int) -> Styret:
    """The municipality's persons and courses, steered and numbered (code times a million, and on)."""
    gren = (_LANDETS_GREN, int(oenske.tal.kode))
    plan, tal = oenske.plan, oenske.tal
    nummer = np.arange(oenske.personer, dtype=np.int32)
    personer = lav_personer(generator(seed, *gren, _PERSONER), nummer, plan, tal, valg)
    forloeb = lav_forloeb(generator(seed, *gren, _KAEDER), personer, plan.sidste_dag, tal, valg)
    rng = generator(seed, *gren, _STYRING)
    styret = styr(rng, personer, forloeb, oenske.dage, plan.foerste_dag, tal, valg)
    numre = int(tal.kode) * (FLEST_PR_KOMMUNE + 1) + 1 + np.arange(styret.personer.antal)
    return replace(styret, personer=replace(styret.personer, nummer=numre.astype(np.int32)))


def celler(
    styret: Styret, oenske: Kommuneplan, valg: Antagelser, seed: int, registreringsdage: int
) -> Iterator[Mapping[str, pa.Table]]:
    """The municipality's rows, cell after cell, each a mapping from table name to rows (ends exclusive, no text)."""
    personer, forloeb = styret.personer, styret.forloeb
    gren = (seed, _LANDETS_GREN, int(oenske.tal.kode))
    for celle, foerste in enumerate(range(0, personer.antal, PERSONER_PR_CELLE)):
        efter = min(foerste + PERSONER_PR_CELLE, personer.antal)
        fra, til = np.searchsorted(forloeb.person, [foerste, efter])
        her = udvalgt(personer, slice(foerste, efter))
        deres = udvalgt(forloeb, slice(fra, til))
        deres = replace(deres, person=deres.person - np.int32(foerste))
        ider = nummereret("L{:09d}", her.nummer)
        yield raekker_for(
            her, deres, ider, oenske.plan.sidste_dag, oenske.tal, valg, (*gren, _CELLER + celle), registreringsdage
        )
