"""What a strategy says, in the form the answers need it."""

from __future__ import annotations

from collections.abc import Mapping

from rettidig.regler.former.lokalform import Lokalregel
from rettidig.regler.former.lokalfrist import LokalFristVersion
from rettidig.regler.former.lokalt import Strategi


def lokal_hjemmel(strategi: Strategi, regel: Lokalregel) -> str:
    """What stands where the law's rows have their paragraph: ``rebild-2023 (praksis), 002:101``."""
    return f"{strategi.strategi} ({regel.stilling}), {', '.join(sted.tekst for sted in regel.kilde)}"


def grupper_efter_valg(version: LokalFristVersion, valg: Mapping[str, str]) -> tuple[int, ...]:
    """The target groups a local deadline is for, as the strategy's switches are set."""
    for navn, ved in version.grupper_ved.items():
        if valg.get(navn) in ved:
            return ved[valg[navn]]
    return version.grupper
