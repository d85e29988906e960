"""Who is named in a statement: people by title, full name or initials, and the offices of a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from matters_arising.nlp.late import LatePattern

_TITLE = (
    r"(?:Mr|M/s|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Rev(?:d|erend)?|Fr|Sir|Dame|Lord|Lady|Hon|Cllrs?|Clr|Crs?|Coun"
    r"|Councill?ors?|Ald"
    r"(?:erman)?|Mayor|Deputy Mayor|Reeve|Warden|Trustee|Director|President|Vice[- ]President|Commissioner"
    r"|Supervisor"
    r"|Superintendent|Sgt|Sergeant|PCSO|PC|Cst|Supt|Insp(?:ector)?"
    r"|Com(?=\.)|Bro|Br|Sr|Fr|Smt|Shri|Chief|Captain|Board ?[Mm]ember|Member|Governor|Senator"
    r"|Judge"
    r"|Vice[- ]Chair|Chair(?:man|woman|person)?)\.?"
)
_WORD = (
    r"(?:O[’'] [A-Z][a-z]+"
    r"|(?:St|Ste|Mt)\. [A-Z][\w’'-]+|(?:[A-Z]\.)+[A-Z][\w’'-]+|(?:[A-Z]\.){2,}|[A-Z]\b(?![’'][A-Z])\.?"
    r"|[A-ZÀ-ÖØ-Þ][\w’'-]*[a-zß-öø-ÿ][\w’'-]*"
    r"|(?!(?:AGREED|ACTION|ACTIONS|ITEMS?|MOTION|THAT|ALL|NOTED|TO|BY|AND|THE|CARRIED|MOVED|VOTED)\b)[A-Z][A-Z&]{1,6}\b)"
)
# a heading may run into its sentence: "Old Barn Lane There was no news"
_NO_NAME = (
    r"(?!(?:There|This|That|These|Those|It|No|Not|To|As|In|On|At|We|He|She|They|An|The|If|When|Following|However|Also"
    r"|Additionally|Otherwise|Meanwhile|Finally|Then|Should|Could|Seconded|Carried)\b)"
)
_PARTICLE = r"(?:(?:d[eui]|v[ao]n|de[nr]|la|le|da) )"  # "Jan van der Orr"
_NAME = rf"{_NO_NAME}{_WORD}(?:[ -]{_PARTICLE}{{0,2}}{_NO_NAME}{_WORD}){{0,6}}"
_OFFICE = (
    r"(?:[Tt]he |[Aa]n? |[Aa]ll |[Tt]his )?(?:(?:[Pp]arish|[Tt]own|[Dd]eputy|[Vv]ice|[Aa]ssistant|[Aa]cting"
    r"|[Ii]nterim|[Cc]ounty"
    r"|[Dd]istrict"
    r"|[Bb]orough|[Mm]unicipal|[Gg]eneral|[Ff]inance|[Pp]lanning|[Cc]hief|[Ee]xecutive|[Bb]usiness)[ -])*"
    r"(?:[Cc]lerks?|[Cc]hair(?:man|woman|person)?|[Vv]ice-?[Cc]hair(?:man)?|[Mm]ayor|[Tt]reasurer|[Ss]ecretary"
    r"|[Mm]anagers?"
    r"|[Ss]taff|[Oo]fficers?|[Dd]irectors?|[Ss]uperintendent|[Hh]ead ?teacher|[Cc]ouncil|[Bb]oard|[Cc]ommittee"
    r"|[Tt]rustees"
    r"|[Gg]overnors|[Mm]embers?|[Cc]ouncillors|[Aa]dministrat(?:or|ion)|[Gg]roup|[Ss]olicitor|[Aa]ttorney"
    r"|[Ee]ngineer"
    r"|[Cc]hancellor|[Pp]resident|[Cc]ompany|[Cc]ontractor|[Cc]onsultants?|[Aa]pplicant|[Dd]eveloper|[Oo]wners?"
    r"|[Ll]andlord|[Aa]uthority|[Dd]epartment|[Aa]gency|[Aa]ssociation|[Ss]ociety|[Tt]eam|[Rr]esidents?|[Tt]rust"
    r"|[Dd]istrict|[Pp]olice|[Ss]chool|[Pp]artnership|[Ww]orking (?:[Pp]arty|[Gg]roup)|[Ll]icensee|[Ff]irm|[Ss]upplier"
    r"|CEO|CAO|CFO)"
)
# "the Clerk", "the interim Clerk", "General Manager Ibsen", "Chair of the Works Committee"
_GROUP = (
    r"(?:club|council|group|committee|school|association|society|board|team|trust|highways|housing|department|services"
    r"|residents|members|volunteers|staff|officers|parents|governors)"
)
_HOLDER = rf"(?:[Tt]he [a-z]+ )?{_OFFICE}\b(?: {_NAME}| of (?:[Tt]he )?{_NAME})?"
OFFICE = rf"(?:[Tt]he |[Aa]n? )?(?:[\w’'-]+ ){{0,2}}?{_OFFICE}\b"
"""A pattern of an office, as it stands in apposition behind a name."""

PERSON = (
    rf"(?:(?<![\w’'.])(?:(?:[A-Z]{{2,6}} )?{_TITLE} (?:(?:and|&) {_TITLE} )?(?:{_NAME}|[A-Z]{{8,}}\b)"
    r"(?: \([^)]{1,30}\))?"
    rf"|{_HOLDER}|(?:[Tt]he )?{_NAME}(?: {_GROUP}\b)?))"
)
"""A pattern, for building others: a titled or untitled name, or an office. Case matters."""

PEOPLE = (
    rf"(?>{PERSON}(?:(?:(?:, | and )(?>{PERSON})){{0,8}}(?:,? (?:and|&) |,? and also | ?/ ?| \\+ | plus ){PERSON})?)"
)
"""One or several of them: "A", "A, B and C", "A and B and C". Atomic: a long list must not be tried in every
division."""

_SOMEBODY = re.compile(
    r"((?:[Tt]he|[Aa]n?|[Ll]ocal|[Ss]everal|[Ss]ome|[Tt]wo|[Tt]hree|[Oo]ne)(?: [a-z]+){1,2}?(?: of (?:the )?[a-z]+)?),?"
    r" (?:(?:has|have|had|also|then) )*(?:said|asked|requested|suggested|proposed|mentioned|reported|stated"
    r"|advised|felt|offered|raised"
    r"|complained|enquired|inquired|wondered|informed|commented|agreed|volunteered|promised|would like|wish(?:es"
    r"|ed)?)\b(?! (?:by|from)\b)"
)
_SEVERAL = LatePattern(rf"({PEOPLE})")
_NOT_PEOPLE = re.compile(
    r"^(?:It|This|That|The|There|These|They|We|He|She|I|If|In|On|At|As|For|To|A|An|All|No|Any|After|Following"
    r"|Once|Further"
    r"|Item|Action|Agreed|Resolved|Motion|Amendment|Now|Carried|Proposed|Seconded|Minutes?|Also|Both|When|Where|What|Who|And"
    r"|But|Or|Not"
    r"|[A-Z]\.?|(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr)\.?"
    r"|Recommendation|Update|Report|Matters?|Please|Next|New|Due|Some|Several|Nothing|None|Having"
    r"|Members of the public"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|(?:[\w’'-]+ )+(?:Road|Street|Lane|Drive|Avenue|Crescent))$"
)


# a paper or a day that is named by its last word, whatever capitals it has: "Harbour Action Plan"
_THING = re.compile(
    r"^(?:the )?(?!(?:Mr|Mrs|Ms|Dr|Cllr)\b)(?:[\w’'&/-]+ )+(?:Plans?|Strateg(?:y|ies)|Polic(?:y|ies)|Reports?|Surveys?"
    r"|Events?|Minutes|Agendas?|Budgets?|Accounts?|Leases?|Protocols?|Guidelines|Website|Newsletters?)$"
    r"|^(?:the )?(?:[\w’'&/-]+ ){2,}(?:Grants?|Days?|Bills?|Acts?|Weeks?)$"
    r"|^(?:the )?(?:Inspections?|Surveys?|Policy|Strategy|Website|Event|Agenda)$",
    re.IGNORECASE,
)
_POSSESSED = re.compile(r"[’']s$")

_RUN_IN_NAME = re.compile(
    rf"^(?!{_TITLE} )(?:[A-Z][\w’'-]*[a-z][\w’'-]* ){{1,5}}(?=[A-Z]{{2,3}}(?:(?:, | and "
    rf"|/)[A-Z]{{2,3}})*$)(?!(?:.* )?(?:MSP|MP|MEP|[MOC]BE|JP|CC|PC|DC)$)"
)


_ACT_BEFORE = re.compile(
    r"^(?:(?:Moved|Seconded|Proposed|Agreed|Resolved|Carried|Approved|Noted|Action|DONE)[:.]? (?=[A-Z]))+"
)


# "Moved: Tom TSeconded: Ann A.That it be had": what a typist set without a space between
_ACT_BEHIND = re.compile(r"\.?(?:(?<=[\w.])(?:Seconded|That)|,? Carried)$")


def own_name(name: str) -> str:
    """A captured name without a heading, or the word for the act, that runs into it.

    >>> own_name("Notice Boards RB"), own_name("Cllr RB"), own_name("Ann Bell MP"), own_name("Moved Cr Otway")
    ('RB', 'Cllr RB', 'Ann Bell MP', 'Cr Otway')
    """
    return _RUN_IN_NAME.sub("", _ACT_BEHIND.sub("", _ACT_BEFORE.sub("", name.strip())))


def is_person(name: str) -> bool:
    """Whether a captured subject can be somebody: no sentence's first word, no thing, nor the owner of a thing.

    >>> is_person("Cllr Oakes"), is_person("Quay Action Plan"), is_person("the Treasurer's")
    (True, False, False)
    """
    return bool(name) and not (_NOT_PEOPLE.match(name) or _THING.match(name) or _POSSESSED.search(name))


_LIST_MARK = re.compile(
    r"^(?:ACTION|Action)(?: (?:ITEM|[Ii]tem|POINT|[Pp]oint)[Ss]?\b)?[:.\s–-]*"
    r"|^(?:\(?(?:(?:[a-z]|[ivx]+)[).]|[\d.]+(?:/\d+)?[).]?)\s+(?=\S))+"
)
RUN_IN = re.compile(r"^[^.:;–-]{2,60}(?: [-–] |: )")
"""What names its subject before it says anything of it: "Lych gate – ongoing"."""
_ACTS = re.compile(
    r"(?:,? (?:who|also|then|again|further|kindly|now|already|both|all|therefore))* (?:has|have|had|is|was|are|were"
    r"|will|would|shall|should|to|did|does|do|said|gave|met|spoke|told|wrote|sent|went|took|felt|thought|put|made"
    r"|brought"
    r"|held|left|got|read|[a-z]+(?:ed|ies|es|ts|ks|ns|ls|rs))\b"
)
PARTICIPLE = (
    r"(?:[a-z]+(?:ed|en|wn|rn|ne|de|ght|ld|pt|ut)|sent|spent|lent|meant|met|kept|left|lost|put|set|read|let|cut"
    r"|paid|laid)"
)
"""A past participle, by its ending or by name."""
_UNDERGOES = re.compile(
    rf" (?:(?:was|were|is|are|to|will|would|shall|should|must) (?:\w+ )?)?(?:(?:has|have"
    rf"|had) (?:\w+ )?)?(?:be(?:en|ing)?|was|were|is|are)"
    rf"(?: (?:not|now|also|being|already|still|[a-z]+ly))* {PARTICIPLE}\b"
)
# who speaks goes on speaking, unless the sentence tells of what was, or by nobody in particular
_ADDED = re.compile(
    r"(?:Additionally|Furthermore|Further(?:more)?|Finally|Also|In addition|Lastly|Secondly),? (?=[a-z])", re.IGNORECASE
)
_GOES_ON = re.compile(rf"{_ADDED.pattern}(?![^.;]*?\b(?:was|were|been)\b)", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey)\b")


def first_person(text: str, *patterns: re.Pattern[str] | LatePattern) -> str:
    """The first who can be somebody among what the patterns capture, pattern by pattern; empty where nobody is."""
    for pattern in patterns:
        for match in pattern.finditer(text):
            if is_person(name := own_name(match[match.lastindex or 0])):
                return name
    return ""


_OFFICES = re.compile(rf"(?:{_OFFICE}|{_GROUP}|{_TITLE})s?|everyone|everybody|nobody|all|both")
_TITLED = re.compile(rf"\b{_TITLE} (?:[A-Z]\.? )?([A-Z][\w’'-]+)")


def is_office(word: str) -> bool:
    """Whether a word is an office, a title, or a body of people, which can act though it names nobody.

    >>> is_office("treasurer"), is_office("highways"), is_office("quotes")
    (True, True, False)
    """
    return bool(_OFFICES.fullmatch(word))


_BODY = re.compile(
    r"(?:councils?|boards?|committees?|group|party|company|authority|department|agency|association|society|team|trust"
    r"|partnership|firm|district|police|school|club|highways|staff|\w+(?<!s)s)$",
    re.IGNORECASE,
)
_MANY = re.compile(r",| and | & |/|\+")


def is_body(name: str) -> bool:
    """Whether a name is that of several, or of a body, whom "he" or "she" cannot mean.

    >>> is_body("The board"), is_body("Ms Orr and Mr Tarn"), is_body("the Clerk")
    (True, True, False)
    """
    return bool(_MANY.search(name) or (is_office(name.rpartition(" ")[2]) and _BODY.search(name)))


def titled(text: str) -> Iterator[str]:
    """The words that stand behind a title somewhere: surnames.

    >>> list(titled("Thanks to Mrs Bell and Cllr. J. Moss."))
    ['Bell', 'Moss']
    """
    return (match.group(1) for match in _TITLED.finditer(text))


def bare_of_marks(text: str) -> str:
    """A statement without the mark of its list: a letter, a number, "Action:"."""
    return _LIST_MARK.sub("", text)


def subject(text: str) -> str:
    """The name or office, or the short list of them, that opens a statement; empty where none does.

    >>> subject("Cllr Oakes and the Clerk to meet the owner")
    'Cllr Oakes and the Clerk'
    """
    match = _SEVERAL.match(bare_of_marks(text))
    found = own_name(match.group(1)) if match else ""
    return found if is_person(found) else ""


def undergoes(text: str) -> bool:
    """Whether who opens a statement has it done to them: "Ms Orr to be asked to speak" gives her no errand.

    >>> undergoes("Ms Orr to be asked to speak"), undergoes("Ms Orr to ask")
    (True, False)
    """
    bare = bare_of_marks(text)
    match = _SEVERAL.match(bare)
    return match is not None and bool(_UNDERGOES.match(bare, match.end()))


def doer(text: str) -> str:
    """The name or office that opens a statement and does what its verb says; empty where none does.

    A list mark and a run-in heading before it are passed over.

    >>> doer("u) Lorries - the Clerk has written to the firm."), doer("Highways have agreed to come."), doer("Bin day.")
    ('the Clerk', 'Highways', '')
    """
    bare = bare_of_marks(text)
    for opening in (bare, RUN_IN.sub("", bare, count=1)):
        match = _SEVERAL.match(opening)
        if match and is_person(match.group(1)) and _acts(opening, match.end()):
            return own_name(match.group(1))
        if said := _SOMEBODY.match(opening):
            return said.group(1)
    return ""


_APPOSED = re.compile(r", [^,.;]{3,60},")  # "Ms Lowe, 14 Mill Road, asked"


# "KBA owners in the hall": whose name it is belongs to those it names, who may be no part of it
_ARE_MANY = re.compile(rf" (?!chairs|trusts)(?:{_OFFICE}|{_GROUP})(?<=s)$")


def _acts(text: str, at: int) -> bool:
    """Whether a verb stands here that its subject does, and does not undergo."""
    apart = _APPOSED.match(text, at)
    at = apart.end() if apart and _ACTS.match(text, apart.end()) else at
    acts = _ACTS.match(text, at)
    return acts is not None and not _ARE_MANY.search(acts.group()) and not _UNDERGOES.match(text, at)


def meant_by_pronoun(text: str, earlier: Iterable[str]) -> str:
    """Whom "he", "she" or "they" at the start of a statement means: who was last said to do something in its item.

    "Also" and its like at the start mean that whoever spoke goes on.

    `earlier` are the statements before it, the nearest first.
    """
    bare = bare_of_marks(text)
    return last_named(earlier) if _PRONOUN.match(_ADDED.sub("", bare)) or _GOES_ON.match(bare) else ""


def last_named(earlier: Iterable[str]) -> str:
    """Who was last said to do something, in statements given the nearest first."""
    return next((found for one in earlier if (found := doer(one))), "")
