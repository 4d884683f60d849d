"""Which reservations concern an answer: those of the rule versions its rows rest on, each once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from rettidig.motor.grundlag import GRUPPEREGEL, PLIGTFORLOEB, SAMTALEREGEL
from rettidig.motor.noter import Note
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.former.grundform import Forbehold, Version
from rettidig.regler.former.maalgruppe import gruppenummer
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.kontrol import versioner
from rettidig.regler.lovversion import Lovversion
from rettidig.sprog import tekst, valgt_sprog
from rettidig.svar.model import Forbeholdslinje, Raekke

FRISTKOLONNER = ("regel", "hjemmel", "lovversion", "maalgruppe")
"""What of a deadline row decides which reservations concern it; one row of each kind is enough."""


def fra_frister(lov: Regelsaet, raekker: Sequence[Raekke], valg: Mapping[str, str]) -> tuple[Forbeholdslinje, ...]:
    """The reservations of the versions behind deadline rows, and of the rules of groups, courses and talks.

    One that concerns only some groups is left out where no row of the rule, or of the law version, is of them.
    """
    brugt: dict[tuple[str, str, str | None], set[int]] = defaultdict(set)
    pr_lov: dict[str | None, set[int]] = defaultdict(set)
    for raekke in raekker:
        gruppe = gruppenummer(raekke["maalgruppe"])
        brugt[raekke["regel"], raekke["hjemmel"], raekke["lovversion"]].add(gruppe)
        pr_lov[raekke["lovversion"]].add(gruppe)
    fundne: list[tuple[str, Forbehold]] = []
    for (regel, hjemmel, lovversion), grupper in sorted(brugt.items(), key=str):
        alle = _forbehold(lov, regel, lovversion, grupper)
        fundne += [(regel, forbehold) for version, forbehold in alle if version.hjemmel.tekst == hjemmel]
    faelles = [GRUPPEREGEL, PLIGTFORLOEB]
    if any(_om_samtaler(lov, regel) for regel, _, _ in brugt):
        faelles.append(SAMTALEREGEL)
    for regel in faelles:
        for lovversion, grupper in sorted(pr_lov.items(), key=str):
            fundne += [(regel, forbehold) for _, forbehold in _forbehold(lov, regel, lovversion, grupper)]
    return linjer(lov, fundne, valg)


def om_udeladte(lov: Regelsaet) -> tuple[Forbeholdslinje, ...]:
    """That more deadline rules are coded than everybody is given, and how to ask for them."""
    faste, alle = len(lov.frister()), len(lov.alle_frister())
    if faste == alle:
        return ()
    return (Forbeholdslinje("valg", tekst("cli.flere_regler", faste=faste, flere=alle - faste)),)


def fra_regler(
    lov: Regelsaet, regler: Iterable[str], lovversion: str | None, valg: Mapping[str, str]
) -> tuple[Forbeholdslinje, ...]:
    """The reservations of these rules as they stand under one law version."""
    fundne = [(regel, forbehold) for regel in regler for _, forbehold in _forbehold(lov, regel, lovversion, None)]
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


def _forbehold(
    lov: Regelsaet, regel: str, lovversion: str | None, grupper: Collection[int] | None
) -> Iterator[tuple[Version, Forbehold]]:
    """The reservations of a rule's versions in force under a law version that concern these groups; ``None``: any."""
    for periode in lov.lovversioner.lovversioner:
        if periode.id != lovversion:
            continue
        for version in versioner(lov.regler[regel]):
            if not _overlapper(version, periode):
                continue
            for forbehold in version.forbehold:
                begyndt = forbehold.fra is None or periode.til is None or forbehold.fra <= periode.til
                if begyndt and (grupper is None or forbehold.angaar(grupper)):
                    yield version, forbehold


def _overlapper(version: Version, periode: Lovversion) -> bool:
    foer_slut = periode.til is None or version.fra <= periode.til
    return foer_slut and (version.til is None or periode.fra <= version.til)


def _om_samtaler(lov: Regelsaet, regel: str) -> bool:
    fundet = lov.regler[regel]
    return isinstance(fundet, Fristregel) and fundet.versioner[0].opfyldes_af.slags == "samtaler"
