"""Form fields made from the data contract and from the register of facts, so that a form asks what can be kept."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from stdnum.dk import cvr as stdcvr

from rettidig.forloeb import koder
from rettidig.forloeb.kontrakt import Kolonne, Type, kontrakt
from rettidig.motor.vilkaar.fakta import laes_vaerdi
from rettidig.regler.former.fakta import Faktum
from rettidig.sprog import findes, tekst, valgt_sprog
from rettidig.tal.selectors.virksomhed import er_kendt
from rettidig.web.regelnavne import regelnavn
from rettidig.web.registrer.slags import UNDTAGELSESREGLER

LAENGSTE_TEKST = 1000
_LAENGSTE_LINJE = 200
_BOGSTAVER = (("ae", "æ"), ("oe", "ø"), ("aa", "å"))
"""How codes are written, and read."""
_MAANED = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_DATOFORMER = ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m-%Y", "%d/%m/%Y")


class Talfelt(forms.CharField):
    """A number with a comma or a point, within limits; its value is the contract's text, empty for none."""

    def __init__(self, *, mindst: Decimal | None, hoejst: Decimal | None, decimaler: int, **andet: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=20, widget=widget, **andet)
        self.mindst, self.hoejst, self.decimaler = mindst, hoejst, decimaler

    def clean(self, value: Any) -> str:
        """The number as it is kept. Raises ``ValidationError`` with the limits."""
        skrevet = super().clean(value).replace(" ", "")
        if not skrevet:
            return ""
        try:
            tal = Decimal(skrevet.replace(",", "."))
        except InvalidOperation:
            raise ValidationError(tekst("web.registrer.fejl.tal")) from None
        if not tal.is_finite() or tal != round(tal, self.decimaler):
            raise ValidationError(tekst("web.registrer.fejl.decimaler", antal=self.decimaler))
        if (self.mindst is not None and tal < self.mindst) or (self.hoejst is not None and tal > self.hoejst):
            raise ValidationError(tekst("web.registrer.fejl.graenser", mindst=self.mindst, hoejst=self.hoejst))
        return f"{tal.normalize():f}"


class Datofelt(forms.DateField):
    """A day within the contract's limits."""

    def __init__(self, *, tidligst: dt.date | None = None, senest: dt.date | None = None, **andet: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=list(_DATOFORMER), **andet)
        self.tidligst, self.senest = tidligst, senest

    def clean(self, value: Any) -> dt.date | None:
        """The day. Raises ``ValidationError`` for one the contract cannot hold."""
        dag: dt.date | None = super().clean(value)
        for_tidligt = dag is not None and self.tidligst is not None and dag < self.tidligst
        if for_tidligt or (dag is not None and self.senest is not None and dag > self.senest):
            raise ValidationError(tekst("web.registrer.fejl.dag_uden_for"))
        return dag


class Maanedfelt(forms.CharField):
    """A calendar month, ``2026-03``."""

    def __init__(self, **andet: Any) -> None:
        super().__init__(max_length=7, widget=forms.TextInput(attrs={"type": "month"}), **andet)

    def clean(self, value: Any) -> str:
        """The month. Raises ``ValidationError`` for what is none."""
        skrevet: str = super().clean(value)
        if skrevet and not _MAANED.fullmatch(skrevet):
            raise ValidationError(tekst("web.registrer.fejl.maaned"))
        return skrevet


