"""``python -m rettidig.web.demo``: has the demonstration ready, in the store that ``RETTIDIG_VAR`` names."""

from __future__ import annotations

import os
import sys


def _sig(saetning: str) -> None:
    sys.stderr.write(saetning + "\n")


def _hoved() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "rettidig.drift.websettings"
    from rettidig.drift.fejl import DriftFejl
    from rettidig.drift.opstart import klar
    from rettidig.drift.server.forgrund import proev_porten
    from rettidig.drift.server.indstillinger import laes_indstillinger
    from rettidig.drift.server.proces import tilstand

    try:
        # Said before anything takes time.
        koerer = tilstand(spoerg=False).koerer
        if not koerer:
            proev_porten(laes_indstillinger())
        klar()
        from rettidig.sprog import tekst
        from rettidig.web.demo.fornyelse import forny
        from rettidig.web.demo.opsaetning import BRUGERNAVNE, saet_op

        forny(_sig, BRUGERNAVNE, koerer=koerer)
        saet_op(_sig)
        sys.stderr.write(tekst("web.demo.klar") + "\n")
    except DriftFejl as fejl:
        sys.stderr.write(f"{fejl}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(_hoved())
