"""Reimbursement: one row per person and week that touches the ladder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from rettidig.motor.opgaver import Refusionsopgave
from rettidig.motor.refusion import REFUSION
from rettidig.regler.indlaes import Regelsaet
from rettidig.sprog import tekst
from rettidig.svar import forbehold, kolonner, spoergsmaal
from rettidig.svar.besvarelse import Blokvis, i_traade, raekker_af
from rettidig.svar.dansk_form import dato_i_ord
from rettidig.svar.model import Svar, Udtraek
from rettidig.svar.spoergsmaal import Valgte


@dataclass(frozen=True)
class Refusionsspoergsmaal:
    """A question about the weeks of a period, its first and last day included."""

    lov: Regelsaet
    foerste: dt.date
    sidste: dt.date
    valgte: Valgte

    def svar(self, udtraek: Udtraek, *, borger: str | None = None, blokvis: Blokvis = i_traade) -> Svar:
        """The answer, for all or for one citizen."""
        version = self.lov.lovversioner.paa(self.sidste)
        lov_id = None if version is None else version.id
        seneste = self.lov.lovversioner.lovversioner[0].id if lov_id is None else lov_id
        opgave = Refusionsopgave(self.foerste, self.sidste)
        return Svar(
            kolonner.REFUSION,
            raekker_af(udtraek, opgave, borger=borger, blokvis=blokvis),
            self.sidste,
            lov_id,
            udtraek,
            {"fra": self.foerste, "til": self.sidste},
            forbehold.fra_regler(self.lov, [REFUSION], seneste, self.valgte.alle),
            self.valgte.alle,
            self.valgte.fravegne,
            tekst("cli.svar.refusion", fra=dato_i_ord(self.foerste), til=dato_i_ord(self.sidste)),
        )


def spoerg(lov: Regelsaet, fra: str, til: str, *, valg: Sequence[str] = ()) -> Refusionsspoergsmaal:
    """Reads the question: a period the ladder is coded for."""
    foerste, sidste = spoergsmaal.refusionsperiode(lov, fra, til)
    return Refusionsspoergsmaal(lov, foerste, sidste, spoergsmaal.valg(lov, valg))
