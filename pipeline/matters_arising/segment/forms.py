"""What shape a statement has: a motion, a vote, its outcome, an action line; and who is said to speak."""

from __future__ import annotations

import re

from matters_arising.models import StatementForm
from matters_arising.segment.lexicon import is_name_like, word_list

_MOTION = re.compile(
    r"\b(?:seconded|second(?:s|ed)? (?:by|the|it)|moved (?:to|that|by|the|for|a|an|approval|adoption)"
    r"|motion (?:was made|made|by|to|that)|made a motion|it was moved|proposed by|prop\.? ?by|proposer"
    r"|moved and seconded|on (?:a|the) motion (?:of|by))\b|\bproposed\b.{0,60}\bsecond",
    re.IGNORECASE,
)
_VOTE = re.compile(
    r"^\W*(?:ayes?|noes|nays?|yes|no|nos|abstain(?:ed|ing)?|abstentions?|absent|in favou?r|against|opposed|for|votes?"
    r"|voting|recused|roll[- ]call(?: vote)?|for the motion|vote count)\b\s*[:–—-]"
    r"|^\W*(?:\d+|all|none|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:votes?\s+|members?\s+)?"
    r"(?:were\s+|voted\s+)?(?:for|in favou?r|against|abstain|abstention|opposed)",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"^\W*(?:(?:the\s+|this\s+)?(?:motion|amendment|proposal|resolution|vote|final resolution)\b[^.]{0,40})?\W*"
    r"(?:was\s+|were\s+|be\s+)?(?:unanimously\s+|duly\s+|all\s+|not\s+)?(?:carried|passed|prevailed|defeated|lost|failed|adopted"
    r"|approved|agreed|resolved|rejected|refused|unanimous(?:ly)?|deferred|withdrawn|noted"
    r"|(?:tabled|postponed|negatived|(?:laid|held|stood) over)(?=\W*$))\b",
    re.IGNORECASE,
)
_SHORTENED = re.compile(r"\W*(?:C[’']?d|Carr)\W*")  # carried
_BESIDE_MARGIN = re.compile(r"\W*(?:[A-Z]{2,}\W+){1,3}(?:CARRIED|PASSED|DEFEATED|LOST|WITHDRAWN|DEFERRED|TABLED)\W*")
_ACTION = re.compile(r"^\W*(?:actions?|action points?|to do|AP)\s*(?:\d+\s*)?(?:[:–—-]|\b(?=by\b))", re.IGNORECASE)
_SPEECH = (
    r"said|says|reported|asked|stated|advised|explained|noted|commented|suggested|proposed|moved|seconded|confirmed|"
    r"informed|replied|responded|requested|thanked|expressed|felt|thought|queried|mentioned|pointed|raised|wondered|"
    r"agreed|presented|gave|provided|outlined|highlighted|questioned|added|recommended|offered|spoke|described|welcomed|"
    r"announced|shared|inquired|enquired|indicated|reminded|clarified|updated|summarised|summarized|declared|told|"
    r"believed|considered|hoped|volunteered|undertook|would|will|has|had|was"
)
_NAME = r"(?:(?:[A-Z][a-zA-Z'’.-]*|of|the|de|van|and|&|\([^)]{1,20}\))\s+){0,6}?(?:[A-Z][a-zA-Z'’-]+|\([^)]{1,20}\))"
_SAID = re.compile(rf"(?P<who>(?:The\s+)?{_NAME})\s+(?:also\s+|then\s+|further\s+|again\s+)?(?P<verb>{_SPEECH})\b")
# "Weir lamp (Minute 12 b) K Moss had": the entry's name, and where it stood, run into who speaks
_ENTRY = re.compile(r"^[^()]{2,60} \([^)]*\d[^)]*\)\s+(?=[A-Z])")
_COLON = re.compile(r"(?P<who>[A-Z][\w'’. -]{1,40}?)\s?:\s")


def form_of(text: str) -> StatementForm:
    """The form of a statement's reading text; "sentence" where it has none of the others."""
    short = len(text.split()) <= 14
    if _ACTION.match(text):
        return "action"
    if _VOTE.match(text):
        return "vote"
    if short and (_OUTCOME.match(text) or is_cramped_outcome(text)):
        return "outcome"
    if _MOTION.search(text):
        return "motion"
    return "sentence"


def is_cramped_outcome(text: str) -> bool:
    """Whether a line is the outcome of a motion, shortened, or with capitals of the margin beside it run into it.

    >>> is_cramped_outcome("Cd."), is_cramped_outcome("BYLAW CARRIED."), is_cramped_outcome("Approved projects")
    (True, True, False)
    """
    return bool(_SHORTENED.fullmatch(text) or _BESIDE_MARGIN.fullmatch(text))


def turn_of(text: str) -> str:
    """Whose turn a dialogue's line opens ("Mr Bell: …"); empty where none does."""
    match = _COLON.match(text)
    named = match and is_name_like(match["who"]) and not is_name_like(text[match.end() :])
    return match["who"].strip() if match and named else ""


def speaker_of(text: str) -> str:
    """Who is named at the start as speaking or moving ("Cllr Ash asked…", "Mr Bell:"), as printed; else empty."""
    if turn := turn_of(text):
        return turn
    match = _SAID.match(text)
    if match is None:
        return ""
    who = _ENTRY.sub("", match["who"].strip())
    first = who.split()[0].lower()
    if _initials(who):
        return who
    if first in word_list("nobody") or (first == "the" and len(who.split()) == 1):
        return ""
    if match["verb"] in ("would", "will", "has", "had", "was"):
        return who if is_name_like(who.removeprefix("The ")) or _initials(who) else ""
    office = {token.lower().strip(".,'’") for token in who.split()} & word_list("honorifics")
    return who if office or is_name_like(who) or _initials(who) else ""


def _initials(who: str) -> bool:
    return re.fullmatch(r"[A-Z]{2,3}", who) is not None
