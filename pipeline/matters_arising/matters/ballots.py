"""A vote as minutes print it, counted: how many were for and against, and who, where it is printed so plainly that
there is one reading only."""

from __future__ import annotations

import re
from dataclasses import dataclass

YES, NO, ABSTAIN, ABSENT = "yes", "no", "abstain", "absent"  # as Open Civic Data calls them

_NUMBER = r"(?P<number>\d{1,3}|none|nil)"
_LABELS = {
    YES: r"(?:for|in favou?r|ayes?|yeas?|yes)",
    NO: r"(?:against|opposed|no(?:es)?|nays?)",
    ABSTAIN: r"(?:abst\w*)",
    ABSENT: r"(?:absent)",
}
_OF_VOTES = r"(?: votes?)?(?: (?:was|were))?"
_COUNTS = {
    option: (
        re.compile(rf"\b{_NUMBER}{_OF_VOTES} {label}\b", re.IGNORECASE),
        re.compile(rf"\b{label}\s*[:–-]?\s*{_NUMBER}\b(?! votes?\b| {'|'.join(_LABELS.values())})", re.IGNORECASE),
    )
    for option, label in _LABELS.items()
}
_PAIR = re.compile(
    r"(?:by |vote of |vote:? )*(?:a vote of )?(?P<yes>\d{1,2})(?: votes?)?\s?(?P<sign>[-–:/]|to)\s?(?P<no>\d{1,2})"
    r"(?:\s?[-–:/]\s?\d{1,2})?(?: votes?)?",
    re.IGNORECASE,
)
_ALL = re.compile(r"unanimous(?:ly)?|(?:all (?:(?:were )?in (?:full )?(?:favou?r|agreement)|agreed))", re.IGNORECASE)
_ROLL = re.compile(
    r"\b(?:(?P<yes>for|in favou?r|ayes?|yeas?|yes)|(?P<no>against|opposed|no(?:es)?|nays?)|(?P<abstain>abst\w*)"
    r"|(?P<absent>absent))\s*(?:[:–-]|(?-i:(?<=[A-Z])(?= [A-Z])))\s*",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor)\.? )?(?:[A-Z][\w’'-]*\.? ?){1,4}")
_BETWEEN = re.compile(r"\s*[,;]\s*(?:and )?|\s+(?:and|&)\s+")
_NOBODY = re.compile(r"(?:none|nil|nobody|0|-|–)\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote. `counts` are numbers by option, `voters` the names by option; either may be empty, as where minutes print
    only that all were in favour."""

    counts: tuple[tuple[str, int], ...] = ()
    voters: tuple[tuple[str, str], ...] = ()


def ballot(printed: str, *, passed: bool) -> Ballot | None:
    """The vote that is printed, on what is known to have `passed` or not. None where it cannot be read for certain.

    What is carried has at least as many votes for it as against it: a vote that tells otherwise was read wrongly. What
    is lost "by 9 votes to 2" has the 9 against it, and "9-2" may be either: such a pair is a vote without counts.

    >>> ballot("6 for, 0 against, 1 abstention", passed=True).counts
    (('yes', 6), ('no', 0), ('abstain', 1))
    >>> ballot("by 9 votes to 2", passed=True).counts, ballot("by 9 votes to 2", passed=False).counts
    ((('yes', 9), ('no', 2)), ())
    >>> ballot("14:00", passed=True), ballot("2-3", passed=True)
    (None, None)
    """
    text = printed.strip(" .;,")
    roll = _roll(text)
    if roll:
        counts = tuple((option, len(names)) for option, names in roll.items()) if {YES, NO} <= roll.keys() else ()
    else:
        counts = _labelled(text) or _paired(text)
    told = dict(counts)
    yes, no = told.get(YES, 0), told.get(NO, 0)
    is_pair = not roll and not _labelled(text)
    if passed and no > yes and {YES, NO} <= told.keys():
        return None
    if is_pair and counts and (yes == no or (yes > no) is not passed):
        counts = ()
    elif not (counts or roll or _ALL.fullmatch(text)):
        return None
    return Ballot(counts, tuple((option, name) for option, names in roll.items() for name in names))


def contradicts(printed: str) -> bool:
    """Whether a printed vote is one that nothing is carried by: what is said to be carried with it was read wrongly.

    >>> contradicts("2-3"), contradicts("5-0"), contradicts("14:00")
    (True, False, False)
    """
    return ballot(printed, passed=True) is None and ballot(printed, passed=False) is not None


def _labelled(text: str) -> tuple[tuple[str, int], ...]:
    """Numbers beside what they are of; none where an option has two, or nobody is said to be for or against."""
    found = []
    for option, patterns in _COUNTS.items():
        numbers = next((told for told in (list(p.finditer(text)) for p in patterns) if told), [])
        if len(numbers) > 1:
            return ()
        found += [(option, int(each["number"]) if each["number"].isdigit() else 0) for each in numbers]
    return tuple(found) if {YES, NO} & dict(found).keys() else ()


def _paired(text: str) -> tuple[tuple[str, int], ...]:
    """Two numbers and nothing else, the first taken for those in favour."""
    pair = _PAIR.fullmatch(text)
    if pair is None or (pair["sign"] == ":" and len(pair["no"]) == 2):  # "14:00" is a time
        return ()
    return (YES, int(pair["yes"])), (NO, int(pair["no"]))


def _roll(text: str) -> dict[str, list[str]]:
    """The names of a roll call by option, if all of it can be read; an option may be printed with nobody under it."""
    labels = list(_ROLL.finditer(text))
    if not labels or labels[0].start() > 0:
        return {}
    ends = [*(label.start() for label in labels[1:]), len(text)]
    found: dict[str, list[str]] = {}
    for label, end in zip(labels, ends, strict=True):
        named = text[label.end() : end].strip(" .;,[]()")
        names = [] if not named or _NOBODY.fullmatch(named) else _BETWEEN.split(named)
        if str(label.lastgroup) in found or not all(_NAME.fullmatch(name) for name in names):
            return {}
        found[str(label.lastgroup)] = names
    return found if any(found.values()) else {}
