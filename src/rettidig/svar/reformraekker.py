"""The rows of a rehearsed reform: whose obligations and measures change, which figures, by which rule and reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from rettidig.motor.historik import Historik
from rettidig.motor.reform import Aarsag, Forskel, Proeve, Taltaeller, aarsagstekst, sammenlign
from rettidig.motor.reform.tal import TAL, Talforskel, talforskelle
from rettidig.motor.reform.tilstande import Maalestand, Pligtstand
from rettidig.svar.model import Raekke
from rettidig.tidslinje import calendar

_ALLE = "alle"
_GRAENSE = ("andel_under", "mindst_andel")
_PERSONER: tuple[Literal["pligter", "maalte"], ...] = ("pligter", "maalte")


class Reformraekker:
    """Takes the citizens some at a time, and then gives the rows of each of the ``visninger`` asked for."""

    def __init__(self, proeve: Proeve, visninger: Sequence[str]) -> None:
        self._proeve = proeve
        self._fundet = {vis: _Fundet() for vis in visninger}
        ellers = {"regler", "tal"} & set(visninger)
        self._slags = [
            hvad
            for hvad in _PERSONER
            if hvad in visninger or "regler" in ellers or (hvad == "maalte" and "tal" in ellers)
        ]
        self._taellere = [
            Taltaeller(lov, proeve.spoergsmaal.valg, proeve.spoergsmaal.maaned) for lov in (proeve.foer, proeve.efter)
        ]

    def tag(self, historik: Historik) -> None:
        """Take these citizens as well."""
        for hvad in self._slags:
            for forskel in sammenlign(self._proeve, hvad, historik):
                for vis, fundet in self._fundet.items():
                    if vis in {hvad, "regler"} or (vis == "tal" and hvad == "maalte"):
                        _noter(fundet, self._proeve, vis, forskel)
        if "tal" in self._fundet:
            for taeller in self._taellere:
                taeller.tag(historik)

    def raekker(self, vis: str) -> list[Raekke]:
        """What has been found so far, as rows of one of the views asked for."""
        fundet = self._fundet[vis]
        if vis == "regler":
            return [
                _som_regelraekke(noegle, antal, len(fundet.borgere[noegle]))
                for noegle, antal in sorted(fundet.antal.items())
            ]
        if vis == "tal":
            foer, efter = (taeller.raekker() for taeller in self._taellere)
            return [
                _som_talraekke(self._proeve, forskel, tuple(fundet.aarsager[forskel.noegle]))
                for forskel in talforskelle(foer, efter)
            ]
        return fundet.raekker


@dataclass
class _Fundet:
    """What the blocks have answered so far."""

    raekker: list[Raekke] = field(default_factory=list)
    antal: Counter[tuple[str, str, str, str, bool]] = field(default_factory=Counter)
    borgere: dict[tuple[str, str, str, str, bool], set[str]] = field(default_factory=lambda: defaultdict(set))
    aarsager: dict[tuple[str, str, str], dict[Aarsag, None]] = field(default_factory=lambda: defaultdict(dict))


def _noter(fundet: _Fundet, proeve: Proeve, vis: str, forskel: Forskel) -> None:
    stand = forskel.efter or forskel.foer
    if vis == "tal":
        if isinstance(stand, Maalestand):
            ydelse = getattr(forskel.noegle, "ydelse", _ALLE)
            for paa in (ydelse, _ALLE):
                noegle = (stand.kommune, paa, forskel.noegle.regel)
                fundet.aarsager[noegle].update(dict.fromkeys(forskel.aarsager))
        return
    aarsag = aarsagstekst(forskel.aarsager, proeve.foer, proeve.efter)
    parametre = ", ".join(en.aendring.navn for en in forskel.aarsager)
    if vis == "regler":
        plads = (forskel.noegle.regel, forskel.slags, aarsag, parametre, _sammen(forskel.aarsager))
        fundet.antal[plads] += 1
        fundet.borgere[plads].add(forskel.noegle.borger_id)
        return
    hjemler = dict.fromkeys(en.aendring.hjemmel(proeve.foer, proeve.efter) for en in forskel.aarsager)
    faelles = {
        "borger_id": forskel.noegle.borger_id,
        "regel": forskel.noegle.regel,
        "aendring": forskel.slags,
        "aarsag": aarsag,
        "parametre": parametre,
        "sammen": _sammen(forskel.aarsager),
        "hjemmel": "; ".join(hjemmel for hjemmel in hjemler if hjemmel) or None,
    }
    fundet.raekker.append(faelles | (_pligt(forskel) if vis == "pligter" else _maalt(forskel)))


def _pligt(forskel: Forskel) -> dict[str, Any]:
    celler: dict[str, Any] = {}
    for navn, stand in (("foer", forskel.foer), ("efter", forskel.efter)):
        givet = stand if isinstance(stand, Pligtstand) else None
        celler |= {
            f"maalgruppe_{navn}": None if givet is None else givet.gruppe,
            f"forloeb_start_{navn}": None if givet is None else calendar.to_date_or_none(givet.forloeb_start),
            f"frist_{navn}": None if givet is None else calendar.to_date_or_none(givet.frist),
            f"status_{navn}": None if givet is None else givet.status,
            f"opfyldt_{navn}": None if givet is None else calendar.to_date_or_none(givet.opfyldt),
        }
    return celler


def _maalt(forskel: Forskel) -> dict[str, Any]:
    stand = forskel.efter or forskel.foer
    return {
        "kommune": stand.kommune if isinstance(stand, Maalestand) else None,
        "ydelse": getattr(forskel.noegle, "ydelse", None),
        "status_foer": None if forskel.foer is None else forskel.foer.status,
        "status_efter": None if forskel.efter is None else forskel.efter.status,
    }


def _som_regelraekke(noegle: tuple[str, str, str, str, bool], antal: int, borgere: int) -> Raekke:
    regel, aendring, aarsag, parametre, sammen = noegle
    return {
        "regel": regel,
        "aendring": aendring,
        "antal": antal,
        "borgere": borgere,
        "aarsag": aarsag,
        "parametre": parametre,
        "sammen": sammen,
    }


def _sammen(aarsager: Sequence[Aarsag]) -> bool:
    """Whether the reasons move the answer only together; beside the columns, for those who tell it in other words."""
    return len(aarsager) > 1 and aarsager[0].sammen


def _som_talraekke(proeve: Proeve, forskel: Talforskel, aarsager: Sequence[Aarsag]) -> Raekke:
    kommune, ydelse, maaling = forskel.noegle
    gamle, nye = forskel.foer or {}, forskel.efter or {}
    if gamle.get("graense") != nye.get("graense") and gamle and nye:
        graenser = (a for a in proeve.aendringer if a.regel == maaling and a.felt in _GRAENSE)
        aarsager = (*aarsager, *(Aarsag(aendring) for aendring in graenser))
    raekke: dict[str, Any] = {"kommune": kommune, "ydelse": ydelse, "maaling": maaling}
    for navn, givet in (("foer", gamle), ("efter", nye)):
        raekke |= {f"{felt}_{navn}": givet.get(felt) for felt in TAL}
    raekke["aarsag"] = aarsagstekst(aarsager, proeve.foer, proeve.efter)
    raekke["parametre"] = ", ".join(dict.fromkeys(aarsag.aendring.navn for aarsag in aarsager))
    raekke["sammen"] = _sammen(aarsager)
    return raekke
