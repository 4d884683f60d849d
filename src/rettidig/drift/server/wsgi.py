"""What each of the server's processes runs."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rettidig.drift.websettings")

_SPOERG_SEKUNDER = 1.0


def _foelg_foraelderen(foraelder: int) -> None:
    """End with the process that started this one, also where it was killed and could not say so."""
    while os.getppid() == foraelder:
        time.sleep(_SPOERG_SEKUNDER)
    os.kill(os.getpid(), signal.SIGTERM)


def _lav() -> Any:
    from django.core.wsgi import get_wsgi_application

    from rettidig.drift.log.opsaetning import opsaet_log
    from rettidig.drift.opvarmning import varm_op

    opsaet_log()
    threading.Thread(target=_foelg_foraelderen, args=(os.getppid(),), daemon=True, name="foraelder").start()
    program = get_wsgi_application()
    varm_op()
    return program


application = _lav()
