"""Forty people at work on the pages: each reads a page, thinks for five seconds, and follows a link on it.

Caseworkers also register a talk now and then, as the form proposes it. Nothing is asked for that a link does not lead
to. A request is timed from the question to the last byte of the answer, a form sent to the last byte of the page it
leads to; what a browser keeps (styles, scripts) is not asked for again.
"""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import httpx

from bench.byen import TIL

TAENKETID = 5.0
_VARM_OP, _FEJL_FRA = 25.0, 300
_SOM_EN_BROWSER = httpx.Limits(max_connections=1, keepalive_expiry=60)
"""A connection of one's own, kept: shared ones would gather on one of the server's processes."""
_LINK = re.compile(r'href="(/[^"#]*)"')
_VALGT = re.compile(r'<select name="(\w+)"(?:(?!</select>).)*?<option value="(\w*)" selected', re.DOTALL)
_MAERKE = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_GEMMER_HVERT = 20
"""Of a caseworker's steps: a talk every other minute or so."""
_START, _LISTE, _BORGER, _TAL, _GULV = "start", "liste", "borger", "tal", "gulv"
_FORM, _GEM = "formular", "gem"
_VEJE: dict[str, tuple[str, ...]] = {
    "sagsbehandler": (_START, _LISTE, _BORGER, _BORGER, _LISTE, _BORGER),
    "teamleder": (_START, _LISTE, _BORGER, _START, _LISTE),
    "fagleder": (_START, _LISTE, _BORGER, _TAL),
    "controller": (_START, _TAL, _LISTE, _BORGER),
}
_MOENSTRE = {
    _START: re.compile(r"/"),
    _LISTE: re.compile(r"/lister/(\?.*)?|/\?liste=.*"),
    _BORGER: re.compile(r"/borger/[^/?]+/(\?.*)?"),
    _TAL: re.compile(r"/tal/(?!.*(excel|hent)).*"),
    _GULV: re.compile(r"/sundhed"),
}


@dataclass
class _Talt:
    tider: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    fejl: list[str] = field(default_factory=list)
    gemt: set[str] = field(default_factory=set)
    """The citizens somebody has registered a talk with."""

    def noter(self, slags: str, tid: float, status: int) -> None:
        self.tider[slags].append(tid)
        if status >= _FEJL_FRA:
            self.fejl.append(f"{slags}: {status}")


def trafik(
    url: str, mennesker: list[list[str]], sekunder: float, froe: int = 1, *, gemmer: bool = True
) -> dict[str, Any]:
    """The people at work for so long; without ``gemmer`` they only read. Gives times in ms by page, and what failed."""
    return asyncio.run(_alle(url, mennesker, sekunder, froe, gemmer=gemmer))


async def _alle(url: str, mennesker: list[list[str]], sekunder: float, froe: int, *, gemmer: bool) -> dict[str, Any]:
    talt = _Talt()
    begynder = time.perf_counter()
    maales_fra, slut = begynder + _VARM_OP, begynder + _VARM_OP + sekunder
    await asyncio.gather(
        *(
            _et_menneske(url, rolle, session, random.Random(froe * 1000 + nr), talt, maales_fra, slut, gemmer=gemmer)
            for nr, (rolle, session) in enumerate(mennesker)
        )
    )
    return {
        "sekunder": [sekunder],
        "tider": {navn: sorted(t * 1000 for t in tider) for navn, tider in talt.tider.items()},
        "fejl_i_alt": len(talt.fejl),
        "fejlene": sorted(set(talt.fejl))[:10],
    }


async def _et_menneske(
    url: str,
    rolle: str,
    session: str,
    tilfaeldig: random.Random,
    talt: _Talt,
    maales_fra: float,
    slut: float,
    *,
    gemmer: bool,
) -> None:
    vej, skridt, gemmes_ved = _VEJE[rolle], 0, tilfaeldig.randrange(_GEMMER_HVERT)
    kendte: dict[str, list[str]] = {_START: ["/"], _GULV: ["/sundhed"]}

    async def taenk() -> None:
        await asyncio.sleep(tilfaeldig.uniform(TAENKETID / 2, TAENKETID * 3 / 2))

    async def spoerg(slags: str, adresse: str, **sendt: Any) -> httpx.Response:
        begyndt = time.perf_counter()
        svar = await klient.request("POST" if sendt else "GET", adresse, **sendt)
        # Only what is sent is led on; a page that leads elsewhere, to the login say, was not given.
        foerst = svar if sendt or not svar.history else svar.history[0]
        if begyndt >= maales_fra:
            talt.noter(slags, time.perf_counter() - begyndt, foerst.status_code)
        return svar

    await asyncio.sleep(tilfaeldig.uniform(0, TAENKETID))
    async with httpx.AsyncClient(
        base_url=url,
        headers={"Accept-Language": "da"},
        cookies={"rettidig": session},
        timeout=60,
        limits=_SOM_EN_BROWSER,
        follow_redirects=True,
    ) as klient:
        while time.perf_counter() < slut:
            slags = vej[skridt % len(vej)]
            skridt += 1
            # Once in a while the page that costs nothing, to see what the machine itself takes.
            slags = _GULV if skridt % 10 == 0 else slags
            if gemmer and rolle == "sagsbehandler" and skridt % _GEMMER_HVERT == gemmes_ved:
                uden = sorted({link.split("?")[0] for link in kendte.get(_BORGER, [])} - talt.gemt)
                if uden:
                    borger = tilfaeldig.choice(uden)
                    talt.gemt.add(borger)
                    await _registrer(spoerg, taenk, f"{borger}registrer/samtale/")
            else:
                # Who has nothing left of a kind looks at the start page, as people do.
                slags = slags if kendte.get(slags) else _START
                svar = await spoerg(slags, tilfaeldig.choice(kendte[slags]))
                if slags != _GULV:
                    _laer(kendte, svar.text)
            await taenk()


async def _registrer(
    spoerg: Callable[..., Awaitable[httpx.Response]], taenk: Callable[[], Awaitable[None]], adresse: str
) -> None:
    """A talk on the town's last day, otherwise as the form proposes it."""
    side = (await spoerg(_FORM, adresse)).text
    await taenk()
    if maerker := _MAERKE.findall(side):
        valgt = {**dict(_VALGT.findall(side)), "dato": TIL.isoformat(), "hvorfor": "bench"}
        await spoerg(_GEM, adresse, data={**valgt, "csrfmiddlewaretoken": maerker[-1]})


def _laer(kendte: dict[str, list[str]], side: str) -> None:
    """The links of the page just read, by where they lead; a kind it does not have keeps the links from before."""
    links = {unescape(link) for link in _LINK.findall(side)}
    for slags in (_LISTE, _BORGER, _TAL):
        if fundet := sorted(link for link in links if _MOENSTRE[slags].fullmatch(link)):
            kendte[slags] = fundet
