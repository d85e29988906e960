"""That there is no news of a thing, said and no more: "No further update", "The lamp - nothing to report"."""

from __future__ import annotations

import re

NO_NEWS = re.compile(
    r"(?:\w+ (?:was|is|were|are|had|has|have)(?: been)? )?(?:still |currently |as yet )*"
    r"(?:no (?:(?:further|more|new|other|additional) )*(?:news|updates?|progress|change|developments?)\b"
    r"|no (?:(?:further|more|new|other|additional) )+information\b"
    r"|no (?:further )?movement\b"
    r"|nothing (?:(?:new|further|more|else) )*(?:to (?:be )?(?:report|add|note|update)"
    r"|ha[ds] (?:come in|been (?:heard|received))|\W*$)|none\W*$)"
    r"(?![^.;]*\b(?:from|by) )",
    re.IGNORECASE,
)
"""That there is none: it does not say why. Whose word is wanting would."""
_LABEL = re.compile(r"^\W*(?:[^.;:]{1,80}?(?:\s[-–—]+|[-–—:])\s+)?")
# since when, and in what way there is none
_TAIL = re.compile(
    r"(?:\W|\b(?:and no (?:remarks|comments|questions)|was|were|is|are|had|has|been|to report|available|received"
    r"|reported|(?:as )?yet|to date|on this"
    r"|at (?:this|the) (?:time|moment|present|stage)|at present|this (?:month|time|week|term|quarter)"
    r"|(?:since|from) (?:the |our )?(?:last|previous) (?:meeting|month|report|session|sitting))\b)*",
    re.IGNORECASE,
)


def is_no_news(text: str) -> bool:
    """Whether a statement says of a thing that there is no news of it, and no more.

    >>> is_no_news("Mill lamp - no further update."), is_no_news("There was no new information at this time.")
    (True, True)
    >>> is_no_news("There was no change in the fee."), is_no_news("No news has come from the county.")
    (False, False)
    """
    found = NO_NEWS.match(text, _LABEL.match(text).end())  # type: ignore[union-attr]
    return found is not None and bool(_TAIL.fullmatch(text, found.end()))
