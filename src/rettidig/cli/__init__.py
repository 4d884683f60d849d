"""The command line: asks the engine one question and writes the answer in the form asked for.

Nothing heavy is imported before a command is known to need it, so that the help text comes at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

GIVET, UVENTET, KAN_IKKE_BESVARES, AFBRUDT = 0, 1, 2, 130
"""Exit codes: an answer was given; an unforeseen fault; the question or the data cannot be used; interrupted."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code. Nothing but an answer is written to standard output.

    With ``RETTIDIG_FEJLSOEG=1`` in the environment an unforeseen fault keeps its traceback.
    """
    try:
        return _koer(list(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:
        return AFBRUDT


def _koer(argv: list[str]) -> int:
    from rettidig.cli.argumenter import tyd_argumenter
    from rettidig.cli.skrivning import Laeserholdtop, til_fejlstroem
    from rettidig.sprog import paa_sprog, tekst, valgt_sprog
    from rettidig.svar import fejl
    from rettidig.tidslinje.form_error import FormError

    with paa_sprog(valgt_sprog()):
        try:
            argumenter = tyd_argumenter(argv)
            from rettidig.cli.kommandolinje import udfoer

            return udfoer(argumenter)
        except fejl.Brugerfejl as kendt:
            til_fejlstroem(str(kendt))
            return KAN_IKKE_BESVARES
        except Laeserholdtop:
            return GIVET
        except FormError:
            til_fejlstroem(tekst("cli.form_ukendt", form=os.environ.get("RETTIDIG_FORM", "")))
            return KAN_IKKE_BESVARES
        except Exception as uventet:
            if os.environ.get("RETTIDIG_FEJLSOEG") == "1":
                raise
            til_fejlstroem(tekst("cli.uventet_fejl", slags=type(uventet).__name__, fejl=fejl.paa_en_linje(uventet)))
            return UVENTET
