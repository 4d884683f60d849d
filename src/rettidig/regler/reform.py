"""Another law on trial: the coded law as if one version of it always held, and what two laws differ in.

These are pure functions on the law as data. What they answer with is an ordinary :class:`Regelsaet`, so the engine
judges by it as by any other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from rettidig.regler.former.forloeb import ForloebVersion
from rettidig.regler.former.frist import Fristregel, FristVersion
from rettidig.regler.former.grundform import Hjemmel, Regel, Streng, Version
from rettidig.regler.former.maaling import Fokusmaal1Regel
from rettidig.regler.former.tabeller import SamtaleformVersion, SamtaleVersion
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.kontrol import versioner
from rettidig.regler.lovversion import Lovversion, Lovversioner
from rettidig.regler.opslag import gaeldende
from rettidig.regler.parametre import HJEMMEL_FOR, dato_tekst, faelles, feltnavn, hjemmel_for, parametre

ALTID_FRA = dt.date(1850, 1, 1)
ALTID_TIL = dt.date(2299, 12, 31)
"""The days between which a law made to hold always is in force: long before and after any that can be asked about."""
_FOER_ALT = dt.date(1900, 1, 1)
"""Where a rule splits time in an old and a new part, and one version holds always, all days lie in the new part."""

R = TypeVar("R", bound=Regel)
Sti = tuple[str | int, ...]


class UkendtLovversion(KeyError):
    """No coded law version has this id; ``kendte`` are those that are."""

    def __init__(self, id_: str, kendte: tuple[str, ...]) -> None:
        super().__init__(id_)
        self.kendte = kendte


def kodede_versioner(lov: Regelsaet) -> tuple[str, ...]:
    """The ids of the law versions that are coded, oldest first."""
    return tuple(version.id for version in lov.lovversioner.lovversioner if version.status == "kodet")


def som_altid(lov: Regelsaet, id_: str) -> Regelsaet:
    """The law as if one of its versions had always held and always would.

    Of every rule only what was in force on the version's first day is left, and that on all days; dates inside a rule
    that say from or until when a line holds are settled alike. Dates that are facts of their own (the months the clock
    stood still) stay. A rule not in force then is left without versions. Raises :class:`UkendtLovversion`.
    """
    version = next((v for v in lov.lovversioner.lovversioner if v.id == id_ and v.status == "kodet"), None)
    if version is None:
        raise UkendtLovversion(id_, kodede_versioner(lov))
    foerste = lov.lovversioner.lovversioner[0].fra
    return replace(
        lov,
        regler={navn: altid_fra_dag(regel, version.fra, foerste) for navn, regel in lov.regler.items()},
        lovversioner=Lovversioner(lovversioner=(version.model_copy(update={"fra": ALTID_FRA, "til": ALTID_TIL}),)),
    )


def ikke_kodet(lov: Regelsaet, dag: dt.date) -> Lovversion | None:
    """The law version of a day, where it is known and not coded; else none."""
    version = lov.lovversioner.paa(dag)
    return None if version is None or version.status == "kodet" else version


def fortsat(lov: Regelsaet) -> Regelsaet:
    """The law as if what is in force on the last coded day went on, where no later version of the rule takes over.

    What is known of the law after that day and not coded is left out; whoever answers by this says so. A rule that
    already has versions after the last coded day, as a draft may, keeps them.
    """
    kodede = [version for version in lov.lovversioner.lovversioner if version.status == "kodet"]
    sidste = kodede[-1].til
    if sidste is None or sidste == ALTID_TIL:
        return lov
    # A last day is kept, far away: the engine asks the register for the last coded day and reads on from there.
    kodede[-1] = kodede[-1].model_copy(update={"til": ALTID_TIL})
    return replace(
        lov,
        regler={navn: _fortsat_regel(regel, sidste) for navn, regel in lov.regler.items()},
        lovversioner=Lovversioner(lovversioner=tuple(kodede)),
    )


def _fortsat_regel(regel: R, sidste: dt.date) -> R:
    alle = versioner(regel)
    fortsatte = {
        id(version)
        for version in alle
        if version.til == sidste and not any(ny.fra > sidste and afloeser(ny, version) for ny in alle)
    }
    if not fortsatte:
        return regel
    nye = tuple(v.model_copy(update={"til": None}) if id(v) in fortsatte else v for v in alle)
    return regel.model_copy(update={"versioner": nye})


def afloeser(ny: Version, gammel: Version) -> bool:
    """Whether a later version of a rule takes over from an earlier: one chosen by another day, or of a talk's form for
    other groups, stands beside it instead."""
    if isinstance(ny, FristVersion) and isinstance(gammel, FristVersion):
        return ny.vaelges_efter == gammel.vaelges_efter
    if isinstance(ny, SamtaleformVersion) and isinstance(gammel, SamtaleformVersion):
        return not set(ny.grupper).isdisjoint(gammel.grupper)
    return True


def altid_fra_dag(regel: R, dag: dt.date, foerste: dt.date) -> R:
    """A rule as if what is in force of it on a day always held; ``foerste`` is the first day of the coded law."""
    if "versioner" not in type(regel).model_fields:
        return regel
    aendret: dict[str, Any] = {"versioner": tuple(_altid_version(v, dag) for v in gaeldende(regel, dag))}
    if isinstance(regel, Fristregel):
        aendret["tidligst"] = foerste
    if isinstance(regel, Fokusmaal1Regel):
        aendret["deling"] = _FOER_ALT
    return regel.model_copy(update=aendret)


def _altid_version(version: Version, dag: dt.date) -> Version:
    aendret: dict[str, Any] = {"fra": ALTID_FRA, "til": None}
    if isinstance(version, FristVersion):
        aendret |= {"frist_fra": None, "frist_til": None}
    if isinstance(version, ForloebVersion):
        aendret |= {
            navn: tuple(
                linje.model_copy(update={"fra": None})
                for linje in getattr(version, navn)
                if linje.fra is None or linje.fra <= dag
            )
            for navn in ("fortsaettelser", "gruppeskift")
        }
    if isinstance(version, SamtaleVersion):
        linjer = tuple(linje.model_copy(update={"til": ALTID_TIL}) for linje in version.kun_part if dag <= linje.til)
        aendret["kun_part"] = linjer
    return version.model_copy(update=aendret)


# --- What two laws differ in ---


@dataclass(frozen=True, slots=True)
class Aendring:
    """One parameter in which two laws differ: the rule, and the way to the field; an empty way is the whole rule."""

    regel: str
    sti: Sti

    @property
    def felt(self) -> str:
        """The field as it is written in a rule file: ``opfyldes_af.koder``. Empty for the whole rule."""
        return ".".join(str(led) for led in self.sti if isinstance(led, str) and led != "versioner")

    @property
    def navn(self) -> str:
        """Rule and field: ``lab.102.foerste_tilbud:opfyldes_af.koder``."""
        return f"{self.regel}:{self.felt}" if self.felt else self.regel

    def i_ord(self, foer: Regelsaet, efter: Regelsaet) -> tuple[str, str | None, str | None]:
        """What the parameter is called, and its value in the law before and in the law after; ``None`` for none."""
        return (
            " ".join(feltnavn(led) for led in self.felt.split(".")) if self.felt else "",
            _vaerdi(foer.regler.get(self.regel), self),
            _vaerdi(efter.regler.get(self.regel), self),
        )

    def hjemmel(self, foer: Regelsaet, efter: Regelsaet) -> str | None:
        """The paragraph of the parameter in the law after, or before where it is gone."""
        for lov in (efter, foer):
            regel = lov.regler.get(self.regel)
            fundne = () if regel is None else versioner(regel)
            if fundne:
                nummer = next((led for led in self.sti if isinstance(led, int)), 0)
                version = fundne[min(nummer, len(fundne) - 1)]
                led = self.felt.split(".")[0]
                return (hjemmel_for(version, led) if led in HJEMMEL_FOR else version.hjemmel).tekst
        return None


UDEN_VIRKNING = frozenset({"hjemmel", "hjemler", "tillid", "forbehold", "i_ord", "titel", "formaal", "vises"})
"""Fields that say where a rule stands and how it is told, and change no answer."""


def aendringer(foer: Regelsaet, efter: Regelsaet) -> tuple[Aendring, ...]:
    """Every parameter in which two laws differ, rule by rule.

    Versions of a rule are compared one by one where both laws have as many; else the rule as a whole is one difference.
    """
    fundne = []
    for navn in dict.fromkeys((*foer.regler, *efter.regler)):
        a, b = foer.regler.get(navn), efter.regler.get(navn)
        if a is None or b is None or type(a) is not type(b) or len(versioner(a)) != len(versioner(b)):
            fundne.append(Aendring(navn, ()))
        else:
            fundne += [Aendring(navn, sti) for sti in _forskelle(a, b, ())]
    return tuple(fundne)


def med(lov: Regelsaet, aendring: Aendring, kilde: Regelsaet) -> Regelsaet:
    """The law with one parameter as it is in another."""
    ny = kilde.regler.get(aendring.regel)
    gammel = lov.regler.get(aendring.regel)
    if aendring.sti and ny is not None and gammel is not None:
        ny = _sat(gammel, aendring.sti, ny)
    regler = {navn: regel for navn, regel in lov.regler.items() if navn != aendring.regel}
    return replace(lov, regler=regler if ny is None else regler | {aendring.regel: ny})


def _forskelle(a: Any, b: Any, sti: Sti) -> Iterator[Sti]:
    if a == b:
        return
    if isinstance(a, Streng) and type(a) is type(b):
        for felt in type(a).model_fields:
            if felt not in UDEN_VIRKNING:
                yield from _forskelle(getattr(a, felt), getattr(b, felt), (*sti, felt))
    elif sti == ("versioner",):
        for nummer, (foer, efter) in enumerate(zip(a, b, strict=True)):
            yield from _forskelle(foer, efter, (*sti, nummer))
    else:
        yield sti


def _sat(maal: Any, sti: Sti, kilde: Any) -> Any:
    if not sti:
        return kilde
    led, rest = sti[0], sti[1:]
    if isinstance(led, int):
        return (*maal[:led], _sat(maal[led], rest, kilde[led]), *maal[led + 1 :])
    return maal.model_copy(update={led: _sat(getattr(maal, led), rest, getattr(kilde, led))})


def _vaerdi(regel: Regel | None, aendring: Aendring) -> str | None:
    """The value of a parameter in the chosen language; ``None`` where the rule or the parameter is not there."""
    if regel is None or not aendring.felt:
        return None
    fundne = versioner(regel)
    nummer = next((led for led in aendring.sti if isinstance(led, int)), None)
    if nummer is not None and nummer < len(fundne) and aendring.felt in _GYLDIGHED:
        dag = getattr(fundne[nummer], aendring.felt)
        return None if dag is None else dato_tekst(dag)
    if nummer is None:
        kendte = faelles(regel, fundne[0].hjemmel if fundne else _INGEN)
    elif nummer < len(fundne):
        kendte = parametre(fundne[nummer])
    else:
        return None
    felt = aendring.felt
    vaerdier = [p.vaerdi for p in kendte if p.felt == felt or p.felt.startswith(f"{felt}.")]
    # The end of a line that was made to hold always is no date of the law.
    altid = f"; {feltnavn('til')}: {dato_tekst(ALTID_TIL)}"
    return "; ".join(vaerdi.replace(altid, "") for vaerdi in vaerdier) or None


_GYLDIGHED = ("fra", "til")
"""The first and last day of a version: no parameters of it, and yet what two laws may differ in."""
_INGEN = Hjemmel(lov="", paragraf="", kilde="")
