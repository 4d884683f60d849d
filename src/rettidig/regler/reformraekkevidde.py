"""How far a rehearsal reaches: the rules two laws differ in whose change cannot be tried on the town's facts, and why.

What is accepted in a draft is always shown as text. Where it has no rehearsal, that is said with the reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from rettidig.regler.former.fakta import Handlingstype
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.former.grundform import Tekst
from rettidig.regler.former.kendt import Kendtregel
from rettidig.regler.former.maaling import Tilsynsregel
from rettidig.regler.former.sats import Satsregel
from rettidig.regler.former.satsbaand import Satsbaandregel
from rettidig.regler.former.tabeller import Samtaleformregel
from rettidig.regler.former.vilkaar import Vilkaarsregel
from rettidig.regler.indlaes import Regelsaet

Grund = Literal["kendt", "satsbaand", "handling", "forespoergsel"]
"""Known and not computed; a rate by an amount that is not registered; an act that is not registered; an obligation
given on request only."""
PROEVET_HANDLING: Handlingstype = "bevil_tilbud"
"""The act that the data hold: an offer that was granted. The other acts of the law are not registered."""


@dataclass(frozen=True, slots=True)
class UdenProeve:
    """A rule whose change is not tried on the facts. ``kraever`` is what a known rule needs, in its own words."""

    regel: str
    grund: Grund
    kraever: Tekst | None = None


def uden_proeve(foer: Regelsaet, efter: Regelsaet, spurgte: Collection[str] = ()) -> list[UdenProeve]:
    """The rules that differ and have no rehearsal, in their order; ``spurgte`` are asked for although on request."""
    return list(_uden(foer, efter, spurgte))


def kun_paa_siden(foer: Regelsaet, efter: Regelsaet) -> list[str]:
    """The rules that differ and are tried on the pages alone: offers under way, the form of talks, supervision, the
    ladder. Whoever answers with obligations and measures says that these are not in the answer."""
    former = (Samtaleformregel, Tilsynsregel, Satsregel, Vilkaarsregel)
    uden = {en.regel for en in uden_proeve(foer, efter)}
    return [
        navn
        for navn in dict.fromkeys((*foer.regler, *efter.regler))
        if foer.regler.get(navn) != efter.regler.get(navn) and navn not in uden
        if isinstance(efter.regler.get(navn) or foer.regler.get(navn), former)
    ]


def _uden(foer: Regelsaet, efter: Regelsaet, spurgte: Collection[str]) -> Iterator[UdenProeve]:
    for navn in dict.fromkeys((*foer.regler, *efter.regler)):
        if foer.regler.get(navn) == efter.regler.get(navn):
            continue
        match efter.regler.get(navn) or foer.regler.get(navn):
            case Kendtregel(versioner=versioner):
                yield UdenProeve(navn, "kendt", versioner[-1].kraever if versioner else None)
            case Satsbaandregel():
                yield UdenProeve(navn, "satsbaand")
            case Vilkaarsregel(handlinger=handlinger) if PROEVET_HANDLING not in handlinger:
                yield UdenProeve(navn, "handling")
            case Fristregel(vises=vises) if vises != "altid" and navn not in spurgte:
                yield UdenProeve(navn, "forespoergsel")
            case _:
                pass
