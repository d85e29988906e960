"""What the classifier of stances may look at: a statement with what stands around it, as a sparse row of numbers.

Its masked words and characters, the words of its heading and of the two statements before; and the named cues of all
of them. Words tell what was seen before; cues are meant to tell what was not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from matters_arising.models import Segmented
from matters_arising.nlp.judge import vectorise
from matters_arising.nlp.masking import mask, ngrams, ordinary_words
from matters_arising.stance.cues import cues_in
from matters_arising.stance.parties import parties, tagged

GROUPS: dict[str, float] = {
    "w": 0.7,  # words of the statement, in runs of one to three
    "c": 0.5,  # its characters, in runs of three to five
    "t": 0.6,  # its words with the parties as what they are, in runs of one to three
    "p": 0.35,  # words of the statement before
    "pp": 0.15,
    "h": 0.25,  # of the heading
    "q": 0.35,  # cues, by where they stand
    "qq": 0.15,  # two cues of the statement
    "qb": 0.15,  # a cue of the statement with one of the statement before
    "n": 0.3,  # parties, form
}
CUES = frozenset({"q", "n"})
WORDS = frozenset({"w", "c", "p", "pp", "h"})
_LENGTHS = (4, 8, 12, 18, 26, 40)
_LONGEST = 90  # words: what is longer is a list


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement with what stands around it. `before` are the two statements before it in its item, the nearer one
    last; `body` is the name of the body whose minutes these are."""

    text: str
    before: tuple[str, ...] = ()
    heading: str = ""
    body: str = ""
    form: str = "sentence"
    speaker: str = ""
    owner: str = ""


def passages(segmented: Segmented, rows: Collection[int] | None = None, *, body: str = "") -> list[Passage]:
    """The statements of a document as passages, in text order; of the statements `rows` alone where given.

    `body` is said where the minutes do not say whose they are.
    """
    statements = segmented.statements
    titles = {item.id: item.title for item in segmented.items}
    bodies = {meeting.id: meeting.body for meeting in segmented.meetings}
    out = []
    for i in range(len(statements)) if rows is None else sorted(rows):
        one = statements[i]
        near = [other.text for other in statements[max(0, i - 2) : i] if other.item == one.item]
        out.append(
            Passage(
                one.text,
                tuple(near),
                titles.get(one.item, ""),
                body or bodies.get(one.meeting, ""),
                one.form,
                one.speaker,
                one.owner,
            )
        )
    return out


class StanceFeatures(TransformerMixin, BaseEstimator):
    """Passages -> a sparse matrix, a column a feature; features are named `group:content`.

    Parameters
    ----------
    groups : the weight of each group of features; a group without weight is left out.
    least : features of fewer passages are left out, and words of fewer are masked.
    """

    def __init__(self, groups: Mapping[str, float] | None = None, *, least: int = 3) -> None:
        self.groups = groups
        self.least = least

    def fit(self, X: Sequence[Passage], y: Any = None) -> StanceFeatures:  # noqa: ARG002, N803
        """Learn which words are ordinary and which features there are."""
        self.fit_transform(X)
        return self

    def fit_transform(self, X: Sequence[Passage], y: Any = None) -> Any:  # noqa: ARG002, N803
        """As `fit` and then `transform`, reading each passage once."""
        self.weights_ = dict(GROUPS if self.groups is None else self.groups)
        self.ordinary_ = ordinary_words(((one.text, *one.before, one.heading) for one in X), least=self.least)
        read = [self._read(one) for one in X]
        seen: Counter[str] = Counter()
        for features in read:
            seen.update(set(features))
        self.columns_ = {
            name: column for column, name in enumerate(sorted(n for n, count in seen.items() if count >= self.least))
        }
        return vectorise(read, self.columns_, self.weights_)

    def transform(self, X: Sequence[Passage]) -> Any:  # noqa: N803
        """Rows in the order of the passages."""
        check_is_fitted(self)
        return vectorise([self._read(one) for one in X], self.columns_, self.weights_)

    def get_feature_names_out(self, input_features: Any = None) -> Any:  # noqa: ARG002
        """The names of the columns."""
        import numpy as np

        return np.array(list(self.columns_), dtype=object)

    def _read(self, one: Passage) -> list[str]:
        return list(dict.fromkeys(described(one, self.ordinary_, self.weights_)))


def described(one: Passage, ordinary: Collection[str], groups: Collection[str]) -> Iterator[str]:
    """The features of a passage in the groups asked for."""
    if {"w", "c"} & set(groups):
        tokens = mask(one.text, ordinary)[:_LONGEST]
        yield from _named("w", ngrams(tokens, longest=3), groups)
        yield from _named("c", _characters(" ".join(tokens)), groups)
    if "t" in groups:
        words = mask(tagged(one.text, one.body).replace("@", "zz"), {*_TAGS, *ordinary})[:_LONGEST]
        yield from _named("t", ngrams(words, longest=3), groups)
    nearer, farther = (*reversed(one.before), "", "")[:2]
    yield from _named("p", ngrams(mask(nearer, ordinary)[:40], longest=2), groups)
    yield from _named("pp", ngrams(mask(farther, ordinary)[:40], longest=1), groups)
    yield from _named("h", ngrams(mask(one.heading, ordinary)[:12], longest=2), groups)
    yield from _cues(one, nearer, farther, groups)
    yield from _named("n", _numbers(one, nearer), groups)


_TAGS = frozenset({"zzown", "zzperson", "zzpublic", "zzother"})


def _named(group: str, contents: Iterable[str], groups: Collection[str]) -> Iterator[str]:
    if group in groups:
        yield from (f"{group}:{content}" for content in contents)


def _characters(text: str) -> Iterator[str]:
    padded = f" {text} "
    for size in (3, 4, 5):
        yield from (padded[i : i + size] for i in range(len(padded) - size + 1))


def _cues(one: Passage, nearer: str, farther: str, groups: Collection[str]) -> Iterator[str]:
    own, before = cues_in(one.text, one.body), cues_in(nearer, one.body)
    yield from _named("q", own, groups)
    yield from _named("q", (f"before {name}" for name in before), groups)
    yield from _named("q", (f"earlier {name}" for name in cues_in(farther, one.body)), groups)
    yield from _named("q", (f"heading {name}" for name in cues_in(one.heading, one.body)), groups)
    yield from _named("qq", (f"{a} + {b}" for a, b in combinations(own, 2)), groups)
    yield from _named("qb", (f"{a} < {b}" for a in own for b in before), groups)


def _numbers(one: Passage, nearer: str) -> Iterator[str]:
    """How many parties of which kind, in what order, beside whom; and the form of the statement."""
    named = [party.kind for party in parties(one.text, one.body)]
    before = {party.kind for party in parties(nearer, one.body)}
    yield f"parties={min(len(named), 4)}"
    yield f"kinds={'+'.join(sorted(set(named)))}"
    yield f"first={named[0] if named else ''}"
    yield f"order={' '.join(named[:3])}"
    yield from (f"new={kind}" for kind in set(named) - before)
    yield from (f"left out={kind}" for kind in before - set(named))
    yield f"form={one.form}"
    yield f"length={sum(len(one.text.split()) > bound for bound in _LENGTHS)}"
    yield from (f"has {name}" for name, there in (("speaker", one.speaker), ("owner", one.owner)) if there)
