"""Whose errand a statement gives, and by when: from its words, its column, or the row of its table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from matters_arising.extract.clauses import clause_around
from matters_arising.extract.times import DAY, GATHERING, MONTH, SPELL, is_named
from matters_arising.models import Statement
from matters_arising.nlp.late import LatePattern
from matters_arising.nlp.people import (
    PARTICIPLE,
    PEOPLE,
    PERSON,
    bare_of_marks,
    first_person,
    is_body,
    is_person,
    last_named,
    own_name,
    subject,
    undergoes,
)

_LONGEST = 2000  # characters: what is longer is a list, and its end says nothing of its beginning
_PEOPLE = f"({PEOPLE})"
# "Write to the county" has no doer: "to" is followed by a verb, not by a name or an article
_MODAL = (
    r"(?:to(?! (?:the|an?|all|both|our|his|her|their|its|every|each|any|those|them|him|us)\b| [A-Z])|will|"
    r"would|shall|should|must|can|could)"
)
_UNDERTAKES = (
    r"(?:(?:agree[ds]?|agreeing|offer(?:ed|ing|s)|volunteer(?:ed|ing|s)|undert(?:ook|aken)|promise[ds]|arranged"
    r"|need(?:s|ed)?"
    r"|continues?|intend(?:s|ed)?|plan(?:s|ned)?|asked|going|due|happy|willing|hop(?:es|ed|ing))(?: [a-z]+ly)? to"
    r"|(?:said|agreed|agrees|confirmed|offered)(?: that)? (?:he|she|they|it) (?:would|will))"
)
# "to be mended" has no doer
_OWNER = LatePattern(
    rf"{_PEOPLE}(?:, [^,.;]{{3,60}},|,)? (?:(?:who|is|was|were|are|has|have|had|kindly|also|both|then|all"
    rf"|therefore|now|he|she|they|that) )*"
    rf"(?:{_MODAL}|{_UNDERTAKES})\b(?! (?:now |also |then |not |[a-z]+ly )*(?:be"
    rf"|have been) (?:[a-z]+ly )?{PARTICIPLE}\b)"
)
_ASKING = (
    r"(?:asked|instructed|directed|requested|tasked|authori[sz]ed|invited|urged|reminded|appointed|delegated"
    r"|asks|requests|directs)"
)
_TOLD = LatePattern(
    rf"(?:{_ASKING}(?: that| for)?|(?:agreed|resolved|suggested|recommended|proposed|decided|arranged?) (?:that"
    rf"|for)|\bfor(?= [Tt]he )) "
    rf"{_PEOPLE},? (?:also |then )?(?:to|would|should|will|shall|as)\b"
    rf"(?! (?:also |not )?be (?:[a-z]+ly )?{PARTICIPLE}\b)"
)
# "that the Clerk write": told, in the subjunctive
_BIDDEN = LatePattern(
    rf"(?:{_ASKING}|agreed|resolved|suggested|recommended|proposed|RESOLVED|AGREED"
    rf"|[Rr]esolved:?(?: \d\))?) [Tt]hat {_PEOPLE} "
    r"(?!(?:is|was|were|are|has|have|had|did|do|does|be|could|might|may|of|in|on|for|at|to|and|with|by|from|as)\b)"
    r"[a-z]+(?<!ed)(?<!s)\b"
)
_TASKED = LatePattern(
    rf"{_PEOPLE} (?:was|were|is|are|has been|have been|had been) (?:duly |also )?{_ASKING} (?:to|with)\b"
)
# where a subject can stand: at the head of a clause; and where one cannot: behind a preposition or "if"
_OPENS = re.compile(r"(?:^|[,;:.)–—-]|\b(?:and|but|that|agreed|so|while|whilst|then|AGREED|RESOLVED|ACTION))\s*$")
_OBJECT = re.compile(
    r"\b(?:of|to|in|on|at|by|if|for|with|from|into|the|an?|about|ask|contact|request|requesting|asking|when|where"
    r"|tell|whole|local|own|its|their|our|his|her|these|those|any"
    r"|(?:get|getting|have|having|invite|inviting|want|wants|wanting|encourage|allow|help)(?: [a-z]+)?)\s*$",
    re.IGNORECASE,
)
# "Invite Ms Orr to speak": a command to the body, and who is to be asked is no owner
_COMMAND = re.compile(
    r"(?:^|[.;:–-] )\W*(?:please )?(?:ask|invite|request|encourage|remind|urge|get|tell|allow)$", re.IGNORECASE
)
_BARE = 12  # words: a longer sentence is an errand of its own
_ONE = (
    r"(?:Clerk|Chair(?:man|woman|person)?|Mayor|Treasurer|Secretary|Manager|Officer|Director|Superintendent|Engineer"
    r"|Warden|Solicitor|Attorney|Administrator|President)"
)
# "TQ: will mend it", "Clerk: to write": a label is no heading where only a doer can go on so; nor is an office behind a
# name: "Ann Bell, Works Manager will"
_LABEL = re.compile(
    r"^([A-Z][\w’'.&/-]*?(?: [A-Z][\w’'.&/-]*?){0,3})\s?[:_]+ (?=(?:will|would|shall)\b)"
    rf"|^([A-Z]{{2,3}}|{_ONE}) ?[:_]+ (?=to [a-z])"
    rf"|^([A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){{1,2}}), (?:[A-Z][\w-]+ ){{0,3}}{_ONE} (?={_MODAL}\b)"
)
# "TQ order the rope", "Ann Bell and Tom Ode find a joiner": the errand itself, without "to"
_TELEGRAPH = LatePattern(
    rf"^([A-Z]{{2,3}}|The (?:[A-Z][a-z]+ )?{_ONE}|Members|(?!An? |The )(?>{PERSON}),? (?:and|&) (?>{PERSON})) "
    r"(?!(?:and|or|but|of|for|in|on|at|by|with|from|as|is|are|was|were|has|have|had|not|re|about|who|which|that|do|did"
    r"|went|met|said|spoke|told|gave|took|made|sent|got|left|held|felt|put|wrote|came|saw)\b)[a-z]+(?<!ed)(?<!ing)(?<!s)"
    r" (?:(?:the|an?|all|any|their|with|out|up|to|on|about)\b|(?!(?:is|was|has|does)\b)[a-z]+(?:s|ing)\b"
    r"|[A-Z]|[a-z]+[.;]?$)"
)
_WHO_WILL = re.compile(r"\b(?:who|which) (?:will|would|shall)\b(?! be\b)")
_WITH_PRONOUN = re.compile(r"\b(?:He|She|They|We|I) and $", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"\b((?:[Tt]he|[Aa]|[Ss]everal|[Ss]ome|[Tt]wo|[Tt]hree)(?: (?!(?:be|been|would|will|was|were|is"
    r"|are|and|or|but)\b)[a-z]+){1,3}?)"
    r" (?:(?:has|have|had) )?(?:kindly |also )?"
    r"(?:agreed|offered|volunteered|undertaken|undertook|promised) to\b"
)
_DONE_BY = LatePattern(rf"\b(?:be|been|being) (?:[a-z]+ly )?{PARTICIPLE}\b[^.;]{{0,80}}? by {_PEOPLE}")
_UNDER_WAY = LatePattern(
    rf"{_PEOPLE} (?:(?:is|are|was|were|has been|have been) (?:now |still |currently )?[a-z]+ing)\b"
)
_SHOUTED = re.compile(r"\b([A-Z][A-Z]+(?:[ /&][A-Z]+){0,2}) TO [A-Z]{2,}")
_BRACKETED = re.compile(r"^\(([A-Z]{2,3}(?:[/&, ]+[A-Z]{2,3})*)\)\s*[–:-]?\s")
_WE = re.compile(r"\b([Ww]e) (?:will|would|should|shall|are to|agreed to|need to)\b")
# "Mr Bell told Ms Orr that he would": the one who speaks
_HIMSELF = LatePattern(
    rf"{_PEOPLE},? (?:also )?[a-z]+(?:ed|s|d|t)\b[^.;]{{0,40}}? (?:he|she|they) (?:will|would|shall)\b"
)
_HE_WILL = re.compile(
    r"\b(?:(?:he|she|they) (?:also |have |has |had |kindly )*(?:will|would|shall|undertook|agreed to|offered to)"
    r"|(?:and|but|so|then) (?:also )?(?:will|would|shall) (?!be\b))\b",
    re.IGNORECASE,
)
_AT = (
    rf"(?:the )?(?:{DAY}|{MONTH}(?: (?:of )?\d{{4}})?)"
    rf"|(?i:the )?(?:end|beginning|start) of (?:the )?(?:[\w-]+ ){{0,3}}?(?:{MONTH}|\d{{4}}"
    rf"|month|year|week|term|summer|season)|end {MONTH}"
    r"|(?:early|late|mid)[- ]?(?:in )?(?:the )?(?:\w+)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Christmas|Easter"
)
_DUE = LatePattern(
    rf"\b(?:by|for|at|on|until|before|in|during|prior to|attend|attending) (?P<meeting>{GATHERING})(?=[\s.,;:)]|$)"
    rf"|\b(?:[Bb]y|for|at|on|until|before|in|prior to|after|[Dd]ue:?) (?P<at>{_AT})(?=[\s.,;:)\]]|$)"
    rf"|\b(?:to|onto|of) (?P<next>(?:the |a |our )?(?:(?i:next|future|following|later|subsequent)"
    rf"|{MONTH}) (?:[\w’'-]+ ){{0,4}}?"
    rf"(?:[Mm]eetings?|[Aa]gendas?))\b"
    r"|\b(?P<as>as soon as (?:possible|practicable)|asap|ASAP|immediately|imminently|shortly|urgently|in due course"
    r"|in the (?:new year|New Year|near future|future|coming \w+|spring|summer|autumn)|in future"
    r"|during the (?:spring|summer|autumn|winter)"
    r"|next (?:week|month|year|term|edition|time [\w ]{5,50}|spring|summer|autumn)|this (?:week|month|term"
    r"|evening)|tomorrow(?: (?:morning|afternoon|evening|night))?"
    r"|the following (?:week|day|month)|(?i:over the (?:next|coming) (?:few )?(?:days|weeks|months))"
    r"|later (?:this|in the) (?:year|month|week)"
    rf"|within (?:the (?:next )?)?(?:\w+ ){{1,2}}?(?:days|weeks|months|timeframe|year)\b|in {SPELL}"
    r"|on an? [a-z]+ly basis"
    r"|at (?:a|the) (?:later|earliest|future) (?:date|opportunity|possible \w+)|for the (?:remainder|rest) of the \w+"
    r"|[Dd]ate to be agreed)\b"
)
_DUE_CLAUSE = re.compile(
    r"(?<!not )\b(?P<clause>(?i:once|when|as soon as) (?!is|are|was|did|does|the \w+ (?:is|are) to\b)[^.;,]{0,60}?"
    r"\b(?:is|are|was|were|has|have|had|can|known|available|received|completed|meet"
    r"|meets)\b[^.;,]{0,50}?)(?=[.;,]|$| (?:and|but|which|a letter)\b)"
)
_ASKS_WHEN = re.compile(r"\b(?:ask\w*|enquir\w*|inquir\w*|know|wonder\w*|not|as and|see|clarify|on) $")
# "for the June newsletter", "the May 5 weekend": a time that says which thing, and not by when
_OF_A_THING = re.compile(
    r" (?!(?:and|or|but|to|for|at|with|so|when|if|as|in|on|by|of|from|until|after|before|once|because|since|while|which"
    r"|who|that|this|the|an?|his|her|its|their|our|he|she|they|it|we|there|all|each|every|next|last|only|via|per"
    r"|about|under|morning|afternoon|evening|night|noon|not)\b|[a-z]+(?:ed|ly)\b|(?<!day )[a-z]+ing\b"
    r"|[a-z]+ (?:will|would|is|are|was|were|to)\b)[a-z]"
)
_ENDS_OR_IS_NEXT = re.compile(r"\.$|\b[Nn]ext\b")  # "the next Council agenda" is a time all the same
_LOOSE = re.compile(r"(?:for|in|on|at|during|after|to|onto|of|attend(?:ing)?) ")
_LIES_IN = re.compile(r"(?:in|on|at|during|after|for|over|the following) ")
# what was so, or is told, in the words before a time, and no errand among them
_TOLD_OF = re.compile(r"\b(?:was|were|had|has|have|reports|took|went|came|met|saw|[a-z]{3,}ed)\b")
_BIDS = re.compile(
    r"\b(?:will|would|shall|should|must|may|can|could|to [a-z]+|be|being|needs?|needed|required|due|requested|asked"
    r"|agreed|action|offered|volunteered|await\w*|propos\w+|plann?\w*|schedul\w+|arrang\w+)\b",
    re.IGNORECASE,
)
_HELD = re.compile(r"(?<!\bbe )(?<!\bbeing )\b(?:held|dated) $")
# "so that the road can be ploughed in the winter": when the purpose is met
_SO_THAT = re.compile(r"\b(?:so that|in order (?:to|that)|(?<=[a-z] )to (?:ensure|enable|allow))\b[^,.;]*$")
# "on a workshop for beginners": what it is about; "at a later workshop" is when
_SOME_MEETING = re.compile(
    r"[Aa]n? (?!.*(?:\b(?:next|future|later|following|coming|upcoming|forthcoming|subsequent|further|another)\b"
    rf"|{MONTH}))"
)
_MANY_MEETINGS = re.compile(
    rf"(?!.*\b(?:next|coming|following|subsequent|{MONTH}))(?=.*(?:[Mm]eetings|[Aa]gendas|[Ss]essions)$)"
)
# the end of a row of an actions table: who, and by when
_TAIL = LatePattern(
    rf"(?:^|\s)({PEOPLE}|All|ALL) (asap|ASAP|[Aa]s soon as possible|[Oo]ngoing|[Ii]mmediately|{DAY}"
    rf"|{MONTH}(?: \d{{4}})?|[Nn]ext meeting)\.?$"
)
_ALONE = re.compile(rf"^(?:(?P<when>{DAY}|[Dd]ate to be (?:agreed|confirmed)|TBC|tbc))\.?$")
# "Due: January", on the line below
_LABELLED = re.compile(
    rf"^\W*(?:due|deadline|by when|target|time-?scale|complete by)(?: date)?\s*[:–—-]\s*"
    rf"(?P<when>{_AT}|(?:the )?next meeting|asap|as soon as possible|immediately|ongoing)\W*$",
    re.IGNORECASE,
)
# "Tom has found a glazing company to ask", "a note for plot owners to keep": what stands before the end of a name
_IN_A_NAME = re.compile(
    r"\b(?:(?P<object>(?!(?:and|or|but|that|so|then|while|if|when|as|agreed|asked|resolved)\b)[a-z]+"
    r" (?:an?|the|this|each|every|any|another|its|their|our))|of|for|from|by|with|in|at|on)"
    r" (?:(?!(?:and|or|but|that|then|so|to)\b)[a-z]+ ){1,3}$"
)
_WILL = re.compile(r" (?:will|would|shall|should|must|can|could)\b")
_OF_A_MOTION = re.compile(r"\b(?i:carried|moved|seconded|motion)\b")  # a column of movers and votes names no owner
# "Reading visit (Jo Bell/Sam Orr)": whose it is, in brackets
_IN_BRACKETS = LatePattern(rf"\(({PERSON}(?:(?:/|, | and | & ){PERSON})*)\)\s*[-–]?")


def owner(statement: Statement, earlier: Sequence[str] = (), after: str = "") -> str:
    """Who is to act: the action column if there is one and the sentence does not open with its own doer, else who is
    told to, or said to.

    "He will" means who was last named, in the statement or in those before it (`earlier`, the nearest first). Where
    the statement names nobody, a bare errand behind it (`after`: "The Clerk to look into it") says whose it is.
    """
    if _OF_A_MOTION.search(statement.owner):
        statement = replace(statement, owner="")
    text = _unlabelled(statement.text[:_LONGEST])
    if (tail := _tail(statement, after)) and not statement.owner:
        return tail.group(1)
    told = _errand_of(text)
    if statement.owner:
        return told if told and _yields(statement, told) else statement.owner
    if marked := _SHOUTED.search(text) or _BRACKETED.match(text):
        return marked.group(1)
    if told:
        return told
    if statement.form == "action" and (named := subject(text)) and not undergoes(text):
        return named
    if (he := _HE_WILL.search(text)) and (meant := last_named([text, *earlier])):
        return "" if _HE.search(he.group()) and is_body(meant) else meant
    if match := _WE.search(text):
        return match.group(1)
    if statement.form == "heading" and (beside := _IN_BRACKETS.search(text)):
        return beside.group(1)
    doing = first_person(text, _SOMEBODY, _UNDER_WAY) or first_person(bare_of_marks(text), _TELEGRAPH)
    return doing or ("" if _WHO_WILL.search(text) else _bare_errand(after))


def _unlabelled(text: str) -> str:
    """An errand that follows on its doer, whom the line prints as a label or with an office behind the name."""
    bare = bare_of_marks(text)
    label = _LABEL.match(bare)
    return f"{label[label.lastindex or 0]} {bare[label.end() :]}" if label else text


def _tail(statement: Statement, after: str) -> re.Match[str] | None:
    """The end of a row of an actions table; it may stand on the next line."""
    if statement.form not in ("row", "heading"):
        return None
    return _TAIL.search(statement.text[-_LONGEST:]) or _TAIL.match(after[:_LONGEST])


def _yields(statement: Statement, told: str) -> bool:
    """Whether the column yields to the sentence: to one of several in the column, or to whoever opens the sentence."""
    return told in statement.owner or bare_of_marks(statement.text).startswith(told)


def _errand_of(text: str) -> str:
    """Whose errand the text says it is: of who opens it, else of who is told to, else of whoever will."""
    errands = [
        match
        for match in _OWNER.finditer(text)
        if is_person(match.group(1)) and not _is_bidden(text, match) and not _is_end_of_thing(text, match)
    ]
    if errands and not _WITH_PRONOUN.sub("", text[: errands[0].start()]).strip():
        return own_name(text[: errands[0].end(1)])
    if told := first_person(text, _TASKED, _TOLD, _BIDDEN, _HIMSELF):
        return told
    opening = [match.group(1) for match in errands if _OPENS.search(text[: match.start()])]
    other = [match.group(1) for match in errands if not _OBJECT.search(text[: match.start()])]
    return next(iter(opening + other), "") or first_person(text, _DONE_BY)


def _is_bidden(text: str, errand: re.Match[str]) -> bool:
    """Whether a command to ask stands before a name, or runs into it, as the word that opens a sentence does."""
    first = re.match(r"\w+", errand.group(1))
    before = text[: errand.start(1)]
    return bool(_COMMAND.search(before.rstrip()) or (first and _COMMAND.search(before + first.group())))


def _is_end_of_thing(text: str, who: re.Match[str]) -> bool:
    """Whether a small word that names an office ends the name of a thing that the sentence has in passing."""
    before = _IN_A_NAME.search(text, 0, who.start(1))
    if not before or not text[who.start(1)].islower() or text.startswith(("the ", "a ", "an "), who.start(1)):
        return False
    return not before["object"] or not _WILL.match(text, who.end(1))


def _bare_errand(text: str) -> str:
    match = _OWNER.match(text)
    return own_name(match.group(1)) if match and is_person(match.group(1)) and len(text.split()) <= _BARE else ""


def due(statement: Statement, after: str = "") -> str:
    """By when, as printed: in its column, at the end of its row, on the line `after`, or in its words."""
    if statement.due:
        return statement.due
    if tail := _tail(statement, after):
        return tail.group(2)
    if line := _LABELLED.match(after) or (_ALONE.match(after) if statement.form == "heading" else None):
        return line["when"]
    text = statement.text[:_LONGEST]
    times = (match for match in _DUE.finditer(text) if _is_of_the_errand(text, match))
    found = (match["meeting"] or match["at"] or match["next"] or match["as"] for match in times)
    if named := next((when for when in found if is_named(when)), ""):
        return named.strip(" .")
    clauses = (match for match in _DUE_CLAUSE.finditer(text) if not _ASKS_WHEN.search(text[: match.start()]))
    return next((match["clause"].strip() for match in clauses), "")


def _is_of_the_errand(text: str, time: re.Match[str]) -> bool:
    """Whether a printed time says by when: not which thing it is, when something was, or what the errand is for."""
    if time["as"] is None and _LOOSE.match(time.group()):
        of_a_thing = _OF_A_THING.match(text, time.end()) and not _ENDS_OR_IS_NEXT.search(time.group())
        meeting = time["meeting"] or ""
        if of_a_thing or _MANY_MEETINGS.match(meeting) or _SOME_MEETING.match(meeting):
            return False
    if not _LIES_IN.match(time.group()):
        return True
    purpose = _SO_THAT.search(text, 0, time.start())
    if _HELD.search(text, 0, time.start()) or (purpose and _BIDS.search(text, 0, purpose.start())):
        return False
    before = text[clause_around(text, time.start())[0] : time.start()].rpartition(" that ")[2]
    return not _TOLD_OF.search(before) or bool(_BIDS.search(before))
