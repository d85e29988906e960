"""A night in a few lines, for a log and for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from matters_arising.export.svg import printable
from matters_arising.export.words import count
from matters_arising.fetch import Fetched
from matters_arising.nightly.outcome import MEANS, Outcome
from matters_arising.nightly.report import Report, Told

_SHOWN = 5  # files of one kind that are named


def lines(report: Report, path: Path) -> Iterator[str]:
    """What was fetched and read, what there is now, warnings, and where the report lies."""
    for one in report.sources:
        yield printable(f"source {one.source}: {_fetched(one)}")
        yield from _some(f"not had: {failed}" for failed in one.failed)
        if one.note and one.reached and one.complete:
            yield f"  {printable(one.note)}"
    if report.run:
        withdrawn = f", {report.run.withdrawn:,} withdrawn" if report.run.withdrawn else ""
        yield f"{count(report.run.processed, 'file')} read{withdrawn}"
    if report.after and report.before:
        names = ("document", "meeting", "event", "matter")
        yield "now " + ", ".join(
            f"{count(has := getattr(report.after, name + 's'), name)} ({has - getattr(report.before, name + 's'):+,})"
            for name in names
        )
    if report.unread:
        yield f"{count(len(report.unread), 'file')} could not be read"
        yield from _some(f"{one.path}: {one.reason}" for one in report.unread)
    if report.site:
        yield f"site: {report.site.changed:,} of {count(report.site.files, 'file')} new or changed"
    if report.feeds:
        yield f"feeds: {report.feeds.changed:,} of {count(report.feeds.files, 'file')} new or changed"
    if report.alerts:
        yield _told(report.alerts)
        yield from (printable(f"new subscription: {name}") for name in report.alerts.begun)
    for note in report.notes:
        yield printable(f"note: {note}")
    for warned in report.warnings:
        yield printable(f"warning: {warned.text}")
    if report.broke:
        yield printable(f"broke off: {report.broke.splitlines()[0]}")
    yield f"{int(report.exit_code)}: {_meaning(report.exit_code)}"
    yield printable(f"report: {path}")


def _fetched(one: Fetched) -> str:
    if not one.reached:
        return "not reached"
    told = f"{one.new:,} new, {one.changed:,} changed, {one.unchanged:,} as they were"
    vanished = f", {len(one.vanished):,} no longer listed" if one.vanished else ""
    failed = f", {len(one.failed):,} could not be had" if one.failed else ""
    return told + vanished + failed


def _told(alerts: Told) -> str:
    if not alerts.messages:
        return "alerts: no message was sent" if alerts.failed else "alerts: there was nothing to send"
    return f"alerts: {count(alerts.messages, 'message')} with {count(alerts.news, 'piece')} of news sent"


def _some(told: Iterable[str]) -> Iterator[str]:
    """The first few of some lines, and how many there are beside them."""
    every = list(told)
    yield from (f"  {printable(each)}" for each in every[:_SHOWN])
    if len(every) > _SHOWN:
        yield f"  and {len(every) - _SHOWN:,} more, which the report names"


def _meaning(code: int) -> str:
    return MEANS.get(Outcome(code), "") if code in MEANS else "the night broke off."
