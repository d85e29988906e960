"""What became of a matter, as far as the minutes that are here tell. Facts only; where they do not tell: "open".

- `adopted`, `rejected`, `withdrawn`: the last decision that says how it ends says so, and nothing has put it off since.
  A body that agrees that there will be no such thing, or that it will not be proceeded with, has rejected it. What is
  only noted, found good or decided to be put off, however unsurely, is not adopted, and a lost amendment rejects
  nothing.
- `carried out`: its last appearance reports it done, in words that are likely of it.
- `deferred`: its last appearance put it off. `referred`: its last appearance passed it on.
- `not found since`: its last appearance left it undecided, put it off, or left something for somebody to do, and the
  body has met since, with minutes that are here, at more meetings than it lets pass before a matter returns; none of
  them mentions it, nor anything that may be it (`absence`). This speaks against a body, so it rests only on marks that
  are more likely than not, and is never said of a sentence that no heading names, nor of what was only told of last.
- `open`: anything else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import Protocol

from matters_arising.matters.asking import moves_to_ask, only_asks
from matters_arising.matters.done import says_done
from matters_arising.matters.endings import ending_of_matter, only_favours
from matters_arising.matters.tally import is_business, is_sure
from matters_arising.matters.words import stems
from matters_arising.models import Event
from matters_arising.vocab import EventType, Outcome

SILENT = "not found since"
FATES = ("adopted", "rejected", "withdrawn", "carried out", "deferred", "referred", SILENT, "open")

_DROPPED = re.compile(
    r"\bnot (?:to )?(?:be )?(?:proceed|pursu|go(?:ing|ne)? ahead|go on|progress|take(?:n)? "
    r"(?:(?:it|this|that|the \w+) )?(?:any )?(?:further|forward))\w*\b"
    r"(?: with\b| action\b(?: (?:on|about|over|in|regarding)\b)?)?(?P<what>[^.;,:]{0,80})",
    re.IGNORECASE,
)
_NO_ACTION = re.compile(
    r"\b(?:(?:to|will|would|should|and) take no (?:further )?action|"
    r"no (?:further )?action (?:(?:to|will|would|should) )?be taken|"
    r"(?:agreed|resolved)\W+no (?:further )?action(?=\W*$))\b"
    r"(?: (?:on|about|over|in|with|regarding) )?(?P<what>[^.;,:]{0,80})",
    re.IGNORECASE,
)
_ITSELF = frozenset(
    stems("matter proposal motion resolution application scheme project request idea suggestion item further")
)
_FOR_NOW = re.compile(
    r"\b(?:at|for) (?:this|the|that) (?:present |current |moment|time|stage|point)|"
    r"\b(?:for now|at present|(?:in the )?mean(?:time|while)|yet|until|till)\b",
    re.IGNORECASE,
)
# "decided to place ten signs but not to post a limit"
_ONE_NOT_THE_OTHER = re.compile(
    r"\b(?:agreed|decided|resolved|voted|approved|accepted)\b (?!against\b|not\b|no\b|that\b)"
    r"(?!(?:unanimously )?to (?:not|reject|refuse|decline|oppose|object|deny|dismiss)\b)[^.;]{3,120}?,? but\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"\b(?:would|will|should|shall) be no (?P<what>[^.;,:]{3,80})", re.IGNORECASE)
_NOUN_ENDS = re.compile(
    r"\s(?:at|by|for|from|in|of|on|to|until|with|this|that|these|and|or|but|as|because|since|until|which|who|held|made)\b",
    re.IGNORECASE,
)
_LOST = r"(?:lost|defeated|fail(?:s|ed)|fell|rejected|negatived|voted down|not (?:carried|agreed|passed|adopted))"
# a motion, and what it was for, of which a decision says that it was lost
_LOST_MOTION = re.compile(
    rf"\b(?:motion|proposal|proposition|moved|proposed)\b(?P<what>[^.;]{{0,240}}?)\b{_LOST}\b", re.IGNORECASE
)
_KEEPS = re.compile(
    r"\b(?:not|deny|denial|reject|refuse|refusal|oppose|object|keep|retain|maintain|leave|remain|unchanged|status quo|"
    r"no (?:change|action|further action)|do nothing|against)\b",
    re.IGNORECASE,
)
_WITHDRAWN_FROM = re.compile(r"[.;,]|\b(?:by|from|as|at|because|until)\b", re.IGNORECASE)
_WITHDREW = re.compile(r"^(?P<before>.*?)\bwithdr(?:aw\w*|ew)\b(?P<after>.*)", re.IGNORECASE | re.DOTALL)
_LEAST_MEETINGS = 3  # after fewer later meetings nothing can be said, whatever the body's rhythm
_RETURNS = 0.95  # the share of returns that fall within the cut-off
_LEFT = frozenset({EventType.DEFERRAL, EventType.ACTION})  # what a meeting leaves to be done, whatever it decided
_BY_OUTCOME = {
    Outcome.ADOPTED: "adopted",
    Outcome.AMENDED: "adopted",
    Outcome.APPOINTED: "adopted",
    Outcome.REJECTED: "rejected",
    Outcome.WITHDRAWN: "withdrawn",
}
SETTLING = frozenset({Outcome.ADOPTED, Outcome.AMENDED, Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.APPOINTED})
"""How a decision ends what it decides."""


def cut_off(gaps: Sequence[int]) -> int:
    """After how many further meetings a matter would have returned, if it were to: from the body's own returns.

    `gaps` are the numbers of meetings from each appearance of a matter to its next, 1 for the very next.
    """
    if not gaps:
        return _LEAST_MEETINGS
    ordered = sorted(gaps)
    return max(_LEAST_MEETINGS, ordered[min(len(ordered) - 1, int(_RETURNS * len(ordered)))])


def fate(
    appearances: Sequence[Sequence[Event]],
    *,
    title: str,
    later_meetings: int,
    returns_within: int,
    put_off: Set[str] = frozenset(),
    strange: Set[str] = frozenset(),
) -> str:
    """The fate of the matter `title` from its events at each meeting, in the order of dates.

    `later_meetings` counts the body's meetings after the last appearance, `returns_within` is its `cut_off`. `put_off`
    are further statements that likely put the matter off, though not surely enough to be told of; `strange` those that
    may be of another matter.
    """
    business = [[event for event in events if is_business(event)] for events in appearances]
    last = business[-1] if business else []
    kinds = {event.type for event in last}
    if _carried_out(last, strange):
        return "carried out"
    decisions = [event for events in business for event in events if event.type is EventType.DECISION]
    settled = bool(decisions) and (decisions[-1].outcome in SETTLING or EventType.DECISION in kinds)
    sure = [[event for event in events if is_sure(event)] for events in business]
    left = {event.type for event in sure[-1]} if sure else set()
    owed = left & (_LEFT if settled else _LEFT | {EventType.PROPOSAL, EventType.REFERRAL})
    if owed and later_meetings > returns_within:
        return SILENT
    if EventType.DEFERRAL in kinds:
        return "deferred"
    if EventType.REFERRAL in kinds:
        return "referred"
    return _settled(business, title, put_off) if settled else "open"


def _settled(business: Sequence[Sequence[Event]], title: str, put_off: Set[str]) -> str:
    """How the last decision that says how ends the matter; open where none does, where it was put off since, or where
    what was turned down was taken up again by asking about it anew."""
    again = False
    for events in reversed(business):
        off = {event.statement for event in events if event.type is EventType.DEFERRAL}
        off |= put_off & {event.statement for event in events}
        for event in reversed(events):
            if event.type is not EventType.DECISION or (event.statement and event.statement in off):
                continue
            how, put = says_how(event, title), _put_before(event, events)
            if how == "adopted" and moves_to_ask(put, title):
                again = True
            elif how and not (how == "rejected" and _keeps_as_it_is(put)):
                return "open" if again and how != "adopted" else how
        if off:
            break
    return "open"


def _put_before(decision: Event, events: Sequence[Event]) -> str:
    """The last that was put at the meeting before a decision, in its item."""
    put = [e for e in events if e.type is EventType.PROPOSAL and e.item == decision.item and e.start <= decision.start]
    return max(put, key=lambda event: event.start).quote if put else ""


def _keeps_as_it_is(motion: str) -> bool:
    """Whether a motion is to leave things as they are: its loss ends nothing."""
    return bool(_KEEPS.search(motion))


class Decision(Protocol):
    """What is asked of a decision to tell how it ends its matter."""

    @property
    def quote(self) -> str: ...

    @property
    def outcome(self) -> Outcome | None: ...


def says_how(decision: Decision, title: str) -> str:
    """The fate that a decision gives to the matter `title`, empty where it settles nothing: what is noted, a vote on an
    amendment or on the debate, a word of favour, an errand to find out something first, what will not be for now; where
    a motion to leave things as they are was lost, something of somebody's was withdrawn that is not the matter, or one
    thing was agreed to and another was not."""
    if says_no(decision.quote, title):
        return "rejected"
    not_to_be = bool(_says_not(decision.quote))
    if not_to_be and _FOR_NOW.search(decision.quote):
        return ""
    if only_favours(decision.quote) or only_asks(decision.quote, title):
        return ""
    outcome = ending_of_matter(decision.quote, decision.outcome or Outcome.ADOPTED, title)
    lost = _LOST_MOTION.search(decision.quote) if outcome is Outcome.REJECTED else None
    if lost and _keeps_as_it_is(lost["what"]):
        return ""
    if outcome is Outcome.REJECTED and (not_to_be or _ONE_NOT_THE_OTHER.search(decision.quote)):
        return ""  # what will not be is another thing, or only one of two
    if outcome is Outcome.WITHDRAWN and not _is_withdrawn(decision.quote, title):
        return ""
    return _BY_OUTCOME.get(outcome, "") if outcome else ""


def _is_withdrawn(decision: str, title: str) -> bool:
    """Whether what was withdrawn is the matter, or what was put on it, and not an offer or an objection within it.

    >>> _is_withdrawn("The motion was withdrawn.", "Weir"), _is_withdrawn("Mr Orrin withdrew his apology.", "Weir")
    (True, False)
    """
    found = _WITHDREW.match(decision)
    if found is None:
        return True
    named = set(stems(_WITHDRAWN_FROM.split(found["after"])[0])) or set(stems(found["before"]))
    return bool(named & (_ITSELF | set(stems(title))) or not named)


def outcome_words(outcome: str, *, puts_off: bool) -> str:
    """How a decision ended, for a reader: what is adopted where the same words put the matter off is the putting-off.

    >>> outcome_words("adopted", puts_off=True), outcome_words("adopted", puts_off=False)
    ('to put it off', 'adopted')
    """
    return "to put it off" if puts_off and outcome == Outcome.ADOPTED else outcome


def says_no(decision: str, title: str) -> bool:
    """Whether what is decided, of the matter `title`, is that it will not be.

    It speaks of the matter only where the thing that will not be is named in its title, or by no more than "it" or
    "the matter". What will not be for now may yet be.

    >>> says_no("It was agreed that there would be no separate audit.", "Audit of the pools")
    True
    >>> says_no("It was agreed that there would be no objection.", "Audit of the pools")
    False
    >>> says_no("Agreed not to proceed with the sign.", "Sign"), says_no("It will not be pursued.", "Village sign")
    (True, True)
    >>> says_no("Agreed not to proceed with the carpet.", "Village hall")
    False
    >>> says_no("Resolved to take no further action.", "Sign"), says_no("No further action was needed.", "Sign")
    (True, False)
    """
    if _FOR_NOW.search(decision):
        return False
    dropped, none = _says_not(decision), _NONE.search(decision)
    return (dropped is not None and _is_of(dropped["what"], title, bare=True)) or (
        none is not None and _is_of(none["what"], title, bare=False)
    )


def _says_not(decision: str) -> re.Match[str] | None:
    """Where a decision says that something will not be gone on with."""
    return _DROPPED.search(decision) or _NO_ACTION.search(decision)


def _is_of(what: str, title: str, *, bare: bool) -> bool:
    """Whether the thing named first in `what` is that of the title; `bare` where it has no name of its own."""
    named = stems(_NOUN_ENDS.split(what, maxsplit=1)[0])
    return bare if set(named) <= _ITSELF else named[-1] in stems(title)


def _carried_out(last: Sequence[Event], strange: Set[str]) -> bool:
    """Whether the last appearance reports it done, and leaves nothing to do."""
    if any(event.type in _LEFT for event in last):
        return False
    told = (event for event in last if event.type is EventType.REPORT and is_sure(event))
    return any(event.statement not in strange and says_done(event.quote) for event in told)
