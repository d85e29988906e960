"""What people correct takes effect at once: written down, and the matters followed again; no file is read for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from matters_arising.errors import UsageError
from matters_arising.matters.book import written
from matters_arising.matters.overrides import Book, Entry, Override, Told
from matters_arising.matters.verdicts import Line, Ruled, Verdict, named, parse_verdicts, unsaid, withdrawn
from matters_arising.settle import is_current, notes_on, notes_on_verdicts, settle
from matters_arising.stages import Stages
from matters_arising.store import Store, transaction
from matters_arising.store.appending import appending
from matters_arising.store.overrides import overrides_path, put_told, read_book, writing
from matters_arising.store.read import meta
from matters_arising.store.verdicts import read_docket, read_ruled, verdicts_path
from matters_arising.store.write import set_meta


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction that was written down: its line, what became of it (nothing of an undo), and what should be said of
    the others."""

    entry: Entry
    told: Told | None
    notes: tuple[str, ...]


def correct(store: Store, override: Override, *, stages: Stages = Stages()) -> Corrected:  # noqa: B008
    """Write one correction down and follow the matters again with it; no file of the archive is read.

    Where it contradicts a correction that applies, or cannot be applied, UsageError says why, and nothing is changed.
    """
    _check_current(store)
    with writing(overrides_path(store)) as file:
        book = file.book.with_lines([override])
        entry = book.entries[-1]
        with transaction(store):
            told = settle(store, stages, book, read_docket(verdicts_path(store)))
            _check_agreement(entry, told, book, file.path)
            put_told(store, file.append(override), told)
    own = next((one for one in told if one.id == override.id), None)
    return Corrected(entry, own, notes_on(book, told))


def _check_current(store: Store) -> None:
    if not is_current(store):
        raise UsageError(
            "the matters in it are not up to date: the last run was cut off, or was of another version",
            where=store.path,
            remedy=f"first: matters run {meta(store, 'root') or 'FOLDER'} --db {store.path}",
        )


def _check_agreement(entry: Entry, told: Sequence[Told], book: Book, path: Path) -> None:
    """Refuse a correction that cannot be applied, or that an earlier one must give way to."""
    new = entry.said
    outdone = [one for one in told if new.id in one.against]
    if outdone:
        acts = {e.said.id: e.said.act for e in book.entries}
        lines = {e.said.id: e.line for e in book.entries}
        others = sorted({name for one in outdone for name in one.against} - {new.id}, key=lambda name: lines[name])
        by_way = "".join(f", by way of line {lines[name]} ({acts[name]} {name})" for name in others)
        named = ", ".join(f"line {one.line} ({acts[one.id]} {one.id})" for one in outdone)
        raise UsageError(
            f"this {new.act}, which would be line {entry.line}, contradicts {named}{by_way}",
            where=str(path),
            remedy=f"if that was wrong, take it back first: matters link undo {outdone[0].id}",
        )
    for one in told:
        if one.id == new.id and not one.applies:
            raise UsageError(f"this {new.act} cannot be applied: {one.why}", where=str(path))


@dataclass(frozen=True, slots=True)
class Corrections:
    """Verdicts that were written down, the number of those that stood there already, what became of all of them; and
    those that were left aside because they had been taken back, each with the line that did it."""

    lines: tuple[Line, ...]
    known: int
    ruled: tuple[Ruled, ...]
    notes: tuple[str, ...]
    withdrawn: tuple[tuple[Verdict, Line], ...] = ()


def correct_claims(
    store: Store,
    verdicts: Sequence[Verdict],
    *,
    again: bool = False,
    stages: Stages = Stages(),  # noqa: B008
) -> Corrections:
    """Write verdicts down, put the claims right and follow the matters again; no file of the archive is read.

    What stands there already is not written again, nor, unless `again`, what was taken back. All others are written,
    or, where anything fails, none.
    """
    _check_current(store)
    with appending(verdicts_path(store), "corrections") as file:
        docket = parse_verdicts(file.whole())
        when = datetime.now(UTC).isoformat(timespec="seconds")
        back = [] if again else withdrawn(verdicts, docket)
        left = {id(verdict) for verdict, _ in back}
        asked = [verdict for verdict in verdicts if id(verdict) not in left]
        new = unsaid(asked, docket)
        signed = [named(each, when, after=docket.lines + place) for place, each in enumerate(new)]
        told_before = docket.with_lines(signed)
        with transaction(store):
            book = read_book(overrides_path(store))
            put_told(store, book, settle(store, stages, book, told_before))
            if signed:
                file.append(b"".join(map(written, signed)))
            docket = parse_verdicts(file.whole())
            set_meta(store.connection, "corrections_sha256", docket.sha256)
    ruled = tuple(read_ruled(store).values())
    lines = told_before.entries[len(told_before.entries) - len(signed) :]
    return Corrections(lines, len(asked) - len(signed), ruled, notes_on_verdicts(docket, ruled), tuple(back))
