"""One motion of one meeting, of which is asked what became of it, and whether a decision ends it."""

from __future__ import annotations

from matters_arising.matters.archive import Archive
from matters_arising.matters.endings import ending, only_favours
from matters_arising.matters.fate import says_no
from matters_arising.matters.motion import Motion
from matters_arising.models import Event, Meeting
from matters_arising.vocab import EventType, Outcome


class Question:
    """A motion with what its archive knows of it: its main mark, its body, its matter, the heading it is under."""

    def __init__(self, archive: Archive, meeting: Meeting, motion: Motion) -> None:
        self.archive, self.meeting, self.motion = archive, meeting, motion
        self.body = archive.bodies[meeting.body]
        self.event = motion.main
        self.matter = next((archive.matter_of[e.id] for e in motion.events if e.id in archive.matter_of), "")
        self.item = archive.title(self.event.item)

    def outcome(self, event: Event) -> Outcome | None:
        """How a mark ends the motion; None where it is no decision, or one that leaves it before the meeting."""
        if event.type is not EventType.DECISION or event.outcome is None or only_favours(event.quote):
            return None
        return ending(event.quote, event.outcome, motion=self.motion.text)

    def turned_down(self, decision: Event) -> bool:
        """Whether it decides that what was proposed will not be; a proposal not to do a thing is carried by that."""
        proposed = self.motion.text
        return says_no(decision.quote, proposed) and not says_no(proposed, proposed)
