"""The blocks of a stored form answered by threads of this process.

The compiled operations and most of NumPy and Arrow let go of the interpreter's lock, so threads share the work and
nothing is copied between them.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context

import pyarrow as pa

from rettidig.forloeb.lager import Lager
from rettidig.motor.historik import historik_fra_blok
from rettidig.motor.opgaver.opgave import Opgave


def traade_at_bruge(lager: Lager, traade: int | None) -> int:
    """How many threads answer: as many as asked for, else one per core this process may use, never more than blocks."""
    oensket = kerner() if traade is None else traade
    return max(1, min(oensket, lager.antal_blokke))


def kerner() -> int:
    """The number of cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def koer(lager: Lager, opgave: Opgave, traade: int | None = None) -> Iterator[pa.Table]:
    """The answers of all blocks, in the order of the blocks.

    At most ``traade`` blocks are open at a time, and no more than one answer beyond that waits to be taken. What one
    block raises is raised here, once, when its turn comes: the blocks not begun are then left alone. Closing the
    iterator early does the same. Raises ``UbrugeligeData`` for a damaged block and ``ValueError`` for fewer threads
    than one.
    """
    if traade is not None and traade < 1:
        raise ValueError("at least one thread must work")
    return _i_orden(lager, opgave, traade_at_bruge(lager, traade))


def _i_orden(lager: Lager, opgave: Opgave, traade: int) -> Iterator[pa.Table]:
    def besvar(nummer: int) -> pa.Table:
        return opgave.svar(historik_fra_blok(lager.blok(nummer)))

    numre = iter(range(lager.antal_blokke))
    if traade == 1:
        yield from map(besvar, numre)
        return
    with ThreadPoolExecutor(traade, thread_name_prefix="rettidig") as folk:
        venter: deque[Future[pa.Table]] = deque()
        try:
            for nummer in numre:
                # Every block speaks the language, and asks the form of the operations, chosen where the work began.
                venter.append(folk.submit(copy_context().run, besvar, nummer))
                if len(venter) > traade:
                    yield venter.popleft().result()
            while venter:
                yield venter.popleft().result()
        finally:
            for opgavens in venter:
                opgavens.cancel()
