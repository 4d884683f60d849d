"""A demonstration that another release made is made anew; what is not the demonstration's own is never touched.

The store is marked, in the act that imports the invented municipality, with what made it. Where the mark is another
than this release's, the database is made again from nothing, which only a store with nothing but the demonstration in
it is: its own import, names and trial figure, and its own users. What its users have registered about the invented
citizens goes along, and that is said.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connections

import rettidig.demo
import rettidig.web.demo
from rettidig.adgang.models import Bruger
from rettidig.drift.adgang import Mapper, laes_adgang
from rettidig.drift.forbindelse import serverrod
from rettidig.drift.indlejret import lav_database_om
from rettidig.drift.opstart import kontroller_og_migrer
from rettidig.identitet.models import Identitetsregistrering
from rettidig.sager.models import Handling
from rettidig.sprog import tekst
from rettidig.tal.models import Statslevering
from rettidig.web.demo.vaern import HVEM, KILDE, IkkeHer, kraev_demo

_LAVER = (rettidig.demo, rettidig.web.demo)
_SLAGS = {".py", ".yaml", ".csv"}
_CIFRE = 8
_MELLEMSTATIONER = ("modtaget", "fortryd", "reform", "reformudkast")
"""Folders beside the store with work in progress on what it holds."""


def stempel() -> str:
    """What this release makes its demonstration of, in short: another as soon as any of it is another."""
    sum_ = hashlib.sha256()
    for pakke in _LAVER:
        rod = Path(str(pakke.__file__)).parent
        for fil in sorted(f for f in rod.rglob("*") if f.suffix in _SLAGS):
            sum_.update(f"{pakke.__name__}/{fil.relative_to(rod).as_posix()}".encode())
            sum_.update(hashlib.sha256(fil.read_bytes()).digest())
    return sum_.hexdigest()[:_CIFRE]


def forny(sig: Callable[[str], None], brugernavne: frozenset[str], *, koerer: bool) -> None:
    """Where the demonstration is another release's, leave an empty store for this one's; else do nothing.

    ``brugernavne`` are the demonstration's users, ``koerer`` whether its pages are being served: then it waits.
    ``sig`` is told what is done, or why it is not. Raises ``IkkeHer`` where no demonstration may be.
    """
    kraev_demo()
    indlaesninger = Handling.objects.filter(slags=Handling.Slags.INDLAESNING, kilde=KILDE, hvem=HVEM)
    maerker = set(indlaesninger.values_list("sted", flat=True))
    if not maerker or stempel() in maerker:
        return
    if not _kun_demoens(brugernavne):
        sig(tekst("web.demo.foraeldet.andet"))
    elif koerer:
        sig(tekst("web.demo.foraeldet.koerer"))
    else:
        sig(tekst("web.demo.foraeldet.fornyes"))
        _lav_om()


def _kun_demoens(brugernavne: frozenset[str]) -> bool:
    """Whether everything that has come into the store is what the demonstration put there."""
    andres = (
        Handling.objects.filter(slags=Handling.Slags.INDLAESNING).exclude(kilde=KILDE, hvem=HVEM),
        Identitetsregistrering.objects.exclude(handling__hvem=HVEM),
        Statslevering.objects.exclude(hvem=HVEM),
        Bruger.objects.exclude(username__in=brugernavne),
    )
    return not any(fremmede.exists() for fremmede in andres)


def _lav_om() -> None:
    adgang = laes_adgang(Mapper(serverrod().absolute()))
    if adgang is None:
        raise IkkeHer("ikke_her")
    connections.close_all()
    lav_database_om(adgang)
    for navn in _MELLEMSTATIONER:
        shutil.rmtree(Path(settings.MODTAGELSE).with_name(navn), ignore_errors=True)
    kontroller_og_migrer()
