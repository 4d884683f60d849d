"""Where compiled kernels are kept between runs.

Numba keys a compiled kernel by the file it stands in, not by the files it calls into: after a change there, a kept
kernel would answer with yesterday's code. So every state of the sources has a folder of its own, named by their hash.

What is kept is loaded as code. A folder that anyone else can write to is therefore never used.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from rettidig.tidslinje import calendar

_BUILT_ON = ("numba", "llvmlite", "numpy")
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
_MINE_ALONE = 0o700
_HASH_LETTERS = 20


def cache_folder() -> Path | None:
    """The folder for kernels of exactly these sources; ``None`` when no place is writable, and nothing is kept.

    The first of: the user's cache folder, a folder of the user's own among the temporary files.
    """
    name = f"kerner-{source_hash()}"
    return next((folder / name for folder in _places() if _is_usable(folder) and _is_usable(folder / name)), None)


def source_hash() -> str:
    """A hash of all that a compiled kernel depends on: the kernels, the sentinels, Numba and Python."""
    digest = hashlib.sha256(sys.version.encode())
    for package in _BUILT_ON:
        digest.update(f"{package} {version(package)}\n".encode())
    for source in (*sorted(Path(__file__).parent.glob("*.py")), Path(calendar.__file__)):
        content = source.read_bytes()
        digest.update(f"{source.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:_HASH_LETTERS]


def _places() -> Iterator[Path]:
    given = os.environ.get("XDG_CACHE_HOME", "")
    if Path(given).is_absolute():
        yield Path(given) / "rettidig"
    else:
        with suppress(RuntimeError):  # a user without a home
            yield Path("~").expanduser() / ".cache" / "rettidig"
    user = f"-{os.geteuid()}" if sys.platform != "win32" else ""
    yield Path(tempfile.gettempdir()) / f"rettidig{user}"


def _is_usable(folder: Path) -> bool:
    """Whether the folder, made when it is missing, is this user's alone and can be written to."""
    try:
        folder.mkdir(mode=_MINE_ALONE, parents=True, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode):
            return False
        if sys.platform != "win32" and (found.st_uid != os.geteuid() or found.st_mode & _OTHERS_MAY_WRITE):
            return False
        tempfile.TemporaryFile(dir=folder).close()
    except OSError:
        return False
    return True
