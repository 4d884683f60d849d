"""A client of jobindsats.dk's service, version 3.

Nothing of it is trusted: answers are bounded in size and time, read as JSON of the shape that is expected, and kept as
they were. Each fault is one sentence. The token is taken from the environment, and goes to no other address.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import httpx

from rettidig.sprog import tekst

ADRESSE = "https://api.jobindsats.dk/v3"
TOKEN = "RETTIDIG_JOBINDSATS_TOKEN"
_STOERST = 64 << 20
_FRIST = httpx.Timeout(connect=10.0, read=60.0, write=30.0, pool=10.0)
_I_ALT = 180.0
_FORSOEG = 5
_LAENGSTE_VENTEN = 60.0
_PERIODER_AD_GANGEN = 12
_FOR_MANGE, _UBRUGELIG, _INGEN_ADGANG, _UKENDT = 429, 422, (401, 403), 404
_SERVERFEJL, _FUNDET, _VIDERE = 500, 200, range(300, 400)
_BOM = b"\xef\xbb\xbf"
_LOKALT = frozenset({"127.0.0.1", "localhost", "::1"})


class JobindsatsFejl(Exception):
    """The service cannot be used, or did not answer as it should; the message is one clear sentence.

    ``kode`` is the machine id of the reason, the key ``afstemning.jobindsats.<kode>`` of the catalogue.
    """

    def __init__(self, kode: str, /, **felter: object) -> None:
        self.kode = kode
        super().__init__(tekst(f"afstemning.jobindsats.{kode}", **felter))


@dataclass(frozen=True)
class Datasvar:
    """Rows of a table: the columns' names, the rows with ``None`` for hidden numbers, and the answers as they were."""

    tabel: str
    kolonner: tuple[str, ...]
    raekker: tuple[tuple[Any, ...], ...]
    raa: bytes


class Klient:
    """One who asks. Use it in a ``with`` block; ``sov`` waits between attempts.

    Raises :class:`JobindsatsFejl` without a token, and for an address that is not safe to send one to.
    """

    def __init__(
        self, token: str | None = None, adresse: str | None = None, *, sov: Callable[[float], None] = time.sleep
    ) -> None:
        adresse = ADRESSE if adresse is None else adresse
        token = (os.environ.get(TOKEN, "") if token is None else token).strip()
        if not token or not token.isascii() or not token.isprintable():
            raise JobindsatsFejl("intet_token", variabel=TOKEN)
        dele = urlsplit(adresse)
        if dele.scheme != "https" and dele.hostname not in _LOKALT:
            raise JobindsatsFejl("usikker_adresse")
        self._adresse = adresse.rstrip("/")
        self._sov = sov
        self._http = httpx.Client(
            headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
            timeout=_FRIST,
            follow_redirects=False,
            trust_env=dele.hostname not in _LOKALT,
        )

    def __enter__(self) -> Klient:
        return self

    def __exit__(
        self, slags: type[BaseException] | None, fejl: BaseException | None, spor: TracebackType | None
    ) -> None:
        self._http.close()

    def emner(self) -> list[dict[str, Any]]:
        """The subjects."""
        return self._liste("subjects", {})

    def tabeller(self) -> list[dict[str, Any]]:
        """The tables: ``table_id``, ``table_name``, ``update_latest``, ``periods``."""
        return self._liste("tables", {})

    def tabel(self, tabel: str) -> dict[str, Any]:
        """What a table holds: periods, dimensions, groups of measures. Read it before the data: tables change."""
        _, indhold = self._hent(f"table/{_navn(tabel)}", {})
        if isinstance(indhold, list) and len(indhold) == 1:
            indhold = indhold[0]
        if not isinstance(indhold, dict):
            raise JobindsatsFejl("uventet_form", sted=f"table/{tabel}")
        return indhold

    def data(self, tabel: str, soegning: Mapping[str, str]) -> Datasvar:
        """One question of one table, in one answer. A service that tells no rows has told none."""
        raa, indhold = self._hent(f"data/{_navn(tabel)}", soegning)
        kolonner, raekker = _kolonner_og_raekker(indhold, f"data/{tabel}")
        return Datasvar(tabel, kolonner, raekker, raa)

    def data_for_perioder(
        self, tabel: str, soegning: Mapping[str, str], slags: str, perioder: Sequence[str]
    ) -> Datasvar:
        """A question for many periods, asked some at a time and put together.

        ``slags`` is the kind of period (``M``, ``Q``, ``QMAT``, ``Y``, ``MYTD``). Raises :class:`JobindsatsFejl` where
        the table changes its columns on the way.
        """
        bidder = [
            self.data(tabel, {**soegning, f"period.{slags}": ",".join(bid)})
            for bid in _bidder(perioder, _PERIODER_AD_GANGEN)
        ]
        if not bidder:
            raise JobindsatsFejl("ingen_perioder", tabel=tabel)
        if any(bid.kolonner != bidder[0].kolonner for bid in bidder):
            raise JobindsatsFejl("andre_kolonner", tabel=tabel)
        raekker = tuple(raekke for bid in bidder for raekke in bid.raekker)
        return Datasvar(tabel, bidder[0].kolonner, raekker, b"\n".join(bid.raa for bid in bidder))

    def _liste(self, sti: str, soegning: Mapping[str, str]) -> list[dict[str, Any]]:
        _, indhold = self._hent(sti, soegning)
        if not isinstance(indhold, list) or not all(isinstance(led, dict) for led in indhold):
            raise JobindsatsFejl("uventet_form", sted=sti)
        return indhold

    def _hent(self, sti: str, soegning: Mapping[str, str]) -> tuple[bytes, Any]:
        """The answer as it was, and as JSON. What may pass by itself is tried again, later each time."""
        sidste = JobindsatsFejl("ingen_forbindelse")
        for forsoeg in range(_FORSOEG):
            vent = min(2.0**forsoeg, _LAENGSTE_VENTEN)
            try:
                status, hoveder, indhold = self._spoerg(sti, {**soegning, "format": "json"})
            except httpx.TimeoutException:
                sidste = JobindsatsFejl("svarer_ikke")
            except httpx.HTTPError:
                sidste = JobindsatsFejl("ingen_forbindelse")
            else:
                if status == _FUNDET:
                    return indhold, _som_json(indhold, sti)
                if status != _FOR_MANGE and status < _SERVERFEJL:
                    raise _afvist(status, indhold, sti)
                sidste = JobindsatsFejl("for_mange" if status == _FOR_MANGE else "serverfejl", status=status)
                vent = _ventetid(hoveder.get("retry-after", ""), vent)
            if forsoeg + 1 < _FORSOEG:
                self._sov(vent)
        raise sidste

    def _spoerg(self, sti: str, soegning: Mapping[str, str]) -> tuple[int, httpx.Headers, bytes]:
        indhold, senest = bytearray(), time.monotonic() + _I_ALT
        with self._http.stream("GET", f"{self._adresse}/{sti}", params=dict(soegning)) as svar:
            for stykke in svar.iter_bytes():
                indhold += stykke
                if len(indhold) > _STOERST:
                    raise JobindsatsFejl("for_stort", mb=_STOERST >> 20)
                if time.monotonic() > senest:
                    raise httpx.ReadTimeout("")
            return svar.status_code, svar.headers, bytes(indhold)


