"""Every offer in or near the course: whether it met the duty, or which clause it failed."""

from __future__ import annotations

from collections.abc import Iterator

from rettidig.motor.forklaring.knude import Knude
from rettidig.motor.forklaring.pligtsag import INGEN_RAEKKE, Pligt
from rettidig.motor.forklaring.skrivemaade import antal, dato, iso, opregning, raekkenavn
from rettidig.motor.forklaring.skrivemaade import kode as kodenavn
from rettidig.motor.forloeb import seneste_loentilskudsstart
from rettidig.motor.historik import INGEN_KODE, kodenavne
from rettidig.regler.former.frist import FristVersion
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sprog import tekst, valgt_sprog
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END


def opfyldelse_ved_tilbud(pligt: Pligt) -> Knude:
    """What offer the duty asks for, and how each registered one measures up."""
    boern = tuple(_kandidat(pligt, *kandidat) for kandidat in _kandidater(pligt))
    sagt = tekst("forklar.tilbud.krav", krav=pligt.version.i_ord.paa(valgt_sprog()), fra=dato(pligt.vindue_fra))
    if not boern:
        siden = pligt.version.udloeser.fra == "tilbud_ophoer"
        sagt += " " + tekst("forklar.tilbud.ingen_siden" if siden else "forklar.tilbud.ingen_registreret")
    raekke = pligt.opfyldt_raekke if pligt.loentilskud_raekke == INGEN_RAEKKE else pligt.loentilskud_raekke
    return Knude(
        "opfyldelse",
        sagt,
        pligt.hjemmel("opfyldelse"),
        pligt.version.tillid,
        opfyldt=any(barn.opfyldt for barn in boern),
        vaerdi=iso(pligt.opfyldt),
        raekker=() if raekke == INGEN_RAEKKE else pligt.sag.raekker("indsatser", [raekke]),
        boern=boern,
    )


def _kandidater(pligt: Pligt) -> Iterator[tuple[int, int, int]]:
    """Offers that began in the course or near it; none after the one that met the duty."""
    if pligt.version.udloeser.fra == "tilbud_ophoer":
        tidligst = OPEN_END
    else:
        tidligst = calendar.add_months(pligt.start, -valgte_tal().forklaring_tilbud_foer.vaerdi)
    for fra, til, plads in pligt.sag.alt.indsatser.perioder.of(0):
        naer = fra >= pligt.vindue_fra or til > tidligst
        if naer and fra <= _horisont(pligt):
            yield fra, til, plads


def _horisont(pligt: Pligt) -> int:
    if pligt.loentilskud_raekke != INGEN_RAEKKE:
        perioder = pligt.sag.alt.indsatser.perioder.of(0)
        return max(pligt.opfyldt, next(fra for fra, _, plads in perioder if plads == pligt.loentilskud_raekke))
    if pligt.opfyldt != NO_DAY:
        return pligt.opfyldt
    senest = calendar.add_months(pligt.slut, valgte_tal().forklaring_tilbud_efter.vaerdi)
    return min(senest, pligt.planer_til)


def _kandidat(pligt: Pligt, fra: int, til: int, plads: int) -> Knude:
    raekke = pligt.sag.raekke("indsatser", plads)
    grunde = list(_mangler(pligt, fra, til, raekke["indsats"]))
    felter = {"raekke": raekkenavn(raekke)}
    hjemmel = pligt.hjemmel("opfyldelse")
    if grunde:
        mangler: str | None = "; ".join(grunde)
        sagt = tekst("forklar.tilbud.taeller_ikke", grunde=mangler, **felter)
    elif plads == pligt.loentilskud_raekke and fra > pligt.frist:
        mangler, hjemmel = None, pligt.hjemmel("loentilskud")
        sagt = tekst(
            "forklar.tilbud.loentilskud_i_tide",
            retsdato=dato(pligt.retsdato),
            bevilget=dato(_bevilget(pligt, plads)),
            senest=dato(_loentilskud_senest(pligt)),
            **felter,
        )
    elif pligt.frist != NO_DAY and fra > pligt.frist:
        mangler = _for_sent(pligt, fra, plads)
        sagt = tekst("forklar.tilbud.for_sent", mangler=mangler, **felter)
    else:
        mangler = None
        sagt = tekst("forklar.tilbud.taeller" if pligt.frist != NO_DAY else "forklar.tilbud.uden_frist", **felter)
    if not grunde and _loeber_ved_start(pligt, fra, til):
        sagt += " " + tekst("forklar.tilbud.loeber_ved_start", dag=dato(pligt.vindue_fra))
    if not grunde and fra >= pligt.slut:
        sagt += " " + tekst("forklar.tilbud.loentilskud_lige_efter", slut=dato(pligt.slut - 1))
    return Knude(
        "tilbud",
        sagt,
        hjemmel,
        pligt.version.tillid,
        opfyldt=mangler is None,
        vaerdi={"begyndt": iso(fra), "dage": None if til >= OPEN_END else til - fra},
        raekker=(raekke,),
        mangler=mangler,
    )


