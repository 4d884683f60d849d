"""What each of the server's processes runs."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import Any

from rettidig.drift.server.indstillinger import FAERDIG_SEKUNDER, FORAELDER

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rettidig.drift.websettings")

_SPOERG_SEKUNDER = 1.0


def _foelg_foraelderen(foraelder: int) -> None:
    """End with the process that started this one, also where it was killed and could not say so.

    Asked kindly first, so that answers under way are given; a process that does not hear it is not left behind.
    """
    while os.getppid() == foraelder:
        time.sleep(_SPOERG_SEKUNDER)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(FAERDIG_SEKUNDER)
    os.kill(os.getpid(), signal.SIGKILL)


def _lav() -> Any:
    from django.core.wsgi import get_wsgi_application

    from rettidig.drift.log.opsaetning import opsaet_log
    from rettidig.drift.opvarmning import varm_op

    # Until the server has its own way of hearing it, a process told to stop just stops: it has nothing under way, and
    # the way it got from the process it was made from would not end it.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    opsaet_log()
    # Asked of the environment: the one that started this may be gone already.
    foraelder = int(os.environ.get(FORAELDER) or os.getppid())
    threading.Thread(target=_foelg_foraelderen, args=(foraelder,), daemon=True, name="foraelder").start()
    program = get_wsgi_application()
    varm_op()
    return program


application = _lav()
