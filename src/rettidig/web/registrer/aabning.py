"""A citizen opened to have something registered: who may, why, and what the page shows of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from rettidig.adgang.fejl import IngenAdgang
from rettidig.adgang.omfang import find_borger
from rettidig.adgang.roller import Ret, graenser
from rettidig.adgang.services.laesninger import noter
from rettidig.identitet.fejl import IdentitetsFejl
from rettidig.identitet.selectors.opslag import Visning, navne
from rettidig.sager.models import Borger
from rettidig.tal.fejl import TalFejl
from rettidig.tal.selectors.borger import Borgerbillede
from rettidig.tal.selectors.borger import borger as hent_billede
from rettidig.web.borger.formaal import formaal_for
from rettidig.web.borger.hoved import spoerg_om_formaal
from rettidig.web.borger.valg import sidens_dag

_SET = "registrering_aabnet"
_FLEST = 20


@dataclass(frozen=True)
class Aabnet:
    """The citizen, the day the page is about, and who they are where that is known."""

    borger: Borger
    dag: dt.date
    visning: Visning | None

    @cached_property
    def billede(self) -> Borgerbillede:
        """The facts and the answers about them. Raises ``IngenAdgang`` for a citizen who is no longer registered."""
        try:
            return hent_billede(self.borger.pk, self.dag)
        except TalFejl:
            raise IngenAdgang from None

    @property
    def ramme(self) -> dict[str, Any]:
        """What every page of this area shows of the citizen."""
        return {"borger": self.borger, "noegle": self.borger.noegle, "visning": self.visning, "dag": self.dag}


def aabn(request: HttpRequest, noegle: str, hvad: str, *, del_: bool = False) -> Aabnet | HttpResponse:
    """The citizen, or the page that asks why. Raises ``IngenAdgang``, alike for one not there and one not theirs.

    The reading is written down; a part (``del_``) that follows a page the same person opened a moment ago is the same
    look at the citizen, and is not written down again for every key pressed.
    """
    en = find_borger(request.user, noegle, ret=Ret.REGISTRER)
    formaal = formaal_for(request, en)
    if formaal is None:
        return spoerg_om_formaal(request, noegle)
    if not (del_ and _lige_set(request, en.pk)):
        noter(request.user, [en.pk], formaal[0], hvad, formaal[1])
        _husk(request, en.pk)
    try:
        visning = navne([en.pk]).get(en.pk)
    except IdentitetsFejl:
        visning = None
    return Aabnet(en, sidens_dag(), visning)


def _lige_set(request: HttpRequest, pk: int) -> bool:
    tid = request.session.get(_SET, {}).get(str(pk))
    samme_blik = dt.timedelta(minutes=graenser().samme_blik_minutter)
    return tid is not None and now() - dt.datetime.fromisoformat(tid) < samme_blik


def _husk(request: HttpRequest, pk: int) -> None:
    sete = {**request.session.get(_SET, {}), str(pk): now().isoformat()}
    request.session[_SET] = dict(list(sete.items())[-_FLEST:])
