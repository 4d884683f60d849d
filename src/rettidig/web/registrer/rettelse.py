"""The law's answer to a fact under correction: as if it were registered now as written, and not as it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rettidig.sager.models import Registrering
from rettidig.sager.selectors.faktum import celler
from rettidig.tal.selectors.borger import Borgerbillede
from rettidig.web.registrer.aabning import Aabnet
from rettidig.web.registrer.form import Retteform
from rettidig.web.registrer.lokalt import lokale_spoergsmaal, med_lokale
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

    def spurgte(self, skrevet: Mapping[str, Any]) -> dict[str, Any]:
        """Which facts the law and the municipality's strategies ask about for a row like this, before any is stated.

        As the form takes them: ``spurgte`` and ``lokale``.
        """
        if not self.bedoemmes:
            return {"spurgte": (), "lokale": ()}
        uden = self._laest({}, skrevet)
        handling = handling_af(uden, self.dag)
        svar = vurder(self.billede, handling)
        spurgte = spoergsmaal(None if svar is None else svar.vurdering)
        return {"spurgte": spurgte, "lokale": lokale_spoergsmaal(self.billede, handling, uden, spurgte)}

    def svar(self, form: Retteform) -> Lovsvar | None:
        """The law's answer to a form that has been read, with the municipality's own strategies beside it."""
        if not self.bedoemmes:
            return None
        handling = handling_af(form, self.dag)
        return med_lokale(vurder(self.billede, handling), self.billede, handling, form)

    def til_udfyldning(self, skrevet: Mapping[str, Any]) -> tuple[Retteform, Lovsvar | None]:
        """The form with what has been written in it so far, nothing found fault with; and the answer to that."""
        spurgte = self.spurgte(skrevet)
        laest = self._laest(spurgte, skrevet)
        return self.form(**spurgte, initial=dict(skrevet)), self.svar(laest)

    def _laest(self, spurgte: Mapping[str, Any], skrevet: Mapping[str, Any]) -> Retteform:
        laest = self.form(dict(skrevet), **spurgte, initial=celler(self.tabel, self.en))
        laest.is_valid()
        return laest
