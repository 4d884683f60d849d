"""The commands of the reconciliations and their options."""

from __future__ import annotations

from typing import Annotated

import typer

from rettidig.cli.hjaelp import Gruppe, Kommando
from rettidig.cli.lagringslinje import Format, Hvem, Ud

_DAG = "YYYY-MM-DD"

Regelsaet = Annotated[
    str | None, typer.Option("--regelsaet", metavar="gaeldende|gamle|nye", help="afstemning.hjaelp.regelsaet")
]
Skaering = Annotated[str | None, typer.Option("--skaering", metavar=_DAG, help="afstemning.hjaelp.skaering")]
KendtDa = Annotated[str | None, typer.Option("--skaering", metavar="TID", help="afstemning.hjaelp.skaering")]
Kilde = Annotated[str | None, typer.Option("--kilde", metavar="FIL", help="afstemning.hjaelp.kilde")]
Levering = Annotated[str | None, typer.Option("--levering", metavar="NUMMER", help="afstemning.hjaelp.levering")]
Kommune = Annotated[str | None, typer.Option("--kommune", metavar="KODE", help="afstemning.hjaelp.kommune")]
Hvorfor = Annotated[str, typer.Option("--hvorfor", metavar="TEKST", help="lagring.hjaelp.hvorfor")]
System = Annotated[str, typer.Argument(metavar="SYSTEM", help="afstemning.hjaelp.system", show_default=False)]

afstemning = typer.Typer(cls=Gruppe, help="afstemning.hjaelp.gruppe", rich_markup_mode=None, no_args_is_help=True)
udfoersel = typer.Typer(cls=Gruppe, help="afstemning.hjaelp.udfoer_gruppe", rich_markup_mode=None, no_args_is_help=True)


@afstemning.command("laes", cls=Kommando, help="afstemning.hjaelp.laes")
def afstem_laes(
    fil: Annotated[str, typer.Argument(metavar="FIL", help="afstemning.hjaelp.fil", show_default=False)],
    personer: Annotated[str | None, typer.Option("--personer", metavar="FIL", help="afstemning.hjaelp.liste")] = None,
    kilde: Kilde = None,
    regelsaet: Regelsaet = None,
    skaering: Skaering = None,
    hvem: Hvem = None,
) -> None:
    """Read the State's figures from a file."""
    from rettidig.cli import afstemningskommandoer

    afstemningskommandoer.laes(fil, personer, kilde, regelsaet, skaering, hvem)


@afstemning.command("hent", cls=Kommando, help="afstemning.hjaelp.hent")
def afstem_hent(
    kildefil: Annotated[str, typer.Argument(metavar="KILDE", help="afstemning.hjaelp.hentekilde", show_default=False)],
    maaneder: Annotated[
        list[str] | None, typer.Option("--maaned", metavar="YYYY-MM", help="afstemning.hjaelp.maaned")
    ] = None,
    hvem: Hvem = None,
) -> None:
    """Fetch the State's figures from jobindsats.dk."""
    from rettidig.cli import afstemningskommandoer

    afstemningskommandoer.hent(kildefil, tuple(maaneder or ()), hvem)


@afstemning.command("liste", cls=Kommando, help="afstemning.hjaelp.liste_leveringer")
def afstem_liste(levering: Levering = None, form: Format = None, ud: Ud = None) -> None:
    """What the State has said."""
    from rettidig.cli import afstemningskommandoer

    afstemningskommandoer.liste(levering, form, ud)


@afstemning.command("gab", cls=Kommando, help="afstemning.hjaelp.gab")
def afstem_gab(
    pr: Annotated[str, typer.Option("--pr", metavar=_DAG, help="cli.hjaelp.maale_pr")],
    maaling: Annotated[str, typer.Option("--maaling", metavar="ID", help="afstemning.hjaelp.maaling")] = (
        "lob.fokusmaal.1"
    ),
    ydelse: Annotated[str, typer.Option("--ydelse", metavar="KODE", help="afstemning.hjaelp.ydelse")] = "alle",
    kommune: Kommune = None,
    levering: Levering = None,
    vis: Annotated[str, typer.Option("--vis", metavar="dele|personer|tekst", help="afstemning.hjaelp.vis")] = "dele",
    kendt: Annotated[str, typer.Option("--kendt", metavar="TID", help="afstemning.hjaelp.kendt")] = "",
    regelsaet: Regelsaet = None,
    skaering: KendtDa = None,
    valg: Annotated[list[str] | None, typer.Option("--valg", metavar="NAVN=VAERDI", help="cli.hjaelp.valg")] = None,
    form: Format = None,
    ud: Ud = None,
) -> None:
    """The gap between the State's figure and ours."""
    from rettidig.cli import afstemningskommandoer

    spurgt = afstemningskommandoer.Gabspoergsmaal(
        pr, maaling, ydelse, kommune, levering, vis, kendt, regelsaet, skaering, tuple(valg or ())
    )
    afstemningskommandoer.gab(spurgt, form, ud)


@udfoersel.command("forbered", cls=Kommando, help="afstemning.hjaelp.forbered")
def udfoer_forbered(
    tabel: Annotated[str, typer.Argument(metavar="TABEL", help="afstemning.hjaelp.tabel", show_default=False)],
    vaerdier: Annotated[
        list[str], typer.Argument(metavar="KOLONNE=VAERDI...", help="afstemning.hjaelp.vaerdier", show_default=False)
    ],
    hvorfor: Hvorfor,
    til: Annotated[str | None, typer.Option("--til", metavar="SYSTEM", help="afstemning.hjaelp.til")] = None,
    hvem: Hvem = None,
) -> None:
    """Prepare a fact for another system."""
    from rettidig.cli import udfoerselskommandoer

    udfoerselskommandoer.forbered(tabel, tuple(vaerdier), til, hvem, hvorfor)


@udfoersel.command("liste", cls=Kommando, help="afstemning.hjaelp.udfoer_liste")
def udfoer_liste(
    til: Annotated[str | None, typer.Option("--til", metavar="SYSTEM", help="afstemning.hjaelp.til_kun")] = None,
    dage: Annotated[str | None, typer.Option("--dage", metavar="N", help="afstemning.hjaelp.dage")] = None,
    kendt: Annotated[str, typer.Option("--kendt", metavar="TID", help="afstemning.hjaelp.kendt")] = "",
    form: Format = None,
    ud: Ud = None,
) -> None:
    """How far what is prepared has come."""
    from rettidig.cli import udfoerselskommandoer

    udfoerselskommandoer.liste(til, dage, kendt, form, ud)


@udfoersel.command("send", cls=Kommando, help="afstemning.hjaelp.send")
def udfoer_send(
    system: System,
    hvem: Hvem = None,
    hvorfor: Hvorfor = "",
    form: Format = None,
    ud: Ud = None,
) -> None:
    """Hand on what waits, and mark it as sent."""
    from rettidig.cli import udfoerselskommandoer

    udfoerselskommandoer.send(system, hvem, hvorfor, form, ud)


@udfoersel.command("traek", cls=Kommando, help="afstemning.hjaelp.traek")
def udfoer_traek(
    fakta_id: Annotated[str, typer.Argument(metavar="FAKTA_ID", help="afstemning.hjaelp.fakta_id", show_default=False)],
    hvorfor: Hvorfor,
    hvem: Hvem = None,
) -> None:
    """Take back what has not come back."""
    from rettidig.cli import udfoerselskommandoer

    udfoerselskommandoer.traek(fakta_id, hvem, hvorfor)
