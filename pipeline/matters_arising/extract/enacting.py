"""The enacting words with which a clerk begins what was settled, as town meetings, vestries and boards long have.

"Voted, that the selectmen be a committee to view the road." says by its form that the meeting settled it: the one verb,
in the past, that only a meeting can do, and nobody named who did. So does "Action: Adopted Resolution 12.", and "The
following were elected:" settles all that is in the list below it. A judge that learned from minutes with few of them
may doubt.
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
# "Decision: we will let the slip.", as a clerk labels what was settled
_LABELLED = re.compile(
    r"^\W*(?:decision|decided|resolved|agreed)(?: no\.? ?\d+)?(?:\s?[:–—]|\s-)\s*(?=\w)|^\W*DECISION NOTED\b",
    re.IGNORECASE,
)
# what is settled in the list below
_ALL_BELOW = re.compile(
    r"^\W*(?:the following|these)(?: \w+){0,3} (?:was|were) (?:\w+ly |then |also )?(?:re-?)?(?:elected|appointed"
    r"|co-?opted|passed|carried|agreed|adopted|approved|resolved|lost|defeated|rejected)\b(?: [\w’'-]+){0,5}\W*$",
    re.IGNORECASE,
)


def is_enacted(text: str) -> bool:
    """Whether a statement begins with the words that enact it, or all that stands below it, or says as an action taken
    what was done.

    >>> is_enacted("Art. 4th. Voted, that the road be mended."), is_enacted("Chose Amos Tuck Moderator.")
    (True, True)
    >>> is_enacted("DECISION: we will let the slip."), is_enacted("Decision of the county on the slip")
    (True, False)
    >>> is_enacted("The following were elected:"), is_enacted("The following plans were looked at:")
    (True, False)
    >>> is_enacted("Action: Adopted Resolution 12."), is_enacted("Voted 4-1 against."), is_enacted("Ordered two kegs.")
    (True, False, False)
    """
    return any(form.match(text) for form in (_ENACTED, _DONE, _LABELLED, _ALL_BELOW))