def _mangler(pligt: Pligt, fra: int, til: int, indsats: str) -> Iterator[str]:
    """Every clause the offer fails, each as a part of a sentence."""
    krav = pligt.version.opfyldes_af
    begyndt = fra
    if _loeber_ved_start(pligt, fra, til):
        fra = pligt.vindue_fra
    if indsats not in krav.koder and not _ved_overgang(pligt, begyndt, indsats):
        yield _forkert_slags(pligt, indsats)
    if til < OPEN_END and til - begyndt < krav.mindst_dage:
        yield tekst("forklar.tilbud.for_kort", dage=antal(til - begyndt, "dag"), mindst=antal(krav.mindst_dage, "dag"))
    if fra < pligt.vindue_fra:
        yield tekst("forklar.tilbud.foer_forloebet", start=dato(pligt.vindue_fra))
    if fra > pligt.sag.dag:
        yield tekst("forklar.tilbud.planlagt", dag=dato(pligt.sag.dag))
    elif fra >= pligt.slut and not _efter_forloebet(pligt, fra, indsats):
        yield tekst("forklar.tilbud.efter_forloebet", slut=dato(pligt.slut - 1))


def _efter_forloebet(pligt: Pligt, fra: int, indsats: str) -> bool:
    """Whether it is a løntilskud begun so soon after the course that it counts as begun in it."""
    forloebsversion = pligt.sag.grundlag.forloebsversion
    slut = pligt.sag.grundlag.forloeb.slut[[pligt.forloeb]]
    return indsats in forloebsversion.loentilskud and fra <= int(seneste_loentilskudsstart(slut, forloebsversion)[0])


def _ved_overgang(pligt: Pligt, fra: int, indsats: str) -> bool:
    overgang = pligt.version.overgang
    return (
        overgang is not None
        and pligt.sag.valg[overgang.valg] == "ja"
        and indsats in overgang.koder
        and (overgang.begyndt_foer is None or fra < calendar.to_day(overgang.begyndt_foer))
    )


def _loeber_ved_start(pligt: Pligt, fra: int, til: int) -> bool:
    """Whether the offer began before the first day that counts, runs on it, and the rule lets such an offer count."""
    return pligt.version.opfyldes_af.loebende_taeller and fra < pligt.vindue_fra < til


def _forkert_slags(pligt: Pligt, indsats: str) -> str:
    """The kind does not count; where it does under another version of the rule, that is said too."""
    slags = kodenavn("indsats", indsats)
    andre = [version for version in pligt.regel.versioner if indsats in version.opfyldes_af.koder]
    if not andre:
        return tekst("forklar.tilbud.aldrig", slags=slags)
    return tekst(
        "forklar.tilbud.anden_version",
        slags=slags,
        retsdato=dato(pligt.valgt_dag),
        perioder=opregning(_gyldig(version) for version in andre),
    )


def _gyldig(version: FristVersion) -> str:
    til = "" if version.til is None else dato(calendar.to_day(version.til))
    return tekst("forklar.tilbud.gyldig", fra=dato(calendar.to_day(version.fra)), til=til)


def _for_sent(pligt: Pligt, fra: int, plads: int) -> str:
    sagt = tekst("forklar.tilbud.dage_for_sent", dage=antal(fra - pligt.frist, "dag"), frist=dato(pligt.frist))
    regel = pligt.version.loentilskudsfrist
    kode = int(pligt.sag.alt.indsatser.indsats[plads])
    if regel is None or kode == INGEN_KODE or kodenavne("indsats")[kode] not in regel.koder:
        return sagt
    bevilget = _bevilget(pligt, plads)
    if calendar.is_sentinel(bevilget):
        return sagt + tekst("forklar.tilbud.uden_bevilling")
    if bevilget > pligt.retsdato:
        return sagt + tekst("forklar.tilbud.bevilget_for_sent", bevilget=dato(bevilget), retsdato=dato(pligt.retsdato))
    return sagt + tekst("forklar.tilbud.efter_tre_uger", senest=dato(_loentilskud_senest(pligt)))


def _bevilget(pligt: Pligt, plads: int) -> int:
    return int(pligt.sag.alt.indsatser.bevilget[plads])


def _loentilskud_senest(pligt: Pligt) -> int:
    regel = pligt.version.loentilskudsfrist
    return pligt.frist if regel is None else calendar.add_days(pligt.frist, regel.dage)
