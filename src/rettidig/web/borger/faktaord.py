"""Registered facts as they are read: what, when, and the rest, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from rettidig.forloeb.kontrakt import kontrakt
from rettidig.motor.forklaring.skrivemaade import KODELISTER, dag_af, kode, maaned, periode, stort
from rettidig.sager.selectors.journal import Faktum, Journallinje
from rettidig.sprog import findes, tekst
from rettidig.svar.dansk_form import decimaltegn
from rettidig.tidslinje.calendar import OPEN_END, add_days

_NAVN = {
    "ydelser": ("ydelse",),
    "indsatser": ("indsats",),
    "samtaler": ("slags",),
    "loentimer": ("timer",),
    "fritagelser": ("grund",),
    "undtagelser": ("regel",),
    "haendelser": ("haendelse",),
    "borgere": (),
}
"""The columns a fact is named by."""
_DAGE = ("fra", "til", "dato", "maaned")
_IKKE = ("borger_id",)


@dataclass(frozen=True)
class Faktaord:
    """A fact in words. ``resten`` is the other columns as (heading, value)."""

    faktum: Faktum
    hvad: str
    hvornaar: str
    resten: tuple[tuple[str, str], ...]
    mester: str

    @property
    def linje(self) -> str:
        """All of it in one line but what says nothing more."""
        return _linje(self.hvad, self.hvornaar, self.resten)


def i_ord(faktum: Faktum) -> Faktaord:
    """A registration in words."""
    return Faktaord(faktum, *_dele(faktum.tabel, faktum.celler), mesternavn(faktum.mester))


def raekke_i_ord(tabel: str, celler: Mapping[str, str]) -> str:
    """A row of the contract in one line of words."""
    return _linje(*_dele(tabel, celler))


def _dele(tabel: str, celler: Mapping[str, str]) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """What it is, when it holds, and the other columns."""
    egne = _NAVN[tabel]
    hvad = ", ".join(vaerdi(tabel, k, celler[k]) for k in egne if celler[k])
    resten = tuple(
        (kolonnenavn(k), vaerdi(tabel, k, v))
        for k, v in celler.items()
        if v and k not in egne and k not in _DAGE and k not in _IKKE and not _standard(tabel, k, v)
    )
    return stort(hvad) or tekst(f"web.borger.tabel.{tabel}"), _hvornaar(celler), resten


def _linje(hvad: str, hvornaar: str, resten: tuple[tuple[str, str], ...]) -> str:
    return ", ".join([f"{hvad} {hvornaar}".strip(), *(f"{navn}: {v}" for navn, v in resten)])


def aendringer(linje: Journallinje) -> list[tuple[str, str, str]]:
    """What a correction changed: column, before, after."""
    if linje.foer is None or linje.efter is None:
        return []
    foer, efter = linje.foer.celler, linje.efter.celler
    return [(kolonnenavn(k), _eller_ingen(linje, k, foer), _eller_ingen(linje, k, efter)) for k in linje.aendrede]


def vaerdi(tabel: str, kolonne: str, skrevet: str) -> str:
    """A cell as people read it."""
    liste = KODELISTER.get(tabel, {}).get(kolonne)
    if liste is not None:
        return kode(liste, skrevet)
    if kolonne in {"fra", "til", "dato", "foedselsdato", "bevilget"}:
        dag = dt.date.fromisoformat(skrevet)
        return f"{dag.day}.{dag.month}.{dag.year}"
    if kolonne == "timer":
        return tekst("web.borger.timer", antal=skrevet.replace(".", decimaltegn()))
    if kolonne in {"grad", "timer_pr_uge", "pris_pr_uge"}:
        return skrevet.replace(".", decimaltegn())
    if skrevet in {"ja", "nej"}:
        return tekst("cli.ja" if skrevet == "ja" else "cli.nej")
    return skrevet


def kolonnenavn(kolonne: str) -> str:
    """A column of the contract in words."""
    return tekst(f"web.borger.kolonne.{kolonne}")


def mesternavn(mester: str) -> str:
    """The system a fact has its home in; what is prepared or sent says so."""
    tilstand, skilt, system = mester.partition(":")
    noegle = f"web.borger.mester.{tilstand}"
    if skilt and findes(noegle):
        return tekst(noegle, system=system)
    return tekst("web.borger.mester.her") if mester == "rettidig" else mester


def _hvornaar(celler: Mapping[str, str]) -> str:
    if celler.get("fra"):
        til = OPEN_END if not celler["til"] else add_days(dag_af(celler["til"]), 1)
        return periode(dag_af(celler["fra"]), til)
    if celler.get("maaned"):
        return maaned(dag_af(f"{celler['maaned']}-01"))
    if not celler.get("dato"):
        return ""
    dag = dag_af(celler["dato"])
    return periode(dag, add_days(dag, 1))


def _standard(tabel: str, kolonne: str, skrevet: str) -> bool:
    """Whether a cell says no more than an empty one."""
    standard = getattr(kontrakt().tabeller[tabel].kolonner[kolonne], "standard", None)
    return standard is not None and skrevet == str(standard)


def _eller_ingen(linje: Journallinje, kolonne: str, celler: Mapping[str, str]) -> str:
    return vaerdi(linje.tabel, kolonne, celler[kolonne]) if celler[kolonne] else tekst("web.borger.ingen_vaerdi")
