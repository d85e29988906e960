"""What became of each proposal: what answered it at its own meeting, and what the body's later minutes have of it.

A proposal is a motion, recommendation, suggestion or request put to a body, more likely than not, and no routine of a
meeting. Its fate is one of:

- `adopted`, `amended`, `rejected`, `withdrawn`: a decision on it says so, in the same motion, or at a later mention of
  its matter that has its words. A motion that found no seconder is rejected; a candidate elected is adopted.
- `carried out`: a later report has its words and says that it is done.
- `put off`, `referred`: the same motion, or a later mention of its matter, puts it off or passes it on.
- `taken up`: nothing was decided on it, and directly after it somebody is to do something about it; or the body
  decided to ask, to obtain or to find out something first.
- `absorbed`: the minutes say that it went into something else.
- `other decision`: the same motion ends in a decision that neither adopts nor rejects it (it is noted; another
  candidate is elected).
- `not found again`: nothing after it in its item answers it; no later passage is of its matter, and no later statement
  of the body takes up its words; and the body met since, with minutes that are here and deal with something, at more
  meetings than it lets pass before a matter returns.
- `agreed, not found again`: it was adopted or taken up, with something for somebody to do, and the same holds since.
- `pending`: anything else. `why` says what it is that forbids more.

"Not found" speaks of the minutes in the archive and never of what was done; it is said with the number of meetings
looked through. In doubt it is not said. `confidence` is the product of all that a fate rests on, and `rests_on` names
the factors. What its own meeting says is found in `reply`, what later ones say in `sequel`, and that they say nothing
in `silence`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import prod

from matters_arising.matters.answer import FATES, Fate
from matters_arising.matters.archive import Archive, Evidence, Parts
from matters_arising.matters.question import Question
from matters_arising.matters.record import Coverage
from matters_arising.matters.reply import reply
from matters_arising.matters.sequel import sequel
from matters_arising.matters.silence import silence
from matters_arising.models import AgendaItem, Event, Meeting, Mention, Statement


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal and its fate. `answer` is the passage that shows the fate, or for `pending` the one that forbids to
    say more; None where there is none. `since` counts the meetings in whose minutes nothing of it was found, None where
    that is not said. `proposer` is as printed. `rests_on` names the factors of `confidence`.
    """

    fate: Fate
    why: str
    body: str
    matter: str
    title: str
    item: str
    proposer: str
    said: Evidence
    answer: Evidence | None
    since: Coverage | None
    confidence: float
    rests_on: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The fate in words, as it may be published beside the quotes."""
        if self.since is None:
            return f"{self.fate} {self.why}" if self.why.startswith("at the") else f"{self.fate}: {self.why}"
        held = f"{self.since.meetings} meetings since ({self.since.first} to {self.since.last})"
        more = self.since.missing
        missing = f"; {more} more that they name {'is' if more == 1 else 'are'} not in the archive" if more else ""
        before = "" if self.fate == "not found again" else f"{self.why}; "
        return f"{before}not found in the minutes of the {held}{missing}"


def proposals(
    meetings: Iterable[Meeting],
    items: Iterable[AgendaItem],
    statements: Iterable[Statement],
    events: Iterable[Event],
    mentions: Iterable[Mention],
    *,
    matter_of: Mapping[str, str],
    titles: Mapping[str, str],
) -> list[Proposal]:
    """The proposals of an archive with their fates, those not found again first, then by date.

    Takes the current minutes (no draft beside the approved), in any order; `matter_of` gives the matter of each event
    by its id, `titles` the title of each matter by its.
    """
    archive = Archive(Parts(list(meetings), list(items), list(statements), list(events), list(mentions)), matter_of)
    found = [
        replace(judged, title=titles.get(judged.matter, ""))
        for meeting in archive.meetings.values()
        for motion in archive.motions_of(meeting.id)
        for judged in [_judged(Question(archive, meeting, motion))]
    ]
    return sorted(found, key=lambda p: (FATES.index(p.fate), p.said.date, p.said.document, p.said.mark))


def _judged(asked: Question) -> Proposal:
    answer, since = sequel(asked, reply(asked)), None
    if answer is None or answer.fate in ("adopted", "amended", "taken up", "put off", "referred"):
        answer, since = silence(asked, answer)
    factors = [("the proposal", asked.event.confidence), *answer.factors]
    return Proposal(
        fate=answer.fate,
        why=answer.why,
        body=asked.meeting.body,
        matter=asked.matter,
        title="",
        item=asked.item,
        proposer=next((event.actor for event in asked.motion.events if event.actor), ""),
        said=asked.archive.evidence(asked.event),
        answer=asked.archive.evidence(answer.by) if answer.by else None,
        since=since,
        confidence=round(prod(value for _, value in factors), 4),
        rests_on=tuple(f"{name} {value:.2f}" for name, value in factors),
    )
