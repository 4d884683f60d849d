"""What registered exemptions do to a duty, and why the others do nothing."""

from __future__ import annotations

from rettidig.motor.forklaring.knude import Knude
from rettidig.motor.forklaring.pligtsag import INGEN_RAEKKE, Pligt
from rettidig.motor.forklaring.skrivemaade import dato, iso, raekkenavn, stort, ugedag
from rettidig.sprog import tekst
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END


def fritagelse(pligt: Pligt) -> Knude | None:
    """The exemptions registered in or after the course and what they change; ``None`` when there are none."""
    senest = max(pligt.slut - 1, _afgoerende_dag(pligt))
    naere = [
        (fra, til, plads)
        for fra, til, plads in pligt.sag.alt.fritagelser.perioder.of(0)
        if til > pligt.start and fra <= senest
    ]
    if not naere:
        return None
    if pligt.version.fritagelse.virkning == "ingen":
        return Knude("fritagelse", tekst("forklar.fritagelse.uden_virkning_her"), pligt.hjemmel("fritagelse"))
    boern = tuple(_enkelt(pligt, fra, til, plads) for fra, til, plads in naere)
    gaeldende = _gaeldende(pligt)
    if gaeldende == INGEN_RAEKKE:
        return Knude("fritagelse", _uden_virkning(pligt), pligt.hjemmel("fritagelse"), boern=boern)
    til = next(til for _, til, plads in naere if plads == gaeldende)
    raekker = pligt.sag.raekker("fritagelser", [gaeldende])
    felter = {
        "raekke": raekkenavn(raekker[0]),
        "retsdagen": pligt.retsdagens_navn,
        "retsdato": dato(pligt.retsdato),
        "frist_foer": dato(pligt.frist_foer_fritagelse),
    }
    if pligt.version.fritagelse.virkning == "bortfalder":
        sagt = tekst("forklar.fritagelse.bortfalder", frist=dato(pligt.frist), **felter)
    elif til >= OPEN_END:
        sagt = stort(tekst("forklar.fritagelse.aaben", **felter))
    else:
        sagt = stort(
            tekst(
                "forklar.fritagelse.flytter",
                sidste_dag=dato(calendar.add_days(til, -1)),
                frist=ugedag(pligt.frist),
                **felter,
            )
        )
    flere = sum(1 for barn in boern if barn.opfyldt) > 1
    if flere:
        sagt += " " + tekst("forklar.fritagelse.flere")
    return Knude(
        "fritagelse",
        sagt,
        pligt.hjemmel("fritagelse"),
        "valg" if flere else "V",
        opfyldt=True,
        vaerdi=iso(pligt.frist),
        raekker=raekker,
        boern=boern,
    )


def _gaeldende(pligt: Pligt) -> int:
    flytter = pligt.version.fritagelse.virkning == "flytter"
    return pligt.flyttende_fritagelse if flytter else pligt.ophaevende_fritagelse


def _afgoerende_dag(pligt: Pligt) -> int:
    """The day an exemption must cover: the right date where it moves the deadline, the deadline where it lifts it."""
    return pligt.retsdato if pligt.version.fritagelse.virkning == "flytter" else pligt.frist


def _uden_virkning(pligt: Pligt) -> str:
    dag = _afgoerende_dag(pligt)
    if dag == NO_DAY:
        return tekst("forklar.fritagelse.ingen_dag")
    if pligt.version.fritagelse.virkning == "flytter":
        return tekst("forklar.fritagelse.ingen_retsdato", retsdagen=pligt.retsdagens_navn, dato=dato(dag))
    return tekst("forklar.fritagelse.ingen_frist", dato=dato(dag))


def _enkelt(pligt: Pligt, fra: int, til: int, plads: int) -> Knude:
    raekke = pligt.sag.raekke("fritagelser", plads)
    dag = _afgoerende_dag(pligt)
    omraade = pligt.version.fritagelse.omraade
    fritagende = pligt.sag.grundlag.fritagelser(omraade, pligt.regel.regel, pligt.gruppe).row.tolist()
    grunde = []
    if fra > pligt.sag.dag:
        grunde.append(tekst("forklar.fritagelse.planlagt", dag=dato(pligt.sag.dag)))
    elif plads not in fritagende:
        grunde.append(tekst(f"forklar.fritagelse.forkert_grund.{omraade}"))
    if dag == NO_DAY:
        grunde.append(tekst("forklar.fritagelse.ingen_dag_endnu"))
    elif dag < fra:
        grunde.append(tekst("forklar.fritagelse.begyndt_efter", dato=dato(dag)))
    elif dag >= til:
        grunde.append(tekst("forklar.fritagelse.slut_foer", dato=dato(dag)))
    if grunde:
        mangler = "; ".join(grunde)
        sagt = tekst("forklar.fritagelse.virker_ikke", raekke=raekkenavn(raekke), grunde=mangler)
    else:
        mangler = None
        sagt = tekst("forklar.fritagelse.virker", raekke=raekkenavn(raekke), dato=dato(dag))
    return Knude(
        "fritagelsesgrund",
        sagt,
        pligt.hjemmel("fritagelse"),
        opfyldt=not grunde,
        raekker=(raekke,),
        mangler=mangler,
    )
