"""The commands that answer from an extract: each reads the question, asks the engine and delivers the rows."""

from __future__ import annotations

import datetime as dt

from rettidig.cli import forbehold, kolonner, maskinformat, spoergsmaal
from rettidig.cli.bestilling import Bestilling, aflever, aflever_stykker, aflever_tekst
from rettidig.cli.dansk_form import antal, dato_i_ord
from rettidig.cli.fejl import Brugerfejl, som_brugerfejl
from rettidig.cli.fremdrift import Fremdrift
from rettidig.cli.svar import Kolonne, Slags, Svar
from rettidig.cli.tabel import lagt_i_kolonner
from rettidig.forloeb import Datasaet
from rettidig.forloeb.visning import vis
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import byg_historik
from rettidig.motor.svar import frist_raekker
from rettidig.regler.former.maaling import REGELSAET
from rettidig.regler.indlaes import Regelsaet, hent_lov
from rettidig.sprog import tekst
from rettidig.tidslinje import calendar

_TEKST = "tekst"


def frister(bestilling: Bestilling, pr: str, borger: str | None, regler: tuple[str, ...]) -> None:
    """One row per person and obligation."""
    lov = lov_eller_saetning()
    dag = spoergsmaal.spurgt_dag(lov, pr)
    valgte = spoergsmaal.valg(lov, bestilling.valg)
    kun = spoergsmaal.fristregler(lov, regler)
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    with Fremdrift() as frem:
        frem.trin(tekst("cli.trin.laeser"))
        data = bestilling.laes()
        kontroller_borger(data, borger)
        frem.trin(tekst("cli.trin.regner"))
        raekker = frist_raekker(Grundlag.paa(lov, byg_historik(data, borger), dag.dag, valgte.alle), kun)
        svar = Svar(
            kolonner.FRISTER,
            raekker,
            dag.dato,
            dag.lov,
            data,
            {},
            forbehold.fra_frister(lov, raekker, valgte.alle),
            valgte.alle,
            valgte.fravegne,
        )
    aflever(svar, form, bestilling.fil, tekst("cli.svar.frister", dag=dato_i_ord(dag.dato), lov=dag.lov))


def maalinger(bestilling: Bestilling, pr: str | None, aar: str | None, regelsaet: str, idag: dt.date) -> None:
    """One row per municipality, benefit and measure, on a month end or for a year.

    Of a year only the month ends up to ``idag`` are measured; the others are named.
    """
    from rettidig.motor.maaling import aars_raekker, maaling_raekker

    if (pr is None) == (aar is None):
        raise Brugerfejl(tekst("cli.pr_eller_aar"))
    lov = lov_eller_saetning()
    spoergsmaal.et_af(regelsaet, REGELSAET, "--regelsaet")
    valgte = spoergsmaal.valg(lov, bestilling.valg)
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    aaret = None if aar is None else spoergsmaal.aarstal(lov, aar)
    if aaret is None:
        dag = spoergsmaal.maanedsslutning(spoergsmaal.spurgt_dag(lov, pr or ""))
        kort = tekst("cli.svar.maalinger", dag=dato_i_ord(dag.dato), lov=dag.lov, regelsaet=_regelsaet(regelsaet))
    else:
        dag = spoergsmaal.spurgt_dag(lov, dt.date(aaret, 12, 31).isoformat())
        kort = tekst("cli.svar.aarsmaalinger", aar=aaret, lov=dag.lov, regelsaet=_regelsaet(regelsaet))
    with Fremdrift() as frem:
        frem.trin(tekst("cli.trin.laeser"))
        data = bestilling.laes()
        frem.trin(tekst("cli.trin.regner"))
        historik = byg_historik(data)
        maalt = (
            maaling_raekker(lov, historik, dag.dag, regelsaet, valgte.alle)
            if aaret is None
            else aars_raekker(lov, historik, aaret, regelsaet, valgte.alle, idag)
        )
    spurgt = {"regelsaet": regelsaet} if aaret is None else {"aar": aaret, "regelsaet": regelsaet}
    svar = Svar(
        kolonner.MAALINGER if aaret is None else kolonner.AARSMAALINGER,
        maalt.raekker,
        dag.dato,
        dag.lov,
        data,
        spurgt,
        forbehold.fra_noter(lov, maalt.noter, valgte.alle),
        valgte.alle,
        valgte.fravegne,
    )
    aflever(svar, form, bestilling.fil, kort)


def refusion(bestilling: Bestilling, fra: str, til: str) -> None:
    """One row per person and week that touches the ladder."""
    from rettidig.motor.refusion import REFUSION, refusion_raekker

    lov = lov_eller_saetning()
    foerste, sidste = spoergsmaal.refusionsperiode(lov, fra, til)
    valgte = spoergsmaal.valg(lov, bestilling.valg)
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    version = lov.lovversioner.paa(sidste)
    with Fremdrift() as frem:
        frem.trin(tekst("cli.trin.laeser"))
        data = bestilling.laes()
        frem.trin(tekst("cli.trin.regner"))
        raekker = refusion_raekker(lov, byg_historik(data), calendar.to_day(foerste), calendar.to_day(sidste))
    lov_id = None if version is None else version.id
    seneste = lov.lovversioner.lovversioner[0].id if lov_id is None else lov_id
    svar = Svar(
        kolonner.REFUSION,
        raekker,
        sidste,
        lov_id,
        data,
        {"fra": foerste, "til": sidste},
        forbehold.fra_regler(lov, [REFUSION], seneste, valgte.alle),
        valgte.alle,
        valgte.fravegne,
    )
    kort = tekst("cli.svar.refusion", fra=dato_i_ord(foerste), til=dato_i_ord(sidste))
    aflever(svar, form, bestilling.fil, kort)


