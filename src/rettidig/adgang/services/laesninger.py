"""Every reading of a citizen is written down in the request that shows it; where it cannot be, nothing is shown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.adgang.formaal import Formaal
from rettidig.adgang.fritekst import fritekst
from rettidig.adgang.models import Laesning
from rettidig.adgang.roller import graenser, roller
from rettidig.adgang.selectors.beskyttelse import er_beskyttede

_HVAD = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_LOERDAG = 5
_HER = ZoneInfo("Europe/Copenhagen")


def noter(
    bruger_eller_system: Any, borger_pks: Iterable[int], formaal: str | Formaal, hvad: str, tekst: str = ""
) -> int | None:
    """Write down that the citizens were shown: to whom, why and through what. Returns the reading's number.

    ``bruger_eller_system`` is a user or the name of a system with a key of its own. ``formaal`` is one of
    :class:`Formaal`; ``tekst`` what the user wrote beside it. ``hvad`` is lower-case words joined by points, the first
    of them ``side``, ``liste``, ``api``, ``udtraek`` or ``afsloering``. Nobody shown, nothing written, ``None``. Raises
    ``AdgangsFejl`` for a purpose or a word that is not one; whatever it raises, the answer must not be given.
    """
    pks = sorted({int(pk) for pk in borger_pks})
    if not pks:
        return None
    if formaal not in set(Formaal):
        raise AdgangsFejl("ukendt_formaal")
    if not _HVAD.fullmatch(hvad):
        raise AdgangsFejl("ukendt_laesning")
    bruger = None if isinstance(bruger_eller_system, str) else bruger_eller_system
    nu = dt.datetime.now(_HER)
    with transaction.atomic():
        laesning = Laesning.objects.create(
            bruger=bruger,
            hvem=bruger.get_username() if bruger is not None else f"system:{bruger_eller_system}",
            roller=",".join(sorted(roller(bruger))) if bruger is not None else "",
            initialer=bruger.initialer if bruger is not None else "",
            formaal=str(formaal),
            formaalstekst=fritekst(tekst),
            hvad=hvad,
            antal=len(pks),
            uden_for_arbejdstid=bruger is not None and _uden_for_arbejdstid(nu),
        )
        _skriv_borgere(laesning.pk, bruger, pks)
    return int(laesning.pk)


def _skriv_borgere(laesning: int, bruger: Any, pks: list[int]) -> None:
    """One row for each citizen, in one statement however many there are."""
    teams = list(bruger.teams) if bruger is not None else []
    with connection.cursor() as markoer:
        markoer.execute(
            "INSERT INTO adgang_laest_borger (laesning_id, borger_id, uden_for_team, beskyttet, noedadgang)"
            " SELECT %(laesning)s, b.pk, %(har_teams)s AND NOT EXISTS (SELECT 1 FROM sager_borgere o"
            " WHERE o.borger_id = b.pk AND upper_inf(o.registreret) AND o.team = ANY(%(teams)s)),"
            " b.pk = ANY(%(beskyttede)s), EXISTS (SELECT 1 FROM adgang_noedadgang n"
            " WHERE n.bruger_id = %(bruger)s AND n.borger_id = b.pk AND n.til > now())"
            " FROM unnest(%(pks)s::bigint[]) AS b (pk)",
            {
                "laesning": laesning,
                "bruger": bruger.pk if bruger is not None else None,
                "har_teams": bool(teams),
                "teams": teams,
                "beskyttede": sorted(er_beskyttede(pks)),
                "pks": pks,
            },
        )


def _uden_for_arbejdstid(nu: dt.datetime) -> bool:
    fra, til = graenser().arbejdstid
    return nu.weekday() >= _LOERDAG or not fra <= nu.hour < til
