"""What each kind of rule asks, and what the answers lead to; and time axes as Mermaid text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rettidig.regler.former.frist import Fristregel, FristVersion
from rettidig.regler.former.grundform import Regel, Timetal, Version
from rettidig.regler.former.maaling import (
    DeltagelseVersion,
    Fokusmaal1Regel,
    Fokusmaal1Version,
    Fokusmaal2Regel,
    Fokusmaal2Version,
    TilsynVersion,
)
from rettidig.regler.former.sats import SatsVersion
from rettidig.regler.former.vilkaar import VilkaarVersion
from rettidig.regler.lovversion import Lovversion
from rettidig.regler.parametre import dato_tekst, hjemmel_for, parametre, promille_tekst, timer_tekst
from rettidig.regler.traeform import Form, Led, Trae
from rettidig.sprog import tekst, valgt_sprog
from rettidig.tidslinje.calendar import next_date

DAGE_VIST_UDEN_SLUT = "365d"
"""How long a law version without an end is drawn."""


def trae(regel: Regel, version: Version) -> Trae:
    """The tree of one version: what is asked, and what each answer leads to. Tables are drawn line by line."""
    match regel, version:
        case Fristregel(), FristVersion():
            led = _frist(version)
        case Fokusmaal1Regel(), Fokusmaal1Version():
            led = _fokusmaal_1(regel, version)
        case Fokusmaal2Regel(), Fokusmaal2Version():
            led = _fokusmaal_2(regel, version)
        case _, TilsynVersion():
            led = _tilsyn(version)
        case _, DeltagelseVersion():
            led = _deltagelse(version)
        case _, SatsVersion():
            led = _sats(version)
        case _, VilkaarVersion():
            led = _vilkaar(version)
        case _:
            return Trae(tuple(_tabel(regel, version)), "LR")
    return Trae(tuple(led))


def tidsakse(titel: str, spor: Sequence[tuple[str, Sequence[Version]]], ikke_kodede: Iterable[Lovversion]) -> list[str]:
    """The versions of a rule as a Gantt chart, one section for each track, and what follows the last."""
    linjer = ["gantt", f"    title {_rent(titel)}", "    dateFormat YYYY-MM-DD", "    axisFormat %Y"]
    for navn, versioner in spor:
        linjer.append(f"    section {_rent(navn)}")
        for version in versioner:
            slut = DAGE_VIST_UDEN_SLUT if version.til is None else next_date(version.til).isoformat()
            linjer.append(f"    {_rent(version.hjemmel.tekst)} ({version.hjemmel.kilde}) :{version.fra}, {slut}")
    for lovversion in ikke_kodede:
        linjer.append(f"    section {lovversion.id}")
        status = tekst("regler.side.kendt_ikke_kodet").replace(",", "")
        linjer.append(f"    {status} :{lovversion.fra}, {DAGE_VIST_UDEN_SLUT}")
    return linjer


def _frist(version: FristVersion) -> list[Led]:
    flytter = version.fritagelse.virkning == "flytter"
    linjer = [
        _spoerg("gruppe", _hvem(version)),
        _svar("gruppe", "nej", "ingen", tekst("regler.trae.ingen_raekke")),
        _punkt("gruppe", "ja", "ret", _retsdato(version)),
        _trin("ret", "frist", _frist_er(version)),
    ]
    if version.udloeser.timer is not None:
        staar = tekst("regler.trae.staar_uret")
        linjer.append(Led("pause", "ret", staar, Form.SLUT, (_status("sat_paa_pause"),)))
    if flytter:
        flyttet = tekst("regler.trae.flyttet", antal=version.fritagelse.maaneder)
        linjer += [
            Led("fritaget", "frist", None, Form.SPOERGSMAAL, (tekst("regler.trae.fritaget_ret"),)),
            _punkt("fritaget", "ja", "flyttet", _med_hjemmel(version, "fritagelse", [flyttet])),
            _kant("fritaget", "nej", "opfyldt"),
            Led("opfyldt", "flyttet"),
        ]
    else:
        linjer.append(Led("opfyldt", "frist"))
    return [
        *linjer,
        _spoerg("opfyldt", _krav(version)),
        _svar("opfyldt", "ja", "s_opfyldt", _status("opfyldt")),
        _kant("opfyldt", "nej", "bortfald"),
        _spoerg("bortfald", _bortfald(version, fritaget=version.fritagelse.virkning == "bortfalder")),
        _svar("bortfald", "ja", "s_bortfaldet", _status("bortfaldet")),
        _kant("bortfald", "nej", "sent"),
        _spoerg("sent", [tekst("regler.trae.for_sent")]),
        _svar("sent", "ja", "s_sent", _status("opfyldt_for_sent")),
        _kant("sent", "nej", "passeret"),
        _spoerg("passeret", [tekst("regler.trae.passeret")]),
        _svar("passeret", "nej", "s_afventer", _status("afventer")),
        _svar("passeret", "ja", "s_overskredet", _status("overskredet")),
    ]


def _hvem(version: FristVersion) -> list[str]:
    paa = tekst("regler.vaerdi.retsdato" if version.gruppe_paa == "retsdato" else "regler.trae.foerste_kendte")
    dele = [tekst("regler.trae.er_gruppen", grupper=_grupper(version.grupper), paa=paa)]
    viste = ("undtagne_ydelser", "kun_med", "personkreds", "ingen_pligt")
    dele += [f"{p.navn}: {p.vaerdi}" for p in parametre(version) if p.felt.split(".", maxsplit=1)[0] in viste]
    return dele


def _retsdato(version: FristVersion) -> list[str]:
    udloeser = version.udloeser
    if udloeser.fast_dag is not None:
        return _med_hjemmel(version, "udloeser", [tekst("regler.trae.fast_dag", dato=dato_tekst(udloeser.fast_dag))])
    trin = []
    if udloeser.maaneder:
        trin.append(tekst("regler.trae.antal_maaneder", antal=udloeser.maaneder))
    if udloeser.dage:
        trin.append(tekst("regler.trae.antal_dage", antal=udloeser.dage))
    dele = []
    if trin or udloeser.timer is None:
        fra = tekst(f"regler.vaerdi.{udloeser.fra}")
        trin_tekst = " + ".join(trin) or tekst("regler.trae.intet")
        dele.append(tekst("regler.trae.retsdato", udloeser=fra, trin=trin_tekst))
    if udloeser.timer is not None:
        dele.append(tekst("regler.trae.ledighed", timer=_timetal(udloeser.timer)))
    return _med_hjemmel(version, "udloeser", dele)


def _frist_er(version: FristVersion) -> list[str]:
    fristen_er = tekst(f"regler.vaerdi.{version.fristen_er}")
    return _med_hjemmel(version, "fristen_er", [tekst("regler.trae.fristen_er", fristen_er=fristen_er)])


def _krav(version: FristVersion) -> list[str]:
    dele = [tekst("regler.trae.opfyldt", krav=version.i_ord.paa(valgt_sprog()))]
    if version.loentilskudsfrist is not None:
        dele.append(tekst("regler.trae.tilskud", dage=version.loentilskudsfrist.dage))
    return _med_hjemmel(version, "opfyldes_af", dele)


def _bortfald(version: FristVersion, *, fritaget: bool) -> list[str]:
    dele = [tekst("regler.trae.bortfald")]
    if version.ophoer_paa_fristen_bortfalder:
        dele.append(tekst("regler.trae.ophoer_paa_fristen"))
    if fritaget:
        dele.append(tekst("regler.trae.bortfald_fritaget"))
    timer = version.bortfald_ved_loentimer
    if timer is not None:
        grupper = _grupper(timer.grupper)
        dele.append(tekst("regler.trae.bortfald_timer", grupper=grupper, timer=timer_tekst(timer.timer)))
    return dele


def _fokusmaal_1(regel: Fokusmaal1Regel, version: Fokusmaal1Version) -> list[Led]:
    krav, vindue = version.krav, regel.population.vindue_maaneder
    gaelder_for = krav.ovrige_tilbud_for
    hvem = tekst("regler.vaerdi.alle") if isinstance(gaelder_for, str) else _grupper(gaelder_for)
    tilbud = [tekst("regler.trae.tilbud_i_vinduet", maaneder=vindue), ", ".join(krav.tilbud)]
    tilbud += [f"{', '.join(krav.ovrige_tilbud)}: {hvem}"]
    return [
        *_maalt(regel.population.mindst_maaneder),
        _kant("maalt", "ja", "tilbud"),
        _spoerg("tilbud", tilbud),
        _svar("tilbud", "ja", "naevner", tekst("regler.trae.i_naevner")),
        _kant("tilbud", "nej", "timer"),
        _spoerg("timer", [tekst("regler.trae.timer_i_vinduet", timer=timer_tekst(krav.timer))]),
        _kant("timer", "ja", "naevner"),
        _svar("timer", "nej", "taeller", tekst("regler.trae.i_taeller")),
        *_andel("regler.trae.under", version.andel_under),
    ]


def _fokusmaal_2(regel: Fokusmaal2Regel, version: Fokusmaal2Version) -> list[Led]:
    vindue = regel.population.vindue_maaneder
    return [
        *_maalt(regel.population.mindst_maaneder),
        _kant("maalt", "ja", "samtaler"),
        _spoerg("samtaler", [tekst("regler.trae.samtaler_i_vinduet", antal=version.samtaler, maaneder=vindue)]),
        _svar("samtaler", "ja", "naevner", tekst("regler.trae.i_naevner")),
        _svar("samtaler", "nej", "taeller", tekst("regler.trae.i_taeller")),
        *_andel("regler.trae.under", version.andel_under),
    ]


def _maalt(maaneder: int) -> list[Led]:
    return [
        _spoerg("maalt", [tekst("regler.trae.maalt", maaneder=maaneder)]),
        _svar("maalt", "nej", "ikke", tekst("regler.trae.ikke_maalt")),
    ]


def _andel(noegle: str, promille: int) -> list[Led]:
    andel = promille_tekst(promille)
    return [_trin("naevner", "andel", [tekst(noegle, andel=andel)]), Led("andel", "taeller")]


def _tilsyn(version: TilsynVersion) -> list[Led]:
    nej = tekst("regler.trae.ikke_udtaget")
    return [
        _spoerg("aar", [tekst("regler.trae.kan_udtages"), tekst("regler.ja" if version.udtager else "regler.nej")]),
        _svar("aar", "nej", "ikke", nej),
        _kant("aar", "ja", "resultat"),
        _spoerg("resultat", [tekst("regler.trae.resultatmaal")]),
        _kant("resultat", "nej", "ikke"),
        _kant("resultat", "ja", "fokus"),
        _spoerg("fokus", [tekst("regler.trae.fokusmaal", maal=", ".join(version.taeller_alene) or "–")]),
        _kant("fokus", "nej", "ikke"),
        _svar("fokus", "ja", "udtaget", tekst("regler.trae.udtaget")),
    ]


def _deltagelse(version: DeltagelseVersion) -> list[Led]:
    andel = promille_tekst(version.mindst_andel)
    samtaler, tilbud = ", ".join(version.samtaleregler), version.tilbudsregel
    return [
        _spoerg("pulje", [tekst("regler.trae.i_puljen", grupper=_grupper(version.pulje))]),
        _svar("pulje", "nej", "ikke", tekst("regler.trae.ikke_maalt")),
        _kant("pulje", "ja", "faaet"),
        _spoerg("faaet", [tekst("regler.trae.samtaler_og_tilbud", samtaleregler=samtaler, tilbudsregel=tilbud)]),
        _svar("faaet", "ja", "deltaget", tekst("regler.trae.deltaget")),
        _svar("faaet", "nej", "uden", tekst("regler.trae.ikke_deltaget")),
        _trin("deltaget", "andel", [tekst("regler.trae.mindst", andel=andel)]),
        Led("andel", "uden"),
    ]


def _sats(version: SatsVersion) -> list[Led]:
    nulstilling = tekst("regler.trae.nulstilling", uger=version.nulstil_uger, vindue=version.nulstil_vindue)
    trin = [tekst("regler.trae.fra_uge", uge=trin.fra_uge, sats=trin.sats) for trin in version.trin]
    return [
        _spoerg("beroert", [tekst("regler.trae.beroert"), version.hjemmel_uger.tekst]),
        _svar("beroert", "nej", "ingen", tekst("regler.trae.ingen_raekke")),
        _kant("beroert", "ja", "nulstil"),
        _spoerg("nulstil", [nulstilling, version.hjemmel_nulstilling.tekst]),
        _punkt("nulstil", "ja", "forfra", [tekst("regler.trae.forfra")]),
        _punkt("nulstil", "nej", "videre", [tekst("regler.trae.videre")]),
        _trin("forfra", "trappe", [*trin, version.hjemmel.tekst]),
        Led("trappe", "videre"),
    ]


def _vilkaar(version: VilkaarVersion) -> list[Led]:
    """Every condition in turn: one no is enough, and one unknown leaves the whole unknown."""
    linjer: list[Led] = []
    navne = [f"b{nummer}" for nummer in range(1, len(version.betingelser) + 1)]
    for navn, naeste, betingelse in zip(navne, [*navne[1:], "lovlig"], version.betingelser, strict=True):
        linjer.append(_spoerg(navn, [betingelse.krav.paa(valgt_sprog()), betingelse.hjemmel.tekst]))
        linjer += [_kant(navn, "nej", "ulovlig"), _kant(navn, "ja", naeste)]
    lovlig, ulovlig = tekst("regler.trae.lovlig"), tekst("regler.trae.ikke_lovlig")
    linjer.append(Led("lovlig", form=Form.SLUT, linjer=(lovlig,)))
    linjer.append(Led("ulovlig", form=Form.SLUT, linjer=(ulovlig,)))
    return linjer


def _tabel(regel: Regel, version: Version) -> list[Led]:
    titel = regel.titel.paa(valgt_sprog())
    linjer = [Led("rod", form=Form.TRIN, linjer=(titel, version.hjemmel.tekst))]
    for nummer, parameter in enumerate(parametre(version), start=1):
        linjer.append(_trin("rod", f"p{nummer}", [f"{parameter.navn}:", *parameter.vaerdi.split("; ")]))
    return linjer


def _med_hjemmel(version: Version, felt: str, dele: list[str]) -> list[str]:
    return [*dele, hjemmel_for(version, felt).tekst]


def _status(navn: str) -> str:
    return tekst(f"regler.trae.status.{navn}")


def _grupper(grupper: Sequence[int]) -> str:
    return ", ".join(f"6.{gruppe}" for gruppe in grupper)


def _timetal(timer: Timetal) -> str:
    deltid = f"{tekst('regler.felt.deltid')} {timer_tekst(timer.deltid)}"
    return f"{timer_tekst(timer.fuldtid)} ({deltid})"


def _spoerg(navn: str, dele: list[str]) -> Led:
    return Led(navn, form=Form.SPOERGSMAAL, linjer=tuple(dele))


def _svar(fra: str, svar: str, til: str, indhold: str) -> Led:
    return Led(til, fra, tekst(f"regler.{svar}"), Form.SLUT, (indhold,))


def _punkt(fra: str, svar: str, til: str, dele: list[str]) -> Led:
    return Led(til, fra, tekst(f"regler.{svar}"), Form.TRIN, tuple(dele))


def _kant(fra: str, svar: str, til: str) -> Led:
    return Led(til, fra, tekst(f"regler.{svar}"))


def _trin(fra: str, til: str, dele: list[str]) -> Led:
    return Led(til, fra, form=Form.TRIN, linjer=tuple(dele))


def _rent(indhold: str) -> str:
    """Without the signs that mean something to Mermaid."""
    return indhold.replace('"', "'").replace("#", "").replace(";", ",")
