"""Puts the cases' questions to a changed law: the first answer that differs catches the mutant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from tests.motor.sagslaeser import Spoergsmaal, alle_spoergsmaal, besvar, datasaet
from tests.motor.vilkaar.handlingssager import Handlingsspoergsmaal, alle_handlingsspoergsmaal, bedoemt, laest
from tests.mutation.mutanter import LOVVERSIONER, Mutant
from tests.regler.lovens_tal import alle_tal, passer

from rettidig.motor.historik import Historik, byg_historik
from rettidig.regler.daekning import laes_sager
from rettidig.regler.former.grundform import Regel
from rettidig.regler.indlaes import LOV, Regelsaet

R = TypeVar("R", bound=Regel)

HOEJST_BRUGERE = 12
"""A rule that nearly every question uses, as the table of target groups, is tried on so many of those beside
its own."""


@dataclass(frozen=True)
class Sporet(Regelsaet):
    """The law that notes which rules are fetched from it, so that a change of a rule is tried on those it concerns."""

    brugt: set[str]

    def hent(self, regel: str, slags: type[R]) -> R:
        """As the law's own, and noted."""
        self.brugt.add(regel)
        return super().hent(regel, slags)


@dataclass(frozen=True)
class Proeve:
    """One question: its name, and whether a law gives another answer than the one derived by hand."""

    navn: str
    afviger: Callable[[Regelsaet], bool]


class Afproevning:
    """All questions of all cases, by the rules whose change may change their answer. The facts are built once."""

    def __init__(self, lov: Regelsaet, mappe: Path = LOV) -> None:
        """``mappe`` holds the cases beside the rules of ``lov``."""
        self.lov = lov
        self.mappe = mappe
        self.fejler_uaendret: list[str] = []
        """Questions the unchanged law already answers otherwise: they can catch nothing."""
        self._historikker: dict[str, Historik] = {}
        self._foerst: dict[tuple[str, str], list[Proeve]] = {}

    def fanget_af(self, mutant: Mutant) -> str | None:
        """The name of the first question that notices the change; ``None`` when it survives them all."""
        lov = mutant.i(self.lov)
        noegle = mutant.regel, mutant.version
        if noegle not in self._foerst:
            self._foerst[noegle] = self._proever_til(mutant)
        proever = self._foerst[noegle]
        for nr, proeve in enumerate(proever):
            if _afviger(proeve, lov):
                proever.insert(0, proever.pop(nr))
                return proeve.navn
        return None

    def bemaerkes(self, mutant: Mutant) -> bool:
        """Whether any question at all notices the change: without choosing first, which pays for a few mutants."""
        lov = mutant.i(self.lov)
        return any(_afviger(proeve, lov) for proeve in self.efter_regel.get(mutant.regel, ()))

    def _proever_til(self, mutant: Mutant) -> list[Proeve]:
        """The questions put to the changes of one version: those it decides, which are those that miss it when it is
        gone, and a few of the others."""
        alle = list(self.efter_regel.get(mutant.regel, ()))
        if not mutant.version:
            return alle
        uden = mutant.uden_versionen(self.lov)
        afgjorte = [proeve for proeve in alle if _afviger(proeve, uden)]
        return afgjorte + _spredt([proeve for proeve in alle if proeve not in afgjorte])

    def paa_tallisten(self, mutant: Mutant) -> bool:
        """Whether a figure typed a second time from the act differs from the changed rule's."""
        lov = mutant.i(self.lov)
        return any(not passer(tal, lov) for tal in alle_tal() if tal.regel == mutant.regel)

    @cached_property
    def efter_regel(self) -> Mapping[str, list[Proeve]]:
        """The questions put to a change of each rule: those that name it, then a few of those that only use it."""
        naevner: dict[str, list[Proeve]] = defaultdict(list)
        bruger: dict[str, list[Proeve]] = defaultdict(list)
        for proeve, naevnt in (*self._om_borgere(), *self._om_handlinger()):
            sporet = Sporet(**{felt.name: getattr(self.lov, felt.name) for felt in fields(self.lov)}, brugt=set())
            if _afviger(proeve, sporet):
                self.fejler_uaendret.append(proeve.navn)
                continue
            for regel in naevnt:
                naevner[regel].append(proeve)
            for regel in (sporet.brugt | {LOVVERSIONER}) - naevnt:
                bruger[regel].append(proeve)
        return {regel: naevner[regel] + _spredt(bruger[regel]) for regel in {**naevner, **bruger}}

    def _om_borgere(self) -> Iterator[tuple[Proeve, set[str]]]:
        """A question about citizens names its rule and the tables that deadlines share when the case has such facts."""
        naevnt = {sag.id: sag.regler for sag in laes_sager(self.mappe)}
        for spoergsmaal in alle_spoergsmaal(self.mappe):
            lovversion = {LOVVERSIONER} if "lovversion" in f"{spoergsmaal.felter}{spoergsmaal.svar}" else set()
            yield self._om_borger(spoergsmaal), {*naevnt[spoergsmaal.sag["id"]], *lovversion}

    def _om_borger(self, spoergsmaal: Spoergsmaal) -> Proeve:
        def afviger(lov: Regelsaet) -> bool:
            svaret, ventet = besvar(spoergsmaal, lov, self._historik(spoergsmaal.sag))
            return bool(svaret != ventet)

        return Proeve(spoergsmaal.navn, afviger)

    def _om_handlinger(self) -> Iterator[tuple[Proeve, set[str]]]:
        for spoergsmaal in alle_handlingsspoergsmaal(self.mappe):
            yield _om_handling(spoergsmaal, self.lov), {spoergsmaal.regel}

    def _historik(self, sag: Mapping[str, object]) -> Historik:
        id_ = str(sag["id"])
        if id_ not in self._historikker:
            self._historikker[id_] = byg_historik(datasaet(sag))
        return self._historikker[id_]


def _om_handling(spoergsmaal: Handlingsspoergsmaal, lov: Regelsaet) -> Proeve:
    handling = laest(spoergsmaal.handling, lov)
    return Proeve(spoergsmaal.navn, lambda aendret: bedoemt(spoergsmaal, aendret, handling) != spoergsmaal.svar)


def _spredt(proever: list[Proeve]) -> list[Proeve]:
    """At most so many of them, evenly from first to last."""
    return proever[:: max(1, -(-len(proever) // HOEJST_BRUGERE))]


def _afviger(proeve: Proeve, lov: Regelsaet) -> bool:
    """A changed law that the engine cannot use at all has been noticed too."""
    try:
        return proeve.afviger(lov)
    except Exception:
        return True
