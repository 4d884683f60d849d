"""The generated pages: one per paragraph, the switches, and the front page with the coverage register.

The pages are the same on every run, so that they can be approved as a difference in the tree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from rettidig.regler.daekning import (
    GRADER,
    Daekning,
    Sag,
    antal_efter_grad,
    daekning,
    laes_ikke_kodede_sager,
    laes_sager,
    overlapper,
)
from rettidig.regler.former.grundform import Regel, Tekst, Version
from rettidig.regler.handlingsside import handlingsside
from rettidig.regler.indlaes import LOV, Regelsaet
from rettidig.regler.kontrol import hjemler, versioner
from rettidig.regler.lovversion import Lovversion
from rettidig.regler.opslag import alle_paragraffer, ikke_kodede, paragraffer, paragrafnavn, spor
from rettidig.regler.parametre import Parameter, aendringer, dato_tekst, faelles, feltnavn, parametre
from rettidig.regler.tegning import MERMAID, Tegning
from rettidig.regler.valgte_tal_side import valgte_tal_side
from rettidig.regler.visning import alle_forbehold, forbehold_tekst, tillid_tekst
from rettidig.sprog import paa_sprog, tekst, valgt_sprog

INDEKS = "index.md"
VALGSIDE = "valg.md"
HANDLINGSSIDE = "handlinger.md"
TALSIDE = "valgte-tal.md"
ORDLISTE = "../ordliste.md"
SKEMA = "../skema/regler.schema.json"


def skriv_sider(lov: Regelsaet, mappe: Path, sprog: str = "da", lovmappe: Path = LOV) -> list[Path]:
    """Writes every page into a folder and returns the files, sorted by name.

    ``lovmappe`` is where the cases lie. Pages of paragraphs that no longer have a rule are removed from the folder;
    other files in it are left alone. Raises ``RegelFejl`` when a case file cannot be read.
    """
    with paa_sprog(sprog):
        sider = byg_sider(lov, laes_sager(lovmappe), laes_ikke_kodede_sager(lovmappe))
    mappe.mkdir(parents=True, exist_ok=True)
    for gammel in mappe.glob("*.md"):
        if gammel.name not in sider and _er_genereret(gammel):
            gammel.unlink()
    skrevet = []
    for navn in sorted(sider):
        fil = mappe / navn
        fil.write_text(sider[navn], encoding="utf-8", newline="\n")
        skrevet.append(fil)
    return skrevet


def byg_sider(
    lov: Regelsaet, sager: Sequence[Sag], uden_regel: Sequence[tuple[str, Tekst]], tegning: Tegning = MERMAID
) -> dict[str, str]:
    """File name -> page, in the chosen language; ``tegning`` says how trees and time axes are drawn."""
    sider = {
        sidenavn(*paragraf): _samlet(_paragrafside(lov, paragraf, regler, sager, tegning))
        for paragraf, regler in paragraffer(lov).items()
    }
    sider[INDEKS] = _samlet(_indeks(lov, sager, uden_regel))
    sider[VALGSIDE] = _samlet(_valgside(lov))
    sider[HANDLINGSSIDE] = _samlet(_handlingsside(lov))
    sider[TALSIDE] = _samlet(_talside())
    return sider


def sidenavn(lov: str, paragraf: str) -> str:
    """The file of a paragraph: ``lab-31-a.md``."""
    return f"{lov} {paragraf}".lower().replace(" ", "-") + ".md"


# --- One paragraph ---


def _paragrafside(
    lov: Regelsaet, paragraf: tuple[str, str], regler: Sequence[Regel], sager: Sequence[Sag], tegning: Tegning
) -> Iterator[str]:
    yield f"# {paragrafnavn(*paragraf)}"
    yield ""
    yield f"{_sti()} · {tekst('regler.side.genereret')}"
    for regel in regler:
        yield from _regel(lov, paragraf, regel, tegning)
        yield from _sagstabel([sag for sag in sager if regel.regel in sag.regler])


def _regel(lov: Regelsaet, paragraf: tuple[str, str], regel: Regel, tegning: Tegning) -> Iterator[str]:
    form = tekst(f"regler.form.{getattr(regel, 'form', '')}")
    egne = [v for v in versioner(regel) if (v.hjemmel.lov, v.hjemmel.paragraf) == paragraf]
    yield from ("", f"## {regel.titel.paa(valgt_sprog())}", "", regel.formaal.paa(valgt_sprog()), "")
    yield tekst("regler.side.regel_linje", regel=regel.regel, form=form, fil=lov.filer[regel.regel])
    andre = [sted for sted in alle_paragraffer([regel]) if sted != paragraf]
    if andre:
        yield from ("", tekst("regler.side.ogsaa", steder=", ".join(_link(sted) for sted in andre)))
    yield from ("", f"### {tekst('regler.side.versioner')}", "")
    yield from tegning.tidsakse(regel, _navngivne_spor(regel), _ikke_kodede(lov))
    yield from ("", *_versionstabel(lov, regel, egne))
    faelles_parametre = faelles(regel, egne[-1].hjemmel)
    if faelles_parametre:
        yield from ("", f"### {tekst('regler.faelles')}", "", *_parametertabel(faelles_parametre))
    for version in egne:
        yield from _version(lov, regel, version, tegning)


def _version(lov: Regelsaet, regel: Regel, version: Version, tegning: Tegning) -> Iterator[str]:
    nummer = versioner(regel).index(version) + 1
    yield from ("", f"### {tekst('regler.side.version', nummer=nummer, periode=_periode(version))}", "")
    yield f"{version.hjemmel.tekst} · {_kilde(lov, version.hjemmel.kilde)} · {tillid_tekst(version.tillid)}"
    for foer, efter in (par for et_spor in spor(regel) for par in pairwise(et_spor)):
        if efter is version:
            yield from ("", f"**{tekst('regler.aendret')}**", "", *_aendret(foer, efter))
    yield from ("", f"**{tekst('regler.side.regeltrae')}**", "", *tegning.trae(regel, version))
    yield from ("", f"**{tekst('regler.parametre')}**", "", *_parametertabel(parametre(version)))
    forbehold = alle_forbehold(version)
    if forbehold:
        yield from ("", f"**{tekst('regler.forbehold')}**", "")
        yield from (f"- {_med_valglink(forbehold_tekst(lov, f), f.valg)}" for f in forbehold)


def _aendret(foer: Version, efter: Version) -> Iterator[str]:
    forskelle = aendringer(foer, efter)
    if not forskelle:
        yield tekst("regler.uaendret")
    for navn, gammel, ny in forskelle:
        yield f"- {navn}: {gammel or '–'} → {ny or '–'}"


def _versionstabel(lov: Regelsaet, regel: Regel, egne: Sequence[Version]) -> Iterator[str]:
    yield from _hoved("nummer", "gaelder", "vaelges", "lovversioner", "hjemmel", "kilde", "tillid")
    for nummer, version in enumerate(versioner(regel), start=1):
        if version not in egne:
            continue
        valgt_efter = getattr(version, "vaelges_efter", None)
        vaelges = "–" if valgt_efter is None else tekst(f"regler.vaerdi.{valgt_efter}")
        frist_til = getattr(version, "frist_til", None)
        if frist_til is not None:
            vaelges += f"; {tekst('regler.side.kun_frister', dato=dato_tekst(frist_til))}"
        kodede = [lv.id for lv in lov.lovversioner.lovversioner if lv.status == "kodet" and overlapper(version, lv)]
        kilde = _kilde(lov, version.hjemmel.kilde)
        tillid = tillid_tekst(version.tillid)
        yield _raekke(nummer, _periode(version), vaelges, ", ".join(kodede), version.hjemmel.tekst, kilde, tillid)
    for lovversion in _ikke_kodede(lov):
        status = tekst("regler.side.kendt_ikke_kodet")
        kilde = _kilde(lov, lovversion.kilde)
        yield _raekke("–", _periode(lovversion), "–", lovversion.id, status, kilde, tillid_tekst(lovversion.tillid))


def _parametertabel(raekker: Iterable[Parameter]) -> Iterator[str]:
    yield from _hoved("parameter", "vaerdi", "hjemmel")
    for parameter in raekker:
        yield _raekke(parameter.navn, parameter.vaerdi, f"{parameter.hjemmel.tekst} ({parameter.hjemmel.kilde})")


def _sagstabel(sager: Sequence[Sag]) -> Iterator[str]:
    yield from ("", f"### {tekst('regler.side.sager')} ({len(sager)})", "")
    if not sager:
        yield tekst("regler.side.ingen_sager")
        return
    yield from (f"{_graderet(antal_efter_grad(sager)).capitalize()}.", "")
    yield from _hoved("sag", "grad", "navn", "udledning", "kilde")
    for sag in sager:
        yield _raekke(sag.id, _med_ord(sag.grad, "en"), sag.navn.paa(valgt_sprog()), sag.udledning or "–", sag.kilde)


# --- The front page and the switches ---


def _indeks(lov: Regelsaet, sager: Sequence[Sag], uden_regel: Sequence[tuple[str, Tekst]]) -> Iterator[str]:
    alle = paragraffer(lov)
    yield from (f"# {tekst('regler.side.indeks')}", "")
    yield tekst("regler.side.indeks_indledning", regler=len(lov.regler), paragraffer=len(alle), sager=len(sager))
    yield ""
    steder = (
        (tekst("regler.side.valg"), VALGSIDE),
        (tekst("vilkaar.side.titel"), HANDLINGSSIDE),
        (tekst("valgte_tal.titel"), TALSIDE),
        (tekst("regler.side.ordliste"), ORDLISTE),
    )
    yield " · ".join(f"[{navn}]({sti})" for navn, sti in (*steder, (tekst("regler.side.skema"), SKEMA)))
    yield from ("", tekst("regler.side.genereret"), "", f"## {tekst('regler.side.lovversioner')}", "")
    yield from _hoved("lovversioner", "gaelder", "navn", "kilde", "tillid")
    for lv in lov.lovversioner.lovversioner:
        status = "" if lv.status == "kodet" else f" ({tekst('regler.side.kendt_ikke_kodet')})"
        aendring = lv.aendring.paa(valgt_sprog())
        yield _raekke(lv.id + status, _periode(lv), aendring, _kilde(lov, lv.kilde), tillid_tekst(lv.tillid))
    yield from ("", f"## {tekst('regler.side.daekning')}", "", tekst("regler.side.daekning_indledning"), "")
    yield from (tekst("regler.side.grader"), "", *_register(lov, daekning(lov, sager)))
    yield from ("", f"## {tekst('regler.side.sager_pr_regel')}", "", *_sager_pr_regel(lov, sager))
    yield from ("", f"## {tekst('regler.side.betingelser')}", "", *_betingelser(lov))
    yield from ("", f"## {tekst('regler.side.ikke_kodede')}", "", *_hoved("paragraf", "navn", "grund"))
    for mangler in ikke_kodede():
        yield _raekke(mangler.navn, mangler.titel.paa(valgt_sprog()), mangler.grund.paa(valgt_sprog()))
    yield from ("", f"## {tekst('regler.side.ikke_kodede_sager')} ({len(uden_regel)})", "", *_hoved("sag", "grund"))
    yield from (_raekke(sag, grund.paa(valgt_sprog())) for sag, grund in uden_regel)


def _register(lov: Regelsaet, celler: Sequence[Daekning]) -> Iterator[str]:
    lovversioner = [lv.id for lv in lov.lovversioner.lovversioner]
    yield _raekke(tekst("regler.side.kolonne.paragraf"), *lovversioner)
    yield _raekke(*["---"] * (len(lovversioner) + 1))
    efter_paragraf: dict[tuple[str, str], list[str]] = defaultdict(list)
    for celle in celler:
        efter_paragraf[celle.lov, celle.paragraf].append(_celle(celle))
    for paragraf, indhold in efter_paragraf.items():
        yield _raekke(_link(paragraf), *indhold)


def _celle(celle: Daekning) -> str:
    match celle.status:
        case "kendt_ikke_kodet":
            return tekst("regler.side.kendt_ikke_kodet")
        case "kendt_ikke_beregnet":
            return "; ".join(filter(None, (tekst("regler.side.kendt_ikke_beregnet"), _graderet(celle.antal))))
        case "ingen":
            return "–"
        case "kodet":
            return "; ".join(filter(None, (tekst("regler.side.kodet"), _graderet(celle.antal))))


def _sager_pr_regel(lov: Regelsaet, sager: Sequence[Sag]) -> Iterator[str]:
    ialt = tekst("regler.side.kolonne.ialt")
    grader = [_med_ord(grad, "flere") for grad in GRADER]
    yield _raekke(tekst("regler.side.kolonne.regel"), tekst("regler.side.kolonne.paragraf"), *grader, ialt)
    yield _raekke(*["---"] * (len(GRADER) + 3))
    for regel in lov.regler.values():
        antal = antal_efter_grad(sag for sag in sager if regel.regel in sag.regler)
        steder = ", ".join(_link(sted) for sted in alle_paragraffer([regel]))
        yield _raekke(f"`{regel.regel}`", steder, *(antal.get(grad, 0) for grad in GRADER), sum(antal.values()))
    antal = antal_efter_grad(sager)
    yield _raekke(ialt, "", *(antal.get(grad, 0) for grad in GRADER), len(sager))


def _betingelser(lov: Regelsaet) -> Iterator[str]:
    """Paragraphs that only a condition points to, with the rules that hold the condition."""
    egne = set(paragraffer(lov))
    fundne: dict[str, set[str]] = defaultdict(set)
    for regel in lov.regler.values():
        for version in versioner(regel):
            for hjemmel in hjemler(version):
                if (hjemmel.lov, hjemmel.paragraf) not in egne:
                    fundne[hjemmel.tekst].add(f"`{regel.regel}`")
    yield from _hoved("paragraf", "bruges")
    for sted in sorted(fundne):
        yield _raekke(sted, ", ".join(sorted(fundne[sted])))


def _valgside(lov: Regelsaet) -> Iterator[str]:
    yield from (f"# {tekst('regler.side.valg')}", "", f"{_sti()} · {tekst('regler.side.genereret')}", "")
    yield tekst("regler.side.valg_indledning")
    for navn, valg in lov.valg.valg.items():
        yield from ("", f"## {navn}", "", f"**{valg.titel.paa(valgt_sprog())}**", "")
        yield valg.forklaring.paa(valgt_sprog())
        yield from ("", *_hoved("standard", "muligheder", "tillid", "bruges"))
        bruges = sorted({_link(sted) for r in lov.regler.values() for sted in _bruger_valg(r, navn)})
        yield _raekke(f"`{valg.standard}`", _koder(valg.muligheder), tillid_tekst(valg.tillid), ", ".join(bruges))


def _handlingsside(lov: Regelsaet) -> Iterator[str]:
    yield from (f"# {tekst('vilkaar.side.titel')}", "", f"{_sti()} · {tekst('regler.side.genereret')}", "")
    yield from handlingsside(lov)


def _talside() -> Iterator[str]:
    yield from (f"# {tekst('valgte_tal.titel')}", "", f"{_sti()} · {tekst('regler.side.genereret')}", "")
    yield from valgte_tal_side()


def _bruger_valg(regel: Regel, valg: str) -> list[tuple[str, str]]:
    """The paragraphs of the versions that name a switch."""
    return [
        (version.hjemmel.lov, version.hjemmel.paragraf)
        for version in versioner(regel)
        if f"'{valg}'" in repr(version.model_dump())
    ]


# --- Markdown ---


def _samlet(linjer: Iterable[str]) -> str:
    return "\n".join(linjer) + "\n"


def _hoved(*kolonner: str) -> tuple[str, str]:
    navne = [tekst(f"regler.side.kolonne.{kolonne}") for kolonne in kolonner]
    return _raekke(*navne), _raekke(*["---"] * len(navne))


def _raekke(*celler: object) -> str:
    return "| " + " | ".join(str(celle).replace("|", "\\|") for celle in celler) + " |"


def _sti() -> str:
    return f"[{tekst('regler.side.tilbage')}]({INDEKS}) · [{tekst('regler.side.ordliste')}]({ORDLISTE})"


def _link(paragraf: tuple[str, str]) -> str:
    return f"[{paragrafnavn(*paragraf)}]({sidenavn(*paragraf)})"


def _koder(koder: Iterable[str]) -> str:
    return ", ".join(f"`{kode}`" for kode in koder)


def _kilde(lov: Regelsaet, navn: str) -> str:
    kilde = lov.kilder.kilder[navn]
    return kilde.navn if kilde.adresse is None else f"[{kilde.navn}]({kilde.adresse})"


def _med_valglink(saetning: str, valg: str | None) -> str:
    return saetning if valg is None else saetning.replace(f" {valg} ", f" [{valg}]({VALGSIDE}#{valg}) ")


def _graderet(antal: Mapping[str, int]) -> str:
    """How many cases there are of each grade, in words: the letter alone says nothing to a reader."""
    return ", ".join(f"{tekst(f'regler.side.grad.flere.{grad}')}: {tal}" for grad, tal in antal.items())


def _med_ord(grad: str, antal: str) -> str:
    return f"{grad}: {tekst(f'regler.side.grad.{antal}.{grad}')}"


def _periode(version: Version | Lovversion) -> str:
    if version.til is None:
        return tekst("regler.fra_dato", dato=dato_tekst(version.fra))
    return f"{dato_tekst(version.fra)} – {dato_tekst(version.til)}"


def _navngivne_spor(regel: Regel) -> list[tuple[str, list[Version]]]:
    navngivne = []
    for et_spor in spor(regel):
        valgt_efter = getattr(et_spor[0], "vaelges_efter", None)
        if valgt_efter is not None:
            navn = f"{feltnavn('vaelges_efter')} {tekst(f'regler.vaerdi.{valgt_efter}')}"
        else:
            navn = et_spor[0].hjemmel.lov
        navngivne.append((navn, et_spor))
    return navngivne


def _ikke_kodede(lov: Regelsaet) -> list[Lovversion]:
    return [version for version in lov.lovversioner.lovversioner if version.status == "kendt_ikke_kodet"]


def _er_genereret(fil: Path) -> bool:
    """Whether a page was written here: its text says so, in one of the languages."""
    indhold = fil.read_text(encoding="utf-8")
    for sprog in ("da", "en"):
        with paa_sprog(sprog):
            if tekst("regler.side.genereret") in indhold:
                return True
    return False
