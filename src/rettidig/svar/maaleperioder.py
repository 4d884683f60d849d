"""Measured periods: one row per person, measure and rule set for every stretch of month ends with one status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2
from rettidig.motor.opgaver import Maaleperiodeopgave
from rettidig.regler.former.maaling import REGELSAET
from rettidig.regler.indlaes import Regelsaet
from rettidig.sprog import tekst
from rettidig.svar import forbehold, kolonner, spoergsmaal
from rettidig.svar.besvarelse import Blokvis, i_traade, raekker_af
from rettidig.svar.dansk_form import dato_i_ord
from rettidig.svar.fejl import Brugerfejl
from rettidig.svar.model import Svar, Udtraek
from rettidig.svar.spoergsmaal import Spurgtdag, Valgte


@dataclass(frozen=True)
class Periodespoergsmaal:
    """A question about the month ends from the first day to the last, both included, under these rule sets."""

    lov: Regelsaet
    foerste: Spurgtdag
    sidste: Spurgtdag
    regelsaet: tuple[str, ...]
    valgte: Valgte

    def svar(self, udtraek: Udtraek, *, borger: str | None = None, blokvis: Blokvis = i_traade) -> Svar:
        """The answer, for all or for one citizen."""
        fra, til = self.foerste.dato, self.sidste.dato
        opgave = Maaleperiodeopgave(fra, til, self.valgte.alle, self.regelsaet)
        return Svar(
            kolonner.MAALEPERIODER,
            raekker_af(udtraek, opgave, borger=borger, blokvis=blokvis),
            til,
            self.sidste.lov,
            udtraek,
            {"fra": fra, "til": til, "regelsaet": list(self.regelsaet)},
            forbehold.fra_regler(self.lov, [FOKUSMAAL_1, FOKUSMAAL_2], self.sidste.lov, self.valgte.alle),
            self.valgte.alle,
            self.valgte.fravegne,
            tekst("cli.svar.maaleperioder", fra=dato_i_ord(fra), til=dato_i_ord(til)),
        )


def spoerg(
    lov: Regelsaet, fra: str, til: str, regelsaet: str | None = None, *, valg: Sequence[str] = ()
) -> Periodespoergsmaal:
    """Reads the question; without a rule set all of them are answered."""
    foerste, sidste = (spoergsmaal.spurgt_dag(lov, dag, navn) for dag, navn in ((fra, "--fra"), (til, "--til")))
    if sidste.dag < foerste.dag:
        raise Brugerfejl.om("cli.omvendt_periode", fra=fra, til=til)
    valgte = spoergsmaal.valg(lov, valg)
    saet = REGELSAET if regelsaet is None else (spoergsmaal.et_af(regelsaet, REGELSAET, "--regelsaet"),)
    return Periodespoergsmaal(lov, foerste, sidste, saet, valgte)
