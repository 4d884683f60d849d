"""From what set the duty off to its deadline: group, law version, trigger, right date, clock and deadline."""

from __future__ import annotations

import numpy as np

from rettidig.motor.anledninger import FOERSTE_FRAVAERSDAG
from rettidig.motor.forklaring.knude import Knude, Raekke
from rettidig.motor.forklaring.pligtsag import INGEN_RAEKKE, Pligt
from rettidig.motor.forklaring.skrivemaade import (
    antal,
    dato,
    grupper,
    iso,
    maaned,
    periode,
    raekkenavn,
    raekkenavne,
    stort,
    timer,
    ugedag,
)
from rettidig.motor.forklaring.skrivemaade import gruppe as gruppenavn
from rettidig.motor.forklaring.skrivemaade import kode as kodenavn
from rettidig.motor.svar import lovversion_id
from rettidig.regler.former.grundform import TIMER_SKALA
from rettidig.regler.former.maalgruppe import UKENDT_GRUPPE, gruppe_tekst
from rettidig.sprog import tekst
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY
from rettidig.tidslinje.model import points_from_lists, timeline_from_lists


def fra_udloeser_til_frist(pligt: Pligt) -> tuple[Knude, ...]:
    """The steps that lead to the deadline, in the order of the law."""
    return (_maalgruppe(pligt), _lovversion(pligt), _udloeser(pligt), _retsdato(pligt), _frist(pligt))


def _maalgruppe(pligt: Pligt) -> Knude:
    felter = {"gruppe": gruppenavn(pligt.gruppe), "omfattede": grupper(pligt.version.grupper)}
    retsdagen = pligt.retsdagens_navn
    if pligt.version.gruppe_paa == "foerste":
        raekke = _foerste_kendte(pligt)
        sagt = tekst("forklar.maalgruppe.foerste", **felter)
    else:
        dag = pligt.gruppedag()
        raekke = pligt.ydelsesraekke(dag)
        noegle = f"forklar.maalgruppe.{_hvordan(pligt)}"
        sagt = stort(tekst(noegle, retsdagen=retsdagen, dato=dato(dag), **felter))
        if raekke != INGEN_RAEKKE and not _loeber(pligt, raekke, dag):
            sagt += " " + tekst("forklar.maalgruppe.sidst_holdt", dato=dato(dag))
    return Knude(
        "maalgruppe",
        sagt,
        f"LAB § 6, nr. {pligt.gruppe}",
        opfyldt=True,
        vaerdi=gruppe_tekst(pligt.gruppe),
        raekker=_ydelsesraekker(pligt, [raekke]),
    )


def _hvordan(pligt: Pligt) -> str:
    if pligt.retsdato == NO_DAY:
        return "ukendt_retsdato"
    return "retsdato" if pligt.gruppedag() == pligt.retsdato else "forude"


def _foerste_kendte(pligt: Pligt) -> int:
    forloeb = pligt.sag.grundlag.forloeb
    raekker = forloeb.raekker.values_of(pligt.forloeb)
    for raekke, nummer in zip(raekker, forloeb.grupper.values_of(pligt.forloeb), strict=True):
        if nummer != UKENDT_GRUPPE:
            return raekke
    return INGEN_RAEKKE


def _loeber(pligt: Pligt, raekke: int, dag: int) -> bool:
    perioder = pligt.sag.grundlag.historik.ydelser.perioder
    return any(fra <= dag < til for fra, til, plads in perioder.of(0) if plads == raekke)


def _ydelsesraekker(pligt: Pligt, pladser: list[int]) -> tuple[Raekke, ...]:
    return pligt.sag.raekker("ydelser", [plads for plads in pladser if plads != INGEN_RAEKKE])


def _lovversion(pligt: Pligt) -> Knude:
    lov, version = pligt.sag.lov, pligt.version
    lovversion = lovversion_id(pligt.sag.grundlag, pligt.valgt_dag)
    ukendt_retsdato = version.vaelges_efter == "retsdato" and pligt.retsdato == NO_DAY
    ukendt_frist = version.vaelges_efter == "frist" and pligt.frist == NO_DAY
    valgt_efter = "vurderingsdag" if ukendt_retsdato else "forloeb_start" if ukendt_frist else version.vaelges_efter
    felter = {
        "dato": dato(pligt.valgt_dag),
        "retsdagen": pligt.retsdagens_navn,
        "version": lovversion or tekst("forklar.lov.ingen_version"),
        "kilde": lov.kilder.kilder[version.hjemmel.kilde].navn,
    }
    return Knude(
        "lovversion",
        stort(tekst(f"forklar.lov.{valgt_efter}", **felter)),
        pligt.hjemmel(),
        version.tillid,
        vaerdi=lovversion,
    )


