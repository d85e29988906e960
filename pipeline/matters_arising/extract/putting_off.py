"""Until when and why a matter is put off, as the clause prints it.

A reason is said to be unstated only where neither the clause nor its neighbours print one.
"""

from __future__ import annotations

import re

from matters_arising.extract.clauses import HEAD, clauses
from matters_arising.extract.times import DAY, GATHERING, MONTH, is_named
from matters_arising.nlp.people import PERSON
from matters_arising.vocab import ReasonCode

_POINT = (
    rf"(?:{GATHERING}|{DAY}"
    r"|(?i:(?:the |a |some )?(?:next|future|later|following|new|suitable|appropriate) "
    r"(?:date|year|month|week|term|time|cycle|round|season|financial year|agenda|stage|point)s?)"
    rf"|(?:the )?(?:(?:end|beginning|start|middle) of )?(?:early |late |mid-?)?{MONTH}(?:,? \d{{4}})?"
    r"|(?i:(?:the )?(?:early |late )?(?:spring|summer|autumn|winter|fall|new year)(?! \w+ing\b)(?: term| \d{4})?)"
    r"|(?:early |late |mid-?)?(?:19|20)\d\d(?:/\d+)?(?=[.,;)]|$)"
    r"|(?i:the time being|the future|due course|the end of (?:the )?\w+|such time as [^.;,]{3,80}))"
)
# the stronger word first: what a thing is put off *to* is when it is wanted, what happens *in* May may be anything
_UNTIL = tuple(
    re.compile(rf"\b(?i:{word})\s+({_POINT})(?! weather)")
    for word in (r"until|till|(?<!prior )(?<!due )to", r"for(?: the)?|at|on|by", r"in|during|pending")
)
_MAIN = (
    r"(?= (?:(?i:this|it|these|letters?|a \w+|the \w+|no \w+)) (?:\w+ )?(?:will|would|is being|is to|can|could"
    r"|was (?:put|deferred))\b"
    r"| (?:this|it) (?:was|is|had|has)\b)"
)
_UNTIL_CLAUSE = re.compile(
    rf"\b((?i:until|till|once|after|when(?= (?:the|this|these|they|it|we|he|she|there|all|an?)\b)|following (?:the"
    rf"|receipt))"
    rf" [^.;,]{{4,90}}?)(?:{_MAIN}|(?=[.;,]| - | – |$))"
)
_CONDITION = re.compile(
    rf"\b(?P<why>(?i:until|till|once|when) (?:(?:the|an?|this|these|all|further|more|it|we|they"
    rf"|{PERSON})\b[^.;,]{{1,60}}?|)"
    rf"(?:is|are|was|were|has|have|had|can|could)\b[^.;,]{{3,80}}?)(?:{_MAIN}|(?=[.;,]|$))"
)
_ADVERB = re.compile(
    r"\b((?i:as soon as possible|in due course|next (?:month|week|year|term|time)|in \d[-–\d]* (?:weeks|months)"
    r"|(?:a )?later(?: in the \w+| date| stage)?"
    r"|following the \w+ of (?:this|the) \w+))\b"
)
_OF_HEADING = re.compile(r"\b(?:the )?next (?:meeting|agenda)\b", re.IGNORECASE)
# A clause ends where a stop or a new main clause begins.
_END = (
    rf"(?:(?=[.;]|\s[-–]\s|,? (?:and|but|so|thus|therefore|which),? (?:{HEAD}|therefore)|, {HEAD}|, {PERSON} to\b"
    rf"|$)|{_MAIN})"
)
_BECAUSE = re.compile(
    rf"(?P<why>\b(?:(?i:because|since(?= (?:the|there|it|he|she|they|no|we))|due to(?! (?:be|attend|start|meet"
    rf"|take|go)\b)|owing to"
    r"|on account of|given that|in view of|in light of|in the absence of|with (?:[\w.’'-]+ ){1,5}?not being"
    r"|following receipt of|pending(?= )(?! items)|so that|in (?:[\w.-]+[’']s?|his|her|their) absence)"
    r"|(?<=, )(?:the|no|an?|this|those|some)(?: [\w.’'-]+){1,7}? (?:not )?(?:being|having)\b"
    r"|(?<!soon )(?<!well )(?<!far )[Aa]s"
    r"(?! (?:to|per|well|soon|far|follows?|listed|amended|is|are|was|an?|agreed|presented|discussed|previously"
    r"|(?:they|it|he|she|we) (?:have|has|had) done)\b)"
    r"(?= (?:[\w’'.-]+,? ){1,9}?(?:was|were|is|are|had|has|have|could|did|can|will|would|[a-z]{3,}ed)\b)"
    r"|(?i:in order )?[Tt]o (?:allow|enable|permit|provide (?=time|opportunity)|ensure|await)\b"
    r"|[Ff]or (?=(?:further|more|additional|lack|want|clarification|legal|[a-z]+ reasons)))"
    rf"[ ,]*[^.;]{{0,300}}?){_END}"
)
# a clause that opens the sentence ends where the main one begins, comma or none
_FRONTED = re.compile(
    r"(?:^|(?<=[a-z)] )|(?<=[-–] ))(?P<why>(?:(?:[Aa]s|[Ww]ith|[Ss]ince|[Bb]ecause)\b(?=[^;,]*?"
    r"\b(?:is|are|was|were|has|have|had|would|will|could|did|not|being)\b)|(?:Due|Owing) to\b|Given\b)[^;,]{8,160}?)"
    r" (?=(?:this|these|that|the|it|they|we)\b(?: [\w’'-]+){0,9}? (?:will|would|is to|are to|was to|were to|is being"
    r"|(?:was|were|has been|have been) (?:defer|postpon|put|held|carried|left|adjourn|tabled)\w*)\b)"
)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|would|will|could|did|not|being)\b")
# what is to be done first: found out, asked, obtained
_ERRAND = re.compile(
    r"(?P<why>(?:\b(?:to|will|would|and|should) (?:obtain|seek|get|request|check|investigate|research|clarify"
    r"|query|look (?:further )?(?:in(?:to)?|at)|consult|inspect|wait \w+ \w+ to)\b"
    r"|\b(?:[Aa] )?(?i:(?:further|more|additional|alternative|two) )*(?i:research|enquiries|investigations?"
    r"|quotations?|quotes?|prices?|estimates?"
    r"|information|advice|clarification)(?: for [\w ]{3,30}?)? (?:should|would|to|will) be [a-z]+)[^.;]{0,160}?)"
    r"(?=[.;]|$| (?:before|reporting|for (?:submission|discussion)|to the next|for (?:a|the) final|and (?:place"
    r"|present|report|add|bring)|with a view))"
)
# "This item was deferred": what it is about, and often why, stands in the sentence before
_POINTS_BACK = re.compile(
    r"(?:[A-Za-z\d]{1,3}[.)] )?(?:It was (?:therefore )?(?:agreed|decided|resolved)(?: that| to"
    r"| not to)? )?(?:[\w’']+ ){0,3}?"
    r"(?:[Tt]his|[Ii]t|[Tt]he (?:item|matter|decision|application|report))\b"
)
# "It was accordingly put back": the sentence before is why
_FOLLOWS = re.compile(r"\b(?:[Tt]herefore|[Aa]ccordingly|[Tt]hus|[Hh]ence|[Cc]onsequently)\b")
_BARE = 16  # words: "To come back in November." says no more than that
# what is not yet: the whole clause that says so
_WANTING = re.compile(
    r"\b(?i:no(?! (?:progress|decision|need|action|objection|comment|further (?:progress|action|development"
    r"|comment))s?)(?= [a-z])|nothing|none|not yet|(?-i:yet) to|insufficient|not enough|too late|lack of"
    r"|(?:does|do|did) not have|yet been|not (?:been|having|available|received|ready|able|present|known|met"
    r"|completed"
    r"|produced|attend\w*|possible|confirm\w*|reached|had)|has not|have not|had not|unable|unavailable|cannot"
    r"|could not|delayed"
    r"|awaited|await(?:s|ing)?|waiting|outstanding|pending|still|(?:currently |now )?under (?:review|discussion)"
    r"|in the process of|missing"
    r"|being [a-z]+(?:ed|t)|(?:is|are|was|were) (?:still |currently |now )?(?:investigat|consider|look|prepar"
    r"|work|await|wait|seek|deal)ing(?! forward)|(?:is|are|was|were) expected"
    r"|(?:was|were|is|are|been) cancell?ed|need(?:s|ed) (?:to be|further|more|some)|(?:was|were|is|are) (?:needed"
    r"|required)|wrong time|too (?:early|soon|busy|small)|very busy|(?:is|are) to be (?:inspected|investigated|checked"
    r"|clarified|priced|costed))\b"
)
# what a clause says further of what is wanting is no reason
_BESIDES = re.compile(
    r" (?:that|which) (?:will|would)\b| with (?:the intention|a view)\b| and it was\b| on advice\b| regarding\b"
)
# what comes first: "a meeting should be held before any decision is made"
_FIRST = re.compile(
    r"^(?:.*\b(?:agreed|resolved|decided|felt|suggested|stated|said|noted|advised|moved|asked|requested) (?:that|to) )?"
    r"(?P<why>[^.;]{10,200}?),? (?:before|prior to) (?:(?:a|any|the|its|making|taking"
    r"|reaching|bringing|coming|giving) )?(?:(?:a|any|the|this|it|final|further|list|matter|item"
    r"|formal) )*(?:decisions?|deciding"
    r"|commitment|committing|back|coming back|bringing|returning|proceeding|moving|going ahead|approval)\b"
)
_CODES = (
    (ReasonCode.QUORUM, r"\bquor"),
    (
        ReasonCode.ABSENCE,
        r"\b(?:absen(?:t|ce)|not (?:being )?present|apologies|on (?:leave|holiday|sick)|unavailable|illness"
        r"|(?:unable|not able|could not|cannot)(?: to)? (?:attend|make)|not (?:able to be|in attendance|at the meeting)"
        r"|full (?:council|board|membership)|all (?:\w+ )?(?:to be|being) present)",
    ),
    (
        ReasonCode.TIME,
        r"\b(?:lack of time|time (?:did not|constraints?|ran|pressure)|late(?:ness)? (?:hour|of the)"
        r"|shortage of time"
        r"|insufficient time|not reached|overr[au]n)",
    ),
    (
        ReasonCode.LEGAL,
        r"\b(?:legal|solicitor|attorney|counsel|court|statut|legislat|regulation|licen[cs]e|purdah|election)",
    ),
    (ReasonCode.FUNDING, r"\b(?:fund|budget|money|cost|grant|financ|afford|precept|expens)"),
    (ReasonCode.APPLICANT, r"\b(?:applicant|developer|agent|at (?:the )?request of)"),
    (
        ReasonCode.CAPACITY,
        r"\b(?:capacity|workload|staffing|shortage of staff|vacanc|resource|too busy|short-staffed)",
    ),
    (
        ReasonCode.DISPUTE,
        r"\b(?:no (?:consensus|agreement)|disagree|dispute|object|conflict|concerns?\b|split|tied)",
    ),
    # an answer to come is somebody's act; what is not known is information, awaited or not
    (
        ReasonCode.DEPENDENCY,
        r"\bawait\w*\b.*\b(?:response|reply|report|decision|outcome)|(?:response|reply|outcome)\b.*\bawait",
    ),
    (
        ReasonCode.INFORMATION,
        r"\b(?:information|details?\b|update|news\b|feedback|quot|prices?\b|estimates?\b|figures|data\b|clarif"
        r"|investigat|research"
        r"|enquir|advice|not (?:yet )?known|nothing (?:further |more |new )?to report|report\b|consult|comment"
        r"|discuss|consider"
        r"|study|review the|time to review|progress|development)",
    ),
)
_CODE_PATTERNS = tuple((code, re.compile(pattern, re.IGNORECASE)) for code, pattern in _CODES)


