"""One run of the bench: what it measures on, how far it goes, and the measurements already made in it."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from bench.motormaal import SIDSTE_DAG
from bench.proces import RODEN, Maaling, maal
from bench.saet import Udsnit, byg_parquet, maanedsslut, skriv_fladt
from rettidig.tidslinje import calendar

VAR = RODEN / "var" / "bench"
LILLE, MELLEM, STOR = 10_000, 100_000, 1_000_000
MAANEDER = 60
TRAADE = 2


@dataclass(frozen=True)
class Rival:
    """Another way of counting: its name on the page, its function, and the most persons it is asked about.

    ``hoejst_kort`` is the most in the short run, which is to be over in minutes.
    """

    navn: str
    arbejde: str
    hoejst: int = STOR
    hoejst_kort: int = MELLEM
    parametre: dict[str, Any] = field(default_factory=dict)


FAELLES_RIVALER = (
    Rival("DuckDB SQL, 2 tråde", "bench.rivaler.duckdb_sql:faelles", parametre={"traade": TRAADE}),
    Rival("Polars, alle tråde", "bench.rivaler.polars_rammer:faelles"),
    Rival("pandas", "bench.rivaler.pandas_rammer:faelles"),
    Rival("Spark SQL, local[2]", "bench.rivaler.spark_sql:faelles", parametre={"traade": TRAADE}),
    Rival("OpenFisca, dagvektorer", "bench.rivaler.openfisca_dage:faelles", MELLEM, LILLE),
)
HEL_RIVAL = Rival("DuckDB SQL, 2 tråde", "bench.rivaler.duckdb_sql:hele", parametre={"traade": TRAADE})


class Koersel:
    """Measurements on one stored file, each made once however many tables show it."""

    def __init__(self, lager: Path, arbejdsmappe: Path, *, fuld: bool) -> None:
        self.lager = lager
        self.fuld = fuld
        self._arbejdsmappe = arbejdsmappe
        self._maalte: dict[str, Maaling] = {}
        self._begyndt = time.monotonic()

    @cached_property
    def i_alt(self) -> int:
        """How many persons the stored file holds."""
        return Udsnit(self.lager).antal

    @property
    def motorstoerrelser(self) -> list[int]:
        """How many persons the engine is asked about."""
        oenskede = [LILLE, MELLEM, STOR] if self.fuld else [LILLE, MELLEM]
        mulige = [antal for antal in oenskede if antal <= self.i_alt]
        return [*mulige, self.i_alt] if self.fuld and self.i_alt not in mulige else mulige

    @property
    def rivalstoerrelser(self) -> list[int]:
        """How many persons the rivals are asked about."""
        return [antal for antal in self.motorstoerrelser if antal <= STOR]

    @property
    def stoerst(self) -> int:
        """The most persons of the run."""
        return max(self.motorstoerrelser)

    @property
    def grundstoerrelse(self) -> int:
        """What growth is measured against: 100,000 persons, or the most there are."""
        return max(antal for antal in self.motorstoerrelser if antal <= MELLEM)

    def maal(self, hvad: str, arbejde: str, miljoe: dict[str, str] | None = None, **parametre: Any) -> Maaling:
        """A measurement in a process of its own; the same one is not made twice."""
        noegle = json.dumps([arbejde, parametre, miljoe])
        if noegle not in self._maalte:
            maaling = maal(arbejde, miljoe, **parametre)
            self._maalte[noegle] = maaling
            udfald = maaling.fejl or (f"{maaling.tid:.3f} s" if maaling.tid is not None else "gjort")
            print(f"[{time.monotonic() - self._begyndt:6.0f} s] {hvad}: {udfald}", file=sys.stderr, flush=True)
        return self._maalte[noegle]

    def fokusmaal(self, antal: int, regel: str, traade: int = 1, maaneder: int = MAANEDER) -> Maaling:
        """The engine on fokusmål 1."""
        return self.maal(
            f"motor, fokusmål 1 ({regel}), {antal} borgere, {maaneder} måneder, {traade} tråd(e)",
            "bench.motormaal:fokusmaal",
            lager=str(self.lager),
            antal=antal,
            maaneder=maaneder,
            regel=regel,
            traade=traade,
        )

    def rival(self, rival: Rival, antal: int, maaneder: int = MAANEDER) -> Maaling:
        """A rival on the same question, over its own copy of the same rows."""
        if antal > (rival.hoejst if self.fuld else rival.hoejst_kort):
            return Maaling(fejl="ikke spurgt ved så mange")
        return self.maal(
            f"{rival.navn}, {antal} borgere, {maaneder} måneder",
            rival.arbejde,
            flad=str(self.flad(antal)),
            maaneder=maanedsslut(maaneder, calendar.to_day(SIDSTE_DAG)).tolist(),
            **rival.parametre,
        )

    @cache  # noqa: B019 - there is one run in a process
    def flad(self, antal: int) -> Path:
        """The rivals' tables for so many persons, written once."""
        mappe = self._arbejdsmappe / f"flad-{antal}"
        skriv_fladt(Udsnit(self.lager, antal), mappe)
        return mappe

    @cache  # noqa: B019 - there is one run in a process
    def parquet(self, antal: int) -> Path:
        """The same persons as Spark reads them."""
        return byg_parquet(Udsnit(self.lager, antal), self._arbejdsmappe / f"{self.lager.stem}-{antal}.parquet")

    def som_json(self) -> str:
        """Every measurement, for who would rather count on them than read."""
        return json.dumps({noegle: vars(m) for noegle, m in self._maalte.items()}, indent=1, ensure_ascii=False)
