"""A strategy in a question: read, split from the law's part of the question, and said with the answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rettidig.forloeb.koder import koder
from rettidig.motor.forklaring.lokalt import Lokalspoergsmaal
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.lokalt.frister import lokale_raekker
from rettidig.motor.lokalt.opgave import Lokalopgave
from rettidig.motor.opgaver import Fristopgave
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.former.lokalt import Strategi
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.lokalt.indlaes import Strategifejl, laes_strategi, medfoelgende
from rettidig.sprog import tekst, valgt_sprog
from rettidig.svar.fejl import Brugerfejl, naer_ved
from rettidig.svar.model import Forbeholdslinje, Raekke
from rettidig.svar.spoergsmaal import ALLE_REGLER, et_af, fristregler

KODELISTER = ("ydelse", "indsats", "haendelse")


@dataclass(frozen=True)
class Lokaldel:
    """What of a question is about the strategy: its switches, the local rules asked for (``None`` all)."""

    strategi: Strategi
    valg: dict[str, str]
    regler: tuple[str, ...] | None
    lovens_valg: tuple[str, ...]
    lovens_regler: tuple[str, ...]

    def lovens(self, lov: Regelsaet) -> tuple[Fristregel, ...] | None:
        """The law's deadline rules asked for: none where only local ones were named, ``None`` for all."""
        if self.regler and not self.lovens_regler:
            return ()
        return fristregler(lov, self.lovens_regler)

    def opgave(self, loven: Fristopgave) -> Lokalopgave:
        """The work of the whole question."""
        return Lokalopgave(loven, self.strategi, self.valg, self.regler)

    def til_forklaring(self) -> Lokalspoergsmaal:
        """What the explanation is asked about the strategy."""
        return Lokalspoergsmaal(self.strategi, self.valg, self.regler)

    def raekker(self, grundlag: Grundlag) -> list[dict[str, Any]]:
        """The strategy's own rows on a day."""
        return lokale_raekker(grundlag, self.strategi, self.valg, self.regler)

    def er_lokal(self, raekke: Raekke) -> bool:
        """Whether a row is the strategy's own."""
        return bool(raekke["lovversion"] == self.strategi.strategi)

    def uden_lokale(self, raekker: Iterable[Raekke]) -> list[Raekke]:
        """The rows of the law."""
        return [raekke for raekke in raekker if not self.er_lokal(raekke)]

    def spurgt(self) -> dict[str, Any]:
        """What is repeated in the answer: the strategy, and its switches as set."""
        return {"lokalt": self.strategi.strategi, "lokale_valg": self.valg}

    def forbehold(self, raekker: Iterable[Raekke]) -> tuple[Forbeholdslinje, ...]:
        """What must be said with the local rows among these."""
        return forbeholdslinjer(self, {raekke["regel"] for raekke in raekker if self.er_lokal(raekke)})


def kodelister() -> dict[str, tuple[str, ...]]:
    """The data contract's code lists a strategy may use."""
    return {liste: tuple(kode.kode for kode in koder(liste)) for liste in KODELISTER}


def hent_strategi(lov: Regelsaet, fil: str) -> Strategi:
    """The strategy in a file, or one that ships, by its id. Raises :class:`Brugerfejl` with every fault."""
    if not fil.strip():
        raise Brugerfejl.om("cli.tom_vaerdi", indstilling="--lokalt")
    sti = medfoelgende().get(fil, Path(fil))
    try:
        return laes_strategi(sti, lov, kodelister())
    except Strategifejl as fejl:
        antal = len(fejl.fejl)
        ialt = [tekst("lokalt.kan_ikke_bruges", antal=antal)] if antal > 1 else []
        raise Brugerfejl("\n".join([*(str(enkelt) for enkelt in fejl.fejl), *ialt])) from None


def lokaldel(lov: Regelsaet, fil: str, valg: Sequence[str], regler: Sequence[str]) -> Lokaldel:
    """Splits the switches and rules asked for between the strategy and the law."""
    strategi = hent_strategi(lov, fil)
    egne = strategi.standardvalg()
    lovens_valg = []
    for udsagn in valg:
        navn, _, vaerdi = udsagn.partition("=")
        if navn in egne:
            egne[navn] = et_af(vaerdi, strategi.valg[navn].muligheder, f"--valg {navn}")
        else:
            lovens_valg.append(udsagn)
    frister = {regel.regel for regel in strategi.frister()}
    foran = f"{strategi.by}."
    for regel in regler:
        if regel.startswith(foran) and regel not in frister:
            forslag = ", ".join(naer_ved(regel, sorted(frister)) or sorted(frister)) or "–"
            raise Brugerfejl.om("lokalt.ikke_en_frist", regel=regel, strategi=strategi.strategi, forslag=forslag)
    lokale = tuple(dict.fromkeys(regel for regel in regler if regel in frister))
    lovens = tuple(regel for regel in regler if regel not in frister)
    kun_egne = None if not regler or ALLE_REGLER in regler else lokale
    return Lokaldel(strategi, egne, kun_egne, tuple(lovens_valg), lovens)


def fravegne(del_: Lokaldel) -> tuple[str, ...]:
    """The strategy's switches that are not at their default."""
    return tuple(navn for navn, vaerdi in del_.valg.items() if vaerdi != del_.strategi.valg[navn].standard)


def forbeholdslinjer(del_: Lokaldel, brugte: Iterable[str]) -> tuple[Forbeholdslinje, ...]:
    """What must be said with local rows: that they are not law, whom they are for, and the rules' own reservations."""
    strategi, fundne = del_.strategi, set(brugte)
    linjer = [_om_strategien(strategi, fandt_raekker=bool(fundne))]
    for regel in strategi.frister():
        if regel.regel in fundne:
            linjer += [
                Forbeholdslinje(forbehold.tillid, forbehold.tekst.paa(valgt_sprog()), regel.regel)
                for forbehold in regel.forbehold
            ]
    linjer += [
        Forbeholdslinje("valg", tekst("lokalt.valg_sat", navn=navn, vaerdi=del_.valg[navn]), None, None)
        for navn in fravegne(del_)
    ]
    return tuple({linje.tekst: linje for linje in linjer}.values())


def _om_strategien(strategi: Strategi, *, fandt_raekker: bool) -> Forbeholdslinje:
    noegle = "lokalt.ikke_lov" if fandt_raekker else "lokalt.ingen_raekker"
    navn = strategi.navn.paa(valgt_sprog())
    saetning = tekst(noegle, strategi=strategi.strategi, navn=navn, kommune=strategi.kommune)
    return Forbeholdslinje("S", saetning, None)
