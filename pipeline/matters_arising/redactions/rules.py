"""The rules of a file, and what they cover in a text."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property

from pydantic import ValidationError

from matters_arising.errors import UsageError
from matters_arising.ids import make_id
from matters_arising.redactions.rule import Redaction


@dataclass(frozen=True)
class Redactions:
    """The rules of a file."""

    rules: tuple[Redaction, ...] = ()

    def everywhere(self) -> Redactions:
        """The rules without a scope."""
        return Redactions(tuple(rule for rule in self.rules if rule.scope == "everywhere"))

    def scoped(self) -> Redactions:
        """The rules with one: for a document, or for a body."""
        return Redactions(tuple(rule for rule in self.rules if rule.scope != "everywhere"))

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


NONE = Redactions()