def _udloeser(pligt: Pligt) -> Knude:
    match pligt.version.udloeser.fra:
        case "forloeb_start":
            raekker = _udloesende_haendelse(pligt)
            if raekker:
                sagt = tekst("forklar.udloeser.haendelse", dato=dato(pligt.udloeser))
                return Knude("udloeser", sagt, pligt.hjemmel("ret"), vaerdi=iso(pligt.udloeser), raekker=raekker)
            raekker = _ydelsesraekker(pligt, [pligt.ydelsesraekke(pligt.start)])
            sagt = tekst("forklar.udloeser.forloeb", dato=dato(pligt.start), ydelse=kodenavn("ydelse", pligt.ydelse))
        case "foerste_fravaersdag":
            sagt, raekker = _fravaersdag(pligt)
        case "tilbud_ophoer":
            raekker = _ophoerte_tilbud(pligt)
            sagt = tekst("forklar.udloeser.ophoer", dato=dato(pligt.udloeser), tilbud=raekkenavne(raekker))
        case "haendelse":
            raekker = _udloesende_haendelse(pligt)
            paa_dagen = not raekker or any(raekke["dato"] == iso(pligt.udloeser) for raekke in raekker)
            noegle = "forklar.udloeser.haendelse" if paa_dagen else "forklar.udloeser.haendelse_foer"
            sagt = tekst(noegle, dato=dato(pligt.udloeser))
        case andet:
            raekker = _udloesende_haendelse(pligt)
            uden = pligt.udloeser == NO_DAY
            noegle = f"forklar.udloeser.{andet}_uden_dag" if uden else f"forklar.udloeser.{andet}"
            sagt = tekst(noegle, dato="" if uden else dato(pligt.udloeser))
    return Knude("udloeser", sagt, pligt.hjemmel("ret"), vaerdi=iso(pligt.udloeser), raekker=raekker)


def _udloesende_haendelse(pligt: Pligt) -> tuple[Raekke, ...]:
    """The rows of the event that set the duty off; none where something else did."""
    navne = pligt.version.udloeser.haendelser
    if pligt.version.udloeser.fra == "forloeb_start" and pligt.udloeser == pligt.start:
        return ()
    haendelser = pligt.sag.grundlag.historik.haendelser
    tidligst = pligt.version.udloeser.tidligst
    virker_fra = NO_DAY if tidligst is None else calendar.to_day(tidligst)
    fra = pligt.start if pligt.udloeser == virker_fra else pligt.udloeser
    dage = [post for navn in navne for post in haendelser.kaldet(navn).of(0)]
    egne = [plads for dag, plads in dage if fra <= dag <= pligt.udloeser]
    return pligt.sag.raekker("haendelser", egne)


def _fravaersdag(pligt: Pligt) -> tuple[str, tuple[Raekke, ...]]:
    haendelser = pligt.sag.grundlag.historik.haendelser.kaldet(FOERSTE_FRAVAERSDAG).of(0)
    raekker = pligt.sag.raekker("haendelser", [plads for dag, plads in haendelser if dag == pligt.udloeser])
    if raekker:
        sagt = tekst("forklar.udloeser.fravaersdag", dato=dato(pligt.udloeser), raekke=raekkenavn(raekker[0]))
        return sagt, raekker
    raekker = _ydelsesraekker(pligt, [pligt.ydelsesraekke(pligt.start)])
    return tekst("forklar.udloeser.uden_fravaersdag", dato=dato(pligt.udloeser)), raekker


def _ophoerte_tilbud(pligt: Pligt) -> tuple[Raekke, ...]:
    """The offers that overlap or touch each other and of which the last ended on the trigger day."""
    tilbud = pligt.sag.grundlag.tilbud(pligt.version.opfyldes_af.koder, 1)
    for fra, til in op.merge_spells(tilbud).of(0):
        if til == pligt.udloeser + 1:
            egne = [plads for start, slut, plads in tilbud.of(0) if fra <= start and slut <= til]
            return pligt.sag.raekker("indsatser", egne)
    return ()


