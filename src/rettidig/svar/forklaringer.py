"""The trace for one citizen: a text, or the same as a tree; with a strategy its duties after the law's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rettidig.forloeb import Datasaet
from rettidig.forloeb.lager import Lager
from rettidig.motor.forklar import Forklaring, forklar
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import byg_historik
from rettidig.motor.svar import frist_raekker, fristnoegle
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.indlaes import Regelsaet
from rettidig.svar import forbehold, spoergsmaal
from rettidig.svar.besvarelse import kun_borgeren
from rettidig.svar.model import Svar
from rettidig.svar.spoergsmaal import Spurgtdag, Valgte
from rettidig.svar.strategi import Lokaldel, lokaldel


@dataclass(frozen=True)
class Forklaringsspoergsmaal:
    """A question about why, on a day: its switches, its rules (``None`` all), and the strategy asked for."""

    lov: Regelsaet
    dag: Spurgtdag
    valgte: Valgte
    egen: Lokaldel | None
    kun: tuple[Fristregel, ...] | None

    def forklaring(self, udtraek: Datasaet | Lager, borger: str) -> Forklaring:
        """The trace. Raises :class:`~rettidig.svar.fejl.Brugerfejl` for a citizen who is not there."""
        ider = None if self.kun is None else tuple(regel.regel for regel in self.kun)
        om_strategien = None if self.egen is None else self.egen.til_forklaring()
        data = kun_borgeren(udtraek, borger)
        return forklar(self.lov, data, borger, self.dag.dag, self.valgte.alle, ider, om_strategien)

    def som_objekt(self, udtraek: Datasaet | Lager, borger: str) -> dict[str, Any]:
        """The one object of the answer: everything said with an answer, the deadline rows, and the trace as a tree."""
        data = kun_borgeren(udtraek, borger)
        forklaring = self.forklaring(data, borger)
        grundlag = Grundlag.paa(self.lov, byg_historik(data, borger), self.dag.dag, self.valgte.alle)
        raekker = frist_raekker(grundlag, self.kun)
        linjer = forbehold.fra_frister(self.lov, raekker, self.valgte.alle)
        spurgt: dict[str, object] = {"borger_id": borger}
        if self.egen is not None:
            lokale = self.egen.raekker(grundlag)
            raekker, linjer = sorted([*raekker, *lokale], key=fristnoegle), (*self.egen.forbehold(lokale), *linjer)
            spurgt |= self.egen.spurgt()
        svar = Svar(
            (), raekker, self.dag.dato, self.dag.lov, data, spurgt, linjer, self.valgte.alle, self.valgte.fravegne
        )
        return {**svar.hoved(), "raekker": raekker, "forklaring": forklaring.som_json()}


def spoerg(
    lov: Regelsaet, pr: str, *, regler: Sequence[str] = (), valg: Sequence[str] = (), lokalt: str | None = None
) -> Forklaringsspoergsmaal:
    """Reads the question."""
    dag = spoergsmaal.spurgt_dag(lov, pr)
    egen = None if lokalt is None else lokaldel(lov, lokalt, valg, regler)
    valgte = spoergsmaal.valg(lov, valg if egen is None else egen.lovens_valg)
    kun = spoergsmaal.fristregler(lov, regler) if egen is None else egen.lovens(lov)
    return Forklaringsspoergsmaal(lov, dag, valgte, egen, kun)
