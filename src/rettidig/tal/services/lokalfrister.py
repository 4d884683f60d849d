"""The deadlines of the municipality's own strategies as they are kept: what the command line answers, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from rettidig.motor.frist import STATUS
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import kodenavne
from rettidig.motor.lokalt.frister import Lokalsvar, vurder_lokale_frister
from rettidig.motor.opgaver.opgave import datoer
from rettidig.regler.former.maalgruppe import gruppe_tekst
from rettidig.regler.lokalt.ord import lokal_hjemmel
from rettidig.sager.selectors.borgerblokke import Borgerblok
from rettidig.tal.selectors.lokale_pligter import pligtnoegle
from rettidig.tal.selectors.lokalstrategi import Strategibrug
from rettidig.tal.services.raekkehoved import hvis, numre
from rettidig.tidslinje.model import Longs


def lokalfrister(grundlag: Grundlag, blok: Borgerblok, brugte: Sequence[Strategibrug]) -> pa.Table:
    """One row per citizen and local obligation, by citizen; no columns where no strategy is in use."""
    dele: list[pa.Table] = []
    personer: list[Longs] = []
    for brug in brugte:
        for svar in vurder_lokale_frister(grundlag, brug.strategi, brug.valg):
            dele.append(_svartabel(grundlag, brug, svar))
            personer.append(grundlag.forloeb.person[svar.forloeb])
    if not dele:
        return pa.table({})
    # By citizen, and each citizen's in the order they are worked out: as they are numbered on the citizen's page.
    person = np.concatenate(personer)
    orden = np.argsort(person, kind="stable")
    alle, person = pa.concat_tables(dele).take(pa.array(orden)), person[orden]
    kolonner: dict[str, Any] = {
        **hvis(blok, person, grundlag.historik),
        "nr": pa.array(numre(person)),
        **{navn: alle[navn] for navn in alle.column_names},
        "pligt": pa.array(_noegler(person, alle), pa.string()),
    }
    return pa.table(kolonner)


def _svartabel(grundlag: Grundlag, brug: Strategibrug, svar: Lokalsvar) -> pa.Table:
    forloeb = grundlag.forloeb
    antal = len(svar)

    def ens(vaerdi: str) -> pa.Array:
        return pa.array([vaerdi] * antal, pa.string())

    ydelser = pa.array(kodenavne("ydelse"), pa.string())
    return pa.table(
        {
            "maalgruppe": pa.array([gruppe_tekst(int(gruppe)) for gruppe in svar.gruppe], pa.string()),
            "regel": ens(svar.regel.regel),
            "frist": datoer(svar.frist),
            "status": pa.array(STATUS, pa.string()).take(pa.array(svar.status.astype(np.int64))),
            "opfyldt_dato": datoer(svar.opfyldt),
            "forloeb_start": datoer(forloeb.start[svar.forloeb]),
            "pause_dage": pa.array(svar.pause_dage, pa.int64()),
            "lovversion": ens(brug.strategi.strategi),
            "hjemmel": ens(lokal_hjemmel(brug.strategi, svar.regel)),
            "ydelse": ydelser.take(pa.array(forloeb.ydelse[svar.forloeb].astype(np.int64))),
            "aaben": pa.array(svar.aabne(grundlag)),
        }
    )


def _noegler(person: Longs, alle: pa.Table) -> list[str]:
    """What each duty is called on its citizen's page."""
    set_: Counter[tuple[int, str]] = Counter()
    noegler = []
    for hvem, regel, start in zip(
        person.tolist(), alle["regel"].to_pylist(), alle["forloeb_start"].to_pylist(), strict=True
    ):
        grund = pligtnoegle(regel, start)
        set_[hvem, grund] += 1
        noegler.append(pligtnoegle(regel, start, set_[hvem, grund]))
    return noegler
