"""What every table and column means: the one place, which exports, frames, data packages and the docs take it from.

Columns keep their order, which is a contract; new ones go to the end of their table.
"""

from __future__ import annotations

from typing import get_args

from matters_arising.export.columns import Column, Sheet, count, day, flag, one_of, share, text, texts
from matters_arising.matters.answer import FATES as FATES_OF_PROPOSALS
from matters_arising.matters.fate import FATES
from matters_arising.matters.practice import COUNTED
from matters_arising.matters.promises import STATES
from matters_arising.matters.shifts import KINDS
from matters_arising.matters.tally import ALONE, EXPECTED
from matters_arising.models import StatementForm
from matters_arising.vocab import (
    DocumentStatus,
    EventType,
    MeetingKind,
    MeetingStatus,
    Outcome,
    Phase,
    ReasonCode,
    Section,
    StanceLabel,
    StanceStatus,
)

_STATUSES = ("deferred", "decided", "referred", "actioned", "proposed", "reported", "discussed")
_BODY = one_of("body", "The body that met, by the one name that all its minutes are filed under.")
_TITLE = text("title", "The matter by the heading it is most often dealt with under.")
_PAGE = count("page", "The page on which it begins.", "page, from 1", required=True, least=1)
_CONFIDENCE = share("confidence", "The calibrated probability that a careful reader would mark the same.")
_GENERATOR = one_of("generator", "The rule or model that made the mark, and its version.", required=True)
_OF_MEETING = text("meeting", "The meeting.", required=True, refers="meetings")
_DOCUMENT = text("document", "The file: its path below the archive's folder.", required=True, refers="documents")
_IN_MATTER = text("matter", "The matter that it was linked to; empty where none was.", refers="matters")
_IN_ITEM = text("item", "The item of business under which it is printed; empty before the first.", refers="items")
_IN_STATEMENT = text("statement", "The statement that it was found in.", refers="statements")


def _from(start: str, end: str) -> tuple[Column, Column]:
    return (
        count("start", start, "characters of the document's text, from 0", required=True),
        count("end", end, "characters of the document's text, from 0", required=True),
    )


_SPAN = _from("Where it begins in the document's text.", "Where it ends: the first character after it.")
_MARK = (
    *(_DOCUMENT, text("quote", "The words of the minutes, exactly as printed.", required=True), *_SPAN, _PAGE),
    *(_OF_MEETING, day("date", "The day of the meeting."), _IN_ITEM, _IN_MATTER),
)

