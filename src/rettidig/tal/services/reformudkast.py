"""Draft acts sent here to be rehearsed: each kept for its sender alone, and not for long.

A draft lies in a private folder under a name nobody can guess, and is given to nobody but the user who sent it. It goes
when the user sends another, takes it away or logs out, and at the latest when the terms of what is on its way say; what
was worked out with it lies in its folder and goes with it. It is never part of the law anybody is judged by.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from rettidig.forloeb import koder, lister
from rettidig.forloeb.visning import vis
from rettidig.regler.indlaes import hent_lov
from rettidig.regler.udkast import Udkast, Udkastfejl, laes_udkast
from rettidig.sager.opbevaring import opbevaring
from rettidig.sager.services import baggrund
from rettidig.sager.services.baggrund import skriv_helt

_FIL, _KORT = "udkast.yaml", "udkast.json"
_ID = re.compile(r"[0-9a-f]{32}")
_LAENGSTE_NAVN = 60


@dataclass(frozen=True)
class Gemt:
    """A draft that is kept: its name here, what its file was called, when it was sent, and its rules."""

    id: str
    navn: str
    sendt: dt.datetime
    udkast: Udkast


def gem(bruger: int, navn: str, indhold: bytes) -> Gemt:
    """Keep a draft in place of the user's former one.

    Raises :class:`Udkastfejl` with every fault; then nothing is changed. ``navn`` is shown and never used as a path.
    """
    ryd()
    kort_navn = str(vis(Path(navn.replace("\\", "/")).name or _FIL))[:_LAENGSTE_NAVN]
    udkast = _laest(indhold, kort_navn)
    glem(bruger)
    gemt = Gemt(secrets.token_hex(16), kort_navn, dt.datetime.now(dt.UTC), udkast)
    mappe = udkastmappe(gemt.id)
    mappe.mkdir(mode=0o700, parents=True)
    (mappe / _FIL).write_bytes(indhold)
    kort = {"bruger": bruger, "navn": kort_navn, "sendt": gemt.sendt.isoformat()}
    skriv_helt(mappe / _KORT, json.dumps(kort))
    return gemt


def egne(bruger: int) -> Gemt | None:
    """The user's draft, if there is one, and no other's."""
    ryd()
    for mappe in _mapper():
        kort = _kort(mappe.name)
        if kort is not None and kort["bruger"] == bruger:
            return hent(mappe.name)
    return None


def hent(id_: str) -> Gemt | None:
    """A draft by its name, for work begun by its sender; ``None`` where it has gone meanwhile."""
    kort = _kort(id_)
    if kort is None:
        return None
    try:
        udkast = _laest((udkastmappe(id_) / _FIL).read_bytes(), kort["navn"])
    except (OSError, Udkastfejl):
        return None
    return Gemt(id_, kort["navn"], dt.datetime.fromisoformat(kort["sendt"]), udkast)


def glem(bruger: int) -> None:
    """Take away the user's draft, and what was worked out with it."""
    for mappe in _mapper():
        kort = _kort(mappe.name)
        if kort is not None and kort["bruger"] == bruger:
            shutil.rmtree(mappe, ignore_errors=True)


def ryd() -> None:
    """Take away every draft that has been kept as long as the terms allow, used since or not."""
    timer = opbevaring().mellemstation.timer
    graense = dt.datetime.now(dt.UTC) - dt.timedelta(hours=timer)
    for mappe in _mapper():
        kort = _kort(mappe.name)
        if kort is not None and dt.datetime.fromisoformat(kort["sendt"]) < graense:
            shutil.rmtree(mappe, ignore_errors=True)
    baggrund.ryd(_rod(), timer)


def udkastmappe(id_: str) -> Path:
    """The folder of a draft. Raises ``ValueError`` for a name that is none."""
    if not _ID.fullmatch(id_):
        raise ValueError("not the name of a draft")
    return _rod() / id_


def _laest(indhold: bytes, navn: str) -> Udkast:
    alle = {en.kode for liste in lister() for en in koder(liste)}
    return laes_udkast(indhold, navn, hent_lov(), alle)


def _kort(id_: str) -> dict[str, Any] | None:
    try:
        kort: dict[str, Any] = json.loads((udkastmappe(id_) / _KORT).read_text(encoding="utf-8"))
        dt.datetime.fromisoformat(kort["sendt"])
    except (OSError, ValueError, KeyError):
        return None
    return kort


def _mapper() -> Iterator[Path]:
    if _rod().is_dir():
        yield from list(_rod().iterdir())


def _rod() -> Path:
    return Path(settings.MODTAGELSE).with_name("reformudkast")
