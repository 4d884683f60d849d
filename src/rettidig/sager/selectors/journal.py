"""What has been written of one citizen: the facts as they stand, everything ever registered, and the acts in order."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rettidig.sager.faktatabeller import faktatabeller
from rettidig.sager.models import Borger, Borgeroplysning, Handling, Registrering
from rettidig.sager.selectors.kontrakttekst import som_kontraktraekke
from rettidig.sager.selectors.registreringer import model
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.sager.services.udfoersel_overtagelse import SENDT

Art = Literal["registreret", "rettet", "lukket", "genaabnet"]
_HOVEDRAEKKE = 1
_UDELADT = ("fund", "fundrader", "laest", "tal", "tabeller")
_UDELADTE = tuple(f"{led}__{felt}" for led in ("handling", "lukket_af") for felt in _UDELADT)


@dataclass(frozen=True)
class Faktum:
    """One registration of one fact. ``celler`` is the row of the contract as text.

    ``nummer`` is the number the explanation of the engine gives the row, by table and from 2 as in a file; 0 for one
    that no longer stands.
    """

    tabel: str
    registrering: int
    fakta_id: int
    celler: Mapping[str, str]
    mester: str
    fra: dt.datetime
    til: dt.datetime | None
    aabnet_af: Handling
    lukket_af: Handling | None
    nummer: int = 0

    @property
    def staar(self) -> bool:
        """Whether it stands at the time asked about."""
        return self.til is None


@dataclass(frozen=True)
class Journallinje:
    """What an act did to one fact: the row before, and the row after."""

    art: Art
    tabel: str
    fakta_id: int
    foer: Faktum | None
    efter: Faktum | None

    @property
    def vist(self) -> Faktum:
        """The row to name it by."""
        vist = self.efter or self.foer
        assert vist is not None
        return vist

    @property
    def aendrede(self) -> tuple[str, ...]:
        """The columns in which a corrected row differs."""
        if self.foer is None or self.efter is None:
            return ()
        return tuple(k for k, v in self.efter.celler.items() if self.foer.celler[k] != v)


@dataclass(frozen=True)
class Journalpost:
    """One act and what it did to the citizen. ``fortrudt_af`` is the act that undid it, where one has.

    ``om_en`` tells a word about one fact from an import: only the former is undone from a citizen's page.
    """

    handling: Handling
    linjer: tuple[Journallinje, ...]
    fortrudt_af: int | None
    om_en: bool


def alle_registreringer(borger: Borger, kendt: dt.datetime) -> list[Faktum]:
    """Everything registered of a citizen up to a time, by table, day and the order it came to be known."""
    fundne: list[Faktum] = []
    with klare_fejl():
        for navn, tabel in faktatabeller().items():
            raekker: Sequence[Registrering] = list(
                model(navn)
                .objects.filter(borger=borger, registreret__startswith__lte=kendt)
                .select_related("handling", "lukket_af")
                .defer(*_UDELADTE)
                .order_by("periode__startswith", "nr", "fakta_id", "registreret")
            )
            nummer = _HOVEDRAEKKE
            for r in raekker:
                lukket = None if r.lukket_af is None or r.lukket_af.tidspunkt > kendt else r.lukket_af
                nummer += lukket is None
                fundne.append(
                    Faktum(
                        navn,
                        r.pk,
                        r.fakta_id,
                        som_kontraktraekke(tabel, r, borger.noegle),
                        r.mester,
                        r.registreret.lower,
                        None if lukket is None else r.registreret.upper,
                        r.handling,
                        lukket,
                        nummer if lukket is None else 0,
                    )
                )
    return fundne


def journal(fakta: Sequence[Faktum]) -> list[Journalpost]:
    """The acts that did something to the citizen, latest first, from all that has been registered."""
    handlinger: dict[int, Handling] = {}
    aabnet: dict[int, dict[tuple[str, int], Faktum]] = defaultdict(dict)
    lukket: dict[int, dict[tuple[str, int], Faktum]] = defaultdict(dict)
    kendte: dict[tuple[str, int], dt.datetime] = {}
    for faktum in fakta:
        noegle = faktum.tabel, faktum.fakta_id
        kendte[noegle] = min(faktum.fra, kendte.get(noegle, faktum.fra))
        handlinger[faktum.aabnet_af.pk] = faktum.aabnet_af
        aabnet[faktum.aabnet_af.pk][noegle] = faktum
        if faktum.lukket_af is not None:
            handlinger[faktum.lukket_af.pk] = faktum.lukket_af
            lukket[faktum.lukket_af.pk][noegle] = faktum
    fortrudte = _fortrudte(handlinger)
    enkelte = _om_en(handlinger)
    poster = []
    for pk, handling in handlinger.items():
        noegler = dict.fromkeys((*aabnet[pk], *lukket[pk]))
        linjer = tuple(_linje(noegle, lukket[pk].get(noegle), aabnet[pk].get(noegle), kendte) for noegle in noegler)
        poster.append(Journalpost(handling, linjer, fortrudte.get(pk), pk in enkelte))
    return sorted(poster, key=lambda post: post.handling.tidspunkt, reverse=True)


def team_nu(borger: Borger) -> str:
    """The team that has the citizen now; empty for none."""
    with klare_fejl():
        aaben = Borgeroplysning.objects.filter(borger=borger, registreret__upper_inf=True)
        return str(aaben.values_list("team", flat=True).first() or "")


def _linje(
    noegle: tuple[str, int],
    foer: Faktum | None,
    efter: Faktum | None,
    kendte: Mapping[tuple[str, int], dt.datetime],
) -> Journallinje:
    if efter is None:
        art: Art = "lukket"
    elif foer is not None:
        art = "rettet"
    else:
        art = "registreret" if efter.fra == kendte[noegle] else "genaabnet"
    return Journallinje(art, noegle[0], noegle[1], foer, efter)


def _fortrudte(handlinger: Mapping[int, Handling]) -> dict[int, int]:
    with klare_fejl():
        fundne = Handling.objects.filter(fortryder_id__in=list(handlinger)).values_list("fortryder_id", "pk")
        return {int(fortrudt): int(pk) for fortrudt, pk in fundne}


def _om_en(handlinger: Mapping[int, Handling]) -> set[int]:
    """The acts that are about one fact: corrections, and what undid one. What was sent was sent with others'."""
    rettelse, fortrydelse = Handling.Slags.RETTELSE, Handling.Slags.FORTRYDELSE
    fortrydelser = {h.fortryder_id: h.pk for h in handlinger.values() if h.slags == fortrydelse}
    with klare_fejl():
        fortrudte = Handling.objects.filter(pk__in=list(fortrydelser), slags=rettelse).exclude(sted__startswith=SENDT)
        af_en = fortrudte.values_list("pk", flat=True)
        enkelte = {h.pk for h in handlinger.values() if h.slags == rettelse and not h.sted.startswith(SENDT)}
        return enkelte | {fortrydelser[pk] for pk in af_en}
