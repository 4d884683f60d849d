"""Turns one raw table into accepted rows of the contract, with everything found wrong on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rettidig.forloeb import raekkeregler as regler
from rettidig.forloeb.datasaet import Fund, Fundblok, Tabeltal
from rettidig.forloeb.fejl import UbrugeligeData
from rettidig.forloeb.fortolkning import Fortolket, fortolk, konstant
from rettidig.forloeb.fundsamling import Fundsamling, Maske
from rettidig.forloeb.kilde import Tabelkilde
from rettidig.forloeb.kontrakt import Tabel, Type
from rettidig.forloeb.overskrift import ens_navn
from rettidig.forloeb.raatabel import Raatabel
from rettidig.forloeb.visning import vis

_SAMLES = frozenset({"klokkeslaet", "id_fra_regneark"})
_SKJULT = "••••••"


@dataclass(frozen=True)
class Laest:
    """One table read: accepted rows, counts, remarks, and the ids set aside (``borgere`` only, else empty)."""

    tabel: pa.Table
    tal: Tabeltal
    blokke: Sequence[Fundblok | Fund]
    afviste_id: pa.Array


def find_kolonne(raa: Raatabel, navn: str) -> str | None:
    """The header under which a source column stands, whatever its case."""
    return next((fundet for fundet in raa.kolonner if ens_navn(fundet) == ens_navn(navn)), None)


def filtrer(raa: Raatabel, kilde: Tabelkilde) -> Maske:
    """The rows the mapping's ``kun`` lets through. Raises ``UbrugeligeData`` when a column it names is missing."""
    maske = np.ones(raa.antal, dtype=np.bool_)
    for navn, vaerdier in kilde.kun.items():
        fundet = find_kolonne(raa, navn)
        if fundet is None:
            raise UbrugeligeData("mangler_kolonne", fil=raa.navn, kolonne=navn, fundne=_overskrifter(raa))
        ens = pc.utf8_lower(pc.utf8_trim_whitespace(raa.kolonner[fundet]))
        tilladte = pa.array([vaerdi.strip().lower() for vaerdi in vaerdier], pa.string())
        maske &= np.asarray(pc.is_in(ens, value_set=tilladte).to_numpy(zero_copy_only=False), dtype=np.bool_)
    return maske


def laes_tabel(
    navn: str, spec: Tabel, raa: Raatabel, kilde: Tabelkilde, borgere: pa.Array | None, afviste_borgere: pa.Array | None
) -> Laest:
    """Read one table.

    ``borgere`` are the accepted ids and ``afviste_borgere`` those set aside; both are ``None`` while ``borgere`` itself
    is read. Raises ``UbrugeligeData`` when a required column is missing.
    """
    kilder = _kildekolonner(spec, raa, kilde)
    maske = filtrer(raa, kilde)
    if not maske.all():
        valgte = pa.array(np.flatnonzero(maske))
        raa = Raatabel(raa.navn, {k: v.take(valgte) for k, v in raa.kolonner.items()}, raa.raekke[maske], raa.afviste)
    fund = Fundsamling(navn, raa.raekke)
    tekster = {kolonne: _raa_kolonne(kolonne, kilder, raa, kilde) for kolonne in spec.kolonner}
    fortolkede = {
        kolonne: fortolk(tekster[kolonne], egen, kilde, kilde.koder.get(kolonne, {}))
        for kolonne, egen in spec.kolonner.items()
    }
    _saml_cellefejl(fortolkede, tekster, fund)
    kolonner = {kolonne: fortolket.vaerdier for kolonne, fortolket in fortolkede.items()}
    if "til" in spec.kolonner:
        regler.saet_slut(kolonner, tekster, kilde, fund)
    if borgere is not None and afviste_borgere is not None:
        regler.kontroller_ejer(kolonner, tekster["borger_id"], fund, borgere, afviste_borgere)
    regler.kontroller_gentagelser(spec, kolonner, tekster["borger_id"], fund)
    _bemaerk(spec, fortolkede, kolonner, tekster, fund)
    return _faerdig(navn, spec, raa, kolonner, fund)


