"""How each citizen counts on one month end as known at a time: the persons behind a figure, worked out anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rettidig.motor.deltagelse import DELTAGELSE
from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2
from rettidig.motor.historik import byg_historik
from rettidig.motor.maaleraekker import ALLE
from rettidig.regler.indlaes import hent_lov
from rettidig.sager.selectors.borgerblokke import Borgerblok, hent_borgere, i_blokke
from rettidig.tal.services.beregning import ENS_FOR_ALLE, FAAET, Spoergsmaal, perioder
from rettidig.tidslinje import forms
from rettidig.tidslinje import operations as op

AD_GANGEN = 8_000
TAELLER: Mapping[str, str] = {
    FOKUSMAAL_1: "ikke_aktiveret",
    FOKUSMAAL_2: "samtaler_mangler",
    DELTAGELSE: FAAET,
}
"""The status that counts in the numerator of each measure."""


class Hvem(NamedTuple):
    """One count in a figure: a citizen counts once for each benefit."""

    borger: int
    kommune: str
    ydelse: str
    maaling: str
    regelsaet: str


Stillinger = dict[Hvem, str]
"""Who is counted, and with which status."""


def stillinger(
    kendt: dt.datetime, maaned: dt.date, valg: Mapping[str, str], borgere: Sequence[int] | None = None
) -> Stillinger:
    """How some citizens, or all, count on a month end as known at a time."""
    spoergsmaal = Spoergsmaal(maaned, maaned, maaned, dict(valg), med_kube=False)
    fundne: Stillinger = {}
    for blok in _blokke(kendt, borgere):
        historik = byg_historik(blok.data)
        with op.use(forms.choose(historik.antal)):
            tabel = perioder(hent_lov(), historik, blok, spoergsmaal)
        kolonner = (tabel[navn].to_pylist() for navn in ("borger_id", "kommune", "ydelse", "maaling", "regelsaet"))
        for hvem, status in zip(map(Hvem._make, zip(*kolonner, strict=True)), tabel["status"].to_pylist(), strict=True):
            fundne[hvem] = status
    return fundne


def i_figuren(alle: Iterable[Hvem], kommune: str, ydelse: str, maaling: str, regelsaet: str) -> Iterator[Hvem]:
    """Those who are counted in one figure; ``alle`` benefits counts a citizen once for each."""
    for hvem in alle:
        if (
            hvem.kommune == kommune
            and hvem.maaling == maaling
            and ydelse in (ALLE, hvem.ydelse)
            and hvem.regelsaet in (regelsaet, ENS_FOR_ALLE)
        ):
            yield hvem


def _blokke(kendt: dt.datetime, borgere: Sequence[int] | None) -> Iterator[Borgerblok]:
    if borgere is None:
        yield from i_blokke(kendt, AD_GANGEN)
        return
    for foerste in range(0, len(borgere), AD_GANGEN):
        yield hent_borgere(kendt, borgere[foerste : foerste + AD_GANGEN])
