"""To whom a matter is passed to be considered or decided, as the words of a referral print it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEAD = (  # what can consider a matter, beside what has a name of its own
    r"(?i:(?:sub-?|joint )?committees?|boards?|councils?|groups?|panels?|part(?:y|ies)|teams?|forces?|forums?|trustees"
    r"|governors|officers?|clerk|secretary|treasurer|chair(?:man|person)?|directors?|managers?|executives?|solicitors?"
    r"|attorneys?|counsels?|auditors?|accountants?|insurers?|carriers?|pools?|departments?|divisions?|sections?"
    r"|commission(?:ers?)?|staff|engineers?|surveyors?|planners?|inspectors?|architects?|consultants?|ministers?"
    r"|registrar|head ?teacher|principal|police|authority|authorities|agency|agencies|partnership|assembly|senate|synod"
    r"|session|vestry|conference|congress|executive|cabinet|trust|club|society|association|federation|union|membership|members)"
)
_LEAD = (
    r"(?:(?:[Tt]he|[Oo]ur|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Aa]n?|[Ee]ach) )?"
    r"(?:(?:full|whole|next|new|small|joint|\d+(?:st|nd|rd|th)) )*"
)
_STEP = (
    r"(?!(?:to|for|so|who|which|that|and|in|on|at|by|with|before|until|from|as|if|when"
    r"|asked|requested|invited|directed|is|was|were|be|will|should"
    r"|would|has|have)\b)[\w’'&./-]+"
)
_NOT_NAMES = (
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|To|For|It|This|That|There|We|He|She|They|I)\b)"
)
_OF = rf"(?: (?:of|for|on) (?:the )?(?:{_NOT_NAMES}[A-Z][\w’'&-]+)(?:(?: and|,)? [A-Z][\w’'&-]+)*)?"
_NAME = rf"{_NOT_NAMES}[A-Z][\w’'&-]*"
_NAMED = (
    rf"{_LEAD}{_NOT_NAMES}[A-Z][\w’'&./-]*(?: (?:of (?:the )?|and |& )?{_NAME}){{0,8}}"
    rf"(?:(?<=['’]s|s['’])(?: {_STEP}){{1,3}})?(?: {_HEAD}\b)?{_OF}"
)
_SORT = rf"{_LEAD}(?:{_STEP} ){{0,5}}?{_HEAD}\b{_OF}"
WHOM = rf"\b((?:{_NAMED}|{_SORT}))"

_WEIGH = (
    r"(?:consider|review|examine|look (?:at|into|again)|decide|determine|discuss|advise|investigate|report"
    r"|bring (?:back|forward)|come back|make a recommendation|recommend|study|work|meet|take (?:it|this) (?:up|forward)"
    r"|agree|settle|deal with|draw up|resolve|vet|assess|approve|choose|select|sort out|explore|think|scrutini[sz]e"
    r"|hear|go (?:into|through)|judge|rule|weigh|amend)\b"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # sent on: "refer the matter to X", "to be passed to X"
        r"\b(?i:refer(?:red|ring|s)?|remit(?:ted)?|pass(?:ed|ing)?|delegated?|forward(?:ed)?|hand(?:ed)?(?: over)?"
        r"|transfer(?:red)?|turn(?:ed)?|escalated?|sen[dt]|fed back|feed back|commit(?:ted)?|assign(?:ed)?|directed"
        r"|returned?|entrust(?:ed)?|left|go(?:es)?|went|t(?:ake|aken|aking)(?: up)?)\b[^.;]{0,90}?"
        rf"\b(?:back |on |up |over )?(?:to|with) {WHOM}",
        # made for it: "set up a sub-committee"
        rf"\b(?i:set up|form(?:ed)?|establish(?:ed)?|appoint(?:ed)?|created?|formation of) {WHOM}",
        # told or asked to weigh it: "the X Committee should meet and recommend", "have X work out"
        rf"\b(?i:have|let|ask(?:ed)?|request(?:ed)?|invited?|direct(?:ed)?|instruct(?:ed)?) {WHOM}(?: \w+)? {_WEIGH}",
        rf"{WHOM} (?:should|shall|will|would|to|is to|are to|(?:be|was|were|is|are) (?:asked|invited|requested"
        rf"|recommended|instructed|directed) to)(?: (?:then|now|further|also|jointly))? {_WEIGH}",
        rf"\bthat {WHOM} {_WEIGH}",
        # put before it: "raised at X", "on the X agenda", "taken up by X", "decided by X"
        r"\b(?i:raised?|consider(?:ed)?|discuss(?:ed)?|agreed|decided|determin(?:ed?|ation)|taken(?: up)?"
        r"|tak(?:e|ing) up|dealt|placed?|put|la(?:y|id)|added|included?|heard|examined|reviewed|settled|consideration"
        r"|decision|discussion|look(?:ed)? into|gone into|signed off|scrutini[sz]ed"
        rf"|agenda)\b[^.;]{{0,60}}?\b(?:at|by|with|before|onto|on|for|of) {WHOM}",
        # whose business it is: "within the remit of X", "a matter for X"
        rf"\b(?i:relevant to|(?:scope|remit|purview|terms of reference|province|hands) of|(?:matter|question|one) for)"
        rf" {WHOM}",
        # laid before it: "submitted to X", "reported to X"
        r"\b(?i:submit(?:ted)?|put|recommend(?:ed|s|ation)?|report(?:ed)?|present(?:ed)?|br(?:ing|ought)|circulated?)"
        rf"\b[^.;]{{0,90}}?\b(?:back |on |up |over )?to {WHOM}",
    )
)
_LONGEST = 2000  # characters: what is longer is a list


def target(text: str) -> str:
    """To whom a matter is referred; empty where the words do not say.

    >>> target("It was agreed to refer the matter to the Finance Committee for consideration.")
    'the Finance Committee'
    >>> target("Lighting: for the next agenda of the Amenities Sub-Committee.")
    'the Amenities Sub-Committee'
    """
    return next(_found(text), "")


def _found(text: str) -> Iterator[str]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text[:_LONGEST]):
            yield match.group(1).strip(" .,;:")
