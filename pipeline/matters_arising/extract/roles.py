"""Who, to whom, how it ended, by what vote: the attributes of an event that its own words give.

Each function takes the reading text of a statement and returns the phrases as printed, empty where the text
does not say. Nothing is guessed from outside the statement, except what a margin or action column prints beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from matters_arising.extract.times import DAY, GATHERING, MONTH, SPELL, is_named
from matters_arising.models import Statement
from matters_arising.nlp.people import PARTICIPLE, PEOPLE, PERSON, doer, is_person, last_named, own_name, subject
from matters_arising.vocab import Outcome

_MOVED_BY = re.compile(
    rf"(?:\b(?:[Pp]roposed|PROPOSED|[Mm]oved|MOVED|[Nn]ominated|[Pp]ut forward|[Rr]ecommended|[Ss]uggested) by:?"
    rf"|\b[Mm]otion\b[^.;]{{0,200}}? (?:by|from)|\b[Mm]otion (?:was )?(?:made|moved) by:?|\b[Mm]over:?)\s*({PEOPLE})"
    rf"|\bby ({PEOPLE}),? (?:and )?[Ss]econd(?:ed)?\b"
)
_MOVES = re.compile(
    rf"({PEOPLE}),? (?:then |also |has |have |had |again |kindly |further )*(?:moved|(?:made|brought|put) (?:a|the|another)(?: new)? motion"
    r"|propos(?:ed|es)|suggest(?:ed|s)|ask(?:ed|s)|request(?:ed|s)|recommend(?:ed|s)|nominated|urged|enquired|inquired"
    r"|wondered|offered|felt|thought|wish(?:es|ed)|want(?:s|ed)|call(?:s|ed) for|put forward|would (?:like|be grateful|prefer)"
    r"|invited|applied)\b"
)
# "Proposed Cllr X" with no "by" is a label; within a sentence it is the thing proposed
_MOVER = re.compile(
    rf"(?:^|[.;,:)–-]\s*)(?:Proposed|PROPOSED|Moved|MOVED|Proposer|Prop|Motion)\b[.:]?\s*[–-]?\s*({PERSON})"
)
_AND_MOVES = re.compile(
    r"\b(?:and|but|who) (?:also |then )?(?:asked|suggested|proposed|requested|wondered|recommended|moved)\b"
)
_TORN = 8  # words
_TORN_NAME = re.compile(r"(?:^|\s)(?:[A-Z]\.){1,3}$")
_RECITAL = re.compile(r"(?i:(?:now,? |and )*(?:therefore|whereas|that|be it)|resolved)\b")
_SENDER = re.compile(
    rf"^({PEOPLE})(?: [-–]|:|,)? (?:(?:thanking|advising|informing)\b[^.;]{{0,80}} and )?"
    r"(?:[Rr]equest(?:ing)?|[Aa]sking|[Ee]nquiring|[Ii]nviting|[Ii]nvitation|[Ss]eeking|[Aa]pplying|[Aa]pplication)\b"
)
_IN_A_LETTER = re.compile(
    r"(?i:requesting|asking|enquiring|advising|offering|thanking|informing|inviting|confirming|requests? (?:for|to)|application (?:for|to))\b"
)
_GIVES_REPORT = re.compile(
    rf"^({PEOPLE}) (?:then |also )?(?:provided|gave|presented|read|delivered|reported on|reports on|updated)\b(?=[^.;]*\b(?:update|report|overview"
    r"|presentation|progress|summary|Board|Council|Committee|members)\b)"
)
_REPORT_BY = re.compile(
    rf"\b(?:report|update|presentation)\b[^.;]{{0,40}} (?:given|provided|presented|made) [^.;]{{0,30}}?by ({PEOPLE})"
)
_LISTED_BY = re.compile(
    rf"^(?:Approved|Refused|Granted|Supported|Agreed|Rejected|Objected to) by ((?:the )?{PERSON}):?$"
)
_TELLS = re.compile(
    rf"^({PEOPLE})(?: [-–]|:|,)? (?:advising|informing|thanking|confirming|notifying|offering|stating)\b"
)
_SENT = (
    r"\b(?:[Ll]etters?|[Ee]-?mails?|[Rr]equests?|[Ii]nvitations?|[Aa]pplications?|[Cc]orrespondence|[Rr]esponse|[Rr]eply"
    r"|[Nn]otification|[Cc]ommunication|[Nn]ews|[Oo]ffer|[Pp]roposal|[Rr]eport|[Ff]eedback|heard)\b[^.;]{0,60}? from "
)
_LETTER = re.compile(rf"{_SENT}({PEOPLE})")
_SECONDER = re.compile(rf"(?:[Ss]econd(?: ?ed)?|SECONDED|2nd(?:ed)?|[Ss]ec)\b[:.]?\s*(?:by\b:?\s*)?({PERSON})")
_SECONDS = re.compile(rf"({PERSON}),? (?:duly )?seconded\b")
_PAIR = re.compile(rf"^(?:[\w./-]*\d[\w./-]*\s+)?({PERSON})\s*(?:[,/&]|\band\b)\s*({PERSON})\s*:(?:\s|$)")
_REPORTER = re.compile(
    rf"({PEOPLE}),? (?:has |had |have |then |also |again |now |recently )*(?:reports?|reported|advises?|advised|confirms?|confirmed|informed|replied|responded|commented|presented|stated|said|noted"
    rf"|explained|told"
    r"|updated|announced|mentioned|gave|provided|contacted|wrote|written|spoke|met|attended|sent|received"
    r"|completed)\b"
)
_BODY = (
    r"(?:(?:[Tt]he |[Aa]ll |[Tt]his )?(?:(?!(?:and|that|by|or|but)\b)[A-Z]?[a-z]+ )?(?:[Cc]ouncil|[Bb]oard(?: of [A-Z][a-z]+)?|[Cc]ommittee|[Mm]embers|[Gg]overnors"
    r"|[Tt]rustees|[Gg]roup|[Mm]eeting|[Cc]ouncillors|[Ee]veryone(?: present)?|[Tt]hose present|present|[Tt]he [A-Z]{2,6}|Parish"
    r"|(?:Town(?:ship)?|City|County|Village|Borough) of [A-Z][a-z]+))"
)
_SETTLES = (
    r"(?:agree[ds]?|agreement|resolve[ds]?|decide[ds]?|approve[ds]?|adopt(?:s|ed)?|note[ds]?|accept(?:s|ed)?|vote[ds]?|reject(?:s|ed)?"
    r"|appoint(?:s|ed)?|elect(?:s|ed)?|defer(?:s|red)?|postpone[ds]?|table[ds]?|refer(?:s|red)?|expressed|support(?:s|ed)?|direct(?:s|ed)?"
    r"|authori[sz]e[ds]?|instruct(?:s|ed)?|grant(?:s|ed)?|oppose[ds]?|object(?:s|ed)?|refuse[ds]?|decline[ds]?|confirm(?:s|ed)?"
    r"|ratif(?:y|ies|ied)|receive[ds]?|endorse[ds]?|strongly)"
)
_DECIDER = re.compile(
    rf"\b({_BODY}) (?:then |unanimously |all |therefore |also |has |have |had |were (?:all |unanimously )?in )*{_SETTLES}\b"
)
_DECIDED_BY = re.compile(
    r"\b(?i:approved|adopted|agreed|resolved|accepted|supported|ratified|decided|rejected|refused|passed|noted|decision)\b"
    rf"[^.;,]{{0,40}}? by ({_BODY})"
)
_OUTCOMES = (
    (
        Outcome.REJECTED,
        r"\b(?:not (?:carried|approved|agreed|adopted)|lost|defeated|failed|fails|rejected|refused|declined"
        r"|dismissed|denied|turned down|not to|no action|nothing further|object(?:ed|ion)s? (?:to|be))\b",
    ),
    (Outcome.WITHDRAWN, r"\bwithdrawn\b|\bwithdrew\b"),
    (Outcome.APPOINTED, r"\b(?:appointed|elected|re-elected|co-opted|appointment of|nominated as)\b"),
    (
        Outcome.AMENDED,
        r"\b(?:as amended|amended|with (?:the )?(?:following )?(?:amendments?|changes?|corrections?))\b",
    ),
    (Outcome.NOTED, r"\b(?:noted|receive(?:d)? and file|for information|received|accept(?:ed)? and file)\b"),
)
_OUTCOME_PATTERNS = tuple((outcome, re.compile(pattern, re.IGNORECASE)) for outcome, pattern in _OUTCOMES)
_ROLL = r"(?:[Aa]ye|AYE|[Yy]ea|YEA|[Nn]o|NO|[Nn]ay|NAY|[Yy]es|YES|[Aa]bst\w*|ABST\w*|[Aa]bsent|ABSENT|[Rr]ecused?)s?"
_VOTES = (
    # how many: "6:0", "5-2", "4 for and 1 against", "5 votes for the motion and 2 abstentions"
    re.compile(r"\b\d{1,2}\s?[:–-]\s?\d{1,2}(?:\s?[:–-]\s?\d{1,2})?(?=\s*(?:\)|vote|,|;|\[|\.?$|\.?\n))"),
    # all, and then whose
    re.compile(r"\bUNANIMOUSLY\s\[[^\]]{3,300}\]"),
    # whose vote was which: "Ayes: A, B; Noes: none", "A – aye, B – no", "FOR A, B"
    re.compile(
        rf"\b(?:FOR|Ayes?|AYES?|Yeas?|YEAS?|Yes|YES)\b\s*[:–-]?\s*[^.]{{1,200}}\b(?:{_ROLL}|AGAINST)\b[^.]{{0,80}}"
    ),
    re.compile(rf"[A-Z][\w’'-]+ [–-] {_ROLL}\b(?=[,.;\])]|$| and )(?:,? (?:and )?[A-Z][\w’'-]+ [–-] {_ROLL}\b)*"),
    re.compile(r"^(?:[\w ]{1,20}:\s*)?(?:FOR|Ayes?|AYES?|Yeas?|YEAS?|Yes|YES)\b\s*[:–-]?\s*[A-Z][^.]{3,200}"),
    re.compile(
        r"\b\d+ (?i:votes? )?(?:for|in favou?r|[Aa]ye votes?)(?: (?:the|this) \w+)?(?:,| and| &|;)? ?\d+ (?i:votes? )?(?i:against|opposed|no|abst\w+)"
        r"(?:[, and]+\d+ (?i:abst\w+))?"
    ),
    re.compile(
        r"\b\d+ (?:[Aa]ye )?(?:votes? )?(?:for|in favou?r)?(?:,| and| to)? ?(?:\d+|none|no) ?(?:[Nn]o )?(?:votes? )?"
        r"(?:against|opposed)(?:[, and]+\d+ abst\w+)?|\b(?:by|vote of|vote:?)\s\d+\s?(?:[-–]|votes? to|to)\s?\d+"
    ),
    re.compile(r"\b[Uu]nanimous(?:ly)?\b|\bUNANIMOUS(?:LY)?\b|\boverwhelmingly\b"),
    re.compile(
        r"\b[Aa]ll (?:(?:were )?in (?:full )?(?:favou?r|agreement)|[Aa]greed)\b|\bby all(?: \w+)?(?: present)?\b"
        r"|\b(?:[Aa]ll (?:members|councillors|present)|[Ee]veryone)(?: present)?(?= (?:were in|was in|voted|agreed)\b)"
        r"|\b(?:by )?(?:a |the )?majority(?: vote)?\b(?= that|[.,;]|$)"
    ),
)
_ROLL_LINE = re.compile(rf"^\W*(?:{_ROLL}|FOR|AGAINST|In favou?r|Against)\b\s*[:–-]")
_TARGET = re.compile(
    r"\b(?:refer(?:red|ring)?|remit(?:ted)?|passed|delegated?|sent|forwarded|handed|transferred"
    r"|escalated)\b[^.;]{0,80}?"
    r"\b(?:back )?to ((?:the |our |its |an? )?[A-Z\w][^.;,]{2,60}?)"
    r"(?= (?:for|to|so|who|which|and|in order|with)\b|[.;,]|$)"
)
_PEOPLE = f"({PEOPLE})"
_MODAL = r"(?:to|will|would|shall|should|must|can|could)"
_UNDERTAKES = (
    r"(?:(?:agree[ds]?|agreeing|offer(?:ed|ing|s)|volunteer(?:ed|ing|s)|undert(?:ook|aken)|promise[ds]|arranged|need(?:s|ed)?"
    r"|continues?|intend(?:s|ed)?|plan(?:s|ned)?|asked|going|due|happy|willing|hop(?:es|ed|ing))(?: [a-z]+ly)? to"
    r"|(?:said|agreed|agrees|confirmed|offered)(?: that)? (?:he|she|they|it) (?:would|will))"
)
# "to be mended" has no doer
_OWNER = re.compile(
    rf"{_PEOPLE}(?:, [^,.;]{{3,60}},|,)? (?:(?:who|is|was|were|are|has|have|had|kindly|also|both|then|all|therefore|now|he|she|they|that) )*"
    rf"(?:{_MODAL}|{_UNDERTAKES})\b(?! (?:now |also |then |not |[a-z]+ly )*(?:be|have been) (?:[a-z]+ly )?{PARTICIPLE}\b)"
)
_ASKING = (
    r"(?:asked|instructed|directed|requested|tasked|authori[sz]ed|invited|urged|reminded|appointed|delegated"
    r"|asks|requests|directs)"
)
_TOLD = re.compile(
    rf"(?:{_ASKING}(?: that| for)?|(?:agreed|resolved|suggested|recommended|proposed|decided|arranged?) (?:that|for)|\bfor(?= [Tt]he )) "
    rf"{_PEOPLE},? (?:also |then )?(?:to|would|should|will|shall|as)\b"
    rf"(?! (?:also |not )?be (?:[a-z]+ly )?{PARTICIPLE}\b)"
)
# "that the Clerk write": told, in the subjunctive
_BIDDEN = re.compile(
    rf"(?:{_ASKING}|agreed|resolved|suggested|recommended|proposed|RESOLVED|AGREED|[Rr]esolved:?(?: \d\))?) [Tt]hat {_PEOPLE} "
    r"(?!(?:is|was|were|are|has|have|had|did|do|does|be|could|might|may|of|in|on|for|at|to|and|with|by|from|as)\b)"
    r"[a-z]+(?<!ed)(?<!s)\b"
)
_TASKED = re.compile(
    rf"{_PEOPLE} (?:was|were|is|are|has been|have been|had been) (?:duly |also )?{_ASKING} (?:to|with)\b"
)
# where a subject can stand: at the head of a clause; and where one cannot: behind a preposition or "if"
_OPENS = re.compile(r"(?:^|[,;:.)–—-]|\b(?:and|but|that|agreed|so|while|whilst|then|AGREED|RESOLVED|ACTION))\s*$")
_OBJECT = re.compile(
    r"\b(?:of|to|in|on|at|by|if|for|with|from|into|the|an?|about|ask|contact|request|requesting|asking|when|where|tell|whole|local|own)\s*$",
    re.IGNORECASE,
)
_BARE = 12  # words: a longer sentence is an errand of its own
_SOMEBODY = re.compile(
    r"\b((?:[Tt]he|[Aa]|[Ss]everal|[Ss]ome|[Tt]wo|[Tt]hree)(?: (?!(?:be|been|would|will|was|were|is|are)\b)[a-z]+){1,3}?)"
    r" (?:(?:has|have|had) )?(?:kindly |also )?"
    r"(?:agreed|offered|volunteered|undertaken|undertook|promised) to\b"
)
_DONE_BY = re.compile(rf"\b(?:be|been|being) (?:[a-z]+ly )?{PARTICIPLE}\b[^.;]{{0,80}}? by {_PEOPLE}")
_AGENT = re.compile(rf"\b{PARTICIPLE} (?:[a-z]+ly )?by {_PEOPLE}")
_THAT_HAD = re.compile(rf"\bthat {_PEOPLE} (?:has|have|had) (?:now |also |already )?[a-z]+\b")
_UNDER_WAY = re.compile(rf"{_PEOPLE} (?:(?:is|are|was|were|has been|have been) (?:now |still |currently )?[a-z]+ing)\b")
_SHOUTED = re.compile(r"\b([A-Z][A-Z]+(?:[ /&][A-Z]+){0,2}) TO [A-Z]{2,}")
_BRACKETED = re.compile(r"^\(([A-Z]{2,3}(?:[/&, ]+[A-Z]{2,3})*)\)\s*[–:-]?\s")
_WE = re.compile(r"\b([Ww]e) (?:will|would|should|shall|are to|agreed to|need to)\b")
# "Mr Bell told Ms Orr that he would": the one who speaks
_HIMSELF = re.compile(
    rf"{_PEOPLE},? (?:also )?[a-z]+(?:ed|s|d|t)\b[^.;]{{0,40}}? (?:he|she|they) (?:will|would|shall)\b"
)
_HE_WILL = re.compile(
    r"\b(?:(?:he|she|they) (?:also |have |has |had |kindly )*(?:will|would|shall|undertook|agreed to|offered to)"
    r"|(?:and|but|so|then) (?:also )?(?:will|would|shall) (?!be\b))\b",
    re.IGNORECASE,
)
_AT = (
    rf"(?:the )?(?:{DAY}|{MONTH}(?: \d{{4}})?)|(?i:the )?end of (?:the )?(?:[\w-]+ ){{0,3}}?(?:{MONTH}|\d{{4}}|month|year|week|term|summer|season)"
    r"|(?:early|late|mid)[- ]?(?:in )?(?:the )?(?:\w+)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Christmas|Easter"
)
_DUE = re.compile(
    rf"\b(?:by|for|at|on|until|before|in|during|prior to|attend|attending) (?P<meeting>{GATHERING})(?=[\s.,;:)]|$)"
    rf"|\b(?:by|for|at|on|until|before|in|prior to|after) (?P<at>{_AT})(?=[\s.,;:)]|$)"
    rf"|\b(?:to|onto|of) (?P<next>(?:the |a |our )?(?:(?i:next|future|following|later|subsequent)|{MONTH}) (?:[\w’'-]+ ){{0,4}}?"
    rf"(?:[Mm]eetings?|[Aa]gendas?))\b"
    r"|\b(?P<as>as soon as (?:possible|practicable)|asap|ASAP|immediately|imminently|shortly|urgently|in due course"
    r"|in the (?:new year|New Year|near future|future|coming \w+|spring|summer|autumn)|in future|during the (?:spring|summer|autumn|winter)"
    r"|next (?:week|month|year|term|edition|time [\w ]{5,50}|spring|summer|autumn)|this (?:week|month|term|evening)|tomorrow(?: \w+)?"
    r"|the following (?:week|day|month)|(?i:over the (?:next|coming) (?:few )?(?:days|weeks|months))|later (?:this|in the) (?:year|month|week)"
    rf"|within (?:the (?:next )?)?(?:\w+ ){{1,2}}?(?:days|weeks|months|timeframe|year)\b|in {SPELL}|on an? [a-z]+ basis"
    r"|at (?:a|the) (?:later|earliest|future) (?:date|opportunity|possible \w+)|for the (?:remainder|rest) of the \w+"
    r"|[Dd]ate to be agreed)\b"
)
_DUE_CLAUSE = re.compile(
    r"(?<!not )\b(?P<clause>(?i:once|when|as soon as) (?!is|are|was|did|does|the \w+ (?:is|are) to\b)[^.;,]{0,60}?"
    r"\b(?:is|are|was|were|has|have|had|can|known|available|received|completed|meet|meets)\b[^.;,]{0,50}?)(?=[.;,]|$| (?:and|but|which|a letter)\b)"
)
_ASKS_WHEN = re.compile(r"\b(?:ask\w*|enquir\w*|inquir\w*|know|wonder\w*|not|as and|see|clarify|on) $")
# the end of a row of an actions table: who, and by when
_TAIL = re.compile(
    rf"(?:^|\s)({PEOPLE}|All|ALL) (asap|ASAP|[Aa]s soon as possible|[Oo]ngoing|[Ii]mmediately|{DAY}|{MONTH}(?: \d{{4}})?|[Nn]ext meeting)\.?$"
)
_ALONE = re.compile(rf"^(?:(?P<when>{DAY}|[Dd]ate to be (?:agreed|confirmed)|TBC|tbc))\.?$")
# "Reading visit (Jo Bell/Sam Orr)": whose it is, in brackets
_IN_BRACKETS = re.compile(rf"\(({PERSON}(?:(?:/|, | and | & ){PERSON})*)\)\s*[-–]?")


_LONGEST = 2000  # characters: what is longer is a list, and its end says nothing of its beginning


def mover_and_seconder(text: str, *, before: str = "", after: str = "") -> tuple[str, str]:
    """Who put it to the body, and who seconded; the sentence itself, then the lines beside it, are asked."""
    text, before, after = text[:_LONGEST], before[-_LONGEST:], after[:_LONGEST]
    pair = next((found for one in (text, before) if (found := _PAIR.match(one))), None)
    if pair and is_person(pair.group(1)) and is_person(pair.group(2)):
        return pair.group(1), pair.group(2)
    text = _with_initials(before, text)
    moved = _first(text, _MOVED_BY) or _opens_and_moves(text) or _first(text, _MOVES, _MOVER, _SENDER, _LETTER)
    moved = moved or _first(after, _MOVED_BY) or _first(before, _MOVED_BY)
    return moved, _first(text, _SECONDER, _SECONDS) or _first(after, _SECONDER, _SECONDS) or _first(before, _SECONDER)


def _opens_and_moves(text: str) -> str:
    """Who opens a sentence and, in it, moves or asks."""
    moves = _MOVES.match(text)
    return doer(text) if moves or _AND_MOVES.search(text) else ""


def _with_initials(before: str, text: str) -> str:
    """A line with the end of the line before it, where the break tore a name ("Proposed by A." "Reed, …")."""
    return f"{' '.join(before.split()[-_TORN:])} {text}" if _TORN_NAME.search(before) else text


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
    return doer(text) or _first(text, _REPORTER, _LETTER, _SENDER, _TELLS, _AGENT, _THAT_HAD)


def sender(text: str, heading: str) -> str:
    """Whose letter it is, where the heading names the sender and the text says what is asked or told."""
    return subject(heading) if _IN_A_LETTER.match(text) else ""


def reported_by(earlier: Sequence[str]) -> str:
    """Who gives the report that a statement is part of: said in a statement before it, the nearest first."""
    return next((name for one in earlier if (name := _first(one, _GIVES_REPORT, _REPORT_BY))), "")


def listed_by(earlier: Sequence[str]) -> str:
    """Who settled all that a list names, by the line above it ("Approved by the Parish:")."""
    return next((match.group(1) for one in earlier if (match := _LISTED_BY.match(one))), "")


def decider(text: str) -> str:
    """The body that settles it, where the sentence names it."""
    return _first(text, _DECIDER, _DECIDED_BY)


def outcome(text: str) -> Outcome:
    """How a decision ended, by the words of its clause: adopted where they do not say otherwise."""
    for found, pattern in _OUTCOME_PATTERNS:
        if pattern.search(text):
            return found
    return Outcome.ADOPTED


def votes(text: str) -> str:
    """The vote as printed: a roll call, a count, or "unanimously"."""
    for pattern in _VOTES:
        match = pattern.search(text)
        if match:
            return match.group().strip(" ()")
    return ""


def vote_below(statements: Sequence[Statement]) -> str:
    """The vote that a motion or one of the lines below it prints.

    A roll call goes on for as long as lines give one, and the line that says how it ended may give the count.
    """
    for i, statement in enumerate(statements):
        if votes(statement.text):
            rest = takewhile(_goes_on, statements[i + 1 :])
            return votes("\n".join([statement.text, *(one.text for one in rest)])).replace("\n", " ")
    return ""


def _goes_on(line: Statement) -> bool:
    roll = _ROLL_LINE.match(line.text) or line.text.count("]") > line.text.count("[")
    return bool(roll) or line.form in ("vote", "outcome")


def target(text: str) -> str:
    """To whom a matter is referred."""
    match = _TARGET.search(text)
    return match.group(1).strip() if match else ""


def owner(statement: Statement, earlier: Sequence[str] = (), after: str = "") -> str:
    """Who is to act: the action column if there is one, else who is told to, or said to.

    "He will" means who was last named, in the statement or in those before it (`earlier`, the nearest first). Where
    the statement names nobody, a bare errand behind it (`after`: "The Clerk to look into it") says whose it is.
    """
    text = statement.text[:_LONGEST]
    if (tail := _tail(statement, after)) and not statement.owner:
        return tail.group(1)
    told = _errand_of(text)
    if statement.owner:  # a column for several errands; the sentence says whose this one is
        return told if told and told in statement.owner else statement.owner
    if marked := _SHOUTED.search(text) or _BRACKETED.match(text):
        return marked.group(1)
    if told:
        return told
    if statement.form == "action" and (named := subject(text)):
        return named
    if _HE_WILL.search(text) and (meant := last_named([text, *earlier])):
        return meant
    if match := _WE.search(text):
        return match.group(1)
    if statement.form == "heading" and (named := _IN_BRACKETS.search(text)):
        return named.group(1)
    return _first(text, _SOMEBODY, _UNDER_WAY) or _bare_errand(after)


def _tail(statement: Statement, after: str) -> re.Match[str] | None:
    """The end of a row of an actions table; it may stand on the next line."""
    if statement.form not in ("row", "heading"):
        return None
    return _TAIL.search(statement.text[-_LONGEST:]) or _TAIL.match(after[:_LONGEST])


def _errand_of(text: str) -> str:
    """Whose errand the text says it is: of who opens it, else of who is told to, else of whoever will."""
    errands = [match for match in _OWNER.finditer(text) if is_person(match.group(1))]
    if errands and not text[: errands[0].start()].strip():
        return own_name(errands[0].group(1))
    if told := _first(text, _TASKED, _TOLD, _BIDDEN, _HIMSELF):
        return told
    opening = [match.group(1) for match in errands if _OPENS.search(text[: match.start()])]
    other = [match.group(1) for match in errands if not _OBJECT.search(text[: match.start()])]
    return next(iter(opening + other), "") or _first(text, _DONE_BY)


def _bare_errand(text: str) -> str:
    match = _OWNER.match(text)
    return own_name(match.group(1)) if match and is_person(match.group(1)) and len(text.split()) <= _BARE else ""


def due(statement: Statement, after: str = "") -> str:
    """By when, as printed; in a row of an actions table the end of the row, which may stand on the next line (`after`)."""
    if statement.due:
        return statement.due
    if tail := _tail(statement, after):
        return tail.group(2)
    if statement.form == "heading" and (alone := _ALONE.match(after)):
        return alone["when"]
    text = statement.text[:_LONGEST]
    found = (match["meeting"] or match["at"] or match["next"] or match["as"] for match in _DUE.finditer(text))
    if named := next((when for when in found if is_named(when)), ""):
        return named.strip(" .")
    clauses = (match for match in _DUE_CLAUSE.finditer(text) if not _ASKS_WHEN.search(text[: match.start()]))
    return next((match["clause"].strip() for match in clauses), "")


def _first(text: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        for match in pattern.finditer(text):
            if is_person(name := own_name(match[match.lastindex or 1])):
                return name
    return ""
