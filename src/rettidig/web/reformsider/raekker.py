"""The rows of a rehearsal as they stand on its page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.urls import reverse

from rettidig.motor.forklaring.skrivemaade import kode, stort
from rettidig.motor.reform.tilstande import TILBUD
from rettidig.sprog import findes, tekst
from rettidig.tal.selectors.reform import VIRKNINGER, Virkningslinje, fordelt, vaerdier, virkning
from rettidig.tal.selectors.refusion import kommunens
from rettidig.tal.services.reformproeve import Oensket
from rettidig.web.borger.regellink import med_links
from rettidig.web.kontekst import kommunenavn
from rettidig.web.reformsider.domme import deltnavn, dom_i_ord, er_dom, hvorfor
from rettidig.web.reformsider.ord import Lovord
from rettidig.web.reformsider.valg import adresse
from rettidig.web.talsider.valg import ydelsesnavn
from rettidig.web.templatetags.tekster import dato

FELTER = ("regel", "paa", "team")
"""What the persons are divided by: the rule, the benefits on the day, the team."""
SNAEVRERE = (*FELTER, "slags", "indsats")
"""What the list of persons can be narrowed to, besides the effect: also what a row is about, and the kind of offer."""
INTET = "-"
"""How no benefit and no team are written in an address."""
_HELE = 100


def fordelinger(
    raekker: Sequence[Mapping[str, Any]], ordene: Lovord, oensket: Oensket, *, med_adresser: bool
) -> list[dict[str, Any]]:
    """A table for each of :data:`FELTER`: a line for each value, with the persons by effect that occurs."""
    fundne = forekommende(raekker)
    return [
        {
            "felt": felt,
            "titel": tekst(f"web.reform.efter.{felt}"),
            "foerste": tekst(f"web.reform.kolonne.{felt}"),
            "med_dage": any(linje.flytning for linje in linjer),
            "linjer": [_linje(linje, felt, fundne, ordene, oensket if med_adresser else None) for linje in linjer],
        }
        for felt in FELTER
        if (linjer := fordelt(raekker, felt))
    ]


def forekommende(raekker: Sequence[Mapping[str, Any]]) -> list[str]:
    """The effects that occur, in the order they are told."""
    fundne = set(map(virkning, raekker))
    return [v for v in VIRKNINGER if v in fundne]


def vaerdinavn(felt: str, vaerdi: str, ordene: Lovord) -> str:
    """A rule, a benefit or a team in words."""
    if felt == "regel":
        return ordene.regelnavn(vaerdi)
    if felt == "slags":
        return tekst("web.reform.tilbud") if vaerdi == TILBUD else ""
    if felt == "indsats":
        return deltnavn(felt, vaerdi)
    if not vaerdi:
        return tekst("web.reform.uden_ydelse" if felt == "paa" else "web.reform.uden_team")
    return stort(kode("ydelse", vaerdi)) if felt == "paa" else vaerdi


def passer(raekke: Mapping[str, Any], valgt: Mapping[str, str]) -> bool:
    """Whether a row is among those chosen by rule, benefit, team, effect, and what it is about."""
    if "virkning" in valgt and virkning(raekke) != valgt["virkning"]:
        return False
    return all(valgt[felt] in vaerdier(raekke, felt) for felt in SNAEVRERE if felt in valgt)


def personlinje(raekke: Mapping[str, Any], ordene: Lovord) -> dict[str, Any]:
    """One person under one rule."""
    return {
        "borger_id": raekke["borger_pk"],
        "noegle": raekke["borger_id"],
        "adresse": reverse("borger", args=[raekke["borger_id"]]),
        "navn": ordene.regelnavn(raekke["regel"]),
        "virkning": tekst(f"web.reform.virkning.{virkning(raekke)}"),
        "foer": stand(raekke, "foer"),
        "efter": stand(raekke, "efter"),
        "hvorfor": grunden(raekke, ordene),
        "hjemmel": med_links(raekke["hjemmel"] or ""),
    }


def grunden(raekke: Mapping[str, Any], ordene: Lovord) -> str:
    """Why a row is another under the law after."""
    return hvorfor(raekke, ordene) if er_dom(raekke) else ordene.hvorfor(raekke)


def stand(raekke: Mapping[str, Any], naar: str) -> str:
    """The state under one of the laws in words, with its deadline where it has one."""
    if er_dom(raekke):
        return dom_i_ord(raekke, naar)
    status, frist = raekke[f"status_{naar}"], raekke.get(f"frist_{naar}")
    if status is None:
        return "–"
    if frist is None:
        return status_i_ord(status)
    return tekst("web_indlaes.reform.med_frist", status=status_i_ord(status), frist=dato(dt.date.fromisoformat(frist)))


def status_i_ord(status: str | None) -> str:
    """The state of an obligation or of one in a measure; none is empty."""
    if status is None:
        return ""
    for noegle in (f"forklar.status.{status}", f"web.tal.status.{status}"):
        if findes(noegle):
            return tekst(noegle)
    return status.replace("_", " ")


def tallinje(raekke: Mapping[str, Any], ordene: Lovord) -> dict[str, Any]:
    """One figure before and after."""
    andele = {f"pct_{n}": _procent(raekke[f"andel_{n}"]) for n in ("foer", "efter")}
    return {
        **raekke,
        **andele,
        "navn": ordene.regelnavn(raekke["maaling"]),
        "ydelse": ydelsesnavn(raekke["ydelse"]),
        "kommune": kommunenavn(raekke["kommune"]),
        "hvorfor": ordene.hvorfor(raekke),
    }


def trinlinjer(trin: Sequence[Mapping[str, int]]) -> dict[str, Any]:
    """The weeks on the ladder before and after, and what is left to the municipality, in whole weeks."""
    return {
        "trin": trin,
        "kommunens": {navn: kommunens({t["sats"]: t[navn] for t in trin}) for navn in ("foer", "efter")},
    }


def _linje(
    linje: Virkningslinje, felt: str, fundne: Sequence[str], ordene: Lovord, oensket: Oensket | None
) -> dict[str, Any]:
    valgt = {felt: linje.vaerdi or INTET}

    def vej(**andet: str) -> str:
        return "" if oensket is None else f"{adresse(oensket, **valgt, **andet)}#personer"

    flytning = linje.flytning
    return {
        "navn": vaerdinavn(felt, linje.vaerdi, ordene),
        "borgere": linje.borgere,
        "adresse": vej(),
        "celler": [{"antal": linje.efter[v], "adresse": vej(virkning=v) if linje.efter[v] else ""} for v in fundne],
        "dage": None
        if flytning is None
        else tekst("web.reform.flytning", midt=flytning.midt, mindst=flytning.mindst, hoejst=flytning.hoejst),
    }


def _procent(andel: str | None) -> float | None:
    return None if andel is None else float(Fraction(andel) * _HELE)
