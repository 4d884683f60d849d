"""Every page a user can come to by its links, and every table there: nobody is named who is not theirs to see."""

from __future__ import annotations

import datetime as dt
import io
import logging
import re
import zipfile
from collections import deque
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
from tests.adgang.borgere import beskyt
from tests.adgang.proevebrugere import bruger, klient
from tests.adgang.test_adresser import adresser
from tests.sager.udtraek import lille, ydelse

pytestmark = pytest.mark.usefixtures("store")
D = dt.date
FLEST = 140
"""Pages of each user: the addresses themselves first, and then where they lead."""
BYEN = {
    "nord-en": ("766", "Nord"),
    "nord-to": ("766", "Nord"),
    "syd-en": ("766", "Syd"),
    "syd-beskyttet": ("766", "Syd"),
    "nabo-en": ("101", "Nord"),
}
"""The citizens: municipality and team."""
ALLE = frozenset(BYEN)


@pytest.fixture(autouse=True)
def uden_log() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def byen() -> None:
    """All of them overdue, with something of most things, and the figures worked out."""
    from rettidig.sager.models import Borger
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.sager.services.udfoersel import forbered
    from rettidig.tal.services.koersel import koer

    borgere = [
        {"borger_id": b, "foedselsdato": D(1980, 1, 1), "kommune": kommune, "team": team, "sagsbehandler": "ABC"}
        for b, (kommune, team) in BYEN.items()
    ]
    samtale = {"slags": "jobsamtale", "status": "planlagt", "part": "kommune"}
    indsats = {"indsats": "virksomhedspraktik", "fra": D(2023, 5, 1), "til": D(2023, 7, 26), "cvr": "88146328"}
    data = lille(
        borgere=borgere,
        ydelser=[ydelse(borger=b, fra=D(2022, 1, 3)) for b in BYEN],
        samtaler=[{"borger_id": b, "dato": D(2023, 6, 16), **samtale} for b in BYEN],
        indsatser=[{"borger_id": b, **indsats} for b in BYEN],
        fritagelser=[{"borger_id": b, "grund": "sygdom", "fra": D(2023, 6, 1), "til": D(2023, 6, 20)} for b in BYEN],
    )
    indlaes(data, kilde="Fagsystem", hvem="natten")
    beskyt(Borger.objects.get(noegle="syd-beskyttet"))
    for b in BYEN:
        talt = {"borger_id": b, "dato": "2023-06-14", "slags": "jobsamtale", "form": "telefon", "status": "afholdt"}
        forbered("samtaler", talt, hvem="anden", hvorfor="proeve")
    koer(D(2023, 6, 15))


def som_tekst(svar: Any) -> str:
    """What stands in an answer, also in a workbook or a packed file."""
    indhold = b"".join(svar.streaming_content) if svar.streaming else svar.content
    if indhold.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(indhold)) as pakke:
            return "\n".join(pakke.read(navn).decode("utf-8", errors="replace") for navn in pakke.namelist())
    return str(indhold.decode("utf-8", errors="replace"))


def gaa_rundt(k: Any) -> dict[str, str]:
    """Every page the user comes to, by its address."""
    koe = deque(a.sti for a in adresser() if not a.huller and not a.sti.startswith(("/konto/", "/api/", "/static/")))
    sider: dict[str, str] = {}
    while koe and len(sider) < FLEST:
        sti = koe.popleft()
        if sti in sider:
            continue
        svar = k.get(sti)
        assert svar.status_code < 500, sti
        side = som_tekst(svar)
        sider[sti] = side
        fundne = (
            [svar.headers["Location"]] if "Location" in svar.headers else re.findall(r'(?:href|hx-get)="([^"]*)"', side)
        )
        for fundet in fundne:
            videre = urldefrag(urljoin(sti, unescape(fundet))).url
            if videre.startswith("/") and not videre.startswith(("/konto/", "/api/", "/static/", "/regler/")):
                koe.append(videre)
    return sider


@pytest.mark.parametrize(
    ("roller", "andet", "maa_ses"),
    [
        (("sagsbehandler",), {"teams": ["Nord"], "kommune": "766"}, {"nord-en", "nord-to"}),
        (("teamleder",), {"teams": ["Syd"], "kommune": "766"}, {"syd-en", "syd-beskyttet"}),
        (("konsulent", "controller"), {"kommune": "766"}, {"nord-en", "nord-to", "syd-en"}),
        (("fagleder",), {"kommune": "101"}, {"nabo-en"}),
        (("leder", "regelejer", "administrator"), {"kommune": "766"}, set()),
        (("politiker",), {}, set()),
    ],
    ids=lambda led: led[0] if isinstance(led, tuple) else "",
)
def test_nobody_else_is_named_on_any_page_the_user_comes_to(
    roller: tuple[str, ...], andet: dict[str, Any], maa_ses: set[str]
) -> None:
    byen()
    sider = gaa_rundt(klient(bruger(*roller, **andet), raise_request_exception=False))
    afsloeret = {(sti, b) for sti, side in sider.items() for b in ALLE - maa_ses if b in side.replace(sti, "")}
    assert afsloeret == set()
    assert {b for b in maa_ses if any(b in side for side in sider.values())} == maa_ses
    assert len(sider) > 20
