"""Why two laws answer differently: which parameter, changed alone, moves the answer.

A parameter is a reason for a difference when taking it alone from the law after into the law before changes the state,
or taking it alone from the law before into the law after does. Where none does so by itself, they work together, and
all that bear on the rule are named as such. The reasons are therefore the same whichever law is called the former.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rettidig.motor.deltagelse import DELTAGELSE
from rettidig.motor.historik import Historik
from rettidig.motor.reform.tilstande import (
    FAELLES,
    MAALEREGLER,
    PLIGTER,
    Noegle,
    Spoergsmaal,
    Tilstande,
    maaletilstande,
    pligttilstande,
    pulje_75,
)
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.reform import Aendring, med
from rettidig.sprog import tekst


@dataclass(frozen=True, slots=True)
class Aarsag:
    """A reason: the parameter, and whether it moves the answer only together with others."""

    aendring: Aendring
    sammen: bool = False


class Aarsagssoegning:
    """Tries the parameters one by one on the citizens for whom something differs."""

    def __init__(
        self,
        foer: Regelsaet,
        efter: Regelsaet,
        aendringer: Sequence[Aendring],
        spoergsmaal: Spoergsmaal,
        hvad: str,
        historik: Historik,
    ) -> None:
        self.foer, self.efter = foer, efter
        self.spoergsmaal, self.historik = spoergsmaal, historik
        self.om_pligter = hvad == PLIGTER
        self.aendringer = tuple(aendring for aendring in aendringer if self._vedkommer(aendring))

    def aarsager(self, foer: Noegle | None, efter: Noegle | None) -> tuple[Aarsag, ...]:
        """The reasons for one difference, by its keys under the two laws."""
        noegler = tuple(dict.fromkeys(noegle for noegle in (foer, efter) if noegle is not None))
        regel = noegler[0].regel
        mulige = [nr for nr, aendring in enumerate(self.aendringer) if self._angaar(aendring, regel)]
        alene = [
            nr
            for nr in mulige
            if any(
                _andet(proevet, grund, noegle)
                for proevet, grund in ((self._frem[nr], self._foer), (self._tilbage[nr], self._efter))
                for noegle in noegler
            )
        ]
        return tuple(Aarsag(self.aendringer[nr], sammen=not alene) for nr in alene or mulige)

    @cached_property
    def _foer(self) -> Tilstande:
        return self._regn(self.foer)

    @cached_property
    def _efter(self) -> Tilstande:
        return self._regn(self.efter)

    @cached_property
    def _frem(self) -> list[Tilstande]:
        """The states of the law before with each parameter alone as it is after."""
        return [self._proev(self.foer, aendring, self.efter, lambda: self._foer) for aendring in self.aendringer]

    @cached_property
    def _tilbage(self) -> list[Tilstande]:
        """The states of the law after with each parameter alone as it was before."""
        return [self._proev(self.efter, aendring, self.foer, lambda: self._efter) for aendring in self.aendringer]

    def _proev(self, lov: Regelsaet, aendring: Aendring, kilde: Regelsaet, grund: Callable[[], Tilstande]) -> Tilstande:
        proevet = med(lov, aendring, kilde)
        if not self.om_pligter or aendring.regel in FAELLES:
            return self._regn(proevet)
        # Only this rule's own obligations can move.
        uroerte = {noegle: stand for noegle, stand in grund().items() if noegle.regel != aendring.regel}
        return uroerte | pligttilstande(proevet, self.historik, self.spoergsmaal, {aendring.regel})

    def _regn(self, lov: Regelsaet) -> Tilstande:
        regn = pligttilstande if self.om_pligter else maaletilstande
        return regn(lov, self.historik, self.spoergsmaal)

    def _vedkommer(self, aendring: Aendring) -> bool:
        """Whether a parameter can bear on what is compared."""
        er_frist = any(isinstance(lov.regler.get(aendring.regel), Fristregel) for lov in (self.foer, self.efter))
        if self.om_pligter:
            return er_frist or aendring.regel in FAELLES
        med_pulje = any(pulje_75(lov, self.spoergsmaal.maaned) is not None for lov in (self.foer, self.efter))
        return aendring.regel in MAALEREGLER or (med_pulje and (er_frist or aendring.regel in FAELLES))

    def _angaar(self, aendring: Aendring, regel: str) -> bool:
        """Whether a parameter can bear on one rule or measure."""
        if self.om_pligter:
            return aendring.regel == regel or aendring.regel in FAELLES
        if regel == DELTAGELSE:
            return aendring.regel not in MAALEREGLER or aendring.regel in {*FAELLES, DELTAGELSE}
        return aendring.regel in MAALEREGLER - {DELTAGELSE}


def _andet(proevet: Tilstande, grund: Tilstande, noegle: Noegle) -> bool:
    """Whether a state has moved."""
    foer, efter = grund.get(noegle), proevet.get(noegle)
    return (None if foer is None else foer.afgoerende) != (None if efter is None else efter.afgoerende)


def aarsagstekst(aarsager: Sequence[Aarsag], foer: Regelsaet, efter: Regelsaet) -> str:
    """The reasons in words, each with the value before and after."""
    led = list(dict.fromkeys(_i_ord(aarsag, foer, efter) for aarsag in aarsager))
    if not led:
        return tekst("reform.aarsag.ingen")
    sammen = aarsager[0].sammen and len(led) > 1
    return tekst("reform.aarsag.sammen", led="; ".join(led)) if sammen else "; ".join(led)


def _i_ord(aarsag: Aarsag, foer: Regelsaet, efter: Regelsaet) -> str:
    aendring = aarsag.aendring
    navn, gammel, ny = aendring.i_ord(foer, efter)
    if not navn:
        if aendring.regel not in efter.regler or not _i_kraft(efter, aendring.regel):
            return tekst("reform.aarsag.regel_vaek", regel=aendring.regel)
        if aendring.regel not in foer.regler or not _i_kraft(foer, aendring.regel):
            return tekst("reform.aarsag.regel_ny", regel=aendring.regel)
        return tekst("reform.aarsag.regel", regel=aendring.regel)
    hvad = tekst("reform.aarsag.parameter", navn=navn, regel=aendring.regel)
    forskel = list(_mangler_og_nye(gammel, ny))
    if forskel:
        return f"{hvad}: {', '.join(forskel)}"
    ingen = tekst("reform.aarsag.intet")
    return f"{hvad}: {gammel or ingen} → {ny or ingen}"


def _mangler_og_nye(gammel: str | None, ny: str | None) -> Iterator[str]:
    """What two lists of codes differ in; nothing where they are no lists."""
    if gammel is None or ny is None or ";" in gammel + ny or ", " not in gammel + ny:
        return
    a, b = gammel.split(", "), ny.split(", ")
    for noegle, led in (("uden", [x for x in a if x not in b]), ("med", [x for x in b if x not in a])):
        if led:
            yield tekst(f"reform.aarsag.{noegle}", led=", ".join(led))


def _i_kraft(lov: Regelsaet, regel: str) -> bool:
    return bool(getattr(lov.regler[regel], "versioner", ()))
