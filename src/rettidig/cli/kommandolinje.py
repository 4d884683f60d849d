"""The commands and their options. Texts are keys of the catalogue; the work is done in the modules each one names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from typer.exceptions import TyperException
from typer.main import get_command

from rettidig.cli import GIVET
from rettidig.cli.afstemningslinje import afstemning, udfoersel
from rettidig.cli.brugerlinje import bruger
from rettidig.cli.driftslinje import server
from rettidig.cli.driftslinje import tilfoej as tilfoej_kopi
from rettidig.cli.fejl import brugsfejl
from rettidig.cli.hjaelp import Gruppe, Kommando
from rettidig.cli.identitetslinje import identitet
from rettidig.cli.kubelinje import kuber
from rettidig.cli.lagringslinje import indlaes, lagring
from rettidig.cli.lokaltlinje import Lokalt, lokalt
from rettidig.cli.reformlinje import opfyld, sammenlign
from rettidig.cli.skrivning import til_uddata
from rettidig.cli.systemlinje import system
from rettidig.cli.tallinje import tal

_DAG = "YYYY-MM-DD"

Data = Annotated[str, typer.Argument(metavar="DATA", help="cli.hjaelp.data", show_default=False)]
Pr = Annotated[str, typer.Option("--pr", metavar=_DAG, help="cli.hjaelp.pr")]
MaalePr = Annotated[str | None, typer.Option("--pr", metavar=_DAG, help="cli.hjaelp.maale_pr")]
ReglerPr = Annotated[str | None, typer.Option("--pr", metavar=_DAG, help="cli.hjaelp.regler_pr")]
Fra = Annotated[str, typer.Option("--fra", metavar=_DAG, help="cli.hjaelp.fra")]
Til = Annotated[str, typer.Option("--til", metavar=_DAG, help="cli.hjaelp.til")]
Regel = Annotated[list[str] | None, typer.Option("--regel", metavar="ID", help="cli.hjaelp.regel")]
Format = Annotated[str | None, typer.Option("--format", metavar="tabel|json|csv|parquet", help="cli.hjaelp.format")]
Ud = Annotated[str | None, typer.Option("--ud", metavar="FIL", help="cli.hjaelp.ud")]
Kilde = Annotated[str | None, typer.Option("--kilde", metavar="FIL", help="cli.hjaelp.kilde")]
Valg = Annotated[list[str] | None, typer.Option("--valg", metavar="NAVN=VAERDI", help="cli.hjaelp.valg")]
Paragraf = Annotated[list[str] | None, typer.Argument(metavar="PARAGRAF", help="cli.hjaelp.paragraf")]
Traade = Annotated[str | None, typer.Option("--traade", metavar="N", help="cli.hjaelp.traade")]
Motor = Annotated[str | None, typer.Option("--motor", metavar="lokal|spark", help="spark.hjaelp.motor")]
Master = Annotated[str | None, typer.Option("--master", metavar="URL", help="spark.hjaelp.master")]
Mappe = Annotated[str, typer.Option("--ud", metavar="MAPPE", help="cli.hjaelp.mappe")]

app = typer.Typer(
    name="rettidig",
    cls=Gruppe,
    help="cli.hjaelp.rettidig",
    add_completion=False,
    rich_markup_mode=None,
    invoke_without_command=True,
)
regler = typer.Typer(cls=Gruppe, help="cli.hjaelp.regler", rich_markup_mode=None, no_args_is_help=True)
kilde = typer.Typer(cls=Gruppe, help="cli.hjaelp.kilde_gruppe", rich_markup_mode=None, no_args_is_help=True)


def udfoer(argumenter: Sequence[str]) -> int:
    """Find the command and run it; returns the exit code. Raises ``Brugerfejl`` for what cannot be answered."""
    try:
        kode = get_command(app).main(args=list(argumenter), prog_name="rettidig", standalone_mode=False)
    except TyperException as fejl:
        if type(fejl).__name__ == "NoArgsIsHelpError":
            til_uddata([f"{fejl.message}\n".encode()])
            return GIVET
        raise brugsfejl(fejl) from None
    return kode if isinstance(kode, int) else GIVET


@app.callback()
def rod(
    sammenhaeng: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="cli.hjaelp.version")] = False,
) -> None:
    """The command line itself: its version, or its help when no command is named."""
    if version:
        from rettidig.svar.model import programversion

        til_uddata([f"rettidig {programversion()}\n".encode()])
        raise typer.Exit
    if sammenhaeng.invoked_subcommand is None:
        til_uddata([f"{sammenhaeng.get_help()}\n".encode()])
        raise typer.Exit


@app.command(cls=Kommando, help="cli.hjaelp.koer")
def koer(
    data: Annotated[str | None, typer.Option("--data", metavar="MAPPE", help="cli.hjaelp.koer_data")] = None,
    pr: Annotated[str | None, typer.Option("--pr", metavar=_DAG, help="cli.hjaelp.koer_pr")] = None,
    kilde: Kilde = None,
    valg: Valg = None,
    strategi: Lokalt = None,
) -> None:
    """The whole picture of one extract, as ``make svar`` shows it."""
    from rettidig.cli.koer import koer as vis_billedet

    vis_billedet(data, pr, kilde, tuple(valg or ()), strategi)


@app.command(cls=Kommando, help="cli.hjaelp.frister")
def frister(
    data: Data,
    pr: Pr,
    borger: Annotated[str | None, typer.Option("--borger", metavar="ID", help="cli.hjaelp.borger")] = None,
    regel: Regel = None,
    form: Format = None,
    ud: Ud = None,
    kilde: Kilde = None,
    valg: Valg = None,
    traade: Traade = None,
    strategi: Lokalt = None,
    motor: Motor = None,
    master: Master = None,
    alle_regler: Annotated[bool, typer.Option("--alle-regler", help="cli.hjaelp.alle_regler")] = False,
) -> None:
    """Every obligation with its deadline and status."""
    from rettidig.cli import svarkommandoer
    from rettidig.cli.bestilling import Bestilling
    from rettidig.cli.sparkvalg import valgt_master

    bestilling = Bestilling(data, form, ud, kilde, tuple(valg or ()), valgt_master(motor, master))
    svarkommandoer.frister(bestilling, pr, borger, tuple(regel or ()), traade, strategi, alle_regler=alle_regler)


@app.command(cls=Kommando, help="cli.hjaelp.maalinger")
def maalinger(
    data: Data,
    pr: MaalePr = None,
    aar: Annotated[str | None, typer.Option("--aar", metavar="YYYY", help="cli.hjaelp.maale_aar")] = None,
    regelsaet: Annotated[
        str, typer.Option("--regelsaet", metavar="gaeldende|gamle|nye", help="cli.hjaelp.regelsaet")
    ] = "gaeldende",
    form: Format = None,
    ud: Ud = None,
    kilde: Kilde = None,
    valg: Valg = None,
    traade: Traade = None,
    strategi: Lokalt = None,
    motor: Motor = None,
    master: Master = None,
) -> None:
    """The focus goals on a month end or for a year."""
    from rettidig.cli import svarkommandoer
    from rettidig.cli.bestilling import Bestilling
    from rettidig.cli.lokalt import uden_lokal_betydning
    from rettidig.cli.sparkvalg import valgt_master
    from rettidig.svar import spoergsmaal

    bestilling = Bestilling(data, form, ud, kilde, tuple(valg or ()), valgt_master(motor, master))
    with uden_lokal_betydning(bestilling, strategi, "maalinger") as loven:
        svarkommandoer.maalinger(loven, pr, aar, regelsaet, spoergsmaal.i_dag(), traade)


@app.command(cls=Kommando, help="cli.hjaelp.refusion")
def refusion(
    data: Data,
    fra: Fra,
    til: Til,
    form: Format = None,
    ud: Ud = None,
    kilde: Kilde = None,
    valg: Valg = None,
    traade: Traade = None,
    strategi: Lokalt = None,
    motor: Motor = None,
    master: Master = None,
) -> None:
    """The weeks on the reimbursement ladder."""
    from rettidig.cli import svarkommandoer
    from rettidig.cli.bestilling import Bestilling
    from rettidig.cli.lokalt import uden_lokal_betydning
    from rettidig.cli.sparkvalg import valgt_master

    bestilling = Bestilling(data, form, ud, kilde, tuple(valg or ()), valgt_master(motor, master))
    with uden_lokal_betydning(bestilling, strategi, "refusion") as loven:
        svarkommandoer.refusion(loven, fra, til, traade)


@app.command(cls=Kommando, help="cli.hjaelp.maaleperioder")
def maaleperioder(
    data: Data,
    fra: Fra,
    til: Til,
    regelsaet: Annotated[
        str | None, typer.Option("--regelsaet", metavar="gaeldende|gamle|nye", help="cli.hjaelp.et_regelsaet")
    ] = None,
    form: Format = None,
    ud: Ud = None,
    kilde: Kilde = None,
    valg: Valg = None,
    traade: Traade = None,
    strategi: Lokalt = None,
) -> None:
    """The focus goals citizen by citizen, as periods."""
    from rettidig.cli import svarkommandoer
    from rettidig.cli.bestilling import Bestilling
    from rettidig.cli.lokalt import uden_lokal_betydning

    bestilling = Bestilling(data, form, ud, kilde, tuple(valg or ()))
    with uden_lokal_betydning(bestilling, strategi, "maaleperioder") as loven:
        svarkommandoer.maaleperioder(loven, fra, til, regelsaet, traade)


@app.command(cls=Kommando, help="cli.hjaelp.forklar")
def forklar(
    data: Data,
    borger: Annotated[str, typer.Option("--borger", metavar="ID", help="cli.hjaelp.borger_forklar")],
    pr: Pr,
    regel: Regel = None,
    form: Annotated[
        str | None, typer.Option("--format", metavar="tekst|json", help="cli.hjaelp.forklar_format")
    ] = None,
    ud: Ud = None,
    kilde: Kilde = None,
    valg: Valg = None,
    strategi: Lokalt = None,
) -> None:
    """Why one citizen's obligations are what they are."""
    from rettidig.cli import svarkommandoer
    from rettidig.cli.bestilling import Bestilling

    bestilling = Bestilling(data, form, ud, kilde, tuple(valg or ()))
    svarkommandoer.forklar(bestilling, borger, pr, tuple(regel or ()), strategi)


