"""An archive as pandas frames, for notebooks and scripts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

from matters_arising.export.tables import TABLES, Column, Kind, rows
from matters_arising.matters.practice import COUNTED, Stretch
from matters_arising.store import Store, open_store
from matters_arising.store.ledger import ledger
from matters_arising.store.life import find_matter, life_of
from matters_arising.store.practice import courses, practice_of_bodies
from matters_arising.store.promises import promises_of
from matters_arising.store.proposals import proposals_of
from matters_arising.store.shifts import shifts_of_body, shifts_of_matter

if TYPE_CHECKING:
    import pandas as pd

_DTYPES: dict[Kind, str] = {
    "text": "string",
    "category": "category",
    "date": "string",
    "int": "Int64",
    "float": "float64",
    "bool": "bool",
    "list": "object",
}


class Archive:
    """A database of matters, opened to be read. A context manager: leaving it closes the file.

    Every frame has the columns of the table of that name in `matters export`, in the same order. Texts are
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
        runs from the first putting-off to the last appearance; `unstated` counts the meetings without a
        stated reason; `doubtful` further meetings where a putting-off is less likely than not, counted
        nowhere else; `quotes` lists the passages, one a meeting.
        """
        columns = (
            *(Column("matter", "text", ""), Column("title", "text", ""), Column("body", "category", "")),
            *(
                Column(name, "int", "")
                for name in ("times", "deferrals", "inferred", "months", "streak", "unstated", "doubtful")
            ),
            *(
                Column("last_reason", "text", ""),
                Column("last_date", "date", ""),
                Column("fate", "category", ""),
            ),
            Column("quotes", "list", ""),
        )
        found = [
            (
                *(
                    e.matter,
                    e.title,
                    e.body,
                    e.times,
                    e.deferrals,
                    e.inferred,
                    e.months,
                    e.streak,
                    e.unstated,
                    e.doubtful,
                ),
                *(e.last_reason, e.last_date, e.fate, [at.quote for at in e.meetings]),
            )
            for e in ledger(self._store)
        ]
        return _frame(columns, found)

    def timeline(self, query: str) -> pd.DataFrame:
        """The life of the matter that `query` means (words of its title or quotes, or an id), one row a mark.

        A meeting at which nothing was marked has its passages instead, with an empty `mark`. Raises
        NothingFoundError where no matter has the words, UsageError (which lists them) where several do.
        """
        columns = (
            *(Column("date", "date", ""), Column("body", "category", ""), Column("meeting", "text", "")),
            *(Column("status", "category", ""), Column("mark", "text", ""), Column("what", "category", "")),
            *(Column("who", "text", ""), Column("detail", "text", ""), Column("quote", "text", "")),
            *(Column("document", "text", ""), Column("page", "int", ""), Column("explicit", "bool", "")),
            *(
                Column("confidence", "float", ""),
                Column("generator", "category", ""),
                Column("matter", "text", ""),
            ),
        )
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
        return _frame(columns, found)

    def promises(self) -> pd.DataFrame:
        """What was put off until a named time, or due by one, and what became of it, one row a promise.

        `state` is kept, slipped, returned, vanished, pending or unresolved, as `matters.promises` defines them, and
        `why` says it in words; `due` is the day of the meeting meant. `said_...` is where it was said, `found_...` what
        shows what became of it, empty where nothing does. The most overdue first.
        """
        texts = ("matter", "title", "event", "until", "why", "said_quote", "said_document", "found_quote")
        columns = [Column("state", "category", ""), Column("kind", "category", ""), Column("body", "category", "")]
        columns += [Column(name, "text", "") for name in (*texts, "found_document")]
        columns += [Column(name, "int", "") for name in ("said_page", "found_page", "months_late", "since")]
        columns += [Column("confidence", "float", "")]
        columns += [Column(name, "date", "") for name in ("said_date", "due", "found_date")]
        found = [
            (
                *(one.state, str(one.kind), one.body, one.matter, one.title, one.event, one.until, one.why),
                *(one.said.quote, one.said.document),
                *((one.found.quote, one.found.document) if one.found else ("", "")),
                *(one.said.page, one.found.page if one.found else None, one.months_late, one.since),
                *(one.confidence, one.said.date, one.due, one.found.date if one.found else ""),
            )
            for one in promises_of(self._store).judged
        ]
        return _frame(columns, found)

    def practice(self, *, by: Stretch = "year") -> pd.DataFrame:
        """Talk of partnership beside practice, one row a body and stretch of time (`when`; empty: all of it).

        `talk`, `promised`, `together`, `heard` and `alone` count the passages that more likely than not say so
        (`matters.practice`); beside each, `..._low` and `..._high` bound the true count of the passages found, nine
        times in ten. A passage without a date is only in the row for all of the time.
        """
        names = [name for kind in COUNTED for name in (kind, f"{kind}_low", f"{kind}_high")]
        columns = [Column("body", "category", ""), Column("when", "text", "")]
        columns += [Column(name, "int", "") for name in names]
        found = [
            (one.body, part.when, *(n for c in part.counts for n in (c.number, c.low, c.high)))
            for one in practice_of_bodies(self._store, by=by)
            for part in (one.whole, *one.over_time)
        ]
        return _frame(columns, found)

    def turns(self, *, people: bool = False) -> pd.DataFrame:
        """The meetings from which a matter was dealt with in another way, with both quotes, one row a turn.

        `taken_away` is true where a promise to share the matter, or to hear others, was followed by an act done alone.
        Persons are named as holders only with `people`.
        """
        texts = (
            "matter",
            "title",
            "body",
            "turn",
            "earlier_quote",
            "earlier_document",
            "later_quote",
            "later_document",
        )
        columns = [Column(name, "text", "") for name in texts]
        columns += [
            Column("earlier_date", "date", ""),
            Column("later_date", "date", ""),
            Column("taken_away", "bool", ""),
        ]
        found = [
            (
                *(one.matter, one.title, one.body, turn.sentence),
                *(turn.earlier.quote, turn.earlier.document, turn.later.quote, turn.later.document),
                *(turn.earlier.date, turn.later.date, turn == one.course.taken),
            )
            for one in courses(self._store, people=people)
            for turn in one.course.turns
        ]
        return _frame(columns, found)

    def proposals(self, *, people: bool = False) -> pd.DataFrame:
        """What became of each proposal (`matters.proposals`), those not found again first, one row a proposal.

        `answer_quote` is the passage that shows its fate, or the one that forbids to say more. `meetings_since`
        counts the later meetings in whose minutes nothing of it was found, NA where that is not said, and
        `meetings_missing` those that these minutes name and that are not in the archive. Persons are named as
        proposers only with `people`.
        """
        texts = (
            "event",
            "quote",
            "document",
            "sentence",
            "answer",
            "answer_quote",
            "answer_document",
            "matter",
            "title",
        )
        columns = [
            *(Column("fate", "category", ""), Column("body", "category", ""), Column("date", "date", "")),
            *(Column(name, "text", "") for name in texts),
            *(Column("page", "int", ""), Column("answer_page", "int", ""), Column("answer_date", "date", "")),
            *(Column("meetings_since", "int", ""), Column("meetings_missing", "int", "")),
            *(Column("proposer", "text", ""), Column("confidence", "float", ""), Column("rests_on", "list", "")),
        ]
        found = [
            (
                *(one.fate, one.body, one.said.date, one.said.mark, one.said.quote, one.said.document, one.sentence),
                *((at.mark, at.quote, at.document) if (at := one.answer) else ("", "", "")),
                *(one.matter, one.title, one.said.page),
                *((at.page, at.date) if at else (None, "")),
                *((one.since.meetings, one.since.missing) if one.since else (None, None)),
                *(one.proposer, one.confidence, list(one.rests_on)),
            )
            for one in proposals_of(self._store, people=people).judged
        ]
        return _frame(columns, found)

    def shifts(self, query: str = "", *, body: str = "") -> pd.DataFrame:
        """What changed about the matter that `query` means, or else about all matters of a body or of the archive, one
        row a shift (`matters.shifts`), with its quotes; `later_quote` is empty where one passage says it all.
        """
        columns = [Column("kind", "category", ""), Column("date", "date", "")]
        columns += [Column(name, "text", "") for name in ("matter", "title", "body", "sentence")]
        for side in ("earlier", "later"):
            columns += [Column(f"{side}_{name}", "text", "") for name in ("quote", "document")]
            columns += [Column(f"{side}_page", "int", ""), Column(f"{side}_date", "date", "")]
        columns.append(Column("confidence", "float", ""))
        told = shifts_of_matter(self._store, query)[0] if query else shifts_of_body(self._store, body)
        found = [
            (
                *(one.kind, one.date, one.matter, one.title, one.body, one.sentence),
                *(one.earlier.quote, one.earlier.document, one.earlier.page, one.earlier.date),
                *((w.quote, w.document, w.page, w.date) if (w := one.later) else ("", "", None, "")),
                one.confidence,
            )
            for one in told
        ]
        return _frame(columns, found)

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
        table = TABLES[name]
        return _frame(table.columns, rows(self._store, table, all_versions=all_versions))


def open(path: str | os.PathLike[str]) -> Archive:
    """Open the database that `matters run` made. Raises StoreError where it cannot, with what to do."""
    return Archive(open_store(path))


def _frame(columns: Sequence[Column], values: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    import pandas as pd

    taken = list(values)
    series = {}
    texts = {}
    for position, column in enumerate(columns):
        cells = pd.Series([row[position] for row in taken], dtype=_DTYPES[column.kind])
        if column.kind == "date":
            texts[f"{column.name}_text"] = cells
            full = cells.where(cells.str.len() == 10, None)
            cells = pd.to_datetime(full, format="%Y-%m-%d", errors="coerce")
        series[column.name] = cells
    return pd.DataFrame({**series, **texts})
