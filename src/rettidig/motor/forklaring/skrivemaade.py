"""How days, amounts, codes and registered rows are written in the explanation's sentences, in the chosen language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from rettidig.forloeb import koder
from rettidig.motor.forklaring.knude import Raekke
from rettidig.regler.former.grundform import TIMER_SKALA
from rettidig.regler.former.maalgruppe import gruppe_tekst
from rettidig.sprog import findes, paa_sprog, tekst, valgt_sprog
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import OPEN_END

KODELISTER = {
    "ydelser": {"ydelse": "ydelse", "visitation": "visitation", "status": "status"},
    "indsatser": {"indsats": "indsats"},
    "samtaler": {"slags": "slags", "form": "form", "status": "samtalestatus", "part": "part"},
    "fritagelser": {"grund": "grund"},
    "haendelser": {"haendelse": "haendelse"},
}


def dato(dag: int) -> str:
    """A day: ``9. april 2023``."""
    return _dato(dag, valgt_sprog())


@lru_cache(maxsize=4096)
def _dato(dag: int, sprog: str) -> str:
    """The same few days are named over and over again in one explanation."""
    with paa_sprog(sprog):
        dagen = calendar.to_date(dag)
        return tekst("forklar.dato", dag=dagen.day, maaned=maanedsnavn(dagen), aar=dagen.year)


def ugedag(dag: int) -> str:
    """A day with its weekday: ``søndag 9. april 2023``."""
    navn = tekst("forklar.ugedage").split()[calendar.to_date(dag).weekday()]
    return f"{navn} {dato(dag)}"


def maaned(dag: int) -> str:
    """A calendar month: ``juni 2022``."""
    dagen = calendar.to_date(dag)
    return f"{maanedsnavn(dagen)} {dagen.year}"


def maanedsnavn(dagen: dt.date) -> str:
    """The name of the month."""
    return tekst("forklar.maaneder").split()[dagen.month - 1]


def periode(fra: int, til: int) -> str:
    """A half-open period by its first and last day, ``9. januar - 31. marts 2023``; an open one says from when."""
    if til >= OPEN_END:
        return tekst("forklar.periode.aaben", fra=dato(fra))
    if til == fra + 1:
        return dato(fra)
    foerste, sidste = calendar.to_date(fra), calendar.to_date(til - 1)
    if (foerste.year, foerste.month) == (sidste.year, sidste.month):
        return f"{tekst('forklar.dag_i_maaned', dag=foerste.day)} - {dato(til - 1)}"
    if foerste.year == sidste.year:
        begynder = tekst("forklar.dato_uden_aar", dag=foerste.day, maaned=maanedsnavn(foerste))
        return f"{begynder} - {dato(til - 1)}"
    return f"{dato(fra)} - {dato(til - 1)}"


def decimaltal(tusindtal: int, skala: int) -> str:
    """An exact number given in parts of ``skala`` (a power of ten), with the language's decimal sign."""
    hele, rest = divmod(tusindtal, skala)
    brok = str(rest + skala)[1:].rstrip("0")
    return f"{hele}{tekst('forklar.decimaltegn')}{brok}" if brok else str(hele)


def timer(antallet: int) -> str:
    """Hours given in 1/10,000: ``961,98 timer``."""
    return tekst("forklar.antal.time.flere", antal=decimaltal(antallet, TIMER_SKALA))


def antal(tal: int, enhed: str) -> str:
    """A number of something: ``1 dag``, ``13 dage``."""
    return tekst(f"forklar.antal.{enhed}.{'en' if tal == 1 else 'flere'}", antal=tal)


def opregning(led: Iterable[str]) -> str:
    """``a, b og c``."""
    alle = list(led)
    if len(alle) < 2:  # noqa: PLR2004
        return "".join(alle)
    return tekst("forklar.opregning", foerste=", ".join(alle[:-1]), sidste=alle[-1])


def alternativer(led: Iterable[str]) -> str:
    """``a, b eller c``: one of them is enough."""
    alle = list(led)
    if len(alle) < 2:  # noqa: PLR2004
        return "".join(alle)
    return tekst("forklar.alternativer", foerste=", ".join(alle[:-1]), sidste=alle[-1])


