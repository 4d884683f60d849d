"""The facts of a block of citizens as ragged arrays: what the rules are asked about.

One owner per citizen, in the order of ``borger_id``. Codes are small integers: the position in the contract's code
list, ``INGEN_KODE`` for an empty cell. Days are epoch days, ends exclusive, a running spell ends on ``OPEN_END``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from rettidig.forloeb import Datasaet
from rettidig.forloeb.lager import Blok
from rettidig.motor.historikkilder import (
    INGEN_KODE,
    Blokkilde,
    Borgerkilde,
    Kilde,
    Koder,
    Tabelkilde,
    kodenavne,
)
from rettidig.tidslinje.model import Days, Flags, Longs, Points, Spells

__all__ = [
    "INGEN_KODE",
    "Borgere",
    "Fritagelser",
    "Haendelser",
    "Historik",
    "Indsatser",
    "Koder",
    "Loentimer",
    "Samtaler",
    "Undtagelser",
    "Ydelser",
    "byg_historik",
    "historik_fra",
    "historik_fra_blok",
    "kodenavne",
    "kodenumre",
]


@cache
def kodenumre(liste: str, navne: tuple[str, ...]) -> Koder:
    """The numbers of the named codes; "" is the empty cell. Raises ``ValueError`` for a code not in the list."""
    alle = kodenavne(liste)
    numre = np.array([INGEN_KODE if navn == "" else alle.index(navn) for navn in navne], dtype=np.int16)
    numre.flags.writeable = False
    return numre


@dataclass(frozen=True, slots=True)
class Borgere:
    """The citizens of the block; ``ugetal_foer`` is -1 where not given."""

    ider: Sequence[str]
    foedt: Days
    kommune: Sequence[str]
    erhvervsuddannelse: Flags
    hjemmeboende_boern: Flags
    integrationsprogram: Flags
    deltid: Flags
    ugetal_foer: Longs

    def __len__(self) -> int:
        return len(self.ider)


@dataclass(frozen=True, slots=True)
class Ydelser:
    """Benefit spells; ``grad`` in thousandths of full time."""

    perioder: Spells
    ydelse: Koder
    visitation: Koder
    status: Koder
    grad: Longs
    raekke: Longs


@dataclass(frozen=True, slots=True)
class Indsatser:
    """Activity spells; ``bevilget`` is ``NO_DAY`` where not given."""

    perioder: Spells
    indsats: Koder
    bevilget: Days
    raekke: Longs


@dataclass(frozen=True, slots=True)
class Samtaler:
    """Talks by day."""

    dage: Points
    slags: Koder
    form: Koder
    status: Koder
    part: Koder
    raekke: Longs


@dataclass(frozen=True, slots=True)
class Loentimer:
    """Ordinary wage hours by month, on the first day of the month; the amount is in 1/10,000 hour."""

    maaneder: Points
    raekke: Longs


@dataclass(frozen=True, slots=True)
class Fritagelser:
    """Exemption spells."""

    perioder: Spells
    grund: Koder
    raekke: Longs


@dataclass(frozen=True, slots=True)
class Haendelser:
    """Other dated facts by name."""

    dage: Points
    navn: npt.NDArray[np.str_]
    raekke: Longs

    def kaldet(self, navn: str) -> Points:
        """The days of the events with this name."""
        navne, kendte = _kaldte.get(self.dage, (None, {}))
        if navne is not self.navn:
            navne, kendte = _kaldte[self.dage] = self.navn, {}
        if navn not in kendte:
            kendte[navn] = self.dage.where((navne == navn)[self.dage.row])
        return kendte[navn]


# Many rules ask for the same few names: each is picked out once for as long as the events are in use.
_kaldte: WeakKeyDictionary[Points, tuple[npt.NDArray[np.str_], dict[str, Points]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Undtagelser:
    """Reasoned exemptions from a population duty."""

    dage: Points
    regel: npt.NDArray[np.str_]
    raekke: Longs


@dataclass(frozen=True, slots=True)
class Historik:
    """All facts of a block. In every table ``row`` of the ragged part is the position in the columns beside it."""

    borgere: Borgere
    ydelser: Ydelser
    indsatser: Indsatser
    samtaler: Samtaler
    loentimer: Loentimer
    fritagelser: Fritagelser
    haendelser: Haendelser
    undtagelser: Undtagelser

    @property
    def antal(self) -> int:
        """Number of citizens."""
        return len(self.borgere)

    def kendt(self, dag: int) -> Historik:
        """The facts that had begun on or before a day: planned things are shown elsewhere, never counted."""
        y, i, s, t, f, h, u = (
            self.ydelser,
            self.indsatser,
            self.samtaler,
            self.loentimer,
            self.fritagelser,
            self.haendelser,
            self.undtagelser,
        )
        return Historik(
            self.borgere,
            Ydelser(_begyndt(y.perioder, dag), y.ydelse, y.visitation, y.status, y.grad, y.raekke),
            Indsatser(_begyndt(i.perioder, dag), i.indsats, i.bevilget, i.raekke),
            Samtaler(_sket(s.dage, dag), s.slags, s.form, s.status, s.part, s.raekke),
            Loentimer(_sket(t.maaneder, dag), t.raekke),
            Fritagelser(_begyndt(f.perioder, dag), f.grund, f.raekke),
            Haendelser(_sket(h.dage, dag), h.navn, h.raekke),
            Undtagelser(_sket(u.dage, dag), u.regel, u.raekke),
        )


def byg_historik(data: Datasaet, borger: str | None = None) -> Historik:
    """The histories of all citizens of a data set, or of one. Raises ``KeyError`` for a citizen who is not there."""
    return historik_fra(Tabelkilde(data.tabeller) if borger is None else Borgerkilde(data.tabeller, borger))


def historik_fra_blok(blok: Blok) -> Historik:
    """The histories of the citizens of a stored block: what :func:`byg_historik` makes of the same rows.

    Days, codes, hours and offsets are the stored arrays themselves, without a copy.
    """
    return historik_fra(Blokkilde(blok))


def historik_fra(kilde: Kilde) -> Historik:
    """The histories of the citizens of a source."""

    def raekker(tabel: str) -> Longs:
        return kilde.lange(tabel, "raekke")

    def perioder(tabel: str) -> Spells:
        fra = kilde.dage(tabel, "fra")
        return Spells(kilde.offsets(tabel), fra, kilde.dage(tabel, "til"), np.arange(len(fra), dtype=np.int64))

    def punkter(tabel: str, dag: str, antal: Longs | None = None) -> Points:
        dage = kilde.dage(tabel, dag)
        return Points(kilde.offsets(tabel), dage, np.arange(len(dage), dtype=np.int64), antal)

    return Historik(
        Borgere(
            kilde.navne("borger_id"),
            kilde.dage("borgere", "foedselsdato"),
            kilde.navne("kommune"),
            kilde.ja("borgere", "erhvervsuddannelse"),
            kilde.ja("borgere", "hjemmeboende_boern"),
            kilde.ja("borgere", "integrationsprogram"),
            kilde.numre("borgere", "forsikring") == kodenavne("forsikring").index("deltid"),
            kilde.lange("borgere", "ugetal_foer", tom=-1),
        ),
        Ydelser(
            perioder("ydelser"),
            kilde.numre("ydelser", "ydelse"),
            kilde.numre("ydelser", "visitation"),
            kilde.numre("ydelser", "status"),
            kilde.lange("ydelser", "grad"),
            raekker("ydelser"),
        ),
        Indsatser(
            perioder("indsatser"),
            kilde.numre("indsatser", "indsats"),
            kilde.dage("indsatser", "bevilget"),
            raekker("indsatser"),
        ),
        Samtaler(
            punkter("samtaler", "dato"),
            kilde.numre("samtaler", "slags"),
            kilde.numre("samtaler", "form"),
            kilde.numre("samtaler", "status"),
            kilde.numre("samtaler", "part"),
            raekker("samtaler"),
        ),
        Loentimer(punkter("loentimer", "maaned", kilde.lange("loentimer", "timer")), raekker("loentimer")),
        Fritagelser(perioder("fritagelser"), kilde.numre("fritagelser", "grund"), raekker("fritagelser")),
        Haendelser(punkter("haendelser", "dato"), kilde.tekster("haendelser", "haendelse"), raekker("haendelser")),
        Undtagelser(punkter("undtagelser", "dato"), kilde.tekster("undtagelser", "regel"), raekker("undtagelser")),
    )


def _begyndt(perioder: Spells, dag: int) -> Spells:
    begyndt = perioder.start <= dag
    return perioder if begyndt.all() else perioder.where(begyndt)


def _sket(dage: Points, dag: int) -> Points:
    sket = dage.day <= dag
    return dage if sket.all() else dage.where(sket)
