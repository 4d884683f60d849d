"""What would meet an obligation that is still open: the lawful acts, when each must begin, and how long it must last.

An obligation is open when it waits, is overdue or has its clock standing still. Of each it is told what its own version
of the rule asks for, less the kinds of offer that can never be lawful for the group. An act is in time until the
deadline; it must also begin in the course, as far as the end of that is known. After the deadline it meets the duty
late, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np

from rettidig.motor.forloeb import seneste_loentilskudsstart
from rettidig.motor.frist import AFVENTER, OVERSKREDET, SAT_PAA_PAUSE, STATUS, Fristsvar, vurder_frister
from rettidig.motor.fristvalg import pr_fakta
from rettidig.motor.fund import Samtaleform
from rettidig.motor.grundlag import Grundlag, taellende_slags
from rettidig.motor.historik import kodenavne
from rettidig.motor.lovlighed import Lovlighed, Modtager
from rettidig.motor.svar import fristnoegle, lovversion_id
from rettidig.motor.vilkaar import Betingelsessvar
from rettidig.regler.former.frist import Fristregel, FristVersion
from rettidig.regler.former.maalgruppe import gruppe_tekst
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END, to_date_or_none
from rettidig.tidslinje.model import Longs

AABNE = (AFVENTER, OVERSKREDET, SAT_PAA_PAUSE)
INGEN_RAEKKE = -1

Slags = Literal["tilbud", "samtaler", "moede", "haendelse", "indsats", "visitation", "status"]
Udfald = Literal["i_tide", "kun_hvis_bevilget", "for_sent", "uden_frist", "ikke_laengere"]
"""``kun_hvis_bevilget``: the deadline has passed, but a løntilskud granted by the right date may still begin in time;
``uden_frist``: there is no deadline now; ``ikke_laengere``: it can no longer be begun in the course, or not yet."""

Raekke = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Vej:
    """One way to meet an obligation: so many acts of a kind, begun from ``tidligst`` to ``senest``, both included.

    Days are epoch days, ``NO_DAY`` for none: no ``senest`` while there is no deadline, no ``tidligst`` where it can no
    longer begin. ``senest_bevilget`` is the last day in time for one granted by ``bevilget_senest``. ``mindst_dage`` is
    the shortest length in days (0: no length is asked for). ``former`` are the lawful forms of the next talk, empty
    where form is not judged; ``part`` with whom, empty for anyone. ``hindringer`` are conditions that make the kind
    unlawful for the group.
    """

    slags: Slags
    art: str
    antal: int
    tidligst: int
    senest: int
    udfald: Udfald
    mindst_dage: int = 0
    bevilget_senest: int = NO_DAY
    senest_bevilget: int = NO_DAY
    former: tuple[str, ...] = ()
    part: tuple[str, ...] = ()
    hindringer: tuple[Betingelsessvar, ...] = ()


@dataclass(frozen=True, slots=True)
class _Aaben:
    """An open obligation: the first day from now on and the last days, as far as they are known, on which an act lies
    in the course; a løntilskud has a last day of its own."""

    gruppe: int
    frist: int
    retsdato: int
    tidligst: int
    sidste: int
    sidste_tilskud: int

    def senest(self, sidste: int) -> int:
        """The last day in time; ``NO_DAY`` without a deadline."""
        return NO_DAY if self.frist == NO_DAY else min(self.frist, sidste)

    def udfald(self, tidligst: int, sidste: int) -> Udfald:
        """How an act that can be done from one day until another stands to the deadline."""
        if tidligst > sidste or tidligst >= OPEN_END:
            return "ikke_laengere"
        if self.frist == NO_DAY:
            return "uden_frist"
        return "i_tide" if tidligst <= self.senest(sidste) else "for_sent"


class Opfyldelse:
    """The ways to meet the open obligations of a day."""

    def __init__(self, grundlag: Grundlag) -> None:
        self.g = grundlag
        self.lovlighed = Lovlighed(grundlag.lov, grundlag.dag)

    @cached_property
    def _form(self) -> Samtaleform:
        return Samtaleform(self.g)

    def aabne(self, svar: Fristsvar) -> Longs:
        """The places of the obligations that are still open."""
        return np.flatnonzero(np.isin(svar.status, AABNE))

    def veje(self, svar: Fristsvar, numre: Longs) -> Iterator[tuple[Vej, ...]]:
        """The ways to meet each of the obligations at these places, unlawful kinds of offer last and named as such."""
        aabne = self._aabne_pligter(svar, numre)
        match svar.version.opfyldes_af.slags:
            case "tilbud":
                modtagere = self._modtagere(svar, numre)
                return (self._tilbud(svar, *par) for par in zip(aabne, modtagere, strict=True))
            case "samtaler":
                return self._samtaler(svar, numre, aabne)
            case _:
                return (self._fakta(svar, aaben) for aaben in aabne)

    def _tilbud(self, svar: Fristsvar, aaben: _Aaben, modtager: Modtager) -> tuple[Vej, ...]:
        veje = [self._tilbudsvej(svar, aaben, kode, modtager) for kode in svar.version.opfyldes_af.koder]
        return tuple(sorted(veje, key=lambda vej: bool(vej.hindringer)))

    def _tilbudsvej(self, svar: Fristsvar, aaben: _Aaben, kode: str, modtager: Modtager) -> Vej:
        dage, regel = svar.version.opfyldes_af.mindst_dage, svar.version.loentilskudsfrist
        sidste = aaben.sidste_tilskud if kode in self.g.forloebsversion.loentilskud else aaben.sidste
        senest = aaben.senest(sidste)
        bevilget_senest = senest_bevilget = NO_DAY
        if regel is not None and kode in regel.koder and aaben.frist != NO_DAY:
            bevilget_senest = aaben.retsdato
            senest_bevilget = min(calendar.add_days(aaben.frist, regel.dage), sidste)
        udfald = aaben.udfald(aaben.tidligst, sidste)
        if udfald == "for_sent" and senest_bevilget >= aaben.tidligst:
            udfald = "kun_hvis_bevilget"
        if udfald not in {"i_tide", "kun_hvis_bevilget"}:
            bevilget_senest = senest_bevilget = NO_DAY
        return Vej(
            "tilbud",
            kode,
            1,
            NO_DAY if udfald == "ikke_laengere" else aaben.tidligst,
            senest,
            udfald,
            dage,
            bevilget_senest,
            senest_bevilget,
            hindringer=self.lovlighed.hindringer(kode, modtager, dage),
        )

    def _samtaler(self, svar: Fristsvar, numre: Longs, aabne: Sequence[_Aaben]) -> Iterator[tuple[Vej, ...]]:
        """The talks still missing, each on a day of its own: with none left before the deadline they come too late."""
        krav, g = svar.version.opfyldes_af, self.g
        forloeb = svar.forloeb[numre]
        person, fra, til = g.forloeb.person[forloeb], svar.vindue_fra[numre], svar.vindue_til[numre]
        holdt = np.zeros(len(numre), dtype=np.int64)
        idag = np.zeros(len(numre), dtype=np.bool_)
        i_dag = np.full(len(numre), g.dag, dtype=np.int32)
        for samtaler, egne in pr_fakta(svar.gruppe[numre], lambda gruppe: self._talte(svar.version, gruppe)):
            holdt[egne] = op.count_days_in(samtaler, person[egne], fra[egne], til[egne])
            idag[egne] = op.count_days_in(samtaler, person[egne], i_dag[egne], i_dag[egne] + np.int32(1)) > 0
        bits = self._form.naeste(forloeb, i_dag).tolist()
        navne = kodenavne("form")
        for plads, aaben in enumerate(aabne):
            mangler = krav.antal - int(holdt[plads])
            tidligst = max(aaben.tidligst, g.dag + 1) if idag[plads] else aaben.tidligst
            udfald = aaben.udfald(min(tidligst + mangler - 1, OPEN_END), aaben.sidste)
            part = krav.kun_part.part if krav.kun_part is not None and aaben.gruppe in krav.kun_part.grupper else ()
            lovlige = bits[plads]
            former = () if lovlige < 0 else tuple(navn for kode, navn in enumerate(navne) if lovlige >> kode & 1)
            yield tuple(
                Vej(
                    "samtaler",
                    slags,
                    mangler,
                    NO_DAY if udfald == "ikke_laengere" else tidligst,
                    aaben.senest(aaben.sidste),
                    udfald,
                    former=former,
                    part=tuple(navn for navn in part if navn),
                )
                for slags in taellende_slags(g.lov, aaben.gruppe)
            )

    def _fakta(self, svar: Fristsvar, aaben: _Aaben) -> tuple[Vej, ...]:
        fakta = svar.version.opfyldes_af.fakta
        if fakta is None:
            return ()
        udfald = aaben.udfald(aaben.tidligst, aaben.sidste)
        arter: list[tuple[Slags, str]] = [
            *(("moede", navn) for navn in fakta.moeder),
            *(("haendelse", navn) for navn in fakta.haendelser),
            *(("indsats", navn) for navn in fakta.indsatser),
            *(("visitation", navn) for navn in fakta.visitationer),
            *(("status", navn) for navn in fakta.statusser),
        ]
        fundne = []
        for slags, art in arter:
            # An activity begun after the deadline meets nothing where the rule says so.
            sluttet = slags == "indsats" and fakta.indsatser_til_fristen and udfald == "for_sent"
            her: Udfald = "ikke_laengere" if sluttet else udfald
            tidligst = NO_DAY if her == "ikke_laengere" else aaben.tidligst
            fundne.append(Vej(slags, art, 1, tidligst, aaben.senest(aaben.sidste), her))
        return tuple(fundne)

    def _talte(self, version: FristVersion, gruppe: int) -> Any:
        part = version.opfyldes_af.kun_part
        return self.g.samtaler(gruppe, part.part if part is not None and gruppe in part.grupper else None)

    def _aabne_pligter(self, svar: Fristsvar, numre: Longs) -> list[_Aaben]:
        slut = self.g.forloeb.slut[svar.forloeb[numre]]
        kolonner = (
            svar.gruppe[numre],
            svar.frist[numre],
            svar.retsdato[numre],
            np.maximum(svar.vindue_fra[numre], np.int32(self.g.dag)),
            np.where(slut < OPEN_END, slut - np.int32(1), np.int32(OPEN_END)),
            seneste_loentilskudsstart(slut, self.g.forloebsversion),
        )
        return [_Aaben(*raekke) for raekke in zip(*(kolonne.tolist() for kolonne in kolonner), strict=True)]

    def _modtagere(self, svar: Fristsvar, numre: Longs) -> list[Modtager]:
        """The groups that decided, with the visitation held on the day or last held before it."""
        dag = np.full(len(numre), self.g.dag, dtype=np.int32)
        raekker = op.value_held(self.g.forloeb.raekker, svar.forloeb[numre], dag, INGEN_RAEKKE)
        kendt = np.append(self.g.historik.ydelser.visitation, np.int16(-1))[raekker].tolist()
        navne = kodenavne("visitation")
        return [
            Modtager(gruppe, None if nummer < 0 else navne[nummer])
            for gruppe, nummer in zip(svar.gruppe[numre].tolist(), kendt, strict=True)
        ]


def opfyldelsesraekker(grundlag: Grundlag, regler: tuple[Fristregel, ...] | None = None) -> list[Raekke]:
    """One row per open obligation and lawful way to meet it, in the order of the obligations' rows.

    An obligation that nothing can meet any more has one row, without a way. ``regler`` are the deadline
    rules asked about; without it those everybody is given.
    """
    opfyldelse = Opfyldelse(grundlag)
    fundne: list[tuple[tuple[Any, ...], list[Raekke]]] = []
    for svar in vurder_frister(grundlag, regler):
        numre = opfyldelse.aabne(svar)
        for nr, veje in zip(numre.tolist(), opfyldelse.veje(svar, numre), strict=True):
            pligt = _pligtraekke(grundlag, svar, nr)
            fundne.append((fristnoegle(pligt), [pligt | raekke for raekke in vejraekker(veje)]))
    fundne.sort(key=lambda par: par[0])
    return [raekke for _, raekker in fundne for raekke in raekker]


def mulige(veje: Sequence[Vej]) -> tuple[Vej, ...]:
    """The ways that are lawful for the group and can still begin."""
    return tuple(vej for vej in veje if not vej.hindringer and vej.udfald != "ikke_laengere")


def vejraekker(veje: Sequence[Vej]) -> list[Raekke]:
    """The ways still open as data, dates as dates; one row of empty cells where there is none."""
    aabne = [_vejraekke(vej) for vej in mulige(veje)]
    return aabne or [dict.fromkeys(VEJKOLONNER) | {"udfald": "ikke_laengere"}]


VEJKOLONNER = (
    "slags",
    "art",
    "antal",
    "udfald",
    "tidligst",
    "senest",
    "bevilget_senest",
    "senest_bevilget",
    "mindst_dage",
    "former",
    "part",
)
"""What is told of a way."""


def _vejraekke(vej: Vej) -> Raekke:
    return {
        "slags": vej.slags,
        "art": vej.art,
        "antal": vej.antal,
        "udfald": vej.udfald,
        "tidligst": to_date_or_none(vej.tidligst),
        "senest": to_date_or_none(vej.senest),
        "bevilget_senest": to_date_or_none(vej.bevilget_senest),
        "senest_bevilget": to_date_or_none(vej.senest_bevilget),
        "mindst_dage": vej.mindst_dage or None,
        "former": ", ".join(vej.former) or None,
        "part": ", ".join(vej.part) or None,
    }


def _pligtraekke(grundlag: Grundlag, svar: Fristsvar, nr: int) -> Raekke:
    forloeb = int(svar.forloeb[nr])
    return {
        "borger_id": grundlag.historik.borgere.ider[int(grundlag.forloeb.person[forloeb])],
        "maalgruppe": gruppe_tekst(int(svar.gruppe[nr])),
        "regel": svar.regel.regel,
        "frist": to_date_or_none(int(svar.frist[nr])),
        "status": STATUS[svar.status[nr]],
        "forloeb_start": to_date_or_none(int(grundlag.forloeb.start[forloeb])),
        "lovversion": lovversion_id(grundlag, int(svar.valgt_dag[nr])),
        "hjemmel": svar.version.hjemmel.tekst,
    }
