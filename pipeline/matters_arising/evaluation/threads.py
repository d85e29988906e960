"""How matters are followed on archives that number them, with the numbers taken out of the text.

    python -m matters_arising.evaluation.threads --marked DIR [--body NAME --year YYYY]

Nothing is learned from them. Of a city's agenda items the title and what was said stay, and "Int 0168-2014" goes: in a
body's year, is each item linked to the same items as the number links it to? Of a working group's chat log the issue
numbers and every link go. Scored by B-cubed over the items that a number names, and by how many times each matter was
laid over (a city only, within one).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from matters_arising.errors import UsageError
from matters_arising.evaluation.genre import AGENDA, without_markers
from matters_arising.ids import sha256_of
from matters_arising.models import Event, Segmented, Source

TIMELINES = "issue_timelines.json"
_NUMBER = re.compile(
    r"\b(?:Int|Res|LU|M|T|SLR|L\.?U|Introductory|Proposed Int|Preconsidered \w+)\.? ?(?:No\.?|Number)? ?\d[\w-]*\b"
)
_CODE = re.compile(r"\b[A-Z]? ?\d{5,}[\w-]*(?: ?\([A-Z]\))?(?: [A-Z]{2,4})?\b|\bT?\d{4}-\d+\b")
_ISSUE = re.compile(r"(?:\b[\w.-]+(?:/[\w.-]+)?)?#\d+\b|\b(?:issues?|PR|pull request)s? ?#? ?\d+\b", re.IGNORECASE)
_LINK, _ADDRESS = re.compile(r"\[([^]]*)\]\([^)]*\)"), re.compile(r"https?://\S+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_OF_ISSUE = re.compile(r"github\.com/([\w.-]+/[\w.-]+)/(?:issues|pull)/(\d+)")
_HEADING = re.compile(r"^#{2,} ([\d.]+) ", re.MULTILINE)


_Place = tuple[str, str]  # a document, and the printed number of an item


@dataclass(frozen=True, slots=True)
class Series:
    """Minutes without their numbers. `named` says of a document and the printed number of an item which matter it is;
    `deferrals` how often each was laid over, where known, `headed` the words of the heading under which it first
    stands."""

    documents: tuple[Segmented, ...]
    named: Mapping[tuple[str, str], str]
    deferrals: Mapping[str, int]
    headed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Linked:
    """B-cubed precision, recall and F1 over `items`; how many of these no matter holds; of matters with a known count,
    the share whose count is right within one, and of those ever laid over; seconds that following took. `scheme_` are
    the same where numbers under one heading are one matter: a city numbers each application for one site by itself,
    and with the numbers hidden no reader could part them."""

    items: int
    matters: int
    missed: int
    precision: float
    recall: float
    f1: float
    scheme_precision: float
    scheme_recall: float
    scheme_f1: float
    within_one: float
    within_one_of_deferred: float
    seconds: float


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code."""
    from matters_arising.extract import extract
    from matters_arising.extract import load as load_judge

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--marked", type=Path, required=True, help="folder of an archive that numbers its matters")
    parser.add_argument("--body", default="", help="of a city: one body, else all")
    parser.add_argument("--year", default="", help="of a city: one year, else all")
    chosen = parser.parse_args(arguments)
    series = load(chosen.marked, body=chosen.body, year=chosen.year)
    model = load_judge()
    events = [event for one in series.documents for event in extract(one, model=model)]
    for name, value in asdict(link(series, events)).items():
        print(f"{name:24} {value:.3f}" if isinstance(value, float) else f"{name:24} {value:,}")
    return 0


def load(folder: Path, *, body: str = "", year: str = "") -> Series:
    """The archive in `folder`; its kind is told by the files that lie there. Raises UsageError where it is neither."""
    if (folder / TIMELINES).is_file():
        return load_working_group(folder)
    agenda = next(iter(sorted(folder.glob(AGENDA))), None)
    if agenda is not None:
        return load_city(agenda, body=body, year=year)
    raise UsageError(f"neither {TIMELINES} nor {AGENDA} is here", where=str(folder), remedy="name it with --marked")


