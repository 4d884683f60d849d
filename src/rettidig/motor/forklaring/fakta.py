"""The fact that met a duty which one of several facts may meet."""

from __future__ import annotations

from rettidig.motor.forklaring.knude import Knude
from rettidig.motor.forklaring.pligtsag import Pligt
from rettidig.motor.forklaring.skrivemaade import antal, dato, iso, raekkenavne
from rettidig.motor.forklaring.skrivemaade import kode as kodenavn
from rettidig.regler.former.frist import Fakta
from rettidig.sprog import tekst, valgt_sprog
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END


def opfyldelse_ved_fakta(pligt: Pligt) -> Knude:
    """What the duty asks for, from when on it counts, and the registered rows that met it."""
    sagt = tekst("forklar.fakta.krav", krav=pligt.version.i_ord.paa(valgt_sprog()))
    if pligt.vindue_fra < OPEN_END:
        sagt += " " + tekst("forklar.fakta.fra", fra=dato(pligt.vindue_fra))
    sket = pligt.opfyldt != NO_DAY
    raekker = _raekker(pligt) if sket else ()
    i_tide = sket and (pligt.frist == NO_DAY or pligt.opfyldt <= pligt.frist)
    mangler = None
    if not sket:
        mangler = tekst("forklar.fakta.intet", arter=_arter(pligt.version.opfyldes_af.fakta))
        sagt += " " + mangler
    elif i_tide:
        sagt += " " + tekst("forklar.fakta.sket", dato=dato(pligt.opfyldt), raekker=raekkenavne(raekker))
    else:
        dage = antal(pligt.opfyldt - pligt.frist, "dag")
        mangler = tekst("forklar.fakta.for_sent", dato=dato(pligt.opfyldt), raekker=raekkenavne(raekker), dage=dage)
        sagt += " " + mangler
    return Knude(
        "opfyldelse",
        sagt,
        pligt.hjemmel("opfyldelse"),
        pligt.version.tillid,
        opfyldt=i_tide,
        vaerdi=iso(pligt.opfyldt),
        raekker=raekker,
        mangler=mangler,
    )


def _arter(fakta: Fakta | None) -> str:
    """Every code that would do, by its name in the code lists."""
    if fakta is None:
        return ""
    lister = (
        ("slags", fakta.moeder),
        ("haendelse", fakta.haendelser),
        ("indsats", fakta.indsatser),
        ("visitation", fakta.visitationer),
        ("status", fakta.statusser),
    )
    return ", ".join(kodenavn(liste, kode) for liste, koder in lister for kode in koder)


def _raekker(pligt: Pligt) -> tuple[dict[str, object], ...]:
    """The rows of the day on which the duty was met that are among the facts asked for."""
    fakta, historik = pligt.version.opfyldes_af.fakta, pligt.sag.grundlag.historik
    if fakta is None:
        return ()
    dag, sag = pligt.opfyldt, pligt.sag
    fundne = [
        raekke
        for raekke in sag.raekker("samtaler", [p for d, p in historik.samtaler.dage.of(0) if d == dag])
        if raekke["slags"] in fakta.moeder
    ]
    for navn in fakta.haendelser:
        fundne += sag.raekker("haendelser", [p for d, p in historik.haendelser.kaldet(navn).of(0) if d == dag])
    fundne += [
        raekke
        for raekke in sag.raekker("indsatser", [p for d, _, p in historik.indsatser.perioder.of(0) if d == dag])
        if raekke["indsats"] in fakta.indsatser
    ]
    fundne += [
        raekke
        for raekke in sag.raekker("ydelser", [p for d, _, p in historik.ydelser.perioder.of(0) if d == dag])
        if raekke["visitation"] in fakta.visitationer or raekke["status"] in fakta.statusser
    ]
    return tuple(fundne)
