"""The pages of the local strategies: each strategy beside the law, and the register of what the papers lay down.

The pages are the same on every run, so that they can be approved as a difference in the tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rettidig.regler.former.lokalform import Lokalregel
from rettidig.regler.former.lokalfrist import LokalFristregel
from rettidig.regler.former.lokalt import (
    Farveregel,
    LokalVilkaarsregel,
    Scenarie,
    Strategi,
    Tilsynsplanregel,
)
from rettidig.regler.former.proever import Proeve
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.kontrol import versioner
from rettidig.regler.lokalt import fristord
from rettidig.regler.lokalt.faktabrug import brug
from rettidig.regler.lokalt.sager import Lokalsag, laes_sager
from rettidig.regler.lokalt.tilsynsrunder import MAANEDER_I_AARET, runder
from rettidig.regler.lokalt.udsagn import Papir, Udsagn, papirer
from rettidig.regler.parametre import dato_tekst
from rettidig.regler.proeveord import i_ord
from rettidig.regler.sider import sidenavn
from rettidig.sprog import paa_sprog, tekst, valgt_sprog

INDEKS = "index.md"
UDSAGN = "udsagn.md"
TILBUD = "tilbud.slags"


def skriv_sider(lov: Regelsaet, strategier: Sequence[Strategi], mappe: Path, sprog: str = "da") -> list[Path]:
    """Writes every page into a folder and returns the files, sorted by name. Other files in it are left alone."""
    with paa_sprog(sprog):
        sider = byg_sider(lov, strategier)
    mappe.mkdir(parents=True, exist_ok=True)
    skrevet = []
    for navn in sorted(sider):
        (mappe / navn).write_text(sider[navn], encoding="utf-8", newline="\n")
        skrevet.append(mappe / navn)
    return skrevet


def byg_sider(lov: Regelsaet, strategier: Sequence[Strategi]) -> dict[str, str]:
    """File name -> page, in the chosen language."""
    sider = {f"{strategi.strategi}.md": _samlet(_strategiside(lov, strategi)) for strategi in strategier}
    sider[UDSAGN] = _samlet(_udsagnsside(lov, strategier))
    sider[INDEKS] = _samlet(_indeks(strategier))
    return sider


# --- One strategy ---


def _strategiside(lov: Regelsaet, strategi: Strategi) -> Iterator[str]:
    yield f"# {strategi.navn.paa(valgt_sprog())}"
    yield from ("", f"[{tekst('lokalt.side.alle')}]({INDEKS}) · {tekst('lokalt.side.genereret')}", "")
    yield tekst("lokalt.side.indledning", strategi=strategi.strategi, kommune=strategi.kommune, periode=_dage(strategi))
    yield from ("", f"## {tekst('lokalt.side.oversigt')}", "", *_hoved("regel", "siger", "stilling", "sted", "form"))
    for regel in strategi.regler:
        anker = f"[`{regel.regel}`](#{regel.regel.replace('.', '')})"
        yield _raekke(anker, regel.titel.paa(valgt_sprog()), _stilling(regel), _steder(regel), _form(regel))
    if strategi.valg:
        yield from ("", f"## {tekst('lokalt.side.valg')}", "", *_hoved("valg", "standard", "muligheder", "hvorfor"))
        for navn, valg in strategi.valg.items():
            hvorfor = f"{valg.titel.paa(valgt_sprog())}. {valg.forklaring.paa(valgt_sprog())}"
            yield _raekke(f"`{navn}`", f"`{valg.standard}`", _koder(valg.muligheder), hvorfor)
    yield from ("", f"## {tekst('lokalt.side.ved_siden_af')}", "", tekst("lokalt.side.ved_siden_af_indledning"), "")
    yield from _ved_siden_af(lov, strategi)
    sager = laes_sager(strategi.strategi)
    yield from ("", f"## {tekst('lokalt.side.regler')}")
    for regel in strategi.regler:
        yield from _regel(lov, strategi, regel, [sag for sag in sager if regel.regel in sag.regler])


def _ved_siden_af(lov: Regelsaet, strategi: Strategi) -> Iterator[str]:
    yield from _hoved("regel", "loven", "loven_siger")
    for regel in strategi.regler:
        modstrid = [
            (udsagn.modstrid.lov, udsagn.modstrid.siger.paa(valgt_sprog()))
            for _, udsagn in _om(regel)
            if udsagn.modstrid is not None
        ]
        for sted, siger in modstrid:
            yield _raekke(f"`{regel.regel}`", sted, siger)
        if not modstrid:
            beslaegtede = _beslaegtede(lov, regel)
            steder = ", ".join(_lovlink(lov, navn) for navn in beslaegtede) or "–"
            yield _raekke(f"`{regel.regel}`", steder, tekst(_forhold(regel, bool(beslaegtede))))


def _forhold(regel: Lokalregel, beslaegtet: bool) -> str:
    """How a rule stands to the law when they do not differ."""
    match regel:
        case Scenarie():
            return f"lokalt.side.forhold.scenarie.{regel.versioner[0].lovligt}"
        case LokalVilkaarsregel():
            return f"lokalt.side.forhold.{regel.virkning}"
        case Farveregel():
            return "lokalt.side.forhold.farve"
        case _:
            return "lokalt.side.forhold.laegger_til" if beslaegtet else "lokalt.side.forhold.tier"


def _beslaegtede(lov: Regelsaet, regel: Lokalregel) -> list[str]:
    """The law's rules about the same: the same act, or the same kind of duty of the same groups."""
    match regel:
        case LokalVilkaarsregel():
            egne = _tilbudskoder(regel.naar)
            return [
                r.regel
                for r in lov.vilkaar()
                if set(r.handlinger) & set(regel.handlinger)
                and (not egne or not _tilbudskoder(r.naar) or egne & _tilbudskoder(r.naar))
            ]
        case LokalFristregel():
            grupper = {gruppe for version in regel.versioner for gruppe in version.grupper}
            slags = {vej.slags for version in regel.versioner for vej in version.opfyldes_af}
            return [
                r.regel
                for r in lov.frister()
                if any(v.opfyldes_af.slags in slags and grupper & set(v.grupper) for v in r.versioner)
            ]
        case _:
            return []


