"""What is asked of the citizen's page in its address: the day, as known when, which duties, and the one opened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localdate

from rettidig.sager.selectors.kendt import kendt_nu, kendt_pr
from rettidig.sprog import tekst
from rettidig.tal.selectors.tilstand import stand

_TIDLIGST, _SENEST = dt.date(1990, 1, 1), dt.date(2049, 12, 31)
"""The days the data contract can tell of."""
_LAENGSTE_NOEGLE = 120


@dataclass(frozen=True)
class Sidevalg:
    """``pr`` and ``kendt_dag`` are ``None`` where the address names none; ``fejl`` says what was wrong, by field."""

    dag: dt.date
    pr: dt.date | None = None
    kendt_dag: dt.date | None = None
    alle: bool = False
    pligt: str = ""
    fejl: tuple[tuple[str, str], ...] = ()

    @property
    def kendt(self) -> dt.datetime:
        """The time up to which things are known."""
        return kendt_nu() if self.kendt_dag is None else kendt_pr(self.kendt_dag)

    def adresse(self, navn: str, noegle: str, **andet: object) -> str:
        """The address of a page with the same choices, some of them changed."""
        valgt = replace(self, **andet)  # type: ignore[arg-type]
        felter = {
            "pr": "" if valgt.pr is None else valgt.pr.isoformat(),
            "kendt": "" if valgt.kendt_dag is None else valgt.kendt_dag.isoformat(),
            "regler": "alle" if valgt.alle else "",
            "pligt": valgt.pligt,
        }
        spurgt = urlencode({k: v for k, v in felter.items() if v})
        adresse: str = reverse(navn, args=[noegle])
        return f"{adresse}?{spurgt}" if spurgt else adresse


def laes_valg(spurgt: QueryDict) -> Sidevalg:
    """Reads the address; what cannot be read is left out and said."""
    fejl: list[tuple[str, str]] = []
    pr = _dag(spurgt.get("pr", ""), "pr", fejl)
    kendt = _dag(spurgt.get("kendt", ""), "kendt", fejl)
    return Sidevalg(
        pr or sidens_dag(),
        pr,
        kendt,
        spurgt.get("regler") == "alle",
        spurgt.get("pligt", "")[:_LAENGSTE_NOEGLE],
        tuple(fejl),
    )


def sidens_dag() -> dt.date:
    """The day a citizen's page is about: today; in the demonstration the day it is shown at."""
    i_dag: dt.date = localdate()
    return (stand().dag or i_dag) if getattr(settings, "DEMO", False) else i_dag


def _dag(skrevet: str, felt: str, fejl: list[tuple[str, str]]) -> dt.date | None:
    if not skrevet.strip():
        return None
    try:
        dag = dt.date.fromisoformat(skrevet.strip())
    except ValueError:
        fejl.append((felt, tekst("web.borger.fejl.dato")))
        return None
    if not _TIDLIGST <= dag <= _SENEST:
        fejl.append((felt, tekst("web.borger.fejl.dato_graense")))
        return None
    return dag
