"""Finds the parts of the design system and of HTMX that the pages use, in the packages they come in."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.storage import FileSystemStorage

NODE_MODULES = "RETTIDIG_NODE_MODULES"
_DELE: dict[str, tuple[str, tuple[str, ...]]] = {
    "dkfds": (
        "dkfds/dist",
        (
            "css/dkfds.min.css",
            "img/all-svg-icons.svg",
            "img/svg-icons/*.svg",
            "fonts/IBMPlexSans/complete/eot/IBMPlexSans-Regular.eot",
            "fonts/IBMPlexSans/complete/woff/IBMPlexSans-Regular.woff",
            "fonts/IBMPlexSans/complete/woff2/IBMPlexSans-Regular.woff2",
            "fonts/IBMPlexSans/complete/woff2/IBMPlexSans-Italic.woff2",
            "fonts/IBMPlexSans/complete/woff2/IBMPlexSans-Medium.woff2",
            "fonts/IBMPlexSans/complete/woff2/IBMPlexSans-SemiBold.woff2",
            "fonts/IBMPlexSans/complete/woff2/IBMPlexSans-Bold.woff2",
            "fonts/IBMPlexSans/complete/woff2/license.txt",
        ),
    ),
    "htmx": ("htmx.org/dist", ("htmx.min.js",)),
}
"""Folder under ``/static/``: where it lies in ``node_modules``, and the files taken from it."""


def node_modules() -> Path:
    """The folder ``npm ci`` fills: named in the environment, else the one of the project."""
    return Path(os.environ.get(NODE_MODULES) or Path(__file__).resolve().parents[3] / "node_modules")


class Pakkefinder(BaseFinder):
    """Offers the named files of the packages, and no other, under the package's short name."""

    def __init__(self, *_args: object, **_kwargs: object) -> None:
        self.lagre: dict[str, FileSystemStorage] = {}
        for navn, (mappe, _) in _DELE.items():
            lager = FileSystemStorage(location=str(node_modules() / mappe))
            lager.prefix = navn
            self.lagre[navn] = lager

    def check(self, **_kwargs: Any) -> list[Any]:
        """Nothing to find fault with: files that are missing are seen by ``mangler``."""
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        """Where a file asked for lies, or nothing."""
        navn, _, resten = path.partition("/")
        if navn in _DELE and _tages(navn, resten) and (fundet := node_modules() / _DELE[navn][0] / resten).is_file():
            return [str(fundet)] if find_all else str(fundet)
        return []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:  # noqa: ARG002
        """Every file taken, for collecting them in one place."""
        for navn, lager in self.lagre.items():
            rod = Path(lager.location)
            for moenster in _DELE[navn][1]:
                for fil in sorted(rod.glob(moenster)):
                    yield fil.relative_to(rod).as_posix(), lager


class Statiske(ManifestStaticFilesStorage):
    """Names each file after what it holds, so that a browser may keep it for good.

    The design system's stylesheet names fonts in old forms and a source map that no browser here asks for; they are
    left as they are named.
    """

    manifest_strict = False

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        """The name with the hash; a file that is not here keeps its name."""
        try:
            return str(super().hashed_name(name, content, filename))
        except ValueError:
            return name


def mangler() -> list[str]:
    """The patterns of which no file is found: then ``npm ci`` is still to be run."""
    return [
        f"{mappe}/{moenster}"
        for mappe, moenstre in _DELE.values()
        for moenster in moenstre
        if not any((node_modules() / mappe).glob(moenster))
    ]


def _tages(navn: str, sti: str) -> bool:
    return ".." not in sti and any(fnmatch.fnmatchcase(sti, moenster) for moenster in _DELE[navn][1])
