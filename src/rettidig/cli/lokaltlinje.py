"""The commands of local strategies and their options."""

from __future__ import annotations

from typing import Annotated

import typer

from rettidig.cli.hjaelp import Gruppe, Kommando

Strategifil = Annotated[str, typer.Argument(metavar="FIL", help="lokalt.hjaelp.fil", show_default=False)]

Lokalt = Annotated[str | None, typer.Option("--lokalt", metavar="FIL", help="lokalt.hjaelp.lokalt")]

lokalt = typer.Typer(cls=Gruppe, help="lokalt.hjaelp.gruppe", rich_markup_mode=None, no_args_is_help=True)


@lokalt.command("tjek", cls=Kommando, help="lokalt.hjaelp.tjek")
def lokalt_tjek(
    fil: Strategifil,
    detaljer: Annotated[bool, typer.Option("--detaljer", help="lokalt.hjaelp.detaljer")] = False,
) -> None:
    """Hold a strategy up against itself, the code lists and the law."""
    from rettidig.cli import lokaltkommandoer

    lokaltkommandoer.tjek(fil, med_detaljer=detaljer)


@lokalt.command("liste", cls=Kommando, help="lokalt.hjaelp.liste")
def lokalt_liste() -> None:
    """The strategies that ship with Rettidig."""
    from rettidig.cli import lokaltkommandoer

    lokaltkommandoer.liste()


@lokalt.command("sider", cls=Kommando, help="lokalt.hjaelp.sider")
def lokalt_sider(ud: Annotated[str, typer.Option("--ud", metavar="MAPPE", help="cli.hjaelp.mappe")]) -> None:
    """Write the pages: each strategy beside the law, and what the papers lay down."""
    from rettidig.cli import lokaltkommandoer

    lokaltkommandoer.sider(ud)


@lokalt.command("skema", cls=Kommando, help="lokalt.hjaelp.skema")
def lokalt_skema(
    ud: Annotated[str | None, typer.Option("--ud", metavar="FIL", help="cli.hjaelp.ud")] = None,
) -> None:
    """The JSON Schema of a strategy file."""
    from rettidig.cli import lokaltkommandoer

    lokaltkommandoer.skema(ud)
