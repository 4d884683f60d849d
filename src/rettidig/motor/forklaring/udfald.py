"""The end of an obligation: what let it lapse, its status in a sentence, what would meet it, and the reservations."""

from __future__ import annotations

from rettidig.motor.forklaring.knude import Knude
from rettidig.motor.forklaring.pligtsag import INGEN_RAEKKE, Pligt
from rettidig.motor.forklaring.samtaler import talt_i_tide
from rettidig.motor.forklaring.skrivemaade import antal, dato, iso, maaned, raekkenavn, raekkenavne, timer, ugedag
from rettidig.motor.grundlag import samtaleversion
from rettidig.regler.former.grundform import TIMER_SKALA, Forbehold
from rettidig.regler.indlaes import Regelsaet
from rettidig.sprog import findes, tekst, valgt_sprog
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import NO_DAY

OPFYLDT_SOM = {"opfyldt": True, "opfyldt_for_sent": False, "overskredet": False}


def bortfald(pligt: Pligt) -> list[Knude]:
    """The lapse grounds that are near: the course's end, and ordinary wage hours in the month of the right date."""
    knuder = []
    if pligt.ophoert:
        if pligt.frist == NO_DAY:
            sagt = tekst("forklar.bortfald.ophoert_uden_frist", slut=dato(pligt.slut - 1))
        else:
            sagt = tekst("forklar.bortfald.ophoert", slut=dato(pligt.slut - 1), frist=dato(pligt.frist))
        raekker = pligt.sag.raekker("ydelser", pligt.sag.grundlag.forloeb.raekker.values_of(pligt.forloeb)[-1:])
        knuder.append(Knude("bortfald", sagt, pligt.hjemmel("ret"), "valg", True, iso(pligt.slut - 1), raekker))
    if timeknude := _loentimer(pligt):
        knuder.append(timeknude)
    return knuder


def _loentimer(pligt: Pligt) -> Knude | None:
    regel = pligt.version.bortfald_ved_loentimer
    if regel is None or pligt.gruppe not in regel.grupper or pligt.retsdato == NO_DAY or not pligt.loentimer:
        return None
    foerste = calendar.month_start(pligt.retsdato)
    registreret = pligt.sag.grundlag.historik.loentimer.maaneder.of(0)
    raekker = pligt.sag.raekker("loentimer", [plads for dag, plads in registreret if dag == foerste])
    noegle = "loentimer" if pligt.bortfald_loentimer else "for_faa_loentimer"
    sagt = tekst(
        f"forklar.bortfald.{noegle}",
        maaned=maaned(foerste),
        timer=timer(pligt.loentimer),
        graense=timer(regel.timer),
        raekker=raekkenavne(raekker),
    )
    vaerdi = pligt.loentimer / TIMER_SKALA
    return Knude("bortfald", sagt, pligt.hjemmel("bortfald"), "valg", pligt.bortfald_loentimer, vaerdi, raekker)


def udfald(pligt: Pligt, opfyldelse: Knude) -> Knude:
    """The status in a sentence, and what would meet the duty or would have met it."""
    return Knude(
        "udfald",
        tekst("forklar.udfald.indledning", saetning=_saetning(pligt)),
        pligt.hjemmel(),
        pligt.version.tillid,
        opfyldt=OPFYLDT_SOM.get(pligt.status),
        vaerdi=pligt.status,
        ville_opfylde=_ville_opfylde(pligt, opfyldelse),
    )


def _saetning(pligt: Pligt) -> str:
    frist = "" if pligt.frist == NO_DAY else ugedag(pligt.frist)
    opfyldt = "" if pligt.opfyldt == NO_DAY else dato(pligt.opfyldt)
    match pligt.status:
        case "opfyldt":
            return _opfyldt(pligt, opfyldt, frist)
        case "bortfaldet":
            return _bortfaldet(pligt)
        case "opfyldt_for_sent":
            dage = antal(pligt.opfyldt - pligt.frist, "dag")
            return tekst("forklar.udfald.opfyldt_for_sent", opfyldt=opfyldt, frist=frist, dage=dage)
        case "sat_paa_pause":
            if pligt.flyttende_fritagelse != INGEN_RAEKKE:
                return tekst("forklar.udfald.pause_fritagelse")
            if not pligt.maalt_i_timer:
                return tekst("forklar.udfald.pause_uden_dag")
            return tekst("forklar.udfald.pause_timer")
        case "afventer":
            tilbage = antal(pligt.frist - pligt.sag.dag, "dag")
            noegle = "afventer_idag" if pligt.frist == pligt.sag.dag else "afventer"
            return tekst(f"forklar.udfald.{noegle}", frist=frist, dage=tilbage)
        case _:
            dage = antal(pligt.sag.dag - pligt.frist, "dag")
            return tekst("forklar.udfald.overskredet", frist=frist, dage=dage)


def _opfyldt(pligt: Pligt, opfyldt: str, frist: str) -> str:
    if pligt.frist == NO_DAY:
        return tekst("forklar.udfald.opfyldt_uden_frist", opfyldt=opfyldt)
    if pligt.opfyldt == NO_DAY or pligt.opfyldt > pligt.frist:
        raekke = raekkenavn(pligt.sag.raekke("indsatser", pligt.loentilskud_raekke))
        return tekst("forklar.udfald.opfyldt_loentilskud", raekke=raekke, frist=frist)
    return tekst("forklar.udfald.opfyldt", opfyldt=opfyldt, frist=frist)


