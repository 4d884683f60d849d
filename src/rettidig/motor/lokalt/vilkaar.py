"""The municipality's own conditions on an act, beside what the law demands: never lawful or not, only within or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rettidig.motor.lokalt.farver import Farvesvar, afgoer_farve
from rettidig.motor.vilkaar.fakta import Vaerdi
from rettidig.motor.vilkaar.handling import Handling
from rettidig.motor.vilkaar.kleene import JA, Udfald, alle, hvis
from rettidig.motor.vilkaar.proever import Bedoemmer
from rettidig.motor.vilkaar.udledning import fuld_uge, udled
from rettidig.regler.former.fakta import HANDLINGSDATO, Faktaregister, Faktum
from rettidig.regler.former.grundform import Tekst
from rettidig.regler.former.lokalform import LokalVersion
from rettidig.regler.former.lokalt import (
    FARVEFAKTUM,
    FRAVIGELSE,
    LokalBetingelse,
    LokalVilkaarsregel,
    Strategi,
)
from rettidig.regler.former.proever import Proeve
from rettidig.regler.indlaes import Regelsaet
from rettidig.sprog import paa_alle_sprog

Status = Literal["opfyldt", "ikke_opfyldt", "fraveget", "ukendt", "ikke_relevant"]
Samlet = Literal["inden_for", "fraveget", "uden_for", "ukendt", "ingen_regel", "gaelder_ikke"]


@dataclass(frozen=True, slots=True)
class Lokalbetingelsessvar:
    """The answer to one local condition; ``begrundelse`` is the reason given for departing from a default."""

    regel: LokalVilkaarsregel
    betingelse: LokalBetingelse
    status: Status
    mangler: tuple[str, ...]
    begrundelse: str | None = None


@dataclass(frozen=True, slots=True)
class Lokalvurdering:
    """The act held up against a strategy.

    ``samlet``: within it, within it by reasoned departure, outside it, unknown, no rule concerns it, or the strategy
    does not hold on the day.
    """

    strategi: Strategi
    samlet: Samlet
    farve: Farvesvar | None
    svar: tuple[Lokalbetingelsessvar, ...]

    @property
    def relevante(self) -> tuple[Lokalbetingelsessvar, ...]:
        """The conditions that concern the act."""
        return tuple(svar for svar in self.svar if svar.status != "ikke_relevant")


def register_med(lov: Regelsaet, strategi: Strategi) -> Faktaregister:
    """The facts an act may state when a strategy is used: the law's, the strategy's, and reasons for departing."""
    egne = [faktum for faktum in strategi.fakta if faktum.navn != FARVEFAKTUM]
    grunde = [
        Faktum(
            navn=fravigelsesnavn(strategi, regel),
            type="tekst",
            titel=Tekst(**paa_alle_sprog("lokalt.vilkaar.fravigelse", regel=regel.regel)),
        )
        for regel in strategi.vilkaar()
        if regel.virkning == "standard"
    ]
    return lov.fakta.sammen_med(Faktaregister(fakta=(*egne, *grunde)))


def fravigelsesnavn(strategi: Strategi, regel: LokalVilkaarsregel) -> str:
    """The fact that holds the reason for departing from a default: ``fravigelse.farve_roed_bruges_ikke``."""
    return f"{FRAVIGELSE}.{regel.regel.removeprefix(f'{strategi.by}.').replace('.', '_')}"


def vurder_lokalt(lov: Regelsaet, strategi: Strategi, handling: Handling) -> Lokalvurdering:
    """Holds an act up against the strategy in force on the day it is decided."""
    fakta = udled(handling.fakta, fuld_uge(lov))
    dag = fakta.get(HANDLINGSDATO)
    if isinstance(dag, dt.date) and not _gaelder(strategi, LokalVersion(), dag):
        return Lokalvurdering(strategi, "gaelder_ikke", None, ())
    farve = _farve(lov, strategi, fakta, dag)
    if farve is not None and farve.farve is not None:
        fakta[FARVEFAKTUM] = farve.farve
    bedoemmer = Bedoemmer(lov, fakta)
    svar = []
    for regel in strategi.vilkaar():
        if handling.slags not in regel.handlinger:
            continue
        begrundelse = fakta.get(fravigelsesnavn(strategi, regel))
        for version in regel.versioner:
            if isinstance(dag, dt.date) and not _gaelder(strategi, version, dag):
                continue
            for betingelse in version.betingelser:
                uden = _bedoem(bedoemmer, regel, betingelse)
                svar.append(_med_fravigelse(_med_farvens(uden, farve), begrundelse))
    return Lokalvurdering(strategi, _samlet(svar, uden_dag=dag is None), farve, tuple(svar))


def _gaelder(strategi: Strategi, version: LokalVersion, dag: dt.date) -> bool:
    fra, til = strategi.gyldighed(version)
    return fra <= dag and (til is None or dag <= til)


def _farve(lov: Regelsaet, strategi: Strategi, fakta: Mapping[str, Vaerdi], dag: object) -> Farvesvar | None:
    bedoemmer = Bedoemmer(lov, fakta)
    svar = [
        (regel, bedoemmer.bedoem(version.naar))
        for regel in strategi.farver()
        for version in regel.versioner
        if not isinstance(dag, dt.date) or _gaelder(strategi, version, dag)
    ]
    return afgoer_farve(svar) if svar else None


def _bedoem(bedoemmer: Bedoemmer, regel: LokalVilkaarsregel, betingelse: LokalBetingelse) -> Lokalbetingelsessvar:
    naar = alle((_eller_ja(bedoemmer, regel.naar), _eller_ja(bedoemmer, betingelse.naar)))
    if naar.svar is False:
        return Lokalbetingelsessvar(regel, betingelse, "ikke_relevant", ())
    udfald = hvis(naar, bedoemmer.bedoem(betingelse.proeve))
    status: Status = "ukendt" if udfald.svar is None else "opfyldt" if udfald.svar else "ikke_opfyldt"
    return Lokalbetingelsessvar(regel, betingelse, status, udfald.mangler)


def _med_farvens(svar: Lokalbetingelsessvar, farve: Farvesvar | None) -> Lokalbetingelsessvar:
    """The facts the colour waits for, in place of the colour itself."""
    if farve is None or FARVEFAKTUM not in svar.mangler:
        return svar
    andre = tuple(navn for navn in svar.mangler if navn != FARVEFAKTUM)
    mangler = tuple(dict.fromkeys((*andre, *farve.mangler)))
    return Lokalbetingelsessvar(svar.regel, svar.betingelse, svar.status, mangler)


def _med_fravigelse(svar: Lokalbetingelsessvar, begrundelse: object) -> Lokalbetingelsessvar:
    """A default that does not hold is departed from where a reason is given."""
    fravigelig = svar.regel.virkning == "standard" and svar.status in ("ikke_opfyldt", "ukendt")
    if not fravigelig or not isinstance(begrundelse, str) or not begrundelse:
        return svar
    return Lokalbetingelsessvar(svar.regel, svar.betingelse, "fraveget", (), begrundelse)


def _eller_ja(bedoemmer: Bedoemmer, proeve: Proeve | None) -> Udfald:
    return JA if proeve is None else bedoemmer.bedoem(proeve)


def _samlet(svar: list[Lokalbetingelsessvar], *, uden_dag: bool) -> Samlet:
    """A recommendation never decides."""
    stande = {et.status for et in svar if et.regel.virkning != "anbefaling"}
    if "ikke_opfyldt" in stande:
        return "uden_for"
    if uden_dag or "ukendt" in stande:
        return "ukendt"
    if "fraveget" in stande:
        return "fraveget"
    return "inden_for" if "opfyldt" in stande else "ingen_regel"
