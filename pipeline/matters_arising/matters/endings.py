"""What words end: the motion before the meeting, only a change to it that was lost, nothing yet, or the meeting itself.

A meeting votes on more than its motions: on amendments, on putting the question off, and it may find a thing good
without deciding on it. Each is marked as a decision, and none of them is the fate of what was proposed.
"""

from __future__ import annotations

import re

from matters_arising.dates import find
from matters_arising.matters.incidental import is_incidental, without_incidental
from matters_arising.vocab import Outcome

_WITHIN = (
    r"(?:(?!\b(?:motion|proposal|resolution|question|carried)\b)(?:[^.;]|\.(?=\d)))"  # a clause, and one vote of it
)
_CHANGES_MOTION = r"\bamendments?,? (?:to|of) (?:the|this|that|his|her|their) (?:\w+ )?(?:motion|proposal|resolution)\b"
_CHANGE = (
    rf"(?:{_CHANGES_MOTION}|\b(?:amendments?"
    r"|(?:motion|proposal|move|proposed|moved) (?:to|that) (?:amend|defer|postpone|adjourn|refer|table)"
    r"|amend(?:ed)? the (?:motion|proposal))\b)"
)
_LOST = (
    r"\b(?:lost|defeated|fail(?:s|ed)|fell|lapsed|rejected|refused|negatived|voted down|no second\w*"
    r"|not (?:carried|agreed|approved|passed|adopted|accepted|seconded|supported))\b"
)
_CHANGE_LOST = re.compile(
    rf"{_CHANGE}{_WITHIN}{{0,240}}?{_LOST}(?:(?!\b(?:motion|proposal|resolution|question|and|but)\b)[^.;,]){{0,240}}",
    re.IGNORECASE,
)
_TO_MOTION = re.compile(_CHANGES_MOTION, re.IGNORECASE)
_IS_CHANGE = re.compile(_CHANGE, re.IGNORECASE)
_CLAUSE = re.compile(r"[.;]\s")
_ASIDE = re.compile(r",[^,.;]{1,80},(?= (?:was|were|is|being)\b)")
_ENDED = re.compile(
    rf"\b(?:motion|proposal|resolution|question)\b(?:(?!\bnot\b)[^.;]){{0,80}}?"
    rf"(?:(?P<lost>{_LOST})|\b(?:carried|passed|agreed|adopted|approved)\b)",
    re.IGNORECASE,
)
_ACTS = (
    r"agreed|agrees?|resolve[sd]?|decide[sd]?|approve[sd]?|adopt(?:s|ed)?|accept(?:s|ed)?|carried|passed|granted|"
    r"elected|appointed|authori[sz]ed"
)
_ACTS_ON = re.compile(rf"\b(?:{_ACTS})\b", re.IGNORECASE)
_DECIDES = re.compile(rf"\b(?:{_ACTS}|voted?|unanimous\w*|all in favou?r)\b", re.IGNORECASE)
_FAVOURS = re.compile(
    r"\b(?:was|were|is|been|expressed|expressing|had|general|broad|wide(?:spread)?|much|some|strong|full) "
    r"(?:\w+ ){0,2}support(?: for| of|\b(?=[.;,]|$))|\bin principle\b|\bwelcom(?:e|ed|ing)\b|\bsympath\w+|"
    r"\bwell received\b|\bliked the\b|\bgood idea\b",
    re.IGNORECASE,
)
_WHEN = (
    r"(?:\W*$|\s*[.;:–—-]|,(?![^.;]*\bthat\b)|\s(?:at|by(?! \w+ing\b))\b"
    r"|\s\(?(?:\d{4}(?=\W*$)|\d{1,2}(?:[.:]\d\d|\s?[ap]\.?m\b)|\d{1,4}\s?(?:hours|hrs|o.clock)\b))"
)
_AND_NO_MORE = (
    r"(?:\W*$|\s*[,.;:]|\s(?:the|this) (?:meeting|sitting|chair\w*|mayor|president|reeve)\b"
    r"|\sto (?:be )?\w+(?: (?:with|before|at|by)\b|\s?[,.;]|\W*$|\s(?:the|this) (?:meeting|sitting|chair\w*)\b))"
)
_CLOSES = re.compile(
    r"^\W*(?:\(?\w{1,3}[.)]\s+)?(?:"
    rf"(?:(?:there|with|having|as there) (?:being |was |were )?)?no (?:further|other|more) business\b(?={_AND_NO_MORE})"
    r"|(?:the |this )?(?:\w+ ){0,2}?(?:meeting|sitting)\b(?: (?:was|is|then|duly|formally|therefore|being))* "
    rf"(?:closed?|closes|ended|ends|finished|concluded|terminated|adjourned|rose)\b(?={_WHEN})"
    r"|(?:the )?(?:chair\w*|mayor|president|reeve)\b[^.;]{0,60}\b(?:closed|ended)\b[^.;]{0,20}\bmeeting\b"
    rf"|(?:close|end) of (?:the )?meeting\b(?={_WHEN})|(?:closed|ended|finished) at \d"
    rf"|(?:\w+ ){{1,3}}(?:closed|adjourned|ended) (?:the|this) meeting\b(?={_WHEN}))",
    re.IGNORECASE,
)
# "Opened: 7.50 pm", "Minutes taken by Ann Orrin, Secretary": when it was and who wrote of it, printed as a form has it
_CLOCK = r"\d{1,2}(?:[:.]\d\d(?:\s*[ap]\.?m\b)?|\s*[ap]\.?m\b)"
_PERSON = r"(?-i:[A-Z])[\w'’.-]*"
_FORM = re.compile(
    rf"\W*(?:(?:opened|started|began|closed|ended|finished|adjourned)\s*[:–—-]\s*{_CLOCK}"
    r"|(?:(?:(?:these|the) )?(?:minutes|notes)(?: (?:were|are|is))? )?(?:respectfully )?"
    r"(?:submitted|taken|prepared|recorded|written|typed|compiled) by:? "
    rf"{_PERSON}(?:,? (?:and |the )?{_PERSON}){{0,6}})\W*",
    re.IGNORECASE,
)
# "A motion to adjourn was made by Ann Orrin", "The closing prayer was said": how the form of a meeting ends or begins
_COURSE = re.compile(
    r"^\W*(?:(?:the |a )?motion (?:(?:for|of) adjournment|to adjourn)\b(?!\s+(?:debate|(?:the|this) (?!meeting)))"
    r"|(?:the )?(?:open(?:ing)?|closing) prayers?\b(?= (?:was|were|is|by|said|led)\b|\W*$|\s*[:–—-])"
    r"|(?:the )?minutes of (?:the |our )?(?:last|previous) meeting (?:was|were|had been|having been) (?:\w+ ){0,3}"
    r"(?:read|taken|approved|adopted|confirmed|accepted|agreed|signed)\b"
    r"(?!.*\b(?:matters? arising|but|except|amend\w*|correct(?:ion|ed)\w*|subject)\b))",
    re.IGNORECASE | re.DOTALL,
)
# "The next meeting is on 4 May at the hall", and nothing that is to be done there
_NEXT = re.compile(
    r"^\W*(?:the |our )?(?:dates? (?:and time )?(?:of|for) (?:the |our )?)?next (?:\w+ ){0,3}meeting\b", re.IGNORECASE
)
_DONE_THERE = re.compile(
    r"\bto (?!be\b|start\b|begin\b|commence\b)[a-z]+|\b(?:when|where|which|agenda|if|unless|until)\b"
    r"|\b(?:discuss|consider|review|decid|report|defer|postpon|present|bring|brought)\w*",
    re.IGNORECASE,
)
_NEXT_WORDS = 20
_CLOSING_WORDS = 30
_OPENS = re.compile(
    r"^\W*(?:\(?\w{1,3}[.)]\s+)?(?:the |this )?(?:\w+ ){0,2}?(?:meeting|sitting)\b(?: (?:was|is|then|duly|formally))* "
    rf"(?:opened|began|started|commenced|convened|called to order)\b(?={_WHEN})",
    re.IGNORECASE,
)
_OPENING_WORDS = 14


