"""The command that rehearses a reform: what another law would change, and what time itself will."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from rettidig.cli.bestilling import Bestilling, aflever
from rettidig.cli.fremdrift import Fremdrift
from rettidig.cli.lovvalg import GAELDENDE, Lovvalg, lovvalg
from rettidig.cli.reformkolonner import KOLONNER
from rettidig.forloeb import Datasaet
from rettidig.forloeb.lager import Lager
from rettidig.motor.historik import Historik, byg_historik, historik_fra_blok
from rettidig.motor.reform import Aarsag, Forskel, Proeve, Taltaeller, aarsagstekst, frem_raekker, sammenlign
from rettidig.motor.reform.tal import TAL, Talforskel, talforskelle
from rettidig.motor.reform.tilstande import Maalestand, Pligtstand, Spoergsmaal
from rettidig.regler.indlaes import Regelsaet
from rettidig.sprog import tekst
from rettidig.svar import spoergsmaal
from rettidig.svar.besvarelse import find_borger, kontroller_borger
from rettidig.svar.dansk_form import dato_i_ord
from rettidig.svar.fejl import Brugerfejl, som_brugerfejl
from rettidig.svar.model import Forbeholdslinje, Raekke, Svar
from rettidig.svar.spoergsmaal import Spurgtdag, Valgte, lov_eller_saetning
from rettidig.svar.strategi import Lokaldel, lokaldel
from rettidig.tidslinje import calendar

VISNINGER = ("pligter", "maalte", "tal", "regler")
FLEST_MAANEDER = 120
_ALLE = "alle"
_GRAENSE = ("andel_under", "mindst_andel")


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


@dataclass
class _Fundet:
    """What the blocks have answered so far."""

    raekker: list[Raekke] = field(default_factory=list)
    antal: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    borgere: dict[tuple[str, str, str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    aarsager: dict[tuple[str, str, str], dict[Aarsag, None]] = field(default_factory=lambda: defaultdict(dict))


def _sammenlign(bestilling: Bestilling, lov: Regelsaet, dag: Spurgtdag, oensket: Reform) -> None:
    vis = spoergsmaal.et_af(oensket.vis or VISNINGER[0], VISNINGER, "--vis")
    egen = None if oensket.lokalt is None else lokaldel(lov, oensket.lokalt, bestilling.valg, oensket.regler)
    valgte = spoergsmaal.valg(lov, bestilling.valg if egen is None else egen.lovens_valg)
    kun = spoergsmaal.fristregler(lov, oensket.regler) if egen is None else egen.lovens(lov)
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    foer = lovvalg(lov, oensket.fra or "", "--fra-version")
    efter = lovvalg(lov, oensket.til or "", "--til-version")
    maaned = dag.dag if calendar.is_month_end(dag.dag) else calendar.month_start(dag.dag) - 1
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
        raekker = _raekker(proeve, vis, _dele(udtraek, oensket.borger))
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
        (*_forbehold(foer, efter, vis, maaned), *(() if egen is None else _lokale_forbehold(egen, raekker))),
        valgte.alle,
        valgte.fravegne,
    )
    kort = tekst(f"reform.svar.{vis}", dag=dato_i_ord(dag.dato), foer=_navn(foer), efter=_navn(efter))
    aflever(svar, form, bestilling.fil, kort)


def _raekker(proeve: Proeve, vis: str, dele: Iterable[Historik]) -> list[Raekke]:
    fundet = _Fundet()
    taellere = [
        Taltaeller(lov, proeve.spoergsmaal.valg, proeve.spoergsmaal.maaned) for lov in (proeve.foer, proeve.efter)
    ]
    slags: tuple[Literal["pligter", "maalte"], ...]
    slags = ("pligter", "maalte") if vis == "regler" else ("pligter",) if vis == "pligter" else ("maalte",)
    for historik in dele:
        for hvad in slags:
            for forskel in sammenlign(proeve, hvad, historik):
                _noter(fundet, proeve, vis, forskel)
        if vis == "tal":
            for taeller in taellere:
                taeller.tag(historik)
    if vis == "regler":
        return [
            _som_regelraekke(noegle, antal, len(fundet.borgere[noegle]))
            for noegle, antal in sorted(fundet.antal.items())
        ]
    if vis == "tal":
        return [
            _som_talraekke(proeve, forskel, tuple(fundet.aarsager[forskel.noegle]))
            for forskel in talforskelle(taellere[0].raekker(), taellere[1].raekker())
        ]
    return fundet.raekker


def _noter(fundet: _Fundet, proeve: Proeve, vis: str, forskel: Forskel) -> None:
    stand = forskel.efter or forskel.foer
    if vis == "tal":
        if isinstance(stand, Maalestand):
            ydelse = getattr(forskel.noegle, "ydelse", _ALLE)
            for paa in (ydelse, _ALLE):
                noegle = (stand.kommune, paa, forskel.noegle.regel)
                fundet.aarsager[noegle].update(dict.fromkeys(forskel.aarsager))
        return
    aarsag = aarsagstekst(forskel.aarsager, proeve.foer, proeve.efter)
    parametre = ", ".join(en.aendring.navn for en in forskel.aarsager)
    if vis == "regler":
        plads = (forskel.noegle.regel, forskel.slags, aarsag, parametre)
        fundet.antal[plads] += 1
        fundet.borgere[plads].add(forskel.noegle.borger_id)
        return
    hjemler = dict.fromkeys(en.aendring.hjemmel(proeve.foer, proeve.efter) for en in forskel.aarsager)
    faelles = {
        "borger_id": forskel.noegle.borger_id,
        "regel": forskel.noegle.regel,
        "aendring": forskel.slags,
        "aarsag": aarsag,
        "parametre": parametre,
        "hjemmel": "; ".join(hjemmel for hjemmel in hjemler if hjemmel) or None,
    }
    fundet.raekker.append(faelles | (_pligt(forskel) if vis == "pligter" else _maalt(forskel)))


def _pligt(forskel: Forskel) -> dict[str, Any]:
    celler: dict[str, Any] = {}
    for navn, stand in (("foer", forskel.foer), ("efter", forskel.efter)):
        givet = stand if isinstance(stand, Pligtstand) else None
        celler |= {
            f"maalgruppe_{navn}": None if givet is None else givet.gruppe,
            f"forloeb_start_{navn}": None if givet is None else calendar.to_date_or_none(givet.forloeb_start),
            f"frist_{navn}": None if givet is None else calendar.to_date_or_none(givet.frist),
            f"status_{navn}": None if givet is None else givet.status,
            f"opfyldt_{navn}": None if givet is None else calendar.to_date_or_none(givet.opfyldt),
        }
    return celler


def _maalt(forskel: Forskel) -> dict[str, Any]:
    stand = forskel.efter or forskel.foer
    return {
        "kommune": stand.kommune if isinstance(stand, Maalestand) else None,
        "ydelse": getattr(forskel.noegle, "ydelse", None),
        "status_foer": None if forskel.foer is None else forskel.foer.status,
        "status_efter": None if forskel.efter is None else forskel.efter.status,
    }


def _som_regelraekke(noegle: tuple[str, str, str, str], antal: int, borgere: int) -> Raekke:
    regel, aendring, aarsag, parametre = noegle
    return {
        "regel": regel,
        "aendring": aendring,
        "antal": antal,
        "borgere": borgere,
        "aarsag": aarsag,
        "parametre": parametre,
    }


def _som_talraekke(proeve: Proeve, forskel: Talforskel, aarsager: Sequence[Aarsag]) -> Raekke:
    kommune, ydelse, maaling = forskel.noegle
    gamle, nye = forskel.foer or {}, forskel.efter or {}
    if gamle.get("graense") != nye.get("graense") and gamle and nye:
        graenser = (a for a in proeve.aendringer if a.regel == maaling and a.felt in _GRAENSE)
        aarsager = (*aarsager, *(Aarsag(aendring) for aendring in graenser))
    raekke: dict[str, Any] = {"kommune": kommune, "ydelse": ydelse, "maaling": maaling}
    for navn, givet in (("foer", gamle), ("efter", nye)):
        raekke |= {f"{felt}_{navn}": givet.get(felt) for felt in TAL}
    raekke["aarsag"] = aarsagstekst(aarsager, proeve.foer, proeve.efter)
    raekke["parametre"] = ", ".join(dict.fromkeys(aarsag.aendring.navn for aarsag in aarsager))
    return raekke


def _navn(valgt: Lovvalg) -> str:
    return tekst("reform.gaeldende") if valgt.navn == GAELDENDE else valgt.navn


def _lokale_forbehold(egen: Lokaldel, raekker: Iterable[Raekke]) -> tuple[Forbeholdslinje, ...]:
    """What must be said with the strategy's own obligations among the differences."""
    egne = {regel.regel for regel in egen.strategi.frister()}
    fundne = egne.intersection(raekke.get("regel", "") for raekke in raekker)
    return egen.forbehold([{"regel": regel, "lovversion": egen.strategi.strategi} for regel in sorted(fundne)])


def _forbehold(foer: Lovvalg, efter: Lovvalg, vis: str, maaned: int) -> Iterator[Forbeholdslinje]:
    if any(len(valgt.lov.lovversioner.lovversioner) == 1 for valgt in (foer, efter)):
        yield Forbeholdslinje("valg", tekst("reform.forbehold.altid"))
        yield Forbeholdslinje("valg", tekst("reform.forbehold.fakta"))
    if vis != "pligter":
        yield Forbeholdslinje("valg", tekst("reform.forbehold.maaned", maaned=dato_i_ord(calendar.to_date(maaned))))
    yield Forbeholdslinje("valg", tekst("reform.forbehold.aarsag"))


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
