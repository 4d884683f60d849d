"""The root of the explanation: the citizen, the day, the law in force and what was known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rettidig.motor.forklaring.fokus import fokusknude
from rettidig.motor.forklaring.forloebet import forloebsknuder
from rettidig.motor.forklaring.knude import Knude, Raekke
from rettidig.motor.forklaring.pligt import pligter, pligtknude
from rettidig.motor.forklaring.pligtsag import Pligt
from rettidig.motor.forklaring.refusionsuge import refusionsknude
from rettidig.motor.forklaring.sag import Sag
from rettidig.motor.forklaring.skrivemaade import (
    antal,
    dag_af,
    dato,
    iso,
    opregning,
    periode,
    raekkenavn,
    raekkenavne,
    stort,
)
from rettidig.motor.forklaring.uden_pligt import uden_pligt
from rettidig.motor.forklaring.udfald import valgvaerdi
from rettidig.motor.grundlag import GRUPPEREGEL, PLIGTFORLOEB
from rettidig.motor.historikkilder import DAGSKOLONNE
from rettidig.regler.former.forloeb import Forloebsregel
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.former.maalgruppe import Maalgrupperegel
from rettidig.sprog import tekst, valgt_sprog
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import OPEN_END

BEGYNDER = {tabel: kolonne for tabel, kolonne in DAGSKOLONNE.items() if tabel != "undtagelser"}
"""The column by which a row counts as begun."""


def rodknude(sag: Sag, regler: tuple[Fristregel, ...], *, med_maal: bool) -> Knude:
    """The tree of one citizen on one day; ``med_maal`` adds focus goals and reimbursement to the rules asked about."""
    grupperegel = sag.lov.hent(GRUPPEREGEL, Maalgrupperegel).versioner[0].hjemmel.tekst
    forloebsregel = sag.lov.hent(PLIGTFORLOEB, Forloebsregel).versioner[0].hjemmel.tekst
    almindelige = sag.lov.frister()
    ogsaa = tuple(regel for regel in regler if regel.vises != "altid")
    alle = pligter(sag, regler if med_maal else almindelige + ogsaa)
    valgte = {regel.regel for regel in regler}
    fundne = [pligt for pligt in alle if pligt.regel.regel in valgte]
    boern = [
        Knude("grundlag", tekst("forklar.rod.grundlag"), grupperegel, boern=tuple(_grundlag(sag, forloebsregel))),
        _forloeb(sag, forloebsregel),
        _pligter(fundne, len(alle), forloebsregel),
        *uden_pligt(sag, regler, fundne),
    ]
    if med_maal:
        boern += [knude for knude in (fokusknude(sag), refusionsknude(sag)) if knude is not None]
    return Knude(
        "borger",
        tekst("forklar.rod.titel", borger=sag.borger, dag=dato(sag.dag)),
        f"{grupperegel}; {forloebsregel}",
        vaerdi={"borger_id": sag.borger, "pr": iso(sag.dag), "lov": _lovversion_id(sag)},
        raekker=(sag.borgerraekke,),
        boern=tuple(boern),
    )


def _lovversion_id(sag: Sag) -> str | None:
    version = sag.lov.lovversioner.paa(calendar.to_date(sag.dag))
    return None if version is None else version.id


def _grundlag(sag: Sag, hjemmel: str) -> Iterator[Knude]:
    yield _lov_paa_dagen(sag, hjemmel)
    yield _kendt(sag, hjemmel)
    yield from _planlagt(sag, hjemmel)
    if sag.fakta.fravaerende:
        tal = "en" if len(sag.fakta.fravaerende) == 1 else "flere"
        sagt = tekst(f"forklar.rod.fravaerende.{tal}", tabeller=opregning(sag.fakta.fravaerende))
        yield Knude("fravaerende_tabeller", sagt, hjemmel, vaerdi=list(sag.fakta.fravaerende))
    for navn, sat_til in sorted(sag.valg.items()):
        valg = sag.lov.valg.valg[navn]
        if sat_til != valg.standard:
            sagt = tekst(
                "forklar.rod.valg",
                titel=valg.titel.paa(valgt_sprog()),
                sat_til=valgvaerdi(sat_til),
                standard=valgvaerdi(valg.standard),
            )
            yield Knude("valg", sagt, hjemmel, valg.tillid, vaerdi={"valg": navn, "sat_til": sat_til})


def _lov_paa_dagen(sag: Sag, hjemmel: str) -> Knude:
    version = sag.lov.lovversioner.paa(calendar.to_date(sag.dag))
    if version is None:
        return Knude("lov", tekst("forklar.rod.ingen_lov", dag=dato(sag.dag)), hjemmel, "OPEN")
    til = OPEN_END if version.til is None else calendar.to_day(version.til) + 1
    sagt = tekst(
        "forklar.rod.lov" if version.status == "kodet" else "forklar.rod.lov_ikke_kodet",
        dag=dato(sag.dag),
        version=version.id,
        periode=periode(calendar.to_day(version.fra), til),
        kilde=sag.lov.kilder.kilder[version.kilde].navn,
        aendring=version.aendring.paa(valgt_sprog()),
    )
    return Knude("lov", sagt, hjemmel, version.tillid, vaerdi=version.id)


def _kendt(sag: Sag, hjemmel: str) -> Knude:
    tal = {tabel: sum(1 for dag in _dage(sag, tabel) if dag <= sag.dag) for tabel in BEGYNDER}
    led = [antal(nummer, tabel) for tabel, nummer in tal.items() if nummer]
    sagt = tekst("forklar.rod.kendt", dag=dato(sag.dag), led=opregning(led) or tekst("forklar.rod.intet"))
    return Knude("kendt", sagt, hjemmel, "valg", vaerdi=tal)


def _planlagt(sag: Sag, hjemmel: str) -> Iterator[Knude]:
    """What begins only after the day: shown, never counted."""
    senere = [tabel for tabel in BEGYNDER if any(dag > sag.dag for dag in _dage(sag, tabel))]
    raekker = [raekke for tabel in senere for raekke in _begyndte(sag, tabel, efter=True)]
    if raekker:
        i_orden = sorted(raekker, key=lambda raekke: str(raekke[BEGYNDER[raekke["tabel"]]]))
        sagt = tekst("forklar.rod.planlagt", dag=dato(sag.dag))
        boern = tuple(
            Knude("planlagt_raekke", stort(f"{raekkenavn(raekke)}."), hjemmel, "valg", raekker=(raekke,))
            for raekke in i_orden
        )
        yield Knude("planlagt", sagt, hjemmel, "valg", vaerdi=len(boern), boern=boern)


def _dage(sag: Sag, tabel: str) -> list[int]:
    """The days on which the rows of a table begin."""
    dage: list[int] = sag.fakta.kilde.dage(tabel, BEGYNDER[tabel]).tolist()
    return dage


def _begyndte(sag: Sag, tabel: str, *, efter: bool) -> list[Raekke]:
    """The rows of a table that begin by the day, or only after it."""
    return [raekke for raekke in sag.alle(tabel) if (dag_af(raekke[BEGYNDER[tabel]]) > sag.dag) == efter]


def _forloeb(sag: Sag, hjemmel: str) -> Knude:
    forloeb = forloebsknuder(sag)
    noegle = "forloeb" if forloeb else "intet_forloeb"
    boern = (*forloeb, *_uden_forloeb(sag, hjemmel))
    return Knude("maalgruppe_og_forloeb", tekst(f"forklar.rod.{noegle}", dag=dato(sag.dag)), hjemmel, boern=boern)


def _uden_forloeb(sag: Sag, hjemmel: str) -> Iterator[Knude]:
    """Benefits that make no course: outside LAB § 6, they matter for the reimbursement ladder only."""
    version = sag.grundlag.forloebsversion
    med_forloeb = {version.ledighedsur.ydelse, *(navn for brud in version.brud for navn in brud.ydelser)}
    uden = [raekke for raekke in _begyndte(sag, "ydelser", efter=False) if raekke["ydelse"] not in med_forloeb]
    if uden:
        sagt = tekst("forklar.rod.uden_forloeb", raekker=raekkenavne(uden))
        yield Knude("ydelser_uden_forloeb", sagt, hjemmel, raekker=tuple(uden))


def _pligter(fundne: Sequence[Pligt], alle: int, hjemmel: str) -> Knude:
    """The section of obligations, one node each; ``alle`` is how many the citizen has under any rule."""
    boern = tuple(pligtknude(pligt) for pligt in fundne)
    if len(boern) < alle:
        sagt = tekst("forklar.rod.pligter_udvalg", antal=len(boern), alle=alle)
    elif boern:
        sagt = tekst("forklar.rod.pligter", antal=antal(len(boern), "pligt"))
    else:
        sagt = tekst("forklar.rod.ingen_pligter")
    hjemler = dict.fromkeys(barn.hjemmel for barn in boern)
    return Knude("pligter", sagt, "; ".join(hjemler) or hjemmel, vaerdi=len(boern), boern=boern)
