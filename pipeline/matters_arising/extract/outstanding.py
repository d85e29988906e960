"""Work that is not done yet, others who are chased, and what needs no more to be done: none of it puts a matter off.

"The sign is still not in place" tells how an errand stands; what was put off would be a matter that the body was to
deal with. "No reply; the Clerk to chase" goes on with it, and "no further action to be taken" ends it.
"""

from __future__ import annotations

import re

from matters_arising.extract.times import MONTH

_NOT_DONE = re.compile(
    r"\b(?:still|yet) to be (?P<wanted>\w+)"
    r"|\bstill (?:has|have|had|is|are|was|were) (?:not|to be)(?: been)? (?P<lacking>\w+)"
    r"|\b(?:has|have|had|is|are|was|were) still (?:not|to be)(?: yet)?(?: been)? (?P<missing>\w+)"
    r"|\b(?:has|have|had|is|are|was|were) (?:not|yet to)(?: yet| still)? "
    r"(?:be|been|in(?! the (?:room|building|chamber|hall)\b)) (?P<due>\w+)"
    r"|\bstill not(?: been)? (?P<left>\w+)"
    r"|\b(?:is|are|was|were) not yet (?P<unmade>\w+ed)\b",
    re.IGNORECASE,
)
# what is settled or answered, by this body or those it deals with: while it is not, the matter waits
_SETTLING = re.compile(
    r"(?:decid|agree|determin|consider|discuss|resolv|approv|confirm|settl|chos|appoint|elect|award|grant|sign|announc"
    r"|publish|answer|repl|respond|heard|hear|report|return|receiv|submit|supplied|sent|provid|able|complete|finali|ready"
    r"|possible|clear|known|certain)",
    re.IGNORECASE,
)
# what somebody has not done yet, where it is nothing that a body does with a matter
_NOT_YET_DONE = re.compile(
    r"\b(?:has|have|had|did|does|do)(?: not|n[’']t| yet to| still to)(?: yet| still)?"
    r" (?!(?:yet|still|be|been|had|have|\w+ly|act|rule|vote)\b|decid|agree|determin|consider|discuss|resolv|approv"
    r"|confirm|settl|met\b|meet|done|made|make|time|receiv|reach|tak|feel|felt|begun|begin|start|know|c[ao]me\b)\w+",
    re.IGNORECASE,
)
# things that need doing
_UNDONE = re.compile(
    r"\bawait\w* (?:attention|repairs?|installation|delivery|completion|collection|fitting)\b", re.IGNORECASE
)
_TAKEN_UP = re.compile(
    rf"\b(?:until|till|before|next|future|later|{MONTH} meeting|agenda|discuss\w*|consider\w*|decision)\b",
    re.IGNORECASE,
)
_CHASED = re.compile(
    r"\b(?:chas(?:e|ed|ing)|remind(?:ed|er|ing)?|monitored|monitor(?:ing)?(?= (?:the|this|it|its)\b| situations?\b)"
    r"|check(?:ed)? with|press(?:ed|ing)? for|writ(?:e|ing) again|contact(?:ed)? \w+ again)\b",
    re.IGNORECASE,
)
_UNSUPPORTED = r"\b(?:no|lack of(?: an?)?) (?:second(?:er)?|majority|support|consensus)\b"
_NOT_TAKEN = r"\bnot (?:considered|added|taken up)\b"
_ENDED = re.compile(
    r"\bno further action (?:(?:is |was |were )?(?:to be |being )?(?:taken|needed|required|necessary))"
    r"|\bnothing (?:further|more|else) (?:to be|can be|could be|need be) done"
    r"|\bno further [\w’' -]{1,60}?\b(?:felt|thought|considered|deemed|was|were|is|are) (?:to be )?"
    r"(?:necessary|needed|required)\b"
    # what the body thinks of it: that it is of no use
    r"|\bnot (?:considered|deemed|thought|felt) (?:to be )?(?:\w+(?:ible|able|ary|ful|ent|ant|while|ial|ical|ive|ous)"
    r"|wise|right|fit|safe|expedient)\b"
    rf"|{_UNSUPPORTED}[^.;]*{_NOT_TAKEN}|{_NOT_TAKEN}[^.;]*{_UNSUPPORTED}",
    re.IGNORECASE,
)
# who goes on with a thing has not put it off; a hearing is continued
_GOES_ON = re.compile(
    r"\b(?:is|are|was|were|be) (?:still |currently )?continuing\b(?! (?:the |this |that |its )?(?:[\w’'-]+ ){0,3}?"
    r"(?:(?:hearing|item|matter|application|case|motion)s?|it|this)\b)",
    re.IGNORECASE,
)
# somebody else has not answered
_UNANSWERED = re.compile(
    r"\bno (?:\w+ )?(?:response|reply|feedback|answer|word)\b"
    r"|\bnot (?:yet |been )?(?:heard|hear|replied|responded|answered)\b"
    r"|\b(?:await\w*|wait\w*) (?:for |on )?(?:an? |the |their )?(?:further )?"
    r"(?:reply|replies|response|answer|feedback|to hear)\b|\bhear back\b|\b(?:nothing|never) (?:\w+ )?heard\b",
    re.IGNORECASE,
)
# what others owe, and the word that somebody goes after it
_OWED = re.compile(
    rf"{_UNANSWERED.pattern}|\bawaited\b|\bno (?:further )?progress (?:by|from|with)\b|\bstill waiting\b",
    re.IGNORECASE,
)
_PURSUED = re.compile(
    r"(?:\b(?:will|shall|to|is to|would)|[’']ll)(?: \w+ly| again| now| therefore)? (?:call|ring|phone|telephone|e-?mail"
    r"|contact|press|chase|remind|nudge|prompt|pursue|write(?: again)?(?= to)|give (?:them|him|her|it) a \w+)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:agreed|decided|resolved|on hold|hold|held|until|till|before|without|meanwhile|meantime|next|once|when)\b",
    re.IGNORECASE,
)


def is_outstanding(text: str) -> bool:
    """Whether a statement says that work is not done yet or goes on, that somebody is chased for it, or that it is to
    be left so.

    >>> is_outstanding("The sign is still not in place."), is_outstanding("No reply; the Clerk to chase.")
    (True, True)
    >>> is_outstanding("The rent is still to be decided."), is_outstanding("Still waiting for the survey.")
    (False, False)
    """
    if any(form.search(text) for form in (_UNDONE, _CHASED, _ENDED, _GOES_ON)):
        return True
    if _NOT_YET_DONE.search(text) and not _TAKEN_UP.search(text):
        return True
    return any(not _SETTLING.match(next(filter(None, found.groups()), "")) for found in _NOT_DONE.finditer(text))


def is_pursued(text: str, after: str = "") -> bool:
    """Whether a statement says that somebody else owes an answer, and it or the next that somebody goes after it: the
    matter goes on.

    >>> is_pursued("The mill's answer is awaited.", "ACTION: Clerk to press the mill for it.")
    True
    >>> is_pursued("The mill's answer is awaited."), is_pursued("The Clerk will ring the mill.")
    (False, False)
    """
    return bool(_OWED.search(text)) and not _HELD.search(text) and bool(_PURSUED.search(f"{text} {after}"))


def is_unanswered(text: str) -> bool:
    """Whether a statement says no more than that somebody else has not answered: that is a report, unless the matter is
    expressly held for it, or was due by its heading.

    >>> is_unanswered("There has been no reply from the mill."), is_unanswered("On hold, awaiting a reply.")
    (True, False)
    """
    return bool(_UNANSWERED.search(text)) and not _HELD.search(text)