def _tilbudskoder(naar: Proeve | None) -> set[str]:
    """The kinds of offer a condition is limited to; none where it is not."""
    if naar is None:
        return set()
    return {kode for enkelt in brug(naar, ()) if enkelt.faktum == TILBUD for kode in enkelt.koder}


def _regel(lov: Regelsaet, strategi: Strategi, regel: Lokalregel, sager: Sequence[Lokalsag]) -> Iterator[str]:
    yield from (
        "",
        f"### {regel.regel}",
        "",
        f"**{regel.titel.paa(valgt_sprog())}.** {regel.formaal.paa(valgt_sprog())}",
    )
    yield from ("", f"{_form(regel)} · {_stilling(regel)} · {_steder(regel)}", "")
    match regel:
        case LokalFristregel():
            for frist in regel.versioner:
                yield from _punkter(fristord.linjer(frist))
        case LokalVilkaarsregel():
            yield from _vilkaar(regel)
        case Farveregel():
            for farve in regel.versioner:
                yield tekst("lokalt.side.farve", farve=tekst(f"lokalt.farve.{regel.farve}"), naar=i_ord(farve.naar))
            if regel.forrang_for:
                yield from ("", tekst("lokalt.side.forrang", regler=_koder(regel.forrang_for)))
        case Tilsynsplanregel():
            yield from _tilsynsplan(strategi, regel)
        case Scenarie():
            yield from _scenarie(lov, regel)
    if regel.forbehold:
        yield ""
        yield from (f"- [{f.tillid}] {f.tekst.paa(valgt_sprog())}" for f in regel.forbehold)
    if sager:
        yield from ("", tekst("lokalt.side.sager", antal=len(sager)), "", *_hoved("sag", "navn", "udledning"))
        yield from (_raekke(sag.id, sag.navn.paa(valgt_sprog()), sag.udledning) for sag in sager)


