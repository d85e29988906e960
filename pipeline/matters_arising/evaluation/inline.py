"""Training text of our own with its marks written into it: `[[deferral,decision|The item was held over.]]`.

`!` behind a kind marks it procedural. A file becomes a plain document and its marks, so that it is read, taken
apart and learned from exactly as minutes are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from matters_arising.errors import UsageError
from matters_arising.evaluation.corpus import KINDS, Marked, lay
from matters_arising.evaluation.gold import STANCES, GoldDocument, words

_MARK = re.compile(r"\[\[([a-z,! ]+)\|(.+?)\]\]", re.DOTALL)
_ABOUT = re.compile(r"<!--\s*body:\s*(?P<body>.*?);\s*date:\s*(?P<date>[\d-]+).*?-->\s*", re.DOTALL)


def load_inline(folder: Path) -> list[Marked]:
    """Every marked text below `folder`, taken apart, one archive a sub-folder."""
    from matters_arising.documents import read
    from matters_arising.ids import sha256_of
    from matters_arising.models import Source
    from matters_arising.segment import segment

    out = []
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".txt")):
        if path.name == "README.md":
            continue
        name = path.relative_to(folder).as_posix()
        text, gold = unmark(path.read_text(encoding="utf-8"), document=name)
        data = text.encode()
        out.append(lay(gold, segment(read(Source(name, data, sha256_of(data)))), name.partition("/")[0]))
    return out


def unmark(marked: str, *, document: str) -> tuple[str, GoldDocument]:
    """The text without its marks, and the marks. `UsageError` names a kind that is none, or a stray bracket."""
    about = _ABOUT.match(marked)
    marks: list[Mapping[str, Any]] = []
    text, at = "", about.end() if about else 0
    read, said = 0, list[str]()  # the text up to its last full stop, which no word goes over, is read once
    for match in _MARK.finditer(marked, at):
        text, at, quote = text + marked[at : match.start()], match.end(), match.group(2)
        stop = text.rfind(".") + 1
        said += words(text[read:stop])
        read = stop
        nth = _times(words(quote), [*said, *words(text[stop:])])
        for kind in match.group(1).replace(" ", "").split(","):
            name = kind.rstrip("!")
            if name not in KINDS:
                raise UsageError(f"no such mark: {name!r}", where=document)
            field = "label" if name in STANCES else "type"
            marks.append({field: name, "quote": quote, "procedural": kind.endswith("!"), "nth": nth})
        text += quote
    text += marked[at:]
    if "[[" in text or "]]" in text:
        raise UsageError("a mark is not closed, or nested in another", where=document)
    return text, GoldDocument(
        document, about.group("date") if about else "", about.group("body") if about else "", tuple(marks)
    )


def _times(sought: Sequence[str], before: Sequence[str]) -> int:
    """How often the words of a quote stand before it: "Done" is marked where it is, not where it is first said."""
    words_in_a_row, quote = f" {' '.join(before)} ", f" {' '.join(sought)} "
    times, at = 0, words_in_a_row.find(quote)
    while at >= 0:
        times, at = times + 1, words_in_a_row.find(quote, at + 1)
    return times
