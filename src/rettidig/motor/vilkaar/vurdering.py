"""Judges an act: every condition of every rule that concerns it, and the act as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rettidig.motor.vilkaar.fakta import Vaerdi
from rettidig.motor.vilkaar.handling import Handling
from rettidig.motor.vilkaar.kleene import JA, Udfald, alle, hvis
from rettidig.motor.vilkaar.proever import Bedoemmer
from rettidig.motor.vilkaar.udledning import fuld_uge, udled
from rettidig.regler.former.proever import Proeve
from rettidig.regler.former.vilkaar import Betingelse, Vilkaarsregel, VilkaarVersion
from rettidig.regler.indlaes import Regelsaet

Status = Literal["opfyldt", "ikke_opfyldt", "ukendt", "ikke_relevant"]
Samlet = Literal["lovlig", "ikke_lovlig", "ukendt"]
Aarsag = Literal["betingelser", "ingen_regel", "ukendt_dag", "ikke_kodet"]


@dataclass(frozen=True, slots=True)
class Betingelsessvar:
    """The answer to one condition: whether it holds, and for an unknown one the facts that would settle it.

    ``vedroerer`` is whether it is certain that the condition concerns the act.
    """

    regel: Vilkaarsregel
    version: VilkaarVersion
    betingelse: Betingelse
    status: Status
    mangler: tuple[str, ...]
    lovversion: str | None
    vedroerer: bool


@dataclass(frozen=True, slots=True)
class Vurdering:
    """The act as a whole. ``aarsag`` says what an unknown rests on; ``manglende_dage`` the dates no rule could do
    without."""

    handling: Handling
    fakta: Mapping[str, Vaerdi]
    samlet: Samlet
    aarsag: Aarsag
    svar: tuple[Betingelsessvar, ...]
    manglende_dage: tuple[str, ...] = ()

    @property
    def relevante(self) -> tuple[Betingelsessvar, ...]:
        """The conditions that concern the act."""
        return tuple(svar for svar in self.svar if svar.status != "ikke_relevant")

    @property
    def lovversioner(self) -> tuple[str, ...]:
        """The law versions the conditions were judged by, each once."""
        return tuple(dict.fromkeys(svar.lovversion for svar in self.relevante if svar.lovversion is not None))


def vurder(lov: Regelsaet, handling: Handling, regler: Sequence[Vilkaarsregel] | None = None) -> Vurdering:
    """Judges an act by the coded law, or by the rules given. Facts that follow from others are worked out first."""
    fakta = udled(handling.fakta, fuld_uge(lov))
    bedoemmer = Bedoemmer(lov, fakta)
    svar: list[Betingelsessvar] = []
    uden_dag: list[str] = []
    ikke_kodet = False
    for regel in lov.vilkaar() if regler is None else regler:
        if handling.slags not in regel.handlinger:
            continue
        omfatter = _eller_ja(bedoemmer, regel.naar)
        if omfatter.svar is False:
            continue
        dag = fakta.get(regel.vaelges_efter)
        if not isinstance(dag, dt.date):
            uden_dag.append(regel.vaelges_efter)
            continue
        version = next((version for version in regel.versioner if version.gaelder(dag)), None)
        lovversion = lov.lovversioner.paa(dag)
        if version is None:
            ikke_kodet |= lovversion is None or lovversion.status != "kodet"
            continue
        navn = None if lovversion is None else lovversion.id
        svar += [_bedoem(bedoemmer, regel, version, betingelse, omfatter, navn) for betingelse in version.betingelser]
    samlet, aarsag = _samlet(svar, uden_dag=bool(uden_dag), ikke_kodet=ikke_kodet)
    return Vurdering(handling, fakta, samlet, aarsag, tuple(svar), tuple(dict.fromkeys(uden_dag)))


def _bedoem(
    bedoemmer: Bedoemmer,
    regel: Vilkaarsregel,
    version: VilkaarVersion,
    betingelse: Betingelse,
    omfatter: Udfald,
    lovversion: str | None,
) -> Betingelsessvar:
    naar = alle((omfatter, _eller_ja(bedoemmer, betingelse.naar)))
    if naar.svar is False:
        return Betingelsessvar(regel, version, betingelse, "ikke_relevant", (), lovversion, vedroerer=False)
    udfald = hvis(naar, bedoemmer.bedoem(betingelse.proeve))
    status: Status = "ukendt" if udfald.svar is None else "opfyldt" if udfald.svar else "ikke_opfyldt"
    sikkert = naar.svar is True
    return Betingelsessvar(regel, version, betingelse, status, udfald.mangler, lovversion, vedroerer=sikkert)


def _eller_ja(bedoemmer: Bedoemmer, proeve: Proeve | None) -> Udfald:
    return JA if proeve is None else bedoemmer.bedoem(proeve)


def _samlet(svar: Sequence[Betingelsessvar], *, uden_dag: bool, ikke_kodet: bool) -> tuple[Samlet, Aarsag]:
    """No where one condition fails; unknown where one is unknown, or where nothing could be judged; else yes."""
    stande = {et.status for et in svar}
    if "ikke_opfyldt" in stande:
        return "ikke_lovlig", "betingelser"
    if uden_dag:
        return "ukendt", "ukendt_dag"
    if ikke_kodet:
        return "ukendt", "ikke_kodet"
    if "ukendt" in stande:
        return "ukendt", "betingelser"
    return ("lovlig", "betingelser") if any(et.vedroerer for et in svar) else ("ukendt", "ingen_regel")
