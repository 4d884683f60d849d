"""A town behind the pages, and people at work on them: loaded, logged in, served, and visited."""

from __future__ import annotations

import os
import re
import time
from typing import Any

from bench.byen import TIL
from rettidig.forloeb.lager.udtraeksstroem import aabn_udtraek

SAGSBEHANDLERE, TEAMLEDERE, FAGLEDERE, CONTROLLERE = 28, 6, 3, 3
_LISTE = "mangler_foerste_samtale"
_TEGN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_VIDERE = 302
MENNESKER = SAGSBEHANDLERE + TEAMLEDERE + FAGLEDERE + CONTROLLERE


def laeg_ind(sti: str) -> dict[str, Any]:
    """The town imported, and all its deadlines and figures worked out and kept."""
    _klar()
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.services.koersel import koer

    start = time.perf_counter()
    indlaes(aabn_udtraek(sti), "bench", hvem="bench")
    koer(TIL)
    return {"sekunder": [time.perf_counter() - start]}


def log_ind() -> dict[str, Any]:
    """The people: each a user with a role, a team and initials, already logged in. Gives role and session of each."""
    _klar()
    from django.db.models import Count

    from rettidig.adgang.models import Bruger
    from rettidig.adgang.roller import Rolle
    from rettidig.adgang.services.brugere import opret
    from rettidig.sager.models import Borgeroplysning

    aabne = Borgeroplysning.objects.filter(registreret__upper_inf=True).exclude(team=None).exclude(sagsbehandler=None)
    pladser = list(
        aabne.values_list("team", "sagsbehandler").annotate(n=Count("pk")).order_by("-n", "team", "sagsbehandler")
    )
    slags = [
        *[Rolle.SAGSBEHANDLER] * SAGSBEHANDLERE,
        *[Rolle.TEAMLEDER] * TEAMLEDERE,
        *[Rolle.FAGLEDER] * FAGLEDERE,
        *[Rolle.CONTROLLER] * CONTROLLERE,
    ]
    mennesker = []
    for nummer, rolle in enumerate(slags):
        team, initialer, _ = pladser[nummer % len(pladser)]
        navn = f"bench-{nummer}"
        bruger = Bruger.objects.filter(username=navn).first() or opret(
            navn,
            [rolle.value],
            hvem="bench",
            teams=[team],
            initialer=initialer if rolle is Rolle.SAGSBEHANDLER else "",
            fulde_navn=f"Bente Bench {nummer}",
        )
        mennesker.append([rolle.value, _session(bruger)])
    return {"mennesker": mennesker}


def gem(url: str, mennesker: list[list[str]]) -> dict[str, Any]:
    """A first talk registered on a page: the list of those who lack one, before and in the first answer after.

    Raises ``RuntimeError`` where the talk was not saved, or the citizen still stands in the list.
    """
    _klar()
    import httpx

    from rettidig.adgang.models import Bruger
    from rettidig.adgang.omfang import omfang
    from rettidig.tal.selectors.arbejdslister import hent, taelling
    from rettidig.tal.selectors.kun import kun_for

    kun = kun_for(omfang(Bruger.objects.get(username="bench-0")))
    foer = taelling(kun, TIL, navne=(_LISTE,))[_LISTE]
    raekke = hent(kun, _LISTE, TIL, antal=1).raekker[0]
    noegle, om = raekke["noegle"], "opfoelgning" if raekke["regel"].startswith("sdl.") else "jobsamtale"
    hoveder = {"Cookie": f"rettidig={mennesker[0][1]}", "Accept-Language": "da"}
    with httpx.Client(base_url=url, headers=hoveder, timeout=60) as klient:
        adresse = f"/borger/{noegle}/registrer/samtale/"
        side = klient.get(adresse)
        felter = {
            "csrfmiddlewaretoken": _TEGN.findall(side.text)[-1],
            "slags": om,
            "dato": TIL.isoformat(),
            "form": "fremmoede",
            "status": "afholdt",
            "part": "kommune",
            "hvorfor": "bench",
        }
        hoveder["Cookie"] += f"; rettidig-csrf={side.cookies['rettidig-csrf']}"
        start = time.perf_counter()
        svar = klient.post(adresse, data=felter, headers={**hoveder, "Referer": f"{url}{adresse}"})
        tid = time.perf_counter() - start
        if svar.status_code != _VIDERE:
            raise RuntimeError(f"samtalen blev ikke gemt: {svar.status_code}")
        if f"/borger/{noegle}/" in klient.get("/lister/", params={"liste": _LISTE}).text:
            raise RuntimeError("borgeren står stadig på listen")
    return {"sekunder": [tid], "ms": tid * 1000, "foer": foer, "efter": taelling(kun, TIL, navne=(_LISTE,))[_LISTE]}


def _session(bruger: Any) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(bruger.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = bruger.get_session_auth_hash()
    session["adgang.totrin"] = bruger.pk
    session.save()
    return str(session.session_key)


def _klar() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "rettidig.drift.websettings"
    from rettidig.drift.opstart import klar

    klar()
