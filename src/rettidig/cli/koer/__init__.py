"""What ``make svar`` shows: one extract from reading to the explanation of one citizen, and where to go from there."""

from __future__ import annotations

import shlex
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rettidig.cli.bestilling import Bestilling, aflever_tekst, skaermbredde
from rettidig.cli.fremdrift import Fremdrift
from rettidig.cli.koer.demodata import DEMO_PR, goer_demo_klar
from rettidig.cli.koer.fristbillede import borgerens_forklaring, forklaret_pligt, fristbillede
from rettidig.cli.koer.lokaltbillede import lokaltbillede
from rettidig.cli.koer.maalbillede import VANLIG_BREDDE, Maalbillede
from rettidig.cli.koer.sidste_dag import sidste_maanedsslutning
from rettidig.cli.svarkommandoer import laesetal
from rettidig.cli.tabel import fodnoter
from rettidig.forloeb import Datasaet
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import byg_historik
from rettidig.motor.svar import frist_raekker
from rettidig.regler.indlaes import Regelsaet
from rettidig.sprog import tekst
from rettidig.svar import forbehold, spoergsmaal
from rettidig.svar.dansk_form import antal, dato_i_ord
from rettidig.svar.fejl import Brugerfejl
from rettidig.svar.model import Svar
from rettidig.svar.spoergsmaal import lov_eller_saetning
from rettidig.svar.strategi import Lokaldel, lokaldel
from rettidig.tidslinje import calendar


@dataclass(frozen=True)
class Rundtur:
    """Everything the sections rest on."""

    lov: Regelsaet
    data: Datasaet
    sti: str
    kilde: str | None
    dag: spoergsmaal.Spurgtdag
    valg: spoergsmaal.Valgte
    egen: Lokaldel | None = None
    strategifil: str | None = None


def koer(data: str | None, pr: str | None, kilde: str | None, valg: tuple[str, ...], lokalt: str | None = None) -> None:
    """Show the picture of an extract, or of the demo municipality; a strategy's deadlines beside the law's."""
    lov = lov_eller_saetning()
    egen = None if lokalt is None else lokaldel(lov, lokalt, valg, ())
    valgte = spoergsmaal.valg(lov, valg if egen is None else egen.lovens_valg)
    spurgt = None if pr is None else spoergsmaal.spurgt_dag(lov, pr)
    with Fremdrift() as frem:
        sti = str(goer_demo_klar(frem)) if data is None else data
        frem.trin(tekst("cli.trin.laeser"))
        laest = Bestilling(sti, kilde=kilde).laes(sig_til=False)
    if spurgt is not None:
        dag, bemaerkning = spurgt, ""
    elif data is None:
        dag, bemaerkning = spoergsmaal.spurgt_dag(lov, DEMO_PR), ""
    else:
        sidste = sidste_maanedsslutning(lov, laest)
        if sidste is None:
            raise Brugerfejl(tekst("cli.koer.ingen_dage"))
        dag = spoergsmaal.spurgt_dag(lov, sidste.isoformat())
        bemaerkning = tekst("cli.koer.uden_pr", dag=dato_i_ord(dag.dato))
    rundtur = Rundtur(lov, laest, sti, kilde, dag, valgte, egen, lokalt)
    for afsnit in _afsnit(rundtur, er_demo=data is None, bemaerkning=bemaerkning):
        aflever_tekst(afsnit, None)


def _afsnit(r: Rundtur, *, er_demo: bool, bemaerkning: str) -> Iterator[str]:
    yield "\n".join([tekst("cli.koer.titel", dag=dato_i_ord(r.dag.dato), lov=r.dag.lov), *filter(None, [bemaerkning])])
    yield _overskrift("laest") + "\n".join(_laest(r, er_demo=er_demo))
    if not r.data.tabeller["borgere"].num_rows:
        return
    historik = byg_historik(r.data)
    billede = Maalbillede(r.lov, historik, r.dag, r.valg.alle)
    yield _overskrift("maal") + billede.side_om_side()
    yield _overskrift("udvikling") + billede.udvikling(sidste_maanedsslutning(r.lov, r.data) or r.dag.dato)
    grundlag = Grundlag.paa(r.lov, historik, r.dag.dag, r.valg.alle)
    raekker = frist_raekker(grundlag)
    pligt = forklaret_pligt(raekker)
    yield _overskrift("frister") + "\n".join([*_alle_kommuner(r), fristbillede(r.lov, raekker, r.dag)])
    lokale = [] if r.egen is None else r.egen.raekker(grundlag)
    if r.egen is not None:
        yield f"\n{lokaltbillede(r.egen, lokale, r.dag)}"
    yield _overskrift("borger") + borgerens_forklaring(r.lov, r.data, raekker, r.dag, r.valg.alle)
    yield _overskrift("forbehold") + "\n".join(_forbehold(r, billede, raekker, lokale))
    yield _overskrift("videre") + "\n".join(_videre(r, pligt))