def until(text: str) -> str:
    """Until when, as printed; empty means undated."""
    for pattern in _UNTIL:
        for match in pattern.finditer(text):
            if is_named(match.group(1)):
                return match.group(1).strip(" .")
    found = _UNTIL_CLAUSE.search(text) or _ADVERB.search(text)
    return found.group(1).strip() if found else ""


def until_of_heading(title: str) -> str:
    """What a heading says of all that stands under it ("Items for the next agenda"), or empty."""
    match = _OF_HEADING.search(title)
    return match.group() if match else ""


def reason(text: str, before: str = "", after: str = "") -> str:
    """The clause that gives the reason, verbatim, or empty.

    What a connective joins comes first, then what is said to be wanting, in the sentence itself or in the one beside it
    where one of the two points back to the other; last what is to be done first, and on what the matter waits.

    It matters for fairness: where the sentence next to a putting-off says why, no reason may be called unstated.
    """
    return _stated(text) or _stated_beside(text, before, after) or _to_be_done(text)


def _stated(text: str) -> str:
    if found := _fronted(text):
        return found
    wanting = next((clause for clause in clauses(text) if _WANTING.search(clause)), "")
    because = _BECAUSE.search(text)
    if because and not (because["why"].lower().startswith("so that") and _WANTING.search(text, 0, because.start())):
        return because["why"].strip(" ,:-")
    return _BESIDES.split(wanting, maxsplit=1)[0].strip(" ,:-")


