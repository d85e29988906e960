"""The words that put a thing off, in the forms in which minutes print them."""

from __future__ import annotations

import re

from matters_arising.extract.times import MONTH

# "Held over to May", not "held over Zoom": where nothing is put off, "over" stands before a thing, a room or a while
_OVER = (
    r"over(?=\W*$|[.,:;)\]]|\s[-–—(]|\s(?:to|until|till|for|pending|as|because|since|due|owing|by|at|in(?:to)?|on|so|but"
    r"|and(?! above)|or|while|whilst|again|indefinitely|once|when|following|after|without|before|if|unless|with|next"
    r"|this time|another|up to|no longer|un\w+|\w+ly|was|were|is|are|has|have|had|will|would)\b|(?<!left over) from\b"
    rf"| from (?:the )?(?:(?:\w+ ){{0,2}}?(?:meeting|agenda|session|sitting)\b|{MONTH})"
    r"| (?:one|a) (?:week|fortnight|month|meeting|session|sitting|cycle)\b)"
)
_OVER_IT = (
    r"(?<!\bwas )(?<!\bwere )(?<!\bbe )(?<!\bbeen )(?<!\bbeing )(?:h[eo]ld(?:ing)?|lay(?:ing)?|laid|carry(?:ing)?"
    r"|carried|leav(?:e|ing)|left) over (?=(?:the|this|these|that|those|all|any|its|their|items?)\b)"
    r"(?!(?:\w+ ){1,4}?(?:days?|weeks?|months?|years?|evenings?|weekends?|holidays?|christmas|easter|period|course"
    r"|spring|summer|autumn|winter|phone|telephone|internet|radio|counter)\b)"
)
_WHAT = (
    r"(?:(?!(?:out|with|on|about)\b|(?:meeting|discussion|talk|conversation|consultation|session|workshop|vote"
    r"|ballot)s?\b(?! over (?:to|until|till)\b))\w+ ){0,3}?"
)
PUT_OFF = (
    r"(?i:\b(?:defer(?:s|red|ring|ral|ment)?|postpon(?:e|es|ed|ing|ement)|adjourn(?:s|ed|ing)?(?! the meeting)"
    rf"|(?:h[eo]ld(?:s|ing)?|lay|laid|lie|lies|lying|stand|stands|stood|carr(?:y|ied)|le(?:ave|ft)) {_WHAT}{_OVER}"
    r"|(?:lay|lie|lies|lying|stand|stands|stood) over(?! (?:the|an?|this|these|its|his|her|their|him|them)\b)"
    rf"|{_OVER_IT}"
    r"|h[eo]ld (?:the|this|that|any|all) (?:[\w’'-]+ ){4,9}?over (?:until|till)"
    r"|le(?:ave|ft) (?:\w+ ){0,3}?(?:for now|where it (?:is|was)|for another \w+|in abeyance)"
    r"|carr(?:y|ied) (?:\w+ ){0,3}?forward|put (?:\w+ ){0,2}?(?:off|back)|h[eo]ld (?:\w+ ){0,2}?off"
    r"|(?:lie|lies|lay|left|remain(?:s|ed)?) (?:up)?on the table|(?:put|placed) on hold|shelved)\b)"
)
SAID = re.compile(PUT_OFF)
_SUM = r"(?:balances?|reserves?|surplus(?:es)?|deficits?|underspends?)"
_CARRIED_SUM = re.compile(
    rf"\b{_SUM}(?: of [£$€]?[\d,.]+)?(?: (?:was|were|is|are|be|been|being|to be|will be|has been|have been))?"
    rf" (?:brought and )?carried (?:forward|over)\b"
    rf"|\bcarr(?:y|ied) (?:forward|over) (?:the |a |its )?(?:\w+ )?{_SUM}\b(?! of (?:the )?[a-z])"
    rf"|\bcarr(?:y|ied) (?:the |a |its )?(?:\w+ )?{_SUM} (?:forward|over)\b",
    re.IGNORECASE,
)


def is_said(text: str) -> bool:
    """Whether a sentence puts something off in so many words, in whatever form of the verb.

    >>> is_said("Agreed that the item stand over to August."), is_said("No reply has come.")
    (True, False)
    """
    return bool(SAID.search(without_sums(text)))


def without_sums(text: str) -> str:
    """A sentence without the sums of money that an account carries forward: they are booked, and nothing is put off.

    >>> without_sums("The balance carried forward was 500.")
    'The  was 500.'
    """
    return _CARRIED_SUM.sub("", text)
