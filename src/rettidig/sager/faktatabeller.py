"""How the tables of the contract lie in the store, and what makes two rows of an extract the same fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from psycopg import sql

from rettidig.forloeb import kontrakt
from rettidig.forloeb.kontrakt import RAEKKE

BORGERE = "borgere"
BORGER_ID = "borger_id"


class Tid(Enum):
    """When a fact holds: always, in a period, on a day, in a month."""

    ALTID = "altid"
    PERIODE = "periode"
    DAG = "dag"
    MAANED = "maaned"

    @property
    def kolonner(self) -> tuple[str, ...]:
        """The columns of the contract that say it."""
        return _TIDSKOLONNER[self]


_TIDSKOLONNER: Mapping[Tid, tuple[str, ...]] = {
    Tid.ALTID: (),
    Tid.PERIODE: ("fra", "til"),
    Tid.DAG: ("dato",),
    Tid.MAANED: ("maaned",),
}


_PERIODE: Mapping[Tid, str] = {
    Tid.ALTID: "daterange(NULL, NULL)",
    Tid.PERIODE: "daterange(fra, til)",
    Tid.DAG: "daterange(dato, dato + 1)",
    Tid.MAANED: "daterange(maaned, (maaned + interval '1 month')::date)",
}
_TILBAGE: Mapping[str, str] = {
    "fra": "lower(periode)",
    "til": "upper(periode)",
    "dato": "lower(periode)",
    "maaned": "lower(periode)",
}
_BEGYNDER = "lower(periode)"
# What a source keeps when it corrects a row. An activity with an id is itself whatever else is changed; a talk that is
# held was the one planned; a spell that is ended, or changes visitation, is the spell that began that day.
_NOEGLER: Mapping[str, str] = {
    "borgere": "",
    "ydelser": f"ydelse, {_BEGYNDER}",
    "indsatser": f"indsats_id, CASE WHEN indsats_id IS NULL THEN indsats END, "
    f"CASE WHEN indsats_id IS NULL THEN {_BEGYNDER} END",
    "samtaler": f"slags, part, {_BEGYNDER}",
    "loentimer": f"cvr, {_BEGYNDER}",
    "fritagelser": f"grund, {_BEGYNDER}",
    "undtagelser": f"regel, {_BEGYNDER}",
    "haendelser": f"haendelse, {_BEGYNDER}",
}


@dataclass(frozen=True)
class Faktatabel:
    """One table of the contract and its place in the store."""

    navn: str
    kontraktkolonner: tuple[str, ...]
    tid: Tid

    @property
    def kolonner(self) -> tuple[str, ...]:
        """The columns besides the citizen and the days."""
        return tuple(k for k in self.kontraktkolonner if k != BORGER_ID and k not in self.tid.kolonner)

    @property
    def db(self) -> sql.Identifier:
        """The table of registrations."""
        return sql.Identifier(f"sager_{self.navn}")

    @property
    def kolonneliste(self) -> sql.Composable:
        """The columns besides the citizen and the days, for a query."""
        return sql.SQL(", ").join(map(sql.Identifier, self.kolonner))

    @property
    def periode(self) -> sql.Composable:
        """The days a row of the contract holds."""
        return sql.SQL(_PERIODE[self.tid])

    @property
    def noegle(self) -> sql.Composable:
        """What makes two rows of one citizen the same fact, as text; asked of anything with a ``periode``."""
        return sql.SQL(f"ROW({_NOEGLER[self.navn]})::text")

    @property
    def indhold(self) -> sql.Composable:
        """All a row says, as text that differs when anything does."""
        return sql.SQL("ROW(periode, {})::text").format(self.kolonneliste)

    @property
    def som_kontrakt(self) -> sql.Composable:
        """The columns of the contract besides the citizen, in order, from a registration."""
        return sql.SQL(", ").join(
            sql.SQL(_TILBAGE[k]) if k in self.tid.kolonner else sql.Identifier(k)
            for k in self.kontraktkolonner
            if k != BORGER_ID
        )

    def arrowkolonner(self) -> tuple[str, ...]:
        """The columns of the reader's table, the row number last."""
        return (*self.kontraktkolonner, RAEKKE)


@cache
def faktatabeller() -> Mapping[str, Faktatabel]:
    """The tables in the order of the contract."""
    return {
        navn: Faktatabel(navn, tuple(tabel.kolonner), _tid(set(tabel.kolonner)))
        for navn, tabel in kontrakt().tabeller.items()
    }


def _tid(kolonner: set[str]) -> Tid:
    return next((tid for tid in (Tid.PERIODE, Tid.DAG, Tid.MAANED) if kolonner.issuperset(tid.kolonner)), Tid.ALTID)
