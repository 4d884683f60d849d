"""The store as data: ``db:`` wherever a folder may be named, and the store's own faults as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rettidig.cli.skrivning import til_fejlstroem
from rettidig.drift.fejl import DriftFejl
from rettidig.drift.opstart import klar
from rettidig.forloeb import Datasaet
from rettidig.sager.fejl import SagsFejl
from rettidig.sprog import tekst
from rettidig.svar.fejl import Brugerfejl, paa_en_linje

LAGRING = "db:"


@contextmanager
def aaben_lagring() -> Iterator[None]:
    """Have the store ready inside a ``with`` block; what it cannot do is a :class:`Brugerfejl`."""
    with som_lagringsfejl():
        if klar():
            til_fejlstroem(tekst("lagring.startet_selv"))
        yield


@contextmanager
def som_lagringsfejl() -> Iterator[None]:
    """Let the sentences of the store and its server reach the user as they are."""
    try:
        yield
    except (DriftFejl, SagsFejl) as fejl:
        raise Brugerfejl(paa_en_linje(fejl)) from fejl


def hent(data: str, kilde: str | None) -> Datasaet:
    """``db:`` is what is known now, ``db:2026-03-31`` what was known when that day was over.

    ``db:`` with an exact time and its zone asks for just that. The time used is told on standard error: with it the
    same answer can be had again.
    """
    if kilde is not None:
        raise Brugerfejl(tekst("lagring.med_kilde"))
    with aaben_lagring():
        from rettidig.sager.selectors.datasaet import hent_datasaet
        from rettidig.sager.selectors.kendt import tyd_kendt

        kendt = tyd_kendt(data.removeprefix(LAGRING))
        fundet = hent_datasaet(kendt)
    if not fundet.tabeller["borgere"].num_rows:
        raise Brugerfejl(tekst("lagring.tom", kendt=kendt.isoformat()))
    til_fejlstroem(tekst("lagring.som_kendt", kendt=kendt.isoformat(), data=f"{LAGRING}{kendt.isoformat()}"))
    return fundet
