"""The commands of the figures kept over the store, and their options."""

from __future__ import annotations

from typing import Annotated

import typer

from rettidig.cli.hjaelp import Gruppe, Kommando

_DAG = "YYYY-MM-DD"
Format = Annotated[str | None, typer.Option("--format", metavar="tabel|json|csv|parquet", help="cli.hjaelp.format")]
Ud = Annotated[str | None, typer.Option("--ud", metavar="FIL", help="cli.hjaelp.ud")]
Regelsaet = Annotated[str | None, typer.Option("--regelsaet", metavar="gaeldende|gamle|nye", help="tal.hjaelp.saet")]
Kommune = Annotated[str | None, typer.Option("--kommune", metavar="KODE", help="tal.hjaelp.kommune")]
Ydelse = Annotated[str | None, typer.Option("--ydelse", metavar="KODE", help="tal.hjaelp.ydelse")]
Team = Annotated[list[str] | None, typer.Option("--team", metavar="NAVN", help="tal.hjaelp.team")]

tal = typer.Typer(cls=Gruppe, help="tal.hjaelp.gruppe", rich_markup_mode=None, no_args_is_help=True)


@tal.command("koer", cls=Kommando, help="tal.hjaelp.koer")
def tal_koer(
    pr: Annotated[str | None, typer.Option("--pr", metavar=_DAG, help="tal.hjaelp.pr")] = None,
    meld: Annotated[list[str] | None, typer.Option("--meld", metavar=_DAG, help="tal.hjaelp.meld")] = None,
) -> None:
    """Work everything out anew."""
    from rettidig.cli import talkommandoer

    talkommandoer.koer(pr, tuple(meld or ()))


@tal.command("ajour", cls=Kommando, help="tal.hjaelp.ajour")
def tal_ajour() -> None:
    """Take in the acts not yet taken in."""
    from rettidig.cli import talkommandoer

    talkommandoer.ajour()


@tal.command("status", cls=Kommando, help="tal.hjaelp.status")
def tal_status() -> None:
    """How far what is kept has come."""
    from rettidig.cli import talkommandoer

    talkommandoer.status()


@tal.command("meldt", cls=Kommando, help="tal.hjaelp.meldt")
def tal_meldt(
    pr: Annotated[str | None, typer.Option("--pr", metavar=_DAG, help="tal.hjaelp.meldt_pr")] = None,
    regelsaet: Regelsaet = None,
    kommune: Kommune = None,
    form: Format = None,
    ud: Ud = None,
) -> None:
    """Figures as reported beside the same as now known."""
    from rettidig.cli import talkommandoer

    talkommandoer.meldt(pr, regelsaet or "gaeldende", kommune, form, ud)


@tal.command("serie", cls=Kommando, help="tal.hjaelp.serie")
def tal_serie(
    maaling: Annotated[str, typer.Option("--maaling", metavar="ID", help="tal.hjaelp.maaling")] = "lob.fokusmaal.1",
    regelsaet: Regelsaet = None,
    kommune: Kommune = None,
    ydelse: Ydelse = None,
    team: Team = None,
    form: Format = None,
    ud: Ud = None,
) -> None:
    """A measure over time, and ahead if nothing changes."""
    from rettidig.cli import talkommandoer

    talkommandoer.serie(maaling, regelsaet, kommune, ydelse, tuple(team or ()), form, ud)
