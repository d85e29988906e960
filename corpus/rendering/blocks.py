"""A source of the sample archive: front matter and the little Markdown that minutes need, read into blocks.

Headings `#` to `###`, paragraphs, `-` and `1.` and `a)` lists (nested once), pipe tables, `**bold**`,
`*italic*`, a line break forced by two spaces or a backslash at its end, `---` for a rule,
`<!-- pagebreak -->`, and `{> RT}` at the end of a paragraph or list entry for initials in the margin.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

import yaml


class SourceError(ValueError):
    """A source that cannot be rendered: says which file, and what to change."""


@dataclass(frozen=True)
class Run:
    """Text in one face. A newline in it is a forced line break."""

    text: str
    bold: bool = False
    italic: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    level: int
    runs: Runs
    label: str = ""


@dataclass(frozen=True)
class Paragraph:
    """`label` is a number hanging to the left of the text ("34/22"), `margin` the initials to its right."""

    runs: Runs
    label: str = ""
    margin: str = ""


@dataclass(frozen=True)
class Item:
    """One entry of a list, `level` 0 or 1; `opens` where it begins a list of its own."""

    level: int
    label: str
    runs: Runs
    margin: str = ""
    opens: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first row is the heading, which may be empty throughout."""

    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True)
class Rule:
    pass


@dataclass(frozen=True)
class PageBreak:
    pass


Block = Heading | Paragraph | Item | Table | Rule | PageBreak


@dataclass(frozen=True)
class Script:
    """A whole source: where it lies, its front matter, its blocks."""

    path: Path
    front: dict[str, str]
    blocks: tuple[Block, ...]

    @property
    def layout(self) -> str:
        return self.front.get("render", "")


LABEL = re.compile(
    r"((?:[A-Z]{2,4} )?\d+/\d+(?:/\d+)?\.?|\d+(?:\.\d+)+\.?|\d+[.)]|[A-Z]\.(?:\d+\.?)?|\(?[a-z]{1,3}\))"
    r"\s+(?=\S)"
)
ITEM = re.compile(r"(?P<indent> *)(?P<label>[-*•]|\d{1,3}[.)]|\(?[a-z]{1,4}\)|[a-z]\.)\s+(?P<text>\S.*)")
MARGIN = re.compile(r"\s*\{>\s*([^}]+?)\s*\}\s*$")
INLINE = re.compile(r"\\(?P<escaped>[\\`*_{}\[\]()#+\-.!|<>~])|(?P<mark>\*{1,3})|(?P<text>[^\\*]+|\\)")


def read(path: Path) -> Script:
    """The source at `path`. Raises SourceError for front matter that is missing or does not parse."""
    text = path.read_text(encoding="utf-8")
    found = re.match(r"---\n(.*?)\n---\n", text, flags=re.S)
    if not found:
        raise SourceError(f"{path}: no front matter; begin the file with --- / render: LAYOUT / ---")
    try:
        front = yaml.safe_load(found.group(1))
    except yaml.YAMLError as error:
        raise SourceError(f"{path}: front matter is not YAML: {error}") from error
    return Script(path, {str(k): str(v) for k, v in front.items()}, tuple(_blocks(text[found.end() :])))


def runs(text: str) -> Runs:
    """Inline Markdown into runs. Unpaired asterisks stand for themselves."""
    out: list[Run] = []
    bold = italic = False
    pieces = list(INLINE.finditer(text))
    for i, piece in enumerate(pieces):
        mark = piece["mark"]
        if mark and (bold or italic or any(p["mark"] == mark for p in pieces[i + 1 :])) and not _alone(piece, text):
            bold ^= len(mark) >= 2
            italic ^= len(mark) != 2
            continue
        words = mark or piece["escaped"] or html.unescape(re.sub(r"<br */?>", "\n", piece["text"]))
        if out and (out[-1].bold, out[-1].italic) == (bold, italic):
            out[-1] = Run(out[-1].text + words, bold, italic)
        else:
            out.append(Run(words, bold, italic))
    return tuple(run for run in out if run.text)


def plain(parts: Runs) -> str:
    """The words of runs without their faces."""
    return "".join(run.text for run in parts)


def _alone(piece: re.Match[str], text: str) -> bool:
    before, after = text[: piece.start()][-1:], text[piece.end() :][:1]
    return (not before or before.isspace()) and (not after or after.isspace())


