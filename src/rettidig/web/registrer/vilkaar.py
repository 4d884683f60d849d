"""Whether what is being registered is lawful, asked as the command line asks it; and what the law would know more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from rettidig.motor.vilkaar import Betingelsessvar, UbrugeligHandling, Vurdering
from rettidig.motor.vilkaar.udledning import LAENGDER
from rettidig.regler.former.fakta import Faktum
from rettidig.regler.indlaes import hent_lov
from rettidig.sprog import tekst, valgt_sprog
from rettidig.svar.forbehold import linjer as forbeholdslinjer
from rettidig.svar.model import Forbeholdslinje
from rettidig.tal.selectors.borger import Borgerbillede
from rettidig.web.borger.regellink import med_links
from rettidig.web.registrer.felter import stort
from rettidig.web.registrer.form import Lovform

LOVLIG, IKKE_LOVLIG, UKENDT = "lovlig", "ikke_lovlig", "ukendt"
BEDOEMTE_SAMTALER = frozenset({"jobsamtale", "opfoelgning"})
UDEN_CVR = "arbejdsplads.uden_cvr_eller_sikkerhed"
AFGJORT = "vitas.afgjort"
BEGRUNDELSE = "samtale.begrundelse"
_UDLEDT_AF_DATOER = frozenset(laengde.navn for laengde in LAENGDER)
_KOLONNER = {"tilbud.slags", "tilbud.fra", "tilbud.til", "tilbud.timer_pr_uge", "samtale.dato", "samtale.form", "dato"}
_UDLEDT_MEN_SPOERGES = frozenset({"arbejdsplads.ansatte"})
_SPOERGES_IKKE = frozenset({"aarsvaerkliste", "datoliste"})


@dataclass(frozen=True)
class Linje:
    """One condition as it is shown: what is demanded, where it stands, what is missing, what would change it."""

    krav: str
    hjemmel: SafeString
    hjemmeltekst: str
    mangler: tuple[str, ...]
    aendrer: str
    tier: bool


@dataclass(frozen=True)
class Lokallinje:
    """One condition of a strategy: what it wants, what would change it, who has decided it and where that is read."""

    krav: str
    aendrer: str
    sted: str


@dataclass(frozen=True)
class Lokaltsvar:
    """What one of the municipality's own strategies says of the act."""

    strategi: str
    navn: str
    samlet: str
    farve: str
    ikke_opfyldt: tuple[Lokallinje, ...]
    ukendt: tuple[Lokallinje, ...]


@dataclass(frozen=True)
class Lovsvar:
    """The answer: ``samlet`` is ``lovlig``, ``ikke_lovlig`` or ``ukendt``; ``aarsag`` says why it is unknown."""

    samlet: str
    aarsag: str
    ikke_opfyldt: tuple[Linje, ...]
    ukendt: tuple[Linje, ...]
    opfyldt: tuple[Linje, ...]
    lov: str
    forbehold: tuple[Forbeholdslinje, ...]
    afvigelser: tuple[str, ...]
    vurdering: Vurdering | None = None
    lokale: tuple[Lokaltsvar, ...] = ()

    @property
    def paragraffer(self) -> tuple[str, ...]:
        """The paragraphs the answer rests on, each once: those not met, else all that hold."""
        linjer = self.ikke_opfyldt or self.opfyldt
        return tuple(dict.fromkeys(linje.hjemmeltekst for linje in linjer))


def handling_af(form: Lovform, i_dag: dt.date) -> dict[str, Any] | None:
    """The act the form describes, as a file would; ``None`` where the law as coded judges nothing of the kind.

    What cannot be read yet is left out, so that an answer can be given while one types.
    """
    data = getattr(form, "cleaned_data", {})
    fakta = form.oplyste_fakta()
    if form.slags is None:
        return None
    if form.slags.navn == "samtale":
        if data.get("slags") not in BEDOEMTE_SAMTALER or not data.get("dato"):
            return None
        dag = data["dato"].isoformat()
        fakta = {"samtale.dato": dag, **({"samtale.form": data["form"]} if data.get("form") else {}), **fakta}
        return {"handling": "samtaleform", "dato": dag, **_i_afsnit(fakta)}
    if form.slags.navn == "tilbud":
        tilbud = {"tilbud.slags": data.get("indsats")}
        for kolonne in ("fra", "til"):
            if data.get(kolonne):
                tilbud[f"tilbud.{kolonne}"] = data[kolonne].isoformat()
        if data.get("timer_pr_uge"):
            tilbud["tilbud.timer_pr_uge"] = data["timer_pr_uge"]
        if data.get("cvr"):
            fakta.setdefault(UDEN_CVR, "nej")
        if tilbud["tilbud.slags"] not in _tilbudskoder():
            return None
        dag = (data.get("bevilget") or i_dag).isoformat()
        return {"handling": "bevil_tilbud", "dato": dag, **_i_afsnit({**tilbud, **fakta})}
    return None


