"""Why a reform changes something, in words: the rule by its title, the field by its name, the codes as people say them.

The command line writes ids and codes, which a rule owner can look up. A page says the same in sentences.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from rettidig.forloeb import koder, lister
from rettidig.motor.forklaring.skrivemaade import kode, opregning, stort
from rettidig.regler.former.vilkaar import Vilkaarsregel, VilkaarVersion
from rettidig.regler.indlaes import Regelsaet, hent_lov
from rettidig.regler.kontrol import versioner
from rettidig.regler.reform import Aendring, aendringer
from rettidig.regler.reformraekkevidde import uden_proeve
from rettidig.regler.reformtabel import forskelslinjer
from rettidig.sprog import paa_sprog, tekst, valgt_sprog

_SKEL = re.compile(r"(, |; |: )")
_KODE = re.compile(r"\b[a-z0-9]+(?:[._][a-z0-9_]+)+\b")
_FLEST_I_EN_GRUND = 3
_FOERST = ("indsats", "ydelse", "haendelse", "grund")
"""Where a code stands in more than one list, it is said as the first of these says it."""


@dataclass(frozen=True)
class Aendringslinje:
    """One thing two laws differ in: the rule, what of it, and before and after in words; ``naar`` where it has days."""

    regel: str
    titel: str
    hvad: str
    foer: str
    efter: str
    hjemmel: str
    naar: str = ""


class Lovord:
    """The differences between two laws on a day, told in the language of the request.

    With ``med_ordlyd`` also what stands beside a rule and moves no answer, so that nothing in a draft is left out.
    """

    def __init__(self, foer: Regelsaet, efter: Regelsaet, dag: dt.date, *, med_ordlyd: bool = False) -> None:
        self._foer, self._efter, self._dag, self._med_ordlyd = foer, efter, dag, med_ordlyd
        self.aendringer = aendringer(foer, efter)
        self._efter_navn: dict[str, list[Aendring]] = defaultdict(list)
        for aendring in self.aendringer:
            self._efter_navn[aendring.navn].append(aendring)

    def regelnavn(self, regel: str | None) -> str:
        """The title of a rule, that of a draft's own too; one that is in neither law is called by its id."""
        fundet = None if regel is None else self._efter.regler.get(regel) or self._foer.regler.get(regel)
        return regel or "" if fundet is None else fundet.titel.paa(valgt_sprog())

    def hvorfor(self, raekke: Mapping[str, Any]) -> str:
        """The reasons of a row as sentences; those that only work together are told so."""
        navne = [navn for navn in str(raekke["parametre"] or "").split(", ") if navn]
        regel = raekke.get("regel") or raekke.get("maaling")
        fundne = [aendring for navn in navne for aendring in self._efter_navn.get(navn, ())]
        led = list(dict.fromkeys(self._saetning(a, egen=a.regel == regel) for a in fundne))
        if not led:
            return tekst("web.reform.hvorfor.ingen")
        return tekst("web.reform.hvorfor.sammen", led=" ".join(led)) if raekke.get("sammen") else " ".join(led)

    def linjer(self) -> list[Aendringslinje]:
        """Every difference between the laws, in the order of the rules."""
        return self._linjer

    @cached_property
    def _linjer(self) -> list[Aendringslinje]:
        fundne = forskelslinjer(self._foer, self._efter, self._dag, med_ordlyd=self._med_ordlyd)
        linjer = (
            Aendringslinje(
                linje.regel,
                self.regelnavn(linje.regel),
                stort(linje.hvad) or tekst("web.reform.hele_reglen"),
                i_ord(linje.foer) or tekst("web.reform.intet"),
                i_ord(linje.efter) or tekst("web.reform.intet"),
                linje.hjemmel,
                linje.naar,
            )
            for linje in fundne
        )
        return list(dict.fromkeys(linjer))

    def uden_proeve(self, spurgte: Collection[str]) -> list[tuple[str, str]]:
        """The rules that differ and are not tried on the facts: the title, and why not."""
        return [
            (
                self.regelnavn(en.regel),
                tekst(
                    f"web.reform.uden.{en.grund}",
                    kraever="" if en.kraever is None else en.kraever.paa(valgt_sprog()),
                ),
            )
            for en in uden_proeve(self._foer, self._efter, spurgte)
        ]

    def krav(self, regel: str, betingelse: str) -> str:
        """What a condition demands under the law after, or under the law before where it is gone."""
        for lov, noegle in ((self._efter, ""), (self._foer, "web.reform.krav.vaek")):
            fundet = lov.regler.get(regel)
            alle = versioner(fundet) if isinstance(fundet, Vilkaarsregel) else ()
            for version in reversed(alle):
                for en in version.betingelser if isinstance(version, VilkaarVersion) else ():
                    if en.id == betingelse:
                        sagt = en.krav.paa(valgt_sprog())
                        return tekst(noegle, krav=sagt) if noegle else sagt
        return ""

    def fakta(self, navne: Sequence[str]) -> str:
        """Facts by what they are called."""
        kendte = self._efter.fakta.efter_navn()
        return opregning(kendte[navn].titel.paa(valgt_sprog()) if navn in kendte else navn for navn in navne)

    def _dele(self, aendring: Aendring) -> tuple[str, str, str]:
        try:
            navn, gammel, ny = aendring.i_ord(self._foer, self._efter)
        except KeyError:
            # Texts and conditions inside a rule have no name of their own; the rule is told as a whole.
            navn, gammel, ny = "", None, None
        if not navn:
            foer, efter = (
                tekst("web.reform.gaelder" if _i_kraft(lov, aendring.regel) else "web.reform.gaelder_ikke")
                for lov in (self._foer, self._efter)
            )
            return tekst("web.reform.hele_reglen"), foer, efter
        ingen = tekst("web.reform.intet")
        return stort(navn), i_ord(gammel) or ingen, i_ord(ny) or ingen

    def _saetning(self, aendring: Aendring, *, egen: bool) -> str:
        """One reason; the rule is named where it is another than the one the row is about."""
        hvad, foer, efter = self._dele(aendring)
        titel = self.regelnavn(aendring.regel)
        if hvad == tekst("web.reform.hele_reglen"):
            gjaldt, gaelder = (_i_kraft(lov, aendring.regel) for lov in (self._foer, self._efter))
            slags = "anden" if gjaldt == gaelder else "ny" if gaelder else "vaek"
            egne = [linje for linje in self._linjer if linje.regel == aendring.regel]
            if slags == "anden" and len(egne) <= _FLEST_I_EN_GRUND:
                # Laws with another number of versions differ in the whole rule; a few differences are told one by one.
                led = [
                    tekst("web.reform.hvorfor.vaerdi", hvad=e.hvad, foer=e.foer, efter=e.efter.rstrip("."))
                    for e in egne
                ]
                return " ".join(led) if egen else tekst("web.reform.hvorfor.i_regel", regel=titel, led=" ".join(led))
            return tekst(f"web.reform.hvorfor.{slags}{'' if egen else '_regel'}", regel=titel)
        if not egen:
            hvad = tekst("web.reform.hvorfor.i_reglen", regel=titel, hvad=hvad.lower())
        vaek, til = _forskel(foer, efter)
        if vaek or til:
            led = [tekst("web.reform.hvorfor.uden", led=opregning(vaek))] if vaek else []
            led += [tekst("web.reform.hvorfor.med", led=opregning(til))] if til else []
            return tekst("web.reform.hvorfor.liste", hvad=hvad, led=opregning(led))
        return tekst("web.reform.hvorfor.vaerdi", hvad=hvad, foer=foer, efter=efter.rstrip("."))


