"""Every sentence a user can meet, in Danish and in English.

The sentences lie in the catalogues beside this module, one YAML file per room: ``noegle: {da: "...", en: "..."}``.
A key is unique across all catalogues and starts with the room's name, so that a sentence can be traced to its owner.
Danish is spoken unless :func:`vaelg_sprog` says otherwise; the choice follows the running context (a request, a thread
of work), never the machine's locale.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources

import yaml

SPROG = ("da", "en")
_valgt: ContextVar[str] = ContextVar("sprog", default="da")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def tekst(noegle: str, /, **felter: object) -> str:
    """The sentence behind a key in the chosen language, its named gaps filled.

    Raises ``KeyError`` for an unknown key and for a gap that was given no value.
    """
    return _katalog()[noegle][_valgt.get()].format(**felter)


def paa_alle_sprog(noegle: str, /, **felter: object) -> dict[str, str]:
    """The sentence behind a key in every language, its named gaps filled. Raises as :func:`tekst` does."""
    return {sprog: saetning.format(**felter) for sprog, saetning in _katalog()[noegle].items()}


def vaelg_sprog(sprog: str) -> None:
    """Choose the language of every following sentence: ``da`` or ``en``. Raises ``ValueError`` for any other."""
    if sprog not in SPROG:
        raise ValueError(f"unknown language {sprog!r}; choose one of {', '.join(SPROG)}")
    _valgt.set(sprog)


def valgt_sprog() -> str:
    """The language now spoken, ``da`` or ``en``."""
    return _valgt.get()


@contextmanager
def paa_sprog(sprog: str) -> Iterator[None]:
    """Speak another language inside a ``with`` block and return to the former afterwards."""
    foer = _valgt.get()
    vaelg_sprog(sprog)
    try:
        yield
    finally:
        _valgt.set(foer)


def noegler() -> tuple[str, ...]:
    """All known keys in alphabetical order."""
    return tuple(sorted(_katalog()))


def findes(noegle: str) -> bool:
    """Whether there is a sentence behind a key."""
    return noegle in _katalog()


@cache
def _katalog() -> dict[str, dict[str, str]]:
    samlet: dict[str, dict[str, str]] = {}
    for fil in sorted(resources.files(__name__).iterdir(), key=lambda f: f.name):
        if not fil.name.endswith(".yaml"):
            continue
        indhold = yaml.load(fil.read_text(encoding="utf-8"), Loader=_LOADER) or {}
        for noegle, saetninger in indhold.items():
            if noegle in samlet:
                raise ValueError(f"{fil.name}: the key {noegle!r} is already used in another catalogue")
            if not isinstance(saetninger, dict) or set(saetninger) != set(SPROG):
                raise ValueError(f"{fil.name}: the key {noegle!r} must have exactly the languages {', '.join(SPROG)}")
            samlet[noegle] = {sprog: str(saetning) for sprog, saetning in saetninger.items()}
    return samlet
