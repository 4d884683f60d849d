"""Every talk in or near the course: whether it was counted, or which clause it failed."""

from __future__ import annotations

from collections.abc import Iterator

from rettidig.motor.forklaring.knude import Knude, Raekke
from rettidig.motor.forklaring.pligtsag import Pligt
from rettidig.motor.forklaring.samtaleform import Formkontrol
from rettidig.motor.forklaring.skrivemaade import antal, dato, iso, opregning, raekkenavn
from rettidig.motor.forklaring.skrivemaade import kode as kodenavn
from rettidig.motor.grundlag import samtaleversion
from rettidig.regler.former.maalgruppe import gruppe_tekst
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sprog import tekst, valgt_sprog
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END


def opfyldelse_ved_samtaler(pligt: Pligt) -> Knude:
    """How many talks the duty asks for, and how each registered one measures up."""
    boern = _kandidater(pligt)
    talt = sum(1 for barn in boern if barn.vaerdi["nummer"] is not None)
    i_tide = sum(1 for barn in boern if barn.opfyldt)
    krav = pligt.version.opfyldes_af.antal
    sagt = tekst("forklar.samtaler.krav", krav=pligt.version.i_ord.paa(valgt_sprog()))
    if pligt.vindue_fra >= OPEN_END:
        egen = pligt.version.opfyldes_af.tidligst is not None
        sagt += " " + tekst("forklar.samtaler.intet_vindue_endnu" if egen else "forklar.samtaler.intet_vindue")
    else:
        sagt += " " + tekst("forklar.samtaler.fra", fra=dato(pligt.vindue_fra))
    noegle = "status" if pligt.frist == NO_DAY else "status_frist"
    frist = "" if pligt.frist == NO_DAY else dato(pligt.frist)
    sagt += " " + tekst(f"forklar.samtaler.{noegle}", talt=i_tide, krav=antal(krav, "samtale"), frist=frist)
    mangler = None if i_tide >= krav else tekst("forklar.samtaler.mangler", antal=antal(krav - i_tide, "samtale"))
    return Knude(
        "opfyldelse",
        sagt,
        pligt.hjemmel("opfyldelse"),
        pligt.version.tillid,
        opfyldt=i_tide >= krav,
        vaerdi={"dato": iso(pligt.opfyldt), "talt": talt, "talt_i_tide": i_tide, "kraevet": krav},
        mangler=mangler,
        boern=boern,
    )


def talt_i_tide(opfyldelse: Knude) -> int:
    """The number of talks counted by the deadline."""
    return int(opfyldelse.vaerdi["talt_i_tide"])


def _kandidater(pligt: Pligt) -> tuple[Knude, ...]:
    omkring = valgte_tal().forklaring_samtaler.vaerdi
    tidligst = calendar.add_months(pligt.start, -omkring)
    uopfyldt = pligt.opfyldt == NO_DAY
    senest = min(calendar.add_months(pligt.slut, omkring), pligt.planer_til) if uopfyldt else pligt.opfyldt
    form = Formkontrol(pligt.sag.grundlag, pligt.forloeb)
    knuder: list[Knude] = []
    talte_dage: list[int] = []
    for dag, plads in pligt.sag.alt.samtaler.dage.of(0):
        if not tidligst <= dag <= senest:
            continue
        raekke = pligt.sag.raekke("samtaler", plads)
        grunde = list(_mangler(pligt, dag, raekke))
        if not grunde and dag in talte_dage:
            grunde.append(tekst("forklar.samtaler.samme_dag"))
        if not grunde:
            talte_dage.append(dag)
        knuder.append(_knude(pligt, dag, raekke, grunde, len(talte_dage), form))
    return tuple(knuder)


def _knude(pligt: Pligt, dag: int, raekke: Raekke, grunde: list[str], nummer: int, form: Formkontrol) -> Knude:
    felter = {"raekke": raekkenavn(raekke)}
    if grunde:
        mangler: str | None = "; ".join(grunde)
        sagt = tekst("forklar.samtaler.taeller_ikke", grunde=mangler, **felter)
    elif pligt.frist != NO_DAY and dag > pligt.frist:
        mangler = tekst("forklar.samtaler.for_sent", dage=antal(dag - pligt.frist, "dag"), frist=dato(pligt.frist))
        sagt = tekst("forklar.samtaler.taeller_sent", nummer=nummer, mangler=mangler, **felter)
    else:
        mangler = None
        sagt = tekst("forklar.samtaler.taeller", nummer=nummer, **felter)
    version = samtaleversion(pligt.sag.lov)
    egne_slags = gruppe_tekst(pligt.gruppe) in version.slags_for_gruppe
    hjemmel = pligt.hjemmel() if egne_slags else version.hjemmel.tekst
    return Knude(
        "samtale",
        sagt,
        hjemmel,
        "V",
        opfyldt=mangler is None,
        vaerdi={"dato": iso(dag), "nummer": None if grunde else nummer},
        raekker=(raekke,),
        mangler=mangler,
        boern=() if grunde else form.knuder(dag, raekke),
    )


def _mangler(pligt: Pligt, dag: int, raekke: Raekke) -> Iterator[str]:
    """Every clause the talk fails, each as a part of a sentence."""
    version = samtaleversion(pligt.sag.lov)
    if raekke["status"] not in version.status:
        yield tekst("forklar.samtaler.status_er", status=kodenavn("samtalestatus", raekke["status"]))
    slags = version.slags_for_gruppe.get(f"6.{pligt.gruppe}", version.slags)
    if raekke["slags"] not in slags:
        yield tekst(
            "forklar.samtaler.slags_er",
            slags=kodenavn("slags", raekke["slags"]),
            taellende=opregning(kodenavn("slags", navn) for navn in slags),
        )
    kun_part = pligt.version.opfyldes_af.kun_part
    if kun_part is not None and pligt.gruppe in kun_part.grupper and (raekke["part"] or "") not in kun_part.part:
        yield tekst(
            "forklar.samtaler.part_er",
            part=kodenavn("part", raekke["part"]),
            taellende=opregning(kodenavn("part", navn) for navn in kun_part.part if navn),
        )
    if dag < pligt.start:
        yield tekst("forklar.samtaler.foer_forloebet", start=dato(pligt.start))
    elif pligt.vindue_fra >= OPEN_END:
        egen = pligt.version.opfyldes_af.tidligst is not None
        yield tekst("forklar.samtaler.vinduet_ikke_aabent" if egen else "forklar.samtaler.foer_overdragelse_ukendt")
    elif dag < pligt.vindue_fra:
        egen = pligt.version.opfyldes_af.tidligst is not None
        noegle = "foer_vinduet" if egen else "foer_overdragelse"
        yield tekst(f"forklar.samtaler.{noegle}", fra=dato(pligt.vindue_fra))
    if dag > pligt.sag.dag:
        yield tekst("forklar.samtaler.efter_dagen", dag=dato(pligt.sag.dag))
    elif dag >= pligt.slut:
        yield tekst("forklar.samtaler.efter_forloebet", slut=dato(pligt.slut - 1))
