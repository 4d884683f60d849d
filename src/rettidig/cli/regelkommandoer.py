"""The commands about the law itself and about mapping files: checked, shown, written out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rettidig.cli.bestilling import aflever_stykker, aflever_tekst, skaermbredde
from rettidig.cli.tabel import lagt_i_kolonner
from rettidig.forloeb import KildeRapport
from rettidig.forloeb.visning import vis as vis_vaerdi
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.kontrol import hjemler, kontroller, versioner
from rettidig.sprog import tekst, valgt_sprog
from rettidig.svar import maskinformat, spoergsmaal
from rettidig.svar.dansk_form import antal
from rettidig.svar.fejl import Brugerfejl, aarsag, som_brugerfejl
from rettidig.svar.model import Kolonne, Slags
from rettidig.svar.spoergsmaal import lov_eller_saetning


def regler_tjek() -> None:
    """Hold the rule files against each other. Raises :class:`Brugerfejl` naming every fault there is."""
    lov = lov_eller_saetning()
    fejl = kontroller(lov)
    if fejl:
        raise Brugerfejl("\n".join([*fejl, tekst("cli.regler.fejl", antal=antal(len(fejl)))]))
    antal_versioner = sum(len(versioner(regel)) for regel in lov.regler.values())
    paragraffer = {h.tekst for regel in lov.regler.values() for version in versioner(regel) for h in hjemler(version)}
    aflever_tekst(
        tekst(
            "cli.regler.i_orden",
            regler=antal(len(lov.regler)),
            versioner=antal(antal_versioner),
            paragraffer=antal(len(paragraffer)),
            kilder=antal(len(lov.kilder.kilder)),
        ),
        None,
    )


def regler_vis(paragraf: str, pr: str | None) -> None:
    """A paragraph's rules with their parameters; without a paragraph the list of all rules."""
    lov = lov_eller_saetning()
    dag = None if pr is None else spoergsmaal.dato(pr, "--pr")
    if not paragraf.strip():
        aflever_tekst(_oversigt(lov, dag), None)
        return
    from rettidig.regler.visning import vis

    with som_brugerfejl():
        aflever_tekst(vis(lov, paragraf, dag, valgt_sprog()), None)


def regler_versioner(paragraf: str) -> None:
    """A paragraph's versions on a time axis; without a paragraph the law versions."""
    lov = lov_eller_saetning()
    if not paragraf.strip():
        aflever_tekst(_lovversioner(lov), None)
        return
    from rettidig.regler.visning import versioner as vis_versioner

    with som_brugerfejl():
        aflever_tekst(vis_versioner(lov, paragraf, valgt_sprog()), None)


def regler_sider(ud: str) -> None:
    """Write one page per paragraph, and the register, into a folder."""
    from rettidig.regler.sider import skriv_sider

    if not ud.strip():
        raise Brugerfejl(tekst("cli.tom_vaerdi", indstilling="--ud"))
    lov = lov_eller_saetning()
    try:
        with som_brugerfejl():
            skrevne = skriv_sider(lov, Path(ud))
    except OSError as fejl:
        raise Brugerfejl(tekst("cli.filen_kan_ikke_skrives", fil=ud, aarsag=aarsag(fejl))) from None
    aflever_tekst(tekst("cli.regler.sider", antal=antal(len(skrevne)), mappe=ud), None)


def regler_skema(ud: str | None) -> None:
    """The JSON Schema of a rule file."""
    from rettidig.regler.skema import skema_tekst

    aflever_stykker([skema_tekst().encode()], None if ud is None else Path(ud))


def kilde_tjek(kildefil: str, data: str, form: str) -> None:
    """What a mapping file makes of an extract, without reading it into the contract."""
    from rettidig.forloeb import kilde_tjek as tjek

    spoergsmaal.et_af(form, ("tabel", "json"), "--format")
    for vaerdi, navn in ((kildefil, "KILDEFIL"), (data, "DATA")):
        if not vaerdi.strip():
            raise Brugerfejl(tekst("cli.tom_vaerdi", indstilling=navn))
    with som_brugerfejl():
        rapport = tjek(kildefil, data)
    if form == "json":
        aflever_stykker([maskinformat.objekt_som_json(_som_objekt(rapport))], None)
    else:
        aflever_tekst(_kildetekst(rapport), None)


