"""The municipality's own strategies beside the law's answer, while one registers: never law, and never in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rettidig.motor.lokalt.vilkaar import Lokalvurdering, fravigelsesnavn, register_med
from rettidig.motor.vilkaar import UbrugeligHandling
from rettidig.regler.former.fakta import Faktum
from rettidig.regler.former.grundform import Tekst
from rettidig.regler.indlaes import hent_lov
from rettidig.regler.lokalt.ord import lokal_hjemmel
from rettidig.sprog import SPROG, paa_sprog, tekst, valgt_sprog
from rettidig.tal.selectors.borger import Borgerbillede
from rettidig.tal.selectors.lokale_vilkaar import lokale_vurderinger
from rettidig.tal.selectors.lokalstrategi import i_brug
from rettidig.web.registrer.form import Lovform
from rettidig.web.registrer.lokalfelter import Lokaltfaktum
from rettidig.web.registrer.vilkaar import Lokallinje, Lokaltsvar, Lovsvar, kan_oplyses

_EGNE = "lokal."
"""What the names of facts a strategy has made itself begin with."""


def lokale_spoergsmaal(
    billede: Borgerbillede, handling: Mapping[str, Any] | None, form: Lovform, spurgte: Sequence[str]
) -> tuple[Lokaltfaktum, ...]:
    """What the strategies in use would know more of than the law asks about and the row says, before any is stated.

    Last of each strategy come the reasons for departing from the standards that do not hold.
    """
    if handling is None:
        return ()
    return tuple(
        fundet
        for egen in _vurderet(billede, handling, form)
        for fundet in _spurgt_af(egen)
        if fundet.faktum.navn not in spurgte and not _kolonne(fundet.faktum.navn, form)
    )


def med_lokale(
    svar: Lovsvar | None, billede: Borgerbillede, handling: Mapping[str, Any] | None, form: Lovform
) -> Lovsvar | None:
    """The law's answer with that of each strategy in use beside it; unchanged where there is none."""
    if svar is None or handling is None:
        return svar
    return replace(svar, lokale=tuple(_svar(egen) for egen in _vurderet(billede, handling, form)))


def _vurderet(billede: Borgerbillede, handling: Mapping[str, Any], form: Lovform) -> list[Lokalvurdering]:
    """What each strategy in use says of the act, with what the form states for it; nothing where it cannot be read."""
    brugte = i_brug(str(billede.historik.borgere.kommune[0]))
    sagt, data = form.oplyste_lokale(), getattr(form, "cleaned_data", {})
    oplyst = {}
    for brug in brugte:
        raekken = {f.navn: sagt_der for f in brug.strategi.fakta if (sagt_der := data.get(_kolonne(f.navn, form)))}
        oplyst[brug.strategi.strategi] = {**raekken, **sagt.get(brug.strategi.strategi, {})}
    try:
        return list(lokale_vurderinger(billede, handling, brugte, oplyst)) if brugte else []
    except UbrugeligHandling:
        return []


def _kolonne(navn: str, form: Lovform) -> str:
    """The column of the row that says a strategy's fact, by its name: ``lokal.pris_pr_uge`` is the price a week."""
    kolonne = navn.removeprefix(_EGNE)
    return kolonne if kolonne != navn and kolonne in form.kolonner else ""


def _spurgt_af(egen: Lokalvurdering) -> Iterator[Lokaltfaktum]:
    strategi, sprog = egen.strategi, valgt_sprog()
    mangler = {navn for svar in egen.relevante for navn in svar.mangler}
    fraviges = {
        fravigelsesnavn(strategi, svar.regel): svar.regel.titel
        for svar in egen.relevante
        if svar.regel.virkning == "standard" and svar.status in {"ikke_opfyldt", "ukendt"}
    }
    for faktum in register_med(hent_lov(), strategi).fakta:
        if faktum.navn in mangler and kan_oplyses(faktum):
            yield Lokaltfaktum(strategi.strategi, strategi.navn.paa(sprog), faktum)
        elif faktum.navn in fraviges:
            yield Lokaltfaktum(strategi.strategi, strategi.navn.paa(sprog), _fravigelse(faktum, fraviges[faktum.navn]))


def _fravigelse(faktum: Faktum, regel: Tekst) -> Faktum:
    """The reason for departing from a rule, called by what the rule is called."""
    titel = {}
    for sprog in SPROG:
        with paa_sprog(sprog):
            titel[sprog] = tekst("web.registrer.lokalt.fravigelse", regel=regel.paa(sprog))
    return faktum.model_copy(update={"titel": Tekst(**titel)})


def _svar(egen: Lokalvurdering) -> Lokaltsvar:
    sprog = valgt_sprog()
    farve = egen.farve.farve if egen.farve is not None else None
    return Lokaltsvar(
        egen.strategi.strategi,
        egen.strategi.navn.paa(sprog),
        egen.samlet,
        farve or "",
        _linjer(egen, "ikke_opfyldt"),
        _linjer(egen, "ukendt"),
    )


def _linjer(egen: Lokalvurdering, status: str) -> tuple[Lokallinje, ...]:
    sprog = valgt_sprog()
    return tuple(
        Lokallinje(
            et.betingelse.krav.paa(sprog), et.betingelse.aendrer.paa(sprog), lokal_hjemmel(egen.strategi, et.regel)
        )
        for et in egen.relevante
        if et.status == status
    )
