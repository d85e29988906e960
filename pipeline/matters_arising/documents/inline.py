"""Markdown inside a line: emphasis, escapes, links and images become the words as printed, with the bold kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

_TOKEN = re.compile(
    r"\\(?P<escape>[!-/:-@\[-`{-~])"
    r"|!\[(?P<image>[^\]\n]*)\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\])"
    r"|\[(?P<link>(?:[^\[\]\n]|\[[^\[\]\n]*\])+)\]\((?:[^()\n]|\([^()\n]*\))*\)"
    r"|<(?P<auto>(?:https?|mailto|ftp):[^<>\s]+|[\w.+-]+@[\w.-]+)>"
    r"|(?P<comment><!--.*?-->)"
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
    runs: list[tuple[str, bool]] = []
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
    return joined_runs(runs)


def _printed(kind: str, match: re.Match[str]) -> str:
    if kind == "link":
        return inline(match.group("link")).text
    if kind == "br":
        return "\n"
    if kind == "entity":
        return unescape(match.group())
    if kind in ("escape", "auto", "code"):
        return match.group(kind)
    return ""


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
        if mark in open_marks and before and not before.isspace():
            found[open_marks.pop(mark)] = True
            found[at] = False
        elif after and not after.isspace():
            open_marks[mark] = at
        elif mark in open_marks and len(mark) >= 2:  # converters leave a space before the closing stars
            found[open_marks.pop(mark)] = True
            found[at] = False
    return found


def joined_runs(runs: Iterable[tuple[str, bool]]) -> Inline:
    """Fold the runs into one text, trimmed line by line, counting the bold run that opens it."""
    letters: list[tuple[str, bool]] = []
    for text, bold in runs:
        for letter in text:
            if letter.isspace() and letter != "\n":
                if letters and not letters[-1][0].isspace():
                    letters.append((" ", bold))
            elif letter == "\n":
                while letters and letters[-1][0] == " ":
                    letters.pop()
                if letters and letters[-1][0] != "\n":
                    letters.append(("\n", bold))
            else:
                letters.append((letter, bold))
    while letters and letters[-1][0].isspace():
        letters.pop()
    lead = 0
    while lead < len(letters) and (letters[lead][1] or (lead and letters[lead][0].isspace())):
        lead += 1
    text = "".join(letter for letter, _ in letters)
    whole = bool(text) and all(bold or not letter.isalnum() for letter, bold in letters) and lead > 0
    return Inline(text, len(text) if whole else len(text[:lead].rstrip()), whole)


def broken_runs(runs: Iterable[tuple[str, bool]]) -> list[Inline]:
    """The runs of a paragraph with line breaks in it (`\n`): one entry a line, unless the sentence goes on."""
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, bold in runs:
        first, *others = text.split("\n")
        lines[-1].append((first, bold))
        lines.extend([(other, bold)] for other in others)
    groups: list[list[tuple[str, bool]]] = []
    before = ""
    for line in lines:
        text = joined_runs(line).text
        if not text:
            before = ""
        elif before and text[0].islower() and not before.endswith((".", ":", ";", "!", "?")):
            groups[-1].extend([("\n", False), *line])
            before = text
        else:
            groups.append(line)
            before = text
    return [joined_runs(group) for group in groups]
