"""What a page may load and where its forms may lead: nothing from others, and no script or style written in it."""

from __future__ import annotations

from collections.abc import Iterable

_FAST = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}


def indholdspolitik(formularmaal: Iterable[str] = ()) -> str:
    """The policy as browsers read it. ``formularmaal`` are other origins a form may send the browser on to."""
    dele = {**_FAST, "form-action": " ".join(["'self'", *formularmaal])}
    return "; ".join(f"{navn} {vaerdi}" for navn, vaerdi in dele.items())
