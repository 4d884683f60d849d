"""How a question is answered: from an extract at once, from a store block by block, or for one citizen alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyarrow as pa

from rettidig.cli.dansk_form import antal
from rettidig.cli.fejl import Brugerfejl, som_brugerfejl
from rettidig.cli.fremdrift import Fremdrift
from rettidig.cli.kolonnesvar import Kolonnesvar
from rettidig.cli.skrivning import til_fejlstroem
from rettidig.cli.sparkvalg import Sparkudtraek, svar_fra
from rettidig.forloeb import Datasaet
from rettidig.forloeb.lager import Blok, Lager
from rettidig.forloeb.visning import vis
from rettidig.motor.historik import byg_historik, historik_fra_blok
from rettidig.motor.opgaver import Opgave
from rettidig.motor.vaerter.traade import koer, traade_at_bruge
from rettidig.sprog import tekst
from rettidig.tidslinje import forms

_TRAADE = re.compile(r"[1-9][0-9]{0,11}")


def besvar(
    udtraek: Datasaet | Lager | Sparkudtraek,
    opgave: Opgave,
    raekker: Kolonnesvar,
    frem: Fremdrift,
    *,
    borger: str | None = None,
    traade: int | None = None,
) -> None:
    """Put the rows of the answer into ``raekker``.

    Of a store it is said on standard error which form of the algebra answered, in how many blocks and threads. Raises
    :class:`Brugerfejl` for a citizen who is not there and a store that is damaged.
    """
    with som_brugerfejl():
        if isinstance(udtraek, Datasaet):
            kontroller_borger(udtraek, borger)
            raekker.tag_imod(opgave.svar(byg_historik(udtraek, borger)))
        elif borger is not None and isinstance(udtraek, Lager):
            raekker.tag_imod(opgave.svar(historik_fra_blok(find_borger(udtraek, borger))))
        else:
            for tabel in i_blokke(udtraek, opgave, frem, traade):
                raekker.tag_imod(tabel)


def i_blokke(lager: Lager | Sparkudtraek, opgave: Opgave, frem: Fremdrift, traade: int | None) -> Iterator[pa.Table]:
    """The answers of a store's blocks in order, and last, on standard error, how they came about."""
    if isinstance(lager, Sparkudtraek):
        yield from svar_fra(lager, opgave)
        return
    for nummer, tabel in enumerate(koer(lager, opgave, traade), start=1):
        yield tabel
        frem.antal(nummer, lager.antal_blokke)
    til_fejlstroem(hvordan(lager, traade))


def hvordan(lager: Lager, traade: int | None) -> str:
    """Which form answered for a store, and how the work was shared."""
    former = {forms.name_of(forms.choose(plads.antal)): None for plads in lager.metadata.blokke}
    return tekst(
        "cli.besvaret",
        former=", ".join(former) or forms.PLAIN,
        blokke=lager.antal_blokke,
        traade=traade_at_bruge(lager, traade),
    )


def antal_traade(oensket: str | None) -> int | None:
    """The number of threads asked for; ``None`` leaves it to the machine."""
    if oensket is None:
        return None
    if not _TRAADE.fullmatch(oensket):
        raise Brugerfejl(tekst("cli.ingen_traade", vaerdi=vis(oensket)))
    return int(oensket)


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
    return Brugerfejl(tekst(noegle, borger=vis(borger), antal=antal(sat_til_side)))
