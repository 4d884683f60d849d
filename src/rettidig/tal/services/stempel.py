"""What works things out: a stamp of program, engine, law and strategies that ship, and the switches that are set."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

_BOGSTAVER = 16
_OGSAA = ("motor/opgaver", "motor/kuber", "motor/lokalt")
_REGLER = ("lov", "lokalt")


@cache
def stempel() -> str:
    """A hash of everything that decides an answer besides the facts and the switches."""
    from rettidig.motor.kuber import motorstempel  # noqa: PLC0415 - the state is told without reading in the engine

    sum_ = hashlib.sha256(motorstempel().encode())
    rod = resources.files("rettidig")
    for mappe in _OGSAA:
        _tag_med(sum_, rod.joinpath(mappe), ".py")
    for mappe in _REGLER:
        _tag_med(sum_, rod.joinpath("regler").joinpath(mappe), ".yaml")
    return sum_.hexdigest()[:_BOGSTAVER]


def standardvalg() -> dict[str, str]:
    """Every switch at its default."""
    from rettidig.regler.indlaes import hent_lov  # noqa: PLC0415 - as above

    return {navn: valg.standard for navn, valg in hent_lov().valg.valg.items()}


def _tag_med(sum_: hashlib._Hash, mappe: Traversable, endelse: str) -> None:
    for fil in sorted(mappe.iterdir(), key=lambda fil: fil.name):
        if fil.is_dir():
            _tag_med(sum_, fil, endelse)
        elif fil.name.endswith(endelse):
            sum_.update(f"{fil.name}\n".encode())
            sum_.update(fil.read_bytes())
