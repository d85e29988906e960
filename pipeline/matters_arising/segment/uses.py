"""The names of bodies as they are printed: folded to a key, and how often, when and by whom each is used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matters_arising.models import Meeting
from matters_arising.segment.lexicon import lexicon, word_list
from matters_arising.segment.names import is_generic

FEW = 3  # meetings that make a name established
_MOST = 0.75  # of the meetings of a place: its one body
_REGULARS = 3  # people who came under both names
_SAME_PEOPLE = 0.5  # of those who came under one of two names: they came under the other, too


def body_key(name: str) -> str:
    """A body's name without case, punctuation, possessives and small words.

    >>> body_key("The ASHBY Parish-Council") == body_key("Ashby Parish Council")
    True
    """
    plain = re.sub(r"['’]s\b", "s", name.casefold()).replace("&", " and ")
    return " ".join(token for token in re.findall(r"[^\W_]+", plain) if token not in word_list("dropped_in_keys"))


@dataclass(frozen=True, slots=True)
class Use:
    """How often a name is printed in a place, in which months (ISO) it met, and who came, by surname."""

    count: int
    months: frozenset[str]
    people: frozenset[str]


def uses(meetings: Iterable[Meeting]) -> dict[str, Use]:
    """The use of each name among these meetings."""
    found: dict[str, Use] = {}
    for meeting in meetings:
        use = found.get(meeting.body, Use(0, frozenset(), frozenset()))
        months, people = use.months | {meeting.date[:7]} - {""}, use.people | surnames(meeting)
        found[meeting.body] = Use(use.count + 1, months, people)
    return found


def surnames(meeting: Meeting) -> frozenset[str]:
    """The last word of each name in the attendance list, initials left out."""
    words = (re.findall(r"[^\W\d_]{3,}", person.name.casefold()) for person in meeting.participants)
    return frozenset(found[-1] for found in words if found)


def same_people(one: Use, other: Use) -> bool:
    """Whether the same people came under both names."""
    both = len(one.people & other.people)
    return both >= max(_REGULARS, _SAME_PEOPLE * min(len(one.people), len(other.people)))


def other_people(one: Use, other: Use) -> bool:
    """Whether some came under each of two names, and nobody under both."""
    return min(len(one.people), len(other.people)) >= _REGULARS and not one.people & other.people


def _runs(name: str, own: Use, head: str, groups: Sequence[Sequence[str]], used: Mapping[str, Use]) -> bool:
    """Whether a committee that nothing more is said of is the one that runs the place's one body, a body of members:
    the same people came, and the two never met in one month. A council's committee is another body than the council.
    """
    kinds = set(body_key(head).split())
    bare = set(body_key(name).split()) - set(lexicon()["generic_with"]) == {"committee"}
    if not bare or "committee" in kinds or not kinds & set(lexicon()["of_members"]):
        return False
    months = frozenset[str]().union(*(used[one].months for one in groups[0]))
    people = frozenset[str]().union(*(used[one].people for one in groups[0]))
    return not own.months & months and same_people(own, Use(1, months, people))


def left_short(used: Mapping[str, Use], groups: Sequence[Sequence[str]], chosen: Mapping[str, str]) -> dict[str, str]:
    """Names that say too little ("Board", then nothing at all) with the name of the place's one body, if it has one.

    `groups` are the names that are one body each, `chosen` gives the one that stands for it.
    """
    totals = {chosen[group[0]]: sum(used[name].count for name in group) for group in groups}
    out: dict[str, str] = {}
    for name in sorted((n for n in used if not n or is_generic(n)), key=lambda n: (not n, n)):
        wanted = set(body_key(name).split())
        fits = {head: count for head, count in totals.items() if wanted <= set(body_key(head).split())}
        main = max(fits, key=lambda head: (fits[head], head), default="")
        if main and fits[main] >= _MOST * sum(fits.values()) and fits[main] >= FEW:
            out[name] = main
            totals[main] += used[name].count
        elif len(groups) == 1 and _runs(name, used[name], chosen[groups[0][0]], groups, used):
            out[name] = chosen[groups[0][0]]
            totals[out[name]] += used[name].count
    heads = {out.get(name, chosen.get(name, name)) for name in used if name}
    if "" in used and len(heads) == 1 and _may_be(used[""], [use for name, use in used.items() if name]):
        out[""] = heads.pop()
    return out


def _may_be(nameless: Use, named: Sequence[Use]) -> bool:
    """Whether minutes that name nobody are those of the one body named beside them: as many at least name it, and it is
    not known that nobody came to both."""
    people = frozenset[str]().union(*(use.people for use in named))
    return nameless.count <= sum(use.count for use in named) and not other_people(nameless, Use(1, frozenset(), people))
