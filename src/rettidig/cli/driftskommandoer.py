"""The commands of the web server."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rettidig.cli.bestilling import aflever_tekst
from rettidig.cli.lagring import som_lagringsfejl
from rettidig.cli.skrivning import til_fejlstroem
from rettidig.drift.forbindelse import er_indlejret, serverrod
from rettidig.drift.server.indstillinger import laes_indstillinger
from rettidig.sprog import findes, tekst
from rettidig.svar.fejl import Brugerfejl

if TYPE_CHECKING:
    from rettidig.drift.server.proces import Servertilstand

_SE_EFTER_SEKUNDER = 0.5


def start(adresse: str | None, port: str | None, arbejdere: str | None, *, bliv: bool = False) -> None:
    """Start the server and say where it is; one that runs already is told of, and that is no fault.

    With ``bliv`` this returns when the server has been stopped: here by Ctrl-C, or from elsewhere. The embedded
    database is stopped with it.
    """
    with som_lagringsfejl():
        from rettidig.drift.server import proces
        from rettidig.drift.server.klargoering import kontroller_miljoeet

        valg = laes_indstillinger(adresse, port, arbejdere)
        kendt = proces.tilstand()
        if kendt.koerer:
            aflever_tekst(_koerer(kendt), None)
            return
        kontroller_miljoeet()
        til_fejlstroem(tekst("drift.starter"))
        url = proces.start(valg).url
        aflever_tekst(tekst("drift.startet_her" if bliv else "drift.startet", url=url), None)
        if bliv:
            _bliv(proces.tilstand)
            stop(ogsaa_lagring=True)


def stop(*, ogsaa_lagring: bool) -> None:
    """Stop the server, and the embedded database where that is asked for."""
    with som_lagringsfejl():
        from rettidig.drift.server import proces

        aflever_tekst(tekst("drift.stoppet" if proces.stop() else "drift.koerte_ikke"), None)
        if ogsaa_lagring and er_indlejret():
            from rettidig.drift.indlejret import IndlejretServer

            stoppet = IndlejretServer(serverrod()).stop()
            aflever_tekst(tekst("lagring.stoppet" if stoppet else "lagring.koerte_ikke"), None)


def status(*, krav_svar: bool) -> None:
    """How the server is; nothing is started by asking. With ``krav_svar`` one that does not answer is a fault."""
    with som_lagringsfejl():
        from rettidig.drift.server import proces

        nu = proces.tilstand()
    if krav_svar and not nu.svarer:
        raise Brugerfejl(_koerer(nu))
    aflever_tekst(_koerer(nu), None)


def forgrund(adresse: str | None, port: str | None, arbejdere: str | None) -> None:
    """Run the server here until it is told to stop."""
    with som_lagringsfejl():
        from rettidig.drift.server.forgrund import koer_server

        koer_server(laes_indstillinger(adresse, port, arbejdere))


def klargoer() -> None:
    """Have tables, static files and settings ready, without serving anything."""
    with som_lagringsfejl():
        from rettidig.drift.server.klargoering import klargoer as goer_klar

        goer_klar()
    aflever_tekst(tekst("drift.klargjort"), None)


def tilstand(form: str | None) -> None:
    """The state of the system as text or JSON. Nothing in it is about any person."""
    if form not in {None, "tekst", "json"}:
        raise Brugerfejl(tekst("drift.ukendt_format", form=form))
    with som_lagringsfejl():
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rettidig.drift.websettings")
        from rettidig.drift.opstart import opsaet_django

        opsaet_django()
        from rettidig.drift.tilstand import systemtilstand

        nu = systemtilstand()
    if form == "json":
        aflever_tekst(json.dumps(nu, ensure_ascii=False, indent=2, default=str), None)
    else:
        aflever_tekst("\n".join(_som_tekst(nu)), None)


def _bliv(tilstand: Callable[..., Servertilstand]) -> None:
    """Wait until somebody here wants to stop, or the server has been stopped."""
    vil_stoppe = threading.Event()
    for slags in (signal.SIGINT, signal.SIGTERM):
        signal.signal(slags, lambda *_: vil_stoppe.set())
    while not vil_stoppe.wait(_SE_EFTER_SEKUNDER) and tilstand(spoerg=False).koerer:
        pass


def _koerer(nu: Any) -> str:
    if not nu.koerer:
        return tekst("drift.koerer_ikke")
    if nu.url is None:
        return tekst("drift.paa_vej")
    return tekst("drift.koerer" if nu.svarer else "drift.koerer_uden_svar", url=nu.url, pid=nu.pid)


def _som_tekst(indhold: Any, indryk: str = "") -> list[str]:
    linjer = []
    for navn, vaerdi in indhold.items():
        noegle = f"drift.ord.{navn}"
        ord_ = tekst(noegle) if findes(noegle) else navn.replace("_", " ")
        if isinstance(vaerdi, dict):
            linjer += [f"{indryk}{ord_}:", *_som_tekst(vaerdi, f"{indryk}  ")]
        elif isinstance(vaerdi, list) and vaerdi and isinstance(vaerdi[0], dict):
            linjer.append(f"{indryk}{ord_}:")
            for en in vaerdi:
                foerste, *resten = _som_tekst(en)
                linjer += [f"{indryk}  - {foerste}", *(f"{indryk}    {linje}" for linje in resten)]
        else:
            linjer.append(f"{indryk}{ord_}: {_vaerdi(vaerdi)}")
    return linjer


def _vaerdi(vaerdi: Any) -> str:
    if isinstance(vaerdi, bool):
        return tekst("drift.ja" if vaerdi else "drift.nej")
    return "–" if vaerdi is None or vaerdi == [] else str(vaerdi)
