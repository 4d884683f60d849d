"""A small validator of JSON Schema, written from the standard alone: the part of it that the published schema uses.

It shares nothing with the models that read the rule files, so that the two can be held against each other.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

KENDTE = {
    "$defs",
    "$ref",
    "$schema",
    "additionalProperties",
    "anyOf",
    "const",
    "default",
    "description",
    "discriminator",
    "enum",
    "exclusiveMinimum",
    "format",
    "items",
    "maxItems",
    "maximum",
    "minItems",
    "minimum",
    "oneOf",
    "pattern",
    "prefixItems",
    "properties",
    "propertyNames",
    "required",
    "title",
    "type",
}
TYPER: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}


def som_json(indhold: Any) -> Any:
    """What YAML gives, with dates as the texts they are in JSON."""
    if isinstance(indhold, dict):
        return {str(noegle): som_json(led) for noegle, led in indhold.items()}
    if isinstance(indhold, list):
        return [som_json(led) for led in indhold]
    return indhold.isoformat() if isinstance(indhold, dt.date) else indhold


def fejl(skema: dict[str, Any], indhold: Any, rod: dict[str, Any], sted: str = "$") -> list[str]:
    """Where and why a content does not fit a schema; empty when it fits. An unknown keyword is an error of the test."""
    assert set(skema) <= KENDTE, set(skema) - KENDTE
    if "$ref" in skema:
        navn = skema["$ref"].removeprefix("#/$defs/")
        return fejl(rod["$defs"][navn], indhold, rod, sted)
    fundne = _type(skema, indhold, sted) or _vaerdi(skema, indhold, sted)
    if fundne:
        return fundne
    for noegle, hoejst in (("anyOf", None), ("oneOf", 1)):
        if noegle in skema:
            passer = sum(not fejl(del_, indhold, rod, sted) for del_ in skema[noegle])
            if not passer or (hoejst is not None and passer > hoejst):
                fundne.append(f"{sted}: passer på {passer} af {noegle}")
    if isinstance(indhold, dict):
        fundne.extend(_objekt(skema, indhold, rod, sted))
    if isinstance(indhold, list):
        fundne.extend(_liste(skema, indhold, rod, sted))
    return fundne


def _type(skema: dict[str, Any], indhold: Any, sted: str) -> list[str]:
    if "type" not in skema:
        return []
    passer = isinstance(indhold, TYPER[skema["type"]])
    if skema["type"] == "integer" and isinstance(indhold, bool):
        passer = False
    return [] if passer else [f"{sted}: er ikke {skema['type']}"]


def _vaerdi(skema: dict[str, Any], indhold: Any, sted: str) -> list[str]:
    if "const" in skema and indhold != skema["const"]:
        return [f"{sted}: er ikke {skema['const']}"]
    if "enum" in skema and indhold not in skema["enum"]:
        return [f"{sted}: er ikke en af {skema['enum']}"]
    if "pattern" in skema and isinstance(indhold, str) and not re.search(skema["pattern"], indhold):
        return [f"{sted}: passer ikke på {skema['pattern']}"]
    for noegle, mindst in (("minimum", 0), ("exclusiveMinimum", 1)):
        if noegle in skema and isinstance(indhold, int) and indhold < skema[noegle] + mindst:
            return [f"{sted}: er mindre end tilladt"]
    if "maximum" in skema and isinstance(indhold, int) and indhold > skema["maximum"]:
        return [f"{sted}: er større end tilladt"]
    if skema.get("format") == "date" and isinstance(indhold, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", indhold):
        return [f"{sted}: er ikke en dato"]
    return []


def _objekt(skema: dict[str, Any], indhold: dict[str, Any], rod: dict[str, Any], sted: str) -> list[str]:
    egenskaber = skema.get("properties", {})
    fundne = [f"{sted}: mangler {navn}" for navn in skema.get("required", []) if navn not in indhold]
    andre = skema.get("additionalProperties", True)
    for navn, led in indhold.items():
        fundne.extend(fejl(skema.get("propertyNames", {}), navn, rod, f"{sted}.{navn}"))
        if navn in egenskaber:
            fundne.extend(fejl(egenskaber[navn], led, rod, f"{sted}.{navn}"))
        elif andre is False:
            fundne.append(f"{sted}: kender ikke {navn}")
        elif isinstance(andre, dict):
            fundne.extend(fejl(andre, led, rod, f"{sted}.{navn}"))
    return fundne


def _liste(skema: dict[str, Any], indhold: list[Any], rod: dict[str, Any], sted: str) -> list[str]:
    fundne = []
    if not skema.get("minItems", 0) <= len(indhold) <= skema.get("maxItems", len(indhold)):
        fundne.append(f"{sted}: har {len(indhold)} led")
    foran = skema.get("prefixItems", [])
    for nummer, led in enumerate(indhold):
        del_ = foran[nummer] if nummer < len(foran) else skema.get("items")
        if isinstance(del_, dict):
            fundne.extend(fejl(del_, led, rod, f"{sted}[{nummer}]"))
    return fundne
