"""When two printed names are one body: an archive's names drawn together.

Evidence is sought folder by folder, since an archive keeps one body's minutes together: spelling, abbreviation,
a name left short, the months in which each name met, and who came. What the evidence does not settle stays apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from matters_arising.models import Meeting
from matters_arising.segment.bodies import names_of_path
from matters_arising.segment.lexicon import lexicon, word_list
from matters_arising.segment.nameless import called_by_folder
from matters_arising.segment.names import is_generic
from matters_arising.segment.namesakes import told_apart
from matters_arising.segment.uses import FEW, Use, body_key, left_short, other_people, same_people, uses

_ALIKE = 92  # of 100: one or two slips of the pen in a name
_BOARD = frozenset(["directors", "trustees", "governors", "education", "supervisors", "commissioners"])
_SUB = frozenset(["committee", "subcommittee", "sub", "panel", "group", "party", "force"])


def harmonise(meetings: Sequence[Meeting]) -> tuple[Meeting, ...]:
    """The meetings in the order given, with one printed name for each body. Ids stay as they are.

    The canonical name is the one printed most often, of equals the longest, then the first of the alphabet. A
    meeting whose minutes name no body takes that of its folder where the folder has hardly any other, and the folder's
    own name where no minutes in it name one.
    """
    filed: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        filed[_folder(meeting)].append(meeting)
    canonical: dict[tuple[str, str], str] = {}
    for folder, own in filed.items():
        for name, chosen in _drawn_together(uses(own), folder).items():
            canonical[folder, name] = chosen
    drawn = [replace(m, body=canonical[_folder(m), m.body]) for m in meetings]
    return told_apart(called_by_folder(drawn))


def _folder(meeting: Meeting) -> str:
    return str(PurePosixPath(meeting.document).parent)


def _drawn_together(used: Mapping[str, Use], folder: str) -> dict[str, str]:
    """For each name of a folder the name that stands for its body."""
    order = sorted((name for name in used if name), key=lambda name: (-used[name].count, -len(name), name))
    whole = [name for name in order if not is_generic(name)]
    filed = frozenset(body_key(name) for name in names_of_path(folder))
    groups: list[list[str]] = []
    for name in whole:
        group = next((g for g in groups if any(_same(name, other, used, whole, filed) for other in g)), None)
        if group is None:
            groups.append([name])
        else:
            group.append(name)
    chosen = {name: _canonical(group, used) for group in groups for name in group}
    chosen.update(left_short(used, groups, chosen))
    return {name: chosen.get(name, name) for name in used}


def _canonical(group: Iterable[str], used: Mapping[str, Use]) -> str:
    return min(group, key=lambda name: (not _organs(body_key(name)), -used[name].count, -len(name), name))


def _same(name: str, other: str, used: Mapping[str, Use], names: Sequence[str], filed: Collection[str]) -> bool:
    """Whether two names of one folder are one body. `filed` are the keys of the names that the folder itself gives."""
    from rapidfuzz.fuzz import ratio

    a, b = body_key(_spelled_out(name, names)), body_key(_spelled_out(other, names))
    if a == b or _run_together(a, b, used[name], used[other]):
        return True
    first, second = set(a.split()), set(b.split())
    if {t for t in first if t.isdigit()} != {t for t in second if t.isdigit()}:
        return False
    side_by_side = len(used[name].months & used[other].months) >= FEW  # Offord and Ford, not one that slips
    if ratio(a, b) >= _ALIKE and len(a) > 8 and len(first) == len(second) and not side_by_side:
        return True
    extra, within = first ^ second, first < second or second < first
    shorter = a if first < second else b
    if within and extra & _SUB and _organs(shorter):  # "Finance Committee of Ashby Council": its people sit on both
        return False
    if _is_the_same_company(a, b, used[name], used[other]):
        return True
    if not within:
        return False
    if not _organs(shorter):  # "Ashby Water District" and its board; a name left short
        return len(first & second) > 1 and (extra <= _SUB or not extra & _SUB)
    if extra <= _BOARD and "board" in first & second:
        return True
    if other_people(used[name], used[other]):  # Long Sutton and Sutton
        return False
    if _is_named_more_fully(a, b, names) and not used[name].months & used[other].months:
        return True
    if extra & _all_organs():
        return False
    longer = other if first < second else name
    return _one_after_another(used[name], used[other]) or (
        shorter in filed and used[longer].count >= FEW and _is_filed_under(a, b, used[name], used[other], names)
    )


def _is_filed_under(one: str, other: str, of_one: Use, of_other: Use, names: Sequence[str]) -> bool:
    """Whether a folder's short name for a body ("Ashby Commissioners") lacks words of the printed one ("Ashby Drainage
    Commissioners"): the sort of body is the same, no third name has those of the folder, and both never met in one
    month."""
    short, long = sorted((one.split(), other.split()), key=len)
    fuller = {body_key(name) for name in names if set(short) < set(body_key(name).split())}
    return len(fuller) == 1 and short[-1] == long[-1] and not of_one.months & of_other.months


def _run_together(one: str, other: str, of_one: Use, of_other: Use) -> bool:
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
    return stuck and of_long.count < FEW <= of_short.count and not of_long.months & of_short.months


def _is_named_more_fully(one: str, other: str, names: Sequence[str]) -> bool:
    """Whether a name ends in the other ("Ashshire Health Board" and "Health Board"), and no third name does."""
    short, long = sorted((one, other), key=len)
    if len(short.split()) < 2 or not long.endswith(f" {short}"):
        return False
    return len({body_key(name) for name in names if body_key(name).endswith(f" {short}")}) == 1


def _is_the_same_company(one: str, other: str, of_one: Use, of_other: Use) -> bool:
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
    if not within and (set(tail) <= _all_organs() or min(of_one.count, of_other.count) >= FEW):
        return False
    return same_people(of_one, of_other)


def _one_after_another(one: Use, other: Use) -> bool:
    """Whether two established names never met in the same month: a body that changed its name."""
    return min(one.count, other.count) >= FEW - 1 and not one.months & other.months


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
