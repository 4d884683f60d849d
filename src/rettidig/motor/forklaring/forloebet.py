"""Groups and courses: which spells make each course, what began it, broke it or held it together, and its clock."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rettidig.motor.forklaring.knude import Knude, Raekke
from rettidig.motor.forklaring.sag import Sag
from rettidig.motor.forklaring.skrivemaade import dato, iso, maaned, opregning, periode, raekkenavn, raekkenavne, timer
from rettidig.motor.forklaring.skrivemaade import gruppe as gruppenavn
from rettidig.motor.forklaring.skrivemaade import kode as kodenavn
from rettidig.motor.grundlag import GRUPPEREGEL, PLIGTFORLOEB
from rettidig.motor.historik import INGEN_KODE, kodenavne
from rettidig.regler.former.forloeb import Forloebsregel
from rettidig.regler.former.grundform import TIMER_SKALA
from rettidig.regler.former.maalgruppe import (
    INGEN_GRUPPE,
    UKENDT_GRUPPE,
    Maalgrupperegel,
    MaalgruppeVersion,
    gruppe_tekst,
)
from rettidig.sprog import tekst
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import OPEN_END


def forloebsknuder(sag: Sag) -> list[Knude]:
    """One node per course known on the day."""
    return [_Forloebet(sag, nummer).knude() for nummer in range(sag.grundlag.forloeb.antal)]


class _Forloebet:
    """One course of the case."""

    def __init__(self, sag: Sag, nummer: int) -> None:
        self.sag = sag
        self.nummer = nummer
        forloeb = sag.grundlag.forloeb
        self.start = int(forloeb.start[nummer])
        self.slut = int(forloeb.slut[nummer])
        self.stykker = forloeb.raekker.of(nummer)
        self.pladser = forloeb.raekker.values_of(nummer)
        self.grupper = forloeb.grupper.values_of(nummer)
        self.kode = int(forloeb.ydelse[nummer])
        self.hjemmel = sag.lov.hent(PLIGTFORLOEB, Forloebsregel).versioner[0].hjemmel.tekst
        self.er_dagpenge = bool(sag.grundlag.er_dagpenge[nummer])

    def knude(self) -> Knude:
        """The course and what is to be said about it."""
        ydelse = kodenavn("ydelse", kodenavne("ydelse")[self.kode])
        return Knude(
            "forloeb",
            tekst("forklar.forloeb.titel", ydelse=ydelse, hvornaar=self._hvornaar()),
            self.hjemmel,
            vaerdi={
                "ydelse": kodenavne("ydelse")[self.kode],
                "start": iso(self.start),
                "slut": None if self.slut >= OPEN_END else iso(self.slut - 1),
            },
            raekker=self.sag.raekker("ydelser", self.pladser),
            boern=(self._begyndelse(), *self._sammenhaeng(), *self._overlap(), *self._maalgrupper(), self._ur()),
        )

    def _hvornaar(self) -> str:
        if self.slut >= OPEN_END:
            return tekst("forklar.forloeb.loeber", start=dato(self.start))
        noegle = "sluttet" if self.slut <= self.sag.dag else "planlagt_slut"
        return tekst(f"forklar.forloeb.{noegle}", start=dato(self.start), slut=dato(self.slut - 1))

    def _ydelse(self, plads: int) -> int:
        return int(self.sag.alt.ydelser.ydelse[plads])

    def _begyndelse(self) -> Knude:
        """Why the course began on its first day and not before."""
        ydelse = kodenavn("ydelse", kodenavne("ydelse")[self.kode])
        foer = self._forrige_slut()
        raekker = self.sag.raekker("ydelser", self.pladser[:1])
        if foer is None:
            andre = [til for fra, til, _ in self.sag.grundlag.historik.ydelser.perioder.of(0) if fra < self.start]
            noegle = "ny_ydelse" if andre else "foerste"
            sagt = tekst(f"forklar.forloeb.{noegle}", ydelse=ydelse, start=dato(self.start))
        elif self.er_dagpenge:
            haendelser = self._nye_perioder(foer)
            raekker = (*raekker, *haendelser)
            sagt = (
                tekst("forklar.forloeb.ny_periode", raekke=raekkenavn(haendelser[0]))
                if haendelser
                else tekst("forklar.forloeb.fem_aar", slut=dato(foer - 1))
            )
        else:
            maaneder, _ = self._hele_maaneder(foer, self.start)
            if maaneder:
                sagt = tekst(
                    "forklar.forloeb.hel_maaned",
                    ydelse=ydelse,
                    slut=dato(foer - 1),
                    start=dato(self.start),
                    maaneder=opregning(maaned(fra) for fra in maaneder),
                )
            else:
                sagt = tekst("forklar.forloeb.gruppeskift", gruppe=gruppenavn(self.grupper[0]), start=dato(self.start))
        return Knude("begyndelse", sagt, self.hjemmel, vaerdi=iso(self.start), raekker=raekker)

    def _forrige_slut(self) -> int | None:
        """The exclusive end of the last earlier stretch of the same benefit outside this course."""
        forloeb = self.sag.grundlag.forloeb
        ender = [
            min(til, self.start)
            for nummer in range(forloeb.antal)
            if nummer != self.nummer
            for (fra, til), plads in zip(forloeb.raekker.of(nummer), forloeb.raekker.values_of(nummer), strict=True)
            if fra < self.start and self._ydelse(plads) == self.kode
        ]
        return max(ender, default=None)

    def _nye_perioder(self, foer: int) -> tuple[Raekke, ...]:
        navn = self.sag.grundlag.forloebsversion.ledighedsur.nulstilles_af
        dage = self.sag.grundlag.historik.haendelser.kaldet(navn).of(0)
        return self.sag.raekker("haendelser", [plads for dag, plads in dage if foer <= dag <= self.start])

    def _hele_maaneder(self, fra: int, til: int) -> tuple[list[int], list[int]]:
        """The whole calendar months of a gap: those that break, and those held together by a day of løntilskud."""
        hele = [foerste for foerste, _ in calendar.whole_months_in(fra, til)]
        tilskud = self.sag.grundlag.tilbud(self.sag.grundlag.forloebsversion.loentilskud, 1)
        holdt = [m for m in hele if any(f <= calendar.month_end(m) and t > m for f, t, _ in tilskud.of(0))]
        return [m for m in hele if m not in holdt], holdt

    def _sammenhaeng(self) -> Iterator[Knude]:
        """What held the course together: its gaps, and the moves from one benefit to another."""
        par = list(zip(self.stykker, self.pladser, strict=True))
        for ((_, slut), plads_foer), ((start, _), plads) in pairwise(par):
            if start > slut:
                yield self._ophold(slut, start, plads)
            if self._ydelse(plads) != self._ydelse(plads_foer):
                yield self._fortsaettelse(start, plads_foer, plads)

    def _ophold(self, fra: int, til: int, plads: int) -> Knude:
        ydelse = kodenavn("ydelse", kodenavne("ydelse")[self._ydelse(plads)])
        felter = {"periode": periode(fra, til), "ydelse": ydelse}
        raekker: tuple[Raekke, ...] = ()
        if self.er_dagpenge:
            sagt = tekst("forklar.forloeb.ophold_dagpenge", **felter)
        else:
            _, holdt = self._hele_maaneder(fra, til)
            if holdt:
                tilskud = self.sag.grundlag.tilbud(self.sag.grundlag.forloebsversion.loentilskud, 1)
                med = [p for f, t, p in tilskud.of(0) for m in holdt if f <= calendar.month_end(m) and t > m]
                raekker = self.sag.raekker("indsatser", med)
                sagt = tekst(
                    "forklar.forloeb.ophold_loentilskud",
                    maaneder=opregning(maaned(m) for m in holdt),
                    tilbud=raekkenavne(raekker),
                    **felter,
                )
            else:
                sagt = tekst("forklar.forloeb.ophold", **felter)
        return Knude("ophold", sagt, self.hjemmel, vaerdi={"fra": iso(fra), "til": iso(til - 1)}, raekker=raekker)

    def _fortsaettelse(self, start: int, plads_foer: int, plads: int) -> Knude:
        felter = {
            "foer": kodenavn("ydelse", kodenavne("ydelse")[self._ydelse(plads_foer)]),
            "efter": kodenavn("ydelse", kodenavne("ydelse")[self._ydelse(plads)]),
            "start": dato(start),
        }
        navne = {regel.haendelse for regel in self.sag.grundlag.forloebsversion.fortsaettelser if regel.haendelse}
        haendelser = self.sag.grundlag.historik.haendelser
        pladser = [p for navn in navne for dag, p in haendelser.kaldet(navn).of(0) if dag == start]
        raekker = self.sag.raekker("haendelser", pladser)
        if raekker:
            sagt = tekst("forklar.forloeb.fortsaetter_haendelse", raekke=raekkenavn(raekker[0]), **felter)
            return Knude("fortsaettelse", sagt, self.hjemmel, vaerdi=iso(start), raekker=raekker)
        sagt = tekst("forklar.forloeb.fortsaetter", **felter)
        raekker = self.sag.raekker("ydelser", [plads_foer, plads])
        return Knude("fortsaettelse", sagt, self.hjemmel, "valg", vaerdi=iso(start), raekker=raekker)

    def _overlap(self) -> Iterator[Knude]:
        """Overlapping spells of one benefit: the latest begun holds."""
        egne = [
            (fra, til, plads)
            for fra, til, plads in self.sag.grundlag.historik.ydelser.perioder.of(0)
            if self._ydelse(plads) == self.kode and self.start <= fra < self.slut
        ]
        for (_, til, plads_foer), (fra, _, plads) in pairwise(egne):
            if fra < til:
                raekker = self.sag.raekker("ydelser", [plads_foer, plads])
                sagt = tekst("forklar.forloeb.overlap", raekker=raekkenavne(raekker))
                yield Knude("overlap", sagt, self.hjemmel, "valg", raekker=raekker)

    def _maalgrupper(self) -> Iterator[Knude]:
        """The groups along the course, stretch by stretch."""
        for fra, til, nummer, pladser in self._gruppestraekninger():
            version = self._gruppeversion(fra)
            hjemmel = version.hjemmel.tekst
            raekker = self.sag.raekker("ydelser", pladser)
            if nummer == UKENDT_GRUPPE:
                yield self._ukendt_gruppe(fra, til, pladser[0], hjemmel)
            elif nummer == INGEN_GRUPPE:
                sagt = tekst("forklar.forloeb.ingen_gruppe", periode=self._hvor_laenge(fra, til))
                yield Knude("maalgruppe", sagt, hjemmel, raekker=raekker)
            else:
                sagt = tekst("forklar.forloeb.gruppe", periode=self._hvor_laenge(fra, til), gruppe=gruppenavn(nummer))
                egen = version.hjemmel.model_copy(update={"nr": str(nummer)}).tekst
                yield Knude("maalgruppe", sagt, egen, version.tillid, vaerdi=gruppe_tekst(nummer), raekker=raekker)

    def _gruppestraekninger(self) -> list[tuple[int, int, int, list[int]]]:
        """(from, exclusive end, group, rows) of every stretch of one group begun by the day, open if it runs on.

        Gaps between spells end no stretch.
        """
        straekninger: list[tuple[int, int, int, list[int]]] = []
        for (fra, til), nummer, plads in zip(self.stykker, self.grupper, self.pladser, strict=True):
            if fra > self.sag.dag:
                break
            if straekninger and straekninger[-1][2] == nummer:
                foerste, _, _, pladser = straekninger.pop()
                straekninger.append((foerste, til, nummer, [*pladser, plads]))
            else:
                straekninger.append((fra, til, nummer, [plads]))
        return [
            (fra, OPEN_END if til > self.sag.dag + 1 else til, nummer, pladser)
            for fra, til, nummer, pladser in straekninger
        ]

    def _hvor_laenge(self, fra: int, til: int) -> str:
        """A stretch of one group; one that runs on is told by its first day alone."""
        return tekst("forklar.periode.siden", fra=dato(fra)) if til >= OPEN_END else periode(fra, til)

    def _gruppeversion(self, dag: int) -> MaalgruppeVersion:
        versioner = self.sag.lov.hent(GRUPPEREGEL, Maalgrupperegel).versioner
        dato_ = calendar.to_date(dag)
        return next((v for v in versioner if v.gaelder(dato_)), versioner[0])

    def _ukendt_gruppe(self, fra: int, til: int, plads: int, hjemmel: str) -> Knude:
        visitation = int(self.sag.alt.ydelser.visitation[plads])
        ydelse = kodenavn("ydelse", kodenavne("ydelse")[self._ydelse(plads)])
        if visitation == INGEN_KODE:
            mangler = tekst("forklar.forloeb.visitation_mangler", ydelse=ydelse)
        else:
            navn = kodenavn("visitation", kodenavne("visitation")[visitation])
            mangler = tekst("forklar.forloeb.visitation_uden_mening", ydelse=ydelse, visitation=navn)
        return Knude(
            "maalgruppe",
            tekst("forklar.forloeb.ukendt_gruppe", periode=self._hvor_laenge(fra, til), mangler=mangler),
            hjemmel,
            "valg",
            vaerdi=gruppe_tekst(UKENDT_GRUPPE),
            raekker=self.sag.raekker("ydelser", [plads]),
            mangler=mangler,
            ville_opfylde=tekst("forklar.forloeb.ret_visitation"),
        )

    def _ur(self) -> Knude:
        if not self.er_dagpenge:
            return Knude("ur", tekst("forklar.forloeb.kalender"), self.hjemmel, vaerdi="kalender")
        ur = self.sag.grundlag.forloebsversion.ledighedsur
        stille = [(calendar.to_day(fra), calendar.to_day(til) + 1) for fra, til in ur.staar_stille]
        beroert = [periode(fra, til) for fra, til in stille if fra < self.slut and self.start < til]
        vist = self.sag.timer_til_og_med(self.nummer, self.sag.dag)
        sagt = tekst("forklar.forloeb.timer", vist=timer(vist), dag=dato(self.sag.dag))
        if beroert:
            sagt += " " + tekst("forklar.forloeb.staar_stille", perioder=opregning(beroert))
        return Knude("ur", sagt, self.hjemmel, vaerdi={"timer": vist / TIMER_SKALA})
