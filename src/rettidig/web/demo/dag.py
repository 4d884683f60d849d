"""The day the demonstration is at, and the way to the other one."""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from rettidig.demo import eksempel
from rettidig.sager.fejl import SagsFejl
from rettidig.tal.fejl import TalFejl
from rettidig.tal.selectors.kube import tilstand_eller_fejl
from rettidig.tal.services.koersel import koer
from rettidig.web.demo.vaern import IkkeHer, kraev_demo


def demoens_dag() -> dt.date | None:
    """The day the invented municipality is at; ``None`` outside the demonstration, and where it has no figures."""
    if not getattr(settings, "DEMO", False):
        return None
    try:
        dag: dt.date = tilstand_eller_fejl().dag
    except (TalFejl, SagsFejl):
        return None
    return dag


def skift_dag(skrevet: str) -> dt.date:
    """Work everything out for the other day, written ``YYYY-MM-DD``; returns it. It takes seconds.

    Raises ``IkkeHer`` where no demonstration may be and for a day that is not the demonstration's, ``TalFejl`` while
    figures are being worked out already.
    """
    kraev_demo()
    dag = next((dag for dag in eksempel.DAGE if dag.isoformat() == skrevet), None)
    if dag is None:
        raise IkkeHer("ikke_en_dag")
    if dag != demoens_dag():
        koer(dag)
    return dag