def _retsdato(pligt: Pligt) -> Knude:
    if pligt.maalt_i_timer:
        return _timeur(pligt)
    trin = pligt.version.udloeser
    if pligt.retsdato == NO_DAY:
        return Knude("retsdato", tekst("forklar.retsdato.ukendt"), pligt.hjemmel("ret"), pligt.version.tillid)
    if trin.fast_dag is not None:
        sagt = tekst("forklar.retsdato.fast_dag", retsdato=ugedag(pligt.retsdato))
        return Knude("retsdato", sagt, pligt.hjemmel("ret"), pligt.version.tillid, vaerdi=iso(pligt.retsdato))
    if not trin.maaneder and not trin.dage:
        sagt = tekst("forklar.retsdato.samme_dag", retsdato=ugedag(pligt.retsdato))
        return Knude("retsdato", sagt, pligt.hjemmel("ret"), pligt.version.tillid, vaerdi=iso(pligt.retsdato))
    forskydning = antal(trin.maaneder, "maaned") if trin.maaneder else antal(trin.dage, "dag")
    er_tilbud = pligt.version.opfyldes_af.slags == "tilbud" and pligt.version.fristen_er == "ugens_soendag"
    sagt = tekst(
        "forklar.retsdato.ret" if er_tilbud else "forklar.retsdato.dag",
        forskydning=forskydning,
        udloeser=dato(pligt.udloeser),
        retsdato=ugedag(pligt.retsdato),
    )
    rundet = trin.maaneder and calendar.to_date(pligt.udloeser).day != calendar.to_date(pligt.retsdato).day
    if rundet:
        sagt += " " + tekst("forklar.retsdato.maanedens_sidste_dag")
    maerke = "valg" if rundet else pligt.version.tillid
    return Knude("retsdato", sagt, pligt.hjemmel("ret"), maerke, vaerdi=iso(pligt.retsdato))


def _timeur(pligt: Pligt) -> Knude:
    trin, dag = pligt.version.udloeser, pligt.sag.dag
    if trin.timer is None:
        raise ValueError("this duty is not measured in hours")
    graense = timer(pligt.sag.graense(trin.timer))
    vist = pligt.sag.timer_til_og_med(pligt.forloeb, dag)
    felter = {"graense": graense, "vist": timer(vist), "dag": dato(dag)}
    if pligt.retsdato == NO_DAY:
        sagt = tekst("forklar.ur.staar", **felter)
    elif pligt.fremskrevet:
        sagt = tekst("forklar.ur.forude", **felter)
    else:
        sagt = tekst("forklar.ur.naaet", retsdato=ugedag(pligt.retsdato), **felter)
    boern = [_urets_gang(pligt), *_stilstande(pligt)]
    if pligt.fremskrevet:
        boern.append(_fremskrivning(pligt))
    return Knude(
        "retsdato",
        sagt,
        pligt.hjemmel("ret"),
        pligt.version.tillid,
        vaerdi={"dato": iso(pligt.retsdato), "timer": vist / TIMER_SKALA, "fremskrevet": pligt.fremskrevet},
        boern=tuple(boern),
    )


def _urets_gang(pligt: Pligt) -> Knude:
    ur = pligt.sag.grundlag.forloebsversion.ledighedsur
    historik = pligt.sag.grundlag.historik
    deltid = bool(historik.borgere.deltid[0])
    ydelser = pligt.sag.raekker("ydelser", pligt.sag.grundlag.forloeb.raekker.values_of(pligt.forloeb))
    tilskud = pligt.sag.grundlag.tilbud(ur.loentilskud, 1).of(0)
    til = pligt.sag.dag + 1 if pligt.retsdato == NO_DAY else pligt.retsdato + 1
    regnet = pligt.sag.grundlag.ur.of(pligt.forloeb)
    med = [
        plads
        for fra, slut, plads in tilskud
        if fra < til and any(fra < urslut and urstart < slut for urstart, urslut in regnet)
    ]
    sagt = tekst(
        "forklar.ur.gang",
        forsikring=kodenavn("forsikring", "deltid" if deltid else "fuldtid"),
        pr_dag=timer(pligt.sag.graense(ur.timer_pr_hverdag)),
    )
    if med:
        sagt += " " + tekst("forklar.ur.loentilskud", tilbud=raekkenavne(pligt.sag.raekker("indsatser", med)))
    return Knude(
        "urets_gang",
        sagt,
        pligt.hjemmel("ret"),
        "valg",
        raekker=(*ydelser, *pligt.sag.raekker("indsatser", med)),
    )


