"""Whose stance, with whom, how firm, in which phase: read off the clause that carries it, and off what stands before.

Each function takes the reading text of a statement; `before` is the text before it in its item, since a clause often
does not say what the work is. Who a clause leaves out is not guessed from there: of real minutes one in seven such
guesses was right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matters_arising.nlp.people import doer
from matters_arising.stance.parties import parties
from matters_arising.vocab import Phase, StanceLabel, StanceStatus

_DENIED = re.compile(
    r"\b(?:no|not|never|nobody|no one|none|neither|nor|\w+n['’]t|without)\b[^.;]{0,50}?"
    r"\b(?:consult|ask(?:ed|ing)?|invit|involv|includ|sought|shown|conven|approach|heard|discuss)\w*",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:said|stated|advised|reported|explained|confirmed|replied|noted|admitted|wrote|told|accepted"
    r"|recalled|added)\b",
    re.IGNORECASE,
)
_ASPIRATION = re.compile(
    r"\b(?:committed to|commitment to|values?|valued|believes? in|spirit of|ethos|keen on|importance of|vision)\b",
    re.IGNORECASE,
)
_PROPOSED = re.compile(
    r"\b(?:suggest(?:ed|s)?|propos(?:ed?|es|ing) (?:that|to|an?|the)|recommend(?:ed|s)?|should|ought|must"
    r"|might|urge[ds]?"
    r"|call(?:ed|s) (?:for|on)|(?:want|wish)(?:ed|es|s)?|would (?:like|welcome|prefer)|hope[ds]?|keen to"
    r"|request(?:ed|s)? (?:that|to)"
    r"|ask(?:ed|s)? (?:that|for|if|whether)|offer(?:ed|s) to)\b",
    re.IGNORECASE,
)
_COMMITTED = re.compile(
    r"\b(?:will|shall|would|to be|going to|intend\w*|plan(?:s|ned) to|(?:is|are|was|were) to|agreed to"
    r"|resolved|next \w+"
    r"|(?:we|they|s?he|it|you|i)['’](?:ll|d))\b"
    # an errand in its bare form: "Secretary to choose"
    r"|^[^.;:]{1,60}? to (?!the\b|an?\b|our\b|its\b|their\b|his\b|her\b|all\b)[a-z]{2,}|^(?:To|ACTION) ",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:was|were|had|has|have|did|been|[a-z]{3,}ed|met|sent|took|went|gave|wrote|drew|chose|put|ran)\b"
)
_PHASES = (
    (
        Phase.REVIEW,
        r"review\w*|evaluat\w*|audit\w*|assess\w*|inspect\w*|monitor\w*|inquir\w+|investigat\w*|apprais\w*|lessons"
        r"|findings|conclusions|apprais\w*|examin\w*|check(?:ed|ing|s)?|score[sd]?|satisf\w+|marked out",
    ),
    (
        Phase.PROBLEM_SOLVING,
        r"solv\w*|solution\w*|problems?|tackl\w*|remed\w+|cure[ds]?|sort(?:ed|ing)? (?:it |this |that )?out|fix for"
        r"|look(?:ed|ing)? into|find (?:out )?(?:the |a )?(?:cause|source|way|answer)|get to the bottom"
        r"|complain\w*|cause"
        r"|untangl\w*|figur\w+ (?:it )?out|causes",
    ),
    (
        Phase.DESIGN,
        r"design\w*|draft\w*|(?:re)?draw(?:n|s|ing|ings)?|drew|(?:re)?writ(?:e|es|ing|ten)|wrote|layout"
        r"|plan(?:s|ned|ning)?"
        r"|specif\w+|develop\w*|strateg\w*|architect|sketch\w*|prepar\w*|compil\w*|devis\w*|wording",
    ),
    (
        Phase.DECIDE,
        r"decid\w*|decision\w*|vot(?:e|es|ed|ing)|approv\w*|determin\w*|cho(?:ice|ose|oses|osing|se|sen)|pick(?:s|ed)?"
        r"|settl\w*|fix(?:es|ed)?|rul(?:e|ed|ing)|select\w*|award\w*|adopt\w*|poll\w*|ballot\w*|consult\w*"
        r"|hearing|final"
        r"|allocat\w*|agreement|prefer\w*|sign\w*|opinions?|views?|set(?:s|ting)?",
    ),
    (
        Phase.DELIVER,
        r"deliver\w*|run(?:s|ning)?|ran|build\w*|built|clear\w*|plant\w*|mend\w*|repair\w*|paint\w*|staff(?:ed|ing)?"
        r"|volunteer\w*|help\w*|hands|crews?|host\w*|maintain\w*|share[ds]?|pool\w*|rota|labour|fund\w*"
        r"|carr(?:y|ied) out|teach\w*|clean\w*|patrol\w*|collect\w*|provid\w*|lend|lent|loan\w*|organi[sz]\w*|manag\w+",
    ),
)
_PHASE_PATTERNS = tuple((phase, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for phase, words in _PHASES)
_REPORTS = re.compile(
    r"\s*(?:\([^)]*\))?,? (?:also |then |further )*(?:said|stated|advised|reported|explained|confirmed|replied|noted"
    r"|announced|recalled|told|mentioned|informed|wrote)\b"
)
# what was done alone is told of by whoever complains of it, too
_TELLS_OF = re.compile(
    rf"{_REPORTS.pattern}|,? (?:also |then |further |had |has )*(?:pointed out|complained|objected|protested|regretted"
    r"|commented|remarked|observed|claimed|alleged|suggested|asked|queried|questioned|felt|thought|believed|expressed"
    r"|raised|highlighted|argued"
    r"|(?:is|are|was|were) (?:very )?(?:disappointed|concerned|unhappy|surprised|aware|angry))\b"
)
_WITH = re.compile(r"\b(?:with|alongside|beside|between|together with|along with)\W+(?:both |all |the )*$")
_ASKED = re.compile(
    r"\b(?:invit|ask|consult|survey|poll|canvass|hear|heard|sound)\w*\W+(?:\w+ )?$|\b(?:views|comments|opinions?"
    r"|feedback|input|answers|replies|thoughts|ideas|preferences|responses|concerns) (?:of|from|by)\W+(?:\w+ )?$"
)
_DECIDES = re.compile(
    r"^['’]?s?,? (?:to|will|would|shall|is to|then|and then|it\w* to) (?:then )?(?:decid|choos|pick|settl|fix|set|rul"
    r"|determin|finali|writ|draw|draft|select|make|award)\w*|^ (?:decid|cho[so]|pick|settl|fix|set|rul"
    r"|determin|wr|dr)\w*"
)


def holder(text: str, speaker: str = "", *, label: StanceLabel | None = None, body: str = "") -> str:
    """Whose stance it is, as printed: who decides or does. Where a label is given, one who is asked is not it.

    That is who opens the statement and acts, then who it says decides, then whoever opens it or is no mere name within
    it, then the speaker. Empty in doubt: a name that only stands somewhere in the clause is seldom whose act it is.
    """
    found = list(_named(text, body))
    acting = found if label in (None, StanceLabel.COLLABORATIVE) else [one for one in found if not one.asked]
    tells = _TELLS_OF if label is StanceLabel.UNILATERAL else _REPORTS
    does = doer(text)
    only_tells = bool(does and tells.match(text, text.find(does) + len(does)))
    if does and not only_tells and not _is_asked(does, found, label):
        return does
    deciding = next((one.text for one in acting if one.decides), "")
    named = (one for one in acting if one.kind != "public" and not one.joined and one.tells)
    doing = next((one.text for one in named if not tells.match(text, one.end)), "")
    told = only_tells or any(tells.match(text, one.end) for one in found)
    # who tells of what was done alone did not do it
    return deciding or doing or ("" if told and label is StanceLabel.UNILATERAL else speaker)


def _is_asked(name: str, found: Sequence[_Named], label: StanceLabel | None) -> bool:
    """Whether somebody named was heard, or left out, and so is not who decided."""
    asks = label not in (None, StanceLabel.COLLABORATIVE)
    return asks and any(one.asked and one.text in name for one in found)


def with_whom(text: str, *, label: StanceLabel | None = None, body: str = "") -> str:
    """The other party, as printed; empty when alone, and where the statement names none beside the holder."""
    found = list(_named(text, body))
    chosen = next((_with_those_joined(text, one, found) for one in found if one.joined or one.asked), "")
    if chosen or label in (None, StanceLabel.UNILATERAL):
        return chosen
    whose = holder(text, label=label, body=body)
    others = [one for one in found if one.text not in whose]
    public = next((one.text for one in others if one.kind == "public" and one.is_public(label)), "")
    return public or next((one.text for one in others if one.kind == "other" and one.is_named), "")


def status(text: str) -> StanceStatus:
    """Whether it was done, promised, asked for, denied or praised."""
    if _ASPIRATION.search(text):
        return StanceStatus.ASPIRATION
    if _DENIED.search(text) and (_TOLD.search(text) or re.match(r"\W*(?:No|Nobody|None|Neither)\b", text)):
        return StanceStatus.NEGATED
    proposed, committed = _PROPOSED.search(text), _COMMITTED.search(text)
    if proposed and not (committed and committed.start() < proposed.start()):
        return StanceStatus.PROPOSED
    done = next((one for one in _DONE.finditer(text) if not _TOLD.match(text, one.start())), None)
    if committed and not (done and done.start() < committed.start()):
        return StanceStatus.COMMITTED
    return StanceStatus.ENACTED


def phase(text: str, *, before: str = "", label: StanceLabel | None = None) -> Phase:
    """The part of the work that is shared or kept: what most words of the text, or else of what stands before it,
    tell of. Where none does, one is heard before a decision, and works in all else."""
    for read in (text, before):
        counts = {found: len(pattern.findall(read)) for found, pattern in _PHASE_PATTERNS}
        best = max(counts, key=lambda found: counts[found])  # the order above breaks ties
        if counts[best]:
            return best
    return Phase.DELIVER if label in (None, StanceLabel.COLLABORATIVE) else Phase.DECIDE


_DOES = re.compile(  # alone or with another: "the Club and the Trust should"
    r"(?: of [A-Z]\w+)?(?:,? and (?:[Tt]he )?[A-Z][\w’' ]{1,40}?)?,? (?:also |then |now |both )?"
    r"(?:will|would|shall|has|have|had|is|are|was|were|may|can|could|should|must|do|does|did|needs?|held|met|made|took|set"
    r"|sent|wrote|gave|(?!(?:this|its|us|as)\b)[a-z]+(?:ed|es|s))\b"
)
_AFTER = re.compile(r"\b(?:with|to|from|of|for|in|at|on|between|like|through|about|against|than|into) (?:[a-z]+ )?$")
_OPENS = 4  # characters of a list's mark before who opens a statement
_ARTICLES = frozenset(("the", "The", "This", "Our", "All", "Both", "Any", "Those", "Local", "Another", "Other"))
_THING = re.compile(
    r" (?!(?:and|or|to|who|whom|from|in|for|at|on|of|with|by|were|are|was|is|will|would|have|has|had|may|can|could"
    r"|should|as|that|but|during|before|after|via|about|over|be|been)\b)[a-z]+"
)
_AND = re.compile(r"(?:,| and|, and| &) (?:the )?")
_PRONOUN = re.compile(r"(?:he|she|we|us|our|ourselves)", re.IGNORECASE)


class _Named:
    """A party as printed, and how it stands in its clause."""

    def __init__(self, text: str, start: int, end: int, kind: str) -> None:
        self.text, self.kind, self.start, self.end = text[start:end], kind, start, end
        self.joined = bool(_WITH.search(text, 0, start))
        self.asked = bool(_ASKED.search(text, 0, start)) or bool(
            re.match(
                r"(?: \w+)? (?:(?:to be|will be|were|was|are|is)|(?:had|have|has) (?:not |never )?been) (?:\w+ )?"
                r"(?:asked|consulted|invited|polled|heard|surveyed|sounded|involved|informed|told|shown)\b",
                text[end:],
            )
        )
        self.next = text[end:]
        # "GTFS", "APIs", "the services": an abbreviation or a common noun may be anything
        self.is_named = any(
            word[0].isupper() and not word.rstrip("s").isupper() for word in self.text.split() if word not in _ARTICLES
        )
        self.decides = bool(_DECIDES.match(text[end:]))
        # a name within a clause may be a place, a plan or an object; a body within it is often no more than named
        self.tells = kind != "person" and (
            start < _OPENS
            or text[:start].endswith(" by ")
            or bool(_DOES.match(text, end) and not _AFTER.search(text, 0, start))
        )

    def is_public(self, label: StanceLabel | None) -> bool:
        """Whether these are people, and not the kind of a thing: of a "public meeting" the public is asked, but at a
        "community garden" nobody works by that name."""
        asked = label is StanceLabel.CONSULTATIVE and self.text.lower().endswith("public")
        return asked or not _THING.match(self.next)


def _with_those_joined(text: str, one: _Named, found: Sequence[_Named]) -> str:
    """A party with those that are listed behind it: "A, B and C"."""
    end = one.end
    for other in found:
        if other.start > end and _AND.fullmatch(text, end, other.start):
            end = other.end
    return text[one.start : end]


def _named(text: str, body: str) -> Iterator[_Named]:
    """The parties of a text, but for the one that only tells it."""
    for number, one in enumerate(parties(text, body)):
        if _PRONOUN.fullmatch(text, one.start, one.end):
            continue
        if number or not _REPORTS.match(text[one.end :]) or len(text) < one.end + 25:
            yield _Named(text, one.start, one.end, one.kind)
