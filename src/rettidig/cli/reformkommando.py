"""The command that rehearses a reform: what another law would change, and what time itself will."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rettidig.cli.bestilling import Bestilling, aflever
from rettidig.cli.fremdrift import Fremdrift
from rettidig.cli.lovvalg import GAELDENDE, Lovvalg, lovvalg
from rettidig.forloeb import Datasaet
from rettidig.forloeb.lager import Lager
from rettidig.motor.historik import Historik, byg_historik, historik_fra_blok
from rettidig.motor.reform import Proeve, frem_raekker
from rettidig.motor.reform.tilstande import Spoergsmaal
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.reformraekkevidde import kun_paa_siden, uden_proeve
from rettidig.sprog import tekst
from rettidig.svar import spoergsmaal
from rettidig.svar.besvarelse import find_borger, kontroller_borger
from rettidig.svar.dansk_form import dato_i_ord
from rettidig.svar.fejl import Brugerfejl, som_brugerfejl
from rettidig.svar.model import Forbeholdslinje, Raekke, Svar
from rettidig.svar.reformkolonner import KOLONNER, VISNINGER
from rettidig.svar.reformraekker import Reformraekker
from rettidig.svar.spoergsmaal import Spurgtdag, Valgte, lov_eller_saetning
from rettidig.svar.strategi import Lokaldel, lokaldel
from rettidig.tidslinje import calendar

FLEST_MAANEDER = 120


@dataclass(frozen=True)
class Reform:
    """What is asked: the two laws, or how many months ahead; what is shown, of whom, and under which rules."""

    fra: str | None = None
    til: str | None = None
    frem: str | None = None
    vis: str | None = None
    borger: str | None = None
    regler: tuple[str, ...] = ()
    lokalt: str | None = None


def reform(bestilling: Bestilling, pr: str, oensket: Reform) -> None:
    """One row per difference between two laws or, with ``frem``, per event of the coming months."""
    lov = lov_eller_saetning()
    dag = spoergsmaal.spurgt_dag(lov, pr)
    if (oensket.fra is None) != (oensket.til is None) or (oensket.fra is None and oensket.frem is None):
        raise Brugerfejl(tekst("reform.begge_versioner"))
    if oensket.frem is not None:
        _frem(bestilling, lov, dag, oensket)
    else:
        _sammenlign(bestilling, lov, dag, oensket)


# --- Two laws ---


def _sammenlign(bestilling: Bestilling, lov: Regelsaet, dag: Spurgtdag, oensket: Reform) -> None:
    vis = spoergsmaal.et_af(oensket.vis or VISNINGER[0], VISNINGER, "--vis")
    egen = None if oensket.lokalt is None else lokaldel(lov, oensket.lokalt, bestilling.valg, oensket.regler)
    valgte = spoergsmaal.valg(lov, bestilling.valg if egen is None else egen.lovens_valg)
    kun = spoergsmaal.fristregler(lov, oensket.regler) if egen is None else egen.lovens(lov)
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    foer = lovvalg(lov, oensket.fra or "", "--fra-version")
    efter = lovvalg(lov, oensket.til or "", "--til-version")
    maaned = calendar.month_end_by(dag.dag)
    spurgt = Spoergsmaal(
        dag.dag,
        maaned,
        valgte.alle,
        None if kun is None else tuple(regel.regel for regel in kun),
        None if egen is None else egen.strategi,
        {} if egen is None else egen.valg,
        None if egen is None else egen.regler,
    )
    proeve = Proeve(foer.lov, efter.lov, spurgt)
    with som_brugerfejl(), Fremdrift() as frem:
        frem.trin(tekst("cli.trin.laeser"))
        udtraek = bestilling.aabn()
        frem.trin(tekst("cli.trin.regner"))
        fundet = Reformraekker(proeve, (vis,))
        for historik in _dele(udtraek, oensket.borger):
            fundet.tag(historik)
        raekker = fundet.raekker(vis)
    svar = Svar(
        KOLONNER[vis],
        [{kolonne.navn: raekke[kolonne.navn] for kolonne in KOLONNER[vis]} for raekke in raekker],
        dag.dato,
        dag.lov,
        udtraek,
        {
            "fra_version": foer.navn,
            "til_version": efter.navn,
            "vis": vis,
            "maalt_pr": calendar.to_date(maaned),
            "parametre": [aendring.navn for aendring in proeve.aendringer],
            **({} if egen is None else egen.spurgt()),
        },
        (
            *_forbehold(foer, efter, vis, maaned, spurgt.regler or ()),
            *(() if egen is None else _lokale_forbehold(egen, raekker)),
        ),
        valgte.alle,
        valgte.fravegne,
    )
    kort = tekst(f"reform.svar.{vis}", dag=dato_i_ord(dag.dato), foer=_navn(foer), efter=_navn(efter))
    aflever(svar, form, bestilling.fil, kort)


def _navn(valgt: Lovvalg) -> str:
    return tekst("reform.gaeldende") if valgt.navn == GAELDENDE else valgt.navn


def _lokale_forbehold(egen: Lokaldel, raekker: Iterable[Raekke]) -> tuple[Forbeholdslinje, ...]:
    """What must be said with the strategy's own obligations among the differences."""
    egne = {regel.regel for regel in egen.strategi.frister()}
    fundne = egne.intersection(raekke.get("regel", "") for raekke in raekker)
    return egen.forbehold([{"regel": regel, "lovversion": egen.strategi.strategi} for regel in sorted(fundne)])