def _stilstande(pligt: Pligt) -> list[Knude]:
    """The stretches from the course's start to the right date (or the day) on which the clock stood still."""
    if not pligt.pause_dage:
        return []
    grundlag = pligt.sag.grundlag
    til = pligt.sag.dag + 1 if pligt.retsdato == NO_DAY else pligt.retsdato
    hele = timeline_from_lists([[(pligt.start, til)]])
    staaet = op.subtract(hele, grundlag.ur.take(np.array([pligt.forloeb])).unvalued())
    uden_for = [
        (calendar.to_day(fra), calendar.to_day(sidste) + 1)
        for fra, sidste in grundlag.forloebsversion.ledighedsur.staar_stille
    ]
    skel = points_from_lists([sorted({dag for stille in uden_for for dag in stille})])
    knuder = []
    for fra, slut in op.split(staaet, skel).of(0):
        suspenderet = any(f <= fra and slut <= s for f, s in uden_for)
        noegle = "suspenderet" if suspenderet else "uden_ydelse"
        sagt = tekst(f"forklar.ur.{noegle}", periode=periode(fra, slut), dage=antal(slut - fra, "dag"))
        vaerdi = {"fra": iso(fra), "til": iso(slut - 1), "dage": slut - fra}
        knuder.append(Knude("stilstand", sagt, pligt.hjemmel("ret"), vaerdi=vaerdi))
    return knuder


def _fremskrivning(pligt: Pligt) -> Knude:
    raekke = pligt.ydelsesraekke(pligt.sag.dag)
    raekker = _ydelsesraekker(pligt, [raekke])
    grad = tekst("forklar.ur.grad", grad=str(raekker[0]["grad"]).replace(".", tekst("forklar.decimaltegn")))
    return Knude(
        "fremskrivning",
        tekst("forklar.ur.fremskrivning", grad=grad, dag=dato(pligt.sag.dag), retsdato=ugedag(pligt.retsdato)),
        pligt.hjemmel("ret"),
        "valg",
        vaerdi=iso(pligt.retsdato),
        raekker=raekker,
    )


def _frist(pligt: Pligt) -> Knude:
    foer = pligt.frist_foer_fritagelse
    if foer == NO_DAY:
        return Knude("frist", tekst("forklar.frist.ingen"), pligt.hjemmel("frist"), pligt.version.tillid)
    sagt = tekst(
        f"forklar.frist.{pligt.version.fristen_er}",
        frist=ugedag(foer),
        uge=calendar.to_date(foer).isocalendar().week,
        maaned=maaned(foer),
    )
    if pligt.flyttende_fritagelse != INGEN_RAEKKE:
        sagt += " " + tekst("forklar.frist.fritagelse_nedenfor")
    boern: list[Knude] = []
    overdragelse = pligt.version.opfyldes_af.efter_overdragelse
    if overdragelse is not None:
        boern.append(_overdragelse(pligt))
    return Knude("frist", sagt, pligt.hjemmel("frist"), pligt.version.tillid, vaerdi=iso(foer), boern=tuple(boern))


def _overdragelse(pligt: Pligt) -> Knude:
    """When the fund's time ends and the municipality's begins."""
    krav = pligt.version.opfyldes_af.efter_overdragelse
    if krav is None:
        raise ValueError("this duty has no hand-over")
    naaet = pligt.sag.naaet(pligt.forloeb, krav)
    graense = timer(pligt.sag.graense(krav))
    if naaet == NO_DAY:
        sagt = tekst("forklar.overdragelse.ikke_naaet", graense=graense)
        return Knude("overdragelse", sagt, pligt.hjemmel("ret"))
    sagt = tekst("forklar.overdragelse.naaet", graense=graense, naaet=dato(naaet), overdraget=dato(pligt.vindue_fra))
    if naaet > pligt.sag.dag:
        sagt += " " + tekst("forklar.overdragelse.fremskrevet")
    return Knude("overdragelse", sagt, pligt.hjemmel("ret"), vaerdi=iso(pligt.vindue_fra))
