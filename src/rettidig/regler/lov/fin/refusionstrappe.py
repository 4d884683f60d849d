"""The reimbursement ladder as a state machine over weeks (FIN §§ 5-6): the composition beside its paragraph.

Weeks are counted in whole ISO weeks; a week is named by its Monday. The numbers stand in ``refusion.yaml``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from rettidig.regler.former.sats import SatsVersion
from rettidig.tidslinje import reference

DAGE_PR_UGE = 7


@dataclass(frozen=True, slots=True)
class Trappetilstand:
    """Where a citizen stands after a touched week.

    ``nummer`` is the week's number on the ladder, ``foerste`` the Monday of the first touched week since the last
    reset, ``uge`` the touched week itself, ``nulstillet`` whether the count started again with it.
    """

    nummer: int
    foerste: int | None
    uge: int
    nulstillet: bool = False


def forloeb(
    version: SatsVersion, beroerte: Sequence[int], spaerrede: Sequence[int], ugetal_foer: int
) -> list[Trappetilstand]:
    """The state after every touched week (Mondays, ascending).

    Before a touched week the count starts again at 1 when, within the window before it, enough whole self-support
    weeks lie after the first touched week since the last reset. A self-support week is neither touched nor blocked;
    weeks before the first touched one are unknown and count for nothing.
    """
    if not beroerte:
        return []
    optaget = {*beroerte, *spaerrede}
    selvforsoergede = [uge for uge in range(beroerte[0], beroerte[-1], DAGE_PR_UGE) if uge not in optaget]

    def trin(tilstand: Trappetilstand, uge: int) -> Trappetilstand:
        if tilstand.foerste is None:
            return Trappetilstand(tilstand.nummer + 1, uge, uge)
        vindue_fra = max(uge - version.nulstil_vindue * DAGE_PR_UGE, tilstand.foerste + DAGE_PR_UGE)
        antal = bisect_left(selvforsoergede, uge) - bisect_left(selvforsoergede, vindue_fra)
        if antal >= version.nulstil_uger:
            return Trappetilstand(1, uge, uge, nulstillet=True)
        return Trappetilstand(tilstand.nummer + 1, tilstand.foerste, uge)

    return reference.fold(beroerte, Trappetilstand(ugetal_foer, None, 0), trin)


def sats(version: SatsVersion, ugenummer: int) -> int:
    """The State's share in whole percent for a week number."""
    return next(trin.sats for trin in reversed(version.trin) if ugenummer >= trin.fra_uge)
