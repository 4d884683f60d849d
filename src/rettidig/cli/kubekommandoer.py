"""The commands of cubes: count one, correct it for changed citizens or a changed law, and read the measures from it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rettidig.cli.bestilling import aflever, aflever_tekst
from rettidig.cli.besvarelse import antal_traade
from rettidig.cli.fremdrift import Fremdrift
from rettidig.cli.kubedata import Kubedata, aabn_kubedata
from rettidig.motor.historik import Historik
from rettidig.motor.kuber import (
    Gemtkube,
    Kube,
    Kubeopgave,
    Snit,
    aabn_kube,
    aar_af_kube,
    beroerte,
    gem_kube,
    genberegn,
    laeg_sammen,
    maaling_af_kube,
)
from rettidig.motor.kuber import ret as ret_kube
from rettidig.motor.kuber.forskelle import forskelle
from rettidig.motor.kuber.udsnit import ingen
from rettidig.regler.former.maaling import REGELSAET, Tilsynsregel
from rettidig.regler.indlaes import Regelsaet
from rettidig.sprog import tekst
from rettidig.svar import forbehold, kolonner, spoergsmaal
from rettidig.svar.dansk_form import antal, dato_i_ord
from rettidig.svar.fejl import Brugerfejl, som_brugerfejl
from rettidig.svar.model import Svar
from rettidig.svar.spoergsmaal import lov_eller_saetning
from rettidig.tidslinje import calendar

_ENDELSE = ".parquet"


def lav(
    data: str,
    fra: str,
    til: str,
    ud: str,
    regelsaet: tuple[str, ...],
    valg: tuple[str, ...],
    kildefil: str | None,
    traade: str | None,
) -> None:
    """Count an extract or a store into a cube and write it."""
    lov = lov_eller_saetning()
    foerste, sidste = spoergsmaal.dato(fra, "--fra"), spoergsmaal.dato(til, "--til")
    if sidste < foerste:
        raise Brugerfejl(tekst("cli.omvendt_periode", fra=fra, til=til))
    for navn in regelsaet:
        spoergsmaal.et_af(navn, REGELSAET, "--regelsaet")
    valgte = spoergsmaal.valg(lov, valg)
    saet = tuple(navn for navn in REGELSAET if not regelsaet or navn in regelsaet)
    for dag in (foerste, sidste):
        spoergsmaal.kodet_lov(lov, dag)
    opgave = Kubeopgave.for_perioden(foerste, sidste, valgte.alle, saet)
    for dato in (opgave.maaneder[0], opgave.maaneder[-1]):
        spoergsmaal.kodet_lov(lov, dato)
    fil = _kubefil(ud)
    with som_brugerfejl(), Fremdrift() as frem:
        frem.trin(tekst("cli.trin.laeser"))
        kubedata = aabn_kubedata(data, kildefil, antal_traade(traade))
        frem.trin(tekst("cli.trin.regner"))
        kube = laeg_sammen(kubedata.svar(opgave), opgave.opsaetning)
        gem_kube(Gemtkube.ny(kube, kubedata.kilde, lov), fil)
    aflever_tekst(
        tekst(
            "kuber.skrevet",
            fil=fil,
            borgere=antal(kubedata.antal),
            celler=antal(len(kube.celler)),
            maaneder=antal(len(opgave.maaneder)),
            regelsaet=", ".join(saet),
        ),
        None,
    )


def ret(fil: str, foer: str, efter: str, ud: str | None, kildefil: str | None) -> None:
    """Correct a cube for the citizens who differ between the data it was counted from and the data as they now are."""
    lov = lov_eller_saetning()
    ny = _kubefil(fil if ud is None else ud)
    with som_brugerfejl(), Fremdrift() as frem:
        frem.trin(tekst("cli.trin.laeser"))
        gemt = aabn_kube(fil)
        _kontroller_lov(gemt, lov, fil)
        gamle = aabn_kubedata(foer, kildefil)
        _kontroller_kilde(gemt, gamle, fil, foer)
        nye = aabn_kubedata(efter, kildefil)
        frem.trin(tekst("cli.trin.regner"))
        fundet = forskelle(gamle.dele, nye.dele)
        kube = gemt.kube
        for historik in fundet.foer():
            kube = _rettet(kube, historik, ingen(), lov, fil)
        for historik in fundet.efter():
            kube = _rettet(kube, ingen(), historik, lov, fil)
        gem_kube(Gemtkube(kube, nye.kilde, gemt.stempler, gemt.motor), ny)
    aflever_tekst(tekst("kuber.rettet", fil=ny, antal=antal(fundet.antal)), None)


def genberegn_kube(fil: str, data: str, ud: str | None, kildefil: str | None, traade: str | None) -> None:
    """Count anew the slices of a cube that the law may have changed since it was counted."""
    lov = lov_eller_saetning()
    ny = _kubefil(fil if ud is None else ud)
    with som_brugerfejl(), Fremdrift() as frem:
        frem.trin(tekst("cli.trin.laeser"))
        gemt = aabn_kube(fil)
        snit = beroerte(gemt, lov)
        kubedata = aabn_kubedata(data, kildefil, antal_traade(traade))
        _kontroller_kilde(gemt, kubedata, fil, data)
        frem.trin(tekst("cli.trin.regner"))
        if snit or ny != Path(fil):
            gem_kube(genberegn(gemt, kubedata.svar), ny)
    regler = sorted({regel for aarsager in snit.values() for regel in aarsager})
    alle = len(gemt.kube.opsaetning.snit())
    aflever_tekst(
        tekst(
            "kuber.genberegnet" if snit else "kuber.uaendret",
            fil=ny,
            antal=antal(len(snit)),
            alle=antal(alle),
            regler=", ".join(regler) or tekst("kuber.motoren"),
        ),
        None,
    )


def vis(
    fil: str, pr: str | None, aar: str | None, regelsaet: str, form: str | None, ud: str | None, idag: dt.date
) -> None:
    """The measures on a month end or for a year, read from a cube."""
    if (pr is None) == (aar is None):
        raise Brugerfejl(tekst("cli.pr_eller_aar"))
    lov = lov_eller_saetning()
    spoergsmaal.et_af(regelsaet, REGELSAET, "--regelsaet")
    svarfil = None if ud is None else Path(ud)
    svarform = spoergsmaal.svarformat(form, svarfil)
    aaret = None if aar is None else spoergsmaal.aarstal(lov, aar)
    dag = spoergsmaal.spurgt_dag(lov, dt.date(aaret, 12, 31).isoformat() if aaret is not None else pr or "")
    with som_brugerfejl():
        gemt = aabn_kube(fil)
    navn = tekst(f"cli.regelsaet.{regelsaet}")
    if aaret is None:
        dag = spoergsmaal.maanedsslutning(dag)
        _kontroller_snit(gemt, lov, fil, [Snit(dag.dag, regelsaet)])
        maalt = maaling_af_kube(gemt.kube, lov, dag.dag, regelsaet)
        kort = tekst("cli.svar.maalinger", dag=dato_i_ord(dag.dato), lov=dag.lov, regelsaet=navn)
    else:
        _kontroller_snit(gemt, lov, fil, [Snit(slut, regelsaet) for slut in _maalte_maaneder(lov, aaret, idag)])
        maalt = aar_af_kube(gemt.kube, lov, aaret, regelsaet, idag)
        kort = tekst("cli.svar.aarsmaalinger", aar=aaret, lov=dag.lov, regelsaet=navn)
    valg = dict(gemt.kube.opsaetning.valg)
    spurgt = {"regelsaet": regelsaet} if aaret is None else {"aar": aaret, "regelsaet": regelsaet}
    svar = Svar(
        kolonner.MAALINGER if aaret is None else kolonner.AARSMAALINGER,
        maalt.raekker,
        dag.dato,
        dag.lov,
        None,
        spurgt,
        forbehold.fra_noter(lov, maalt.noter, valg),
        valg,
        tuple(navn for navn, v in valg.items() if navn in lov.valg.valg and v != lov.valg.valg[navn].standard),
    )
    aflever(svar, svarform, svarfil, kort)


def _rettet(kube: Kube, foer: Historik, efter: Historik, lov: Regelsaet, fil: str) -> Kube:
    try:
        return ret_kube(kube, foer, efter, lov)
    except ValueError:
        raise Brugerfejl(tekst("kuber.passer_ikke", fil=fil)) from None


def _kubefil(ud: str) -> Path:
    if not ud.strip():
        raise Brugerfejl(tekst("cli.tom_vaerdi", indstilling="--ud"))
    if Path(ud).suffix.lower() != _ENDELSE:
        raise Brugerfejl(tekst("kuber.endelse", fil=ud))
    return Path(ud)


def _maalte_maaneder(lov: Regelsaet, aar: int, idag: dt.date) -> list[int]:
    """The month ends a year is measured on: not those the law leaves out, nor those that have not come."""
    from rettidig.motor.maaleraekker import TILSYN

    udeladte = lov.hent(TILSYN, Tilsynsregel).udeladte_maaneder
    alle = calendar.month_ends_of_year(aar)
    return [dag for dag in alle if calendar.to_date(dag) not in udeladte and calendar.to_date(dag) <= idag]


def _kontroller_snit(gemt: Gemtkube, lov: Regelsaet, fil: str, snit: list[Snit]) -> None:
    """Raises ``Brugerfejl`` for a slice the cube does not hold, or that was counted under another law."""
    for maaned, regelsaet in snit:
        try:
            gemt.kube.opsaetning.plads(Snit(maaned, regelsaet))
        except KeyError:
            dato = calendar.to_date(maaned)
            raise Brugerfejl(tekst("kuber.mangler_snit", fil=fil, dag=dato, regelsaet=regelsaet)) from None
    _kontroller_lov(gemt, lov, fil, snit)


def _kontroller_lov(gemt: Gemtkube, lov: Regelsaet, fil: str, snit: list[Snit] | None = None) -> None:
    if beroerte(gemt, lov, snit):
        raise Brugerfejl(tekst("kuber.anden_lov", fil=fil))


def _kontroller_kilde(gemt: Gemtkube, data: Kubedata, fil: str, navn: str) -> None:
    if not gemt.kilde.samme_som(data.kilde):
        raise Brugerfejl(tekst("kuber.anden_kilde", fil=fil, data=navn, kilde=gemt.kilde.navn))
