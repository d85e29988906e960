"""Markdown inside a line: emphasis, escapes, links and images become the words as printed, with the bold kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote_plus

from matters_arising.documents.labels import NUMBER
from matters_arising.documents.wrapping import flows

Runs = list[tuple[str, bool]]
"""Words in order, each stretch with whether it is bold."""

_BREAK = "\v"  # a run that breaks the line; text has its own kinds of white space
_SPACES = (" ", "\t", "\n")  # where several meet, the last of these is kept
_PICTURED = 6  # words: what is said beside an image or in its address is then what it shows, not a name for it
# What stands in brackets has a most, and a comment ends before the next: else each sign that opens looks through
# all that follows for the one that closes it.
_TOKEN = re.compile(
    r"\\(?P<escape>[!-/:-@\[-`{-~])"
    r"|!\[(?P<image>[^\]\n]{0,2000})\](?:\((?P<address>(?:[^()\n]|\([^()\n]*\))*)\)|\[[^\]\n]{0,2000}\])"
    r"|\[(?P<link>(?:[^\[\]\n]|\[[^\[\]\n]{0,2000}\]){1,2000})\]\((?:[^()\n]|\([^()\n]*\))*\)"
    r"|<(?P<auto>(?:https?|mailto|ftp):[^<>\s]+|[\w.+-]+@[\w.-]+)>"
    r"|(?P<comment><!--(?:(?!<!--).)*?-->)"
    r"|(?P<br><br\s*/?>)"
    r"|(?P<bold_tag></?(?:b|strong)(?:\s[^<>]*)?>)"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>\n]*)?/?>)"
    r"|(?P<entity>&(?:[A-Za-z][A-Za-z0-9]{1,31}|\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6});)"
    r"|(?P<mark>\*{1,3}|_{1,3}|~~)"
    r"|`(?P<code>[^`\n]+)`",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Inline:
    """Words as printed. `lead` is how many characters the opening bold run has; `bold` says that all are bold."""

    text: str
    lead: int = 0
    bold: bool = False


def inline(source: str) -> Inline:
    """Clean one block of Markdown.

    >>> inline(r"**4\\. Traffic:** the clerk *will* write").text
    '4. Traffic: the clerk will write'
    """
    return joined_runs(("\n" if text == _BREAK else text, bold) for text, bold in _runs(source))


def inline_lines(source: str) -> list[Inline]:
    """Clean one block of Markdown in which line breaks are written out as `<br>`: one entry a line, unless the
    sentence goes on.

    >>> [line.text for line in inline_lines("**Present**<br>Ann<br>Bob")]
    ['Present', 'Ann', 'Bob']
    """
    lines: list[Runs] = [[]]
    for text, bold in _runs(source):
        if text == _BREAK:
            lines.append([])
        else:
            lines[-1].append((text, bold))
    return _grouped(lines)


def _runs(source: str) -> Runs:
    """The words of a block of Markdown with whether they are bold; a line break that is written out is a run."""
    runs: Runs = []
    bold = False
    position = 0
    closers = _closing_marks(source)
    for match in _TOKEN.finditer(source):
        runs.append((source[position : match.start()], bold))
        position = match.end()
        kind = match.lastgroup
        if kind == "mark":
            if match.start() not in closers:
                runs.append((match.group(), bold))
            elif len(match.group()) >= 2 and match.group() != "~~":
                bold = closers[match.start()]
        elif kind == "bold_tag":
            bold = not match.group().startswith("</")
        else:
            runs.append((_printed(kind or "", match), bold))
    runs.append((source[position:], bold))
    return runs


def _printed(kind: str, match: re.Match[str]) -> str:
    if kind == "link":
        return inline(match.group("link")).text
    if kind == "br":
        return _BREAK
    if kind == "entity":
        return unescape(match.group())
    if kind in ("image", "address"):
        return _shown(match.group("image") or "", match.group("address") or "")
    if kind in ("escape", "auto", "code"):
        return match.group(kind)
    return ""


def _shown(title: str, address: str) -> str:
    """The words that an image shows, where its title or the text in its address says them; mostly nothing.

    Converters that cannot place an image leave its words there.
    """
    said = re.search(r"[?&]text=([^&\s]+)", address)
    words = unquote_plus(said.group(1)) if said else ""
    longest = max(title, words, key=lambda text: len(text.split()))
    return f"\n{longest}\n" if len(longest.split()) >= _PICTURED else ""


def _closing_marks(source: str) -> dict[int, bool]:
    """Where emphasis really opens (True) or closes (False); stars and underscores elsewhere are printed."""
    found: dict[int, bool] = {}
    open_marks: dict[str, int] = {}
    for match in _TOKEN.finditer(source):
        if match.lastgroup != "mark":
            continue
        mark, at = match.group(), match.start()
        before = source[at - 1 : at]
        after = source[match.end() : match.end() + 1]
        if mark[0] == "_" and before.isalnum() and after.isalnum():
            continue
        closes = bool(before) and not before.isspace()
        opens = bool(after) and not after.isspace()
        # Converters leave a space before the closing stars.
        last = len(mark) >= 2 and not re.compile(rf"(?<!\\){re.escape(mark)}").search(source, match.end())
        if mark in open_marks and (closes or (not opens and len(mark) >= 2) or last):
            found[open_marks.pop(mark)] = True
            found[at] = False
        elif opens:
            open_marks[mark] = at
    return found


def joined_runs(runs: Iterable[tuple[str, bool]]) -> Inline:
    """Fold the runs into one text, trimmed line by line, counting the bold run that opens it."""
    letters: list[tuple[str, bool]] = []
    for text, bold in runs:
        for letter in text:
            if not letter.isspace():
                letters.append((letter, bold))
            elif letters:
                space = letter if letter in "\n\t" else " "
                if not letters[-1][0].isspace():
                    letters.append((space, bold))
                elif _SPACES.index(space) > _SPACES.index(letters[-1][0]):
                    letters[-1] = (space, bold)
    while letters and letters[-1][0].isspace():
        letters.pop()
    text = "".join(letter for letter, _ in letters)
    lead = _lead(letters)
    whole = lead == len(text) > 0
    return Inline(text, len(text) if whole else len(text[:lead].rstrip()), whole)


def _lead(letters: Sequence[tuple[str, bool]]) -> int:
    """How many characters the opening bold run has; marks and a number before it may be in plain type."""
    text = "".join(letter for letter, _ in letters)
    number = NUMBER.match(text)
    start = number.end() if number else 0
    while start < len(letters) and not letters[start][0].isalnum():
        start += 1
    if start == len(letters) or not letters[start][1]:
        return 0
    end = start
    while end < len(letters) and (letters[end][1] or letters[end][0].isspace()):
        end += 1
    return end if any(letter.isalnum() and not bold for letter, bold in letters[end:]) else len(letters)


def broken_runs(runs: Iterable[tuple[str, bool]]) -> list[Inline]:
    """The runs of a paragraph with line breaks in it (`\n`): one entry a line, unless the sentence goes on."""
    lines: list[Runs] = [[]]
    for text, bold in runs:
        first, *others = text.split("\n")
        lines[-1].append((first, bold))
        lines.extend([(other, bold)] for other in others)
    return _grouped(lines)


def _grouped(lines: Iterable[Runs]) -> list[Inline]:
    """Lines as entries, those put together over which a sentence goes on."""
    groups: list[Runs] = []
    before = ""
    for line in lines:
        text = joined_runs(line).text
        if not text:
            before = ""
        elif before and flows(before, text):
            groups[-1].extend([("\n", False), *line])
            before = text
        else:
            groups.append(line)
            before = text
    return [joined_runs(group) for group in groups]
