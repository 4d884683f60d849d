"""Enhanced supervision of the year under a law: from the measures of its months that are over, block by block.

The result goal rests on figures the data do not hold. So what is said is what would follow if it were missed: where it
is met nobody is selected under any law.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2, Fokusmaal
from rettidig.motor.grundlag import GRUPPEREGEL, MAALEFORLOEB, SAMTALEREGEL
from rettidig.motor.historik import Historik
from rettidig.motor.kuber.udsnit import ingen
from rettidig.motor.maaleraekker import TILSYN, Fokustal, Maaleraekker, Maanedstal
from rettidig.motor.maaling import Maalinger
from rettidig.motor.tilsyn import tilsyn_af
from rettidig.regler.former.maaling import Tilsynsregel, TilsynVersion
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar

HVILER_PAA = frozenset({TILSYN, FOKUSMAAL_1, FOKUSMAAL_2, MAALEFORLOEB, GRUPPEREGEL, SAMTALEREGEL})
UDTAGES, UDTAGES_IKKE, KAN_IKKE_AFGOERES, GAELDER_IKKE = "udtages", "udtages_ikke", "kan_ikke_afgoeres", "gaelder_ikke"
"""What follows for the year if the result goal is missed."""
_MISSET = Decimal(1), Decimal(0)
"""An actual share on benefits above the expected: the result goal missed, by no matter how much."""

Raekke = dict[str, Any]


def angaar_tilsyn(foer: Regelsaet, efter: Regelsaet) -> bool:
    """Whether two laws differ in what the supervision may rest on."""
    return any(foer.regler.get(regel) != efter.regler.get(regel) for regel in HVILER_PAA)


class Aarstaeller:
    """The focus goals of one law on every month end of a year up to a day, block by block."""

    def __init__(self, lov: Regelsaet, valg: Mapping[str, str], dag: int) -> None:
        self.lov, self.valg, self.idag = lov, valg, calendar.to_date(dag)
        self.aar = self.idag.year
        omme = (slut for slut in calendar.month_ends_of_year(self.aar) if slut <= dag)
        self._tal: dict[int, dict[tuple[str, str], Fokustal]] = {slut: {} for slut in omme}
        self._kommuner: set[str] = set()

    @property
    def version(self) -> TilsynVersion | None:
        """The version that decides the year; ``None`` where the law has none."""
        regel = self.lov.regler.get(TILSYN)
        alle = regel.versioner if isinstance(regel, Tilsynsregel) else ()
        return next((v for v in alle if v.gaelder(dt.date(self.aar, 12, 31))), None)

    def tag(self, historik: Historik) -> None:
        """Count one more block."""
        self._kommuner |= set(historik.borgere.kommune)
        if self.version is None:
            return
        maalinger = Maalinger(self.lov, historik, self.valg)
        for slut, samlet in self._tal.items():
            for noegle, antal in maalinger.tal(slut, "gaeldende").fokus.items():
                foer = samlet.get(noegle, Fokustal())
                samlet[noegle] = Fokustal(*(a + b for a, b in zip(foer, antal, strict=True)))

    def raekker(self) -> list[Raekke]:
        """One row for each municipality: what follows, and the share and state of each focus goal."""
        version = self.version
        if version is None or not self._tal:
            stand = GAELDER_IKKE if version is None else KAN_IKKE_AFGOERES
            return [{"kommune": kommune, "stand": stand} for kommune in sorted(self._kommuner)]
        maalt = _Optalte(self.lov, self.valg, sorted(self._kommuner), self._tal).aar(self.aar, "gaeldende", self.idag)
        return [
            {
                "kommune": raekke["kommune"],
                "stand": _STAND[raekke["udtaget"]],
                "hjemmel": raekke["hjemmel"],
                "taeller_alene": list(version.taeller_alene),
                **{n: raekke[n] for n in ("fm1_andel", "fm1_graense", "fm1_opfyldt")},
                **{n: raekke[n] for n in ("fm2_andel", "fm2_graense", "fm2_opfyldt")},
            }
            for raekke in tilsyn_af(self.lov, maalt, self.aar, *_MISSET).raekker
        ]


_STAND = {True: UDTAGES, False: UDTAGES_IKKE, None: KAN_IKKE_AFGOERES}


class _Optalte(Maaleraekker):
    """The rows of months already counted."""

    def __init__(
        self,
        lov: Regelsaet,
        valg: Mapping[str, str],
        kommuner: list[str],
        tal: Mapping[int, Mapping[tuple[str, str], Fokustal]],
    ) -> None:
        super().__init__(Fokusmaal(lov, ingen(), valg), kommuner)
        self._tal = tal

    def tal(self, dag: int, regelsaet: str) -> Maanedstal:  # noqa: ARG002
        """What was counted; the 75 % measure decides no supervision."""
        return Maanedstal(self._tal[dag])
