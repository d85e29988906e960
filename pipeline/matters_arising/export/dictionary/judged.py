"""The tables of what is judged over the whole archive: what became of promises and proposals, talk beside practice,
what turned, and what shifted."""

from __future__ import annotations

from matters_arising.export.columns import Sheet, count, day, flag, one_of, share, text, texts
from matters_arising.export.dictionary.common import BODY, DOCUMENT, OF_MATTER, TITLE
from matters_arising.matters.answer import FATES as FATES_OF_PROPOSALS
from matters_arising.matters.practice import COUNTED
from matters_arising.matters.promises import STATES
from matters_arising.matters.shifts import KINDS
from matters_arising.vocab import EventType

PROMISES = Sheet(
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
        BODY,
        OF_MATTER,
        TITLE,
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
PRACTICE = Sheet(
    "practice",
    "Talk beside practice",
    "Talk of partnership beside what was done, by body and year. Only what was found and is more likely than not; "
    "what another party did is not counted. Stances are experimental.",
    (
        BODY,
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
TURNS = Sheet(
    "turns",
    "Turns",
    "The meetings from which a matter was dealt with in another way than before, with both quotes.",
    (
        OF_MATTER,
        TITLE,
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
PROPOSALS = Sheet(
    "proposals",
    "Proposals",
    "What became of each proposal, as far as these minutes tell, those not found again first. Persons are not named.",
    (
        one_of("fate", "What became of it.", FATES_OF_PROPOSALS, required=True),
        BODY,
        day("date", "The meeting at which it was put."),
        text("event", "The proposal.", required=True, refers="events"),
        text("quote", "Its words, exactly as printed."),
        DOCUMENT,
        text("sentence", "What became of it, in words."),
        text("answer", "The event or statement that shows it, or that forbids to say more."),
        text("answer_quote", "The words of that, exactly as printed; empty where there is none."),
        text("answer_document", "The file of that.", refers="documents"),
        text("matter", "The matter that it belongs to; empty where it has none.", refers="matters"),
        TITLE,
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
SHIFTS = Sheet(
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
        OF_MATTER,
        TITLE,
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
