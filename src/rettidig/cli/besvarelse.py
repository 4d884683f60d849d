"""How a store is answered on the command line: with a progress bar, and with a word of how the answer came about."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyarrow as pa

from rettidig.cli.fremdrift import Fremdrift
from rettidig.cli.skrivning import til_fejlstroem
from rettidig.cli.sparkvalg import Sparkudtraek, svar_fra
from rettidig.forloeb.lager import Lager
from rettidig.forloeb.visning import vis
from rettidig.motor.opgaver import Opgave
from rettidig.motor.vaerter.traade import koer, traade_at_bruge
from rettidig.sprog import tekst
from rettidig.svar.besvarelse import Blokvis
from rettidig.svar.fejl import Brugerfejl
from rettidig.tidslinje import forms

_TRAADE = re.compile(r"[1-9][0-9]{0,11}")


def med_fremdrift(frem: Fremdrift, traade: int | None) -> Blokvis:
    """Answers a store in threads or in Spark.

    Of a store it is said on standard error which form of the algebra answered, in how many blocks and threads.
    """

    def blokvis(lager: Lager | Sparkudtraek, opgave: Opgave) -> Iterator[pa.Table]:
        if isinstance(lager, Sparkudtraek):
            yield from svar_fra(lager, opgave)
            return
        for nummer, tabel in enumerate(koer(lager, opgave, traade), start=1):
            yield tabel
            frem.antal(nummer, lager.antal_blokke)
        til_fejlstroem(hvordan(lager, traade))

    return blokvis


def hvordan(lager: Lager, traade: int | None) -> str:
    """Which form answered for a store, and how the work was shared."""
    former = {forms.name_of(forms.choose(plads.antal)): None for plads in lager.metadata.blokke}
    return tekst(
        "cli.besvaret",
        former=", ".join(former) or forms.PLAIN,
        blokke=lager.antal_blokke,
        traade=traade_at_bruge(lager, traade),
    )


def antal_traade(oensket: str | None) -> int | None:
    """The number of threads asked for; ``None`` leaves it to the machine."""
    if oensket is None:
        return None
    if not _TRAADE.fullmatch(oensket):
        raise Brugerfejl(tekst("cli.ingen_traade", vaerdi=vis(oensket)))
    return int(oensket)
