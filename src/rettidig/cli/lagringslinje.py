"""The commands of the store and their options."""

from __future__ import annotations

from typing import Annotated

import typer

from rettidig.cli.hjaelp import Gruppe, Kommando

Format = Annotated[str | None, typer.Option("--format", metavar="tabel|json|csv|parquet", help="cli.hjaelp.format")]
Ud = Annotated[str | None, typer.Option("--ud", metavar="FIL", help="cli.hjaelp.ud")]
Hvem = Annotated[str | None, typer.Option("--hvem", metavar="NAVN", help="lagring.hjaelp.hvem")]

lagring = typer.Typer(cls=Gruppe, help="lagring.hjaelp.gruppe", rich_markup_mode=None, no_args_is_help=True)


@lagring.command("start", cls=Kommando, help="lagring.hjaelp.start")
def lagring_start() -> None:
    """Start the embedded server."""
    from rettidig.cli import lagringskommandoer

    lagringskommandoer.start()


@lagring.command("stop", cls=Kommando, help="lagring.hjaelp.stop")
def lagring_stop() -> None:
    """Stop the embedded server."""
    from rettidig.cli import lagringskommandoer

    lagringskommandoer.stop()


@lagring.command("status", cls=Kommando, help="lagring.hjaelp.status")
def lagring_status() -> None:
    """Whether the store runs and where it is."""
    from rettidig.cli import lagringskommandoer

    lagringskommandoer.status()


@lagring.command("handlinger", cls=Kommando, help="lagring.hjaelp.handlinger")
def lagring_handlinger(form: Format = None, ud: Ud = None) -> None:
    """Who imported and corrected what."""
    from rettidig.cli import indlaeskommandoer

    indlaeskommandoer.handlinger(form, ud)


@lagring.command("fortryd", cls=Kommando, help="lagring.hjaelp.fortryd")
def lagring_fortryd(
    nummer: Annotated[str, typer.Argument(metavar="NUMMER", help="lagring.hjaelp.nummer", show_default=False)],
    hvorfor: Annotated[str, typer.Option("--hvorfor", metavar="TEKST", help="lagring.hjaelp.hvorfor")],
    hvem: Hvem = None,
) -> None:
    """Undo an act."""
    from rettidig.cli import indlaeskommandoer

    indlaeskommandoer.fortryd(nummer, hvem, hvorfor)


def indlaes(
    data: Annotated[str, typer.Argument(metavar="DATA", help="cli.hjaelp.data", show_default=False)],
    proeve: Annotated[bool, typer.Option("--proeve", help="lagring.hjaelp.proeve")] = False,
    fagsystem: Annotated[
        str | None, typer.Option("--fagsystem", metavar="NAVN", help="lagring.hjaelp.fagsystem")
    ] = None,
    luk_mange: Annotated[bool, typer.Option("--luk-mange", help="lagring.hjaelp.luk_mange")] = False,
    hvem: Hvem = None,
    hvorfor: Annotated[str, typer.Option("--hvorfor", metavar="TEKST", help="lagring.hjaelp.hvorfor")] = "",
    kilde: Annotated[str | None, typer.Option("--kilde", metavar="FIL", help="cli.hjaelp.kilde")] = None,
    form: Format = None,
    ud: Ud = None,
) -> None:
    """Import an extract into the store."""
    from rettidig.cli import indlaeskommandoer
    from rettidig.cli.bestilling import Bestilling

    bestilling = Bestilling(data, form, ud, kilde)
    indlaeskommandoer.indlaes(bestilling, proeve, fagsystem, hvem, hvorfor, luk_mange=luk_mange)
