"""The interface as a whole: its calls, its description, and how it says that something is wrong."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Schema

from rettidig.adgang.krav import aaben_for_alle, vogt_api
from rettidig.api import beskrivelse, indlaesruter, svarruter
from rettidig.api.kald import aflever_objekt, kald
from rettidig.api.problemer import tilslut
from rettidig.api.vagt import Noegle
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sprog import tekst
from rettidig.svar.model import programversion

api = NinjaAPI(
    title="Rettidig",
    version="1",
    description=tekst("api.svar.beskrivelse"),
    urls_namespace="api",
    docs_url=None,
    openapi_url="/openapi.json",
    docs_decorator=aaben_for_alle,
)
tilslut(api)
api.add_router("", svarruter.ruter)
api.add_router("", indlaesruter.ruter)


class _Ingen(Schema):
    """No parameters at all."""


@api.get(
    "/status",
    auth=Noegle(),
    summary="Hvem nøglen er til, og hvad der sidst er kendt",
    operation_id="status",
    openapi_extra=beskrivelse.objekt(),
)
def status(request: HttpRequest) -> Any:
    """Giver hvad nøglen må, hvornår den udløber, og tidspunktet for den seneste handling: et `kendt_pr` til senere."""
    with kald(request, _Ingen()) as system:
        kendt = kendt_nu()
        objekt = {
            "rettidig": programversion(),
            "kendt": kendt.isoformat(),
            "system": system.navn,
            "scopes": system.scopes,
            "teams": system.teams,
            "kommune": system.kommune or None,
            "udloeber": system.udloeber.isoformat(),
        }
        return aflever_objekt(objekt, "status", kendt)


app_name = "api"
urlpatterns = vogt_api(api.urls)[0]
for _moenster in urlpatterns:
    if _moenster.name == "api-root":
        aaben_for_alle(_moenster.callback)
