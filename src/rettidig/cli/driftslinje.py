"""The commands that run the web server and keep copies, and their options."""

from __future__ import annotations

from typing import Annotated

import typer

from rettidig.cli.hjaelp import Gruppe, Kommando

Adresse = Annotated[str | None, typer.Option("--adresse", metavar="IP", help="drift.hjaelp.adresse")]
Port = Annotated[str | None, typer.Option("--port", metavar="N", help="drift.hjaelp.port")]
Arbejdere = Annotated[str | None, typer.Option("--arbejdere", metavar="N", help="drift.hjaelp.arbejdere")]
Kopimappe = Annotated[str, typer.Argument(metavar="MAPPE", help="drift.hjaelp.mappe", show_default=False)]

server = typer.Typer(cls=Gruppe, help="drift.hjaelp.gruppe", rich_markup_mode=None, no_args_is_help=True)


@server.command("start", cls=Kommando, help="drift.hjaelp.start")
def server_start(
    adresse: Adresse = None,
    port: Port = None,
    arbejdere: Arbejdere = None,
    bliv: Annotated[bool, typer.Option("--bliv", help="drift.hjaelp.bliv")] = False,
) -> None:
    """Start the server in the background, or stay with it."""
    from rettidig.cli import driftskommandoer

    driftskommandoer.start(adresse, port, arbejdere, bliv=bliv)


@server.command("stop", cls=Kommando, help="drift.hjaelp.stop")
def server_stop(
    ogsaa_lagring: Annotated[bool, typer.Option("--ogsaa-lagring", help="drift.hjaelp.ogsaa_lagring")] = False,
) -> None:
    """Stop the server."""
    from rettidig.cli import driftskommandoer

    driftskommandoer.stop(ogsaa_lagring=ogsaa_lagring)


@server.command("status", cls=Kommando, help="drift.hjaelp.status")
def server_status(
    krav_svar: Annotated[bool, typer.Option("--krav-svar", help="drift.hjaelp.krav_svar")] = False,
) -> None:
    """Whether the server runs."""
    from rettidig.cli import driftskommandoer

    driftskommandoer.status(krav_svar=krav_svar)


@server.command("forgrund", cls=Kommando, help="drift.hjaelp.forgrund")
def server_forgrund(adresse: Adresse = None, port: Port = None, arbejdere: Arbejdere = None) -> None:
    """Run the server in this process."""
    from rettidig.cli import driftskommandoer

    driftskommandoer.forgrund(adresse, port, arbejdere)


@server.command("klargoer", cls=Kommando, help="drift.hjaelp.klargoer")
def server_klargoer() -> None:
    """Have tables and static files ready."""
    from rettidig.cli import driftskommandoer

    driftskommandoer.klargoer()


@server.command("tilstand", cls=Kommando, help="drift.hjaelp.tilstand")
def server_tilstand(
    form: Annotated[str | None, typer.Option("--format", metavar="tekst|json", help="drift.hjaelp.format")] = None,
) -> None:
    """The state of the system."""
    from rettidig.cli import driftskommandoer

    driftskommandoer.tilstand(form)


def sikkerhedskopi(
    mappe: Kopimappe,
    kun_log: Annotated[bool, typer.Option("--kun-log", help="drift.hjaelp.kun_log")] = False,
    behold: Annotated[str | None, typer.Option("--behold", metavar="N", help="drift.hjaelp.behold")] = None,
) -> None:
    """Take a backup of the embedded database."""
    from rettidig.cli import kopikommandoer

    kopikommandoer.sikkerhedskopi(mappe, behold, kun_log=kun_log)


def gendan(
    mappe: Kopimappe,
    til: Annotated[str, typer.Option("--til", metavar="NYMAPPE", help="drift.hjaelp.til")],
    tid: Annotated[str | None, typer.Option("--tid", metavar="TID", help="drift.hjaelp.tid")] = None,
) -> None:
    """Restore a backup to a new folder."""
    from rettidig.cli import kopikommandoer

    kopikommandoer.gendan(mappe, til, tid)


def proev_kopi(mappe: Kopimappe) -> None:
    """Try a backup by restoring it."""
    from rettidig.cli import kopikommandoer

    kopikommandoer.proev(mappe)


def noeglekopi(mappe: Kopimappe) -> None:
    """Copy the secrets."""
    from rettidig.cli import kopikommandoer

    kopikommandoer.noeglekopi(mappe)


def tilfoej(lagring: typer.Typer) -> None:
    """Put the commands of backup among those of the store."""
    for navn, funktion in (
        ("sikkerhedskopi", sikkerhedskopi),
        ("gendan", gendan),
        ("proev-kopi", proev_kopi),
        ("noeglekopi", noeglekopi),
    ):
        lagring.command(navn, cls=Kommando, help=f"drift.hjaelp.{navn.replace('-', '_')}")(funktion)