@app.command(cls=Kommando, help="cli.hjaelp.fund")
def fund(
    data: Data,
    pr: Pr,
    form: Format = None,
    ud: Ud = None,
    kilde: Kilde = None,
    valg: Valg = None,
    traade: Traade = None,
    strategi: Lokalt = None,
    motor: Motor = None,
    master: Master = None,
) -> None:
    """Breaches that are not deadlines."""
    from rettidig.cli import svarkommandoer
    from rettidig.cli.bestilling import Bestilling
    from rettidig.cli.lokalt import uden_lokal_betydning
    from rettidig.cli.sparkvalg import valgt_master

    bestilling = Bestilling(data, form, ud, kilde, tuple(valg or ()), valgt_master(motor, master))
    with uden_lokal_betydning(bestilling, strategi, "fund") as loven:
        svarkommandoer.fund(loven, pr, traade)


@app.command(cls=Kommando, help="cli.hjaelp.tilsyn")
def tilsyn(
    data: Data,
    aar: Annotated[str, typer.Option("--aar", metavar="YYYY", help="cli.hjaelp.aar")],
    ydelsesgrad: Annotated[str, typer.Option("--ydelsesgrad", metavar="TAL", help="cli.hjaelp.ydelsesgrad")],
    forventet: Annotated[str, typer.Option("--forventet", metavar="TAL", help="cli.hjaelp.forventet")],
    form: Format = None,
    ud: Ud = None,
    kilde: Kilde = None,
    valg: Valg = None,
    strategi: Lokalt = None,
) -> None:
    """Both steps of enhanced supervision."""
    from rettidig.cli import svarkommandoer
    from rettidig.cli.bestilling import Bestilling
    from rettidig.cli.lokalt import uden_lokal_betydning
    from rettidig.svar import spoergsmaal

    bestilling = Bestilling(data, form, ud, kilde, tuple(valg or ()))
    with uden_lokal_betydning(bestilling, strategi, "tilsyn") as loven:
        svarkommandoer.tilsyn(loven, aar, ydelsesgrad, forventet, spoergsmaal.i_dag())


