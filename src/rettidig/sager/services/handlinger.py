"""Every change to the facts is one act: it has a time of its own, and is written whole or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from rettidig.sager.fejl import SagsFejl
from rettidig.sager.models import Handling
from rettidig.sager.services.efter_handling import meld_efter_commit
from rettidig.sager.services.fejlvej import klare_fejl

# The statistics say nothing of tables just made, and compiling queries takes longer than answering these.
_INDSTILLINGER = "SET LOCAL work_mem = '48MB'; SET LOCAL jit = off"


@dataclass(frozen=True)
class Tidspunkt:
    """The time of an act; ``bagud`` is how far the server's clock was behind the act before it, normally nothing."""

    tid: dt.datetime
    bagud: dt.timedelta


@contextmanager
def transaktion() -> Iterator[CursorWrapper]:
    """One transaction. Whatever goes wrong inside, nothing has been written, and the fault is a ``SagsFejl``."""
    with klare_fejl(), transaction.atomic(), connection.cursor() as markoer:
        markoer.execute(_INDSTILLINGER)
        yield markoer


def tag_tid(markoer: CursorWrapper) -> Tidspunkt:
    """Wait for the acts before this one, and take the next time; until this one is committed nobody else gets one.

    The time is the server's, but never at or before that of an earlier act, even where the clock has gone backwards.
    """
    markoer.execute("SELECT sidst FROM sager_registreringsur WHERE id = 1 FOR UPDATE")
    (sidst,) = markoer.fetchone()
    markoer.execute(
        "UPDATE sager_registreringsur SET sidst = greatest(clock_timestamp(), sidst + interval '1 microsecond')"
        " WHERE id = 1 RETURNING sidst, clock_timestamp()"
    )
    tid, nu = markoer.fetchone()
    return Tidspunkt(tid, max(sidst - nu, dt.timedelta(0)))


def skriv_handling(slags: str, tid: Tidspunkt, hvem: str, hvorfor: str, **andet: Any) -> Handling:
    """Write down who does what, when and why. Raises ``SagsFejl`` when nobody is named."""
    if not hvem.strip():
        raise SagsFejl("hvem_mangler")
    handling: Handling = Handling.objects.create(
        slags=slags, tidspunkt=tid.tid, hvem=hvem.strip(), hvorfor=hvorfor, program=version("rettidig"), **andet
    )
    meld_efter_commit(handling)
    return handling
