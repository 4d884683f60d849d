"""Every week on the reimbursement ladder in a stretch of time, kept in the process and brought up to date by act.

Working a whole town out takes seconds, an act touches few: what was worked out is kept with what was known then, and
the next who asks works out only those whom acts have touched since.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
import numpy.typing as npt
from django.db.models import Q

from rettidig.motor.historik import byg_historik, kodenavne
from rettidig.motor.kuber.udsnit import ingen
from rettidig.motor.refusion import REFUSION, Refusion
from rettidig.regler.former.sats import Satsregel, SatsVersion
from rettidig.regler.indlaes import hent_lov
from rettidig.sager.models import Indsats, Ydelse
from rettidig.sager.selectors.beroerte import beroerte_mellem
from rettidig.sager.selectors.borgerblokke import hent_borgere
from rettidig.sager.selectors.kendt import er_kendt, kendt_nu
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.services.stillinger import AD_GANGEN
from rettidig.tidslinje import calendar, forms
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.model import Days, Longs

_HUSKET = 6
"""Stretches of time kept at once."""
_TABELLER = ("ydelser", "indsatser")
"""What the ladder is read from, besides the citizens."""
_HELLERE_FORFRA = 2_000
"""So many touched citizens are not worked out one by one."""


@dataclass(frozen=True)
class Hvem:
    """Whose weeks they are. ``ugetal_oplyst``: the weeks before the extract's first are told, and counted on."""

    noegle: str
    kommune: str
    team: str
    sagsbehandler: str
    ugetal_oplyst: bool


@dataclass(frozen=True)
class Uger:
    """Touched weeks as columns: the citizen (primary key), the Monday, the benefits as bits, the number of the week."""

    borger: Longs
    uge: Days
    ydelser: Longs
    nummer: Longs
    hvem: Mapping[int, Hvem]

    def __len__(self) -> int:
        return len(self.borger)

    def hvor(self, valgt: npt.NDArray[np.bool_]) -> Uger:
        """Some of the weeks."""
        return Uger(self.borger[valgt], self.uge[valgt], self.ydelser[valgt], self.nummer[valgt], self.hvem)

    @property
    def borgere(self) -> int:
        """How many citizens have one of them."""
        return len(np.unique(self.borger))


def trappen() -> SatsVersion:
    """The ladder in force."""
    return hent_lov().hent(REFUSION, Satsregel).versioner[0]


def ydelsesbit(ydelse: str) -> int:
    """The bit of a benefit."""
    return 1 << kodenavne("ydelse").index(ydelse)


def i_satser(nummer: Longs) -> Longs:
    """The State's share in whole percent for each number of a week."""
    return Refusion(hent_lov(), ingen(), 0).satser(nummer)


def ugerne(fra: dt.date, til: dt.date) -> Uger:
    """The touched weeks of everybody from the week of one day to the week of another, as now known."""
    noegle = (calendar.week_start(calendar.to_day(fra)), calendar.week_end(calendar.to_day(til)))
    with _laas:
        kendt, gemt = kendt_nu(), _gemte.get(noegle)
        er_nyt = gemt is not None and gemt[0] == kendt and er_kendt(kendt)
        uger = gemt[1] if gemt is not None and er_nyt else _ret(gemt, kendt, *noegle)
        _gemte[noegle] = (kendt, uger)
        _gemte.move_to_end(noegle)
        while len(_gemte) > _HUSKET:
            _gemte.popitem(last=False)
        return uger


_laas = Lock()
_gemte: OrderedDict[tuple[int, int], tuple[dt.datetime, Uger]] = OrderedDict()


def _ret(gemt: tuple[dt.datetime, Uger] | None, kendt: dt.datetime, fra: int, til: int) -> Uger:
    """What was kept with the touched citizens worked out anew, or all of it."""
    if gemt is not None and gemt[0] < kendt and er_kendt(gemt[0]):
        beroerte = beroerte_mellem(gemt[0], kendt)
        if len(beroerte) <= _HELLERE_FORFRA:
            gamle = gemt[1]
            nye = _regn(kendt, beroerte, fra, til)
            rester = gamle.hvor(~np.isin(gamle.borger, np.array(beroerte, dtype=np.int64)))
            roerte = set(beroerte)
            hvem = {pk: en for pk, en in gamle.hvem.items() if pk not in roerte}
            return _samlet([rester, nye], {**hvem, **nye.hvem})
    return _regn(kendt, _mulige(kendt, fra, til), fra, til)


def _mulige(kendt: dt.datetime, fra: int, til: int) -> list[int]:
    """Everybody with a benefit or a wage subsidy in one of the weeks."""
    version = trappen()
    i_tiden = Q(
        registreret__contains=kendt, periode__overlap=(calendar.to_date(fra), calendar.next_date(calendar.to_date(til)))
    )
    ydelser = Ydelse.objects.filter(i_tiden).exclude(ydelse__in=(*version.spaerrer, *version.uden_for_trappen))
    indsatser = Indsats.objects.filter(i_tiden, indsats__in=version.taeller_indsatser)
    with klare_fejl():
        return sorted(
            {int(pk) for fakta in (ydelser, indsatser) for pk in fakta.values_list("borger_id", flat=True).distinct()}
        )


def _regn(kendt: dt.datetime, borgere: Sequence[int], fra: int, til: int) -> Uger:
    dele: list[Uger] = []
    hvem: dict[int, Hvem] = {}
    for foerste in range(0, len(borgere), AD_GANGEN):
        del_ = _blok(kendt, borgere[foerste : foerste + AD_GANGEN], fra, til)
        dele.append(del_)
        hvem.update(del_.hvem)
    return _samlet(dele, hvem)


def _blok(kendt: dt.datetime, borgere: Sequence[int], fra: int, til: int) -> Uger:
    blok = hent_borgere(kendt, borgere, _TABELLER)
    historik = byg_historik(blok.data)
    with op.use(forms.choose(historik.antal)):
        uger = Refusion(hent_lov(), historik, til).uger(fra)
    egne = historik.borgere
    hvem = {
        pk: Hvem(
            blok.ider[nr], egne.kommune[nr], blok.team[nr], blok.sagsbehandler[nr], bool(egne.ugetal_foer[nr] >= 0)
        )
        for nr, pk in enumerate(blok.pk)
    }
    pk = np.array(blok.pk, dtype=np.int64)
    return Uger(pk[uger.person], uger.uge, uger.ydelser, uger.nummer, hvem)


def _samlet(dele: Sequence[Uger], hvem: Mapping[int, Hvem]) -> Uger:
    tom = np.empty(0, dtype=np.int64)

    def kolonne(navn: str) -> Iterator[Longs]:
        yield tom
        for del_ in dele:
            yield getattr(del_, navn)

    borger, uge, ydelser, nummer = (
        np.concatenate(list(kolonne(navn))) for navn in ("borger", "uge", "ydelser", "nummer")
    )
    orden = np.lexsort((uge, borger))
    return Uger(borger[orden], uge[orden].astype(np.int32), ydelser[orden], nummer[orden], hvem)
