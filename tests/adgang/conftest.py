"""What the tests of access share."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest


@pytest.fixture
def settings_urls() -> Callable[[Any], AbstractContextManager[None]]:
    """Serve one view at ``/proeve/`` beside what the guard needs, inside a ``with`` block."""

    @contextmanager
    def med(view: Any) -> Iterator[None]:
        from django.test import override_settings
        from django.urls import include, path

        modul = types.ModuleType("proeveadresser")
        modul.__dict__["urlpatterns"] = [path("proeve/", view), path("", include("rettidig.web.urls"))]
        sys.modules["proeveadresser"] = modul
        try:
            with override_settings(ROOT_URLCONF="proeveadresser"):
                yield
        finally:
            del sys.modules["proeveadresser"]

    return med


@pytest.fixture
def settings_med() -> Any:
    """Django's settings, otherwise inside a ``with`` block."""
    from django.test import override_settings

    return override_settings
