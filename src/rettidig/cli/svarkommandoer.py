"""The commands that answer from an extract: each reads the question, asks the engine and delivers the rows."""

from __future__ import annotations

import datetime as dt

from rettidig.cli import forbehold, kolonner, maskinformat, sparkvalg, spoergsmaal
from rettidig.cli.bestilling import Bestilling, aflever, aflever_stykker, aflever_tekst
from rettidig.cli.besvarelse import antal_traade, besvar, i_blokke, kun_borgeren
from rettidig.cli.dansk_form import antal, dato_i_ord
from rettidig.cli.fejl import Brugerfejl, som_brugerfejl
from rettidig.cli.fremdrift import Fremdrift
from rettidig.cli.kolonnesvar import Kolonnesvar
from rettidig.cli.lokalt import lokaldel
from rettidig.cli.svar import Kolonne, Slags, Svar
from rettidig.cli.tabel import lagt_i_kolonner
from rettidig.forloeb import Datasaet
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import byg_historik
from rettidig.motor.opgaver import Fristopgave, Fundopgave, Refusionsopgave
from rettidig.motor.svar import frist_raekker, fristnoegle
from rettidig.regler.former.maaling import REGELSAET
from rettidig.regler.indlaes import Regelsaet, hent_lov
from rettidig.sprog import tekst, valgt_sprog

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
    if alle_regler and regler:
        raise Brugerfejl(tekst("cli.alle_regler_eller_regel"))
    if borger is not None:
        sparkvalg.uden_spark(bestilling, "--borger")
    lov = lov_eller_saetning()
    dag = spoergsmaal.spurgt_dag(lov, pr)
    egen = None if lokalt is None else lokaldel(lov, lokalt, bestilling.valg, regler)
    valgte = spoergsmaal.valg(lov, bestilling.valg if egen is None else egen.lovens_valg)
    kun = spoergsmaal.fristregler(lov, regler) if egen is None else egen.lovens(lov)
    kun = lov.alle_frister() if alle_regler else kun
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    i_traade = antal_traade(traade)
    loven = Fristopgave(dag.dato, valgte.alle, None if kun is None else tuple(regel.regel for regel in kun))
    opgave = loven if egen is None else egen.opgave(loven)
    with Kolonnesvar(opgave.skema()) as raekker:
        with Fremdrift() as frem:
            frem.trin(tekst("cli.trin.laeser"))
            udtraek = sparkvalg.aabn(bestilling)
            frem.trin(tekst("cli.trin.regner"))
            besvar(udtraek, opgave, raekker, frem, borger=borger, traade=i_traade)
            forskellige = raekker.forskellige(forbehold.FRISTKOLONNER)
            lokale = () if egen is None else egen.forbehold(forskellige)
            fra_loven = forskellige if egen is None else egen.uden_lokale(forskellige)
            udeladte = () if regler or alle_regler else forbehold.om_udeladte(lov)
            svar = Svar(
                kolonner.FRISTER,
                raekker,
                dag.dato,
                dag.lov,
                udtraek,
                {} if egen is None else egen.spurgt(),
                (*lokale, *forbehold.fra_frister(lov, fra_loven, valgte.alle), *udeladte),
                valgte.alle,
                valgte.fravegne,
            )
        aflever(svar, form, bestilling.fil, tekst("cli.svar.frister", dag=dato_i_ord(dag.dato), lov=dag.lov))


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
    from rettidig.motor.kuber import Kubemaalinger, Kubeopgave, laeg_sammen
    from rettidig.motor.maaleraekker import Maaleraekker
    from rettidig.motor.maaling import Maalinger

    if (pr is None) == (aar is None):
        raise Brugerfejl(tekst("cli.pr_eller_aar"))
    lov = lov_eller_saetning()
    spoergsmaal.et_af(regelsaet, REGELSAET, "--regelsaet")
    valgte = spoergsmaal.valg(lov, bestilling.valg)
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    i_traade = antal_traade(traade)
    aaret = None if aar is None else spoergsmaal.aarstal(lov, aar)
    if aaret is None:
        dag = spoergsmaal.maanedsslutning(spoergsmaal.spurgt_dag(lov, pr or ""))
        kort = tekst("cli.svar.maalinger", dag=dato_i_ord(dag.dato), lov=dag.lov, regelsaet=_regelsaet(regelsaet))
    else:
        dag = spoergsmaal.spurgt_dag(lov, dt.date(aaret, 12, 31).isoformat())
        kort = tekst("cli.svar.aarsmaalinger", aar=aaret, lov=dag.lov, regelsaet=_regelsaet(regelsaet))
    with Fremdrift() as frem:
        frem.trin(tekst("cli.trin.laeser"))
        data = sparkvalg.aabn(bestilling)
        frem.trin(tekst("cli.trin.regner"))
        if not isinstance(data, Datasaet):
            foerste = dag.dato if aaret is None else dt.date(aaret, 1, 1)
            opgave = Kubeopgave.for_perioden(foerste, dag.dato, valgte.alle, (regelsaet,))
            with som_brugerfejl():
                kube = laeg_sammen(i_blokke(data, opgave, frem, i_traade), opgave.opsaetning)
            maalte: Maaleraekker = Kubemaalinger(kube, lov)
        else:
            maalte = Maalinger(lov, byg_historik(data), valgte.alle)
        maalt = maalte.maaned(dag.dag, regelsaet) if aaret is None else maalte.aar(aaret, regelsaet, idag)
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


