"""The commands of the figures: work them out, tell how far they have come, show them as reported and over time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rettidig.cli.bestilling import Bestilling, aflever, aflever_tekst
from rettidig.cli.fremdrift import Fremdrift
from rettidig.cli.lagring import aaben_lagring
from rettidig.cli.skrivning import til_fejlstroem
from rettidig.regler.former.maaling import REGELSAET
from rettidig.sprog import tekst
from rettidig.svar import spoergsmaal
from rettidig.svar.dansk_form import antal, dato_i_ord
from rettidig.svar.fejl import Brugerfejl, paa_en_linje
from rettidig.svar.model import Kolonne, Raekke, Slags, Svar

if TYPE_CHECKING:
    from rettidig.tal.models import Koersel

_MELDT = (
    *map(Kolonne, ("kommune", "ydelse", "maaling")),
    *(Kolonne(navn, Slags.HELTAL) for navn in ("meldt_naevner", "meldt_taeller")),
    Kolonne("meldt_andel", Slags.ANDEL),
    *(Kolonne(navn, Slags.HELTAL) for navn in ("naevner", "taeller")),
    Kolonne("andel", Slags.ANDEL),
    Kolonne("graense", Slags.ANDEL),
    Kolonne("kendt"),
    Kolonne("samme_motor", Slags.JANEJ),
)
_SERIE = (
    Kolonne("maaned", Slags.DATO),
    Kolonne("regelsaet"),
    Kolonne("naevner", Slags.HELTAL),
    Kolonne("taeller", Slags.HELTAL),
    Kolonne("andel", Slags.ANDEL),
    Kolonne("graense", Slags.ANDEL),
    Kolonne("opfyldt", Slags.JANEJ),
    Kolonne("prognose", Slags.JANEJ),
)


@contextmanager
def aabne_tal() -> Iterator[None]:
    """Have the store ready inside a ``with`` block; what the figures cannot do is a :class:`Brugerfejl`."""
    with aaben_lagring():
        from rettidig.tal.fejl import TalFejl

        try:
            yield
        except TalFejl as fejl:
            raise Brugerfejl(paa_en_linje(fejl)) from fejl


def koer(pr: str | None, meld: tuple[str, ...]) -> None:
    """Work everything out for a day, and say loudly where what had been patched was not right."""
    lov = spoergsmaal.lov_eller_saetning()
    dag = spoergsmaal.i_dag() if pr is None else spoergsmaal.spurgt_dag(lov, pr).dato
    ogsaa = tuple(spoergsmaal.maanedsslutning(spoergsmaal.spurgt_dag(lov, en, "--meld")).dato for en in meld)
    with Fremdrift() as frem, aabne_tal():
        from rettidig.tal.services.koersel import koer as koer_alt
        from rettidig.tal.services.reformudkast import ryd

        # Drafts are kept some hours only: those that nobody has asked for since go with the night's run.
        with suppress(OSError):
            ryd()
        frem.trin(tekst("cli.trin.regner"))
        koersel = koer_alt(dag, meld_ogsaa=ogsaa)
        if koersel.forskelle:
            til_fejlstroem(tekst("tal.svar.forskelle", hvad=_hvad(koersel)))
        aflever_tekst(
            tekst(
                "tal.svar.koert",
                dag=dato_i_ord(dag),
                borgere=antal(koersel.borgere),
                frister=antal(koersel.frister),
                sekunder=antal(round((koersel.sluttet - koersel.begyndt).total_seconds())),
                kontrol=_kontrol(koersel),
            ),
            None,
        )


def ajour() -> None:
    """Take in what is missing."""
    with aabne_tal():
        from rettidig.tal.selectors.kube import tilstand_eller_fejl
        from rettidig.tal.services.ajour import bring_ajour

        tilstand_eller_fejl()
        gjort = bring_ajour(vent=True)
    noegle = "tal.svar.ajour_allerede" if gjort is None else "tal.svar.bragt_ajour"
    aflever_tekst(tekst(noegle, borgere=antal(0 if gjort is None else gjort.borgere)), None)


def status() -> None:
    """How far what is kept has come, and what the latest run found."""
    with aabne_tal():
        from rettidig.tal.selectors.tilstand import stand

        nu = stand()
        linjer = []
        if nu.dag is None or nu.kendt is None:
            linjer.append(tekst("tal.svar.ikke_regnet"))
        else:
            linjer.append(tekst("tal.svar.status", dag=dato_i_ord(nu.dag), kendt=nu.kendt.isoformat()))
            linjer.append(tekst("tal.svar.er_ajour" if nu.ajour else "tal.svar.bagud", antal=antal(nu.bagud)))
            if nu.koer_om:
                linjer.append(tekst(f"tal.svar.koer_om.{nu.koer_om}"))
        if nu.koersel is not None:
            tid = nu.koersel.sluttet.isoformat(timespec="seconds")
            linjer.append(tekst("tal.svar.seneste_koersel", tid=tid, kontrol=_kontrol(nu.koersel)))
    aflever_tekst("\n".join(linjer), None)


def meldt(pr: str | None, regelsaet: str, kommune: str | None, form: str | None, ud: str | None) -> None:
    """One row per figure of a month end: as reported, and as now known."""
    lov = spoergsmaal.lov_eller_saetning()
    spoergsmaal.et_af(regelsaet, REGELSAET, "--regelsaet")
    bestilling = Bestilling("db:", form, ud)
    valgt = spoergsmaal.svarformat(form, bestilling.fil)
    spurgt = None if pr is None else spoergsmaal.maanedsslutning(spoergsmaal.spurgt_dag(lov, pr)).dato
    with aabne_tal():
        from rettidig.tal.fejl import TalFejl
        from rettidig.tal.selectors.meldt import maaneder, meldt_og_nu

        meldte = maaneder()
        maaned = spurgt or next(iter(meldte), None)
        if maaned is None:
            raise TalFejl("ikke_regnet")
        raekker: list[Raekke] = [
            {
                "kommune": f.kommune,
                "ydelse": f.ydelse,
                "maaling": f.maaling,
                "meldt_naevner": f.meldt.naevner,
                "meldt_taeller": f.meldt.taeller,
                "meldt_andel": f.meldt.andel,
                "naevner": f.nu.naevner,
                "taeller": f.nu.taeller,
                "andel": f.nu.andel,
                "graense": f.graense,
                "kendt": f.kendt.isoformat(),
                "samme_motor": f.samme_motor,
            }
            for f in meldt_og_nu(maaned, regelsaet, kommune)
        ]
    lov_id = spoergsmaal.kodet_lov(lov, maaned)
    kort = tekst("tal.svar.meldt", dag=dato_i_ord(maaned), regelsaet=tekst(f"cli.regelsaet.{regelsaet}"))
    aflever(Svar(_MELDT, raekker, maaned, lov_id, None, {"regelsaet": regelsaet}), valgt, bestilling.fil, kort)


def serie(
    maaling: str,
    regelsaet: str | None,
    kommune: str | None,
    ydelse: str | None,
    teams: tuple[str, ...],
    form: str | None,
    ud: str | None,
) -> None:
    """One row per month end and rule set; month ends ahead are what comes if nothing changes."""
    saet = REGELSAET if regelsaet is None else (spoergsmaal.et_af(regelsaet, REGELSAET, "--regelsaet"),)
    fil = None if ud is None else Path(ud)
    valgt = spoergsmaal.svarformat(form, fil)
    with aabne_tal():
        from rettidig.tal.selectors.kube import Udsnit, tilstand_eller_fejl
        from rettidig.tal.selectors.maal import TAELLER_SOM, tendens

        spoergsmaal.et_af(maaling, tuple(TAELLER_SOM), "--maaling")
        udsnit = Udsnit(None if kommune is None else (kommune,), teams or None, None if ydelse is None else (ydelse,))
        dag = tilstand_eller_fejl().dag
        raekker = [vars(punkt) for punkt in tendens(maaling, saet, udsnit)]
    kort = f"{tekst('tal.svar.serie', maaling=maaling, dag=dato_i_ord(dag))} {tekst('tal.forbehold.prognose')}"
    svar = Svar(_SERIE, raekker, dag, None, None, {"maaling": maaling, "regelsaet": list(saet)})
    aflever(svar, valgt, fil, kort)


def _kontrol(koersel: Koersel) -> str:
    if koersel.hvorfor_ikke:
        return tekst(f"tal.svar.ikke_sammenlignet.{koersel.hvorfor_ikke}")
    return tekst("tal.svar.forskelle", hvad=_hvad(koersel)) if koersel.forskelle else tekst("tal.svar.ens")


def _hvad(koersel: Koersel) -> str:
    return ", ".join(f"{fundet['slags']}: {antal(fundet['antal'])}" for fundet in koersel.fund)
