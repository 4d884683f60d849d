"""The facts of a block of citizens as ragged arrays: what the rules are asked about.

One owner per citizen, in the order of ``borger_id``. Codes are small integers: the position in the contract's code
list, ``INGEN_KODE`` for an empty cell. Days are epoch days, ends exclusive, a running spell ends on ``OPEN_END``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from rettidig.forloeb import Datasaet, koder
from rettidig.forloeb.lager import Blok
from rettidig.tidslinje.calendar import OPEN_END
from rettidig.tidslinje.model import Days, Flags, Longs, Points, Spells, offsets_from_lengths

INGEN_KODE = -1
Koder = npt.NDArray[np.int16]


@cache
def kodenavne(liste: str) -> tuple[str, ...]:
    """The codes of a list in the contract's order."""
    return tuple(kode.kode for kode in koder(liste))


def kodenumre(liste: str, navne: tuple[str, ...]) -> Koder:
    """The numbers of the named codes; "" is the empty cell. Raises ``ValueError`` for a code not in the list."""
    alle = kodenavne(liste)
    return np.array([INGEN_KODE if navn == "" else alle.index(navn) for navn in navne], dtype=np.int16)


@dataclass(frozen=True, slots=True)
class Borgere:
    """The citizens of the block; ``ugetal_foer`` is -1 where not given."""

    ider: tuple[str, ...]
    foedt: Days
    kommune: tuple[str, ...]
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
        return self.dage.where(self.navn[self.dage.row] == navn)


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
    tabeller = dict(data.tabeller)
    if borger is not None:
        tabeller = {navn: t.filter(pc.equal(t["borger_id"], borger)) for navn, t in tabeller.items()}
        if tabeller["borgere"].num_rows == 0:
            raise KeyError(borger)
    borgere = tabeller["borgere"].sort_by("borger_id")
    ider = borgere["borger_id"].combine_chunks()
    antal = len(ider)

    def sorteret(navn: str, dag: str) -> tuple[pa.Table, Longs]:
        tabel = tabeller[navn]
        ejer = pc.index_in(tabel["borger_id"], value_set=ider)
        tabel = tabel.append_column("ejer", ejer).sort_by(
            [("ejer", "ascending"), (dag, "ascending"), ("raekke", "ascending")]
        )
        laengder = (
            np.bincount(tabel["ejer"].to_numpy(), minlength=antal) if tabel.num_rows else np.zeros(antal, np.int64)
        )
        return tabel, offsets_from_lengths(laengder.astype(np.int64))

    ydelser, ydelser_pr = sorteret("ydelser", "fra")
    indsatser, indsatser_pr = sorteret("indsatser", "fra")
    samtaler, samtaler_pr = sorteret("samtaler", "dato")
    loentimer, loentimer_pr = sorteret("loentimer", "maaned")
    fritagelser, fritagelser_pr = sorteret("fritagelser", "fra")
    haendelser, haendelser_pr = sorteret("haendelser", "dato")
    undtagelser, undtagelser_pr = sorteret("undtagelser", "dato")
    return Historik(
        Borgere(
            tuple(ider.to_pylist()),
            _dage(borgere["foedselsdato"]),
            tuple(borgere["kommune"].to_pylist()),
            _ja(borgere["erhvervsuddannelse"]),
            _ja(borgere["hjemmeboende_boern"]),
            _ja(borgere["integrationsprogram"]),
            _tekster(borgere["forsikring"]) == "deltid",
            pc.fill_null(borgere["ugetal_foer"], -1).to_numpy().astype(np.int64),
        ),
        Ydelser(
            _perioder(ydelser, ydelser_pr),
            _koder(ydelser["ydelse"], "ydelse"),
            _koder(ydelser["visitation"], "visitation"),
            _koder(ydelser["status"], "status"),
            ydelser["grad"].to_numpy().astype(np.int64),
            ydelser["raekke"].to_numpy().astype(np.int64),
        ),
        Indsatser(
            _perioder(indsatser, indsatser_pr),
            _koder(indsatser["indsats"], "indsats"),
            _dage(indsatser["bevilget"]),
            indsatser["raekke"].to_numpy().astype(np.int64),
        ),
        Samtaler(
            _punkter(samtaler, "dato", samtaler_pr),
            _koder(samtaler["slags"], "slags"),
            _koder(samtaler["form"], "form"),
            _koder(samtaler["status"], "samtalestatus"),
            _koder(samtaler["part"], "part"),
            samtaler["raekke"].to_numpy().astype(np.int64),
        ),
        Loentimer(
            _punkter(loentimer, "maaned", loentimer_pr, loentimer["timer"].to_numpy().astype(np.int64)),
            loentimer["raekke"].to_numpy().astype(np.int64),
        ),
        Fritagelser(
            _perioder(fritagelser, fritagelser_pr),
            _koder(fritagelser["grund"], "grund"),
            fritagelser["raekke"].to_numpy().astype(np.int64),
        ),
        Haendelser(
            _punkter(haendelser, "dato", haendelser_pr),
            _tekster(haendelser["haendelse"]),
            haendelser["raekke"].to_numpy().astype(np.int64),
        ),
        Undtagelser(
            _punkter(undtagelser, "dato", undtagelser_pr),
            _tekster(undtagelser["regel"]),
            undtagelser["raekke"].to_numpy().astype(np.int64),
        ),
    )


