"""The log of readings as it is read: the citizen's own, and the controller's sample.

A sample is drawn by a key worked out from its seed and the reading's number, so the same seed and period give the same
sample again for as long as the log stands. Readings that are out of the ordinary are drawn first: each kind fills its
share before the rest is drawn from all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery

from rettidig.adgang.models import LaestBorger, Stikproevefund
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sprog import findes, tekst

_HER = ZoneInfo("Europe/Copenhagen")
_STRATA = ("noedadgang", "beskyttet", "uden_for_team", "uden_for_arbejdstid")
STOERSTE_PROEVE = 500
_EGEN_LOG = 500
_HELE = 100

_UDTRAEK = """
SELECT l.id, l.stratum FROM (
    SELECT lb.id, CASE WHEN lb.noedadgang THEN 0 WHEN lb.beskyttet THEN 1 WHEN lb.uden_for_team THEN 2
        WHEN la.uden_for_arbejdstid THEN 3 ELSE 4 END AS stratum,
        md5(%(froe)s || ':' || lb.id) AS noegle
    FROM adgang_laest_borger lb JOIN adgang_laesning la ON la.id = lb.laesning_id
    WHERE la.tidspunkt >= %(fra)s AND la.tidspunkt < %(til)s AND la.bruger_id IS NOT NULL AND la.formaal <> 'eget'
) l ORDER BY l.stratum, l.noegle, l.id
"""


@dataclass(frozen=True)
class Proevelinje:
    """One reading of one citizen in a sample; ``saerlige`` names what was out of the ordinary."""

    laest: LaestBorger
    saerlige: tuple[str, ...]
    vurdering: str | None


@dataclass(frozen=True)
class Logpost:
    """One reading as the citizen is told of it."""

    tidspunkt: dt.datetime
    hvem: str
    hvorfor: str
    hvad: str


def stikproeve(fra: dt.date, til: dt.date, froe: int, antal: int) -> list[Proevelinje]:
    """A sample of ``antal`` readings by users in the days from ``fra`` up to, not with, ``til``.

    Of each kind out of the ordinary up to its share of the sample is drawn; the rest from all that is left. Readings of
    one's own case and of systems are not drawn.
    """
    antal = max(1, min(antal, STOERSTE_PROEVE))
    with connection.cursor() as markoer:
        markoer.execute(_UDTRAEK, {"froe": str(froe), "fra": _midnat(fra), "til": _midnat(til)})
        fundne: list[tuple[int, int]] = markoer.fetchall()
    valgte = _vaelg(fundne, antal)
    seneste = Stikproevefund.objects.filter(laesning=OuterRef("pk")).order_by("-pk").values("vurdering")[:1]
    linjer = (
        LaestBorger.objects.filter(pk__in=valgte)
        .select_related("laesning", "laesning__bruger")
        .annotate(vurdering=Subquery(seneste))
        .order_by("laesning__tidspunkt", "pk")
    )
    return [Proevelinje(linje, _saerlige(linje), linje.vurdering) for linje in linjer]


def borgerens_log(borger_pk: int, hoejst: int = _EGEN_LOG) -> list[Logpost]:
    """Who has looked at the citizen, latest first, in plain words. Users are told by role and initials, not by name."""
    poster: QuerySet[Any] = (
        LaestBorger.objects.filter(borger_id=borger_pk)
        .select_related("laesning")
        .order_by("-laesning__tidspunkt", "-pk")
    )[:hoejst]
    return [
        Logpost(
            post.laesning.tidspunkt.astimezone(_HER),
            _hvem(post.laesning),
            tekst(f"adgang.formaal.{post.laesning.formaal}"),
            hvad_i_ord(post.laesning.hvad),
        )
        for post in poster
    ]


def hvad_i_ord(hvad: str) -> str:
    """What was seen, in plain words, by the first word of it."""
    noegle = f"adgang.hvad.{hvad.partition('.')[0]}"
    return tekst(noegle if findes(noegle) else "adgang.hvad.andet")


def _vaelg(fundne: Sequence[tuple[int, int]], antal: int) -> list[int]:
    """The odd ones first, each kind up to its share; then from all that is left by the same lot."""
    andel = max(1, antal * valgte_tal().stikproeve_saerlige.vaerdi // (_HELE * len(_STRATA)))
    efter_stratum: dict[int, list[int]] = {}
    for pk, stratum in fundne:
        efter_stratum.setdefault(stratum, []).append(pk)
    valgte = [pk for stratum in range(len(_STRATA)) for pk in efter_stratum.get(stratum, [])[:andel]][:antal]
    tilbage = [pk for stratum in sorted(efter_stratum, reverse=True) for pk in efter_stratum[stratum]]
    sete = set(valgte)
    valgte += [pk for pk in tilbage if pk not in sete][: antal - len(valgte)]
    return valgte


def _saerlige(linje: LaestBorger) -> tuple[str, ...]:
    flag = {
        "noedadgang": linje.noedadgang,
        "beskyttet": linje.beskyttet,
        "uden_for_team": linje.uden_for_team,
        "uden_for_arbejdstid": linje.laesning.uden_for_arbejdstid,
    }
    return tuple(navn for navn in _STRATA if flag[navn])


def _hvem(laesning: Any) -> str:
    if laesning.bruger_id is None:
        return tekst("adgang.log.system", navn=laesning.hvem.removeprefix("system:"))
    if laesning.formaal == "eget":
        return tekst("adgang.log.dig")
    roller = ", ".join(tekst(f"adgang.rolle.{rolle}") for rolle in laesning.roller.split(",") if rolle)
    if laesning.initialer:
        return tekst("adgang.log.ansat_initialer", roller=roller, initialer=laesning.initialer)
    return tekst("adgang.log.ansat", roller=roller)


def _midnat(dag: dt.date) -> dt.datetime:
    return dt.datetime.combine(dag, dt.time.min, _HER)
