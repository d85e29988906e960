"""What a passage points to in so many words: numbers of applications and resolutions, and earlier minutes."""

from __future__ import annotations

import re

_CODE = re.compile(
    r"(?<![\w/£$.-])(?:[A-Z]{1,5}[/-]?\d{2,4}[/-]\d{2,6}(?:[/-][A-Z]{1,5}\d?)?|\d{2,4}/\d{3,6}(?:/[A-Z]{1,5}){0,2}|"
    r"\d{1,4}/[A-Z]{1,4}/\d{2,6}|\d{1,2}/\d{2}/\d{3,5}(?:/[A-Z]{1,3}){1,3}|[A-Z]{2,5}\d{4,8})(?![\w/-])"
)
_NUMBERED = re.compile(
    r"\b(?P<what>[A-Z][A-Za-z-]{3,})\s+(?:No\.?|Number|#)\s*:?\s*(?P<number>[A-Z]{0,3}\d[\w./-]*\w|\d)"
)
# Parts of a meeting's papers are counted afresh each time: item 8 of May is not item 8 of June.
_PARTS = frozenset(
    re.findall(
        r"\w+",
        "item items agenda page minute minutes meeting motion action recommendation question appendix attachment "
        "exhibit enclosure annex paper schedule paragraph clause table figure note line",
    )
)
_YEARS = re.compile(r"(?:19|20)\d\d/\d\d(?:\d\d)?|\d\d/(?:19|20)?\d\d")
_CITED = re.compile(
    r"(?:\((?:see\s+)?|\b(?:minutes?|min|items?|see|ref)\.?\s+(?:no\.?\s*|number\s*)?)"
    r"(?P<numbers>\d{1,4}(?:[./]\d{1,4})+(?:\s*(?:,|and|&)\s*\d{1,4}(?:[./]\d{1,4})+)*)",
    re.IGNORECASE,
)
_PART = re.compile(r"\d{1,4}(?:[./]\d{1,4})+")


def identifiers(text: str) -> frozenset[str]:
    """The reference numbers that name one application, policy, resolution or licence wherever they are printed.

    Years and financial years are none, nor are numbers that count the parts of one meeting's papers.

    >>> sorted(identifiers("Item #8: 09/00321/F and Policy No. 1010: budget 2019/20"))
    ['09/00321/F', 'policy 1010']
    """
    found = {match.group() for match in _CODE.finditer(text) if not _YEARS.fullmatch(match.group())}
    for match in _NUMBERED.finditer(text):
        what, number = match["what"].lower(), match["number"].rstrip(".")
        if what not in _PARTS:
            found.add(f"{what} {number}")
    return frozenset(found)


def cited(text: str) -> frozenset[str]:
    """The numbers of earlier minutes that a passage refers back to ("see 56/19", "The pump (4.3)").

    >>> sorted(cited("The pump (4.3 and 11.1); see minute 56/19. It cost 9.50."))
    ['11.1', '4.3', '56/19']
    """
    return frozenset(number for match in _CITED.finditer(text) for number in _PART.findall(match["numbers"]))
