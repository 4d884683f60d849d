"""A draft of everything held on one citizen, as a ZIP file with an index: for review before anything is handed out.

Only the citizen's own facts, answers and log are read; nothing here asks about anybody else. Free text may still name
others: the index counts it and says where it is.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string

from rettidig.adgang.selectors.laeselog import borgerens_log
from rettidig.motor.svar import FRISTKOLONNER
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sager.faktatabeller import BORGER_ID, faktatabeller
from rettidig.sager.selectors.journal import Faktum, alle_registreringer
from rettidig.sprog import tekst, valgt_sprog
from rettidig.tal.selectors.borgerside import Borgerside
from rettidig.tidslinje import calendar
from rettidig.web.borger.faktaord import i_ord, mesternavn
from rettidig.web.borger.hoved import Aabnet

_FORMELTEGN = ("=", "+", "-", "@", "\t", "\r")
_FRITEKST: Mapping[str, Sequence[str]] = {
    "indsatser": ("leverandoer",),
    "undtagelser": ("begrundelse",),
    "haendelser": ("vaerdi",),
}
_ANDRES: Mapping[str, Sequence[str]] = {
    "indsatser": ("cvr", "leverandoer"),
    "loentimer": ("cvr",),
    "borgere": ("sagsbehandler",),
}
_GENNEMGANG: Mapping[str, Mapping[str, Sequence[str]]] = {"fritekst": _FRITEKST, "andres": _ANDRES}
_HELE_LOGGEN = 1_000_000


@dataclass(frozen=True)
class Fil:
    """One file of the export; ``note`` says what to look for in it before it is handed out."""

    navn: str
    indhold: bytes
    slags: str
    raekker: int | None = None
    gennemgang: tuple[str, ...] = ()


@dataclass
class _Samling:
    filer: list[Fil] = field(default_factory=list)

    def csv(
        self, navn: str, slags: str, kolonner: Sequence[str], raekker: Iterable[Mapping[str, Any]], *noter: str
    ) -> None:
        alle = list(raekker)
        self.filer.append(Fil(navn, _csv(kolonner, alle), slags, len(alle), noter))

    def andet(self, navn: str, slags: str, indhold: str, *noter: str) -> None:
        self.filer.append(Fil(navn, indhold.encode("utf-8"), slags, None, noter))


def byg(aabnet: Aabnet, side: Borgerside, hvem: str, nu: dt.datetime) -> bytes:
    """The ZIP file. The same citizen at the same time gives the same files but for who asked."""
    samling = _Samling()
    registreringer = alle_registreringer(aabnet.borger, side.billede.kendt)
    _fakta(samling, [f for f in registreringer if f.staar])
    _registreringer(samling, registreringer)
    _frister(samling, side)
    _svar(samling, side)
    _log(samling, aabnet.borger.pk)
    indeks = render_to_string(
        "web/borger/aktindsigt_indeks.html",
        {
            "filer": samling.filer,
            "visning": aabnet.visning,
            "beskyttet": aabnet.beskyttet,
            "noegle": aabnet.borger.noegle,
            "dag": side.billede.dag,
            "kendt": side.billede.kendt,
            "nu": nu,
            "hvem": hvem,
            "sprog": valgt_sprog(),
            "fakta": [i_ord(f) for f in registreringer if f.staar],
            "fritekst": _taelling(registreringer, _FRITEKST),
            "andres": _taelling(registreringer, _ANDRES),
        },
    )
    return _zip([Fil("indeks.html", indeks.encode("utf-8"), "indeks"), *samling.filer], nu)


def filnavn(noegle: str, nu: dt.datetime) -> str:
    """What the file is called: neither name nor number of a person, but the opaque id where it is harmless."""
    rent = "".join(tegn for tegn in noegle if tegn.isascii() and (tegn.isalnum() or tegn in "-_"))[:40]
    return f"aktindsigt-udkast-{rent or 'borger'}-{nu:%Y%m%d}.zip"


def _fakta(samling: _Samling, staar: Sequence[Faktum]) -> None:
    for navn, tabel in faktatabeller().items():
        egne = [f for f in staar if f.tabel == navn]
        if not egne:
            continue
        kolonner = [k for k in tabel.kontraktkolonner if k != BORGER_ID]
        noter = [tekst(f"web.borger.akt.se.{art}") for art, hvor in _GENNEMGANG.items() if navn in hvor]
        raekker = (
            {**f.celler, "mester": mesternavn(f.mester), "registreret": f.fra.isoformat(timespec="seconds")}
            for f in egne
        )
        samling.csv(f"oplysninger/{navn}.csv", "fakta", [*kolonner, "mester", "registreret"], raekker, *noter)


def _registreringer(samling: _Samling, alle: Sequence[Faktum]) -> None:
    raekker = [
        {
            "tabel": f.tabel,
            "faktum": f.fakta_id,
            "indhold": i_ord(f).linje,
            "registreret": f.fra.isoformat(timespec="seconds"),
            "registreret_af": f.aabnet_af.hvem,
            "hvorfor": f.aabnet_af.hvorfor,
            "slags": f.aabnet_af.slags,
            "lukket": "" if f.til is None else f.til.isoformat(timespec="seconds"),
            "lukket_af": "" if f.lukket_af is None else f.lukket_af.hvem,
            "lukket_hvorfor": "" if f.lukket_af is None else f.lukket_af.hvorfor,
            "mester": mesternavn(f.mester),
        }
        for f in alle
    ]
    noter = (tekst("web.borger.akt.se.begrundelser"), tekst("web.borger.akt.se.medarbejdere"))
    samling.csv("registreringer.csv", "registreringer", list(raekker[0]) if raekker else ["tabel"], raekker, *noter)
    fulde = [{**r, "celler": {k: v for k, v in f.celler.items() if v}} for r, f in zip(raekker, alle, strict=True)]
    samling.andet("registreringer.json", "registreringer", _json(fulde), *noter)


def _frister(samling: _Samling, side: Borgerside) -> None:
    raekker = [{**p.raekke, "pligt": p.titel} for p in side.pligter]
    kolonner = ["pligt", *(k for k in FRISTKOLONNER if k != "borger_id")]
    samling.csv("frister.csv", "frister", kolonner, raekker)
    if side.lokale:
        egne = [{**p.raekke, "pligt": p.titel} for p in side.lokale]
        samling.csv("kommunens-egne-frister.csv", "egne_frister", kolonner, egne)
    forklaring = side.billede.forklaring()
    note = tekst("web.borger.akt.se.internt")
    samling.andet("forklaring.txt", "forklaring", forklaring.som_tekst(), note)
    samling.andet("forklaring.json", "forklaring", _json(forklaring.som_json()), note)


def _svar(samling: _Samling, side: Borgerside) -> None:
    fund = side.billede.fund
    note = tekst("web.borger.akt.se.internt")
    samling.csv("fund.csv", "fund", ("regel", "dato", "fund", "hjemmel"), fund, note)
    nu = calendar.to_day(side.billede.dag)
    fra = calendar.to_date(calendar.month_end(calendar.add_months(nu, -valgte_tal().aktindsigt_maaneder.vaerdi)))
    perioder = side.billede.maaleperioder(fra, calendar.to_date(calendar.month_end(nu)))
    kolonner = [k for k in (perioder[0] if perioder else {"maaling": ""}) if k != "borger_id"]
    samling.csv("maalinger.csv", "maalinger", kolonner, perioder, note)


def _log(samling: _Samling, borger: int) -> None:
    poster = borgerens_log(borger, _HELE_LOGGEN)
    raekker = (
        {"tidspunkt": p.tidspunkt.isoformat(timespec="seconds"), "hvem": p.hvem, "hvorfor": p.hvorfor, "hvad": p.hvad}
        for p in poster
    )
    samling.csv("hvem-har-set.csv", "log", ("tidspunkt", "hvem", "hvorfor", "hvad"), raekker)


def _taelling(alle: Iterable[Faktum], hvor: Mapping[str, Sequence[str]]) -> int:
    return sum(1 for f in alle for kolonne in hvor.get(f.tabel, ()) if f.celler[kolonne])


def _csv(kolonner: Sequence[str], raekker: Iterable[Mapping[str, Any]]) -> bytes:
    """As Danish spreadsheets open it; a cell that would be taken for a formula is marked as text."""
    ud = io.StringIO()
    skriver = csv.writer(ud, delimiter=";", lineterminator="\r\n")
    skriver.writerow(kolonner)
    skriver.writerows([_celle(raekke.get(kolonne)) for kolonne in kolonner] for raekke in raekker)
    return b"\xef\xbb\xbf" + ud.getvalue().encode("utf-8")


def _celle(vaerdi: Any) -> str:
    skrevet = "" if vaerdi is None else str(vaerdi)
    return f"'{skrevet}" if skrevet.startswith(_FORMELTEGN) else skrevet


def _json(indhold: Any) -> str:
    return json.dumps(indhold, ensure_ascii=False, indent=1, default=str) + "\n"


def _zip(filer: Iterable[Fil], nu: dt.datetime) -> bytes:
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as pakke:
        for fil in filer:
            hoved = zipfile.ZipInfo(fil.navn, nu.timetuple()[:6])
            hoved.compress_type = zipfile.ZIP_DEFLATED
            hoved.external_attr = 0o600 << 16
            pakke.writestr(hoved, fil.indhold)
    return ud.getvalue()
