"""The commands of the keys for other systems, and their options."""

from __future__ import annotations

from typing import Annotated

import typer

from rettidig.cli.hjaelp import Gruppe, Kommando

Navn = Annotated[str, typer.Argument(metavar="NAVN", help="api.hjaelp.navn", show_default=False)]
Dage = Annotated[str, typer.Option("--dage", metavar="ANTAL", help="api.hjaelp.dage")]
Hvem = Annotated[str | None, typer.Option("--hvem", metavar="NAVN", help="lagring.hjaelp.hvem")]

system = typer.Typer(cls=Gruppe, help="api.hjaelp.gruppe", rich_markup_mode=None, no_args_is_help=True)


@system.command("opret", cls=Kommando, help="api.hjaelp.opret")
def system_opret(
    navn: Navn,
    scope: Annotated[list[str], typer.Option("--scope", metavar="SCOPE", help="api.hjaelp.scope")],
    dage: Dage = "180",
    team: Annotated[list[str] | None, typer.Option("--team", metavar="NAVN", help="api.hjaelp.team")] = None,
    kommune: Annotated[str, typer.Option("--kommune", metavar="KODE", help="api.hjaelp.kommune")] = "",
    fagsystem: Annotated[
        list[str] | None, typer.Option("--fagsystem", metavar="NAVN", help="api.hjaelp.fagsystem")
    ] = None,
    hvem: Hvem = None,
) -> None:
    """Make a key."""
    from rettidig.cli import systemkommandoer

    systemkommandoer.opret(navn, tuple(scope), dage, tuple(team or ()), kommune, tuple(fagsystem or ()), hvem)


@system.command("forny", cls=Kommando, help="api.hjaelp.forny")
def system_forny(navn: Navn, dage: Dage = "180", hvem: Hvem = None) -> None:
    """Make a new key."""
    from rettidig.cli import systemkommandoer

    systemkommandoer.forny(navn, dage, hvem)


@system.command("tilbagekald", cls=Kommando, help="api.hjaelp.tilbagekald")
def system_tilbagekald(navn: Navn, hvem: Hvem = None) -> None:
    """Take a key back."""
    from rettidig.cli import systemkommandoer

    systemkommandoer.tilbagekald(navn, hvem)


@system.command("liste", cls=Kommando, help="api.hjaelp.liste")
def system_liste(
    form: Annotated[
        str | None, typer.Option("--format", metavar="tabel|json|csv|parquet", help="cli.hjaelp.format")
    ] = None,
    ud: Annotated[str | None, typer.Option("--ud", metavar="FIL", help="cli.hjaelp.ud")] = None,
) -> None:
    """Every system."""
    from rettidig.cli import systemkommandoer

    systemkommandoer.liste(form, ud)