def _navn(tabel: str) -> str:
    """A table's id, which becomes part of an address."""
    if not tabel.isalnum() or not tabel.isascii():
        raise JobindsatsFejl("ikke_en_tabel")
    return tabel


def _som_json(indhold: bytes, sti: str) -> Any:
    try:
        return json.loads(indhold.removeprefix(_BOM).decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise JobindsatsFejl("uventet_form", sted=sti) from None


def _kolonner_og_raekker(indhold: Any, sted: str) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
    if not isinstance(indhold, dict):
        raise JobindsatsFejl("uventet_form", sted=sted)
    kolonner, raekker = indhold.get("columns"), indhold.get("rows")
    if not isinstance(kolonner, list) or not isinstance(raekker, list):
        raise JobindsatsFejl("uventet_form", sted=sted)
    navne = tuple(str(k.get("name", "")) if isinstance(k, dict) else str(k) for k in kolonner)
    if len(set(navne)) != len(navne):
        raise JobindsatsFejl("uventet_form", sted=sted)
    if not all(isinstance(r, list) and len(r) == len(navne) and not any(_sammensat(v) for v in r) for r in raekker):
        raise JobindsatsFejl("uventet_form", sted=sted)
    return navne, tuple(tuple(raekke) for raekke in raekker)


def _sammensat(vaerdi: Any) -> bool:
    return isinstance(vaerdi, dict | list)


def _afvist(status: int, indhold: bytes, sti: str) -> JobindsatsFejl:
    """What a refusal says. The service's own words are only quoted as a code: they may repeat the question."""
    if status in _INGEN_ADGANG:
        return JobindsatsFejl("ingen_adgang", variabel=TOKEN)
    if status == _UKENDT:
        return JobindsatsFejl("findes_ikke", sted=sti)
    if status in _VIDERE:
        return JobindsatsFejl("henvist")
    kode = ""
    if status == _UBRUGELIG:
        try:
            svar = json.loads(indhold.removeprefix(_BOM))
        except (UnicodeDecodeError, ValueError, RecursionError):
            svar = None
        fundet = str(svar.get("code", "")) if isinstance(svar, dict) else ""
        kode = "".join(tegn for tegn in fundet if tegn.isascii() and (tegn.isalnum() or tegn in "._-"))[:40]
    return JobindsatsFejl("afvist", status=status, kode=kode or "-")


def _ventetid(skrevet: str, ellers: float) -> float:
    """As long as the service asks for in whole seconds, but never longer than is sensible."""
    return min(float(skrevet), _LAENGSTE_VENTEN) if skrevet.isascii() and skrevet.isdigit() else ellers


def _bidder(alle: Sequence[str], antal: int) -> Iterator[Sequence[str]]:
    return (alle[nr : nr + antal] for nr in range(0, len(alle), antal))
