"""The vote as minutes print it: a roll call, a count, or "unanimously"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from matters_arising.models import Statement

_ROLL = r"(?:[Aa]ye|AYE|[Yy]ea|YEA|[Nn]o|NO|[Nn]ay|NAY|[Yy]es|YES|[Aa]bst\w*|ABST\w*|[Aa]bsent|ABSENT|[Rr]ecused?)s?"
_COUNT = r"(?:\d{1,2}|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))"
_NONE = r"(?i:none|nobody|no one|zero|nil)"
_SIDE = (
    r"(?i:(?:(?:members?|trustees?|councillors?|directors?|persons?|people)\s)?(?:vot(?:es?|ed|ing)\s)?"
    r"(?:yes|no|noes|ayes?|yeas?|nays?|for|against|in favou?r|opposed|abstentions?|abstain(?:ed|ing)?|absent)"
    r"(?:\svotes?)?)\b"
)
_ENDED = (
    "(?:"
    + "|".join(
        rf"(?i:(?<={how} {link}))"
        for how in ("passed", "passes", "failed", "fails", "carried")
        for link in ("", "with ", "by ")
    )
    + ")"
)
_VOTES = (
    # how many: "6:0", "5-2", "4 for and 1 against", "5 votes for the motion and 2 abstentions"; "14:00" is a time
    re.compile(
        r"\b\d{1,2}\s?(?::(?!\s?\d\d)|[–-])\s?\d{1,2}(?:\s?[:–-]\s?\d{1,2})?(?=\s*(?:\)|vote|,|;|\[|\.?$|\.?\n))"
    ),
    # the same after its label: "VOTE: 9/0"
    re.compile(r"(?<=\b(?i:vote): )\d{1,2}\s?/\s?\d{1,2}(?=\s*(?:[.;]?$|[A-Z]))"),
    # side before number: "For: 7, Against: 0", "Yes 3 No 0 Abstain 0"
    re.compile(rf"\b(?:{_SIDE}: ?|(?i:yes|ayes?|yeas?|in favou?r) ){_COUNT}(?:[,;]? (?:and )?{_SIDE}:? ?{_COUNT}\b)+"),
    # one side alone, and how it ended: "passed 5 to 0", "Passes with 6 votes", "4-0 in favour"
    re.compile(rf"{_ENDED}{_COUNT} (?:to {_COUNT}|votes?)\b"),
    re.compile(r"\b\d{1,2}\s?[–-]\s?\d{1,2} (?i:in favou?r|against)\b"),
    # so many of each side, and all sides: "4 Yes and 1 No with 2 abstaining"
    re.compile(
        rf"\b{_COUNT}\s{_SIDE}(?:(?:\s?\([^)]{{1,80}}\))?(?:,|;|/|\s&|\s?(?:and|with|to))+\s?(?:{_COUNT}|{_NONE})\s{_SIDE})+",
    ),
    # all, and then whose
    re.compile(r"\bUNANIMOUSLY\s\[[^\]]{3,300}\]"),
    # whose vote was which: "Ayes: A, B; Noes: none", "A – aye, B – no", "FOR A, B"
    re.compile(
        rf"\b(?:FOR|Ayes?|AYES?|Yeas?|YEAS?|Yes|YES)\b\s*[:–-]?\s*[^.]{{1,200}}\b(?:{_ROLL}|AGAINST)\b[^.]{{0,80}}"
    ),
    re.compile(rf"[A-Z][\w’'-]+ [–-] {_ROLL}\b(?=[,.;\])]|$| and )(?:,? (?:and )?[A-Z][\w’'-]+ [–-] {_ROLL}\b)*"),
    re.compile(r"^(?:[\w ]{1,20}:\s*)?(?:FOR|Ayes?|AYES?|Yeas?|YEAS?|Yes|YES)\b\s*[:–-]?\s*[A-Z][^.]{3,200}"),
    re.compile(
        r"\b\d+ (?i:votes? )?(?:for|in favou?r|[Aa]ye votes?)(?: (?:the|this) \w+)?(?:,| and| &"
        r"|;)? ?\d+ (?i:votes? )?(?i:against|opposed|no|abst\w+)"
        r"(?:[, and]+\d+ (?i:abst\w+))?"
    ),
    re.compile(
        r"\b\d+ (?:[Aa]ye )?(?:votes? )?(?:for|in favou?r)?(?:,| and| to)? ?(?:\d+|none|no) ?(?:[Nn]o )?(?:votes? )?"
        r"(?:against|opposed)(?:[, and]+\d+ abst\w+)?|\b(?:by|vote of|vote:?)\s\d+\s?(?:[-–]|votes? to|to)\s?\d+"
    ),
    # one side alone, as all there is: "6 in favor", "4 votes in favor (Orr abstains)", "Ayes all"
    re.compile(rf"(?:^|(?<= [–-] )){_COUNT} (?i:(?:votes? )?(?:in favou?r|for|ayes?))(?=\W*$| \()", re.MULTILINE),
    re.compile(r"^(?i:ayes all|all ayes?)\b|\b(?i:unanimous consent|by (?:a )?show of hands)\b"),
    re.compile(r"\b[Uu]nanimous(?:ly)?\b|\bUNANIMOUS(?:LY)?\b|\boverwhelmingly\b"),
    re.compile(
        r"\b[Aa]ll (?:(?:were )?in (?:full )?(?:favou?r|agreement)|[Aa]greed)\b|\bby all(?: \w+)?(?: present)?\b"
        r"|\b(?:[Aa]ll (?:members|councillors|present)|[Ee]veryone)(?: present)?(?= (?:were in|was in|voted|agreed)\b)"
        r"|\b(?:by )?(?:a |the )?majority(?: vote)?\b(?= that|[.,;]|$)"
    ),
)
_COUNTS_NO_VOTE = re.compile(
    r"(?:[£$€#]|\d[.–-]|\b(?:pp?|pgs?|pages?|items?|nos?|minutes?|proposals?|resolutions?|polic(?:y|ies)|by-?laws?"
    r"|ordinances?|sections?|rules?|articles?|bills?|clauses?)\.?)\s?$",
    re.IGNORECASE,
)
# "It was agreed that, if it is his, …" and, below, "The motion passed 3-0"
_SETTLED = re.compile(r"\b(?:agreed|decided|consensus)\b", re.IGNORECASE)
_MOTION = re.compile(r"\b(?:motions?|moved|proposed|seconded|resolutions?|resolved)\b", re.IGNORECASE)
_MOTION_CARRIED = re.compile(
    r"\bmotion (?:was |is |has |then )*(?:carried|carries|passed|passes|failed|fails|lost|approved|adopted)\b",
    re.IGNORECASE,
)
_ROLL_LINE = re.compile(rf"^\W*(?:{_ROLL}|FOR|AGAINST|In favou?r|Against)\b\s*[:–-]")


def votes(text: str) -> str:
    """The vote as printed: a roll call, a count, or "unanimously"."""
    for pattern in _VOTES:
        for match in pattern.finditer(text):
            if not _COUNTS_NO_VOTE.search(text, 0, match.start()):  # a sum ("£5-5-6"), or pages
                return match.group().strip(" ()")
    return ""


def vote_below(statements: Sequence[Statement]) -> str:
    """The vote that a motion or one of the lines below it prints.

    A roll call goes on for as long as lines give one, and the line that says how it ended may give the count. Where
    something was settled without a motion, as in the debate of one, a motion below has the vote to itself.
    """
    settled = statements and _is_settled_itself(statements[0].text)
    for i, statement in enumerate(statements):
        if i and settled and _MOTION_CARRIED.search(statement.text):
            return ""
        if votes(statement.text):
            rest = takewhile(_goes_on, statements[i + 1 :])
            return votes("\n".join([statement.text, *(one.text for one in rest)])).replace("\n", " ")
    return ""


def _is_settled_itself(text: str) -> bool:
    """Whether a text says how its motion ended, or what was settled without one."""
    return bool(_MOTION_CARRIED.search(text) or (_SETTLED.search(text) and not _MOTION.search(text)))


def _goes_on(line: Statement) -> bool:
    roll = _ROLL_LINE.match(line.text) or line.text.count("]") > line.text.count("[")
    return bool(roll) or line.form in ("vote", "outcome")
