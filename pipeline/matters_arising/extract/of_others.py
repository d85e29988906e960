"""Words of settling that settle nothing here: an office in a roll, what is laid before the meeting, others' approvals.

"Ann Bell [Parent Elected Trustee]" elects nobody, a plan that is "presented for approval" is not approved by that, and
what a member reports back from another committee was approved there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from matters_arising.extract.moved import says_how

_IN_BRACKETS = re.compile(r"\[[^\[\]]*(?:\]|$)|\([^()]*(?:\)|$)")
# the office that somebody holds, and by whom: "Staff elected Trustee", "[Ministry appointed]"
_OFFICE = re.compile(
    r"\b(?i:appointed|elected|co-?opted|nominated)\s+(?:\w+\s+)?(?i:trustee|member|rep(?:resentative)?|director|governor"
    r"|councillor|delegate|observer)s?\b"
    r"|\b(?!(?:Newly|Duly|Re|Un)\b)[A-Z]\w+ (?i:appointed|elected|co-?opted|nominated)(?=\s*[\])]|$)"
)
_NOT_NAMES = re.compile(r"\b(?!(?:and|of|the|for|de|van|du|la)\b)[a-z]+")
_LAID_BEFORE = re.compile(
    r"\b(?:is|are|was|were|been|being) (?:\w+ )?(?:presented|submitted|placed|laid|brought|put|circulated|forwarded"
    r"|tabled)\b(?:[^.;]|\.(?=\d)){0,120}?"
    r"\bfor (?:\w+ (?:and|or) )?(?:approval|adoption|consideration|ratification|confirmation|acceptance|decision)\b",
    re.IGNORECASE,
)
_REPORTED_BACK = re.compile(
    r"\b(?:report[- ]?backs?|reporting back|feed-?back)\b|\breports? from (?:other|outside|external)\b"
    r"|\bmeetings? attended\b",
    re.IGNORECASE,
)
# below it stand the decisions of the authority that decides applications: "Borough Council decisions, for information"
_THEIR_DECISIONS = re.compile(
    r"\b(?:borough|county|district|city|unitary|planning authority)\b[^.;]{0,40}\bdecisions?\b"
    r"|\bdecisions? (?:notices? )?(?:received|notified|notices?)\b|\bnotif(?:ied|ication of) decisions?\b",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"(?:[-–—:,.(] ?|^\W*)(?:planning )?(?:permission |consent )?"
    r"(?:refused|permitted|granted|approved|allowed|dismissed)\W*$",
    re.IGNORECASE,
)
_APPROVED = re.compile(
    r"\b(?!it\b)\w+ (?:was|were|has been|have been) (?:\w+ly )?(?:approved|agreed|adopted|refused|granted|accepted)\b",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\b(?:moved|motion|proposed|seconded|resolved|we|(?:the|this|our) (?:\w+ )?(?:committee|board|council|meeting"
    r"|members|trustees|governors))\b",
    re.IGNORECASE,
)


def settles_nothing_here(text: str, headings: Sequence[str]) -> bool:
    """Whether a statement under `headings` has the words of a decision and tells none of this meeting.

    >>> settles_nothing_here("Ann Bell [Parent Elected Trustee]", []), settles_nothing_here("Ann Bell (re-elected)", [])
    (True, False)
    >>> settles_nothing_here("The plan is presented for review and approval.", [])
    True
    >>> [settles_nothing_here("The sign was approved.", [under]) for under in ("Reportbacks", "Signs")]
    [True, False]
    >>> [settles_nothing_here("4 Mill Lane: granted.", [under]) for under in ("County Council decisions", "Decisions")]
    [True, False]
    """
    return _lists_holders(text) or _is_laid_before(text) or _is_of_another(text, headings)


def _lists_holders(text: str) -> bool:
    """Whether it is no more than people with the offices they hold, in brackets."""
    held = [found for bracket in _IN_BRACKETS.findall(text) if (found := _OFFICE.search(bracket))]
    return bool(held) and not _NOT_NAMES.search(_IN_BRACKETS.sub(" ", text))


def _is_laid_before(text: str) -> bool:
    return bool(_LAID_BEFORE.search(text)) and not says_how(_LAID_BEFORE.sub("", text))


def _is_of_another(text: str, headings: Sequence[str]) -> bool:
    if any(map(_THEIR_DECISIONS.search, headings)) and _DETERMINED.search(text):
        return True
    told = any(map(_REPORTED_BACK.search, headings))
    return told and bool(_APPROVED.search(text)) and not _HERE.search(text)
