"""``make mutation``: tries every mutant of the law, keeps the survivors and writes the page about them."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.mutation.mutanter import LOVVERSIONER
from tests.mutation.overlevere import skriv
from tests.mutation.regelvis import af_regel
from tests.mutation.side import Udfald, side

from rettidig.regler.indlaes import hent_lov

PROCESSER = 2


def main(side_fil: Path) -> None:
    """Every rule, with a line when it is done."""
    lov = hent_lov()
    udfald: list[Udfald] = []
    with ProcessPoolExecutor(PROCESSER, mp_context=get_context("spawn")) as hold:
        for egne in hold.map(af_regel, [*lov.regler, LOVVERSIONER]):
            udfald += egne
            overlever = sum(not et.fanget and not et.tallisten for et in egne)
            sys.stderr.write(f"{egne[0].regel}: {len(egne)}, {overlever} overlever\n" if egne else "")
    skriv(et.navn for et in udfald if not et.fanget and not et.tallisten)
    side_fil.write_text(side(lov, udfald), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
