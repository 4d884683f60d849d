"""The reconciliations as answers: the explained gap, what the State has said, and what is on its way elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rettidig.sager.faktatabeller import BORGER_ID, faktatabeller
from rettidig.sager.selectors.udfoersel import Udfoert
from rettidig.sprog import tekst
from rettidig.svar.model import Forbeholdslinje, Kolonne, Raekke, Slags, Svar
from rettidig.tal.afstemning.gab import Gab, fakta_i_ord
from rettidig.tal.afstemning.gabtekst import stilling
from rettidig.tal.models import Statslevering, Statsmaaling

_H, _D, _JN = Slags.HELTAL, Slags.DATO, Slags.JANEJ
DELE, PERSONER = "dele", "personer"
_KOLONNER: Mapping[str, tuple[Kolonne, ...]] = {
    DELE: (
        Kolonne("trin"),
        Kolonne("aarsag"),
        Kolonne("naevner", _H),
        Kolonne("taeller", _H),
        Kolonne("personer", _H),
        Kolonne("uforklaret", _JN),
        Kolonne("forklaring"),
    ),
    PERSONER: (
        Kolonne("borger_id"),
        Kolonne("ydelse"),
        Kolonne("trin"),
        Kolonne("aarsag"),
        Kolonne("foer"),
        Kolonne("efter"),
        Kolonne("naevner", _H),
        Kolonne("taeller", _H),
        Kolonne("hjemmel"),
        Kolonne("fakta"),
        Kolonne("forklaring"),
    ),
}
_LEVERINGER = (
    Kolonne("nummer", _H),
    *map(Kolonne, ("hentet", "kilde", "sted", "hvem", "regelsaet", "opgoerelse")),
    Kolonne("skaeringsdag", _D),
    Kolonne("sat_til_side", _H),
    Kolonne("definition"),
)
_TAL = (
    Kolonne("levering", _H),
    *map(Kolonne, ("kommune", "ydelse", "maaling")),
    Kolonne("dag", _D),
    Kolonne("naevner", _H),
    Kolonne("taeller", _H),
    Kolonne("andel"),
)
_UDFOERSLER = (
    Kolonne("fakta_id", _H),
    *map(Kolonne, ("tabel", "borger_id", "modtager", "tilstand", "forberedt", "hvem", "sendt", "kommet", "forskelle")),
    Kolonne("ligner", _H),
)


def gabsvar(gab: Gab, vis: str = DELE) -> Svar:
    """The account (``dele``) or its persons (``personer``), with both figures among what was asked."""
    raekker: list[Raekke] = _dele(gab) if vis == DELE else _personer(gab)
    s = gab.statens
    spurgt = {
        "kommune": s.kommune,
        "ydelse": s.ydelse,
        "maaling": s.maaling,
        "regelsaet": s.regelsaet,
        "skaeringsdag": None if s.skaeringsdag is None else s.skaeringsdag.isoformat(),
        "statens": gab.statens_tal._asdict(),
        "vores": gab.vores._asdict(),
        "forskel": gab.forskel._asdict(),
        "uforklaret": gab.uforklaret._asdict(),
        "vis": vis,
    }
    forbehold = [
        Forbeholdslinje("valg", tekst(f"afstemning.tekst.{noegle}"))
        for mangler, noegle in (
            (gab.kendt_da is None, gab.hvorfor_ikke_da),
            (not gab.med_liste, "uden_liste"),
            (True, "raekkefoelge"),
        )
        if mangler
    ]
    return Svar(_KOLONNER[vis], raekker, s.dag, None, None, spurgt, tuple(forbehold))


def leveringssvar(leveringer: Iterable[Statslevering]) -> Svar:
    """What the State has said, one row per delivery."""
    return Svar(
        _LEVERINGER,
        [
            {
                "nummer": levering.pk,
                "hentet": levering.hentet.isoformat(),
                **{k: getattr(levering, k) for k in ("kilde", "sted", "hvem", "regelsaet", "opgoerelse")},
                "skaeringsdag": levering.skaeringsdag,
                "sat_til_side": len(levering.sat_til_side),
                "definition": levering.definition or None,
            }
            for levering in leveringer
        ],
        None,
        None,
    )


def talsvar(maalinger: Iterable[Statsmaaling]) -> Svar:
    """The State's figures, one row each; numbers it does not show are empty."""
    return Svar(
        _TAL,
        [
            {
                "levering": maaling.levering_id,
                **{k.navn: getattr(maaling, k.navn) for k in _TAL[1:-1]},
                "andel": maaling.andel or None,
            }
            for maaling in maalinger
        ],
        None,
        None,
    )


def udfoerselssvar(udfoersler: Sequence[Udfoert]) -> Svar:
    """What is on its way to other systems, one row per fact."""
    return Svar(
        _UDFOERSLER,
        [
            {
                "fakta_id": u.fakta_id,
                "tabel": u.tabel,
                "borger_id": u.borger,
                "modtager": u.modtager,
                "tilstand": u.tilstand,
                "forberedt": u.forberedt.isoformat(),
                "hvem": u.hvem,
                "sendt": None if u.sendt is None else u.sendt.isoformat(),
                "kommet": None if u.kommet is None else u.kommet.isoformat(),
                "forskelle": "; ".join(f"{f.kolonne}: {f.her or '-'} → {f.der or '-'}" for f in u.forskelle) or None,
                "ligner": u.ligner,
            }
            for u in udfoersler
        ],
        None,
        None,
    )


def forsendelsessvar(udfoersler: Sequence[Udfoert], modtager: str) -> Svar:
    """What is to be registered in a system: each fact's number and table, and the contract's columns as text."""
    brugt = {u.tabel for u in udfoersler}
    navne = dict.fromkeys(k for t in faktatabeller().values() if t.navn in brugt for k in t.kontraktkolonner)
    kolonner = (Kolonne("fakta_id", _H), Kolonne("tabel"), *(_kontraktkolonne(k) for k in navne))
    raekker = [
        {"fakta_id": u.fakta_id, "tabel": u.tabel, **{k: u.raekke.get(k) or None for k in navne}} for u in udfoersler
    ]
    return Svar(kolonner, raekker, None, None, None, {"modtager": modtager})


def _kontraktkolonne(navn: str) -> Kolonne:
    return Kolonne(navn, Slags.TEKST if navn == BORGER_ID else Slags.CITAT)


def _dele(gab: Gab) -> list[Raekke]:
    return [
        {
            "trin": post.trin.value,
            "aarsag": post.aarsag,
            **post.tal._asdict(),
            "personer": post.personer,
            "uforklaret": post.uforklaret,
            "forklaring": tekst(f"afstemning.post.{post.aarsag}"),
        }
        for post in gab.poster
    ]


def _personer(gab: Gab) -> list[Raekke]:
    return [
        {
            **linje.forskel.noegle._asdict(),
            "trin": linje.trin.value,
            "aarsag": linje.grund.aarsag,
            "foer": stilling(linje.forskel.foer),
            "efter": stilling(linje.forskel.efter),
            **linje.forskel.tal._asdict(),
            "hjemmel": linje.grund.hjemmel,
            "fakta": fakta_i_ord(linje.grund.fakta) or None,
            "forklaring": linje.grund.forklaring,
        }
        for linje in gab.personer
    ]
