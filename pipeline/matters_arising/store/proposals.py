"""What became of each proposal, asked of the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from matters_arising.errors import UsageError
from matters_arising.matters.answer import FATES
from matters_arising.matters.proposals import Proposal, proposals
from matters_arising.matters.tally import LIKELY
from matters_arising.matters.words import stems
from matters_arising.models import Mention
from matters_arising.stance.parties import names_a_person
from matters_arising.store.connection import Store
from matters_arising.store.read import every, read_current, read_events, read_items, read_statements
from matters_arising.vocab import EventType

_MENTIONS = (
    'SELECT x.id AS matter, m.id AS meeting, m.date, m.body, d.path, n.start, n."end", n.quote, n.status, '
    "n.link_reason, n.link_score FROM mentions n "
    "JOIN matters x ON x.key = n.matter JOIN current_meetings m ON m.key = n.meeting "
    "JOIN documents d ON d.key = m.document"
)
_LINKED = "SELECT t.id, x.id FROM event_matters l JOIN events t ON t.key = l.event JOIN matters x ON x.key = l.matter"


@dataclass(frozen=True, slots=True)
class Proposals:
    """The proposals of an archive, judged. `doubtful` are further passages that more likely are none, not judged."""

    judged: tuple[Proposal, ...]
    doubtful: int


def proposals_of(store: Store, *, query: str = "", body: str = "", fate: str = "", people: bool = False) -> Proposals:
    """The proposals of all current minutes, those not found again first.

    Only those whose quote, heading or matter has all words of `query` (or whose matter or mark has that id), of bodies
    with the words `body` in their name, of the fate `fate`. `people` keeps the names of persons as proposers: by
    default only bodies, offices and groups are named. Raises UsageError where there is no such fate.
    """
    if fate and fate not in FATES:
        raise UsageError(
            f"there is no fate “{fate}”", remedy=f"choose one of: {'; '.join(f'“{one}”' for one in FATES)}"
        )
    events = read_events(store)
    meetings = {meeting.id: meeting for meeting in read_current(store).values()}
    judged = proposals(
        meetings.values(),
        read_items(store),
        read_statements(store),
        events,
        _mentions(store),
        matter_of={row[0]: row[1] for row in every(store, _LINKED)},
        titles={row["id"]: row["title"] for row in every(store, "SELECT id, title FROM matters")},
    )
    doubtful = [
        event
        for event in events
        if event.type is EventType.PROPOSAL and not event.procedural and event.confidence < LIKELY
    ]
    return Proposals(
        judged=tuple(
            one if people or not names_a_person(one.proposer) else replace(one, proposer="")
            for one in judged
            if body.casefold() in one.body.casefold() and (not fate or one.fate == fate) and _has(one, query)
        ),
        doubtful=sum(body.casefold() in meetings[event.meeting].body.casefold() for event in doubtful),
    )


def _has(one: Proposal, query: str) -> bool:
    if query in (one.matter, one.said.mark):
        return True
    return set(stems(query)) <= set(stems(f"{one.title} {one.item} {one.said.quote}"))


def _mentions(store: Store) -> Iterator[Mention]:
    for row in every(store, _MENTIONS):
        yield Mention(
            matter=row["matter"],
            meeting=row["meeting"],
            date=row["date"],
            body=row["body"],
            document=row["path"],
            item="",
            start=row["start"],
            end=row["end"],
            quote=row["quote"],
            status=row["status"],
            link_reason=row["link_reason"],
            link_score=row["link_score"],
        )
