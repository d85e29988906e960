"""A putting-off that came to nothing: the motion for it was lost, or the thing was dealt with after all.

Of what is told in one breath the last act stands: "first held over, then, when the plans turned up, approved" puts
nothing off, and "first approved, then held over" does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from matters_arising.extract.postponing import fate_lines
from matters_arising.extract.putting_off import PUT_OFF

_PUT = (
    rf"(?:{PUT_OFF}|(?i:\btabl(?:e|ed|ing)\b|\b(?:lay|laid)\b[^.;]{{1,60}}? on the table\b"
    r"|\b(?:to|be|was|were|is) continued?\b|\ble(?:ave|ft)\b[^.;]{1,60}? (?:to|until|till)\b))"
)
_PUTS = re.compile(_PUT)
_ASKED = re.compile(
    r"\b(?:mov(?:e|es|ed)|motions?|proposed|proposes|proposal|amendment|asked|asks|suggested|requested|wanted)\b",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\b(?:lost|defeated|negatived|failed|died|rejected|withdrew|withdrawn|voted (?:it )?down|denied"
    r"|not (?:\w+ )?(?:carried|seconded|put|approved|agreed|supported)"
    r"|(?:no ?body|no one|none|no member)(?: \w+)? second(?:ing|ed)|(?:no|lack of a|want of a) second\w*"
    r"|(?:voted|agreed|resolved|decided|chose) not to|(?:voted|cast (?:\w+ ){1,3}?) ?against)\b",
    re.IGNORECASE,
)
_WON = re.compile(r"\b(?:carried|passe[sd]|prevail(?:s|ed)|agreed to|approved)\b", re.IGNORECASE)
# what tells that another act followed; after the stronger of them it may be told of the thing by its name
_NEXT = re.compile(r"\b(?:then|thereupon|but|however|later|upon|there and then)\b", re.IGNORECASE)
_TURNED = re.compile(
    r"\b(?:after all|undone|recalled|lifted|rescinded|reversed|overturned|set aside|reconsidered)\b", re.IGNORECASE
)
_DEALT = (
    r"(?:approved|adopted|passed|granted|denied|refused|settled|chosen|dealt with|gone into|taken(?! (?:off|from))"
    r"|took (?:it|this|the \w+) up|proceeded with|(?:slit|opened|heard|read) (?:it|them))"
)
_BARE = re.compile(rf"(?<!\bwas )(?<!\bwere )(?<!\bis )(?<!\bare )(?<!\bbe )\b{_DEALT}\b", re.IGNORECASE)
_NAMED = re.compile(rf"\b{_DEALT}\b", re.IGNORECASE)
_WAITS = re.compile(
    r"\b(?:not|until|till|once|if|unless|before|pending|subject to|will|would|shall|should|can|could|may|to be)\b",
    re.IGNORECASE,
)
# "The charges were passed.": what was done, at the end of a sentence that only looks as if something waited
_DONE = re.compile(
    r"\b(?:was|were|could be) (?:then |duly |therefore |accordingly )?(?:passed|adopted|approved|granted|carried"
    r"|settled|heard|gone into|proceeded with|dealt with|opened|read and passed)\W*$"
    r"|\b(?:board|council|committee|commission(?:ers)?|panel|members|court|trustees) heard (?!nothing|no\b|that\b)",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|no|nothing|none|never|nor|without a|until|till|before|unless|if|once|when)\b", re.IGNORECASE
)


def came_to_nothing(text: str, later: Sequence[str] = ()) -> bool:
    """Whether what a statement puts off is not put off by its end, or by the result printed below it (`later`).

    >>> came_to_nothing("Mrs Orr proposed that it lie over, and, nobody seconding, it was not put.")
    True
    >>> came_to_nothing("Moved to postpone the lease to May.", ["Motion lost, 2-5."])
    True
    >>> came_to_nothing("It was held over, then, when the plans came, taken and approved.")
    True
    >>> came_to_nothing("It was taken, then, when no plans came, held over.")
    False
    >>> came_to_nothing("The lease was held over, but the fees were approved.")
    False
    >>> came_to_nothing("It was late, but the matter was gone into."), came_to_nothing("It could not be gone into.")
    (True, False)
    """
    put = list(_PUTS.finditer(text))
    if not put:
        done = _DONE.search(text)
        return done is not None and not _NOT.search(re.split(r"[,;:]", text[: done.start()])[-1])
    return _is_lost(text, put[0], later) or _is_dealt_with(text[put[-1].end() :])


def _is_lost(text: str, put: re.Match[str], later: Sequence[str]) -> bool:
    """Whether somebody moved or asked that it be put off, and that was lost."""
    if not _ASKED.search(text, 0, put.start()):
        return False
    lost = list(_LOST.finditer(text, put.end()))
    if lost:
        return not _WON.search(text, lost[-1].end()) and not _PUTS.search(text, lost[-1].end())
    below = fate_lines(later)
    return not _WON.search(text, put.end()) and any(_LOST.search(line) and not _WON.search(line) for line in below)


def _is_dealt_with(rest: str) -> bool:
    """Whether the words behind the last putting-off say that the thing was dealt with."""
    for turn, deed in ((_TURNED, _NAMED), (_NEXT, _BARE)):
        turned = turn.search(rest)
        dealt = deed.search(rest, turned.end()) if turned else None
        if turned and dealt and not _WAITS.search(rest, turned.end(), dealt.start()):
            return True
    return False
