"""What was put off at an earlier meeting, or by another body, and is told of at this one; and a mere status. The count
of this meeting is none the higher for it.
"""

from __future__ import annotations

import re

from matters_arising.dates import Order, parse
from matters_arising.extract.putting_off import PUT_OFF
from matters_arising.extract.times import DAY, GATHERING, MONTH

_PUT = rf"(?:{PUT_OFF}|(?i:tabled|continued))"
_EARLIER = (
    r"(?:(?:the|our|its|an?) )?(?:last|previous|prior|earlier|preceding) (?:\w+ )?(?:meeting|session|sitting|agenda)s?"
)
_OF_MONTH = rf"(?:(?:the|our|its) )?(?P<month>{MONTH}(?: \d{{4}})?)(?: \w+)? (?:meeting|session|sitting|agenda)"
_WHEN = rf"(?:(?P<day>{DAY})|(?i:{_EARLIER})|{_OF_MONTH})"
# a thing was put off *on* a day that is over, and comes *from* a meeting that is over
_THEN = re.compile(
    rf"(?:\b(?i:was|were|been|being) (?:\w+ly )?{_PUT}(?: \w+){{0,2}}? (?i:on|at)"
    rf"|(?<!\bbe )(?<!\bto ){_PUT}(?: over| forward)? (?i:from)) {_WHEN}"
)
# what a clause in the pluperfect, or a spell that is over, says was done: "had then been deferred", "left it last term"
_SPELL = r"(?i:\blast (?:month|week|year|quarter|term|season|time|spring|summer|autumn|fall|winter)\b)"
_LONG_SINCE = re.compile(
    rf"\b(?i:had)(?: (?:then|already|since|earlier|previously|first|again))?(?: been| stood)? {_PUT}"
    rf"|\b(?i:was|were) {_PUT}(?: \w+){{0,3}}? {_SPELL}"
)
_OVER_THEN = re.compile(rf"^\W*{_SPELL},? (?!\w+[’']s\b)")
_TODAY = re.compile(r"\b(?:now|again|this)\b")
# "Deferred at the May meeting, the lease was before us again"
_OPENS = re.compile(rf"^\W*(?:having been )?{_PUT} (?i:on|at|in) {_WHEN},")
_READ_OUT = re.compile(r"\bread\b[^.;]{0,60}\bminutes?\b[^.;]*\bas follows\W*$", re.IGNORECASE)
_HISTORY = re.compile(r"\b(?:prior|previous|earlier|past) (?:history|action|decision)s?\b", re.IGNORECASE)
# a court's case, and not the court that tennis is played on
_COURT = (
    r"(?i:court (?:case|date|hearing|proceedings|action|matter|appearance)|tribunal|inquest|lawsuit|litigation"
    r"|(?:high|magistrate[’']?s|supreme|district|county|crown) court)"
)
_WAS_PUT_OFF = rf"(?: [\w’'-]+){{0,6}}? (?i:was|were|is|are|(?:has|have|had) been|got)(?: \w+){{0,2}}? {_PUT}"
_BEFORE_A_COURT = re.compile(rf"\b{_COURT}(?: [\w’'-]+){{0,12}}?{_WAS_PUT_OFF}")
_THE_CASE = re.compile(rf"\b(?i:the|this|his|her|their|our) (?i:case|hearing|trial){_WAS_PUT_OFF}")
_OF_A_COURT = re.compile(rf"\b(?:{_COURT}|(?i:(?:in|to) court|judge|magistrates?|prosecut\w+))\b")
_BY_ANOTHER = re.compile(
    rf"{_PUT}\b[^.;]{{0,60}}? (?i:by (?:the )?(?:judge|magistrates?|courts?|tribunal|government|minist\w+|department"
    r"|police|contractors?|developers?|suppliers?|university|bank))\b"
)
# "The Inspectorate had put off its ruling": an authority, and what is its own
_AUTHORITY = (
    r"(?i:the )?(?:(?:[A-Z][\w’'&-]+ ){0,3}?(?i:inspectorate|department|ministry|minister|government"
    r"|secretary of state|agency|ombudsman|tribunal|court|regulator|lottery|treasury|parliament|legislature|highways)"
    r"(?i: panel| board)?)"
)
_ITS_OWN = re.compile(
    rf"(?:^|[,;:] )\W*{_AUTHORITY}(?:[’']s [\w-]+)? (?:(?i:has|have|had|having) )?(?:\w+ly )?(?:{_PUT}|slipped)"
    r"(?! (?:our|this|the (?:board|council|committee|parish|trust)[’']s)\b)"
)
_OURS = re.compile(r"\b(?:our|ours|us|we|(?:board|council|committee|members|trust)(?:[’']s)?)\b", re.IGNORECASE)
_BY_BODY = re.compile(
    rf"\b(?:was|were|is|been|stands?) (?:\w+ly )?{_PUT}(?: (?!until|till|pending)[\w’'-]+){{0,8}}? by the"
    r" (?P<body>(?:[A-Z][\w’'&-]+ ){1,4}(?:Board|Council|Committee|Authority|Commission|Department|Inspectorate|Agency"
    r"|Court|Trust|Panel))\b"
)
_STATUS = re.compile(
    r"\W*(?:(?:there (?:is|was)|has|had|have|still) )?(?:nothing (?:further |new |more |else )?to report"
    r"(?: (?:at (?:this|the) (?:time|stage|moment|present)|at present|yet))?"
    r"|still (?:[\w’'-]+ ){1,3}to be (?:made|filled)"
    r"|no (?:further |new |other )?(?:news|reports?|changes?)"
    r"|(?:(?!quorum|no\b)[\w.’'-]+ ){1,3}(?:was|were|is|are) (?:absent|not present|away|unable to attend))\W*",
    re.IGNORECASE,
)
# what was to take place and will not, or at another time: an event of its own, and no matter before the body
_EVENT = re.compile(
    r"\b(?:conference|fair|f[eê]te|concert|training|course|visit|display|festival|match|tournament|walk|party|trip|tour"
    r"|workshop|seminar|exhibition|ceremony|parade|dinner|events?)\b"
    r"(?:,? (?:due|on|at|in|for|of|planned|scheduled|arranged|which|that|with)\b[^.;]{0,60}?)?"
    r" (?:has|have|had) (?:now |also |since )?been (?:postponed|cancelled|canceled|put back|put off|deferred)\b"
    r"(?! (?:again )?(?:to|until|till) (?:the |our )?next (?:meeting|agenda))",
    re.IGNORECASE,
)
# an officer who has no news: of his office, and not of a matter
_OFFICER = re.compile(
    r"\b(?:(?:vice-?)?chair(?:man|woman|person)?|clerk|treasurer|secretary|president|warden|steward|convenor"
    r"|(?:councillor|cllr|cr)\.?(?: [\w’'-]+){1,3})(?:[’']s)?(?: also| therefore)? (?:has|have|had) nothing"
    r"(?: further| new| else| more)? to (?:report|add|say)\b"
    r"|\bnothing (?:further |new |else |more )?to (?:report|add)\b(?: (?:at|to) (?:this|the) meeting| under this item)?"
    r" (?:as|since|because)\b[^.;]*\b(?:covered|listed|included|on the agenda)\b"
    r"|\b(?:absen(?:t|ce)|unable to attend|not (?:present|there))\b[^.;]{0,60}?\bnothing (?:further |new |else |more )?"
    r"to (?:report|add)\b|\bthere (?:is|was) little (?:further |new |else |more )?to (?:report|add)\b",
    re.IGNORECASE,
)
_PUTS = re.compile(_PUT)
_ANEW = re.compile(rf"{_PUT}|\b(?i:again|to|until|till) (?:{GATHERING}|{DAY}|(?:the )?{MONTH})")


