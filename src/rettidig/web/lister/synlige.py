"""Whom the person asking may see in lists, found once for the request."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Q
from django.http import HttpRequest

from rettidig.adgang.omfang import Omfang, omfang
from rettidig.adgang.roller import Ret
from rettidig.tal.selectors.kun import kun_for

_PAA_SPOERGSMAALET = "_rettidig_synlige"


class Synlige(NamedTuple):
    """The width of the right to see lists, and the condition it makes on what is kept."""

    egne: Omfang
    kun: Q


def synlige(request: HttpRequest) -> Synlige:
    """The same answer for every part of one page."""
    fundet: Synlige | None = request.__dict__.get(_PAA_SPOERGSMAALET)
    if fundet is None:
        egne = omfang(request.user, Ret.SE_LISTER)
        fundet = request.__dict__[_PAA_SPOERGSMAALET] = Synlige(egne, kun_for(egne))
    return fundet
