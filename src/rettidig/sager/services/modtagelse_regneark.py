"""Looks through a workbook before any reader opens it.

A workbook is a package of XML. What can make a small one cost a reader all the memory there is: a document type with
entities, cells far apart (a reader lays out every cell between them), and one long text that many cells refer to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from rettidig.sager.fejl import SagsFejl
from rettidig.sager.services.modtagelse_graenser import Forbrug, Graenser, i_mb
from rettidig.sager.services.modtagelse_zip import aabn_pakke, stykker

_KRAEVET = "xl/workbook.xml"
_XML = (".xml", ".rels", ".vml")
_FORBUDT = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)|<!\[CDATA\[|\x00")
_KODNING = re.compile(rb"^\s*(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)[\"']")
_KODNINGER = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
_HOVED = 400
_HALE = 64
_LAENGSTE_LED = 4 << 20
_UDGIVER_SIG_FOR = re.compile(rb"<(?:\w+:)?(?:worksheet|sheetData|sst|workbook|si)\b")
_PLADS = re.compile(rb"\br\s*=\s*[\"']\$?([A-Za-z]+)\$?(\d+)[\"']")
_RAEKKE = re.compile(rb"<(?:\w+:)?row((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*+)\s*/?>")
_NOGET_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_ATTRIBUT = re.compile(rb"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CELLE = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ALMINDELIG = re.compile(rb"<c r=\"[A-Z]{1,3}[0-9]{1,7}\"")
_ANDRE = rb"<(?:\w+:)?c(?:\s+(?!r\s*=)[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*+"
_UDEN_PLADS = re.compile(_ANDRE + rb"\s*/?>")
_MED_PLADS = re.compile(_ANDRE + rb"\s+r\s*=\s*[\"']\$?[A-Za-z]+\$?\d+[\"']")
_HENVIST = re.compile(rb"[\"']s[\"']")
_SLUT_TEKST = re.compile(rb"</(?:\w+:)?si\s*>")
_MANGE_GANGE = 50
"""How many times more cells a sheet may span than it fills, beyond the first million."""
_MILLION = 1_000_000
_BOGSTAVER = 26


@dataclass
class _Fundet:
    """What has been met in one part of a workbook: cells and their places, references to texts, and texts."""

    henvisninger: int = 0
    kolonner: set[bytes] = field(default_factory=set)
    celler: int = 0
    sidste_raekke: int = 0
    raekke: int = 0
    uden_plads: int = 0
    flest_uden_plads: int = 0
    tekst_naaet: int = 0
    laengste_tekst: int = 0


def kontroller_regneark(fil: Path, graenser: Graenser, forbrug: Forbrug) -> None:
    """Raises ``SagsFejl`` for a workbook that no reader should be given; nothing of it is kept."""
    egne = Forbrug(graenser.regneark)
    henvisninger = laengste_tekst = 0
    with aabn_pakke(fil, graenser.dele_i_regneark) as pakke:
        poster = pakke.infolist()
        if not any(post.filename.casefold() == _KRAEVET for post in poster):
            raise SagsFejl("modtag_ikke_regneark")
        for post in poster:
            with closing(stykker(pakke, post, forbrug, graenser.forhold)) as raa:
                indhold = _talt(raa, egne)
                if not post.filename.casefold().endswith(_XML):
                    _se_andet(indhold)
                    continue
                # Any part may be named as a sheet or as the texts, so all of them are looked through as both.
                del_ = _Fundet()
                for stykke in _xml(indhold):
                    _se_celler(stykke, del_)
                    _se_tekster(stykke, del_)
                _kontroller_celler(del_, graenser)
                henvisninger += del_.henvisninger
                laengste_tekst = max(laengste_tekst, del_.laengste_tekst)
    if henvisninger * laengste_tekst > graenser.tekster:
        raise SagsFejl("modtag_udpakket_for_stor", graense=i_mb(graenser.tekster))


def _talt(indhold: Iterable[bytes], egne: Forbrug) -> Iterator[bytes]:
    for stykke in indhold:
        egne.tag(len(stykke))
        yield stykke


def _xml(indhold: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of an XML part cut where a tag begins, each judged; nothing that matters is cut in two."""
    rest = b""
    foerste = True
    for stykke in indhold:
        rest += stykke
        if foerste and len(rest) < _HOVED:
            continue
        if foerste:
            _kontroller_kodning(rest)
            foerste = False
        snit = rest.rfind(b"<")
        if snit > 0:
            _kontroller_stykke(rest[:snit])
            yield rest[:snit]
            rest = rest[snit:]
        elif len(rest) > _LAENGSTE_LED:
            raise SagsFejl("modtag_xml")
    if foerste:
        _kontroller_kodning(rest)
    _kontroller_stykke(rest)
    yield rest