@app.command(cls=Kommando, help="cli.hjaelp.vilkaar")
def vilkaar(
    handling: Annotated[str, typer.Argument(metavar="HANDLING", help="cli.hjaelp.handling", show_default=False)],
    data: Annotated[str | None, typer.Option("--data", metavar="DATA", help="cli.hjaelp.vilkaar_data")] = None,
    form: Annotated[
        str | None, typer.Option("--format", metavar="tekst|tabel|json|csv|parquet", help="cli.hjaelp.vilkaar_format")
    ] = None,
    ud: Ud = None,
    kilde: Kilde = None,
    valg: Valg = None,
    strategi: Lokalt = None,
) -> None:
    """Whether a described act is lawful."""
    from rettidig.cli.bestilling import Bestilling
    from rettidig.cli.vilkaarskommando import vilkaar as bedoem

    bestilling = Bestilling(data or "", form, ud, kilde, tuple(valg or ()))
    bedoem(bestilling, handling, med_data=data is not None, lokalt=strategi)


@app.command(cls=Kommando, help="cli.hjaelp.tjek")
def tjek(data: Data, form: Format = None, ud: Ud = None, kilde: Kilde = None) -> None:
    """The data quality report."""
    from rettidig.cli import svarkommandoer
    from rettidig.cli.bestilling import Bestilling

    svarkommandoer.tjek(Bestilling(data, form, ud, kilde))


