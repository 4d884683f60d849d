"""Findings: one row per breach that is not a deadline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rettidig.motor.fund import SAMTALEFORM
from rettidig.motor.opgaver import Fundopgave
from rettidig.regler.indlaes import Regelsaet
from rettidig.sprog import tekst, valgt_sprog
from rettidig.svar import forbehold, kolonner, spoergsmaal
from rettidig.svar.besvarelse import Blokvis, i_traade, raekker_af
from rettidig.svar.dansk_form import dato_i_ord
from rettidig.svar.model import Svar, Udtraek
from rettidig.svar.spoergsmaal import Spurgtdag, Valgte


@dataclass(frozen=True)
class Fundspoergsmaal:
    """A question about the breaches known on a day."""

    lov: Regelsaet
    dag: Spurgtdag
    valgte: Valgte

    def svar(self, udtraek: Udtraek, *, borger: str | None = None, blokvis: Blokvis = i_traade) -> Svar:
        """The answer, for all or for one citizen, in the language chosen now."""
        opgave = Fundopgave(self.dag.dato, self.valgte.alle, valgt_sprog())
        raekker = raekker_af(udtraek, opgave, borger=borger, blokvis=blokvis)
        fundne = [raekke["regel"] for raekke in raekker.forskellige(["regel"])]
        return Svar(
            kolonner.FUND,
            raekker,
            self.dag.dato,
            self.dag.lov,
            udtraek,
            {},
            forbehold.fra_regler(self.lov, dict.fromkeys([SAMTALEFORM, *fundne]), self.dag.lov, self.valgte.alle),
            self.valgte.alle,
            self.valgte.fravegne,
            tekst("cli.svar.fund", dag=dato_i_ord(self.dag.dato), lov=self.dag.lov),
        )


def spoerg(lov: Regelsaet, pr: str, *, valg: Sequence[str] = ()) -> Fundspoergsmaal:
    """Reads the question."""
    return Fundspoergsmaal(lov, spoergsmaal.spurgt_dag(lov, pr), spoergsmaal.valg(lov, valg))
