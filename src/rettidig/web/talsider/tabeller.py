"""The figures as answers with columns: what is written to a workbook, and what stands beneath a picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from rettidig.motor.forklaring.skrivemaade import kode, stort
from rettidig.motor.maaleraekker import ALLE
from rettidig.regler.indlaes import hent_lov
from rettidig.sprog import tekst
from rettidig.svar.dansk_form import dato_i_ord
from rettidig.svar.model import Forbeholdslinje, Kolonne, Raekke, Slags, Svar
from rettidig.tal.selectors.kube import tilstand_eller_fejl
from rettidig.tal.selectors.maal import Punkt
from rettidig.tal.selectors.meldt import MeldtOgNu
from rettidig.tal.selectors.tavle import Linje
from rettidig.tal.selectors.tilbudsmiks import Miksraekke
from rettidig.web.excel import som_raekke
from rettidig.web.talsider.valg import Talvalg, er_puljen, ydelsesnavn
from rettidig.web.templatetags.tekster import tidspunkt

_H, _A, _D, _JN = Slags.HELTAL, Slags.ANDEL, Slags.DATO, Slags.JANEJ
_OERE = 100


def _k(navn: str, slags: Slags = Slags.TEKST) -> Kolonne:
    return Kolonne(tekst(f"web.tal.kolonne.{navn}"), slags)


def maaltabel(tavler: Mapping[str, Sequence[Linje]], valg: Talvalg, *, hold: bool = False) -> Svar:
    """Every measure of the month under each rule set, a row for each figure."""
    kolonner = (
        _k("maaling"),
        _k("team" if hold else "ydelse"),
        _k("regelsaet"),
        _k("naevner", _H),
        _k("taeller", _H),
        _k("andel", _A),
        _k("graense", _A),
        _k("opfyldt", _JN),
        *((_k("skjult", _JN),) if valg.undertrykt else ()),
    )
    raekker = [
        som_raekke(
            kolonner,
            tekst(f"web.tal.maaling.{maaling}"),
            (linje.navn or tekst("web.tal.uden_team")) if hold else ydelsesnavn(linje.navn),
            tekst(f"cli.regelsaet.{saet}"),
            celle.naevner,
            celle.taeller,
            celle.andel,
            celle.graense,
            celle.opfyldt,
            *((celle.skjult,) if valg.undertrykt else ()),
        )
        for maaling, linjer in tavler.items()
        for linje in linjer
        for saet, celle in linje.celler.items()
    ]
    return _svar(kolonner, raekker, valg.maaned, valg)


def serietabel(punkter: Sequence[tuple[Punkt, bool]], valg: Talvalg) -> Svar:
    """A measure over all month ends, with the projection marked."""
    kolonner = (
        _k("maaned", _D),
        _k("regelsaet"),
        _k("naevner", _H),
        _k("taeller", _H),
        _k("andel", _A),
        _k("graense", _A),
        _k("opfyldt", _JN),
        _k("prognose", _JN),
    )
    raekker = [
        som_raekke(
            kolonner,
            p.maaned,
            tekst(f"cli.regelsaet.{p.regelsaet}"),
            *((None, None, None) if skjult else (p.naevner, p.taeller, p.andel)),
            p.graense,
            None if skjult else p.opfyldt,
            p.prognose,
        )
        for p, skjult in punkter
    ]
    return _svar(kolonner, raekker, tilstand_eller_fejl().dag, valg, tekst("tal.forbehold.prognose"))


def meldttabel(figurer: Sequence[MeldtOgNu], valg: Talvalg) -> Svar:
    """Figures as reported beside the same as now known."""
    kolonner = (
        _k("maaling"),
        _k("ydelse"),
        _k("meldt_naevner", _H),
        _k("meldt_taeller", _H),
        _k("meldt_andel", _A),
        _k("naevner", _H),
        _k("taeller", _H),
        _k("andel", _A),
        _k("forskel_naevner", _H),
        _k("forskel_taeller", _H),
        _k("graense", _A),
        _k("meldt_den"),
        _k("samme_motor", _JN),
    )
    raekker = [
        som_raekke(
            kolonner,
            tekst(f"web.tal.maaling.{f.maaling}"),
            ydelsesnavn(f.ydelse),
            f.meldt.naevner,
            f.meldt.taeller,
            f.meldt.andel,
            f.nu.naevner,
            f.nu.taeller,
            f.nu.andel,
            f.nu.naevner - f.meldt.naevner,
            f.nu.taeller - f.meldt.taeller,
            f.graense,
            tidspunkt(f.meldt_den),
            f.samme_motor,
        )
        for f in figurer
    ]
    return _svar(kolonner, raekker, valg.maaned, valg)


def mikstabel(raekker: Sequence[Miksraekke], valg: Talvalg, til: dt.date) -> Svar:
    """Offers begun, running, persons and kroner, by kind."""
    kolonner = (
        _k("slags"),
        _k("indsats"),
        _k("starter", _H),
        _k("i_gang", _H),
        _k("personer", _H),
        _k("kroner", Slags.TAL),
        _k("uden_pris", _H),
    )
    return _svar(
        kolonner,
        [
            som_raekke(
                kolonner,
                tekst(f"web.tal.slags.{r.slags}"),
                indsatsnavn(r.indsats),
                r.starter,
                r.i_gang,
                r.personer,
                r.oere / _OERE,
                r.uden_pris,
            )
            for r in raekker
        ],
        til,
        valg,
    )


def persontabel(raekker: Sequence[Mapping[str, Any]], valg: Talvalg) -> Svar:
    """The persons behind a figure; their names are not in it."""
    dag = Kolonne(dagens_kolonne(valg), _D)
    kolonner = (_k("borger"), _k("ydelse"), _k("team"), _k("sagsbehandler"), dag, _k("status"))
    return _svar(
        kolonner,
        [
            som_raekke(
                kolonner,
                r["noegle"],
                ydelsesnavn(r["ydelse"]),
                r["team"],
                r["sagsbehandler"],
                r["forloeb_start"],
                tekst(f"web.tal.status.{r['status']}"),
            )
            for r in raekker
        ],
        valg.maaned,
        valg,
    )


def dagens_kolonne(valg: Talvalg) -> str:
    """What the day of each person behind a figure is: the course's first, in the 75 % pool the six-month day."""
    return tekst("web.tal.kolonne.seks_maaneder" if er_puljen(valg) else "web.tal.kolonne.forloeb")


