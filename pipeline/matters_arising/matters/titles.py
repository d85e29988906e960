"""What a matter is called: the clearest of the headings that were printed over it."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from matters_arising.matters.paragraphs import without_mark
from matters_arising.matters.passages import Passage
from matters_arising.matters.threads import Thread
from matters_arising.matters.words import stems

_LENGTH = 90
_WORD_COST = 0.3  # what any word of a title costs, so that it must be said at many meetings to make the title clearer
# "Roof repairs a. Estimates not yet received", "Car park a": a heading, and the list that begins after it
_LIST = re.compile(r"(?<=[\w)])[:,]?\s+(?:[a-c]|i{1,3}|1)(?:[.)]\s+(?=\S).*|[.)]?$)")
# "No action requested. b. Church wall": the end of one point of a list, and the heading of the next
_NEXT_POINT = re.compile(r"^.*?[.?!]\s+\(?[b-z][.)]\s+(?=[A-Z\d])")


class Titles:
    """Names the matters of an archive. A word that many matters of the body have in their headings ("update", "no
    further report") says little of any."""

    def __init__(self, threads: Iterable[Thread]) -> None:
        self._threads: Counter[str] = Counter()
        self._with: dict[str, Counter[str]] = defaultdict(Counter)
        for thread in threads:
            body = thread.passages[0].meeting.body
            self._threads[body] += 1
            self._with[body].update({word for passage in thread.passages for word in stems(passage.title)})

    def of(self, passages: Sequence[Passage]) -> str:
        """The heading with the most words that the matter keeps using and others do not.

        A heading of one meeting's business does not name the whole. Where nothing is printed, the first words of the
        first passage.
        """
        printed = Counter(_bare(passage.title) for passage in passages if passage.title)
        if not printed:
            whole = next((passage.under for passage in passages if passage.under), "") or passages[0].text
            return _shortened(without_mark(whole) or whole)
        held = Counter(word for passage in passages for word in {*passage.words, *stems(passage.title)})
        body = passages[0].meeting.body

        def clear(title: str) -> float:
            words = set(stems(title))
            return round(sum(held[word] / len(passages) * self._tells(word, body) - _WORD_COST for word in words), 9)

        best = min(printed, key=lambda title: (-clear(title), title.isupper(), -printed[title], len(title), title))
        return _shortened(best)

    def _tells(self, word: str, body: str) -> float:
        """How much a word says among the matters of a body, 0 to 1: little where many have it in their headings."""
        all_of_them, with_it = self._threads[body], max(1, self._with[body][word])
        return 1 - math.log(with_it) / math.log(all_of_them) if all_of_them > 1 else 1.0


def _bare(title: str) -> str:
    return _LIST.sub("", _NEXT_POINT.sub("", title))


def _shortened(text: str) -> str:
    return text if len(text) <= _LENGTH else text[:_LENGTH].rsplit(" ", 1)[0] + " …"
