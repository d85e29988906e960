"""What a question costs where the archive has a hundred thousand documents.

    python benchmarks/queries.py --documents 100000 --out benchmarks/queries.md

So many files are not read for it: a small archive (`archives.py`) is read once, without the encoder, and its rows are
laid into the tables again and again, each time as other bodies with other ids, a month later. A word stands in the same
share of the statements as in the small archive: what is asked for is found as often as if all had been read. Each
question is asked in one open database, once unmeasured and then many times; what it costs to start a process is told
apart.
"""

from __future__ import annotations

import argparse
import datetime
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import archives
from scale import Clock, _timed_run
from scale_table import _grid

HERE = Path(__file__).resolve().parent
_TIMES = 40
_STARTS = 5
# Each table with the columns that hold keys, of itself and of others, and those that hold an id or name of its own.
_KEYS = {
    "documents": {"key": "documents"},
    "texts": {"document": "documents"},
    "pages": {"document": "documents"},
    "meetings": {"key": "meetings", "document": "documents", "superseded_by": "meetings"},
    "participants": {"meeting": "meetings"},
    "items": {"key": "items", "meeting": "meetings"},
    "statements": {"key": "statements", "meeting": "meetings", "item": "items"},
    "near_misses": {"statement": "statements"},
    "events": {"key": "events", "meeting": "meetings", "item": "items", "statement": "statements"},
    "stances": {"key": "stances", "meeting": "meetings", "item": "items", "statement": "statements"},
    "matters": {"key": "matters"},
    "mentions": {"key": "mentions", "matter": "matters", "meeting": "meetings", "item": "items"},
    "event_matters": {"event": "events", "matter": "matters"},
    "stance_matters": {"stance": "stances", "matter": "matters"},
    "perhaps": {"matter": "matters", "other": "matters"},
}
_NAMES = {
    "documents": ("path",),
    "meetings": ("id", "natural", "body", "body_printed"),
    "items": ("id", "parent"),
    "statements": ("id",),
    "events": ("id",),
    "stances": ("id",),
    "matters": ("id", "body"),
}
_DATES = ("date", "first_date", "last_date", "decided", "until_date")
_LATER = 29  # days that a copy is later than the one before
_OF_BODIES = "'[' || (SELECT group_concat(json_quote(value || ' ' || :copy)) FROM json_each(t.bodies)) || ']'"


def main() -> None:
    """Fill, ask, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--read", type=int, default=1000, help="documents of the small archive that is read")
    parser.add_argument("--work", type=Path, help="a folder whose database is asked again where it is there")
    parser.add_argument("--out", type=Path, default=HERE / "queries.md")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        work = chosen.work or Path(scratch)
        work.mkdir(parents=True, exist_ok=True)
        database = work / f"queries-{chosen.documents}.db"
        if not database.exists():
            fill(database, _read(work, chosen.read), chosen.documents)
        chosen.out.write_text(report(database), encoding="utf-8")


def _read(work: Path, size: int) -> Path:
    """The small archive, read."""
    root, small = work / f"archive-{size}", work / f"small-{size}.db"
    if not small.exists():
        archives.lay(root, size)
        _timed_run(root, small, Clock(), encoder=False)
    return small


# ---- filling -------------------------------------------------------------------------------------------------


def fill(database: Path, small: Path, documents: int) -> None:
    """Lay the rows of a small database into a new one until it has so many documents."""
    from matters_arising.store import open_store
    from matters_arising.store.words import index_words

    making = database.with_suffix(".part")
    making.unlink(missing_ok=True)
    with open_store(making, write=True) as store:
        held = store.connection
        held.execute("PRAGMA foreign_keys = OFF")
        held.execute("PRAGMA journal_mode = OFF")
        held.execute("PRAGMA synchronous = OFF")
        held.execute("PRAGMA cache_size = -1000000")
        held.create_function("renumbered", 2, renumbered, deterministic=True)
        held.create_function("later", 2, later, deterministic=True)
        held.execute("ATTACH ? AS small", (str(small),))
        held.execute("BEGIN")
        held.execute("DROP TRIGGER statements_added")  # the index of words is built once, when all are in
        least = held.execute("SELECT count(*) FROM small.documents").fetchone()[0]
        for copy in range(-(-documents // least)):
            _lay(held, copy)
        held.execute("INSERT INTO meta SELECT * FROM small.meta WHERE name NOT IN (SELECT name FROM meta)")
        held.execute("INSERT INTO statements_text (statements_text) VALUES ('rebuild')")
        index_words(held)
        held.execute(_trigger())
        held.execute("COMMIT")
    making.rename(database)


def renumbered(text: str, copy: int) -> str:
    """The text with other reference numbers: two bodies seldom print the same, and what prints it is one matter."""
    from matters_arising.matters.references import identifiers

    for number in identifiers(text) if copy else ():
        text = text.replace(number.split()[-1], f"{number.split()[-1]}{copy:04}")
    return text


def later(date: str, days: int) -> str:
    """The day so many days later; what names no day as it is."""
    if len(date) != len("2021-05-14"):
        return date
    return (datetime.date.fromisoformat(date) + datetime.timedelta(days=days)).isoformat()


def _trigger() -> str:
    from matters_arising.store.examine import schema_objects

    return schema_objects()["statements_added"]


def _lay(held: sqlite3.Connection, copy: int) -> None:
    """All rows once more, under other keys and names."""
    for table, keys in _KEYS.items():
        columns = [row[1] for row in held.execute(f"PRAGMA table_info({table})")]
        shown = ", ".join(_shown(table, column, keys) for column in columns)
        held.execute(f"INSERT INTO main.{table} SELECT {shown} FROM small.{table} t", {"copy": copy})


def _shown(table: str, column: str, keys: dict[str, str]) -> str:
    if of := keys.get(column):
        return f't."{column}" + :copy * (SELECT max(key) + 1 FROM small.{of})'
    if column in _DATES:
        return f'later(t."{column}", :copy * {_LATER})'
    if column == "bodies":
        return _OF_BODIES
    if column == "path":
        return "'copy-' || :copy || '/' || t.path"
    if (table, column) == ("statements", "text"):
        return "renumbered(t.text, :copy)"
    if column in _NAMES.get(table, ()):
        return f"CASE t.\"{column}\" WHEN '' THEN '' ELSE t.\"{column}\" || ' ' || :copy END"
    return f't."{column}"'


# ---- asking --------------------------------------------------------------------------------------------------


def report(database: Path) -> str:
    """Ask everything of a database, and tell what it cost."""
    from matters_arising.store import open_store

    with open_store(database) as store:
        # practice, promises, proposals and shifts read the whole archive, also of one body, and are not asked here
        size = " ".join(
            f"{_count(store, table):,} {table}," for table in ("documents", "statements", "events", "matters")
        )
        read = store.connection.execute("SELECT count(*) FROM documents WHERE path LIKE 'copy-0/%'").fetchone()[0]
        lines = [(name, *_cost(question)) for name, question in _questions(store)]
        copies = -(-_count(store, "documents") // read)
    started = statistics.median(_started() for _ in range(_STARTS)) * 1000
    head = _HEAD.format(
        size=f"{size} {database.stat().st_size / 1e9:.1f} GB",
        times=_TIMES,
        sqlite=sqlite3.sqlite_version,
        start=started,
    )
    grid = _grid(("question", "answers", "median", "95 of 100 within", "processor"), lines)
    return head + "\n".join(grid) + _FOOT.format(read=read, copies=copies)


_HEAD = """# What a question costs

