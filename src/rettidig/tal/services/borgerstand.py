"""Where each citizen stands on the day: what is received, what runs, what comes next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import Historik, kodenavne, kodenumre
from rettidig.motor.opgaver.opgave import datoer
from rettidig.regler.former.maalgruppe import gruppe_tekst
from rettidig.sager.selectors.borgerblokke import Borgerblok
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END
from rettidig.tidslinje.model import Days, Longs, Spells

_UENDELIG = OPEN_END + 1


def borgerstand(historik: Historik, grundlag: Grundlag, blok: Borgerblok) -> pa.Table:
    """One row per citizen, in order. What is planned is shown, never counted."""
    antal, dag = historik.antal, grundlag.dag
    start, gruppe = _forloeb(grundlag, antal)
    i, s = historik.indsatser, historik.samtaler
    tilbud_til = _sidste_ende(i.perioder, dag, antal)
    fritaget, fritaget_grund = _fritaget(historik, dag, antal)
    afholdt = s.status[s.dage.row] == kodenumre("samtalestatus", ("afholdt",))[0]
    planlagt = s.status[s.dage.row] == kodenumre("samtalestatus", ("planlagt",))[0]
    ejer = s.dage.owner_of_entries()
    sket, kommer = afholdt & (s.dage.day <= dag), planlagt & (s.dage.day > dag)
    indsats_ejer, ventes = i.perioder.owner_of_entries(), i.perioder.start > dag
    return pa.table(
        {
            "borger_id": pa.array(blok.pk, pa.int64()),
            "kommune": pa.array(list(historik.borgere.kommune), pa.string()),
            "team": pa.array(blok.team, pa.string()),
            "sagsbehandler": pa.array(blok.sagsbehandler, pa.string()),
            "ydelse": koder_paa_dagen(historik.ydelser.perioder, historik.ydelser.ydelse, "ydelse", dag, antal),
            "maalgruppe": pa.array(gruppe, pa.string()),
            "forloeb_start": datoer(start),
            "fritaget_grund": pa.array(fritaget_grund, pa.string()),
            "fritaget_til": datoer(fritaget),
            "tilbud": koder_paa_dagen(i.perioder, i.indsats, "indsats", dag, antal),
            "tilbud_til": datoer(tilbud_til),
            "naeste_tilbud": datoer(_foerste(indsats_ejer[ventes], i.perioder.start[ventes], antal)),
            "seneste_samtale": datoer(_seneste(ejer[sket], s.dage.day[sket], antal)),
            "naeste_samtale": datoer(_foerste(ejer[kommer], s.dage.day[kommer], antal)),
        }
    )


def _forloeb(grundlag: Grundlag, antal: int) -> tuple[Days, list[str]]:
    """The first day and the group of the course running on the day; of several the one begun last."""
    forloeb = grundlag.forloeb
    start: Days = np.full(antal, NO_DAY, dtype=np.int32)
    gruppe = [""] * antal
    if not forloeb.antal:
        return start, gruppe
    holdt = forloeb.gruppe_holdt(np.full(forloeb.antal, grundlag.dag, dtype=np.int32))
    for nr in np.flatnonzero(~grundlag.ophoert).tolist():
        person = int(forloeb.person[nr])
        start[person] = forloeb.start[nr]
        gruppe[person] = gruppe_tekst(int(holdt[nr])) or ""
    return start, gruppe


def _paa_dagen(perioder: Spells, dag: int) -> npt.NDArray[np.intp]:
    return np.flatnonzero((perioder.start <= dag) & (perioder.end > dag))


def koder_paa_dagen(perioder: Spells, koder: npt.NDArray[np.int16], liste: str, dag: int, antal: int) -> pa.Array:
    """The codes held on the day, joined by + in the order of the code list."""
    navne = kodenavne(liste)
    holdte: dict[int, set[int]] = defaultdict(set)
    ejer = perioder.owner_of_entries()
    for post in _paa_dagen(perioder, dag).tolist():
        holdte[int(ejer[post])].add(int(koder[perioder.row[post]]))
    tekster = [""] * antal
    for person, fundne in holdte.items():
        tekster[person] = "+".join(navne[kode] for kode in sorted(fundne))
    return pa.array(tekster, pa.string())


def _sidste_ende(perioder: Spells, dag: int, antal: int) -> Days:
    """The last day of what runs on the day, of several the one that ends last; none where it has no known end."""
    paa_dagen = _paa_dagen(perioder, dag)
    slut: Longs = np.full(antal, NO_DAY, dtype=np.int64)
    np.maximum.at(slut, perioder.owner_of_entries()[paa_dagen], perioder.end[paa_dagen].astype(np.int64))
    return np.where((slut == NO_DAY) | (slut >= OPEN_END), NO_DAY, slut - 1).astype(np.int32)


def _fritaget(historik: Historik, dag: int, antal: int) -> tuple[Days, list[str]]:
    perioder = historik.fritagelser.perioder
    navne, ejer = kodenavne("grund"), perioder.owner_of_entries()
    slut = _sidste_ende(perioder, dag, antal)
    grunde: Iterable[int] = _paa_dagen(perioder, dag).tolist()
    fundne = [""] * antal
    sidst = [-1] * antal
    for post in grunde:
        person, ende = int(ejer[post]), int(perioder.end[post])
        if ende > sidst[person]:
            sidst[person] = ende
            fundne[person] = navne[int(historik.fritagelser.grund[perioder.row[post]])]
    return slut, fundne


def _seneste(ejer: Longs, dage: Days, antal: int) -> Days:
    fundet: Longs = np.full(antal, NO_DAY, dtype=np.int64)
    np.maximum.at(fundet, ejer, dage.astype(np.int64))
    return fundet.astype(np.int32)


def _foerste(ejer: Longs, dage: Days, antal: int) -> Days:
    fundet: Longs = np.full(antal, _UENDELIG, dtype=np.int64)
    np.minimum.at(fundet, ejer, dage.astype(np.int64))
    return np.where(fundet == _UENDELIG, NO_DAY, fundet).astype(np.int32)
