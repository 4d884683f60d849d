"""Faults in the use of the command line, found by its parser, as one sentence each."""

from __future__ import annotations

from typing import Any

from rettidig.sprog import tekst
from rettidig.svar.fejl import Brugerfejl, paa_en_linje


def brugsfejl(fejl: Any) -> Brugerfejl:
    """A fault in the use of the command line, found by the parser, as one sentence with the way to the help."""
    sti = fejl.ctx.command_path if getattr(fejl, "ctx", None) is not None else "rettidig"
    return Brugerfejl(f"{_brugssaetning(fejl)} {tekst('cli.se_hjaelp', kommando=sti)}")


def _brugssaetning(fejl: Any) -> str:
    match type(fejl).__name__:
        case "NoSuchOption":
            forslag = sorted(fejl.possibilities or ())
            mente = tekst("cli.mente_du", forslag=", ".join(forslag)) if forslag else ""
            return tekst("cli.ukendt_indstilling", indstilling=fejl.option_name, mente_du=mente)
        case "MissingParameter":
            navn = fejl.param.metavar if fejl.param.param_type_name == "argument" else fejl.param.opts[0]
            hjaelp = tekst(fejl.param.help).rstrip(".")
            return tekst("cli.mangler", navn=navn, hjaelp=hjaelp[0].lower() + hjaelp[1:])
        case "BadOptionUsage":
            noegle = "cli.tager_ingen_vaerdi" if "does not take" in fejl.message else "cli.mangler_vaerdi"
            return tekst(noegle, indstilling=fejl.option_name)
        case "BadParameter":
            return tekst("cli.ubrugelig_vaerdi", indstilling=fejl.param.opts[0] if fejl.param else "?")
        case _:
            return tekst("cli.for_mange_argumenter", fundet=paa_en_linje(fejl).rpartition("(")[2].rstrip(")"))
