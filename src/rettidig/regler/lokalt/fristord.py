"""A local deadline in words: whom it is for, when it falls due, what meets it, what lifts it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rettidig.regler.former.lokalfrist import LokalFristVersion, Vej
from rettidig.regler.parametre import tal_tekst, timer_tekst
from rettidig.sprog import tekst, valgt_sprog


def linjer(version: LokalFristVersion) -> Iterator[tuple[str, str]]:
    """Name and value of everything a version says."""
    yield tekst("lokalt.side.hvem"), _hvem(version)
    yield tekst("lokalt.side.falder"), _falder(version)
    yield tekst("lokalt.side.opfyldes"), version.i_ord.paa(valgt_sprog())
    yield tekst("lokalt.side.veje"), "; ".join(_vej(vej) for vej in version.opfyldes_af)
    if version.bortfalder_ved:
        yield tekst("lokalt.side.bortfalder"), "; ".join(_vej(vej) for vej in version.bortfalder_ved)
    if version.fritagelse is not None:
        yield tekst("lokalt.side.fritagelse"), tekst(f"lokalt.side.fritagelse.{version.fritagelse}")


def _hvem(version: LokalFristVersion) -> str:
    dele = [grupper_tekst(version.grupper)]
    if version.ydelser:
        dele.append(tekst("lokalt.side.kun_ydelser", ydelser=", ".join(version.ydelser)))
    if version.undtagne_ydelser:
        dele.append(tekst("lokalt.side.undtaget", ydelser=", ".join(version.undtagne_ydelser)))
    if version.kun_efter_haendelse is not None:
        dele.append(tekst("lokalt.side.efter_haendelse", haendelse=version.kun_efter_haendelse))
    for navn, ved in version.grupper_ved.items():
        for vaerdi, grupper in ved.items():
            dele.append(tekst("lokalt.side.ved_valg", valg=navn, vaerdi=vaerdi, grupper=grupper_tekst(grupper)))
    return "; ".join(dele)


def _falder(version: LokalFristVersion) -> str:
    udloeser = version.udloeser
    fra = tekst(f"lokalt.side.fra.{udloeser.fra}", koder=", ".join(udloeser.koder))
    trin = []
    if udloeser.maaneder:
        trin.append(tekst("regler.trae.antal_maaneder", antal=udloeser.maaneder))
    if udloeser.dage:
        trin.append(tekst("regler.trae.antal_dage", antal=udloeser.dage))
    dele = [" + ".join([fra, *trin])]
    if udloeser.timer is not None:
        fuldtid, deltid = timer_tekst(udloeser.timer.fuldtid), timer_tekst(udloeser.timer.deltid)
        dele.append(tekst("lokalt.side.paa_dagpenge", fuldtid=fuldtid, deltid=deltid))
    if version.gentages is not None:
        dele.append(tekst("lokalt.side.gentages", antal=version.gentages.hver_maaneder))
    if version.fristen_er == "dagen_foer":
        dele.append(tekst("lokalt.side.dagen_foer"))
    return "; ".join(dele)


def _vej(vej: Vej) -> str:
    match vej.slags:
        case "samtaler":
            saetning = tekst("lokalt.side.vej.samtaler", antal=vej.antal)
        case "loentimer":
            saetning = tekst("lokalt.side.vej.loentimer", timer=timer_tekst(vej.timer or 0))
        case "tilbud" | "haendelse":
            saetning = tekst(f"lokalt.side.vej.{vej.slags}", koder=", ".join(vej.koder))
            if vej.mindst_dage > 1:
                saetning += tekst("lokalt.side.vej.mindst", dage=tal_tekst(Decimal(vej.mindst_dage)))
    if vej.tidligst_maaneder is not None:
        saetning += tekst("lokalt.side.vej.tidligst", antal=vej.tidligst_maaneder)
    return saetning


def grupper_tekst(grupper: Sequence[int]) -> str:
    """Target groups as they are written."""
    return ", ".join(f"6.{gruppe}" for gruppe in grupper)