class Cvrfelt(forms.CharField):
    """A CVR number without spaces: its check digit is right, or it is a company's that is registered here already."""

    def __init__(self, **andet: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(max_length=16, widget=widget, **andet)

    def clean(self, value: Any) -> str:
        """The eight digits, empty for none. Raises ``ValidationError`` for what cannot be a CVR number."""
        skrevet: str = super().clean(value)
        if not skrevet:
            return ""
        renset: str = stdcvr.compact(skrevet)
        if not stdcvr.is_valid(renset) and not er_kendt(renset):
            raise ValidationError(tekst("web.registrer.fejl.cvr"))
        return renset


class Faktumfelt(forms.CharField):
    """A stated fact of an act, read as the command line reads it; its value is what may stand in a described act."""

    def __init__(self, faktum: Faktum, **andet: Any) -> None:
        super().__init__(max_length=LAENGSTE_TEKST, required=False, widget=_widget(faktum), **andet)
        self.faktum = faktum

    def clean(self, value: Any) -> Any:
        """The value, ``None`` where nothing is stated. Raises ``ValidationError`` with the reader's sentence."""
        skrevet: str = super().clean(value)
        if not skrevet:
            return None
        if self.faktum.type == "heltal" and skrevet.isdecimal():
            return int(skrevet)
        try:
            laes_vaerdi(self.faktum, skrevet)
        except ValueError as fejl:
            raise ValidationError(stort(str(fejl))) from None
        return skrevet


def kolonnefelt(tabel: str, navn: str) -> forms.Field:
    """The field of one column of the contract."""
    kolonne: Kolonne = kontrakt().tabeller[tabel].kolonner[navn]
    faelles: dict[str, Any] = {"required": kolonne.kraevet, "label": tekst(f"web.registrer.felt.{navn}")}
    if findes(f"web.registrer.hjaelp.{navn}"):
        faelles["help_text"] = tekst(f"web.registrer.hjaelp.{navn}")
    if navn == "cvr":
        return Cvrfelt(**faelles)
    if navn == "regel":
        return forms.ChoiceField(choices=[(regel, regelnavn(regel)) for regel in UNDTAGELSESREGLER], **faelles)
    if navn == "begrundelse":
        return forms.CharField(max_length=LAENGSTE_TEKST, widget=forms.Textarea(attrs={"rows": 3}), **faelles)
    match kolonne.type:
        case Type.KODE:
            valg = [(kode.kode, kode.navn) for kode in koder(str(kolonne.liste))]
            tom = [] if kolonne.kraevet else [("", tekst("web.registrer.vaelg"))]
            return forms.ChoiceField(choices=[*tom, *valg], **faelles)
        case Type.DATO | Type.SLUTDATO:
            return Datofelt(tidligst=kolonne.tidligst, senest=kolonne.senest, **faelles)
        case Type.JANEJ:
            svar = [("", tekst("web.registrer.ikke_oplyst")), ("ja", tekst("regler.ja")), ("nej", tekst("regler.nej"))]
            return forms.ChoiceField(choices=[(v, stort(ord_)) for v, ord_ in svar], **faelles)
        case Type.HELTAL:
            return Talfelt(mindst=kolonne.mindst, hoejst=kolonne.hoejst, decimaler=0, **faelles)
        case Type.MAANED:
            return Maanedfelt(**faelles)
        case Type.TAL:
            return Talfelt(mindst=kolonne.mindst, hoejst=kolonne.hoejst, decimaler=kolonne.decimaler, **faelles)
        case _:
            return forms.CharField(max_length=_LAENGSTE_LINJE, **faelles)


def faktumfelt(faktum: Faktum) -> Faktumfelt:
    """The field of a fact of the register, called what the register calls it."""
    return Faktumfelt(faktum, label=stort(faktum.titel.paa(valgt_sprog())))


def faktumnavn(navn: str) -> str:
    """What the field of a fact is called in the form."""
    return "f_" + navn.replace(".", "__")


def stort(ord_: str) -> str:
    """With a capital."""
    return ord_[:1].upper() + ord_[1:]


def _widget(faktum: Faktum) -> forms.Widget:
    match faktum.type:
        case "janej":
            valg = [("", tekst("web.registrer.ikke_oplyst")), ("ja", tekst("regler.ja")), ("nej", tekst("regler.nej"))]
            return forms.Select(choices=[(v, stort(navn)) for v, navn in valg])
        case "kode":
            return forms.Select(
                choices=[("", tekst("web.registrer.ikke_oplyst")), *((k, kodenavn(k)) for k in faktum.koder)]
            )
        case "dato":
            return forms.TextInput(attrs={"type": "date"})
        case "tekst":
            return forms.Textarea(attrs={"rows": 2})
        case _:
            return forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})


def kodenavn(kode: str) -> str:
    """What people call a code of a fact: by the lists of the contract, else as the code itself is read."""
    for liste in ("form", "indsats", "visitation"):
        for kendt in koder(liste):
            if kendt.kode == kode:
                return kendt.navn
    if findes(f"lokalt.farve.{kode}"):
        return stort(tekst(f"lokalt.farve.{kode}"))
    laest = kode.replace("_", " ")
    for ascii_, bogstav in _BOGSTAVER:
        laest = laest.replace(ascii_, bogstav)
    return stort(laest)
