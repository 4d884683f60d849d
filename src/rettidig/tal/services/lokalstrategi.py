"""A municipality's own strategy taken into use, or out of it, by a person with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rettidig.adgang.fritekst import fritekst
from rettidig.forloeb.visning import ligner_cpr
from rettidig.regler.former.lokalt import Strategi
from rettidig.regler.lokalt.yamltrae import STOERSTE_FIL
from rettidig.tal.fejl import TalFejl
from rettidig.tal.models import Lokalstrategi
from rettidig.tal.selectors.lokalstrategi import egen_fil, kendte_strategier, strategi_af_tekst, strategi_bag

LAENGSTE_GRUND = 300


def vaelg_strategi(bruger: Any, navn: str, *, i_brug: bool, valg: Mapping[str, str], hvorfor: str) -> Lokalstrategi:
    """Take a strategy into use with its switches, or out of use. What was chosen before stays in the record.

    Raises ``TalFejl`` for a strategy that is not there, one of another municipality than the user's, a switch that
    cannot be set so, and for no reason; ``AdgangsFejl`` for a reason with what looks like a CPR number.
    """
    egen = None if navn in kendte_strategier() else egen_fil(navn)
    strategi = kendte_strategier().get(navn) if egen is None else strategi_bag(egen)
    if strategi is None:
        raise TalFejl("ukendt_strategi")
    if any(n not in strategi.valg or v not in strategi.valg[n].muligheder for n, v in valg.items()):
        raise TalFejl("umuligt_strategivalg")
    return _skriv(bruger, strategi, "" if egen is None else egen.indhold, i_brug=i_brug, valg=valg, hvorfor=hvorfor)


def indlaes_strategi(bruger: Any, fil: bytes, hvorfor: str) -> Lokalstrategi:
    """Read a strategy of the municipality's own in and take it into use, as the file has its switches.

    Raises ``Ulaeselig`` or ``Strategifejl`` with every fault of the file, ``TalFejl`` for one that is not text, is too
    long, holds what looks like a CPR number, is called what a strategy that ships is called, or is another
    municipality's; ``AdgangsFejl`` for a reason with what looks like a CPR number.
    """
    if len(fil) > STOERSTE_FIL:
        raise TalFejl("strategifil_for_stor", antal=STOERSTE_FIL)
    try:
        indhold = fil.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TalFejl("strategifil_ikke_tekst") from None
    if ligner_cpr(indhold):
        raise TalFejl("strategifil_cpr")
    strategi = strategi_af_tekst(indhold)
    if strategi.strategi in kendte_strategier():
        raise TalFejl("strategi_findes", navn=strategi.strategi)
    return _skriv(bruger, strategi, indhold, i_brug=True, valg={}, hvorfor=hvorfor)


def _skriv(
    bruger: Any, strategi: Strategi, indhold: str, *, i_brug: bool, valg: Mapping[str, str], hvorfor: str
) -> Lokalstrategi:
    if bruger.kommune and bruger.kommune != strategi.kommune:
        raise TalFejl("anden_kommunes_strategi")
    grund = " ".join(fritekst(hvorfor).split())
    if not grund or len(grund) > LAENGSTE_GRUND:
        raise TalFejl("strategigrund", hoejst=LAENGSTE_GRUND)
    valgt: Lokalstrategi = Lokalstrategi.objects.create(
        strategi=strategi.strategi,
        kommune=strategi.kommune,
        i_brug=i_brug,
        valg={**strategi.standardvalg(), **valg} if i_brug else {},
        indhold=indhold,
        hvem=bruger.get_username(),
        hvorfor=grund,
    )
    return valgt
