"""Reads the hand-derived cases that stand beside the rules, and puts their questions to the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from tests.motor import talsager
from tests.motor.sammenligning import Person, som_datasaet, som_tabeller, standardvalg

from rettidig.forloeb import Datasaet
from rettidig.motor.fokusmaal import Fokusmaal
from rettidig.motor.forloeb import Forloeb
from rettidig.motor.fund import fund_raekker
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import Historik, byg_historik, kodenavne
from rettidig.motor.maaling import aars_raekker, maaling_raekker
from rettidig.motor.refusion import refusion_raekker
from rettidig.motor.svar import frist_raekker
from rettidig.motor.tilsyn import tilsyn_raekker
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.former.maalgruppe import INGEN_GRUPPE, gruppe_tekst
from rettidig.regler.indlaes import LOV, Regelsaet, hent_lov
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import to_date, to_day

KOMMUNE = "766"
FOEDSELSDATO = date(1980, 1, 1)
BORGER = "B1"
TABELLER = ("ydelser", "indsatser", "samtaler", "loentimer", "fritagelser", "undtagelser", "haendelser")
SAMTALE = {"slags": "jobsamtale", "status": "afholdt", "form": "fremmoede"}
BROEKER = ("andel", "graense", "fm1_andel", "fm1_graense", "fm2_andel", "fm2_graense")

OM_HANDLINGER = "vilkaar"
"""Questions about an act, put to the engine by ``tests.motor.vilkaar.handlingssager``."""

Raekke = Mapping[str, Any]


@dataclass(frozen=True)
class Spoergsmaal:
    """One question of one case: what is asked (`slags`), with what, and the answer derived by hand."""

    sag: Mapping[str, Any]
    nummer: int
    slags: str
    felter: Mapping[str, Any]
    svar: Any

    @property
    def navn(self) -> str:
        """What the test is called."""
        return f"{self.sag['id']}-{self.nummer}-{self.slags}"


@cache
def alle_sager(mappe: Path = LOV) -> tuple[Mapping[str, Any], ...]:
    """Every case beside the rules of a folder, file by file."""
    indlaest = [yaml.safe_load(fil.read_text(encoding="utf-8")) for fil in sorted(mappe.glob("*/sager/*.yaml"))]
    return tuple(sag for fil in indlaest for sag in fil["sager"])


def alle_spoergsmaal(mappe: Path = LOV) -> list[Spoergsmaal]:
    """Every question of every case. Raises ValueError for a question of an unknown sort."""
    fundne = []
    for sag in alle_sager(mappe):
        for nummer, spoergsmaal in enumerate(sag["spoerg"], start=1):
            (slags,) = spoergsmaal.keys() - {"svar"}
            if slags == OM_HANDLINGER:
                continue
            if slags not in BESVARELSER:
                raise ValueError(f"{sag['id']}: ukendt spørgsmål {slags}")
            fundne.append(Spoergsmaal(sag, nummer, slags, spoergsmaal[slags], spoergsmaal["svar"]))
    return fundne


def besvar(spoergsmaal: Spoergsmaal, lov: Regelsaet | None = None, historik: Historik | None = None) -> tuple[Any, Any]:
    """What the engine answers and what was derived by hand, cut down to the columns the case names.

    Without ``lov`` by the law that ships; ``historik`` spares building the case's facts anew.
    """
    historik = historik or byg_historik(datasaet(spoergsmaal.sag))
    svaret = BESVARELSER[spoergsmaal.slags](lov or hent_lov(), historik, spoergsmaal.felter)
    ventet = _broeker(spoergsmaal.svar)
    if isinstance(ventet, list) and isinstance(svaret, list) and len(ventet) == len(svaret):
        return [_udsnit(raekke, som) for raekke, som in zip(svaret, ventet, strict=True)], ventet
    if isinstance(ventet, dict) and isinstance(svaret, dict) and "alle" not in spoergsmaal.felter:
        return _udsnit(svaret, ventet), ventet
    return svaret, ventet


def datasaet(sag: Mapping[str, Any]) -> Datasaet:
    """The facts of a case as a reader would hand them over; what is ``faelles`` holds for every citizen."""
    personer: list[Person] = []
    for nummer, egne in enumerate((*sag["givet"].get("borgere", ()), *_kryds(sag["givet"].get("kryds")))):
        borger = sag["givet"].get("faelles", {}) | egne
        borger_id = borger.get("id", BORGER if nummer == 0 else f"{BORGER}-{nummer + 1}")
        antal = borger.get("antal", 1)
        personer += [_person(borger, borger_id if antal == 1 else f"{borger_id}-{nr:04d}") for nr in range(antal)]
    return som_datasaet(som_tabeller(personer))


def _kryds(kryds: Raekke | None) -> Iterator[dict[str, Any]]:
    """One citizen for each benefit with each visitation ("ingen" is none), named ``ydelse visitation``."""
    for ydelse, visitation in product(kryds["ydelse"], kryds["visitation"]) if kryds else ():
        med = {} if visitation == "ingen" else {"visitation": visitation}
        yield {"id": f"{ydelse} {visitation}", "ydelser": [{"ydelse": ydelse, "fra": kryds["fra"], **med}]}


def _person(borger: Mapping[str, Any], borger_id: str) -> Person:
    stamdata = {navn: vaerdi for navn, vaerdi in borger.items() if navn not in (*TABELLER, "antal", "id")}
    for navn in ("erhvervsuddannelse", "hjemmeboende_boern", "integrationsprogram"):
        if navn in stamdata:
            stamdata[navn] = {"ja": True, "nej": False}[stamdata[navn]]
    person: Person = {
        "borger": {"borger_id": borger_id, "foedselsdato": FOEDSELSDATO, "kommune": KOMMUNE} | stamdata,
        **{tabel: [dict(raekke) for raekke in borger.get(tabel, ())] for tabel in TABELLER},
    }
    person["samtaler"] = [SAMTALE | samtale for samtale in person["samtaler"]]
    for loen in person["loentimer"]:
        loen["maaned"] = date.fromisoformat(f"{loen['maaned']}-01")
    return person


def _frister(lov: Regelsaet, historik: Historik, felter: Raekke) -> Any:
    valg = standardvalg(lov) | {
        navn: ("ja" if stilling else "nej") if isinstance(stilling, bool) else stilling
        for navn, stilling in felter.get("valg", {}).items()
    }
    grundlag = Grundlag.paa(lov, historik, to_day(felter["pr"]), valg)
    raekker = frist_raekker(grundlag, (lov.hent(felter["regel"], Fristregel),))
    if "alle" in felter:
        return _for_hver(raekker, felter["alle"])
    raekker = _foerste_borgers(historik, raekker)
    return sorted(raekker, key=lambda raekke: (raekke["forloeb_start"], raekke["frist"] or date.max))


def _maalinger(lov: Regelsaet, historik: Historik, felter: Raekke) -> Raekke:
    regelsaet = felter["regelsaet"]
    if "aar" in felter:
        svar = aars_raekker(lov, historik, felter["aar"], regelsaet, standardvalg(lov))
    else:
        svar = maaling_raekker(lov, historik, to_day(felter["pr"]), regelsaet, standardvalg(lov))
    (raekke,) = [r for r in svar.raekker if r["ydelse"] == felter["ydelse"] and r["maaling"] == felter["maaling"]]
    return raekke


def _refusion(lov: Regelsaet, historik: Historik, felter: Raekke) -> list[Raekke]:
    raekker = refusion_raekker(lov, historik, to_day(felter["fra"]), to_day(felter["til"]))
    return [r for r in _foerste_borgers(historik, raekker) if felter.get("uge") in (None, r["uge"])]


def _fund(lov: Regelsaet, historik: Historik, felter: Raekke) -> Any:
    fundne = fund_raekker(Grundlag.paa(lov, historik, to_day(felter["pr"]), standardvalg(lov)))
    if "alle" in felter:
        return _for_hver([r for r in fundne if r["regel"] == felter["regel"]], felter["alle"], flere=True)
    return [r for r in _foerste_borgers(historik, fundne) if r["regel"] == felter["regel"]]


def _tilsyn(lov: Regelsaet, historik: Historik, felter: Raekke) -> Raekke:
    grad, forventet = Decimal(felter["ydelsesgrad"]), Decimal(felter["forventet"])
    (raekke,) = tilsyn_raekker(lov, historik, felter["aar"], grad, forventet, standardvalg(lov)).raekker
    return raekke


def _maalgruppe(lov: Regelsaet, historik: Historik, felter: Raekke) -> Any:
    dag = to_day(felter["dag"])
    forloeb = Grundlag.paa(lov, historik, dag, standardvalg(lov) | felter.get("valg", {})).forloeb
    alle = np.arange(forloeb.antal, dtype=np.int64)
    grupper = op.value_on(forloeb.grupper, alle, np.full(forloeb.antal, dag, dtype=np.int32), INGEN_GRUPPE)
    if "alle" in felter:
        navne = zip(forloeb.person.tolist(), grupper.tolist(), strict=True)
        return {historik.borgere.ider[person]: gruppe_tekst(gruppe) for person, gruppe in navne if gruppe}
    (gruppe,) = set(grupper[forloeb.person == 0].tolist()) - {INGEN_GRUPPE} or {INGEN_GRUPPE}
    return None if gruppe == INGEN_GRUPPE else gruppe_tekst(gruppe)


def _forloeb(lov: Regelsaet, historik: Historik, felter: Raekke) -> list[Raekke]:
    dag = to_day(felter["pr"])
    forloeb: Forloeb
    if felter["formaal"] == "fokusmaal":
        forloeb = Fokusmaal(lov, historik.kendt(dag), standardvalg(lov)).forloeb
    else:
        forloeb = Grundlag.paa(lov, historik, dag, standardvalg(lov)).forloeb
    navne = kodenavne("ydelse")
    raekker = [
        {"ydelse": navne[ydelse], "start": to_date(start)}
        for person, ydelse, start in zip(
            forloeb.person.tolist(), forloeb.ydelse.tolist(), forloeb.start.tolist(), strict=True
        )
        if person == 0
    ]
    return sorted(raekker, key=lambda raekke: raekke["start"])


BESVARELSER: Mapping[str, Callable[[Regelsaet, Historik, Raekke], Any]] = {
    "frister": _frister,
    "maalinger": _maalinger,
    "refusion": _refusion,
    "fund": _fund,
    "tilsyn": _tilsyn,
    "maalgruppe": _maalgruppe,
    "forloeb": _forloeb,
    "kendt": talsager.kendt,
    "satsbaand": talsager.satsbaand,
}


def _foerste_borgers(historik: Historik, raekker: Sequence[Raekke]) -> list[Raekke]:
    return [raekke for raekke in raekker if raekke["borger_id"] == historik.borgere.ider[0]]


def _for_hver(raekker: Sequence[Raekke], kolonne: str, *, flere: bool = False) -> dict[str, Any]:
    """One column for every citizen with a row: a list of the law tried in one case. With ``flere`` all their rows."""
    if not flere:
        return {raekke["borger_id"]: raekke[kolonne] for raekke in raekker}
    svar: dict[str, list[Any]] = {}
    for raekke in raekker:
        svar.setdefault(raekke["borger_id"], []).append(raekke[kolonne])
    return {borger_id: sorted(fundne) for borger_id, fundne in svar.items()}


def _udsnit(raekke: Raekke, som: Raekke) -> Raekke:
    """The row's columns that the other row names. A column that is not there is a KeyError."""
    return {kolonne: raekke[kolonne] for kolonne in som}


def _broeker(svar: Any) -> Any:
    if not isinstance(svar, dict):
        return svar
    return {
        kolonne: Fraction(vaerdi) if kolonne in BROEKER and vaerdi is not None else vaerdi
        for kolonne, vaerdi in svar.items()
    }
