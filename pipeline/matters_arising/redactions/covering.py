"""Covering as an archive is read: names, texts and settings, before anybody sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from matters_arising.config import Config, Hints
from matters_arising.models import Block, Document, Segmented, Source
from matters_arising.redactions.note import noted
from matters_arising.redactions.rules import Redactions


@dataclass(frozen=True)
class Finding:
    """Finds files as `inner` does, under names that are covered."""

    inner: Callable[..., Iterator[Any]]
    names: Redactions

    def __call__(self, *given: Any, **named: Any) -> Iterator[Any]:
        for found in self.inner(*given, **named):
            path = self.names.cover(found.path)
            if isinstance(found, Source):
                yield replace(found, path=path)
            else:
                yield replace(found, path=path, reason=self.names.cover(found.reason))


@dataclass(frozen=True)
class Reading:
    """Reads a file as `inner` does, and covers what is to be removed before anybody sees its text."""

    inner: Callable[..., Document]
    rules: Redactions

    def __call__(self, *given: Any, **named: Any) -> Document:
        document = self.inner(*given, **named)
        return cover_document(document, self.rules.for_document(document.path))


@dataclass(frozen=True)
class Segmenting:
    """Takes a document apart as `inner` does, and again where rules for a body of it cover something."""

    inner: Callable[..., Segmented]
    rules: Redactions

    def __call__(self, document: Document, *, hints: Hints) -> Segmented:
        found = self.inner(document, hints=hints)
        bodies = [meeting.body for meeting in found.meetings]
        own = self.rules.for_document(document.path, bodies).rules
        of_body = Redactions(tuple(rule for rule in own if rule.scope == "body"))
        covered = cover_document(document, of_body) if of_body.rules else document
        if covered is document:
            return found
        again = self.inner(covered, hints=hints)
        added = tuple(note for note in covered.notes if note not in document.notes)
        return replace(again, notes=(*again.notes, *added))


def cover_document(document: Document, rules: Redactions) -> Document:
    """A document with the words of the rules covered; a note of it says how many passages each rule covered."""
    text, counts = rules.covered(document.text)
    around = [*document.furniture, *document.front_matter.values()]
    around += [value for block in document.blocks for value in (block.label, block.margin, *block.header)]
    for value in around:
        counts.update(rules.covered(value)[1])
    if not counts:
        return document
    return replace(
        document,
        text=text,
        blocks=tuple(_cover_block(block, rules) for block in document.blocks),
        furniture=tuple(map(rules.cover, document.furniture)),
        front_matter={name: rules.cover(value) for name, value in document.front_matter.items()},
        notes=(*map(rules.cover, document.notes), *(noted(rule, times) for rule, times in sorted(counts.items()))),
    )


def _cover_block(block: Block, rules: Redactions) -> Block:
    label, margin = rules.cover(block.label), rules.cover(block.margin)
    return replace(block, label=label, margin=margin, header=tuple(map(rules.cover, block.header)))


def cover_config(config: Config, rules: Redactions) -> Config:
    """The settings, as they fit documents under covered names."""
    names = rules.everywhere()
    if not names.rules or not isinstance(config, Config):
        return config
    documents = tuple(
        rule.model_copy(update={"document": names.cover(rule.document), "body": names.cover(rule.body)})
        for rule in config.documents
    )
    return config.model_copy(update={"documents": documents})
