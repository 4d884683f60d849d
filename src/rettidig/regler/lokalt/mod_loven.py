"""What a strategy may not say: what would take from the citizen what the law gives, or pass for law.

A municipality may put more on itself and give the citizen more. A choice the law gives the citizen, or an individual
assessment replaced by *never* or *always*, can only be a default that a reasoned decision departs from.
"""

from __future__ import annotations

from collections.abc import Iterator

from rettidig.regler.former.frist import FristVersion
from rettidig.regler.former.lokalfrist import LokalFristregel, LokalFristVersion
from rettidig.regler.former.lokalt import LokalVilkaarsregel, Strategi
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.lokalt.faktabrug import Sti, brug
from rettidig.sprog import tekst
from rettidig.tidslinje import calendar

KOMMUNENS_EGNE = frozenset(
    {"dato", "tilbud.formaal", "tilbud.aftalt_af_alle", "tilbud.aftalt_med_borgeren", "forlaengelse.konkret_vurdering"}
)
"""The law's facts about what the municipality itself has done; its own facts say so with ``hvem: kommunen``."""

SAMTALEFORM = "samtale.form"


def mod_loven(strategi: Strategi, lov: Regelsaet) -> Iterator[tuple[Sti, str]]:
    """Every place where a strategy is against the law, and what it may say instead."""
    for nummer, regel in enumerate(strategi.regler):
        sti: Sti = ("regler", nummer)
        if isinstance(regel, LokalVilkaarsregel):
            yield from _vilkaar(strategi, regel, sti)
        elif isinstance(regel, LokalFristregel):
            for nr, version in enumerate(regel.versioner):
                yield from _senere_end_loven(strategi, version, lov, (*sti, "versioner", nr))


def _vilkaar(strategi: Strategi, regel: LokalVilkaarsregel, sti: Sti) -> Iterator[tuple[Sti, str]]:
    if regel.virkning == "forbud":
        yield (*sti, "virkning"), tekst("lokalt.mod_loven.forbud")
        return
    egne = KOMMUNENS_EGNE | {faktum.navn for faktum in strategi.fakta if faktum.hvem == "kommunen"}
    for nr, version in enumerate(regel.versioner):
        for led, betingelse in enumerate(version.betingelser):
            for enkelt in brug(betingelse.proeve, (*sti, "versioner", nr, "betingelser", led, "proeve")):
                if enkelt.faktum == SAMTALEFORM and regel.virkning != "anbefaling":
                    yield enkelt.sti, tekst("lokalt.mod_loven.samtaleform")
                elif regel.virkning == "krav" and enkelt.faktum not in egne and _andres(enkelt.faktum, regel):
                    yield enkelt.sti, tekst("lokalt.mod_loven.krav_til_borgeren", faktum=enkelt.faktum)


def _andres(faktum: str, regel: LokalVilkaarsregel) -> bool:
    """A date compared with the offer's own dates is still about when the municipality acted."""
    return not (
        faktum.startswith(("tilbud.", "forlaengelse.")) and faktum.endswith((".fra", ".til")) and regel.handlinger
    )


def _senere_end_loven(
    strategi: Strategi, version: LokalFristVersion, lov: Regelsaet, sti: Sti
) -> Iterator[tuple[Sti, str]]:
    """A local deadline for what the law itself demands, of the same people and from the same day, but later."""
    slags = {vej.slags for vej in version.opfyldes_af}
    if version.gentages is not None or len(slags) != 1 or not slags <= {"tilbud", "samtaler"}:
        return
    fra, til = strategi.gyldighed(version)
    for regel in lov.frister():
        for lovens in regel.versioner:
            uden_for = (lovens.til is not None and lovens.til < fra) or (til is not None and til < lovens.fra)
            if uden_for or not _det_samme(version, lovens):
                continue
            dag = calendar.to_day(fra)
            if _lokal_frist(version, dag) > _lovens_frist(lovens, dag):
                yield (
                    (*sti, "udloeser"),
                    tekst("lokalt.mod_loven.senere", regel=regel.regel, hjemmel=lovens.hjemmel.tekst),
                )
                return


def _det_samme(version: LokalFristVersion, lovens: FristVersion) -> bool:
    krav = lovens.opfyldes_af
    if version.udloeser.fra != lovens.udloeser.fra or set(version.grupper).isdisjoint(lovens.grupper):
        return False
    if lovens.personkreds is not None or krav.efter_overdragelse is not None:
        return False
    return all(
        vej.slags == krav.slags
        and (vej.antal <= krav.antal if vej.slags == "samtaler" else set(vej.koder) <= set(krav.koder))
        for vej in version.opfyldes_af
    )


def _lokal_frist(version: LokalFristVersion, dag: int) -> int:
    frist = calendar.add_days(calendar.add_months(dag, version.udloeser.maaneder), version.udloeser.dage)
    return frist - 1 if version.fristen_er == "dagen_foer" else frist


def _lovens_frist(lovens: FristVersion, dag: int) -> int:
    ret = calendar.add_days(calendar.add_months(dag, lovens.udloeser.maaneder), lovens.udloeser.dage)
    match lovens.fristen_er:
        case "ugens_soendag":
            return calendar.week_end(ret)
        case "dagen_foer":
            return calendar.add_days(ret, -1)
        case "maanedens_slutning":
            return calendar.month_end(ret)
        case _:
            return ret
