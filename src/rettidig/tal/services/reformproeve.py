"""A reform rehearsed on the stored facts: worked out while nobody waits, and kept for a day in a private folder.

What is kept names citizens by their opaque ids alone; who may see which of them is for the page to say.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings

from rettidig.forloeb import UbrugeligeData
from rettidig.motor.historik import Historik, byg_historik
from rettidig.motor.reform import Proeve
from rettidig.motor.reform.tilstande import Spoergsmaal
from rettidig.motor.refusion import REFUSION, Refusion
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.former.sats import Satsregel
from rettidig.regler.indlaes import Regelsaet, hent_lov
from rettidig.regler.reform import kodede_versioner, som_altid
from rettidig.regler.udkast import Udkast, altid_lagt_over, lagt_over
from rettidig.sager.opbevaring import opbevaring
from rettidig.sager.selectors.borgerblokke import Borgerblok, i_blokke
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.services import baggrund
from rettidig.sager.services.baggrund import Arbejde, Sig, skriv_helt
from rettidig.svar.reformkolonner import VISNINGER
from rettidig.svar.reformraekker import Reformraekker
from rettidig.tal.fejl import TalFejl
from rettidig.tal.services import reformudkast
from rettidig.tal.services.borgerstand import koder_paa_dagen
from rettidig.tal.services.stempel import standardvalg
from rettidig.tal.services.stillinger import AD_GANGEN
from rettidig.tidslinje import calendar

GAELDENDE, UDKAST = "gaeldende", "udkast"
"""The law with its dates, and a draft laid over the law before."""
PERSONER = ("pligter", "maalte")
_KORT = "reform.json"
_FEJL_I_UDKAST = (ArithmeticError, LookupError, ValueError, TypeError)
"""What the engine meets in a draft that has the right shape and cannot be worked with."""


@dataclass(frozen=True)
class Oensket:
    """The day, and the laws: ids of coded versions, ``gaeldende``, or after it the draft kept under ``udkast``.

    Raises ``TalFejl`` for a day the law is not coded for.
    """

    dag: dt.date
    fra: str
    til: str
    udkast: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be worked out."""
        lov = hent_lov()
        gaeldende = lov.lovversioner.paa(self.dag)
        if gaeldende is None or gaeldende.status != "kodet":
            raise TalFejl("lov_ikke_kodet", dag=self.dag.isoformat())
        if not {self.fra, self.til} <= {*versioner(), GAELDENDE, *([UDKAST] if self.udkast else [])}:
            raise ValueError("a law version that is not coded")
        if self.fra == UDKAST or bool(self.udkast) != (self.til == UDKAST):
            raise ValueError("a draft is the law after")

    @property
    def maaned(self) -> dt.date:
        """The month end the measures are of: the day itself, or the last one before it."""
        dag = calendar.to_day(self.dag)
        return self.dag if calendar.is_month_end(dag) else calendar.to_date(calendar.month_start(dag) - 1)


@dataclass(frozen=True)
class Proevet:
    """What was worked out: as known when, the parameters in which the laws differ, and counts and figures as rows.

    ``trin`` are the weeks of the month on the reimbursement ladder by the State's share, before and after; empty where
    the laws have the same ladder.
    """

    kendt: dt.datetime
    parametre: tuple[str, ...]
    regler: list[dict[str, Any]]
    tal: list[dict[str, Any]]
    trin: list[dict[str, int]]


def versioner() -> tuple[str, ...]:
    """The law versions that can be held against each other, oldest first."""
    return kodede_versioner(hent_lov())


def love(oensket: Oensket) -> tuple[Regelsaet, Regelsaet]:
    """The law before and the law after. Raises ``TalFejl`` where the draft has gone."""
    return _love(oensket, _udkastet(oensket))


