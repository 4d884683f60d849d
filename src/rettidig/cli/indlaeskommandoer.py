"""The commands that bring an extract into the store, tell who did what, and undo it."""

from __future__ import annotations

import getpass
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from rettidig.cli.bestilling import Bestilling, aflever, aflever_tekst
from rettidig.cli.fremdrift import Fremdrift
from rettidig.cli.lagring import LAGRING, aaben_lagring
from rettidig.cli.skrivning import til_fejlstroem
from rettidig.forloeb import Fundblok, Rapport, laes_kilde
from rettidig.forloeb.lager.udtraeksstroem import aabn_udtraek
from rettidig.sprog import tekst
from rettidig.svar import spoergsmaal
from rettidig.svar.dansk_form import antal
from rettidig.svar.fejl import Brugerfejl, som_brugerfejl
from rettidig.svar.model import Kolonne, Raekke, Slags, Svar

if TYPE_CHECKING:
    from rettidig.sager.services.indlaesning import Forhaandsvisning

_TAL = ("laest", "sat_til_side", "nye", "aendrede", "lukkede", "uaendrede", "andetsteds")
_INDLAES = (Kolonne("tabel"), *(Kolonne(navn, Slags.HELTAL) for navn in _TAL))
_HANDLINGER = (
    Kolonne("nummer", Slags.HELTAL),
    *map(Kolonne, ("tidspunkt", "slags", "kilde", "hvem", "hvorfor")),
    *(Kolonne(navn, Slags.HELTAL) for navn in ("nye", "aendrede", "lukkede")),
    Kolonne("fortrudt_af", Slags.HELTAL),
)
_FLEST_GRUNDE = 30
_STANDARDKILDE = "kontrakt"


def indlaes(
    bestilling: Bestilling, proeve: bool, fagsystem: str | None, hvem: str | None, hvorfor: str, *, luk_mange: bool
) -> None:
    """Import an extract, or with ``proeve`` say what importing it would do; one row per table."""
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    if bestilling.data.startswith(LAGRING):
        raise Brugerfejl(tekst("lagring.ikke_sig_selv"))
    with Fremdrift() as frem, som_brugerfejl():
        frem.trin(tekst("cli.trin.laeser"))
        if not bestilling.data.strip():
            raise Brugerfejl(tekst("cli.tom_vaerdi", indstilling="DATA"))
        try:
            data = aabn_udtraek(bestilling.data, bestilling.kilde)
        except OSError:
            raise Brugerfejl(tekst("forloeb.kan_ikke_aabnes", fil=bestilling.data)) from None
        with aaben_lagring():
            from rettidig.sager.services import indlaesning

            def trin(hvad: str, tabel: str) -> None:
                frem.trin(tekst(f"lagring.trin.{hvad}", tabel=tabel))

            kilde = fagsystem or (laes_kilde(bestilling.kilde).navn if bestilling.kilde else _STANDARDKILDE)
            if proeve:
                visning = indlaesning.forhaandsvis(data, kilde, trin)
                kort = tekst("lagring.svar.proeve", data=bestilling.data, kilde=kilde)
            else:
                indlaest = indlaesning.indlaes(
                    data,
                    kilde,
                    hvem=hvem or _bruger(),
                    hvorfor=hvorfor,
                    sted=Path(bestilling.data).name,
                    luk_mange=luk_mange,
                    trin=trin,
                )
                visning = indlaest.visning
                kort = tekst(
                    "lagring.svar.indlaest",
                    data=bestilling.data,
                    kilde=kilde,
                    nummer=indlaest.handling.pk,
                    tid=indlaest.tidspunkt.tid.isoformat(),
                )
                if indlaest.tidspunkt.bagud:
                    til_fejlstroem(tekst("lagring.ur_bagud", tid=indlaest.tidspunkt.tid.isoformat()))
    _sig_grundene(visning.rapport)
    if visning.fravaerende:
        til_fejlstroem(tekst("lagring.fravaerende", tabeller=", ".join(visning.fravaerende)))
    if proeve and visning.lukker_mange:
        til_fejlstroem(tekst("lagring.vil_lukke_mange"))
    aflever(Svar(_INDLAES, _raekker(visning), None, None, visning), form, bestilling.fil, kort)


def handlinger(form: str | None, ud: str | None) -> None:
    """Every import, correction and undoing, latest first."""
    bestilling = Bestilling("db:", form, ud)
    valgt = spoergsmaal.svarformat(form, bestilling.fil)
    with aaben_lagring():
        from rettidig.sager.selectors.handlinger import handlinger as hent
        from rettidig.sager.selectors.kendt import kendt_nu

        raekker: list[Raekke] = []
        for handling in hent(kendt_nu()):
            fortrudt = getattr(handling, "fortrudt_af", None)
            sum_ = {n: sum(tal[n] for tal in handling.tal.values()) for n in ("nye", "aendrede", "lukkede")}
            raekker.append(
                {
                    "nummer": handling.pk,
                    "tidspunkt": handling.tidspunkt.isoformat(),
                    **{n: getattr(handling, n) or None for n in ("slags", "kilde", "hvem", "hvorfor")},
                    **(sum_ if handling.tal else dict.fromkeys(sum_)),
                    "fortrudt_af": None if fortrudt is None else fortrudt.pk,
                }
            )
    aflever(Svar(_HANDLINGER, raekker, None, None), valgt, bestilling.fil, tekst("lagring.svar.handlinger"))


def fortryd(nummer: str, hvem: str | None, hvorfor: str) -> None:
    """Undo an act, and say what was left alone because it has been changed since."""
    valgt = spoergsmaal.heltal(nummer, "NUMMER")
    with aaben_lagring():
        from rettidig.sager.services.fortrydelse import fortryd as fortryd_handling

        svar = fortryd_handling(valgt, hvem=hvem or _bruger(), hvorfor=hvorfor)
    aflever_tekst(
        tekst(
            "lagring.svar.fortrudt",
            nummer=valgt,
            ny=svar.handling.pk,
            lukket=antal(svar.lukket),
            genaabnet=antal(svar.genaabnet),
            siden=antal(svar.aendret_siden),
        ),
        None,
    )


def _raekker(visning: Forhaandsvisning) -> list[Raekke]:
    return [
        {
            "tabel": navn,
            "laest": visning.rapport.tal[navn].laest,
            "sat_til_side": visning.rapport.tal[navn].sat_til_side,
            **asdict(egne),
        }
        for navn, egne in visning.tal.items()
    ]


def _sig_grundene(rapport: Rapport) -> None:
    """Why rows were set aside, one line per table, column and reason, on standard error."""
    grunde = [blok for blok in rapport.blokke if blok.art == "sat_til_side"]
    for blok in grunde[:_FLEST_GRUNDE]:
        foerste = next(islice(blok, 1)) if isinstance(blok, Fundblok) else blok
        antal_raekker = len(blok) if isinstance(blok, Fundblok) else blok.antal
        til_fejlstroem(
            tekst("lagring.sat_til_side", tabel=blok.tabel, antal=antal(antal_raekker), grund=foerste.tekst())
        )
    if len(grunde) > _FLEST_GRUNDE:
        til_fejlstroem(tekst("lagring.flere_grunde", antal=antal(len(grunde) - _FLEST_GRUNDE)))


def _bruger() -> str:
    return getpass.getuser()
