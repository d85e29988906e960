"""What a statement settles is not put off by it, whatever it looks like."""

from __future__ import annotations

import re

from matters_arising.extract.outcomes import outcome
from matters_arising.extract.putting_off import PUT_OFF, is_said
from matters_arising.extract.times import GATHERING
from matters_arising.extract.until import term_in
from matters_arising.nlp.usage import tables
from matters_arising.vocab import Outcome

# to approve a thing settles it; to agree may be to agree that it waits ("agreed to ask for the terms first")
_APPROVED = re.compile(
    r"\b(?:was|were|is|are|been|be|and|hereby|unanimously|duly) (?:approved|adopted|authori[sz]ed|granted|ratified"
    r"|endorsed|accepted|passed)\b",
    re.IGNORECASE,
)
# "The Ministry having deferred its approval, ...": what was the case before the clause that says what is done
_BEFORE = re.compile(rf"\bhaving (?:(?:already|again|now|since|earlier|previously) )?(?=\w+ ){PUT_OFF}[^,;.]*,")
_WAITS = re.compile(
    r"\b(?:before (?:\w+ing|an?|any|the|that|it|they|we)|until|till|once|when|unless|subject to"
    r"|pending|first|later|leave|left)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(GATHERING)

_CLOSED = re.compile(
    r"\b(?:matters?|issues?|case|complaint|subject|topic|(?:agenda |action )?items?|actions?)"
    r"(?: (?:is|are|was|were|be|has|have|had|been|now|then|therefore|thus|considered|regarded as|to be))* closed\b"
    r"(?! (?:to|session|meeting|at|by)\b)(?![^.;]*\b(?:but|until|till|pending|unless|for now)\b)",
    re.IGNORECASE,
)

_ERRAND = re.compile(r"\bactions?\b|\bitems?\b", re.IGNORECASE)
_MAY_BE = re.compile(
    r"\b(?:if|unless|until|till|once|when|whether|would|could|should|not|asked|request\w*|hop\w+|wish\w*)\b",
    re.IGNORECASE,
)


def is_settled(text: str) -> bool:
    """Whether a statement says that something was approved, and nothing of it that would wait: no word puts it off, and
    no condition, meeting or time to come is named.

    >>> is_settled("Reached just before ten, and approved without debate.")
    True
    >>> is_settled("It was agreed to ask for the terms before giving an answer.")
    False
    >>> is_settled("The county having deferred its reply, the lease was approved.")
    True
    >>> is_settled("The minutes were approved and the lease deferred."), is_settled("Motion to table was approved.")
    (False, False)
    """
    plain = _BEFORE.sub("", text)
    if not _APPROVED.search(plain) or outcome(plain) is not Outcome.ADOPTED:
        return False
    return not (is_said(plain) or tables(plain) or _WAITS.search(plain) or term_in(plain) or _MEETING.search(plain))


def closes_matter(text: str) -> bool:
    """Whether it says so of a matter that was before the body, and not of an errand or a point of a list.

    >>> closes_matter("Nothing to report, matter now closed."), closes_matter("Action 7 is closed.")
    (True, False)
    """
    return is_closed(text) and not _ERRAND.search(text)


def is_closed(text: str) -> bool:
    """Whether a statement says that a matter is closed: nothing of it waits, and nothing of that is only wanted.

    >>> is_closed("Nothing to report, matter now closed."), is_closed("The matter is not closed.")
    (True, False)
    >>> is_closed("The gate was closed."), is_closed("She considered the matter closed.")
    (False, True)
    >>> is_closed("The item was closed to the public."), is_closed("The matter is closed, but the gate still leaks.")
    (False, False)
    """
    found = _CLOSED.search(text)
    return found is not None and not _MAY_BE.search(text, 0, found.start())
