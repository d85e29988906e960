"""What is only wanted, asked, supposed or given out as an errand: nothing that was before the body is held over by it.

"Ms Orr agreed to draft the terms and bring them to the board" is work for somebody, "We need to be clear before the
next fair" a wish, "If refused, the board will look again" a case that has not come, and "To receive items for the next
meeting" the title of an item.
"""

from __future__ import annotations

import re

from matters_arising.extract.clauses import STOP
from matters_arising.extract.putting_off import PUT_OFF, is_said

_QUESTION = re.compile(
    r"\b(?:asked|asks|enquired|inquired|queried|questioned|wondered) (?:[\w’'-]+ ){0,3}?(?:why|whether|if|how|when)\b"
    rf"[^.;]*?\b(?:could|should|would|might|can) (?:not )?(?:be )?{PUT_OFF}",
    re.IGNORECASE,
)
_ANSWERED = re.compile(r"\b(?:agreed|decided|resolved|voted|carried|consensus)\b", re.IGNORECASE)
# what "we need to" do, where it is not to come back to a matter
_WISH = re.compile(
    r"^\W*(?:(?:we|they|all|everyone) )?(?:still |also |just )?(?:(?:needs?|try|have) to|must|need) "
    r"(?!to\b|be\b (?:discuss|consider|decid|review|brought|defer|postpon)|(?:further |re-?)?(?:discuss|decide|consider"
    r"|review|visit|revisit|return|vote|look|talk|think|come|bring|put|wait|await|defer|postpone)\b)\w+",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"(?:^\W*|[,;–-] ?)(?:otherwise|should (?:there|any|it|they|this|the)|when this"
    r"|if (?:approved|denied|granted|refused|rejected|successful|so|not|this|that|necessary|required))\b"
    r"[^;]*?\b(?:will|would|should|might|could|may|is|are)\b"
    r"|\bhad\b[^.;]*\b(?:could|would|should|might)(?: not)? have (?:been|\w+ed)\b",
    re.IGNORECASE,
)
_NEXT_TIME = re.compile(r"\b(?:meeting|agenda|until|till|wait|next|later)\b", re.IGNORECASE)
# who is to do something and come back with it, where no more is said of the matter; who brings that back holds it over
_WORK = (
    r"(?:an?|his|her|their|more|some|any|options|proposals|prices|quotes|recommendations|information|advice|findings)"
)
_ERRAND = re.compile(
    r"\b(?:agreed to|asked|authori[sz]ed?|direct(?:s|ed)|instruct(?:s|ed)|will|would)\b"
    rf"(?:(?!{STOP}).){{0,160}}?\b(?:report(?:ing)? back|come\b(?:(?!{STOP}).){{0,60}}? with {_WORK}\b"
    rf"|(?:bring|present|feed|get) (?:back )?{_WORK}\b|(?:draft|prepare|write|obtain|seek|compile|research)\b"
    rf"(?:(?!{STOP}).){{0,160}}?\b(?:bring|present) (?:it|them|this|these) (?:back|to)\b)",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:(?:this|the|an?) (?:[\w’'-]+ )?(?:items?|matters?|issues?|questions?|decision)|until|till|wait|await\w*"
    r"|again|further|research|before)\b",
    re.IGNORECASE,
)
_BARE_DATE = re.compile(
    r"^\W*(?:times?|dates?|venues?|places?|locations?)(?:(?:,| and| &) (?:times?|dates?|venues?|places?|locations?))*"
    r" (?:to be (?:determined|confirmed|decided|advised|arranged)|tb[acd])\W*$",
    re.IGNORECASE,
)
# what leads a list: "Items still to be done (carried over):"
_LEADS = re.compile(
    r"^\W*(?:(?:all|any|other|outstanding|remaining) )?(?:actions?|action (?:items|points)|items|matters)\b"
    r"[^.;]*\b(?:still to be|outstanding|carried (?:over|forward))\b[^.;]*:\W*$",
    re.IGNORECASE,
)
_NEXT = r"\b(?:next|future) (?:\w+ ){0,4}?(?:meeting|agenda)"
# "To receive suggested items for the next meeting"; a list of them behind it says what they are
_TITLE = re.compile(
    r"^\W*(?:\d[\d.]*\W+)?to (?:receive|consider|agree|note|raise|identify)"
    r" (?:(?!the\b|this\b|these\b)[\w’'-]+ ){0,5}?(?:items|matters|topics|issues) (?:for|to be|requiring)\b"
    rf"[^.;]{{0,80}}?{_NEXT}"
    r"|^\W*(?:\d[\d.]*\W+)?(?:any )?(?:matters|items|issues) (?:for|raised|requiring|to be|will be)\b"
    rf"[^.;:]{{0,80}}?{_NEXT}\b[^:]{{0,60}}$",
    re.IGNORECASE,
)


def is_title(text: str) -> bool:
    """Whether a statement is the title of an item or leads a list, whatever its words are of.

    >>> is_title("17. To receive suggested items to be considered at the next meeting")
    True
    >>> is_title("Actions still to be done (carried over):"), is_title("All actions carried over.")
    (True, False)
    """
    return any(form.search(text) for form in (_LEADS, _TITLE, _BARE_DATE))


def is_only_wanted(text: str) -> bool:
    """Whether a statement only asks, wishes, supposes a case, or gives out an errand.

    >>> is_only_wanted("Mr Tarn asked why it could not be deferred."), is_only_wanted("It was deferred.")
    (True, False)
    >>> is_only_wanted("Ms Orr agreed to draft the terms and bring them to the board.")
    True
    >>> is_only_wanted("The lease is held until Ms Orr will have brought them to the board.")
    False
    >>> is_only_wanted("If refused, the board will look at its budget."), is_only_wanted("Need to discuss in May.")
    (True, False)
    """
    if _QUESTION.search(text) and not _ANSWERED.search(text):
        return True
    if is_said(text):
        return False
    if _WISH.search(text) or (_CASE.search(text) and not _NEXT_TIME.search(text)):
        return True
    return bool(_ERRAND.search(text)) and not _HELD.search(text)
