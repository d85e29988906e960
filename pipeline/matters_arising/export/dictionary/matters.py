"""The tables of matters: where each came up, what put it off, and how often."""

from __future__ import annotations

from matters_arising.export.columns import Sheet, count, day, flag, one_of, share, text, texts
from matters_arising.export.dictionary.common import (
    BODY,
    CONFIDENCE,
    DOCUMENT,
    IN_ITEM,
    OF_MATTER,
    OF_MEETING,
    PAGE,
    SPAN,
    STATUSES,
    TITLE,
)
from matters_arising.matters.fate import FATES
from matters_arising.matters.tally import ALONE, EXPECTED
from matters_arising.vocab import ReasonCode

MATTERS = Sheet(
    "matters",
    "Matters",
    "Things that bodies deal with over time, told by linking what meetings say by its words; a link may be wrong.",
    (
        text("matter", "The matter's id.", required=True),
        TITLE,
        one_of("body", "The body that deals with it, or that first did."),
        texts("bodies", "All bodies that it was before, the first one first."),
        day("first_date", "The first meeting that deals with it."),
        day("last_date", "The last meeting that deals with it."),
        count("appearances", "At how many meetings it came up.", "meetings", required=True),
        count("deferrals", "At how many it was put off in so many words.", "meetings", required=True),
        count("deferrals_inferred", "At how many more that has to be inferred.", "meetings", required=True),
        count("streak", "The longest run of its meetings that each ended in putting off.", "meetings", required=True),
        count("stated_deferrals", "How often the minutes themselves say that it was put off.", "times"),
        one_of(
            "fate",
            "What became of it, as far as these minutes tell. “not found since”: it was left undecided, put off or "
            "with something to do, and later minutes of the body that are here do not mention it, nor anything that "
            "may be it; often a link was missed.",
            FATES,
            required=True,
        ),
    ),
    "matter",
)
MENTIONS = Sheet(
    "mentions",
    "Mentions",
    "Each matter at each of its meetings, and why it is said to be that matter.",
    (
        OF_MATTER,
        OF_MEETING,
        day("date", "The day of the meeting."),
        DOCUMENT,
        text("quote", "The passage or heading that deals with it, exactly as printed.", required=True),
        one_of("status", "How the matter left the meeting.", STATUSES, required=True),
        text("link_reason", "The evidence that tied this to the matter.", required=True),
        share("link_score", "How sure the link is."),
        BODY,
        IN_ITEM,
        *SPAN,
    ),
)
DEFERRALS = Sheet(
    "deferrals",
    "The deferral ledger",
    "Every matter that was put off, the most often first. A meeting counts once, and only where a putting-off is "
    f"likely ({ALONE} or more; {EXPECTED} where the meeting before had put it off, or a matter that was there before "
    "has a line that says no more than that there is no news of it, or that it goes on the agenda of a later meeting).",
    (
        OF_MATTER,
        TITLE,
        BODY,
        count("times", "Meetings at which it was put off: `deferrals` and `inferred` together.", "meetings"),
        count("deferrals", "Meetings at which that is said in so many words.", "meetings"),
        count("inferred", "Meetings at which it has to be inferred.", "meetings"),
        count(
            "months",
            "Whole months from the first putting-off to the decision that settled it, else to its last appearance.",
            "months",
        ),
        count("streak", "The longest run of its meetings that each ended in putting off.", "meetings"),
        count("unstated", "Meetings at which no reason was found.", "meetings"),
        count("doubtful", "Further meetings that perhaps put it off, not surely enough to be counted.", "meetings"),
        text("last_reason", "The last reason minuted: its words, or else its sort."),
        day("last_date", "The last meeting that deals with it."),
        one_of("fate", "What became of it, as in `matters`.", FATES),
        texts("quotes", "The words that put it off, one passage a meeting."),
    ),
    "matter",
)
PUT_OFF = Sheet(
    "put_off",
    "What put a matter off",
    "Every passage that puts a matter off, or perhaps does, and whether the ledger counts it. Of the passages of one "
    "matter and meeting, the first counted speaks in the ledger. A passage of two matters has a row for each, one of "
    "no matter none. A frame only.",
    (
        OF_MATTER,
        TITLE,
        one_of("body", "The body whose meeting it is."),
        OF_MEETING,
        day("date", "The day of the meeting."),
        flag("counted", "Whether the ledger counts it: likely enough, and at a meeting counted as having put it off."),
        flag("explicit", "False where the putting-off has to be inferred."),
        flag("stated", "Whether the minutes give a reason."),
        text("until", "Until when, as printed."),
        text("reason", "The clause that gives the reason, as printed."),
        one_of("reason_code", "The sort of reason.", ReasonCode),
        text("quote", "The words of the minutes, exactly as printed.", required=True),
        DOCUMENT,
        PAGE,
        CONFIDENCE,
        text("event", "The putting-off.", required=True, refers="events"),
    ),
)
TIMELINE = Sheet(
    "timeline",
    "One matter's life",
    "One row for each mark of the matter, meeting by meeting; of a meeting without marks, its passages. A frame only.",
    (
        day("date", "The day of the meeting."),
        BODY,
        OF_MEETING,
        one_of("status", "How the matter left the meeting.", STATUSES),
        text("mark", "The event or stance; empty for a passage."),
        one_of("what", "The type of the event, or the label of the stance."),
        text("who", "Who proposes, puts off, decides or is to act, as printed."),
        text("detail", "Until when, why, the vote: what the mark says besides."),
        text("quote", "The words of the minutes, exactly as printed."),
        DOCUMENT,
        count("page", "The page on which it begins.", "page, from 1", least=1),
        flag("explicit", "False where a putting-off has to be inferred."),
        share("confidence", "The probability of the mark; of a passage, how sure the link is."),
        one_of("generator", "What made the mark; of a passage, the reason of the link."),
        text("matter", "The matter.", refers="matters"),
    ),
)
