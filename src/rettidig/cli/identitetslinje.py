"""The commands about who the citizens are, their keys, and erasure, and their options."""

from __future__ import annotations

from typing import Annotated

import typer

from rettidig.cli.hjaelp import Gruppe, Kommando
from rettidig.cli.lagringslinje import Format, Hvem, Ud, lagring

Slags = Annotated[str | None, typer.Option("--slags", metavar="kryptering|opslag", help="identitet.hjaelp.slags")]
HvorforSlet = Annotated[str, typer.Option("--hvorfor", metavar="TEKST", help="identitet.hjaelp.hvorfor_slet")]

identitet = typer.Typer(cls=Gruppe, help="identitet.hjaelp.gruppe", rich_markup_mode=None, no_args_is_help=True)
noegler = typer.Typer(cls=Gruppe, help="identitet.hjaelp.noegler", rich_markup_mode=None, no_args_is_help=True)
identitet.add_typer(noegler, name="noegler")


@identitet.command("indlaes", cls=Kommando, help="identitet.hjaelp.indlaes")
def identitet_indlaes(
    fil: Annotated[str, typer.Argument(metavar="FIL", help="identitet.hjaelp.fil", show_default=False)],
    proeve: Annotated[bool, typer.Option("--proeve", help="lagring.hjaelp.proeve")] = False,
    hvem: Hvem = None,
    hvorfor: Annotated[str, typer.Option("--hvorfor", metavar="TEKST", help="lagring.hjaelp.hvorfor")] = "",
) -> None:
    """Import who citizens are."""
    from rettidig.cli import identitetskommandoer

    identitetskommandoer.indlaes(fil, hvem, hvorfor, proeve=proeve)


@identitet.command("slet", cls=Kommando, help="identitet.hjaelp.slet")
def identitet_slet(
    borger: Annotated[str, typer.Argument(metavar="BORGER", help="identitet.hjaelp.borger", show_default=False)],
    hvorfor: HvorforSlet,
    hvem: Hvem = None,
) -> None:
    """Erase a citizen."""
    from rettidig.cli import identitetskommandoer

    identitetskommandoer.slet(borger, hvem, hvorfor)


@identitet.command("slet-igen", cls=Kommando, help="identitet.hjaelp.slet_igen")
def identitet_slet_igen(hvorfor: HvorforSlet, hvem: Hvem = None) -> None:
    """Erase again after a restore."""
    from rettidig.cli import identitetskommandoer

    identitetskommandoer.slet_igen(hvem, hvorfor)


@noegler.command("ny", cls=Kommando, help="identitet.hjaelp.noegler_ny")
def noegler_ny(slags: Slags = None) -> None:
    """Make a new version of a key."""
    from rettidig.cli import identitetskommandoer

    identitetskommandoer.ny_noegle(slags)


@noegler.command("status", cls=Kommando, help="identitet.hjaelp.noegler_status")
def noegler_status(form: Format = None, ud: Ud = None) -> None:
    """Which keys there are."""
    from rettidig.cli import identitetskommandoer

    identitetskommandoer.noeglestatus(form, ud)


@noegler.command("skift", cls=Kommando, help="identitet.hjaelp.noegler_skift")
def noegler_skift() -> None:
    """Write everything anew with the newest key."""
    from rettidig.cli import identitetskommandoer

    identitetskommandoer.skift_noegle()


@noegler.command("glem", cls=Kommando, help="identitet.hjaelp.noegler_glem")
def noegler_glem(
    slags: Annotated[str, typer.Argument(metavar="SLAGS", help="identitet.hjaelp.slags_glem", show_default=False)],
    nummer: Annotated[str, typer.Argument(metavar="NUMMER", help="identitet.hjaelp.nummer", show_default=False)],
) -> None:
    """Destroy a retired key."""
    from rettidig.cli import identitetskommandoer

    identitetskommandoer.glem_noegle(slags, nummer)


@lagring.command("udloebne", cls=Kommando, help="identitet.hjaelp.udloebne")
def lagring_udloebne(
    pr: Annotated[str | None, typer.Option("--pr", metavar="YYYY-MM-DD", help="identitet.hjaelp.pr")] = None,
    slet: Annotated[bool, typer.Option("--slet", help="identitet.hjaelp.slet_udloebne")] = False,
    hvem: Hvem = None,
    hvorfor: Annotated[
        str | None, typer.Option("--hvorfor", metavar="TEKST", help="identitet.hjaelp.hvorfor_udloebne")
    ] = None,
    form: Format = None,
    ud: Ud = None,
) -> None:
    """Whose term of storage has run out."""
    from rettidig.cli import identitetskommandoer

    identitetskommandoer.udloebne(pr, hvem, hvorfor, form, ud, slet=slet)
