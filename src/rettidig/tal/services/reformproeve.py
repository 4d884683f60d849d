"""A reform rehearsed on the stored facts: worked out while nobody waits, and kept for a day in a private folder.

What is kept names citizens by their opaque ids alone; who may see which of them is for the page to say.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings

from rettidig.forloeb import UbrugeligeData
from rettidig.motor.reform import Proeve
from rettidig.motor.reform.tilstande import Spoergsmaal
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.indlaes import Regelsaet, hent_lov
from rettidig.regler.lovversion import Lovversion
from rettidig.regler.reform import fortsat, ikke_kodet, kodede_versioner, som_altid
from rettidig.regler.udkast import Udkast, altid_lagt_over, lagt_over
from rettidig.sager.opbevaring import opbevaring
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.services import baggrund
from rettidig.sager.services.baggrund import Arbejde, Sig, skriv_helt
from rettidig.tal.fejl import TalFejl
from rettidig.tal.services import reformudkast
from rettidig.tal.services.reformregning import regn
from rettidig.tal.services.stempel import standardvalg
from rettidig.tidslinje import calendar

GAELDENDE, UDKAST = "gaeldende", "udkast"
"""The law with its dates, and a draft laid over the law before."""
LAENGST_FREM = 120
"""Months beyond the coded law that can be asked about, as the command line's look ahead."""
_KORT = "reform.json"
_FEJL_I_UDKAST = (ArithmeticError, LookupError, ValueError, TypeError)
"""What the engine meets in a draft that has the right shape and cannot be worked with."""


@dataclass(frozen=True)
class Oensket:
    """The day, and the laws: ids of coded versions, ``gaeldende``, or after it the draft kept under ``udkast``.

    On a day whose law is known and not coded, the law with its dates is the latest coded law carried on: see
    :attr:`ikke_kodet`. Raises ``TalFejl`` for a day before the coded law, and for one too far ahead of it.
    """

    dag: dt.date
    fra: str
    til: str
    udkast: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be worked out."""
        lov = hent_lov()
        if lov.lovversioner.paa(self.dag) is None:
            raise TalFejl("lov_ikke_kodet", dag=self.dag.isoformat())
        sidste = calendar.to_date(calendar.add_months(calendar.to_day(sidste_kodede(lov)), LAENGST_FREM))
        if self.dag > sidste:
            raise TalFejl("for_langt_frem", dag=self.dag.isoformat(), sidste=sidste.isoformat())
        if not {self.fra, self.til} <= {*versioner(), GAELDENDE, *([UDKAST] if self.udkast else [])}:
            raise ValueError("a law version that is not coded")
        if self.fra == UDKAST or bool(self.udkast) != (self.til == UDKAST):
            raise ValueError("a draft is the law after")

    @property
    def ikke_kodet(self) -> Lovversion | None:
        """The law of the day, where it is known and not coded."""
        return ikke_kodet(hent_lov(), self.dag)

    @property
    def maaned(self) -> dt.date:
        """The month end the measures are of: the day itself, or the last one before it."""
        dag = calendar.to_day(self.dag)
        return calendar.to_date(calendar.month_end_by(dag))


@dataclass(frozen=True)
class Proevet:
    """What was worked out: as known when, the parameters in which the laws differ, and counts and figures as rows.

    ``trin`` are the weeks of the month on the reimbursement ladder by the State's share, before and after; empty where
    the laws have the same ladder. ``tilbud`` are the offers under way by kind, team and judgement under each law,
    ``samtaler`` the talks held by judgement, ``naeste`` the running courses in which the next talk may have other
    forms, ``tilsyn`` the supervision of the year under each law; each ``None`` where the laws agree on it.
    """

    kendt: dt.datetime
    parametre: tuple[str, ...]
    regler: list[dict[str, Any]]
    tal: list[dict[str, Any]]
    trin: list[dict[str, int]]
    tilbud: list[dict[str, Any]] | None
    samtaler: list[dict[str, Any]] | None
    naeste: list[dict[str, Any]] | None
    tilsyn: list[list[dict[str, Any]]] | None


def versioner() -> tuple[str, ...]:
    """The law versions that can be held against each other, oldest first."""
    return kodede_versioner(hent_lov())


def love(oensket: Oensket) -> tuple[Regelsaet, Regelsaet]:
    """The law before and the law after. Raises ``TalFejl`` where the draft has gone."""
    return _love(oensket, _udkastet(oensket))


def spurgte(oensket: Oensket) -> tuple[str, ...]:
    """The obligations given on request that are asked about all the same: those of the draft."""
    udkast = _udkastet(oensket)
    return () if udkast is None else tuple(udkast.regler)


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
        faelles = kendt, tuple(kort["parametre"]), kort["regler"], kort["tal"], kort["trin"]
        return Proevet(*faelles, *(kort[navn] for navn in ("tilbud", "samtaler", "naeste", "tilsyn")))
    except (OSError, ValueError, KeyError):
        return None


def personer(oensket: Oensket, hvad: str) -> list[dict[str, Any]]:
    """Whose obligations (``pligter``) or measures (``maalte``) change: the command line's rows, and three columns more.

    ``borger_pk``; ``team``; and ``paa``, the benefits on the day as codes joined by +. ``tilbud`` and ``samtaler`` are
    the offers and the talks judged otherwise, as rows of the same kind.
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


