"""Stand-off marks: marks of documents that we may not copy, without a word of their text.

One JSON object a line, one line a document: its path below the archive root, the sha256 of the file, the date of the
meeting, and its marks. A mark says where it stands as start and end in the words of the file (as `score.py` counts
them: `file_words`), how many words those are in a hash (`check`), what it is, and its codes; attributes that are text
(`until`, `reason`) are stretches of words too. Who has the file reads the words back; who has not learns nothing of
them. Where readings of a page differ, the hash finds the stretch again near its place.

`judged` is there where a document was not read whole: the stretches that were, marked or not.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from matters_arising.errors import UsageError
from matters_arising.evaluation.gold import GoldDocument, Token, kind_of, locate, tokenise, words
from matters_arising.ids import sha256_of

TEXTS = ("until", "reason")  # attributes that are words of the document
CODES = ("procedural", "explicit", "reason_code", "outcome", "status", "phase", "doubt")
_NEAR = 400  # words by which two readings of one page may have drifted apart
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SCRIPT = re.compile(r"<(script|style).*?</\1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")

Stretch = dict[str, Any]


def load_standoff(folder: Path) -> list[dict[str, Any]]:
    """All lines of the stand-off files below `folder`, by document path. `UsageError` names a damaged line."""
    out = []
    for path in sorted(folder.rglob("*.jsonl")):
        # on line feeds alone: the name of a published file may hold any other end of a line
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            if not line:
                continue
            try:
                entry = json.loads(line)
                entry["document"], entry["sha256"], entry["marks"]
            except (json.JSONDecodeError, KeyError, TypeError) as error:
                raise UsageError(f"not a line of stand-off marks ({error})", where=f"{path}:{number}") from error
            out.append(entry)
    return sorted(out, key=lambda entry: str(entry["document"]))


def file_words(path: Path) -> list[str]:
    """The words of a file in the order in which the scorer counts them. A PDF needs pdftotext (poppler-utils)."""
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        program = shutil.which("pdftotext")
        if program is None:
            raise UsageError(
                "the words of a PDF are counted by pdftotext, which is not installed",
                where=str(path),
                remedy="install poppler-utils",
            )
        done = subprocess.run([program, "-layout", str(path), "-"], capture_output=True, check=True)
        return words(done.stdout.decode("utf-8", errors="replace"))
    text = path.read_text(encoding="utf-8", errors="replace")
    if suffix in (".html", ".htm"):
        text = html.unescape(_TAG.sub(" ", _SCRIPT.sub(" ", text)))
    return words(_COMMENT.sub(" ", text))


def check_of(stretch: Sequence[str]) -> str:
    """The hash by which a stretch of words is found again."""
    return hashlib.sha256(" ".join(stretch).encode()).hexdigest()[:16]


def dehydrate(gold: GoldDocument, archives: Path, *, judged: Sequence[tuple[str, int]] | None = None) -> dict[str, Any]:
    """One document's marks without their text. `judged` are the passages read where it was not read whole, each
    with the number of the word about which it stands.

    A mark whose words the scorer would not find in the file raises `UsageError`: it could not be read back.
    """
    path = archives / gold.document
    there = file_words(path)
    cursor = _Cursor(there)
    marks = []
    for mark in gold.marks:
        place = int(mark["span"][0]) if "span" in mark else None
        stretch = cursor.find(str(mark["quote"]), of=gold.document, near=place)
        kept = {name: mark[name] for name in CODES if mark.get(name) not in (None, "")}
        texts = {
            name: cursor.find(str(mark[name]), of=gold.document, near=stretch["at"][0])
            for name in TEXTS
            if mark.get(name)
        }
        field = "label" if "label" in mark else "type"
        marks.append({field: kind_of(mark), **stretch, **kept, **texts})
    entry: dict[str, Any] = {"document": gold.document, "sha256": sha256_of(path.read_bytes()), "date": gold.date}
    if judged is not None:
        entry["judged"] = [cursor.find(passage, of=gold.document, near=place) for passage, place in judged]
    return {**entry, "marks": marks}


def rehydrate(entry: Mapping[str, Any], archives: Path, *, text: str = "") -> tuple[GoldDocument, int]:
    """The marks of one stand-off line with their words, and how many could not be read back.

    `text` is the document as the pipeline reads it; without it the words are those of the file. A file that is not
    there, or is not the one that was marked, raises `UsageError`.
    """
    path = archives / str(entry["document"])
    if not path.is_file():
        raise UsageError(f"the marked document is not there: {entry['document']}", where=str(archives))
    if sha256_of(path.read_bytes()) != entry["sha256"]:
        raise UsageError(f"not the file that was marked: {entry['document']}", where=str(archives))
    reader = _Reader(path, text)
    marks = []
    for mark in entry["marks"]:
        where = reader.span(mark)
        if where is None:
            continue
        kept = {name: value for name, value in mark.items() if name in (*CODES, "type", "label")}
        texts = {name: reader.quote(span) for name in TEXTS if name in mark and (span := reader.span(mark[name]))}
        marks.append({**kept, "quote": reader.quote(where), "span": where, **texts})
    lost = len(entry["marks"]) - len(marks)
    judged = tuple(span for stretch in entry.get("judged", ()) if (span := reader.span(stretch)))
    partial = "judged" in entry
    return GoldDocument(
        str(entry["document"]), str(entry.get("date", "")), "", tuple(marks), judged=judged if partial else None
    ), lost


class _Cursor:
    """Finds passages of one document in its words; the same passage again is looked for behind the last."""

    def __init__(self, there: Sequence[str]) -> None:
        self._there = there
        self._seen: dict[str, int] = {}

    def find(self, passage: str, *, of: str, near: int | None = None) -> Stretch:
        wanted = words(passage)
        starts = _starts(wanted, self._there)
        if starts:
            if near is None:
                start = starts[min(self._seen.get(passage, 0), len(starts) - 1)]
                self._seen[passage] = self._seen.get(passage, 0) + 1
            else:
                start = min(starts, key=lambda at: abs(at - near))
            where = (start, start + len(wanted))
        else:
            found = locate(wanted, self._there)
            if found is None:
                raise UsageError(f"these words do not stand in the document: {passage[:60]!r}", where=of)
            where = found
        return {"at": list(where), "words": len(wanted), "check": check_of(wanted)}


class _Reader:
    """Reads stretches back from a file: by their hash in the pipeline's reading of it, else by their place."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._text = text or " ".join(file_words(path))
        self._tokens: list[Token] = tokenise(self._text)
        self._words = [token.text for token in self._tokens]
        self._file: list[str] | None = None if text else self._words

    def span(self, stretch: Mapping[str, Any]) -> tuple[int, int] | None:
        start, end = stretch["at"]
        size, last = int(stretch["words"]), len(self._words)
        near = range(max(0, start - _NEAR), min(last, start + _NEAR))
        for places in (near, range(last)):
            here = [at for at in places if self._agrees(at, size, str(stretch["check"]))]
            if here:
                at = min(here, key=lambda found: abs(found - start))
                return at, at + size
        try:
            there = self._words_of_file()
        except UsageError:
            return None
        return locate(there[start:end], self._words)

    def quote(self, where: tuple[int, int]) -> str:
        return self._text[self._tokens[where[0]].start : self._tokens[where[1] - 1].end]

    def _agrees(self, at: int, size: int, check: str) -> bool:
        return check_of(self._words[at : at + size]) == check

    def _words_of_file(self) -> list[str]:
        if self._file is None:
            self._file = file_words(self._path)
        return self._file


def _starts(wanted: Sequence[str], there: Sequence[str]) -> list[int]:
    if not wanted:
        return []
    size, sought = len(wanted), list(wanted)
    return [
        at for at in range(len(there) - size + 1) if there[at] == sought[0] and list(there[at : at + size]) == sought
    ]


def lines(entries: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The lines of a stand-off file, by document path."""
    for entry in sorted(entries, key=lambda entry: str(entry["document"])):
        yield json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n"
