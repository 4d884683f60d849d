"""A list as a workbook: the contract's columns and no name, with what it was narrowed to and how it was ordered."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.timezone import localtime

from rettidig.sprog import tekst
from rettidig.svar.model import Kolonne, Slags
from rettidig.tal.selectors.egne_frister import egne_regler
from rettidig.tal.selectors.lister import Side
from rettidig.tal.selectors.tilstand import Stand
from rettidig.web.excel import som_fil, tabel
from rettidig.web.lister.bestilling import Bestilling
from rettidig.web.regelnavne import regelnavn

_DATOER = {"frist", "opfyldt_dato", "forloeb_start", "fritaget_til", "tilbud_til", "naeste_tilbud"}
_DATOER |= {"seneste_samtale", "naeste_samtale"}
_PLIGT = ("borger_id", "regel", "pligt", "hjemmel", "frist", "status", "ydelse", "maalgruppe", "team", "sagsbehandler")
_EGEN = tuple("strategi" if navn == "hjemmel" else navn for navn in _PLIGT)
_STAND = (
    "borger_id",
    "ydelse",
    "maalgruppe",
    "forloeb_start",
    "seneste_samtale",
    "naeste_samtale",
    "tilbud",
    "tilbud_til",
    "naeste_tilbud",
    "fritaget_til",
    "team",
    "sagsbehandler",
)


def listens_regneark(ordre: Bestilling, side: Side, nu: Stand) -> HttpResponse:
    """The workbook for download. The second sheet says what the list is; a list cut short says so."""
    egne = egne_regler() if ordre.liste.lokal else {}
    navne = (_EGEN if ordre.liste.lokal else _PLIGT) if ordre.liste.frister else _STAND
    kolonner = [Kolonne(navn, Slags.DATO if navn in _DATOER else Slags.TEKST) for navn in navne]
    raekker = []
    for raekke in side.raekker:
        egen = egne.get((str(raekke.get("lovversion")), str(raekke.get("regel"))))
        titel = regelnavn(raekke.get("regel")) if egen is None else egen.titel
        strategi = {"strategi": raekke["hjemmel"]} if ordre.liste.lokal else {}
        raekker.append({**raekke, "borger_id": raekke["noegle"], "pligt": titel, **strategi})
    titel = tekst(f"web.start.liste.{ordre.liste.navn}")
    kilder = [
        (tekst("web.lister.ark.orden"), tekst(f"web.start.orden.{ordre.liste.navn}")),
        *((tekst(f"web.lister.felt.{felt}"), vaerdi) for felt, vaerdi in ordre.valg.items()),
    ]
    if ordre.sorter:
        kilder.append((tekst("web.lister.ark.sorteret"), ordre.sorter))
    if nu.kendt is not None:
        kilder.append((tekst("web.excel.kendt"), localtime(nu.kendt).isoformat(timespec="seconds")))
    if side.antal > len(raekker):
        kilder.append(
            (tekst("web.excel.forbehold"), tekst("web.liste.de_foerste", vist=len(raekker), antal=side.antal))
        )
    return som_fil(tabel(kolonner, raekker, nu.dag), titel, kilder)
