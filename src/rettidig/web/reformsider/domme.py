"""What a rehearsal says of offers under way, of talks and of the supervision of the year, as it stands on the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2
from rettidig.motor.forklaring.skrivemaade import kode, opregning, stort
from rettidig.motor.fund import SAMTALEFORM
from rettidig.motor.reform.tilbudsdomme import IKKE_LOVLIG, LOVLIG, UKENDT
from rettidig.motor.reform.tilstande import NAESTE_SAMTALE, SAMTALE, TILBUD
from rettidig.motor.reform.tilsyn import GAELDER_IKKE, KAN_IKKE_AFGOERES
from rettidig.sprog import tekst
from rettidig.tal.selectors.reform import Tilbudslinje, skiftene, tilbud_fordelt, virkning
from rettidig.tal.services.reformproeve import Oensket, Proevet
from rettidig.web.kontekst import kommunenavn
from rettidig.web.reformsider.ord import Lovord
from rettidig.web.reformsider.valg import adresse
from rettidig.web.templatetags.tekster import dato, tal

_HELE = 100
_DOMME = frozenset({LOVLIG, IKKE_LOVLIG, UKENDT})
DELT = ("indsats", "team")
"""What the offers under way are divided by."""
_Par = tuple[str | None, str | None]
_ENS, _UBEROERT = "ens", "uberoert"


def er_dom(raekke: Mapping[str, Any]) -> bool:
    """Whether a row is about an offer or a talk."""
    return raekke.get("slags") in (TILBUD, SAMTALE, NAESTE_SAMTALE)


def dom_i_ord(raekke: Mapping[str, Any], naar: str) -> str:
    """The judgement, or the forms of the next talk, under one of the laws."""
    status = str(raekke[f"status_{naar}"])
    if raekke["slags"] == NAESTE_SAMTALE:
        return former_i_ord(status)
    return stort(tekst(f"web.reform.dom.{status}"))


def hvorfor(raekke: Mapping[str, Any], ordene: Lovord) -> str:
    """What is judged, and what of the law decides it."""
    match raekke["slags"]:
        case "tilbud":
            led = [tilbudsnavn(raekke)]
            led += [krav for navn in raekke["betingelser"] if (krav := ordene.krav(raekke["regel"], navn))]
            if raekke["mangler"] and UKENDT in (raekke["status_foer"], raekke["status_efter"]):
                led.append(tekst("web.reform.dom.mangler", fakta=ordene.fakta(raekke["mangler"])))
            return " ".join(led)
        case "samtale":
            form = kode("form", raekke["form"])
            return tekst("web.reform.dom.samtale", dag=dato(dt.date.fromisoformat(raekke["dato"])), form=form)
        case _:
            return tekst("web.reform.dom.naeste")


def tilbudsnavn(raekke: Mapping[str, Any]) -> str:
    """The offer by its kind and days."""
    navn = stort(kode("indsats", raekke["indsats"]))
    fra = dato(dt.date.fromisoformat(raekke["fra"]))
    if raekke["til"] is None:
        return tekst("web.reform.dom.tilbud_fra", navn=navn, fra=fra)
    return tekst("web.reform.dom.tilbud", navn=navn, fra=fra, til=dato(dt.date.fromisoformat(raekke["til"])))


def former_i_ord(skrevet: str) -> str:
    """Forms joined by + in words; unknown where the law does not judge them."""
    if skrevet == UKENDT:
        return tekst("web.reform.dom.bedoemmes_ikke")
    if not skrevet:
        return tekst("web.reform.dom.ingen_form")
    return opregning(kode("form", form) for form in skrevet.split("+"))


def domme(fundet: Proevet, oensket: Oensket, *, med_adresser: bool) -> dict[str, Any]:
    """The parts of the page; a part is left out where the laws agree on all it rests on."""
    vej = oensket if med_adresser else None
    return {
        "tilbud": None if fundet.tilbud is None else _tilbud(fundet.tilbud, vej),
        "samtaler": None if fundet.samtaler is None else _samtaler(fundet.samtaler),
        "naeste": None if fundet.naeste is None else _naeste(fundet.naeste, vej),
        "tilsyn": None if fundet.tilsyn is None else tilsynslinjer(fundet.tilsyn),
        "tilsynsaar": oensket.dag.year,
    }


def _tilbud(talte: Sequence[Mapping[str, Any]], oensket: Oensket | None) -> dict[str, Any]:
    alle = tilbud_fordelt(talte, "indsats")
    kolonner = tilbudskolonner(alle)
    return {
        "i_alt": sum(linje.i_gang for linje in alle),
        "kolonner": [kolonnenavn(kolonne) for kolonne in kolonner],
        "dele": [
            {
                "felt": felt,
                "titel": tekst(f"web.reform.tilbud.efter.{felt}"),
                "foerste": tekst(f"web.reform.tilbud.kolonne.{felt}"),
                "linjer": [_tilbudslinje(linje, felt, kolonner, oensket) for linje in tilbud_fordelt(talte, felt)],
            }
            for felt in DELT
        ],
    }


def tilbudskolonner(linjer: Sequence[Tilbudslinje]) -> list[_Par | str]:
    """Every way the judgement moves, then those unknown under both laws, the others that stay, and those untouched."""
    par = {skift for linje in linjer for skift in linje.skift}
    flytter = sorted(((a, b) for a, b in par if a != b), key=lambda skift: (skift[0] or "", skift[1] or ""))
    resten: list[_Par | str] = [(UKENDT, UKENDT), _ENS, _UBEROERT]
    return [*flytter, *resten]


def kolonnenavn(kolonne: _Par | str) -> str:
    """What a column of the offers is called."""
    if isinstance(kolonne, str):
        return tekst(f"web.reform.tilbud.{kolonne}")
    if kolonne == (UKENDT, UKENDT):
        return tekst("web.reform.tilbud.ukendt")
    foer, efter = (tekst(f"web.reform.dom.{led}") for led in kolonne)
    return tekst("web.reform.tilbud.skift", foer=stort(foer), efter=efter)


def i_kolonnen(linje: Tilbudslinje, kolonne: _Par | str) -> int:
    """How many of a line's offers stand in a column."""
    if kolonne == _UBEROERT:
        return linje.skift.get((None, None), 0)
    if kolonne == _ENS:
        return sum(n for (a, b), n in linje.skift.items() if a == b and a in _DOMME - {UKENDT})
    return linje.skift.get(kolonne, 0) if isinstance(kolonne, tuple) else 0


