"""Which statements are worth a person's time: some by chance, those the judge is unsure of, those unlike the rest.

The draw by chance is made first, so that it stays one: what is measured on it holds of all that was drawn from. No body
gives more than its fair share, and nothing is asked twice in almost the same words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from matters_arising.errors import UsageError
from matters_arising.models import Segmented
from matters_arising.nlp.masking import raw_tokens
from matters_arising.stance.labels import NONE, Labelled

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

LEAST_WORDS = 4  # in fewer nobody does anything with anybody
ALIKE = 0.8  # share of words in common from which two statements are asked as one
GATE = 0.01  # of the linear judge: what is below it for every stance is above a tenth for none after the encoder
_TINY = 1e-4  # what a hint is rounded to
_TRIALS = 5
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Mix:
    """How the statements are to be found, as shares that need not add up to one."""

    uncertain: float = 2
    diverse: float = 1
    random: float = 1


def mix_of(settings: Sequence[str]) -> Mix:
    """The mix of settings as `uncertain=2`; what is not named has no share. Without settings, the default."""
    shares = {"uncertain": 0.0, "diverse": 0.0, "random": 0.0}
    for setting in settings:
        name, _, value = setting.partition("=")
        try:
            share = float(value)
        except ValueError:
            share = -1
        if name not in shares or not 0 <= share < math.inf:
            raise UsageError(
                f"no such share of the mix: {setting!r}",
                remedy=f"say NAME=NUMBER with a name of {', '.join(shares)}, as uncertain=2",
            )
        shares[name] = share
    if settings and not any(shares.values()):
        raise UsageError("the mix is empty", remedy="give one of its parts a share above nought")
    return Mix(**shares) if settings else Mix()


def candidates_of(segmented: Segmented, chances: npt.NDArray[Any], labels: Sequence[str]) -> list[Labelled]:
    """The statements of a document that may be asked about, each with its context and the probability of each label.

    `chances` has a row a statement and a column for each of `labels`; what they leave over is the chance of none.
    Headings, and statements of less than `LEAST_WORDS` words, are left out.
    """
    from matters_arising.stance.features import passages  # scikit-learn comes with it, and others need but the shares

    dates = {meeting.id: meeting.date for meeting in segmented.meetings}
    out = []
    for one, passage, row in zip(segmented.statements, passages(segmented), chances, strict=True):
        if one.form == "heading" or len(one.text.split()) < LEAST_WORDS:
            continue
        hint = {label: round(float(chance), 4) for label, chance in zip(labels, row, strict=True)}
        hint[NONE] = round(max(0.0, 1.0 - sum(hint.values())), 4)
        out.append(
            Labelled(
                one.id,
                one.text,
                before=passage.before,
                heading=passage.heading,
                body=passage.body,
                date=dates.get(one.meeting, ""),
                document=segmented.document.path,
                start=one.start,
                end=one.end,
                hint=hint,
            )
        )
    return out


def doubt(hint: Mapping[str, float], thresholds: Mapping[str, float]) -> float:
    """How far a judge is from saying something else of a statement, in log-odds: the less, the more it is unsure.

    It is the distance of its two likeliest labels from each other, or of a label from the threshold from which that
    is said, whichever is less.
    """
    ranked = sorted((max(chance, _TINY) for chance in hint.values()), reverse=True)
    margins = [math.log(ranked[0] / ranked[1])] if len(ranked) > 1 else []
    near = [abs(_odds(hint[label]) - _odds(least)) for label, least in thresholds.items() if label in hint]
    return min([*margins, *near], default=math.inf)


def fair_shares(counts: Mapping[K, int], size: int) -> dict[K, int]:
    """How many of `size` each (a body, say) gives when all give the same, as far as they have any.

    Where they cannot all give one more, those that come first in `counts` do.
    """
    shares = dict.fromkeys(counts, 0)
    left = min(size, sum(counts.values()))
    while left:
        able = [body for body, count in counts.items() if shares[body] < count]
        each = max(1, left // len(able))
        for body in able[:left]:
            more = min(each, counts[body] - shares[body])
            shares[body] += more
            left -= more
    return shares


def choose(
    candidates: Iterable[Labelled],
    size: int,
    *,
    mix: Mix | None = None,
    thresholds: Mapping[str, float] | None = None,
    done: Iterable[Labelled] = (),
    seed: int = 0,
) -> list[Labelled]:
    """At most `size` of the candidates, in an order by chance, so that any part of them is a mix as well.

    `thresholds` are the probabilities from which the judge says a label. `done` are statements that were handed out
    before. The same statements, whatever their order, give the same choice for the same `seed`.
    """
    choice = _Choice(candidates, size, done=done, seed=seed)
    uncertain, diverse, random = _parts(mix or Mix(), size)
    choice.draw(random)
    choice.take(choice.by_doubt(thresholds or {}), uncertain)
    choice.take(choice.spread(), diverse)
    choice.quota = None  # what is alike was left out, and others may stand in
    choice.draw(size)
    return choice.chosen()


class _Choice:
    """What may still be chosen, and what was. `quota` is how many more each body may give, None for all it has."""

    def __init__(self, candidates: Iterable[Labelled], size: int, *, done: Iterable[Labelled], seed: int) -> None:
        import numpy as np

        self.rng = np.random.default_rng(seed)
        ordered = sorted(candidates, key=lambda one: (one.id, one.text))
        before = list(done)
        ids = {one.id for one in before}
        self.known = [gist(one.text) for one in before]
        shuffled = [ordered[i] for i in self.rng.permutation(len(ordered)) if ordered[i].id not in ids]
        once = {tuple(gist(one.text)): one for one in shuffled}
        for words in self.known:
            once.pop(tuple(words), None)
        self.size = size
        self.pool = list(once.values())
        self.words = [list(words) for words in once]
        self.open = set(range(len(self.pool)))
        self.picked: list[int] = []
        self.quota: dict[str, int] | None = fair_shares(self._left(), size)

    def _left(self) -> dict[str, int]:
        """How many statements of each body are open; those that have most first, since they can best give one more."""
        return dict(Counter(self.pool[row].body for row in sorted(self.open)).most_common())

    def _allowed(self, row: int) -> bool:
        return row in self.open and (self.quota is None or self.quota.get(self.pool[row].body, 0) > 0)

    def pick(self, row: int) -> bool:
        """Choose a statement, unless something like it was chosen or handed out before; it is not open any more."""
        self.open.discard(row)
        if any(_alike(self.words[row], words) for words in self.known):
            return False
        self.known.append(self.words[row])
        self.picked.append(row)
        if self.quota is not None:
            self.quota[self.pool[row].body] -= 1
        return True

    def take(self, rows: Iterator[int], number: int) -> None:
        """Choose the first `number` of the rows that may be chosen."""
        goal = min(len(self.picked) + number, self.size)
        while len(self.picked) < goal:
            row = next((row for row in rows if self._allowed(row)), None)
            if row is None:
                return
            self.pick(row)

    def draw(self, number: int) -> None:
        """Choose by chance, as many of each body."""
        goal = min(len(self.picked) + number, self.size)
        while len(self.picked) < goal and self.open:
            quota = self.quota
            left = self._left()
            able = left if quota is None else {body: min(count, quota.get(body, 0)) for body, count in left.items()}
            shares = fair_shares(able, goal - len(self.picked))
            if not any(shares.values()):
                return
            for row in sorted(self.open):  # the pool stands in an order by chance
                body = self.pool[row].body
                if shares[body] and self.pick(row):
                    shares[body] -= 1

    def by_doubt(self, thresholds: Mapping[str, float]) -> Iterator[int]:
        """The rows, the least sure first."""
        return iter(sorted(self.open, key=lambda row: (doubt(self.pool[row].hint, thresholds), row)))

    def spread(self) -> Iterator[int]:
        """Rows unlike all that were chosen, by the words they have. Of some drawn far from those (as k-means++ does)
        it is the one nearest to all others: it should stand for many, and not be merely odd."""
        import numpy as np
        from sklearn.feature_extraction.text import TfidfVectorizer

        if not self.open:
            return
        matrix = TfidfVectorizer(analyzer=list, sublinear_tf=True).fit_transform(self.words)

        def nearer(far: npt.NDArray[np.float64], row: int) -> npt.NDArray[np.float64]:
            like = (matrix @ matrix[row].T).toarray().ravel()
            return np.asarray(np.minimum(far, np.clip(1.0 - like, 0.0, None)))

        far = np.ones(len(self.pool))
        for row in self.picked:
            far = nearer(far, row)
        while True:
            able = [row for row in sorted(self.open) if self._allowed(row)]
            whole = far[able].sum() if able else 0.0
            if not whole > 0:
                return
            drawn = self.rng.choice(able, size=_TRIALS, p=far[able] / whole)
            trials = {int(row): nearer(far, int(row)) for row in drawn}
            best = min(trials, key=lambda row: (float(trials[row][able].sum()), row))
            far = trials[best]
            yield best

    def chosen(self) -> list[Labelled]:
        """What was chosen, in an order by chance."""
        return [self.pool[self.picked[place]] for place in self.rng.permutation(len(self.picked))]


def gist(text: str) -> list[str]:
    """What is left of a statement when names, figures and marks are only what they are.

    >>> gist("Proposed by Nora Oakes, seconded by T. Finch: £40.")
    ['proposed', 'by', '<name>', 'seconded', 'by', '<name>', '<money>']
    """
    out: list[str] = []
    for kind, printed in raw_tokens(text):
        if kind == "mark":
            continue
        token = f"<{kind}>" if kind != "word" else "<name>" if out and printed[0].isupper() else printed.casefold()
        if out[-1:] != [token]:
            out.append(token)
    return out or [text.casefold()]


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    a, b = set(one), set(other)
    return len(a & b) >= ALIKE * len(a | b)


def _parts(mix: Mix, size: int) -> tuple[int, int, int]:
    """The mix as numbers that add up to `size`."""
    shares = astuple(mix)
    bounds = [round(size * sum(shares[:part]) / sum(shares)) for part in range(len(shares) + 1)]
    uncertain, diverse, random = (high - low for low, high in pairwise(bounds))
    return uncertain, diverse, random


def _odds(chance: float) -> float:
    kept = min(max(chance, _TINY), 1 - _TINY)
    return math.log(kept / (1 - kept))
