"""Random made-up histories: ugly ones crowded around the boundaries of the rules, and clean ones as most people's are.

Every person is a plain dict as `frister`, `fokusmaal` and `refusion` take it. No history breaks the data contract: no
spell is reversed, no row is repeated exactly, every code is known, and `grad` has at most three decimals.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

Person = dict[str, Any]

ANKRE = (
    date(2019, 7, 1),
    date(2020, 1, 1),
    date(2020, 2, 29),
    date(2020, 3, 1),
    date(2020, 8, 31),
    date(2021, 1, 1),
    date(2021, 6, 30),
    date(2021, 8, 31),
    date(2022, 1, 1),
    date(2022, 9, 22),
    date(2023, 3, 22),
    date(2023, 10, 31),
    date(2024, 1, 1),
    date(2024, 2, 29),
    date(2024, 4, 30),
    date(2025, 1, 1),
    date(2025, 7, 1),
    date(2025, 12, 31),
    date(2026, 2, 1),
    date(2026, 7, 1),
)
"""Days around which histories crowd: where law, rules or the calendar change."""

YDELSER = (
    *("dagpenge", "kontanthjaelp", "uddannelseshjaelp", "sho", "sygedagpenge") * 4,
    "ressourceforloebsydelse_jaf",
    "ressourceforloebsydelse_rf",
    "ledighedsydelse",
    "revalidering",
    "foertidspension",
    "fleksloentilskud",
    "ingen",
    "su",
    "barselsdagpenge",
    "efterloen",
    "seniorjob",
    "anden_forsoergelse",
)
VISITATIONER = ("jobparat", "aktivitetsparat", "uddannelsesparat", "aabenlyst_uddannelsesparat")
VISITATION_FOR: dict[str, tuple[str | None, ...]] = {
    "kontanthjaelp": ("jobparat", "aktivitetsparat", "uddannelsesparat"),
    "sho": ("jobparat", "aktivitetsparat", "uddannelsesparat"),
    "uddannelseshjaelp": (None, "aktivitetsparat", "uddannelsesparat", "aabenlyst_uddannelsesparat"),
}
INDSATSER = (
    *("virksomhedspraktik", "loentilskud_privat", "loentilskud_offentlig", "oevrig_vejledning") * 3,
    "nytteindsats",
    "ordinaer_uddannelse",
    "mentor",
    "delvis_raskmelding",
    "voksenlaerling",
    "jobrotation",
)
FRITAGELSESGRUNDE = (
    "job_inden_6_uger",
    "pension_inden_6_uger",
    "hjemsendt",
    "arbejdsfordeling",
    "barsel",
    "uddannelse_inden_6_uger",
    "standby",
    "stu",
    "hjemrejsevejledning",
    "sygdom",
)
GRADER = ("0", "0.001", "0.125", "0.333", "0.5", "0.667", "0.999", *("1",) * 8)
TIMER = ("0", "13.34", "60", "86.66", "86.67", "86.68", "99.99", "100", "100.01", "120", "160.33", "224.99", "225")


def ugly(rng: Random) -> Person:
    """A history that sits on the boundaries: 1-6 spells, 0-6 offers, 0-12 talks and all else the contract carries."""
    spells = _grimme_ydelser(rng)
    maerkedage = [dag for spell in spells for dag in (spell["fra"], spell["til"]) if dag is not None]
    return {
        "borger": _grim_borger(rng, maerkedage),
        "ydelser": spells,
        "indsatser": _uden_gentagelser(_grim_indsats(rng, maerkedage) for _ in range(rng.randint(0, 6))),
        "samtaler": _uden_gentagelser(_grimme_samtaler(rng, spells, maerkedage)),
        "loentimer": _uden_gentagelser(_grimme_timer(rng, maerkedage) for _ in range(rng.choice((0, 0, 1, 3, 6)))),
        "fritagelser": _uden_gentagelser(
            _grim_fritagelse(rng, maerkedage) for _ in range(rng.choice((0, 0, 0, 1, 2, 3)))
        ),
        "haendelser": _uden_gentagelser(_grimme_haendelser(rng, spells, maerkedage)),
    }


def clean(rng: Random) -> Person:
    """A likely history: one benefit or two with a fitting visitation, regular talks, an offer or two, maybe a job."""
    start = date(2019, 9, 1) + timedelta(days=rng.randrange(365 * 7))
    ydelse = rng.choice(("dagpenge", "kontanthjaelp", "uddannelseshjaelp", "sygedagpenge", "ledighedsydelse"))
    alder = rng.randint(18, 29) if ydelse == "uddannelseshjaelp" else rng.randint(19, 60)
    slut: date | None = start + timedelta(days=rng.choice((45, 120, 200, 400, 800)))
    if rng.random() < 0.4:
        slut = None
    spells = [_spell(ydelse, start, slut, rng.choice(_passende(ydelse)), "1", None)]
    if slut is not None and rng.random() < 0.4:
        igen = slut + timedelta(days=rng.choice((1, 20, 70, 200)))
        naeste = rng.choice((ydelse, "sygedagpenge", "kontanthjaelp"))
        spells.append(
            _spell(naeste, igen, igen + timedelta(days=rng.choice((60, 300))), rng.choice(_passende(naeste)), "1", None)
        )
    slags = "opfoelgning" if ydelse == "sygedagpenge" else "jobsamtale"
    hver = rng.choice((28, 40, 60))
    samtaler = [
        _samtale(
            start + timedelta(days=6 + hver * nr),
            slags,
            "fremmoede",
            rng.choice(("afholdt",) * 8 + ("udeblevet",)),
            "kommune",
        )
        for nr in range(rng.randint(0, 12))
    ]
    indsatser = []
    for _ in range(rng.randint(0, 2)):
        fra = start + timedelta(days=rng.randint(20, 300))
        indsatser.append(
            _indsats(
                rng.choice(INDSATSER[:8]), fra, fra + timedelta(days=rng.choice((13, 27, 90))), fra - timedelta(days=14)
            )
        )
    return {
        "borger": _borger(
            rng, _plus_aar(start, -alder) - timedelta(days=rng.randrange(360)), rng.random() < 0.5, rng.random() < 0.3
        ),
        "ydelser": spells,
        "indsatser": _uden_gentagelser(indsatser),
        "samtaler": _uden_gentagelser(samtaler),
        "loentimer": [
            {"maaned": _maaned(start, nr), "timer": str(rng.choice((20, 40, 90)))}
            for nr in range(rng.choice((0, 0, 0, 4)))
        ],
        "fritagelser": [],
        "haendelser": [{"haendelse": "foerste_fravaersdag", "dato": start - timedelta(days=30), "vaerdi": None}]
        if ydelse == "sygedagpenge"
        else [],
    }


def skaeringsdag(rng: Random, person: Person) -> date:
    """A day of assessment near something: a boundary of the law, or where something begins, ends or falls due."""
    dage = [dag for spell in person["ydelser"] for dag in (spell["fra"], spell["til"]) if dag is not None]
    dage += [indsats["fra"] for indsats in person["indsatser"]]
    valgt = rng.choice(dage) if rng.random() < 0.6 else rng.choice(ANKRE)
    return _naer(rng, valgt) + timedelta(days=rng.choice((0, 0, 1, 7, 28, 31, 56, 120, 181, 184, 190, 365)))


def maanedsslut(rng: Random, person: Person) -> date:
    """A month end for the measures: mostly about a year into something, else near a boundary."""
    dag = skaeringsdag(rng, person)
    if rng.random() < 0.7:
        dag = rng.choice(person["ydelser"])["fra"] + timedelta(days=rng.choice((330, 364, 365, 366, 396, 450, 600)))
    return dag.replace(day=monthrange(dag.year, dag.month)[1])


def _grimme_ydelser(rng: Random) -> list[Person]:
    spells: list[Person] = []
    fra = _naer(rng, rng.choice(ANKRE)) - timedelta(days=rng.choice((0, 0, 0, 14, 182, 365, 900)))
    ydelse = rng.choice(YDELSER)
    for _ in range(rng.choice((1, 1, 2, 2, 3, 4, 5, 6))):
        til = _grim_slutdag(rng, fra)
        visitation = rng.choice(_passende(ydelse)) if rng.random() < 0.9 else rng.choice((None, *VISITATIONER))
        grad = rng.choice(GRADER) if ydelse in ("dagpenge", "sygedagpenge") else "1"
        spells.append(_spell(ydelse, fra, til, visitation, grad, _status(rng, ydelse)))
        fra = _naeste_begyndelse(rng, fra, til)
        if rng.random() < 0.45:
            ydelse = _naeste_ydelse(rng, ydelse)
    return _uden_gentagelser(spells)


def _grim_slutdag(rng: Random, fra: date) -> date | None:
    valg = rng.random()
    if valg < 0.15:
        return None
    if valg < 0.35:
        senere = [anker for anker in ANKRE if anker >= fra]
        if senere:
            return max(fra, _naer(rng, rng.choice(senere[:6])))
    if valg < 0.6:
        return _maanedsende(fra + timedelta(days=rng.choice((0, 20, 60, 150, 180, 360))))
    return fra + timedelta(
        days=rng.choice((0, 1, 6, 7, 27, 30, 55, 56, 57, 180, 183, 184, 186, 190, 364, 366, 400, 700))
    )


def _naeste_begyndelse(rng: Random, fra: date, til: date | None) -> date:
    if til is None:
        return fra + timedelta(days=rng.choice((1, 10, 31, 100, 200)))
    valg = rng.random()
    if valg < 0.25:
        return til + timedelta(days=1)
    if valg < 0.4:
        return max(fra, til - timedelta(days=rng.choice((0, 1, 5, 40))))
    if valg < 0.8:
        return _maaned(til, rng.choice((1, 1, 2, 2, 3))) + timedelta(days=rng.choice((-1, 0, 0, 1, 2)))
    return til + timedelta(days=rng.choice((2, 20, 27, 28, 30, 31, 35, 45, 62, 90, 400, 1826, 1828)))


def _naeste_ydelse(rng: Random, ydelse: str) -> str:
    if ydelse == "sho" and rng.random() < 0.7:
        return rng.choice(("kontanthjaelp", "uddannelseshjaelp"))
    if ydelse == "uddannelseshjaelp" and rng.random() < 0.5:
        return "kontanthjaelp"
    return rng.choice(YDELSER)


def _grim_borger(rng: Random, maerkedage: Sequence[date]) -> Person:
    aar = rng.choice((23, 25, 25, 30, 30, 18, 45))
    foedt = _plus_aar(_naer(rng, rng.choice(maerkedage)), -aar) - timedelta(days=rng.choice((0, 0, 0, 1, 31, 182)))
    if rng.random() < 0.05:
        foedt = date(rng.choice((1992, 1996, 2000)), 2, 29)
    borger = _borger(rng, foedt, rng.choice((True, False, None, None)), rng.choice((True, False, None)))
    borger["integrationsprogram"] = rng.choice((None, None, False, False, True))
    borger["forsikring"] = rng.choice(("fuldtid", "fuldtid", "deltid"))
    borger["ugetal_foer"] = rng.choice((None, None, None, 0, 3, 4, 26, 51, 52, 100))
    return borger


def _grim_indsats(rng: Random, maerkedage: Sequence[date]) -> Person:
    fra = rng.choice(maerkedage) + timedelta(
        days=rng.choice((-20, -1, 0, 1, 13, 29, 31, 36, 90, 150, 181, 184, 188, 190, 200, 210))
    )
    if rng.random() < 0.3:
        fra = _naer(rng, rng.choice(ANKRE))
    laengde = rng.choice((1, 2, 12, 13, 13, 14, 14, 15, 28, 60, 120, 400, None))
    bevilget = rng.choice((None, fra, fra - timedelta(days=rng.choice((1, 7, 14, 20, 21, 22, 28)))))
    return _indsats(
        rng.choice(INDSATSER), fra, None if laengde is None else fra + timedelta(days=laengde - 1), bevilget
    )


def _grimme_samtaler(rng: Random, spells: Sequence[Person], maerkedage: Sequence[date]) -> list[Person]:
    samtaler = []
    taet = rng.random() < 0.35
    kun = rng.choice(spells)
    for _ in range(rng.randint(4, 12) if taet else rng.randint(0, 12)):
        spell = kun if taet else rng.choice(spells)
        sidste = spell["til"] or spell["fra"] + timedelta(days=400)
        dato = rng.choice(
            (
                spell["fra"] + timedelta(days=rng.choice((-1, 0, 6, 7, 8, 13, 14, 15, 54, 55, 56, 180, 183, 184))),
                sidste + timedelta(days=rng.choice((-1, 0, 0, 1))),
                spell["fra"] + timedelta(days=rng.randint(0, 190)),
                spell["fra"] + timedelta(days=rng.randint(0, max(1, (sidste - spell["fra"]).days))),
                rng.choice(maerkedage),
            )
        )
        hoved = "opfoelgning" if spell["ydelse"] == "sygedagpenge" else "jobsamtale"
        slags = rng.choice(
            (*(hoved,) * 8, "jobsamtale", "opfoelgning", "rehabiliteringsteam", "sundhedskoordinator", "cv")
        )
        samtaler.append(
            _samtale(
                dato,
                slags,
                rng.choice((None, "fremmoede", "telefon", "video", "brev")),
                rng.choice((*("afholdt",) * 8, "planlagt", "udeblevet", "aflyst")),
                rng.choice((None, "kommune", "kommune", "akasse")),
            )
        )
    return samtaler


def _grimme_timer(rng: Random, maerkedage: Sequence[date]) -> Person:
    return {"maaned": _maaned(rng.choice(maerkedage), rng.randint(-1, 12)), "timer": rng.choice(TIMER)}


def _grim_fritagelse(rng: Random, maerkedage: Sequence[date]) -> Person:
    fra = rng.choice(maerkedage) + timedelta(
        days=rng.choice((-5, 0, 1, 7, 20, 30, 31, 55, 120, 170, 181, 182, 184, 185))
    )
    til = rng.choice((None, fra, fra + timedelta(days=rng.choice((1, 6, 10, 30, 60, 200)))))
    return {"grund": rng.choice(FRITAGELSESGRUNDE), "fra": fra, "til": til}


def _grimme_haendelser(rng: Random, spells: Sequence[Person], maerkedage: Sequence[date]) -> list[Person]:
    haendelser = []
    for spell in spells:
        dag = spell["fra"] + timedelta(days=rng.choice((0, 0, 0, 0, -1, 1, 40)))
        if spell["ydelse"] == "dagpenge" and rng.random() < 0.3:
            haendelser.append(("ny_dagpengeperiode", dag))
        if spell["ydelse"] == "sygedagpenge" and rng.random() < 0.5:
            tidligere = rng.choice((0, 1, 13, 29, 30, 40, 60))
            haendelser.append(("foerste_fravaersdag", spell["fra"] - timedelta(days=tidligere)))
        if spell["ydelse"] in ("kontanthjaelp", "uddannelseshjaelp") and rng.random() < 0.4:
            haendelser.append(("opholdskrav_opfyldt", dag))
    if rng.random() < 0.1:
        haendelser.append(
            (rng.choice(("raskmelding", "vejledning_givet", "ny_dagpengeperiode")), rng.choice(maerkedage))
        )
    return [{"haendelse": navn, "dato": dag, "vaerdi": None} for navn, dag in haendelser]


def _passende(ydelse: str) -> tuple[str | None, ...]:
    return VISITATION_FOR.get(ydelse, (None,))


def _status(rng: Random, ydelse: str) -> str | None:
    if ydelse != "sygedagpenge":
        return None
    return rng.choice((None, None, "kategori_1", "kategori_2", "kategori_2", "kategori_3", "let_forloeb", "standby"))


def _borger(rng: Random, foedt: date, uddannelse: bool | None, boern: bool | None) -> Person:
    return {
        "borger_id": f"P{rng.randrange(10**9):09d}",
        "foedselsdato": foedt,
        "kommune": rng.choice(("766", "350", "840", "183")),
        "erhvervsuddannelse": uddannelse,
        "hjemmeboende_boern": boern,
        "integrationsprogram": False,
        "forsikring": "fuldtid",
        "ugetal_foer": None,
    }


def _spell(ydelse: str, fra: date, til: date | None, visitation: str | None, grad: str, status: str | None) -> Person:
    return {"ydelse": ydelse, "fra": fra, "til": til, "visitation": visitation, "grad": grad, "status": status}


def _indsats(indsats: str, fra: date, til: date | None, bevilget: date | None) -> Person:
    return {"indsats": indsats, "fra": fra, "til": til, "bevilget": bevilget}


def _samtale(dato: date, slags: str, form: str | None, status: str, part: str | None) -> Person:
    return {"dato": dato, "slags": slags, "form": form, "status": status, "part": part}


def _uden_gentagelser(raekker: Any) -> list[Person]:
    """The rows with every exact repeat left out, as a reader of the contract would."""
    tilbage: list[Person] = []
    for raekke in raekker:
        if raekke not in tilbage:
            tilbage.append(raekke)
    return tilbage


def _naer(rng: Random, dag: date) -> date:
    return dag + timedelta(days=rng.choice((0, 0, 0, -1, 1, rng.randint(-14, 14))))


def _maanedsende(dag: date) -> date:
    return dag.replace(day=monthrange(dag.year, dag.month)[1])


def _maaned(dag: date, maaneder: int) -> date:
    """First day of the month so many months on."""
    aar, maaned = divmod(dag.year * 12 + dag.month - 1 + maaneder, 12)
    return date(aar, maaned + 1, 1)


def _plus_aar(dag: date, aar: int) -> date:
    return date(dag.year + aar, dag.month, min(dag.day, monthrange(dag.year + aar, dag.month)[1]))
