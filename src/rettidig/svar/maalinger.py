"""Measures: one row per municipality, benefit and measure, on a month end or for a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from rettidig.forloeb import Datasaet
from rettidig.motor.historik import byg_historik
from rettidig.motor.maaleraekker import Maaleraekker
from rettidig.regler.former.maaling import REGELSAET
from rettidig.regler.indlaes import Regelsaet
from rettidig.sprog import tekst
from rettidig.svar import forbehold, kolonner, spoergsmaal
from rettidig.svar.besvarelse import Blokvis, i_traade
from rettidig.svar.dansk_form import dato_i_ord
from rettidig.svar.fejl import Brugerfejl, som_brugerfejl
from rettidig.svar.model import Svar, Udtraek
from rettidig.svar.spoergsmaal import Spurgtdag, Valgte


@dataclass(frozen=True)
class Maalespoergsmaal:
    """A question about measures that can be answered: a month end, or with ``aar`` a year whose last day is ``dag``."""

    lov: Regelsaet
    dag: Spurgtdag
    aar: int | None
    regelsaet: str
    valgte: Valgte

    def svar(self, udtraek: Udtraek, idag: dt.date, *, blokvis: Blokvis = i_traade) -> Svar:
        """The answer. Of a year only the month ends up to ``idag`` are measured; the others are named."""
        return self.af_maalte(udtraek, self._maalte(udtraek, blokvis), idag)

    def af_maalte(self, udtraek: Udtraek, maalte: Maaleraekker, idag: dt.date) -> Svar:
        """The answer from what is counted already: of a data set, or of a cube that is kept."""
        maalt = (
            maalte.maaned(self.dag.dag, self.regelsaet)
            if self.aar is None
            else maalte.aar(self.aar, self.regelsaet, idag)
        )
        return Svar(
            kolonner.MAALINGER if self.aar is None else kolonner.AARSMAALINGER,
            maalt.raekker,
            self.dag.dato,
            self.dag.lov,
            udtraek,
            {"regelsaet": self.regelsaet} if self.aar is None else {"aar": self.aar, "regelsaet": self.regelsaet},
            forbehold.fra_noter(self.lov, maalt.noter, self.valgte.alle),
            self.valgte.alle,
            self.valgte.fravegne,
            self._overskrift(),
        )

    def _maalte(self, udtraek: Udtraek, blokvis: Blokvis) -> Maaleraekker:
        if isinstance(udtraek, Datasaet):
            from rettidig.motor.maaling import Maalinger

            return Maalinger(self.lov, byg_historik(udtraek), self.valgte.alle)
        from rettidig.motor.kuber import Kubemaalinger, Kubeopgave, laeg_sammen

        foerste = self.dag.dato if self.aar is None else dt.date(self.aar, 1, 1)
        opgave = Kubeopgave.for_perioden(foerste, self.dag.dato, self.valgte.alle, (self.regelsaet,))
        with som_brugerfejl():
            kube = laeg_sammen(blokvis(udtraek, opgave), opgave.opsaetning)
        return Kubemaalinger(kube, self.lov)

    def _overskrift(self) -> str:
        regelsaet = tekst(f"cli.regelsaet.{self.regelsaet}")
        if self.aar is None:
            return tekst("cli.svar.maalinger", dag=dato_i_ord(self.dag.dato), lov=self.dag.lov, regelsaet=regelsaet)
        return tekst("cli.svar.aarsmaalinger", aar=self.aar, lov=self.dag.lov, regelsaet=regelsaet)


def spoerg(
    lov: Regelsaet, pr: str | None, aar: str | None, regelsaet: str = REGELSAET[0], *, valg: Sequence[str] = ()
) -> Maalespoergsmaal:
    """Reads the question: a month end or a year, never both."""
    if (pr is None) == (aar is None):
        raise Brugerfejl.om("cli.pr_eller_aar")
    spoergsmaal.et_af(regelsaet, REGELSAET, "--regelsaet")
    valgte = spoergsmaal.valg(lov, valg)
    if aar is None:
        dag = spoergsmaal.maanedsslutning(spoergsmaal.spurgt_dag(lov, pr or ""))
        return Maalespoergsmaal(lov, dag, None, regelsaet, valgte)
    aaret = spoergsmaal.aarstal(lov, aar)
    dag = spoergsmaal.spurgt_dag(lov, dt.date(aaret, 12, 31).isoformat())
    return Maalespoergsmaal(lov, dag, aaret, regelsaet, valgte)
