"""Whether a clause says that work or a decision is shared, by its form.

The judge of stances goes by words, and the words of sharing are at home in much that shares nothing: another body is
named, but only told, thanked, hired or bargained with. What tells the two apart is how a clause puts it. Two parties
do a thing jointly, together, in partnership, each with the other: there the judge is believed. Where no such word
stands, it has to be sure. And some forms share nothing, whatever words they use.
"""

from __future__ import annotations

import re

_TOGETHER = re.compile(
    r"\bin (?:\w+ )?(?:partnership|conjunction|collaboration|co-?operation|co-?ordination|association|concert|tandem)"
    r" with\b"
    r"|\bjointly\b"
    # what two made or do; not the name of a thing, nor a bargain about whose use it is
    r"|\bjoint (?!us(?:e|ing)\b|powers?\b|committees?\b|boards?\b|panels?\b|polic\w+|unified\b|union\b)"
    r"|\b(?:work|act|come|came|get|got|meet|met|pull|decid|do|plan|respond|build)\w*(?: \w+)? together\b"
    r"|\b(?:work|partner|collaborat|co-?ordinat)(?:e|es|s|ed|ing)?(?: \w+ly)? with\b"
    r"|\bcollaborat(?:e|es|ed|ing|ive|ively)\b"
    r"|\b(?:partnership|collaboration)s? (?:with|between)\b"
    r"|\bjoin(?:s|ed|ing)? (?:forces |in )?with\b"
    r"|\b(?:an?|the|our|one|this) shared (?!\w+ (?:folder|drive|document)\b)\w+"
    r"|\bsplit (?:with|between)\b"
    r"|\bco-?(?:design|produc|sponsor|host|fund|deliver)\w*"
    r"|\bshar(?:e|es|ed|ing) (?:of |in )?(?:the |a )?(?:costs?|work|payment|expenses?|responsibilit\w+)\b"
    r"|\b(?:all|both|either|several|the two) (?:the )?"
    r"(?:parties|agencies|partners|sides|bodies|parishes|councils|organi[sz]ations)\b"
    # who meets to settle a thing
    r"|\bmeet(?:s|ing|ings)?\b[^.;]{0,60}\b(?:between|with)\b[^.;]{0,80}"
    r"\bto (?:discuss|agree|plan|resolve|address|consider|look|decide)\b",
    re.IGNORECASE,
)
_RECITAL = re.compile(r"\W*(?:and )?whereas\b", re.IGNORECASE)
_TITLE = re.compile(r"\W*(?:\w+\W+)?\w+\W*")
_DEED = r"(?:(?<!\bin )(?<!\bby )agreements?|contracts?|memorand\w+|mou|leases?|licen[cs]es?)"
_BARGAIN = re.compile(
    rf"\b{_DEED}\b[^.;]{{0,40}}?\b(?:with|between|for|relating|regarding|to be)\b|\bpurchas\w+"
    rf"|\b(?:enter|sign|adopt|approv|ratif|execut|renew|draw|drew|award|authori[sz]|extend|amend)\w*\b[^.;]{{0,60}}?"
    rf"\b{_DEED}\b",
    re.IGNORECASE,
)
_HIRED = (
    r"(?:consultants?|contractors?|architects?|engineers?|attorneys?|counsel|solicitors?|lawyers?|auditors?"
    r"|accountants?|surveyors?|vendors?|suppliers?)"
)
_WITH_HIRED = re.compile(
    rf"\bwith (?:the |our |its |their |an? )?(?:\w+ ){{0,2}}?{_HIRED}\b|^(?:the |our )?{_HIRED}\b",
    re.IGNORECASE,
)
_WITH_STAFF = re.compile(
    r"\b(?:with|between|across) (?:(?:the|all) )?(?:our|its|their|other|several|many|various|different) (?:\w+ ){0,2}?"
    r"(?:departments?|divisions?|staff|administration|teams?|officers)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?<!\ba )(?<!\bthe )(?<!\bour )(?<!\bone )shar(?:e|es|ed|ing) [^.;]{2,80}?\b(?:with|about|on|that|how|for|to)\b"
    r"|\b(?:encourag|urg|remind)(?:e|es|ed|ing)\b",
    re.IGNORECASE,
)
_OFFICES = re.compile(
    r"\bvolunteers?\b[^.;]{0,60}\b(?:committees?|board|council|roles?|positions?|posts?|secretary|treasurer|chair\w*"
    r"|names)\b",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"\b(?:thank\w*|grateful|appreciat\w+|kudos|proud|fortunate|excited|pleasure|congratulat\w+|impressed)\b",
    re.IGNORECASE,
)


def is_plain(text: str) -> bool:
    """Whether a clause says by some word that two do, made, decide or pay a thing together."""
    return bool(_TOGETHER.search(text))


def shares_nothing(text: str) -> bool:
    """Whether a clause has a form in which nothing is shared, whoever is named in it: the recital of a resolution, a
    title, work with somebody hired or with one's own staff, somebody sought for an office, and thanks for work
    together; and, where no
    word says that a thing is done together, a bargain, what only tells others or calls on them."""
    if _RECITAL.match(text) or _TITLE.fullmatch(text) or _WITH_HIRED.search(text) or _WITH_STAFF.search(text):
        return True
    if _OFFICES.search(text):
        return True
    if is_plain(text):
        return bool(_PRAISE.search(text))
    return any(form.search(text) for form in (_BARGAIN, _TELLS))
