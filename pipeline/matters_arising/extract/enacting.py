"""What says by its form that the meeting settled something, where a judge that learned from other minutes may doubt.

The enacting words with which a clerk begins it, as town meetings, vestries and boards long have ("Voted, that the
selectmen be a committee to view the road."): the one verb, in the past, that only a meeting can do, and nobody named who
did. And the outcome with which he ends it, or which stands alone below it: "Carried.", "Passed with 6 votes."
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
# behind a stop, a mark of a list, or the word that somebody seconded it, and nothing after it but how
_OUTCOME = re.compile(
    r"(?:^\W*|[.;:?!)\]\-–—,]\W*|\bsecond(?:ed)?\W+)(?:(?:the |this )?(?:motion|amendment|resolution|vote|question|all) )?"
    r"(?:was |is |were )?(?:duly |unanimously )?(?:carried|passed|passes|adopted|approved|defeated|lost|failed|cr?d)\b\.?"
    r"(?:,? (?:unanimously|by \w+|nem\.? con\.?|with \w+ votes?|on an? \w+ vote|\d+ ?[-–] ?\d+(?: ?[-–] ?\d+)?))*"
    r"[\s.)\]*]*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|all) votes? in favou?r\b"
    r"|\bvotes?:? ?\d+ ?[-–] ?\d+ in favou?r\b|[-–—] ?(?:\d+|all) in favou?r\b"
    r"|\b(?:ayes?|yeas?|for|in favou?r)\b\W{0,3}\d+\W{1,5}(?:nays?|noes|no|against|opposed)\b\W{0,3}\d+",
    re.IGNORECASE,
)


def is_enacted(text: str) -> bool:
    """Whether a statement begins with the words that enact it.

    >>> is_enacted("Art. 4th. Voted, that the road be mended."), is_enacted("Chose Amos Tuck Moderator.")
    (True, True)
    >>> is_enacted("Voted 4-1 against the road."), is_enacted("Ordered two kegs of nails.")
    (False, False)
    """
    return bool(_ENACTED.match(text))


def is_outcome(text: str) -> bool:
    """Whether a statement ends with the outcome of a vote, or is no more than one, or gives the count.

    >>> is_outcome("Carried."), is_outcome("Treasurer: Ms Orr. Mr Tuck seconded. Carried"), is_outcome("Passes with 6 votes.")
    (True, True, True)
    >>> is_outcome("New logo? - 4 votes in favour"), is_outcome("Ms Orr said the motion was carried in May.")
    (True, False)
    """
    return bool(_OUTCOME.search(text) or _COUNTED.search(text))
