"""A strategy named where it has nothing to say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from rettidig.cli.bestilling import Bestilling
from rettidig.cli.skrivning import til_fejlstroem
from rettidig.regler.former.lokalt import Tilsynsplanregel
from rettidig.sprog import tekst
from rettidig.svar.spoergsmaal import lov_eller_saetning
from rettidig.svar.strategi import lokaldel


@contextmanager
def uden_lokal_betydning(bestilling: Bestilling, fil: str | None, om: str) -> Iterator[Bestilling]:
    """The order with the law's switches alone, for an answer a strategy has nothing to say about.

    The strategy is read and checked all the same, and when the answer has been given, one line on standard error says
    that it is the law's alone: nothing asked for is passed over in silence. ``om`` is the command's name.
    """
    if fil is None:
        yield bestilling
        return
    lov = lov_eller_saetning()
    egen = lokaldel(lov, fil, bestilling.valg, ())
    yield replace(bestilling, valg=egen.lovens_valg)
    har_plan = any(isinstance(regel, Tilsynsplanregel) for regel in egen.strategi.regler)
    noegle = "lokalt.tavs.tilsynsplan" if om == "tilsyn" and har_plan else "lokalt.tavs"
    til_fejlstroem(tekst(noegle, strategi=egen.strategi.strategi, om=tekst(f"lokalt.tavs.om.{om}"), fil=fil))