def _oversigt(lov: Regelsaet, dag: dt.date | None) -> str:
    kolonner = [Kolonne(tekst(f"cli.regler.{navn}")) for navn in ("regel", "titel", "hjemmel", "gaelder")]
    celler = []
    for regel in lov.regler.values():
        for version in versioner(regel):
            if dag is None or version.gaelder(dag):
                til = tekst("cli.regler.aabent") if version.til is None else version.til.isoformat()
                titel = regel.titel.paa(valgt_sprog())
                celler.append([regel.regel, titel, version.hjemmel.tekst, f"{version.fra.isoformat()} - {til}"])
    if dag is not None and not celler:
        spoergsmaal.kodet_lov(lov, dag)
    return "\n".join([lagt_i_kolonner(kolonner, celler, skaermbredde()), "", tekst("cli.regler.vis_en")])


def _lovversioner(lov: Regelsaet) -> str:
    kolonner = [Kolonne(tekst(f"cli.regler.{navn}")) for navn in ("lov", "fra", "til", "maerke", "status", "aendring")]
    celler = [
        [
            version.id,
            version.fra.isoformat(),
            tekst("cli.regler.aabent") if version.til is None else version.til.isoformat(),
            version.tillid,
            tekst(f"cli.regler.status.{version.status}"),
            version.aendring.paa(valgt_sprog()),
        ]
        for version in lov.lovversioner.lovversioner
    ]
    return lagt_i_kolonner(kolonner, celler, skaermbredde())


def _kildetekst(rapport: KildeRapport) -> str:
    bredde = skaermbredde()
    tabeller = [
        [t.tabel, t.kilde or "-", t.fil or _mangler(kraevet=t.kraevet), str(t.raekker)] for t in rapport.tabeller
    ]
    kolonner = [
        [k.tabel, k.kolonne, k.kildekolonne or "-", _kolonnestand(k.fundet, k.fast, kraevet=k.kraevet)]
        for k in rapport.kolonner
        if not k.fundet or k.kildekolonne != k.kolonne
    ]
    koder = [
        [k.tabel, k.kolonne, k.kildekode, tekst("cli.kilde.ukendt") if not k.kendt else k.kode or "-", str(k.antal)]
        for k in rapport.koder
        if not k.kendt or k.kode != k.kildekode
    ]
    dele = [tekst("cli.kilde.overskrift", kilde=rapport.kilde), ""]
    dele += _afsnit("tabeller", ("tabel", "kilde", "fil", "raekker"), tabeller, bredde)
    dele += _afsnit("kolonner", ("tabel", "kolonne", "kildekolonne", "stand"), kolonner, bredde)
    dele += _afsnit("koder", ("tabel", "kolonne", "kildekode", "kode", "raekker"), koder, bredde)
    dele += [tekst("cli.kilde.ubrugt_kolonne", fil=fil, kolonne=navn) for fil, navn in rapport.ubrugte_kolonner]
    dele += [tekst("cli.kilde.ubrugt_fil", fil=fil) for fil in rapport.ubrugte_filer]
    dele += [tekst("cli.kilde.uden_tabel", fil=fil, antal=antal(tal)) for fil, tal in rapport.raekker_uden_tabel]
    ukendte = len(rapport.ukendte_koder)
    dele.append(tekst("cli.kilde.kan_bruges" if rapport.kan_bruges else "cli.kilde.kan_ikke_bruges", ukendte=ukendte))
    return "\n".join(dele)


def _afsnit(navn: str, overskrifter: tuple[str, ...], celler: list[list[str]], bredde: int | None) -> list[str]:
    if not celler:
        return []
    kolonner = [
        Kolonne(tekst(f"cli.kilde.{kolonne}"), Slags.HELTAL if kolonne == "raekker" else Slags.TEKST)
        for kolonne in overskrifter
    ]
    return [tekst(f"cli.kilde.{navn}_titel"), lagt_i_kolonner(kolonner, celler, bredde), ""]


def _mangler(*, kraevet: bool) -> str:
    return tekst("cli.kilde.mangler_kraevet" if kraevet else "cli.kilde.mangler")


def _kolonnestand(fundet: bool, fast: str | None, *, kraevet: bool) -> str:
    if fast is not None:
        return tekst("cli.kilde.fast", vaerdi=vis_vaerdi(fast))
    return tekst("cli.kilde.fundet") if fundet else _mangler(kraevet=kraevet)


def _som_objekt(rapport: KildeRapport) -> dict[str, object]:
    from dataclasses import asdict

    return {**asdict(rapport), "kan_bruges": rapport.kan_bruges}
