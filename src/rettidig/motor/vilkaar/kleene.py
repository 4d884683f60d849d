"""Three-valued logic (Kleene's strong one): yes, no, and unknown, with the facts that would settle the unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Udfald:
    """The answer to a test: ``svar`` yes, no or ``None``; ``mangler`` the facts not stated, in the order asked."""

    svar: bool | None
    mangler: tuple[str, ...] = ()


JA = Udfald(svar=True)
NEJ = Udfald(svar=False)


def givet(svar: bool) -> Udfald:
    """A settled answer."""
    return JA if svar else NEJ


def ukendt(*mangler: str) -> Udfald:
    """An unknown answer and the facts that would settle it."""
    return Udfald(None, mangler)


def ikke(led: Udfald) -> Udfald:
    """The opposite; unknown stays unknown."""
    return led if led.svar is None else givet(not led.svar)


def alle(led: Iterable[Udfald]) -> Udfald:
    """No where one is no, else unknown where one is, else yes."""
    return _samlet(led, afgoerende=False)


def en_af(led: Iterable[Udfald]) -> Udfald:
    """Yes where one is yes, else unknown where one is, else no."""
    return _samlet(led, afgoerende=True)


def hvis(naar: Udfald, saa: Udfald) -> Udfald:
    """What is demanded only when something holds: yes where it does not hold."""
    return en_af((ikke(naar), saa))


def _samlet(led: Iterable[Udfald], *, afgoerende: bool) -> Udfald:
    alle_led = list(led)
    if any(et.svar is afgoerende for et in alle_led):
        return givet(afgoerende)
    uafgjorte = [et for et in alle_led if et.svar is None]
    if not uafgjorte:
        return givet(not afgoerende)
    return ukendt(*dict.fromkeys(navn for et in uafgjorte for navn in et.mangler))
