"""The numbers and codes of a rule version in words: what the pages and the command line show of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from rettidig.regler.former.frist import Hjemler
from rettidig.regler.former.grundform import (
    TIMER_SKALA,
    Gruppe,
    Hjemmel,
    Regel,
    Streng,
    Tekst,
    Timetal,
    TimetalVaerdi,
    Version,
)
from rettidig.regler.former.kendt import KendtVersion
from rettidig.regler.former.proever import Baand
from rettidig.regler.former.satsbaand import SatsbaandVersion
from rettidig.regler.former.vilkaar import Betingelse, Vilkaarsregel, VilkaarVersion
from rettidig.regler.proeveord import i_ord
from rettidig.sprog import tekst, valgt_sprog

OERE = 100
"""Oere in a krone."""

PROMILLE = frozenset({"andel_under", "mindst_andel"})
PROCENT = frozenset({"sats"})
HJEMMEL_FOR = {
    "udloeser": "ret",
    "fristen_er": "frist",
    "opfyldes_af": "opfyldelse",
    "overgang": "opfyldelse",
    "loentilskudsfrist": "loentilskud",
    "fritagelse": "fritagelse",
    "bortfald_ved_loentimer": "bortfald",
    "uden_for_trappen": "hjemmel_uger",
    "spaerrer": "hjemmel_spaerrer",
    "spaerrer_indsatser": "hjemmel_spaerrer",
    "taeller_indsatser": "hjemmel_uger",
    "nulstil_uger": "hjemmel_nulstilling",
    "nulstil_vindue": "hjemmel_nulstilling",
    "brud": "hjemmel_brud",
    "ledighedsur": "hjemmel_ur",
}
"""Which of the paragraphs a version names for its conditions a field stands under; else the version's own."""

