"""The citizen's own case in plain words, as the page draws it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from rettidig.motor.forklaring.skrivemaade import dato, decimaltal, kode, stort, ugedag
from rettidig.regler.former.grundform import TIMER_SKALA
from rettidig.sprog import findes, tekst
from rettidig.tal.selectors.borgerside import Pligtlinje
from rettidig.tal.selectors.egen_sag import VALGFRI, Aftale, EgenSag, Formvalg, Samtale
from rettidig.tidslinje import calendar

_DAGPENGE = "dagpenge"


def samtaledel(sag: EgenSag, fejl: str = "") -> dict[str, Any]:
    """The next talk and the choice of its form."""
    valg, samtale, fravigelse = sag.formvalg, sag.naeste, sag.fravigelse
    return {
        "naeste": None if samtale is None else _samtale(samtale),
        "senere": [_samtale(s) for s in sag.samtaler[1:]],
        "valg": valg,
        "valgt": "" if valg.valgt is None else midt(valg.valgt),
        "valgt_den": "" if valg.valgt_den is None else dag_i_ord(valg.valgt_den),
        "som_valgt": samtale is not None and valg.frit and valg.valgt is not None and samtale.form == valg.valgt,
        "bundet": _bundet(valg),
        "muligheder": [(form, tekst(f"web.mit.form.{form}"), form == valg.valgt) for form in valg.lovlige],
        "fravigelse": fravigelse,
        "fravigelse_ord": None
        if fravigelse is None
        else tekst("web.mit.fravigelse.hvad", valgt=midt(fravigelse.valgt), form=midt(fravigelse.form)),
        "kun_moede": fravigelse is not None and fravigelse.form != VALGFRI[0],
        "formfejl": fejl,
    }


def sidens_dele(sag: EgenSag) -> dict[str, Any]:
    """The rest of the page."""
    ud = sag.udeblivelse
    return {
        "dag": dag_i_ord(sag.dag, med_ugedag=False),
        "aftaler": [_aftale(a, "indsats") for a in sag.tilbud],
        "fritagelser": [_aftale(a, "grund") for a in sag.fritagelser],
        "pligter": list(_pligter(sag.pligter)),
        "nogle_overskredet": any(p.raekke["status"] == "overskredet" for p in sag.pligter if findes(_pligtnoegle(p))),
        "udeblivelse": ud,
        "udeblivelse_krav": [
            (tekst(noegle), hjemmel) for navn, hjemmel in (ud.krav if ud else ()) if findes(noegle := _krav(navn))
        ],
        "udeblivelse_akasse": _DAGPENGE in sag.ydelser,
    }


def dag_i_ord(dag: dt.date, *, med_ugedag: bool = True) -> str:
    """A day with its weekday: ``tirsdag 9. maj 2023``."""
    nr = calendar.to_day(dag)
    return ugedag(nr) if med_ugedag else dato(nr)


def midt(form: str) -> str:
    """A form of talk as it stands in the middle of a sentence."""
    return tekst(f"web.mit.form.midt.{form}")


def _krav(navn: str) -> str:
    return f"web.mit.udebliv.krav.{navn}"


def _bundet(valg: Formvalg) -> str:
    return midt(valg.lovlige[0]) if len(valg.lovlige) == 1 and not valg.foerste else ""


def _samtale(samtale: Samtale) -> dict[str, str]:
    return {
        "dag": dag_i_ord(samtale.dato),
        "hvad": tekst(f"web.mit.slags.{samtale.slags}"),
        "form": tekst("web.mit.samtale.ingen_form") if samtale.form is None else tekst(f"web.mit.form.{samtale.form}"),
        "med": tekst(f"web.mit.part.{samtale.part}"),
    }


def _aftale(aftale: Aftale, liste: str) -> dict[str, Any]:
    fra = dag_i_ord(aftale.fra, med_ugedag=False)
    til = "" if aftale.til is None else dag_i_ord(aftale.til, med_ugedag=False)
    timer_i_ord = None if aftale.timer_pr_uge is None else decimaltal(aftale.timer_pr_uge, TIMER_SKALA)
    return {
        "navn": stort(kode(liste, aftale.kode)) if liste == "indsats" else kode(liste, aftale.kode),
        "hvornaar": tekst("web.mit.aftalt.fra_til", fra=fra, til=til) if til else tekst("web.mit.aftalt.fra", fra=fra),
        "begyndt": aftale.begyndt,
        "timer": tekst("web.mit.aftalt.timer", timer=timer_i_ord) if timer_i_ord else "",
        "sted": tekst("web.mit.aftalt.sted", sted=aftale.sted) if aftale.sted else "",
    }


def _pligter(pligter: list[Pligtlinje]) -> Iterator[dict[str, str]]:
    """The duties there are plain words for; those of the staff alone have none."""
    for pligt in pligter:
        if findes(noegle := _pligtnoegle(pligt)):
            yield {"hvad": tekst(noegle), "frist": _frist(pligt), "hjemmel": str(pligt.raekke["hjemmel"])}


def _pligtnoegle(pligt: Pligtlinje) -> str:
    return f"web.mit.pligt.{pligt.raekke['regel']}"


def _frist(pligt: Pligtlinje) -> str:
    status = pligt.raekke["status"]
    if status == "sat_paa_pause":
        return tekst("web.mit.pligter.pause")
    if pligt.frist is None:
        return tekst("web.mit.pligter.uden_frist")
    slags = "overskredet" if status == "overskredet" else "senest"
    return tekst(f"web.mit.pligter.{slags}", dag=dag_i_ord(pligt.frist, med_ugedag=False))
