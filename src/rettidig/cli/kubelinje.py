"""The commands of cubes and their options."""

from __future__ import annotations

from typing import Annotated

import typer

from rettidig.cli.hjaelp import Gruppe, Kommando

_DAG = "YYYY-MM-DD"

Kubefil = Annotated[str, typer.Argument(metavar="KUBE", help="kuber.hjaelp.fil", show_default=False)]
Data = Annotated[str, typer.Argument(metavar="DATA", help="cli.hjaelp.data", show_default=False)]
Ud = Annotated[str | None, typer.Option("--ud", metavar="FIL", help="kuber.hjaelp.ud_eller_samme")]
Kilde = Annotated[str | None, typer.Option("--kilde", metavar="FIL", help="cli.hjaelp.kilde")]
Traade = Annotated[str | None, typer.Option("--traade", metavar="N", help="cli.hjaelp.traade")]

kuber = typer.Typer(cls=Gruppe, help="kuber.hjaelp.gruppe", rich_markup_mode=None, no_args_is_help=True)


@kuber.command("lav", cls=Kommando, help="kuber.hjaelp.lav")
def kuber_lav(
    data: Data,
    fra: Annotated[str, typer.Option("--fra", metavar=_DAG, help="kuber.hjaelp.fra")],
    til: Annotated[str, typer.Option("--til", metavar=_DAG, help="kuber.hjaelp.til")],
    ud: Annotated[str, typer.Option("--ud", metavar="FIL", help="kuber.hjaelp.ud")],
    regelsaet: Annotated[
        list[str] | None, typer.Option("--regelsaet", metavar="gaeldende|gamle|nye", help="kuber.hjaelp.regelsaet")
    ] = None,
    kilde: Kilde = None,
    valg: Annotated[list[str] | None, typer.Option("--valg", metavar="NAVN=VAERDI", help="cli.hjaelp.valg")] = None,
    traade: Traade = None,
) -> None:
    """Count data into a cube."""
    from rettidig.cli import kubekommandoer

    kubekommandoer.lav(data, fra, til, ud, tuple(regelsaet or ()), tuple(valg or ()), kilde, traade)


@kuber.command("ret", cls=Kommando, help="kuber.hjaelp.ret")
def kuber_ret(
    fil: Kubefil,
    foer: Annotated[str, typer.Option("--foer", metavar="DATA", help="kuber.hjaelp.foer")],
    efter: Annotated[str, typer.Option("--efter", metavar="DATA", help="kuber.hjaelp.efter")],
    ud: Ud = None,
    kilde: Kilde = None,
) -> None:
    """Correct a cube for changed citizens."""
    from rettidig.cli import kubekommandoer

    kubekommandoer.ret(fil, foer, efter, ud, kilde)


@kuber.command("genberegn", cls=Kommando, help="kuber.hjaelp.genberegn")
def kuber_genberegn(fil: Kubefil, data: Data, ud: Ud = None, kilde: Kilde = None, traade: Traade = None) -> None:
    """Correct a cube for a changed law."""
    from rettidig.cli import kubekommandoer

    kubekommandoer.genberegn_kube(fil, data, ud, kilde, traade)


@kuber.command("vis", cls=Kommando, help="kuber.hjaelp.vis")
def kuber_vis(
    fil: Kubefil,
    pr: Annotated[str | None, typer.Option("--pr", metavar=_DAG, help="cli.hjaelp.maale_pr")] = None,
    aar: Annotated[str | None, typer.Option("--aar", metavar="YYYY", help="cli.hjaelp.maale_aar")] = None,
    regelsaet: Annotated[
        str, typer.Option("--regelsaet", metavar="gaeldende|gamle|nye", help="cli.hjaelp.regelsaet")
    ] = "gaeldende",
    form: Annotated[
        str | None, typer.Option("--format", metavar="tabel|json|csv|parquet", help="cli.hjaelp.format")
    ] = None,
    ud: Annotated[str | None, typer.Option("--ud", metavar="FIL", help="cli.hjaelp.ud")] = None,
) -> None:
    """The measures of a cube."""
    from rettidig.cli import kubekommandoer
    from rettidig.svar import spoergsmaal

    kubekommandoer.vis(fil, pr, aar, regelsaet, form, ud, spoergsmaal.i_dag())
