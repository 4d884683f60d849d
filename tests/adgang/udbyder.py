"""A login service for tests: OpenID Connect on loopback, with signed tokens, and as crooked as it is told to be."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KLIENT, HEMMELIGHED = "rettidig", "en-hemmelighed"


def _b64(tal: int) -> str:
    return base64.urlsafe_b64encode(tal.to_bytes((tal.bit_length() + 7) // 8, "big")).rstrip(b"=").decode()


@dataclass
class Udbyder:
    """What the service says; ``paastande`` are the claims, and ``skaevt`` what is wrong about the token."""

    adresse: str = ""
    noegle: Any = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    fremmed: Any = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    paastande: dict[str, Any] = field(default_factory=dict)
    skaevt: str = ""
    givet: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def opdagelse(self) -> dict[str, Any]:
        """Where everything is."""
        return {
            "issuer": self.adresse,
            "authorization_endpoint": f"{self.adresse}/authorize",
            "token_endpoint": f"{self.adresse}/token",
            "userinfo_endpoint": f"{self.adresse}/userinfo",
            "jwks_uri": f"{self.adresse}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def noegler(self) -> dict[str, Any]:
        """The public key."""
        tal = self.noegle.public_key().public_numbers()
        noegle = {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "en", "n": _b64(tal.n), "e": _b64(tal.e)}
        return {"keys": [noegle]}

    def giv_kode(self, spoergsmaal: dict[str, list[str]]) -> str:
        """Somebody has logged in at the service."""
        kode = f"kode{len(self.givet)}"
        self.givet[kode] = spoergsmaal
        return f"{spoergsmaal['redirect_uri'][0]}?{urlencode({'code': kode, 'state': spoergsmaal['state'][0]})}"

    def veksl(self, form: dict[str, list[str]]) -> dict[str, Any] | None:
        """A token for a code: once, with the secret and the proof that it is the one who asked."""
        spurgt = self.givet.pop(form.get("code", [""])[0], None)
        if spurgt is None or form.get("client_secret") != [HEMMELIGHED]:
            return None
        proeve = hashlib.sha256(form.get("code_verifier", [""])[0].encode()).digest()
        if base64.urlsafe_b64encode(proeve).rstrip(b"=").decode() != spurgt["code_challenge"][0]:
            return None
        nu = int(time.time())
        krav = {"iss": self.adresse, "aud": KLIENT, "sub": "s-1", "iat": nu, "exp": nu + 60} | self.paastande
        if self.skaevt == "udloebet":
            krav |= {"iat": nu - 9000, "exp": nu - 8000}
        if self.skaevt == "anden_modtager":
            krav["aud"] = "en-anden"
        if self.skaevt == "anden_udsteder":
            krav["iss"] = "https://ond.example"
        if self.skaevt == "ingen_underskrift":
            token = jwt.encode(krav, None, algorithm="none", headers={"kid": "en"})
        else:
            noegle = self.fremmed if self.skaevt == "fremmed_noegle" else self.noegle
            token = jwt.encode(krav, noegle, algorithm="RS256", headers={"kid": "en"})
        return {"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": token}


@contextmanager
def koerende() -> Iterator[Udbyder]:
    """The service, running on loopback inside a ``with`` block."""
    udbyder = Udbyder()

    class Svarer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            sti = urlsplit(self.path)
            if sti.path == "/.well-known/openid-configuration":
                self._json(udbyder.opdagelse())
            elif sti.path == "/jwks":
                self._json(udbyder.noegler())
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self._json(udbyder.veksl(form))

        def _json(self, svar: dict[str, Any] | None) -> None:
            krop = json.dumps(svar or {"error": "invalid_grant"}).encode()
            self.send_response(200 if svar else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(krop)))
            self.end_headers()
            self.wfile.write(krop)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Svarer)
    udbyder.adresse = f"http://127.0.0.1:{server.server_port}"
    traad = threading.Thread(target=server.serve_forever, daemon=True)
    traad.start()
    try:
        yield udbyder
    finally:
        server.shutdown()
        server.server_close()
        traad.join()
