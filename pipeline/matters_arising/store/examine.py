"""Is a database sound? Each check asks one thing of it and says what it found; none of them changes anything."""

from __future__ import annotations

import sqlite3
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from matters_arising.errors import MattersError
from matters_arising.store.connection import RESTORE, Store
from matters_arising.store.ends import COUNTED, misended
from matters_arising.store.overrides import overrides_path, read_book
from matters_arising.store.read import meta
from matters_arising.store.schema import MIGRATIONS
from matters_arising.store.verdicts import read_docket, verdicts_path
from matters_arising.store.words import misindexed

SOUND, TROUBLE, NOT_ASKED = "sound", "trouble", "not asked"
_REPAIR = "matters doctor --repair"
_AGAIN = "matters doctor --repair, then matters run: their files are read again"
_RUN = "matters run, which goes on from there"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found. `number` counts what is wrong, `example` is one of them, `remedy` is what to do.

    `documents` are the paths of the files whose records cannot be trusted and that have to be read again.
    """

    check: str
    state: str = SOUND
    number: int = 0
    example: str = ""
    remedy: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Fault:
    """One thing that is wrong: in words, and in the records of which document. `lost` are further documents of whose
    records something may be gone."""

    said: str
    document: str = ""
    lost: tuple[str, ...] = ()


_Check = Callable[[Store, Mapping[str, str]], Iterable[_Fault]]


def examine(store: Store, *, archive: Mapping[str, str] | None = None) -> list[Finding]:
    """Every check, in an order in which each may rely on those before it.

    `archive` are the hashes of the files as they are now, by path; without it, the files are not compared. The answer
    is of one moment, even while a run is writing.
    """
    store.connection.execute("BEGIN")
    try:
        texts: dict[str, str] = {}
        found = [_asked(store, texts, name, check, remedy) for name, check, remedy in _CHECKS]
        found.append(Finding("files of the archive", NOT_ASKED, remedy="name their folder with --archive"))
        if archive is not None:
            found[-1] = compared(store, archive)
        return found
    finally:
        store.connection.execute("ROLLBACK")


def compared(store: Store, archive: Mapping[str, str]) -> Finding:
    """The files as they were read, held against the files as they are: changed, missing, new."""
    known = {
        row["path"]: row["sha256"]
        for row in store.connection.execute("SELECT path, sha256 FROM documents WHERE status <> 'withdrawn'")
    }
    changed = [f"changed: {path}" for path in known if path in archive and known[path] != archive[path]]
    missing = [f"missing: {path}" for path in known if path not in archive]
    new = [f"new: {path}" for path in archive if path not in known]
    return found_of("files of the archive", map(_Fault, [*changed, *missing, *new]), "matters run brings it up to date")


def models(folders: Iterable[Path]) -> Finding:
    """The files of trained models, held against the hashes that each `model.json` records."""
    from matters_arising.ids import sha256_of

    def faults() -> Iterator[_Fault]:
        import json

        for folder in folders:
            try:
                recorded = json.loads((folder / "model.json").read_bytes()).get("sha256", {})
                wrong = [n for n, digest in recorded.items() if sha256_of((folder / n).read_bytes()) != digest]
                yield from (_Fault(f"{folder / name} is not as recorded") for name in wrong)
            except (OSError, ValueError, AttributeError) as error:
                yield _Fault(f"{folder} cannot be read ({error})")

    return found_of("trained models", faults(), "reinstall matters-arising, or get the model again")


def found_of(name: str, faults: Iterable[_Fault], remedy: str) -> Finding:
    """The faults of one check, counted."""
    told = list(faults)
    if not told:
        return Finding(name)
    documents = sorted({one for fault in told for one in (fault.document, *fault.lost) if one})
    example = next(f"{f.document}: {f.said}" if f.document else f.said for f in told)
    return Finding(name, TROUBLE, len(told), example, remedy, tuple(documents))


def _asked(store: Store, texts: dict[str, str], name: str, check: _Check, remedy: str) -> Finding:
    try:
        return found_of(name, check(store, texts), remedy)
    except sqlite3.DatabaseError as error:
        return Finding(name, TROUBLE, 1, f"it cannot be asked: {error}", RESTORE)
    except MattersError as error:
        return Finding(name, TROUBLE, 1, error.what, error.remedy)


# ---- the file ------------------------------------------------------------------------------------------------


def _integrity(store: Store, _texts: Mapping[str, str]) -> Iterator[_Fault]:
    for (said,) in store.connection.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield _Fault(said)


def _schema(store: Store, _texts: Mapping[str, str]) -> Iterator[_Fault]:
    """Tables, indexes, triggers and views, held against those of a new database."""
    now = dict(store.connection.execute(_OBJECTS).fetchall())
    for name, sql in schema_objects().items():
        if name not in now:
            yield _Fault(f"{name} is missing")
        elif now[name] != sql:
            yield _Fault(f"{name} is not as this version makes it")


_OBJECTS = (
    "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL "
    "AND name NOT LIKE 'statements_text_%' AND name NOT LIKE 'matters_words_%'"
)


def schema_objects() -> dict[str, str]:
    """What a new database is made of: the name of each table, index, trigger and view, and the SQL that makes it."""
    with_all = sqlite3.connect(":memory:")
    try:
        for script in MIGRATIONS:
            with_all.executescript(script)
        return dict(with_all.execute(_OBJECTS).fetchall())
    finally:
        with_all.close()


def _orphans(store: Store, _texts: Mapping[str, str]) -> Iterator[_Fault]:
    """Rows that name a row that is not there, and the files that have to be read again to have it back."""
    for table, _, parent, _ in store.connection.execute("PRAGMA foreign_key_check").fetchall():
        yield _Fault(f"a row of {table} names a row of {parent} that is not there")
    for table in ("participants", "items", "statements", "events", "stances"):
        gone = f"SELECT count(DISTINCT meeting) FROM {table} WHERE meeting NOT IN (SELECT key FROM meetings)"
        if number := store.connection.execute(gone).fetchone()[0]:
            everything = store.connection.execute("SELECT path FROM documents WHERE status = 'read'").fetchall()
            said = f"{number} meetings of {table} are gone, and nothing tells which file they were in"
            yield _Fault(said, lost=tuple(path for (path,) in everything))
    for link, parent in (("item", "items"), ("statement", "statements")):
        for child in ("statements", "events", "stances") if parent == "items" else ("events", "stances"):
            for path, number in store.connection.execute(
                f"SELECT d.path, count(*) FROM {child} t JOIN meetings m ON m.key = t.meeting "
                f"JOIN documents d ON d.key = m.document "
                f"WHERE t.{link} IS NOT NULL AND t.{link} NOT IN (SELECT key FROM {parent}) GROUP BY d.path"
            ):
                yield _Fault(f"{number} of its {child} stand in {parent} that are gone", path)


def _search(store: Store, _texts: Mapping[str, str]) -> Iterator[_Fault]:
    """The index of words; SQLite writes while it checks that, so it is asked of a copy."""
    copy = sqlite3.connect("")  # a nameless file, gone when it is closed
    try:
        store.connection.backup(copy)
        copy.execute("INSERT INTO statements_text (statements_text, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        yield _Fault(f"the index does not hold the words of the statements ({error})")
    finally:
        copy.close()


def _words(store: Store, _texts: Mapping[str, str]) -> Iterator[_Fault]:
    """The index of the words of matters, which is made when they are followed."""
    if meta(store, "unsettled") == "yes":
        return
    wrong = misindexed(store)
    if wrong:
        yield _Fault(f"the index does not hold the words of {len(wrong):,} matters, the first of them {wrong[0]}")


# ---- what was read -------------------------------------------------------------------------------------------


def _texts(store: Store, texts: Mapping[str, str]) -> Iterator[_Fault]:
    """Each file that was read has its text; it is kept for the checks that follow."""
    assert isinstance(texts, dict)
    rows = store.connection.execute(
        "SELECT d.path, d.status, t.text FROM documents d LEFT JOIN texts t ON t.document = d.key ORDER BY d.path"
    )
    for path, status, packed in rows:
        if packed is None:
            if status == "read":
                yield _Fault("its text is missing", path)
            continue
        try:
            texts[path] = zlib.decompress(packed).decode("utf-8")
        except (zlib.error, UnicodeDecodeError, TypeError) as error:
            yield _Fault(f"its text cannot be unpacked ({error})", path)


def _pages(store: Store, texts: Mapping[str, str]) -> Iterator[_Fault]:
    """Pages follow one another without gap from the first character to the last."""
    spans: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for path, *span in store.connection.execute(
        'SELECT d.path, p.number, p.start, p."end" FROM pages p JOIN documents d ON d.key = p.document '
        "ORDER BY p.document, p.number"
    ):
        spans[path].append((span[0], span[1], span[2]))
    for path, text in texts.items():
        at = 0
        for count, (number, start, end) in enumerate(spans[path], start=1):
            if number != count or start != at or end < start:
                yield _Fault(f"page {number} does not begin where the one before it ends", path)
                break
            at = end
        else:
            if at != len(text):
                yield _Fault("its pages do not cover its text", path)


def _quotes(store: Store, texts: Mapping[str, str]) -> Iterator[_Fault]:
    """The quote of an event or stance is the text at its place, to the letter."""
    for table in ("events", "stances"):
        for row in _placed(store, table, "t.quote", texts):
            if texts[row["path"]][row["start"] : row["end"]] != row["words"] or not row["words"]:
                yield _Fault(f"{row['id']} does not quote the text at its place", row["path"])


def _statements(store: Store, texts: Mapping[str, str]) -> Iterator[_Fault]:
    """The words of a statement are those at its place, in their order: what is printed, without the hyphens of divided
    words and what stands in margins."""
    for row in _placed(store, "statements", "t.text", texts):
        if not _reads(row["words"], texts[row["path"]][row["start"] : row["end"]]):
            yield _Fault(f"statement {row['id']} does not read as the text at its place", row["path"])


def _mentions(store: Store, texts: Mapping[str, str]) -> Iterator[_Fault]:
    """So are those of a mention. It is made when matters are followed, so that no file has to be read for it."""
    for row in _placed(store, "mentions", "t.quote", texts):
        if not _reads(row["words"], texts[row["path"]][row["start"] : row["end"]]):
            yield _Fault(f"the mention of {row['id']} in {row['path']} does not read as the text at its place")


def _places(store: Store, texts: Mapping[str, str]) -> Iterator[_Fault]:
    """Everything lies within the minutes of its meeting, and they within the text."""
    for row in store.connection.execute(
        'SELECT m.id, d.path, m.start, m."end" FROM meetings m JOIN documents d ON d.key = m.document'
    ):
        if row["path"] in texts and not 0 <= row["start"] <= row["end"] <= len(texts[row["path"]]):
            yield _Fault(f"the minutes {row['id']} lie outside of its text", row["path"])
    for table in ("items", "statements", "events", "stances"):
        for row in store.connection.execute(
            f"SELECT t.id, d.path FROM {table} t JOIN meetings m ON m.key = t.meeting "
            f"JOIN documents d ON d.key = m.document WHERE {_OUTSIDE}"
        ):
            yield _Fault(f"{table[:-1]} {row['id']} lies outside of the minutes of its meeting", row["path"])


_OUTSIDE = 't.start < m.start OR t."end" > m."end" OR t."end" < t.start'


def _placed(store: Store, table: str, words: str, texts: Mapping[str, str]) -> Iterator[sqlite3.Row]:
    name = "x.id" if table == "mentions" else "t.id"
    other = "JOIN matters x ON x.key = t.matter" if table == "mentions" else ""
    for row in store.connection.execute(
        f'SELECT {name} AS id, d.path, t.start, t."end", {words} AS words FROM {table} t {other} '
        "JOIN meetings m ON m.key = t.meeting JOIN documents d ON d.key = m.document"
    ):
        if row["path"] in texts:
            yield row


def _reads(words: str, printed: str) -> bool:
    rest = iter(printed)
    return all(letter in rest for letter in "".join(words.split()))


# ---- what was said over the whole archive --------------------------------------------------------------------


def _ids(store: Store, _texts: Mapping[str, str]) -> Iterator[_Fault]:
    if meta(store, "unsettled") == "yes":
        return  # public ids are settled at the end of a run
    for name, number in store.connection.execute(
        "SELECT m.id, count(*) FROM meetings m GROUP BY m.id HAVING count(*) > 1 ORDER BY m.id"
    ):
        yield _Fault(f"{number} meetings are called {name}")


def _versions(store: Store, _texts: Mapping[str, str]) -> Iterator[_Fault]:
    """Minutes give way to minutes that stand, and are still in the archive."""
    if meta(store, "unsettled") == "yes":
        return
    for (name,) in store.connection.execute(
        "SELECT m.id FROM meetings m JOIN meetings s ON s.key = m.superseded_by "
        "WHERE s.key NOT IN (SELECT key FROM current_meetings) ORDER BY m.id"
    ):
        yield _Fault(f"the minutes {name} give way to minutes that do not stand")


def _counts(store: Store, _texts: Mapping[str, str]) -> Iterator[_Fault]:
    """What a matter counts is what its mentions and events say."""
    if meta(store, "unsettled") == "yes":
        return
    put_off: dict[int, dict[int, bool]] = defaultdict(dict)
    for row in store.connection.execute(
        "SELECT l.matter, t.meeting, max(t.explicit) AS explicit FROM event_matters l JOIN events t ON t.key = l.event "
        f"WHERE t.type = 'deferral' AND NOT t.procedural AND {COUNTED} "
        "AND t.meeting IN (SELECT key FROM current_meetings) GROUP BY l.matter, t.meeting"
    ):
        put_off[row["matter"]][row["meeting"]] = bool(row["explicit"])
    for row in store.connection.execute(
        "SELECT x.*, (SELECT count(DISTINCT n.meeting) FROM mentions n WHERE n.matter = x.key) AS mentioned "
        "FROM matters x"
    ):
        kinds = Counter(put_off[row["key"]].values())
        told = (row["appearances"], row["deferrals"], row["deferrals_inferred"])
        counted = (row["mentioned"], kinds[True], kinds[False])
        if told != counted:
            yield _Fault(
                f"{row['id']} counts {told[0]} appearances, {told[1]} deferrals and {told[2]} inferred; "
                f"its events say {counted[0]}, {counted[1]} and {counted[2]}"
            )


def _long(store: Store, _texts: Mapping[str, str]) -> Iterator[_Fault]:
    """How long each matter took is what its events say; that is kept with it when matters are followed."""
    if meta(store, "unsettled") == "yes":
        return
    yield from (_Fault(f"{one} does not say how long it took as its events do") for one in misended(store))


def _finished(store: Store, _texts: Mapping[str, str]) -> Iterator[_Fault]:
    if meta(store, "unsettled") == "yes":
        yield _Fault("the last run was cut off, or files are to be read again")


def _to_read(store: Store, _texts: Mapping[str, str]) -> Iterator[_Fault]:
    """Files that are marked to be read again; unreadable and withdrawn ones never had a fingerprint."""
    for (path,) in store.connection.execute(
        "SELECT path FROM documents WHERE fingerprint = '' AND status = 'read' ORDER BY path"
    ):
        yield _Fault("marked to be read again", path)


def _corrections(store: Store, _texts: Mapping[str, str]) -> Iterator[_Fault]:
    links, claims = overrides_path(store), verdicts_path(store)
    files = (("overrides_sha256", links, read_book(links)), ("corrections_sha256", claims, read_docket(claims)))
    for known, file, book in files:
        if meta(store, known) and not book.sha256:
            yield _Fault(f"{file} is gone; matters were followed with it")
        for fault in book.faults:
            yield _Fault(f"{file}, line {fault.line}: {fault.why}")


_CHECKS: Sequence[tuple[str, _Check, str]] = (
    ("structure of the file", _integrity, f"{_REPAIR}; where that does not help, {RESTORE}"),
    ("tables and indexes", _schema, _REPAIR),
    ("rows without their parent", _orphans, _AGAIN),
    ("texts", _texts, _AGAIN),
    ("pages cover the text", _pages, _AGAIN),
    ("quotes of events and stances", _quotes, _AGAIN),
    ("words of statements", _statements, _AGAIN),
    ("places", _places, _AGAIN),
    ("index of words", _search, _REPAIR),
    ("index of matters", _words, _REPAIR),
    ("words of mentions", _mentions, _REPAIR),
    ("ids of meetings", _ids, _REPAIR),
    ("versions of minutes", _versions, _REPAIR),
    ("counts of matters", _counts, _REPAIR),
    ("days of matters", _long, _REPAIR),
    ("files to read again", _to_read, _RUN),
    ("last run", _finished, _RUN),
    ("corrections by people", _corrections, "mend that line, or put the file back from a backup"),
)
