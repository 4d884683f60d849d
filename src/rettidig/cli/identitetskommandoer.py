"""The commands about who the citizens are, their keys, and erasure. No answer holds a name or a number."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rettidig.cli.bestilling import Bestilling, aflever, aflever_tekst
from rettidig.cli.lagring import aaben_lagring
from rettidig.cli.skrivning import til_fejlstroem
from rettidig.sprog import tekst
from rettidig.svar import spoergsmaal
from rettidig.svar.dansk_form import antal
from rettidig.svar.fejl import Brugerfejl, paa_en_linje
from rettidig.svar.model import Kolonne, Raekke, Slags, Svar

if TYPE_CHECKING:
    from rettidig.identitet.identitetsfil import Identitetsrapport
    from rettidig.identitet.noeglering import Slags as Noegleslags
    from rettidig.sager.services.sletning import Slettet

_NOEGLER = (
    Kolonne("slags"),
    Kolonne("nummer", Slags.HELTAL),
    Kolonne("raekker", Slags.HELTAL),
    Kolonne("lavet"),
    Kolonne("tilstand"),
)
_UDLOEBNE = (
    Kolonne("borger_id"),
    Kolonne("sidste_dag", Slags.DATO),
    Kolonne("tabeller"),
    Kolonne("i_udtraek", Slags.JANEJ),
)


@contextmanager
def _identitet() -> Iterator[None]:
    """Have the store ready, and let the sentences of this room reach the user as they are."""
    from rettidig.identitet.fejl import IdentitetsFejl

    with aaben_lagring():
        try:
            yield
        except IdentitetsFejl as fejl:
            raise Brugerfejl(paa_en_linje(fejl)) from None


def indlaes(fil: str, hvem: str | None, hvorfor: str, *, proeve: bool) -> None:
    """Import who citizens are, or with ``proeve`` say what importing would do."""
    with _identitet():
        from rettidig.identitet import noeglering
        from rettidig.identitet.services import indlaesning

        havde_noegler = noeglering.findes()
        if proeve:
            visning = indlaesning.forhaandsvis(Path(fil))
            noegle, nummer = "identitet.svar.proeve", 0
        else:
            handling, visning = indlaesning.indlaes(Path(fil), hvem=hvem or _bruger(), hvorfor=hvorfor)
            noegle, nummer = "identitet.svar.indlaest", int(handling.pk)
            if not havde_noegler:
                til_fejlstroem(tekst("identitet.svar.foerste_noegler", fil=noeglering.noeglefil()))
    rapport = visning.rapport
    _sig_grundene(rapport)
    aflever_tekst(
        tekst(
            noegle,
            nummer=nummer,
            nye=antal(visning.nye),
            aendrede=antal(visning.aendrede),
            uaendrede=antal(visning.uaendrede),
            til_side=antal(rapport.sat_til_side),
            laest=antal(rapport.laest),
        ),
        None,
    )


def slet(borger: str, hvem: str | None, hvorfor: str) -> None:
    """Erase one citizen."""
    with _identitet():
        from rettidig.identitet.services import udslettelse

        slettet = udslettelse.slet([borger], hvem=hvem or _bruger(), hvorfor=hvorfor)
    aflever_tekst(_slettet(slettet), None)


def slet_igen(hvem: str | None, hvorfor: str) -> None:
    """Erase those again who were erased before a backup was restored."""
    with _identitet():
        from rettidig.identitet.services import udslettelse

        slettet = udslettelse.slet_igen(hvem=hvem or _bruger(), hvorfor=hvorfor)
    aflever_tekst(tekst("identitet.svar.ingen_at_slette") if slettet is None else _slettet(slettet), None)


def ny_noegle(slags: str | None) -> None:
    """Make a new version of one key or both."""
    with _identitet():
        from rettidig.identitet.noeglering import noeglefil
        from rettidig.identitet.services import noegleskift

        noegleskift.ny(None if slags is None else _slags(slags))
        aflever_tekst(tekst("identitet.svar.ny_noegle", fil=noeglefil()), None)


def noeglestatus(form: str | None, ud: str | None) -> None:
    """Which keys there are and how many rows are written with each."""
    bestilling = Bestilling("db:", form, ud)
    valgt = spoergsmaal.svarformat(form, bestilling.fil)
    with _identitet():
        from rettidig.identitet.services import noegleskift

        raekker: list[Raekke] = [
            {
                "slags": status.slags.value,
                "nummer": status.nr,
                "raekker": status.raekker,
                "lavet": status.lavet,
                "tilstand": "mangler" if status.mangler else "pensioneret" if status.pensioneret else "i brug",
            }
            for status in noegleskift.status()
        ]
    aflever(Svar(_NOEGLER, raekker, None, None), valgt, bestilling.fil, tekst("identitet.svar.noegler"))


def skift_noegle() -> None:
    """Write everything anew with the newest keys and retire the older."""
    with _identitet():
        from rettidig.identitet.noeglering import fra_kommando
        from rettidig.identitet.services import noegleskift

        skrevet = noegleskift.skift()
        noegle = "identitet.svar.skiftet_kommando" if fra_kommando() else "identitet.svar.skiftet"
    aflever_tekst(tekst(noegle, antal=antal(skrevet)), None)


def glem_noegle(slags: str, nummer: str) -> None:
    """Destroy a retired key."""
    nr = spoergsmaal.heltal(nummer, "NUMMER")
    with _identitet():
        from rettidig.identitet.services import noegleskift

        noegleskift.glem(_slags(slags), nr)
    aflever_tekst(tekst("identitet.svar.glemt", slags=slags, nr=nr), None)


def udloebne(
    pr: str | None, hvem: str | None, hvorfor: str | None, form: str | None, ud: str | None, *, slet: bool
) -> None:
    """Whose term of storage has run out; with ``slet`` they are erased, in one act for each extent of erasure."""
    bestilling = Bestilling("db:", form, ud)
    valgt = spoergsmaal.svarformat(form, bestilling.fil)
    dag = spoergsmaal.i_dag() if pr is None else spoergsmaal.dato(pr, "--pr")
    with _identitet():
        from rettidig.identitet.services import udslettelse
        from rettidig.sager.selectors.udloebne import udloebne as find

        fundne = find(dag)
        if slet:
            for tabeller in sorted({udloebet.tabeller for udloebet in fundne}):
                slettet = udslettelse.slet(
                    [udloebet.noegle for udloebet in fundne if udloebet.tabeller == tabeller],
                    hvem=hvem or _bruger(),
                    hvorfor=hvorfor or tekst("identitet.svar.hvorfor_udloebet"),
                    tabeller=tabeller,
                )
                til_fejlstroem(_slettet(slettet))
    staar = sum(udloebet.i_udtraek for udloebet in fundne)
    if staar:
        til_fejlstroem(tekst("identitet.svar.staar_i_udtraek", antal=antal(staar)))
    raekker: list[Raekke] = [
        {
            "borger_id": udloebet.noegle,
            "sidste_dag": udloebet.sidste_dag,
            "tabeller": ", ".join(udloebet.tabeller) or None,
            "i_udtraek": udloebet.i_udtraek,
        }
        for udloebet in fundne
    ]
    kort = tekst("identitet.svar.udloebne", pr=dag.isoformat())
    aflever(Svar(_UDLOEBNE, raekker, None, None), valgt, bestilling.fil, kort)


def _slettet(slettet: Slettet) -> str:
    return tekst(
        "identitet.svar.slettet",
        nummer=slettet.handling.pk,
        borgere=antal(len(slettet.borgere)),
        raekker=antal(sum(slettet.raekker.values())),
    )


def _sig_grundene(rapport: Identitetsrapport) -> None:
    for art, kode, kolonne, hvor_mange, raekker in rapport.linjer():
        noegle = "identitet.svar.grund" if art == "sat_til_side" else "identitet.svar.advarsel"
        grund = tekst(f"identitet.grund.{kode}", kolonne=kolonne)
        til_fejlstroem(tekst(noegle, antal=antal(hvor_mange), grund=grund, raekker=raekker))


def _slags(skrevet: str) -> Noegleslags:
    from rettidig.identitet.fejl import IdentitetsFejl
    from rettidig.identitet.noeglering import Slags as Noegleslags

    try:
        return Noegleslags(skrevet)
    except ValueError:
        raise IdentitetsFejl("ukendt_slags", slags=skrevet[:40]) from None


def _bruger() -> str:
    return getpass.getuser()
