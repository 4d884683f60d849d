"""The weeks on the ladder counted for everybody at once are those of the state machine beside the paragraph."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.tidslinje.ragged_values import timelines

from rettidig.regler.former.sats import Satsregel
from rettidig.regler.indlaes import hent_lov
from rettidig.regler.lov.fin.refusionstrappe import DAGE_PR_UGE, forloeb
from rettidig.tidslinje import calendar, plain
from rettidig.tidslinje.model import Timeline

REGEL = hent_lov().hent("fin.refusion", Satsregel).versioner[0]
DAGE = st.integers(calendar.day_of(2010, 1, 1), calendar.day_of(2024, 1, 1))


def mandage(uger: Timeline) -> list[int]:
    return [uge for fra, til in uger.of(0) for uge in range(fra, til, DAGE_PR_UGE)]


@given(
    timelines(1, valued=False, day=DAGE, sentinels=False),
    timelines(1, valued=False, day=DAGE, sentinels=False),
    st.integers(0, 200),
    st.sampled_from([(156, 52), (20, 5), (4, 4), (1, 1)]),
)
def test_the_stretches_are_numbered_as_the_state_machine_numbers_their_weeks(
    ydelser: Timeline, spaerret: Timeline, foer: int, vindue_og_uger: tuple[int, int]
) -> None:
    vindue, uger = vindue_og_uger
    version = REGEL.model_copy(update={"nulstil_vindue": vindue, "nulstil_uger": uger})
    beroerte, spaerrede = plain.week_hull(ydelser), plain.week_hull(spaerret)
    optagne = plain.union(beroerte, spaerrede)
    talte = plain.week_numbers(beroerte, optagne, np.array([foer]), vindue, uger)
    nummer = {
        uge: foerste + (uge - fra) // DAGE_PR_UGE
        for (fra, til), foerste in zip(talte.of(0), talte.values_of(0), strict=True)
        for uge in range(fra, til, DAGE_PR_UGE)
    }
    ventet = forloeb(version, mandage(beroerte), mandage(spaerrede), foer)
    assert nummer == {tilstand.uge: tilstand.nummer for tilstand in ventet}
