"""The table of roles and rights as it stands in the documentation: made from ``roller.yaml``, never written by hand."""

from __future__ import annotations

from rettidig.adgang.roller import Ret, Rolle, rolleregler
from rettidig.sprog import tekst

_BESKYTTEDE = {0: "–", 1: "count only", 2: "yes"}


def rolletabel() -> str:
    """A Markdown table: a row for each right, a column for each role, the width in each cell."""
    regler = rolleregler()
    linjer = [
        "| right | " + " | ".join(rolle.value for rolle in Rolle) + " |",
        "|---|" + "---|" * len(Rolle),
    ]
    for ret in Ret:
        celler = (regler[rolle].rettigheder.get(ret) for rolle in Rolle)
        vist = (" " if bred is None else tekst(f"adgang.bredde.{bred.name.lower()}") for bred in celler)
        linjer.append(f"| {ret.value}: {tekst(f'adgang.ret.{ret.value}')} | " + " | ".join(vist) + " |")
    linjer.append("| protected addresses | " + " | ".join(_BESKYTTEDE[regler[r].beskyttede] for r in Rolle) + " |")
    linjer.append("| emergency access | " + " | ".join("yes" if regler[r].noedadgang else " " for r in Rolle) + " |")
    linjer.append(
        "| small figures kept back | " + " | ".join("yes" if regler[r].undertryk else " " for r in Rolle) + " |"
    )
    return "\n".join(linjer) + "\n"
