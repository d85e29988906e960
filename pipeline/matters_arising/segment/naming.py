"""When two printed names are one body: names folded to a key, and an archive's names drawn together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from matters_arising.models import Meeting

_DROPPED = frozenset("the of and for a an at in meeting meetings minutes".split())


def body_key(name: str) -> str:
    """A body's name without case, punctuation, small words and word order at the ends.

    >>> body_key("The ASHBY Parish-Council") == body_key("Ashby Parish Council")
    True
    """
    plain = name.casefold().replace("&", " and ").replace("’", "'").replace("'s", "s").replace("s'", "s")
    return " ".join(token for token in re.findall(r"[^\W_]+", plain) if token not in _DROPPED)


def harmonise(meetings: Sequence[Meeting]) -> tuple[Meeting, ...]:
    """The meetings with one printed name for each body, whatever the order they are given in.

    Names are one body when they fold to one key, or differ by a slip or an abbreviation and stand in one folder.
    The canonical name is the one printed most often, of equals the longest, then the first of the alphabet.
    """
    counts = Counter(meeting.body for meeting in meetings if meeting.body)
    folders: dict[str, set[str]] = {}
    for meeting in meetings:
        folders.setdefault(meeting.body, set()).add(str(PurePosixPath(meeting.document).parent))
    canonical: dict[str, str] = {}
    groups: list[list[str]] = []
    for name in sorted(counts, key=lambda name: (-counts[name], -len(name), name)):
        group = next((g for g in groups if _same(name, g[0], folders)), None)
        if group is None:
            groups.append([name])
        else:
            group.append(name)
    for group in groups:
        canonical.update(dict.fromkeys(group, group[0]))
    return tuple(replace(m, body=canonical.get(m.body, m.body)) for m in meetings)


def _same(name: str, head: str, folders: dict[str, set[str]]) -> bool:
    from rapidfuzz.fuzz import ratio

    a, b = body_key(name), body_key(head)
    if a == b:
        return True
    if not folders[name] & folders[head]:
        return False
    if {w for w in a.split() if w.isdigit()} != {w for w in b.split() if w.isdigit()}:
        return False
    return bool(ratio(a, b) >= 92) and len(a) > 8


def same_meeting(a: str, b: str) -> bool:
    """Whether two texts are versions of one meeting's minutes (a draft and its approved form).

    By their shared runs of four words: versions keep most of the shorter text, two meetings share little.
    """
    first, second = _shingles(a), _shingles(b)
    if not first or not second:
        return first == second
    return len(first & second) >= 0.4 * min(len(first), len(second))


def _shingles(text: str) -> set[tuple[str, ...]]:
    tokens = re.findall(r"[^\W_]+", text.casefold())
    return {tuple(tokens[i : i + 4]) for i in range(len(tokens) - 3)}
