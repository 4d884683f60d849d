"""The law with one least change: every mutant of every rule, and of the register of law versions."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from tests.mutation.parametre import Aendring, Sted, aendringer

from rettidig.regler.former.grundform import Regel, Version
from rettidig.regler.former.maalgruppe import Maalgrupperegel
from rettidig.regler.former.tabeller import Samtaleformregel
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje.calendar import add_days, to_date, to_day

GRUPPEREGEL = "lab.6.maalgruppe"

LOVVERSIONER = "lovversioner"
"""The register of law versions, changed like a rule."""


@dataclass(frozen=True)
class Mutant:
    """One changed law: which rule, where in it, what was done, and the rule as it then reads."""

    regel: str
    version: str
    sti: str
    hvad: str
    aendret: Any
    nummer: int = -1

    @property
    def navn(self) -> str:
        """Rule, version by its first day, place and change: the same from run to run."""
        return " ".join(filter(None, (self.regel, self.version, f"{self.sti}:", self.hvad)))

    @property
    def parameter(self) -> str:
        """The coded parameter: all changes at one place are of one parameter."""
        return f"{self.regel} {self.version} {self.sti}"

    @property
    def lod(self) -> int:
        """A number drawn from the name and from the rule as it stands: a law that changes draws anew."""
        return int.from_bytes(hashlib.sha256(f"{self.navn}{self.aendret!r}".encode()).digest()[:8], "big")

    def i(self, lov: Regelsaet) -> Regelsaet:
        """The law with this change and no other."""
        if self.regel == LOVVERSIONER:
            return replace(lov, lovversioner=self.aendret)
        return replace(lov, regler={**lov.regler, self.regel: self.aendret})

    def uden_versionen(self, lov: Regelsaet) -> Regelsaet:
        """The law without the version that is changed."""
        versioner = (*self.aendret.versioner[: self.nummer], *self.aendret.versioner[self.nummer + 1 :])
        return replace(lov, regler={**lov.regler, self.regel: self.aendret.model_copy(update={"versioner": versioner})})


def mutanter(lov: Regelsaet) -> Iterator[Mutant]:
    """Every mutant, rule by rule in the order of the files."""
    for regel in lov.regler.values():
        yield from _af_regel(lov, regel)
    for sti, hvad, versioner in _graenser(lov.lovversioner.lovversioner):
        aendret = lov.lovversioner.model_copy(update={"lovversioner": versioner})
        yield Mutant(LOVVERSIONER, "", sti, hvad, aendret)


def _af_regel(lov: Regelsaet, regel: Regel) -> Iterator[Mutant]:
    faktakoder = {faktum.navn: faktum.koder for faktum in lov.fakta.fakta if faktum.koder}
    if isinstance(regel, Samtaleformregel):
        faktakoder["naar"] = tuple(regel.situationer)
    sted = Sted("", faktakoder=faktakoder, grupper=_grupper(lov))
    versioner: tuple[Version, ...] = regel.versioner  # type: ignore[attr-defined]
    uden = regel.model_copy(update={"versioner": ()})
    foerste_dag = min(version.fra for version in versioner)
    for sti, hvad, nyt in aendringer(uden, sted):
        if sti == "tidligst" and regel.tidligst == foerste_dag:  # type: ignore[attr-defined]
            continue
        yield Mutant(regel.regel, "", sti, hvad, nyt.model_copy(update={"versioner": versioner}))
    for nr, version in enumerate(versioner):
        kaldt = f"{version.fra}" if [v.fra for v in versioner].count(version.fra) == 1 else f"{version.fra}#{nr + 1}"
        for sti, hvad, ny in aendringer(version, sted):
            if sti not in ("fra", "til"):
                alle = (*versioner[:nr], ny, *versioner[nr + 1 :])
                yield Mutant(regel.regel, kaldt, sti, hvad, regel.model_copy(update={"versioner": alle}), nr)
    for sti, hvad, alle in _graenser(versioner):
        med_loven = {"tidligst": alle[0].fra} if getattr(regel, "tidligst", None) == foerste_dag else {}
        yield Mutant(regel.regel, "", sti, hvad, regel.model_copy(update={"versioner": alle, **med_loven}))


def _grupper(lov: Regelsaet) -> tuple[int, ...]:
    """The groups a citizen can be in."""
    linjer = [linje for version in lov.hent(GRUPPEREGEL, Maalgrupperegel).versioner for linje in version.linjer]
    return tuple(sorted({linje.gruppe for linje in linjer}))


def _graenser(versioner: tuple[Any, ...]) -> Iterator[Aendring]:
    """Every day on which one version takes over from another, moved a day for both; the first and the last alone."""
    begynder = {version.fra for version in versioner}
    slutter = {_flyt(version.til, 1) for version in versioner if version.til is not None}
    for graense in sorted(begynder | slutter):
        for dage in (-1, 1):
            flyttet = tuple(
                version.model_copy(
                    update={
                        **({"fra": _flyt(version.fra, dage)} if version.fra == graense else {}),
                        **(
                            {"til": _flyt(version.til, dage)}
                            if version.til and _flyt(version.til, 1) == graense
                            else {}
                        ),
                    }
                )
                for version in versioner
            )
            yield f"graense {graense}", f"{dage:+d} dag", flyttet


def _flyt(dag: dt.date, dage: int) -> dt.date:
    return to_date(add_days(to_day(dag), dage))
