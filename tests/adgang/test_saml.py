"""Logins by SAML: the service's own signature, for us, and asked for by us; nothing else."""

from __future__ import annotations

import base64
import datetime as dt
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree
from tests.adgang.proevebrugere import bruger, klient

from rettidig.drift.loginstjenester import tjenester

UDSTEDER = "https://idp.example/saml"
RETTIDIG = "http://localhost/konto/saml/kommune"


class Idp:
    """A key and its certificate."""

    def __init__(self) -> None:
        noegle = rsa.generate_private_key(65537, 2048)
        navn = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp.example")])
        nu = dt.datetime.now(dt.UTC)
        certifikat = (
            x509.CertificateBuilder()
            .subject_name(navn)
            .issuer_name(navn)
            .public_key(noegle.public_key())
            .serial_number(1)
            .not_valid_before(nu - dt.timedelta(days=1))
            .not_valid_after(nu + dt.timedelta(days=1))
            .sign(noegle, hashes.SHA256())
        )
        self.pem = noegle.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        self.certifikat = certifikat.public_bytes(serialization.Encoding.PEM).decode()

    def svar(self, anmodning: str, *, uid: str = "anna", til: str = RETTIDIG, underskriv: bool = True) -> str:
        """A response to the request of the id, its assertion signed."""
        nu = dt.datetime.now(dt.UTC)
        t0, t1 = ((nu + dt.timedelta(minutes=m)).strftime("%Y-%m-%dT%H:%M:%SZ") for m in (-1, 5))
        xml = f"""<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r1" Version="2.0" IssueInstant="{t0}"
 Destination="{til}/acs/" InResponseTo="{anmodning}"><saml:Issuer>{UDSTEDER}</saml:Issuer>
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
<saml:Assertion ID="_a1" Version="2.0" IssueInstant="{t0}"><saml:Issuer>{UDSTEDER}</saml:Issuer>
<saml:Subject><saml:NameID>x</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
<saml:SubjectConfirmationData InResponseTo="{anmodning}" NotOnOrAfter="{t1}" Recipient="{til}/acs/"/>
</saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{t0}" NotOnOrAfter="{t1}"><saml:AudienceRestriction>
<saml:Audience>{til}/metadata/</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="{t0}" SessionIndex="s"><saml:AuthnContext><saml:AuthnContextClassRef>
urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement><saml:Attribute Name="uid"><saml:AttributeValue>{uid}</saml:AttributeValue></saml:Attribute>
</saml:AttributeStatement></saml:Assertion></samlp:Response>"""
        if underskriv:
            xml = self._underskrevet(xml)
        return base64.b64encode(xml.encode()).decode()

    def _underskrevet(self, xml: str) -> str:
        from onelogin.saml2.utils import OneLogin_Saml2_Utils

        rod = etree.fromstring(xml.encode())
        paastand = rod.find("{urn:oasis:names:tc:SAML:2.0:assertion}Assertion")
        assert paastand is not None
        alene = etree.tostring(paastand)
        signeret = etree.fromstring(OneLogin_Saml2_Utils.add_sign(alene, self.pem, self.certifikat))
        rod.replace(paastand, signeret)
        return etree.tostring(rod).decode()


@pytest.fixture(scope="module")
def idp() -> Idp:
    return Idp()


@pytest.fixture
def sat_op(store: Path, idp: Idp, tmp_path: Path) -> Iterator[None]:
    """Rettidig told of the service."""
    from django.test import override_settings

    fil = tmp_path / "idp.pem"
    fil.write_text(idp.certifikat)
    miljoe = {
        "RETTIDIG_SAML_UDSTEDER": UDSTEDER,
        "RETTIDIG_SAML_LOGIN": "https://idp.example/login",
        "RETTIDIG_SAML_CERTIFIKAT": str(fil),
    }
    with override_settings(SOCIALACCOUNT_PROVIDERS=tjenester(miljoe)):
        yield


def _begynd(k: Any) -> tuple[str, str]:
    """Go to the service; returns the id of the request and the state it carries."""
    svar = k.post("/konto/saml/kommune/login/")
    assert svar.status_code == 302
    spurgt = parse_qs(urlsplit(svar.headers["Location"]).query, keep_blank_values=True)
    xml = zlib.decompress(base64.b64decode(spurgt["SAMLRequest"][0]), -15)
    return etree.fromstring(xml).get("ID"), spurgt["RelayState"][0]


def _aflever(k: Any, svar: str, tilstand: str) -> Any:
    modtaget = k.post("/konto/saml/kommune/acs/", {"SAMLResponse": svar, "RelayState": tilstand})
    return k.get(modtaget.headers["Location"])


def test_the_metadata_the_service_needs_are_there(sat_op: None) -> None:
    svar = klient().get("/konto/saml/kommune/metadata/")
    assert svar.status_code == 200
    rod = etree.fromstring(svar.content)
    assert rod.get("entityID") == f"{RETTIDIG}/metadata/"
    assert klient().get("/konto/saml/en-anden/metadata/").status_code == 404


def test_a_known_user_whom_the_service_has_signed_for_comes_in(sat_op: None, idp: Idp) -> None:
    bruger("sagsbehandler", navn="anna")
    k = klient()
    anmodning, tilstand = _begynd(k)
    svar = _aflever(k, idp.svar(anmodning), tilstand)
    assert svar.status_code == 302
    assert k.get("/").status_code == 200


