"""Which reservations concern an answer: those of the rule versions its rows rest on, each once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rettidig.cli.svar import Forbeholdslinje, Raekke
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.former.grundform import Forbehold, Version
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.kontrol import versioner
from rettidig.regler.lovversion import Lovversion
from rettidig.sprog import tekst, valgt_sprog

if TYPE_CHECKING:
    from rettidig.motor.noter import Note

_MAALGRUPPE = "lab.6.maalgruppe"
_FORLOEB = "lab.9.forloeb"
_SAMTALE = "lab.31.samtale"
_DAGPENGEGRUPPE = "6.1"


def fra_frister(lov: Regelsaet, raekker: Sequence[Raekke], valg: Mapping[str, str]) -> tuple[Forbeholdslinje, ...]:
    """The reservations of the versions behind deadline rows, and of the rules of groups, courses and talks."""
    brugt = sorted({(r["regel"], r["hjemmel"], r["lovversion"]) for r in raekker}, key=str)
    fundne: list[tuple[str, Forbehold]] = []
    for regel, hjemmel, lovversion in brugt:
        for version in _samtidige(lov, regel, [lovversion]):
            if version.hjemmel.tekst == hjemmel:
                fundne += [(regel, forbehold) for forbehold in version.forbehold]
    love = sorted({str(lovversion) for _, _, lovversion in brugt})
    faelles = [_MAALGRUPPE] if brugt else []
    if any(r["maalgruppe"] == _DAGPENGEGRUPPE for r in raekker):
        faelles.append(_FORLOEB)
    if any(_om_samtaler(lov, regel) for regel, _, _ in brugt):
        faelles.append(_SAMTALE)
    for regel in faelles:
        fundne += [(regel, forbehold) for v in _samtidige(lov, regel, love) for forbehold in v.forbehold]
    return linjer(lov, fundne, valg)


def fra_regler(
    lov: Regelsaet, regler: Iterable[str], lovversion: str | None, valg: Mapping[str, str]
) -> tuple[Forbeholdslinje, ...]:
    """The reservations of these rules as they stand under one law version."""
    fundne = [
        (regel, forbehold)
        for regel in regler
        for version in _samtidige(lov, regel, [lovversion])
        for forbehold in version.forbehold
    ]
    return linjer(lov, fundne, valg)


def fra_noter(lov: Regelsaet, noter: Iterable[Note], valg: Mapping[str, str]) -> tuple[Forbeholdslinje, ...]:
    """The reservations an answer of the engine carries itself."""
    return linjer(lov, [(note.regel, note.forbehold) for note in noter], valg)


def linjer(
    lov: Regelsaet, fundne: Iterable[tuple[str, Forbehold]], valg: Mapping[str, str]
) -> tuple[Forbeholdslinje, ...]:
    """Reservations in the chosen language, each text once; a switch away from its default is said with it."""
    resultat: dict[str, Forbeholdslinje] = {}
    for regel, forbehold in fundne:
        saetning = forbehold.tekst.paa(valgt_sprog())
        navn = forbehold.valg
        if navn is not None and valg.get(navn, lov.valg.valg[navn].standard) != lov.valg.valg[navn].standard:
            standard = lov.valg.valg[navn].standard
            saetning += " " + tekst("cli.standard_fraveget", valg=navn, vaerdi=valg[navn], standard=standard)
        resultat.setdefault(saetning, Forbeholdslinje(forbehold.tillid, saetning, regel, navn))
    return tuple(resultat.values())


def _samtidige(lov: Regelsaet, regel: str, love: Iterable[Any]) -> list[Version]:
    perioder: list[Lovversion] = [v for v in lov.lovversioner.lovversioner if v.id in set(love)]
    return [
        version
        for version in versioner(lov.regler[regel])
        if any(
            (periode.til is None or version.fra <= periode.til) and (version.til is None or periode.fra <= version.til)
            for periode in perioder
        )
    ]


def _om_samtaler(lov: Regelsaet, regel: str) -> bool:
    fundet = lov.regler[regel]
    return isinstance(fundet, Fristregel) and fundet.versioner[0].opfyldes_af.slags == "samtaler"
