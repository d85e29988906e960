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
_SUM = (
    r"(?:balances?|reserves?|surplus(?:es)?|deficits?|underspends?|takings|proceeds|unspent (?:[\w’'-]+ ){0,3}?[\w’'-]+"
    r"|(?:remainder|rest|residue) of (?:the )?(?:[\w’'-]+ ){0,2}?"
    r"(?:takings|money|funds?|grants?|budget|allowance|levy))"
)
_CARRIED_SUM = re.compile(
    r"(?<!\bon )(?<!\bon the )(?<!\babout the )(?<!\bof the )"  # a paper on the balance is no balance
    rf"\b{_SUM}(?: of [£$€]?[\d,.]+)?(?: (?:was|were|is|are|be|been|being|to be|will be|has been|have been))?"
    rf" (?:brought and )?carried (?:forward|over)\b"
    rf"|\bcarr(?:y|ied) (?:forward|over) (?:the |a |its )?(?:\w+ )?{_SUM}\b(?! of (?:the )?[a-z])"
    rf"|\bcarr(?:y|ied) (?:the |a |its )?(?:\w+ )?{_SUM} (?:forward|over)\b"
    # what somebody may pay later: "that payment be deferred", "let the builder defer to May the payment of his fees"
    r"|\b(?:payments?|instal?ments?|rents?) (?:is|are|be|was|were|been) (?:deferred|postponed|put off|held over)\b"
    r"|\b(?:let|allow(?:s|ed)?|permit(?:s|ted)?)\b[^.;]{1,40}? (?:to )?(?:defer|postpone|put off)\b[^.;]{0,40}? (?:re)?"
    r"(?:payments?|instal?ments?)\b"
    r"|\bdeferred (?:entr(?:y|ants?|ance)|income|revenue|compensation|maintenance|pensions?)\b",
    re.IGNORECASE,
)

_CARRIED_ON = re.compile(r"\W*carried (?:forward|over|down)\W*", re.IGNORECASE)
_AMOUNT = re.compile(r"[£$€] ?\d")


def is_said(text: str) -> bool:
    """Whether a sentence puts something off in so many words, in whatever form of the verb.

    >>> is_said("Agreed that the item stand over to August."), is_said("No reply has come.")
    (True, False)
    """
    return bool(SAID.search(without_sums(text)))


def is_only_money(text: str, heading: str = "") -> bool:
    """Whether all that a sentence puts off or carries forward is money: it is booked or paid later. `heading` is what
    it stands under, which may be a sum.

    >>> is_only_money("Agreed that payment be deferred."), is_only_money("Agreed that the payments policy be deferred.")
    (True, False)
    >>> is_only_money("Carried forward.", "Cash at bank, £64"), is_only_money("Carried forward.", "Hut lease")
    (True, False)
    """
    if _CARRIED_ON.fullmatch(text) and _AMOUNT.search(heading):
        return True
    return bool(SAID.search(text)) and not is_said(text)


def without_sums(text: str) -> str:
    """A sentence without the sums of money that an account carries forward: they are booked, and nothing is put off.

    >>> without_sums("The balance carried forward was 500.")
    'The  was 500.'
    """
    return _CARRIED_SUM.sub("", text)
