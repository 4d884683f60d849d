"""The commands of users and their roles, and their options."""

from __future__ import annotations

from typing import Annotated

import typer

from rettidig.cli.hjaelp import Gruppe, Kommando

Navn = Annotated[str, typer.Argument(metavar="NAVN", help="adgang.hjaelp.navn", show_default=False)]
Rolle = Annotated[list[str] | None, typer.Option("--rolle", metavar="ROLLE", help="adgang.hjaelp.rolle")]
Team = Annotated[list[str] | None, typer.Option("--team", metavar="TEAM", help="adgang.hjaelp.team")]
Hvem = Annotated[str | None, typer.Option("--hvem", metavar="NAVN", help="lagring.hjaelp.hvem")]
Hvorfor = Annotated[str, typer.Option("--hvorfor", metavar="TEKST", help="adgang.hjaelp.hvorfor", show_default=False)]

bruger = typer.Typer(cls=Gruppe, help="adgang.hjaelp.gruppe", rich_markup_mode=None, no_args_is_help=True)


@bruger.command("opret", cls=Kommando, help="adgang.hjaelp.opret")
def bruger_opret(
    navn: Navn,
    rolle: Rolle = None,
    team: Team = None,
    initialer: Annotated[str, typer.Option("--initialer", help="adgang.hjaelp.initialer")] = "",
    kommune: Annotated[str, typer.Option("--kommune", metavar="KODE", help="adgang.hjaelp.kommune")] = "",
    borger: Annotated[str, typer.Option("--borger", metavar="ID", help="adgang.hjaelp.borger")] = "",
    adgangskode: Annotated[bool, typer.Option("--adgangskode", help="adgang.hjaelp.adgangskode")] = False,
    hvem: Hvem = None,
) -> None:
    """Make a user."""
    from rettidig.cli import brugerkommandoer

    brugerkommandoer.opret(navn, rolle or [], team or [], initialer, kommune, borger, spoerg=adgangskode, hvem=hvem)


@bruger.command("roller", cls=Kommando, help="adgang.hjaelp.roller")
def bruger_roller(navn: Navn, hvorfor: Hvorfor, rolle: Rolle = None, team: Team = None, hvem: Hvem = None) -> None:
    """Change a user's roles and teams."""
    from rettidig.cli import brugerkommandoer

    brugerkommandoer.roller(navn, rolle, team, hvorfor, hvem)


@bruger.command("spaer", cls=Kommando, help="adgang.hjaelp.spaer")
def bruger_spaer(navn: Navn, hvorfor: Hvorfor, hvem: Hvem = None) -> None:
    """Shut a user out."""
    from rettidig.cli import brugerkommandoer

    brugerkommandoer.spaer(navn, hvorfor, hvem)


@bruger.command("aabn", cls=Kommando, help="adgang.hjaelp.aabn")
def bruger_aabn(navn: Navn, hvorfor: Hvorfor, hvem: Hvem = None) -> None:
    """Let a user in again."""
    from rettidig.cli import brugerkommandoer

    brugerkommandoer.aabn(navn, hvorfor, hvem)


@bruger.command("nulstil", cls=Kommando, help="adgang.hjaelp.nulstil")
def bruger_nulstil(navn: Navn, hvorfor: Hvorfor, hvem: Hvem = None) -> None:
    """Take the second step and the password away, and give a one-time link."""
    from rettidig.cli import brugerkommandoer

    brugerkommandoer.nulstil(navn, hvorfor, hvem)


@bruger.command("liste", cls=Kommando, help="adgang.hjaelp.liste")
def bruger_liste(
    form: Annotated[
        str | None, typer.Option("--format", metavar="tabel|json|csv|parquet", help="cli.hjaelp.format")
    ] = None,
    ud: Annotated[str | None, typer.Option("--ud", metavar="FIL", help="cli.hjaelp.ud")] = None,
) -> None:
    """Every user."""
    from rettidig.cli import brugerkommandoer

    brugerkommandoer.liste(form, ud)


@bruger.command("foerste", cls=Kommando, help="adgang.hjaelp.foerste")
def bruger_foerste() -> None:
    """The first administrator."""
    from rettidig.cli import foerstekommando

    foerstekommando.foerste()
