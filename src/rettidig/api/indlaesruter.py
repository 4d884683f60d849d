"""The calls that bring an extract in: sent and previewed, then confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema

from rettidig.api import beskrivelse
from rettidig.api.kald import kald
from rettidig.api.parametre import BekraeftIn, IndleverIn
from rettidig.api.problemer import Problem
from rettidig.api.scopes import Scope
from rettidig.api.services import indlevering
from rettidig.api.vagt import Noegle
from rettidig.forloeb.kilde import medfoelgende_kilder
from rettidig.sager.services.modtagelse import Stroem
from rettidig.sager.services.modtagelse_graenser import GRAENSER
from rettidig.svar import maskinformat

ruter = Router()

_HELE_UDTRAEK = {
    "application/zip": "udtraek.zip",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "udtraek.xlsx",
}
_EN_TABEL = {"text/csv": "csv", "application/vnd.apache.parquet": "parquet"}
_FLERE = "multipart/form-data"
_LUFT = 1 << 20
"""What a multipart body may hold besides its files."""
_KROP = {
    "required": True,
    "content": {
        **{slags: {"schema": {"type": "string", "format": "binary"}} for slags in (*_HELE_UDTRAEK, *_EN_TABEL)},
        _FLERE: {"schema": {"type": "object", "additionalProperties": {"type": "string", "format": "binary"}}},
    },
}
_IDEMPOTENS = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "Ny for hver ny levering; samme levering to gange med samme nøgle tages imod én gang.",
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{8,100}$"},
}


class _Ingen(Schema):
    """No parameters at all."""


@ruter.post(
    "/indlaesninger",
    auth=Noegle(Scope.INDLAES),
    summary="Send et udtræk og se, hvad en indlæsning ville gøre",
    operation_id="indlever",
    openapi_extra={
        **beskrivelse.objekt(201, (409, 413, 415, 507), krop=_KROP),
        "parameters": [_IDEMPOTENS],
    },
)
def indlever(request: HttpRequest, p: Query[IndleverIn]) -> Any:
    """Intet skrives, før leveringen bekræftes. Den samme levering med samme nøgle besvares med 200 og samme svar."""
    with kald(request, p) as system:
        if p.kilde is not None and p.kilde not in medfoelgende_kilder():
            raise Problem(422, "ukendt_kilde", kendte=", ".join(medfoelgende_kilder()))
        svar, ny = indlevering.indlever(
            system,
            request.headers.get("Idempotency-Key", ""),
            _sendt(request, p.tabel),
            kilde=p.kilde,
            fagsystem=p.fagsystem,
        )
        return _som_svar(svar, 201 if ny else 200)


@ruter.get(
    "/indlaesninger/{id}",
    auth=Noegle(Scope.INDLAES),
    summary="Hvordan en levering står",
    operation_id="levering",
    openapi_extra=beskrivelse.objekt(),
)
def vis(request: HttpRequest, id: Path[str]) -> Any:  # noqa: A002 - the name in the address
    """Status er klar, indlaest eller udloebet."""
    with kald(request, _Ingen()) as system:
        return _som_svar(indlevering.svar(indlevering.find(system, id)))


@ruter.post(
    "/indlaesninger/{id}/bekraeft",
    auth=Noegle(Scope.INDLAES),
    summary="Indlæs leveringen",
    operation_id="bekraeft",
    openapi_extra=beskrivelse.objekt(200, (409,)),
)
def bekraeft(request: HttpRequest, id: Path[str], p: Query[BekraeftIn]) -> Any:  # noqa: A002
    """Indlæses én gang, hvor mange gange der end bekræftes. Lukker den meget, skal luk_mange sige, at det er ment."""
    with kald(request, p) as system:
        return _som_svar(indlevering.bekraeft(system, id, luk_mange=p.luk_mange, hvorfor=p.hvorfor))


@ruter.delete(
    "/indlaesninger/{id}",
    auth=Noegle(Scope.INDLAES),
    summary="Opgiv leveringen",
    operation_id="opgiv",
    openapi_extra={
        "responses": {
            204: {"description": "Leveringen er væk"},
            **beskrivelse.problemer(409),
        }
    },
)
def opgiv(request: HttpRequest, id: Path[str]) -> Any:  # noqa: A002
    """Det sendte slettes. Hvad der er indlæst, bliver stående."""
    with kald(request, _Ingen()) as system:
        indlevering.opgiv(system, id)
        return HttpResponse(status=204)


def _sendt(request: HttpRequest, tabel: str | None) -> Sequence[tuple[str, Stroem]]:
    """The files under names of ours, or those of the sender's parts; the body is read no further than it may be."""
    slags = str(request.content_type or "").casefold()
    try:
        laengde = int(request.headers.get("Content-Length") or 0)
    except ValueError:
        raise Problem(400, "status_400") from None
    if laengde > GRAENSER.pakket + (_LUFT if slags == _FLERE else 0):
        raise Problem(413, "status_413")
    if slags in _HELE_UDTRAEK:
        return [(_HELE_UDTRAEK[slags], request)]
    if slags in _EN_TABEL and tabel is not None:
        return [(f"{tabel}.{_EN_TABEL[slags]}", request)]
    if slags == _FLERE:
        filer = [fil for _, flere in request.FILES.lists() for fil in flere]
        if not filer:
            raise Problem(422, "filslags")
        return [(str(fil.name), fil) for fil in filer]
    raise Problem(422 if slags in _EN_TABEL else 415, "filslags")


def _som_svar(objekt: dict[str, Any], status: int = 200) -> HttpResponse:
    svar = HttpResponse(maskinformat.objekt_som_json(objekt), content_type="application/json", status=status)
    svar["Cache-Control"] = "no-store"
    return svar
