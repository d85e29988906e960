"""The enacting words with which a clerk begins what was settled, as town meetings, vestries and boards long have.

"Voted, that the selectmen be a committee to view the road." says by its form that the meeting settled it: the one verb,
in the past, that only a meeting can do, and nobody named who did. So does "Action: Adopted Resolution 12." A judge that
learned from minutes with few of them may doubt.
"""

from __future__ import annotations

import re

GENERATOR = "rule:enacting-words/2"
_NUMBERED = r"(?:(?:art(?:icle)?|sec(?:tion)?|item|no)\b\.? ?[\w-]{1,5}[.,:]? +)?(?:\(?\d{1,3}(?:st|nd|rd|th)?[.):] +)?"
_ENACTED = re.compile(
    rf"^\W*{_NUMBERED}(?:(?:it was|was|on motion|and|then|also|further|unanimously|likewise),? ){{0,3}}"
    r"(?:(?:voted|ordered|enacted|decreed)\b(?:(?:,? unanimously)?,? (?:that|to)\b|:)|chose (?=(?-i:[A-Z])))",
    re.IGNORECASE,
)
# "Action: Adopted Resolution 12.", as action minutes print what was done on an item
_DONE = re.compile(
    r"^\W*(?:(?:board|council|committee|commission) )?action(?: taken)?\W{1,4}(?:the (?:board|council|committee) )?"
    r"(?:unanimously )?(?:approved|adopted|accepted|ratified|authori[sz]ed|awarded|denied|granted|rejected|appointed"
    r"|confirmed|received|(?:report|presentation|item|update) received)\b",
    re.IGNORECASE,
)


def is_enacted(text: str) -> bool:
    """Whether a statement begins with the words that enact it, or says as an action taken what was done.

    >>> is_enacted("Art. 4th. Voted, that the road be mended."), is_enacted("Chose Amos Tuck Moderator.")
    (True, True)
    >>> is_enacted("Action: Adopted Resolution 12."), is_enacted("Voted 4-1 against."), is_enacted("Ordered two kegs.")
    (True, False, False)
    """
    return bool(_ENACTED.match(text) or _DONE.match(text))
