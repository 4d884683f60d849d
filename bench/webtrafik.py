"""Forty people at work on the pages: each reads a page, thinks for five seconds, and follows a link on it.

Nothing is asked for that a link does not lead to. A request is timed from the question to the last byte of the answer;
what a browser keeps (styles, scripts) is not asked for again.
"""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import defaultdict
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import httpx

TAENKETID = 5.0
_VARM_OP, _FEJL_FRA = 25.0, 300
_SOM_EN_BROWSER = httpx.Limits(max_connections=1, keepalive_expiry=60)
"""A connection of one's own, kept: shared ones would gather on one of the server's processes."""
_LINK = re.compile(r'href="(/[^"#]*)"')
_START, _LISTE, _BORGER, _TAL, _GULV = "start", "liste", "borger", "tal", "gulv"
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


def trafik(url: str, mennesker: list[list[str]], sekunder: float, froe: int = 1) -> dict[str, Any]:
    """The people at work for so long. Gives the times in ms by kind of page, and what went wrong."""
    return asyncio.run(_alle(url, mennesker, sekunder, froe))


async def _alle(url: str, mennesker: list[list[str]], sekunder: float, froe: int) -> dict[str, Any]:
    talt = _Talt()
    begynder = time.perf_counter()
    maales_fra, slut = begynder + _VARM_OP, begynder + _VARM_OP + sekunder
    await asyncio.gather(
        *(
            _et_menneske(url, rolle, session, random.Random(froe * 1000 + nr), talt, maales_fra, slut)
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
) -> None:
    hoveder = {"Cookie": f"rettidig={session}", "Accept-Language": "da"}
    vej, skridt = _VEJE[rolle], 0
    kendte: dict[str, list[str]] = {_START: ["/"], _GULV: ["/sundhed"]}
    await asyncio.sleep(tilfaeldig.uniform(0, TAENKETID))
    async with httpx.AsyncClient(base_url=url, headers=hoveder, timeout=60, limits=_SOM_EN_BROWSER) as klient:
        while time.perf_counter() < slut:
            slags = vej[skridt % len(vej)]
            skridt += 1
            # Once in a while the page that costs nothing, to see what the machine itself takes.
            slags = _GULV if skridt % 10 == 0 else slags
            if adresser := kendte.get(slags):
                begyndt = time.perf_counter()
                svar = await klient.get(tilfaeldig.choice(adresser))
                tid = time.perf_counter() - begyndt
                if begyndt >= maales_fra:
                    talt.tider[slags].append(tid)
                    if svar.status_code >= _FEJL_FRA:
                        talt.fejl.append(f"{slags}: {svar.status_code}")
                if slags != _GULV:
                    _laer(kendte, svar.text)
            elif time.perf_counter() >= maales_fra:
                talt.fejl.append(f"{slags}: intet link ({rolle})")
            await asyncio.sleep(tilfaeldig.uniform(TAENKETID / 2, TAENKETID * 3 / 2))


def _laer(kendte: dict[str, list[str]], side: str) -> None:
    """The links of the page just read, by where they lead; a kind it does not have keeps the links from before."""
    links = {unescape(link) for link in _LINK.findall(side)}
    for slags in (_LISTE, _BORGER, _TAL):
        if fundet := sorted(link for link in links if _MOENSTRE[slags].fullmatch(link)):
            kendte[slags] = fundet
