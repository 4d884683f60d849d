"""Why a citizen is looked at: asked of whoever opens one outside their own teams, and remembered for the day.

Inside one's own teams the purpose is that of one's role; an open emergency access has said why already.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from rettidig.adgang.formaal import Formaal
from rettidig.adgang.fritekst import fritekst
from rettidig.adgang.omfang import omfang
from rettidig.adgang.roller import standardformaal
from rettidig.adgang.selectors.beskyttelse import er_beskyttede
from rettidig.sager.models import Borger
from rettidig.sager.selectors.journal import team_nu

_I_SESSIONEN = "borgerformaal"
_FLEST = 200
MULIGE = (
    Formaal.SAGSBEHANDLING,
    Formaal.VIRKSOMHEDSRETTET,
    Formaal.LEDELSESTILSYN,
    Formaal.KONTROL,
    Formaal.AFSTEMNING,
    Formaal.AKTINDSIGT,
)


def formaal_for(request: HttpRequest, borger: Borger) -> tuple[str, str] | None:
    """The purpose and the words with it; ``None`` where it must be asked for."""
    bruger: Any = request.user
    svaret = request.session.get(_I_SESSIONEN, {}).get(str(borger.pk))
    if svaret is not None and svaret[2] == localdate().isoformat():
        return svaret[0], svaret[1]
    if team_nu(borger) in set(bruger.teams):
        return standardformaal(bruger), ""
    if borger.pk in omfang(bruger).noedadgange:
        return Formaal.NOEDADGANG, ""
    if bruger.teams or borger.pk in er_beskyttede([borger.pk]):
        return None
    return standardformaal(bruger), ""


def husk_formaal(request: HttpRequest, borger: Borger, formaal: str, ord_: str) -> bool:
    """Remember the answer for today; whether it was one. Raises ``AdgangsFejl`` for words that may not be kept."""
    renset = fritekst(ord_)
    if formaal not in set(MULIGE) or not renset:
        return False
    i_dag = localdate().isoformat()
    kendte = {pk: svar for pk, svar in request.session.get(_I_SESSIONEN, {}).items() if svar[2] == i_dag}
    kendte[str(borger.pk)] = [str(formaal), renset, i_dag]
    request.session[_I_SESSIONEN] = dict(list(kendte.items())[-_FLEST:])
    return True