_DOCUMENTS = Sheet(
    "documents",
    "Files",
    "Every file of the archive, read or not, and why not.",
    (
        text("document", "The file: its path below the archive's folder, with “/” between folders.", required=True),
        text("sha256", "SHA-256 of the file's bytes, in hex."),
        one_of("media_type", "The format that the file's bytes are in."),
        count("pages", "Pages read.", "pages", required=True),
        one_of("status", "What became of the file.", DocumentStatus, required=True),
        text("note", "Why it was not read, or what a reader of the result should know."),
        text("duplicate_of", "The file with the same bytes that was read instead.", refers="documents"),
    ),
    "document",
)
_MEETINGS = Sheet(
    "meetings",
    "Meetings",
    "One row for each meeting that the archive holds minutes of.",
    (
        text("meeting", "The meeting's id: made of body and day, so that it is the same in every run.", required=True),
        _BODY,
        day("date", "The day on which it was held."),
        one_of("kind", "What sort of meeting; empty where the minutes do not say.", MeetingKind),
        one_of("status", "Whether these minutes were confirmed; empty where they do not say.", MeetingStatus),
        _DOCUMENT,
        text("body_printed", "The body's name as these minutes print it."),
        text("chair", "Who took the chair, as printed."),
        day("next_meeting", "The day of the next meeting, as these minutes announce it."),
        *_from("Where its minutes begin in the document's text.", "Where its minutes end."),
        text("note", "What a reader should know, such as that the meeting was called off; a line each."),
        one_of(
            "version",
            "“current”, or “superseded” where another file has a later version of the same minutes, or the "
            "status of a file that left the archive.",
            ("current", "superseded", *(status for status in DocumentStatus if status is not DocumentStatus.READ)),
            required=True,
        ),
        text("superseded_by", "The meeting whose minutes replace these.", refers="meetings"),
    ),
    "meeting",
)
_ITEMS = Sheet(
    "items",
    "Items of business",
    "The numbered or headed items of each meeting, those under another item too.",
    (
        _OF_MEETING,
        text("item", "The item's id.", required=True),
        text("number", "The number as printed: “4”, “7 (b)”, “23/118”."),
        text("title", "The heading as printed."),
        *_from("Where the item begins, its heading included.", "Where it ends, the items under it included."),
        one_of("section", "The standing part of an agenda that it is; empty for other business.", Section),
        text("parent", "The item that it is under; empty at the top.", refers="items"),
        count("level", "How deep it lies.", "levels, from 1", required=True, least=1),
        _DOCUMENT,
    ),
    "item",
)
_STATEMENTS = Sheet(
    "statements",
    "Statements",
    "The sentences and clauses of the minutes: what is judged.",
    (
        _OF_MEETING,
        _IN_ITEM,
        text("statement", "The statement's id.", required=True),
        text("speaker", "Who is said to have spoken, as printed; empty where nobody is named."),
        text("text", "The words for reading: hyphens of line ends undone, white space folded.", required=True),
        _DOCUMENT,
        *_SPAN,
        _PAGE,
        one_of("form", "What it looks like on the page.", get_args(StatementForm), required=True),
        text("owner", "Who is to act, as the margin or action column beside it prints."),
        text("due", "By when, as printed beside it."),
    ),
    "statement",
)
_EVENTS = Sheet(
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
        *_MARK,
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
        _CONFIDENCE,
        _GENERATOR,
        _IN_STATEMENT,
        _BODY,
    ),
    "event",
)
_STANCES = Sheet(
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
        *_MARK,
        text("holder", "Who decides or does, as printed."),
        text("with_whom", "With whom, after hearing whom, or without whom, as printed."),
        one_of("status", "Whether it was lived, promised, asked for, denied or praised.", StanceStatus, required=True),
        one_of("phase", "The part of the work that is shared or kept.", Phase),
        _CONFIDENCE,
        _GENERATOR,
        _IN_STATEMENT,
        _BODY,
    ),
    "stance",
)
_MATTERS = Sheet(
    "matters",
    "Matters",
    "Things that bodies deal with over time, told by linking what meetings say by its words; a link may be wrong.",
    (
        text("matter", "The matter's id.", required=True),
        _TITLE,
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
_MENTIONS = Sheet(
    "mentions",
    "Mentions",
    "Each matter at each of its meetings, and why it is said to be that matter.",
    (
        text("matter", "The matter.", required=True, refers="matters"),
        _OF_MEETING,
        day("date", "The day of the meeting."),
        _DOCUMENT,
        text("quote", "The passage or heading that deals with it, exactly as printed.", required=True),
        one_of("status", "How the matter left the meeting.", _STATUSES, required=True),
        text("link_reason", "The evidence that tied this to the matter.", required=True),
        share("link_score", "How sure the link is."),
        _BODY,
        _IN_ITEM,
        *_SPAN,
    ),
)
_DEFERRALS = Sheet(
    "deferrals",
    "The deferral ledger",
    "Every matter that was put off, the most often first. A meeting counts once, and only where a putting-off is "
    f"likely ({ALONE} or more; {EXPECTED} where the meeting before had put it off).",
    (
        text("matter", "The matter.", required=True, refers="matters"),
        _TITLE,
        _BODY,
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
_PUT_OFF = Sheet(
    "put_off",
    "What put a matter off",
    "Every passage that puts a matter off, or perhaps does, and whether the ledger counts it. Of the passages of one "
    "matter and meeting, the first counted speaks in the ledger. A passage of two matters has a row for each, one of "
    "no matter none. A frame only.",
    (
        text("matter", "The matter.", required=True, refers="matters"),
        _TITLE,
        one_of("body", "The body whose meeting it is."),
        _OF_MEETING,
        day("date", "The day of the meeting."),
        flag("counted", "Whether the ledger counts it: likely enough, and at a meeting counted as having put it off."),
        flag("explicit", "False where the putting-off has to be inferred."),
        flag("stated", "Whether the minutes give a reason."),
        text("until", "Until when, as printed."),
        text("reason", "The clause that gives the reason, as printed."),
        one_of("reason_code", "The sort of reason.", ReasonCode),
        text("quote", "The words of the minutes, exactly as printed.", required=True),
        _DOCUMENT,
        _PAGE,
        _CONFIDENCE,
        text("event", "The putting-off.", required=True, refers="events"),
    ),
)
_TIMELINE = Sheet(
    "timeline",
    "One matter's life",
    "One row for each mark of the matter, meeting by meeting; of a meeting without marks, its passages. A frame only.",
    (
        day("date", "The day of the meeting."),
        _BODY,
        _OF_MEETING,
        one_of("status", "How the matter left the meeting.", _STATUSES),
        text("mark", "The event or stance; empty for a passage."),
        one_of("what", "The type of the event, or the label of the stance."),
        text("who", "Who proposes, puts off, decides or is to act, as printed."),
        text("detail", "Until when, why, the vote: what the mark says besides."),
        text("quote", "The words of the minutes, exactly as printed."),
        _DOCUMENT,
        count("page", "The page on which it begins.", "page, from 1", least=1),
        flag("explicit", "False where a putting-off has to be inferred."),
        share("confidence", "The probability of the mark; of a passage, how sure the link is."),
        one_of("generator", "What made the mark; of a passage, the reason of the link."),
        text("matter", "The matter.", refers="matters"),
    ),
)
_PROMISES = Sheet(
    "promises",
    "Promises",
    "What was put off until a named time, or due by one, and what the minutes have of it then. It tells what is "
    "minuted, not whether the deed was done.",
    (
        one_of(
            "state",
            "kept: decided on or reported at that meeting, or before; slipped: put off again, or back only later; "
            "returned: it came back, and the marks do not say how; vanished: not found at that meeting nor after it; "
            "pending: those minutes are not in the archive; unresolved: it cannot be told, and `why` says why.",
            STATES,
            required=True,
        ),
        one_of("kind", "A putting-off until a time, or an action due by one.", (EventType.ACTION, EventType.DEFERRAL)),
        _BODY,
        text("matter", "The matter.", required=True, refers="matters"),
        _TITLE,
        text("event", "The mark that names the time.", required=True, refers="events"),
        text("until", "The time as printed."),
        text("why", "What is known of it, in words."),
        text("said_quote", "The words that promise it, exactly as printed."),
        text("said_document", "The file that they are printed in.", refers="documents"),
        text("found_quote", "The passage that shows what became of it; empty where nothing does."),
        text("found_document", "The file that it is printed in.", refers="documents"),
        count("said_page", "The page of the promise.", "page, from 1", least=1),
        count("found_page", "The page of what was found.", "page, from 1", least=1),
        count("months_late", "Whole months from the day due to the meeting that dealt with it.", "months"),
        count("since", "Of what vanished: later meetings of the body that the archive holds.", "meetings"),
        share("confidence", "The probability that the mark is right."),
        day("said_date", "The meeting at which it was promised."),
        day("due", "The day of the meeting that is meant; empty where that cannot be told."),
        day("found_date", "The meeting that shows what became of it."),
    ),
    "event",
)
_COUNTS = {
    "talk": "Passages that praise partnership and give nobody a right",
    "promised": "Promises to share or to hear others",
    "together": "What was done together",
    "heard": "What was done after hearing others",
    "alone": "What was done alone",
}
_PRACTICE = Sheet(
    "practice",
    "Talk beside practice",
    "Talk of partnership beside what was done, by body and year. Only what was found and is more likely than not; "
    "stances are experimental.",
    (
        _BODY,
        text("when", "The year; empty for all of the body's minutes, those without a date too."),
        *(
            count(f"{name}{end}", f"{_COUNTS[name]}{more}.", "passages")
            for name in COUNTED
            for end, more in (
                ("", ""),
                ("_low", ": at least so many of those found, nine times in ten"),
                ("_high", ": at most so many of those found, nine times in ten"),
            )
        ),
    ),
)
_TURNS = Sheet(
    "turns",
    "Turns",
    "The meetings from which a matter was dealt with in another way than before, with both quotes.",
    (
        text("matter", "The matter.", required=True, refers="matters"),
        _TITLE,
        text("body", "The body that deals with it."),
        text("turn", "The turn in words."),
        text("earlier_quote", "What was said or done before, exactly as printed."),
        text("earlier_document", "The file of that.", refers="documents"),
        text("later_quote", "What was done after, exactly as printed."),
        text("later_document", "The file of that.", refers="documents"),
        day("earlier_date", "The meeting before."),
        day("later_date", "The meeting after."),
        flag("taken_away", "Whether a promise to share, or to hear others, was followed by an act done alone."),
    ),
)
_PROPOSALS = Sheet(
    "proposals",
    "Proposals",
    "What became of each proposal, as far as these minutes tell, those not found again first. Persons are not named.",
    (
        one_of("fate", "What became of it.", FATES_OF_PROPOSALS, required=True),
        _BODY,
        day("date", "The meeting at which it was put."),
        text("event", "The proposal.", required=True, refers="events"),
        text("quote", "Its words, exactly as printed."),
        _DOCUMENT,
        text("sentence", "What became of it, in words."),
        text("answer", "The event or statement that shows it, or that forbids to say more."),
        text("answer_quote", "The words of that, exactly as printed; empty where there is none."),
        text("answer_document", "The file of that.", refers="documents"),
        text("matter", "The matter that it belongs to; empty where it has none.", refers="matters"),
        _TITLE,
        count("page", "The page of the proposal.", "page, from 1", least=1),
        count("answer_page", "The page of the answer.", "page, from 1", least=1),
        day("answer_date", "The meeting of the answer."),
        count(
            "meetings_since", "Later meetings in whose minutes nothing of it was found; empty if unsaid.", "meetings"
        ),
        count("meetings_missing", "Meetings that those minutes name and the archive does not hold.", "meetings"),
        text("proposer", "Who put it, as printed: a body, an office or a group."),
        share("confidence", "How likely the fate is right."),
        texts("rests_on", "What the confidence is made of."),
    ),
    "event",
)
_SHIFTS = Sheet(
    "shifts",
    "Shifts",
    "What changed about a matter on its way: passed to another body, widened or narrowed, merged. It says little and "
    "misses much.",
    (
        one_of(
            "kind",
            "forum: who deals with it; scope: how much of it; merger: with what it is one; chair: another chair.",
            KINDS,
        ),
        day("date", "The meeting at which it changed."),
        text("matter", "The matter.", required=True, refers="matters"),
        _TITLE,
        text("body", "The body in whose minutes that stands."),
        text("sentence", "What changed, in words."),
        text("earlier_quote", "The words that say so, or how it was before, exactly as printed."),
        text("earlier_document", "The file of that.", refers="documents"),
        count("earlier_page", "The page of that.", "page, from 1", least=1),
        day("earlier_date", "The meeting of that."),
        text("later_quote", "How it was after, exactly as printed; empty where one passage says it all."),
        text("later_document", "The file of that.", refers="documents"),
        count("later_page", "The page of that.", "page, from 1", least=1),
        day("later_date", "The meeting of that."),
        share("confidence", "The share of such shifts that a careful reader would sign."),
    ),
)

SHEETS: dict[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        *(_DOCUMENTS, _MEETINGS, _ITEMS, _STATEMENTS, _EVENTS, _STANCES, _MATTERS, _MENTIONS),
        *(_DEFERRALS, _PROMISES, _PROPOSALS, _PRACTICE, _TURNS, _SHIFTS, _TIMELINE, _PUT_OFF),
    )
}
