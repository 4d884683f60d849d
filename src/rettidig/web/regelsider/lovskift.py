"""The days on which the rules of a page change with the law: each a rehearsal with the day and the laws filled in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse

from rettidig.regler.indlaes import hent_lov
from rettidig.regler.kontrol import versioner
from rettidig.regler.opslag import paragraffer
from rettidig.regler.sider import sidenavn
from rettidig.tidslinje import calendar


@dataclass(frozen=True)
class Lovskift:
    """A day, and the ids of the law versions in force the day before and on it."""

    dag: dt.date
    fra: str
    til: str

    @property
    def adresse(self) -> str:
        """The rehearsal of it."""
        return f"{reverse('reform')}?{urlencode({'dag': self.dag.isoformat(), 'fra': self.fra, 'til': self.til})}"


def lovskift(side: str) -> tuple[Lovskift, ...]:
    """The changes of law that touch the rules of a page, earliest first; none for a page that is no paragraph's."""
    return _alle().get(side, ())


@cache
def _alle() -> dict[str, tuple[Lovskift, ...]]:
    lov = hent_lov()
    fundne = {}
    for sted, regler in paragraffer(lov).items():
        dage = {version.fra for regel in regler for version in versioner(regel)}
        skift = (_skiftet(dag) for dag in sorted(dage))
        fundne[sidenavn(*sted).removesuffix(".md")] = tuple(et for et in skift if et is not None)
    return fundne


def _skiftet(dag: dt.date) -> Lovskift | None:
    """The change of law on a day, where both laws are coded."""
    love = hent_lov().lovversioner
    foer, efter = love.paa(calendar.previous_date(dag)), love.paa(dag)
    if foer is None or efter is None or foer.id == efter.id or {foer.status, efter.status} != {"kodet"}:
        return None
    return Lovskift(dag, foer.id, efter.id)
