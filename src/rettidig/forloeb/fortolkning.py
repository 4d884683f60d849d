"""Turns a column of text into a typed column, noting which rows have which fault.

A column is reduced to its distinct values first, and only those are read one by one: exact, slow reading costs nothing
where a million rows share a few thousand dates. Columns of free text and ids, where nearly every value may be distinct,
are sifted by pattern, and only values that look odd are read one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rettidig.forloeb import celler
from rettidig.forloeb.celler import Celle
from rettidig.forloeb.fundsamling import Maske
from rettidig.forloeb.kilde import Tabelkilde
from rettidig.forloeb.koder import kodeliste
from rettidig.forloeb.kontrakt import Kolonne, Type
from rettidig.forloeb.visning import ligner_cpr
from rettidig.tidslinje import calendar

# A text matching this may be a formula, an error value, hold control characters or be a number (ids: CPR, 350.0, 1E+9).
_SAER_TEKST = "^[=#]|[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\x{FFFD}]"
_SAER_ID = _SAER_TEKST + "|^[0-9][0-9.,eE+ -]*$|[0-9]{2}[ ./-]?[0-9]{2}[ ./-]?[0-9]{2}[ ./-]{0,3}[0-9]{4}"

# What an address, an index and a list can hold: one longer value would stop all that stands beside it. A reason is
# only ever shown with its row, and may be as long as it is.
_LAENGST = {Type.ID: 200, Type.TEKST: 600}


@dataclass(frozen=True)
class Fortolket:
    """A typed column with the rows at fault (``fejl``) and the rows to remark on (``varsler``), by machine id.

    A row at fault is null in ``vaerdier``.
    """

    vaerdier: pa.Array
    fejl: Mapping[str, Maske] = field(default_factory=dict)
    varsler: Mapping[str, Maske] = field(default_factory=dict)


def fortolk(raa: pa.Array, kolonne: Kolonne, kilde: Tabelkilde, oversaettelse: Mapping[str, str | None]) -> Fortolket:
    """Read one column: trim, translate codes by the mapping, type, check, and fill the default in."""
    kodet = raa.dictionary_encode()
    ordbog = pc.utf8_trim_whitespace(kodet.dictionary)
    if kolonne.type in (Type.ID, Type.TEKST) and not oversaettelse:
        afgjort = _sigt(ordbog, kolonne)
    else:
        laes = _laeser(kolonne, kilde, oversaettelse)
        celler_ = [_laes_celle(tekst, laes) for tekst in ordbog.to_pylist()]
        afgjort = _Afgjort(
            _byg([celle.vaerdi for celle in celler_], kolonne),
            {nr: celle.fejl for nr, celle in enumerate(celler_) if celle.fejl},
            {nr: celle.varsel for nr, celle in enumerate(celler_) if celle.varsel},
        )
    if not kolonne.fritekst and (laengst := _LAENGST.get(kolonne.type)) is not None:
        afgjort = _uden_lange(afgjort, laengst)
    vaerdier = afgjort.vaerdier.take(kodet.indices)
    fejl = _spred(afgjort.fejl, kodet.indices, len(ordbog))
    if kolonne.standard is not None:
        vaerdier = _udfyld(vaerdier, kolonne, fejl.values())
    if kolonne.kraevet:
        mangler = _maske(vaerdier.is_null())
        for maske in fejl.values():
            mangler &= ~maske
        fejl["mangler_vaerdi"] = mangler
    return Fortolket(vaerdier, fejl, _spred(afgjort.varsler, kodet.indices, len(ordbog)))


def konstant(vaerdi: str, antal: int) -> pa.Array:
    """A raw column with one value in every row."""
    return pa.repeat(pa.scalar(vaerdi, pa.string()), antal)


@dataclass(frozen=True)
class _Afgjort:
    """The distinct values of a column, read: values in dictionary order, faults and remarks by dictionary number."""

    vaerdier: pa.Array
    fejl: Mapping[int, str]
    varsler: Mapping[int, str]


def _laes_celle(tekst: str | None, laes: Callable[[str], Celle]) -> Celle:
    if not tekst:
        return Celle()
    fejl = celler.tekstfejl(tekst)
    return Celle(fejl=fejl) if fejl else laes(tekst)


def _laeser(kolonne: Kolonne, kilde: Tabelkilde, oversaettelse: Mapping[str, str | None]) -> Callable[[str], Celle]:
    form, tegn = kilde.datoform, kilde.decimaltegn
    if form is None or tegn is None:
        raise ValueError("the table's settings must be filled in by Kilde.samlet first")
    aabne = {vaerdi.casefold() for vaerdi in kilde.slut_aaben or ()}
    fremmed = {fra.strip().casefold(): til for fra, til in oversaettelse.items()}

    def slutdato(tekst: str) -> Celle:
        return Celle() if tekst.casefold() in aabne else celler.laes_slutdato(tekst, form)

    laesere: dict[Type, Callable[[str], Celle]] = {
        Type.ID: _laes_id,
        Type.TEKST: Celle,
        Type.KOMMUNE: celler.laes_kommune,
        Type.DATO: lambda tekst: celler.laes_dato(tekst, form),
        Type.SLUTDATO: slutdato,
        Type.MAANED: lambda tekst: celler.laes_maaned(tekst, form),
        Type.JANEJ: celler.laes_janej,
        Type.HELTAL: lambda tekst: celler.laes_tal(tekst, kolonne, tegn),
        Type.TAL: lambda tekst: celler.laes_tal(tekst, kolonne, tegn),
    }
    egen = _kodelaeser(kolonne.liste) if kolonne.liste is not None else laesere[kolonne.type]
    if not fremmed:
        return egen
    aaben = kolonne.liste is not None and kodeliste(kolonne.liste).aaben

    def oversat(tekst: str) -> Celle:
        if tekst.casefold() not in fremmed:
            return egen(tekst) if aaben else Celle(fejl="ukendt_kode")
        ny = fremmed[tekst.casefold()]
        return Celle() if ny is None else egen(ny)

    return oversat


def _kodelaeser(liste: str) -> Callable[[str], Celle]:
    kendte = {kode.kode for kode in kodeliste(liste).koder}
    aaben = kodeliste(liste).aaben

    def laes(tekst: str) -> Celle:
        kode = tekst.casefold()
        if kode in kendte:
            return Celle(kode)
        return Celle(tekst, varsel="ukendt_kode_beholdt") if aaben else Celle(fejl="ukendt_kode")

    return laes


def _laes_id(tekst: str) -> Celle:
    return Celle(fejl="ligner_cpr") if ligner_cpr(tekst) else celler.laes_id(tekst)


def _sigt(ordbog: pa.Array, kolonne: Kolonne) -> _Afgjort:
    """Free text and ids: whole columns at a time, only odd-looking values one by one."""
    er_id = kolonne.type is Type.ID
    som_id = er_id or kolonne.fra_regneark
    vaerdier = pc.if_else(pc.equal(ordbog, ""), pa.scalar(None, ordbog.type), ordbog)
    saere = np.flatnonzero(_maske(pc.match_substring_regex(vaerdier, _SAER_ID if som_id else _SAER_TEKST)))
    fejl: dict[int, str] = {}
    varsler: dict[int, str] = {}
    nye = np.asarray(vaerdier.to_numpy(zero_copy_only=False)) if len(saere) else None
    aendret = False
    for nr, tekst in zip(saere.tolist(), vaerdier.take(pa.array(saere)).to_pylist(), strict=True):
        celle = _laes_celle(tekst, _laes_id if er_id else celler.laes_id if som_id else Celle)
        if celle.varsel:
            varsler[nr] = celle.varsel
        if celle.fejl:
            fejl[nr] = celle.fejl
        if nye is not None and celle.vaerdi != tekst:
            nye[nr], aendret = celle.vaerdi, True
    return _Afgjort(pa.array(nye, pa.string()) if aendret else vaerdier, fejl, varsler)


def _uden_lange(afgjort: _Afgjort, laengst: int) -> _Afgjort:
    for_lange = _maske(pc.greater(pc.utf8_length(afgjort.vaerdier), laengst))
    if not for_lange.any():
        return afgjort
    fejl = {**afgjort.fejl, **dict.fromkeys(np.flatnonzero(for_lange).tolist(), "for_lang")}
    tomme = pa.scalar(None, afgjort.vaerdier.type)
    return _Afgjort(pc.if_else(pa.array(for_lange), tomme, afgjort.vaerdier), fejl, afgjort.varsler)


def _byg(vaerdier: list[int | str | bool | None], kolonne: Kolonne) -> pa.Array:
    if kolonne.type in (Type.DATO, Type.SLUTDATO, Type.MAANED):
        return pa.array(vaerdier, pa.int32()).cast(pa.date32())
    return pa.array(vaerdier, kolonne.arrow_type())


def _udfyld(vaerdier: pa.Array, kolonne: Kolonne, fejl: Iterable[Maske]) -> pa.Array:
    """Fill the default into empty cells, not into cells at fault."""
    tomme = _maske(vaerdier.is_null())
    for maske in fejl:
        tomme &= ~maske
    standard = str(kolonne.standard)
    if kolonne.type is Type.TAL:
        fyld = pa.scalar(int(standard) * 10**kolonne.decimaler, kolonne.arrow_type())
    else:
        fyld = pa.scalar(standard, pa.string())
    return pc.if_else(pa.array(tomme), fyld, vaerdier)


def _spred(koder: Mapping[int, str], indekser: pa.Array, antal: int) -> dict[str, Maske]:
    """From reasons per distinct value to rows per reason."""
    if not koder:
        return {}
    plads = np.asarray(pc.fill_null(indekser, antal).to_numpy(zero_copy_only=False))
    masker: dict[str, Maske] = {}
    for kode in sorted(set(koder.values())):
        ramt = np.zeros(antal + 1, dtype=np.bool_)
        ramt[[nr for nr, egen in koder.items() if egen == kode]] = True
        masker[kode] = ramt[plads]
    return masker


def _maske(boolsk: pa.Array) -> Maske:
    return np.asarray(pc.fill_null(boolsk, False).to_numpy(zero_copy_only=False), dtype=np.bool_)


def dage(kolonne: pa.Array) -> calendar.DayArray:
    """A date column as epoch days, ``NO_DAY`` where it is null."""
    return np.asarray(pc.fill_null(kolonne.cast(pa.int32()), calendar.NO_DAY).to_numpy(zero_copy_only=False), np.int32)


def datoer(dage_: calendar.DayArray) -> pa.Array:
    """Epoch days as a date column, null where there is no day."""
    return pa.array(dage_, pa.int32(), mask=dage_ == calendar.NO_DAY).cast(pa.date32())
