"""What a body answers to an application that is laid before it for its view, printed in a word or two.

    12/00345/F New porch at the mill - Support
    PL/00412 Two huts at the quay    NO OBSERVATIONS

To have no view is an answer too, and settles what goes back to the authority that asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

GENERATOR = "rule:answer/1"
_VIEW = (
    r"(?:no (?:further |adverse )?(?:objections?|observations?|comments?)(?: (?:raised|made|to (?:add|make)\b.*))?"
    r"|objections?|object|support(?:ed)?|neutral)"
)
_ALONE = re.compile(rf"^\W*{_VIEW}\W*$", re.IGNORECASE)
# set behind what is asked for, with a mark or as a cell of its own, and so with a capital
_BEHIND = re.compile(rf"(?:\s[-–—]\s*|[\s.;:)](?=(?-i:[A-Z]))){_VIEW}\W*$", re.IGNORECASE)
# the number under which an authority keeps it
_NUMBER = re.compile(
    r"\b(?:\d\d/\d{4,5}(?:/[A-Z0-9]{1,5})?|[A-Z]{1,3}/\d{5,6}|[A-Z]{1,3}/\d{2,4}/\d{3,5}|\d{4}/\d{4}(?:/[A-Z]{1,4})?)\b"
)
_PLANNING = re.compile(r"\b(?:planning|development (?:management|control))\b", re.IGNORECASE)


def is_answer(text: str, before: str = "", headings: Sequence[str] = ()) -> bool:
    """Whether a statement ends with the answer to an application that it tells, or is no more than the answer to the
    one `before`, or to one of those under the `headings` of planning.

    >>> is_answer("12/00345/F New porch at the mill - Support"), is_answer("The mill - Support")
    (True, False)
    >>> is_answer("OBJECTIONS", "PL/00412 Two huts at the quay"), is_answer("OBJECTIONS", "Huts at the quay")
    (True, False)
    >>> is_answer("No comment.", "Huts at the quay", ["Planning applications"])
    True
    """
    if _ALONE.match(text):
        return bool(_NUMBER.search(before)) or any(map(_PLANNING.search, headings))
    return bool(_BEHIND.search(text) and _NUMBER.search(text))
