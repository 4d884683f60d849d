"""The teams there are: those that have citizens, and those people work in."""

from __future__ import annotations

from rettidig.adgang.models import Bruger
from rettidig.sager.models import Borgeroplysning


def kendte_teams(kommune: str = "") -> tuple[str, ...]:
    """Every team by name, of one municipality where it is given: a citizen in any other would be seen by nobody."""
    aabne = Borgeroplysning.objects.filter(registreret__upper_inf=True).exclude(team=None)
    folk = Bruger.objects.filter(is_active=True)
    if kommune:
        aabne, folk = aabne.filter(kommune=kommune), folk.filter(kommune__in=("", kommune))
    navne = set(aabne.values_list("team", flat=True).distinct())
    for teams in folk.values_list("teams", flat=True):
        navne.update(teams)
    return tuple(sorted(navne - {""}))
