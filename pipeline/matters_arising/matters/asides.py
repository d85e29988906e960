"""What is said of one matter in the midst of another: sentences that a passage's own thread does not claim.

A paragraph on the cemetery may end with the seats in it, an item on the budget turn to the water main. When the
threads are known, a part of a passage that turns to something else goes to another thread, if it resembles that
plainly more than its own, and by more than a word; otherwise it stays where it is printed.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from matters_arising.matters.clauses import is_resolution
from matters_arising.matters.judge import weighed
from matters_arising.matters.likeness import ALIKE, BEATEN, HORIZON, evidence_of, held, share_a_word, the_rest
from matters_arising.matters.paragraphs import turned_statements
from matters_arising.matters.passages import Passage, piece
from matters_arising.matters.scale import Scale
from matters_arising.matters.space import Space, meetings_of, placed
from matters_arising.matters.words import UNSEEN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matters_arising.models import Statement

_CALLED = 0.5  # log-odds from which on another thread claims a part
_PLAINLY = 0.5  # by how much it must claim it more than the part's own, or than any third
_SAYS_ENOUGH = 3  # content words of a part that can be claimed
# One word in common, or one beside a word of every meeting, tells of no second thing: of what a word can weigh at most
# the second rarest that a part shares must weigh so much
_RARE = 0.7
_RATHER_RARE = 0.45  # the same where it shares more than two, a whole heading of several, or most of what it says
_MOST = 0.8
_WHOLE = 0.99


@dataclass(frozen=True, slots=True)
class Aside:
    """A part of the passage at `host`, claimed by the thread `thread`, by its likeness to the passage at `near`."""

    host: int
    part: Passage
    thread: int
    near: int
    odds: float


def asides(space: Space, thread_of: Sequence[int]) -> list[Aside]:
    """The parts of passages that belong to another thread than the passage. `thread_of` is by place in the space."""
    hosts: list[int] = []
    parts: list[Passage] = []
    for place, passage in enumerate(space.passages):
        for part in _parts(passage, space):
            hosts.append(place)
            parts.append(part)
    if not parts:
        return []
    apart = placed(parts, space)
    meetings = meetings_of(space.passages)
    meeting_of = {place: at for at, places in enumerate(meetings) for place in places}
    of_meeting: dict[int, list[int]] = defaultdict(list)
    for at, host in enumerate(hosts):
        of_meeting[meeting_of[host]].append(at)
    found: list[Aside] = []
    for here, ats in sorted(of_meeting.items()):
        claims = _claims(space, apart, [(at, hosts[at]) for at in ats], here, meetings)
        for at, claim in zip(ats, claims, strict=True):
            best = _best(claim, thread_of, own=thread_of[hosts[at]])
            if best:
                found.append(Aside(hosts[at], parts[at], thread_of[best[1]], best[1], best[0]))
    return found


def without(passage: Passage, parts: Sequence[Passage]) -> list[Passage]:
    """What is left of a passage, in pieces, when `parts` are taken out of it."""
    taken = {statement.id for part in parts for statement in part.statements}
    runs: list[list[Statement]] = [[]]
    for statement in passage.statements:
        if statement.id in taken:
            runs.append([])
        else:
            runs[-1].append(statement)
    return [piece(passage, run, title=passage.title if place == 0 else "") for place, run in enumerate(runs) if run]


def aside(host: Passage, statements: Sequence[Statement]) -> Passage:
    """Statements of a passage that turn to something else: they are not named by what they turn from."""
    return piece(replace(host, under="", heading=""), statements, title="")


def _parts(passage: Passage, space: Space) -> list[Passage]:
    """The parts in which a passage turns from what it begins with; a resolution is one with all its clauses."""
    if is_resolution([statement.text for statement in passage.statements]):
        return []
    top = math.log(len(space.passages) + UNSEEN)
    groups = turned_statements(passage.statements, Scale(lambda word: space.weight.get(word, 0.0) / top), aside=True)
    found = [aside(passage, group) for group in groups[1:]]
    return [part for part in found if len(set(part.words)) >= _SAYS_ENOUGH]


def _claims(
    space: Space, apart: Space, parts: Sequence[tuple[int, int]], here: int, meetings: Sequence[range]
) -> list[dict[int, float]]:
    """For each part of one meeting, the log-odds that it is of one matter with passages of the meetings around.

    `parts` are their places in `apart`, with those of their hosts.
    """
    import numpy as np

    own, around = meetings[here], range(max(0, here - HORIZON), min(len(meetings), here + HORIZON + 1))
    first = meetings[around.start].start
    beside = space.rows[first : meetings[around.stop - 1].stop].T
    ats, hosts = np.array(parts).T
    alike = np.round((apart.rows[ats] @ beside).toarray(), 9)
    rival = np.round((space.rows[own.start : own.stop] @ beside).toarray(), 9)
    rival = the_rest(rival, axis=0)[hosts - own.start]
    for host in np.unique(hosts):
        siblings = np.flatnonzero(hosts == host)
        rival[siblings] = np.maximum(rival[siblings], the_rest(alike[siblings], axis=0))
    down, close, gap = np.empty_like(alike), np.zeros(alike.shape, dtype=bool), np.zeros(alike.shape[1], dtype=int)
    for there in around:
        part = slice(meetings[there].start - first, meetings[there].stop - first)
        down[:, part] = alike[:, part] - the_rest(alike[:, part], axis=1)
        least = np.maximum(ALIKE, alike[:, part].max(axis=1, keepdims=True) - BEATEN)
        close[:, part] = (alike[:, part] >= least) & (there != here)
        gap[part] = abs(there - here)
    x, y = np.nonzero(close)
    margins = down[x, y], (alike - rival)[x, y]
    evidence = evidence_of((apart, ats[x]), (space, first + y), gap[y], margins)
    odds, joined = weighed(evidence), share_a_word(evidence) & _share_enough(apart, ats[x], space, first + y)
    found: list[dict[int, float]] = [{} for _ in parts]
    for part_of, near, value in zip(x[joined].tolist(), y[joined].tolist(), odds[joined].tolist(), strict=True):
        found[part_of][first + near] = value
    return found


def _share_enough(apart: Space, parts: NDArray[Any], space: Space, near: NDArray[Any]) -> NDArray[Any]:
    """Which parts, by their places in `apart`, have enough in common with which passages of the space."""
    import numpy as np

    shared = apart.words[parts].multiply(space.said[near]).tocsr()  # the heaviest word first
    count = np.diff(shared.indptr)
    second = np.where(count > 1, np.append(shared.data, [0.0, 0.0])[shared.indptr[:-1] + 1], 0.0)
    headings = space.headings[near].tocsr()
    headed = (np.diff(headings.indptr) > 1) & (held(headings, apart.holds[parts]) >= _WHOLE)
    most = held(apart.words[parts], space.said[near]) >= _MOST
    top = math.log(len(space.passages) + UNSEEN)
    result: NDArray[Any] = (second >= _RARE * top) | ((second >= _RATHER_RARE * top) & ((count > 2) | headed | most))
    return result


def _best(claim: Mapping[int, float], thread_of: Sequence[int], *, own: int) -> tuple[float, int] | None:
    """The log-odds and nearest passage of the thread that claims a part, if one does so plainly."""
    by_thread: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for place, odds in claim.items():
        by_thread[thread_of[place]].append((odds, place))
    held = max((odds for odds, _ in by_thread.pop(own, [])), default=-math.inf)
    ranked = []
    for thread, entries in by_thread.items():
        best = sorted(entries, reverse=True)[:2]
        ranked.append((sum(odds for odds, _ in best) / len(best), thread, best[0][1]))
    ranked.sort(reverse=True)
    rival = max(held, ranked[1][0] if len(ranked) > 1 else -math.inf)
    if ranked and ranked[0][0] > _CALLED and ranked[0][0] > rival + _PLAINLY:
        return ranked[0][0], ranked[0][2]
    return None