def is_of_an_earlier_meeting(text: str, *, held: str, order: Order = "") -> bool:
    """Whether a statement says that something was put off at a meeting before this one, and not that it is again.

    `held` is the date of this meeting, ISO; where it is empty only "the last meeting" and its like are earlier.

    >>> is_of_an_earlier_meeting("This item was tabled on May 12 until the count was in.", held="2031-06-23")
    True
    >>> is_of_an_earlier_meeting("The lease was deferred at the June meeting.", held="2031-06-23")
    False
    >>> is_of_an_earlier_meeting("Deferred from the last meeting, and put off to July.", held="2031-06-23")
    False
    """
    found = _THEN.search(text) or _OPENS.search(text)
    if not found or _ANEW.search(text[: found.start()]) or _ANEW.search(text, found.end()):
        return False
    return not (when := found["day"] or found["month"]) or _is_another(when, held, order)


def is_history(text: str, before: str = "", heading: str = "") -> bool:
    """Whether a statement tells in the pluperfect, of a spell that is over, from minutes that are read out (`before` is
    the statement before it) or below a `heading` of history, of what was put off then, and puts nothing off anew.

    >>> is_history("The lease had then been deferred."), is_history("It had been held over, and was deferred to May.")
    (True, False)
    >>> is_history("It was put off.", "The Clerk read from the minute of 4 May, as follows.")
    True
    """
    if _READ_OUT.search(before) or _HISTORY.search(heading):
        return True
    found = _LONG_SINCE.search(text)
    if found:
        return not (_ANEW.search(text[: found.start()]) or _ANEW.search(text, found.end()))
    return bool(_OVER_THEN.search(text)) and not _TODAY.search(text)


