"""Encrypts one field of one registration, so that it opens there and nowhere else.

AES-256-GCM with a nonce of its own each time, so that equal values look different. The citizen's number, the field and
a mark of the registration are authenticated with it: a value moved to another citizen, another field or another time
does not open. Values are padded, so that the length of a name tells little.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from rettidig.identitet.cpr import Cpr
from rettidig.identitet.fejl import IdentitetsFejl
from rettidig.identitet.noeglering import Noeglering, Slags

_UDGAVE = b"\x01"
_NR_BYTES = 2
_NONCE_BYTES = 12
_BLOK = 32
_SLUT = b"\x80"
_PROEVE = b"rettidig proeve"


@dataclass(frozen=True)
class Plads:
    """Where a value belongs: the citizen's number and the mark of the registration."""

    borger: int
    maerke: UUID

    def bundet(self, felt: str) -> bytes:
        """What is authenticated with the value of one field."""
        return f"{self.borger}|{felt}|{self.maerke}".encode()


def luk(ring: Noeglering, plads: Plads, felt: str, vaerdi: str) -> bytes:
    """Encrypt a value with the newest key."""
    noegle = ring.gaeldende(Slags.KRYPTERING)
    nonce = secrets.token_bytes(_NONCE_BYTES)
    aaben = vaerdi.encode() + _SLUT
    aaben += b"\x00" * (-len(aaben) % _BLOK)
    lukket: bytes = AESGCM(noegle.bytes_).encrypt(nonce, aaben, plads.bundet(felt))
    return _UDGAVE + noegle.nr.to_bytes(_NR_BYTES) + nonce + lukket


def aabn(ring: Noeglering, plads: Plads, felt: str, lukket: bytes) -> str:
    """Decrypt a value. Raises ``IdentitetsFejl`` for a missing or wrong key, and for a value that is out of place."""
    lukket = bytes(lukket)
    if lukket[:1] != _UDGAVE:
        raise IdentitetsFejl("kan_ikke_aabnes")
    hoved = len(_UDGAVE) + _NR_BYTES
    noegle = ring.find(Slags.KRYPTERING, int.from_bytes(lukket[len(_UDGAVE) : hoved]))
    nonce, resten = lukket[hoved : hoved + _NONCE_BYTES], lukket[hoved + _NONCE_BYTES :]
    try:
        aaben: bytes = AESGCM(noegle.bytes_).decrypt(nonce, resten, plads.bundet(felt))
    except (InvalidTag, ValueError):
        raise IdentitetsFejl("kan_ikke_aabnes") from None
    return aaben.rstrip(b"\x00").removesuffix(_SLUT).decode()


def aabn_alle(ring: Noeglering, plads: Plads, felter: Mapping[str, bytes | None]) -> dict[str, str | None]:
    """Decrypt the fields of one registration."""
    return {felt: None if lukket is None else aabn(ring, plads, felt, lukket) for felt, lukket in felter.items()}


def fingeraftryk(ring: Noeglering, cpr: Cpr, nr: int | None = None) -> bytes:
    """What a CPR number is found by: with the newest key, or with one version."""
    noegle = ring.gaeldende(Slags.OPSLAG) if nr is None else ring.find(Slags.OPSLAG, nr)
    return hmac.new(noegle.bytes_, b"cpr|" + cpr.cifre.encode(), hashlib.sha256).digest()


def alle_fingeraftryk(ring: Noeglering, cpr: Cpr) -> list[bytes]:
    """What a CPR number may stand under while keys are being changed."""
    return [fingeraftryk(ring, cpr, noegle.nr) for noegle in ring.af(Slags.OPSLAG)]


def proeve(noegle: bytes) -> bytes:
    """A mark by which a key is known again without being kept."""
    return hmac.new(noegle, _PROEVE, hashlib.sha256).digest()[:8]