def _vilkaar(regel: LokalVilkaarsregel) -> Iterator[str]:
    yield tekst(
        "lokalt.side.virkning",
        handlinger=", ".join(tekst(f"regler.vaerdi.{handling}") for handling in regel.handlinger),
        virkning=tekst(f"lokalt.virkning.{regel.virkning}"),
    )
    if regel.naar is not None:
        yield from ("", tekst("lokalt.side.kun_naar", naar=i_ord(regel.naar)))
    for version in regel.versioner:
        yield from ("", *_hoved("betingelse", "krav", "proeve", "aendrer"))
        for b in version.betingelser:
            proeve = (
                i_ord(b.proeve)
                if b.naar is None
                else f"{i_ord(b.proeve)} ({tekst('lokalt.side.naar')}: {i_ord(b.naar)})"
            )
            yield _raekke(f"`{b.id}`", b.krav.paa(valgt_sprog()), proeve, b.aendrer.paa(valgt_sprog()))


def _tilsynsplan(strategi: Strategi, regel: Tilsynsplanregel) -> Iterator[str]:
    for version in regel.versioner:
        for farve, maaneder in version.maaneder.items():
            aarlige = MAANEDER_I_AARET // maaneder
            navn = tekst(f"lokalt.farve.{farve}")
            yield "- " + tekst("lokalt.side.hyppighed", farve=navn, maaneder=maaneder, aarlige=aarlige)
        yield from ("", *_hoved("omraade", "farve", "hvorfor", "i_data"))
        for omraade in version.omraader:
            farve_tekst = tekst(f"lokalt.farve.{omraade.farve}")
            i_data = _koder(omraade.ydelser) or tekst("lokalt.side.ikke_i_data")
            yield _raekke(omraade.omraade.paa(valgt_sprog()), farve_tekst, omraade.grund.paa(valgt_sprog()), i_data)
        yield from ("", tekst("lokalt.side.runder"), "", *_hoved("farve", "runder"))
        for farve in version.maaneder:
            perioder = (
                f"{runde.fra.isoformat()} – {runde.til.isoformat()}" for runde in runder(strategi, version, farve)
            )
            yield _raekke(tekst(f"lokalt.farve.{farve}"), "; ".join(perioder))
    yield from ("", f"**{tekst('lokalt.kraever.titel')}** {tekst('lokalt.kraever.tilsynsplan')}")


def _scenarie(lov: Regelsaet, regel: Scenarie) -> Iterator[str]:
    version = regel.versioner[0]
    steder = ", ".join(f"{h.tekst} ({lov.kilder.kilder[h.kilde].navn})" for h in version.lov)
    yield from _punkter(
        [
            (tekst("lokalt.side.aendrer"), version.aendrer.paa(valgt_sprog())),
            (tekst("lokalt.side.forudsaetter"), version.forudsaetter.paa(valgt_sprog())),
            (
                tekst("lokalt.side.loven_siger"),
                version.loven_siger.paa(valgt_sprog()) + (f" [{steder}]" if steder else ""),
            ),
            (tekst("lokalt.side.lovligt"), tekst(f"lokalt.side.lovligt.{version.lovligt}")),
        ]
    )


# --- The papers and the front page ---


