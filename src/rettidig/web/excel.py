"""An answer as a workbook: the rows with types and Danish number forms, and a sheet that says what they are.

Nothing from the data is ever a formula: every text is written as text. Shares are written as numbers in percent form,
dates as dates, so that the reader's own program shows them as it shows others.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.text import slugify

from rettidig.sprog import tekst
from rettidig.svar.model import Kolonne, Slags, Svar, programversion

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORM = {
    Slags.DATO: "yyyy-mm-dd",
    Slags.HELTAL: "#,##0",
    Slags.ANDEL: "0.0%",
    Slags.PROCENT: '0" %"',
    Slags.TAL: "#,##0.00",
}
_BREDDE = {Slags.TEKST: 22, Slags.CITAT: 30}
_SMAL = 13
_OM_BREDDE = (18, 90)
_BOGSTAVER = (("æ", "ae"), ("ø", "oe"), ("å", "aa"), ("Æ", "Ae"), ("Ø", "Oe"), ("Å", "Aa"))


def regneark(
    svar: Svar, titel: str, kilder: Iterable[tuple[str, str]] = (), flere: Iterable[tuple[str, Svar]] = ()
) -> bytes:
    """The workbook. ``kilder`` are further lines of what the figures rest on, each a heading and a sentence.

    ``flere`` are further sheets by name; what they are is told by the first one's sheet about itself.
    """
    ud = io.BytesIO()
    bog = xlsxwriter.Workbook(
        ud,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    bog.set_properties({"title": titel, "author": "", "created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001
    fed = bog.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    former = {slags: bog.add_format({"num_format": form}) for slags, form in _FORM.items()}
    for navn, et in ((tekst("web.excel.ark"), svar), *flere):
        _ark(bog.add_worksheet(navn), et, fed, former)
    om = bog.add_worksheet(tekst("web.excel.om"))
    for nr, bredde in enumerate(_OM_BREDDE):
        om.set_column(nr, nr, bredde)
    om.write_string(0, 0, titel, bog.add_format({"bold": True, "font_size": 14}))
    ombrudt = bog.add_format({"text_wrap": True, "valign": "top"})
    for nr, (navn, saetning) in enumerate(_om(svar, kilder), start=2):
        om.write_string(nr, 0, navn, ombrudt)
        om.write_string(nr, 1, saetning, ombrudt)
    bog.close()
    return ud.getvalue()


def som_fil(
    svar: Svar, titel: str, kilder: Iterable[tuple[str, str]] = (), flere: Iterable[tuple[str, Svar]] = ()
) -> HttpResponse:
    """The workbook as a download, named after its title. A title holds no name and no number of a person."""
    return HttpResponse(
        regneark(svar, titel, kilder, flere),
        content_type=EXCEL,
        headers={
            "Content-Disposition": f'attachment; filename="{slugify(_ascii(titel)) or "rettidig"}.xlsx"',
            "Cache-Control": "no-store",
        },
    )


def tabel(kolonner: Sequence[Kolonne], raekker: Sequence[Mapping[str, Any]], pr: dt.date | None = None) -> Svar:
    """Rows that are no answer of the engine, such as those beneath a picture, in the shape of one."""
    return Svar(kolonner=tuple(kolonner), raekker=raekker, pr=pr, lov=None)


def som_raekke(kolonner: Sequence[Kolonne], *celler: object) -> dict[str, object]:
    """A row of a table, its cells in the order of the columns; raises ``ValueError`` where there are not as many."""
    return {kolonne.navn: celle for kolonne, celle in zip(kolonner, celler, strict=True)}


def afkortet(vist: int, antal: int) -> list[tuple[str, str]]:
    """What a workbook must say where it holds the first of more; nothing where it holds all."""
    if vist >= antal:
        return []
    return [(tekst("web.excel.forbehold"), tekst("web.liste.de_foerste", vist=vist, antal=antal))]


def _om(svar: Svar, kilder: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    linjer = [(tekst("web.excel.program"), programversion())]
    if svar.pr is not None:
        linjer.append((tekst("web.excel.pr"), svar.pr.isoformat()))
    if svar.lov is not None:
        linjer.append((tekst("web.excel.lov"), svar.lov))
    linjer += [(navn, str(vaerdi)) for navn, vaerdi in svar.spoergsmaal.items() if vaerdi is not None]
    linjer += [(navn, saetning) for navn, saetning in kilder]
    linjer += [(tekst("web.excel.forbehold"), linje.tekst) for linje in svar.forbehold]
    linjer += [(navn, vaerdi) for navn, vaerdi in svar.valg.items() if navn in svar.fravegne]
    return linjer


def _ark(ark: Any, svar: Svar, fed: Any, former: Mapping[Slags, Any]) -> None:
    """One sheet of rows under their headings."""
    ark.freeze_panes(1, 0)
    for nr, kolonne in enumerate(svar.kolonner):
        ark.set_column(nr, nr, _BREDDE.get(kolonne.slags, _SMAL))
        ark.write_string(0, nr, kolonne.navn, fed)
    sidste = 0
    for sidste, raekke in enumerate(svar.raekker, start=1):
        for nr, kolonne in enumerate(svar.kolonner):
            _skriv(ark, sidste, nr, raekke[kolonne.navn], kolonne, former)
    if svar.kolonner:
        ark.autofilter(0, 0, sidste, len(svar.kolonner) - 1)
    ark.set_landscape()
    ark.repeat_rows(0)
    ark.fit_to_pages(1, 0)


def _skriv(ark: Any, r: int, k: int, vaerdi: Any, kolonne: Kolonne, former: Mapping[Slags, Any]) -> None:
    if vaerdi is None:
        return
    match kolonne.slags:
        case Slags.DATO if isinstance(vaerdi, dt.date):
            ark.write_datetime(r, k, vaerdi, former[Slags.DATO])
        case Slags.ANDEL:
            ark.write_number(r, k, float(Fraction(vaerdi)), former[Slags.ANDEL])
        case Slags.HELTAL | Slags.PROCENT | Slags.TAL:
            ark.write_number(r, k, float(vaerdi), former[kolonne.slags])
        case Slags.JANEJ:
            ark.write_string(r, k, tekst("cli.ja") if vaerdi else tekst("cli.nej"))
        case _:
            ark.write_string(r, k, str(vaerdi))


def _ascii(titel: str) -> str:
    for bogstav, skrevet in _BOGSTAVER:
        titel = titel.replace(bogstav, skrevet)
    return titel
