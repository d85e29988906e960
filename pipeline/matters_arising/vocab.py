"""The closed vocabularies of the codebook, and what they are called in Open Civic Data.

Every field of a result that has a fixed set of values takes it from here, so that a table of ours can be
checked against this one file.
"""

from __future__ import annotations

from enum import StrEnum


class Jurisdiction(StrEnum):
    """Whose English minutes are in, where the user says so: to table is to hand in (uk) or to set aside (us, ca).

    `UK` stands for Ireland and most of the Commonwealth, too.
    """

    UNKNOWN = ""
    UK = "uk"
    US = "us"
    CA = "ca"


class EventType(StrEnum):
    """What a passage of the minutes reports as done at this meeting."""

    PROPOSAL = "proposal"
    DECISION = "decision"
    DEFERRAL = "deferral"
    REFERRAL = "referral"
    ACTION = "action"
    REPORT = "report"


class StanceLabel(StrEnum):
    """Who gets to decide and to do: shared, heard, or alone. Not tone, and not the vote."""

    COLLABORATIVE = "collaborative"
    CONSULTATIVE = "consultative"
    UNILATERAL = "unilateral"


class StanceStatus(StrEnum):
    """Whether a stance was lived, promised, asked for, denied, or only praised."""

    ENACTED = "enacted"
    COMMITTED = "committed"
    PROPOSED = "proposed"
    NEGATED = "negated"
    ASPIRATION = "aspiration"


class Phase(StrEnum):
    """The part of the work that is shared or kept."""

    DECIDE = "decide"
    DESIGN = "design"
    DELIVER = "deliver"
    REVIEW = "review"
    PROBLEM_SOLVING = "problem-solving"


class Outcome(StrEnum):
    """How the body settled a matter."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    AMENDED = "amended"
    NOTED = "noted"
    APPOINTED = "appointed"
    WITHDRAWN = "withdrawn"
    OTHER = "other"


class ReasonCode(StrEnum):
    """Why a matter was put off. `UNSTATED` where none was found in the minutes: it says nothing of the body."""

    INFORMATION = "information"
    ABSENCE = "absence"
    QUORUM = "quorum"
    TIME = "time"
    APPLICANT = "applicant"
    FUNDING = "funding"
    LEGAL = "legal"
    DEPENDENCY = "dependency"
    DISPUTE = "dispute"
    CAPACITY = "capacity"
    UNSTATED = "unstated"


NO_REASON = "no reason found"
"""How `UNSTATED` is said to readers everywhere: what was not found, not what a body failed to say."""


class MeetingKind(StrEnum):
    """What sort of meeting the minutes are of."""

    ORDINARY = "ordinary"
    ANNUAL = "annual"
    SPECIAL = "special"
    COMMITTEE = "committee"
    WORKSHOP = "workshop"
    UNKNOWN = ""


class MeetingStatus(StrEnum):
    """Whether the minutes were confirmed. Empty when the document does not say."""

    DRAFT = "draft"
    APPROVED = "approved"
    UNKNOWN = ""


class Section(StrEnum):
    """The standing part of an agenda that an item belongs to."""

    ATTENDANCE = "attendance"
    APOLOGIES = "apologies"
    INTERESTS = "interests"
    MINUTES = "minutes"
    MATTERS_ARISING = "matters-arising"
    PUBLIC = "public"
    CONSENT = "consent"
    FINANCE = "finance"
    PLANNING = "planning"
    CORRESPONDENCE = "correspondence"
    REPORTS = "reports"
    ACTIONS = "actions"
    OTHER_BUSINESS = "other-business"
    NEXT_MEETING = "next-meeting"
    CLOSING = "closing"
    OTHER = ""


class DocumentStatus(StrEnum):
    """What became of a file."""

    READ = "read"
    DUPLICATE = "duplicate"
    NOT_MINUTES = "not-minutes"
    NEEDS_OCR = "needs-ocr"
    EMPTY = "empty"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


OPEN_CIVIC_DATA: dict[EventType, str] = {
    # https://open-civic-data.readthedocs.io/en/latest/data/bill.html, action classifications
    EventType.PROPOSAL: "introduction",
    EventType.DECISION: "passage",
    EventType.DEFERRAL: "deferral",
    EventType.REFERRAL: "referral-committee",
    EventType.ACTION: "executive-action",
    EventType.REPORT: "filing",
}

OPEN_CIVIC_OUTCOME: dict[Outcome, str] = {
    Outcome.ADOPTED: "passage",
    Outcome.REJECTED: "failure",
    Outcome.AMENDED: "amendment-passage",
    Outcome.NOTED: "filing",
    Outcome.APPOINTED: "appointment",
    Outcome.WITHDRAWN: "withdrawal",
    Outcome.OTHER: "other",
}