def closes_meeting(text: str) -> bool:
    """Whether a line says that the meeting is over: it is of no matter, wherever it is printed.

    >>> closes_meeting("The meeting closed at 9.10 pm."), closes_meeting("The meeting of the users ended in a quarrel.")
    (True, False)
    >>> closes_meeting("The meeting concluded that it be sold."), closes_meeting("No other business had written.")
    (False, False)
    >>> closes_meeting("There being no further business, the Chair thanked all."), closes_meeting("The shop closed.")
    (True, False)
    """
    return len(text.split()) <= _CLOSING_WORDS and bool(_CLOSES.match(text))


def bounds_meeting(text: str) -> bool:
    """Whether a line says that the meeting is over, or when it began and no more, or when the next is, or who wrote of
    it: it deals with nothing.

    >>> bounds_meeting("Closed: 20:58"), bounds_meeting("Notes taken by Ann Orrin, Secretary")
    (True, True)
    >>> bounds_meeting("Closed: 2 gates"), bounds_meeting("Notes taken by Ann Orrin show that the weir leaks.")
    (False, False)
    >>> bounds_meeting("Ann Orrin closed the meeting."), bounds_meeting("Ann Orrin closed the meeting to the public.")
    (True, False)
    >>> bounds_meeting("The next meeting is on 4 May at the mill."), bounds_meeting("The next meeting sets the fees.")
    (True, False)
    >>> bounds_meeting("Motion to adjourn was made by Ann."), bounds_meeting("A motion to adjourn the item was lost.")
    (True, False)
    >>> bounds_meeting("The minutes of the last meeting were read and approved.")
    True
    >>> bounds_meeting("Meeting opened at 10.30 and everyone welcomed."), bounds_meeting("The meeting opened the gate.")
    (True, False)
    """
    words = len(text.split())
    opens = words <= _OPENING_WORDS and _OPENS.match(text) and not _DECIDES.search(text)
    course = words <= _CLOSING_WORDS and _COURSE.match(text)
    return bool(opens or course or _FORM.fullmatch(text)) or closes_meeting(text) or _names_next(text)