def stort(saetning: str) -> str:
    """A sentence with a capital first letter."""
    return saetning[:1].upper() + saetning[1:]


def kode(liste: str, navn: str | None) -> str:
    """A code in words, fit for the middle of a sentence. A code the list does not name is written as it is."""
    if navn is None:
        return tekst("forklar.ikke_angivet")
    eget = f"forklar.kode.{liste}.{navn}"
    if findes(eget):
        return tekst(eget)
    return _kodenavne(liste, valgt_sprog()).get(navn) or _midt_i_saetning(navn)


@cache
def _kodenavne(liste: str, sprog: str) -> dict[str, str]:
    with paa_sprog(sprog):
        return {hver.kode: _midt_i_saetning(hver.navn) for hver in koder(liste)}


def _midt_i_saetning(navn: str) -> str:
    return navn[0].lower() + navn[1:] if navn[1:2].islower() else navn


def gruppe(nummer: int) -> str:
    """A target group by number and name: ``6.2 (jobparat)``."""
    skrevet = gruppe_tekst(nummer)
    if skrevet is None:
        return tekst("forklar.gruppe.ingen")
    navn = tekst(f"forklar.gruppe.{skrevet}")
    return navn if skrevet == "ukendt" else f"{skrevet} ({navn})"


def grupper(numre: Sequence[int]) -> str:
    """Several target groups by number: ``6.1, 6.2 og 6.3``."""
    return opregning(gruppe_tekst(nummer) or "" for nummer in numre)


def raekkenavn(raekke: Raekke) -> str:
    """A registered row as it is named in a sentence: ``øvrig vejledning ... (indsatser, række 14)``."""
    tabel = raekke["tabel"]
    felter = {
        kolonne: kode(liste, raekke[kolonne])
        for kolonne, liste in KODELISTER.get(tabel, {}).items()
        if raekke[kolonne] is not None
    }
    return tekst(
        f"forklar.raekke.{tabel}",
        hvad=_hvad(raekke, felter),
        hvornaar=_hvornaar(raekke),
        resten="".join(f", {led}" for led in _resten(raekke, felter)),
        tabel=tabel,
        nummer=raekke["raekke"],
    )


def raekkenavne(raekker: Iterable[Raekke]) -> str:
    """Several registered rows in one sentence."""
    return opregning(raekkenavn(raekke) for raekke in raekker)


def iso(dag: int) -> str | None:
    """A day as data; ``None`` for none."""
    fundet = calendar.to_date_or_none(dag)
    return None if fundet is None else fundet.isoformat()


def dag_af(vaerdi: str) -> int:
    """The day of a date written ``YYYY-MM-DD``."""
    return calendar.to_day(dt.date.fromisoformat(vaerdi))


def _hvad(raekke: Raekke, felter: dict[str, str]) -> str:
    match raekke["tabel"]:
        case "ydelser":
            led = [felter["ydelse"], *(felter[navn] for navn in ("visitation", "status") if navn in felter)]
            if raekke["grad"] != 1:
                grad = str(raekke["grad"]).replace(".", tekst("forklar.decimaltegn"))
                led.append(tekst("forklar.grad", grad=grad))
            return ", ".join(led)
        case "samtaler":
            return felter["slags"]
        case "loentimer":
            tal = str(raekke["timer"]).replace(".", tekst("forklar.decimaltegn"))
            return tekst("forklar.loentimer", antal=tal)
        case "undtagelser":
            return str(raekke["begrundelse"])
        case "borgere":
            return ""
        case _:
            return next(iter(felter.values()))


def _resten(raekke: Raekke, felter: dict[str, str]) -> list[str]:
    """What is told of a talk after its day: form, status and party."""
    if raekke["tabel"] != "samtaler":
        return []
    led = [felter[navn] for navn in ("form", "status") if navn in felter]
    return [*led, tekst("forklar.med_part", part=felter["part"])] if "part" in felter else led


def _hvornaar(raekke: Raekke) -> str:
    if "fra" in raekke:
        til = OPEN_END if raekke["til"] is None else dag_af(raekke["til"]) + 1
        return periode(dag_af(raekke["fra"]), til)
    if "maaned" in raekke:
        return maaned(dag_af(raekke["maaned"]))
    return dato(dag_af(raekke.get("dato") or raekke["foedselsdato"]))
