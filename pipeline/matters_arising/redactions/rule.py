"""One rule: what it removes, and what finds the words of it in a text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

MASK = "█"
_HIDDEN = "\xad\u200b-\u200f\u2060\ufeff"  # soft hyphens and what has no width
_BREAK = rf"(?:[{_HIDDEN}]{{1,9}}\s{{0,20}}|[-‐][^\S\n]{{0,20}}\n\s{{0,20}})?"  # inside of a word
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
