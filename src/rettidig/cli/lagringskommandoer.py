"""The commands that start and stop the embedded server and tell how it is."""

from __future__ import annotations

from rettidig.cli.bestilling import aflever_tekst
from rettidig.cli.lagring import aaben_lagring, som_lagringsfejl
from rettidig.drift.forbindelse import er_indlejret, serverrod
from rettidig.sprog import tekst


def start() -> None:
    """Start the server, bring the tables up to date, and say plainly what it is fit for."""
    with aaben_lagring():
        aflever_tekst(_tilstand(), None)


def stop() -> None:
    """Stop the embedded server; a server of the municipality's own is not ours to stop."""
    with som_lagringsfejl():
        if not er_indlejret():
            aflever_tekst(tekst("lagring.egen_server_stop"), None)
            return
        from rettidig.drift.indlejret import IndlejretServer

        stoppet = IndlejretServer(serverrod()).stop()
    aflever_tekst(tekst("lagring.stoppet" if stoppet else "lagring.koerte_ikke"), None)


def status() -> None:
    """How the store is; nothing is started by asking."""
    with som_lagringsfejl():
        aflever_tekst(_tilstand(), None)


def _tilstand() -> str:
    if not er_indlejret():
        return tekst("lagring.egen_server")
    from rettidig.drift.indlejret import IndlejretServer

    tilstand = IndlejretServer(serverrod()).tilstand()
    if not tilstand.koerer:
        return tekst("lagring.stoppet_i" if tilstand.lavet else "lagring.ikke_lavet", data=tilstand.data)
    saetninger = [tekst("lagring.koerer", data=tilstand.data, konto=tilstand.konto)]
    if tilstand.delt_konto:
        saetninger.append(tekst("lagring.delt_konto", konto=tilstand.konto))
    return "\n".join([*saetninger, tekst("lagring.til_proeve")])
