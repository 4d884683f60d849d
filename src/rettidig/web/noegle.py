"""A citizen's id in an address: any id the data contract allows, slashes and dots among it.

Servers undo ``%2F`` before addresses are matched, and browsers take ``.`` and ``..`` away, so percent signs alone
cannot carry them: a slash is written ``~2F``, the dots of an id of dots alone ``~2E``, and the tilde itself ``~7E``.
"""

from __future__ import annotations

import re

from django.urls import register_converter
from django.urls.converters import StringConverter

_SKREVET = {"~": "~7E", "/": "~2F"}
_LAEST = {"~7E": "~", "~2F": "/", "~2E": "."}
_TEGN = re.compile("~(?:7E|2F|2E)")


class NoegleConverter(StringConverter):
    """``<noegle:noegle>``: what ``reverse`` writes is read as the id it was given, whatever is in it."""

    def to_url(self, value: str) -> str:
        """The id as it stands in an address, before what every address has quoted is quoted."""
        skrevet = "".join(_SKREVET.get(tegn, tegn) for tegn in value)
        return skrevet if skrevet.strip(".") else "~2E" * len(skrevet)

    def to_python(self, value: str) -> str:
        """The id an address holds."""
        return _TEGN.sub(lambda fundet: _LAEST[fundet[0]], value)


register_converter(NoegleConverter, "noegle")
