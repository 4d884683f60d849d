"""The command that asks what would meet the obligations still open: each lawful way, its last day and its length."""

from __future__ import annotations

from rettidig.cli import sparkvalg
from rettidig.cli.bestilling import Bestilling, aflever
from rettidig.cli.besvarelse import antal_traade, med_fremdrift
from rettidig.cli.fremdrift import Fremdrift
from rettidig.sprog import tekst
from rettidig.svar import opfyld as om_opfyldelse
from rettidig.svar import spoergsmaal
from rettidig.svar.spoergsmaal import lov_eller_saetning


def opfyld(
    bestilling: Bestilling, pr: str, borger: str | None, regler: tuple[str, ...], traade: str | None = None
) -> None:
    """One row per open obligation and lawful way to meet it."""
    if borger is not None:
        sparkvalg.uden_spark(bestilling, "--borger")
    spurgt = om_opfyldelse.spoerg(lov_eller_saetning(), pr, regler=regler, valg=bestilling.valg)
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    i_traade = antal_traade(traade)
    with Fremdrift() as frem:
        frem.trin(tekst("cli.trin.laeser"))
        udtraek = sparkvalg.aabn(bestilling)
        frem.trin(tekst("cli.trin.regner"))
        svar = spurgt.svar(udtraek, borger=borger, blokvis=med_fremdrift(frem, i_traade))
    with svar:
        aflever(svar, form, bestilling.fil, svar.overskrift)