def refusion(bestilling: Bestilling, fra: str, til: str, traade: str | None = None) -> None:
    """One row per person and week that touches the ladder."""
    from rettidig.motor.refusion import REFUSION

    lov = lov_eller_saetning()
    foerste, sidste = spoergsmaal.refusionsperiode(lov, fra, til)
    valgte = spoergsmaal.valg(lov, bestilling.valg)
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    i_traade = antal_traade(traade)
    version = lov.lovversioner.paa(sidste)
    lov_id = None if version is None else version.id
    seneste = lov.lovversioner.lovversioner[0].id if lov_id is None else lov_id
    opgave = Refusionsopgave(foerste, sidste)
    with Kolonnesvar(opgave.skema()) as raekker:
        with Fremdrift() as frem:
            frem.trin(tekst("cli.trin.laeser"))
            udtraek = sparkvalg.aabn(bestilling)
            frem.trin(tekst("cli.trin.regner"))
            besvar(udtraek, opgave, raekker, frem, traade=i_traade)
        svar = Svar(
            kolonner.REFUSION,
            raekker,
            sidste,
            lov_id,
            udtraek,
            {"fra": foerste, "til": sidste},
            forbehold.fra_regler(lov, [REFUSION], seneste, valgte.alle),
            valgte.alle,
            valgte.fravegne,
        )
        kort = tekst("cli.svar.refusion", fra=dato_i_ord(foerste), til=dato_i_ord(sidste))
        aflever(svar, form, bestilling.fil, kort)


def maaleperioder(
    bestilling: Bestilling, fra: str, til: str, regelsaet: str | None = None, traade: str | None = None
) -> None:
    """One row per person, measure and rule set for every stretch of month ends on which the status is the same."""
    from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2
    from rettidig.motor.opgaver import Maaleperiodeopgave

    lov = lov_eller_saetning()
    foerste, sidste = (spoergsmaal.spurgt_dag(lov, dag, navn) for dag, navn in ((fra, "--fra"), (til, "--til")))
    if sidste.dag < foerste.dag:
        raise Brugerfejl(tekst("cli.omvendt_periode", fra=fra, til=til))
    valgte = spoergsmaal.valg(lov, bestilling.valg)
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    i_traade = antal_traade(traade)
    saet = REGELSAET if regelsaet is None else (spoergsmaal.et_af(regelsaet, REGELSAET, "--regelsaet"),)
    opgave = Maaleperiodeopgave(foerste.dato, sidste.dato, valgte.alle, saet)
    with Kolonnesvar(opgave.skema()) as raekker:
        with Fremdrift() as frem:
            frem.trin(tekst("cli.trin.laeser"))
            udtraek = sparkvalg.aabn(bestilling)
            frem.trin(tekst("cli.trin.regner"))
            besvar(udtraek, opgave, raekker, frem, traade=i_traade)
        svar = Svar(
            kolonner.MAALEPERIODER,
            raekker,
            sidste.dato,
            sidste.lov,
            udtraek,
            {"fra": foerste.dato, "til": sidste.dato, "regelsaet": list(saet)},
            forbehold.fra_regler(lov, [FOKUSMAAL_1, FOKUSMAAL_2], sidste.lov, valgte.alle),
            valgte.alle,
            valgte.fravegne,
        )
        kort = tekst("cli.svar.maaleperioder", fra=dato_i_ord(foerste.dato), til=dato_i_ord(sidste.dato))
        aflever(svar, form, bestilling.fil, kort)


