"""The commands that answer from an extract: each reads the question, opens the data and delivers the answer."""

from __future__ import annotations

import datetime as dt

from rettidig.cli import sparkvalg
from rettidig.cli.bestilling import Bestilling, aflever, aflever_stykker, aflever_tekst
from rettidig.cli.besvarelse import antal_traade, med_fremdrift
from rettidig.cli.fremdrift import Fremdrift
from rettidig.cli.tabel import lagt_i_kolonner
from rettidig.forloeb import Datasaet
from rettidig.forloeb.lager import Lager
from rettidig.sprog import tekst
from rettidig.svar import frister as om_frister
from rettidig.svar import fund as om_fund
from rettidig.svar import maaleperioder as om_maaleperioder
from rettidig.svar import maalinger as om_maalinger
from rettidig.svar import maskinformat, spoergsmaal
from rettidig.svar import refusion as om_refusion
from rettidig.svar import tilsyn as om_tilsyn
from rettidig.svar import tjek as om_tjek
from rettidig.svar.dansk_form import antal
from rettidig.svar.model import Kolonne, Slags
from rettidig.svar.spoergsmaal import lov_eller_saetning

_TEKST = "tekst"


def frister(
    bestilling: Bestilling,
    pr: str,
    borger: str | None,
    regler: tuple[str, ...],
    traade: str | None = None,
    lokalt: str | None = None,
    *,
    alle_regler: bool = False,
) -> None:
    """One row per person and obligation; with a strategy the municipality's own beside the law's.

    ``alle_regler`` adds the rules that are given on request to those everybody is given.
    """
    if borger is not None:
        sparkvalg.uden_spark(bestilling, "--borger")
    spurgt = om_frister.spoerg(
        lov_eller_saetning(), pr, regler=regler, valg=bestilling.valg, lokalt=lokalt, alle_regler=alle_regler
    )
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    i_traade = antal_traade(traade)
    with Fremdrift() as frem:
        udtraek = _aabnet(bestilling, frem)
        svar = spurgt.svar(udtraek, borger=borger, blokvis=med_fremdrift(frem, i_traade))
    with svar:
        aflever(svar, form, bestilling.fil, svar.overskrift)


def maalinger(
    bestilling: Bestilling,
    pr: str | None,
    aar: str | None,
    regelsaet: str,
    idag: dt.date,
    traade: str | None = None,
) -> None:
    """One row per municipality, benefit and measure, on a month end or for a year.

    Of a year only the month ends up to ``idag`` are measured; the others are named.
    """
    spurgt = om_maalinger.spoerg(lov_eller_saetning(), pr, aar, regelsaet, valg=bestilling.valg)
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    i_traade = antal_traade(traade)
    with Fremdrift() as frem:
        svar = spurgt.svar(_aabnet(bestilling, frem), idag, blokvis=med_fremdrift(frem, i_traade))
    aflever(svar, form, bestilling.fil, svar.overskrift)


def refusion(bestilling: Bestilling, fra: str, til: str, traade: str | None = None) -> None:
    """One row per person and week that touches the ladder."""
    spurgt = om_refusion.spoerg(lov_eller_saetning(), fra, til, valg=bestilling.valg)
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    i_traade = antal_traade(traade)
    with Fremdrift() as frem:
        svar = spurgt.svar(_aabnet(bestilling, frem), blokvis=med_fremdrift(frem, i_traade))
    with svar:
        aflever(svar, form, bestilling.fil, svar.overskrift)


def maaleperioder(
    bestilling: Bestilling, fra: str, til: str, regelsaet: str | None = None, traade: str | None = None
) -> None:
    """One row per person, measure and rule set for every stretch of month ends on which the status is the same."""
    spurgt = om_maaleperioder.spoerg(lov_eller_saetning(), fra, til, regelsaet, valg=bestilling.valg)
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    i_traade = antal_traade(traade)
    with Fremdrift() as frem:
        svar = spurgt.svar(_aabnet(bestilling, frem), blokvis=med_fremdrift(frem, i_traade))
    with svar:
        aflever(svar, form, bestilling.fil, svar.overskrift)


