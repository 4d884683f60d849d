"""An act held up against the strategies a municipality uses: within them or not, and never lawful or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from rettidig.motor.lokalt.vilkaar import Lokalvurdering, register_med, vurder_lokalt
from rettidig.motor.vilkaar import handling_fra
from rettidig.motor.vilkaar.udtraek import med_udtraek
from rettidig.regler.indlaes import hent_lov
from rettidig.tal.selectors.borger import Borgerbillede
from rettidig.tal.selectors.lokalstrategi import Strategibrug

INTET: Mapping[str, Mapping[str, object]] = {}


def lokale_vurderinger(
    billede: Borgerbillede,
    handling: Mapping[str, object],
    brugte: Iterable[Strategibrug],
    oplyst: Mapping[str, Mapping[str, object]] = INTET,
) -> Iterator[Lokalvurdering]:
    """The answer of each strategy that has something to say of the act.

    ``oplyst`` is what has been stated for a strategy alone, by its id and the names of the facts it knows.
    Raises ``UbrugeligHandling`` for an act that cannot be read.
    """
    for brug in brugte:
        lov = replace(hent_lov(), fakta=register_med(hent_lov(), brug.strategi))
        egne = _sammen(handling, oplyst.get(brug.strategi.strategi, {}))
        beskrevet = handling_fra({**egne, "borger_id": billede.borger_id}, lov.fakta)
        laest, _, _ = med_udtraek(lov, beskrevet, billede.data, dict(billede.valg))
        egen = vurder_lokalt(lov, brug.strategi, laest)
        if egen.relevante:
            yield egen


def _sammen(handling: Mapping[str, object], fakta: Mapping[str, object]) -> dict[str, Any]:
    """The act with more facts in it; what the act says itself stands."""
    ud: dict[str, Any] = {navn: dict(led) if isinstance(led, Mapping) else led for navn, led in handling.items()}
    for navn, vaerdi in fakta.items():
        afsnit, _, felt = navn.partition(".")
        if felt:
            ud.setdefault(afsnit, {}).setdefault(felt, vaerdi)
        else:
            ud.setdefault(afsnit, vaerdi)
    return ud
