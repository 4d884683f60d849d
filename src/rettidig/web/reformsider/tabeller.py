"""The rehearsal as answers with columns, for workbooks. Persons by id, never by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from rettidig.sprog import tekst, valgt_sprog
from rettidig.svar.model import Forbeholdslinje, Kolonne, Slags, Svar
from rettidig.tal.selectors.reform import VIRKNINGER, fordelt, skiftene, tilbud_fordelt, virkning
from rettidig.tal.services.reformproeve import GAELDENDE, Oensket, Proevet
from rettidig.web.borger.valg import sidens_dag
from rettidig.web.excel import som_raekke
from rettidig.web.reformsider.domme import DELT, deltnavn, dom_i_ord, er_dom, former_i_ord, tilsynslinjer
from rettidig.web.reformsider.ord import Lovord
from rettidig.web.reformsider.raekker import FELTER, grunden, status_i_ord, vaerdinavn
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
            _stand(r, "foer"),
            _dag(r.get("frist_foer")),
            _stand(r, "efter"),
            _dag(r.get("frist_efter")),
            r["team"],
            grunden(r, ordene),
            r["hjemmel"],
        )
        for r in raekker
    ]
    return _svar(kolonner, egne, oensket)


def aendringstabel(ordene: Lovord, spurgte: Sequence[str], oensket: Oensket) -> Svar:
    """Everything the two laws differ in; and what is not tried on the facts, with the reason in place of a value."""
    kolonner = (_k("regel"), _k("hvad"), _k("naar"), _k("foer"), _k("efter"), _k("hjemmel"))
    egne = [som_raekke(kolonner, e.titel, e.hvad, e.naar, e.foer, e.efter, e.hjemmel) for e in ordene.linjer()]
    uden = tekst("web.reform.ark.uden")
    egne += [som_raekke(kolonner, titel, uden, "", "", grund, "") for titel, grund in ordene.uden_proeve(spurgte)]
    return _svar(kolonner, egne, oensket)


def dommetabel(fundet: Proevet, oensket: Oensket) -> Svar:
    """Offers under way by kind and team, talks held, the next talks, and the supervision of the year."""
    kolonner = (_k("emne"), _k("vaerdi"), _k("foer"), _k("efter"), _k("antal", _H))
    egne: list[dict[str, object]] = []
    for felt in DELT:
        for linje in tilbud_fordelt(fundet.tilbud or (), felt):
            for (foer, efter), antal in linje.skift.items():
                hvad = f"{tekst('web.reform.tilbud')}, {tekst(f'web.reform.tilbud.kolonne.{felt}').lower()}"
                egne.append(som_raekke(kolonner, hvad, deltnavn(felt, linje.vaerdi), _dom(foer), _dom(efter), antal))
    for skift in skiftene(fundet.samtaler or ()):
        holdte = tekst("web.reform.samtaler.holdte")
        egne.append(som_raekke(kolonner, holdte, "", _dom(skift.foer), _dom(skift.efter), skift.antal))
    for skift in skiftene(fundet.naeste or ()):
        former = former_i_ord(skift.foer or ""), former_i_ord(skift.efter or "")
        egne.append(som_raekke(kolonner, tekst("web.reform.naeste"), "", *former, skift.antal))
    for by in tilsynslinjer(fundet.tilsyn or ((), ())):
        stande = (" ".join((by[naar]["stand"], *by[naar]["maal"])) for naar in ("foer", "efter"))
        egne.append(
            som_raekke(kolonner, tekst("web.reform.tilsyn", aar=oensket.dag.year), by["kommune"], *stande, None)
        )
    return _svar(kolonner, egne, oensket)


def _dom(status: str | None) -> str:
    return tekst("web.reform.tilbud.uberoert" if status is None else f"web.reform.dom.{status}")


def kilder(fundet: Proevet, oensket: Oensket) -> list[tuple[str, str]]:
    """What the rehearsal rests on, for the sheet that says so."""
    return [(tekst("web.tal.kilde.kendt"), tidspunkt(fundet.kendt)), (tekst("web_indlaes.reform.titel"), om(oensket))]


def om(oensket: Oensket) -> str:
    """What must be said of the two laws on trial, and of a day that has not come or that no coded law reaches."""
    datoer = GAELDENDE in (oensket.fra, oensket.til)
    sagt = [tekst("web.reform.dateret", dag=dato(oensket.dag)) if datoer else tekst("web.reform.altid")]
    ukodet = oensket.ikke_kodet
    if ukodet is not None:
        aendring = ukodet.aendring.paa(valgt_sprog())
        sagt.insert(0, tekst("web.reform.ikke_kodet", fra=dato(ukodet.fra), aendring=aendring))
    if oensket.dag > sidens_dag():
        sagt.append(tekst("web.reform.fremtid"))
    return " ".join(sagt)


def _k(navn: str, slags: Slags = Slags.TEKST) -> Kolonne:
    return Kolonne(tekst(f"web.reform.kolonne.{navn}"), slags)


def _stand(raekke: Mapping[str, Any], naar: str) -> str:
    return dom_i_ord(raekke, naar) if er_dom(raekke) else status_i_ord(raekke[f"status_{naar}"])


def _dag(skrevet: str | None) -> dt.date | None:
    return None if skrevet is None else dt.date.fromisoformat(skrevet)


def _svar(kolonner: tuple[Kolonne, ...], raekker: Sequence[Mapping[str, Any]], oensket: Oensket) -> Svar:
    spurgt = {
        tekst("web_indlaes.reform.fra"): lovnavn(oensket.fra),
        tekst("web_indlaes.reform.til"): lovnavn(oensket.til),
    }
    noter = (Forbeholdslinje("valg", tekst("web.reform.virkning.hvad")),)
    return Svar(kolonner, raekker, oensket.dag, None, None, spurgt, noter)
