"""The nouns: what an archive of minutes is made of. Frozen values, imported by every stage.

Every offset is a count of characters into `Document.text`, which no stage edits. `page` counts from 1.
Dates are ISO 8601 strings and may be partial (`"2019-05"`); an empty string means "the minutes do not say".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from matters_arising.vocab import (
    EventType,
    Jurisdiction,
    MeetingKind,
    MeetingStatus,
    Outcome,
    Phase,
    ReasonCode,
    Section,
    StanceLabel,
    StanceStatus,
)

BlockKind = Literal["heading", "paragraph", "list", "row", "quote"]
StatementForm = Literal["heading", "sentence", "motion", "vote", "outcome", "action", "row"]


@dataclass(frozen=True, slots=True)
class Source:
    """One file of an archive, as found: its bytes, where they came from, and their hash.

    `path` is relative to the source root with `/` separators; a member of a zip archive is
    `"folder/a.zip!/inner/name.pdf"`.
    """

    path: str
    data: bytes = field(repr=False)
    sha256: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of `Document.text`: characters `start` up to, not including, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list entry or table row, in reading order.

    `label` is a list number that the format keeps apart from the text (Word numbering); where the number is
    printed it stays in the text. `margin` is what a margin or action column prints beside the block, usually
    the initials of who is to act. `level` is the heading level or list depth, from 1. `bold` says that the
    whole block is printed bold (or as a heading would be); `lead` is the end offset of a bold run that opens
    the block, else `start`. `cells` are the cells of a table row; `table` numbers the tables of a document
    from 0, -1 outside. `header` are the texts of the table's header row, one a cell, empty outside.
    """

    start: int
    end: int
    kind: BlockKind
    page: int = 1
    level: int = 0
    label: str = ""
    bold: bool = False
    lead: int = -1
    margin: str = ""
    table: int = -1
    cells: tuple[Span, ...] = ()
    header: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file as text. `text` is in reading order, without running headers, footers and page numbers.

    What was taken out of the running text is kept in `furniture`, one string a printed line, because a date
    or a body's name often stands only there. `front_matter` is the metadata the format carries (Markdown
    front matter, HTML title and meta, DOCX and PDF properties). `notes` say in words what a reader of the
    result should know ("page 3 has no text layer").
    """

    path: str
    sha256: str
    media_type: str
    text: str = field(repr=False)
    pages: tuple[Span, ...]
    blocks: tuple[Block, ...] = field(repr=False)
    furniture: tuple[str, ...] = ()
    front_matter: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def page_at(self, offset: int) -> int:
        """The page, counted from 1, on which the character at `offset` is printed."""
        low, high = 0, len(self.pages) - 1
        while low < high:
            mid = (low + high + 1) // 2
            if self.pages[mid].start <= offset:
                low = mid
            else:
                high = mid - 1
        return low + 1


@dataclass(frozen=True, slots=True)
class Participant:
    """A person or organisation in the attendance list, as printed. `note`: "apologies", "chair", a sector."""

    name: str
    role: str = ""
    initials: str = ""
    organisation: str = ""
    attendance: Literal["present", "apologies", "absent", "in-attendance"] = "present"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of one body, as one document reports it. `start` and `end` bound its minutes in the text."""

    id: str
    body: str
    date: str
    kind: MeetingKind
    status: MeetingStatus
    document: str
    start: int
    end: int
    chair: str = ""
    participants: tuple[Participant, ...] = ()
    next_meeting: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A numbered or headed item of business. `number` is as printed, `parent` the id of the item it is under.

    `start` to `end` bounds the item's text, its own heading included, its sub-items included too.
    """

    id: str
    meeting: str
    number: str
    title: str
    start: int
    end: int
    section: Section = Section.OTHER
    parent: str = ""
    level: int = 1


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or clause of the minutes: the unit that is judged.

    `text` is for reading (hyphenation undone, white space folded); the exact quote is `Document.text[start:end]`.
    `item` is the id of the innermost item, empty before the first. `owner` and `due` are what the margin, action
    column or actions table prints beside it. `speaker` is who is said to have spoken, where named.
    """

    id: str
    meeting: str
    item: str
    start: int
    end: int
    page: int
    text: str
    form: StatementForm = "sentence"
    speaker: str = ""
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Segmented:
    """One document taken apart. All parts are in text order.

    `usage` is what the user says of its English; unknown where that is to be told from the text.
    """

    document: Document
    meetings: tuple[Meeting, ...]
    items: tuple[AgendaItem, ...]
    statements: tuple[Statement, ...]
    notes: tuple[str, ...] = ()
    usage: Jurisdiction = Jurisdiction.UNKNOWN


@dataclass(frozen=True, slots=True)
class Event:
    """A mark of the codebook: what was proposed, decided, put off, passed on, undertaken or reported.

    `quote` is exactly `Document.text[start:end]`. `generator` names the rule or model with its version;
    `confidence` is the calibrated probability, 0 to 1, that a careful reader would make the same mark.
    `explicit` is false where a putting-off has to be inferred. `matter` is empty until threads are linked.
    """

    id: str
    type: EventType
    document: str
    meeting: str
    item: str
    statement: str
    start: int
    end: int
    page: int
    quote: str
    date: str
    actor: str = ""
    seconder: str = ""
    outcome: Outcome | None = None
    votes: str = ""
    until: str = ""
    until_date: str = ""
    reason: str = ""
    reason_code: ReasonCode | None = None
    owner: str = ""
    due: str = ""
    target: str = ""
    explicit: bool = True
    procedural: bool = False
    confidence: float = 1.0
    generator: str = ""


@dataclass(frozen=True, slots=True)
class Stance:
    """A clause that says who decides, designs, does or reviews: together, after hearing others, or alone."""

    id: str
    label: StanceLabel
    document: str
    meeting: str
    item: str
    statement: str
    start: int
    end: int
    page: int
    quote: str
    date: str
    holder: str = ""
    with_whom: str = ""
    status: StanceStatus = StanceStatus.ENACTED
    phase: Phase | None = None
    confidence: float = 1.0
    generator: str = ""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A label that a judge thought of giving a statement, and did not: `chance`, its probability, is below `threshold`,
    from which on it would have been given. `part` is event or stance."""

    statement: str
    part: str
    label: str
    chance: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Mention:
    """A matter at one meeting: where it is dealt with, how it left the meeting, and why we say it is that matter.

    `status` is one of decided, deferred, referred, actioned, reported, proposed, discussed. `link_reason` names
    the evidence that tied this mention to the thread ("opens the thread" for the first).
    """

    matter: str
    meeting: str
    date: str
    body: str
    document: str
    item: str
    start: int
    end: int
    quote: str
    status: str
    link_reason: str
    link_score: float
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing a body deals with over time. Everything but id and title is derived from its mentions and events.

    `deferrals` counts meetings at which it was put off in so many words, `deferrals_inferred` those at which the
    putting-off has to be inferred; a meeting counts once, as explicit if any of its deferrals is. `streak` is the
    longest run of consecutive appearances that ended in deferral. `stated_deferrals` is what the minutes
    themselves say ("deferred at two previous meetings"), -1 where they say nothing. `fate` is described in
    `matters_arising.matters.fate`.
    """

    id: str
    title: str
    body: str
    bodies: tuple[str, ...]
    first_date: str
    last_date: str
    appearances: int
    deferrals: int
    deferrals_inferred: int
    streak: int
    stated_deferrals: int
    fate: str
