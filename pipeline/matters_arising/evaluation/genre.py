"""How the shipped judges do on a genre they know nothing of: archives whose own conventions give the marks.

    python -m matters_arising.evaluation.genre --marked DIR [--every N]

The conventions (a label "Resolution #3:", the class of a line, a list of all resolutions at the end) are taken out
before a judge reads the text; they are a check, and nothing is learned from them. Two kinds of archive are known:

    gold_items.jsonl beside minutes in Markdown   a working group's chat log; proposals, resolutions, actions
    event_items_*.jsonl.gz                        a city's agenda items with what became of each; things laid over

What a convention does not mark may be an act by the codebook all the same: a suggestion made in passing counts as
false here. So precision is a lower bound, and recall is what the check is for.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matters_arising.errors import UsageError
from matters_arising.evaluation.corpus import Marked, lay
from matters_arising.evaluation.evaluate import scores_as_text
from matters_arising.evaluation.gold import GoldDocument, locate, words
from matters_arising.evaluation.metrics import figures
from matters_arising.evaluation.report import Unseen
from matters_arising.ids import sha256_of
from matters_arising.models import Source
from matters_arising.nlp.judge import Judge

ITEMS, AGENDA = "gold_items.jsonl", "event_items_*.jsonl.gz"
_LABELLED = re.compile(
    r"^> (?P<stars>\*{2,3})(?:Proposed resolution|Resolution #\d+|Action #\d+): (?P<text>.*?)(?P=stars)", re.MULTILINE
)
_LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
_CLASSES = re.compile(r"^\{:.*\}\n?", re.MULTILINE)
_MACHINE_READABLE = re.compile(r"^json-ld:.*\n(?:[ \t].*\n|\n)*", re.MULTILINE)
_CLOSING_LISTS = re.compile(r"^#+ [\d.]* ?(?:Resolutions|Action Items)\n.*\Z", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Genre:
    """An archive without its markers. `labels` are the types that its conventions mark, and so those scored."""

    name: str
    labels: tuple[str, ...]
    documents: tuple[Marked, ...]


def load_genre(folder: Path, *, every: int = 1) -> Genre:
    """Each `every`-th meeting of the archive in `folder`, whose kind is told by the files that lie there.

    Raises UsageError where neither kind of archive is there.
    """
    if (folder / ITEMS).is_file():
        return Genre(folder.name, ("proposal", "decision", "action"), tuple(_working_group(folder, every)))
    agenda = next(iter(sorted(folder.glob(AGENDA))), None)
    if agenda is not None:
        return Genre(folder.name, ("deferral",), tuple(_city(agenda, every)))
    raise UsageError(f"neither {ITEMS} nor {AGENDA} is here", where=str(folder), remedy="name it with --marked")


def without_markers(text: str) -> str:
    """Minutes of a working group as their words alone would have them: no labels, classes, or list of resolutions."""
    for pattern in (_MACHINE_READABLE, _CLOSING_LISTS, _CLASSES):
        text = pattern.sub("", text)
    return _LABELLED.sub(r"> \g<text>", text)


def judge_genre(genre: Genre, judge: Judge) -> Unseen:
    """What a shipped judge says of the archive, with its own thresholds."""
    import numpy as np

    columns = [judge.labels.index(label) for label in genre.labels]
    chances = [judge.chances(marked.segmented)[:, columns].astype(np.float64) for marked in genre.documents]
    thresholds = judge.thresholds[columns].astype(np.float64)
    return Unseen(genre.documents, genre.labels, np.vstack(chances), [thresholds] * len(chances))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code."""
    from matters_arising.extract import load

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--marked", type=Path, required=True, help="folder of an archive that marks itself")
    parser.add_argument("--every", type=int, default=1, help="judge each so many-th meeting, to be quick")
    parser.add_argument("--json", action="store_true", dest="as_json", help="all figures, for programs")
    chosen = parser.parse_args(arguments)
    genre = load_genre(chosen.marked, every=chosen.every)
    found = figures(judge_genre(genre, load()))
    if chosen.as_json:
        print(json.dumps(found, indent=2))
    else:
        print(f"{genre.name}: {len(genre.documents)} documents of a genre that no judge learned from\n")
        print("\n".join(scores_as_text(found)))
    return 0


def _working_group(folder: Path, every: int) -> Iterator[Marked]:
    """Minutes with their proposals, resolutions and actions."""
    acts = defaultdict(list)
    for row in map(json.loads, (folder / ITEMS).read_text(encoding="utf-8").splitlines()):
        acts[row["file"]].append(row)
    for path in sorted(folder.glob("*.md"))[::every]:
        there = sorted(acts[path.name], key=lambda row: row["line"])
        text = without_markers(path.read_text(encoding="utf-8"))
        yield _marked(path.name, text, [(row["type"], _LINK.sub(r"\1", row["text"])) for row in there], folder.name)


def _city(path: Path, every: int) -> Iterator[Marked]:
    """Meetings as minutes: their items with their titles, and the sentence that says what became of each.

    What became of it as a code, and the label that the code was given, stay out of the text.
    """
    meetings: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    with gzip.open(path, mode="rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            meetings[row["event"]].append(row)
    for number in sorted(meetings)[::every]:
        rows = meetings[number]
        parts = [f"# {rows[0]['body']}", f"Minutes of {rows[0]['date']}"]
        for at, row in enumerate(rows, start=1):
            title = " ".join(str(row["title"] or "").split())
            parts += [
                f"## {at}. {' '.join(str(row['name'] or row['matter']).split())}",
                title,
                row["action_text"] or "",
            ]
        put_off = [("deferral", row["action_text"]) for row in rows if row["label"] == "deferral"]
        yield _marked(f"{number}.md", "\n\n".join(part for part in parts if part), put_off, path.parent.name)


def _marked(name: str, text: str, acts: Sequence[tuple[str, str]], archive: str) -> Marked:
    """A text as the pipeline reads it, with its acts, which are given in the order in which they stand there.

    The same words may stand there twice, proposed and then resolved: each act is looked for behind the last. One that
    cannot be found is named on standard error.
    """
    from matters_arising.documents import read
    from matters_arising.segment import segment

    data = text.encode()
    segmented = segment(read(Source(name, data, sha256_of(data))))
    there, behind, marks = words(segmented.document.text), 0, []
    for kind, quote in acts:
        where = locate(words(quote), there[behind:])
        if where is None:
            print(f"{name}: not found again: {quote[:60]!r}", file=sys.stderr)
            continue
        span = (where[0] + behind, where[1] + behind)
        marks.append({"type": kind, "quote": quote, "span": span})
        behind = span[1]
    return lay(GoldDocument(f"{archive}/{name}", "", "", tuple(marks)), segmented, archive)


if __name__ == "__main__":
    sys.exit(main())
