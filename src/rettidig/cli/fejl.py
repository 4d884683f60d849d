"""What a user may have got wrong, as one sentence each."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

from rettidig.sprog import tekst

_FLEST_FORSLAG = 5
_KENDTE_AARSAGER = {
    errno.ENOSPC: "fuld_disk",
    errno.EACCES: "ingen_adgang",
    errno.EPERM: "ingen_adgang",
    errno.EROFS: "kun_laesning",
    errno.ENOENT: "mappen_mangler",
    errno.ENOTDIR: "mappen_mangler",
    errno.EISDIR: "er_en_mappe",
    errno.EEXIST: "findes_allerede",
    errno.EFBIG: "for_stor_fil",
}


class Brugerfejl(Exception):
    """The question or the data cannot be used; the message is one clear sentence."""


@contextmanager
def som_brugerfejl() -> Iterator[None]:
    """Let the rooms' own sentences about unusable data, rules and wishes reach the user as they are."""
    from rettidig.forloeb import UbrugeligeData
    from rettidig.regler.indlaes import RegelFejl

    try:
        yield
    except (UbrugeligeData, RegelFejl) as fejl:
        raise Brugerfejl(paa_en_linje(fejl)) from fejl


def paa_en_linje(fejl: BaseException) -> str:
    """An exception's message on one line."""
    return " ".join(str(fejl).split())


def naer_ved(ord_: str, kendte: Iterable[str]) -> list[str]:
    """The known words most like one that is not known: those that contain it, then those spelt like it."""
    alle = list(kendte)
    lille = ord_.casefold()
    indeholder = [kendt for kendt in alle if lille and (lille in kendt or kendt in lille)]
    ligner = get_close_matches(lille, alle, n=_FLEST_FORSLAG, cutoff=0.5)
    return list(dict.fromkeys(indeholder + ligner))[:_FLEST_FORSLAG]


def aarsag(fejl: OSError) -> str:
    """Why the operating system refused, in the chosen language where it is one of the usual reasons."""
    kendt = _KENDTE_AARSAGER.get(fejl.errno or 0)
    return tekst(f"cli.aarsag.{kendt}") if kendt else (os.strerror(fejl.errno) if fejl.errno else paa_en_linje(fejl))


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
