"""Work that is not done yet, others who are chased, and what needs no more to be done: none of it puts a matter off.

"The sign is still not in place" tells how an errand stands; what was put off would be a matter that the body was to
deal with. "No reply; the Clerk to chase" goes on with it, and "no further action to be taken" ends it.
"""

from __future__ import annotations

import re

_NOT_DONE = re.compile(
    r"\b(?:still|yet) to be (?P<wanted>\w+)"
    r"|\bstill (?:has|have|had|is|are|was|were) (?:not|to be)(?: been)? (?P<lacking>\w+)"
    r"|\b(?:has|have|had|is|are|was|were) still (?:not|to be)(?: yet)?(?: been)? (?P<missing>\w+)"
    r"|\b(?:has|have|had|is|are|was|were) (?:not|yet to)(?: yet| still)? (?:be|been|in) (?P<due>\w+)"
    r"|\bstill not(?: been)? (?P<left>\w+)",
    re.IGNORECASE,
)
# what is settled or answered, by this body or those it deals with: while it is not, the matter waits
_SETTLING = re.compile(
    r"(?:decid|agree|determin|consider|discuss|resolv|approv|confirm|settl|chos|appoint|elect|award|grant|sign|announc"
    r"|publish|answer|repl|respond|heard|hear|report|return|receiv|submit|supplied|sent|provid|able|complete|finali|ready"
    r"|possible|clear|known|certain)",
    re.IGNORECASE,
)
_CHASED = re.compile(
    r"\b(?:chas(?:e|ed|ing)|remind(?:ed|er|ing)?|monitor(?:ed|ing)?|check(?:ed)? with|press(?:ed|ing)? for"
    r"|writ(?:e|ing) again|contact(?:ed)? \w+ again)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\bno further action (?:(?:is |was |were )?(?:to be |being )?(?:taken|needed|required|necessary))"
    r"|\bnothing (?:further|more|else) (?:to be|can be|could be|need be) done",
    re.IGNORECASE,
)


def is_outstanding(text: str) -> bool:
    """Whether a statement says that work is not done yet, that somebody is chased for it, or that it is to be left so.

    >>> is_outstanding("The sign is still not in place."), is_outstanding("No reply; the Clerk to chase.")
    (True, True)
    >>> is_outstanding("The rent is still to be decided."), is_outstanding("Still waiting for the survey.")
    (False, False)
    """
    if _CHASED.search(text) or _ENDED.search(text):
        return True
    return any(not _SETTLING.match(next(filter(None, found.groups()), "")) for found in _NOT_DONE.finditer(text))
