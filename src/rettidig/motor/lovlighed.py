"""Which kinds of offer are lawful for a group: the conditions that a grant to such a citizen can never meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from rettidig.motor.vilkaar import Betingelsessvar, Handling, vurder
from rettidig.motor.vilkaar.fakta import Vaerdi
from rettidig.regler.former.fakta import HANDLINGSDATO
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar

SLAGS = "tilbud.slags"


class Modtager(NamedTuple):
    """What is known of the one who is to have the offer: the group, and the visitation where there is one."""

    gruppe: int
    visitation: str | None = None


@dataclass
class Lovlighed:
    """Grants of the shortest offers on a day, judged by the coded conditions; each question is worked out once.

    Only what is certain counts: a condition on facts that are not known here (the workplace, the company) bars nothing.
    """

    lov: Regelsaet
    dag: int
    _svar: dict[tuple[str, Modtager, int], tuple[Betingelsessvar, ...]] = field(default_factory=dict)

    def hindringer(self, kode: str, modtager: Modtager, dage: int) -> tuple[Betingelsessvar, ...]:
        """The conditions that a grant of this kind and length fails, whatever else is true of it. Usually none."""
        spoergsmaal = kode, modtager, dage
        if spoergsmaal not in self._svar:
            self._svar[spoergsmaal] = self._bedoem(kode, modtager, dage)
        return self._svar[spoergsmaal]

    def _bedoem(self, kode: str, modtager: Modtager, dage: int) -> tuple[Betingelsessvar, ...]:
        kendte = self.lov.fakta.efter_navn()
        if SLAGS not in kendte or kode not in kendte[SLAGS].koder:
            return ()
        fakta: dict[str, Vaerdi] = {
            HANDLINGSDATO: calendar.to_date(self.dag),
            SLAGS: kode,
            "borger.maalgruppe": modtager.gruppe,
            "tilbud.fra": calendar.to_date(self.dag),
            "tilbud.til": calendar.to_date(calendar.add_days(self.dag, dage - 1)),
        }
        if modtager.visitation is not None:
            fakta["borger.visitation"] = modtager.visitation
        return tuple(svar for svar in self._vurder(fakta) if svar.status == "ikke_opfyldt")

    def _vurder(self, fakta: Mapping[str, Vaerdi]) -> tuple[Betingelsessvar, ...]:
        return vurder(self.lov, Handling("bevil_tilbud", fakta)).svar
