"""Whom a user may see. Every query for citizens goes through here; asking about another gives the same answer as none.

A citizen belongs to the team that the open registration of ``sager_borgere`` names. From the width of the right are
taken: the user's own case and blocked ones (always), and those with a protected address where the roles say so. An open
emergency access adds its citizen, but never one who is blocked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.db.models.functions import Now

from rettidig.adgang.fejl import IngenAdgang
from rettidig.adgang.models import Noedadgang, Spaerring
from rettidig.adgang.roller import Beskyttede, Bredde, Ret, bredde, roller, rolleregler
from rettidig.adgang.selectors.beskyttelse import beskyttede_borgere, er_beskyttede
from rettidig.sager.models import Borger, Borgeroplysning


@dataclass(frozen=True)
class Omfang:
    """Whom the user may see by one right. ``bredde`` is ``None`` where the user has not the right at all.

    ``beskyttede`` is what is seen of protected addresses in the whole width; ``beskyttede_i_teams`` says that another
    role, which reaches the teams alone, shows those of the teams.
    """

    bredde: Bredde | None
    teams: tuple[str, ...] = ()
    kommune: str = ""
    egen: int | None = None
    spaerrede: frozenset[int] = frozenset()
    noedadgange: frozenset[int] = frozenset()
    beskyttede: Beskyttede = Beskyttede.SKJULT
    beskyttede_i_teams: bool = False
    _kendte: dict[int, bool] = field(default_factory=dict, compare=False, repr=False)

    def q(self, felt: str = "borger") -> Q:
        """The condition on a query whose ``felt`` is a foreign key to ``sager.Borger`` (``"pk"`` on citizens)."""
        i = "pk" if felt == "pk" else f"{felt}_id"
        if self.bredde is None or self.bredde is Bredde.UDEN_BORGERE:
            return Q(pk__in=[])
        if self.bredde is Bredde.EGEN_SAG:
            return Q(**{i: self.egen}) if self.egen is not None else Q(pk__in=[])
        aabne = Borgeroplysning.objects.filter(registreret__upper_inf=True)
        if self.kommune:
            aabne = aabne.filter(kommune=self.kommune)
        i_teams = aabne.filter(team__in=self.teams)
        inden_for = Q(**{f"{i}__in": (i_teams if self.bredde is Bredde.EGNE_TEAMS else aabne).values("borger_id")})
        if self.beskyttede is not Beskyttede.SE:
            ses = ~Q(**{f"{i}__in": beskyttede_borgere()})
            if self.beskyttede_i_teams:
                ses |= Q(**{f"{i}__in": i_teams.values("borger_id")})
            inden_for &= ses
        if self.noedadgange:
            inden_for |= Q(**{f"{i}__in": sorted(self.noedadgange)})
        if self.spaerrede:
            inden_for &= ~Q(**{f"{i}__in": sorted(self.spaerrede)})
        return inden_for

    def maa_se(self, borger_pk: int) -> bool:
        """Whether the citizen is one of them. A citizen who does not exist is not."""
        kendt = self._kendte.get(borger_pk)
        if kendt is None:
            kendt = self._kendte[borger_pk] = bool(Borger.objects.filter(self.q("pk"), pk=borger_pk).exists())
        return kendt

    def kan_aabnes(self, borger_pk: int) -> bool:
        """Whether an emergency access may open the citizen: not one who is blocked, nor one protected from the user."""
        if borger_pk in self.spaerrede:
            return False
        ser = self.beskyttede is Beskyttede.SE or self.beskyttede_i_teams
        return ser or borger_pk not in er_beskyttede([borger_pk])

    def udeladte_beskyttede(self) -> int:
        """How many with a protected address are left out of the width, where the roles let it be known; else 0."""
        if self.beskyttede is not Beskyttede.FINDES:
            return 0
        alle = Omfang(self.bredde, self.teams, self.kommune, self.egen, self.spaerrede, beskyttede=Beskyttede.SE)
        return int(Borger.objects.filter(alle.q("pk"), ~self.q("pk"), pk__in=beskyttede_borgere()).count())


def omfang(bruger: Any, ret: Ret = Ret.SE_BORGER) -> Omfang:
    """Whom the user may see by the right. A citizen's own login, which has no other, sees its own citizen.

    The answer holds for the request it was made in: rights, teams and blocks are read anew the next time.
    """
    bred = bredde(bruger, ret)
    if bred is None and ret is Ret.SE_BORGER:
        bred = bredde(bruger, Ret.SE_EGET)
    if bred is None:
        return Omfang(None)
    if bred is Bredde.EGEN_SAG:
        return Omfang(bred, egen=bruger.borger_id, beskyttede=Beskyttede.SE)
    spaerrede = set(Spaerring.objects.filter(bruger=bruger, ophaevet__isnull=True).values_list("borger_id", flat=True))
    if bruger.borger_id is not None:
        spaerrede.add(bruger.borger_id)
    med_ret = [regel for rolle in roller(bruger) if ret in (regel := rolleregler()[rolle]).rettigheder]
    aabne = (
        Noedadgang.objects.filter(bruger=bruger, til__gt=Now()).values_list("borger_id", flat=True)
        if any(regel.noedadgang for regel in med_ret)
        else ()
    )
    return Omfang(
        bred,
        teams=tuple(bruger.teams),
        kommune=bruger.kommune,
        spaerrede=frozenset(spaerrede),
        noedadgange=frozenset(aabne),
        # What one role shows of the teams another does not show of the municipality: each role to its own width.
        beskyttede=Beskyttede.SE
        if bruger.beskyttede
        else max(r.beskyttede for r in med_ret if r.rettigheder[ret] is bred),
        beskyttede_i_teams=any(
            regel.beskyttede is Beskyttede.SE
            for regel in med_ret
            if regel.rettigheder[ret] is Bredde.EGNE_TEAMS and bred is not Bredde.EGNE_TEAMS
        ),
    )


def synlige(bruger: Any, borgere: Iterable[int], ret: Ret) -> frozenset[int]:
    """Those of the citizens the user may see by the right."""
    fundne = Borger.objects.filter(omfang(bruger, ret).q("pk"), pk__in=set(borgere))
    return frozenset(fundne.values_list("pk", flat=True))


def egen_borger(bruger: Any) -> Borger:
    """The citizen the user is, and nobody else. Raises ``IngenAdgang``."""
    en: Borger | None = Borger.objects.filter(omfang(bruger, Ret.SE_EGET).q("pk")).first()
    if en is None:
        raise IngenAdgang
    return en


def find_borger(bruger: Any, noegle: str, ret: Ret = Ret.SE_BORGER) -> Borger:
    """The citizen behind the opaque id. Raises ``IngenAdgang``, alike for one who is not there and one not theirs."""
    if "\x00" in noegle:
        raise IngenAdgang
    fundet: Borger | None = Borger.objects.filter(omfang(bruger, ret).q("pk"), noegle=noegle).first()
    if fundet is None:
        raise IngenAdgang
    return fundet
