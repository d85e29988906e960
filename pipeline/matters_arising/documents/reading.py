"""A stretch of a document as a person reads it aloud: line breaks folded, words divided at a line end made whole."""

from __future__ import annotations

import re

# A word divided at a line end: a letter, a hyphen (or soft hyphen), the line break, a lower-case letter. Numbers
# ("2019-\n20") and compounds whose second part is a name ("Anglo-\nSaxon") keep their hyphen.
_DIVIDED = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010][ \t]*\n\s*(?=[^\W\d_])")
_SOFT_HYPHEN = re.compile("\u00ad")
_SPACE = re.compile(r"\s+")


def reading_text(text: str, start: int = 0, end: int | None = None) -> str:
    """`text[start:end]` for reading. The quote stays `text[start:end]`; this is for models and for people.

    >>> reading_text("The com-\\nmittee  agreed.")
    'The committee agreed.'
    """
    stretch = text[start : len(text) if end is None else end]
    whole = _DIVIDED.sub(_mend, stretch)
    return _SPACE.sub(" ", _SOFT_HYPHEN.sub("", whole)).strip()


def _mend(match: re.Match[str]) -> str:
    following = match.string[match.end()]
    return "" if following.islower() else "-"
