"""Whether it may be said of a matter that it is not found since, and what forbids it.

It speaks against a body, and threads miss some of what comes back. So it is said only of what has a name by which it
can be looked for, where what stands right after it settles nothing, and where no later minutes may speak of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from matters_arising.matters.compounds import spellings
from matters_arising.matters.paragraphs import is_sentence
from matters_arising.matters.passages import Passage
from matters_arising.matters.tally import is_sure
from matters_arising.matters.traces import TAKEN_UP, Traces, telling
from matters_arising.matters.words import surface
from matters_arising.models import AgendaItem, Event, Meeting, Statement
from matters_arising.vocab import EventType

_OWED = frozenset({EventType.DEFERRAL, EventType.REFERRAL, EventType.ACTION, EventType.PROPOSAL})
_VOTED = frozenset({EventType.DECISION, EventType.DEFERRAL})
_NEXT = 4  # statements after a passage in which a line may say how what is put there ended
_FEW = 4  # telling words below which the title has to say what a passage is about


class Absence:
    """The minutes of some bodies, looked through for what may be of a matter."""

    def __init__(
        self,
        meetings: Iterable[Meeting],
        items: Iterable[AgendaItem],
        statements: Iterable[Statement],
        events: Iterable[Event],
    ) -> None:
        self._titles: dict[str, str] = {}
        self._headings: dict[str, list[str]] = defaultdict(list)
        for item in items:
            self._titles[item.id] = item.title
            self._headings[item.meeting].append(item.title)
        self._meetings: dict[str, list[Meeting]] = defaultdict(list)
        for meeting in meetings:
            self._meetings[meeting.body].append(meeting)
        self._said: dict[str, list[Statement]] = defaultdict(list)
        for statement in sorted(statements, key=lambda s: (s.meeting, s.start, s.end, s.id)):
            self._said[statement.meeting].append(statement)
        self._marked: dict[str, list[Event]] = defaultdict(list)
        for event in events:
            self._marked[event.statement].append(event)
        self._bodies: dict[str, _Body] = {}

    def is_doubtful(self, title: str, last: Sequence[Passage]) -> bool:
        """Whether a matter of that title may be settled or come back after the passages of its `last` meeting."""
        if is_sentence(title) or title.endswith("…"):
            return True
        return self._goes_on(last) or self._is_taken_up(title, last)

    def _goes_on(self, last: Sequence[Passage]) -> bool:
        """Whether something right after a passage settles something: of what, only a reader sees. A line that says no
        more than how it ended may have been cut off from its item by a number."""
        marks = (event for passage in last for event in passage.events)
        if any(event.type in _VOTED and is_sure(event) for event in marks):
            return False  # the vote is on that
        said = self._said[last[-1].meeting.id]
        place = {statement.id: at for at, statement in enumerate(said)}
        for passage in last:
            ends = passage.statements[-1]
            after = said[place[ends.id] + 1 :][:_NEXT]
            if any(one.form in ("outcome", "vote") for one in (*passage.statements, *after)):
                return True
            if after and after[0].item == ends.item and self._is_decided(after[0]):
                return True
        return False

    def _is_decided(self, statement: Statement) -> bool:
        return any(event.type is EventType.DECISION and is_sure(event) for event in self._marked[statement.id])

    def _is_taken_up(self, title: str, last: Sequence[Passage]) -> bool:
        """Whether minutes of other meetings of the body, but for those known to be earlier, may speak of it; or it has
        too few words of its own to be looked for."""
        meeting = last[-1].meeting
        own = self._meetings[meeting.body]
        later = [one.id for one in own if one.id != meeting.id and one.date >= meeting.date[: len(one.date)]]
        body = self._body(meeting.body)
        if body.traces.headed(frozenset(telling(title)), later) is not None:
            return True
        names = [frozenset(telling(name)) - body.people for name in body.spelt(title)]
        for words in (*names, *_left(last, names[0], body.people)):
            near = body.traces.nearest(words, later)
            if not body.traces.weights(words) or (near is not None and near.share >= TAKEN_UP):
                return True
        headed = (telling(name) for one in later for head in self._headings[one] for name in body.spelt(head))
        return any(_are_alike(frozenset(words), name) for words in headed for name in names)

    def _body(self, body: str) -> _Body:
        if body not in self._bodies:
            own = self._meetings[body]
            statements = [statement for meeting in own for statement in self._said[meeting.id]]
            headings = [heading for meeting in own for heading in self._headings[meeting.id]]
            texts = (*headings, *(statement.text for statement in statements))
            self._bodies[body] = _Body(
                Traces(statements, self._titles),
                frozenset(word.lower() for text in texts for word in surface(text)),
                frozenset(word for meeting in own for person in meeting.participants for word in telling(person.name)),
            )
        return self._bodies[body]


@dataclass(frozen=True, slots=True)
class _Body:
    """A body's minutes as words, the words as printed, and those of the names of who attends its meetings."""

    traces: Traces
    printed: Set[str]
    people: Set[str]

    def spelt(self, name: str) -> list[str]:
        """A name in all the ways in which it may be printed."""
        return list(spellings(name, self.printed))


def _are_alike(heading: Set[str], name: Set[str]) -> bool:
    """Whether a heading is a name with no more than a word changed."""
    return bool(heading & name) and len(heading - name) <= 1 and len(name - heading) <= 1


def _left(last: Sequence[Passage], named: Set[str], people: Set[str]) -> list[frozenset[str]]:
    """What was left of a matter at its last meeting, in telling words: what was put, put off, passed on or to be done;
    where nothing of these is marked, all that is. What is said in few words is of the thing `named`; names of `people`
    come with any."""
    events = [event for passage in last for event in passage.events if is_sure(event)]
    owed = [event for event in events if event.type in _OWED]
    found = []
    for event in owed or events:
        words = frozenset(telling(event.quote)) - people
        found.append(words if len(words) >= _FEW else words | named)
    return found
