"""What can be registered from a citizen's page: the kinds, and their columns in the order one fills them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rettidig.motor.deltagelse import DELTAGELSE

VIRKSOMHEDSRETTEDE = frozenset({"virksomhedspraktik", "loentilskud_privat", "loentilskud_offentlig", "nytteindsats"})
"""Activities at a company: a CVR number belongs with them."""


@dataclass(frozen=True)
class Slags:
    """One kind: its word in addresses, its table of the contract, its columns, and whether the law judges it."""

    navn: str
    tabel: str
    kolonner: tuple[str, ...]
    ikon: str
    bedoemmes: bool = False


SLAGS: Mapping[str, Slags] = {
    en.navn: en
    for en in (
        Slags("samtale", "samtaler", ("slags", "dato", "form", "status", "part"), "chat", bedoemmes=True),
        Slags(
            "tilbud",
            "indsatser",
            ("indsats", "cvr", "leverandoer", "fra", "til", "timer_pr_uge", "pris_pr_uge", "bevilget"),
            "business",
            bedoemmes=True,
        ),
        Slags("fritagelse", "fritagelser", ("grund", "fra", "til"), "hourglass"),
        Slags("loentimer", "loentimer", ("maaned", "timer", "cvr"), "time"),
        Slags("haendelse", "haendelser", ("haendelse", "dato", "vaerdi"), "calendar-month"),
        Slags("undtagelse", "undtagelser", ("regel", "dato", "begrundelse"), "edit"),
    )
}
TABELLER = ("ydelser", "indsatser", "samtaler", "loentimer", "fritagelser", "undtagelser", "haendelser")
"""The tables whose facts can be corrected here, and taken out."""
BORGERTABEL = "borgere"
"""The facts of the citizen as such: they can be corrected, but there is always one of them."""
RETTES_IKKE = ("foedselsdato", "kommune", "regel")
"""Columns that are shown and not written: who the citizen is and whose is corrected where it comes from."""
UNDTAGELSESREGLER = (DELTAGELSE,)
"""The rules a reasoned exception can be made from."""


def slags_af_tabel(tabel: str) -> Slags | None:
    """The kind whose facts lie in a table."""
    return next((en for en in SLAGS.values() if en.tabel == tabel), None)
