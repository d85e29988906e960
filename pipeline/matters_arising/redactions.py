"""What is to be removed from all that is shown: the rules of a file of redactions, and how words are covered.

    [[redact]]
    id = "2024-03-request"
    text = "Jo Ample"            # or pattern = "07### ######", or quote = "…" with document = "…"
    scope = "everywhere"         # or "document" with document = "path or pattern", or "body" with body = "words of it"
    reason = "request of the person"
    by = "the clerk"
    date = "2024-03-05"

Words are covered character by character, so that every offset stays true, and before anything is read from them.
There are no regular expressions: in a `pattern`, `*` stands for up to 40 characters of a word, `?` for one and `#` for
a digit, so that no rule can take forever; the signs of regular expressions are refused in it, but for brackets around
digits. An `id` is printed and kept in the log, so it holds no word of what is removed, save years and words of grammar;
what is published gives numbers only. Case, line ends, hyphens
at them, and forms of accents and apostrophes do not matter; a rule covers whole words only.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cached_property, lru_cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from matters_arising.config import Config, Hints
from matters_arising.errors import UsageError
from matters_arising.ids import make_id
from matters_arising.models import Block, Document, Segmented, Source

MASK = "█"
_HIDDEN = "\xad\u200b-\u200f\u2060\ufeff"  # soft hyphens and what has no width
_BREAK = rf"(?:[{_HIDDEN}]{{1,9}}\s{{0,20}}|[-‐][^\S\n]{{0,20}}\n\s{{0,20}})?"  # inside of a word
_NOTE = re.compile(r"removed on request: rule (\S+) \((\d+) passages?\)")
_PUBLISHED = re.compile(r"removed on request: (\d+) passages?")
_REGULAR = "()|[]\\^$"  # what a pattern has no use for, and a regular expression has
_IN_BRACKETS = re.compile(r"\(\s*[\d#][\d#\s]*\)(?![*?+])")  # as numbers of telephones are printed
_LETTERS = re.compile(r"[^\W\d_]{2,}|\d{4,}")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_GRAMMAR = frozenset(
    re.findall(r"\w+", "the of and or in on at by for from with this that these those it its was were is are")
)
_PART = 4  # letters of a word that give it away inside of another


class Redaction(BaseModel):
    """One rule. `replace` is the character that covers what is removed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[\w.-]{1,80}$")
    text: str = ""
    pattern: str = ""
    quote: str = ""
    scope: Literal["everywhere", "document", "body"] = "everywhere"
    document: str = ""
    body: str = ""
    replace: str = MASK
    reason: str = ""
    by: str = ""
    date: str = ""

    @field_validator("replace")
    @classmethod
    def _is_one_mark(cls, value: str) -> str:
        if len(value) != 1 or value.isspace() or value.isalnum() or not value.isprintable():
            raise ValueError("it is one character, no letter, digit or space: what is removed keeps its length")
        return value

    @model_validator(mode="before")
    @classmethod
    def _of_a_quote(cls, values: Any) -> Any:
        if isinstance(values, dict) and values.get("quote") and "scope" not in values:
            return {**values, "scope": "document"}
        return values

    @model_validator(mode="after")
    def _whole(self) -> Redaction:
        said = [value for value in (self.text, self.pattern, self.quote) if value]
        if len(said) != 1:
            raise ValueError("a rule has one of text, pattern and quote")
        if sum(char.isalnum() or char == "#" for char in said[0]) < 2:
            raise ValueError("a rule names at least two letters or digits, or it would cover nearly everything")
        if any(char in _IN_BRACKETS.sub("", self.pattern) for char in _REGULAR):
            raise ValueError(
                "a pattern knows * (up to 40 characters of a word), ? (one character) and # (a digit); it is no "
                f"regular expression, and {' '.join(_REGULAR)} mean nothing in it, but for brackets around digits: "
                "write a rule for each form"
            )
        names = said[0] if not self.quote else " ".join(word for word in self.quote.split() if not word.islower())
        if _gives_away(self.id, names):
            raise ValueError("its id holds a word of what it removes, and ids are printed; call it by a date or number")
        if any(word.count("*") > 1 for word in self.pattern.split()):
            raise ValueError("a word of a pattern has * once at most: it must not take forever")
        if (self.scope == "document") != bool(self.document) or (self.scope == "body") != bool(self.body):
            raise ValueError('scope = "document" goes with document = "…", scope = "body" with body = "…"')
        if self.quote and self.scope != "document":
            raise ValueError('a quote is of a document: document = "…"')
        return self

    @property
    def said(self) -> str:
        """What it removes."""
        return self.text or self.pattern or self.quote

    def finder(self) -> re.Pattern[str]:
        """What finds its words in a text."""
        return _finder(self.said, wild=bool(self.pattern))


def _gives_away(name: str, said: str) -> bool:
    """Whether a name holds a word that is said, or a good part of one."""
    own, others = _telling(name), _telling(said)
    return any(
        one == other or (min(len(one), len(other)) >= _PART and (one in other or other in one))
        for one in own
        for other in others
    )


def _telling(text: str) -> set[str]:
    """The words and long numbers of a text, without years, by which rules are called, and without words of grammar,
    which are in all that is said: neither gives anything away."""
    words = _LETTERS.findall(_plain(text).replace("_", " "))
    return {word for word in words if word not in _GRAMMAR and not _YEAR.fullmatch(word)}


