"""The municipality's own login services, as the environment names them: one by OpenID Connect and one by SAML.

===========================  ===========================================================================================
RETTIDIG_OIDC_ADRESSE        the issuer's address (https), under which ``/.well-known/openid-configuration`` lies
RETTIDIG_OIDC_KLIENT         the client's id there
RETTIDIG_OIDC_HEMMELIGHED    its secret, or the path of a file with it
RETTIDIG_OIDC_LOGIN          its address for logins, where that is at another host than the issuer
RETTIDIG_OIDC_NAVN           what people call the service
RETTIDIG_OIDC_BRUGER         the claim with the user's name here (``preferred_username``)
RETTIDIG_OIDC_ROLLER         the claim with groups; with ``RETTIDIG_OIDC_ROLLEKORT`` (``group=role,...``) gives roles
RETTIDIG_SAML_METADATA       address of the service's metadata, or, in place of it, the three that follow
RETTIDIG_SAML_UDSTEDER       its entity id (always)
RETTIDIG_SAML_LOGIN          its address for logins (redirect); with metadata, where these send on to another host
RETTIDIG_SAML_CERTIFIKAT     path of a PEM file with the certificate it signs with
RETTIDIG_SAML_NAVN           what people call the service
RETTIDIG_SAML_BRUGER         the attribute with the user's name here (``uid``)
RETTIDIG_SAML_ROLLER         as for OIDC, with ``RETTIDIG_SAML_ROLLEKORT``
===========================  ===========================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rettidig.drift.fejl import DriftFejl

OIDC = "kommune"
SAML = "kommune"
"""The name of the service in addresses."""

_LOKALE = {"localhost", "127.0.0.1", "::1"}
_VAERT = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
_VENT_PAA_METADATA = 5
"""Seconds: somebody is waiting for the page they log in on."""


def tjenester(miljoe: Mapping[str, str], sti: Callable[[str], Path] = Path) -> dict[str, Any]:
    """What the login library is told of the services. Raises ``DriftFejl`` for one that is half named or unsafe."""
    fundet: dict[str, Any] = {}
    if miljoe.get("RETTIDIG_OIDC_ADRESSE"):
        fundet["openid_connect"] = {"OAUTH_PKCE_ENABLED": True, "APPS": [_oidc(miljoe, sti)]}
    if miljoe.get("RETTIDIG_SAML_UDSTEDER"):
        fundet["saml"] = {"APPS": [_saml(miljoe, sti)]}
    return fundet


def oprindelser(miljoe: Mapping[str, str]) -> list[str]:
    """Where a form of ours may send the browser on to: the origins of the services, as far as they are named.

    A service named by its metadata alone says there where it is: :mod:`rettidig.adgang.login.samlmetadata`.
    """
    navne = ("RETTIDIG_OIDC_ADRESSE", "RETTIDIG_OIDC_LOGIN", "RETTIDIG_SAML_LOGIN")
    return sorted({fundet for navn in navne if (fundet := oprindelse(miljoe.get(navn, "")))})


def oprindelse(adresse: str) -> str:
    """The origin of an address by https, or by http on this machine; empty for any other, and for what is no address.

    It goes into what browsers are told, so nothing else of the address does.
    """
    try:
        dele = urlsplit(adresse)
        port = "" if dele.port is None else f":{dele.port}"
    except ValueError:
        return ""
    vaert = dele.hostname or ""
    lokal = dele.scheme == "http" and vaert in _LOKALE
    if not (dele.scheme == "https" or lokal) or not _VAERT.fullmatch(vaert):
        return ""
    return f"{dele.scheme}://[{vaert}]{port}" if ":" in vaert else f"{dele.scheme}://{vaert}{port}"


def _oidc(miljoe: Mapping[str, str], sti: Callable[[str], Path]) -> dict[str, Any]:
    adresse = _sikker(miljoe, "RETTIDIG_OIDC_ADRESSE")
    hemmelighed = _kraevet(miljoe, "RETTIDIG_OIDC_HEMMELIGHED")
    if hemmelighed.startswith("/"):
        hemmelighed = _fil(sti(hemmelighed), "RETTIDIG_OIDC_HEMMELIGHED")
    return {
        "provider_id": OIDC,
        "name": miljoe.get("RETTIDIG_OIDC_NAVN") or "Kommunens login",
        "client_id": _kraevet(miljoe, "RETTIDIG_OIDC_KLIENT"),
        "secret": hemmelighed,
        "settings": {
            "server_url": adresse,
            "fetch_userinfo": False,
            "oauth_pkce_enabled": True,
            "brugerclaim": miljoe.get("RETTIDIG_OIDC_BRUGER") or "preferred_username",
            "rolleclaim": miljoe.get("RETTIDIG_OIDC_ROLLER", ""),
            "rollekort": _kort(miljoe, "RETTIDIG_OIDC_ROLLEKORT"),
        },
    }


def _saml(miljoe: Mapping[str, str], sti: Callable[[str], Path]) -> dict[str, Any]:
    idp: dict[str, Any] = {"entity_id": _kraevet(miljoe, "RETTIDIG_SAML_UDSTEDER")}
    if miljoe.get("RETTIDIG_SAML_METADATA"):
        idp["metadata_url"] = _sikker(miljoe, "RETTIDIG_SAML_METADATA")
        idp["metadata_request_timeout"] = _VENT_PAA_METADATA
    else:
        idp["sso_url"] = _sikker(miljoe, "RETTIDIG_SAML_LOGIN")
        certifikat = _kraevet(miljoe, "RETTIDIG_SAML_CERTIFIKAT")
        idp["x509cert"] = _fil(sti(certifikat), "RETTIDIG_SAML_CERTIFIKAT")
    return {
        "client_id": SAML,
        "provider_id": miljoe.get("RETTIDIG_SAML_UDSTEDER"),
        "name": miljoe.get("RETTIDIG_SAML_NAVN") or "Kommunens login",
        "settings": {
            "idp": idp,
            "attribute_mapping": {"uid": miljoe.get("RETTIDIG_SAML_BRUGER") or "uid"},
            "advanced": {
                "strict": True,
                "want_assertion_signed": True,
                "reject_deprecated_algorithm": True,
                "reject_idp_initiated_sso": True,
                "allow_single_label_domains": True,
            },
            "brugerclaim": miljoe.get("RETTIDIG_SAML_BRUGER") or "uid",
            "rolleclaim": miljoe.get("RETTIDIG_SAML_ROLLER", ""),
            "rollekort": _kort(miljoe, "RETTIDIG_SAML_ROLLEKORT"),
        },
    }


def _kraevet(miljoe: Mapping[str, str], navn: str) -> str:
    vaerdi = miljoe.get(navn, "").strip()
    if not vaerdi:
        raise DriftFejl("login_mangler", navn=navn)
    return vaerdi


def _sikker(miljoe: Mapping[str, str], navn: str) -> str:
    """An address by https; on this machine alone, in development, http will do."""
    adresse = _kraevet(miljoe, navn)
    dele = urlsplit(adresse)
    lokal = miljoe.get("RETTIDIG_UDVIKLING") == "1" and dele.hostname in _LOKALE
    if not dele.hostname or (dele.scheme != "https" and not (lokal and dele.scheme == "http")):
        raise DriftFejl("login_uden_https", navn=navn)
    return adresse


def _fil(fil: Path, navn: str) -> str:
    try:
        return fil.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise DriftFejl("login_fil", navn=navn) from None


def _kort(miljoe: Mapping[str, str], navn: str) -> dict[str, str]:
    """``group=role`` by comma."""
    par = [led.split("=", 1) for led in miljoe.get(navn, "").split(",") if led.strip()]
    if any(len(led) != 2 or not all(del_.strip() for del_ in led) for led in par):  # noqa: PLR2004 - a pair
        raise DriftFejl("login_rollekort", navn=navn)
    return {gruppe.strip(): rolle.strip() for gruppe, rolle in par}