def _kildekolonner(spec: Tabel, raa: Raatabel, kilde: Tabelkilde) -> dict[str, str]:
    """Contract column -> header; columns the source lacks are left out unless a row cannot do without them."""
    kilder: dict[str, str] = {}
    for kolonne, navn in (kilde.kolonner or {}).items():
        fundet = find_kolonne(raa, navn)
        if fundet is not None:
            kilder[kolonne] = fundet
    for kolonne, egen in spec.kolonner.items():
        if egen.kraevet and kolonne not in kilder and kolonne not in kilde.faste:
            navn = (kilde.kolonner or {}).get(kolonne, kolonne)
            raise UbrugeligeData("mangler_kolonne", fil=raa.navn, kolonne=navn, fundne=_overskrifter(raa))
    return kilder


def _overskrifter(raa: Raatabel) -> str:
    return ", ".join(str(vis(navn)) for navn in list(raa.kolonner)[:20]) or "-"


def _raa_kolonne(kolonne: str, kilder: Mapping[str, str], raa: Raatabel, kilde: Tabelkilde) -> pa.Array:
    if kolonne in kilder:
        return raa.kolonner[kilder[kolonne]]
    if kolonne in kilde.faste:
        return konstant(kilde.faste[kolonne], raa.antal)
    return pa.nulls(raa.antal, pa.string())


def _saml_cellefejl(fortolkede: Mapping[str, Fortolket], tekster: Mapping[str, pa.Array], fund: Fundsamling) -> None:
    for kolonne, fortolket in fortolkede.items():
        for kode, maske in fortolket.fejl.items():
            vist = konstant(_SKJULT, len(maske)) if kode == "ligner_cpr" else tekster[kolonne]
            fund.saet_til_side(kode, kolonne, maske, vist)


def _bemaerk(
    spec: Tabel,
    fortolkede: Mapping[str, Fortolket],
    kolonner: dict[str, pa.Array],
    tekster: Mapping[str, pa.Array],
    fund: Fundsamling,
) -> None:
    for kolonne, fortolket in fortolkede.items():
        for kode, maske in fortolket.varsler.items():
            if kode in _SAMLES:
                fund.advar_samlet(kode, kolonne, int((maske & ~fund.afvist).sum()))
            else:
                fund.advar(kode, kolonne, maske, tekster[kolonne])
    for kolonne, egen in spec.kolonner.items():
        raa = tekster[kolonne]
        if egen.type in (Type.DATO, Type.SLUTDATO, Type.MAANED):
            regler.kontroller_graenser(kolonne, egen, kolonner[kolonne], raa, fund)
        if egen.type is Type.KODE:
            regler.kontroller_brugsdage(kolonne, egen, kolonner, raa, fund)
        if egen.anbefalet:
            tomme = np.asarray(kolonner[kolonne].is_null().to_numpy(zero_copy_only=False))
            fund.advar_samlet("mangler_anbefalet", kolonne, int((tomme & ~fund.afvist).sum()))
    if fund.tabel == "ydelser":
        regler.kontroller_visitation(kolonner, tekster["visitation"], fund)
        regler.kontroller_overlap(kolonner, tekster["fra"], fund)


def _faerdig(navn: str, spec: Tabel, raa: Raatabel, kolonner: Mapping[str, pa.Array], fund: Fundsamling) -> Laest:
    blokke = list(fund.blokke)
    for kode in sorted({post.kode for post in raa.afviste}):
        poster = [post for post in raa.afviste if post.kode == kode]
        raekker = pa.array([post.raekke for post in poster], pa.int32())
        vaerdier = pa.array([post.tekst for post in poster], pa.string())
        blokke.append(Fundblok(navn, None, "sat_til_side", kode, raekker, vaerdier))
    gode = pa.array(np.flatnonzero(~fund.afvist))
    valgte = [kolonner[kolonne].take(gode).cast(spec.kolonner[kolonne].arrow_type()) for kolonne in spec.kolonner]
    tabel = pa.Table.from_arrays([*valgte, pa.array(raa.raekke[~fund.afvist], pa.int32())], schema=spec.skema())
    afviste = int(fund.afvist.sum()) + len(raa.afviste)
    tal = Tabeltal(laest=raa.antal + len(raa.afviste), godkendt=tabel.num_rows, sat_til_side=afviste)
    afviste_id = pa.nulls(0, pa.string())
    if navn == "borgere":
        afviste_id = kolonner["borger_id"].take(pa.array(np.flatnonzero(fund.afvist))).drop_null().unique()
    return Laest(tabel, tal, blokke, afviste_id)