def _fronted(text: str) -> str:
    """The clause that opens a sentence and says why, where its main clause follows without a comma."""
    for found in _FRONTED.finditer(text):
        why = found["why"]
        if _FINITE.search(why) or why.startswith(("Due", "Owing", "Given")):
            return why
    return ""


def _stated_beside(text: str, before: str, after: str) -> str:
    if _POINTS_BACK.match(after) and (found := _BECAUSE.search(after)):
        return found["why"].strip(" ,:-")
    if before and _FOLLOWS.search(text):
        return _stated(before) or next(reversed(clauses(before)), "")
    if _POINTS_BACK.match(text):
        return _stated(before) or _to_be_done(before)
    return _stated(before) if len(text.split()) <= _BARE else ""


def _to_be_done(text: str) -> str:
    errand = next((found for clause in clauses(text) if (found := _ERRAND.search(clause))), None)
    found = _FIRST.search(text) or errand or _CONDITION.search(text)
    return found["why"].strip(" ,:-") if found else ""


def reason_code(why: str) -> ReasonCode:
    """The kind of reason that a printed reason is; `UNSTATED` where none is printed."""
    if not why:
        return ReasonCode.UNSTATED
    for code, pattern in _CODE_PATTERNS:
        if pattern.search(why):
            return code
    return ReasonCode.DEPENDENCY
