"""Enhanced supervision: one row per municipality with both steps, on the months of a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rettidig.forloeb import Datasaet
from rettidig.motor.historik import byg_historik
from rettidig.motor.tilsyn import tilsyn_raekker
from rettidig.regler.indlaes import Regelsaet
from rettidig.sprog import tekst
from rettidig.svar import forbehold, kolonner, spoergsmaal
from rettidig.svar.model import Svar
from rettidig.svar.spoergsmaal import Valgte


@dataclass(frozen=True)
class Tilsynsspoergsmaal:
    """A question about a year: the actual and the expected degree of benefit are given by the one who asks."""

    lov: Regelsaet
    aar: int
    lov_id: str
    ydelsesgrad: Decimal
    forventet: Decimal
    valgte: Valgte

    def svar(self, data: Datasaet, idag: dt.date) -> Svar:
        """The answer, on the months of the year up to ``idag``."""
        maalt = tilsyn_raekker(
            self.lov, byg_historik(data), self.aar, self.ydelsesgrad, self.forventet, self.valgte.alle, idag
        )
        return Svar(
            kolonner.TILSYN,
            maalt.raekker,
            dt.date(self.aar, 12, 31),
            self.lov_id,
            data,
            {"aar": self.aar},
            forbehold.fra_noter(self.lov, maalt.noter, self.valgte.alle),
            self.valgte.alle,
            self.valgte.fravegne,
            tekst("cli.svar.tilsyn", aar=self.aar, lov=self.lov_id),
        )


def spoerg(
    lov: Regelsaet, aar: str, ydelsesgrad: str, forventet: str, *, valg: Sequence[str] = ()
) -> Tilsynsspoergsmaal:
    """Reads the question."""
    aaret = spoergsmaal.aarstal(lov, aar)
    faktisk = spoergsmaal.decimaltal(ydelsesgrad, "--ydelsesgrad")
    ventet = spoergsmaal.decimaltal(forventet, "--forventet")
    valgte = spoergsmaal.valg(lov, valg)
    lov_id = spoergsmaal.kodet_lov(lov, dt.date(aaret, 12, 31))
    return Tilsynsspoergsmaal(lov, aaret, lov_id, faktisk, ventet, valgte)
