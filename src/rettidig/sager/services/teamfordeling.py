"""Citizens who have no team given one: an act for each, so that each can be read in its journal and undone alone."""

from __future__ import annotations

from collections.abc import Iterable

from rettidig.sager.faktatabeller import BORGERE
from rettidig.sager.models import Borgeroplysning
from rettidig.sager.selectors.faktum import celler
from rettidig.sager.services import rettelser
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.sager.services.rettet_imens import RettetImens


def giv_team(borgere: Iterable[int], team: str, *, hvem: str, hvorfor: str) -> list[int]:
    """Give the team to those of the citizens who still have none. Returns those who got it.

    One who has been given a team meanwhile, or is no longer registered, is left as they are.
    """
    with klare_fejl():
        staar = Borgeroplysning.objects.filter(borger__in=list(borgere), registreret__upper_inf=True)
        uden = [en for en in staar.select_related("borger").order_by("borger__noegle") if not en.team]
    givet = []
    for en in uden:
        raekke = {**celler(BORGERE, en), "team": team}
        try:
            rettelser.ret(BORGERE, en.pk, raekke, hvem=hvem, hvorfor=hvorfor)
        except RettetImens:
            continue
        givet.append(int(en.borger_id))
    return givet