Made by `python benchmarks/queries.py`, of {size}. Milliseconds in an open database, {times} times each after one that
is not counted (what takes seconds is asked twice), and the median of the processor's own, since other programs may run
beside; SQLite {sqlite}. To start `matters` costs {start:,.0f} ms more (`matters --help`).

"""
_FOOT = """
The rows are those of {read:,} documents, {copies} times, each time as other bodies with other reference numbers, a
month later. So {copies} matters equal one another in every count, and {copies} statements in nearly every word: a real
archive has fewer that have to be held against one another. A body's ledger is that of the body with the matter put off
most often; the words that a matter is looked for by are the title of the one that came up most often, and common ones.
"""


def _count(store: Any, table: str) -> int:
    return int(store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _questions(store: Any) -> Iterator[tuple[str, Callable[[], object]]]:
    from matters_arising.store.context import context, search
    from matters_arising.store.ledger import ledger
    from matters_arising.store.life import life_of
    from matters_arising.store.meant import candidates

    def first(sql: str) -> str:
        return str(store.connection.execute(sql).fetchone()[0])

    matter = first("SELECT id FROM matters ORDER BY appearances DESC, id LIMIT 1")
    title = first("SELECT title FROM matters ORDER BY appearances DESC, id LIMIT 1")
    body = first("SELECT body FROM matters ORDER BY deferrals DESC, id LIMIT 1")
    event = first("SELECT id FROM events WHERE type = 'deferral' ORDER BY id LIMIT 1")
    yield "timeline of a matter, by its id", lambda: [life_of(store, matter)]
    yield "matters that words may mean", lambda: candidates(store, title)
    yield "matters that common words may mean", lambda: candidates(store, "report of the meeting")
    yield "ledger, its first 50", lambda: ledger(store, most=50)
    yield "ledger of a body", lambda: ledger(store, body=body)
    yield "ledger, whole", lambda: ledger(store)
    for words in ("crisis care", "terms of reference", "agreed"):
        yield f"search: {words}", lambda words=words: search(store, words, limit=20)  # type: ignore[misc]
    yield "show an event", lambda: [context(store, event)]


def _cost(question: Callable[[], object]) -> tuple[str, str, str, str]:
    """The number of answers, the median of the milliseconds, what 95 of 100 stay within, and the processor's median."""
    begun = time.perf_counter()
    answers = len(question())  # type: ignore[arg-type]
    first = time.perf_counter() - begun
    times, worked = [], []
    for _ in range(_TIMES if first < 2 else 2):  # what takes seconds is not asked forty times
        begun, at_work = time.perf_counter(), time.process_time()
        question()
        times.append(time.perf_counter() - begun)
        worked.append(time.process_time() - at_work)
    last = sorted(times)[min(len(times) - 1, int(0.95 * len(times)))]
    shown = (statistics.median(times), last, statistics.median(worked))
    return f"{answers:,}", *(f"{seconds * 1000:,.1f}" for seconds in shown)  # type: ignore[return-value]


def _started() -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "matters_arising.cli", "--help"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
