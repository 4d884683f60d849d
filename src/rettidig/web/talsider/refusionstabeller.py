"""The reimbursement ladder in words and as answers with columns, for pages and workbooks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rettidig.motor.forklaring.skrivemaade import kode, opregning, stort
from rettidig.motor.maaleraekker import ALLE
from rettidig.regler.indlaes import hent_lov
from rettidig.sprog import tekst, valgt_sprog
from rettidig.svar.model import Forbeholdslinje, Kolonne, Slags, Svar
from rettidig.tal.selectors.refusion import maanedens_uger
from rettidig.tal.services.refusionsuger import trappen
from rettidig.tidslinje import calendar
from rettidig.web.excel import som_raekke
from rettidig.web.talsider.valg import Talvalg, ydelsesnavn

_H, _P, _D = Slags.HELTAL, Slags.PROCENT, Slags.DATO


def trinnavn(sats: int) -> str:
    """A step by the State's share: ``30 pct. fra staten``."""
    return tekst("web.tal.refusion.trin", sats=sats)


def ugen(mandag: dt.date) -> str:
    """A week by its number: ``Uge 25, 2023``."""
    aar, _, nr = calendar.iso_week_name(calendar.to_day(mandag)).partition("-W")
    return tekst("web.tal.refusion.ugen", nr=int(nr), aar=aar)


def ydelser_i_ord(ydelser: str) -> str:
    """The benefits of a week in words: ``Kontanthjælp og ledighedsydelse``; a wage subsidy without any is told so."""
    if ydelser == trappen().indsats_navn:
        return tekst("web.tal.refusion.kun_loentilskud")
    return stort(opregning(kode("ydelse", navn) for navn in ydelser.split("+")))


def forbehold() -> list[str]:
    """What must be said with the figures: the rule's own reservations, and what stands outside the ladder."""
    version = trappen()
    egne = [linje.tekst.paa(valgt_sprog()) for linje in version.forbehold]
    uden_for = [kode("ydelse", navn) for navn in version.spaerrer]
    uden_for += [kode("indsats", navn) for navn in version.spaerrer_indsatser]
    tilskud = opregning(kode("indsats", navn) for navn in version.taeller_indsatser)
    return [
        tekst("web.tal.refusion.forbehold.nulstil", uger=version.nulstil_uger, vindue=version.nulstil_vindue),
        tekst("web.tal.refusion.forbehold.spaerrer", hvad=opregning(uden_for)),
        tekst("web.tal.refusion.forbehold.tilskud", hvad=tilskud),
        *egne,
    ]


def celletabel(celler: Iterable[Mapping[str, Any]], valg: Talvalg) -> Svar:
    """The month by team, benefit and step."""
    kolonner = (_k("team"), _k("ydelse"), _k("sats", _P), _k("personer", _H), _k("uger", _H))
    raekker = [
        som_raekke(
            kolonner,
            c["team"] or tekst("web.tal.uden_team"),
            ydelser_i_ord(c["ydelse"]),
            *_felter(c, "sats personer uger"),
        )
        for c in celler
    ]
    return _svar(kolonner, raekker, valg.maaned, valg)


def persontabel(raekker: Sequence[Mapping[str, Any]], valg: Talvalg) -> Svar:
    """The persons on a step; their names are not in it."""
    kolonner = (_k("borger"), _k("ydelse"), _k("uger", _H), _k("ugenummer", _H), _k("team"), _k("sagsbehandler"))
    egne = [
        som_raekke(kolonner, r["noegle"], ydelser_i_ord(r["ydelse"]), *_felter(r, "uger nummer team sagsbehandler"))
        for r in raekker
    ]
    return _svar(kolonner, egne, valg.maaned, valg)


def skiftetabel(raekker: Sequence[Mapping[str, Any]], dag: dt.date, valg: Talvalg) -> Svar:
    """Who passes to a lower step; their names are not in it."""
    kolonner = (
        _k("uge"),
        _k("mandag", _D),
        _k("borger"),
        _k("ydelse"),
        _k("ugenummer", _H),
        _k("sats_foer", _P),
        _k("sats", _P),
        _k("team"),
        _k("sagsbehandler"),
    )
    egne = [
        som_raekke(
            kolonner,
            r["ugenavn"],
            r["uge"],
            r["noegle"],
            ydelser_i_ord(r["ydelse"]),
            *_felter(r, "nummer sats_foer sats team sagsbehandler"),
        )
        for r in raekker
    ]
    return _svar(kolonner, egne, dag, valg)


def _k(navn: str, slags: Slags = Slags.TEKST) -> Kolonne:
    egen = f"web.tal.refusion.kolonne.{navn}"
    return Kolonne(tekst(egen if navn in _EGNE else f"web.tal.kolonne.{navn}"), slags)


_EGNE = frozenset({"sats", "sats_foer", "uger", "uge", "mandag", "ugenummer"})


def _felter(raekke: Mapping[str, Any], navne: str) -> list[Any]:
    return [raekke[navn] for navn in navne.split()]


def _svar(kolonner: tuple[Kolonne, ...], raekker: Sequence[Mapping[str, Any]], pr: dt.date, valg: Talvalg) -> Svar:
    version = hent_lov().lovversioner.paa(pr)
    fra, til = maanedens_uger(valg.maaned)
    spurgt = {
        tekst("web.tal.kilde.periode"): f"{fra.isoformat()} - {til.isoformat()}" if pr == valg.maaned else None,
        tekst("web.tal.felt.kommune"): valg.kommune,
        tekst("web.tal.felt.ydelse"): None if valg.ydelse == ALLE else ydelsesnavn(valg.ydelse),
        tekst("web.tal.felt.team"): valg.team or None,
    }
    noter = (tekst("web.tal.refusion.kroner"), *forbehold())
    sagt = tuple(Forbeholdslinje("valg", note) for note in noter)
    return Svar(kolonner, raekker, pr, None if version is None else version.id, None, spurgt, sagt)
