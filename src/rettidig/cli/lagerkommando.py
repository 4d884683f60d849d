"""The command that turns an extract into the stored form."""

from __future__ import annotations

from pathlib import Path

from rettidig.cli.bestilling import aflever_tekst
from rettidig.cli.fremdrift import Fremdrift
from rettidig.cli.sparkvalg import byg
from rettidig.forloeb import laes_kilde
from rettidig.forloeb.lager import byg_lager
from rettidig.sprog import tekst
from rettidig.svar.dansk_form import antal
from rettidig.svar.fejl import Brugerfejl, som_brugerfejl


def lager(data: str, ud: str, kildefil: str | None, master: str | None = None) -> None:
    """Write an extract as a store (.arrow or .parquet; in Spark a folder) and say what is in it."""
    if not ud.strip():
        raise Brugerfejl(tekst("cli.tom_vaerdi", indstilling="--ud"))
    with som_brugerfejl(), Fremdrift() as frem:
        if master is None:
            kilde = None if kildefil is None else laes_kilde(Path(kildefil))
            rapport = byg_lager(Path(data), Path(ud), kilde, frem.trin)
        else:
            frem.trin(tekst("cli.trin.laeser"))
            rapport = byg(data, ud, master, kildefil)
    aflever_tekst(
        tekst(
            "cli.lager.skrevet",
            personer=antal(rapport.personer),
            blokke=antal(rapport.blokke),
            fil=rapport.sti,
            mb=antal(round(rapport.stoerrelse / 1_000_000)),
            laest=antal(rapport.rapport.laest),
            godkendt=antal(rapport.rapport.godkendt),
            sat_til_side=antal(rapport.rapport.sat_til_side),
        ),
        None,
    )
