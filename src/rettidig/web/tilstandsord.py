"""The state of the system in words: what somebody must look at first, and every part as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.template.defaultfilters import filesizeformat

from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sprog import findes, tekst
from rettidig.web.templatetags.tekster import dato, tal, tidspunkt

_ORDEN = (
    "indlaesninger",
    "klar",
    "tal",
    "natkoersel",
    "sikkerhedskopi",
    "logind",
    "disk",
    "database",
    "server",
    "identitet",
    "udgaver",
)
_TIDER = frozenset({"tidspunkt", "tid"})
_DAGE = frozenset({"dag"})
_DOEGN = 24 * 60 * 60
_TIME, _MINUT = 60 * 60, 60
_HELE = 100
SES_EFTER = ("indlaesninger", "natkoersel", "sikkerhedskopi", "disk", "tal")
"""The parts of the state that somebody may have to look at, and that cost a start page nothing to ask. Whether the
program is ready at all is on the page of its state."""


def opmaerksomhed(tilstand: Mapping[str, Any]) -> list[str]:
    """Sentences on what somebody must look at; none when all is well."""
    valgt = valgte_tal()
    mangler = [_ord(navn) for navn, ja in (tilstand.get("klar") or {}).items() if not ja]
    fundet = [tekst("web_indlaes.drift.ikke_klar", hvad=", ".join(mangler))] if mangler else []
    for raekke in tilstand.get("indlaesninger") or ():
        if raekke["alder_sekunder"] > valgt.gammel_indlaesning_doegn.vaerdi * _DOEGN:
            alder = varighed(raekke["alder_sekunder"])
            fundet.append(tekst("web_indlaes.drift.gammel", navn=raekke["fagsystem"], alder=alder))
    nat, kopi, disk = (tilstand.get(navn) for navn in ("natkoersel", "sikkerhedskopi", "disk"))
    if nat and nat.get("forskelle"):
        fundet.append(tekst("web_indlaes.drift.forskelle", antal=tal(nat["forskelle"])))
    if kopi is None:
        fundet.append(tekst("web_indlaes.drift.ingen_kopi"))
    elif not kopi.get("ok", True):
        fundet.append(tekst("web_indlaes.drift.kopi_fejlede"))
    elif (kopi.get("alder_sekunder") or 0) > valgt.gammel_kopi_doegn.vaerdi * _DOEGN:
        fundet.append(tekst("web_indlaes.drift.gammel_kopi", alder=varighed(kopi["alder_sekunder"])))
    if disk and disk["ledige_bytes"] * _HELE < disk["bytes"] * valgt.lidt_plads_procent.vaerdi:
        fundet.append(tekst("web_indlaes.drift.lidt_plads", ledigt=filesizeformat(disk["ledige_bytes"])))
    figurer = tilstand.get("tal")
    if figurer and not figurer["ajour"]:
        bagud = figurer["bagud"]
        naeste = "ikke_ajour" if bagud else "skal_regnes"
        fundet.append(tekst(f"web_indlaes.drift.{naeste}", antal=tal(bagud)))
    return fundet


def som_dele(tilstand: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The state as tables: a heading, and either pairs, or columns and rows, or a sentence where there is nothing."""
    orden = {navn: nr for nr, navn in enumerate(_ORDEN)}
    navne = sorted((n for n in tilstand if n != "tidspunkt"), key=lambda n: (orden.get(n, len(orden)), n))
    return [_del(navn, tilstand[navn]) for navn in navne]


def varighed(sekunder: int) -> str:
    """A length of time in the largest unit that says something: seconds, minutes, hours, days."""
    for enhed, laengde in (("doegn", 2 * _DOEGN), ("timer", 2 * _TIME), ("minutter", 2 * _MINUT)):
        if sekunder >= laengde:
            return tekst(f"web_indlaes.drift.{enhed}", antal=tal(sekunder * 2 // laengde))
    return tekst("web_indlaes.drift.sekunder", antal=tal(sekunder))


def _del(navn: str, indhold: Any) -> dict[str, Any]:
    overskrift = _ord(navn)
    if isinstance(indhold, dict):
        return {"overskrift": overskrift, "par": [(_ord(n), _vis(n, v)) for n, v in indhold.items()]}
    if isinstance(indhold, list) and indhold:
        kolonner = list(indhold[0])
        raekker = [[_vis(kolonne, raekke.get(kolonne)) for kolonne in kolonner] for raekke in indhold]
        return {"overskrift": overskrift, "kolonner": [_ord(kolonne) for kolonne in kolonner], "raekker": raekker}
    egen = f"web_indlaes.drift.tom.{navn}"
    standard = "drift.ukendt" if indhold is None else "drift.intet"
    return {"overskrift": overskrift, "tom": tekst(egen if findes(egen) else standard)}


def _ord(navn: str) -> str:
    for noegle in (f"web_indlaes.drift.ord.{navn}", f"drift.ord.{navn}"):
        if findes(noegle):
            return tekst(noegle)
    return navn.replace("_", " ")


def _vis(navn: str, vaerdi: Any) -> str:
    if isinstance(vaerdi, str):
        return _vis_tekst(navn, vaerdi)
    if isinstance(vaerdi, int) and not isinstance(vaerdi, bool):
        return _vis_tal(navn, vaerdi)
    match vaerdi:
        case None:
            return "–"
        case bool():
            return tekst("drift.ja" if vaerdi else "drift.nej")
        case list() | tuple():
            return ", ".join(_vis(navn, v) for v in vaerdi) or "–"
        case dict():
            return ", ".join(f"{_ord(n)}: {_vis(n, v)}" for n, v in vaerdi.items()) or "–"
        case _:
            return str(vaerdi)


def _vis_tal(navn: str, vaerdi: int) -> str:
    if navn.endswith("bytes"):
        return str(filesizeformat(vaerdi))
    if navn.endswith("sekunder"):
        return varighed(vaerdi)
    return str(vaerdi) if navn in {"nummer", "postgresql"} else str(tal(vaerdi))


def _vis_tekst(navn: str, vaerdi: str) -> str:
    try:
        if navn in _TIDER:
            return str(tidspunkt(dt.datetime.fromisoformat(vaerdi)))
        if navn in _DAGE:
            return str(dato(dt.date.fromisoformat(vaerdi)))
    except ValueError:
        return vaerdi
    noegle = f"web_indlaes.drift.{navn}.{vaerdi}"
    return tekst(noegle) if findes(noegle) else vaerdi
