"""Holds a strategy up against itself, the code lists and the law: every fault, with its line and what is allowed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from rettidig.regler.former.fakta import Faktum
from rettidig.regler.former.lokalform import Lokalregel, LokalVersion
from rettidig.regler.former.lokalfrist import LokalFristregel, LokalFristVersion, Vej
from rettidig.regler.former.lokalt import (
    FARVEFAKTUM,
    Farveregel,
    LokalVilkaarsregel,
    Scenarie,
    Strategi,
    Tilsynsplanregel,
)
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.lokalt.faktabrug import Brug, Sti, brug, kendte
from rettidig.regler.lokalt.mod_loven import mod_loven
from rettidig.regler.lokalt.yamltrae import Fejl, Yamltrae
from rettidig.sprog import tekst
from rettidig.tidslinje.calendar import next_date

LOKALT_AFSNIT = "lokal"
FLEST_FORSLAG = 6


def kontroller(
    strategi: Strategi, trae: Yamltrae, lov: Regelsaet, kodelister: Mapping[str, tuple[str, ...]]
) -> list[Fejl]:
    """Every fault of a strategy whose shape is right, in the order of the file."""
    kontrol = _Kontrol(strategi, lov, kodelister)
    fundne = [*kontrol.fejl(), *mod_loven(strategi, lov)]
    navngivne = [Fejl(trae.navn, trae.linje(sti), saetning) for sti, saetning in fundne]
    return sorted(dict.fromkeys(navngivne), key=lambda fejl: fejl.linje)


Fundet = tuple[Sti, str]


class _Kontrol:
    """The checks that need no law but its registers."""

    def __init__(self, strategi: Strategi, lov: Regelsaet, kodelister: Mapping[str, tuple[str, ...]]) -> None:
        self.s = strategi
        self.lov = lov
        egne_haendelser = tuple(haendelse.kode for haendelse in strategi.haendelser)
        self.koder = {**kodelister, "haendelse": (*kodelister["haendelse"], *egne_haendelser)}
        self.fakta = kendte(lov.fakta.efter_navn(), {faktum.navn: faktum for faktum in strategi.fakta})
        self.kontraktens_haendelser = kodelister["haendelse"]

    def fejl(self) -> Iterator[Fundet]:
        """Every fault as a place and a sentence."""
        yield from self._egne_navne()
        yield from self._ider()
        yield from _forrang(self.s.regler)
        for nummer, regel in enumerate(self.s.regler):
            sti: Sti = ("regler", nummer)
            yield from self._perioder(regel, sti)
            yield from self._forbehold(regel, sti)
            match regel:
                case LokalFristregel():
                    for nr, version in enumerate(regel.versioner):
                        yield from self._frist(version, (*sti, "versioner", nr))
                case LokalVilkaarsregel() | Farveregel():
                    yield from self._proever(regel, sti)
                case Tilsynsplanregel():
                    for nr, plan in enumerate(regel.versioner):
                        for led, omraade in enumerate(plan.omraader):
                            sted = (*sti, "versioner", nr, "omraader", led, "ydelser")
                            yield from self._i_listen("ydelse", omraade.ydelser, sted)
                case Scenarie():
                    for led, hjemmel in enumerate(regel.versioner[0].lov):
                        if hjemmel.kilde not in self.lov.kilder.kilder:
                            sted = (*sti, "versioner", 0, "lov", led, "kilde")
                            yield sted, _ukendt(hjemmel.kilde, self.lov.kilder.kilder)

    def _egne_navne(self) -> Iterator[Fundet]:
        """The strategy's own events and facts: each once, none in the place of the contract's or the law's."""
        set_: set[str] = set()
        for nummer, haendelse in enumerate(self.s.haendelser):
            if haendelse.kode in set_ or haendelse.kode in self.kontraktens_haendelser:
                yield ("haendelser", nummer, "kode"), tekst("lokalt.navn_to_gange", navn=haendelse.kode)
            set_.add(haendelse.kode)
        lovens = self.lov.fakta.efter_navn()
        for nummer, faktum in enumerate(self.s.fakta):
            sted: Sti = ("fakta", nummer, "navn")
            if faktum.navn in set_ or faktum.navn in lovens:
                yield sted, tekst("lokalt.navn_to_gange", navn=faktum.navn)
            elif not faktum.navn.startswith(f"{LOKALT_AFSNIT}."):
                yield sted, tekst("lokalt.ikke_lokalt_faktum", navn=faktum.navn, afsnit=LOKALT_AFSNIT)
            set_.add(faktum.navn)
        for navn in self.s.valg:
            if navn in self.lov.valg.valg:
                yield ("valg", navn), tekst("lokalt.navn_to_gange", navn=navn)
        if any(True for _ in self.s.farver()):
            farve = self.fakta.get(FARVEFAKTUM)
            if farve is None or farve.type != "kode" or set(farve.koder) != {"roed", "gul", "groen"}:
                yield ("fakta",), tekst("lokalt.uden_farvefaktum", navn=FARVEFAKTUM)

    def _ider(self) -> Iterator[Fundet]:
        love = {regel_id.partition(".")[0] for regel_id in self.lov.regler}
        if self.s.by in love:
            yield ("strategi",), tekst("lokalt.ligner_lov", navn=self.s.by, love=", ".join(sorted(love)))
        set_: set[str] = set()
        for nummer, regel in enumerate(self.s.regler):
            sted: Sti = ("regler", nummer, "regel")
            if regel.regel in set_:
                yield sted, tekst("lokalt.id_to_gange", regel=regel.regel)
            elif regel.regel in self.lov.regler:
                yield sted, tekst("lokalt.lovens_id", regel=regel.regel, by=self.s.by)
            elif not regel.regel.startswith(f"{self.s.by}."):
                yield sted, tekst("lokalt.forkert_forled", regel=regel.regel, by=self.s.by)
            set_.add(regel.regel)

    def _perioder(self, regel: Lokalregel, sti: Sti) -> Iterator[Fundet]:
        """No gap, no overlap, and nothing outside the strategy's own days."""
        versioner: Sequence[LokalVersion] = getattr(regel, "versioner", ())
        foer: dt.date | None = None
        for nummer, version in enumerate(versioner):
            sted = (*sti, "versioner", nummer)
            fra, til = self.s.gyldighed(version)
            if fra < self.s.fra or (self.s.til is not None and (til is None or til > self.s.til)):
                yield sted, tekst("lokalt.uden_for_strategien", fra=self.s.fra, til=self.s.til or "–")
            if nummer and (foer is None or fra <= foer):
                yield sted, tekst("lokalt.overlapper", fra=fra)
            elif nummer and foer is not None and fra != next_date(foer):
                yield sted, tekst("lokalt.hul", slut=foer, fra=fra)
            foer = til

    def _forbehold(self, regel: Lokalregel, sti: Sti) -> Iterator[Fundet]:
        for nummer, forbehold in enumerate(regel.forbehold):
            if forbehold.valg is not None and forbehold.valg not in self.lov.valg.valg:
                yield (*sti, "forbehold", nummer, "valg"), _ukendt(forbehold.valg, self.lov.valg.valg)

    def _frist(self, version: LokalFristVersion, sti: Sti) -> Iterator[Fundet]:
        yield from self._i_listen("ydelse", version.ydelser, (*sti, "ydelser"))
        yield from self._i_listen("ydelse", version.undtagne_ydelser, (*sti, "undtagne_ydelser"))
        liste = "haendelse" if version.udloeser.fra == "haendelse" else "indsats"
        yield from self._i_listen(liste, version.udloeser.koder, (*sti, "udloeser", "koder"))
        if version.kun_efter_haendelse is not None:
            yield from self._i_listen("haendelse", (version.kun_efter_haendelse,), (*sti, "kun_efter_haendelse"))
        for felt, veje in (("opfyldes_af", version.opfyldes_af), ("bortfalder_ved", version.bortfalder_ved)):
            for nummer, vej in enumerate(veje):
                yield from self._vej(vej, (*sti, felt, nummer))
        for navn, ved in version.grupper_ved.items():
            sted = (*sti, "grupper_ved", navn)
            if navn not in self.s.valg:
                yield sted, _ukendt(navn, self.s.valg)
                continue
            for vaerdi in ved:
                if vaerdi not in self.s.valg[navn].muligheder:
                    yield (*sted, vaerdi), _ukendt(vaerdi, self.s.valg[navn].muligheder)

    def _vej(self, vej: Vej, sti: Sti) -> Iterator[Fundet]:
        liste = "haendelse" if vej.slags == "haendelse" else "indsats"
        yield from self._i_listen(liste, vej.koder, (*sti, "koder"))

    def _i_listen(self, liste: str, koder: Iterable[str], sti: Sti) -> Iterator[Fundet]:
        flere = not isinstance(koder, tuple) or sti[-1] != "kun_efter_haendelse"
        for nummer, kode in enumerate(koder):
            if kode not in self.koder[liste]:
                yield (*sti, nummer) if flere else sti, _ukendt(kode, self.koder[liste])

    def _proever(self, regel: LokalVilkaarsregel | Farveregel, sti: Sti) -> Iterator[Fundet]:
        for enkelt in proevebrug(regel, sti):
            faktum = self.fakta.get(enkelt.faktum)
            if faktum is None:
                yield (
                    enkelt.sti,
                    tekst("lokalt.ukendt_faktum", navn=enkelt.faktum, forslag=_naer(enkelt.faktum, self.fakta)),
                )
            else:
                yield from _passer(enkelt, faktum)


