"""A draft act on trial: rules in the project's own form, laid over the coded law. Nothing of it is ever in force.

A draft is one rule file. Its rules take the place of those with the same id, whole; the rest of the law stands. The
text is read as data alone, refused where two readers could read it differently, and held against the shapes, the code
lists and the rest of the law, so that what is laid over is as whole as the law itself.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from rettidig.regler.former.grundform import Regel
from rettidig.regler.indlaes import RegelFejl, Regelfil, Regelsaet
from rettidig.regler.kontrol import regelfejl, versioner
from rettidig.regler.lokalt.skemafejl import skemafejl
from rettidig.regler.lokalt.yamltrae import HELE_FILEN, Fejl, IkkeEtOpslag, Ulaeselig, Yamltrae, trae_af
from rettidig.regler.lovversion import Kilde, Kilder
from rettidig.regler.reform import ALTID_FRA, ALTID_TIL, altid_fra_dag, som_altid
from rettidig.sprog import tekst

KILDE = "UDKAST"
"""What a draft writes as the source of what it changes."""
STOERSTE = 200_000
"""Bytes of a draft; the largest file of the coded law is a tenth of it."""
FLEST_FEJL = 50
STOERSTE_TAL = 100_000
"""The largest whole number a draft may hold: more days, weeks or hours than any life has."""
NYE_FORMER = frozenset({"frist"})
"""The shapes of which a draft may bring a rule the law does not have: the engine goes through all of these alone."""

_GRUPPE = re.compile(r"6\.([1-9]|1[0-3])")
_FRIE = frozenset({"hjemmel", "hjemler", "titel", "formaal", "i_ord", "tekst"})


class Udkastfejl(RegelFejl):
    """A draft cannot be used. ``fejl`` holds every fault with file and line."""

    def __init__(self, fejl: Iterable[Fejl]) -> None:
        self.fejl = tuple(fejl)[:FLEST_FEJL]
        super().__init__("\n".join(str(enkelt) for enkelt in self.fejl))


@dataclass(frozen=True)
class Udkast:
    """The rules of a draft by id, and what its file is called."""

    navn: str
    regler: Mapping[str, Regel]

    def begynder_efter(self, dag: dt.date) -> bool:
        """Whether some rule of it has a version that begins after a day."""
        return any(version.fra > dag for regel in self.regler.values() for version in versioner(regel))


def laes_udkast(indhold: bytes, navn: str, lov: Regelsaet, koder: Collection[str]) -> Udkast:
    """A draft held up against the shapes, the contract's ``koder``, and the rest of the law.

    Raises :class:`Udkastfejl` with every fault found at the first thing that fails: reading, shapes, codes, the whole.
    """
    trae = _trae(indhold, navn)
    try:
        fil = Regelfil.model_validate(trae.indhold)
    except ValidationError as fejl:
        raise Udkastfejl(skemafejl(trae, Regelfil, fejl)) from None
    except (ArithmeticError, RecursionError):
        raise Udkastfejl([Fejl(navn, 1, tekst("udkast.umuligt_tal"))]) from None
    fundne = [*_regelfejl(trae, fil, lov), *_vaerdifejl(trae, lov, koder)]
    if fundne:
        raise Udkastfejl(sorted(dict.fromkeys(fundne), key=lambda f: f.linje))
    udkast = Udkast(navn, {regel.regel: regel for regel in fil.regler})
    kendte = set(regelfejl(lov))
    helheden = [
        Fejl(navn, HELE_FILEN, saetning.removeprefix(f"{navn}: "))
        for saetning in regelfejl(lagt_over(lov, udkast))
        if saetning not in kendte
    ]
    if helheden:
        raise Udkastfejl(helheden)
    return udkast


def lagt_over(lov: Regelsaet, udkast: Udkast) -> Regelsaet:
    """The law with the rules of the draft in place of its own, with the dates they have."""
    kilder = Kilder(kilder={**lov.kilder.kilder, KILDE: Kilde(navn=udkast.navn, aar=None, nummer=None)})
    return replace(
        lov,
        regler={**lov.regler, **udkast.regler},
        filer={**lov.filer, **dict.fromkeys(udkast.regler, udkast.navn)},
        kilder=kilder,
    )


def altid_lagt_over(lov: Regelsaet, udkast: Udkast, id_: str) -> Regelsaet:
    """A law version as if it always held, with each rule of the draft as its latest version has it, always in force.

    Raises :class:`rettidig.regler.reform.UkendtLovversion`.
    """
    altid = som_altid(lov, id_)
    foerste = lov.lovversioner.lovversioner[0].fra
    nyeste = {
        navn: altid_fra_dag(regel, max(v.fra for v in versioner(regel)), foerste) if versioner(regel) else regel
        for navn, regel in udkast.regler.items()
    }
    return lagt_over(altid, replace(udkast, regler=nyeste))


def _trae(indhold: bytes, navn: str) -> Yamltrae:
    if len(indhold) > STOERSTE:
        raise Udkastfejl([Fejl(navn, HELE_FILEN, tekst("udkast.for_stor", antal=STOERSTE // 1000))])
    try:
        skrevet = indhold.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Udkastfejl([Fejl(navn, HELE_FILEN, tekst("lokalt.ikke_utf8"))]) from None
    try:
        trae = trae_af(skrevet, navn)
    except IkkeEtOpslag as fejl:
        raise Udkastfejl([replace(fejl.fejl, saetning=tekst("udkast.ikke_et_opslag"))]) from None
    except Ulaeselig as fejl:
        raise Udkastfejl([fejl.fejl]) from None
    regler = trae.indhold.get("regler")
    if isinstance(regler, list) and not regler:
        raise Udkastfejl([Fejl(navn, trae.linje(("regler",)), tekst("udkast.ingen_regler"))])
    return trae


def _regelfejl(trae: Yamltrae, fil: Regelfil, lov: Regelsaet) -> Iterator[Fejl]:
    """Rules that stand twice, take another shape than the law's, or are new in a shape that is looked up by id."""
    set_: set[str] = set()
    for nr, regel in enumerate(fil.regler):
        linje = trae.linje(("regler", nr, "regel"))
        gammel = lov.regler.get(regel.regel)
        if regel.regel in set_:
            yield Fejl(trae.navn, linje, tekst("udkast.to_gange", regel=regel.regel))
        elif gammel is not None and type(gammel) is not type(regel):
            form = getattr(gammel, "form", "")
            yield Fejl(trae.navn, linje, tekst("udkast.anden_form", regel=regel.regel, form=form))
        elif gammel is None and regel.form not in NYE_FORMER:
            former = ", ".join(sorted(NYE_FORMER))
            yield Fejl(trae.navn, linje, tekst("udkast.ny_form", regel=regel.regel, form=regel.form, former=former))
        elif not versioner(regel):
            yield Fejl(trae.navn, linje, tekst("udkast.uden_version", regel=regel.regel))
        set_.add(regel.regel)


