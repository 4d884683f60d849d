"""What access adds to the state of the system: how many logins failed, and how many users there are. No names."""

from __future__ import annotations

import datetime as dt

from rettidig.adgang.models import Adgangshandling, Bruger
from rettidig.drift.tilstand import bidrag

_ET_DOEGN = dt.timedelta(hours=24)


@bidrag("logind")
def logind() -> dict[str, int]:
    """Logins that failed in the last 24 hours, and users who can log in."""
    siden = dt.datetime.now(dt.UTC) - _ET_DOEGN
    return {
        "mislykkede": Adgangshandling.objects.filter(slags="login_afvist", tidspunkt__gte=siden).count(),
        "aktive_brugere": Bruger.objects.filter(is_active=True).count(),
    }
