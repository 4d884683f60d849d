"""What would meet the obligations still open: each lawful way, its last day and its length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rettidig.motor.opgaver import Opfyldelsesopgave
from rettidig.regler.indlaes import Regelsaet
from rettidig.sprog import tekst
from rettidig.svar import forbehold, kolonner, spoergsmaal
from rettidig.svar.besvarelse import Blokvis, i_traade, raekker_af
from rettidig.svar.dansk_form import dato_i_ord
from rettidig.svar.model import Forbeholdslinje, Svar, Udtraek
from rettidig.svar.spoergsmaal import Spurgtdag, Valgte


@dataclass(frozen=True)
class Opfyldelsesspoergsmaal:
    """A question about what would meet the obligations of a day."""

    lov: Regelsaet
    dag: Spurgtdag
    valgte: Valgte
    opgave: Opfyldelsesopgave

    def svar(self, udtraek: Udtraek, *, borger: str | None = None, blokvis: Blokvis = i_traade) -> Svar:
        """The answer, for all or for one citizen."""
        raekker = raekker_af(udtraek, self.opgave, borger=borger, blokvis=blokvis)
        forskellige = raekker.forskellige(forbehold.FRISTKOLONNER)
        return Svar(
            kolonner.OPFYLD,
            raekker,
            self.dag.dato,
            self.dag.lov,
            udtraek,
            {} if borger is None else {"borger_id": borger},
            (
                Forbeholdslinje("valg", tekst("opfyld.forbehold.forhold")),
                Forbeholdslinje("valg", tekst("opfyld.forbehold.slut")),
                *forbehold.fra_frister(self.lov, forskellige, self.valgte.alle),
            ),
            self.valgte.alle,
            self.valgte.fravegne,
            tekst("opfyld.svar", dag=dato_i_ord(self.dag.dato), lov=self.dag.lov),
        )


def spoerg(lov: Regelsaet, pr: str, *, regler: Sequence[str] = (), valg: Sequence[str] = ()) -> Opfyldelsesspoergsmaal:
    """Reads the question."""
    dag = spoergsmaal.spurgt_dag(lov, pr)
    valgte = spoergsmaal.valg(lov, valg)
    kun = spoergsmaal.fristregler(lov, regler)
    ider = None if kun is None else tuple(regel.regel for regel in kun)
    return Opfyldelsesspoergsmaal(lov, dag, valgte, Opfyldelsesopgave(dag.dato, valgte.alle, ider))