def proevebrug(regel: LokalVilkaarsregel | Farveregel, sti: Sti) -> Iterator[Brug]:
    """Every fact a rule asks for, whatever it asks it for."""
    if isinstance(regel, Farveregel):
        for nummer, farve in enumerate(regel.versioner):
            yield from brug(farve.naar, (*sti, "versioner", nummer, "naar"))
        return
    if regel.naar is not None:
        yield from brug(regel.naar, (*sti, "naar"))
    for nummer, version in enumerate(regel.versioner):
        for led, betingelse in enumerate(version.betingelser):
            sted = (*sti, "versioner", nummer, "betingelser", led)
            if betingelse.naar is not None:
                yield from brug(betingelse.naar, (*sted, "naar"))
            yield from brug(betingelse.proeve, (*sted, "proeve"))


def _passer(enkelt: Brug, faktum: Faktum) -> Iterator[Fundet]:
    if enkelt.typer and faktum.type not in enkelt.typer:
        typer = ", ".join(enkelt.typer)
        yield enkelt.sti, tekst("lokalt.forkert_faktatype", navn=faktum.navn, type=faktum.type, typer=typer)
        return
    for kode in enkelt.koder:
        if kode not in faktum.koder:
            yield (*enkelt.sti[:-1], "blandt"), _ukendt(kode, faktum.koder)


