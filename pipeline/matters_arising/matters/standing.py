"""Form lines: words that a body prints at nearly every meeting, whatever happens ("No items were added").

A mark on such a line says nothing of a matter. Counted as putting-offs, two dozen meetings of it would stand at the
head of the ledger and accuse a body of nothing but its template; so these marks belong to no matter. Where nothing is
marked, two meetings are enough: a row of the roll, a rule that the agenda cites, where the meeting was held.
The result of a vote is no form line, though it is printed in the same words each time: it takes its sense from what it
ends.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from matters_arising.extract.results import is_result
from matters_arising.matters.passages import Passage
from matters_arising.models import AgendaItem, Event, Meeting, Statement
from matters_arising.segment.sections import section_of
from matters_arising.vocab import EventType, Section

AT_LEAST = 8  # meetings: a matter that is put off in the same words so often in a row is hardly known
SHARE = 0.5  # of the body's meetings from the first to the last time the line is printed
_VARIES = re.compile(r"[\d\W_]+")  # dates, times and numbers change from form to form


def form_lines(
    meetings: Iterable[Meeting], items: Iterable[AgendaItem], statements: Iterable[Statement], events: Sequence[Event]
) -> set[str]:
    """The ids of the events that stand on form lines: the same words under the same heading, meeting after meeting."""
    of = {meeting.id: meeting for meeting in meetings}
    dates: dict[str, set[str]] = defaultdict(set)
    for meeting in of.values():
        if meeting.date:
            dates[meeting.body].add(meeting.date)
    title = {item.id: item.title for item in items}
    text = {statement.id: statement.text for statement in statements}
    printed: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for event in events:
        held, said = of.get(event.meeting), text.get(event.statement, "")
        ends_a_vote = event.type is EventType.DECISION and is_result(said)
        if held and held.date and not ends_a_vote:
            printed[held.body, _plain(title.get(event.item, "")), _plain(said)].append(event)
    out: set[str] = set()
    for (body, _, _), marks in printed.items():
        there = sorted({of[event.meeting].date for event in marks})
        between = sum(there[0] <= date <= there[-1] for date in dates[body])
        if len(there) >= AT_LEAST and len(there) >= SHARE * between:
            out.update(event.id for event in marks)
    return out


def only_recites(passages: Sequence[Passage]) -> bool:
    """Whether passages of several days say the same words each time, and nothing is marked of any: what is dealt with
    again is seldom told in the very words of the last meeting, but forms are. An application is, which
    is listed by its site until it is determined."""
    return (
        len({passage.meeting.date for passage in passages}) > 1
        and len({_plain(passage.text) for passage in passages}) == 1
        and not any(passage.events for passage in passages)
        and all(section_of(passage.heading) != Section.PLANNING for passage in passages)
    )


def _plain(text: str) -> str:
    return _VARIES.sub(" ", text.casefold()).strip()
