"""Deadlines: one row per person and obligation; with a strategy the municipality's own beside the law's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rettidig.motor.lokalt.opgave import Lokalopgave
from rettidig.motor.opgaver import Fristopgave
from rettidig.regler.indlaes import Regelsaet
from rettidig.sprog import tekst
from rettidig.svar import forbehold, kolonner, spoergsmaal
from rettidig.svar.besvarelse import Blokvis, i_traade, raekker_af
from rettidig.svar.dansk_form import dato_i_ord
from rettidig.svar.fejl import Brugerfejl
from rettidig.svar.kolonnesvar import Kolonnesvar
from rettidig.svar.model import Svar, Udtraek
from rettidig.svar.spoergsmaal import Spurgtdag, Valgte
from rettidig.svar.strategi import Lokaldel, lokaldel


@dataclass(frozen=True)
class Fristspoergsmaal:
    """A question about deadlines that can be answered: its day, its switches, its rules, and the strategy asked for."""

    lov: Regelsaet
    dag: Spurgtdag
    valgte: Valgte
    egen: Lokaldel | None
    opgave: Fristopgave | Lokalopgave
    om_udeladte: bool

    def svar(self, udtraek: Udtraek, *, borger: str | None = None, blokvis: Blokvis = i_traade) -> Svar:
        """The answer, for all or for one citizen. Raises :class:`Brugerfejl` for a citizen who is not there."""
        return self.af_raekker(udtraek, raekker_af(udtraek, self.opgave, borger=borger, blokvis=blokvis))

    def af_raekker(self, udtraek: Udtraek, raekker: Kolonnesvar) -> Svar:
        """The answer whose rows are worked out already, with what must be said with them."""
        forskellige = raekker.forskellige(forbehold.FRISTKOLONNER)
        lokale = () if self.egen is None else self.egen.forbehold(forskellige)
        fra_loven = forskellige if self.egen is None else self.egen.uden_lokale(forskellige)
        return Svar(
            kolonner.FRISTER,
            raekker,
            self.dag.dato,
            self.dag.lov,
            udtraek,
            {} if self.egen is None else self.egen.spurgt(),
            (
                *lokale,
                *forbehold.fra_frister(self.lov, fra_loven, self.valgte.alle),
                *(forbehold.om_udeladte(self.lov) if self.om_udeladte else ()),
            ),
            self.valgte.alle,
            self.valgte.fravegne,
            tekst("cli.svar.frister", dag=dato_i_ord(self.dag.dato), lov=self.dag.lov),
        )


def spoerg(
    lov: Regelsaet,
    pr: str,
    *,
    regler: Sequence[str] = (),
    valg: Sequence[str] = (),
    lokalt: str | None = None,
    alle_regler: bool = False,
) -> Fristspoergsmaal:
    """Reads the question. ``alle_regler`` adds the rules given on request to those everybody is given."""
    if alle_regler and regler:
        raise Brugerfejl.om("cli.alle_regler_eller_regel")
    dag = spoergsmaal.spurgt_dag(lov, pr)
    egen = None if lokalt is None else lokaldel(lov, lokalt, valg, regler)
    valgte = spoergsmaal.valg(lov, valg if egen is None else egen.lovens_valg)
    kun = spoergsmaal.fristregler(lov, regler) if egen is None else egen.lovens(lov)
    kun = lov.alle_frister() if alle_regler else kun
    loven = Fristopgave(dag.dato, valgte.alle, None if kun is None else tuple(regel.regel for regel in kun))
    opgave = loven if egen is None else egen.opgave(loven)
    return Fristspoergsmaal(lov, dag, valgte, egen, opgave, not (regler or alle_regler))
