"""Every least change of one coded parameter: a number by one, a date by a day, a code or a group more or less.

It knows types, not rules: a shape added tomorrow is changed like the others. Words, paragraphs, sources and the names
of facts are no parameters.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from rettidig.forloeb.koder import koder, lister
from rettidig.regler.former.frist import Hjemler
from rettidig.regler.former.grundform import ANTAL_GRUPPER, TIMER_SKALA, Forbehold, Hjemmel, Tekst, TimetalVaerdi
from rettidig.regler.former.proever import OERE_PR_KRONE, Beloeb, Faktanavn
from rettidig.tidslinje.calendar import add_days, to_date, to_day

ORD = (Hjemmel, Hjemler, Tekst, Forbehold)
"""What the pages show and no answer is computed from."""

NAVNE = {"regel", "form", "art", "id", "tillid", "kilde", "titel", "formaal", "forbehold", "valg", "indsats_navn"}
"""Fields that name something: to change the name is no change of the law."""

SLAGS = {"slags", "fra", "vises", "handlinger", "tidligst_efter", "vaelges_efter", "gruppe_paa"}
"""Words that say how a rule is read: of what sort a part is, which act it is about, which day chooses the version."""

UDEN_KODE = ""
"""In lists of visitations and parties the empty text is "none"."""

Aendring = tuple[str, str, Any]
"""The place within what is changed, what was done there, and the changed whole."""


@dataclass(frozen=True)
class Sted:
    """What a value is: its field, the codes that may stand there where the rule says so, and the law's groups."""

    navn: str
    felt: FieldInfo | None = None
    koder: tuple[str, ...] = ()
    faktakoder: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    grupper: tuple[int, ...] = tuple(range(1, ANTAL_GRUPPER + 1))

    def skala(self) -> int:
        """The smallest unit of a decimal number: 1 for a whole number."""
        maerker = _maerker(self.felt)
        if _maerker_af(TimetalVaerdi) & maerker:
            return TIMER_SKALA
        return OERE_PR_KRONE if _maerker_af(Beloeb) & maerker else 1

    def faste_ord(self) -> tuple[str, ...]:
        """The words of a closed field."""
        return () if self.felt is None else tuple(_faste_ord(self.felt.annotation))


def aendringer(vaerdi: Any, sted: Sted) -> Iterator[Aendring]:
    """All least changes of one value, however deep they lie."""
    match vaerdi:
        case BaseModel():
            yield from _model(vaerdi, sted)
        case bool():
            yield "", f"{vaerdi} -> {not vaerdi}", not vaerdi
        case int():
            yield from _tal(vaerdi, sted)
        case dt.date():
            yield from ((("", f"{vaerdi} -> {ny}", ny)) for ny in _nabodage(vaerdi))
        case str():
            yield from _ord(vaerdi, sted)
        case dict():
            for noegle, indhold in vaerdi.items():
                for sti, hvad, nyt in aendringer(indhold, sted):
                    yield _under(str(noegle), sti), hvad, vaerdi | {noegle: nyt}
        case tuple():
            yield from _liste(vaerdi, sted)


def _model(model: BaseModel, sted: Sted) -> Iterator[Aendring]:
    """Only what the rule file writes: a default that nobody wrote is no coded parameter."""
    for navn, felt in type(model).model_fields.items():
        vaerdi = getattr(model, navn)
        if navn not in model.model_fields_set or navn in NAVNE or isinstance(vaerdi, ORD) or _er_faktanavn(felt):
            continue
        fakta = sted.faktakoder.get(str(getattr(model, "faktum", "")), ())
        situationer = sted.faktakoder.get("naar", ()) if navn == "naar" else ()
        indre = replace(sted, navn=navn, felt=felt, koder=fakta if navn == "blandt" else situationer)
        for sti, hvad, nyt in aendringer(vaerdi, indre):
            yield _under(navn, sti), hvad, model.model_copy(update={navn: nyt})


