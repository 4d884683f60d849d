"""What takes a measure past its limit: how many must be moved, and who, by least effort.

The order is the program's own, not the law's, and is told with the answer: first those of whom most is done already.
Whether an offer is right for the person is for the caseworker to judge.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from django.db.models import Q

from rettidig.motor.deltagelse import DELTAGELSE
from rettidig.motor.fokusmaal import FOKUSMAAL_2, Fokusmaal
from rettidig.motor.historik import byg_historik, kodenavne
from rettidig.regler.former.grundform import TIMER_SKALA
from rettidig.regler.indlaes import hent_lov
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sager.selectors.borgerblokke import hent_borgere
from rettidig.sager.selectors.noegler import noegler as noegler_til
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.models import Borgerstand
from rettidig.tal.selectors.kube import HELE, Udsnit, tilstand_eller_fejl
from rettidig.tal.selectors.maal import bag_figuren, graense, tendens
from rettidig.tal.services.stillinger import AD_GANGEN, TAELLER
from rettidig.tidslinje import calendar, forms
from rettidig.tidslinje import operations as op

ORDEN = ("planlagt_tilbud", "i_anden_indsats", "mangler_lidt", "aftalt_samtale", "intet_endnu", "fritaget")
"""What is asked of each person, in order: an offer is planned already and need only begin sooner; an activity that does
not count is going on; few hours or talks are missing; a talk is agreed at which more can be; nothing yet; exempt.
Within a step those who are missing least come first."""


@dataclass(frozen=True)
class Skridt:
    """One person who could be moved: why they stand where they do (``trin``, of ``ORDEN``), and what is missing.

    ``mangler`` is 1/10,000 hours (fokusmål 1) or talks (fokusmål 2); none where that is not how it is counted.
    ``dag`` is the first day of the planned offer or talk.
    """

    borger: int
    noegle: str
    ydelse: str
    team: str
    sagsbehandler: str
    trin: str
    mangler: int | None
    dag: dt.date | None


@dataclass(frozen=True)
class Vejen:
    """How far a measure is from its limit on a month end. ``skal_flyttes`` is 0 where it is met.

    ``personer`` are the first of the ``mulige`` who could be moved, among those the user may see, by least effort: see
    ``ORDEN``.
    """

    maaned: dt.date
    regelsaet: str
    naevner: int
    taeller: int
    graense: Fraction
    skal_flyttes: int
    personer: tuple[Skridt, ...]
    mulige: int
    orden: tuple[str, ...] = ORDEN


def skal_flyttes(maaling: str, naevner: int, taeller: int, graensen: Fraction) -> int:
    """The smallest number of persons to be moved before the goal is met."""
    if not naevner:
        return 0
    if maaling == DELTAGELSE:
        return max(0, ceil(graensen * naevner) - taeller)
    return max(0, floor(taeller - graensen * naevner) + 1)


def hvad_skal_der_til(
    kun: Q, maaling: str, maaned: dt.date, regelsaet: str, udsnit: Udsnit = HELE, *, hoejst: int = 200
) -> Vejen | None:
    """The way past the limit on a month end, that of this month or a later one; ``None`` where nobody is counted.

    ``kun`` is the condition of whom the user may see: who sees no persons gets the numbers alone.
    """
    punkt = next(iter(tendens(maaling, (regelsaet,), udsnit, fra=maaned, til=maaned)), None)
    graensen = graense(maaling, maaned, regelsaet)
    if punkt is None or graensen is None or not punkt.naevner:
        return None
    antal = skal_flyttes(maaling, punkt.naevner, punkt.taeller, graensen)
    raekker = bag_figuren(maaned, maaling, regelsaet, udsnit).filter(kun)
    staar = Q(status=TAELLER[maaling])
    with klare_fejl():
        mulige = list(raekker.filter(~staar if maaling == DELTAGELSE else staar).values("borger_id", "ydelse"))
    personer = _i_orden(mulige, maaling, maaned, regelsaet) if antal else []
    return Vejen(
        maaned, regelsaet, punkt.naevner, punkt.taeller, graensen, antal, tuple(personer[:hoejst]), len(personer)
    )


def _i_orden(mulige: list[dict[str, object]], maaling: str, maaned: dt.date, regelsaet: str) -> list[Skridt]:
    numre = sorted({int(str(raekke["borger_id"])) for raekke in mulige})
    with klare_fejl():
        stand = {s.borger_id: s for s in Borgerstand.objects.filter(borger_id__in=numre)}
        noegler = noegler_til(numre)
    mangler = _mangler(numre, maaling, maaned, regelsaet)
    fundne = []
    for raekke in mulige:
        nr, ydelse = int(str(raekke["borger_id"])), str(raekke["ydelse"])
        trin, dag = _trin(stand[nr], maaling, maaned, mangler.get((nr, ydelse)))
        her = stand[nr]
        fundne.append(
            Skridt(nr, noegler[nr], ydelse, her.team, her.sagsbehandler, trin, mangler.get((nr, ydelse)), dag)
        )
    return sorted(fundne, key=_noegle)


def _noegle(skridt: Skridt) -> tuple[int, int, dt.date, int, str]:
    mangler = -1 if skridt.mangler is None else skridt.mangler
    return ORDEN.index(skridt.trin), mangler, skridt.dag or dt.date.max, skridt.borger, skridt.ydelse


def _trin(stand: Borgerstand, maaling: str, maaned: dt.date, mangler: int | None) -> tuple[str, dt.date | None]:
    """Which step a person is on, and the day it rests on."""
    if stand.fritaget_grund:
        return "fritaget", stand.fritaget_til
    if maaling == FOKUSMAAL_2:
        if stand.naeste_samtale is not None:
            return "aftalt_samtale", stand.naeste_samtale
        return ("mangler_lidt" if mangler == 1 else "intet_endnu"), None
    if stand.naeste_tilbud is not None:
        return "planlagt_tilbud", stand.naeste_tilbud
    if stand.tilbud:
        return "i_anden_indsats", stand.tilbud_til
    if mangler is not None and mangler <= valgte_tal().lidt_mangler_timer.vaerdi * TIMER_SKALA:
        return "mangler_lidt", None
    if stand.naeste_samtale is not None and stand.naeste_samtale <= maaned:
        return "aftalt_samtale", stand.naeste_samtale
    return "intet_endnu", None


def _mangler(numre: list[int], maaling: str, maaned: dt.date, regelsaet: str) -> dict[tuple[int, str], int]:
    """By citizen and benefit the hours or talks still missing on a month end, as known by what is kept.

    Hours by the rule that counts the month itself: under ``nye`` and, from the split, ``gaeldende`` those of the later
    rules, else those of the earlier.
    """
    if maaling == DELTAGELSE:
        return {}
    tilstand, lov, dag = tilstand_eller_fejl(), hent_lov(), calendar.to_day(maaned)
    fundet: dict[tuple[int, str], int] = {}
    for foerste in range(0, len(numre), AD_GANGEN):
        blok = hent_borgere(tilstand.kendt, numre[foerste : foerste + AD_GANGEN])
        historik = byg_historik(blok.data)
        with op.use(forms.choose(historik.antal)):
            maalt = Fokusmaal(lov, historik, dict(tilstand.valg))
            maalte = maalt.maalte(dag)
            if maaling == FOKUSMAAL_2:
                rest = maalt.version_2(maaned).samtaler - maalt.samtaler(maalte)
            else:
                efter_nye = regelsaet == "nye" or (regelsaet != "gamle" and maaned >= maalt.regel_1.deling)
                timer = maalt.aktivering(maalte, regelsaet)
                har = timer.timer_ny_del if efter_nye else timer.timer_gammel_del
                rest = _kraevede_timer(maalt, efter_nye=efter_nye) - har
        ydelser = kodenavne("ydelse")
        for person, ydelse, tal in zip(maalte.person.tolist(), maalte.ydelse.tolist(), rest.tolist(), strict=True):
            fundet[blok.pk[person], ydelser[ydelse]] = tal
    return fundet


def _kraevede_timer(maalt: Fokusmaal, *, efter_nye: bool) -> int:
    deling = maalt.regel_1.deling
    dag = deling if efter_nye else calendar.previous_date(deling)
    return int(maalt.version_1(dag).krav.timer)
