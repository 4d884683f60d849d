"""Why each of a month's pool of the 75 % measure counts as they do: the offer, the talks, the exemption."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from rettidig.motor.deltagelse import DELTAGELSE
from rettidig.motor.frist import OPFYLDT, OPFYLDT_FOR_SENT, STATUS, Fristsvar, vurder_frister
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import byg_historik, kodenavne
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.former.maaling import Deltagelsesregel, DeltagelseVersion
from rettidig.regler.indlaes import hent_lov
from rettidig.sager.selectors.borgerblokke import Borgerblok, hent_borgere
from rettidig.sprog import tekst, valgt_sprog
from rettidig.svar.dansk_form import dato_i_ord
from rettidig.tal.selectors.kube import tilstand_eller_fejl
from rettidig.tidslinje import calendar, forms
from rettidig.tidslinje import operations as op

Hvem = tuple[int, str]
"""A citizen by number, and the benefit."""
_MOEDT = frozenset({OPFYLDT, OPFYLDT_FOR_SENT})


def puljegrunde(raekker: Sequence[Mapping[str, Any]], maaned: dt.date) -> dict[Hvem, str]:
    """The reason in words for each row of a month's pool, by citizen and benefit; what is known now decides.

    ``forloeb_start`` of a row is the day six months are passed. Raises ``TalFejl`` before the first full run.
    """
    tilstand, lov = tilstand_eller_fejl(), hent_lov()
    versioner = lov.hent(DELTAGELSE, Deltagelsesregel).versioner
    version = next((v for v in versioner if v.gaelder(maaned)), None)
    if version is None or not raekker:
        return {}
    blok = hent_borgere(tilstand.kendt, sorted({int(raekke["borger_id"]) for raekke in raekker}))
    historik = byg_historik(blok.data)
    with op.use(forms.choose(historik.antal)):
        grundlag = Grundlag.paa(lov, historik, calendar.to_day(maaned), dict(tilstand.valg))
        forloebene = _forloeb_i_puljen(grundlag, version, blok, raekker)
        saetninger: dict[Hvem, list[str]] = {hvem: [] for hvem in forloebene.values()}
        regler = (version.tilbudsregel, *version.samtaleregler)
        for svar in vurder_frister(grundlag, tuple(lov.hent(navn, Fristregel) for navn in regler)):
            for nr, forloeb in enumerate(svar.forloeb.tolist()):
                if forloeb in forloebene:
                    saetninger[forloebene[forloeb]].append(_saetning(svar, nr))
    undtagne = _undtagne(blok, maaned)
    return {hvem: " ".join([*undtagne.get(hvem[0], []), *sagt]) for hvem, sagt in saetninger.items()}


def _forloeb_i_puljen(
    grundlag: Grundlag, version: DeltagelseVersion, blok: Borgerblok, raekker: Sequence[Mapping[str, Any]]
) -> dict[int, Hvem]:
    """The course each row is about: the one whose six-month day the row tells."""
    ydelser, forloeb = kodenavne("ydelse"), grundlag.forloeb
    soegte = {(int(r["borger_id"]), str(r["ydelse"]), calendar.to_day(r["forloeb_start"])) for r in raekker}
    fundne: dict[int, Hvem] = {}
    for svar in vurder_frister(grundlag, (grundlag.lov.hent(version.tilbudsregel, Fristregel),)):
        for nr, retsdato in zip(svar.forloeb.tolist(), svar.retsdato.tolist(), strict=True):
            hvem = blok.pk[int(forloeb.person[nr])], ydelser[int(forloeb.ydelse[nr])]
            if (*hvem, retsdato) in soegte:
                fundne[nr] = hvem
    return fundne


def _saetning(svar: Fristsvar, nr: int) -> str:
    status = int(svar.status[nr])
    dag = int((svar.opfyldt if status in _MOEDT else svar.frist)[nr])
    return tekst(
        f"tal.pulje.{STATUS[status]}",
        hvad=svar.regel.titel.paa(valgt_sprog()),
        dag=dato_i_ord(calendar.to_date(dag)) if calendar.NO_DAY < dag < calendar.OPEN_END else "-",
        hjemmel=svar.version.hjemmel.tekst,
    )


def _undtagne(blok: Borgerblok, maaned: dt.date) -> dict[int, list[str]]:
    """The exemptions that hold by the end of the month; the concrete reason stands on the citizen's own page."""
    numre = dict(zip(blok.ider, blok.pk, strict=True))
    fundne: dict[int, list[str]] = {}
    for raekke in blok.data.tabeller["undtagelser"].to_pylist():
        if raekke["regel"] == DELTAGELSE and raekke["dato"] <= maaned:
            sagt = tekst("tal.pulje.undtaget", dag=dato_i_ord(raekke["dato"]))
            fundne.setdefault(numre[raekke["borger_id"]], []).append(sagt)
    return fundne
