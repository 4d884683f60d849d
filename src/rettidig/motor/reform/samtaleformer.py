"""The form of talks under a law: how each talk held is judged, and which forms the next may have.

What a law does not judge, and what it judges by facts the data do not hold, is unknown: never lawful.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from rettidig.motor.fund import SAMTALEFORM, Samtaleform
from rettidig.motor.grundlag import GRUPPEREGEL, PLIGTFORLOEB, SAMTALEREGEL, Grundlag
from rettidig.motor.historik import Historik, kodenavne
from rettidig.motor.reform.tilbudsdomme import IKKE_LOVLIG, LOVLIG, UKENDT
from rettidig.motor.reform.tilstande import Spoergsmaal
from rettidig.regler.former.tabeller import SamtaleformVersion
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar
from rettidig.tidslinje.model import Longs

HVILER_PAA = frozenset({SAMTALEFORM, GRUPPEREGEL, PLIGTFORLOEB, SAMTALEREGEL})
"""The rules that the form of a talk may rest on: which forms, in which group and course, and which talks count."""


class Samtalenoegle(NamedTuple):
    """A talk held: whose, on which day, in which form; ``nr`` tells equal ones apart."""

    borger_id: str
    dag: int
    form: str
    nr: int = 0


class Samtaledom(NamedTuple):
    """A talk held that two laws judge otherwise, or alike; ``hjemmel`` is that of the law after, or before."""

    noegle: Samtalenoegle
    foer: str
    efter: str
    hjemmel: str


class Naeste(NamedTuple):
    """The forms lawful for one more talk on the day under each law; ``None`` where a law does not judge it."""

    borger_id: str
    foer: tuple[str, ...] | None
    efter: tuple[str, ...] | None
    hjemmel: str


class Formdomme(Samtaleform):
    """What a law says of every talk held, and of the next in each running course."""

    def holdte(self) -> dict[Samtalenoegle, tuple[str, str]]:
        """The judgement and the paragraph of every talk the law judges."""
        fundne: dict[Samtalenoegle, tuple[str, str]] = {}
        grupper = self.g.foerste_gruppe
        for gruppe in np.flatnonzero(np.bincount(grupper)).tolist():
            versioner = [version for version in self.regel.versioner if gruppe in version.grupper]
            if versioner:
                self._gruppens(gruppe, np.flatnonzero(grupper == gruppe), versioner, fundne)
        return fundne

    def _gruppens(
        self,
        gruppe: int,
        kurser: Longs,
        versioner: list[SamtaleformVersion],
        fundne: dict[Samtalenoegle, tuple[str, str]],
    ) -> None:
        holdt = self._bedoemte(gruppe, kurser, versioner)
        lovlige = self._lovlige(gruppe, versioner, holdt, alle=True)
        ider, navne = self.g.historik.borgere.ider, kodenavne("form")
        for person, dag, form, bits, version, nummer, inden in zip(
            holdt.person.tolist(),
            holdt.dag.tolist(),
            holdt.form.tolist(),
            lovlige.tolist(),
            holdt.version.tolist(),
            holdt.nummer.tolist(),
            holdt.inden.tolist(),
            strict=True,
        ):
            valgt = versioner[version]
            # Where facts outside the data may make another form lawful, a no is not certain.
            nej = IKKE_LOVLIG if valgt.dokumentation is None else UKENDT
            noegle = Samtalenoegle(ider[person], dag, navne[form])
            while noegle in fundne:
                noegle = noegle._replace(nr=noegle.nr + 1)
            fundne[noegle] = (LOVLIG if bits >> form & 1 else nej), valgt.hjemmel_for(nummer, inden=inden).tekst

    def naeste_former(self) -> dict[tuple[str, int], tuple[str, ...] | None]:
        """The lawful forms of one more talk on the day, by citizen and first day of the running course."""
        kurser = np.flatnonzero(~self.g.ophoert)
        dage = np.full(len(kurser), self.g.dag, dtype=np.int32)
        ider, navne = self.g.historik.borgere.ider, kodenavne("form")
        personer, starter = self.g.forloeb.person[kurser].tolist(), self.g.forloeb.start[kurser].tolist()
        return {
            (ider[person], start): None if bits < 0 else tuple(n for kode, n in enumerate(navne) if bits >> kode & 1)
            for person, start, bits in zip(personer, starter, self.naeste(kurser, dage).tolist(), strict=True)
        }

    def naeste_hjemmel(self) -> str:
        """The paragraphs the form of a talk on the day stands under, for one group or another."""
        dag = calendar.to_date(self.g.dag)
        fundne = {version.hjemmel.tekst for version in self.regel.versioner if version.gaelder(dag)}
        return "; ".join(sorted(fundne))


def samtaledomme(
    foer: Regelsaet, efter: Regelsaet, historik: Historik, spurgt: Spoergsmaal
) -> tuple[list[Samtaledom], list[Naeste]]:
    """Every talk held that either law judges, and every running course in which the next talk may have other forms."""
    gammel, ny = (_domme(lov, historik, spurgt) for lov in (foer, efter))
    holdt_foer, holdt_efter = gammel.holdte(), ny.holdte()
    holdte = [
        Samtaledom(noegle, foer_dom, efter_dom, hjemmel or gammel_hjemmel)
        for noegle in sorted({*holdt_foer, *holdt_efter})
        for (foer_dom, gammel_hjemmel), (efter_dom, hjemmel) in [_begge(noegle, holdt_foer, holdt_efter)]
    ]
    return holdte, list(_naeste(gammel, ny))


def angaar_form(foer: Regelsaet, efter: Regelsaet) -> bool:
    """Whether two laws differ in what the form of a talk may rest on."""
    return any(foer.regler.get(regel) != efter.regler.get(regel) for regel in HVILER_PAA)


def _domme(lov: Regelsaet, historik: Historik, spurgt: Spoergsmaal) -> Formdomme:
    return Formdomme(Grundlag.paa(lov, historik, spurgt.dag, dict(spurgt.valg)))


def _begge(
    noegle: Samtalenoegle, *begge: Mapping[Samtalenoegle, tuple[str, str]]
) -> tuple[tuple[str, str], tuple[str, str]]:
    foer, efter = (domme.get(noegle, (UKENDT, "")) for domme in begge)
    return foer, efter


def _naeste(gammel: Formdomme, ny: Formdomme) -> Iterator[Naeste]:
    foer, efter = gammel.naeste_former(), ny.naeste_former()
    for borger_id, start in sorted({*foer, *efter}):
        a, b = foer.get((borger_id, start)), efter.get((borger_id, start))
        if a != b:
            yield Naeste(borger_id, a, b, ny.naeste_hjemmel() or gammel.naeste_hjemmel())
