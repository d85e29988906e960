"""Until when a matter is put off, as the clause prints it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from matters_arising.extract.clauses import HEAD, STOP, SUBJECT, clause_around
from matters_arising.extract.putting_off import PUT_OFF, SAID
from matters_arising.extract.times import DAY, GATHERING, MONTH, is_named
from matters_arising.nlp.late import LatePattern

_POINT = (
    rf"(?:{GATHERING}|{DAY}"
    r"|(?i:(?:the |a |some )?(?:next|future|later|following|new|suitable|appropriate) "
    r"(?:date|year|month|week|term|time|cycle|round|season|financial year|agenda|stage|point)s?)"
    rf"|(?:the )?(?:(?:end|beginning|start|middle) of )?(?:early |late |mid-?)?{MONTH}(?:,? \d{{4}})?"
    r"|(?i:(?:the )?(?:early |late )?(?:spring|summer|autumn|winter|fall|new year)(?! \w+ing\b)(?: term| \d{4})?)"
    r"|(?:early |late |mid-?)?(?:19|20)\d\d(?:/\d+)?(?=[.,;)]|$)"
    r"|(?i:the time being|the future|due course|the end of (?:the )?\w+|such time as [^.;,]{3,80}))"
)
# "to 2031 owing to the flood"; in or for a year that goes on so is what is to be had then
_YEAR = r"(?:19|20)\d\d(?= (?:due|owing|because|since|as|when|so|and|but|while|in|for|to|with|at|on|by|pending)\b)"
# the stronger word first: what a thing is put off *to* is when it is wanted, what happens *in* May may be anything
_UNTIL, *_AT = (
    re.compile(rf"\b(?i:{word})\s+({point})(?! weather)")
    for word, point in (
        (r"until|till|(?<!prior )(?<!due )to", f"{_POINT}|{_YEAR}"),
        (r"for(?: the)?|at|on|by", _POINT),
        (r"in|during|pending", _POINT),
    )
)
MAIN = (
    r"(?= (?:(?i:this|it|these|letters?|a \w+|the \w+|no \w+)) (?:\w+ )?(?:will|would|is being|is to|can|could"
    r"|was (?:put|deferred))\b"
    r"| (?:this|it) (?:was|is|had|has)\b)"
)
_ENDS = rf"(?:{STOP}|,(?!\d{{3}}\b))"  # no comma of a number
_UNTIL_CLAUSE = re.compile(
    rf"\b((?i:until|till|once|after|when(?= (?:the|this|these|they|it|we|he|she|there|all|an?)\b)|following (?:the"
    rf"|receipt))"
    rf" (?:(?!{_ENDS}).){{4,130}}?)(?:{MAIN}|(?={_ENDS}| - | – | (?i:until|till) |$))"
)
_NEAR = 8  # characters: as far as the head of a clause reaches back
# at the head of its sentence such a clause ends, comma or none, where the main clause begins
_HEADS = re.compile(r"(?:^|[.;:–—-]\s*|,\s|\b(?:that|and|but)\s)(?:[Oo]nly )?$")
# "Only when it is mended will we look again": the main clause, turned round
_TURNED = LatePattern(rf" (?=(?:will|would|shall|should|can|could|may|might|is|are|does|do|did|has|have) {SUBJECT}\b)")
# "to confirm when it will be had": what is asked, and no time
_ASKED = re.compile(
    r"\b(?:ask\w*|confirm\w*|know\w*|say|sa(?:id|ys)|tell\w*|told|advis\w+|clarif\w+|decid\w+|enquir\w+|inquir\w+"
    r"|establish\w*|find out|determin\w+|wonder\w*|see|hear|explain\w*|of|about|on|as to)\s$",
    re.IGNORECASE,
)
_ANEW = LatePattern(
    rf"(?<!\bthat)(?<!\bwhich)(?<!\bwho)(?<!\bthan)(?<!\band)(?<!\bor)(?<!\bof)(?<!\bas)(?<!\bif) (?={HEAD})"
)
_FAR = 300  # characters: what stands further off in a text without stops belongs to something else
# what follows something is a time to come only where the sentence speaks of what is to come
_LOOKS_BACK = re.compile(r"(?i:after|following)\b")
_BEEN = re.compile(r",? (?:[\w’']+ ){1,5}?(?:was|were|had|[a-z]{3,}ed)\b")
_OF_A_POINT = re.compile(
    rf"(?i:until|till)\s+(?:{_POINT}|\d{{4}}\b)"
)  # a printed time is judged as one, not as a clause
_TO_COME = re.compile(r"\b(?:will|would|shall|should|to|be|can|could|may|might|must|until|till)\b", re.IGNORECASE)
_IS_UNTIL = re.compile(r"(?:until|till)\b", re.IGNORECASE)
_ADVERB = re.compile(
    r"\b((?i:as soon as possible|in due course|next (?:month|week|year|term|time)|in \d[-–\d]* (?:weeks|months)"
    r"|(?:a )?later(?: in the \w+| date| stage)?"
    r"|following the \w+ of (?:this|the) \w+))\b"
)
_OF_HEADING = re.compile(r"\b(?:the )?next (?:meeting|agenda)\b", re.IGNORECASE)
FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|would|will|could|did|not|being)\b")


_BY_FORM = re.compile(
    r"\b(?:next|future|later|following|coming|forthcoming|upcoming|subsequent|agenda|due course|time being"
    r"|such time)\b",
    re.IGNORECASE,
)
# what is to be, or stays as it is
_AHEAD = re.compile(
    r"\b(?:will|would|shall|should|can|could|may|might|must|be"
    r"|to (?!(?:the|an?|our|its|their|this|that)\b)(?-i:[a-z]+)|until|till|pending|await\w*|wait\w*|left|keep|kept"
    r"|remain\w*|continu\w*|tabl(?:e|ed|ing)|(?:re-?)?scheduled|moved|planned|intention|intended|expected|due"
    r"|brought|back|again|item|agenda|delayed|for)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|has|have|did|took|came|went|met|ran|held|said|made|gave|used|wrote|sent|spoke|told|found|fell"
    r"|heard|paid|saw|began|[a-z]{3,}ed)\b"
)
_WHICH = re.compile(r",? \b(?:which|who)\b[^,.;]*,?")
# "put off the fair in May": in May is when the fair was to be
_LOOSE = re.compile(r"(?:in|during|on|at)\b", re.IGNORECASE)
# "whether to hold it in June or July": two times of what is held, and nothing waits for the first
_OR_ANOTHER = re.compile(rf"\s*(?:or|/)\s*(?:in |on |during )?(?:{MONTH}|{DAY})")
_IS_PUT_OFF = re.compile(
    rf"{PUT_OFF} (?:the|an?|this|that|its|our|their|all|any)(?! (?:item|matter|issue|question|decision|discussion"
    r"|consideration|motion|vote)\b)(?: (?!(?:to|for|and|until|till|pending|so|but)\b)[\w’'-]+){1,6} $"
)
# "was deferred at the May meeting", "was tabled on 12 May": when that was done
_WAS_PUT_OFF = re.compile(rf"\b(?:was|were|been) (?:\w+ly )?(?:{PUT_OFF}|tabled|continued) $")
_RANGE = re.compile(rf"(?:{MONTH}|{DAY}|\d{{4}}) $")  # "from January to March"
_STARTS_ANEW = re.compile(
    r".*,? \b(?:which|who|whose|because|since|although|though|whereas|that|as(?= (?:the|it|an?|no|there)\b))\b"
)
_NOT_PUT = re.compile(r"\b(?:not|never)(?: \w+){0,2}? \w+(?: \w+)? $")


def term_in(text: str, is_past: Callable[[str], bool] | None = None) -> str:
    """Until when, as printed; empty means undated.

    A time counts where its clause puts off, says what is to come, or by its own form lies ahead ("the next meeting"):
    not where it tells when something was, nor how long a lease runs. `is_past` says of a printed time that it had been
    when the meeting was held.
    """

    def points(patterns: Iterable[re.Pattern[str]]) -> Iterator[str]:
        for match in chain.from_iterable(pattern.finditer(text) for pattern in patterns):
            when = match.group(1)
            if is_named(when) and _lies_ahead(text, match) and not (is_past and is_past(when)):
                yield when.strip(" .")

    clauses = [clause for pattern in (_UNTIL_CLAUSE, _ADVERB) for clause in pattern.finditer(text)]
    until = (own_words(text, clause) for clause in clauses if _IS_UNTIL.match(clause.group(1)))
    others = (own_words(text, clause) for clause in clauses)
    return next(filter(None, chain(points([_UNTIL]), until, points(_AT), others)), "")


def _lies_ahead(text: str, when: re.Match[str]) -> bool:
    """Whether a printed time is when the matter comes again, by the words of its clause."""
    first, last = clause_around(text, when.start())
    left = _STARTS_ANEW.sub("", text[first : when.start()])
    right = _WHICH.sub(" ", text[when.end() : last])
    if _NOT_PUT.search(left) or (_RANGE.search(left) and not SAID.search(left)):
        return False
    by_form = _BY_FORM.search(when.group(1))
    if _LOOSE.match(when.group()) and _OR_ANOTHER.match(text, when.end()) and not SAID.search(left):
        return False
    if _LOOSE.match(when.group()) and (_IS_PUT_OFF.search(left) or (_WAS_PUT_OFF.search(left) and not by_form)):
        return False
    if by_form or SAID.search(left) or _AHEAD.search(left):
        return True
    if left.strip(" ,(-–"):  # what was, or the name of a thing that something is said of
        return not _PAST.search(left) and not (FINITE.search(right) and not FINITE.search(left))
    return bool(SAID.search(right) or _AHEAD.search(right)) or not _PAST.search(right)


def own_words(text: str, clause: re.Match[str]) -> str:
    """A clause of time without the main clause behind it; empty where it tells of what has been ("After an hour the
    item was left"), or names a time and no more."""
    words = clause.group(1).strip()
    if _OF_A_POINT.match(words) or (words.startswith("when") and _ASKED.search(text, 0, clause.start(1))):
        return ""
    if _HEADS.search(text, max(0, clause.start(1) - _NEAR), clause.start(1)):
        verb = FINITE.search(words)
        only = text[: clause.start(1)].rstrip().lower().endswith("only")
        main = (_TURNED if only else _ANEW).search(words, verb.end() if verb else 0)
        words = words[: main.start()].rstrip() if main else words
    start, end = clause.start(1), clause.start(1) + len(words)
    rest = text[max(0, start - _FAR) : start] + text[end : end + _FAR]
    told = _LOOKS_BACK.match(words) and (_BEEN.match(text[end:]) or not _TO_COME.search(rest))
    return "" if told else words


def term_of_heading(title: str) -> str:
    """What a heading says of all that stands under it ("Items for the next agenda"), or empty."""
    match = _OF_HEADING.search(title)
    return match.group() if match else ""
