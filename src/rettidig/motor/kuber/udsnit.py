"""Histories cut out and put together: chosen citizens of a block, and the citizens of two blocks as one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from rettidig.motor.historik import (
    Borgere,
    Fritagelser,
    Haendelser,
    Historik,
    Indsatser,
    Loentimer,
    Samtaler,
    Undtagelser,
    Ydelser,
)
from rettidig.tidslinje.model import Longs, Points, Spells

Raekker = TypeVar("Raekker", Spells, Points)
Kolonne = TypeVar("Kolonne", bound=npt.NDArray[np.generic])


def udvalgte(historik: Historik, personer: Longs) -> Historik:
    """The chosen citizens, in order, with their own rows and no others. ``personer`` are ascending places."""
    b, y, i, s = historik.borgere, historik.ydelser, historik.indsatser, historik.samtaler
    t, f, h, u = historik.loentimer, historik.fritagelser, historik.haendelser, historik.undtagelser
    numre = personer.tolist()
    ydelser, y_raekker = _egne(y.perioder, personer)
    indsatser, i_raekker = _egne(i.perioder, personer)
    samtaler, s_raekker = _egne(s.dage, personer)
    loentimer, t_raekker = _egne(t.maaneder, personer)
    fritagelser, f_raekker = _egne(f.perioder, personer)
    haendelser, h_raekker = _egne(h.dage, personer)
    undtagelser, u_raekker = _egne(u.dage, personer)
    return Historik(
        Borgere(
            tuple(b.ider[nr] for nr in numre),
            b.foedt[personer],
            tuple(b.kommune[nr] for nr in numre),
            b.erhvervsuddannelse[personer],
            b.hjemmeboende_boern[personer],
            b.integrationsprogram[personer],
            b.deltid[personer],
            b.ugetal_foer[personer],
        ),
        Ydelser(
            ydelser,
            y.ydelse[y_raekker],
            y.visitation[y_raekker],
            y.status[y_raekker],
            y.grad[y_raekker],
            y.raekke[y_raekker],
        ),
        Indsatser(indsatser, i.indsats[i_raekker], i.bevilget[i_raekker], i.raekke[i_raekker]),
        Samtaler(
            samtaler,
            s.slags[s_raekker],
            s.form[s_raekker],
            s.status[s_raekker],
            s.part[s_raekker],
            s.raekke[s_raekker],
        ),
        Loentimer(loentimer, t.raekke[t_raekker]),
        Fritagelser(fritagelser, f.grund[f_raekker], f.raekke[f_raekker]),
        Haendelser(haendelser, h.navn[h_raekker], h.raekke[h_raekker]),
        Undtagelser(undtagelser, u.regel[u_raekker], u.raekke[u_raekker]),
    )


def forenet(a: Historik, b: Historik) -> Historik:
    """The citizens of one history followed by those of another; the same citizen may stand in both."""
    ya, yb, ia, ib, sa, sb = a.ydelser, b.ydelser, a.indsatser, b.indsatser, a.samtaler, b.samtaler
    ta, tb, fa, fb = a.loentimer, b.loentimer, a.fritagelser, b.fritagelser
    ha, hb, ua, ub = a.haendelser, b.haendelser, a.undtagelser, b.undtagelser
    return Historik(
        Borgere(
            (*a.borgere.ider, *b.borgere.ider),
            _begge(a.borgere.foedt, b.borgere.foedt),
            (*a.borgere.kommune, *b.borgere.kommune),
            _begge(a.borgere.erhvervsuddannelse, b.borgere.erhvervsuddannelse),
            _begge(a.borgere.hjemmeboende_boern, b.borgere.hjemmeboende_boern),
            _begge(a.borgere.integrationsprogram, b.borgere.integrationsprogram),
            _begge(a.borgere.deltid, b.borgere.deltid),
            _begge(a.borgere.ugetal_foer, b.borgere.ugetal_foer),
        ),
        Ydelser(
            _perioder(ya.perioder, yb.perioder, len(ya.ydelse)),
            _begge(ya.ydelse, yb.ydelse),
            _begge(ya.visitation, yb.visitation),
            _begge(ya.status, yb.status),
            _begge(ya.grad, yb.grad),
            _begge(ya.raekke, yb.raekke),
        ),
        Indsatser(
            _perioder(ia.perioder, ib.perioder, len(ia.indsats)),
            _begge(ia.indsats, ib.indsats),
            _begge(ia.bevilget, ib.bevilget),
            _begge(ia.raekke, ib.raekke),
        ),
        Samtaler(
            _dage(sa.dage, sb.dage, len(sa.slags)),
            _begge(sa.slags, sb.slags),
            _begge(sa.form, sb.form),
            _begge(sa.status, sb.status),
            _begge(sa.part, sb.part),
            _begge(sa.raekke, sb.raekke),
        ),
        Loentimer(_dage(ta.maaneder, tb.maaneder, len(ta.raekke)), _begge(ta.raekke, tb.raekke)),
        Fritagelser(
            _perioder(fa.perioder, fb.perioder, len(fa.grund)), _begge(fa.grund, fb.grund), _begge(fa.raekke, fb.raekke)
        ),
        Haendelser(_dage(ha.dage, hb.dage, len(ha.navn)), _begge(ha.navn, hb.navn), _begge(ha.raekke, hb.raekke)),
        Undtagelser(_dage(ua.dage, ub.dage, len(ua.regel)), _begge(ua.regel, ub.regel), _begge(ua.raekke, ub.raekke)),
    )


@cache
def ingen() -> Historik:
    """A history of nobody."""
    dage, lange = np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int64)
    koder, tekster, flag = np.empty(0, np.int16), np.empty(0, dtype="<U1"), np.empty(0, np.bool_)
    nul = np.zeros(1, dtype=np.int64)
    perioder, punkter = Spells(nul, dage, dage, lange), Points(nul, dage, lange)
    return Historik(
        Borgere((), dage, (), flag, flag, flag, flag, lange),
        Ydelser(perioder, koder, koder, koder, lange, lange),
        Indsatser(perioder, koder, dage, lange),
        Samtaler(punkter, koder, koder, koder, koder, lange),
        Loentimer(Points(nul, dage, lange, lange), lange),
        Fritagelser(perioder, koder, lange),
        Haendelser(punkter, tekster, lange),
        Undtagelser(punkter, tekster, lange),
    )


def _egne(raekker: Raekker, personer: Longs) -> tuple[Raekker, Longs]:
    """The citizens' spells or points with their rows numbered anew, and the rows they had."""
    valgte = raekker.take(personer)
    return replace(valgte, row=np.arange(len(valgte.row), dtype=np.int64)), valgte.row


def _begge(a: Kolonne, b: Kolonne) -> Kolonne:
    return np.concatenate([a, b])  # type: ignore[return-value]


def _offsets(a: Raekker, b: Raekker) -> Longs:
    return np.concatenate([a.offsets, b.offsets[1:] + a.offsets[-1]])


def _perioder(a: Spells, b: Spells, foer: int) -> Spells:
    """``foer`` is the number of rows in the columns of the first."""
    return Spells(_offsets(a, b), _begge(a.start, b.start), _begge(a.end, b.end), _begge(a.row, b.row + foer))


def _dage(a: Points, b: Points, foer: int) -> Points:
    antal = None if a.amount is None or b.amount is None else _begge(a.amount, b.amount)
    return Points(_offsets(a, b), _begge(a.day, b.day), _begge(a.row, b.row + foer), antal)
