"""Which rhythm of talks and offers a course follows: the groups of the assumptions file."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rettidig.demo.antagelser import KONTANT, TILBUDSGRUPPER
from rettidig.demo.forloebskaeder import Forloeb
from rettidig.demo.traekninger import Heltal

UDEN_GRUPPE = -1

JOBPARAT, AKTIVITETSPARAT, UNG, PAA_DAGPENGE, SYG, JAF_RF, PAA_LEDIGHEDSYDELSE, I_REVALIDERING = range(
    len(TILBUDSGRUPPER)
)


def rytmegruppe(forloeb: Forloeb) -> Heltal:
    """Each course's group (number in ``TILBUDSGRUPPER``), ``UDEN_GRUPPE`` where there is no rhythm to follow."""
    gruppe: npt.NDArray[np.int64] = np.full(forloeb.antal, UDEN_GRUPPE, dtype=np.int64)
    familie = forloeb.paa(*KONTANT)
    gruppe[familie & forloeb.klar] = JOBPARAT
    gruppe[familie & ~forloeb.klar] = AKTIVITETSPARAT
    gruppe[familie & forloeb.ung] = UNG
    gruppe[forloeb.paa("dagpenge")] = PAA_DAGPENGE
    gruppe[forloeb.paa("sygedagpenge")] = SYG
    gruppe[forloeb.paa("ressourceforloebsydelse_jaf", "ressourceforloebsydelse_rf")] = JAF_RF
    gruppe[forloeb.paa("ledighedsydelse")] = PAA_LEDIGHEDSYDELSE
    gruppe[forloeb.paa("revalidering")] = I_REVALIDERING
    return gruppe