def forklar(bestilling: Bestilling, borger: str, pr: str, regler: tuple[str, ...], lokalt: str | None = None) -> None:
    """The trace for one citizen: a text, or the same as a tree in JSON; with a strategy its duties after the law's."""
    from rettidig.motor.forklar import forklar as forklar_borger

    lov = lov_eller_saetning()
    dag = spoergsmaal.spurgt_dag(lov, pr)
    egen = None if lokalt is None else lokaldel(lov, lokalt, bestilling.valg, regler)
    valgte = spoergsmaal.valg(lov, bestilling.valg if egen is None else egen.lovens_valg)
    kun = spoergsmaal.fristregler(lov, regler) if egen is None else egen.lovens(lov)
    fil = bestilling.fil
    endelse = "json" if fil is not None and fil.suffix.lower() == ".json" else _TEKST
    form = bestilling.format or endelse
    spoergsmaal.et_af(form, (_TEKST, "tabel", "json"), "--format")
    data = kun_borgeren(bestilling.aabn(), borger)
    ider = None if kun is None else tuple(regel.regel for regel in kun)
    om_strategien = None if egen is None else egen.til_forklaring()
    forklaring = forklar_borger(lov, data, borger, dag.dag, valgte.alle, ider, om_strategien)
    if form == "json":
        grundlag = Grundlag.paa(lov, byg_historik(data, borger), dag.dag, valgte.alle)
        raekker = frist_raekker(grundlag, kun)
        linjer = forbehold.fra_frister(lov, raekker, valgte.alle)
        spurgt: dict[str, object] = {"borger_id": borger}
        if egen is not None:
            lokale = egen.raekker(grundlag)
            raekker, linjer = sorted([*raekker, *lokale], key=fristnoegle), (*egen.forbehold(lokale), *linjer)
            spurgt |= egen.spurgt()
        svar = Svar((), raekker, dag.dato, dag.lov, data, spurgt, linjer, valgte.alle, valgte.fravegne)
        objekt = {**svar.hoved(), "raekker": raekker, "forklaring": forklaring.som_json()}
        aflever_stykker([maskinformat.objekt_som_json(objekt)], fil)
    else:
        aflever_tekst(forklaring.som_tekst(), fil)


def fund(bestilling: Bestilling, pr: str, traade: str | None = None) -> None:
    """One row per breach that is not a deadline."""
    from rettidig.motor.fund import SAMTALEFORM

    lov = lov_eller_saetning()
    dag = spoergsmaal.spurgt_dag(lov, pr)
    valgte = spoergsmaal.valg(lov, bestilling.valg)
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    i_traade = antal_traade(traade)
    opgave = Fundopgave(dag.dato, valgte.alle, valgt_sprog())
    with Kolonnesvar(opgave.skema()) as raekker:
        with Fremdrift() as frem:
            frem.trin(tekst("cli.trin.laeser"))
            udtraek = sparkvalg.aabn(bestilling)
            frem.trin(tekst("cli.trin.regner"))
            besvar(udtraek, opgave, raekker, frem, traade=i_traade)
            fundne = [raekke["regel"] for raekke in raekker.forskellige(["regel"])]
        svar = Svar(
            kolonner.FUND,
            raekker,
            dag.dato,
            dag.lov,
            udtraek,
            {},
            forbehold.fra_regler(lov, dict.fromkeys([SAMTALEFORM, *fundne]), dag.lov, valgte.alle),
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


def lov_eller_saetning() -> Regelsaet:
    """The law that ships with Rettidig, or one sentence about the rule file that cannot be used."""
    with som_brugerfejl():
        return hent_lov()


def _regelsaet(navn: str) -> str:
    return tekst(f"cli.regelsaet.{navn}")