def _se_andet(indhold: Iterable[bytes]) -> None:
    """Pictures and the like: no package, and nothing that could pass for a sheet."""
    hale = b""
    foerste = True
    for stykke in indhold:
        if foerste and stykke.startswith(b"PK"):
            raise SagsFejl("modtag_pakke_i_pakke")
        foerste = False
        if _UDGIVER_SIG_FOR.search(hale + stykke):
            raise SagsFejl("modtag_ikke_regneark")
        hale = stykke[-_HALE:]


def _kontroller_kodning(begyndelse: bytes) -> None:
    fundet = _KODNING.match(begyndelse)
    if fundet is not None and fundet[1].lower() not in _KODNINGER:
        raise SagsFejl("modtag_ikke_regneark")


def _kontroller_stykke(stykke: bytes) -> None:
    if _FORBUDT.search(stykke):
        raise SagsFejl("modtag_xml")


def _se_celler(stykke: bytes, del_: _Fundet) -> None:
    del_.henvisninger += len(_HENVIST.findall(stykke))
    pladser = _PLADS.findall(stykke)
    if pladser:
        del_.celler += len(pladser)
        del_.kolonner.update({bogstaver for bogstaver, _ in pladser})
        del_.sidste_raekke = max(del_.sidste_raekke, *(int(raekke[:12]) for _, raekke in pladser))

    _se_uden_plads(stykke, del_)


def _se_uden_plads(stykke: bytes, del_: _Fundet) -> None:
    """Cells that do not say where they are: they stand where their row does, one after another."""
    celler = len(_CELLE.findall(stykke))
    alle_har = celler == len(_ALMINDELIG.findall(stykke))
    if not alle_har and celler != len(_UDEN_PLADS.findall(stykke)) + len(_MED_PLADS.findall(stykke)):
        raise SagsFejl("modtag_xml")
    fra, raekker = 0, list(_RAEKKE.finditer(stykke))
    if len(raekker) != len(_NOGET_ROW.findall(stykke)):
        raise SagsFejl("modtag_xml")
    for raekke in raekker:
        if not alle_har:
            _tael_uden_plads(stykke[fra : raekke.start()], del_)
        nummer = next((et[2] or et[3] or b"" for et in _ATTRIBUT.finditer(raekke[1]) if et[1] == b"r"), None)
        if nummer is not None and not nummer.isdigit():
            raise SagsFejl("modtag_xml")
        del_.raekke = del_.raekke + 1 if nummer is None else int(nummer[:12])
        del_.uden_plads, fra = 0, raekke.end()
    if not alle_har:
        _tael_uden_plads(stykke[fra:], del_)


def _tael_uden_plads(stykke: bytes, del_: _Fundet) -> None:
    if nye := len(_UDEN_PLADS.findall(stykke)):
        del_.uden_plads += nye
        del_.celler += nye
        del_.flest_uden_plads = max(del_.flest_uden_plads, del_.uden_plads)
        del_.sidste_raekke = max(del_.sidste_raekke, del_.raekke)


def _se_tekster(stykke: bytes, del_: _Fundet) -> None:
    """The longest text, counted from the end of one to the end of the next."""
    fra = 0
    for slut in _SLUT_TEKST.finditer(stykke):
        del_.laengste_tekst = max(del_.laengste_tekst, del_.tekst_naaet + slut.end() - fra)
        del_.tekst_naaet, fra = 0, slut.end()
    del_.tekst_naaet += len(stykke) - fra


def _kontroller_celler(del_: _Fundet, graenser: Graenser) -> None:
    bredde = max((_kolonnenummer(bogstaver) for bogstaver in del_.kolonner), default=0) + del_.flest_uden_plads
    spaender = bredde * del_.sidste_raekke
    if bredde > graenser.kolonner:
        raise SagsFejl("modtag_for_mange_kolonner", graense=graenser.kolonner)
    if spaender > graenser.celler or (spaender > _MILLION and spaender > del_.celler * _MANGE_GANGE):
        raise SagsFejl("modtag_spredt_regneark")


def _kolonnenummer(bogstaver: bytes) -> int:
    nummer = 0
    for bogstav in bogstaver[:6].upper():
        nummer = nummer * _BOGSTAVER + bogstav - ord("A") + 1
    return nummer
