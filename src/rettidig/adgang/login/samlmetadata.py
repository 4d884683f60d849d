"""Where the municipality's SAML service is, as its own metadata say: a form may send the browser there.

A browser follows no form to an address the page has not named beforehand, nor on from one. Where the service is named
by its metadata alone, the address for logins stands there, and the login library fetches and keeps them.
"""

from __future__ import annotations

from typing import Any

import structlog
from allauth.socialaccount.providers.saml.utils import fetch_metadata_url_config
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError

from rettidig.drift.loginstjenester import oprindelse

_UDEN_METADATA = "adgang.saml.uden_metadata"
_PROEV_IGEN_SEKUNDER = 60


def loginsted() -> str:
    """The origin logins are sent on to; empty without metadata, and for a minute where they could not be had."""
    idp = _idp()
    if not idp.get("metadata_url"):
        return ""
    try:
        if cache.get(_UDEN_METADATA):
            return ""
        return _sted(idp)
    except DatabaseError:  # Nobody logs in while the store is away, and the page says so itself.
        return ""


def _sted(idp: dict[str, Any]) -> str:
    try:
        fundet = fetch_metadata_url_config(idp)
        return oprindelse(str(fundet["idp"]["singleSignOnService"]["url"]))
    except DatabaseError:
        raise
    except Exception as fejl:  # The library raises plain ones; and a password still gets people in.
        structlog.get_logger().warning("saml_uden_metadata", slags=type(fejl).__name__)
        cache.set(_UDEN_METADATA, True, _PROEV_IGEN_SEKUNDER)
        return ""


def _idp() -> dict[str, Any]:
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("saml", {}).get("APPS", [])
    return dict(apps[0]["settings"]["idp"]) if apps else {}
