"""Work nobody waits for: each in its turn, told of, and left to whoever does it already."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from rettidig.sager.services import baggrund
from rettidig.sager.services.baggrund import Sig


def test_of_one_kind_two_are_done_at_a_time_and_another_kind_does_not_wait(store: Path, tmp_path: Path) -> None:
    i_gang, videre = threading.Semaphore(0), threading.Event()
    nu, flest, laas = 0, 0, threading.Lock()

    def goer(_sig: Sig) -> None:
        nonlocal nu, flest
        with laas:
            nu += 1
            flest = max(flest, nu)
        i_gang.release()
        assert videre.wait(60)
        with laas:
            nu -= 1

    mapper = [tmp_path / str(nr) for nr in range(5)]
    for mappe in mapper:
        mappe.mkdir()
        baggrund.begynd(mappe, "tungt", goer)
    andet = tmp_path / "andet"
    andet.mkdir()
    baggrund.begynd(andet, "andet", lambda sig: sig("regner", ""))
    baggrund.vent(andet, 60)
    faerdigt = baggrund.arbejde(andet)
    assert faerdigt is not None
    assert faerdigt.faerdig
    assert all(i_gang.acquire(timeout=60) for _ in range(2))
    assert all(arbejde is not None and arbejde.koerer for arbejde in map(baggrund.arbejde, mapper))
    assert flest == 2
    videre.set()
    for mappe in mapper:
        baggrund.vent(mappe, 60)
    assert all(arbejde is not None and arbejde.faerdig for arbejde in map(baggrund.arbejde, mapper))
    assert flest == 2


def test_the_folders_of_work_long_done_are_removed_and_the_others_left(tmp_path: Path) -> None:
    for navn, alder in (("gammel", 25 * 3600), ("ny", 3600)):
        (tmp_path / navn).mkdir()
        tid = (tmp_path / navn).stat().st_mtime - alder
        os.utime(tmp_path / navn, (tid, tid))
    baggrund.ryd(tmp_path, 24)
    assert [mappe.name for mappe in tmp_path.iterdir()] == ["ny"]
    baggrund.ryd(tmp_path / "findes-ikke", 24)
