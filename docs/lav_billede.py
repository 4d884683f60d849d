"""Draws the picture of the answer in the README: the real output of ``rettidig koer``, as SVG without web fonts."""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

RODEN = Path(__file__).parent.parent
BILLEDE = RODEN / "docs" / "billeder" / "svar.svg"
BREDDE = 92
FRA, TIL = "2. Fokusmål", "5. Én borger"
SKABELON = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="titel">
<title id="titel">Svaret i terminalen: fokusmål efter gamle, gældende og nye regler, trend og frister</title>
<style>
.{unique_id}-matrix {{
  font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: {char_height}px; line-height: {line_height}px;
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def svar() -> list[str]:
    """The lines of the answer that the picture shows."""
    kommando = [str(Path(sys.executable).with_name("rettidig")), "koer"]
    miljoe = {**os.environ, "COLUMNS": str(BREDDE)}
    tekst = subprocess.run(kommando, check=True, capture_output=True, encoding="utf-8", env=miljoe, cwd=RODEN).stdout
    linjer = tekst.splitlines()
    foerste = next(nr for nr, linje in enumerate(linjer) if linje.startswith(FRA))
    sidste = next(nr for nr, linje in enumerate(linjer) if linje.startswith(TIL))
    return linjer[foerste:sidste]


def tegn(linjer: list[str]) -> str:
    """The lines as SVG."""
    konsol = Console(record=True, width=BREDDE, file=StringIO(), force_terminal=True)
    for linje in linjer:
        konsol.print(Text(linje), soft_wrap=False, no_wrap=True)
    return konsol.export_svg(title="make svar", code_format=SKABELON, unique_id="rettidig")


if __name__ == "__main__":
    BILLEDE.parent.mkdir(exist_ok=True)
    BILLEDE.write_text(tegn(svar()), encoding="utf-8")
