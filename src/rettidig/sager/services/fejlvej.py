"""What the database refuses, as one clear sentence; no sentence holds a value."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection
from django.db.utils import Error as Djangofejl

from rettidig.sager.fejl import SagsFejl

_AFBRUDT = ("08", "57P")
_FULD = ("53",)
_STRIDER = ("23",)
_PROEV_IGEN = ("40", "55P03", "57014")


@contextmanager
def klare_fejl() -> Iterator[None]:
    """Turn what the database says into a ``SagsFejl``, and drop a connection that is no longer of use."""
    try:
        yield
    except (psycopg.Error, Djangofejl) as fejl:
        aarsag = fejl if isinstance(fejl, psycopg.Error) else fejl.__cause__
        connection.close()
        raise _oversat(aarsag if isinstance(aarsag, psycopg.Error) else psycopg.OperationalError()) from None


def _oversat(fejl: psycopg.Error) -> SagsFejl:
    tilstand = fejl.sqlstate
    if tilstand is None or tilstand.startswith(_AFBRUDT):
        return SagsFejl("afbrudt")
    if tilstand.startswith(_FULD):
        return SagsFejl("fuld_disk")
    if tilstand.startswith(_STRIDER):
        return SagsFejl("strider", regel=fejl.diag.constraint_name or tilstand)
    if tilstand.startswith(_PROEV_IGEN):
        return SagsFejl("proev_igen")
    return SagsFejl("uventet", kode=tilstand)
