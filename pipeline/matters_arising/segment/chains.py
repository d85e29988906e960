"""Numbers believed in: the chain that carries the agenda, and the chains in the gaps it leaves."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from matters_arising.segment.heading import Heading
from matters_arising.segment.lexicon import word_list
from matters_arising.segment.numbering import Label, is_coded
from matters_arising.segment.refrains import NOTHING
from matters_arising.segment.titling import is_sentence

_LEAST = 1.6  # weight of a chain that is believed
_FARTHEST = 6  # numbers that a chain may leave out, at a cost for each
_RANK = {"A": 0.7, "a": 0.2, "r": 0.2}  # letters and small numerals number what is under something else
_LEAST_CODED = 0.9  # the same for numbers with a code of their own, which nothing else would have
_ONES = 3  # entries numbered "1." that make a list
BARE = 12  # characters of text after a heading below which it heads nothing
_AGENDA = 4  # bare headings in a row that may be an agenda


@dataclass(frozen=True, slots=True)
class Chained:
    """A number in its chain. `inside` is the heading (by index) whose text holds the chain, -1 for none."""

    label: Label
    chain: int
    inside: int


def chains(headings: Sequence[Heading], names: Sequence[str], *, start: int, end: int) -> dict[int, Chained]:
    """The headings, by index, whose numbers run in sequence. Lists of sentences within an item are left out."""
    found: dict[int, Chained] = {}
    _search(headings, names, range(len(headings)), (start, end), found, inside=-1)
    _drop_lists(names, found)
    _take_lone(headings, names, found)
    return found


def agenda(headings: Sequence[Heading], names: Sequence[str], content: Sequence[int], *, end: int) -> set[int]:
    """The indices of bare headings printed one below the other that come again later with text: the agenda."""
    out: set[int] = set()
    for low, high in _bare_runs(content):
        if high - low < _AGENDA or headings[low].start > 0.5 * end:
            continue
        run = range(low, high)
        again = [i for i in run if _comes_again(headings, names, i, high)]
        if len(again) >= max(3, 0.4 * len(run)):
            out.update(run)
    return out


def _bare_runs(content: Sequence[int]) -> Iterator[tuple[int, int]]:
    low = 0
    for i, size in enumerate([*content, BARE]):
        if size >= BARE:
            last = i + 1 if i < len(content) else i  # the last line of an agenda is followed by the minutes
            yield low, last
            low = i + 1


def _comes_again(headings: Sequence[Heading], names: Sequence[str], i: int, after: int) -> bool:
    from rapidfuzz.fuzz import token_set_ratio

    mine = {(label.family.upper(), label.values) for label in headings[i].labels if is_coded(label)}
    for j in range(after, len(headings)):
        if mine & {(label.family.upper(), label.values) for label in headings[j].labels}:
            return True
        if names[i] and names[j] and token_set_ratio(names[i].lower(), names[j].lower()) >= 85:
            return True
    return False


def _search(
    headings: Sequence[Heading],
    names: Sequence[str],
    span: range,
    room: tuple[int, int],
    found: dict[int, Chained],
    *,
    inside: int,
) -> None:
    """Find the chain that carries `span`, then look for further chains in the gaps it leaves."""
    members = _all_ones(headings, names, span) or _carrying(headings, names, span, room)
    if not members:
        return
    number = len({entry.chain for entry in found.values()})
    for i, label in members:
        found[i] = Chained(label, number, inside)
    edges = [span.start - 1, *(i for i, _ in members), span.stop]
    for place, (low, high) in enumerate(pairwise(edges)):
        if high - low > 2:
            gap = (headings[low + 1].start, headings[high].start if high < len(headings) else room[1])
            _search(headings, names, range(low + 1, high), gap, found, inside=inside if place == 0 else low)


def _carrying(
    headings: Sequence[Heading], names: Sequence[str], span: range, room: tuple[int, int]
) -> list[tuple[int, Label]]:
    """The chain with the most weight over the most text: an agenda's numbers span the minutes, a list's do not."""
    best, members = 0.0, list[tuple[int, Label]]()
    for entries in _numberings(headings, span):
        score, chain = best_chain([label for _, label in entries], [headings[i].weight for i, _ in entries])
        if len(chain) < 2 or score < (_LEAST_CODED if is_coded(entries[0][1]) else _LEAST):
            continue
        if _breaks_into(headings, entries, chain):
            continue
        first, last = headings[entries[chain[0]][0]].start, headings[entries[chain[-1]][0]].start
        titled = [not is_sentence(names[entries[k][0]]) for k in chain]
        value = score * (0.3 + (last - first) / max(1, room[1] - room[0])) * _RANK.get(entries[0][1].family[-1], 1.0)
        value *= 0.5 + 0.5 * sum(titled) / len(titled)  # numbered sentences stand below numbered titles
        if value > best:
            best, members = value, [entries[k] for k in chain]
    return members


def _numberings(headings: Sequence[Heading], span: range) -> Iterator[list[tuple[int, Label]]]:
    """The numbers that may make one numbering: those of a family that the format sets at one depth, then all of it."""
    families: dict[str, list[tuple[int, Label]]] = {}
    for i in span:
        for label in headings[i].labels:
            families.setdefault(label.family, []).append((i, label))
    for family in sorted(families):
        depths = sorted({headings[i].standing for i, _ in families[family]})
        for depth in depths if len(depths) > 1 else ():
            yield [entry for entry in families[family] if headings[entry[0]].standing == depth]
        yield families[family]


def _breaks_into(headings: Sequence[Heading], entries: Sequence[tuple[int, Label]], chain: Sequence[int]) -> bool:
    """Whether a chain goes on in the midst of a list whose first entries it leaves out: with its 5, without 3 and 4,
    or from another depth without 4."""
    depths: dict[str, list[int]] = {}
    for k, (i, _) in enumerate(entries):
        depths.setdefault(headings[i].standing, []).append(k)
    for one, other in pairwise(chain):
        depth = headings[entries[other][0]].standing
        least = 2 if headings[entries[one][0]].standing == depth else 1
        place = bisect_left(depths[depth], other)
        left = depths[depth][max(0, place - least) : place]
        run = [sum(entries[k][1].values) for k in [*left, other]]
        goes_on = len(left) == least and all(after - before == 1 for before, after in pairwise(run))
        if goes_on and not set(left) & set(chain):
            return True
    return False


def _all_ones(headings: Sequence[Heading], names: Sequence[str], span: range) -> list[tuple[int, Label]]:
    """The entries of a list of which each is printed "1.", as Markdown has it, and which are titles."""
    depth = min((headings[i].standing for i in span if headings[i].standing and headings[i].labels), default="")
    entries = [
        (i, label) for i in span if headings[i].standing == depth for label in headings[i].labels if not label.plain
    ]
    ones = [(i, label) for i, label in entries if label.values == (1,) and label.family == "|d"]
    titled = sum(not is_sentence(names[i]) for i, _ in ones)
    return ones if len(ones) >= max(_ONES, 0.8 * len(entries)) and titled >= 0.6 * len(ones) else []


def _drop_lists(names: Sequence[str], found: dict[int, Chained]) -> None:
    """Numbered sentences within an item (conditions, options) are a list, not items."""
    by_chain: dict[int, list[int]] = {}
    for i, entry in found.items():
        if entry.inside >= 0:
            by_chain.setdefault(entry.chain, []).append(i)
    for members in by_chain.values():
        titled = [i for i in members if names[i] and len(names[i].split()) <= 14 and not is_sentence(names[i])]
        if len(titled) < 0.6 * len(members):
            for i in members:
                del found[i]


def _take_lone(headings: Sequence[Heading], names: Sequence[str], found: dict[int, Chained]) -> None:
    """A first number without a second ("A." alone under a chapter) counts where other chapters number likewise."""
    families = {entry.label.family for entry in found.values() if entry.inside >= 0}
    chapters = sorted(i for i, entry in found.items() if entry.inside < 0)
    for i, heading in enumerate(headings):
        first = next((label for label in heading.labels if label.family in families and label.values == (1,)), None)
        chapter = max((j for j in chapters if j < i), default=-1)
        taken = any(chapter < j for j in found if j < i and found[j].inside == chapter)
        titled = heading.title_end > heading.title_start and not is_sentence(names[i]) and not _says_no_more(names[i])
        if first and titled and i not in found and chapter >= 0 and not taken:
            found[i] = Chained(first, max(entry.chain for entry in found.values()) + 1, chapter)


def _says_no_more(name: str) -> bool:
    """Whether a title is but "None", or opens with an act ("Motion to adjourn by …")."""
    first = name.split(maxsplit=1)[0] if name.strip() else ""
    return name.strip(" .").lower() in NOTHING or first.lower() in word_list("acts")


def best_chain(labels: Sequence[Label], weights: Sequence[float]) -> tuple[float, list[int]]:
    """The run of labels of one family that follow one another best, as (its weight, indices in order).

    Labels are in text order. A step of one is free, a gap costs by its width, a start anywhere but at the
    beginning costs where the numbering has no code of its own (56/19 may start anywhere).
    """
    exact: dict[tuple[int, ...], int] = {}
    by_prefix: dict[tuple[int, ...], int] = {}
    score: list[float] = []
    back: list[int] = []
    for index, label in enumerate(labels):
        best, before = -_start_cost(label), -1
        for previous, cost in _predecessors(label.values, exact, by_prefix):
            if score[previous] - cost > best:
                best, before = score[previous] - cost, previous
        score.append(best + weights[index])
        back.append(before)
        _remember(label.values, index, score, exact, by_prefix)
    if not score:
        return 0.0, []
    last = max(range(len(score)), key=lambda index: (score[index], -index))
    chain = [last]
    while back[chain[-1]] >= 0:
        chain.append(back[chain[-1]])
    return score[last], chain[::-1]


def _start_cost(label: Label) -> float:
    if is_coded(label) or label.values[0] <= 1:
        return 0.0
    return 0.5 if label.values[0] <= 3 else 1.5


def _predecessors(
    values: tuple[int, ...], exact: dict[tuple[int, ...], int], by_prefix: dict[tuple[int, ...], int]
) -> Iterator[tuple[int, float]]:
    for step in range(1, _FARTHEST + 1):
        for place in range(len(values)):
            key = (*values[:place], values[place] - step, *values[place + 1 :])
            if key in exact:
                yield exact[key], 0.4 * (step - 1)
        head = (*values[:-1], values[-1] - step)
        if head in by_prefix:
            yield by_prefix[head], 0.4 * (step - 1)
    for place in range(1, len(values)):
        if all(value <= 1 for value in values[place:]):
            if values[:place] in exact:
                yield exact[values[:place]], 0.0
            head = (*values[: place - 1], values[place - 1] - 1)
            if head in by_prefix:
                yield by_prefix[head], 0.1


def _remember(
    values: tuple[int, ...],
    index: int,
    score: list[float],
    exact: dict[tuple[int, ...], int],
    by_prefix: dict[tuple[int, ...], int],
) -> None:
    """Keep the best-scored label of each value; of equal ones the later, which has the shorter way on."""
    for length in range(1, len(values) + 1):
        key = values[:length]
        if key not in by_prefix or score[index] >= score[by_prefix[key]]:
            by_prefix[key] = index
    if values not in exact or score[index] >= score[exact[values]]:
        exact[values] = index
