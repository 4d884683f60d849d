"""The offers under way judged by two laws: only by what the laws disagree on, and only by what is registered.

An offer's judgement is about the conditions that are another in the one law than in the other, or that come out
otherwise; all others are alike and can make no difference. A fact that is not registered makes a condition unknown, and
unknown stays unknown: it is counted as such and is never a yes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rettidig.forloeb import Datasaet
from rettidig.motor.grundlag import GRUPPEREGEL, PLIGTFORLOEB, Grundlag
from rettidig.motor.historik import Historik
from rettidig.motor.reform.tilbudsfakta import Tilbud, tilbud_i_gang
from rettidig.motor.reform.tilstande import Spoergsmaal
from rettidig.motor.vilkaar import Handling, vurder
from rettidig.regler.former.vilkaar import Vilkaarsregel
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.reformraekkevidde import PROEVET_HANDLING

LOVLIG, IKKE_LOVLIG, UKENDT = "lovlig", "ikke_lovlig", "ukendt"
"""How what two laws disagree on comes out: nothing in the way, something in the way, or not known."""
FAKTA_HVILER_PAA = frozenset({GRUPPEREGEL, PLIGTFORLOEB})
"""The rules that the facts of an act are worked out by."""
_DOM = {"opfyldt": LOVLIG, "ikke_opfyldt": IKKE_LOVLIG, "ukendt": UKENDT}
_UKENDT_REGEL = ""

Sted = tuple[str, str]
"""A condition: the rule and its id; with an empty id the rule as a whole, where no law can be found for the day."""


@dataclass(frozen=True, slots=True)
class Regeldom:
    """What one rule says under each law of what they disagree on: which conditions, and which facts it lacks."""

    regel: str
    foer: str
    efter: str
    betingelser: tuple[str, ...]
    mangler: tuple[str, ...]
    hjemmel: str


@dataclass(frozen=True, slots=True)
class Tilbudsdom:
    """An offer under each law; ``None`` where nothing the laws disagree on concerns it."""

    tilbud: Tilbud
    foer: str | None
    efter: str | None
    regler: tuple[Regeldom, ...]


@dataclass(frozen=True)
class Tilbudsproeve:
    """Two laws held against each other on the offers of a day."""

    foer: Regelsaet
    efter: Regelsaet
    spurgt: Spoergsmaal

    @cached_property
    def regler(self) -> tuple[str, ...]:
        """The rules asked about: those that differ, or all of them where the facts of an act may differ."""
        alle = {
            r.regel: r for lov in (self.efter, self.foer) for r in lov.vilkaar() if PROEVET_HANDLING in r.handlinger
        }
        if self._andre_fakta:
            return tuple(alle)
        return tuple(navn for navn in alle if self.foer.regler.get(navn) != self.efter.regler.get(navn))

    @cached_property
    def _andre_fakta(self) -> bool:
        return any(self.foer.regler.get(regel) != self.efter.regler.get(regel) for regel in FAKTA_HVILER_PAA)

    def domme(self, historik: Historik, data: Datasaet) -> list[Tilbudsdom]:
        """Every offer under way on the day under both laws. No offers where the laws agree on all conditions."""
        if not self.regler:
            return []
        gamle = self._tilbud(self.foer, historik, data)
        nye = self._tilbud(self.efter, historik, data) if self._andre_fakta else gamle
        return [self._dom(a, b) for a, b in zip(gamle, nye, strict=True)]

    def _tilbud(self, lov: Regelsaet, historik: Historik, data: Datasaet) -> list[Tilbud]:
        return tilbud_i_gang(Grundlag.paa(lov, historik, self.spurgt.dag, dict(self.spurgt.valg)), historik, data)

    def _dom(self, gammelt: Tilbud, nyt: Tilbud) -> Tilbudsdom:
        foer, efter = _svar(self.foer, gammelt, self.regler), _svar(self.efter, nyt, self.regler)
        uenige = [
            sted
            for sted in dict.fromkeys((*efter, *foer))
            if _om(foer, sted) != _om(efter, sted) or foer.get(sted, _INTET).krav != efter.get(sted, _INTET).krav
        ]
        regler = []
        for regel in dict.fromkeys(regel for regel, _ in uenige):
            egne = [sted for sted in uenige if sted[0] == regel]
            a, b = _samlet(foer, egne), _samlet(efter, egne)
            if a is not None or b is not None:
                mangler = dict.fromkeys(m for s in egne for svar in (foer, efter) for m in svar.get(s, _INTET).mangler)
                hjemler = dict.fromkeys((efter.get(s) or foer[s]).hjemmel for s in egne)
                navne = tuple(navn for _, navn in egne if navn)
                regler.append(
                    Regeldom(regel, a or LOVLIG, b or LOVLIG, navne, tuple(mangler), "; ".join(filter(None, hjemler)))
                )
        if not regler:
            return Tilbudsdom(gammelt, None, None, ())
        return Tilbudsdom(gammelt, _vaerste(r.foer for r in regler), _vaerste(r.efter for r in regler), tuple(regler))


@dataclass(frozen=True, slots=True)
class _Svar:
    """How a condition comes out, ``None`` where it does not concern the offer; and what it tests, without its texts."""

    dom: str | None
    mangler: tuple[str, ...] = ()
    hjemmel: str = ""
    krav: tuple[object, ...] = ()


_INTET = _Svar(None)


def _svar(lov: Regelsaet, tilbud: Tilbud, regler: Iterable[str]) -> dict[Sted, _Svar]:
    egne = [lov.regler[navn] for navn in regler if navn in lov.regler]
    spurgte = [regel for regel in egne if isinstance(regel, Vilkaarsregel)]
    vurdering = vurder(lov, Handling(PROEVET_HANDLING, tilbud.fakta, tilbud.borger_id), spurgte)
    fundne = {
        (et.regel.regel, et.betingelse.id): _Svar(
            _DOM.get(et.status),
            et.mangler,
            et.betingelse.hjemmel.tekst,
            (et.betingelse.naar, et.betingelse.proeve),
        )
        for et in vurdering.svar
    }
    for regel in spurgte:
        dag = vurdering.fakta.get(regel.vaelges_efter)
        if not isinstance(dag, dt.date) or not _kodet(lov, regel, dag):
            # No law is coded for the day: what the rule would say is not known.
            fundne[regel.regel, _UKENDT_REGEL] = _Svar(UKENDT)
    return fundne


def _kodet(lov: Regelsaet, regel: Vilkaarsregel, dag: dt.date) -> bool:
    """Whether it is known what a rule says on a day, if only that it does not hold."""
    gaeldende = lov.lovversioner.paa(dag)
    return any(v.gaelder(dag) for v in regel.versioner) or (gaeldende is not None and gaeldende.status == "kodet")


def _om(svar: Mapping[Sted, _Svar], sted: Sted) -> str | None:
    return svar.get(sted, _INTET).dom


def _samlet(svar: Mapping[Sted, _Svar], steder: Iterable[Sted]) -> str | None:
    domme = [dom for sted in steder if (dom := _om(svar, sted)) is not None]
    return _vaerste(domme) if domme else None


def _vaerste(domme: Iterable[str]) -> str:
    """A no decides, then what is not known."""
    fundne = set(domme)
    return IKKE_LOVLIG if IKKE_LOVLIG in fundne else UKENDT if UKENDT in fundne else LOVLIG
