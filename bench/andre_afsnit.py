"""The other sections: all rules on one date, the floor, the algebra, one citizen, whole answers, checksums."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from bench.koersel import FAELLES_RIVALER, LILLE, MAANEDER, TRAADE, Koersel
from bench.motormaal import FRISTDAG, HELE_REGLEN, SIDSTE_DAG
from bench.proces import Maaling
from bench.saet import Udsnit, maanedsslut
from bench.skrivemaade import INGEN, gange, hukommelse, mb, tabel, tal
from bench.skrivemaade import antal as i_tal
from rettidig.tidslinje import calendar

POSTER, POSTER_FULD = 1_000_000, 5_000_000
DELENES_NAVNE = {
    "frister": "alle fristregler, som tabel",
    "fokusmaal": "begge fokusmål og 75 %-målet, som kube",
    "refusion": "refusionsugen",
    "fund": "fund (samtaleform)",
}
EN_BORGER_RIVALER = FAELLES_RIVALER[:3]


def alle_regler(k: Koersel) -> list[str]:
    grund = k.grundstoerrelse

    def maalt(antal: int, traade: int) -> Maaling:
        hvad = f"alle regler, {antal} borgere, {traade} tråd(e)"
        return k.maal(hvad, "bench.motormaal:alle_regler", lager=str(k.lager), antal=antal, traade=traade)

    udgangspunkt = maalt(grund, 1)
    raekker = []
    for traade in (1, TRAADE):
        for antal in k.motorstoerrelser:
            maaling = maalt(antal, traade)
            pr_borger = None if maaling.tid is None else maaling.tid / antal * grund
            raekker.append(
                [
                    f"{i_tal(antal)} borgere, {traade} tråd{'e' if traade > 1 else ''}",
                    gange(pr_borger, udgangspunkt.tid),
                    maaling.fejl or tal(maaling.tid),
                    hukommelse(maaling),
                ]
            )
    stoerst = maalt(k.stoerst, 1)
    dele: dict[str, float] = stoerst.svar.get("dele", {})
    return [
        f"## Alle kodede regler på én dato ({FRISTDAG.isoformat()})",
        "",
        f"Tid pr. borger mod én tråd ved {i_tal(grund)} borgere.",
        *tabel(("Motoren", "pr. borger mod grundlaget", "sekunder", "hukommelse, egen / i alt, MB"), raekker),
        f"Hvad tiden går til ved {i_tal(k.stoerst)} borgere, én tråd:",
        *tabel(
            ("Del", "andel", "processortid, s", "rækker"),
            [
                [
                    DELENES_NAVNE[navn],
                    f"{tal(100 * tid / (sum(dele.values()) or 1), 2)} %",
                    tal(tid),
                    i_tal(stoerst.svar["raekker"][navn]),
                ]
                for navn, tid in dele.items()
            ],
        ),
    ]


def gulvet(k: Koersel) -> list[str]:
    baand = k.maal("båndbredde", "bench.gulv:baandbredde")
    antal = k.stoerst
    laest = k.maal(f"læsning af kolonnerne, {antal} borgere", "bench.gulv:laesning", lager=str(k.lager), antal=antal)
    fokus = k.fokusmaal(antal, HELE_REGLEN)
    kube = k.maal(
        f"kuben, {antal} borgere, {MAANEDER} måneder",
        "bench.motormaal:kube",
        lager=str(k.lager),
        antal=antal,
        maaneder=MAANEDER,
    )
    byte = laest.svar.get("byte", 0)
    baandtid = None if baand.tid is None else byte * baand.tid / baand.svar["byte"]
    raekker = [
        ["de brugte kolonner i båndbreddens fart", "1 ×", tal(baandtid)],
        ["summen af de brugte kolonner", gange(laest.tid, baandtid), laest.fejl or tal(laest.tid)],
        [
            "åbning af alle blokke, set før",
            gange(laest.svar.get("aabne"), baandtid),
            tal(laest.svar.get("aabne")),
        ],
        [f"fokusmål 1 over {MAANEDER} månedsslut", gange(fokus.tid, baandtid), fokus.fejl or tal(fokus.tid)],
        ["hele kuben: begge mål, tre regelsæt, 75 %-målet", gange(kube.tid, baandtid), kube.fejl or tal(kube.tid)],
    ]
    fart = None if baand.tid is None else baand.svar["byte"] / baand.tid / 1e9
    return [
        f"## Gulvet: {i_tal(antal)} borgere, én tråd",
        "",
        f"Hurtigere end hukommelsen kan det ikke gå. Kopiering går med {tal(fart)} GB/s (læst og skrevet lagt sammen);",
        f"de kolonner, fokusmål 1 ser på, fylder {mb(byte)} MB.",
        *tabel(("Hvad", "gange gulvet", "sekunder"), raekker),
    ]


def algebraen(k: Koersel) -> list[str]:
    poster = POSTER_FULD if k.fuld else POSTER
    maaling = k.maal(f"algebraens operationer, {poster} poster", "bench.algebra:measure", entries=poster)
    if maaling.fejl:
        return ["## Algebraens operationer", "", maaling.fejl, ""]
    raekker = [
        [f"`{navn}`", f"{tal(ren, 2)} ×", f"{tal(kerne / gulv, 2)} ×", tal(kerne), tal(gulv)]
        for navn, kerne, gulv, ren in maaling.svar["raekker"]
    ]
    return [
        "## Algebraens operationer",
        "",
        f"{i_tal(maaling.svar['ejere'])} ejere, omkring {i_tal(poster)} poster, ét spørgsmål pr. ejer. Gulvet er at",
        "kopiere det, operationen læser og skriver. Den rene form er målt på en del af ejerne og regnet op.",
        *tabel(("Operation", "ren form mod kerne", "kerne mod gulv", "kerne, ms", "gulv, ms"), raekker),
    ]


def en_borger(k: Koersel) -> list[str]:
    antal = k.grundstoerrelse
    sti = str(k.lager)
    forklaret = k.maal("én borger forklaret", "bench.borgermaal:forklar", lager=sti, antal=LILLE)
    rettet = k.maal(f"én borger rettet i kuben, {antal} borgere", "bench.borgermaal:ret_borger", lager=sti, antal=antal)
    borger = Udsnit(k.lager, LILLE).blok(0).ider[0].as_py()
    kommando = _kommando("forklar", sti, "--borger", borger, "--pr", FRISTDAG.isoformat())
    trae = forklaret.svar.get("trae")
    raekker = [
        ["hele forklaringen som træ, i processen", "1 ×", _ms(trae)],
        ["at skrive den som tekst", gange(forklaret.svar.get("tekst"), trae), _ms(forklaret.svar.get("tekst"))],
        [
            "at finde borgeren i filen og kontrollere blokken",
            gange(forklaret.svar.get("fundet"), trae),
            _ms(forklaret.svar.get("fundet")),
        ],
        [
            f"at rette én borger i kuben over {MAANEDER} måneder og tre regelsæt",
            gange(rettet.svar.get("median"), trae),
            rettet.fejl or _ms(rettet.svar.get("median")),
        ],
        ["`rettidig forklar` som hel kommando", gange(kommando, trae), _ms(kommando)],
    ]
    flad = k.flad(LILLE).with_name("flad-1")
    _kun_borger(k.flad(LILLE), flad)
    for rival in EN_BORGER_RIVALER:
        maaling = k.maal(
            f"{rival.navn}, én borger",
            rival.arbejde,
            flad=str(flad),
            maaneder=maanedsslut(1, calendar.to_day(SIDSTE_DAG)).tolist(),
            gange=20,
            **rival.parametre,
        )
        raekker.append(
            [
                f"{rival.navn}: den fælles regel, én dato, uden forklaring",
                gange(maaling.tid, trae),
                maaling.fejl or _ms(maaling.tid),
            ]
        )
    return [
        "## Én borger",
        "",
        f"Medianen over {forklaret.svar.get('borgere', 0)} borgere; den midterste forklaring fylder",
        f"{i_tal(forklaret.svar.get('linjer'))} linjer. Rivalerne får borgerens egne rækker og svarer kun på mål 1.",
        *([forklaret.fejl, ""] if forklaret.fejl else []),
        *tabel(("Hvad", "mod forklaringen", "ms"), raekker),
    ]


def hele_svar(_: Koersel) -> list[str]:
    with tempfile.TemporaryDirectory() as tom:
        frisk = Path(tom) / "frisk"
        frisk.mkdir()
        foerste = _kommando("koer", gange_=1, cwd=frisk, XDG_CACHE_HOME=str(Path(tom) / "cache"))
        kold = _kommando("koer", gange_=1, cwd=frisk, XDG_CACHE_HOME=str(Path(tom) / "anden-cache"))
        varm = _kommando("koer", cwd=frisk, XDG_CACHE_HOME=str(Path(tom) / "cache"))
    hjaelp = _kommando("--help")
    return [
        "## Hele svar fra kommandolinjen",
        "",
        *tabel(
            ("Kommando", "mod den varme", "sekunder"),
            [
                ["demokommunens hele svar (`make svar`), varm", "1 ×", tal(varm)],
                ["det samme med tomt kernelager", gange(kold, varm), tal(kold)],
                ["allerførste gang: tomt kernelager, og demoen laves", gange(foerste, varm), tal(foerste)],
                ["`rettidig --help`", gange(hjaelp, varm), tal(hjaelp)],
            ],
        ),
    ]


def kontrolsummer(k: Koersel) -> list[str]:
    antal, sti = k.stoerst, str(k.lager)
    proeve = k.maal("kontrolsum, stikprøve", "bench.kontrolsummer:stikproeve", lager=sti, antal=antal)
    raekker = []
    for form, summer in proeve.svar.get("summer", {"stikprøve": {}}).items():
        raekker.append(_sumraekke(f"stikprøve, {form}", proeve, summer))
    for traade in (1, TRAADE):
        hvad = f"kontrolsum, {traade} tråd(e)"
        maaling = k.maal(hvad, "bench.kontrolsummer:traade", lager=sti, antal=antal, traade=traade)
        raekker.append(_sumraekke(f"alle, {traade} tråd{'e' if traade > 1 else ''}", maaling, maaling.svar))
    rettede = k.maal("kontrolsum, rettet kube", "bench.kontrolsummer:rettede", lager=sti, antal=antal)
    raekker.append(_sumraekke(f"alle, kuben rettet for {rettede.svar.get('antal', 0)} borgere", rettede, rettede.svar))
    if shutil.which("java"):
        spark = k.maal(
            "kontrolsum, Spark",
            "bench.kontrolsummer:spark",
            parquet=str(k.parquet(antal)),
            master=f"local[{TRAADE}]",
        )
        raekker.append(_sumraekke(f"alle, Spark på local[{TRAADE}]", spark, spark.svar))
    else:
        raekker.append(["alle, Spark", "Java mangler", INGEN])
    return [
        f"## Samme svar ad alle veje: {i_tal(antal)} borgere",
        "",
        f"sha256 af kuben over {MAANEDER} måneder og tre regelsæt og alle frister pr. {FRISTDAG.isoformat()}, de",
        f"første tolv tegn. Stikprøven til den rene form er {i_tal(proeve.svar.get('antal', 0))} borgere.",
        _ens(raekker),
        *tabel(("Vej", "kube", "frister"), raekker),
    ]


def _sumraekke(navn: str, maaling: Maaling, summer: dict[str, Any]) -> list[str]:
    if maaling.fejl:
        return [navn, maaling.fejl, INGEN]
    return [navn, *(f"`{summer[del_][:12]}`" if del_ in summer else INGEN for del_ in ("kube", "frister"))]


def _ens(raekker: list[list[str]]) -> str:
    """Says whether all roads that were gone ended in the same place."""
    for kolonne in (1, 2):
        for begynder in ("stikprøve", "alle"):
            summer = {r[kolonne] for r in raekker if r[0].startswith(begynder) and r[kolonne].startswith("`")}
            if len(summer) > 1:
                return "**De er ikke ens.**"
    return "Alle, der er regnet, er ens."


def _kun_borger(fra: Path, til: Path) -> None:
    """The flat tables of the first citizen who has benefits."""
    til.mkdir(exist_ok=True)
    nummer = pq.read_table(fra / "indsatser.parquet", columns=["borger_id"])["borger_id"][0]
    for fil in fra.glob("*.parquet"):
        tabel_ = pq.read_table(fil, filters=[("borger_id", "==", nummer.as_py())])
        pq.write_table(tabel_, til / fil.name)


def _kommando(*ord_: str, gange_: int = 3, cwd: Path | None = None, **miljoe: str) -> float | None:
    """Seconds of a whole command, the quickest of several; ``None`` when it fails."""
    tider = []
    for _ in range(gange_):
        start = time.perf_counter()
        svar = subprocess.run(
            [sys.executable, "-m", "rettidig", *ord_],
            cwd=cwd,
            env=os.environ | miljoe,
            capture_output=True,
            check=False,
        )
        if svar.returncode:
            return None
        tider.append(time.perf_counter() - start)
    return min(tider)


def _ms(sekunder: float | None) -> str:
    return INGEN if sekunder is None else tal(1000 * sekunder)
