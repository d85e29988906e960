"""Whether a clause stays within the body whose minutes these are.

A stance is about another party: what a body's own members, officers and committees do for each other, or are asked by
their chair, shares nothing and consults nobody. The judge of stances goes by the words of sharing and asking; this
goes by who is named. In doubt somebody is an outsider: a name that no attendance list has, a visitor, people of a kind
that is not known, and whoever the sentence before is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from matters_arising.models import Participant
from matters_arising.stance.parties import Party, parties
from matters_arising.vocab import StanceLabel

# who is outside and has no name, what only outsiders are asked by, and what is taken up from others
_OUTSIDERS = re.compile(
    r"\b(?:(?:authorit|agenc|charit|compan|universit|societ|ministr|part|bod|count|cit|communit|municipalit)ies"
    r"|organi[sz]ations|departments|institutions|sectors?|membership|others|locals?|citizens?|children|young people"
    r"|you|your|experts?|consultants?|partner\w*|external\w*|outside|joint(?:ly)?|inter-?agency|multi-?agency"
    r"|consult(?!ants?\b)\w*(?! with\b)|survey\w*|questionnaires?|poll(?:s|ed|ing)?|ballot\w*|referend\w+|petition\w*"
    r"|public\w*|hearings?|open (?:meeting|house|day|evening)"
    r"|offers|(?:the|an|this|his|her|their) (?:kind )?offer|tak(?:e|en|ing) (?:up|part)|invitations?|join(?:ed|ing)?"
    r"|accept(?:ed|ing)?)\b"
    # people named for what they are or do: "the growers", "with the wardens"
    r"|\b(?!(?:members|officers|directors|governors|councillors|treasurers|matters|letters|papers|numbers|orders|offers"
    r"|quarters|posters|tenders|folders|figures)\b)[a-z-]+(?:ers|ors|ists|ees|men|women|folk)\b"
    r"|(?-i:\b(?:with|between|alongside) (?:the |an? |all |both |some |several |two |three )?"
    r"(?!this|these|those|other|regard)(?:[a-z-]+ ){0,2}?"
    r"(?!(?:members|committees?|councillors|trustees|governors|directors|officers|matters|issues)\b)"
    r"[a-z-]+(?:[eo]rs?|ists?|s)\b)",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\b(?:partnership|joint|liaison|forum|alliance|consortium|network|coalition|users?|multi-?agency)\b", re.IGNORECASE
)
_WIDER = re.compile(  # bodies whose members are many, and no committee
    r"\b(?:association|society|club|union|co-?op\w*|federation|guild|league|church|congregation|fellowship|lodge)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?:the |this |our )?(?:board|panel|executive|group|forum)", re.IGNORECASE)
_TIER = re.compile(r"\b(?:borough|county|district|city|town|parish|state|province|township|region)\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:(?:the|our|deputy|vice|assistant|acting|general|chief|executive|managing|town|parish)[ -])*"
    r"(?:clerk|chair(?:man|woman|person)?|treasurer|secretary|president|manager|superintendent|ceo|cao|administrator"
    r"|director)s?",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r"(?:(?:the|our|all|both|these|those) )?(?:members|councillors|trustees|governors|directors|staff|officers)",
    re.IGNORECASE,
)
_ALL_MEMBERS = re.compile(r"(?:(?:the|our|all|both) )?members", re.IGNORECASE)
_COMMITTEE = re.compile(r"(?:sub-?)?committees?", re.IGNORECASE)
_WE = re.compile(r"we|us|our(?:selves)?(?: \w+)?", re.IGNORECASE)
_SPEAKER = re.compile(r"he|she", re.IGNORECASE)
_THEY = re.compile(r"\b(?:they|them|their|theirs|its)\b", re.IGNORECASE)
_SHORT = re.compile(r"[Tt]he [A-Z]{2,}")
_INITIALS = re.compile(r"[A-Z]{2}")
_LARGE = re.compile(r"[A-Z][\w’'-]*")
_TITLES = frozenset(
    re.findall(
        r"\w+",
        "mr mrs ms miss mx dr prof professor rev revd fr sir dame lord lady cllr cllrs councillor councillors "
        "councilmember ald alderman mayor trustee director president commissioner supervisor governor chair chairman "
        "chairwoman chief vice deputy",
    )
)
_BESIDE = re.compile(r"\b(?:with|to|from|by|for) (?:the )?$")
_OF = re.compile(r" (?:of|from) (?:the )?")
_PLACE = re.compile(r"\b(?:at|in|on|near|across|around|along) (?:the )?$")
_OPINION = r"(?:views?|comments?|opinions?|feedback|input|thoughts|ideas|suggestions|observations|reactions?|responses)"
_ASKS = re.compile(
    r"\b(?:(?:ask|invit|encourag|remind|request|urg|consult|poll)(?:e|es|s|ed|ing)?"
    rf"|{_OPINION} (?:of|from|by)|to) (?:all |both |the |other |fellow )*$"
    r"|\b(?:shar|circulat|discuss)(?:e|es|ed|ing) [^.;:,]{1,40}? (?:with|to) (?:all |the )*$",
    re.IGNORECASE,
)
_IS_ASKED = re.compile(
    r"(?:['’]s? \w+)?(?: members)? (?:to be|will be|were|was|had been|have been|has been|are|is) (?:also )?"
    r"(?:asked|invited|encouraged|reminded|consulted|approached|sought|requested)\b",
    re.IGNORECASE,
)
_ITS_OPINION = re.compile(rf"(?:['’]s?)? {_OPINION}\b", re.IGNORECASE)
_CONSULTATION = re.compile(r"\bconsultations?\b", re.IGNORECASE)


class Household:
    """Who belongs to a body, as far as minutes tell: by its name, and the names of those present at a meeting."""

    def __init__(self, body: str, present: Sequence[Participant] = ()) -> None:
        self.body = body
        self._listed = [one for one in present if one.attendance != "in-attendance"]
        sent_by = {one.organisation for one in present} - {""}
        self.is_joint = len(sent_by) > 1 or bool(_JOINT.search(self.body))
        """Whether its members stand for other bodies, so that they share work among themselves."""

    @cached_property
    def _names(self) -> frozenset[str]:
        words = (word.lower() for one in self._listed for word in _LARGE.findall(one.name) if len(word) > 2)
        return frozenset(words) - _TITLES

    @cached_property
    def _initials(self) -> frozenset[str]:
        read = {"".join(word[0] for word in _LARGE.findall(one.name)) for one in self._listed}
        return frozenset(read | {one.initials for one in self._listed if one.initials})

    def named(self, text: str) -> list[tuple[Party, bool]]:
        """The parties that a text names, each with whether it belongs to the body. Who goes on speaking ("he") and a
        place are none."""
        read = [one for one in parties(text, self.body) if not _SPEAKER.fullmatch(text, one.start, one.end)]
        own = [self._is_own(text[one.start : one.end], one.kind) for one in read]
        out = []
        for place, one in enumerate(read):
            if not own[place] and one.kind == "person" and _PLACE.search(text, 0, one.start):
                continue
            of_them = place + 1 < len(read) and bool(_OF.fullmatch(text, one.end, read[place + 1].start))
            other = _COMMITTEE.fullmatch(text, one.start, one.end) and text[: one.start].rstrip(" ")[-1:].islower()
            out.append((one, own[place] and not other and (not of_them or own[place + 1])))
        return out

    def _is_own(self, name: str, kind: str) -> bool:
        tiers = {word.lower() for word in _TIER.findall(name)}
        if kind == "public" or not tiers <= set(re.findall(r"\w+", self.body.lower())):
            return False
        if _ALL_MEMBERS.fullmatch(name) and _WIDER.search(self.body):
            return False
        if kind == "own" or _OFFICE.fullmatch(name) or (not self.body and _WHOLE.fullmatch(name)):
            return True
        short = re.sub(r"^(?:the|our|all|both) ", "", name, flags=re.IGNORECASE)
        if short.isupper():
            body = "".join(word[0] for word in _LARGE.findall(self.body))
            return short in self._initials or (short != name and len(short) > 1 and body.endswith(short))
        words = {word.lower() for word in _LARGE.findall(name) if len(word) > 2} - _TITLES
        return bool(words) and words <= self._names


def stays_within(label: StanceLabel, text: str, before: str, household: Household) -> bool:
    """Whether a statement of shared work, or of asking, is about nobody but the body's own. `before` is the statement
    before it in its item, which may name whom it does not; both are reading text. What is done alone names no other."""
    if label is StanceLabel.UNILATERAL or household.is_joint:
        return False
    named = household.named(text)
    if not named:
        return False
    (first, _), *more = named
    if not more and not (text[: first.start] + text[first.end :]).strip(" .:"):
        return not _OUTSIDERS.search(text)  # a name alone, of a group or a scheme, gives nobody a right
    known = household.named(before)
    if label is StanceLabel.CONSULTATIVE and _asks_own(text, named, before, known):
        return True
    # "they" may be anybody whom the sentence before has; else only a body or people that it names are looked for
    outside = any(not own and (_THEY.search(text) or one.kind in ("public", "other")) for one, own in known)
    return _all_own(text, named) and not outside and not (_THEY.search(text) and _OUTSIDERS.search(before))


def _all_own(text: str, named: Sequence[tuple[Party, bool]]) -> bool:
    """Whether nobody but the body's own is named, and nobody speaks of it, or asks it, as another would."""
    if not all(own for _, own in named) or _OUTSIDERS.search(text):
        return False
    whole = [
        one
        for one, _ in named
        if (one.kind == "own" and not _MEMBERS.fullmatch(text, one.start, one.end))
        or _SHORT.fullmatch(text, one.start, one.end)
    ]
    if any(_ITS_OPINION.match(text, one.end) for one, _ in named) or any(
        _IS_ASKED.match(text, one.end) for one in whole
    ):
        return False
    if whole and whole[0] is named[0][0] and _BESIDE.search(text, 0, whole[0].start):
        return False  # with the body, or to it, does something whoever goes on speaking
    we = [bool(_WE.fullmatch(text, one.start, one.end)) for one in whole]
    return not any(we) or (all(we) and len(we) < len(named))  # "we" beside the body's name are others; alone, anybody


def _asks_own(text: str, named: Sequence[tuple[Party, bool]], before: str, known: Sequence[tuple[Party, bool]]) -> bool:
    """Whether the body's own are asked, and by one of their own: nobody stands before them who is none. A whole body
    of which it is only said that it was asked, was asked by another."""
    if _CONSULTATION.search(text) or any(one.kind == "public" for one, _ in named):
        return False
    for place, (one, own) in enumerate(named):
        if not own and not _INITIALS.fullmatch(text, one.start, one.end):
            return False
        members = bool(_MEMBERS.fullmatch(text, one.start, one.end))
        if own and (_ASKS.search(text, 0, one.start) or (members and _IS_ASKED.match(text, one.end))):
            return place > 0 or members or _is_own_speaker(before, known)
    return False


def _is_own_speaker(before: str, known: Sequence[tuple[Party, bool]]) -> bool:
    """Whether who goes on speaking is one of the body's own: whoever the sentence before names first."""
    return not known or known[0][1] or bool(_INITIALS.fullmatch(before, known[0][0].start, known[0][0].end))