def _bortfaldet(pligt: Pligt) -> str:
    if pligt.ophoert:
        noegle = "bortfaldet_ophoert"
        if pligt.frist == NO_DAY:
            noegle = "bortfaldet_ur" if pligt.retsdato == NO_DAY else "bortfaldet_uden_frist"
        return tekst(f"forklar.udfald.{noegle}", slut=dato(pligt.slut - 1))
    if pligt.bortfald_loentimer:
        return tekst("forklar.udfald.bortfaldet_loentimer", maaned=maaned(pligt.retsdato))
    return tekst("forklar.udfald.bortfaldet_fritagelse")


def _ville_opfylde(pligt: Pligt, opfyldelse: Knude) -> str | None:
    if pligt.status in ("opfyldt", "bortfaldet"):
        return None
    krav = pligt.version.i_ord.paa(valgt_sprog())
    if pligt.version.opfyldes_af.slags == "samtaler":
        return _manglende_samtaler(pligt, opfyldelse, krav)
    if pligt.version.opfyldes_af.slags == "fakta":
        return _manglende_faktum(pligt, krav)
    if pligt.frist == NO_DAY:
        sluttet = pligt.slut <= pligt.sag.dag
        return tekst("forklar.ville.tilbud_naar_igen" if sluttet else "forklar.ville.tilbud_uden_frist", krav=krav)
    noegle = "afventer" if pligt.status == "afventer" else "var"
    laengde = pligt.version.opfyldes_af.mindst_dage
    sagt = tekst(
        f"forklar.ville.tilbud_{noegle}",
        krav=krav,
        frist=ugedag(pligt.frist),
        laengde=tekst("forklar.ville.enhver_laengde")
        if laengde == 1
        else tekst("forklar.ville.mindst", dage=antal(laengde, "dag")),
    )
    if pligt.version.loentilskudsfrist is not None:
        sagt += " " + tekst(
            "forklar.ville.loentilskud",
            retsdato=dato(pligt.retsdato),
            senest=dato(calendar.add_days(pligt.frist, pligt.version.loentilskudsfrist.dage)),
        )
    if pligt.status == "overskredet" and pligt.slut > pligt.sag.dag:
        sagt += " " + tekst("forklar.ville.for_sent_nu")
    return sagt


def _manglende_faktum(pligt: Pligt, krav: str) -> str:
    if pligt.frist == NO_DAY:
        return tekst("forklar.ville.faktum_uden_frist", krav=krav)
    noegle = "afventer" if pligt.status == "afventer" else "var"
    return tekst(f"forklar.ville.faktum_{noegle}", krav=krav, frist=ugedag(pligt.frist))


def _manglende_samtaler(pligt: Pligt, opfyldelse: Knude, krav: str) -> str:
    talt = talt_i_tide(opfyldelse)
    samtaler = "samtaler" if talt else "alle_samtaler"
    mangler = pligt.version.opfyldes_af.antal - talt
    if pligt.frist == NO_DAY:
        return tekst(f"forklar.ville.{samtaler}_uden_frist", mangler=antal(mangler, "afholdt"), krav=krav)
    noegle = "afventer" if pligt.status == "afventer" else "var"
    sagt = tekst(
        f"forklar.ville.{samtaler}_{noegle}",
        mangler=antal(mangler, "samtale_mere"),
        krav=krav,
        frist=ugedag(pligt.frist),
    )
    if pligt.status == "overskredet" and pligt.slut > pligt.sag.dag:
        sagt += " " + tekst("forklar.ville.samtaler_nu")
    return sagt


def forbehold(pligt: Pligt) -> list[Knude]:
    """The reservations that concern the duty: the version's own, those of the talks and of the course."""
    alle = [(hold, pligt.hjemmel()) for hold in pligt.version.forbehold]
    if pligt.version.opfyldes_af.slags == "samtaler":
        version = samtaleversion(pligt.sag.lov)
        alle += [(hold, version.hjemmel.tekst) for hold in version.forbehold]
    if pligt.maalt_i_timer or not pligt.er_dagpenge:
        forloebsversion = pligt.sag.grundlag.forloebsversion
        alle += [(hold, forloebsversion.hjemmel.tekst) for hold in forloebsversion.forbehold]
    return [
        forbeholdsknude(pligt.sag.lov, pligt.sag.valg, hold, hjemmel)
        for hold, hjemmel in alle
        if hold.angaar({pligt.gruppe}) and (hold.fra is None or pligt.valgt_dag >= calendar.to_day(hold.fra))
    ]


def forbeholdsknude(lov: Regelsaet, valg: dict[str, str], hold: Forbehold, hjemmel: str) -> Knude:
    """One reservation with its mark and, where a switch decides it, how the switch is set."""
    sagt = tekst("forklar.forbehold.titel", tekst=hold.tekst.paa(valgt_sprog()))
    vaerdi = None
    if hold.valg is not None:
        vaerdi = {"valg": hold.valg, "sat_til": valg[hold.valg]}
        titel = lov.valg.valg[hold.valg].titel.paa(valgt_sprog())
        sagt += " " + tekst("forklar.forbehold.valg", titel=titel, sat_til=valgvaerdi(valg[hold.valg]))
    return Knude("forbehold", sagt, hjemmel, hold.tillid, vaerdi=vaerdi)


def valgvaerdi(sat_til: str) -> str:
    """What a switch is set to, in words; as it is written where there are none."""
    eget = f"forklar.valgvaerdi.{sat_til}"
    return tekst(eget) if findes(eget) else sat_til
