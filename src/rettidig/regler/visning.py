"""The law shown as text: a paragraph on a day, in all its versions, and the versions on a time axis."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Iterator

from rettidig.regler.former.grundform import Forbehold, Regel, Version
from rettidig.regler.former.vilkaar import VilkaarVersion
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.kontrol import versioner as regelversioner
from rettidig.regler.lovversion import Lovversion
from rettidig.regler.opslag import Opslag, find, gaeldende, sidste_dag, spor
from rettidig.regler.parametre import Parameter, aendringer, dato_tekst, faelles, feltnavn, parametre
from rettidig.sprog import paa_sprog, tekst, valgt_sprog

BREDDE = 100
FAST_MELLEMRUM = "\u00a0"
KVARTALER = 4
MAANEDER_PR_KVARTAL = 3


def vis(lov: Regelsaet, paragraf: str, pr: dt.date | None = None, sprog: str = "da") -> str:
    """A paragraph in words: the versions that hold on ``pr``, or all of them when ``pr`` is ``None``.

    Every number and code is shown with its paragraph; every version with source, confidence and reservations. After
    the last coded law the answer is "known, not coded". Raises :class:`UkendtParagraf` with near matches.
    """
    with paa_sprog(sprog):
        fundet = find(lov, paragraf)
        linjer = [_overskrift(lov, fundet.navn, pr)]
        if fundet.sted is not None:
            linjer.append(tekst("regler.stykke_ikke_saerskilt", sted=fundet.sted))
        for mangler in fundet.ikke_kodede:
            grund = tekst("regler.kendt_ikke_kodet", aendring=mangler.grund.paa(sprog))
            linjer.extend(["", f"{mangler.navn}: {mangler.titel.paa(sprog)}", f"  {grund}"])
        for regel in fundet.regler:
            linjer.append("")
            linjer.extend(_regel(lov, regel, pr, fundet))
        return "\n".join(linjer) + "\n"


def versioner(lov: Regelsaet, paragraf: str, sprog: str = "da") -> str:
    """The versions of a paragraph's rules on a time axis, each with what it changed, and what follows the last.

    Raises :class:`UkendtParagraf` with near matches.
    """
    with paa_sprog(sprog):
        fundet = find(lov, paragraf)
        akse = _Akse(lov)
        fra, til = akse.aar
        linjer = [tekst("regler.overskrift_akse", paragraf=fundet.navn, fra=fra, til=til)]
        for mangler in fundet.ikke_kodede:
            grund = tekst("regler.kendt_ikke_kodet", aendring=mangler.grund.paa(sprog))
            linjer.extend(["", f"{mangler.navn}: {mangler.titel.paa(sprog)}", f"  {grund}"])
        for regel in fundet.regler:
            linjer.extend(["", _regelnavn(regel)])
            for et_spor in spor(regel):
                linjer.extend(_spor(lov, et_spor, akse))
            linjer.extend(
                f"  {akse.bjaelke(lovversion.fra, lovversion.til)}  {_periode(lovversion)}  {_ikke_kodet(lovversion)}"
                for lovversion in _ikke_kodede_lovversioner(lov)
            )
        return "\n".join(linjer) + "\n"


class _Akse:
    """A line with one place per quarter, from the first law version to the end of the first year not coded."""

    def __init__(self, lov: Regelsaet) -> None:
        alle = lov.lovversioner.lovversioner
        self.aar = (alle[0].fra.year, alle[-1].fra.year)

    def bjaelke(self, fra: dt.date, til: dt.date | None) -> str:
        """The line with the quarters touched from ``fra`` to ``til`` filled."""
        laengde = (self.aar[1] - self.aar[0] + 1) * KVARTALER
        foerste = self._plads(fra)
        sidste = laengde if til is None else self._plads(til)
        return "".join("█" if foerste <= plads <= sidste else "·" for plads in range(laengde))

    def _plads(self, dag: dt.date) -> int:
        return (dag.year - self.aar[0]) * KVARTALER + (dag.month - 1) // MAANEDER_PR_KVARTAL


def _overskrift(lov: Regelsaet, navn: str, pr: dt.date | None) -> str:
    if pr is None:
        return tekst("regler.overskrift_alle", paragraf=navn)
    lovversion = lov.lovversioner.paa(pr)
    navn_paa_lov = tekst("regler.ingen_lovversion") if lovversion is None else lovversion.id
    return tekst("regler.overskrift_pr", paragraf=navn, dato=dato_tekst(pr), lovversion=navn_paa_lov)


def _regel(lov: Regelsaet, regel: Regel, pr: dt.date | None, fundet: Opslag) -> Iterator[str]:
    yield _regelnavn(regel)
    yield from _ombrudt(regel.formaal.paa(valgt_sprog()), "  ")
    alle = regelversioner(regel)
    i_kraft = list(alle) if pr is None else gaeldende(regel, pr)
    valgte = [version for version in i_kraft if fundet.hoerer_til(version)] or i_kraft
    if pr is not None and not valgte:
        yield from _ombrudt(_uden_version(lov, alle, pr), "  ")
        return
    for version in valgte:
        yield ""
        yield from _version(lov, version)
    faelles_linjer = faelles(regel, valgte[-1].hjemmel)
    if faelles_linjer:
        yield ""
        yield f"  {tekst('regler.faelles')}:"
        yield from _parameterlinjer(faelles_linjer)
    if pr is None:
        for lovversion in _ikke_kodede_lovversioner(lov):
            yield ""
            yield f"  {_periode(lovversion)}: {_ikke_kodet(lovversion)}"


def _uden_version(lov: Regelsaet, alle: Iterable[Version], pr: dt.date) -> str:
    lovversion = lov.lovversioner.paa(pr)
    if lovversion is not None and lovversion.status == "kendt_ikke_kodet":
        return _ikke_kodet(lovversion)
    foerste = min(version.fra for version in alle)
    if pr < foerste:
        return tekst("regler.ingen_version", fra=dato_tekst(foerste))
    sidste = max(dag for dag in map(sidste_dag, alle) if dag is not None)
    return tekst("regler.ikke_laengere", til=dato_tekst(sidste))


def _version(lov: Regelsaet, version: Version) -> Iterator[str]:
    kilde = lov.kilder.kilder[version.hjemmel.kilde]
    yield f"  {tekst('regler.gaelder')}: {_periode(version)}"
    yield f"    {tekst('regler.hjemmel')}: {version.hjemmel.tekst}"
    yield f"    {tekst('regler.kilde')}: {kilde.navn} ({kilde.adresse or tekst('regler.uden_adresse')})"
    yield f"    {tekst('regler.tillid')}: {tillid_tekst(version.tillid)}"
    yield f"    {tekst('regler.parametre')}:"
    yield from _parameterlinjer(parametre(version))
    forbehold_her = alle_forbehold(version)
    if forbehold_her:
        yield f"    {tekst('regler.forbehold')}:"
        for forbehold in forbehold_her:
            yield from _ombrudt(forbehold_tekst(lov, forbehold), "      ")


def _parameterlinjer(parametrene: Iterable[Parameter]) -> Iterator[str]:
    for parameter in parametrene:
        yield from _ombrudt(f"{parameter.navn}: {parameter.vaerdi}  [{parameter.hjemmel.tekst}]", "      ")


def _spor(lov: Regelsaet, et_spor: list[Version], akse: _Akse) -> Iterator[str]:
    valgt_efter = getattr(et_spor[0], "vaelges_efter", None)
    if valgt_efter is not None:
        yield f"  {feltnavn('vaelges_efter')} {tekst(f'regler.vaerdi.{valgt_efter}')}:"
    forrige: Version | None = None
    for version in et_spor:
        kilde = lov.kilder.kilder[version.hjemmel.kilde]
        bjaelke = akse.bjaelke(version.fra, sidste_dag(version))
        yield f"  {bjaelke}  {_periode(version)}  {version.hjemmel.tekst}  {kilde.navn}  {version.tillid}"
        if forrige is not None:
            yield from _aendret(forrige, version)
        forrige = version


def _aendret(foer: Version, efter: Version) -> Iterator[str]:
    forskelle = aendringer(foer, efter)
    if not forskelle:
        yield f"      {tekst('regler.uaendret')}"
    for navn, gammel, ny in forskelle:
        yield from _ombrudt(f"{navn}: {gammel or '–'} → {ny or '–'}", "      ")


def tillid_tekst(tillid: str) -> str:
    """A confidence mark with its meaning in the chosen language."""
    return f"{tillid} ({tekst(f'regler.tillid.{tillid}')})"


def alle_forbehold(version: Version) -> tuple[Forbehold, ...]:
    """The reservations of a version and of its conditions, each once."""
    egne = version.forbehold
    if isinstance(version, VilkaarVersion):
        egne += tuple(forbehold for betingelse in version.betingelser for forbehold in betingelse.forbehold)
    return tuple(dict.fromkeys(egne))


def forbehold_tekst(lov: Regelsaet, forbehold: Forbehold) -> str:
    """A reservation with its mark and, where a switch decides it, what the switch may be set to."""
    saetning = f"[{forbehold.tillid}] {forbehold.tekst.paa(valgt_sprog())}"
    if forbehold.grupper:
        saetning += (
            f" ({tekst('regler.kun_grupper', grupper=', '.join(f'6.{nummer}' for nummer in forbehold.grupper))})"
        )
    if forbehold.fra is not None:
        saetning += f" ({tekst('regler.fra_dato', dato=dato_tekst(forbehold.fra))})"
    if forbehold.valg is None:
        return saetning
    valg = lov.valg.valg[forbehold.valg]
    muligheder = ", ".join(valg.muligheder)
    return f"{saetning} ({tekst('regler.valget', valg=forbehold.valg, standard=valg.standard, muligheder=muligheder)})"


def _regelnavn(regel: Regel) -> str:
    return f"{regel.titel.paa(valgt_sprog())}  [{regel.regel}]"


def _periode(version: Version | Lovversion) -> str:
    til = sidste_dag(version) if isinstance(version, Version) else version.til
    if til is None:
        return tekst("regler.fra_dato", dato=dato_tekst(version.fra))
    return f"{dato_tekst(version.fra)} – {dato_tekst(til)}"


def _ikke_kodet(lovversion: Lovversion) -> str:
    return tekst("regler.kendt_ikke_kodet", aendring=lovversion.aendring.paa(valgt_sprog()))


def _ikke_kodede_lovversioner(lov: Regelsaet) -> list[Lovversion]:
    return [version for version in lov.lovversioner.lovversioner if version.status == "kendt_ikke_kodet"]


def _ombrudt(saetning: str, indryk: str) -> list[str]:
    linjer = textwrap.wrap(
        saetning.replace("§ ", f"§{FAST_MELLEMRUM}"),
        BREDDE,
        initial_indent=indryk,
        subsequent_indent=f"{indryk}  ",
        break_on_hyphens=False,
        break_long_words=False,
    )
    return [linje.replace(FAST_MELLEMRUM, " ") for linje in linjer]