def historik_fra_blok(blok: Blok) -> Historik:
    """The histories of the citizens of a stored block: what :func:`byg_historik` makes of the same rows.

    Days, codes, hours and offsets are the stored arrays themselves, without a copy.
    """
    borgere = blok.personer

    def raekker(tabel: str) -> Longs:
        return blok.lange(tabel, "raekke")

    def perioder(tabel: str) -> Spells:
        fra = blok.dage(tabel, "fra")
        return Spells(blok.offsets(tabel), fra, blok.dage(tabel, "til"), np.arange(len(fra), dtype=np.int64))

    def punkter(tabel: str, dag: str, antal: Longs | None = None) -> Points:
        dage = blok.dage(tabel, dag)
        return Points(blok.offsets(tabel), dage, np.arange(len(dage), dtype=np.int64), antal)

    return Historik(
        Borgere(
            tuple(blok.ider.to_pylist()),
            blok.dage("borgere", "foedselsdato"),
            tuple(borgere["kommune"].to_pylist()),
            _ja(borgere["erhvervsuddannelse"]),
            _ja(borgere["hjemmeboende_boern"]),
            _ja(borgere["integrationsprogram"]),
            blok.numre("borgere", "forsikring") == kodenavne("forsikring").index("deltid"),
            blok.lange("borgere", "ugetal_foer", tom=-1),
        ),
        Ydelser(
            perioder("ydelser"),
            blok.numre("ydelser", "ydelse"),
            blok.numre("ydelser", "visitation"),
            blok.numre("ydelser", "status"),
            blok.lange("ydelser", "grad"),
            raekker("ydelser"),
        ),
        Indsatser(
            perioder("indsatser"),
            blok.numre("indsatser", "indsats"),
            blok.dage("indsatser", "bevilget"),
            raekker("indsatser"),
        ),
        Samtaler(
            punkter("samtaler", "dato"),
            blok.numre("samtaler", "slags"),
            blok.numre("samtaler", "form"),
            blok.numre("samtaler", "status"),
            blok.numre("samtaler", "part"),
            raekker("samtaler"),
        ),
        Loentimer(punkter("loentimer", "maaned", blok.lange("loentimer", "timer")), raekker("loentimer")),
        Fritagelser(perioder("fritagelser"), blok.numre("fritagelser", "grund"), raekker("fritagelser")),
        Haendelser(punkter("haendelser", "dato"), blok.tekster("haendelser", "haendelse"), raekker("haendelser")),
        Undtagelser(punkter("undtagelser", "dato"), blok.tekster("undtagelser", "regel"), raekker("undtagelser")),
    )


def _begyndt(perioder: Spells, dag: int) -> Spells:
    return perioder.where(perioder.start <= dag)


def _sket(dage: Points, dag: int) -> Points:
    return dage.where(dage.day <= dag)


def _dage(kolonne: pa.ChunkedArray, ingen: int = -OPEN_END) -> Days:
    return pc.fill_null(kolonne.cast(pa.int32()), ingen).to_numpy().astype(np.int32)  # type: ignore[no-any-return]


def _ja(kolonne: pa.Array | pa.ChunkedArray) -> Flags:
    return np.asarray(pc.fill_null(kolonne, False), dtype=np.bool_)


def _tekster(kolonne: pa.ChunkedArray) -> npt.NDArray[np.str_]:
    return np.array(kolonne.to_pylist(), dtype=np.str_)


def _koder(kolonne: pa.ChunkedArray, liste: str) -> Koder:
    numre = pc.index_in(kolonne, value_set=pa.array(kodenavne(liste), pa.string()))
    return pc.fill_null(numre, INGEN_KODE).to_numpy().astype(np.int16)  # type: ignore[no-any-return]


def _perioder(tabel: pa.Table, offsets: Longs) -> Spells:
    return Spells(
        offsets,
        _dage(tabel["fra"]),
        _dage(tabel["til"], OPEN_END),
        np.arange(tabel.num_rows, dtype=np.int64),
    )


def _punkter(tabel: pa.Table, dag: str, offsets: Longs, antal: Longs | None = None) -> Points:
    return Points(offsets, _dage(tabel[dag]), np.arange(tabel.num_rows, dtype=np.int64), antal)
