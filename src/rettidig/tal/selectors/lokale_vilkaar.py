"""An act held up against the strategies a municipality uses: within them or not, and never lawful or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rettidig.motor.lokalt.vilkaar import Lokalvurdering, register_med, vurder_lokalt
from rettidig.motor.vilkaar import handling_fra
from rettidig.motor.vilkaar.udtraek import med_udtraek
from rettidig.regler.indlaes import hent_lov
from rettidig.tal.selectors.borger import Borgerbillede
from rettidig.tal.selectors.lokalstrategi import Strategibrug


def lokale_vurderinger(
    billede: Borgerbillede, handling: Mapping[str, object], brugte: Iterable[Strategibrug]
) -> Iterator[Lokalvurdering]:
    """The answer of each strategy that has something to say of the act.

    Raises ``UbrugeligHandling`` for an act that cannot be read.
    """
    for brug in brugte:
        lov = replace(hent_lov(), fakta=register_med(hent_lov(), brug.strategi))
        beskrevet = handling_fra({**handling, "borger_id": billede.borger_id}, lov.fakta)
        laest, _, _ = med_udtraek(lov, beskrevet, billede.data, dict(billede.valg))
        egen = vurder_lokalt(lov, brug.strategi, laest)
        if egen.relevante:
            yield egen
