"""Why a matter is put off, as the clause prints it.

No reason is found where neither the clause nor its neighbours print one that can be told for sure. That says what was
found and accuses nobody: where it is doubtful whether words are a reason, none is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from matters_arising.extract.clauses import HEAD, STOP, clauses
from matters_arising.extract.news import NO_NEWS
from matters_arising.extract.putting_off import PUT_OFF, SAID, is_said
from matters_arising.extract.until import FINITE, MAIN, own_words
from matters_arising.nlp.late import LatePattern
from matters_arising.nlp.people import PERSON, RUN_IN

_CONDITION = LatePattern(
    rf"\b(?P<why>(?i:until|till|once|when) (?:(?:the|an?|this|these|all|further|more|it|we|they"
    rf"|{PERSON})\b[^.;,]{{1,60}}?|)"
    rf"(?:is|are|was|were|has|have|had|can|could)\b[^.;,]{{3,80}}?)(?:{MAIN}|(?=[.;,]|$))"
)
_WAITS = re.compile(r"(?:until|till)\b", re.IGNORECASE)
# A clause ends where a stop or a new main clause begins.
_END = (
    rf"(?:(?={STOP}|\s[-–]\s|,? (?:and|but|so|thus|therefore|which),? (?:{HEAD}|therefore)|, {HEAD}|, {PERSON} to\b"
    rf"|$)|{MAIN})"
)
# who is told to do something next, and what somebody does in any meeting, is said beside the matter
_CHARGED = (
    r"(?:asked|instructed|told|directed|authori[sz]ed|empowered|mandated|thanked|(?:requested|invited) to"
    r"|(?:proposed|seconded) by)"
)
_IN_PASSING = (
    r"(?:(?:been )?(?:voted|cast|exercised|read|spoken|heard|proposed|seconded|moved"
    r"|taken the chair|presented|introduced|outlined|opened|considered|discussed|debated|noted|thanked|welcomed)"
    r"|(?:given|used) (?:\w+ ){0,2}(?:casting )?vote|been (?:asked|put|taken))"
)
# what is said of somebody in passing: "deferred to May, the surveyor being ill", "legal advice not having been had";
# not how it was voted, what somebody was told to do, or that nothing else was raised
_ABSOLUTE = (
    r"(?<=, )(?!(?i:and|or|but|nor|for|to|of|on|upon|by|in|at|with|after|before|when|while|although|despite|subject"
    r"|including|notwithstanding|that|which|who|it|its|all|(?:the )?(?:votes?|voting|ayes|noes|nays|majority|motion"
    r"|amendment|proposal|result|meeting)"
    r"|proposed|seconded|moved|carried|agreed|there (?:being|having been) no(?: further| other)?"
    r" (?:business|objections?|comments?|questions?|discussion|votes?|dissent|seconder))\b)"
    r"(?:[\w.’'&-]+ ){1,8}?(?:not (?:being|having)\b"
    rf"|being\b(?! (?:{_CHARGED}|in the chair|chair\w*|put)\b)|having\b(?! {_IN_PASSING}\b))"
    r"(?! (?:against|opposed|in favou?r|asked|instructed|requested|told|directed|authori[sz]ed|to|the (?:only"
    r"|proposer|mover"
    r"|seconder))\b)"
)
# who is away, and who asked for it: such a phrase ends with itself
_WHOSE = (
    r"(?:(?:(?!(?:in|on|of|about|to|for|at|from|by|with|regarding|concerning)\b)\w[\w.’'-]* ){0,5}?\w[\w.-]*(?:[’']s"
    r"|s[’'])"
    r"|his|her|their|its)"
)
_PHRASE = re.compile(
    rf"\b(?i:in {_WHOSE} absence|at {_WHOSE}(?: own)? (?:request|wish|instance|desire))\b(?! of\b)"
    r"|\b(?i:at (?:the |his |her |their )?(?:request|wish|instance|desire) of)"
    r"(?: (?!(?:to|that|and|until|till|was|were|is|be)\b)\w[\w’'&.-]*){1,8}"
)
_BECAUSE = LatePattern(
    rf"(?P<why>\b(?:(?i:because|since(?= (?:the|there|it|he|she|they|no|we))|due to(?! (?:be|attend|start|meet"
    rf"|take|go)\b)|owing to"
    r"|on account of|given that|in view of|in light of|in the absence of|with (?:[\w.’'-]+ ){1,5}?not being"
    r"|following receipt of|(?-i:pending(?= ))(?! items)|Pending(?= [^:;.,]{3,100},)|so that"
    r"|so(?= (?:an?|the|it|he|she|they|we|all)\b(?: [\w’'-]+){0,4}? (?:can|could|may|might)\b))"
    rf"|{_ABSOLUTE}"
    r"|(?<!soon )(?<!well )(?<!far )(?<!such )[Aa]s"
    r"(?! (?:to|per|well|soon|far|follows?|listed|amended|is|are|was|an?|agreed|presented|discussed|previously"
    r"|(?:they|it|he|she|we) (?:have|has|had) done)\b)"
    r"(?= (?:[\w’'.-]+,? ){1,9}?(?:was|were|is|are|had|has|have|could|did|can|will|would|[a-z]{3,}ed)\b)"
    r"|(?i:in order )?[Tt]o (?:allow|enable|permit|provide (?=time|opportunity)|ensure|await)\b"
    r"|[Ff]or (?=(?:further|more|additional|lack|want|clarification|legal|[a-z]+ reasons)))"
    rf"[ ,]*(?:(?!{STOP}).){{0,300}}?){_END}"
)
# a clause that opens the sentence ends where the main one begins, comma or none
_NO_PREPOSITION = "".join(
    rf"(?<!\b{word})" for word in ("and", "at", "by", "for", "from", "in", "of", "on", "to", "with")
)
_FRONTED = re.compile(
    r"(?:^|(?<=[a-z)] )|(?<=[-–] ))"
    rf"(?P<why>(?:(?:[Aa]s|[Ww]ith|[Ss]ince|[Bb]ecause)\b[^;,]{{4,160}}?{FINITE.pattern}[^;,]{{0,160}}?"
    r"|(?:(?i:(?:due|owing) to|because of|on account of|in view of|in (?:the )?light of)|Given"
    r"|With (?:an? |the )?(?:lack|absence) of)\b[^;,]{8,160}?))"
    rf"{_NO_PREPOSITION} (?=(?:this|these|that|the|it|they|we)\b(?: [\w’'-]+){{0,9}}? "
    r"(?:will|would|is to|are to|was to|were to|is being"
    r"|(?:was|were|has been|have been) (?:defer|postpon|put|held|carried|left|adjourn|tabled)\w*)\b"
    r"|it was (?:\w+ly |again |also )?(?:agreed|decided|resolved)\b"
    r"|(?:[A-Z][\w’'.-]+ ){1,3}(?:will|would|is to|was to)\b)"
)
# what is to be done first: found out, asked, obtained
_ERRAND = re.compile(
    r"(?P<why>(?:\b(?:to|will|would|and|should) (?:obtain|seek|get|request|check|investigate|research|clarify"
    r"|query|look (?:further )?(?:in(?:to)?|at)|consult|inspect|wait \w+ \w+ to)\b"
    r"|\b(?:[Aa] )?(?i:(?:further|more|additional|alternative|two) ){0,4}(?i:research|enquiries|investigations?"
    r"|quotations?|quotes?|prices?|estimates?"
    r"|information|advice|clarification)(?: for [\w ]{3,30}?)? (?:should|would|to|will) be [a-z]+)[^.;]{0,160}?)"
    r"(?=[.;]|$| (?:before|reporting|for (?:submission|discussion)|to the next|for (?:a|the) final|and (?:place"
    r"|present|report|add|bring)|with a view))"
)
# "This item was deferred": what it is about, and often why, stands in the sentence before
_POINTS_BACK = re.compile(
    r"(?:[A-Za-z\d]{1,3}[.)] )?(?:(?:(?:[Ii]t|[Tt]he \w+|Members|Councillors|Trustees|Governors|They|We) (?:was "
    r"|were )?)?"
    r"(?:therefore |unanimously )?(?i:agreed|decided|resolved|ordered|action|decision|outcome"
    r"|resolution)\b(?: unanimously)?"
    r"[ :,–—-]*(?i:(?:that|to|not to) )?)?(?:[\w’']+ ){0,3}?"
    r"(?:[Tt]his|[Ii]t"
    r"|[Tt]h(?:ey|ese)|[Aa] decision|[Tt]he (?:item|matter|decision|application|report))\b"
)
# "ACTION: Clerk to place on the May agenda": of what, the sentence before says
_TO_AGENDA = re.compile(
    r"\W*(?i:actions?\b\W*)?(?:(?:The )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3} (?:was asked )?to )?"
    r"(?i:place|put|add|include)d? (?:(?:this|it|back) )*(?:on|to|onto|in) (?:the |our )?(?:[\w’'-]+ ){0,4}?"
    r"(?i:agenda)\b[^.;]{0,40}\W*$"
)
_OF_NOTHING = re.compile(r"[Ii]t was (?:\w+ )?(?:agreed|decided|resolved|felt|noted|suggested|proposed)\b")
# "It was accordingly put back": the sentence before is why
_FOLLOWS = re.compile(r"\b(?:[Tt]herefore|[Aa]ccordingly|[Tt]hus|[Hh]ence|[Cc]onsequently)\b")
_TELLS = re.compile(rf"{FINITE.pattern}|\b[a-z]{{3,}}ed\b")
_CONJUNCTION = re.compile(r"(?:[Aa]s|[Ss]ince|[Bb]ecause(?! of))\b")  # "AS" are somebody's initials
_SAY_NOTHING = frozenset(
    re.findall(
        r"\w+",
        "as since because of there it this that they he she we who was were is are has have had be been so the an",
    )
)
_NO_SUBJECT = re.compile(r"(?:will|would|shall|should|could|can|may|might)\b")
_BARE = 16  # words: "To come back in November." says no more than that
# what is not so, said of anything but the business itself: "there was not time", not "the lease was not discussed"
_NOT_SO = re.compile(
    r"^(?!(?:if|unless|whether)\b).*\b(?:is|are|was|were|has|have|had|do|does|did|could|can)(?:n[’']t| not)\b"
    r"(?! (?:be |been |to |yet |then |now |being )*(?:add|discuss|consider|taken|take\b|decid|agree|pursu|proceed"
    r"|settl|resolv"
    r"|made\b|make\b|dealt|deal\b|address|conclud|approv|support|adopt|object|oppos|wish|want|vote|carried|carry"
    r"|determin"
    r"|debat|press|raise|mov|second|accept|a |an |the |only\b))",
    re.IGNORECASE,
)
# what is not yet: the whole clause that says so
_WANTING = re.compile(
    r"\b(?i:no(?! (?:(?:further |other )?(?:business|discussion|questions)|vote|seconder|progress|decision|need"
    r"|action|objection|comment|further (?:progress|action|development"
    r"|comment))s?)(?= [a-z])|nothing|none|not yet|(?-i:yet) to|insufficient|not enough|too late|lack of"
    r"|(?:does|do|did) not have|yet been|not (?:been|having|available|received|ready|able|present|known|met"
    r"|completed"
    r"|produced|attend\w*|possible|confirm\w*|reached|had)|has not|have not|had not|unable|unavailable|cannot"
    r"|could not|delayed|unwilling|reluctant"
    r"|awaited|await(?:s|ing)?|(?:is|are|was|were|been|still) waiting|waiting (?:for|on|to|until|upon)"
    r"|(?<=[a-z] )(?:outstanding|pending)(?=\W*$|[.,;:)]| (?:from|at|since|and|as|until|with)\b)"
    r"|(?:is|are|was|were|still|yet|remains?) (?:outstanding|pending)|still|(?:currently |now )?under (?:review"
    r"|discussion)"
    r"|in the process of|missing|(?:dependent|contingent|conditional) (?:up)?on|depend(?:s|ed)? (?:up)?on"
    r"|only (?:a|an|one|two|three|four|half|part|some|few|\d+)(?= (?:[\w’'-]+ ){1,6}?(?:was|were|had|has|have|came"
    r"|arrived)\b)"
    r"(?![^.;,]{0,200}?\b(?:against|oppos|dissent|abstain|vot|favou?r|second))"
    rf"|being (?!against|carried|agreed|put\b|{_CHARGED}\b)[a-z]+(?:ed|t)"
    r"|(?:is|are|was|were) (?:still |currently "
    r"|now )?(?:investigat|consider|look|prepar"
    r"|work|await|wait|seek|deal)ing(?! forward)|(?:is|are|was|were) expected"
    r"|(?:was|were|is|are|been) cancell?ed|need(?:s|ed)? to be|need(?:s|ed) (?:further|more|some)"
    r"|(?:was|were|is|are) (?:needed|required)|wrong time|too (?:early|soon|busy|small)|very busy"
    r"|(?:is|are) to be (?:inspected|investigated|checked|clarified|priced|costed))\b"
)
# what a clause says further of what is wanting is no reason
_BESIDES = re.compile(
    r" (?:that|which) (?:will|would)\b| with (?:the intention|a view)\b| and it was\b| on advice\b| regarding\b"
)
# "The engineer had left, so nothing could be done": what follows is not why, what comes before is
_CONSEQUENCE = LatePattern(
    rf"(?<=[^.;,\s]),? (?:and )?(?:so|therefore|thus|hence|consequently),? "
    rf"(?P<then>(?={HEAD}|nothing\b|(?:[\w’'-]+ ){{0,3}}?{PUT_OFF})[^.;]+)"
)
# where a clause goes on to the putting-off itself: "the report was not ready and so was held over"
_GOES_ON = re.compile(
    rf"(?:, | [-–] |,? \b(?:and|so|but)\b )(?:[\w’']+ ){{0,6}}?(?:{PUT_OFF}|(?i:tabled)\b)"
    r"|,? \b(?:and|so) (?:(?:it|this|they|the \w+) )?(?:will|would|should|(?:is|are|was|were) to) "
    r"(?:be (?:discussed|considered|reviewed|decided|revisited|taken up|brought back)|come back)\b"
    r"|,? \band (?:then )?(?:(?:a|the|any) )?(?:final )?decisions? (?:(?:to be|will be|would be|be) )?(?:made|taken)\b"
)
# that it is not settled yet is what was put off, and not why
_STILL_OPEN = re.compile(
    r"(?:.*\b(?:is|are|was|were) )?still (?:[\w’'-]+ ){0,5}?to be (?:decided|made|agreed|settled|determined|considered"
    r"|discussed|resolved)\W*",
    re.IGNORECASE,
)
# "for the following reasons:"
_TO_FOLLOW = re.compile(r"\breasons?(?: \w+)?\W*:\W*$", re.IGNORECASE)
# "Steve to price the gate", "ACTION: Clerk to ask"
_BIDS = re.compile(r"(?:ACTIONS?\b\W*)?(?:The )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3} (?:to|will|is trying to) [a-z]+")
_PURPOSE = re.compile(r"(?:in order )?to\b|so\b", re.IGNORECASE)  # of what is done there, and not of a waiting
# why somebody may not take part or stand, and not why a thing waits
_OF_SOMEBODY = re.compile(r"\bconflicts? of interests?\b", re.IGNORECASE)
# what comes first: "a meeting should be held before any decision is made"
_FIRST = re.compile(
    r"^(?:.*\b(?:agreed|resolved|decided|felt|suggested|stated|said|noted|advised|moved|asked|requested) (?:that|to) )?"
    r"(?P<why>[^.;]{10,200}?),? (?:before|prior to) (?:(?:a|any|the|its|making|taking"
    r"|reaching|bringing|coming|giving) )?(?:(?:a|any|the|this|it|final|further|list|matter|item"
    r"|formal) )*(?:decisions?|deciding"
    r"|commitment|committing|back|coming back|bringing|returning|proceeding|moving|going ahead|approval)\b"
)


def reason_in(text: str, before: str = "", after: str = "") -> str:
    """The clause that gives the reason, verbatim, or empty.

    What a connective joins comes first, then what is said to be wanting, in the sentence itself or in the one beside it
    where one of the two points back to the other; then what is to be done first, and on what the matter waits; last
    what is merely said not to be so.

    It matters for fairness: where the sentence next to a putting-off says why, none may be said not to be found.
    """
    near = before if _points_back(text) else ""
    ways: tuple[Callable[[], str], ...] = (
        lambda: before.strip(" .") if _NOT_REACHED.search(text) and _LATE.search(before) else "",
        lambda: _stated(text),
        lambda: _stated_beside(text, before, after),
        lambda: _to_be_done(text),
        lambda: _not_so(text),
        lambda: _not_so(near),
    )
    return next((why for way in ways if _says_why(why := way())), "")


# "By now it was past ten o'clock. The lease was not reached."
_NOT_REACHED = re.compile(
    r"\bnot (?:reached|got to|come to|taken|dealt with|considered|discussed)\b|^\W*(?:Nor|Neither)\b"
)
_LATE = re.compile(
    r"\b(?:past|after|nearly|almost|gone|struck) (?:\w+ ){0,2}o[’']clock\b|\b(?:hour|evening) (?:was|being|grew) late\b"
    r"|\blateness\b|\b(?:getting|growing) late\b|\bout of time\b"
    r"|\btime (?:was|being|ran|had run) (?:short|out)\b",
    re.IGNORECASE,
)


def _says_why(why: str) -> bool:
    """Whether a clause is whole enough to tell anything, and not a piece of one ("There was", "As the maps")."""
    words = [word for word in re.findall(r"[a-z]{2,}", why.lower()) if word not in _SAY_NOTHING]
    if _STILL_OPEN.fullmatch(why) or NO_NEWS.match(why):
        return False
    return bool(words) and (bool(_TELLS.search(why)) or not _CONJUNCTION.match(why))


def _points_back(text: str) -> bool:
    """Whether a sentence is about what the one before it says: it names no thing of its own."""
    back = _POINTS_BACK.match(text) or _TO_AGENDA.match(text)
    if back and back.group() in ("It", "it") and _OF_NOTHING.match(text):
        return False
    return bool(back or SAID.match(text))


def _stated(text: str) -> str:
    if found := _fronted(text) or _before_what_follows(text):
        return found
    because = _BECAUSE.search(text)
    if because and not (because["why"].lower().startswith("so ") and _WANTING.search(text, 0, because.start())):
        return _without_the_act(because["why"])
    if phrase := _PHRASE.search(text):
        return phrase.group()
    return _first(_WANTING, text)


def _first(pattern: re.Pattern[str], text: str) -> str:
    """The first clause that says by `pattern` what is wanting, without the putting-off and what is said besides."""
    parts = (part for clause in _with_subjects(text) if not _WAITS.match(clause) for part in _without_acts(clause))
    return _BESIDES.split(next((part for part in parts if pattern.search(part)), ""), maxsplit=1)[0].strip(" ,:-")


def _with_subjects(text: str) -> list[str]:
    """The clauses in order, one that has no subject of its own ("and will be unable to come") with the one before."""
    found: list[str] = []
    for clause in clauses(text):
        whole = f"{found[-1]} and {clause}" if found and _NO_SUBJECT.match(clause) else clause
        found.append(whole if whole in text else clause)
    return found


def _without_acts(clause: str) -> list[str]:
    """A clause up to the putting-off in it; where that comes first, what is set off from it by commas."""
    bare = _without_the_act(clause)
    return [bare] if not is_said(bare) else [part for part in bare.split(", ") if not is_said(part)]


def _not_so(text: str) -> str:
    return _first(_NOT_SO, text)


def _without_the_act(clause: str) -> str:
    """A reason as far as the putting-off itself, which is no reason for itself."""
    on = _GOES_ON.search(clause)
    return clause[: on.start() if on else len(clause)].strip(" ,:-")


def _before_what_follows(text: str) -> str:
    """What is said before ", so", where the putting-off, or what could not be done, follows from it."""
    found = _CONSEQUENCE.search(text)
    if not found:
        return ""
    why = re.split(STOP, text[: found.start()])[-1].lstrip()
    if is_said(why) or _BECAUSE.search(why):
        return ""
    first = next(iter(clauses(why)), "")
    follows = any(pattern.search(found["then"]) for pattern in (SAID, _WANTING, _NOT_SO))
    return why[why.find(first) :] if first and follows else ""


def _fronted(text: str) -> str:
    """The clause that opens a sentence and says why, where its main clause follows without a comma."""
    found = _FRONTED.search(text)
    return found["why"] if found else ""


def _stated_beside(text: str, before: str, after: str) -> str:
    if _TO_FOLLOW.search(text):
        return after.strip(" ,:-")
    before, after = ("" if _OF_SOMEBODY.search(beside) else beside for beside in (before, after))
    if _POINTS_BACK.match(after) and (found := _BECAUSE.search(after)):
        return found["why"].strip(" ,:-")
    if before and _FOLLOWS.search(text):
        return _stated(before) or next((clause for clause in reversed(clauses(before)) if _TELLS.search(clause)), "")
    if _BIDS.match(before):  # why somebody is to do something
        return ""
    if _POINTS_BACK.match(text):
        return _stated(before)
    brief = len(text.split()) <= _BARE and not _is_of_its_own(text)
    return why if brief and not _PURPOSE.match(why := _stated(before)) else ""


def _is_of_its_own(text: str) -> bool:
    """Whether an entry names what it is about ("Lych gate – ongoing"), so that the one above it is about another."""
    name = RUN_IN.match(text)
    return name is not None and not FINITE.search(name.group()) and not is_said(name.group())


def _to_be_done(text: str) -> str:
    parts = clauses(text)
    # beside a clause that puts the matter off already, an errand is the next step and no reason
    told = next((part for part in parts if is_said(part) or re.search(r"\b(?:until|till)\b", part)), "")
    errands = (found for part in parts if told in ("", part) and (found := _ERRAND.search(part)))
    if found := _FIRST.search(text) or next(errands, None):
        return found["why"].strip(" ,:-")
    condition = _CONDITION.search(text)
    return own_words(text, condition).strip(" ,:-") if condition else ""
