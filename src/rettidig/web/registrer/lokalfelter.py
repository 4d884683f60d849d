"""What a strategy of the municipality's own would know more of, as fields of the form beside the law's.

Strategies name their facts themselves, and two may mean different things by one name, so a field is one strategy's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from rettidig.regler.former.fakta import Faktum
from rettidig.web.registrer.felter import faktumfelt, faktumnavn


@dataclass(frozen=True)
class Lokaltfaktum:
    """A fact a strategy asks about, and what the strategy is called."""

    strategi: str
    strateginavn: str
    faktum: Faktum

    @property
    def felt(self) -> str:
        """The name of its field in the form."""
        return f"s_{self.strategi}__{faktumnavn(self.faktum.navn)}"


@dataclass(frozen=True)
class Feltgruppe:
    """The fields of one strategy; ``i_brug`` where one of them is answered, or at fault."""

    navn: str
    felter: tuple[Any, ...]

    @property
    def i_brug(self) -> bool:
        """Whether they are shown unfolded."""
        return any(felt.value() or felt.errors for felt in self.felter)


def tilfoej(form: forms.Form, lokale: Sequence[Lokaltfaktum]) -> None:
    """Give the form a field for each of the facts."""
    for en in lokale:
        form.fields[en.felt] = faktumfelt(en.faktum)


def oplyst(form: forms.Form, lokale: Sequence[Lokaltfaktum]) -> dict[str, dict[str, Any]]:
    """What has been stated, by strategy and fact; of fields that cannot be read, nothing."""
    data = getattr(form, "cleaned_data", {})
    sagt: dict[str, dict[str, Any]] = {}
    for en in lokale:
        if data.get(en.felt) is not None:
            sagt.setdefault(en.strategi, {})[en.faktum.navn] = data[en.felt]
    return sagt


def grupper(form: forms.Form, lokale: Sequence[Lokaltfaktum]) -> list[Feltgruppe]:
    """The fields, strategy by strategy."""
    strategier = {en.strategi: en.strateginavn for en in lokale}
    return [
        Feltgruppe(navn, tuple(form[en.felt] for en in lokale if en.strategi == strategi))
        for strategi, navn in strategier.items()
    ]
