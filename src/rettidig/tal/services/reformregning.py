"""What a rehearsed reform does to the stored facts, worked out block by block.

Beside obligations, measures and the ladder also what the other kinds of rule decide: the offers under way, the form of
talks, and the supervision of the year. Each is worked out only where the two laws differ in what it rests on.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rettidig.motor.fund import SAMTALEFORM
from rettidig.motor.historik import Historik, byg_historik
from rettidig.motor.reform import Proeve
from rettidig.motor.reform.samtaleformer import Naeste, Samtaledom, angaar_form, samtaledomme
from rettidig.motor.reform.tilbudsdomme import UKENDT, Tilbudsdom, Tilbudsproeve
from rettidig.motor.reform.tilstande import NAESTE_SAMTALE, SAMTALE, TILBUD
from rettidig.motor.reform.tilsyn import Aarstaeller, angaar_tilsyn
from rettidig.motor.refusion import REFUSION, Refusion
from rettidig.regler.former.sats import Satsregel
from rettidig.regler.indlaes import Regelsaet
from rettidig.sager.selectors.borgerblokke import Borgerblok, i_blokke
from rettidig.svar.reformkolonner import VISNINGER
from rettidig.svar.reformraekker import Reformraekker
from rettidig.tal.services.borgerstand import koder_paa_dagen
from rettidig.tal.services.stillinger import AD_GANGEN
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import OPEN_END

PERSONER = ("pligter", "maalte", "tilbud", "samtaler")
"""What is told person by person, each in rows of its own."""
Raekke = dict[str, Any]


@dataclass
class Regnet:
    """What was found: the rows of each of ``PERSONER``, and what is told of the town as a whole."""

    personer: dict[str, list[Raekke]]
    kort: dict[str, Any]


def regn(proeve: Proeve, kendt: dt.datetime, maaned: dt.date, sig: Callable[[int], None]) -> Regnet:
    """Work a rehearsal out on the facts as known; ``sig`` is told how many citizens have been gone through."""
    fundet = Reformraekker(proeve, VISNINGER)
    trapper = _Trapper(proeve.foer, proeve.efter, maaned)
    andet = _Andet(proeve)
    hvem: dict[str, Raekke] = {}
    for blok in i_blokke(kendt, AD_GANGEN):
        historik = byg_historik(blok.data)
        fundet.tag(historik)
        trapper.tag(historik)
        andet.tag(historik, blok)
        hvem |= _hvem(blok, historik, proeve.spoergsmaal.dag)
        sig(len(hvem))
    personer: dict[str, list[Raekke]] = {
        hvad: [dict(r) for r in fundet.raekker(hvad)] for hvad in ("pligter", "maalte")
    }
    personer |= {"tilbud": andet.tilbud, "samtaler": andet.samtaler}
    return Regnet(
        {hvad: [{**raekke, **hvem[raekke["borger_id"]]} for raekke in raekker] for hvad, raekker in personer.items()},
        {
            "parametre": [aendring.navn for aendring in proeve.aendringer],
            "regler": fundet.raekker("regler"),
            "tal": fundet.raekker("tal"),
            "trin": trapper.raekker(),
            **andet.kort(),
        },
    )


class _Andet:
    """What the two laws make of offers, talks and supervision, as far as they differ in what these rest on."""

    def __init__(self, proeve: Proeve) -> None:
        self._proeve, spurgt = proeve, proeve.spoergsmaal
        self._tilbud = Tilbudsproeve(proeve.foer, proeve.efter, spurgt)
        self._form = angaar_form(proeve.foer, proeve.efter)
        love = (proeve.foer, proeve.efter) if angaar_tilsyn(proeve.foer, proeve.efter) else ()
        self._tilsyn = [Aarstaeller(lov, spurgt.valg, spurgt.dag) for lov in love]
        self.tilbud: list[Raekke] = []
        self.samtaler: list[Raekke] = []
        self._talte_tilbud: Counter[tuple[str, str, str | None, str | None]] = Counter()
        self._talte_samtaler: Counter[tuple[str, str]] = Counter()
        self._talte_naeste: Counter[tuple[str, str]] = Counter()

    def tag(self, historik: Historik, blok: Borgerblok) -> None:
        """Judge what these citizens have as well."""
        team = dict(zip(blok.ider, blok.team, strict=True))
        for dom in self._tilbud.domme(historik, blok.data):
            noegle = dom.tilbud.indsats, team[dom.tilbud.borger_id], dom.foer, dom.efter
            self._talte_tilbud[noegle] += 1
            self.tilbud += _tilbudsraekker(dom)
        if self._form:
            holdte, naeste = samtaledomme(self._proeve.foer, self._proeve.efter, historik, self._proeve.spoergsmaal)
            for samtale in holdte:
                self._talte_samtaler[samtale.foer, samtale.efter] += 1
            for en in naeste:
                self._talte_naeste[_former(en.foer), _former(en.efter)] += 1
            self.samtaler += [_samtaleraekke(s) for s in holdte if s.foer != s.efter]
            self.samtaler += [_naesteraekke(en) for en in naeste]
        for taeller in self._tilsyn:
            taeller.tag(historik)

    def kort(self) -> dict[str, Any]:
        """What is told of the town; ``None`` for what the laws agree on."""
        om_tilbud = _optalt(("indsats", "team", "foer", "efter"), self._talte_tilbud)
        return {
            "tilbud": om_tilbud if self._tilbud.regler else None,
            "samtaler": _optalt(("foer", "efter"), self._talte_samtaler) if self._form else None,
            "naeste": _optalt(("foer", "efter"), self._talte_naeste) if self._form else None,
            "tilsyn": [taeller.raekker() for taeller in self._tilsyn] or None,
        }


def _optalt(navne: tuple[str, ...], talt: Mapping[Any, int]) -> list[Raekke]:
    """Counts by key as rows, in the order of the keys; none comes first."""
    ordnet = sorted(talt.items(), key=lambda par: tuple(led or "" for led in par[0]))
    return [{**dict(zip(navne, noegle, strict=True)), "antal": antal} for noegle, antal in ordnet]


def _tilbudsraekker(dom: Tilbudsdom) -> list[Raekke]:
    """One row for each rule under which an offer is judged otherwise."""
    tilbud = dom.tilbud
    return [
        {
            **_faelles(TILBUD, tilbud.borger_id, en.regel, en.hjemmel),
            "status_foer": en.foer,
            "status_efter": en.efter,
            "indsats": tilbud.indsats,
            "fra": calendar.to_date(tilbud.fra),
            "til": None if tilbud.til >= OPEN_END else calendar.to_date(calendar.add_days(tilbud.til, -1)),
            "betingelser": list(en.betingelser),
            "mangler": list(en.mangler),
        }
        for en in dom.regler
        if en.foer != en.efter
    ]


def _samtaleraekke(dom: Samtaledom) -> Raekke:
    return {
        **_faelles(SAMTALE, dom.noegle.borger_id, SAMTALEFORM, dom.hjemmel),
        "status_foer": dom.foer,
        "status_efter": dom.efter,
        "dato": calendar.to_date(dom.noegle.dag),
        "form": dom.noegle.form,
    }


def _naesteraekke(en: Naeste) -> Raekke:
    return {
        **_faelles(NAESTE_SAMTALE, en.borger_id, SAMTALEFORM, en.hjemmel),
        "status_foer": _former(en.foer),
        "status_efter": _former(en.efter),
    }


def _faelles(slags: str, borger_id: str, regel: str, hjemmel: str) -> Raekke:
    """What every row has; what is worked out by parameter has no part in these."""
    return {
        "slags": slags,
        "borger_id": borger_id,
        "regel": regel,
        "aendring": "aendret",
        "parametre": "",
        "sammen": False,
        "hjemmel": hjemmel or None,
    }


def _former(former: tuple[str, ...] | None) -> str:
    """Forms as codes joined by +; what is not judged is unknown."""
    return UKENDT if former is None else "+".join(former)


def _hvem(blok: Borgerblok, historik: Historik, dag: int) -> dict[str, dict[str, Any]]:
    ydelser = historik.ydelser
    paa = koder_paa_dagen(ydelser.perioder, ydelser.ydelse, "ydelse", dag, historik.antal).to_pylist()
    return {
        id_: {"borger_pk": pk, "team": team, "paa": koder}
        for id_, pk, team, koder in zip(blok.ider, blok.pk, blok.team, paa, strict=True)
    }


class _Trapper:
    """The weeks of a month on the ladder of each law, where the two differ in it."""

    def __init__(self, foer: Regelsaet, efter: Regelsaet, maaned: dt.date) -> None:
        self._fra = calendar.month_start(calendar.to_day(maaned))
        self._til = calendar.to_day(maaned)
        begge = [_med_trappen_paa(lov, maaned) for lov in (foer, efter)]
        ens = foer.regler.get(REFUSION) == efter.regler.get(REFUSION)
        self._love = {} if ens else {n: lov for n, lov in zip(("foer", "efter"), begge, strict=True) if lov is not None}
        self._talt: Counter[tuple[int, str]] = Counter()

    def tag(self, historik: Historik) -> None:
        """Count these citizens as well. A week belongs to the month its Monday lies in."""
        for navn, lov in self._love.items():
            trappe = Refusion(lov, historik, self._til)
            uger = trappe.uger(self._fra)
            for sats in trappe.satser(uger.nummer)[uger.uge >= self._fra].tolist():
                self._talt[sats, navn] += 1

    def raekker(self) -> list[dict[str, int]]:
        """One row per share of the State's, the largest first."""
        satser = sorted({sats for sats, _ in self._talt}, reverse=True)
        return [{"sats": sats, **{navn: self._talt[sats, navn] for navn in ("foer", "efter")}} for sats in satser]


def _med_trappen_paa(lov: Regelsaet, dag: dt.date) -> Regelsaet | None:
    """The law with the ladder in force on a day and no other; ``None`` where none is."""
    regel = lov.regler.get(REFUSION)
    version = next((v for v in regel.versioner if v.gaelder(dag)), None) if isinstance(regel, Satsregel) else None
    if regel is None or version is None:
        return None
    regler: Mapping[str, Any] = {**lov.regler, REFUSION: regel.model_copy(update={"versioner": (version,)})}
    return replace(lov, regler=regler)
