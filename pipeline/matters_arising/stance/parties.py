"""The parties of a clause: who is named in it, as what they are to the body whose minutes these are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from matters_arising.nlp.late import LatePattern

Kind = Literal["own", "person", "public", "other"]

_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev|Revd|Fr|Sir|Dame|Lord|Lady|Cllrs?|Councillors?|Councilmember|Ald(?:erman)?|Mayor"
    r"|Trustee|Director|President|Commissioner|Supervisor|Governor|Chair(?:man|woman)?|Chief|Sgt|PC|Insp|Judge)"
)
_NAME = r"(?:[A-Z][\w’'-]*[a-z][\w’'-]*|[A-Z]\.)"
_OFFICE = (
    r"(?:(?:(?:deputy|vice|assistant|acting|town|parish|county|city|district|general|chief|executive|managing"
    r"|head)[ -])*"
    r"(?:clerk|chair(?:man|woman|person)?|mayor|treasurer|secretary|manager|superintendent|headteacher|principal|ceo|cao"
    r"|officer|director|president|solicitor|attorney|engineer|surveyor|planner|administrator|coordinator|editor|warden"
    r"|keeper|he|she))\b"
)
_OWN = (
    r"(?:we|us|our(?:selves)?|members|councillors|trustees|governors|directors|committee|sub-?committee|staff|officers"
    r"|administration)\b"
)
_PUBLIC = (
    r"(?:members of the public|public|communit(?:y|ies)|people|everyone|everybody|anyone|anybody|household(?:er)?s?"
    r"|famil(?:y|ies)|businesses|neighbou?rs?|stakeholders?|volunteers?|service users?"
    r"|(?:resident|parent|carer|patient|tenant|leaseholder|villager|voter|elector|taxpayer|ratepayer|customer|user|rider"
    r"|passenger|pupil|student|trader|shopkeeper|farmer|landowner|owner|reader|parishioner|commoner|visitor|walker|grower"
    r"|holder|worker|employee|subscriber|swimmer|player|member of the public|goer|guest|learner|motorist|cyclist)s?)\b"
)
_BODY = (
    r"(?:council|board|authority|county|district|borough|township|town|city|village|parish|state|province|ministry"
    r"|department|agency|trust|association|society|club|union|university|college|hospital|school|church|police|nation|band"
    r"|tribe|company|developer|contractor|railroad|partnership|charity|friends|group|forum|federation|league|commission"
    r"|government|office|service|panel|executive|cooperative|co-op|firm|landlord|applicant|foundation|guild|lodge|legion"
    r"|chamber|local \d+|consortium|corporation|centre|center|bank|museum|library|team|network|alliance)s?\b"
)
_THE = r"(?:[Tt]he|[Tt]his|[Oo]ur|[Aa]ll|[Bb]oth|[Aa]ny|[Tt]hose|[Aa]nother|[Oo]ther) "
_BEFORE = r"(?:[Tt]he |[Tt]his |[Oo]ur |[Aa]ll |[Bb]oth |[Ll]ocal |[Aa]ny |[Tt]hose )*"
# words that begin a sentence or are written large, and name nobody
_NOBODY = frozenset(
    re.findall(
        r"\w+",
        "A An The This That These Those It Its There Here He She They His Her Their We Our I In On At By For "
        "From To Of With Without As If When While Where Which Who Whose What How Why And But Or Nor So Yet "
        "Then Also Both Either Neither No Not None All Any Some Each Every Most Many Several Few One Two "
        "Three Four Five Six Seven Eight Nine Ten After Before Since Until During Once Further Following "
        "Having Being Item Action Agreed Resolved Motion Carried Proposed Noted Seconded Ratified Approved "
        "Minutes Report Update Discussion Monday Tuesday Wednesday Thursday Friday Saturday Sunday January "
        "February March April May June July August September October November December Easter Christmas "
        "Spring Summer Autumn Winter Please Next New Only Final Draft Letter Email Annual AGM OK AM PM "
        "RESOLVED AGREED ACTION NOTED MOTION CARRIED THAT ALL NOT AND THE Half Help Nothing Nobody Everything "
        "Whether Now Later Last Over Under Due ",
    )
)
_NOT_FIRST = "(?:" + "|".join(sorted(_NOBODY)) + ")"
# the first word of a sentence is somebody where it does something
_ACTS = (
    r"(?:['’]s|:|,? (?:and [A-Z][\w’'-]+ )?(?:to|will|would|has|had|is|was|said|says|went|put|gave|did|may|must"
    r"|could|should|also|then|[a-z]+ed|[a-z]+s)\b)"
)
_PARTY = LatePattern(
    rf"(?P<named>{_BEFORE}(?:{_NAME} (?:(?:of|for|the|and|&) )?){{1,5}}?(?i:{_BODY})(?: (?i:{_BODY}))*"
    rf"(?: of(?: the)? {_NAME})?)"
    rf"|(?P<titled>\b{_TITLE}\.? (?:{_NAME} ?){{1,3}})"
    rf"|(?P<several>\b(?!{_NOT_FIRST} ){_NAME}(?: (?:of |for |& )?{_NAME}){{1,4}})"
    rf"|(?P<public>\b(?:{_THE}(?:[\w-]+ )?|{_BEFORE})(?i:{_PUBLIC}))"
    rf"|(?P<own>\b{_BEFORE}(?i:{_OWN}))"
    rf"|(?P<office>\b{_BEFORE}(?i:{_OFFICE}))"
    rf"|(?P<body>\b(?:{_THE}(?:[a-z-]+ )?|{_BEFORE})(?i:{_BODY})(?: (?i:{_BODY}))*)"
    r"|(?P<caps>\b(?:the )?[A-Z]{2,6}s?\b)"
    rf"|(?P<name>\b{_NAME}(?: {_NAME}){{1,3}}|(?<=[\w,] ){_NAME}|\b{_NAME}(?={_ACTS}))"
)
_THIS = re.compile(r"\b(?:this|our)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Party:
    """A stretch of a text that names a party."""

    kind: Kind
    start: int
    end: int


def parties(text: str, body: str = "") -> Iterator[Party]:
    """The parties that a text names, in order. `body` is the name of the body whose minutes these are: "the Council"
    is that body in a council's minutes, and another one in a society's."""
    own = _words(body)
    for match in _PARTY.finditer(text):
        kind = _kind(match, own)
        if kind:
            yield Party(kind, match.start(), len(match.group().rstrip()) + match.start())


@lru_cache(maxsize=200_000)
def tagged(text: str, body: str = "") -> str:
    """The text with each party as what it is.

    >>> tagged("The Council will ask residents", "Ash Parish Council")
    '@own will ask @public'
    """
    out, end = [], 0
    for party in parties(text, body):
        out += [text[end : party.start], f"@{party.kind}"]
        end = party.end
    return "".join([*out, text[end:]]).replace("’", "'")


def names_a_person(printed: str) -> bool:
    """Whether a holder, as printed, is somebody's name: not a body, an office, or people at large. In doubt it is.

    >>> [names_a_person(one) for one in ("Cllr Ames", "the Clerk", "the Trust", "residents", "Joan Ames", "JA")]
    [True, False, False, False, True, True]
    """
    for match in _PARTY.finditer(printed):
        words = match.group().split()
        if match.lastgroup in ("titled", "several", "name") and any(word not in _NOBODY for word in words):
            return True
        if match.lastgroup == "caps" and len(words[-1]) == 2:
            return True
    return False


def _kind(match: re.Match[str], own: frozenset[str]) -> Kind | None:
    text, group = match.group(), match.lastgroup
    if group in ("public", "own"):
        return "public" if group == "public" else "own"
    if group in ("titled", "office"):
        return "person"
    if group in ("named", "body"):
        words = _words(text)
        named = words - _KINDS
        mine = bool(_THIS.search(text)) or (named <= own if named else bool(words & own))
        return "own" if mine else "other"
    words_printed = [word for word in text.split() if word.lower() != "the"]
    if all(word in _NOBODY for word in words_printed):
        return None
    if group == "caps":
        return "person" if len(words_printed[-1]) == 2 else "other"
    return "person"


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{3,}", name.lower())) - {
        "the",
        "this",
        "our",
        "all",
        "both",
        "local",
        "and",
        "for",
    }


_KINDS = frozenset(re.findall(r"[a-z]{3,}", _BODY.replace("s?", "")))
