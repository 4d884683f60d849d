"""The command that asks whether a described act is lawful: every condition, what is missing, what would change it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rettidig.cli.bestilling import Bestilling, aflever, aflever_tekst
from rettidig.cli.lokaltvilkaar import lokal_som_tekst, lokal_spurgt, lokale_forbehold, lokale_raekker
from rettidig.cli.vilkaarstekst import skrevet, som_tekst
from rettidig.forloeb import Datasaet
from rettidig.motor.lokalt.vilkaar import register_med, vurder_lokalt
from rettidig.motor.vilkaar import Handling, UbrugeligHandling, Vurdering, laes_handling, vurder
from rettidig.motor.vilkaar.udtraek import Afvigelse, med_udtraek
from rettidig.regler.former.vilkaar import Vilkaarsregel
from rettidig.regler.indlaes import Regelsaet
from rettidig.sprog import tekst, valgt_sprog
from rettidig.svar import kolonner, spoergsmaal
from rettidig.svar.besvarelse import kun_borgeren
from rettidig.svar.dansk_form import dato_i_ord
from rettidig.svar.fejl import Brugerfejl, som_brugerfejl
from rettidig.svar.forbehold import linjer as forbeholdslinjer
from rettidig.svar.model import FORMATER, Forbeholdslinje, Format, Svar
from rettidig.svar.spoergsmaal import lov_eller_saetning
from rettidig.svar.strategi import hent_strategi

_TEKST = "tekst"


def vilkaar(
    bestilling: Bestilling,
    handlingsfil: str,
    *,
    med_data: bool,
    regler: Sequence[Vilkaarsregel] | None = None,
    lokalt: str | None = None,
) -> None:
    """Judge the act described in a file; with ``med_data`` the citizen's facts are taken from the extract.

    With a strategy (``lokalt``) the municipality's own conditions stand beside the law's and never decide lawfulness.
    """
    lov = lov_eller_saetning()
    strategi = None if lokalt is None else hent_strategi(lov, lokalt)
    if strategi is not None:
        lov = replace(lov, fakta=register_med(lov, strategi))
    if not handlingsfil.strip():
        raise Brugerfejl(tekst("cli.tom_vaerdi", indstilling="HANDLING"))
    form = _form(bestilling)
    valgte = spoergsmaal.valg(lov, bestilling.valg)
    try:
        handling = laes_handling(Path(handlingsfil), lov.fakta)
    except UbrugeligHandling as fejl:
        raise Brugerfejl(str(fejl)) from None
    data: Datasaet | None = None
    taget: tuple[str, ...] = ()
    afvigelser: tuple[Afvigelse, ...] = ()
    if med_data:
        if handling.borger_id is None:
            raise Brugerfejl(tekst("cli.vilkaar.uden_borger"))
        data = kun_borgeren(bestilling.aabn(), handling.borger_id)
        with som_brugerfejl():
            handling, taget, afvigelser = med_udtraek(lov, handling, data, valgte.alle)
    vurdering = vurder(lov, handling, regler)
    egen = None if strategi is None else vurder_lokalt(lov, strategi, handling)
    forbehold = _forbehold(lov, vurdering, valgte.alle)
    if form == _TEKST:
        lokaltekst = "" if egen is None else lokal_som_tekst(lov, egen)
        aflever_tekst(som_tekst(lov, vurdering, taget, afvigelser, forbehold) + lokaltekst, bestilling.fil)
        return
    dato = handling.fakta.get("dato")
    svar = Svar(
        kolonner.VILKAAR,
        raekker(vurdering) if egen is None else [*raekker(vurdering), *lokale_raekker(egen)],
        dato if isinstance(dato, dt.date) else None,
        ", ".join(vurdering.lovversioner) or None,
        data,
        _spurgt(lov, handling, vurdering, taget, afvigelser) | ({} if egen is None else lokal_spurgt(egen)),
        forbehold if egen is None else (*lokale_forbehold(egen), *forbehold),
        valgte.alle,
        valgte.fravegne,
    )
    aflever(svar, _uden_tekst(form), bestilling.fil, _kort(vurdering, dato))


def raekker(vurdering: Vurdering) -> list[dict[str, Any]]:
    """One row per condition that concerns the act, in the order of the rules."""
    sprog = valgt_sprog()
    return [
        {
            "regel": svar.regel.regel,
            "betingelse": svar.betingelse.id,
            "udfald": svar.status,
            "krav": svar.betingelse.krav.paa(sprog),
            "mangler": ", ".join(svar.mangler),
            "aendrer": "" if svar.status == "opfyldt" else svar.betingelse.aendrer.paa(sprog),
            "tillid": svar.betingelse.tillid,
            "lovversion": svar.lovversion,
            "hjemmel": svar.betingelse.hjemmel.tekst,
        }
        for svar in vurdering.relevante
    ]


def _form(bestilling: Bestilling) -> str:
    """The form of the answer: the one named, else the one the file's ending names, else the text to read."""
    if bestilling.format is not None:
        return spoergsmaal.et_af(bestilling.format, (_TEKST, *FORMATER), "--format")
    fil = bestilling.fil
    endelse = "" if fil is None else fil.suffix.lower().removeprefix(".")
    if endelse in FORMATER or endelse in spoergsmaal.ANDRE_FORMER:
        return spoergsmaal.svarformat(None, fil)
    return _TEKST


def _uden_tekst(form: str) -> Format:
    return next(kendt for kendt in FORMATER if kendt == form)


def _spurgt(
    lov: Regelsaet,
    handling: Handling,
    vurdering: Vurdering,
    taget: Sequence[str],
    afvigelser: Sequence[Afvigelse],
) -> dict[str, Any]:
    kendte = lov.fakta.efter_navn()
    return {
        "handling": handling.slags,
        "borger_id": handling.borger_id,
        "samlet": vurdering.samlet,
        "aarsag": vurdering.aarsag,
        "mangler_dato": list(vurdering.manglende_dage),
        "fakta": {navn: skrevet(kendte[navn], vaerdi) for navn, vaerdi in vurdering.fakta.items()},
        "fra_udtraekket": list(taget),
        "afvigelser": [
            {
                "faktum": a.faktum,
                "oplyst": skrevet(kendte[a.faktum], a.oplyst),
                "udtraek": skrevet(kendte[a.faktum], a.udtraek),
            }
            for a in afvigelser
        ],
    }


def _kort(vurdering: Vurdering, dato: object) -> str:
    handling = tekst(f"regler.vaerdi.{vurdering.handling.slags}")
    dag = dato_i_ord(dato) if isinstance(dato, dt.date) else "?"
    samlet = tekst(f"cli.vilkaar.samlet.{vurdering.samlet}")
    return tekst("cli.vilkaar.kort", handling=handling, dag=dag, samlet=samlet)


def _forbehold(lov: Regelsaet, vurdering: Vurdering, valg: Mapping[str, str]) -> tuple[Forbeholdslinje, ...]:
    """The reservations of the versions used and of the conditions that concern the act."""
    fundne = [
        (svar.regel.regel, forbehold)
        for svar in vurdering.relevante
        for forbehold in (*svar.version.forbehold, *svar.betingelse.forbehold)
    ]
    return forbeholdslinjer(lov, fundne, valg)
