"""Whether a clause is only the routine of hearing: a hearing is opened and closed, the floor is open, nobody speaks.

That the public may speak at every meeting, and that the law wants a hearing, gives nobody a say that was not theirs.
What is asked, and of whom, is told by other clauses.
"""

from __future__ import annotations

import re

_ROUTINE = re.compile(
    r"\b(?:declar|open|clos|conven)\w*\b[^.;]{0,120}\bhearing\b|\bhearing\b[^.;]{0,40}\b(?:opened|closed|declared)\b"
    r"|\bno (?:\w+ ){0,3}?comments?\b|\bany public comments?\b"
    r"|\b(?:after|following|before|during|(?:floor|calls?|called|requests?) for)(?: \w+){0,2} (?:public|visitor)"
    r" comments?\b(?! (?:on|regarding|about|concerning|period)\b)",
    re.IGNORECASE,
)


def is_routine(text: str) -> bool:
    """Whether others are heard in it only as at any meeting.

    >>> is_routine("The Chair opened the public hearing."), is_routine("Comments on the draft are sought.")
    (True, False)
    """
    return bool(_ROUTINE.search(text))
