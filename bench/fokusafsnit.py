"""The sections on fokusmål 1: the whole rule, the common rule beside every rival, and growth with persons and dates."""

from __future__ import annotations

from bench.koersel import FAELLES_RIVALER, HEL_RIVAL, MAANEDER, TRAADE, Koersel, Rival
from bench.motormaal import FAELLES_REGEL, HELE_REGLEN
from bench.proces import Maaling
from bench.skrivemaade import antal as i_tal
from bench.skrivemaade import gange, hukommelse, tabel, tal

DATOER = (1, 12, MAANEDER)
KOLONNER = ("Hvem", "mod motoren, 1 tråd", "sekunder", "hukommelse, egen / i alt, MB", "samme svar")
FEM_AAR = f"{MAANEDER} månedsslut, 2021–2025, pr. kommune og ydelse"


class Uenige(Exception):
    """A rival gave other figures than the engine: the times beside each other would mean nothing."""


def hele_reglen(k: Koersel) -> list[str]:
    linjer = [
        f"## Fokusmål 1 over {FEM_AAR}: hele reglen",
        "",
        "Motoren svarer fra den lagrede form, kortlagt i hukommelsen: åbning af blokke og forløb er med i tiden.",
        "DuckDB har tabellerne i egen hukommelse på forhånd. Dens SQL bygger forløbene med testenes uafhængige",
        "sætninger (`tests/sql/forloeb.sql`) én gang og svarer på alle måneder i én forespørgsel.",
    ]
    for antal in k.rivalstoerrelser:
        linjer += _tabel(k, antal, HELE_REGLEN, (HEL_RIVAL,))
    return linjer


def faelles_regel(k: Koersel) -> list[str]:
    linjer = [
        f"## Fokusmål 1 over {FEM_AAR}: en fælles, enklere regel",
        "",
        "Rivalerne regner en forenklet regel, og motorens algebra regner her den samme: forløb brudt af en hel",
        "kalendermåned (sygedagpenge af ethvert ophold), mindst tolv måneder, tilbud, vejledning før 22. marts 2023 og",
        "de tre timegrænser. Udeladt er dagpengenes timeur, forløb på tværs af ydelser, sporskifte og målgrupper.",
        "Rivalerne har data i egen hukommelse på forhånd, med borgere som tal; kun svaret er i tiden. pandas spørger",
        "måned for måned, de andre om alle på én gang. OpenFisca får én sandhedsvektor pr. dag og ydelse.",
    ]
    for antal in k.rivalstoerrelser:
        linjer += _tabel(k, antal, FAELLES_REGEL, FAELLES_RIVALER)
    return linjer


def vaekst_i_borgere(k: Koersel) -> list[str]:
    grund = k.grundstoerrelse
    raekker = []
    for traade in (1, TRAADE):
        pr_borger = _pr_borger(k.fokusmaal(grund, HELE_REGLEN), grund)
        for antal in k.motorstoerrelser:
            maaling = k.fokusmaal(antal, HELE_REGLEN, traade)
            raekker.append(
                [
                    f"{i_tal(antal)} borgere, {_traade(traade)}",
                    gange(_pr_borger(maaling, antal), pr_borger),
                    maaling.fejl or tal(maaling.tid),
                    hukommelse(maaling),
                ]
            )
    return [
        "## Vækst i borgere: hele reglen",
        "",
        f"Tid pr. borger mod én tråd ved {i_tal(grund)} borgere. Hukommelsen er processens højeste: egen (anonym) og",
        "i alt med det kortlagte af filen.",
        *tabel(
            ("Motoren", "pr. borger mod grundlaget", "sekunder", "hukommelse, egen / i alt, MB"),
            raekker,
        ),
    ]


def vaekst_i_datoer(k: Koersel) -> list[str]:
    antal = k.grundstoerrelse
    raekker = []
    svarere: list[tuple[str, dict[int, Maaling]]] = [
        ("Motoren, hele reglen", {d: k.fokusmaal(antal, HELE_REGLEN, maaneder=d) for d in DATOER}),
        ("DuckDB SQL, hele reglen", {d: k.rival(HEL_RIVAL, antal, d) for d in DATOER}),
        ("Motoren, fælles regel", {d: k.fokusmaal(antal, FAELLES_REGEL, maaneder=d) for d in DATOER}),
    ]
    svarere += [(f"{r.navn}, fælles regel", {d: k.rival(r, antal, d) for d in DATOER}) for r in FAELLES_RIVALER[:3]]
    for navn, maalte in svarere:
        en = maalte[1].tid
        forhold = [gange(maalte[d].tid, en) for d in DATOER[1:]]
        raekker.append([navn, *forhold, *(maalte[d].fejl or tal(maalte[d].tid) for d in DATOER)])
    return [
        f"## Vækst i datoer: {i_tal(antal)} borgere",
        "",
        "Motorens tidslinjer svarer på alle dage på én gang; flere datoer koster kun optællingen.",
        *tabel(("Hvem", "12 mod 1", "60 mod 1", "1 dato, s", "12, s", "60, s"), raekker),
    ]


def _tabel(k: Koersel, antal: int, regel: str, rivaler: tuple[Rival, ...]) -> list[str]:
    motor = k.fokusmaal(antal, regel)
    raekker = [_raekke(f"**motoren, {_traade(1)}**", motor, motor)]
    raekker.append(_raekke(f"motoren, {_traade(TRAADE)}", k.fokusmaal(antal, regel, TRAADE), motor))
    raekker += [_raekke(rival.navn, k.rival(rival, antal), motor) for rival in rivaler]
    return ["", f"### {i_tal(antal)} borgere", *tabel(KOLONNER, raekker)]


def _raekke(navn: str, maaling: Maaling, motor: Maaling) -> list[str]:
    if maaling.fejl is not None or motor.fejl is not None:
        return [navn, "–", maaling.fejl or tal(maaling.tid), hukommelse(maaling), "–"]
    samme = maaling.svar["sum"] == motor.svar["sum"]
    if not samme:
        raise Uenige(f"{navn}: {maaling.svar['sum'][:12]} er ikke motorens {motor.svar['sum'][:12]}")
    return [navn, gange(maaling.tid, motor.tid), tal(maaling.tid), hukommelse(maaling), "ja"]


def _pr_borger(maaling: Maaling, antal: int) -> float | None:
    return None if maaling.tid is None else maaling.tid / antal


def _traade(antal: int) -> str:
    return "1 tråd" if antal == 1 else f"{antal} tråde"