def forklar(bestilling: Bestilling, borger: str, pr: str, regler: tuple[str, ...], lokalt: str | None = None) -> None:
    """The trace for one citizen: a text, or the same as a tree in JSON; with a strategy its duties after the law's."""
    from rettidig.svar import forklaringer

    spurgt = forklaringer.spoerg(lov_eller_saetning(), pr, regler=regler, valg=bestilling.valg, lokalt=lokalt)
    fil = bestilling.fil
    endelse = "json" if fil is not None and fil.suffix.lower() == ".json" else _TEKST
    form = bestilling.format or endelse
    spoergsmaal.et_af(form, (_TEKST, "tabel", "json"), "--format")
    udtraek = bestilling.aabn()
    if form == "json":
        aflever_stykker([maskinformat.objekt_som_json(spurgt.som_objekt(udtraek, borger))], fil)
    else:
        aflever_tekst(spurgt.forklaring(udtraek, borger).som_tekst(), fil)


def fund(bestilling: Bestilling, pr: str, traade: str | None = None) -> None:
    """One row per breach that is not a deadline."""
    spurgt = om_fund.spoerg(lov_eller_saetning(), pr, valg=bestilling.valg)
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    i_traade = antal_traade(traade)
    with Fremdrift() as frem:
        svar = spurgt.svar(_aabnet(bestilling, frem), blokvis=med_fremdrift(frem, i_traade))
    with svar:
        aflever(svar, form, bestilling.fil, svar.overskrift)


def tilsyn(bestilling: Bestilling, aar: str, ydelsesgrad: str, forventet: str, idag: dt.date) -> None:
    """One row per municipality: both steps of enhanced supervision, on the months of the year up to ``idag``."""
    spurgt = om_tilsyn.spoerg(lov_eller_saetning(), aar, ydelsesgrad, forventet, valg=bestilling.valg)
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    with Fremdrift() as frem:
        frem.trin(tekst("cli.trin.laeser"))
        data = bestilling.laes()
        frem.trin(tekst("cli.trin.regner"))
        svar = spurgt.svar(data, idag)
    aflever(svar, form, bestilling.fil, svar.overskrift)


def tjek(bestilling: Bestilling) -> None:
    """The data quality report: counts by table, then one row per finding."""
    lov = lov_eller_saetning()
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    with Fremdrift() as frem:
        frem.trin(tekst("cli.trin.laeser"))
        data = bestilling.laes(sig_til=False)
        frem.trin(tekst("cli.trin.tjekker"))
        svar = om_tjek.svar(lov, data)
    aflever(svar, form, bestilling.fil, laesetal(data))


def laesetal(data: Datasaet) -> str:
    """What was read, accepted and set aside, table by table, and that it adds up."""
    tal = data.rapport.tal
    navne = ("tabel", "laest", "godkendt", "sat_til_side")
    hoveder = [Kolonne(tekst(f"cli.tal.{navn}"), Slags.HELTAL if nr else Slags.TEKST) for nr, navn in enumerate(navne)]
    celler = [
        [navn, antal(t.laest), antal(t.godkendt), antal(t.sat_til_side)]
        for navn, t in tal.items()
        if navn not in data.fravaerende
    ]
    i_alt = data.rapport
    celler.append([tekst("cli.tal.i_alt"), antal(i_alt.laest), antal(i_alt.godkendt), antal(i_alt.sat_til_side)])
    return lagt_i_kolonner(hoveder, celler, None)


def _aabnet(bestilling: Bestilling, frem: Fremdrift) -> Datasaet | Lager | sparkvalg.Sparkudtraek:
    """What the answer is to be found in, opened; what is said while it is, and after."""
    frem.trin(tekst("cli.trin.laeser"))
    udtraek = sparkvalg.aabn(bestilling)
    frem.trin(tekst("cli.trin.regner"))
    return udtraek
