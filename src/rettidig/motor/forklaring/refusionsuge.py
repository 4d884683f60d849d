"""The reimbursement week the day lies in: its number on the ladder and the share that follows."""

from __future__ import annotations

from rettidig.motor.forklaring.knude import Knude
from rettidig.motor.forklaring.sag import Sag
from rettidig.motor.forklaring.skrivemaade import kode as kodenavn
from rettidig.motor.forklaring.skrivemaade import opregning, periode
from rettidig.motor.forklaring.udfald import forbeholdsknude
from rettidig.motor.historik import kodenavne
from rettidig.motor.refusion import REFUSION, refusion_raekker
from rettidig.regler.former.sats import Satsregel
from rettidig.sprog import tekst
from rettidig.tidslinje import calendar


def refusionsknude(sag: Sag) -> Knude:
    """The week of the day on the ladder, judged by what is known on the day."""
    version = sag.lov.hent(REFUSION, Satsregel).versioner[0]
    hjemmel = version.hjemmel.tekst
    mandag = calendar.week_start(sag.dag)
    historik = sag.grundlag.historik
    i_ugen = any(
        fra < calendar.add_weeks(mandag, 1) and til > mandag
        for perioder in (historik.ydelser.perioder, historik.indsatser.perioder)
        for fra, til, _ in perioder.of(0)
    )
    # Only a benefit or an offer can touch a week: without one the ladder need not be climbed.
    raekker = refusion_raekker(sag.lov, historik, sag.dag, sag.dag) if i_ugen else []
    titel = tekst("forklar.refusion.titel", uge=periode(mandag, calendar.add_weeks(mandag, 1)))
    if not raekker:
        ingen = Knude("uden_for_trappen", tekst("forklar.refusion.ingen"), version.hjemmel_uger.tekst)
        return Knude("refusion", titel, hjemmel, version.tillid, boern=(ingen,))
    uge = raekker[-1]
    navne = [kodenavn("ydelse" if navn in kodenavne("ydelse") else "trappe", navn) for navn in uge["ydelse"].split("+")]
    sagt = tekst("forklar.refusion.uge", nummer=uge["ugenummer"], ydelse=opregning(navne), sats=uge["sats"])
    foer = int(sag.alt.borgere.ugetal_foer[0])
    if foer > 0:
        sagt += " " + tekst("forklar.refusion.foer", antal=foer)
    trin = Knude(
        "refusionsuge",
        sagt,
        hjemmel,
        version.tillid,
        vaerdi={navn: uge[navn] for navn in ("uge", "ydelse", "ugenummer", "sats")},
    )
    hold = (forbeholdsknude(sag.lov, sag.valg, each, hjemmel) for each in version.forbehold)
    return Knude("refusion", titel, hjemmel, version.tillid, boern=(trin, *hold))
