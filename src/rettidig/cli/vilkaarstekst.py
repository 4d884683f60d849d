"""The answer to "is it lawful?" as a text to read: the verdict, then what fails, what is unknown, what holds."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator, Sequence
from decimal import Decimal

from rettidig.cli.tabel import forbeholdslinje
from rettidig.motor.vilkaar import Betingelsessvar, Vurdering
from rettidig.motor.vilkaar.fakta import Ingen, Vaerdi
from rettidig.motor.vilkaar.udtraek import Afvigelse
from rettidig.regler.former.fakta import Faktum
from rettidig.regler.former.grundform import TIMER_SKALA
from rettidig.regler.former.proever import OERE_PR_KRONE
from rettidig.regler.indlaes import Regelsaet
from rettidig.sprog import tekst, valgt_sprog
from rettidig.svar.dansk_form import dato_i_ord
from rettidig.svar.model import Forbeholdslinje

BREDDE = 100
_FAST = "\u00a0"
_MAERKER = {"ikke_opfyldt": "✗", "ukendt": "?", "opfyldt": "✓"}
_SKALA = {"timer": TIMER_SKALA, "aarsvaerk": TIMER_SKALA, "aarsvaerkliste": TIMER_SKALA, "kroner": OERE_PR_KRONE}


def som_tekst(
    lov: Regelsaet,
    vurdering: Vurdering,
    taget: Sequence[str],
    afvigelser: Sequence[Afvigelse],
    forbehold: Sequence[Forbeholdslinje],
) -> str:
    """The whole answer, ending with a line break."""
    linjer = list(_overskrift(vurdering))
    for status in _MAERKER:
        fundne = [svar for svar in vurdering.relevante if svar.status == status]
        if fundne:
            linjer += ["", tekst(f"cli.vilkaar.afsnit.{status}", antal=len(fundne))]
            linjer += [linje for svar in fundne for linje in _betingelse(lov, svar)]
    kendte = lov.fakta.efter_navn()
    if taget:
        sagt = ", ".join(f"{navn} = {_vist(kendte[navn], vurdering.fakta[navn])}" for navn in taget)
        linjer += ["", *_brudt(tekst("cli.vilkaar.fra_udtraekket", fakta=sagt))]
    udledte = [n for n in vurdering.fakta if n not in vurdering.handling.fakta]
    if udledte:
        sagt = ", ".join(f"{navn} = {_vist(kendte[navn], vurdering.fakta[navn])}" for navn in udledte)
        linjer += ["", *_brudt(tekst("cli.vilkaar.udledt", fakta=sagt))]
    for afvigelse in afvigelser:
        faktum = kendte[afvigelse.faktum]
        oplyst, udtraek = _vist(faktum, afvigelse.oplyst), _vist(faktum, afvigelse.udtraek)
        linjer += _brudt(tekst("cli.vilkaar.afviger", faktum=faktum.navn, oplyst=oplyst, udtraek=udtraek))
    if forbehold:
        linjer.append("")
        linjer += [linje for f in forbehold for linje in _brudt(forbeholdslinje(f.maerke, f.tekst), "", "  ")]
    return "\n".join(linjer) + "\n"


def skrevet(faktum: Faktum, vaerdi: Vaerdi) -> object:
    """A fact as it is written in a described act: groups as 6.2, hours and kroner as exact numbers in text."""
    if isinstance(vaerdi, Ingen):
        return vaerdi.value
    if faktum.type == "gruppe":
        return f"6.{vaerdi}"
    if faktum.type in _SKALA:
        skala = _SKALA[faktum.type]
        if isinstance(vaerdi, tuple):
            return [_tal(led, skala) for led in vaerdi if isinstance(led, int)]
        return _tal(vaerdi, skala) if isinstance(vaerdi, int) else vaerdi
    return list(vaerdi) if isinstance(vaerdi, tuple) else vaerdi


def _tal(tal: int, skala: int) -> str:
    return f"{(Decimal(tal) / skala).normalize():f}"


def _vist(faktum: Faktum, vaerdi: Vaerdi) -> str:
    match skrevet(faktum, vaerdi):
        case bool(ja):
            return tekst("regler.ja" if ja else "regler.nej")
        case dt.date() as dag:
            return dato_i_ord(dag)
        case list(led):
            return ", ".join(dato_i_ord(et) if isinstance(et, dt.date) else str(et) for et in led) or "-"
        case str(tal) if faktum.type in _SKALA and valgt_sprog() == "da":
            return tal.replace(".", ",")
        case andet:
            return str(andet)


def _overskrift(vurdering: Vurdering) -> Iterator[str]:
    handling = tekst(f"regler.vaerdi.{vurdering.handling.slags}")
    samlet = tekst(f"cli.vilkaar.samlet.{vurdering.samlet}").upper()
    lov = ", ".join(vurdering.lovversioner)
    yield from _brudt(
        tekst("cli.vilkaar.overskrift", handling=handling[:1].upper() + handling[1:], samlet=samlet, lov=lov or "-")
    )
    if vurdering.samlet == "ukendt" and vurdering.aarsag != "betingelser":
        mangler = ", ".join(vurdering.manglende_dage)
        yield from _brudt(tekst(f"cli.vilkaar.aarsag.{vurdering.aarsag}", mangler=mangler))


def _betingelse(lov: Regelsaet, svar: Betingelsessvar) -> Iterator[str]:
    sprog = valgt_sprog()
    betingelse = svar.betingelse
    maerke = "" if betingelse.tillid == "V" else f" [{betingelse.tillid}]"
    sted = f"[{betingelse.hjemmel.tekst.replace(' ', _FAST)}]{maerke}"
    yield from _brudt(f"{_MAERKER[svar.status]} {betingelse.krav.paa(sprog)} {sted}", "  ", "    ")
    if svar.status == "ukendt":
        kendte = lov.fakta.efter_navn()
        for navn in svar.mangler:
            titel = kendte[navn].titel.paa(sprog)
            yield from _brudt(tekst("cli.vilkaar.oplys", faktum=navn, titel=titel), "      ", "        ")
        if not svar.mangler:
            yield from _brudt(tekst("cli.vilkaar.loven_tier"), "      ", "        ")
    if svar.status == "ikke_opfyldt":
        aendrer = betingelse.aendrer.paa(sprog)
        yield from _brudt(tekst("cli.vilkaar.aendrer", aendrer=aendrer), "      ", "        ")


def _brudt(saetning: str, indryk: str = "", videre: str = "") -> list[str]:
    linjer = textwrap.wrap(
        saetning,
        BREDDE,
        initial_indent=indryk,
        subsequent_indent=videre,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return [linje.replace(_FAST, " ") for linje in linjer]
