"""Who moves, who decides, who reports, to whom and how it ended: the parties of an event, as its words give them.

Each function takes the reading text of a statement and returns the phrases as printed, empty where the text
does not say. Neighbouring statements are asked only where they are handed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from matters_arising.extract.clauses import STOP
from matters_arising.extract.lending import lends_to_line_before, lends_to_line_behind
from matters_arising.nlp.late import LatePattern
from matters_arising.nlp.people import (
    OFFICE,
    PARTICIPLE,
    PEOPLE,
    PERSON,
    bare_of_marks,
    doer,
    first_person,
    is_person,
    own_name,
    subject,
)

_NOT_SECOND = r"(?<!second )(?<!seconded )(?<!2nd )"
_MOVED_BY = LatePattern(
    rf"(?:\b(?:[Pp]roposed|PROPOSED|[Mm]oved|MOVED|[Nn]ominated|[Pp]ut forward|[Rr]ecommended|[Ss]uggested) by:?"
    rf"|\b(?:[Mm]otion|MOTION) (?:of|by|from)|\b[Pp]roposal (?:of|by)(?= (?:(?!{STOP}).){{0,60}}[Ss]econd)"
    rf"|\b[Mm]otion (?:was )?(?:made|moved) by:?|\b[Mm]over:?)\s*({PEOPLE})"
    rf"|\bby ({PEOPLE}),? (?:and )?(?:[Ss]econd(?:ed)?|2nd)\b"
)
_SECONDING = r"[Ss]econd(?:ed|er)?|SECOND(?:ED)?|2nd(?:ed)?"
# "It was moved J Orr, seconded T Tarn"; who is proposed by somebody named before it moves nothing
_MOVED_AND_SECONDED = LatePattern(
    rf"(?:^|[,.;:(–-]\s*|\b(?:was|were) )(?:[Mm]oved|[Pp]roposed):? ((?>{PERSON}))\.?,? (?:and )?(?:{_SECONDING})\b"
    rf"|({PERSON})(?: \([^()]{{1,30}}\))?, [Ss]econded by [^.;,]{{3,60}}, (?:moved|proposed)\b"
)
# "RESOLVED (Orr/Tarn) that"
_PAIR_IN_BRACKETS = re.compile(
    r"\b(?i:resolved|moved|motion|carried)\b[^().;a-z]{0,20}\(([A-Z][\w’'-]+)\s?/\s?([A-Z][\w’'-]+)\),? that\b"
)
# "MOVED BY COUNCILLOR ANN ORR that": what is in capitals throughout is no heading that runs in
_CAPITALS = r"((?:(?!(?:THAT|AND|SECONDED|MOVED|BY|TO|CARRIED)\b)[A-Z][A-Z.’'-]*\b\.? ?){1,5})"
_MOVED_IN_CAPITALS = re.compile(
    rf"\b(?:MOVED|PROPOSED|Moved|Proposed) (?:BY|by):? {_CAPITALS}(?=that\b|THAT\b|and\b|AND\b|[.,;]|$|SEC|[Ss]ec)"
)
# "Treasurer: Ann Orr Nominated: Tom Tarn": who names somebody for an office, and not who is named
_NOMINATED = LatePattern(rf"^[^:]{{3,40}}: ?{PERSON} [Nn]ominated ?: ?({PERSON})")
_MOVED_AT_END = LatePattern(
    r"^(?:Moved|Motion) to (?:accept|adopt|approve|receive|confirm|adjourn|close)\b[^:;]{3,150}:"
    rf" ({PERSON})\.?$"
)
# "ORR: That the minutes be adopted", "Tom: motion to close": the name may as well be a heading
_BEFORE_MOVED_TEXT = re.compile(
    r"^(?:[^.;:]|\d[.]){0,40}?\b([A-Z][A-Z’'-]{2,})\s?[:–—-]\s+(?:That|Further to|Whereas)\b"
    r"|^([A-Z][\w’'-]+)\s?[:–—-]\s+[Mm]otion (?:that|to)\b"
)
_SPEAKS = re.compile(r"^([A-Z][\w’'-]+)(?: [–—-]|\s?:) (?=\w)")
_MAKES_MOTION = LatePattern(
    rf"({PEOPLE}),? (?:then |also |again |has |had )*"
    r"(?:(?:made|makes|brought|brings|put|puts) (?:an?|the|another)(?: new)? motion|motioned)\b"
)
# the words of the motion stand between, and may themselves say from whom or by whom a thing comes
_MOTION_TO_BY = LatePattern(rf"\b[Mm]otion\b[^.;]{{0,200}}? {_NOT_SECOND}(?:by|from)\s*({PEOPLE})")
_MOVES = LatePattern(
    rf"({PEOPLE})(?:, (?:\d+ [^,.;]{{3,40}}|{OFFICE}[^,.;]{{0,40}}),)?,? "
    r"(?:then |also |has |have |had |again |further |[a-z]+ly )*(?:moved"
    r"|propos(?:ed|es)|suggest(?:ed|s)|ask(?:ed|s)|request(?:ed|s)|recommend(?:ed|s)|nominated|urged|enquired|inquired"
    r"|wondered|offered|felt|thought|wish(?:es|ed)|want(?:s|ed)|call(?:s|ed) for|put forward|would (?:like"
    r"|be grateful|prefer)"
    r"|invited|applied)\b"
)
# what may go on behind a mover; any other small word makes of the name one of a thing ("Moved Camp approval")
_SMALL = (
    r"(?:that|to|and|but|we|the|an?|as|for|in|on|at|be|by|with|from|who|it|all|his|her|its|their|our|this|these|is|was"
    r"|were|has|had|sec\w*|2nd)"
)
# "Proposed Cllr X" with no "by" is a label; within a sentence it is the thing proposed
_MOVER = LatePattern(
    rf"(?:^|[.;,:)–-]\s*)(?:Proposed|PROPOSED|(?:Amendment m|M)oved|MOVED|Proposer|Prop|Motion"
    r"|Pro(?=\.? [^.;,]{3,40}, 2nd\b))\b ?[.:]?\s*[–-]?"
    rf"\s*((?>{PERSON}))(?! (?!{_SMALL}\b)[a-z]{{3,}})"
    rf"|\bMOTION:?\s*[–-]?\s*({PERSON})(?=[,;/]?\s*(?:and )?(?:[Ss]econd|SECOND|2nd))"
)
_AND_MOVES = re.compile(
    r"\b(?:and|but|who) (?:also |then )?(?:asked|suggested|proposed|requested|wondered|recommended|moved)\b"
)
_TORN = 8  # words
_TORN_NAME = re.compile(r"(?:^|\s)(?:(?:[A-Z]\.){1,3}|(?:Mr|Mrs|Ms|Dr|Rev|Cllr|Cr)\.)$")
_RECITAL = re.compile(r"(?i:(?:now,? |and )*(?:therefore|whereas|that|be it)|resolved)\b")
_SENDER = LatePattern(
    rf"^(?:From )?({PEOPLE})(?: [-–]|:|,)? (?:(?:thanking|advising|informing)\b[^.;]{{0,80}} and )?"
    r"(?:[Rr]equest(?:ing)?|[Aa]sking|[Ee]nquiring|[Ii]nviting|[Ii]nvitation|[Ss]eeking|[Aa]pplying|[Aa]pplication)\b"
)
_IN_A_LETTER = re.compile(
    r"(?i:requesting|asking|enquiring|advising|offering|thanking|informing|inviting|confirming|requests? (?:for"
    r"|to)|application (?:for|to))\b"
)
_GIVES_REPORT = LatePattern(
    rf"^({PEOPLE}) (?:then |also )?(?:provided|gave|presented|read|delivered|reported on|reports on"
    rf"|updated)\b(?=[^.;]*\b(?:update|report|overview"
    r"|presentation|progress|summary|Board|Council|Committee|members)\b)"
)
_REPORT_BY = LatePattern(
    rf"\b(?:report|update|presentation)\b[^.;]{{0,40}} (?:given|provided|presented|made) [^.;]{{0,30}}?by ({PEOPLE})"
)
_LISTED_BY = LatePattern(
    rf"^(?:Approved|Refused|Granted|Supported|Agreed|Rejected|Objected to) by ((?:the )?{PERSON}):?$"
)
_TELLS = LatePattern(
    rf"^({PEOPLE})(?: [-–]|:|,)? (?:advising|informing|thanking|confirming|notifying|offering|stating)\b"
)
_SENT = (
    r"\b(?:[Ll]etters?|[Ee]-?mails?|[Rr]equests?|[Ii]nvitations?|[Aa]pplications?|[Cc]orrespondence|[Rr]esponse"
    r"|[Rr]eply"
    r"|[Nn]otification|[Cc]ommunication|[Nn]ews|[Ii]nformation|[Oo]ffer|[Pp]roposal|[Rr]eport|[Ff]eedback"
    r"|heard)\b[^.;]{0,60}? from "
)
_LETTER = LatePattern(rf"{_SENT}({PEOPLE})(?![’']s?\b)")
# "seconded the Treasurer's report" is what, and not by whom
_SECONDER = LatePattern(
    rf"(?:[Ss]econd(?: ?ed)?|SECOND(?:ED)?|2nd(?:ed)?|[Ss]ec)\b"
    rf"(?: ?[:.]\s*(?:by\b:?\s*)?|\s*by\b:?\s*|\s*(?!\s*the\b))({PERSON})"
)
_SECONDS = LatePattern(
    rf"({PERSON}),? (?:duly )?(?:[Ss]econded\b(?!\s*(?:by\b|[:–-]|[A-Z]))|2nded\b"
    r"|seconds?(?=[.;,]|$| (?:it|this|that|the motion)\b))"
)
# "Ms Orr and Mr Tarn proposed and seconded the accounts": one each
_EACH = LatePattern(
    rf"((?>{PERSON})),? (?:and|&) ((?>{PERSON})) (?:duly |respectively )?(?:proposed|moved) and seconded\b"
)
# atomic: two long names that no colon follows must not be tried in every division
_PAIR = LatePattern(rf"^(?:[\w./-]*\d[\w./-]*\s+)?((?>{PERSON}))\s*(?:[,/&]|\band\b)\s*((?>{PERSON}))\s*:(?:\s|$)")
_REPORTER = LatePattern(
    rf"({PEOPLE}),? (?:has |had |have |then |also |again |now |recently )*(?:reports?|reported|advises?|advised"
    rf"|confirms?|confirmed|informed|replied|responded|commented|presented|stated|said|noted"
    rf"|explained|told"
    r"|updated|announced|mentioned|gave|provided|contacted|wrote|written|spoke|met|attended|sent|received"
    r"|completed)\b"
)
_BODY = (
    r"(?:(?:[Tt]he |[Aa]ll |[Tt]his )?(?:(?!(?:and|that|by|or|but)\b)[A-Z]?[a-z]+ )?(?:[Cc]ouncil"
    r"|[Bb]oard(?: of [A-Z][a-z]+)?|[Cc]ommittee|[Mm]embers(?: present)?|[Gg]overnors"
    r"|[Tt]rustees|[Gg]roup|[Mm]eeting|[Cc]ouncillors|[Ee]veryone(?: present)?|[Tt]hose present|present"
    r"|[Tt]he [A-Z]{2,6}|Parish"
    r"|(?:Town(?:ship)?|City|County|Village|Borough) of [A-Z][a-z]+))"
)
_SETTLES = (
    r"(?:agree[ds]?|agreement|resolve[ds]?|decide[ds]?|approve[ds]?|adopt(?:s|ed)?|note[ds]?|accept(?:s|ed)?"
    r"|vote[ds]?|reject(?:s|ed)?"
    r"|appoint(?:s|ed)?|elect(?:s|ed)?|defer(?:s|red)?|postpone[ds]?|table[ds]?|refer(?:s|red)?|expressed"
    r"|support(?:s|ed)?|direct(?:s|ed)?"
    r"|authori[sz]e[ds]?|instruct(?:s|ed)?|grant(?:s|ed)?|oppose[ds]?|object(?:s|ed)?|refuse[ds]?|decline[ds]?"
    r"|confirm(?:s|ed)?"
    r"|ratif(?:y|ies|ied)|receive[ds]?|endorse[ds]?|strongly)"
)
_DECIDER = re.compile(
    rf"\b({_BODY}) (?:then |unanimously |all |therefore |also |has |have |had |were (?:all "
    rf"|unanimously )?in )*(?:[a-z]+ed [^.;]{{3,60}}? and )?{_SETTLES}\b"
)
_DECIDED_BY = re.compile(
    r"\b(?i:approved|adopted|agreed|resolved|accepted|supported|ratified|decided|rejected|refused|passed|noted"
    r"|carried|decision)\b"
    rf"[^.;,]{{0,40}}? by ({_BODY})"
)
# "Minutes of the last meeting approved": the minutes were, and not by the meeting
_OF_A_THING = re.compile(
    r"\b(?:minutes|notes|record|reports?|accounts|agenda|dates?|actions?|recommendations?|requests?)\b[^.;]{0,60}?"
    r" (?:of|from|by|for|to)\s*$",
    re.IGNORECASE,
)
_AGENT = LatePattern(rf"\b{PARTICIPLE} (?:[a-z]+ly )?by ({PEOPLE})")
_THAT_HAD = LatePattern(rf"\bthat ({PEOPLE}) (?:has|have|had) (?:now |also |already )?[a-z]+\b")
# "Bus shelters - TW": who speaks to the item; "Treasurer's Report": whose it is
_SPEAKS_TO = re.compile(r"[-–:(] ?((?:[A-Z]{2,3})(?:/[A-Z]{2,3})?)\)?$")
_WHOSE = LatePattern(rf"^(?:[\d.]+\s+)?({PERSON})[’']s? (?i:reports?|update)\b")
_NO_SUBJECT = re.compile(
    rf"(?i:has|have|had|is|was|will|would) (?:also |now |not )?(?!been?\b){PARTICIPLE}\b"
    r"|(?i:(?:also )?[a-z]+ed) (?!by\b|to be\b)[a-z]+"
)
_DENIED = re.compile(r"\b(?:no|nothing|none|not|never|nor|yet|apart)\b[^.;]*$", re.IGNORECASE)
_NEAR = 90  # characters before a body in which what is of it is named
_LONGEST = 2000  # characters: what is longer is a list, and its end says nothing of its beginning


def mover_and_seconder(text: str, *, before: str = "", after: str = "") -> tuple[str, str]:
    """Who put it to the body, and who seconded; the sentence itself, then the lines beside it, are asked.

    A line beside it that has a motion of its own names the mover and seconder of that motion, and not of this.
    """
    text, before, after = text[:_LONGEST], before[-_LONGEST:], after[:_LONGEST]
    torn = _with_initials(before, text)
    if torn == text and not lends_to_line_behind(before, text):
        before = ""
    after = after if lends_to_line_before(after) else ""
    pair = next((found for one in (text, before) if (found := _PAIR.match(one))), None) or _EACH.search(text)
    pair = pair or _PAIR_IN_BRACKETS.search(text)
    if pair and is_person(pair.group(1)) and is_person(pair.group(2)):
        return own_name(pair.group(1)), own_name(pair.group(2))
    named = first_person(torn, _MOVED_BY, _MOVED_IN_CAPITALS, _MOVED_AND_SECONDED, _NOMINATED, _MAKES_MOTION)
    moved = named or first_person(torn, _MOTION_TO_BY) or _opens_and_moves(torn)
    moved = moved or first_person(torn, _MOVED_AT_END, _MOVES, _MOVER, _SENDER, _LETTER)
    below = first_person(after, _MOVED_BY, _MOTION_TO_BY, _MOVER)
    if moved and below and moved != below:  # the next motion, though its line does not say of what
        after = ""
    moved = moved or below or first_person(before, _MOVED_BY, _MOTION_TO_BY)
    seconder = _like(moved, _seconder(torn, before, after), torn)
    alone = re.sub(rf",? (?:and|&) {re.escape(seconder)}$", "", moved) if seconder else moved
    return alone, seconder


def _seconder(text: str, before: str, after: str) -> str:
    own = first_person(text, _SECONDER, _SECONDS) or first_person(after, _SECONDER, _SECONDS)
    return own or first_person(before, _SECONDER)


def _like(mover: str, seconder: str, text: str) -> str:
    """A seconder without the name of a thing that runs into it ("Ann Bell First Reading of the by-law"), which shows by
    what the thing is of: minutes name who moves and who seconds in one manner."""
    names, mark = seconder.split(), f"{seconder} of "
    runs_on = len(names) >= len(mover.split()) + 2 > 3 and mark in text
    return " ".join(names[: len(mover.split())]) if runs_on else seconder


def _opens_and_moves(text: str) -> str:
    """Who opens a sentence and, in it, moves or asks."""
    moves = _MOVES.match(text)
    return doer(text) if moves or _AND_MOVES.search(text) else ""


def _with_initials(before: str, text: str) -> str:
    """A line with the end of the line before it, where the break tore a name ("Proposed by A." "Reed, …")."""
    return f"{' '.join(before.split()[-_TORN:])} {text}" if _TORN_NAME.search(before) else text


def before_moved_text(text: str, before: str = "") -> str:
    """The one word that stands as a label before what is moved, in its line or at the end of the line above.

    >>> before_moved_text("12/31 ORR: That the oar be mended."), before_moved_text("That it be mended.", "OARS ORR -")
    ('ORR', 'ORR')
    """
    match = _BEFORE_MOVED_TEXT.match(text) or _BEFORE_MOVED_TEXT.match(f"{before} {text}")
    return match[match.lastindex or 0] if match else ""


def speaks(text: str) -> str:
    """The one word before a colon or a dash that opens a note of what somebody says; it may as well be a heading.

    >>> speaks("Tom - suggest a new oar."), speaks("Tom suggested a new oar.")
    ('Tom', '')
    """
    match = _SPEAKS.match(text)
    return match[1] if match else ""


def resolution_by(text: str, earlier: Sequence[str]) -> str:
    """Who moved the resolution whose recitals and clauses stand line by line below the line that names the mover."""
    if not _RECITAL.match(text):
        return ""
    pairs = (match for one in earlier if (match := _PAIR.match(one)))
    return next((match.group(1) for match in pairs if is_person(match.group(1))), "")


def opens_motion(text: str) -> bool:
    """Whether a line opens a numbered motion with its mover and seconder ("2031-14 T. Bailey, D. Yoon: That …")."""
    return bool(_PAIR.match(text))


def reporter(text: str) -> str:
    """Who reports, or is reported to have acted."""
    named = doer(text) or first_person(text, _REPORTER)
    return named or _writer(text) or first_person(text, _SENDER, _TELLS, _AGENT, _THAT_HAD)


def _writer(text: str) -> str:
    """From whom something came; nobody where the text says that nothing did."""
    letter = _LETTER.search(text)
    return "" if letter and _DENIED.search(text[: letter.start(1)]) else first_person(text, _LETTER)


def sender(text: str, heading: str) -> str:
    """Whose letter it is, where the heading names the sender and the text says what is asked or told."""
    return subject(heading) if _IN_A_LETTER.match(text) else ""


def reported_by(earlier: Sequence[str]) -> str:
    """Who gives the report that a statement is part of: said in a statement before it, the nearest first."""
    return next((name for one in earlier if (name := first_person(one, _GIVES_REPORT, _REPORT_BY))), "")


def speaks_to(heading: str) -> str:
    """Who speaks to an item, or whose report it is, where the heading says so.

    >>> speaks_to("Bus shelters - TW"), speaks_to("Treasurer's Report"), speaks_to("Bus shelters")
    ('TW', 'Treasurer', '')
    """
    return first_person(heading, _SPEAKS_TO, _WHOSE)


def lacks_subject(text: str) -> bool:
    """Whether a statement opens with what somebody has done, and leaves out who.

    >>> lacks_subject("had reminded the ferryman."), lacks_subject("The ferryman was reminded.")
    (True, False)
    """
    return bool(_NO_SUBJECT.match(bare_of_marks(text)))


def listed_by(earlier: Sequence[str]) -> str:
    """Who settled all that a list names, by the line above it ("Approved by the Parish:")."""
    return next((match.group(1) for one in earlier if (match := _LISTED_BY.match(one))), "")


def decider(text: str) -> str:
    """The body that settles it, where the sentence names it."""
    named = (
        match
        for match in _DECIDER.finditer(text)
        if not _OF_A_THING.search(text[max(0, match.start(1) - _NEAR) : match.start(1)])
    )
    return next((match.group(1) for match in named if is_person(match.group(1))), "") or first_person(text, _DECIDED_BY)
