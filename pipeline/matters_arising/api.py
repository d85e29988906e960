"""An archive as pandas frames, for notebooks and scripts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

from matters_arising.export import judged
from matters_arising.export.columns import DTYPES, Column, Kind
from matters_arising.export.dictionary import SHEETS
from matters_arising.export.tables import TABLES, rows
from matters_arising.matters.practice import Stretch
from matters_arising.store import Store, open_store
from matters_arising.store.life import life_of
from matters_arising.store.meant import find_matter
from matters_arising.store.shifts import shifts_of_body, shifts_of_matter

if TYPE_CHECKING:
    import pandas as pd


class Archive:
    """A database of matters, opened to be read. A context manager: leaving it closes the file.

    Every frame has the columns of the table of that name in `matters export`, in the same order; what each means, and
    what its numbers count, is told in `export.dictionary` and printed in docs/tables.md. Texts are
    `string` (empty where the minutes do not say), closed vocabularies and names of bodies `category`,
    counts and offsets `Int64`, probabilities `float64`, flags `bool`, lists of names `object`. A date is
    `datetime64`, NaT where it is partial or missing; beside it, at the end of the frame, `<name>_text`
    keeps it as a `string`. With `all_versions` the frames also hold drafts that a later version replaced,
    and withdrawn files.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Archive({self._store.path!r})"

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def documents(self) -> pd.DataFrame:
        """The files of the archive, each with its status and the reason where it was not read."""
        return self._table("documents", all_versions=True)

    def meetings(self, *, all_versions: bool = False) -> pd.DataFrame:
        """The meetings."""
        return self._table("meetings", all_versions=all_versions)

    def items(self, *, all_versions: bool = False) -> pd.DataFrame:
        """The items of business."""
        return self._table("items", all_versions=all_versions)

    def statements(self, *, all_versions: bool = False) -> pd.DataFrame:
        """The sentences and clauses of the minutes."""
        return self._table("statements", all_versions=all_versions)

    def events(self, *, all_versions: bool = False) -> pd.DataFrame:
        """What was proposed, decided, put off, passed on, undertaken and reported, each with its quote."""
        return self._table("events", all_versions=all_versions)

    def stances(self, *, all_versions: bool = False) -> pd.DataFrame:
        """Who decides and does: together, after hearing others, or alone; each with its quote."""
        return self._table("stances", all_versions=all_versions)

    def matters(self) -> pd.DataFrame:
        """The matters, with their counts of deferrals."""
        return self._table("matters", all_versions=False)

    def mentions(self) -> pd.DataFrame:
        """Each matter at each of its meetings."""
        return self._table("mentions", all_versions=False)

    def deferrals(self) -> pd.DataFrame:
        """The deferral ledger, one row a matter, the most often put off first.

        `times` is `deferrals` (in so many words) and `inferred` together, counted in meetings; `months`
        runs from the first putting-off to the decision that settled it, else to the last appearance; `unstated`
        counts the meetings at which no reason was found; `doubtful` further meetings that perhaps put it off,
        counted nowhere else; `quotes` lists the passages, one a meeting.
        """
        return self._frame("deferrals", judged.deferral_rows(self._store))

    def put_off(self) -> pd.DataFrame:
        """What the ledger rests on: every passage that puts a matter off, or perhaps does, one row for each matter.

        `counted` says whether the ledger counts it; of one matter at one meeting the passage that speaks stands first.
        So `put_off()[counted]`, without further rows of the same `matter` and `meeting`, has as many rows as the
        ledger's `times` add up to.
        """
        return self._frame("put_off", judged.put_off_rows(self._store))

    def timeline(self, query: str) -> pd.DataFrame:
        """The life of the matter that `query` means (words of its title or quotes, or an id), one row a mark.

        A meeting at which nothing was marked has its passages instead, with an empty `mark`. Raises
        NothingFoundError where no matter has the words, UsageError (which lists them) where several do.
        """
        life = life_of(self._store, find_matter(self._store, query)[0].matter)
        found: list[tuple[Any, ...]] = []
        for at in life.appearances:
            where = (at.date, at.body, at.meeting, at.status)
            found += [
                (
                    *(*where, m.id, m.what, m.who, m.detail, m.quote, at.document, m.page, m.explicit),
                    *(m.confidence, m.generator, life.matter),
                )
                for m in (*at.events, *at.stances)
            ] or [
                (
                    *(*where, "", "", "", "", passage.quote, at.document, passage.page, True),
                    *(passage.link_score, passage.link_reason, life.matter),
                )
                for passage in at.passages
            ]
        return self._frame("timeline", found)

    def promises(self) -> pd.DataFrame:
        """What was put off until a named time, or due by one, and what became of it, one row a promise.

        `state` is kept, slipped, returned, vanished, pending or unresolved, as `matters.promises` defines them, and
        `why` says it in words; `due` is the day of the meeting meant. `said_...` is where it was said, `found_...` what
        shows what became of it, empty where nothing does. The most overdue first.
        """
        return self._frame("promises", judged.promise_rows(self._store))

    def practice(self, *, by: Stretch = "year") -> pd.DataFrame:
        """Talk of partnership beside practice, one row a body and stretch of time (`when`; empty: all of it).

        `talk`, `promised`, `together`, `heard` and `alone` count the passages that more likely than not say so
        (`matters.practice`); beside each, `..._low` and `..._high` bound the true count of the passages found, nine
        times in ten. A passage without a date is only in the row for all of the time.
        """
        return self._frame("practice", judged.practice_rows(self._store, by=by))

    def turns(self, *, people: bool = False) -> pd.DataFrame:
        """The meetings from which a matter was dealt with in another way, with both quotes, one row a turn.

        `taken_away` is true where a promise to share the matter, or to hear others, was followed by an act done alone.
        Persons are named as holders only with `people`.
        """
        return self._frame("turns", judged.turn_rows(self._store, people=people))

    def proposals(self, *, people: bool = False) -> pd.DataFrame:
        """What became of each proposal (`matters.proposals`), those not found again first, one row a proposal.

        `answer_quote` is the passage that shows its fate, or the one that forbids to say more. `meetings_since`
        counts the later meetings in whose minutes nothing of it was found, NA where that is not said, and
        `meetings_missing` those that these minutes name and that are not in the archive. Persons are named as
        proposers only with `people`.
        """
        return self._frame("proposals", judged.proposal_rows(self._store, people=people))

    def shifts(self, query: str = "", *, body: str = "") -> pd.DataFrame:
        """What changed about the matter that `query` means, or else about all matters of a body or of the archive, one
        row a shift (`matters.shifts`), with its quotes; `later_quote` is empty where one passage says it all.
        """
        told = shifts_of_matter(self._store, query)[0] if query else shifts_of_body(self._store, body)
        return self._frame("shifts", judged.shift_rows(told))

    def changes(self, *, body: str = "", since: str = "") -> pd.DataFrame:
        """What differs between two texts of one meeting's minutes (`matters.changes`), one row a passage or event.

        `part` is passage, or what the event is; `change` is altered, added or removed. `kind` tells a draft that was
        approved from an approved text that has other words. Earlier texts of one path are known only where this
        database read them; dates are those of the runs that found a text first, empty where that is not recorded.
        """
        from matters_arising.export.changes import COLUMNS, change_rows
        from matters_arising.store.changes import changes_of

        kinds: dict[str, Kind] = {"kind": "category", "body": "category", "before_page": "int", "after_page": "int"}
        kinds["date"] = "date"
        columns = [Column(name, kinds.get(name, "text"), "") for name in COLUMNS]
        return _frame(columns, list(change_rows(changes_of(self._store, body=body, since=since))))

    def _table(self, name: str, *, all_versions: bool) -> pd.DataFrame:
        return self._frame(name, rows(self._store, TABLES[name], all_versions=all_versions))

    def _frame(self, name: str, values: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
        return _frame(SHEETS[name].columns, values)


def open(path: str | os.PathLike[str]) -> Archive:
    """Open the database that `matters run` made. Raises StoreError where it cannot, with what to do."""
    return Archive(open_store(path))


def _frame(columns: Sequence[Column], values: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    import pandas as pd

    taken = list(values)
    series = {}
    texts = {}
    for position, column in enumerate(columns):
        dtype = "string" if column.kind == "date" else DTYPES[column.kind]
        cells = pd.Series([row[position] for row in taken], dtype=dtype)
        if column.kind == "date":
            texts[f"{column.name}_text"] = cells
            full = cells.where(cells.str.len() == 10, None)
            cells = pd.to_datetime(full, format="%Y-%m-%d", errors="coerce")
        series[column.name] = cells
    return pd.DataFrame({**series, **texts})