def begynd(oensket: Oensket) -> None:
    """Begin to work it out as known now; where somebody does so already, leave them to it."""
    # What is kept names citizens, and nobody needs it for long.
    baggrund.ryd(_rod(), opbevaring().mellemstation.timer)
    mappe = _mappe(oensket)
    mappe.mkdir(mode=0o700, parents=True, exist_ok=True)
    baggrund.begynd(mappe, "reform", partial(_regn, mappe, oensket))


def arbejde(oensket: Oensket) -> Arbejde | None:
    """How far it has come; ``None`` where it has not begun."""
    return baggrund.arbejde(_mappe(oensket))


def vent(oensket: Oensket, sekunder: float | None) -> None:
    """Wait for work begun in this program."""
    baggrund.vent(_mappe(oensket), sekunder)


def proevet(oensket: Oensket) -> Proevet | None:
    """What was worked out; ``None`` where nothing is."""
    try:
        kort = json.loads((_mappe(oensket) / _KORT).read_text(encoding="utf-8"))
        kendt = dt.datetime.fromisoformat(kort["kendt"])
        return Proevet(kendt, tuple(kort["parametre"]), kort["regler"], kort["tal"], kort["trin"])
    except (OSError, ValueError, KeyError):
        return None


def personer(oensket: Oensket, hvad: str) -> list[dict[str, Any]]:
    """Whose obligations (``pligter``) or measures (``maalte``) change: the command line's rows, and three columns more.

    ``borger_pk``; ``team``; and ``paa``, the benefits on the day as codes joined by +.
    """
    try:
        raekker: list[dict[str, Any]] = json.loads((_mappe(oensket) / f"{hvad}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return raekker


def _udkastet(oensket: Oensket) -> Udkast | None:
    """The draft, where the law after is one. Raises ``TalFejl`` where it has gone."""
    if oensket.til != UDKAST:
        return None
    gemt = reformudkast.hent(oensket.udkast)
    if gemt is None:
        raise TalFejl("udkast_vaek")
    return gemt.udkast


def _love(oensket: Oensket, udkast: Udkast | None) -> tuple[Regelsaet, Regelsaet]:
    lov = hent_lov()
    foer = _lov(lov, oensket.fra)
    if udkast is None:
        return foer, _lov(lov, oensket.til)
    if oensket.fra == GAELDENDE:
        return foer, lagt_over(lov, udkast)
    return foer, altid_lagt_over(lov, udkast, oensket.fra)


def _lov(lov: Regelsaet, id_: str) -> Regelsaet:
    return lov if id_ == GAELDENDE else som_altid(lov, id_)


def _regn(mappe: Path, oensket: Oensket, sig: Sig) -> None:
    try:
        udkast = _udkastet(oensket)
        foer, efter = _love(oensket, udkast)
        _regn_paa(mappe, oensket, Proeve(foer, efter, _spoergsmaal(oensket, _regler(foer, udkast))), sig)
    except TalFejl:
        raise UbrugeligeData("udkast_vaek") from None
    except _FEJL_I_UDKAST:
        if oensket.til != UDKAST:
            raise
        raise UbrugeligeData("udkast_kan_ikke_regnes") from None


def _spoergsmaal(oensket: Oensket, regler: tuple[str, ...] | None) -> Spoergsmaal:
    return Spoergsmaal(calendar.to_day(oensket.dag), calendar.to_day(oensket.maaned), standardvalg(), regler)


def _regn_paa(mappe: Path, oensket: Oensket, proeve: Proeve, sig: Sig) -> None:
    kendt, dag = kendt_nu(), calendar.to_day(oensket.dag)
    fundet = Reformraekker(proeve, VISNINGER)
    trapper = _Trapper(proeve.foer, proeve.efter, oensket.maaned)
    hvem: dict[str, dict[str, Any]] = {}
    for blok in i_blokke(kendt, AD_GANGEN):
        historik = byg_historik(blok.data)
        fundet.tag(historik)
        trapper.tag(historik)
        hvem |= _hvem(blok, historik, dag)
        sig("regner", str(len(hvem)))
    for hvad in PERSONER:
        raekker = [{**raekke, **hvem[raekke["borger_id"]]} for raekke in fundet.raekker(hvad)]
        skriv_helt(mappe / f"{hvad}.json", json.dumps(raekker, default=str))
    kort = {
        "kendt": kendt.isoformat(),
        "parametre": [aendring.navn for aendring in proeve.aendringer],
        "regler": fundet.raekker("regler"),
        "tal": fundet.raekker("tal"),
        "trin": trapper.raekker(),
    }
    skriv_helt(mappe / _KORT, json.dumps(kort, default=str))


def _regler(foer: Regelsaet, udkast: Udkast | None) -> tuple[str, ...] | None:
    """The deadline rules asked about: those everybody is given, and those of the draft that are given on request."""
    egne = {} if udkast is None else udkast.regler
    if not any(isinstance(regel, Fristregel) and regel.vises != "altid" for regel in egne.values()):
        return None
    return (*(regel.regel for regel in foer.frister()), *egne)


def _hvem(blok: Borgerblok, historik: Historik, dag: int) -> dict[str, dict[str, Any]]:
    ydelser = historik.ydelser
    paa = koder_paa_dagen(ydelser.perioder, ydelser.ydelse, "ydelse", dag, historik.antal).to_pylist()
    return {
        id_: {"borger_pk": pk, "team": team, "paa": koder}
        for id_, pk, team, koder in zip(blok.ider, blok.pk, blok.team, paa, strict=True)
    }


class _Trapper:
    """The weeks of a month on the ladder of each law, where the two differ in it."""

    def __init__(self, foer: Regelsaet, efter: Regelsaet, maaned: dt.date) -> None:
        self._fra = calendar.month_start(calendar.to_day(maaned))
        self._til = calendar.to_day(maaned)
        begge = [_med_trappen_paa(lov, maaned) for lov in (foer, efter)]
        ens = foer.regler.get(REFUSION) == efter.regler.get(REFUSION)
        self._love = {} if ens else {n: lov for n, lov in zip(("foer", "efter"), begge, strict=True) if lov is not None}
        self._talt: Counter[tuple[int, str]] = Counter()

    def tag(self, historik: Historik) -> None:
        """Count these citizens as well. A week belongs to the month its Monday lies in."""
        for navn, lov in self._love.items():
            trappe = Refusion(lov, historik, self._til)
            uger = trappe.uger(self._fra)
            for sats in trappe.satser(uger.nummer)[uger.uge >= self._fra].tolist():
                self._talt[sats, navn] += 1

    def raekker(self) -> list[dict[str, int]]:
        """One row per share of the State's, the largest first."""
        satser = sorted({sats for sats, _ in self._talt}, reverse=True)
        return [{"sats": sats, **{navn: self._talt[sats, navn] for navn in ("foer", "efter")}} for sats in satser]


def _med_trappen_paa(lov: Regelsaet, dag: dt.date) -> Regelsaet | None:
    """The law with the ladder in force on a day and no other; ``None`` where none is."""
    regel = lov.regler.get(REFUSION)
    version = next((v for v in regel.versioner if v.gaelder(dag)), None) if isinstance(regel, Satsregel) else None
    if regel is None or version is None:
        return None
    regler: Mapping[str, Any] = {**lov.regler, REFUSION: regel.model_copy(update={"versioner": (version,)})}
    return replace(lov, regler=regler)


def _rod() -> Path:
    return Path(settings.MODTAGELSE).with_name("reform")


def _mappe(oensket: Oensket) -> Path:
    rod = reformudkast.udkastmappe(oensket.udkast) if oensket.udkast else _rod()
    spurgt = f"{oensket.dag.isoformat()} {oensket.fra} {oensket.til}"
    return rod / hashlib.sha256(spurgt.encode()).hexdigest()[:32]
