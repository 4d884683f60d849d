"""Shape ``sats``: money. Here the reimbursement ladder: shares by number of weeks, and when counting starts again."""

from __future__ import annotations

from typing import Literal

from rettidig.regler.former.grundform import Hjemmel, Regel, Streng, Version


class Trin(Streng):
    """From this week number on, this share in whole percent."""

    fra_uge: int
    sats: int


class SatsVersion(Version):
    """The ladder in force."""

    trin: tuple[Trin, ...]
    uden_for_trappen: tuple[str, ...]
    spaerrer: tuple[str, ...]
    spaerrer_indsatser: tuple[str, ...]
    taeller_indsatser: tuple[str, ...]
    indsats_navn: str
    hjemmel_uger: Hjemmel
    hjemmel_spaerrer: Hjemmel
    hjemmel_nulstilling: Hjemmel
    nulstil_uger: int
    nulstil_vindue: int


class Satsregel(Regel):
    """A rule of money."""

    form: Literal["sats"]
    versioner: tuple[SatsVersion, ...]