def is_of_another_body(text: str, before: str = "", *, own: str = "") -> bool:
    """Whether what a statement says was put off lay before a court, or was put off by another authority: this body put
    off nothing by that. `before` is the statement before it, which may tell of what case it speaks; `own` is the name
    of this body.

    >>> is_of_another_body("The court case was postponed again."), is_of_another_body("The tennis court was postponed.")
    (True, False)
    >>> is_of_another_body("Put off by the Licensing Board.", own="Tarn Licensing Board")
    False
    >>> is_of_another_body("The Inspectorate had put off its ruling."), is_of_another_body("The clerk put it off.")
    (True, False)
    >>> is_of_another_body("The Ministry having deferred its grant, our vote was held over.")
    False
    >>> is_of_another_body("The case was adjourned to May.", "The fence was to be heard by the magistrate.")
    True
    """
    named = _BY_BODY.search(text)
    if named and own and not all(word in own for word in named["body"].split()):
        return True
    its = _ITS_OWN.search(text)
    if its and not (_OURS.search(text, its.end()) or _PUTS.search(text, its.end())):
        return True
    of_case = _THE_CASE.search(text) and _OF_A_COURT.search(before)
    return bool(of_case or _BEFORE_A_COURT.search(text) or _BY_ANOTHER.search(text))


def is_only_status(text: str) -> bool:
    """Whether a statement says no more than that there is no news, that an officer has none, that somebody is not there
    to tell, or that something is left to do: nothing was due to be dealt with at this meeting, and nothing is put off.

    >>> is_only_status("Nothing to report."), is_only_status("Nothing to report on the lease until it is counted.")
    (True, False)
    """
    return bool(_STATUS.fullmatch(text)) or (bool(_OFFICER.search(text)) and not _ANEW.search(text))


def is_event_put_off(text: str) -> bool:
    """Whether a statement tells that an event had been put off by the time of the meeting, which put off nothing by it.

    >>> is_event_put_off("The boat fair had been postponed."), is_event_put_off("The fair lease had been deferred.")
    (True, False)
    """
    return bool(_EVENT.search(text))


def _is_another(when: str, held: str, order: Order) -> bool:
    """Whether a printed day or month is not that of the meeting. Where no year is printed none is compared."""
    if printed := parse(when, order=order):
        return bool(held) and printed != held[: len(printed)]
    completed = parse(f"in {when}", base=held)
    return bool(held and completed) and completed[5:] != held[5 : len(completed)]
