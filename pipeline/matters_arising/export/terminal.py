"""What was found, as text for a person at a terminal. Each function prints one answer, quotes whole.

On a terminal the text is wrapped and set in bold; into a pipe each fact is one line and plain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from matters_arising.export.words import confidence, count, listed, of_bodies, put_off, span, stretch
from matters_arising.matters.terms import bare
from matters_arising.store.context import Context, Hit
from matters_arising.store.ledger import Entry, PuttingOff
from matters_arising.store.life import Appearance, Life, Mark
from matters_arising.store.meant import Candidate
from matters_arising.store.overview import Overview, Reason
from matters_arising.vocab import NO_REASON

if TYPE_CHECKING:
    from rich.console import Console

Part = str | tuple[str, str]

_TOP = 5
_MARGIN = 4
_SAME_DAY = (
    "If these are versions of one meeting, it is counted more than once: give them the same kind in manifest.csv, or "
    "take the draft out of the archive."
)
_STATUS = {
    "read": "read",
    "duplicate": "the same as another file",
    "not-minutes": "not minutes",
    "needs-ocr": "scanned, to be read with OCR",
    "empty": "empty",
    "failed": "could not be read",
    "withdrawn": "no longer in the archive",
}


def print_summary(console: Console, found: Overview) -> None:
    """What a run found: files, meetings, bodies, events, and the matters most often put off."""
    print_files(console, found, reasons=_TOP)
    print_bodies(console, found, bodies=_TOP)
    _print_marks(console, found)
    say(console)
    say(
        console,
        (count(found.matters, "matter"), "bold"),
        f" followed, {len(found.deferred)} put off at least once",
    )
    if found.deferred:
        say(console, "The most often put off:")
        print_ledger(console, found.deferred[:_TOP], quotes=False)


def print_info(console: Console, found: Overview) -> None:
    """What is in a database, and what made it."""
    say(console, (found.path, "bold"), f" holds {found.root}")
    say(
        console,
        f"made by version {found.version or 'unknown'}, last brought up to date {found.last_run or 'never'}",
    )
    print_files(console, found, reasons=None)
    print_bodies(console, found, bodies=None)
    _print_marks(console, found)
    say(console)
    say(
        console,
        (count(found.matters, "matter"), "bold"),
        f" followed, {len(found.deferred)} put off at least once",
    )
    say(console, ("What made the marks", "bold"))
    for generator, marks in found.generators.items():
        say(console, f"{generator}: {count(marks, 'mark')}", indent=_MARGIN)


def print_whereabouts(console: Console, database: Path, tables: Sequence[Path]) -> None:
    """Where the results are, and what to ask next."""
    say(console)
    say(console, ("Database", "bold"), f"  {database}")
    if tables:
        say(console, ("Tables", "bold"), f"    {tables[0].parent}: {', '.join(path.name for path in tables)}")
    else:
        say(console, ("Tables", "bold"), f"    matters export --table events --format csv --db {database}")
    say(
        console,
        ("Ask", "bold"),
        f'       matters deferrals --db {database}; matters timeline "WORDS" --db {database}',
    )


def print_files(console: Console, found: Overview, *, reasons: int | None) -> None:
    """Files read and not read, with reasons; `reasons` bounds how many are printed for each status."""
    total = sum(found.documents.values())
    read = found.documents.get("read", 0)
    say(console, (count(total, "file"), "bold"), f", {read:,} read ({count(found.pages, 'page')})")
    for status, files in found.documents.items():
        if status == "read":
            continue
        say(console, f"{files:,} {_STATUS[status]}", indent=_MARGIN)
        told = [reason for reason in found.reasons if reason.status == status]
        for reason in told[:reasons]:
            say(console, _reason(reason), indent=2 * _MARGIN)
        if reasons is not None and len(told) > reasons:
            say(console, f"and {count(len(told) - reasons, 'more reason')}: matters info", indent=2 * _MARGIN)


def print_bodies(console: Console, found: Overview, *, bodies: int | None) -> None:
    """The bodies with their meetings; `bodies` bounds how many are printed."""
    earlier = f" ({found.superseded} more are earlier versions of these)" if found.superseded else ""
    say(console)
    say(console, (count(found.meetings, "meeting"), "bold"), f" of {_bodies(len(found.bodies))}{earlier}")
    for body in found.bodies[:bodies]:
        undated = f", {body.undated} without a date that can be told" if body.undated else ""
        when = f", {span(body.first_date, body.last_date)}" if body.first_date else ""
        name = body.body or "a body that cannot be told"
        folder = " (called by the folder: its minutes name no body)" if body.body and body.unnamed else ""
        say(console, f"{name}{folder}: {count(body.meetings, 'meeting')}{when}{undated}", indent=_MARGIN)
    if bodies is not None and len(found.bodies) > bodies:
        say(console, f"and {len(found.bodies) - bodies} more: matters info", indent=_MARGIN)
    for one in found.same_day[:bodies]:
        name = one.body or "a body that cannot be told"
        say(console, f"Two meetings on one day? {name}, {one.date}: {'; '.join(one.documents)}", indent=_MARGIN)
    if found.same_day:
        more = len(found.same_day[bodies:]) if bodies is not None else 0
        say(
            console, (f"and {count(more, 'more such day')}: matters info. " if more else "") + _SAME_DAY, indent=_MARGIN
        )


def print_ledger(console: Console, entries: Iterable[Entry], *, quotes: bool) -> None:
    """The deferral ledger; with `quotes` each putting-off with the passage that says so.

    A streak is of what was read: minutes that were not may stand between.
    """
    entries = list(entries)
    for entry in entries:
        say(console)
        say(console, (entry.title, "bold"), ("  " + entry.matter, "dim"))
        say(console, "; ".join(_ledger_facts(entry)), indent=_MARGIN)
        for at in entry.meetings if quotes else ():
            _print_putting_off(console, at)
    if any(entry.streak > 1 for entry in entries):
        say(console)
        say(console, ("In a row: of the minutes that were read; others may lie between.", "dim"))


def print_life(console: Console, life: Life, *, verbose: bool) -> None:
    """A matter meeting by meeting, with quotes; `verbose` adds why each mention was linked."""
    say(console, (life.title, "bold"), ("  " + life.matter, "dim"))
    when = span(life.first_date, life.last_date)
    say(console, f"{'; '.join(life.bodies)}: {count(len(life.appearances), 'meeting')}, {when}")
    say(console, "; ".join(_life_facts(life)))
    for appearance in life.appearances:
        _print_appearance(console, appearance, verbose=verbose)
    if life.kin:
        say(console)
        say(console, "May be the same, and left apart (matters link merge joins them):")
    for kin in life.kin:
        say(console, f"{kin.matter}  {kin.title}  ({kin.reason}; {kin.score:.2f})", indent=_MARGIN)


def print_context(console: Console, found: Context) -> None:
    """A quote in its place, highlighted."""
    where = f"{found.document}, page {found.page}"
    say(console, (where, "bold"), ("  " + found.id, "dim"))
    say(console, ", ".join(filter(None, (found.body, found.date, found.item))))
    sure = f", {confidence(found.confidence)} ({found.confidence:.2f}), by {found.generator}" if found.generator else ""
    say(console, f"{found.what}{sure}")
    if found.matter:
        say(console, f"matter {found.matter}")
    say(console)
    quote: Part = (found.quote, "reverse") if console.is_terminal else f"»{found.quote}«"
    say(console, found.before, quote, found.after)


def print_hits(console: Console, hits: Sequence[Hit]) -> None:
    """Statements with the words that were looked for."""
    for hit in hits:
        say(console, (hit.date or "no date", "bold"), f"  {hit.body}", f"  {hit.item}" if hit.item else "")
        say(console, *_highlighted(hit.marked), indent=_MARGIN)
        say(console, (f"p. {hit.page}, {hit.document}  {hit.statement}", "dim"), indent=_MARGIN)


def print_newest(console: Console) -> None:
    """Why these passages, of all that have the words."""
    say(console, "Very many passages have these words; these are the newest. With more words the best are found.")


def print_others(console: Console, others: Sequence[Candidate]) -> None:
    """Matters that a question might have meant as well."""
    say(console, "Other matters with these words:")
    for other in others[:_TOP]:
        say(console, f"{other.matter}  {other.title} ({count(other.appearances, 'meeting')})", indent=_MARGIN)


def _print_marks(console: Console, found: Overview) -> None:
    say(console)
    say(console, (count(sum(found.events.values()), "event"), "bold"), f": {listed(found.events.items())}")
    stances = ", ".join(f"{number:,} {label}" for label, number in found.stances.items())
    say(console, (count(sum(found.stances.values()), "stance"), "bold"), f": {stances}" if stances else "")


def _print_putting_off(console: Console, at: PuttingOff) -> None:
    how = "in so many words" if at.explicit else "inferred"
    until = f", until {bare(at.until)}" if at.until else ""
    reason = f", reason: {at.reason or at.reason_code}" if at.stated else f", {NO_REASON}"
    say(console, (at.date or "no date", "bold"), f"  {at.body}: {how}{until}{reason}", indent=_MARGIN)
    say(console, f"“{folded(at.quote)}”", indent=2 * _MARGIN)
    where = f"p. {at.page}, {at.document}  {at.event}  {confidence(at.confidence)}"
    say(console, (where, "dim"), indent=2 * _MARGIN)


def _print_appearance(console: Console, at: Appearance, *, verbose: bool) -> None:
    say(console)
    say(console, (at.date or "no date", "bold"), f"  {at.body}  {at.status}")
    for passage in at.passages if verbose else ():
        say(console, (f"linked: {passage.link_reason} ({passage.link_score:.2f})", "dim"), indent=_MARGIN)
    marks = [(mark, "") for mark in at.events] + [(mark, "stance: ") for mark in at.stances]
    for mark, prefix in marks:
        _print_mark(console, mark, at.document, prefix)
    for passage in () if marks else at.passages:
        say(console, f"“{folded(passage.quote)}”", indent=_MARGIN)
        say(console, (f"p. {passage.page}, {at.document}", "dim"), indent=_MARGIN)


def _print_mark(console: Console, mark: Mark, document: str, prefix: str) -> None:
    inferred = "" if mark.explicit else " (inferred)"
    facts = "".join(f", {fact}" for fact in (mark.who, mark.detail) if fact)
    say(console, (f"{prefix}{mark.what}{inferred}", "italic"), facts, indent=_MARGIN)
    say(console, f"“{folded(mark.quote)}”", indent=2 * _MARGIN)
    where = f"p. {mark.page}, {document}  {mark.id}  {confidence(mark.confidence)}"
    say(console, (where, "dim"), indent=2 * _MARGIN)


def _ledger_facts(entry: Entry) -> list[str]:
    facts = [
        of_bodies(entry.by),
        put_off(entry.deferrals, entry.inferred, no_news=entry.no_news, unstated=entry.unstated),
    ]
    last = entry.decided or entry.last_date
    if last > entry.first_date and (length := stretch(entry.first_date, last)):
        end = "the decision" if entry.decided else "its last appearance"
        facts.append(f"{length} from the first time to {end} on {last}")
    if entry.streak > 1:
        facts.append(f"{entry.streak} times in a row")
    if entry.last_reason:
        facts.append(f"last reason given: {folded(entry.last_reason)}")
    if entry.doubtful:
        facts.append(f"perhaps at {count(entry.doubtful, 'more meeting')}, not counted")
    if entry.fate:
        facts.append(f"fate: {entry.fate}" + (f" on {entry.decided}" if entry.decided else ""))
    return [fact for fact in facts if fact]


def _life_facts(life: Life) -> list[str]:
    facts = []
    if life.deferrals or life.deferrals_inferred:
        facts.append(put_off(life.deferrals, life.deferrals_inferred))
    if life.streak > 1:
        facts.append(f"{life.streak} times in a row")
    if life.stated_deferrals >= 0:
        facts.append(f"the minutes themselves count {life.stated_deferrals}")
    if life.fate:
        facts.append(f"fate: {life.fate}")
    return facts


def _reason(reason: Reason) -> str:
    examples = ", ".join(reason.examples)
    more = ", …" if reason.files > len(reason.examples) else ""
    files = f"{reason.files:,} × " if reason.files > 1 else ""
    return f"{files}{reason.reason or 'no reason recorded'} ({examples}{more})"


def _bodies(number: int) -> str:
    return count(number, "body", "bodies")


def folded(quote: str) -> str:
    """A quote as one line."""
    return " ".join(quote.split())


def _highlighted(marked: str) -> list[Part]:
    """The parts of a text between U+0002 and U+0003 in bold."""
    parts: list[Part] = []
    for piece in marked.split("\x02"):
        bold, found, plain = piece.partition("\x03")
        parts += [(bold, "bold"), plain] if found else [bold]
    return parts


def say(console: Console, *parts: Part, indent: int = 0) -> None:
    """Print one line of text, wrapped under its indent where a person reads it."""
    from rich.text import Text

    text = Text.assemble(*parts)
    lines = text.wrap(console, max(24, console.width - indent)) if console.is_terminal else [text]
    for line in lines:
        console.print(Text(" " * indent) + line, soft_wrap=True)