def _overskrift(navn: str) -> str:
    titel = tekst(f"cli.koer.{navn}")
    return f"\n{titel}\n{'═' * len(titel)}\n"


def _laest(r: Rundtur, *, er_demo: bool) -> Iterator[str]:
    if er_demo:
        yield tekst("cli.koer.demo")
    yield laesetal(r.data)
    rapport = r.data.rapport
    if not r.data.tabeller["borgere"].num_rows:
        noegle = "cli.koer.ingen_borgere"
    else:
        noegle = "cli.koer.noget_til_side" if rapport.sat_til_side else "cli.koer.intet_til_side"
    yield tekst(noegle, kommando=f"{_programnavn()} tjek {_fast(r)}")
    if r.data.fravaerende:
        yield tekst("cli.fravaerende", tabeller=", ".join(r.data.fravaerende))


def _alle_kommuner(r: Rundtur) -> Iterator[str]:
    """That the deadlines are not those of the one municipality shown above, where there are several."""
    kommuner = len(r.data.tabeller["borgere"]["kommune"].unique())
    if kommuner > 1:
        yield tekst("cli.koer.frister_alle_kommuner", antal=antal(kommuner))


def _forbehold(
    r: Rundtur, billede: Maalbillede, raekker: Sequence[Mapping[str, Any]], lokale: Sequence[Mapping[str, Any]]
) -> list[str]:
    alle = () if r.egen is None else r.egen.forbehold(lokale)
    alle += forbehold.fra_noter(r.lov, billede.noter, r.valg.alle)
    alle += forbehold.fra_frister(r.lov, raekker, r.valg.alle)
    unikke = tuple({linje.tekst: linje for linje in alle}.values())
    svar = Svar((), (), r.dag.dato, r.dag.lov, None, {}, unikke, r.valg.alle, r.valg.fravegne)
    bredde = min(skaermbredde() or VANLIG_BREDDE, VANLIG_BREDDE)
    return [linje for note in fodnoter(svar) for linje in textwrap.wrap(note, bredde, subsequent_indent="  ")]


def _videre(r: Rundtur, pligt: Mapping[str, Any] | None) -> Iterator[str]:
    program, fast = _programnavn(), _fast(r)
    med = "" if r.strategifil is None else f" --lokalt {_citeret(r.strategifil)}"
    maaned = calendar.to_date(_maalt_dag(r.dag.dag))
    yield tekst("cli.koer.videre.frister", kommando=f"{program} frister {fast} --pr {r.dag.dato}{med} --ud frister.csv")
    yield tekst("cli.koer.videre.maalinger", kommando=f"{program} maalinger {fast} --pr {maaned} --format json")
    if pligt is not None:
        kommando = f"{program} forklar {fast} --borger {_citeret(pligt['borger_id'])} --pr {r.dag.dato}{med}"
        yield tekst("cli.koer.videre.forklar", kommando=kommando)
    yield tekst("cli.koer.videre.fund", kommando=f"{program} fund {fast} --pr {r.dag.dato}")
    yield tekst("cli.koer.videre.tjek", kommando=f"{program} tjek {fast}")
    yield tekst("cli.koer.videre.regler", kommando=f'{program} regler vis "LAB § 102"')
    yield tekst("cli.koer.videre.egne", kommando="make svar DATA=mappe PR=2023-05-31")
    yield tekst("cli.koer.videre.hjaelp", kommando=f"{program} --help")


def _programnavn() -> str:
    """How the program is called here: by its name where the shell finds it, else by the path it was started by."""
    startet = Path(sys.argv[0])
    if startet.stem != "rettidig" or shutil.which("rettidig") is not None:
        return "rettidig"
    med_sti = startet.relative_to(Path.cwd()) if startet.is_relative_to(Path.cwd()) else startet
    return _citeret(str(med_sti))


def _fast(r: Rundtur) -> str:
    sti = _citeret(r.sti)
    return sti if r.kilde is None else f"{sti} --kilde {_citeret(r.kilde)}"


def _citeret(ord_: str) -> str:
    return shlex.quote(ord_)


def _maalt_dag(dag: int) -> int:
    return calendar.month_end_by(dag)
