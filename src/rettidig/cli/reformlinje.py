"""The commands that look ahead, and their options: what would meet a duty, and what another law would change."""

from __future__ import annotations

from typing import Annotated

import typer

from rettidig.cli.lokaltlinje import Lokalt

_DAG = "YYYY-MM-DD"

Data = Annotated[str, typer.Argument(metavar="DATA", help="cli.hjaelp.data", show_default=False)]
Pr = Annotated[str, typer.Option("--pr", metavar=_DAG, help="cli.hjaelp.pr")]
Borger = Annotated[str | None, typer.Option("--borger", metavar="ID", help="cli.hjaelp.borger")]
Regel = Annotated[list[str] | None, typer.Option("--regel", metavar="ID", help="cli.hjaelp.regel")]
Format = Annotated[str | None, typer.Option("--format", metavar="tabel|json|csv|parquet", help="cli.hjaelp.format")]
Ud = Annotated[str | None, typer.Option("--ud", metavar="FIL", help="cli.hjaelp.ud")]
Kilde = Annotated[str | None, typer.Option("--kilde", metavar="FIL", help="cli.hjaelp.kilde")]
Valg = Annotated[list[str] | None, typer.Option("--valg", metavar="NAVN=VAERDI", help="cli.hjaelp.valg")]
Traade = Annotated[str | None, typer.Option("--traade", metavar="N", help="cli.hjaelp.traade")]


def opfyld(
    data: Data,
    pr: Pr,
    borger: Borger = None,
    regel: Regel = None,
    form: Format = None,
    ud: Ud = None,
    kilde: Kilde = None,
    valg: Valg = None,
    traade: Traade = None,
) -> None:
    """What would lawfully meet the obligations still open."""
    from rettidig.cli import opfyldkommando
    from rettidig.cli.bestilling import Bestilling

    opfyldkommando.opfyld(Bestilling(data, form, ud, kilde, tuple(valg or ())), pr, borger, tuple(regel or ()), traade)


def sammenlign(
    data: Data,
    pr: Pr,
    fra: Annotated[str | None, typer.Option("--fra-version", metavar="LOV", help="reform.hjaelp.fra_version")] = None,
    til: Annotated[str | None, typer.Option("--til-version", metavar="LOV", help="reform.hjaelp.til_version")] = None,
    frem: Annotated[str | None, typer.Option("--frem", metavar="N", help="reform.hjaelp.frem")] = None,
    vis: Annotated[
        str | None, typer.Option("--vis", metavar="pligter|maalte|tal|regler", help="reform.hjaelp.vis")
    ] = None,
    borger: Borger = None,
    regel: Regel = None,
    strategi: Lokalt = None,
    form: Format = None,
    ud: Ud = None,
    kilde: Kilde = None,
    valg: Valg = None,
) -> None:
    """What another law would change, and what time itself will."""
    from rettidig.cli.bestilling import Bestilling
    from rettidig.cli.reformkommando import Reform, reform

    oensket = Reform(fra, til, frem, vis, borger, tuple(regel or ()), strategi)
    reform(Bestilling(data, form, ud, kilde, tuple(valg or ())), pr, oensket)
