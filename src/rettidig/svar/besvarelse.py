"""How a question is answered: from an extract at once, from a store block by block, or for one citizen alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa

from rettidig.forloeb import Datasaet
from rettidig.forloeb.lager import Blok, Lager
from rettidig.forloeb.visning import vis
from rettidig.motor.historik import byg_historik, historik_fra_blok
from rettidig.motor.opgaver import Opgave
from rettidig.motor.vaerter.traade import koer
from rettidig.svar.dansk_form import antal
from rettidig.svar.fejl import Brugerfejl, som_brugerfejl
from rettidig.svar.kolonnesvar import Kolonnesvar
from rettidig.svar.model import Udtraek

Blokvis = Callable[[Any, Opgave], Iterator[pa.Table]]
"""Works a question out of what is answered block by block: the tables of the blocks, in order."""


def i_traade(lager: Lager, opgave: Opgave) -> Iterator[pa.Table]:
    """The answers of a store's blocks in order, by as many threads as there are cores."""
    return koer(lager, opgave, None)


def raekker_af(
    udtraek: Udtraek, opgave: Opgave, *, borger: str | None = None, blokvis: Blokvis = i_traade
) -> Kolonnesvar:
    """The rows of the answer, to be let go of with ``luk``.

    Raises :class:`Brugerfejl` for a citizen who is not there and a store that is damaged.
    """
    raekker = Kolonnesvar(opgave.skema())
    try:
        with som_brugerfejl():
            if isinstance(udtraek, Datasaet):
                kontroller_borger(udtraek, borger)
                raekker.tag_imod(opgave.svar(byg_historik(udtraek, borger)))
            elif borger is not None and isinstance(udtraek, Lager):
                raekker.tag_imod(opgave.svar(historik_fra_blok(find_borger(udtraek, borger))))
            else:
                for tabel in blokvis(udtraek, opgave):
                    raekker.tag_imod(tabel)
    except BaseException:
        raekker.luk()
        raise
    return raekker


def kun_borgeren(udtraek: Datasaet | Lager, borger: str) -> Datasaet:
    """The data set with this citizen in it: the whole of an extract, of a store this one citizen alone."""
    if isinstance(udtraek, Datasaet):
        kontroller_borger(udtraek, borger)
        return udtraek
    return Datasaet(find_borger(udtraek, borger).tabeller(), udtraek.fravaerende, udtraek.rapport)


def kontroller_borger(data: Datasaet, borger: str | None) -> None:
    """Raises :class:`Brugerfejl` for a citizen who is not in the extract, or whose row was set aside."""
    if borger is not None and data.tabeller["borgere"]["borger_id"].index(borger).as_py() < 0:
        raise _ukendt(data.rapport.tal["borgere"].sat_til_side, borger)


def find_borger(lager: Lager, borger: str) -> Blok:
    """The one citizen of a store. Raises :class:`Brugerfejl` where there is none of that name."""
    with som_brugerfejl():
        try:
            return lager.find(borger)
        except KeyError:
            raise _ukendt(lager.rapport.tal["borgere"].sat_til_side, borger) from None


def _ukendt(sat_til_side: int, borger: str) -> Brugerfejl:
    noegle = "cli.ukendt_borger_sat_til_side" if sat_til_side else "cli.ukendt_borger"
    return Brugerfejl.om(noegle, borger=vis(borger), antal=antal(sat_til_side))