_GRUPPE = get_args(Gruppe)[1].func
_TIMER = get_args(TimetalVaerdi)[1].func
_RAMME = frozenset(Version.model_fields) | {"hjemler", *(navn for navn in HJEMMEL_FOR.values() if "_" in navn)}
_RAMME_REGEL = frozenset(Regel.model_fields) | {"form", "versioner"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number, code or text of a version. ``navn`` and ``vaerdi`` are in the chosen language."""

    felt: str
    navn: str
    vaerdi: str
    hjemmel: Hjemmel


def parametre(version: Version) -> list[Parameter]:
    """Everything a version says beyond validity, source and reservations, in the order of its shape."""
    if isinstance(version, VilkaarVersion):
        return [_betingelse(betingelse) for betingelse in version.betingelser]
    if isinstance(version, KendtVersion):
        return _kendt(version)
    if isinstance(version, SatsbaandVersion):
        return _satsbaand(version)
    return [
        Parameter(felt, navn, vaerdi, hjemmel_for(version, felt.split(".", maxsplit=1)[0]))
        for felt, navn, vaerdi in _raekker(version, _RAMME)
    ]


def _kendt(version: KendtVersion) -> list[Parameter]:
    """What the law says in words, its numbers in their units, and what is missing before it can be computed."""
    hjemmel, sprog = version.hjemmel, valgt_sprog()
    grupper = ", ".join(f"6.{gruppe}" for gruppe in version.grupper)
    egne = [Parameter("grupper", feltnavn("grupper"), grupper, hjemmel)] if grupper else []
    egne.append(Parameter("i_ord", feltnavn("i_ord"), version.i_ord.paa(sprog), hjemmel))
    for tal in version.tal:
        vaerdi = tekst(f"regler.enhed.{tal.enhed}", antal=tal_tekst(Decimal(tal.vaerdi)))
        egne.append(Parameter(f"tal.{tal.navn}", tal.titel.paa(sprog), vaerdi, hjemmel))
    return [*egne, Parameter("kraever", feltnavn("kraever"), version.kraever.paa(sprog), hjemmel)]


def _satsbaand(version: SatsbaandVersion) -> list[Parameter]:
    """The act's own bands, then those of each stretch of time."""
    hjemmel = version.hjemmel
    egne = [
        Parameter("niveau_aar", feltnavn("niveau_aar"), str(version.niveau_aar), hjemmel),
        Parameter("baand", feltnavn("baand"), _baand(version.baand), hjemmel),
    ]
    for periode in version.perioder:
        fra, til = periode.fra, periode.til
        hvornaar = tekst("regler.fra_dato", dato=dato_tekst(fra)) if til is None else _periode((fra, til))
        navn = f"{feltnavn('perioder')} {hvornaar}"
        egne.append(Parameter(f"perioder.{periode.fra.isoformat()}", navn, _baand(periode.baand), hjemmel))
    return egne


def _baand(alle: Iterable[Baand]) -> str:
    return "; ".join(_et_baand(baand) for baand in alle)


def _et_baand(baand: Baand) -> str:
    sats, fra = (tal_tekst(Decimal(oere) / OERE) for oere in (baand.sats, baand.fra))
    if baand.fra_hoejst is None:
        return tekst("regler.baand.fra", sats=sats, fra=fra)
    return tekst("regler.baand.mellem", sats=sats, fra=fra, hoejst=tal_tekst(Decimal(baand.fra_hoejst) / OERE))


def faelles(regel: Regel, hjemmel: Hjemmel) -> list[Parameter]:
    """What a rule says for all its versions alike."""
    if isinstance(regel, Vilkaarsregel):
        return [Parameter(felt, navn, vaerdi, hjemmel) for felt, navn, vaerdi in _vilkaar(regel)]
    return [Parameter(felt, navn, vaerdi, hjemmel) for felt, navn, vaerdi in _raekker(regel, _RAMME_REGEL)]


def _betingelse(betingelse: Betingelse) -> Parameter:
    """A condition: what is demanded, how it is tested, under its own paragraph and with its own mark."""
    proeve = i_ord(betingelse.proeve)
    if betingelse.naar is not None:
        proeve = tekst("vilkaar.ord.kun_naar", naar=i_ord(betingelse.naar), proeve=proeve)
    maerke = "" if betingelse.tillid == "V" else f" [{betingelse.tillid}]"
    krav = betingelse.krav.paa(valgt_sprog())
    return Parameter(f"betingelser.{betingelse.id}", betingelse.id, f"{krav} ({proeve}){maerke}", betingelse.hjemmel)


def _vilkaar(regel: Vilkaarsregel) -> Iterator[tuple[str, str, str]]:
    yield "handlinger", feltnavn("handlinger"), ", ".join(tekst(f"regler.vaerdi.{navn}") for navn in regel.handlinger)
    if regel.naar is not None:
        yield "naar", feltnavn("naar"), i_ord(regel.naar)
    yield "vaelges_efter", feltnavn("vaelges_efter"), regel.vaelges_efter


def aendringer(foer: Version, efter: Version) -> list[tuple[str, str, str]]:
    """What differs between two versions: name, value before, value after; an empty text where there was none.

    The lines of a table are compared as a set, so that a line that only moved is no change.
    """
    gamle, nye = _efter_felt(foer), _efter_felt(efter)
    forskelle = []
    for felt in [*nye, *(felt for felt in gamle if felt not in nye)]:
        foer_her, efter_her = gamle.get(felt, {}), nye.get(felt, {})
        vaek = [linje for linje in foer_her.items() if linje[0] not in efter_her]
        til = [linje for linje in efter_her.items() if linje[0] not in foer_her]
        if len(vaek) == len(til) == 1:
            forskelle.append((til[0][1], vaek[0][0], til[0][0]))
        else:
            forskelle.extend((navn, vaerdi, "") for vaerdi, navn in vaek)
            forskelle.extend((navn, "", vaerdi) for vaerdi, navn in til)
    return forskelle


def _efter_felt(version: Version) -> dict[str, dict[str, str]]:
    """Field path without the numbers of lines -> value -> name."""
    samlet: dict[str, dict[str, str]] = {}
    for parameter in parametre(version):
        felt, _, nummer = parameter.felt.rpartition(".")
        if nummer.isdigit():
            samlet.setdefault(felt, {})[parameter.vaerdi] = parameter.navn.rpartition(" ")[0]
        else:
            samlet.setdefault(parameter.felt, {})[parameter.vaerdi] = parameter.navn
    return samlet


def hjemmel_for(version: Version, felt: str) -> Hjemmel:
    """The paragraph a field of a version stands under."""
    navn = HJEMMEL_FOR.get(felt)
    if navn is None:
        return version.hjemmel
    hjemler = getattr(version, "hjemler", None)
    fundet = getattr(hjemler, navn) if isinstance(hjemler, Hjemler) else getattr(version, navn, None)
    return fundet if isinstance(fundet, Hjemmel) else version.hjemmel


def dato_tekst(dato: dt.date) -> str:
    """A date in words in the chosen language."""
    maaned = tekst("regler.maaneder").split()[dato.month - 1]
    return tekst("regler.dato", dag=dato.day, maaned=maaned, aar=dato.year)


def feltnavn(felt: str) -> str:
    """The name of a field of a shape in the chosen language."""
    return tekst(f"regler.felt.{felt}")


def tal_tekst(antal: Decimal) -> str:
    """An exact number without needless decimals, with the decimal mark of the chosen language."""
    kort = f"{antal.normalize():f}"
    return kort if valgt_sprog() == "en" else kort.replace(".", ",")


def promille_tekst(promille: int) -> str:
    """Thousandths as a percentage in words."""
    return tekst("regler.procent", antal=tal_tekst(Decimal(promille) / 10))


def timer_tekst(timer: int) -> str:
    """Hours of 1/10,000 in words."""
    return tekst("regler.timer", antal=tal_tekst(Decimal(timer) / TIMER_SKALA))


def _raekker(model: Streng, uden: frozenset[str], sti: str = "", foran: str = "") -> Iterator[tuple[str, str, str]]:
    """Field path, name and value; one row for each field of a part, one for each part of a list."""
    for felt, indhold, art in _felter(model):
        if felt in uden and not sti:
            continue
        navn = foran + feltnavn(felt)
        if isinstance(indhold, Streng) and not isinstance(indhold, (Tekst, Timetal, Hjemmel)):
            yield from _raekker(indhold, uden, f"{sti}{felt}.", f"{navn}: ")
        elif isinstance(indhold, tuple) and indhold and isinstance(indhold[0], Streng):
            for nummer, led in enumerate(indhold, start=1):
                yield f"{sti}{felt}.{nummer}", f"{navn} {nummer}", _led(led)
        elif isinstance(indhold, Mapping):
            for noegle, led in indhold.items():
                yield f"{sti}{felt}.{noegle}", f"{navn} {noegle}", _vaerdi(felt, led, art)
        else:
            yield f"{sti}{felt}", navn, _vaerdi(felt, indhold, art)


def _led(model: Streng) -> str:
    """A part of a list on one line."""
    return "; ".join(f"{feltnavn(felt)}: {_vaerdi(felt, indhold, art)}" for felt, indhold, art in _felter(model))


def _felter(model: Streng) -> Iterator[tuple[str, Any, Any]]:
    """The fields that say something: not those left at an empty default. With the annotation for reading them."""
    for felt, info in type(model).model_fields.items():
        indhold = getattr(model, felt)
        ved_standard = not info.is_required() and indhold == info.default
        if not ved_standard and indhold is not None and indhold not in ((), {}):
            yield felt, indhold, (info.annotation, *info.metadata)


def _vaerdi(felt: str, indhold: Any, art: Any) -> str:
    match indhold:
        case bool():
            return tekst("regler.ja" if indhold else "regler.nej")
        case dt.date():
            return dato_tekst(indhold)
        case Tekst():
            return indhold.paa(valgt_sprog())
        case Timetal():
            return ", ".join(f"{feltnavn(led)} {timer_tekst(getattr(indhold, led))}" for led in ("fuldtid", "deltid"))
        case Hjemmel():
            return indhold.tekst
        case Streng():
            return _led(indhold)
        case int():
            return _heltal(felt, indhold, art)
        case str():
            return _kode(indhold, art)
        case _:
            return ", ".join(_periode(led) if isinstance(led, tuple) else _vaerdi(felt, led, art) for led in indhold)


def _periode(dage: tuple[dt.date, dt.date]) -> str:
    return f"{dato_tekst(dage[0])} – {dato_tekst(dage[1])}"


def _heltal(felt: str, tal: int, art: Any) -> str:
    if felt in PROMILLE:
        return promille_tekst(tal)
    if felt in PROCENT:
        return tekst("regler.procent", antal=tal)
    if _rummer(art, _GRUPPE):
        return f"6.{tal}"
    return timer_tekst(tal) if _rummer(art, _TIMER) else str(tal)


def _kode(kode: str, art: Any) -> str:
    if not kode:
        return tekst("regler.tom_kode")
    return tekst(f"regler.vaerdi.{kode}") if kode in _faste_vaerdier(art) else kode


def _rummer(art: Any, laeser: Any) -> bool:
    """Whether an annotation or its metadata holds a validator."""
    if getattr(art, "func", None) is laeser:
        return True
    led = art if isinstance(art, tuple) else get_args(art)
    return any(_rummer(et, laeser) for et in led)


def _faste_vaerdier(art: Any) -> set[object]:
    if get_origin(art) is Literal:
        return set(get_args(art))
    led = art if isinstance(art, tuple) else get_args(art)
    return {vaerdi for et in led for vaerdi in _faste_vaerdier(et)}
