"""The law's answer to a fact under correction: as if it were registered now as written, and not as it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rettidig.sager.models import Registrering
from rettidig.sager.selectors.faktum import celler
from rettidig.tal.selectors.borger import Borgerbillede
from rettidig.web.registrer.aabning import Aabnet
from rettidig.web.registrer.form import Retteform
from rettidig.web.registrer.lokalt import med_lokale
from rettidig.web.registrer.slags import slags_af_tabel
from rettidig.web.registrer.vilkaar import Lovsvar, handling_af, spoergsmaal, vurder

_KENDT_PAA = {"samtaler": ("slags", "status"), "indsatser": ("indsats",)}
"""The columns that tell a fact the law judges from the citizen's others, with its days."""
Formgiver = Callable[..., Retteform]


@dataclass(frozen=True)
class Rettelse:
    """One fact under correction. ``form`` makes its form with the facts the law asks about."""

    aabnet: Aabnet
    tabel: str
    en: Registrering
    form: Formgiver

    @property
    def bedoemmes(self) -> bool:
        """Whether the law as coded judges facts of the kind."""
        slags = slags_af_tabel(self.tabel)
        return slags is not None and slags.bedoemmes

    @cached_property
    def billede(self) -> Borgerbillede:
        """The citizen without the fact: what it was must not be held against what it becomes."""
        kendt = {kolonne: getattr(self.en, kolonne) for kolonne in _KENDT_PAA[self.tabel]}
        if self.tabel == "samtaler":
            dage = {"dato": self.en.periode.lower}
        else:
            dage = {"fra": self.en.periode.lower, "til": self.en.periode.upper}
        return self.aabnet.billede.uden_raekke(self.tabel, **kendt, **dage)

    @property
    def dag(self) -> dt.date:
        """The day it was decided where it does not say: no later than its first."""
        foerste: dt.date = self.en.periode.lower
        return min(self.aabnet.dag, foerste)

    def spurgte(self, skrevet: Mapping[str, Any]) -> tuple[str, ...]:
        """Which facts the law asks about for a row like this, before any is stated."""
        svar = self.svar(self._laest((), skrevet)) if self.bedoemmes else None
        return spoergsmaal(None if svar is None else svar.vurdering)

    def svar(self, form: Retteform) -> Lovsvar | None:
        """The law's answer to a form that has been read."""
        return vurder(self.billede, handling_af(form, self.dag)) if self.bedoemmes else None

    def _med_lokale(self, svar: Lovsvar | None, form: Retteform) -> Lovsvar | None:
        return med_lokale(svar, self.billede, handling_af(form, self.dag)) if self.bedoemmes else svar

    def til_udfyldning(self, skrevet: Mapping[str, Any]) -> tuple[Retteform, Lovsvar | None]:
        """The form with what has been written in it so far, nothing found fault with; and the answer to that."""
        spurgte = self.spurgte(skrevet)
        laest = self._laest(spurgte, skrevet)
        return self.form(spurgte=spurgte, initial=dict(skrevet)), self._med_lokale(self.svar(laest), laest)

    def _laest(self, spurgte: Sequence[str], skrevet: Mapping[str, Any]) -> Retteform:
        laest = self.form(dict(skrevet), spurgte=spurgte, initial=celler(self.tabel, self.en))
        laest.is_valid()
        return laest
