"""The tables of what was found in single statements: events and stances."""

from __future__ import annotations

from matters_arising.export.columns import Sheet, day, flag, one_of, text
from matters_arising.export.dictionary.common import BODY, CONFIDENCE, GENERATOR, IN_STATEMENT, MARK
from matters_arising.vocab import EventType, Outcome, Phase, ReasonCode, StanceLabel, StanceStatus

EVENTS = Sheet(
    "events",
    "Events",
    "What the minutes report as done at the meeting: proposed, decided, put off, passed on, undertaken, reported. "
    "Less likely ones are kept, with their confidence; count those of at least 0.5.",
    (
        text("event", "The mark's id.", required=True),
        one_of(
            "type",
            "proposal: a course of action is put to the body; decision: the body settles something; deferral: a "
            "matter is put off; referral: it is passed to others to consider; action: somebody is to do something; "
            "report: what became of an earlier one.",
            EventType,
            required=True,
        ),
        *MARK,
        text("actor", "Who proposes, decides, puts off or is to act, as printed."),
        text("seconder", "Who seconds a proposal, as printed."),
        one_of("outcome", "Of a decision: how the body settled it.", Outcome),
        text("votes", "Of a decision: the vote as printed, such as “6 for, 1 against”."),
        text("until", "Of a deferral: until when, as printed; empty where no time is named."),
        day("until_date", "The day or month that `until` means, where that can be told."),
        text("reason", "Of a deferral: the clause that gives the reason, as printed."),
        one_of("reason_code", "Of a deferral: the sort of reason; “unstated” where none was found.", ReasonCode),
        text("owner", "Of an action: who is to do it, as printed."),
        text("due", "Of an action: by when, as printed."),
        text("target", "Of a referral: to whom, as printed."),
        flag("explicit", "Of a deferral: whether it is said in so many words; false where it has to be inferred."),
        flag("procedural", "Whether it is the routine of any meeting: minutes, apologies, the next date."),
        CONFIDENCE,
        GENERATOR,
        IN_STATEMENT,
        BODY,
    ),
    "event",
)
STANCES = Sheet(
    "stances",
    "Stances",
    "Clauses that say who decides and does: together, after hearing others, or alone. Experimental: find passages "
    "with them, do not count them.",
    (
        text("stance", "The mark's id.", required=True),
        one_of(
            "label",
            "collaborative: shared; consultative: others are heard first; unilateral: alone.",
            StanceLabel,
            required=True,
        ),
        *MARK,
        text("holder", "Who decides or does, as printed."),
        text("with_whom", "With whom, after hearing whom, or without whom, as printed."),
        one_of("status", "Whether it was lived, promised, asked for, denied or praised.", StanceStatus, required=True),
        one_of("phase", "The part of the work that is shared or kept.", Phase),
        CONFIDENCE,
        GENERATOR,
        IN_STATEMENT,
        BODY,
    ),
    "stance",
)
