"""What the pages read in or get ready the first time: every view and template, the law, the pen, and the engine."""

from __future__ import annotations

import datetime as dt
from importlib import resources
from pathlib import PurePosixPath

import pyarrow as pa
from django.template.loader import get_template
from django.urls import get_resolver

from rettidig.forloeb import Datasaet, Rapport, Tabeltal, skema
from rettidig.sager.faktatabeller import faktatabeller
from rettidig.tal.selectors.borger import Borgerbillede
from rettidig.tal.selectors.borgerside import Borgerside
from rettidig.tal.services.stempel import standardvalg
from rettidig.web.diagrammer import Uge, belastning

_OPDIGTET = "opdigtet"
_FOEDT, _BEGYNDT, _DAG = dt.date(1990, 1, 1), dt.date(2024, 1, 1), dt.date(2026, 1, 1)
"""Of somebody who is nobody: only that all of the engine is asked counts."""


def varm_op() -> None:
    """All of it."""
    # The addresses are read in, and with them all that the views are made of.
    _ = get_resolver().url_patterns
    skabeloner()
    loven_og_motoren()
    # The pen is heavy to lift the first time.
    belastning(_OPDIGTET, [Uge("1", 1, 2), Uge("2", 3, 2)])


def skabeloner() -> None:
    """Every template of the pages, read and taken apart."""

    rod = resources.files("rettidig.web").joinpath("templates")
    mapper = [(rod, PurePosixPath())]
    while mapper:
        mappe, sti = mapper.pop()
        for del_ in mappe.iterdir():
            if del_.is_dir():
                mapper.append((del_, sti / del_.name))
            elif del_.name.endswith((".html", ".txt")):
                get_template(str(sti / del_.name))


def loven_og_motoren() -> None:
    """The law read in, and one made-up citizen's page worked out."""

    rad = {
        "borger_id": _OPDIGTET,
        "foedselsdato": _FOEDT,
        "kommune": "000",
        "forsikring": "fuldtid",
        "ydelse": "kontanthjaelp",
        "visitation": "jobparat",
        "fra": _BEGYNDT,
        "grad": 1000,
        "raekke": 1,
    }
    tabeller = {
        navn: pa.Table.from_pylist(
            [{n: rad.get(n) for n in skema(navn).names}] if navn in {"borgere", "ydelser"} else [], schema=skema(navn)
        )
        for navn in faktatabeller()
    }
    data = Datasaet(tabeller, (), Rapport({navn: Tabeltal(t.num_rows, t.num_rows, 0) for navn, t in tabeller.items()}))
    kendt = dt.datetime.combine(_DAG, dt.time(), dt.UTC)
    side = Borgerside(Borgerbillede(0, _OPDIGTET, "", "", _DAG, kendt, data, standardvalg()))
    # Each is worked out when it is asked for; not by assertions, which an optimised interpreter leaves out.
    _ = side.pligter, side.billede.fund, side.fokus