def _names_next(text: str) -> bool:
    """Whether a line says when the next meeting is, and no more of it than where."""
    if len(text.split()) > _NEXT_WORDS or not _NEXT.match(text) or _DONE_THERE.search(text):
        return False
    return any(mention.month or mention.day for mention in find(text))


def ending(decision: str, outcome: Outcome, *, motion: str = "") -> Outcome | None:
    """How a decision ends the `motion` it was taken on. None where it only says that a change to the motion was lost,
    made or taken back, or how a vote on the debate ended, which leaves the motion before the meeting; unless the motion
    is such a one itself. What is said of the motion beside that counts before the outcome that was read, which may be
    that of the change.

    >>> ending("The amendment was lost by 2 votes to 4.", Outcome.REJECTED)
    >>> ending("The amendment was lost. The motion was carried.", Outcome.REJECTED)
    <Outcome.ADOPTED: 'adopted'>
    >>> ending("The motion was lost, 2 votes to 4.", Outcome.REJECTED)
    <Outcome.REJECTED: 'rejected'>
    >>> ending("The amendment was lost, and the motion was lost.", Outcome.REJECTED)
    <Outcome.REJECTED: 'rejected'>
    >>> ending("The amendment was lost.", Outcome.REJECTED, motion="She moved an amendment.")
    <Outcome.REJECTED: 'rejected'>
    >>> ending("Mrs Dorne withdrew her amendment.", Outcome.WITHDRAWN)
    >>> ending("The motion to close debate was carried.", Outcome.ADOPTED)
    """
    rest = without_incidental(_CHANGE_LOST.sub("", decision))
    if rest == decision or _IS_CHANGE.search(motion) or is_incidental(motion):
        return outcome
    ended = {bool(found["lost"]) for clause in _CLAUSE.split(rest) if (found := _ENDED.search(_ASIDE.sub("", clause)))}
    if ended:
        lost = ended == {True}
        return Outcome.REJECTED if lost else Outcome.ADOPTED if ended == {False} else None
    lost = outcome in (Outcome.REJECTED, Outcome.WITHDRAWN)
    return outcome if not lost and _ACTS_ON.search(rest) else None


def ending_of_matter(decision: str, outcome: Outcome, title: str) -> Outcome | None:
    """How a decision ends the matter `title`. One that is itself a change, as of a plan or a byelaw, ends where a
    change is lost and no motion beside it is named; but never by the loss of a change to the motion on it.

    >>> ending_of_matter("The amendment was lost by 2 votes to 4.", Outcome.REJECTED, "Amendment of the byelaws")
    <Outcome.REJECTED: 'rejected'>
    >>> ending_of_matter("An amendment to the motion was lost.", Outcome.REJECTED, "Amendment of the byelaws")
    """
    ended = ending(decision, outcome)
    return ended if ended or _TO_MOTION.search(decision) else ending(decision, outcome, motion=title)


def only_favours(decision: str) -> bool:
    """Whether it speaks well of a thing and decides nothing.

    >>> only_favours("There was general support for the idea."), only_favours("Members liked the plan in principle.")
    (True, True)
    >>> only_favours("The plan was supported and it was agreed to print it."), only_favours("The Board supported it.")
    (False, False)
    """
    return bool(_FAVOURS.search(decision)) and not _DECIDES.search(decision)