def _blocks(text: str) -> list[Block]:
    out: list[Block] = []
    for chunk in _chunks(text):
        first = chunk[0]
        if re.fullmatch(r"<!-- *pagebreak *-->", first):
            out.append(PageBreak())
        elif re.fullmatch(r"-{3,}|\*{3,}|_{3,}", first):
            out.append(Rule())
        elif found := re.match(r"(#{1,3})\s+(.*)", first):
            label, words = _label(found[2].strip().rstrip("#").strip())
            out.append(Heading(len(found[1]), runs(words), label))
        elif first.startswith("|"):
            out.append(_table(chunk))
        elif found := ITEM.fullmatch(first):
            level = 1 if len(found["indent"]) >= 2 else 0
            words, margin = _margin(_join([found["text"], *(line.strip(" ") + _break(line) for line in chunk[1:])]))
            opens = not (
                out and isinstance(out[-1], Item) and out[-1].level >= level and _same_kind(out, level, found["label"])
            )
            out.append(Item(level, found["label"], runs(words), margin, opens))
        else:
            words, margin = _margin(_join(chunk))
            label, words = _label(words)
            out.append(Paragraph(runs(words), label, margin))
    return out


def _break(line: str) -> str:
    return "  " if line.endswith("  ") else ""


def _same_kind(before: list[Block], level: int, label: str) -> bool:
    """Whether the last entry of this level, still in the same list, is labelled the same way."""
    for block in reversed(before):
        if not isinstance(block, Item):
            return False
        if block.level == level:
            return _kind(block.label) == _kind(label)
    return False


def _kind(label: str) -> str:
    return re.sub(r"[a-z]+", "a", re.sub(r"\d+", "1", label))


def _chunks(text: str) -> list[list[str]]:
    """Lines of one block each: comments dropped, list entries and headings parted from their surroundings."""
    text = re.sub(r"<!--(?! *pagebreak).*?-->\n?", "", text, flags=re.S)
    out: list[list[str]] = []
    open_ = False
    for line in text.splitlines():
        bare = line.strip()
        if not bare:
            open_ = False
            continue
        listed = ITEM.fullmatch(line.rstrip())
        in_list = open_ and ITEM.fullmatch(out[-1][0]) is not None
        begins = (
            not open_
            or bare.startswith(("#", "<!--"))
            or re.fullmatch(r"-{3,}|\*{3,}|_{3,}", bare)
            or bare.startswith("|") != out[-1][0].startswith("|")
            or (listed and (in_list or listed["label"] in ("-", "*", "•", "1.", "1)", "a)", "(a)")))
        )
        if begins:
            out.append([line.rstrip() + _break(line) if not listed else line.rstrip()])
            open_ = not bare.startswith(("#", "<!--")) and not re.fullmatch(r"-{3,}|\*{3,}|_{3,}", bare)
        else:
            out[-1].append(line)
    return out


def _join(lines: list[str]) -> str:
    words = ""
    for i, line in enumerate(lines):
        last = i == len(lines) - 1
        forced = not last and (line.endswith("  ") or line.rstrip().endswith("\\"))
        words += line.strip().removesuffix("\\") + ("" if last else "\n" if forced else " ")
    return words


def _margin(words: str) -> tuple[str, str]:
    found = MARGIN.search(words)
    return (words[: found.start()], found[1]) if found else (words, "")


def _label(words: str) -> tuple[str, str]:
    bare = words.replace("\\.", ".", 1) if re.match(r"\d+\\\.", words) else words
    found = LABEL.match(bare.removeprefix("**"))
    if not found or not re.match(r"[*]{0,2}[A-Z“\"‘'£$*\d]", bare.removeprefix("**")[found.end() :]):
        return "", words
    rest = bare.removeprefix("**")[found.end() :]
    return found[1], ("**" + rest if bare.startswith("**") else rest)


def _table(lines: list[str]) -> Table:
    rows = [
        tuple(runs(cell.strip().replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", line.strip().strip("|")))
        for line in lines
        if not re.fullmatch(r"\|[\s:|-]+\|?", line.strip())
    ]
    width = max(len(row) for row in rows)
    return Table(tuple(row + ((),) * (width - len(row)) for row in rows))
