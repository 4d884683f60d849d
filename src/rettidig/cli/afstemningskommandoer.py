"""The commands that bring in what the State says, and explain where we differ from it."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rettidig.cli.bestilling import Bestilling, aflever, aflever_tekst
from rettidig.cli.fremdrift import Fremdrift
from rettidig.cli.lagring import aaben_lagring
from rettidig.cli.skrivning import til_fejlstroem
from rettidig.regler.former.maaling import REGELSAET
from rettidig.sprog import tekst
from rettidig.svar import spoergsmaal
from rettidig.svar.dansk_form import antal
from rettidig.svar.fejl import Brugerfejl, paa_en_linje

if TYPE_CHECKING:
    from rettidig.tal.services.statens import Modtaget

_VISNINGER = ("dele", "personer", "tekst")


@dataclass(frozen=True)
class Gabspoergsmaal:
    """What is asked about a gap, as it was written."""

    pr: str
    maaling: str
    ydelse: str
    kommune: str | None
    levering: str | None
    vis: str
    kendt: str
    regelsaet: str | None
    skaering: str | None
    valg: tuple[str, ...]


@contextmanager
def som_afstemningsfejl() -> Iterator[None]:
    """Let the sentences of this room reach the user as they are."""
    from rettidig.tal.afstemning.fejl import AfstemningsFejl
    from rettidig.tal.jobindsats.klient import JobindsatsFejl

    try:
        yield
    except (AfstemningsFejl, JobindsatsFejl) as fejl:
        raise Brugerfejl(paa_en_linje(fejl)) from None


def laes(
    fil: str, personer: str | None, kildefil: str | None, regelsaet: str | None, skaering: str | None, hvem: str | None
) -> None:
    """Write down a file of the State's figures, with its list of persons."""
    dag = None if skaering is None else spoergsmaal.dato(skaering, "--skaering")
    if regelsaet is not None:
        spoergsmaal.et_af(regelsaet, REGELSAET, "--regelsaet")
    with aaben_lagring(), som_afstemningsfejl():
        from rettidig.tal.afstemning.statskilde import laes_statskilde
        from rettidig.tal.services.statens import laes_fil

        sagt = {"regelsaet": regelsaet, "skaeringsdag": dag}
        kilde = laes_statskilde(kildefil).model_copy(update={k: v for k, v in sagt.items() if v is not None})
        liste = None if personer is None else Path(personer)
        modtaget = laes_fil(Path(fil), kilde, hvem=hvem or getpass.getuser(), personer=liste)
    _sig(modtaget)


def hent(kildefil: str, maaneder: tuple[str, ...], hvem: str | None) -> None:
    """Fetch a table of jobindsats.dk and write down what it says."""
    with aaben_lagring(), som_afstemningsfejl(), Fremdrift() as frem:
        from rettidig.tal.afstemning.fejl import AfstemningsFejl
        from rettidig.tal.afstemning.statskilde import laes_statskilde
        from rettidig.tal.jobindsats.klient import Klient
        from rettidig.tal.services.statens import laes_svar

        kilde = laes_statskilde(kildefil)
        if kilde.hent is None:
            raise AfstemningsFejl("ugyldig_kilde", fil=Path(kildefil).name, grund="hent")
        perioder = [maaned.replace("-", "M") for maaned in maaneder]
        frem.trin(tekst("afstemning.trin.henter", tabel=kilde.hent.tabel))
        with Klient() as klient:
            if perioder:
                svar = klient.data_for_perioder(kilde.hent.tabel, kilde.hent.soegning, "M", perioder)
            else:
                svar = klient.data(kilde.hent.tabel, kilde.hent.soegning)
        modtaget = laes_svar(svar, kilde, hvem=hvem or getpass.getuser())
    _sig(modtaget)


def liste(levering: str | None, form: str | None, ud: str | None) -> None:
    """What the State has said: the deliveries, or the figures of one."""
    bestilling = Bestilling("db:", form, ud)
    valgt = spoergsmaal.svarformat(form, bestilling.fil)
    nummer = None if levering is None else spoergsmaal.heltal(levering, "--levering")
    with aaben_lagring():
        from rettidig.tal.selectors.afstemning import leveringssvar, talsvar
        from rettidig.tal.selectors.statens import leveringer, maalinger

        svar = leveringssvar(leveringer()) if nummer is None else talsvar(maalinger(nummer))
    kort = tekst("afstemning.svar.leveringer" if nummer is None else "afstemning.svar.tal", nummer=nummer)
    aflever(svar, valgt, bestilling.fil, kort)


def gab(spurgt: Gabspoergsmaal, form: str | None, ud: str | None) -> None:
    """The gap as an account, as persons, or as a text."""
    bestilling = Bestilling("db:", form, ud)
    vis = spoergsmaal.et_af(spurgt.vis, _VISNINGER, "--vis")
    valgt = spoergsmaal.svarformat(form, bestilling.fil)
    lov = spoergsmaal.lov_eller_saetning()
    dag = spoergsmaal.maanedsslutning(spoergsmaal.spurgt_dag(lov, spurgt.pr))
    if spurgt.regelsaet is not None:
        spoergsmaal.et_af(spurgt.regelsaet, REGELSAET, "--regelsaet")
    levering = None if spurgt.levering is None else spoergsmaal.heltal(spurgt.levering, "--levering")
    valgte = spoergsmaal.valg(lov, spurgt.valg)
    with aaben_lagring(), som_afstemningsfejl(), Fremdrift() as frem:
        from rettidig.sager.selectors.kendt import tyd_kendt
        from rettidig.tal.afstemning.gab import uden_personer
        from rettidig.tal.afstemning.gabtekst import gab_i_ord
        from rettidig.tal.selectors.afstemning import gabsvar
        from rettidig.tal.selectors.statens import find_tal
        from rettidig.tal.services.afstemning import afstem

        frem.trin(tekst("cli.trin.regner"))
        maaling = find_tal(levering, spurgt.kommune, spurgt.ydelse, spurgt.maaling, dag.dato)
        fundet = afstem(
            maaling,
            valg=valgte.alle,
            kendt=tyd_kendt(spurgt.kendt),
            regelsaet=spurgt.regelsaet,
            kendt_da=None if spurgt.skaering is None else tyd_kendt(spurgt.skaering),
            med_tekst=vis != "dele",
        )
    hele = gab_i_ord(fundet if vis != "dele" else uden_personer(fundet))
    if vis == "tekst":
        aflever_tekst(hele, bestilling.fil)
        return
    aflever(gabsvar(fundet, vis), valgt, bestilling.fil, hele.partition("\n\n")[0])


def _sig(modtaget: Modtaget) -> None:
    """What was written down, and what was set aside and why."""
    for rad in modtaget.til_side:
        til_fejlstroem(
            tekst("afstemning.svar.til_side", raekke=rad.raekke, grund=tekst(f"afstemning.raekke.{rad.grund}"))
        )
    aflever_tekst(
        tekst(
            "afstemning.svar.modtaget",
            nummer=modtaget.levering.pk,
            maalinger=antal(modtaget.maalinger),
            personer=antal(modtaget.personer),
            ukendte=antal(modtaget.ukendte),
            til_side=antal(len(modtaget.til_side)),
        ),
        None,
    )
