"""What the calls answer, as OpenAPI has it: made from the columns of the answers, so that the two cannot disagree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rettidig.api.kald import FORMAAL, TYPER
from rettidig.api.problemer import FORM
from rettidig.svar.model import Kolonne, Slags

_SLAGS: dict[Slags, dict[str, Any]] = {
    Slags.TEKST: {"type": "string"},
    Slags.CITAT: {"type": "string"},
    Slags.DATO: {"type": "string", "format": "date"},
    Slags.HELTAL: {"type": "integer"},
    Slags.PROCENT: {"type": "integer"},
    Slags.ANDEL: {"type": "number"},
    Slags.TAL: {"type": "number"},
    Slags.JANEJ: {"type": "boolean"},
}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
_SAETNINGER = {
    400: "Forespørgslen kan ikke forstås",
    401: "Nøglen mangler eller gælder ikke",
    403: "Nøglen giver ikke adgang til kaldet",
    404: "Findes ikke, eller er ikke systemets",
    409: "Strider mod et tidligere kald",
    413: "Det sendte er for stort",
    415: "Det sendtes slags tages ikke imod",
    422: "Spørgsmålet eller det sendte kan ikke bruges",
    429: "Der kaldes for ofte",
    503: "Lagringen kan ikke svare lige nu",
    507: "Der er ikke plads",
}
_ALTID = (400, 401, 403, 404, 422, 429, 503)
_HOVEDET = ("rettidig", "pr", "lov", "data", "valg", "forbehold", "raekker")


def svarer(kolonner: Sequence[Kolonne]) -> dict[str, Any]:
    """A call that answers with rows."""
    raekke = {
        "type": "object",
        "required": [kolonne.navn for kolonne in kolonner],
        "properties": {kolonne.navn: {**_SLAGS[kolonne.slags], "nullable": True} for kolonne in kolonner},
        "additionalProperties": False,
    }
    objekt = {
        "type": "object",
        "required": list(_HOVEDET),
        "properties": {"rettidig": {"type": "string"}, "raekker": {"type": "array", "items": _kan_mangle(raekke)}},
    }
    tekst = {"schema": {"type": "string"}}
    return {
        "responses": {
            200: {
                "description": "Svaret",
                "content": {
                    TYPER["json"]: {"schema": objekt},
                    "text/csv": tekst,
                    TYPER["parquet"]: {"schema": {"type": "string", "format": "binary"}},
                },
            },
            **problemer(),
        }
    }


def objekt(status: int = 200, flere: Iterable[int] = (), krop: dict[str, Any] | None = None) -> dict[str, Any]:
    """A call that answers with an object; ``flere`` are the further problems it may have, ``krop`` what it is sent."""
    indhold = {"application/json": {"schema": {"type": "object"}}}
    fundet: dict[str, Any] = {
        "responses": {
            status: {"description": "Svaret", "content": indhold},
            **problemer(*flere),
        }
    }
    if krop is not None:
        fundet["requestBody"] = krop
    return fundet


def om_personer(beskrivelse: dict[str, Any]) -> dict[str, Any]:
    """The same for a call about citizens, which takes a purpose."""
    hoved = {
        "name": "X-Formaal",
        "in": "header",
        "required": False,
        "description": "Formålet med opslaget; kræves her eller som parameteren formaal.",
        "schema": {"type": "string", "enum": list(FORMAAL)},
    }
    return {**beskrivelse, "parameters": [hoved]}


def problemer(*flere: int) -> dict[int, Any]:
    """The problems every call may have, and these."""
    return _problemer((*_ALTID, *flere))


def _kan_mangle(raekke: dict[str, Any]) -> dict[str, Any]:
    """OpenAPI 3.1 says null as a type."""
    egenskaber = {
        navn: {**{k: v for k, v in egen.items() if k != "nullable"}, "type": [egen["type"], "null"]}
        for navn, egen in raekke["properties"].items()
    }
    return {**raekke, "properties": egenskaber}


def _problemer(status: Iterable[int]) -> dict[int, Any]:
    return {nr: {"description": _SAETNINGER[nr], "content": {FORM: {"schema": PROBLEM}}} for nr in sorted(set(status))}
