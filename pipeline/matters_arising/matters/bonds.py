"""What must be together and what must not, and whether all of it can be."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Sequence


class Bonds:
    """Nodes put together and kept apart. What is united stays so; what is apart is never united, by way of none."""

    def __init__(self) -> None:
        self._owner: dict[int, int] = {}
        self._against: dict[int, set[int]] = defaultdict(set)

    def root(self, node: int) -> int:
        """The same for all nodes that are together, and for no other."""
        path = []
        while (owner := self._owner.get(node, node)) != node:
            path.append(node)
            node = owner
        self._owner.update(dict.fromkeys(path, node))
        return node

    def unite(self, nodes: Iterable[int]) -> bool:
        """Put nodes together. False, and nothing is changed, where two of them are apart."""
        roots = sorted({self.root(node) for node in nodes})
        if any(self._against[root] & set(roots) for root in roots):
            return False
        for root in roots[1:]:
            self._owner[root] = roots[0]
            for other in self._against.pop(root):
                self._against[other].discard(root)
                self._against[other].add(roots[0])
                self._against[roots[0]].add(other)
        return True

    def part(self, one: Iterable[int], other: Iterable[int]) -> bool:
        """Keep every node of `one` from every node of `other`. False, and nothing is done, where two are one."""
        ones, others = {self.root(node) for node in one}, {self.root(node) for node in other}
        if ones & others:
            return False
        for root in ones:
            self._against[root] |= others
        for root in others:
            self._against[root] |= ones
        return True


class Witnesses:
    """Who said that nodes are together or apart: what a contradiction names. A witness is any number."""

    def __init__(self) -> None:
        self._beside: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self._cuts: list[tuple[Collection[int], Collection[int], int]] = []

    def united(self, nodes: Sequence[int], witness: int) -> None:
        """Record that `witness` puts these nodes together."""
        for node in nodes[1:]:
            self._beside[nodes[0]].append((node, witness))
            self._beside[node].append((nodes[0], witness))

    def parted(self, one: Collection[int], other: Collection[int], witness: int) -> None:
        """Record that `witness` keeps these nodes apart."""
        self._cuts.append((one, other, witness))

    def against_cut(self, one: Iterable[int], other: Collection[int]) -> list[int]:
        """The witnesses by way of whom a node of `one` is together with one of `other`."""
        for node in one:
            reached = self._reached(node)
            for target in other:
                if target in reached:
                    return sorted(set(reached[target]))
        return []

    def against_union(self, nodes: Iterable[int]) -> list[int]:
        """The witnesses by way of whom two of `nodes` are apart."""
        reached = [self._reached(node) for node in nodes]
        for one, other, witness in self._cuts:
            for first in reached:
                for second in reached:
                    ways = [(*first[x], *second[y]) for x in one if x in first for y in other if y in second]
                    if ways and first is not second:
                        return sorted({witness, *ways[0]})
        return []

    def _reached(self, start: int) -> dict[int, tuple[int, ...]]:
        """Every node that is together with `start`, and the witnesses on the shortest way to it."""
        ways: dict[int, tuple[int, ...]] = {start: ()}
        waiting = deque([start])
        while waiting:
            node = waiting.popleft()
            for other, witness in self._beside[node]:
                if other not in ways:
                    ways[other] = (*ways[node], witness)
                    waiting.append(other)
        return ways
