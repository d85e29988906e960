"""What became of what was said: `promises`, `proposals`, `practice`, `shifts`."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from matters_arising.cli.console import console, opened, print_json
from matters_arising.cli.options import Db, Json, Quiet
from matters_arising.errors import NothingFoundError, UsageError

if TYPE_CHECKING:
    from matters_arising.store.meant import Candidate


def promises(
    query: Annotated[str, typer.Argument(metavar="WORDS", help="Only matters with these words, or of this id.")] = "",
    *,
    db: Db = None,
    body: Annotated[str, typer.Option(help="Only bodies with these words in their name.")] = "",
    state: Annotated[
        Literal["kept", "slipped", "returned", "vanished", "pending", "unresolved"] | None,
        typer.Option(help="Only those of which this became.", show_default=False),
    ] = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Print what became of things that had a time named. Put off until then, or due by it; the most overdue first."""
    from matters_arising.export.due import print_promises
    from matters_arising.store.calendar import bodies_with
    from matters_arising.store.promises import promises_of

    with opened(db, quiet=quiet) as store:
        bodies_with(store, body)
        found = promises_of(store, query=query, body=body)
    chosen = [one for one in found.judged if state in (None, one.state)]
    if as_json:
        print_json([dataclasses.asdict(one) for one in chosen])
        return
    if not chosen:
        raise NothingFoundError(
            "nothing was put off until a named time, or due by one", remedy="leave out the words and options to see all"
        )
    print_promises(console(), found, chosen)


def proposals(
    words: Annotated[
        list[str] | None, typer.Argument(help="Only those with all these words.", show_default=False)
    ] = None,
    *,
    db: Db = None,
    body: Annotated[str, typer.Option(help="Only bodies with these words in their name.")] = "",
    fate: Annotated[str, typer.Option(help="Only those of this fate, as “not found again”.")] = "",
    people: Annotated[bool, typer.Option("--people", help="Name persons, too, as those who propose.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="At most this many proposals.", show_default=False)] = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Print what became of each proposal. How it was answered, or in how many later minutes it was not found."""
    from matters_arising.export.fates import print_proposals
    from matters_arising.store.calendar import bodies_with
    from matters_arising.store.proposals import proposals_of

    with opened(db, quiet=quiet) as store:
        bodies_with(store, body)
        found = proposals_of(store, query=" ".join(words or ()), body=body, fate=fate, people=people)
    if as_json:
        print_json([{**dataclasses.asdict(one), "sentence": one.sentence} for one in found.judged[:limit]])
        return
    if not found.judged:
        raise NothingFoundError("no proposal is so", remedy="try fewer words, or leave out --body and --fate")
    print_proposals(console(), found.judged, doubtful=found.doubtful, limit=limit)


def practice(
    query: Annotated[str, typer.Argument(help="Words of a matter, or its id; else all bodies.")] = "",
    *,
    db: Db = None,
    body: Annotated[str, typer.Option(help="Only bodies with these words in their name.")] = "",
    by: Annotated[Literal["year", "quarter", "month"], typer.Option(help="Count by this stretch of time.")] = "year",
    quotes: Annotated[bool, typer.Option("--quotes", help="Print each passage behind the counts.")] = False,
    people: Annotated[bool, typer.Option("--people", help="Name persons, too, as those who decide or do.")] = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Print talk of partnership beside practice. Praised, promised, done together or alone; and what turned."""
    from matters_arising.export import talk
    from matters_arising.store.calendar import bodies_with
    from matters_arising.store.practice import courses, practice_of_bodies, practice_of_matter

    with opened(db, quiet=quiet) as store:
        bodies_with(store, body)
        if query:
            one, others = practice_of_matter(store, query, people=people)
        else:
            bodies = practice_of_bodies(store, body=body, by=by, people=people)
            turned = courses(store, body=body, people=people)
    if query:
        if as_json:
            print_json(dataclasses.asdict(one))
            return
        talk.print_matter(console(), one, quotes=quotes)
        _print_others(others, quiet=quiet)
        return
    if not bodies:
        raise NothingFoundError("no meeting was read", remedy="matters info says why")
    if as_json:
        print_json(
            {"bodies": [dataclasses.asdict(b) for b in bodies], "turned": [dataclasses.asdict(t) for t in turned]}
        )
        return
    talk.print_bodies(console(), bodies, quotes=quotes)
    talk.print_courses(console(), turned)


def shifts(
    query: Annotated[str, typer.Argument(metavar="WORDS", help="Words of a matter, or its id; else all matters.")] = "",
    *,
    db: Db = None,
    body: Annotated[str, typer.Option(help="All matters of the body with these words in its name.")] = "",
    kind: Annotated[
        Literal["forum", "scope", "merger", "chair"] | None, typer.Option(help="Only these.", show_default=False)
    ] = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Print what changed about a matter on its way. Its body, its scope, what absorbed it, who was in the chair."""
    from matters_arising.export.shifts import as_plain, print_shifts
    from matters_arising.store.calendar import bodies_with
    from matters_arising.store.shifts import shifts_of_body, shifts_of_matter

    if query and body:
        raise UsageError("shifts are of one matter or of a body", remedy="give words of a matter, or --body, not both")
    with opened(db, quiet=quiet) as store:
        bodies_with(store, body)
        found, _, others = shifts_of_matter(store, query) if query else (shifts_of_body(store, body), None, [])
    found = [shift for shift in found if kind in (None, shift.kind)]
    if as_json:
        print_json([as_plain(shift) for shift in found])
        return
    if not found:
        raise NothingFoundError(
            "no change of forum, scope or chair and no merger was found in the minutes that are here",
            where=query or body,
            remedy="try matters timeline, or leave out --kind and --body; a new chair is told of one matter alone",
        )
    print_shifts(console(), found, of_one=bool(query))
    _print_others(others, quiet=quiet)


def _print_others(others: list[Candidate], *, quiet: bool) -> None:
    """The other matters that the words might have meant."""
    from matters_arising.export.terminal import print_others

    if others and not quiet:
        print_others(console(stderr=True), others)
