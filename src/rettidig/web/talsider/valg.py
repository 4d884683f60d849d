"""What is asked of the pages with figures in their address: month, measure, rule set, and which part of the town."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from rettidig.adgang.roller import skal_undertrykkes
from rettidig.motor.deltagelse import DELTAGELSE
from rettidig.motor.forklaring.skrivemaade import kode, stort
from rettidig.motor.maaleraekker import ALLE
from rettidig.regler.former.maaling import REGELSAET
from rettidig.sprog import tekst
from rettidig.tal.selectors.kube import Udsnit, tilstand_eller_fejl
from rettidig.tal.selectors.maal import TAELLER_SOM, graense, seneste_maaned
from rettidig.tal.selectors.tavle import GAELDENDE, holdene, ydelserne
from rettidig.tal.services.maaneder import maanedsslutninger
from rettidig.tidslinje import calendar
from rettidig.web.kontekst import kommunenavn


@dataclass(frozen=True)
class Valgmulighed:
    """One option of a field."""

    vaerdi: str
    navn: str
    valgt: bool


@dataclass(frozen=True)
class Felt:
    """One field of the form that chooses figures."""

    navn: str
    muligheder: tuple[Valgmulighed, ...]


@dataclass(frozen=True)
class Talvalg:
    """``ydelse`` is ``alle`` and ``team`` empty where nothing is chosen. ``fejl`` says what could not be read.

    ``undertrykt``: the user is kept from small figures, and chooses no part of the town.
    """

    maaned: dt.date
    maaling: str
    regelsaet: str
    kommune: str
    ydelse: str
    team: str
    undertrykt: bool
    fejl: tuple[str, ...] = ()

    @property
    def udsnit(self) -> Udsnit:
        """The part of the town, with the benefit."""
        ydelser = None if self.ydelse == ALLE else (self.ydelse,)
        return replace(self.af_byen, ydelser=ydelser)

    @property
    def af_byen(self) -> Udsnit:
        """The part of the town, whatever the benefit."""
        return Udsnit((self.kommune,), (self.team,) if self.team else None)

    @property
    def titel(self) -> str:
        """What is shown, in words that fit a heading and a file."""
        led = [maalingsnavn(self.maaling), maanednavn(self.maaned)]
        led += [ydelsesnavn(self.ydelse)] if self.ydelse != ALLE else []
        led += [self.team] if self.team else []
        return ", ".join(led)

    def adresse(self, navn: str, *args: object, **andet: Any) -> str:
        """The address of a page with the same choices, some of them changed; further fields are written as they are."""
        egne = {felt: andet.pop(felt) for felt in tuple(andet) if felt in self.__dataclass_fields__}
        valgt = replace(self, **egne)
        felter = {
            "maaned": maanedskode(valgt.maaned),
            "maaling": valgt.maaling,
            "regelsaet": "" if valgt.regelsaet == GAELDENDE else valgt.regelsaet,
            "ydelse": "" if valgt.ydelse == ALLE else valgt.ydelse,
            "team": valgt.team,
            "kommune": valgt.kommune,
            **andet,
        }
        return f"{reverse(navn, args=args)}?{urlencode({k: v for k, v in felter.items() if v not in ('', None)})}"


def laes_valg(request: HttpRequest) -> Talvalg:
    """Reads the address; what is no choice is left out and said. Raises ``TalFejl`` before the first full run."""
    spurgt, bruger = request.GET, request.user
    tilstand = tilstand_eller_fejl()
    fejl: list[str] = []

    def en_af(felt: str, muligheder: Sequence[str], standard: str) -> str:
        skrevet = spurgt.get(felt, "").strip()
        if skrevet and skrevet not in muligheder:
            fejl.append(tekst("web.tal.fejl", felt=tekst(f"web.tal.felt.{felt}")))
        return skrevet if skrevet in muligheder else standard

    undertrykt = skal_undertrykkes(bruger)
    kommuner = _kommuner(bruger, tilstand.borgere)
    kommune = en_af("kommune", kommuner, kommuner[0])
    maaneder = {maanedskode(m): m for m in maanedsslutninger(tilstand.foerste_maaned, tilstand.sidste_maaned)}
    seneste = seneste_maaned()
    standard = maanedskode(seneste) if maanedskode(seneste) in maaneder else next(iter(maaneder))
    maaned = maaneder[en_af("maaned", list(maaneder), standard)]
    maalinger = maalinger_paa(maaned)
    return Talvalg(
        maaned,
        en_af("maaling", maalinger, maalinger[0]),
        GAELDENDE if undertrykt else en_af("regelsaet", REGELSAET, GAELDENDE),
        kommune,
        ALLE if undertrykt else en_af("ydelse", (ALLE, *ydelserne(Udsnit((kommune,)))), ALLE),
        "" if undertrykt else en_af("team", holdene(Udsnit((kommune,))), ""),
        undertrykt,
        tuple(fejl),
    )


def felter(valg: Talvalg, bruger: Any) -> list[Felt]:
    """The fields of the form, with what is chosen."""
    tilstand = tilstand_eller_fejl()
    maaneder = maanedsslutninger(tilstand.foerste_maaned, tilstand.sidste_maaned)[::-1]
    seneste = seneste_maaned()
    ud = [
        _felt("maaned", [maanedskode(m) for m in maaneder], maanedskode(valg.maaned), lambda k: _fremnavn(k, seneste)),
        _felt("maaling", maalinger_paa(valg.maaned), valg.maaling, maalingsnavn),
    ]
    if not valg.undertrykt:
        ud.append(_felt("regelsaet", REGELSAET, valg.regelsaet, lambda saet: stort(tekst(f"cli.regelsaet.{saet}"))))
        byen = Udsnit((valg.kommune,))
        ud += [
            _felt("ydelse", (ALLE, *ydelserne(byen)), valg.ydelse, ydelsesnavn),
            _felt("team", ("", *holdene(byen)), valg.team, lambda team: team or tekst("web.tal.alle_team")),
        ]
    kommuner = _kommuner(bruger, tilstand.borgere)
    return ud + ([_felt("kommune", kommuner, valg.kommune, kommunenavn)] if len(kommuner) > 1 else [])


def er_puljen(valg: Talvalg) -> bool:
    """Whether the 75 % measure is chosen: of those who pass six months in the month."""
    return valg.maaling == DELTAGELSE


def maalinger_paa(maaned: dt.date) -> list[str]:
    """The measures that apply on a month end."""
    return [maaling for maaling in TAELLER_SOM if graense(maaling, maaned, GAELDENDE) is not None]


def maanedskode(maaned: dt.date) -> str:
    """A month as an address has it: ``2023-05``."""
    return f"{maaned.year:04d}-{maaned.month:02d}"


def maanednavn(maaned: dt.date) -> str:
    """A month in words: ``maj 2023``."""
    return f"{tekst(f'cli.maaned.{maaned.month}')} {maaned.year}"


def maalingsnavn(maaling: str) -> str:
    """A measure in words."""
    return tekst(f"web.tal.maaling.{maaling}")


def ydelsesnavn(ydelse: str) -> str:
    """A benefit in words; ``alle`` is all of them."""
    return tekst("web.tal.alle_ydelser") if ydelse == ALLE else stort(kode("ydelse", ydelse))


def _fremnavn(maanedskoden: str, seneste: dt.date) -> str:
    maaned = calendar.to_date(calendar.month_end(calendar.to_day(dt.date.fromisoformat(f"{maanedskoden}-01"))))
    navn = maanednavn(maaned)
    return tekst("web.tal.frem_i_tid", maaned=navn) if maaned > seneste else navn


def _kommuner(bruger: Any, borgere: dict[str, int]) -> list[str]:
    """The municipalities the user may ask about: their own, or those of the store for who has none."""
    return [bruger.kommune] if bruger.kommune else sorted(borgere) or [""]


def _felt(navn: str, vaerdier: Sequence[str], valgt: str, kald: Callable[[str], str]) -> Felt:
    return Felt(navn, tuple(Valgmulighed(v, kald(v), v == valgt) for v in vaerdier))