def _tal(tal: int, sted: Sted) -> Iterator[Aendring]:
    """By one in the last decimal the law writes: 86.67 hours by 0.01, 225 hours by one."""
    skala = sted.skala()
    skridt = next(trin for trin in (skala, skala // 100 or 1, 1) if tal % trin == 0)
    for nyt in (tal - skridt, tal + skridt):
        yield "", f"{_vist(tal, skala)} -> {_vist(nyt, skala)}", nyt


def _vist(tal: int, skala: int) -> str:
    return f"{Decimal(tal) / skala}"


def _nabodage(dag: dt.date) -> tuple[dt.date, dt.date]:
    return to_date(add_days(to_day(dag), -1)), to_date(add_days(to_day(dag), 1))


def _ord(tekst: str, sted: Sted) -> Iterator[Aendring]:
    """Another word of a closed field, another code of the list, or "alle" but one group."""
    if sted.navn in SLAGS:
        return
    if tekst == "alle" and sted.navn != "fase":
        for gruppe in sted.grupper:
            yield "", f"alle uden 6.{gruppe}", tuple(g for g in sted.grupper if g != gruppe)
        return
    for andet in sted.faste_ord() or _kodeliste((tekst,), sted):
        if andet != tekst:
            yield "", f"{tekst} -> {andet}", andet


def _liste(liste: tuple[Any, ...], sted: Sted) -> Iterator[Aendring]:
    if sted.navn in SLAGS:
        return
    if liste and all(isinstance(et, int) for et in liste):
        yield from _maengde(liste, sted.grupper, "6.")
    elif liste and all(isinstance(et, str) for et in liste):
        yield from _maengde(liste, sted.faste_ord() or _kodeliste(liste, sted), "")
    else:
        for nr, indhold in enumerate(liste):
            for sti, hvad, nyt in aendringer(indhold, sted):
                yield _under(f"{nr + 1}", sti), hvad, (*liste[:nr], nyt, *liste[nr + 1 :])
            if len(liste) > 1 and not isinstance(indhold, dt.date) and sted.navn != "versioner":
                yield f"{nr + 1}", "fjernet", (*liste[:nr], *liste[nr + 1 :])


def _maengde(liste: tuple[Any, ...], mulige: tuple[Any, ...], foran: str) -> Iterator[Aendring]:
    """One taken out of a list, or one more of the same sort put into it."""
    for et in dict.fromkeys(liste):
        yield "", f"uden {foran}{et or '(ingen)'}", tuple(andet for andet in liste if andet != et)
    for nyt in mulige:
        if nyt not in liste:
            yield "", f"og {foran}{nyt or '(ingen)'}", (*liste, nyt)


def _kodeliste(koder_her: tuple[str, ...], sted: Sted) -> tuple[str, ...]:
    """The codes that may stand where these do: those named by the fact, else the contract's list that has them all."""
    if sted.koder:
        return sted.koder
    egne = {kode for kode in koder_her if kode}
    passende = [liste for liste in alle_kodelister() if egne <= set(liste)]
    fundet = min(passende, key=len, default=())
    return (*fundet, UDEN_KODE) if fundet and sted.navn in ("visitation", "part") else fundet


@cache
def alle_kodelister() -> tuple[tuple[str, ...], ...]:
    """The code lists of the data contract."""
    return tuple(tuple(kode.kode for kode in koder(navn)) for navn in lister())


def _under(foran: str, sti: str) -> str:
    return f"{foran}.{sti}" if sti else foran


def _er_faktanavn(felt: FieldInfo) -> bool:
    return bool(_maerker_af(Faktanavn) & _maerker(felt))


def _maerker_af(annoteret: Any) -> set[int]:
    return {id(led) for maerke in get_args(annoteret)[1:] for led in getattr(maerke, "metadata", None) or (maerke,)}


def _maerker(felt: FieldInfo | None) -> set[int]:
    """The identities of all annotations of a field, however deep its type holds them."""
    if felt is None:
        return set()
    fundne = {id(maerke) for maerke in felt.metadata}
    uset = [felt.annotation]
    while uset:
        type_ = uset.pop()
        for maerke in getattr(type_, "__metadata__", ()):
            fundne |= {id(led) for led in getattr(maerke, "metadata", None) or (maerke,)}
        uset += [led for led in get_args(type_) if not isinstance(led, str)]
    return fundne


def _faste_ord(type_: Any) -> Iterator[str]:
    if get_origin(type_) is Literal:
        yield from (ordet for ordet in get_args(type_) if isinstance(ordet, str))
    else:
        for led in get_args(type_):
            yield from _faste_ord(led)
