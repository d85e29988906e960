"""When two printed names are one body: names folded to a key, and an archive's names drawn together.

Evidence is sought folder by folder, since an archive keeps one body's minutes together: spelling, abbreviation,
a name left short, the months in which each name met, and who came. What the evidence does not settle stays apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from matters_arising.models import Meeting
from matters_arising.segment.bodies import is_generic, lexicon
from matters_arising.segment.lexicon import word_list

_ALIKE = 92  # of 100: one or two slips of the pen in a name
_MOST = 0.75  # of a folder's meetings: its one body
_BOARD = frozenset(["directors", "trustees", "governors", "education", "supervisors", "commissioners"])
_SUB = frozenset(["committee", "subcommittee", "sub", "panel", "group", "party", "force"])
_FEW = 3  # meetings that make a name established in its folder
_REGULARS = 3  # people who came under both names
_SAME_PEOPLE = 0.5  # of those who came under one of two names: they came under the other, too


def body_key(name: str) -> str:
    """A body's name without case, punctuation, possessives and small words.

    >>> body_key("The ASHBY Parish-Council") == body_key("Ashby Parish Council")
    True
    """
    plain = re.sub(r"['’]s?\b", "s", name.casefold()).replace("&", " and ")
    return " ".join(token for token in re.findall(r"[^\W_]+", plain) if token not in word_list("dropped_in_keys"))


def harmonise(meetings: Sequence[Meeting]) -> tuple[Meeting, ...]:
    """The meetings in the order given, with one printed name for each body. Ids stay as they are.

    The canonical name is the one printed most often, of equals the longest, then the first of the alphabet. A
    meeting whose minutes name no body takes that of its folder where the folder has hardly any other.
    """
    named: dict[str, dict[str, _Use]] = defaultdict(dict)
    for meeting in meetings:
        uses = named[_folder(meeting)]
        use = uses.get(meeting.body, _Use(0, frozenset(), frozenset()))
        months, people = use.months | {meeting.date[:7]} - {""}, use.people | _surnames(meeting)
        uses[meeting.body] = _Use(use.count + 1, months, people)
    canonical: dict[tuple[str, str], str] = {}
    for folder, uses in named.items():
        for name, chosen in _drawn_together(uses).items():
            canonical[folder, name] = chosen
    spelled = _across_folders(canonical, meetings)
    return tuple(replace(m, body=spelled[canonical[_folder(m), m.body]]) for m in meetings)


@dataclass(frozen=True, slots=True)
class _Use:
    """How often a name is printed in a folder, in which months (ISO) it met, and who came, by surname."""

    count: int
    months: frozenset[str]
    people: frozenset[str]


def _surnames(meeting: Meeting) -> frozenset[str]:
    """The last word of each name in the attendance list, initials left out."""
    words = (re.findall(r"[^\W\d_]{3,}", person.name.casefold()) for person in meeting.participants)
    return frozenset(found[-1] for found in words if found)


def _folder(meeting: Meeting) -> str:
    return str(PurePosixPath(meeting.document).parent)


def _drawn_together(uses: Mapping[str, _Use]) -> dict[str, str]:
    """For each name of a folder the name that stands for its body."""
    order = sorted((name for name in uses if name), key=lambda name: (-uses[name].count, -len(name), name))
    whole = [name for name in order if not is_generic(name)]
    groups: list[list[str]] = []
    for name in whole:
        group = next((g for g in groups if any(_same(name, other, uses, whole) for other in g)), None)
        if group is None:
            groups.append([name])
        else:
            group.append(name)
    chosen = {name: _canonical(group, uses) for group in groups for name in group}
    chosen.update(_unnamed(uses, groups, chosen))
    return {name: chosen.get(name, name) for name in uses}


def _canonical(group: Iterable[str], uses: Mapping[str, _Use]) -> str:
    return min(group, key=lambda name: (not _organs(body_key(name)), -uses[name].count, -len(name), name))


def _unnamed(uses: Mapping[str, _Use], groups: Sequence[Sequence[str]], chosen: Mapping[str, str]) -> dict[str, str]:
    """Names that say too little ("Board", then nothing at all) go to the folder's one body, if it has one."""
    totals = {chosen[group[0]]: sum(uses[name].count for name in group) for group in groups}
    out: dict[str, str] = {}
    for name in sorted((n for n in uses if not n or is_generic(n)), key=lambda n: (not n, n)):
        wanted = set(body_key(name).split())
        fits = {head: count for head, count in totals.items() if wanted <= set(body_key(head).split())}
        main = max(fits, key=lambda head: (fits[head], head), default="")
        if main and fits[main] >= _MOST * sum(fits.values()) and fits[main] >= _FEW:
            out[name] = main
            totals[main] += uses[name].count
    return out


