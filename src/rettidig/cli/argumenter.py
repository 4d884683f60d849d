"""What is read from the arguments before the commands see them: the language, and lists written without commas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from rettidig.sprog import SPROG, tekst, vaelg_sprog
from rettidig.svar.fejl import Brugerfejl

_SPROG = "--sprog"
_REGEL = "--regel"
_REGEL_ID = re.compile(r"[a-z0-9]+(\.[a-z0-9_]+)+")


def tyd_argumenter(argv: Sequence[str]) -> list[str]:
    """The arguments without ``--sprog``, which may stand anywhere and takes effect at once.

    ``--regel A B`` and ``--regel A,B`` become ``--regel A --regel B``. Raises :class:`Brugerfejl` for a language that
    is not spoken.
    """
    return _en_regel_ad_gangen(_uden_sprog(argv))


def _uden_sprog(argv: Sequence[str]) -> list[str]:
    rest: list[str] = []
    valgt: str | None = None
    koe = list(argv)
    while koe:
        led = koe.pop(0)
        if led == "--":
            rest += [led, *koe]
            break
        if led == _SPROG:
            valgt = koe.pop(0) if koe else ""
        elif led.startswith(f"{_SPROG}="):
            valgt = led.partition("=")[2]
        else:
            rest.append(led)
    if valgt is not None:
        if valgt not in SPROG:
            raise Brugerfejl(tekst("cli.ukendt_sprog", sprog=valgt))
        vaelg_sprog(valgt)
    return rest


def _en_regel_ad_gangen(argv: Sequence[str]) -> list[str]:
    rest: list[str] = []
    i_listen = vaerdi_ventes = False
    for led in argv:
        if led == _REGEL:
            i_listen, vaerdi_ventes = True, True
        elif vaerdi_ventes or (i_listen and _REGEL_ID.fullmatch(led) and not Path(led).exists()):
            for enkelt in led.split(",") if "," in led else [led]:
                rest += [_REGEL, enkelt]
            vaerdi_ventes = False
            continue
        else:
            i_listen = False
        if led != _REGEL:
            rest.append(led)
    return [*rest, _REGEL] if vaerdi_ventes else rest
