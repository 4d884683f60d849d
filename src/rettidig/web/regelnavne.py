"""What a rule is called on a page: its title in the law as data."""

from __future__ import annotations

from functools import cache

from rettidig.regler.indlaes import hent_lov
from rettidig.sprog import valgt_sprog


def regelnavn(regel: str | None) -> str:
    """The title in the language of the request; a rule that is none is called by its id."""
    return "" if regel is None else _titler(valgt_sprog()).get(regel, regel)


@cache
def _titler(sprog: str) -> dict[str, str]:
    return {regel.regel: regel.titel.paa(sprog) for regel in hent_lov().regler.values()}
