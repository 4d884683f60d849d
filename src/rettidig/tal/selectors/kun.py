"""Whom the user may see, as a condition on what is kept: by the team and the municipality every row carries itself.

The same citizens as ``omfang.q()`` gives, but found without reading the facts of the whole town. The rows say it only
when they are up to date; where they are not, the facts are asked.
"""

from __future__ import annotations

from django.db.models import Q

from rettidig.adgang.omfang import Omfang
from rettidig.adgang.roller import Beskyttede, Bredde
from rettidig.adgang.selectors.beskyttelse import beskyttede_borgere
from rettidig.tal.selectors.tilstand import er_bagud


def kun_for(omfang: Omfang) -> Q:
    """The condition ``kun`` of lists and of the persons behind figures, for a user."""
    if omfang.bredde not in (Bredde.EGNE_TEAMS, Bredde.KOMMUNEN) or er_bagud():
        return omfang.q()
    inden_for = Q()
    i_teams = Q(team__in=[team for team in omfang.teams if team])
    if omfang.bredde is Bredde.EGNE_TEAMS:
        inden_for &= i_teams
    if omfang.kommune:
        inden_for &= Q(kommune=omfang.kommune)
    if omfang.beskyttede is not Beskyttede.SE:
        ubeskyttede = ~Q(borger_id__in=beskyttede_borgere())
        inden_for &= ubeskyttede | i_teams if omfang.beskyttede_i_teams else ubeskyttede
    if omfang.noedadgange:
        inden_for |= Q(borger_id__in=sorted(omfang.noedadgange))
    if omfang.spaerrede:
        inden_for &= ~Q(borger_id__in=sorted(omfang.spaerrede))
    return inden_for
