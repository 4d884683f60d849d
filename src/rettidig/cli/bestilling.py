"""What most commands have in common: an extract is read, a form of answer is chosen, the answer is delivered."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rettidig.cli.skrivning import til_fejlstroem, til_fil, til_uddata
from rettidig.cli.tabel import fodnoter, som_lang_tabel, som_tabel
from rettidig.forloeb import Datasaet, Rapport, laes_datasaet
from rettidig.forloeb.lager import Lager, aabn_lager, er_lagerfil
from rettidig.sprog import tekst
from rettidig.svar import maskinformat
from rettidig.svar.dansk_form import antal
from rettidig.svar.fejl import Brugerfejl, som_brugerfejl
from rettidig.svar.kolonnesvar import Kolonnesvar
from rettidig.svar.model import Format, Svar


@dataclass(frozen=True)
class Bestilling:
    """The options every answer takes, as they were written."""

    data: str
    format: str | None = None
    ud: str | None = None
    kilde: str | None = None
    valg: tuple[str, ...] = ()
    master: str | None = None

    @property
    def fil(self) -> Path | None:
        """The file the answer is to be written to, ``None`` for standard output."""
        if self.ud is not None and not self.ud.strip():
            raise Brugerfejl(tekst("cli.tom_vaerdi", indstilling="--ud"))
        return None if self.ud is None else Path(self.ud)

    def laes(self, *, sig_til: bool = True) -> Datasaet:
        """Read the extract; rows set aside never stop an answer, but are counted on standard error."""
        if not self.data.strip():
            raise Brugerfejl(tekst("cli.tom_vaerdi", indstilling="DATA"))
        if self.data.startswith("db:"):
            from rettidig.cli.lagring import hent

            data = hent(self.data, self.kilde)
            if sig_til:
                self.sig_til(data.rapport)
            return data
        with som_brugerfejl():
            try:
                data = laes_datasaet(self.data, self.kilde)
            except OSError:
                raise Brugerfejl(tekst("forloeb.kan_ikke_aabnes", fil=self.data)) from None
        if sig_til:
            self.sig_til(data.rapport)
        return data

    def aabn(self) -> Datasaet | Lager:
        """Read the extract, or open the store without reading its citizens; what was set aside is told alike."""
        if self.kilde is not None or not er_lagerfil(self.data):
            return self.laes()
        with som_brugerfejl():
            lager = aabn_lager(self.data)
            rapport = lager.rapport
        self.sig_til(rapport)
        return lager

    def sig_til(self, rapport: Rapport) -> None:
        """Count on standard error what was set aside."""
        if rapport.sat_til_side:
            til_fejlstroem(
                tekst(
                    "cli.sat_til_side",
                    antal=antal(rapport.sat_til_side),
                    laest=antal(rapport.laest),
                    data=self.data,
                )
            )


def aflever(svar: Svar, form: Format, fil: Path | None, kort: str) -> None:
    """Write an answer in the form asked for, to the file or to standard output."""
    stykker = _i_form(svar, form, fil, kort)
    if fil is None:
        til_uddata(stykker)
    else:
        til_fil(fil, stykker)
        til_fejlstroem(tekst("cli.skrevet", antal=antal(len(svar.raekker)), fil=fil))
    if form in {"csv", "parquet"}:
        for linje in filter(None, fodnoter(svar)):
            til_fejlstroem(linje)


def aflever_tekst(indhold: str, fil: Path | None) -> None:
    """Write a text that has a form of its own."""
    aflever_stykker([som_bytes(indhold, fil)], fil)


def aflever_stykker(stykker: Iterable[bytes], fil: Path | None) -> None:
    """Write what is already in its form."""
    if fil is None:
        til_uddata(stykker)
    else:
        til_fil(fil, stykker)
        til_fejlstroem(tekst("cli.skrevet_fil", fil=fil))


def skaermbredde() -> int | None:
    """The width of the terminal the answer is shown on; ``None`` when it goes elsewhere."""
    if not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size

    return get_terminal_size().columns


def som_bytes(indhold: str, fil: Path | None) -> bytes:
    """A text in the encoding of where it goes; what a terminal cannot show becomes ``?``."""
    kodning = "utf-8" if fil is not None else (sys.stdout.encoding or "utf-8")
    return (indhold if indhold.endswith("\n") else f"{indhold}\n").encode(kodning, errors="replace")


def _i_form(svar: Svar, form: Format, fil: Path | None, kort: str) -> Iterable[bytes]:
    match form:
        case "json":
            return maskinformat.som_json(svar)
        case "csv":
            return maskinformat.som_csv(svar)
        case "parquet":
            if fil is None and sys.stdout.isatty():
                raise Brugerfejl(tekst("cli.parquet_paa_skaerm"))
            return maskinformat.som_parquet(svar)
        case "tabel":
            bredde = None if fil is not None else skaermbredde()
            if bredde is None and isinstance(svar.raekker, Kolonnesvar):
                return (som_bytes(stykke, fil) for stykke in som_lang_tabel(svar, svar.raekker, kort))
            return [som_bytes(som_tabel(svar, bredde, kort), fil)]
