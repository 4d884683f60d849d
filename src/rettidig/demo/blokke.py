"""Blocks of synthetic persons as tables of the contract: the stream every writer reads from.

Each block has generators of its own, so memory is bounded by the block and blocks can be made in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa

from rettidig.demo.antagelser import KONTANT, Antagelser
from rettidig.demo.forloebskaeder import Forloeb, lav_forloeb
from rettidig.demo.fritagelser import lav_fritagelser, lav_undtagelser
from rettidig.demo.haendelser import lav_haendelser
from rettidig.demo.loenarbejde import lav_loentimer
from rettidig.demo.offentlige_tal import KommuneTal
from rettidig.demo.personer import Personer, lav_personer
from rettidig.demo.samtalerytme import lav_samtaler
from rettidig.demo.tabeller import hvor, koder, nummereret, tabel
from rettidig.demo.tilbud import lav_indsatser
from rettidig.demo.tilgangsplan import Tilgangsplan
from rettidig.demo.traekninger import generator
from rettidig.demo.ydelsesraekker import lav_delvis_rask, lav_ydelser

PERSONER_PR_BLOK = 16_384

_TEAMS = ("Jobteam", "Ungeteam", "Afklaringsteam", "Sygedagpengeteam", "Dagpengeteam")
_JOB, _UNGE, _AFKLARING, _SYGE, _DAGPENGE = range(len(_TEAMS))
_SAGSBEHANDLERE_PR_TEAM = 8


def blokke(
    plan: Tilgangsplan, tal: KommuneTal, valg: Antagelser, borgere: int, seed: int
) -> Iterator[Mapping[str, pa.Table]]:
    """The demo's persons, block after block, each a mapping from table name to rows (ends exclusive, no text yet)."""
    for blok, foerste in enumerate(range(0, borgere, PERSONER_PR_BLOK)):
        nummer = np.arange(foerste + 1, min(foerste + PERSONER_PR_BLOK, borgere) + 1, dtype=np.int32)
        yield _blok(plan, tal, valg, nummer, seed, blok)


def _blok(
    plan: Tilgangsplan, tal: KommuneTal, valg: Antagelser, nummer: np.typing.NDArray[np.int32], seed: int, blok: int
) -> Mapping[str, pa.Table]:
    sidste_dag = plan.sidste_dag
    personer = lav_personer(generator(seed, blok, 0), nummer, plan, tal, valg)
    forloeb = lav_forloeb(generator(seed, blok, 1), personer, sidste_dag, tal, valg)
    ider = nummereret("D{:06d}", nummer)
    return raekker_for(personer, forloeb, ider, sidste_dag, tal, valg, (seed, blok))


def raekker_for(
    personer: Personer,
    forloeb: Forloeb,
    ider: pa.Array,
    sidste_dag: int,
    tal: KommuneTal,
    valg: Antagelser,
    froe: tuple[int, ...],
    registreringsdage: int | None = None,
) -> Mapping[str, pa.Table]:
    """Every table's rows for persons whose courses are known.

    ``froe`` is the seed and the branch the rows are drawn from; ``sidste_dag`` the last epoch day of the data;
    ``registreringsdage`` as in :func:`~rettidig.demo.ydelsesraekker.lav_ydelser`.
    """
    rng = [generator(*froe, gren) for gren in range(9)]
    delvis = lav_delvis_rask(rng[2], forloeb, valg)
    return {
        "borgere": _borgere(personer, forloeb, ider, tal),
        "ydelser": lav_ydelser(rng[3], personer, forloeb, delvis, ider, sidste_dag, valg, registreringsdage),
        "indsatser": lav_indsatser(rng[4], personer, forloeb, delvis, ider, sidste_dag, tal, valg),
        "samtaler": lav_samtaler(rng[5], personer, forloeb, ider, sidste_dag, valg),
        "loentimer": lav_loentimer(rng[6], personer, forloeb, delvis, ider, sidste_dag, valg),
        "fritagelser": lav_fritagelser(rng[7], personer, forloeb, ider, sidste_dag, valg),
        "undtagelser": lav_undtagelser(rng[7], forloeb, ider, sidste_dag, valg),
        "haendelser": lav_haendelser(rng[8], forloeb, ider, sidste_dag, valg),
    }


def _borgere(personer: Personer, forloeb: Forloeb, ider: pa.Array, tal: KommuneTal) -> pa.Table:
    antal = personer.antal
    sidste = np.searchsorted(forloeb.person, np.arange(antal), side="right") - 1
    team = np.full(antal, _AFKLARING)
    team[(forloeb.paa(*KONTANT) & forloeb.klar)[sidste]] = _JOB
    team[forloeb.ung[sidste]] = _UNGE
    team[forloeb.paa("sygedagpenge")[sidste]] = _SYGE
    team[forloeb.paa("dagpenge")[sidste]] = _DAGPENGE
    sagsbehandler = team * _SAGSBEHANDLERE_PR_TEAM + personer.nummer % _SAGSBEHANDLERE_PR_TEAM + 1
    return tabel(
        "borgere",
        borger_id=ider,
        foedselsdato=personer.foedt,
        kommune=pa.array([tal.kode] * antal, pa.string()),
        erhvervsuddannelse=hvor(personer.uddannet == 1, personer.uddannet >= 0),
        hjemmeboende_boern=personer.boern,
        integrationsprogram=personer.integrationsprogram,
        forsikring=koder(("fuldtid", "deltid"), personer.deltid.astype(np.int64)),
        team=koder(_TEAMS, team),
        sagsbehandler=nummereret("Sagsbehandler {:02d}", sagsbehandler),
        ugetal_foer=hvor(personer.ugetal_foer, personer.ugetal_foer > 0),
    )