def _vaerdifejl(trae: Yamltrae, lov: Regelsaet, koder: Collection[str]) -> Iterator[Fejl]:
    """Codes that neither the contract nor the law knows, and numbers too large to be meant."""
    egne = {str(en.get("regel")) for en in trae.indhold["regler"]}
    kendte = {*koder, *lov.regler, *egne, *_ord(lov), ""}
    for sti, vaerdi in _led(trae.indhold, ()):
        if isinstance(vaerdi, int) and not isinstance(vaerdi, bool) and abs(vaerdi) > STOERSTE_TAL:
            yield Fejl(trae.navn, trae.linje(sti), tekst("udkast.for_stort_tal", hoejst=STOERSTE_TAL))
        if isinstance(vaerdi, dt.date) and not ALTID_FRA.year <= vaerdi.year < ALTID_TIL.year:
            yield Fejl(trae.navn, trae.linje(sti), tekst("udkast.umulig_dag"))
        i_liste = isinstance(vaerdi, str) and sti and isinstance(sti[-1], int)
        if i_liste and vaerdi not in kendte and not _GRUPPE.fullmatch(vaerdi):
            yield Fejl(trae.navn, trae.linje(sti), tekst("udkast.ukendt_kode", vaerdi=vaerdi[:60]))


def _ord(lov: Regelsaet) -> set[str]:
    """Every word that stands in a list in the law as coded."""
    fundne: set[str] = set()
    rest: list[Any] = [regel.model_dump(exclude=set(_FRIE)) for regel in lov.regler.values()]
    while rest:
        led = rest.pop()
        if isinstance(led, dict):
            rest.extend(led.values())
        elif isinstance(led, list | tuple):
            fundne.update(en for en in led if isinstance(en, str))
            rest.extend(en for en in led if not isinstance(en, str))
    return fundne


def _led(indhold: Any, sti: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every value with the way to it."""
    if isinstance(indhold, dict):
        for navn, vaerdi in indhold.items():
            yield from _led(vaerdi, (*sti, str(navn)))
    elif isinstance(indhold, list):
        for nr, vaerdi in enumerate(indhold):
            yield from _led(vaerdi, (*sti, nr))
    else:
        yield sti, indhold