def _same(name: str, other: str, uses: Mapping[str, _Use], names: Sequence[str]) -> bool:
    """Whether two names of one folder are one body."""
    from rapidfuzz.fuzz import ratio

    a, b = body_key(_spelled_out(name, names)), body_key(_spelled_out(other, names))
    if a == b or _run_together(a, b, uses[name], uses[other]):
        return True
    first, second = set(a.split()), set(b.split())
    if {t for t in first if t.isdigit()} != {t for t in second if t.isdigit()}:
        return False
    side_by_side = len(uses[name].months & uses[other].months) >= _FEW  # Offord and Ford, not one that slips
    if ratio(a, b) >= _ALIKE and len(a) > 8 and len(first) == len(second) and not side_by_side:
        return True
    extra = first ^ second
    if _is_the_same_company(a, b, uses[name], uses[other]):
        return True
    if not (first < second or second < first):
        return False
    shorter = a if first < second else b
    if not _organs(shorter):  # "Ashby Water District" and its board; a name left short
        return len(first & second) > 1 and (extra <= _SUB or not extra & _SUB)
    if extra <= _BOARD and "board" in first & second:
        return True
    if _is_named_more_fully(a, b, names) and not uses[name].months & uses[other].months:
        return True
    return not extra & _all_organs() and _one_after_another(uses[name], uses[other])


def _run_together(one: str, other: str, of_one: _Use, of_other: _Use) -> bool:
    """Whether two keys are one but for spaces, where a line break of the source lost one between two words.

    A small word that keys leave out may have stuck to the next, too ("ofAshby Parish Council"); but Offord is not Ford:
    then the longer name must be rare beside the other, and never have met in the same month.
    """
    (short, of_short), (long, of_long) = sorted(
        ((one.replace(" ", ""), of_one), (other.replace(" ", ""), of_other)), key=lambda entry: len(entry[0])
    )
    if long == short:
        return True
    stuck = long.endswith(short) and long.removesuffix(short) in word_list("dropped_in_keys")
    return stuck and of_long.count < _FEW <= of_short.count and not of_long.months & of_short.months


def _is_named_more_fully(one: str, other: str, names: Sequence[str]) -> bool:
    """Whether a name ends in the other ("Ashshire Health Board" and "Health Board"), and no third name does."""
    short, long = sorted((one, other), key=len)
    if len(short.split()) < 2 or not long.endswith(f" {short}"):
        return False
    return len({body_key(name) for name in names if body_key(name).endswith(f" {short}")}) == 1


def _is_the_same_company(one: str, other: str, of_one: _Use, of_other: _Use) -> bool:
    """Whether two names that end alike never met in one month, and the same people came under both.

    Where each has words of its own ("Residents Quarry Panel", "Ashby Quarry Panel"), they must share more than words
    for organs, and one of them must be rare.
    """
    first, second = one.split(), other.split()
    tail = []
    for x, y in zip(reversed(first), reversed(second), strict=False):
        if x != y:
            break
        tail.append(x)
    if len(tail) < 2 or of_one.months & of_other.months:
        return False
    within = set(first) <= set(second) or set(second) <= set(first)
    if not within and (set(tail) <= _all_organs() or min(of_one.count, of_other.count) >= _FEW):
        return False
    both = len(of_one.people & of_other.people)
    return both >= max(_REGULARS, _SAME_PEOPLE * min(len(of_one.people), len(of_other.people)))


def _one_after_another(one: _Use, other: _Use) -> bool:
    """Whether two established names never met in the same month: a body that changed its name."""
    return min(one.count, other.count) >= _FEW - 1 and not one.months & other.months


def _organs(key: str) -> set[str]:
    return set(key.split()) & _all_organs()


def _all_organs() -> set[str]:
    return {word for entry in lexicon()["organs"] for word in body_key(entry).split()}


def _spelled_out(name: str, names: Sequence[str]) -> str:
    """A name with its acronym replaced by the words of another name whose initials it is."""
    acronym = re.search(r"\b[A-Z]{2,6}\b", name)
    if acronym is None or (name.isupper() and len(name.split()) > 1):
        return name
    for other in names:
        tokens = re.findall(r"[^\W_][\w'’]*", other)
        initials = "".join(token[0].upper() for token in tokens)
        at = initials.find(acronym.group())
        if at >= 0 and acronym.group() not in tokens:
            long = " ".join(tokens[at : at + len(acronym.group())])
            return name.replace(acronym.group(), long)
    return name


def _across_folders(canonical: Mapping[tuple[str, str], str], meetings: Sequence[Meeting]) -> dict[str, str]:
    """One spelling for names of different folders that fold to one key."""
    counts = Counter(canonical[_folder(m), m.body] for m in meetings)
    best: dict[str, str] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], -len(name), name)):
        best.setdefault(body_key(name), name)
    return {name: best[body_key(name)] if name else "" for name in counts}