def _plain(text: str) -> str:
    """Small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


@lru_cache(maxsize=1_000)
def _finder(said: str, *, wild: bool) -> re.Pattern[str]:
    said = unicodedata.normalize("NFC", said)
    words = [_BREAK.join(_character(char, wild=wild) for char in word) for word in said.split()]
    before = r"(?<!\w)" if said.split()[0][0].isalnum() or wild else ""
    after = r"(?!\w)" if said.split()[-1][-1].isalnum() or wild else ""
    return re.compile(before + rf"[\s{_HIDDEN}]+".join(words) + after, re.IGNORECASE)


def _character(char: str, *, wild: bool) -> str:
    if wild and char in "*?#":
        return {"*": r"\S{0,40}", "?": r"\S", "#": r"\d"}[char]
    if char in "'’‘ʼ":
        return "['’‘ʼ]"
    if char in "-‐‑–":
        return "[-‐‑–]"
    apart = unicodedata.normalize("NFD", char)
    return re.escape(char) if apart == char else f"(?:{re.escape(char)}|{re.escape(apart)})"


@dataclass(frozen=True)
class Redactions:
    """The rules of a file."""

    rules: tuple[Redaction, ...] = ()

    def everywhere(self) -> Redactions:
        """The rules without a scope."""
        return Redactions(tuple(rule for rule in self.rules if rule.scope == "everywhere"))

    def for_document(self, path: str, bodies: Sequence[str] = ()) -> Redactions:
        """The rules for the document at `path`, which reports meetings of `bodies`."""
        return Redactions(tuple(rule for rule in self.rules if self._fits(rule, path, bodies)))

    def fingerprint(self, path: str) -> str:
        """A hash of all rules that may be for a document: of which bodies it reports is not known beforehand."""
        rules = [rule for rule in self.rules if rule.scope == "body" or self._fits(rule, path, ())]
        told = [rule.model_dump(include={"text", "pattern", "quote", "body", "replace"}) for rule in rules]
        return make_id("red", json.dumps(told)) if told else ""

    def cover(self, text: str) -> str:
        """A text with the words of the rules covered; its length and its lines stay."""
        return self.covered(text)[0]

    def covered(self, text: str) -> tuple[str, Counter[str]]:
        """The same, and how many passages each rule covered."""
        counts: Counter[str] = Counter()
        chars: list[str] | None = None
        for rule in self.rules:
            for match in rule.finder().finditer(text):
                if match.end() > match.start():
                    counts[rule.id] += 1
                    chars = list(text) if chars is None else chars
                    for at in range(*match.span()):
                        chars[at] = text[at] if text[at] in "\n\f\r\v" else rule.replace
        return (text if chars is None else "".join(chars)), counts

    def left_in(self, text: str) -> Iterator[Redaction]:
        """The rules whose words stand in a text."""
        return (rule for rule in self.rules if rule.finder().search(text))

    def _fits(self, rule: Redaction, path: str, bodies: Sequence[str]) -> bool:
        if rule.scope == "document":
            names = (rule.document, self._names.cover(rule.document))
            return any(path == name or fnmatchcase(path, name) for name in names)
        return rule.scope == "everywhere" or any(rule.body.casefold() in body.casefold() for body in bodies)

    @cached_property
    def _names(self) -> Redactions:
        return self.everywhere()


def parse(data: bytes, *, where: str = "") -> Redactions:
    """The rules of a file. Raises UsageError that says what is wrong, without repeating what is to be removed: a rule
    that cannot be understood must not be passed over."""
    try:
        rows = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"is not TOML: {error}", where=where, remedy="correct that line") from error
    given = rows.pop("redact", [])
    if rows or not isinstance(given, list):
        raise UsageError("it holds something that is no [[redact]]", where=where, remedy="write rules as [[redact]]")
    rules: list[Redaction] = []
    for number, row in enumerate(given, start=1):
        try:
            rules.append(Redaction.model_validate(row))
        except ValidationError as error:
            first = error.errors(include_input=False)[0]
            name = ".".join(str(part) for part in first["loc"])
            said = f"{name}: {first['msg']}" if name else first["msg"].removeprefix("Value error, ")
            raise UsageError(f"rule {number}: {said}", where=where, remedy="correct it") from None
    twice = [name for name, times in Counter(rule.id for rule in rules).items() if times > 1]
    if twice:
        raise UsageError(f"two rules have the id {twice[0]}", where=where, remedy="give each an id of its own")
    return Redactions(tuple(rules))


# ---- before anything is read from them -----------------------------------------------------------------------


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


def noted(rule: str, times: int) -> str:
    """What the note of a document says of a rule."""
    return f"removed on request: rule {rule} ({times} passage{'' if times == 1 else 's'})"


def counts_in(note: str) -> Mapping[str, int]:
    """How many passages each rule covered, as the note of a document says it."""
    return {rule: int(times) for rule, times in _NOTE.findall(note)}


def published(note: str) -> str:
    """The note of a document as it is kept and shown: how many passages were removed, and not by which rules.

    >>> published("removed on request: 2 passages; by OCR; removed on request: rule c (1 passage)")
    'by OCR; removed on request: 3 passages'
    >>> published("by OCR; removed on request: rule a-1 (2 passages); removed on request: rule b (1 passage)")
    'by OCR; removed on request: 3 passages'
    """
    total = removed_in(note) + sum(counts_in(note).values())
    if not total:
        return note
    told = f"removed on request: {total} passage{'' if total == 1 else 's'}"
    kept = [part for part in note.split("; ") if not (_NOTE.fullmatch(part) or _PUBLISHED.fullmatch(part))]
    return "; ".join([*kept, told])


def removed_in(note: str) -> int:
    """How many passages were removed from a document, as its published note says it."""
    return sum(map(int, _PUBLISHED.findall(note)))


NONE = Redactions()
