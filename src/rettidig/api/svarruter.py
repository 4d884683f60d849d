"""The calls that answer: each reads the question, opens what the system may see, and hands over the answer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from rettidig.api import beskrivelse
from rettidig.api.beskrivelse import om_personer
from rettidig.api.kald import (
    aflever,
    aflever_laest,
    aflever_objekt,
    formaalet,
    kald,
    noter_laesning,
    strategien,
)
from rettidig.api.parametre import (
    ForklarIn,
    FristIn,
    FundIn,
    MaalIn,
    OpfyldIn,
    PeriodeIn,
    RefusionIn,
    TilsynIn,
    TjekIn,
)
from rettidig.api.scopes import Scope
from rettidig.api.selectors.udtraek import udtraek
from rettidig.api.vagt import Noegle
from rettidig.svar import forklaringer, frister, fund, kolonner, maaleperioder, maalinger, opfyld, refusion, tilsyn
from rettidig.svar import tjek as datatjek
from rettidig.svar.spoergsmaal import i_dag, lov_eller_saetning

ruter = Router()


@ruter.get(
    "/frister",
    auth=Noegle(Scope.FRISTER),
    summary="Frister: én række pr. borger og pligt",
    operation_id="frister",
    openapi_extra=om_personer(beskrivelse.svarer(kolonner.FRISTER)),
)
def hent_frister(request: HttpRequest, p: Query[FristIn]) -> Any:
    """Som `rettidig frister`."""
    with kald(request, p) as system:
        formaal = formaalet(request, p)
        spurgt = frister.spoerg(
            lov_eller_saetning(),
            p.pr,
            regler=p.regel,
            valg=p.valg,
            lokalt=strategien(p.lokalt),
            alle_regler=p.alle_regler,
        )
        fundet = udtraek(system, p.kendt_pr, p.borger)
        svar = spurgt.svar(fundet.data, borger=p.borger)
        return aflever_laest(svar, p.format, "frister", fundet, (system, formaal), p.borger)


@ruter.get(
    "/opfyld",
    auth=Noegle(Scope.FRISTER),
    summary="Hvad der kan opfylde de åbne pligter",
    operation_id="opfyld",
    openapi_extra=om_personer(beskrivelse.svarer(kolonner.OPFYLD)),
)
def hent_opfyld(request: HttpRequest, p: Query[OpfyldIn]) -> Any:
    """Som `rettidig opfyld`."""
    with kald(request, p) as system:
        formaal = formaalet(request, p)
        spurgt = opfyld.spoerg(lov_eller_saetning(), p.pr, regler=p.regel, valg=p.valg)
        fundet = udtraek(system, p.kendt_pr, p.borger)
        svar = spurgt.svar(fundet.data, borger=p.borger)
        return aflever_laest(svar, p.format, "opfyld", fundet, (system, formaal), p.borger)


@ruter.get(
    "/fund",
    auth=Noegle(Scope.FRISTER),
    summary="Fund: brud, der ikke er frister",
    operation_id="fund",
    openapi_extra=om_personer(beskrivelse.svarer(kolonner.FUND)),
)
def hent_fund(request: HttpRequest, p: Query[FundIn]) -> Any:
    """Som `rettidig fund`."""
    with kald(request, p) as system:
        formaal = formaalet(request, p)
        spurgt = fund.spoerg(lov_eller_saetning(), p.pr, valg=p.valg)
        fundet = udtraek(system, p.kendt_pr, p.borger)
        svar = spurgt.svar(fundet.data, borger=p.borger)
        return aflever_laest(svar, p.format, "fund", fundet, (system, formaal), p.borger)


@ruter.get(
    "/maaleperioder",
    auth=Noegle(Scope.FRISTER),
    summary="Måleperioder: hvornår borgere tæller med",
    operation_id="maaleperioder",
    openapi_extra=om_personer(beskrivelse.svarer(kolonner.MAALEPERIODER)),
)
def hent_maaleperioder(request: HttpRequest, p: Query[PeriodeIn]) -> Any:
    """Som `rettidig maaleperioder`."""
    with kald(request, p) as system:
        formaal = formaalet(request, p)
        spurgt = maaleperioder.spoerg(lov_eller_saetning(), p.fra, p.til, p.regelsaet, valg=p.valg)
        fundet = udtraek(system, p.kendt_pr, p.borger)
        svar = spurgt.svar(fundet.data, borger=p.borger)
        return aflever_laest(svar, p.format, "maaleperioder", fundet, (system, formaal), p.borger)


@ruter.get(
    "/refusion",
    auth=Noegle(Scope.REFUSION),
    summary="Refusion: én række pr. borger og uge",
    operation_id="refusion",
    openapi_extra=om_personer(beskrivelse.svarer(kolonner.REFUSION)),
)
def hent_refusion(request: HttpRequest, p: Query[RefusionIn]) -> Any:
    """Som `rettidig refusion`."""
    with kald(request, p) as system:
        formaal = formaalet(request, p)
        spurgt = refusion.spoerg(lov_eller_saetning(), p.fra, p.til, valg=p.valg)
        fundet = udtraek(system, p.kendt_pr, p.borger)
        svar = spurgt.svar(fundet.data, borger=p.borger)
        return aflever_laest(svar, p.format, "refusion", fundet, (system, formaal), p.borger)


@ruter.get(
    "/forklar",
    auth=Noegle(Scope.BORGER),
    summary="Forklaringen for én borger, med paragraffen i hver knude",
    operation_id="forklar",
    openapi_extra=om_personer(beskrivelse.objekt()),
)
def hent_forklaring(request: HttpRequest, p: Query[ForklarIn]) -> Any:
    """Som `rettidig forklar --format json`."""
    with kald(request, p) as system:
        formaal = formaalet(request, p)
        spurgt = forklaringer.spoerg(
            lov_eller_saetning(), p.pr, regler=p.regel, valg=p.valg, lokalt=strategien(p.lokalt)
        )
        fundet = udtraek(system, p.kendt_pr, p.borger)
        objekt = spurgt.som_objekt(fundet.data, p.borger)
        noter_laesning(system, fundet, [p.borger], formaal, "forklar")
        return aflever_objekt(objekt, "forklar", fundet.kendt)


@ruter.get(
    "/maalinger",
    auth=Noegle(Scope.TAL),
    summary="Målinger på en månedsslutning eller for et år",
    operation_id="maalinger",
    openapi_extra=beskrivelse.svarer(kolonner.MAALINGER),
)
def hent_maalinger(request: HttpRequest, p: Query[MaalIn]) -> Any:
    """Som `rettidig maalinger`. Med `aar` har rækkerne også `aar`."""
    with kald(request, p) as system:
        spurgt = maalinger.spoerg(lov_eller_saetning(), p.pr, p.aar, p.regelsaet, valg=p.valg)
        fundet = udtraek(system, p.kendt_pr)
        return aflever(spurgt.svar(fundet.data, i_dag()), p.format, "maalinger", fundet.kendt)


@ruter.get(
    "/tilsyn",
    auth=Noegle(Scope.TAL),
    summary="Skærpet tilsyn for et år",
    operation_id="tilsyn",
    openapi_extra=beskrivelse.svarer(kolonner.TILSYN),
)
def hent_tilsyn(request: HttpRequest, p: Query[TilsynIn]) -> Any:
    """Som `rettidig tilsyn`."""
    with kald(request, p) as system:
        spurgt = tilsyn.spoerg(lov_eller_saetning(), p.aar, p.ydelsesgrad, p.forventet, valg=p.valg)
        fundet = udtraek(system, p.kendt_pr)
        return aflever(spurgt.svar(fundet.data, i_dag()), p.format, "tilsyn", fundet.kendt)


@ruter.get(
    "/tjek",
    auth=Noegle(Scope.DRIFT),
    summary="Datakvalitet: én række pr. bemærkning",
    operation_id="tjek",
    openapi_extra=beskrivelse.svarer(kolonner.TJEK),
)
def hent_tjek(request: HttpRequest, p: Query[TjekIn]) -> Any:
    """Som `rettidig tjek`, men uden hvad der stod i rækkerne: retten giver ikke adgang til borgere."""
    with kald(request, p) as system:
        fundet = udtraek(system, p.kendt_pr)
        return aflever(
            datatjek.svar(lov_eller_saetning(), fundet.data, med_vaerdier=False), p.format, "tjek", fundet.kendt
        )