def vurder(billede: Borgerbillede, handling: Mapping[str, Any] | None) -> Lovsvar | None:
    """The law's answer; ``None`` where there is nothing to judge or the act cannot be read yet."""
    if handling is None:
        return None
    try:
        vurdering, _, afvigelser = billede.vilkaar(handling)
    except UbrugeligHandling:
        return None
    linjer = [(svar, _linje(svar)) for svar in vurdering.relevante]
    kendte = hent_lov().fakta.efter_navn()
    forbehold = [
        (svar.regel.regel, et) for svar, _ in linjer for et in (*svar.version.forbehold, *svar.betingelse.forbehold)
    ]
    return Lovsvar(
        vurdering.samlet,
        vurdering.aarsag,
        tuple(linje for svar, linje in linjer if svar.status == "ikke_opfyldt"),
        tuple(linje for svar, linje in linjer if svar.status == "ukendt"),
        tuple(linje for svar, linje in linjer if svar.status == "opfyldt"),
        ", ".join(vurdering.lovversioner),
        forbeholdslinjer(hent_lov(), forbehold, dict(billede.valg)),
        tuple(stort(kendte[a.faktum].titel.paa(valgt_sprog())) for a in afvigelser),
        vurdering,
    )


def spoergsmaal(vurdering: Vurdering | None) -> tuple[str, ...]:
    """The facts the law would know more of, and that somebody can state, in the order of the register."""
    if vurdering is None:
        return ()
    mangler = {navn for svar in vurdering.relevante for navn in svar.mangler}
    return tuple(f.navn for f in hent_lov().fakta.fakta if f.navn in mangler and kan_oplyses(f))


def kan_oplyses(faktum: Faktum) -> bool:
    """Whether somebody can state a fact in a field of its own: no column says it, and nothing works it out."""
    return (
        (not faktum.udledt or faktum.navn in _UDLEDT_MEN_SPOERGES)
        and faktum.navn not in _KOLONNER | _UDLEDT_AF_DATOER
        and faktum.type not in _SPOERGES_IKKE
    )


def _tilbudskoder() -> tuple[str, ...]:
    return hent_lov().fakta.efter_navn()["tilbud.slags"].koder


def _linje(svar: Betingelsessvar) -> Linje:
    sprog, kendte = valgt_sprog(), hent_lov().fakta.efter_navn()
    hjemmel = svar.betingelse.hjemmel.tekst
    mangler = tuple(stort(kendte[navn].titel.paa(sprog)) for navn in svar.mangler)
    return Linje(
        svar.betingelse.krav.paa(sprog),
        med_links(hjemmel),
        hjemmel,
        mangler,
        svar.betingelse.aendrer.paa(sprog),
        svar.status == "ukendt" and not mangler,
    )


def _i_afsnit(fakta: Mapping[str, Any]) -> dict[str, Any]:
    """``tilbud.fra`` as ``{"tilbud": {"fra": ...}}``."""
    ud: dict[str, Any] = {}
    for navn, vaerdi in fakta.items():
        afsnit, punktum, felt = navn.partition(".")
        if punktum:
            ud.setdefault(afsnit, {})[felt] = vaerdi
        else:
            ud[afsnit] = vaerdi
    return ud


def i_en_saetning(svar: Lovsvar) -> str:
    """The answer in one line, with the paragraphs: for the log of acts and the case system."""
    steder = ", ".join(svar.paragraffer)
    if svar.samlet == UKENDT:
        return tekst("web.registrer.sagt.ukendt")
    return tekst(f"web.registrer.sagt.{svar.samlet}", steder=steder)