@app.command(cls=Kommando, help="cli.hjaelp.demo")
def demo(
    ud: Mappe,
    borgere: Annotated[str | None, typer.Option("--borgere", metavar="N", help="cli.hjaelp.demo_borgere")] = None,
    kommune: Annotated[str | None, typer.Option("--kommune", metavar="KODE", help="cli.hjaelp.demo_kommune")] = None,
    fra: Annotated[str | None, typer.Option("--fra", metavar=_DAG, help="cli.hjaelp.fra")] = None,
    til: Annotated[str | None, typer.Option("--til", metavar=_DAG, help="cli.hjaelp.til")] = None,
    land: Annotated[bool, typer.Option("--land", help="cli.hjaelp.demo_land")] = False,
    andel: Annotated[str, typer.Option("--andel", metavar="ANDEL", help="cli.hjaelp.demo_andel")] = "1",
    seed: Annotated[str, typer.Option("--seed", metavar="N", help="cli.hjaelp.demo_seed")] = "1",
    snavs: Annotated[str, typer.Option("--snavs", metavar="ANDEL", help="cli.hjaelp.demo_snavs")] = "0",
) -> None:
    """A synthetic municipality, or the whole country, in the data contract's files."""
    from rettidig.cli import demokommando

    if land:
        demokommando.demo_land(
            fra, til, ud, seed, andel, {"--borgere": borgere, "--kommune": kommune, "--snavs": snavs}
        )
    else:
        demokommando.demo(borgere, kommune, fra, til, ud, seed, snavs)


@app.command(cls=Kommando, help="cli.hjaelp.lager")
def lager(
    data: Data,
    ud: Annotated[str, typer.Option("--ud", metavar="FIL", help="cli.hjaelp.lager_ud")],
    kilde: Kilde = None,
    motor: Motor = None,
    master: Master = None,
) -> None:
    """The stored form of an extract: one row per citizen, read by every command."""
    from rettidig.cli.lagerkommando import lager as lav_lager
    from rettidig.cli.sparkvalg import valgt_master

    lav_lager(data, ud, kilde, valgt_master(motor, master))


@kilde.command("tjek", cls=Kommando, help="cli.hjaelp.kilde_tjek")
def kilde_tjek(
    kildefil: Annotated[str, typer.Argument(metavar="KILDEFIL", help="cli.hjaelp.kildefil", show_default=False)],
    data: Data,
    form: Annotated[str, typer.Option("--format", metavar="tabel|json", help="cli.hjaelp.format")] = "tabel",
) -> None:
    """What a mapping file makes of an extract."""
    from rettidig.cli.regelkommandoer import kilde_tjek as tjek_kilde

    tjek_kilde(kildefil, data, form)


@regler.command("tjek", cls=Kommando, help="cli.hjaelp.regler_tjek")
def regler_tjek() -> None:
    """Hold the rule files against each other."""
    from rettidig.cli import regelkommandoer

    regelkommandoer.regler_tjek()


@regler.command("vis", cls=Kommando, help="cli.hjaelp.regler_vis")
def regler_vis(paragraf: Paragraf = None, pr: ReglerPr = None) -> None:
    """A paragraph as it stands."""
    from rettidig.cli import regelkommandoer

    regelkommandoer.regler_vis(" ".join(paragraf or ()), pr)


@regler.command("versioner", cls=Kommando, help="cli.hjaelp.regler_versioner")
def regler_versioner(paragraf: Paragraf = None) -> None:
    """A paragraph's versions."""
    from rettidig.cli import regelkommandoer

    regelkommandoer.regler_versioner(" ".join(paragraf or ()))


@regler.command("sider", cls=Kommando, help="cli.hjaelp.regler_sider")
def regler_sider(ud: Mappe) -> None:
    """Write the pages of the rules."""
    from rettidig.cli import regelkommandoer

    regelkommandoer.regler_sider(ud)


@regler.command("skema", cls=Kommando, help="cli.hjaelp.regler_skema")
def regler_skema(ud: Ud = None) -> None:
    """The JSON Schema of a rule file."""
    from rettidig.cli import regelkommandoer

    regelkommandoer.regler_skema(ud)


app.command("opfyld", cls=Kommando, help="opfyld.hjaelp")(opfyld)
app.command("sammenlign", cls=Kommando, help="reform.hjaelp")(sammenlign)
app.add_typer(regler, name="regler")
app.add_typer(kilde, name="kilde")
app.add_typer(kuber, name="kuber")
app.add_typer(lokalt, name="lokalt")
app.command("indlaes", cls=Kommando, help="lagring.hjaelp.indlaes")(indlaes)
app.add_typer(lagring, name="lagring")
app.add_typer(tal, name="tal")
app.add_typer(identitet, name="identitet")
app.add_typer(afstemning, name="afstem")
app.add_typer(udfoersel, name="udfoer")
tilfoej_kopi(lagring)
app.add_typer(server, name="server")
app.add_typer(system, name="system")
app.add_typer(bruger, name="bruger")
