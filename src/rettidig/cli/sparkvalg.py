"""``--motor spark``: the same answers, worked out by Spark on this machine's cores or on a cluster's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from rettidig.cli.bestilling import Bestilling
from rettidig.cli.skrivning import til_fejlstroem
from rettidig.forloeb import Datasaet, Rapport
from rettidig.forloeb.lager import Lager, Lagerrapport
from rettidig.motor.opgaver import Opgave
from rettidig.motor.vaerter.spark import koer_i_spark, lagerets_rapport
from rettidig.motor.vaerter.sparkfejl import Sparkfejl
from rettidig.sprog import tekst
from rettidig.svar.fejl import Brugerfejl, naer_ved, paa_en_linje, som_brugerfejl

_HER, _SPARK = "lokal", "spark"
_ALLE_KERNER = "local[*]"


@dataclass(frozen=True)
class Sparkudtraek:
    """A store that Spark is to answer from, and what it says of the extract it was made from."""

    sti: str
    master: str
    fravaerende: tuple[str, ...]
    rapport: Rapport


def valgt_master(motor: str | None, master: str | None) -> str | None:
    """The master to ask, ``None`` for this process. Raises ``Brugerfejl`` for options that contradict each other."""
    if motor is not None and motor not in (_HER, _SPARK):
        forslag = ", ".join(naer_ved(motor, (_HER, _SPARK)) or (_HER, _SPARK))
        raise Brugerfejl(tekst("spark.ukendt_motor", motor=motor, forslag=forslag))
    if motor == _SPARK:
        if master is not None and not master.strip():
            raise Brugerfejl(tekst("cli.tom_vaerdi", indstilling="--master"))
        return _ALLE_KERNER if master is None else master
    if master is not None:
        raise Brugerfejl(tekst("spark.master_uden_motor"))
    return None


def aabn(bestilling: Bestilling) -> Datasaet | Lager | Sparkudtraek:
    """What the answer is to be found in: opened here, or looked at before Spark opens it."""
    if bestilling.master is None:
        return bestilling.aabn()
    if bestilling.kilde is not None:
        raise Brugerfejl(tekst("forloeb.lager_med_kilde", fil=bestilling.data))
    with _spark_som_brugerfejl():
        fravaerende, rapport = lagerets_rapport(bestilling.data)
    bestilling.sig_til(rapport)
    return Sparkudtraek(bestilling.data, bestilling.master, fravaerende, rapport)


def svar_fra(udtraek: Sparkudtraek, opgave: Opgave) -> Iterator[pa.Table]:
    """The rows in order; who answered is said on standard error."""
    with _spark_som_brugerfejl():
        yield from koer_i_spark(udtraek.sti, opgave, udtraek.master)
    til_fejlstroem(tekst("spark.besvaret", master=udtraek.master))


def byg(data: str, ud: str, master: str, kildefil: str | None) -> Lagerrapport:
    """Build a store folder in Spark."""
    from rettidig.motor.vaerter.spark_lager import byg_lager_i_spark

    with _spark_som_brugerfejl():
        return byg_lager_i_spark(Path(data), Path(ud), master, kildefil)


def uden_spark(bestilling: Bestilling, hvad: str) -> None:
    """Raises ``Brugerfejl`` where one citizen alone is asked for: that is answered here."""
    if bestilling.master is not None:
        raise Brugerfejl(tekst("spark.ikke_med", indstilling=hvad))


@contextmanager
def _spark_som_brugerfejl() -> Iterator[None]:
    with som_brugerfejl():
        try:
            yield
        except Sparkfejl as fejl:
            raise Brugerfejl(paa_en_linje(fejl)) from fejl