@pytest.mark.parametrize(
    "skaevt", ["uden_underskrift", "fremmed", "aendret", "til_en_anden", "ikke_spurgt", "tom", "xxe"]
)
def test_a_response_that_is_not_signed_for_us_and_asked_for_is_refused(sat_op: None, idp: Idp, skaevt: str) -> None:
    bruger("sagsbehandler", navn="anna")
    k = klient()
    anmodning, tilstand = _begynd(k)
    if skaevt == "uden_underskrift":
        svar = idp.svar(anmodning, underskriv=False)
    elif skaevt == "fremmed":
        svar = Idp().svar(anmodning)
    elif skaevt == "aendret":
        xml = base64.b64decode(idp.svar(anmodning, uid="bo")).replace(b">bo<", b">anna<")
        svar = base64.b64encode(xml).decode()
    elif skaevt == "til_en_anden":
        svar = idp.svar(anmodning, til="https://en-anden.example/saml")
    elif skaevt == "ikke_spurgt":
        svar = idp.svar("_noget-andet")
    elif skaevt == "tom":
        svar = ""
    else:
        ond = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'
        svar = base64.b64encode(ond).decode()
    modtaget = _aflever(k, svar, tilstand)
    assert modtaget.status_code < 500
    assert b"root:" not in modtaget.content
    assert k.get("/").headers["Location"].startswith("/konto/login/")


def test_the_same_response_does_not_let_anybody_in_twice(sat_op: None, idp: Idp) -> None:
    bruger("sagsbehandler", navn="anna")
    k = klient()
    anmodning, tilstand = _begynd(k)
    svar = idp.svar(anmodning)
    _aflever(k, svar, tilstand)
    k.post("/konto/logout/")
    _aflever(k, svar, tilstand)
    assert k.get("/").status_code == 302
    anden = klient()
    _aflever(anden, svar, tilstand)
    assert anden.get("/").status_code == 302


def test_whoever_is_not_a_user_here_is_not_let_in(sat_op: None, idp: Idp) -> None:
    k = klient()
    anmodning, tilstand = _begynd(k)
    assert _aflever(k, idp.svar(anmodning, uid="ukendt"), tilstand).status_code == 403


METADATA = f"""<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{UDSTEDER}">
<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
<ds:X509Certificate>CERTIFIKAT</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="STED"/>
</md:IDPSSODescriptor></md:EntityDescriptor>"""


@pytest.fixture
def tjeneste(store: Path, idp: Idp) -> Iterator[Callable[[str], None]]:
    """Tells where the service's metadata say that one logs in; they lie at an address on this machine."""
    from django.test import override_settings

    filer: dict[str, bytes] = {}

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            indhold = filer.get(self.path)
            self.send_response(200 if indhold else 404)
            self.end_headers()
            self.wfile.write(indhold or b"")

        def log_message(self, *_: Any) -> None:
            """Nothing on the screen."""

    def sted(adresse: str) -> None:
        certifikat = "".join(idp.certifikat.split("\n")[1:-2])
        filer["/metadata"] = METADATA.replace("CERTIFIKAT", certifikat).replace("STED", adresse).encode()

    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        traad = threading.Thread(target=server.serve_forever, daemon=True)
        traad.start()
        miljoe = {
            "RETTIDIG_UDVIKLING": "1",
            "RETTIDIG_SAML_UDSTEDER": UDSTEDER,
            "RETTIDIG_SAML_METADATA": f"http://127.0.0.1:{server.server_port}/metadata",
        }
        with override_settings(SOCIALACCOUNT_PROVIDERS=tjenester(miljoe)):
            yield sted
        server.shutdown()
        traad.join()


def _formularmaal(sti: str) -> str:
    politik = klient().get(sti).headers["Content-Security-Policy"]
    (maal,) = [del_ for del_ in politik.split("; ") if del_.startswith("form-action")]
    return str(maal)


def test_a_form_may_lead_to_where_the_metadata_say_one_logs_in(tjeneste: Callable[[str], None]) -> None:
    tjeneste("https://login.idp.example:8443/saml/ind?a=1")
    for sti in ("/konto/login/", "/konto/saml/kommune/login/"):
        assert _formularmaal(sti) == "form-action 'self' https://login.idp.example:8443"
    assert klient().post("/konto/saml/kommune/login/").headers["Location"].startswith("https://login.idp.example:8443/")
    assert _formularmaal("/tilgaengelighed/") == "form-action 'self'"


@pytest.mark.parametrize("adresse", ["http://idp.example/", "https://idp.example; script-src */", "javascript:1", ""])
def test_nothing_but_an_address_by_https_comes_from_the_metadata(tjeneste: Callable[[str], None], adresse: str) -> None:
    tjeneste(adresse)
    assert _formularmaal("/konto/login/") == "form-action 'self'"


def test_without_the_metadata_one_logs_in_by_password_and_they_are_not_asked_for_at_every_page(
    tjeneste: Callable[[str], None],
) -> None:
    assert klient().get("/konto/login/").status_code == 200
    tjeneste("https://login.idp.example/")
    assert _formularmaal("/konto/login/") == "form-action 'self'"
    with time_machine.travel(time.time() + 120, tick=False):
        assert _formularmaal("/konto/login/") == "form-action 'self' https://login.idp.example"
