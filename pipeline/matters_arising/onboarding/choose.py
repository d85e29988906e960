"""Which few documents stand for an archive: spread over its formats and, as far as names tell, over its years."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from matters_arising.dates import find
from matters_arising.stance.sample import fair_shares

_FULL = len("2021-05-14")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_RUN_TOGETHER = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12]\d|3[01])(?!\d)")
_OTHER_PAPERS = re.compile(r"agenda|notice|report|appendix|annex", re.IGNORECASE)
_MINUTES = re.compile(r"min(?:ute)?s?(?![a-z])|notes", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class File:
    """A file of an archive: its path below the folder, and the hash of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True)
class Chosen:
    """Finds files as `inner` does, those at `paths` alone."""

    inner: Callable[..., Iterator[Any]]
    paths: frozenset[str]

    def __call__(self, *given: Any, **named: Any) -> Iterator[Any]:
        return (found for found in self.inner(*given, **named) if found.path in self.paths)


def choose(files: Iterable[File], size: int) -> list[str]:
    """The paths of at most `size` files: of each format as many as of any other, as far as it has them, and of a format
    those that stand evenly apart in the order of the dates in their names.

    Files of the same bytes count once. Papers whose names call them something other than minutes are taken only where
    there is not enough else.
    """
    once = {file.sha256: file.path for file in sorted(files, key=lambda f: f.path, reverse=True)}
    paths = sorted(once.values())
    likely = [path for path in paths if _may_be_minutes(path)]
    chosen = _spread(likely, size)
    others = [path for path in paths if path not in set(likely)]
    return sorted([*chosen, *_spread(others, size - len(chosen))])


def _may_be_minutes(path: str) -> bool:
    name = PurePosixPath(path).name
    return bool(_MINUTES.search(name)) or not _OTHER_PAPERS.search(name)


def _spread(paths: Collection[str], size: int) -> list[str]:
    of: dict[str, list[str]] = defaultdict(list)
    for path in sorted(paths):
        of[form_of(path)].append(path)
    counts = {form: len(own) for form, own in sorted(of.items(), key=lambda pair: (-len(pair[1]), pair[0]))}
    shares = fair_shares(counts, size)
    return [path for form, own in of.items() for path in _evenly(sorted(own, key=_by_date), shares[form])]


def _by_date(path: str) -> tuple[str, str]:
    return day_in(path) or year_in(path), path


def _evenly(ordered: Sequence[str], number: int) -> list[str]:
    """So many of them, the same distance apart, none of them nearer to an end than half of it."""
    return [ordered[(2 * i + 1) * len(ordered) // (2 * number)] for i in range(number)]


def form_of(path: str) -> str:
    """The ending of a file's name, without its dot: "pdf"."""
    ending = PurePosixPath(path).suffix.lstrip(".").casefold()
    return {"htm": "html", "markdown": "md"}.get(ending, ending)


def day_in(path: str) -> str:
    """The date that a file's name prints in full, where it can be read in one way only; else empty.

    >>> day_in("minutes/2021_05_14 draft.pdf"), day_in("Minutes 4th May 2021.docx"), day_in("minutes 2021.pdf")
    ('2021-05-14', '2021-05-04', '')
    >>> day_in("mins-04-05-2021.pdf"), day_in("mins-14-05-2021.pdf"), day_in("20210514.html")
    ('', '2021-05-14', '2021-05-14')
    """
    name = PurePosixPath(path).stem
    together = {"-".join(match.groups()) for match in _RUN_TOGETHER.finditer(name)}
    plain = re.sub(r"(?<=[a-z])(?=\d{1,2}[^\d])|(?<=[A-Za-z])[-_.](?=\d)", " ", name.replace("_", " "))
    dates = together or {m.iso for m in find(plain) if not m.swapped and m.full and m.iso}
    return next(iter(dates)) if len(dates) == 1 else ""


def year_in(path: str) -> str:
    """The last year that is printed in a path; empty where there is none.

    >>> year_in("2019/minutes 3.pdf"), year_in("minutes.pdf")
    ('2019', '')
    """
    return max(_YEAR.findall(path)[-1:], default="")