def load_city(path: Path, *, body: str, year: str) -> Series:
    """The minutes of one body in one year, made of a city's agenda items."""
    from matters_arising.matters.words import stems

    meetings: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    with gzip.open(path, mode="rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if (not body or row["body"] == body) and row["date"].startswith(year):
                meetings[row["date"], row["body"]].append(row)
    documents: list[Segmented] = []
    named: dict[_Place, str] = {}
    deferrals = Counter[str]()
    headed: dict[str, str] = {}
    for number, ((date, name_of_body), rows) in enumerate(sorted(meetings.items()), start=1):
        parts = [f"# {name_of_body}", f"Minutes of the meeting of {date}"]
        for at, row in enumerate(rows, start=1):
            said = [str(row[field] or "") for field in ("title", "action_text")]
            name, *said = (" ".join(_bare(text).split()) for text in (str(row["name"] or row["type"]), *said))
            parts += [f"## {at}. {name}", *filter(None, said)]
            named[f"{number}.md", f"{at}."] = str(row["matter"])
            headed.setdefault(str(row["matter"]), " ".join(stems(name)))
            deferrals[str(row["matter"])] += row["label"] == "deferral"
        documents.append(_taken_apart(f"{number}.md", "\n\n".join(parts)))
    if not documents:
        raise UsageError(f"no meetings of {body!r} in {year!r}", where=str(path), remedy="name another body or year")
    return Series(tuple(documents), named, deferrals, headed)


def load_working_group(folder: Path) -> Series:
    """A working group's minutes, with the issues that several meetings dealt with."""
    known = set(json.loads((folder / TIMELINES).read_text(encoding="utf-8")))
    documents: list[Segmented] = []
    named: dict[_Place, str] = {}
    for path in sorted(folder.glob("*.md")):
        text = without_markers(path.read_text(encoding="utf-8"))
        heads = [(match.start(), match[1]) for match in _HEADING.finditer(text)]
        for match in _OF_ISSUE.finditer(text):
            issue = f"{match[1]}#{match[2]}"
            above = [number for start, number in heads if start < match.start()]
            if issue in known and above:
                named.setdefault((path.name, above[-1]), issue)
        bare = _ISSUE.sub("", _ADDRESS.sub("", _LINK.sub(r"\1", _COMMENT.sub("", text))))
        documents.append(_taken_apart(path.name, bare))
    return Series(tuple(documents), named, {}, {})


def _bare(text: str) -> str:
    return _CODE.sub("", _NUMBER.sub("", text))


def _taken_apart(name: str, text: str) -> Segmented:
    from matters_arising.documents import read
    from matters_arising.segment import segment

    data = text.encode()
    return segment(read(Source(name, data, sha256_of(data))))


def link(series: Series, events: Sequence[Event]) -> Linked:
    """Follow the matters of a series and hold them against the numbers."""
    from matters_arising.matters import follow

    meetings = [meeting for one in series.documents for meeting in one.meetings]
    items = [item for one in series.documents for item in one.items]
    statements = [statement for one in series.documents for statement in one.statements]
    begun = time.monotonic()
    followed = follow(meetings, items, statements, events)
    took = time.monotonic() - begun
    gold, found = _held_against(series, followed.places)
    numbers = _scores(gold, found)
    schemes = _scores({place: series.headed.get(matter, matter) for place, matter in gold.items()}, found)
    counted = {matter.id: matter.deferrals + matter.deferrals_inferred for matter in followed.matters}
    near = {name: abs(_counted(name, gold, found, counted) - count) <= 1 for name, count in series.deferrals.items()}
    put_off = [near[name] for name, count in series.deferrals.items() if count]
    return Linked(
        items=len(gold),
        matters=len(set(gold.values())),
        missed=sum(matter.startswith("?") for matter in found.values()),
        precision=numbers[0],
        recall=numbers[1],
        f1=numbers[2],
        scheme_precision=schemes[0],
        scheme_recall=schemes[1],
        scheme_f1=schemes[2],
        within_one=sum(near.values()) / max(1, len(near)),
        within_one_of_deferred=sum(put_off) / max(1, len(put_off)),
        seconds=took,
    )


def _held_against(
    series: Series, places: Iterable[tuple[str, int, int, str]]
) -> tuple[dict[_Place, str], dict[_Place, str]]:
    """By named heading: the number's matter, and ours; one that no matter holds stands alone as "?..."."""
    spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for document, start, end, matter in places:
        spans[document].append((start, end, matter))
    found = {}
    for one in series.documents:
        text = one.document.text
        heads = one.items
        for order, item in enumerate(heads):
            place = (one.document.path, item.number)
            if place not in series.named:
                continue
            end = heads[order + 1].start if order + 1 < len(heads) else len(text)
            shared = [(min(e, end) - max(s, item.start), matter) for s, e, matter in spans[one.document.path]]
            best = max((pair for pair in shared if pair[0] > 0), default=(0, f"?{place}"))
            found[place] = best[1]
    gold = {place: matter for place, matter in series.named.items() if place in found}
    return gold, {place: found[place] for place in gold}


def _scores(gold: Mapping[_Place, str], found: Mapping[_Place, str]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1."""
    precision, recall = _b_cubed(gold, found), _b_cubed(found, gold)
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _b_cubed(one: Mapping[_Place, str], other: Mapping[_Place, str]) -> float:
    """How much of each place's group in `other` is of its group in `one`, in the mean."""
    groups: dict[str, set[_Place]] = defaultdict(set)
    for place, group in other.items():
        groups[group].add(place)
    shares = [sum(one[x] == one[place] for x in groups[other[place]]) / len(groups[other[place]]) for place in other]
    return sum(shares) / max(1, len(shares))


def _counted(name: str, gold: Mapping[_Place, str], found: Mapping[_Place, str], counted: Mapping[str, int]) -> int:
    """Our count of the matter that holds most of the headings of this number."""
    ours = Counter(found[place] for place, matter in gold.items() if matter == name)
    return counted.get(ours.most_common(1)[0][0], 0) if ours else 0


if __name__ == "__main__":
    sys.exit(main())
