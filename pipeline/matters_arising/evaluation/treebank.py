"""A treebank in CoNLL-U -> spaCy documents, with the spacing of the printed text.

spaCy's own converter prints a space inside "don't"; here a word of several syntactic words keeps its printed form.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

SENTENCES = 10  # of one source text, read together: boundaries are learned between them
CAPITALS = 12  # of so many documents one is learned in capitals too: minutes print acts and headings so


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word of the treebank. `head` counts within the sentence from 1, 0 is the root."""

    form: str
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int
    dep: str
    space: bool


def read_treebank(path: Path) -> Iterator[list[list[Word]]]:
    """Runs of sentences of one source text, at most `SENTENCES` in each. Reads `.conllu` and `.conllu.gz`."""
    run: list[list[Word]] = []
    for starts_text, sentence in _sentences(path):
        if run and (starts_text or len(run) == SENTENCES):
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def documents(path: Path, vocab: Vocab, *, capitals: bool = False) -> Iterator[Doc]:
    """The treebank as annotated documents; with `capitals`, some once more as if printed in capitals."""
    for number, run in enumerate(read_treebank(path)):
        yield _document(run, vocab)
        if capitals and number % CAPITALS == 0:
            yield _document([[_capital(word) for word in sentence] for sentence in run], vocab)


def _capital(word: Word) -> Word:
    return Word(word.form.upper(), *(getattr(word, name) for name in Word.__slots__[1:]))


def _document(run: list[list[Word]], vocab: Vocab) -> Doc:
    from spacy.tokens import Doc

    words = [word for sentence in run for word in sentence]
    heads: list[int] = []
    for sentence in run:
        first = len(heads)
        heads += [first + (word.head - 1 if word.head else at) for at, word in enumerate(sentence)]
    starts = [at == 0 for sentence in run for at in range(len(sentence))]
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        tags=[word.tag for word in words],
        pos=[word.pos for word in words],
        morphs=[word.morph for word in words],
        lemmas=[word.lemma for word in words],
        heads=heads,
        deps=[word.dep for word in words],
        sent_starts=starts if len(run) == 1 else None,
    )


def _sentences(path: Path) -> Iterator[tuple[bool, list[Word]]]:
    """Each sentence, and whether a source text begins with it."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        while block := list(_block(lines)):
            yield any(line.startswith("# newdoc") for line in block), list(_words(block))


def _block(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if not line.strip():
            return
        yield line.rstrip("\n")


def _words(block: list[str]) -> Iterator[Word]:
    rows = iter(line.split("\t") for line in block if not line.startswith("#"))
    for row in rows:
        if "-" in row[0]:  # one printed word of several syntactic ones: the space is that of the last
            first, last = map(int, row[0].split("-"))
            parts = list(islice(rows, last - first + 1))
            yield from (_word(part, space=False) for part in parts[:-1])
            yield _word(parts[-1], space="SpaceAfter=No" not in row[9])
        elif "." not in row[0]:  # "8.1" stands for a word that is not printed
            yield _word(row, space="SpaceAfter=No" not in row[9])


def _word(row: list[str], *, space: bool) -> Word:
    form, lemma, pos, tag, morph, head, dep = row[1:8]
    return Word(
        form=form,
        lemma=form if lemma == "_" and form != "_" else lemma,
        pos=pos,
        tag=tag,
        morph="" if morph == "_" else morph,
        head=int(head),
        dep="ROOT" if dep == "root" else dep,
        space=space,
    )