def _udsagnsside(lov: Regelsaet, strategier: Sequence[Strategi]) -> Iterator[str]:
    hjem = {regel.regel: strategi.strategi for strategi in strategier for regel in strategi.regler}
    alle = [udsagn for papir in papirer() for udsagn in papir.udsagn]
    yield f"# {tekst('lokalt.side.udsagn')}"
    yield from ("", f"[{tekst('lokalt.side.alle')}]({INDEKS}) · {tekst('lokalt.side.genereret')}", "")
    yield tekst(
        "lokalt.side.udsagn_indledning",
        antal=len(alle),
        regel=sum(bool(u.regel) for u in alle),
        ikke=sum(u.ikke is not None for u in alle),
        modstrid=sum(u.modstrid is not None for u in alle),
    )
    for papir in papirer():
        yield from ("", f"## {papir.dokument}: {papir.titel.paa(valgt_sprog())}", "")
        yield from _hoved("sted", "siger", "regel_eller_grund", "modstrid")
        for udsagn in papir.udsagn:
            yield _raekke(papir.sted(udsagn), udsagn.siger.paa(valgt_sprog()), _svar(lov, hjem, udsagn), _mod(udsagn))


def _svar(lov: Regelsaet, hjem: dict[str, str], udsagn: Udsagn) -> str:
    if udsagn.ikke is not None:
        return tekst(f"lokalt.ikke.{udsagn.ikke}")
    return ", ".join(
        f"[`{navn}`]({hjem[navn]}.md#{navn.replace('.', '')})" if navn in hjem else _lovlink(lov, navn)
        for navn in udsagn.regel
    )


def _mod(udsagn: Udsagn) -> str:
    return "" if udsagn.modstrid is None else f"**{udsagn.modstrid.lov}:** {udsagn.modstrid.siger.paa(valgt_sprog())}"


def _indeks(strategier: Sequence[Strategi]) -> Iterator[str]:
    yield from (f"# {tekst('lokalt.side.indeks')}", "", tekst("lokalt.side.indeks_indledning"), "")
    yield f"[{tekst('lokalt.side.udsagn')}]({UDSAGN}) · {tekst('lokalt.side.genereret')}"
    yield from ("", *_hoved("strategi", "kommune", "gaelder", "regler", "sager"))
    for strategi in strategier:
        link = f"[{strategi.navn.paa(valgt_sprog())}]({strategi.strategi}.md)"
        antal = len(laes_sager(strategi.strategi))
        yield _raekke(link, strategi.kommune, _dage(strategi), len(strategi.regler), antal)


def _om(regel: Lokalregel) -> Iterator[tuple[Papir, Udsagn]]:
    return ((papir, udsagn) for papir in papirer() for udsagn in papir.udsagn if regel.regel in udsagn.regel)


# --- Markdown ---


def _samlet(linjer: Iterable[str]) -> str:
    return "\n".join(linjer) + "\n"


def _punkter(par: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (f"- {navn}: {vaerdi}" for navn, vaerdi in par)


def _hoved(*kolonner: str) -> tuple[str, str]:
    return _raekke(*(tekst(f"lokalt.side.kolonne.{navn}") for navn in kolonner)), _raekke(*["---"] * len(kolonner))


def _raekke(*celler: object) -> str:
    return "| " + " | ".join(str(celle).replace("|", "\\|") for celle in celler) + " |"


def _koder(koder: Iterable[str]) -> str:
    return ", ".join(f"`{kode}`" for kode in koder)


def _form(regel: Lokalregel) -> str:
    return tekst(f"lokalt.side.form.{getattr(regel, 'form', '')}")


def _stilling(regel: Lokalregel) -> str:
    return tekst(f"lokalt.stilling.{regel.stilling}")


def _steder(regel: Lokalregel) -> str:
    return ", ".join(sted.tekst for sted in regel.kilde)


def _dage(strategi: Strategi) -> str:
    if strategi.til is None:
        return tekst("regler.fra_dato", dato=dato_tekst(strategi.fra))
    return f"{dato_tekst(strategi.fra)} – {dato_tekst(strategi.til)}"


def _lovlink(lov: Regelsaet, navn: str) -> str:
    hjemmel = versioner(lov.regler[navn])[-1].hjemmel
    return f"[`{navn}`](../regler/{sidenavn(hjemmel.lov, hjemmel.paragraf)})"
