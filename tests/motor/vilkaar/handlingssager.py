"""Reads the cases about acts that stand beside the rules, and puts their questions to the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rettidig.motor.vilkaar import Handling, Vurdering, handling_fra, vurder
from rettidig.regler.former.vilkaar import Vilkaarsregel
from rettidig.regler.indlaes import LOV, Regelsaet, hent_lov, indlaes

STANDE = ("opfyldt", "ikke_opfyldt", "ukendt", "ikke_relevant")
SAMLET = ("lovlig", "ikke_lovlig", "ukendt")
UDEN_VERSION = "uden_version"
"""The answer where no version of the rule is in force, or the rule does not concern the act at all."""


@dataclass(frozen=True)
class Handlingsspoergsmaal:
    """One question of one case: the act, the rule, the condition (``None``: the act as a whole) and the answer."""

    sag: Mapping[str, Any]
    nummer: int
    handling: Mapping[str, Any]
    regel: str
    betingelse: str | None
    svar: str
    variant: str = ""

    @property
    def navn(self) -> str:
        """What the test is called."""
        led = [self.sag["id"], str(self.nummer), self.betingelse or "samlet", self.variant]
        return "-".join(filter(None, led))


@cache
def alle_handlingsspoergsmaal(mappe: Path = LOV) -> tuple[Handlingsspoergsmaal, ...]:
    """Every question about an act beside the rules of a folder, file by file."""
    lov = hent_lov() if mappe == LOV else indlaes(mappe)
    fundne = []
    for fil in sorted(mappe.glob("*/sager/*.yaml")):
        indhold = yaml.safe_load(fil.read_text(encoding="utf-8"))
        for sag in indhold["sager"]:
            for nummer, led in enumerate(sag["spoerg"], start=1):
                if "vilkaar" in led:
                    grund = indhold["handlinger"][sag["givet"]["handling"]]
                    fundne += _hver_for_sig(lov, sag, nummer, led, grund)
    return tuple(fundne)


def _hver_for_sig(
    lov: Regelsaet, sag: Mapping[str, Any], nummer: int, led: Mapping[str, Any], grund: Mapping[str, Any]
) -> Iterator[Handlingsspoergsmaal]:
    """One question, or with ``hver`` one for each value of a fact (``pr``: of the day) that the answer names."""
    felter = led["vilkaar"]
    faktum = felter.get("hver")
    if faktum is None:
        yield _spoergsmaal(lov, sag, nummer, felter, str(led["svar"]), grund)
        return
    for vaerdi, svar in led["svar"].items():
        egne = felter | ({"pr": vaerdi} if faktum == "pr" else {"med": felter.get("med", {}) | {faktum: vaerdi}})
        yield replace(_spoergsmaal(lov, sag, nummer, egne, str(svar), grund), variant=str(vaerdi))


def _spoergsmaal(
    lov: Regelsaet, sag: Mapping[str, Any], nummer: int, felter: Mapping[str, Any], svar: str, grund: Mapping[str, Any]
) -> Handlingsspoergsmaal:
    regel = lov.hent(felter["regel"], Vilkaarsregel)
    handling = med_aendringer(grund, {regel.vaelges_efter: felter["pr"]})
    handling = med_aendringer(handling, felter.get("med", {}), felter.get("uden", ()))
    handling.setdefault("dato", felter["pr"])
    if "dato" in felter.get("uden", ()):
        del handling["dato"]
    return Handlingsspoergsmaal(sag, nummer, handling, regel.regel, felter.get("betingelse"), svar)


def med_aendringer(grund: Mapping[str, Any], med: Mapping[str, Any], uden: tuple[str, ...] = ()) -> dict[str, Any]:
    """A described act with single facts changed or left out; facts are named as ``tilbud.fra``."""
    handling: dict[str, Any] = deepcopy(dict(grund))
    for navn, vaerdi in med.items():
        afsnit, punktum, felt = navn.partition(".")
        if punktum:
            handling.setdefault(afsnit, {})[felt] = vaerdi
        else:
            handling[navn] = vaerdi
    for navn in uden:
        afsnit, punktum, felt = navn.partition(".")
        (handling.get(afsnit, {}) if punktum else handling).pop(felt if punktum else afsnit, None)
    return handling


def laest(handling: Mapping[str, Any], lov: Regelsaet | None = None) -> Handling:
    """An act as the command line reads it; without ``lov`` by the facts of the law that ships."""
    return handling_fra(dict(handling), (lov or hent_lov()).fakta)


def bedoemt(spoergsmaal: Handlingsspoergsmaal, lov: Regelsaet | None = None, handling: Handling | None = None) -> str:
    """What the engine answers to a question; without ``lov`` by the law that ships. ``handling`` spares reading it."""
    lov = lov or hent_lov()
    kun = None if spoergsmaal.betingelse is None else (lov.hent(spoergsmaal.regel, Vilkaarsregel),)
    vurdering: Vurdering = vurder(lov, handling or laest(spoergsmaal.handling, lov), kun)
    if spoergsmaal.betingelse is None:
        return vurdering.samlet
    (svar,) = [
        svar
        for svar in vurdering.svar
        if svar.regel.regel == spoergsmaal.regel and svar.betingelse.id == spoergsmaal.betingelse
    ] or [None]
    return UDEN_VERSION if svar is None else svar.status
