"""The second step: its secrets are kept encrypted, so that a copy of the database does not hold them."""

from __future__ import annotations

import base64
import hashlib
from functools import cache

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet

from rettidig.drift.hemmeligheder import hemmelighed


class Totrinsadapter(DefaultMFAAdapter):
    """Secrets under a key that lies outside the database."""

    def encrypt(self, text: str) -> str:
        """What is written in the database."""
        return _laas().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """What the second step is worked out from."""
        return _laas().decrypt(encrypted_text.encode("ascii")).decode()


@cache
def _laas() -> Fernet:
    noegle = hashlib.sha256(hemmelighed("totrin", "RETTIDIG_TOTRINSNOEGLE").encode()).digest()
    return Fernet(base64.urlsafe_b64encode(noegle))