def _forrang(regler: Sequence[Lokalregel]) -> Iterator[Fundet]:
    """Precedence names rules that are there, of its own shape, and never runs in a ring."""
    efter_id = {regel.regel: (nummer, regel) for nummer, regel in enumerate(regler)}
    for nummer, regel in enumerate(regler):
        for led, anden in enumerate(regel.forrang_for):
            sted: Sti = ("regler", nummer, "forrang_for", led)
            if anden not in efter_id:
                yield sted, _ukendt(anden, efter_id)
            elif type(efter_id[anden][1]) is not type(regel):
                yield sted, tekst("lokalt.forrang_anden_form", regel=anden)
    for nummer, regel in enumerate(regler):
        ring = _ring(regel.regel, {navn: tuple(r.forrang_for) for navn, (_, r) in efter_id.items()})
        if ring and ring[0] == min(ring):
            yield ("regler", nummer, "forrang_for"), tekst("lokalt.ring", ring=" → ".join([*ring, ring[0]]))


def _ring(start: str, naeste: Mapping[str, Sequence[str]]) -> list[str]:
    """The shortest way from a rule back to itself; empty when there is none."""
    veje: list[list[str]] = [[start]]
    set_: set[str] = set()
    while veje:
        vej = veje.pop(0)
        for led in naeste.get(vej[-1], ()):
            if led == start:
                return vej
            if led not in set_:
                set_.add(led)
                veje.append([*vej, led])
    return []


def _ukendt(kode: str, kendte_koder: Iterable[str]) -> str:
    return tekst("lokalt.ukendt_kode", vaerdi=kode, tilladt=_naer(kode, kendte_koder, alle=True))


def _naer(ord_: str, kendte_ord: Iterable[str], *, alle: bool = False) -> str:
    liste = list(kendte_ord)
    ligner = get_close_matches(ord_, liste, n=FLEST_FORSLAG, cutoff=0.5)
    if alle:
        return ", ".join([*ligner, *(led for led in liste if led not in ligner)]) or "–"
    return ", ".join(ligner or liste[:FLEST_FORSLAG])
