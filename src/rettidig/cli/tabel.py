"""Answers for readers: a table fitted to the terminal, its reservations as footnotes, and the number of rows."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rettidig.sprog import tekst
from rettidig.svar.dansk_form import antal, vist
from rettidig.svar.model import Kolonne, Slags, Svar

if TYPE_CHECKING:
    from rettidig.svar.kolonnesvar import Kolonnesvar

FLEST_PAA_SKAERM = 200
_HOEJRE = frozenset({Slags.HELTAL, Slags.ANDEL, Slags.PROCENT, Slags.TAL})
_MELLEMRUM = "  "
_MINDSTE_BREDDE = 40
_LAENGSTE_UBRUDTE = 11


def som_tabel(svar: Svar, skaermbredde: int | None, kort: str) -> str:
    """The whole answer as text.

    ``skaermbredde`` is the width of the terminal, or ``None`` where the text goes elsewhere: then every row is given
    and no line is broken. ``kort`` says in one line what the rows are.
    """
    raekker: Sequence[Any] = svar.raekker
    udeladt = 0
    if skaermbredde is not None and len(raekker) > FLEST_PAA_SKAERM:
        udeladt = len(raekker) - FLEST_PAA_SKAERM
        raekker = raekker[:FLEST_PAA_SKAERM]
    celler = [[vist(raekke[k.navn], k) for k in svar.kolonner] for raekke in raekker]
    dele = [kort, ""]
    if celler:
        dele += [lagt_i_kolonner(svar.kolonner, celler, skaermbredde), ""]
    dele.append(_antal_raekker(len(svar.raekker), udeladt))
    dele += fodnoter(svar)
    return "\n".join(dele) + "\n"


def som_lang_tabel(svar: Svar, raekker: Kolonnesvar, kort: str) -> Iterator[str]:
    """The same text as :func:`som_tabel` gives where no line is broken, piece by piece."""
    from rettidig.svar.kolonneskrivning import bredder, linjer, samlet, uden_luft_bag

    yield f"{kort}\n\n"
    if len(raekker):
        fundne = bredder(raekker, svar.kolonner, vist)
        pr_kolonne = {k.navn: max(len(k.navn), bredde) for k, bredde in zip(svar.kolonner, fundne, strict=True)}

        def celle(vaerdi: Any, kolonne: Kolonne) -> str:
            return _sat(vist(vaerdi, kolonne), kolonne, pr_kolonne[kolonne.navn])

        yield _lige(svar.kolonner, [], list(pr_kolonne.values())) + "\n"
        for tabel in raekker.tabeller():
            yield samlet(uden_luft_bag(linjer(tabel, svar.kolonner, celle, _MELLEMRUM)), "\n").decode()
        yield "\n"
    yield "\n".join([_antal_raekker(len(raekker), 0), *fodnoter(svar)]) + "\n"


def lagt_i_kolonner(kolonner: Sequence[Kolonne], celler: Sequence[Sequence[str]], skaermbredde: int | None) -> str:
    """Rows of cells under their headings; on a narrow terminal long cells go on below, nothing is cut off."""
    bredder = [
        max(len(kolonne.navn), *(len(raekke[nr]) for raekke in celler)) if celler else len(kolonne.navn)
        for nr, kolonne in enumerate(kolonner)
    ]
    if skaermbredde is None or sum(bredder) + len(_MELLEMRUM) * (len(bredder) - 1) <= skaermbredde:
        return _lige(kolonner, celler, bredder)
    bredde = max(skaermbredde, _MINDSTE_BREDDE)
    mindst = sum(min(b, _LAENGSTE_UBRUDTE) for b in bredder) + len(_MELLEMRUM) * len(bredder)
    return _brudt(kolonner, celler, bredde) if mindst <= bredde else _kort_pr_raekke(kolonner, celler, bredde)


def fodnoter(svar: Svar) -> list[str]:
    """The reservations with their mark, the switches with the value used, and the tables that were absent."""
    linjer = [forbeholdslinje(linje.maerke, linje.tekst) for linje in svar.forbehold]
    if svar.valg:
        brugte = ", ".join(
            f"{navn}={vaerdi}" + (f" ({tekst('cli.fraveget')})" if navn in svar.fravegne else "")
            for navn, vaerdi in svar.valg.items()
        )
        linjer.append(tekst("cli.valg_brugt", valg=brugte))
    if svar.data is not None and svar.data.fravaerende:
        linjer.append(tekst("cli.fravaerende", tabeller=", ".join(svar.data.fravaerende)))
    return ["", *linjer] if linjer else []


def forbeholdslinje(maerke: str, saetning: str) -> str:
    """One reservation, led by its mark in words."""
    return f"[{maerke}] {tekst(f'cli.maerke.{maerke}')}: {saetning}"


def _antal_raekker(alle: int, udeladt: int) -> str:
    if udeladt:
        return tekst("cli.raekker_vist", vist=antal(alle - udeladt), alle=antal(alle))
    return tekst("cli.en_raekke") if alle == 1 else tekst("cli.raekker", antal=antal(alle))


def _lige(kolonner: Sequence[Kolonne], celler: Iterable[Sequence[str]], bredder: Sequence[int]) -> str:
    def linje(felter: Iterable[str]) -> str:
        sat = (_sat(felt, kolonne, bredde) for felt, kolonne, bredde in zip(felter, kolonner, bredder, strict=True))
        return _MELLEMRUM.join(sat).rstrip()

    streg = _MELLEMRUM.join("─" * bredde for bredde in bredder)
    return "\n".join([linje(kolonne.navn for kolonne in kolonner), streg, *(linje(raekke) for raekke in celler)])


def _sat(felt: str, kolonne: Kolonne, bredde: int) -> str:
    """A cell in the width of its column, numbers to the right."""
    return felt.rjust(bredde) if kolonne.slags in _HOEJRE else felt.ljust(bredde)


def _kort_pr_raekke(kolonner: Sequence[Kolonne], celler: Iterable[Sequence[str]], bredde: int) -> str:
    """Where the terminal is too narrow for a table: every row as a few lines of ``column: value``."""
    kort = []
    for raekke in celler:
        led = [f"{kolonne.navn}: {celle}" for kolonne, celle in zip(kolonner, raekke, strict=True)]
        linjer = [""]
        for stykke in led:
            proevet = f"{linjer[-1]}{' · ' if linjer[-1] else ''}{stykke}"
            if linjer[-1] and len(proevet) > bredde:
                linjer.append(f"  {stykke}")
            else:
                linjer[-1] = proevet
        kort.append("\n".join(linjer))
    return "\n".join(kort)


def _brudt(kolonner: Sequence[Kolonne], celler: Iterable[Sequence[str]], bredde: int) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    lag = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_lines=False)
    for kolonne in kolonner:
        lag.add_column(
            kolonne.navn,
            overflow="fold",
            justify="right" if kolonne.slags in _HOEJRE else "left",
            no_wrap=kolonne.slags is Slags.DATO,
        )
    for raekke in celler:
        lag.add_row(*raekke)
    uddata = io.StringIO()
    Console(file=uddata, width=bredde, color_system=None, markup=False, highlight=False, emoji=False).print(lag)
    return "\n".join(linje.rstrip() for linje in uddata.getvalue().strip("\n").split("\n"))
