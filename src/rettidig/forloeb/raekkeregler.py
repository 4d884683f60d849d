"""What a row may not be beside its neighbours and its own other cells: reversed, repeated, ownerless, overlapping."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from rettidig.forloeb.fortolkning import dage, datoer
from rettidig.forloeb.fundsamling import Fundsamling, Maske
from rettidig.forloeb.kilde import ManglendeSlut, SlutEr, Tabelkilde
from rettidig.forloeb.koder import koder
from rettidig.forloeb.kontrakt import Kolonne, Tabel
from rettidig.tidslinje import calendar

Kolonner = dict[str, pa.Array]
_GRUNDTAL = np.uint64(0x9E3779B97F4A7C15)
_SKIFT = np.uint64(29)


def saet_slut(kolonner: Kolonner, raa: Mapping[str, pa.Array], kilde: Tabelkilde, fund: Fundsamling) -> None:
    """Make ``til`` the first day after the spell, fill in what a missing end means, and set reversed spells aside."""
    fra, til = dage(kolonner["fra"]), dage(kolonner["til"])
    mangler = (til == calendar.NO_DAY) & ~fund.afvist
    slut = til if kilde.slut_er is SlutEr.EKSKLUSIV else calendar.add_days(til, 1)
    match kilde.mangler_slut:
        case ManglendeSlut.FEJL:
            fund.saet_til_side("mangler_slut", "til", mangler & _tom(raa["til"]), raa["til"])
        case ManglendeSlut.SAMME_DAG:
            slut = np.where(mangler & _tom(raa["til"]), calendar.add_days(fra, 1), slut).astype(np.int32)
        case ManglendeSlut.MAANEDENS_SLUTNING:
            slut = np.where(mangler & _tom(raa["til"]), calendar.add_days(calendar.month_end(fra), 1), slut).astype(
                np.int32
            )
        case _:
            pass
    omvendt = (fra != calendar.NO_DAY) & (slut != calendar.NO_DAY) & (slut <= fra) & ~fund.afvist
    fund.saet_til_side("omvendt_periode", "til", omvendt, raa["til"])
    kolonner["til"] = datoer(slut)


def kontroller_graenser(navn: str, spec: Kolonne, kolonne: pa.Array, raa: pa.Array, fund: Fundsamling) -> None:
    """Remark on dates far in the past or the future."""
    vaerdier = dage(kolonne)
    kendt = vaerdier != calendar.NO_DAY
    if spec.tidligst is not None:
        graense = spec.tidligst
        fund.advar("fjern_fortid", navn, kendt & (vaerdier < calendar.to_day(graense)), raa, graense.isoformat())
    if spec.senest is not None:
        graense = spec.senest
        fund.advar("fjern_fremtid", navn, kendt & (vaerdier > calendar.to_day(graense)), raa, graense.isoformat())


def kontroller_brugsdage(navn: str, spec: Kolonne, kolonner: Kolonner, raa: pa.Array, fund: Fundsamling) -> None:
    """Remark on codes used outside their days; the day of a row is its ``fra`` or its ``dato``."""
    dagskolonne = kolonner.get("fra", kolonner.get("dato"))
    if dagskolonne is None or spec.liste is None:
        return
    dag = dage(dagskolonne)
    for kode in koder(spec.liste):
        if kode.fra is None and kode.til is None:
            continue
        uden_for = np.zeros(len(dag), dtype=np.bool_)
        if kode.fra is not None:
            uden_for |= dag < calendar.to_day(kode.fra)
        if kode.til is not None:
            uden_for |= dag > calendar.to_day(kode.til)
        ramt = uden_for & (dag != calendar.NO_DAY) & er(kolonner[navn], kode.kode)
        fund.advar("kode_uden_for_brug", navn, ramt, raa)


def kontroller_visitation(kolonner: Kolonner, raa: pa.Array, fund: Fundsamling) -> None:
    """Remark on benefits whose visitation is missing or has no meaning with the benefit (target group unknown)."""
    visitation, slut = kolonner["visitation"], dage(kolonner["til"])
    slut = np.where(slut == calendar.NO_DAY, calendar.OPEN_END, slut)
    tom = _maske(visitation.is_null())
    for ydelse in koder("ydelse"):
        egne = er(kolonner["ydelse"], ydelse.kode)
        if not egne.any():
            continue
        if ydelse.visitation_kraeves:
            fund.advar("mangler_visitation", "visitation", egne & tom, raa, ydelse.kode)
        meningsfuld = np.zeros(len(tom), dtype=np.bool_)
        for brug in ydelse.visitationer:
            i_brug = True if brug.fra is None else slut > calendar.to_day(brug.fra)
            meningsfuld |= er(visitation, brug.kode) & i_brug
        fund.advar("visitation_uden_mening", "visitation", egne & ~tom & ~meningsfuld, raa, ydelse.kode)


def kontroller_ejer(
    kolonner: Kolonner, raa: pa.Array, fund: Fundsamling, kendte: pa.Array, set_til_side: pa.Array
) -> None:
    """Set rows aside whose person is not in ``borgere``, or was set aside there."""
    ejer = kolonner["borger_id"]
    fremmed = ~_maske(pc.is_in(ejer, value_set=kendte)) & ~fund.afvist
    afvist_i_borgere = fremmed & _maske(pc.is_in(ejer, value_set=set_til_side))
    fund.saet_til_side("borger_sat_til_side", "borger_id", afvist_i_borgere, raa)
    fund.saet_til_side("ukendt_borger", "borger_id", fremmed & ~afvist_i_borgere, raa)


def kontroller_gentagelser(tabel: Tabel, kolonner: Kolonner, raa: pa.Array, fund: Fundsamling) -> None:
    """Set exact repeats of an accepted row aside; in ``borgere`` also a second row with the same id."""
    numre = [_numre(kolonner[navn]) for navn in tabel.kolonner]
    fund.saet_til_side("gentaget_raekke", None, _gentagne(numre, fund.afvist), raa)
    if fund.tabel == "borgere":
        fund.saet_til_side("gentaget_borger", "borger_id", _gentagne(numre[:1], fund.afvist), raa)


def kontroller_overlap(kolonner: Kolonner, raa: pa.Array, fund: Fundsamling) -> None:
    """Remark on a spell that begins before an earlier spell of the same benefit and person has ended."""
    fra, til = dage(kolonner["fra"]), dage(kolonner["til"])
    til = np.where(til == calendar.NO_DAY, calendar.OPEN_END, til)
    ydelser = _numre(kolonner["ydelse"])
    ejer = _numre(kolonner["borger_id"]) * (int(ydelser.max(initial=0)) + 1) + ydelser
    gyldige = np.flatnonzero(~fund.afvist)
    if not len(gyldige):
        return
    orden = gyldige[np.lexsort((fra[gyldige], ejer[gyldige]))]
    skift = np.concatenate([[True], ejer[orden][1:] != ejer[orden][:-1]])
    # A running maximum that starts afresh with each owner: owners are numbered upwards, so a large enough step per
    # owner keeps every later owner's ends above all earlier ones.
    trin = np.int64(2 * calendar.OPEN_END)
    nummer = np.cumsum(skift).astype(np.int64) * trin
    hidtil = np.maximum.accumulate(til[orden].astype(np.int64) + nummer) - nummer
    overlapper = np.zeros(len(orden), dtype=np.bool_)
    overlapper[1:] = ~skift[1:] & (fra[orden][1:] < hidtil[:-1])
    maske = np.zeros(len(fra), dtype=np.bool_)
    maske[orden[overlapper]] = True
    fund.advar("overlap", "fra", maske, raa)


def er(kolonne: pa.Array, kode: str) -> Maske:
    """The rows that hold the code."""
    return _maske(pc.equal(kolonne, kode))


def _numre(kolonne: pa.Array) -> npt.NDArray[np.int64]:
    """Number equal values alike, nulls as 0."""
    if not pa.types.is_string(kolonne.type):
        # Numbers, days and truth values are their own number, moved up so that null has a place below them.
        heltal = kolonne.cast(pa.int32()) if pa.types.is_date32(kolonne.type) else kolonne
        tal = pc.fill_null(heltal.cast(pa.int64()), calendar.NO_DAY - 1)
        return np.asarray(tal.to_numpy(zero_copy_only=False))
    indekser = kolonne.dictionary_encode().indices
    return np.asarray(pc.fill_null(indekser, -1).to_numpy(zero_copy_only=False)).astype(np.int64) + 1


def _gentagne(numre: list[npt.NDArray[np.int64]], afvist: Maske) -> Maske:
    """Rows equal in all numbers to an earlier row that is not set aside."""
    gyldige = np.flatnonzero(~afvist)
    maske = np.zeros(len(afvist), dtype=np.bool_)
    if len(gyldige) < 2:  # noqa: PLR2004
        return maske
    aftryk = np.zeros(len(gyldige), dtype=np.uint64)
    with np.errstate(over="ignore"):
        for kolonne in numre:
            aftryk = (aftryk ^ kolonne[gyldige].astype(np.uint64)) * _GRUNDTAL
            aftryk ^= aftryk >> _SKIFT
    orden = np.argsort(aftryk, kind="stable")
    ens = aftryk[orden][1:] == aftryk[orden][:-1]
    # The fingerprint only points out candidates; whether rows are equal is decided on the numbers themselves.
    kandidater = np.unique(np.concatenate([orden[1:][ens], orden[:-1][ens]]))
    sete: set[tuple[int, ...]] = set()
    for sted in gyldige[kandidater].tolist():
        noegle = tuple(int(kolonne[sted]) for kolonne in numre)
        if noegle in sete:
            maske[sted] = True
        sete.add(noegle)
    return maske


def _tom(raa: pa.Array) -> Maske:
    return _maske(pc.fill_null(pc.equal(pc.utf8_trim_whitespace(raa), ""), True))


def _maske(boolsk: pa.Array) -> Maske:
    return np.asarray(pc.fill_null(boolsk, False).to_numpy(zero_copy_only=False), dtype=np.bool_)
