"""Talk of partnership beside practice: what was praised and promised, and what was then done together or alone.

Bodies praise co-production more readily than they practise it, and minutes hold both. Counted apart are talk
(aspirations), promises, and what was done: together, after hearing others, alone. A mark counts only where it is more
likely than not; what is less likely is named and not counted. Each count comes with its acts, which have the quotes,
and with the numbers between which the true count of the passages found lies nine times in ten, as far as the marks'
probabilities hold. What was not found is in no count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

import numpy as np

from matters_arising.matters.tally import LIKELY
from matters_arising.vocab import StanceLabel, StanceStatus

Stretch = Literal["year", "quarter", "month"]
COUNTED = ("talk", "promised", "together", "heard", "alone")
_TAIL = 0.05


@dataclass(frozen=True, slots=True)
class Act:
    """A stance as the minutes print it: who decides or does, in which clause, of which matter (empty where none).

    `start` orders the acts of a document. `holder` and `with_whom` are as printed.
    """

    stance: str
    label: StanceLabel
    status: StanceStatus
    phase: str
    holder: str
    with_whom: str
    body: str
    meeting: str
    date: str
    matter: str
    quote: str
    document: str
    page: int
    start: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Count:
    """How often. `acts` are counted; `doubtful` are further passages that more likely say something else. Of all of
    these, `low` to `high` say it, nine times in ten."""

    acts: tuple[Act, ...]
    doubtful: tuple[Act, ...]
    low: int
    high: int

    @property
    def number(self) -> int:
        """The acts counted."""
        return len(self.acts)


@dataclass(frozen=True, slots=True)
class Practice:
    """What was said and done in one stretch of time (`when`: "2023", "2023-Q2", "2023-05", or empty for all of it).

    `talk` is praise of partnership without a right given to anybody; `promised` are collaborative and consultative
    commitments. `together`, `heard` and `alone` are what was done: collaborative, consultative, unilateral.
    """

    when: str
    talk: Count
    promised: Count
    together: Count
    heard: Count
    alone: Count

    @property
    def counts(self) -> tuple[Count, ...]:
        """The counts in the order of `COUNTED`."""
        return self.talk, self.promised, self.together, self.heard, self.alone


@dataclass(frozen=True, slots=True)
class Turn:
    """A meeting from which a matter was dealt with in another way than at the meeting before it that shows one."""

    earlier: Act
    later: Act

    @property
    def sentence(self) -> str:
        """The turn in words, as it may be published beside both quotes."""
        return f"from {self.earlier.label} to {self.later.label} at the meeting of {self.later.date}"


@dataclass(frozen=True, slots=True)
class Course:
    """The stances of one matter in the order of time. Where `taken` is there, a promise to share it or to hear others
    (`taken.earlier`) was followed by an act done alone (`taken.later`), with nothing shared between."""

    acts: tuple[Act, ...]
    doubtful: tuple[Act, ...]
    turns: tuple[Turn, ...]
    taken: Turn | None


def practice(acts: Iterable[Act], *, when: str = "") -> Practice:
    """Count the acts of a body, or of anything else, over all of their time."""
    found = sorted(acts, key=_order)

    def of(fits: Callable[[Act], bool]) -> Count:
        return _count([act for act in found if fits(act)])

    return Practice(
        when,
        talk=of(lambda act: act.status is StanceStatus.ASPIRATION),
        promised=of(lambda act: act.status is StanceStatus.COMMITTED and act.label is not StanceLabel.UNILATERAL),
        together=of(lambda act: _done(act, StanceLabel.COLLABORATIVE)),
        heard=of(lambda act: _done(act, StanceLabel.CONSULTATIVE)),
        alone=of(lambda act: _done(act, StanceLabel.UNILATERAL)),
    )


def over_time(acts: Iterable[Act], *, by: Stretch = "year") -> list[Practice]:
    """The same counts by stretches of time, in order; an act whose date does not tell its stretch is in none."""
    placed = [(name, act) for act in acts if (name := stretch(act.date, by))]
    placed.sort(key=lambda pair: (pair[0], _order(pair[1])))
    return [practice((act for _, act in group), when=name) for name, group in groupby(placed, key=lambda pair: pair[0])]


def course(acts: Iterable[Act]) -> Course:
    """The course of one matter: its acts in order, where it turned, and whether it was taken away to be done alone.

    What was proposed, denied or praised turns nothing: only what was done or promised does. A meeting that shows two
    ways of dealing with the matter shows no turn, and neither does one without a full date.
    """
    found = sorted(acts, key=_order)
    sure = [act for act in found if act.confidence >= LIKELY]
    binding = [act for act in sure if act.status in (StanceStatus.ENACTED, StanceStatus.COMMITTED) and _dated(act)]
    return Course(
        acts=tuple(sure),
        doubtful=tuple(act for act in found if act.confidence < LIKELY),
        turns=tuple(_turns(binding)),
        taken=_taken(binding),
    )


def stretch(date: str, by: Stretch) -> str:
    """The name of the stretch of time that an ISO date, full or partial, lies in; empty where it does not tell.

    >>> stretch("2023-05-12", "year"), stretch("2023-05", "quarter"), stretch("2023", "month"), stretch("", "year")
    ('2023', '2023-Q2', '', '')
    """
    if by == "year":
        return date[:4]
    if len(date) < 7:
        return ""
    return date[:7] if by == "month" else f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}"


def between(chances: Sequence[float]) -> tuple[int, int]:
    """The numbers between which the count of what is true lies nine times in ten, where each thing is true with its
    own chance, whatever the others are.

    >>> between([]), between([1.0, 1.0]), between([0.5] * 10)
    ((0, 0), (2, 2), (2, 8))
    """
    exactly = np.ones(1)
    for chance in chances:
        exactly = np.convolve(exactly, (1 - chance, chance))
    up_to = exactly.cumsum()
    return int(np.searchsorted(up_to, _TAIL)), int(np.searchsorted(up_to, 1 - _TAIL))


def _count(acts: Sequence[Act]) -> Count:
    low, high = between([act.confidence for act in acts])
    sure = tuple(act for act in acts if act.confidence >= LIKELY)
    return Count(sure, tuple(act for act in acts if act.confidence < LIKELY), low, high)


def _done(act: Act, label: StanceLabel) -> bool:
    return act.label is label and act.status is StanceStatus.ENACTED


def _turns(binding: Sequence[Act]) -> list[Turn]:
    meetings = [list(group) for _, group in groupby(binding, key=lambda act: (act.date, act.meeting))]
    turns = []
    for before, after in pairwise(meetings):
        earlier, later = _only_label(before), _only_label(after)
        if earlier and later and earlier is not later and before[-1].date < after[0].date:
            turns.append(Turn(before[-1], after[0]))
    return turns


def _taken(binding: Sequence[Act]) -> Turn | None:
    """The last promise before an act done alone, unless it was kept in between, or that meeting shares the matter."""
    for place, later in enumerate(binding):
        if later.label is not StanceLabel.UNILATERAL or later.status is not StanceStatus.ENACTED:
            continue
        shared = [act for act in binding[:place] if act.label is not StanceLabel.UNILATERAL]
        same_day = [act for act in binding if act.date == later.date and act.label is not StanceLabel.UNILATERAL]
        if shared and not same_day and shared[-1].status is StanceStatus.COMMITTED:
            return Turn(shared[-1], later)
    return None


def _only_label(acts: Sequence[Act]) -> StanceLabel | None:
    labels = {act.label for act in acts}
    return labels.pop() if len(labels) == 1 else None


def _dated(act: Act) -> bool:
    return len(act.date) == len("2023-05-12")


def _order(act: Act) -> tuple[str, str, int, str]:
    return act.date, act.document, act.start, act.stance
