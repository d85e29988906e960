"""The motion to put a thing off, as rules of order know it: to postpone to a certain time, to continue, to table until.

Such a motion is made in few words that hardly vary, and says by its form what it does: that something that is named is
to wait until something that is named. So it is read by its form, where a judge that learned from minutes with few of
them may doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from matters_arising.extract.times import DAY, GATHERING, MONTH, SPELL
from matters_arising.extract.waiting import BODY

GENERATOR = "rule:motion-to-put-off/6"
_NAMED = (
    r"(?i:(?:(?:the|this|that|said|its|their|an?|all|both|any|(?:first|second|third|final)) ){0,4}"
    r"(?:(?!meeting|session|until|till|to\b)[\w’'/.#-]+ ){0,7}?"
    r"(?:items?|matters?|hearings?|applications?|requests?|cases?|discussions?|considerations?|actions?|questions?"
    r"|motions?|decisions?|reports?|ordinances?|by-?laws?|resolutions?|readings?|bills?|petitions?|amendments?"
    r"|appointments?|elections?|awards?|contracts?|agreements?|leases?|bids?|policy|policies|budgets?|plans?|proposals?"
    r"|articles?|permits?|variances?|rezonings?|appeals?|votes?|nominations?|recommendations?|reviews?|business|it|this)\b"
)
_THING = _NAMED + r"(?: (?!until|till|to\b|for\b)[\w’'/.#,-]+){0,12}?)"
_WHEN = (
    rf"(?:(?:{GATHERING}|{DAY}|{SPELL}|{MONTH}(?: \d{{4}})?|(?:the \w+ )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
    r"|(?i:(?:the )?(?:next|following|later|future|upcoming|first|second) \w+|a (?:date|time) (?:un)?certain"
    r"|a (?:later|future) (?:date|time|meeting)|(?:early |late |next )?(?:spring|summer|autumn|fall|winter)"
    r"|(?:half-)?term\b|(?:the )?new year\b|easter\b|michaelmas\b|christmas\b"
    r"|further (?:notice|information)|(?:the )?(?:receipt|completion|outcome|return|arrival|end) of))"
)
_TO = rf"(?i:to|until|till|for|pending|at|by|over to|over until)(?i: the)? (?={_WHEN})"
_PUT_OFF = (
    r"(?i:continu(?:e|ed|ing)|postpon(?:e|ed|ing)|defer(?:red|ring)?|lay over|laid over|h[eo]ld over"
    r"|h[eo]ld off(?: on)?"
    r"|carr(?:y|ied) (?:over|forward)|tabl(?:e|ed|ing)|delay(?:ed|ing)?"
    r"|adjourn(?:ed|ing)?|stand (?:over|adjourned)|stood (?:over|adjourned)"
    r"|la(?:y|id|ying) (?:up)?on the table)"
)
# what is moved, and what is done when it is carried: "to continue the hearing to September 10"
_MOTION = re.compile(
    rf"\b(?i:to|that|and) {_PUT_OFF} {_THING},? (?:{_TO}|(?i:until|till|pending|indefinitely)\b)"
    rf"|\b(?i:that) {_THING} (?i:(?:should |shall )?be|stand) (?:{_PUT_OFF}|(?i:over))"
    rf" (?:{_TO}|(?={_WHEN})|(?i:until|till|pending|indefinitely)\b)"
)
_BARE_MOTION = re.compile(
    rf"\b(?i:motion|moved?|moves)\b[^.;]{{0,80}}? to {_PUT_OFF}(?: it| this)?"
    rf" (?:{_TO}|(?i:until|till|pending|indefinitely)\b)"
)
_MOVED = re.compile(r"\b(?:motion|moved?|moves|proposed|seconded)\b", re.IGNORECASE)
_SETTLED = re.compile(r"\b(?:resolved|voted|agreed|decided|directed|granted|carried|approved|passed)\b", re.IGNORECASE)
# what was done: "the matter was laid over one week", "granted the continuance to May 14"
_DONE = re.compile(
    rf"\b{_THING} (?i:was|were)(?: \w+ly)? {_PUT_OFF} (?:{_TO}|(?={SPELL})|(?i:until|till|pending|indefinitely)\b)"
    rf"|\b(?i:granted) (?:\w+ ){{0,4}}?(?i:continuance|postponement|deferral|deferment)\b[^.;]{{0,60}}?"
    rf" (?:{_TO}|of {SPELL})"
)
# whatever it was: "The Quill Lane ditch stood adjourned to May", "agreed to adjourn the draft scheme to Monday week"
_NO_MATTER = (
    r"(?i:meeting|session|sitting|council|committee|board|court|members|we|they|games?|match|conference|fair|f[eê]te"
    r"|concert|training|course|visit|display|festival|walk|party|trip|tour|workshop|seminar|exhibition|ceremony|parade"
    r"|dinner|events?|payments?|fees?|grants?|funds?|balance|takings|inquest|trial|works?)"
)
_ANYTHING = re.compile(
    rf"(?:^|[\s“\"(])(?:(?!{_NO_MATTER}\b)[\w’'/.#&-]+ ){{1,12}}?"
    r"(?i:was|were|stood|stands|be|is|are|(?:do|does|did)(?: now)?)(?: \w+ly| again| now| then| thereupon)?"
    rf" (?i:adjourn(?:ed)?|deferred|postponed|held over|laid over|put back|put off) {_TO}"
    r"|\b(?i:(?:agreed|resolved|decided|voted|ordered) to"
    r" (?:adjourn|defer|postpone|hold over|lay over|put back|put off))"
    rf" (?:(?!{_NO_MATTER}\b)[\w’'/.#&-]+ ){{1,10}}?{_TO}"
    # as a clerk writes without the verb: "Hearing adjourned to 20 March", "the file held to November"
    rf"|(?:^\W*|\band |[;:] )(?:(?!{_NO_MATTER}\b)[\w’'/.#&-]+ ){{1,8}}?"
    rf"(?i:adjourned|deferred|postponed|held over|laid over|put back|stood over) {_TO}"
    rf"|\b(?i:file|matter|item|application|case)s? held (?:over )?{_TO}"
    rf"|\b(?i:was|were|is|be) carried (?i:over|forward) to (?={GATHERING})"
    rf"|\b(?i:declared|announced|ordered) (?:(?!{_NO_MATTER}\b)[\w’'/.#&-]+ ){{1,10}}?(?i:adjourned|postponed|deferred)"
    rf" (?:{_TO}|(?={SPELL}))"
)
# what is to wait: "This item will be deferred to the next meeting", "Item 7 would be continued to May 4"
_TO_WAIT = re.compile(
    rf"\b(?:{_NAMED}(?: (?!until|till|will|would|and\b|or\b)[\w’'/.#,-]+){{0,8}}?)|(?i:items? \d[\w.]*))"
    rf" (?i:will|would|shall|is to|are to|to)(?: \w+ly| now| again| therefore)? be (?:again )?{_PUT_OFF}"
    rf" (?:{_TO}|(?={SPELL})|(?i:until|till|pending|indefinitely)\b)"
)
_MONEY = re.compile(r"\b(?:re)?payments?|fees?|instal?ments?|loans?|interest\b", re.IGNORECASE)
_ANNOUNCED = re.compile(r"\bannounced that (?:the|this)? ?(?:public |agenda )?(?:hearing|item)", re.IGNORECASE)
# what was done, where nobody says until when: "The draft terms were carried forward", "Item 7 was deferred pending ..."
_PLAINLY = re.compile(
    rf"\b(?:{_THING}|(?i:(?:agenda )?items? (?:no\.?|number|#)? ?\d[\w.]*|(?:the |these |its )?(?:draft )?"
    r"(?:terms(?: of reference)?|drafts?|papers?|documents?|topics?|agenda points?|presentations?|updates?))"
    r"(?:,? (?!until|till|to\b|for\b)[\w’'/.#,-]+){0,12}?),?"
    r" (?i:was|were)(?: (?:again|also|then|therefore|accordingly|further|once more))? "
    r"(?i:deferred|postponed|laid over|held over|carried (?:over|forward)|put off|put on hold"
    r"|(?:held|left|placed) in abeyance)"
    r"(?: (?i:again|once more|once again|for now|further))?"
    r"(?:\s*[.;]|\s*$|,? (?i:because|as (?:the|there|it|he|she|they|no|mr|ms|mrs|cllr)|due to|owing to|pending"
    r"|in (?:the|his|her|their) absence|while|so that))"
)
_DECISION = r"(?i:decisions?|votes?|action|consideration|discussions?|judge?ment|approval)"
# a decision put off by a decision: "agreed to postpone a decision on the mower"; what is tabled until something waits
_OUTRIGHT = re.compile(
    rf"\bto (?i:postpone|defer|delay|put off|hold off on|hold over|lay over|table) (?i:(?:a|an|the|any|its|their"
    rf"|further|final|all) ){{0,2}}{_DECISION}\b"
)
_TABLED = re.compile(
    r"\b(?i:was|were|is|are|be|been)(?: \w+ly| also| again)? (?i:tabled) (?:(?i:until|till|pending|indefinitely)\b"
    rf"|(?i:to be (?:discussed|considered|taken up|voted on) (?:at|in|by)) (?={_WHEN})|(?i:to) (?={_WHEN}))"
)
# as a clerk notes it behind the name of a thing: "Wayleave terms – deferred", "discussion deferred to next meeting."
_NOTED = re.compile(
    r"\s[-–—:]\s*(?i:(?:item|discussion|decision) )?(?i:deferred|postponed|held over|laid over)"
    r"(?: (?i:again|once more))?\W*$"
    rf"|\b{_NAMED}) (?i:deferred|postponed|tabled|held over|laid over|carried over) {_TO}{_WHEN}\s*(?:[.;,)]|$)"
)
# "ordered to lie over to the next Vestry"
_LIES_OVER = re.compile(
    r"\b(?i:voted|ordered|agreed|resolved|decided)(?:,? (?i:that) [^.;]{1,80}?)? (?i:to )?(?i:lie|lay|stand) over\b"
)
# a hearing that is moved to another day, and no motion that is moved to approve
_MOVED_ON = re.compile(
    rf"\b{_NAMED}) (?i:was|were|has been|have been|will be) (?:(?i:moved|put back)|(?i:rescheduled)(?=[^.;]*"
    r"\b(?i:meeting|agenda|session)\b)) (?i:to|until|till|for)"
    rf" (?:{DAY}|{MONTH}|(?i:the )?(?:{DAY}|{MONTH}|(?i:next)\b)|(?i:(?:a |the )?(?:later|future|following))\b)"
)
# what will come back to the body, and what a later meeting is to deal with: "Item 9 would return for action in August"
_BACK = (
    r"(?i:will|would|shall|should|to)(?: (?i:then|also|again))? (?i:be )?"
    r"(?i:com(?:e|ing) back|return(?:ing|ed)?|brought back)(?: (?i:again))?"
)
_FOR_MORE = r"(?i:meeting|agenda|action|vote|approval|decision|consideration|discussion)\b"
_COMES_BACK = re.compile(
    rf"\b(?:{_NAMED})(?: (?!will|would|shall|should|to\b)[\w’'/.#-]+){{0,5}}?|(?i:items? [\w.#-]+|which)),? {_BACK}"
    rf" (?i:for|to|at|in|before|on) (?:[\w’']+ ){{0,4}}?(?:{_FOR_MORE}|{MONTH})"
)
# not of things that are told apart by it: "four bids that will be reviewed at the next meeting"
_TO_BE_TAKEN = re.compile(
    r"\b(?<!\bthat )(?:to|will|would|shall|should) be (?:further |re-?)?(?:discussed|considered|reviewed|decided|agreed"
    r"|addressed|revisited|looked at|taken up|dealt with|voted on|finali[sz]ed)(?: again| further| more)?"
    r" (?:at|in|during|on) (?:the|a|our|its) (?:next|future|later|following|subsequent)\b(?: \w+)? (?:meeting|agenda)",
    re.IGNORECASE,
)
_ON_HOLD = re.compile(rf"\b{_THING} (?i:has|have) been (?i:put|placed) on hold\b(?! by\b)")
# where to table is to set aside
_SET_ASIDE = re.compile(
    r"(?:^\W*|\b(?:(?:items?|matters?|motions?|questions?|hearings?|applications?|requests?|resolutions?|ordinances?"
    r"|by-?laws?|proposals?|discussions?|bills?|petitions?|appointments?|amendments?|it|this)|items? [\w.#-]+)"
    r" (?:was|were|is) )(?:tabled|laid (?:up)?on the table)(?=\W*$|,? by\b|,? unanimous)",
    re.IGNORECASE,
)
# "The Senate tabled Proposal 7": who sets the agenda sets it aside
_BODY_PUTS_OFF = re.compile(
    rf"\b{BODY}(?: \w+ly| then| also)? (?i:deferred|postponed) (?:(?!{_NO_MATTER}\b)[\w’'/.#&-]+ ){{0,3}}?"
    r"(?i:decisions?|votes?|action|consideration|discussions?|items?|matters?|approval|appointments?|applications?)\b"
)
_BODY_TABLES = re.compile(rf"\b{BODY}(?: \w+ly| then| also)? (?i:tabled)\b")
# "moved to lay the ordinance on the table; the motion prevailed"
_ON_THE_TABLE = re.compile(r"\b(?:to|that) (?:table|lay)\b[^.;]{1,80}?(?: on the table|(?=[.;,]|$))", re.IGNORECASE)
_CARRIED = re.compile(
    r"\b(?:carried|passe[sd]|passed|prevail(?:s|ed)|adopted|approved|agreed|unanimous(?:ly)?"
    r"|all (?:in favou?r|ayes|voted)|cast (?:\w+ ){1,3}?(?:in favou?r|for it)"
    r"|so (?:voted|ordered)|ayes?)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(  # what another body put off
    r"\b(?:wr(?:ote|itten)|letters?|e-?mail(?:ed)?|repl(?:y|ied)|regret\w*|announce[sd]?|news|understood|heard)\b",
    re.IGNORECASE,
)
# "5-2", "5 to 2", "5 ayes, 2 nays"; what stands behind a colon are minutes of the hour
_COUNT = re.compile(
    r"\b(\d{1,3})\s?(?:[-–]|to|(?:ayes?|for|in favou?r|yes)[,;]? (?:and )?)\s?(\d{1,3})\b(?! ?(?:p\.?m|a\.?m)\b)"
    r"|\b(?:ayes?|yes|for|in favou?r)\W{0,3}(\d{1,3})\W{1,3}(?:nays?|noes|no|against|opposed)\W{0,3}(\d{1,3})\b",
    re.IGNORECASE,
)
_NOT_THINGS = re.compile(
    r"\b(?:meeting|session|payments?|fees?|instal?ments?|maintenance|tax(?:es)?|compensation|salar(?:y|ies)|pensions?)"
    r" (?:be |was |were |is |been )?(?:continu|adjourn|defer|postpon)"
    r"|\b(?:to|and) (?:continue|adjourn|defer|postpone) (?:the |this |its )?(?:\w+ ){0,2}?"
    r"(?:meeting|session|payments?|fees?|instal?ments?)\b"
    r"|\bcontinued? (?:to|as|with)\b(?! (?:the )?(?:\d|next|a date|later|\w+day\b|\w+ \d))",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\b(?:lost|fail(?:s|ed|ing)?|defeated|died|withdr(?:ew|awn)|not (?:carried|seconded|approved)"
    r"|(?:no|lack of a|want of a) second\w*|voted down|tie vote)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:if|unless|whether|not|(?:has|have) (?:resolved|agreed|decided|voted)|had been"
    r"|previously|already|last|never|recalled|whereas|reported that|informed)\b"
    rf"|\b(?:in|on) {MONTH}[^.;]{{0,80}}\b(?:was|were)\b",
    re.IGNORECASE,
)
_WARRANT = re.compile(r"\bto see (?:if|whether|what)\b[^,;.]*", re.IGNORECASE)  # as a town meeting's article asks
_OUTCOME_LINES = 3  # lines below a motion in which its fate is printed
_BRIEF = 14  # words of such a line


def is_put_off(text: str, later: Sequence[str] = (), *, tabling: bool = False) -> bool:
    """Whether a statement is a motion, or reports a vote, that puts a named thing off until a named time, or says in
    so many words that an item of business was put off, or is to come back to a later meeting.

    `later` are the statements behind it: a motion that is lost in one of them puts nothing off. `tabling` says that to
    table a thing is to set it aside, as in North America.

    >>> is_put_off("Hale moved, second by Ortega, to continue the hearing to September 10, 1991.", ["Motion carried."])
    True
    >>> is_put_off("The draft terms of reference were carried forward."), is_put_off("The balance was carried forward.")
    (True, False)
    >>> is_put_off("Hale moved to table the matter until June.", ["Motion failed, 2-3."])
    False
    >>> is_put_off("Item 12 was tabled."), is_put_off("Item 12 was tabled.", tabling=True)
    (False, True)
    """
    text = _WARRANT.sub("", text)
    if _NOT_THINGS.search(text) or _UNSURE.search(text) or _LOST.search(text):
        return False
    fate = fate_lines(later)
    if any(_LOST.search(line) for line in fate):
        return False
    if _OUTRIGHT.search(text) and _SETTLED.search(text) and not _MOVED.search(text):
        return not _ELSEWHERE.search(text)
    if _TO_WAIT.search(text) and not _MOVED.search(text) and not _MONEY.search(text):
        return bool(_ANNOUNCED.search(text)) or not _ELSEWHERE.search(text)
    if _MOTION.search(text) or _BARE_MOTION.search(text):
        return _is_carried([text, *fate]) if _MOVED.search(text) else bool(_SETTLED.search(text))
    if tabling and _ON_THE_TABLE.search(text) and _MOVED.search(text):
        return _is_carried([text, *fate])
    if _DONE.search(text):
        return True
    noted = bool(_NOTED.search(text)) and not _MONEY.search(text)
    if _ANYTHING.search(text) and not (_MONEY.search(text) or _ELSEWHERE.search(text)):
        return True
    forms = (_BODY_PUTS_OFF, _PLAINLY, _TABLED, _MOVED_ON, _LIES_OVER, _COMES_BACK, _TO_BE_TAKEN, _ON_HOLD)
    told = (
        noted
        or any(form.search(text) for form in forms)
        or (tabling and any(form.search(text) for form in (_SET_ASIDE, _BODY_TABLES)))
    )
    return told and not _ELSEWHERE.search(text)


def fate_lines(later: Sequence[str]) -> list[str]:
    """Of the statements behind a motion the short ones, in which its fate is printed."""
    return list(takewhile(lambda line: len(line.split()) <= _BRIEF, later[:_OUTCOME_LINES]))


def _is_carried(lines: Sequence[str]) -> bool:
    """Whether a motion or a line below it says that it was carried, in words or by the count."""
    counts = [match for line in lines[1:] if (match := _COUNT.search(line))]
    if counts:
        ayes, nays = (int(number) for number in counts[0].groups() if number)
        return ayes > nays
    return any(map(_CARRIED.search, lines))
