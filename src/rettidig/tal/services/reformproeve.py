"""A reform rehearsed on the stored facts: worked out while nobody waits, and kept for a day in a private folder.

What is kept names citizens by their opaque ids alone; who may see which of them is for the page to say.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings

from rettidig.motor.historik import byg_historik
from rettidig.motor.reform import Proeve
from rettidig.motor.reform.tilstande import Spoergsmaal
from rettidig.regler.indlaes import hent_lov
from rettidig.regler.reform import kodede_versioner, som_altid
from rettidig.sager.selectors.borgerblokke import i_blokke
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.services import baggrund
from rettidig.sager.services.baggrund import Arbejde, Sig, skriv_helt
from rettidig.svar.reformkolonner import VISNINGER
from rettidig.svar.reformraekker import Reformraekker
from rettidig.tal.fejl import TalFejl
from rettidig.tal.services.stempel import standardvalg
from rettidig.tal.services.stillinger import AD_GANGEN
from rettidig.tidslinje import calendar

HOLDER = dt.timedelta(hours=24)
_PERSONER = ("pligter", "maalte")
_KORT = "reform.json"


@dataclass(frozen=True)
class Oensket:
    """The day, and the ids of two coded law versions. Raises ``TalFejl`` for a day the law is not coded for."""

    dag: dt.date
    fra: str
    til: str

    def __post_init__(self) -> None:
        """Refuse what cannot be worked out."""
        lov = hent_lov()
        gaeldende = lov.lovversioner.paa(self.dag)
        if gaeldende is None or gaeldende.status != "kodet":
            raise TalFejl("lov_ikke_kodet", dag=self.dag.isoformat())
        if not {self.fra, self.til} <= set(versioner()):
            raise ValueError("a law version that is not coded")

    @property
    def maaned(self) -> dt.date:
        """The month end the measures are of: the day itself, or the last one before it."""
        dag = calendar.to_day(self.dag)
        return self.dag if calendar.is_month_end(dag) else calendar.to_date(calendar.month_start(dag) - 1)


@dataclass(frozen=True)
class Proevet:
    """What was worked out: as known when, the parameters in which the laws differ, and counts and figures as rows."""

    kendt: dt.datetime
    parametre: tuple[str, ...]
    regler: list[dict[str, Any]]
    tal: list[dict[str, Any]]


def versioner() -> tuple[str, ...]:
    """The law versions that can be held against each other, oldest first."""
    return kodede_versioner(hent_lov())


def begynd(oensket: Oensket) -> None:
    """Begin to work it out as known now; where somebody does so already, leave them to it."""
    _ryd()
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
        return Proevet(dt.datetime.fromisoformat(kort["kendt"]), tuple(kort["parametre"]), kort["regler"], kort["tal"])
    except (OSError, ValueError, KeyError):
        return None


def personer(oensket: Oensket, hvad: str) -> list[dict[str, Any]]:
    """Whose obligations (``pligter``) or measures (``maalte``) change: the command line's rows, and ``borger_pk``."""
    try:
        raekker: list[dict[str, Any]] = json.loads((_mappe(oensket) / f"{hvad}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return raekker


def _regn(mappe: Path, oensket: Oensket, sig: Sig) -> None:
    lov, kendt = hent_lov(), kendt_nu()
    spurgt = Spoergsmaal(calendar.to_day(oensket.dag), calendar.to_day(oensket.maaned), standardvalg())
    proeve = Proeve(som_altid(lov, oensket.fra), som_altid(lov, oensket.til), spurgt)
    fundet = Reformraekker(proeve, VISNINGER)
    pk: dict[str, int] = {}
    for blok in i_blokke(kendt, AD_GANGEN):
        fundet.tag(byg_historik(blok.data))
        pk.update(zip(blok.ider, blok.pk, strict=True))
        sig("regner", str(len(pk)))
    for hvad in _PERSONER:
        raekker = [{**raekke, "borger_pk": pk[raekke["borger_id"]]} for raekke in fundet.raekker(hvad)]
        skriv_helt(mappe / f"{hvad}.json", json.dumps(raekker, default=str))
    kort = {
        "kendt": kendt.isoformat(),
        "parametre": [aendring.navn for aendring in proeve.aendringer],
        "regler": fundet.raekker("regler"),
        "tal": fundet.raekker("tal"),
    }
    skriv_helt(mappe / _KORT, json.dumps(kort, default=str))


def _rod() -> Path:
    return Path(settings.MODTAGELSE).with_name("reform")


def _mappe(oensket: Oensket) -> Path:
    spurgt = f"{oensket.dag.isoformat()} {oensket.fra} {oensket.til}"
    return _rod() / hashlib.sha256(spurgt.encode()).hexdigest()[:32]


def _ryd() -> None:
    """Remove what is older than a day: nobody needs it, and it names citizens."""
    if not _rod().is_dir():
        return
    graense = (dt.datetime.now(dt.UTC) - HOLDER).timestamp()
    for mappe in _rod().iterdir():
        try:
            gammel = mappe.stat().st_mtime < graense
        except OSError:
            continue
        if gammel:
            shutil.rmtree(mappe, ignore_errors=True)