def miksens_personer(raekker: Sequence[Mapping[str, Any]], valg: Talvalg) -> Svar:
    """Whose the offers of a kind are; their names are not in it."""
    kolonner = (_k("borger"), _k("fra", _D), _k("til", _D), _k("ugepris", Slags.TAL), _k("team"), _k("sagsbehandler"))
    egne = [
        som_raekke(
            kolonner,
            r["noegle"],
            r["fra"],
            r["til"],
            None if r["pris_pr_uge"] is None else r["pris_pr_uge"] / _OERE,
            r["team"],
            r["sagsbehandler"],
        )
        for r in raekker
    ]
    return _svar(kolonner, egne, valg.maaned, valg)


def vejtabel(raekker: Sequence[Mapping[str, Any]], valg: Talvalg) -> Svar:
    """Those nearest to being moved, in their order; their names are not in it."""
    kolonner = (_k("borger"), _k("trin"), _k("dag", _D), _k("mangler"), _k("ydelse"), _k("team"), _k("sagsbehandler"))
    felter = ("noegle", "trin", "dag", "mangler", "ydelse", "team", "sagsbehandler")
    egne = [som_raekke(kolonner, *(r[felt] for felt in felter)) for r in raekker]
    return _svar(kolonner, egne, valg.maaned, valg, tekst("tal.skridt.orden"))


def fremtabel(raekker: Sequence[Mapping[str, Any]], valg: Talvalg) -> Svar:
    """What happens to a measure in the months ahead; names are not in it."""
    kolonner = (
        _k("maaned", _D),
        _k("dag", _D),
        _k("haendelse"),
        _k("borger"),
        _k("ydelse"),
        _k("indsats"),
        _k("fra", _D),
        _k("til", _D),
    )
    egne = [
        som_raekke(
            kolonner,
            r["maales_pr"],
            r["dag"],
            tekst(f"web.tal.frem.{r['haendelse']}"),
            r["noegle"],
            ydelsesnavn(r["ydelse"]),
            indsatsnavn(r["art"]) if r["art"] else None,
            r["fra"],
            r["til"],
        )
        for r in raekker
    ]
    return _svar(kolonner, egne, tilstand_eller_fejl().dag, valg, tekst("tal.forbehold.prognose"))


def indsatsnavn(indsats: str) -> str:
    """A kind of activity in words."""
    return stort(kode("indsats", indsats))


def kilder(valg: Talvalg) -> list[tuple[str, str]]:
    """What the figures rest on, for the sheet that says so."""
    tilstand = tilstand_eller_fejl()
    sagt = [(tekst("web.tal.kilde.opgjort"), dato_i_ord(tilstand.dag))]
    sagt.append((tekst("web.tal.kilde.kendt"), tidspunkt(tilstand.kendt)))
    if valg.undertrykt:
        sagt.append((tekst("web.tal.kilde.skjult"), tekst("web.tal.skjult_forklaring")))
    return sagt


def _svar(kolonner: tuple[Kolonne, ...], raekker: Sequence[Raekke], pr: dt.date, valg: Talvalg, note: str = "") -> Svar:
    version = hent_lov().lovversioner.paa(valg.maaned)
    spurgt = {
        tekst("web.tal.felt.kommune"): valg.kommune,
        tekst("web.tal.felt.ydelse"): None if valg.ydelse == ALLE else ydelsesnavn(valg.ydelse),
        tekst("web.tal.felt.team"): valg.team or None,
    }
    forbehold = (Forbeholdslinje("valg", note),) if note else ()
    return Svar(kolonner, raekker, pr, None if version is None else version.id, None, spurgt, forbehold)
