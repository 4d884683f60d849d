"""A progress bar on the terminal for what takes more than two seconds; nothing anywhere else."""

from __future__ import annotations

import sys
from threading import Timer
from types import TracebackType
from typing import Any

_VENTETID_SEKUNDER = 2.0


class Fremdrift:
    """How far the work has come. Shown on standard error from the third second on, and taken away at the end."""

    def __init__(self) -> None:
        self._tekst = ""
        self._faerdigt = 0
        self._i_alt: int | None = None
        self._lag: Any = None
        self._opgave: Any = None
        self._ur: Timer | None = None

    def __enter__(self) -> Fremdrift:
        if sys.stderr is not None and sys.stderr.isatty():
            self._ur = Timer(_VENTETID_SEKUNDER, self._vis)
            self._ur.daemon = True
            self._ur.start()
        return self

    def __exit__(
        self, slags: type[BaseException] | None, fejl: BaseException | None, spor: TracebackType | None
    ) -> None:
        if self._ur is not None:
            self._ur.cancel()
            self._ur.join()
        if self._lag is not None:
            self._lag.stop()

    def trin(self, tekst: str, faerdigt: int = 0, i_alt: int | None = None) -> None:
        """Say what is going on; ``i_alt`` is how many parts it has, where that is known."""
        self._tekst, self._faerdigt, self._i_alt = tekst, faerdigt, i_alt
        if self._lag is not None:
            self._lag.update(self._opgave, description=tekst, completed=faerdigt, total=i_alt)

    def antal(self, faerdigt: int, i_alt: int) -> None:
        """The same work, so much further."""
        self.trin(self._tekst, faerdigt, i_alt)

    def _vis(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        lag = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._opgave = lag.add_task(self._tekst, total=self._i_alt, completed=self._faerdigt)
        lag.start()
        self._lag = lag
