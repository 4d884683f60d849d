"""The help texts: the commands carry keys of the catalogue, and the page is laid out here in the chosen language."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable
from typing import Any

from typer.core import TyperCommand, TyperGroup

from rettidig.sprog import tekst
from rettidig.svar.fejl import Brugerfejl, naer_ved

_BREDEST = 100
_SMALLEST = 40
_INDRYK = "  "
_VENSTRE = 30
_HJAELP = "cli.hjaelp.hjaelp"


class Kommando(TyperCommand):
    """A command whose help is a key of the catalogue."""

    def get_help(self, ctx: Any) -> str:
        """The whole page for this command."""
        return hjaelpeside(self, ctx)


class Gruppe(TyperGroup):
    """A group of commands whose help is a key of the catalogue."""

    def get_help(self, ctx: Any) -> str:
        """The whole page for the group: what it is for and what it holds."""
        return hjaelpeside(self, ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command named first. Raises :class:`Brugerfejl`, with those that look like it, when there is none."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            forslag = naer_ved(args[0], self.commands) or list(self.commands)
            mente = tekst("cli.mente_du", forslag=", ".join(forslag))
            saetning = tekst("cli.ukendt_kommando", kommando=args[0], mente_du=mente)
            raise Brugerfejl(f"{saetning} {tekst('cli.se_hjaelp', kommando=ctx.command_path)}")
        return super().resolve_command(ctx, args)


def hjaelpeside(kommando: Any, ctx: Any) -> str:
    """The help page of a command or a group, fitted to the terminal."""
    bredde = max(_SMALLEST, min(_BREDEST, shutil.get_terminal_size().columns))
    argumenter = [p for p in kommando.params if p.param_type_name == "argument"]
    indstillinger = [p for p in kommando.params if p.param_type_name == "option" and not p.hidden]
    dele = textwrap.wrap(
        _brug(kommando, ctx, argumenter, indstillinger), bredde, subsequent_indent=_INDRYK * 2, break_on_hyphens=False
    )
    dele.append("")
    dele += _afsnit(tekst(kommando.help), bredde)
    if argumenter:
        dele += _liste("cli.hjaelp.argumenter", ((_navn(p), tekst(p.help)) for p in argumenter), bredde)
    if isinstance(kommando, TyperGroup):
        kommandoer = (
            (navn, _foerste_saetning(k.help or _HJAELP)) for navn, k in kommando.commands.items() if not k.hidden
        )
        dele += _liste("cli.hjaelp.kommandoer", kommandoer, bredde)
    linjer = [(_navn(p), _med_krav(p)) for p in indstillinger]
    linjer += [("--sprog da|en", tekst("cli.hjaelp.sprog")), ("--help", tekst(_HJAELP))]
    dele += _liste("cli.hjaelp.indstillinger", linjer, bredde)
    return "\n".join(dele)


def _brug(kommando: Any, ctx: Any, argumenter: list[Any], indstillinger: list[Any]) -> str:
    led = [tekst("cli.hjaelp.brug"), _kommandosti(ctx)]
    led += [p.metavar if p.required else f"[{p.metavar}]" for p in argumenter]
    led += [f"{p.opts[0]} {p.metavar}" for p in indstillinger if p.required]
    if isinstance(kommando, TyperGroup):
        led.append(tekst("cli.hjaelp.kommando"))
    return " ".join([*led, tekst("cli.hjaelp.valgfrit")])


def _kommandosti(ctx: Any) -> str:
    navne: list[str] = []
    while ctx is not None:
        navne.insert(0, ctx.info_name)
        ctx = ctx.parent
    return " ".join(navne)


def _navn(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    return f"{parameter.opts[0]} {parameter.metavar}" if parameter.metavar else str(parameter.opts[0])


def _med_krav(parameter: Any) -> str:
    saetning = tekst(parameter.help)
    return f"{saetning} {tekst('cli.hjaelp.paakraevet')}" if parameter.required else saetning


def _foerste_saetning(noegle: str) -> str:
    return tekst(noegle).split("\n")[0]


def _afsnit(saetninger: str, bredde: int) -> list[str]:
    linjer: list[str] = []
    for afsnit in saetninger.rstrip().split("\n"):
        linjer += textwrap.wrap(
            afsnit, bredde, initial_indent=_INDRYK, subsequent_indent=_INDRYK, break_on_hyphens=False
        ) or [""]
    return linjer


def _liste(overskrift: str, par: Iterable[tuple[str, str]], bredde: int) -> list[str]:
    linjer = ["", tekst(overskrift)]
    raekker = list(par)
    venstre = min(_VENSTRE, max(len(navn) for navn, _ in raekker)) + 2
    for navn, forklaring in raekker:
        tom = " " * (len(_INDRYK) + venstre)
        brudt = textwrap.wrap(forklaring, max(_SMALLEST // 2, bredde - len(tom)), break_on_hyphens=False)
        if len(navn) + 2 > venstre:
            linjer.append(_INDRYK + navn)
            linjer += [tom + linje for linje in brudt]
        else:
            linjer.append(_INDRYK + navn.ljust(venstre) + (brudt[0] if brudt else ""))
            linjer += [tom + linje for linje in brudt[1:]]
    return linjer
