"""What two laws differ in, rule by rule and parameter by parameter, in the words of the rule data itself.

Where :mod:`rettidig.regler.reform` finds the parameters that can be moved one by one from one law to another, this says
all of it to a reader: a new version of a rule, a changed validity, a line of a table, a condition, and for a draft also
texts and paragraphs, so that nothing it holds is passed over in silence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from rettidig.regler.former.grundform import Hjemmel, Regel, Version
from rettidig.regler.former.vilkaar import VilkaarVersion
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.kontrol import versioner
from rettidig.regler.opslag import gaeldende
from rettidig.regler.parametre import Parameter, dato_tekst, faelles, feltnavn, parametre
from rettidig.regler.reform import ALTID_FRA, ALTID_TIL, afloeser
from rettidig.sprog import tekst, valgt_sprog

_BETINGELSER, _PERIODER = "betingelser", "perioder"


@dataclass(frozen=True, slots=True)
class Forskelslinje:
    """One thing two laws differ in, in the chosen language.

    ``hvad`` is empty for the whole rule, whose ``foer`` and ``efter`` then say whether it holds; else an empty value is
    none. ``naar`` says of which days it is; empty where a law holds always. ``hjemmel`` is that of the law after, or
    before where it is gone.
    """

    regel: str
    hvad: str
    foer: str
    efter: str
    hjemmel: str
    naar: str = ""


def forskelslinjer(foer: Regelsaet, efter: Regelsaet, dag: dt.date, *, med_ordlyd: bool = False) -> list[Forskelslinje]:
    """Every difference, in the order of the rules.

    Where one of the laws is made to hold always, it is held against what is in force of the other on ``dag``. With
    ``med_ordlyd`` also what stands beside a rule and moves no answer, and all that a new rule says.
    """
    fundne: dict[Forskelslinje, None] = {}
    altid_foer, altid_efter = holder_altid(foer), holder_altid(efter)
    for navn in dict.fromkeys((*foer.regler, *efter.regler)):
        a, b = foer.regler.get(navn), efter.regler.get(navn)
        if altid_foer != altid_efter:
            a, b = (a, _kun_paa(b, dag)) if altid_foer else (_kun_paa(a, dag), b)
        if a is not b and a != b:
            fundne.update(dict.fromkeys(_regel(navn, a, b, med_ordlyd=med_ordlyd)))
    return list(fundne)


def holder_altid(lov: Regelsaet) -> bool:
    """Whether a law is one version made to hold always."""
    return lov.lovversioner.lovversioner[0].fra == ALTID_FRA


def _kun_paa(regel: Regel | None, dag: dt.date) -> Regel | None:
    if regel is None or not versioner(regel):
        return regel
    return regel.model_copy(update={"versioner": tuple(gaeldende(regel, dag))})


def _regel(navn: str, a: Regel | None, b: Regel | None, *, med_ordlyd: bool) -> Iterator[Forskelslinje]:
    gamle, nye = (() if regel is None else versioner(regel) for regel in (a, b))
    if not gamle and not nye:
        return
    hjemmel = (nye or gamle)[0].hjemmel
    if a is None or b is None or not gamle or not nye:
        stand = [tekst("regler.forskel.gaelder" if v else "regler.forskel.gaelder_ikke") for v in (gamle, nye)]
        yield Forskelslinje(navn, "", stand[0], stand[1], hjemmel.tekst)
        if med_ordlyd:
            for version in nye:
                yield from _parametre(navn, [], parametre(version), _periode(version))
        return
    fundne = [*_parametre(navn, faelles(a, hjemmel), faelles(b, hjemmel), "")]
    for gammel, ny, er_ny in _par(gamle, nye):
        fundne += _version(navn, gammel, ny, er_ny=er_ny)
    if med_ordlyd:
        fundne += _ordlyd(navn, a, b)
    if med_ordlyd and not fundne:
        ens = tekst("regler.forskel.ordlyd")
        fundne.append(Forskelslinje(navn, ens, tekst("regler.forskel.foer"), tekst("regler.forskel.ny"), hjemmel.tekst))
    yield from fundne


def _par(gamle: tuple[Version, ...], nye: tuple[Version, ...]) -> Iterator[tuple[Version | None, Version | None, bool]]:
    """The versions to be held against each other; true where the second is new beside the first, which stays.

    As many of both: one by one. Else those that begin on the same day, and every new one with the one it takes over
    from.
    """
    if len(gamle) == len(nye):
        yield from ((gammel, ny, False) for gammel, ny in zip(gamle, nye, strict=True))
        return
    rest = list(gamle)
    for ny in nye:
        altid = ALTID_FRA in (ny.fra, *(version.fra for version in rest))
        samme = next((v for v in rest if (altid or v.fra == ny.fra) and afloeser(ny, v)), None)
        if samme is not None:
            rest.remove(samme)
            yield samme, ny, False
            continue
        foerhen = [v for v in nye if v.fra < ny.fra and afloeser(ny, v)]
        yield max(foerhen, key=lambda v: v.fra, default=None), ny, True
    yield from ((gammel, None, False) for gammel in rest)


def _version(navn: str, gammel: Version | None, ny: Version | None, *, er_ny: bool) -> Iterator[Forskelslinje]:
    if ny is None or gammel is None or er_ny:
        version = ny or gammel
        if version is None:
            return
        gjaldt, gaelder = (tekst(f"regler.forskel.{led}") for led in ("gaelder_ikke", "gaelder"))
        if ny is None:
            gjaldt, gaelder = gaelder, gjaldt
        udgave = tekst("regler.forskel.udgave", periode=_periode(version))
        yield Forskelslinje(navn, udgave, gjaldt, gaelder, version.hjemmel.tekst)
        if ny is None:
            return
    elif (gammel.fra, gammel.til) != (ny.fra, ny.til) and ALTID_FRA not in (gammel.fra, ny.fra):
        udgave = tekst("regler.forskel.gyldighed")
        yield Forskelslinje(navn, udgave, _periode(gammel), _periode(ny), ny.hjemmel.tekst)
    foer = [] if gammel is None else parametre(gammel)
    yield from _parametre(navn, foer, parametre(ny), _periode(ny))
    if isinstance(gammel, VilkaarVersion) and isinstance(ny, VilkaarVersion):
        yield from _proever(navn, gammel, ny)


def _proever(navn: str, gammel: VilkaarVersion, ny: VilkaarVersion) -> Iterator[Forskelslinje]:
    """Conditions whose test is another although its words are the same, as where the days of a rate are moved."""
    foer = {betingelse.id: betingelse for betingelse in gammel.betingelser}
    ord_foer, ord_efter = ({p.felt: p.vaerdi for p in parametre(version)} for version in (gammel, ny))
    for betingelse in ny.betingelser:
        den, felt = foer.get(betingelse.id), f"{_BETINGELSER}.{betingelse.id}"
        if den is None or (den.naar, den.proeve) == (betingelse.naar, betingelse.proeve):
            continue
        if ord_foer[felt] == ord_efter[felt]:
            krav = betingelse.krav.paa(valgt_sprog())
            andre = tekst("regler.forskel.andre_vaerdier", krav=krav)
            yield Forskelslinje(navn, feltnavn(_BETINGELSER), krav, andre, betingelse.hjemmel.tekst, _periode(ny))


def _parametre(navn: str, foer: list[Parameter], efter: list[Parameter], naar: str) -> Iterator[Forskelslinje]:
    """What differs; the lines of a table as a set, so that a line that only moved is no change."""
    gamle, nye = _efter_felt(foer), _efter_felt(efter)
    for felt in [*nye, *(felt for felt in gamle if felt not in nye)]:
        foer_her, efter_her = gamle.get(felt, {}), nye.get(felt, {})
        vaek = [(v, p) for v, p in foer_her.items() if v not in efter_her]
        til = [(v, p) for v, p in efter_her.items() if v not in foer_her]
        if len(vaek) == len(til) == 1:
            yield _linje(navn, til[0][1], vaek[0][0], til[0][0], naar)
        else:
            yield from (_linje(navn, p, v, "", naar) for v, p in vaek)
            yield from (_linje(navn, p, "", v, naar) for v, p in til)


def _linje(navn: str, parameter: Parameter, foer: str, efter: str, naar: str) -> Forskelslinje:
    hvad = parameter.navn
    if parameter.felt.startswith(f"{_BETINGELSER}."):
        # A condition is called by its id in the data; its demand says what it is.
        hvad = feltnavn(_BETINGELSER)
    elif parameter.felt.startswith(f"{_PERIODER}."):
        hvad = feltnavn(_PERIODER)
    elif parameter.felt.rpartition(".")[2].isdigit():
        hvad = hvad.rpartition(" ")[0]
    return Forskelslinje(navn, hvad, foer, efter, parameter.hjemmel.tekst, naar)


def _efter_felt(alle: list[Parameter]) -> dict[str, dict[str, Parameter]]:
    """Field without the numbers of lines -> value -> parameter."""
    samlet: dict[str, dict[str, Parameter]] = {}
    # The end of a line that was made to hold always is no date of the law.
    altid = f"; {feltnavn('til')}: {dato_tekst(ALTID_TIL)}"
    for parameter in alle:
        felt, _, nummer = parameter.felt.rpartition(".")
        vaerdi = parameter.vaerdi.replace(altid, "")
        if felt == _PERIODER:
            # The days of a rate stand in its name; as part of the value a moved day is a change like any other.
            vaerdi = f"{parameter.navn.removeprefix(feltnavn(_PERIODER)).strip()}: {vaerdi}"
        samlet.setdefault(felt if nummer.isdigit() else parameter.felt, {})[vaerdi] = parameter
    return samlet


def _ordlyd(navn: str, a: Regel, b: Regel) -> Iterator[Forskelslinje]:
    """Title, purpose, paragraph, confidence and reservations: how a rule is told, not what it answers."""
    sprog = valgt_sprog()
    hjemmel = versioner(b)[0].hjemmel.tekst
    for felt in ("titel", "formaal"):
        gammel, ny = getattr(a, felt), getattr(b, felt)
        if gammel != ny:
            yield Forskelslinje(navn, tekst(f"regler.forskel.{felt}"), gammel.paa(sprog), ny.paa(sprog), hjemmel)
    faelles_udgaver = ((va, vb) for va, vb, er_ny in _par(versioner(a), versioner(b)) if not er_ny)
    for va, vb in faelles_udgaver:
        if va is None or vb is None:
            continue
        for felt, foer, efter in (
            ("hjemmel", _med_kilde(va.hjemmel), _med_kilde(vb.hjemmel)),
            ("tillid", va.tillid, vb.tillid),
            ("forbehold", _forbehold(va), _forbehold(vb)),
        ):
            if foer != efter:
                yield Forskelslinje(navn, tekst(f"regler.forskel.{felt}"), foer, efter, vb.hjemmel.tekst, _periode(vb))


def _med_kilde(hjemmel: Hjemmel) -> str:
    return f"{hjemmel.tekst} ({hjemmel.kilde})"


def _forbehold(version: Version) -> str:
    return " ".join(forbehold.tekst.paa(valgt_sprog()) for forbehold in version.forbehold)


def _periode(version: Version) -> str:
    """The days of a version in words; empty for one made to hold always."""
    if version.fra == ALTID_FRA:
        return ""
    if version.til is None or version.til == ALTID_TIL:
        return tekst("regler.fra_dato", dato=dato_tekst(version.fra))
    return _mellem(version.fra, version.til)


def _mellem(fra: dt.date, til: dt.date) -> str:
    return f"{dato_tekst(fra)} – {dato_tekst(til)}"
