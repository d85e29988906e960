"""The metadata that a Markdown file carries in front of its text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_LONGEST = 20_000  # characters: more is no front matter, and may be made to blow up
_TEXT = 200  # characters: a value of more than one line and so many is no label
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$\n?", re.M | re.DOTALL)  # Hugo's
_LINES = re.compile(r"(?:[A-Za-z][\w-]*:[^\n]*\n)+(?=\s*\n)")  # Pelican's: no fence, then an empty line
# what minutes themselves do not say at their head, but a page that a site is made of does
_OF_A_SITE = re.compile(r"^(?:slug|category|categories|tags|template|layout|permalink):", re.M | re.IGNORECASE)


def front_matter(text: str) -> tuple[dict[str, str], str, tuple[str, ...]]:
    """The front matter as flat strings, the text after it, and notes where it could not be understood.

    Where no text comes after it, the texts that it holds are the document's: "minutes: |-" and what they are.
    """
    if fenced := _TOML.match(text, 0, _LONGEST):
        return _of_toml(fenced[1], text[fenced.end() :].lstrip("\n"))
    if (head := _LINES.match(text, 0, _LONGEST)) and _OF_A_SITE.search(head[0]):
        return {name.lower(): value for name, value in _by_line(head[0])}, text[head.end() :].lstrip("\n"), ()
    if not text.startswith("---\n"):
        return {}, text, ()
    end = _END.search(text, 4)
    if end is None or end.start() > _LONGEST:
        return {}, text, ()
    stated = text[4 : end.start()]
    if stated.strip() and not re.search(r"^[\w\"'][^:\n]*:", stated, re.M):
        return {}, text, ()  # a rule, some text, and another rule
    body = text[end.end() :].lstrip("\n")
    import yaml

    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(stated, Loader=yaml.BaseLoader)):
            return {}, body, ("front matter refers to itself: left out",)
        loaded = yaml.load(stated, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (line {mark.line + 2})" if mark else ""
        return dict(_by_line(stated)), body, (f"front matter is not YAML{line}: read line by line",)
    except RecursionError:
        return {}, body, ("front matter is nested too deep: left out",)
    if not isinstance(loaded, Mapping):
        return {}, body, ()
    told = {str(key): _flat(value) for key, value in loaded.items()}
    if body.strip():
        return told, body, ()
    held = {key: value for key, value in told.items() if _is_text(value)}
    return {key: value for key, value in told.items() if key not in held}, _joined(held.values()), ()


def _is_text(value: str) -> bool:
    """Whether a value is a text of its own, as where a site's form keeps a page in fields and nothing stands below."""
    return "\n" in value.strip() and len(value) >= _TEXT


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(text.replace("\r\n", "\n").replace("\r", "\n") for text in texts)


def _of_toml(stated: str, body: str) -> tuple[dict[str, str], str, tuple[str, ...]]:
    try:
        return {key: _flat(value) for key, value in tomllib.loads(stated).items()}, body, ()
    except tomllib.TOMLDecodeError as error:
        return {}, body, (f"front matter is not TOML ({error}): left out",)


def _by_line(stated: str) -> Iterator[tuple[str, str]]:
    """The lines that say "name: value", where the whole cannot be understood."""
    for line in stated.split("\n"):
        name, colon, value = line.partition(":")
        if colon and re.fullmatch(r"[\w -]+", name):
            yield name.strip(), value.strip().strip("\"'")


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_flat(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_flat(item)}" for key, item in value.items())
    return "" if value is None else str(value)
