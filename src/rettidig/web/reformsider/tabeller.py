"""The rehearsal as answers with columns, for workbooks. Persons by id, never by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from rettidig.sprog import tekst
from rettidig.svar.model import Forbeholdslinje, Kolonne, Slags, Svar
from rettidig.tal.selectors.reform import VIRKNINGER, fordelt, virkning
from rettidig.tal.services.reformproeve import GAELDENDE, Oensket, Proevet
from rettidig.web.excel import som_raekke
from rettidig.web.reformsider.ord import Lovord
from rettidig.web.reformsider.raekker import FELTER, status_i_ord, vaerdinavn
from rettidig.web.reformsider.valg import lovnavn
from rettidig.web.templatetags.tekster import dato, tidspunkt

_H, _D = Slags.HELTAL, Slags.DATO


def fordelingstabel(raekker: Sequence[Mapping[str, Any]], ordene: Lovord, oensket: Oensket) -> Svar:
    """Persons by effect for every obligation, benefit and team."""
    kolonner = (
        _k("slags"),
        _k("vaerdi"),
        _k("borgere", _H),
        *(Kolonne(tekst(f"web.reform.virkning.{v}"), _H) for v in VIRKNINGER),
        *(_k(navn, _H) for navn in ("midt", "mindst", "hoejst")),
    )
    egne = [
        som_raekke(
            kolonner,
            tekst(f"web.reform.kolonne.{felt}"),
            vaerdinavn(felt, linje.vaerdi, ordene),
            linje.borgere,
            *(linje.efter[v] for v in VIRKNINGER),
            *(None if linje.flytning is None else getattr(linje.flytning, n) for n in ("midt", "mindst", "hoejst")),
        )
        for felt in FELTER
        for linje in fordelt(raekker, felt)
    ]
    return _svar(kolonner, egne, oensket)


def persontabel(raekker: Sequence[Mapping[str, Any]], ordene: Lovord, oensket: Oensket) -> Svar:
    """Every person under every rule that changes for them."""
    kolonner = (
        _k("borger"),
        _k("regel"),
        _k("virkning"),
        _k("stand_foer"),
        _k("frist_foer", _D),
        _k("stand_efter"),
        _k("frist_efter", _D),
        _k("team"),
        _k("hvorfor"),
        _k("hjemmel"),
    )
    egne = [
        som_raekke(
            kolonner,
            r["borger_id"],
            ordene.regelnavn(r["regel"]),
            tekst(f"web.reform.virkning.{virkning(r)}"),
            status_i_ord(r["status_foer"]),
            _dag(r.get("frist_foer")),
            status_i_ord(r["status_efter"]),
            _dag(r.get("frist_efter")),
            r["team"],
            ordene.hvorfor(r),
            r["hjemmel"],
        )
        for r in raekker
    ]
    return _svar(kolonner, egne, oensket)


def kilder(fundet: Proevet, oensket: Oensket) -> list[tuple[str, str]]:
    """What the rehearsal rests on, for the sheet that says so."""
    return [(tekst("web.tal.kilde.kendt"), tidspunkt(fundet.kendt)), (tekst("web_indlaes.reform.titel"), om(oensket))]


def om(oensket: Oensket) -> str:
    """What must be said of the two laws on trial."""
    datoer = GAELDENDE in (oensket.fra, oensket.til)
    return tekst("web.reform.dateret", dag=dato(oensket.dag)) if datoer else tekst("web.reform.altid")


def _k(navn: str, slags: Slags = Slags.TEKST) -> Kolonne:
    return Kolonne(tekst(f"web.reform.kolonne.{navn}"), slags)


def _dag(skrevet: str | None) -> dt.date | None:
    return None if skrevet is None else dt.date.fromisoformat(skrevet)


def _svar(kolonner: tuple[Kolonne, ...], raekker: Sequence[Mapping[str, Any]], oensket: Oensket) -> Svar:
    spurgt = {
        tekst("web_indlaes.reform.fra"): lovnavn(oensket.fra),
        tekst("web_indlaes.reform.til"): lovnavn(oensket.til),
    }
    noter = (Forbeholdslinje("valg", tekst("web.reform.virkning.hvad")),)
    return Svar(kolonner, raekker, oensket.dag, None, None, spurgt, noter)
