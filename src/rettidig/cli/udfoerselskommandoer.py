"""The commands of what is prepared here for registration in another system."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rettidig.cli.bestilling import Bestilling, aflever, aflever_tekst
from rettidig.cli.lagring import aaben_lagring
from rettidig.forloeb import kontrakt
from rettidig.forloeb.visning import vis
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sprog import tekst
from rettidig.svar import spoergsmaal
from rettidig.svar.dansk_form import antal
from rettidig.svar.fejl import Brugerfejl

if TYPE_CHECKING:
    from rettidig.sager.selectors.udfoersel import Udfoert


def forbered(tabel: str, udsagn: tuple[str, ...], til: str | None, hvem: str | None, hvorfor: str) -> None:
    """Enter a fact whose master is another system."""
    spoergsmaal.et_af(tabel, tuple(kontrakt().tabeller), "TABEL")
    vaerdier: dict[str, str] = {}
    for en in udsagn:
        navn, lighed, vaerdi = en.partition("=")
        if not lighed:
            raise Brugerfejl(tekst("cli.valg_form", udsagn=vis(en)))
        vaerdier[navn] = vaerdi
    if not vaerdier.get("borger_id"):
        raise Brugerfejl(tekst("afstemning.fejl.uden_borger"))
    with aaben_lagring():
        from rettidig.sager.services import udfoersel

        nummer = udfoersel.forbered(tabel, vaerdier, hvem=hvem or getpass.getuser(), hvorfor=hvorfor, modtager=til)
    aflever_tekst(tekst("afstemning.svar.forberedt", nummer=nummer), None)


def liste(til: str | None, dage: str | None, kendt: str, form: str | None, ud: str | None) -> None:
    """How far everything prepared has come, one row per fact."""
    bestilling = Bestilling("db:", form, ud)
    valgt = spoergsmaal.svarformat(form, bestilling.fil)
    with aaben_lagring():
        from rettidig.sager.selectors.kendt import tyd_kendt
        from rettidig.sager.selectors.udfoersel import udfoersler
        from rettidig.tal.selectors.afstemning import udfoerselssvar

        efter = valgte_tal().udeblevet_dage.vaerdi if dage is None else spoergsmaal.heltal(dage, "--dage")
        svar = udfoerselssvar(udfoersler(tyd_kendt(kendt), modtager=til, efter_dage=efter))
    aflever(svar, valgt, bestilling.fil, tekst("afstemning.svar.udfoersler", dage=efter))


def send(system: str, hvem: str | None, hvorfor: str, form: str | None, ud: str | None) -> None:
    """Hand on what waits for a system, and mark it as sent; where it cannot be written, nothing is marked."""
    bestilling = Bestilling("db:", form, ud)
    valgt = spoergsmaal.svarformat(form, bestilling.fil)
    with aaben_lagring():
        from rettidig.sager.services import udfoersel
        from rettidig.tal.selectors.afstemning import forsendelsessvar

        def skriv(sendt: Sequence[Udfoert]) -> None:
            kort = tekst("afstemning.svar.sendt", modtager=system, antal=antal(len(sendt)))
            aflever(forsendelsessvar(sendt, system), valgt, bestilling.fil, kort)

        udfoersel.send(system, hvem=hvem or getpass.getuser(), hvorfor=hvorfor, aflever=skriv)


def traek(fakta_id: str, hvem: str | None, hvorfor: str) -> None:
    """Take back what has not come back."""
    nummer = spoergsmaal.heltal(fakta_id, "FAKTA_ID")
    with aaben_lagring():
        from rettidig.sager.services import udfoersel

        udfoersel.traek(nummer, hvem=hvem or getpass.getuser(), hvorfor=hvorfor)
    aflever_tekst(tekst("afstemning.svar.trukket", nummer=nummer), None)
