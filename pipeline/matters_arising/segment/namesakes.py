"""Names that are printed alike in different folders of an archive: one body, or one in each place.

"Ashby Parish Council" is one wherever it is filed. "Trustees" are those of whoever keeps the folder: two villages'
trustees are two bodies, and a matter of one is never a matter of the other. So a name that says only what sort of
organ met is one body in each place, unless the same people came in both; and two committees or groups without a parent
of one name ("Patient Participation Group", "Faculty Senate") are two where nobody came to both.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from matters_arising.models import Meeting
from matters_arising.segment.folders import home, label
from matters_arising.segment.names import is_generic
from matters_arising.segment.uses import Use, body_key, left_short, other_people, same_people, uses

_WITHOUT_PARENT = re.compile(
    r"^(?:(?!\b(?:of|council|authority|trust|district|board|society|association|church)\b).)*"
    r"\b(?:sub-?)?(?:committee|panel|group|working party|task force|forum|senate|session)$",
    re.IGNORECASE,
)


def told_apart(meetings: Sequence[Meeting]) -> tuple[Meeting, ...]:
    """The meetings in the order given, their bodies named so that two bodies have two names and one has one.

    Where one name is that of several, each has the place where its minutes lie beside it in brackets.
    """
    meetings = _settled_at_home(meetings)
    counts = Counter(m.body for m in meetings)
    spelled: dict[str, str] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], -len(name), name)):
        spelled.setdefault(body_key(name), name)
    at: dict[str, dict[str, list[Meeting]]] = defaultdict(lambda: defaultdict(list))
    for meeting in meetings:
        at[body_key(meeting.body)][home(meeting.document)].append(
            replace(meeting, body=spelled[body_key(meeting.body)])
        )
    named: dict[tuple[str, str], str] = {}
    for key, homes in at.items():
        groups = _groups(spelled[key], {place: uses(own)[spelled[key]] for place, own in homes.items()})
        names = _named(spelled[key], groups)
        named |= {(key, place): name for name, group in zip(names, groups, strict=True) for place in group}
    return tuple(
        replace(m, body=named[body_key(m.body), home(m.document)]) if body_key(m.body) else replace(m, body="")
        for m in meetings
    )


def _settled_at_home(meetings: Sequence[Meeting]) -> list[Meeting]:
    """Names left short or out, in a folder by year, with the name of the one body whose folder it is."""
    homes: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        homes[home(meeting.document)].append(meeting)
    full: dict[tuple[str, str], str] = {}
    for place, own in homes.items():
        used = uses(own)
        groups = [[name] for name in sorted(used) if name and not is_generic(name)]
        short = left_short(used, groups, {name: name for name in used})
        full |= {(place, name): longer for name, longer in short.items()}
    return [replace(m, body=full.get((home(m.document), m.body), m.body)) for m in meetings]


def _groups(name: str, used: Mapping[str, Use]) -> list[list[str]]:
    """The places at which a name is one body's, those of each body together, the most used first."""
    groups: list[list[str]] = []
    for place in sorted(used, key=lambda place: (-used[place].count, place)):
        group = next((g for g in groups if all(_one(name, used[place], used[other]) for other in g)), None)
        if group is None:
            groups.append([place])
        else:
            group.append(place)
    return groups


def _one(name: str, here: Use, there: Use) -> bool:
    """Whether a name used at two places is one body's."""
    if is_generic(name):
        return same_people(here, there)
    return not (_WITHOUT_PARENT.match(name) and other_people(here, there))


def _named(name: str, groups: Sequence[Sequence[str]]) -> list[str]:
    """A name for each body of one name: with its place where there are several, the whole path where two are alike."""
    if len(groups) == 1:
        return [name]
    short = [label(group[0]) for group in groups]
    places = [one if short.count(one) == 1 else group[0] for one, group in zip(short, groups, strict=True)]
    return [f"{name} ({place})" if place else name for place in places]