def sidste_kodede(lov: Regelsaet) -> dt.date:
    """The last day the law is coded for."""
    return max(v.til for v in lov.lovversioner.lovversioner if v.status == "kodet" and v.til is not None)


def _love(oensket: Oensket, udkast: Udkast | None) -> tuple[Regelsaet, Regelsaet]:
    lov = hent_lov()
    # A day beyond the coded law is judged by the latest law carried on; the page says so with the register's words. A
    # draft that begins there takes over from it, and then the law before must go on beside it too.
    senere = udkast is not None and udkast.begynder_efter(sidste_kodede(lov))
    videre = fortsat if senere or oensket.ikke_kodet is not None else _som_den_er
    foer = videre(lov) if oensket.fra == GAELDENDE else som_altid(lov, oensket.fra)
    if udkast is None:
        return foer, videre(lov) if oensket.til == GAELDENDE else som_altid(lov, oensket.til)
    if oensket.fra == GAELDENDE:
        return foer, videre(lagt_over(lov, udkast))
    return foer, altid_lagt_over(lov, udkast, oensket.fra)


def _som_den_er(lov: Regelsaet) -> Regelsaet:
    return lov


def _regn(mappe: Path, oensket: Oensket, sig: Sig) -> None:
    try:
        udkast = _udkastet(oensket)
        foer, efter = _love(oensket, udkast)
        proeve = Proeve(foer, efter, _spoergsmaal(oensket, _regler(foer, udkast)))
        kendt = kendt_nu()
        regnet = regn(proeve, kendt, oensket.maaned, lambda antal: sig("regner", str(antal)))
        for hvad, raekker in regnet.personer.items():
            skriv_helt(mappe / f"{hvad}.json", json.dumps(raekker, default=str))
        skriv_helt(mappe / _KORT, json.dumps({"kendt": kendt.isoformat(), **regnet.kort}, default=str))
    except TalFejl:
        raise UbrugeligeData("udkast_vaek") from None
    except _FEJL_I_UDKAST:
        if oensket.til != UDKAST:
            raise
        raise UbrugeligeData("udkast_kan_ikke_regnes") from None


def _spoergsmaal(oensket: Oensket, regler: tuple[str, ...] | None) -> Spoergsmaal:
    return Spoergsmaal(calendar.to_day(oensket.dag), calendar.to_day(oensket.maaned), standardvalg(), regler)


def _regler(foer: Regelsaet, udkast: Udkast | None) -> tuple[str, ...] | None:
    """The deadline rules asked about: those everybody is given, and those of the draft that are given on request."""
    egne = {} if udkast is None else udkast.regler
    if not any(isinstance(regel, Fristregel) and regel.vises != "altid" for regel in egne.values()):
        return None
    return (*(regel.regel for regel in foer.frister()), *egne)


def _rod() -> Path:
    return Path(settings.MODTAGELSE).with_name("reform")


def _mappe(oensket: Oensket) -> Path:
    rod = reformudkast.udkastmappe(oensket.udkast) if oensket.udkast else _rod()
    spurgt = f"{oensket.dag.isoformat()} {oensket.fra} {oensket.til}"
    return rod / hashlib.sha256(spurgt.encode()).hexdigest()[:32]