def _forbehold(
    foer: Lovvalg, efter: Lovvalg, vis: str, maaned: int, spurgte: Collection[str]
) -> Iterator[Forbeholdslinje]:
    if any(len(valgt.lov.lovversioner.lovversioner) == 1 for valgt in (foer, efter)):
        yield Forbeholdslinje("valg", tekst("reform.forbehold.altid"))
        yield Forbeholdslinje("valg", tekst("reform.forbehold.fakta"))
    if vis != "pligter":
        yield Forbeholdslinje("valg", tekst("reform.forbehold.maaned", maaned=dato_i_ord(calendar.to_date(maaned))))
    yield Forbeholdslinje("valg", tekst("reform.forbehold.aarsag"))
    andre = [*kun_paa_siden(foer.lov, efter.lov), *(en.regel for en in uden_proeve(foer.lov, efter.lov, spurgte))]
    if andre:
        yield Forbeholdslinje("valg", tekst("reform.forbehold.andre", regler=", ".join(andre)))


# --- Forward in time ---


def _frem(bestilling: Bestilling, lov: Regelsaet, dag: Spurgtdag, oensket: Reform) -> None:
    if oensket.vis is not None:
        raise Brugerfejl(tekst("reform.frem_og_vis"))
    if oensket.lokalt is not None:
        raise Brugerfejl(tekst("reform.frem_og_lokalt"))
    maaneder = spoergsmaal.heltal(oensket.frem or "", "--frem")
    if not 1 <= maaneder <= FLEST_MAANEDER:
        raise Brugerfejl(tekst("reform.for_langt", hoejst=FLEST_MAANEDER))
    valgte: Valgte = spoergsmaal.valg(lov, bestilling.valg)
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    love = [Lovvalg(GAELDENDE, lov)]
    if oensket.fra is not None and oensket.til is not None:
        love = [lovvalg(lov, oensket.fra, "--fra-version"), lovvalg(lov, oensket.til, "--til-version")]
    with som_brugerfejl(), Fremdrift() as frem:
        frem.trin(tekst("cli.trin.laeser"))
        udtraek = bestilling.aabn()
        frem.trin(tekst("cli.trin.regner"))
        raekker: list[Raekke] = [
            raekke | {"lov": valgt.navn}
            for historik in _dele(udtraek, oensket.borger)
            for valgt in love
            for raekke in frem_raekker(valgt.lov, historik, dag.dag, maaneder, valgte.alle)
        ]
    raekker.sort(key=lambda raekke: (raekke["lov"], raekke["dag"], raekke["borger_id"]))
    til = calendar.to_date(calendar.add_months(dag.dag, maaneder))
    svar = Svar(
        KOLONNER["frem"],
        raekker,
        dag.dato,
        dag.lov,
        udtraek,
        {"frem": maaneder, "til": til},
        (Forbeholdslinje("valg", tekst("reform.forbehold.frem")),),
        valgte.alle,
        valgte.fravegne,
    )
    navne = ", ".join(_navn(valgt) for valgt in love)
    kort = tekst("reform.svar.frem", dag=dato_i_ord(dag.dato), til=dato_i_ord(til), lov=navne)
    aflever(svar, form, bestilling.fil, kort)


def _dele(udtraek: Datasaet | Lager, borger: str | None) -> Iterator[Historik]:
    """The citizens asked about, block by block."""
    if isinstance(udtraek, Datasaet):
        kontroller_borger(udtraek, borger)
        yield byg_historik(udtraek, borger)
    elif borger is not None:
        yield historik_fra_blok(find_borger(udtraek, borger))
    else:
        for nummer in range(udtraek.antal_blokke):
            yield historik_fra_blok(udtraek.blok(nummer))
