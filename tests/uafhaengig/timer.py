"""The clock of dagpenge: accumulated hours instead of calendar months (section 4)."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.uafhaengig.dage import CORONA, er_corona, er_hverdag, plus_maaneder
from tests.uafhaengig.forloeb import Forloeb
from tests.uafhaengig.person import LOENTILSKUD, TIMEENHEDER


def dagsnorm(deltid: bool) -> int:
    """Hours on one weekday at full grad, in 1/10,000 hour: 7.4, part-time insured 6."""
    return 6 * TIMEENHEDER if deltid else 74 * TIMEENHEDER // 10


def seks_maaneders_timer(deltid: bool) -> int:
    """The hours that make six months, in 1/10,000 hour."""
    return 780 * TIMEENHEDER if deltid else 96_198 * TIMEENHEDER // 100


def tolv_maaneders_timer(deltid: bool) -> int:
    """The hours that make twelve months, in 1/10,000 hour."""
    return 1_560 * TIMEENHEDER if deltid else 192_396 * TIMEENHEDER // 100


def a_kassens_timer(deltid: bool) -> int:
    """The hours after which the a-kasse's time runs out with the month, in 1/10,000 hour."""
    return (333 if deltid else 410) * TIMEENHEDER


@dataclass
class Timeur:
    """The hours of one dagpenge course, day by day, up to the day of assessment.

    `corona_staar_stille`: true for the duties, false for the measures.
    """

    forloeb: Forloeb
    corona_staar_stille: bool = True
    timer: dict[int, int] = field(init=False)
    i_gang: set[int] = field(init=False)

    def __post_init__(self) -> None:
        person = self.forloeb.person
        loentilskud = self._loentilskud()
        self.i_gang = {
            dag for dag in loentilskud | self.forloeb.dage.keys() if not (self.corona_staar_stille and er_corona(dag))
        }
        norm = dagsnorm(person.deltid)
        self.timer = {}
        for dag in sorted(self.i_gang):
            if er_hverdag(dag):
                grad = 1000 if dag in loentilskud else self.forloeb.dage[dag].grad
                self.timer[dag] = norm * grad // 1000

    def optjent(self) -> int:
        """All hours earned up to and including the day of assessment, in 1/10,000 hour."""
        return sum(self.timer.values())

    def naar(self, graense: int) -> int | None:
        """The day the hours reach a limit.

        Not reached yet: projected from tomorrow at the present spell's grad if the person is on dagpenge, else no day.
        """
        sum_ = 0
        for dag, timer in self.timer.items():
            sum_ += timer
            if sum_ >= graense:
                return dag
        person = self.forloeb.person
        if not self.forloeb.loeber:
            return None
        pr_dag = dagsnorm(person.deltid) * self.forloeb.spell_paa(person.pr).grad // 1000
        if pr_dag == 0:
            return None
        dag = person.pr
        while sum_ < graense:
            if dag > CORONA[-1][-1] and graense - sum_ > 5 * pr_dag:
                dag, sum_ = dag + 7, sum_ + 5 * pr_dag
                continue
            dag += 1
            if er_hverdag(dag) and not (self.corona_staar_stille and er_corona(dag)):
                sum_ += pr_dag
        return dag

    def stilstand(self, til: int) -> int:
        """Days from the course's first day until (not including) a day, on which the clock stood still."""
        pr = self.forloeb.person.pr
        return sum(
            1
            for dag in range(self.forloeb.foerste, til)
            if (dag not in self.i_gang if dag <= pr else self.corona_staar_stille and er_corona(dag))
        )

    def _loentilskud(self) -> set[int]:
        """Days of loentilskud from the course's first day on, of those begun no later than a month after its last."""
        forloeb, pr = self.forloeb, self.forloeb.person.pr
        dage: set[int] = set()
        for indsats in forloeb.person.indsatser:
            if indsats.indsats not in LOENTILSKUD or indsats.fra > plus_maaneder(forloeb.sidste, 1):
                continue
            sidste = pr if indsats.til is None else min(indsats.til, pr)
            if forloeb.senest is not None:
                sidste = min(sidste, forloeb.senest)
            dage.update(range(max(indsats.fra, forloeb.foerste), sidste + 1))
        return dage