def forklar(bestilling: Bestilling, borger: str, pr: str, regler: tuple[str, ...]) -> None:
    """The trace for one citizen: a text, or the same as a tree in JSON."""
    from rettidig.motor.forklar import forklar as forklar_borger

    lov = lov_eller_saetning()
    dag = spoergsmaal.spurgt_dag(lov, pr)
    valgte = spoergsmaal.valg(lov, bestilling.valg)
    kun = spoergsmaal.fristregler(lov, regler)
    fil = bestilling.fil
    endelse = "json" if fil is not None and fil.suffix.lower() == ".json" else _TEKST
    form = bestilling.format or endelse
    spoergsmaal.et_af(form, (_TEKST, "tabel", "json"), "--format")
    data = bestilling.laes()
    kontroller_borger(data, borger)
    ider = None if kun is None else tuple(regel.regel for regel in kun)
    forklaring = forklar_borger(lov, data, borger, dag.dag, valgte.alle, ider)
    if form == "json":
        raekker = frist_raekker(Grundlag.paa(lov, byg_historik(data, borger), dag.dag, valgte.alle), kun)
        linjer = forbehold.fra_frister(lov, raekker, valgte.alle)
        spurgt = {"borger_id": borger}
        svar = Svar((), raekker, dag.dato, dag.lov, data, spurgt, linjer, valgte.alle, valgte.fravegne)
        objekt = {**svar.hoved(), "raekker": raekker, "forklaring": forklaring.som_json()}
        aflever_stykker([maskinformat.objekt_som_json(objekt)], fil)
    else:
        aflever_tekst(forklaring.som_tekst(), fil)


def fund(bestilling: Bestilling, pr: str) -> None:
    """One row per breach that is not a deadline."""
    from rettidig.motor.fund import SAMTALEFORM, fund_raekker

    lov = lov_eller_saetning()
    dag = spoergsmaal.spurgt_dag(lov, pr)
    valgte = spoergsmaal.valg(lov, bestilling.valg)
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    with Fremdrift() as frem:
        frem.trin(tekst("cli.trin.laeser"))
        data = bestilling.laes()
        frem.trin(tekst("cli.trin.regner"))
        raekker = fund_raekker(Grundlag.paa(lov, byg_historik(data), dag.dag, valgte.alle))
    efterset_eller_fundet = dict.fromkeys([SAMTALEFORM, *(raekke["regel"] for raekke in raekker)])
    svar = Svar(
        kolonner.FUND,
        raekker,
        dag.dato,
        dag.lov,
        data,
        {},
        forbehold.fra_regler(lov, efterset_eller_fundet, dag.lov, valgte.alle),
        valgte.alle,
        valgte.fravegne,
    )
    aflever(svar, form, bestilling.fil, tekst("cli.svar.fund", dag=dato_i_ord(dag.dato), lov=dag.lov))


def tilsyn(bestilling: Bestilling, aar: str, ydelsesgrad: str, forventet: str, idag: dt.date) -> None:
    """One row per municipality: both steps of enhanced supervision, on the months of the year up to ``idag``."""
    from rettidig.motor.tilsyn import tilsyn_raekker

    lov = lov_eller_saetning()
    aaret = spoergsmaal.aarstal(lov, aar)
    faktisk = spoergsmaal.decimaltal(ydelsesgrad, "--ydelsesgrad")
    ventet = spoergsmaal.decimaltal(forventet, "--forventet")
    valgte = spoergsmaal.valg(lov, bestilling.valg)
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    nytaar = dt.date(aaret, 12, 31)
    lov_id = spoergsmaal.kodet_lov(lov, nytaar)
    with Fremdrift() as frem:
        frem.trin(tekst("cli.trin.laeser"))
        data = bestilling.laes()
        frem.trin(tekst("cli.trin.regner"))
        maalt = tilsyn_raekker(lov, byg_historik(data), aaret, faktisk, ventet, valgte.alle, idag)
    svar = Svar(
        kolonner.TILSYN,
        maalt.raekker,
        nytaar,
        lov_id,
        data,
        {"aar": aaret},
        forbehold.fra_noter(lov, maalt.noter, valgte.alle),
        valgte.alle,
        valgte.fravegne,
    )
    aflever(svar, form, bestilling.fil, tekst("cli.svar.tilsyn", aar=aaret, lov=lov_id))


def tjek(bestilling: Bestilling) -> None:
    """The data quality report: counts by table, then one row per finding."""
    from rettidig.motor.tjek import tjek_raekker

    lov = lov_eller_saetning()
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    with Fremdrift() as frem:
        frem.trin(tekst("cli.trin.laeser"))
        data = bestilling.laes(sig_til=False)
        frem.trin(tekst("cli.trin.tjekker"))
        raekker = tjek_raekker(lov, data)
    aflever(Svar(kolonner.TJEK, raekker, None, None, data), form, bestilling.fil, laesetal(data))


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


def kontroller_borger(data: Datasaet, borger: str | None) -> None:
    """Raises :class:`Brugerfejl` for a citizen who is not in the extract, or whose row was set aside."""
    if borger is None or data.tabeller["borgere"]["borger_id"].index(borger).as_py() >= 0:
        return
    sat_til_side = data.rapport.tal["borgere"].sat_til_side
    noegle = "cli.ukendt_borger_sat_til_side" if sat_til_side else "cli.ukendt_borger"
    raise Brugerfejl(tekst(noegle, borger=vis(borger), antal=antal(sat_til_side)))


def lov_eller_saetning() -> Regelsaet:
    """The law that ships with Rettidig, or one sentence about the rule file that cannot be used."""
    with som_brugerfejl():
        return hent_lov()


def _regelsaet(navn: str) -> str:
    return tekst(f"cli.regelsaet.{navn}")
