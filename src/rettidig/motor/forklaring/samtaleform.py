"""The lawful form of the talks in a course, told of each counted talk whose form was another."""

from __future__ import annotations

from typing import Any

import numpy as np

from rettidig.motor.forklaring.knude import Knude, Raekke
from rettidig.motor.forklaring.skrivemaade import iso, opregning
from rettidig.motor.forklaring.skrivemaade import kode as kodenavn
from rettidig.motor.fund import Samtaleform
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import kodenavne
from rettidig.regler.former.tabeller import SamtaleformVersion
from rettidig.sprog import tekst


class Formkontrol(Samtaleform):
    """The findings on form in one course, by day and form."""

    def __init__(self, grundlag: Grundlag, forloeb: int) -> None:
        super().__init__(grundlag)
        gruppe = int(grundlag.foerste_gruppe[forloeb])
        versioner = [version for version in self.regel.versioner if gruppe in version.grupper]
        fundne = self._for_gruppe(gruppe, np.array([forloeb]), versioner) if versioner else []
        self._fundne = {(fund["dato"].isoformat(), fund["form"]): fund for fund in fundne}

    def _fund(
        self,
        person: int,
        dag: int,
        form: str,
        lovlige: set[str],
        version: SamtaleformVersion,
        nummer: int,
        *,
        inden: bool,
    ) -> dict[str, Any]:
        fund = super()._fund(person, dag, form, lovlige, version, nummer, inden=inden)
        return fund | {"form": form, "lovlige": [navn for navn in kodenavne("form") if navn in lovlige]}

    def knuder(self, dag: int, raekke: Raekke) -> tuple[Knude, ...]:
        """One node where the form of the talk was not lawful, otherwise none. The talk counts in either case."""
        fund = self._fundne.get((str(iso(dag)), str(raekke["form"])))
        if fund is None:
            return ()
        sagt = tekst(
            "forklar.samtaler.form",
            form=kodenavn("form", fund["form"]),
            lovlige=opregning(kodenavn("form", navn) for navn in fund["lovlige"]),
        )
        return (Knude("samtaleform", sagt, fund["hjemmel"], "valg", opfyldt=False, vaerdi=fund["lovlige"]),)
