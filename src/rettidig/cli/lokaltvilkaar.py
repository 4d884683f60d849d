"""A strategy's conditions on an act, in the answer of ``vilkaar``: beside the law's, and said not to be law."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from rettidig.motor.lokalt.vilkaar import Lokalbetingelsessvar, Lokalvurdering, fravigelsesnavn
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.lokalt.ord import lokal_hjemmel
from rettidig.sprog import tekst, valgt_sprog
from rettidig.svar.model import Forbeholdslinje

BREDDE = 100
MAERKER = {"ikke_opfyldt": "✗", "ukendt": "?", "fraveget": "~", "opfyldt": "✓"}


def lokale_raekker(egen: Lokalvurdering) -> list[dict[str, Any]]:
    """One row per local condition that concerns the act, in the columns of the law's rows."""
    sprog = valgt_sprog()
    return [
        {
            "regel": svar.regel.regel,
            "betingelse": svar.betingelse.id,
            "udfald": svar.status,
            "krav": svar.betingelse.krav.paa(sprog),
            "mangler": ", ".join(svar.mangler),
            "aendrer": "" if svar.status in ("opfyldt", "fraveget") else svar.betingelse.aendrer.paa(sprog),
            "tillid": "S",
            "lovversion": egen.strategi.strategi,
            "hjemmel": lokal_hjemmel(egen.strategi, svar.regel),
        }
        for svar in egen.relevante
    ]


def lokal_spurgt(egen: Lokalvurdering) -> dict[str, Any]:
    """The strategy's verdict, the offer's colour, and the rules in conflict, for the answer's head."""
    farve = egen.farve
    return {
        "lokalt": egen.strategi.strategi,
        "lokalt_samlet": egen.samlet,
        "farve": None if farve is None else farve.farve,
        "modstrid": [
            {"vinder": m.vinder.regel, "taber": m.taber.regel} for m in (() if farve is None else farve.modstrid)
        ],
        "fravigelser": {svar.regel.regel: svar.begrundelse for svar in egen.svar if svar.begrundelse is not None},
    }


def lokale_forbehold(egen: Lokalvurdering, *, med_modstrid: bool = True) -> tuple[Forbeholdslinje, ...]:
    """That a strategy is not law, the conflicts, and the reservations of the rules that concern the act."""
    sprog = valgt_sprog()
    navn = egen.strategi.navn.paa(sprog)
    linjer = [Forbeholdslinje("S", tekst("lokalt.vilkaar.ikke_lov", strategi=egen.strategi.strategi, navn=navn))]
    linjer += [Forbeholdslinje("S", saetning) for saetning in _modstrid(egen) if med_modstrid]
    regler = {svar.regel.regel: svar.regel for svar in egen.relevante}
    linjer += [
        Forbeholdslinje(forbehold.tillid, forbehold.tekst.paa(sprog), regel.regel)
        for regel in regler.values()
        for forbehold in regel.forbehold
    ]
    return tuple({linje.tekst: linje for linje in linjer}.values())


def lokal_som_tekst(lov: Regelsaet, egen: Lokalvurdering) -> str:
    """The local part as text, to follow the law's; ends with a line break."""
    return "\n".join(_linjer(lov, egen)) + "\n"


def _linjer(lov: Regelsaet, egen: Lokalvurdering) -> Iterator[str]:
    sprog = valgt_sprog()
    samlet = tekst(f"lokalt.vilkaar.samlet.{egen.samlet}").upper()
    yield ""
    yield from _brudt(tekst("lokalt.vilkaar.overskrift", navn=egen.strategi.navn.paa(sprog), samlet=samlet))
    if egen.farve is not None and egen.farve.farve is not None:
        farve = tekst(f"lokalt.farve.{egen.farve.farve}")
        regel = "" if egen.farve.vinder is None else egen.farve.vinder.regel
        yield from _brudt(tekst("lokalt.vilkaar.farve", farve=farve, regel=regel))
    for saetning in _modstrid(egen):
        yield from _brudt(f"! {saetning}", "", "  ")
    for status in MAERKER:
        fundne = [svar for svar in egen.relevante if svar.status == status]
        if fundne:
            yield from ("", tekst(f"lokalt.vilkaar.afsnit.{status}", antal=len(fundne)))
            for svar in fundne:
                yield from _betingelse(lov, egen, svar)
    yield ""
    for linje in lokale_forbehold(egen, med_modstrid=False):
        yield from _brudt(f"[{linje.maerke}] {linje.tekst}", "", "  ")


def _betingelse(lov: Regelsaet, egen: Lokalvurdering, svar: Lokalbetingelsessvar) -> Iterator[str]:
    sprog = valgt_sprog()
    virkning = tekst(f"lokalt.virkning.{svar.regel.virkning}")
    sted = f"[{lokal_hjemmel(egen.strategi, svar.regel)}; {virkning}]"
    yield from _brudt(f"{MAERKER[svar.status]} {svar.betingelse.krav.paa(sprog)} {sted}", "  ", "    ")
    kendte = lov.fakta.efter_navn()
    for navn in svar.mangler:
        yield from _brudt(
            tekst("cli.vilkaar.oplys", faktum=navn, titel=kendte[navn].titel.paa(sprog)), "      ", "        "
        )
    if svar.status == "ikke_opfyldt":
        aendrer = svar.betingelse.aendrer.paa(sprog)
        yield from _brudt(tekst("cli.vilkaar.aendrer", aendrer=aendrer), "      ", "        ")
        if svar.regel.virkning == "standard":
            felt = fravigelsesnavn(egen.strategi, svar.regel)
            yield from _brudt(tekst("lokalt.vilkaar.kan_fraviges", faktum=felt), "      ", "        ")
    if svar.begrundelse is not None:
        yield from _brudt(tekst("lokalt.vilkaar.begrundelse", begrundelse=svar.begrundelse), "      ", "        ")


def _modstrid(egen: Lokalvurdering) -> Iterator[str]:
    for modstrid in () if egen.farve is None else egen.farve.modstrid:
        yield tekst(
            "lokalt.vilkaar.modstrid",
            vinder=modstrid.vinder.regel,
            vinderfarve=tekst(f"lokalt.farve.{modstrid.vinder.farve}"),
            taber=modstrid.taber.regel,
            taberfarve=tekst(f"lokalt.farve.{modstrid.taber.farve}"),
        )


def _brudt(saetning: str, indryk: str = "", videre: str = "") -> list[str]:
    return textwrap.wrap(
        saetning,
        BREDDE,
        initial_indent=indryk,
        subsequent_indent=videre,
        break_on_hyphens=False,
        break_long_words=False,
    )
