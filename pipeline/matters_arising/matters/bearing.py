"""Whether what is settled bears on what was put: the next entry of a list is printed under a motion, too.

What says of itself what it settles ("Agreed to buy a mower") answers a motion only by its words. What says nothing but
how it ended ("Carried"), or points back ("This was agreed"), answers what stands right before it.
"""

from __future__ import annotations

import re
from collections.abc import Set

from matters_arising.matters.assent import without_assent
from matters_arising.matters.traces import telling
from matters_arising.matters.words import stems
from matters_arising.segment.lexicon import word_list

_HOW = frozenset(
    stem
    for words in ("acts", "act_fillers", "done", "done_how", "joining")
    for word in word_list(words)
    for stem in stems(word)
) | frozenset(
    stems("accepted declared majority casting show hands present one two three four five six seven eight nine")
)
_NAME = re.compile(r"(?<=\s)[A-Z][a-z’'-]+\w*")
_NEAR = 2  # statements after something put, in which what settles it may say no more than that
_FAR = 6  # the same where it was moved, or the motion is named
_SHARED = 0.25  # of what it says, or of what was put, whichever is less: a word in common is soon found in what is long
_OTHER = r"(?:the|an?|following|next|other|another|previous|new)\b"  # "the following motion" stands below
_THE_MOTION = re.compile(
    rf"\b(?:the|this|that|main|original) (?:(?!{_OTHER})\w+ )?(?:motion|proposal|resolution|question)\b", re.IGNORECASE
)
_ACT = re.compile(r"\b(?:agreed|resolved|decided)\b", re.IGNORECASE)
_EXPLETIVE = re.compile(
    r"\bit\s+(?:was|is|were|be|has been|had been)\s+(?:\w+ly\s+|also\s+|then\s+|further\s+|hereby\s+)*"
    r"(?:agreed|resolved|decided|moved|proposed|recommended|suggested|noted|requested|ordered|voted|felt|thought|hoped)\b",
    re.IGNORECASE,
)
_PUT = r"motion|proposal|suggestion|request|recommendation|resolution|offer|idea|application|matter|item|question"
# "the Resolutions" may be any
_REFERS = re.compile(
    rf"\b(?:(?:this|that|these|those|such|both|her|his|their)\s+(?:(?!{_OTHER})\w+\s+)?(?:(?:{_PUT})s?|approach|course)"
    rf"|the\s+(?:(?!{_OTHER})\w+\s+)?(?:{_PUT}|approach|course|same|above))\b"
    r"|\b(?:this|that|these|those|both|it)\b(?=\s*(?:$|[.,;)]|(?:was|were|is|are|be|being|has|had|should|would|will)\b))"
    r"|\b(?:on|of|to|with|for|about|do|support(?:ed)?|accept(?:ed)?|approve[d]?|adopt(?:ed)?|defer(?:red)?) "
    r"(?:this|it|them|these|so)\b(?! \w+s? (?:be|was|were)\b)"
    r"|\bso (?:resolved|ordered|agreed|moved|decided)\b",
    re.IGNORECASE,
)


def bears_on(said: str, words: Set[str], *, after: int = 1, moved: bool = False, movers: str = "") -> bool:
    """Whether a statement that settles something bears on a motion of these telling `words`, so many statements `after`
    it. What was `moved` is put to the vote, however long it is debated before; what somebody only suggested is answered
    at once. `movers` are names that say nothing of it.

    >>> bears_on("Carried, four votes to one.", {"mower"}), bears_on("Agreed to fund the picnic.", {"mower"})
    (True, False)
    >>> put = set(telling("Mend the gate of the lower orchard and paint it green before the autumn fair."))
    >>> bears_on("Agreed to paint it.", put), bears_on("Agreed to hire a stage, a tent and lamps for the fair.", put)
    (True, False)
    >>> bears_on("To buy a mower.", {"mower"}, after=9), bears_on("It was agreed to this request.", {"mower"})
    (True, True)
    >>> [bears_on(said, {"mower"}, after=4) for said in ("Agreed.", "The motion was carried.")]
    [False, True]
    """
    told = set(telling(without_assent(said))) - (set(stems(movers)) - _HOW)
    own = told - _HOW - set(telling(" ".join(_NAME.findall(said))))
    if told & words and len(told & words) >= _SHARED * min(len(own), len(words)):
        return True
    if after <= (_FAR if moved else _NEAR):
        return (not own and not said.rstrip().endswith(":")) or not words or refers_back(said)
    return after <= _FAR and bool(_THE_MOTION.search(said))


def settles_itself(sentence: str) -> bool:
    """Whether a sentence in which something is put and something settled settles what it puts.

    >>> settles_itself("A bench by the pond was suggested and agreed.")
    True
    >>> settles_itself("A bench by the pond was suggested, and it was agreed to buy a mower.")
    False
    """
    act = _ACT.search(sentence)
    words = set(telling(sentence[: act.start()])) if act else set()
    return act is None or bears_on(sentence[act.end() :], words)


def refers_back(said: str) -> bool:
    """Whether a statement points to what stands before it.

    >>> refers_back("It was agreed that the pump be sold."), refers_back("It was agreed that it be sold.")
    (False, True)
    """
    return bool(_REFERS.search(_EXPLETIVE.sub("", said)))