def i_ord(vaerdi: str | None) -> str:
    """A value of the law with its codes, rules, facts and switches in words."""
    kendte = _ordene(valgt_sprog())
    sagt = "".join(kendte.get(led, led) for led in _SKEL.split(vaerdi or ""))
    # Inside a sentence only what can be nothing but a code or a fact is put in words.
    return _KODE.sub(lambda fundet: kendte.get(fundet[0], fundet[0]), sagt)


def _forskel(foer: str, efter: str) -> tuple[list[str], list[str]]:
    """What two lists differ in; nothing where they are no lists, or have nothing in common."""
    if ";" in foer + efter or ", " not in foer + efter:
        return [], []
    a, b = foer.split(", "), efter.split(", ")
    faelles = [led for led in a if led in b]
    return ([led for led in a if led not in b], [led for led in b if led not in a]) if faelles else ([], [])


def _i_kraft(lov: Regelsaet, regel: str) -> bool:
    fundet = lov.regler.get(regel)
    return fundet is not None and bool(versioner(fundet))


@cache
def _ordene(sprog: str) -> Mapping[str, str]:
    lov = hent_lov()
    with paa_sprog(sprog):
        ordnet: Sequence[str] = sorted(lister(), key=lambda liste: (liste not in _FOERST, liste))
        ordene = {navn: f"»{valg.titel.paa(sprog)}«" for navn, valg in lov.valg.valg.items()}
        for liste in reversed(ordnet):
            ordene.update({en.kode: kode(liste, en.kode) for en in koder(liste)})
        ordene.update({navn: f"»{regel.titel.paa(sprog)}«" for navn, regel in lov.regler.items()})
        ordene.update({faktum.navn: faktum.titel.paa(sprog) for faktum in lov.fakta.fakta if "." in faktum.navn})
        return ordene