def _tilbudslinje(
    linje: Tilbudslinje, felt: str, kolonner: Sequence[_Par | str], oensket: Oensket | None
) -> dict[str, Any]:
    celler = []
    for kolonne in kolonner:
        antal, vej = i_kolonnen(linje, kolonne), ""
        if antal and oensket is not None and isinstance(kolonne, tuple) and kolonne[0] != kolonne[1]:
            den = virkning({"slags": TILBUD, "status_efter": kolonne[1]})
            vej = f"{adresse(oensket, slags=TILBUD, virkning=den, **{felt: linje.vaerdi or '-'})}#personer"
        celler.append({"antal": antal, "adresse": vej})
    return {"navn": deltnavn(felt, linje.vaerdi), "i_gang": linje.i_gang, "celler": celler}


def deltnavn(felt: str, vaerdi: str) -> str:
    """A kind of offer or a team in words."""
    if felt == "indsats":
        return stort(kode("indsats", vaerdi))
    return vaerdi or tekst("web.reform.uden_team")


def _samtaler(talte: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "foer": stort(tekst(f"web.reform.dom.{skift.foer}")),
            "efter": stort(tekst(f"web.reform.dom.{skift.efter}")),
            "antal": skift.antal,
            "ens": skift.foer == skift.efter,
        }
        for skift in skiftene(talte)
    ]


def _naeste(talte: Sequence[Mapping[str, Any]], oensket: Oensket | None) -> dict[str, Any]:
    linjer = [
        {"foer": former_i_ord(s.foer or ""), "efter": former_i_ord(s.efter or ""), "antal": s.antal}
        for s in skiftene(talte)
    ]
    vej = "" if oensket is None else f"{adresse(oensket, regel=SAMTALEFORM, virkning='andre_former')}#personer"
    return {"linjer": linjer, "adresse": vej if linjer else ""}


def tilsynslinjer(begge: Sequence[Sequence[Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """One line for each municipality: what follows under each law, and the focus goals it rests on."""
    foer, efter = ({raekke["kommune"]: raekke for raekke in raekker} for raekker in begge)
    return [
        {
            "kommune": kommunenavn(kommune),
            **{
                navn: tilsynsstand(raekker.get(kommune, {"stand": GAELDER_IKKE}))
                for navn, raekker in (("foer", foer), ("efter", efter))
            },
            "hjemmel": efter.get(kommune, {}).get("hjemmel") or foer.get(kommune, {}).get("hjemmel") or "",
        }
        for kommune in sorted({*foer, *efter})
    ]


def tilsynsstand(raekke: Mapping[str, Any]) -> dict[str, Any]:
    """What follows under one law, and each focus goal beside its limit."""
    stand = raekke["stand"]
    maal = [
        tekst(
            "web.reform.tilsyn.maal",
            nr=nr,
            andel=_procent(raekke[f"fm{nr}_andel"]),
            graense=_procent(raekke[f"fm{nr}_graense"]),
            alene=tekst(f"web.reform.tilsyn.{'taeller' if maaling in raekke['taeller_alene'] else 'ikke'}"),
        )
        for nr, maaling in enumerate((FOKUSMAAL_1, FOKUSMAAL_2), start=1)
        if raekke.get(f"fm{nr}_andel") is not None
    ]
    uvis = stand == KAN_IKKE_AFGOERES
    return {"stand": tekst(f"web.reform.tilsyn.{stand}"), "uvis": uvis, "maal": maal}


def _procent(skrevet: str) -> str:
    return str(tal(float(Fraction(skrevet) * _HELE), 1))
