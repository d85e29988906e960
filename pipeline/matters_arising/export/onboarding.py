"""What was understood of a new body, and the accuracy to expect there, as text for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from matters_arising.export.svg import printable
from matters_arising.export.terminal import say
from matters_arising.export.words import count, shortened
from matters_arising.onboarding.expect import Expected
from matters_arising.onboarding.propose import MEANING
from matters_arising.onboarding.rhythm import Rhythm
from matters_arising.onboarding.understand import Pattern, Shown, Understood, UsageShown
from matters_arising.vocab import Jurisdiction

if TYPE_CHECKING:
    from rich.console import Console

_MARGIN, _QUOTE, _TITLE, _EXAMPLES = 4, 160, 48, 3
_PATTERNS = 8
_NAMES = {Jurisdiction.UK: "British", Jurisdiction.US: "American", Jurisdiction.CA: "Canadian"}
_PARTS = {"event": "all events", "stance": "all stances"}


def print_understood(console: Console, found: Understood) -> None:
    """Document by document, then items, usage, rhythm and words."""
    say(console, (f"{found.documents} of {count(found.files, 'file')} read", "bold"))
    for one in found.shown:
        _print_document(console, one)
    say(console)
    doubtful = sum(bool(one.wrong) for one in found.shown)
    looks = f"something looks wrong in {doubtful} of {len(found.shown)}" if doubtful else "nothing looks wrong"
    say(console, f"{looks}; open some of them beside this list all the same")
    _print_patterns(console, found.patterns)
    _print_usage(console, found.usage)
    _print_rhythm(console, found.rhythm)
    _print_words(console, found)


def _print_document(console: Console, one: Shown) -> None:
    say(console, (printable(one.document), "bold"))
    if one.statements or one.items:
        told = [printable(one.body) or "no body", one.date or "no date", one.kind or "kind not told"]
        told += [one.status] if one.status else []
        told += [count(one.items, "item"), count(one.statements, "statement")]
        say(console, ", ".join(told), indent=_MARGIN)
    for fault in one.wrong:
        say(console, ("look: ", "bold"), printable(fault), indent=_MARGIN)


def _print_patterns(console: Console, patterns: Sequence[Pattern]) -> None:
    say(console)
    say(console, ("How items are numbered", "bold"), "  (1, A, a, I stand for what counts; told from each document)")
    for one in patterns[:_PATTERNS]:
        examples = "; ".join(f"“{shortened(printable(example), _TITLE)}”" for example in one.examples)
        where = f"{count(one.items, 'item')} in {count(one.documents, 'document')}"
        say(console, f"{one.form or 'headings without a number'}: {where}, as {examples}", indent=_MARGIN)
    if len(patterns) > _PATTERNS:
        rest = sum(one.items for one in patterns[_PATTERNS:])
        say(console, f"{len(patterns) - _PATTERNS} other ways: {count(rest, 'item')}", indent=_MARGIN)
    if not patterns:
        say(console, "no items were found", indent=_MARGIN)


def _print_usage(console: Console, shown: UsageShown) -> None:
    say(console)
    if shown.sure:
        name = f"{_NAMES[shown.usage]} (usage = {str(shown.usage)!r})"
        head = name if shown.sure == "clear" else f"probably {name}; not clear, so it is not proposed"
    else:
        head = "not told by the documents"
    say(console, ("Whose English", "bold"), f"  {head}")
    votes = ", ".join(f"{number} {name}" for name, number in shown.votes.items() if number)
    say(console, f"documents by what each tells: {votes or 'none'}", indent=_MARGIN)
    if shown.words:
        words = ", ".join(f"{printable(word)} ({number})" for word, number in shown.words)
        say(console, f"because of: {words}", indent=_MARGIN)
    if shown.usage in (Jurisdiction.US, Jurisdiction.CA):
        say(console, f"{count(shown.canadian, 'document')} with a Canadian name or post code", indent=_MARGIN)
    if shown.sure:
        say(console, f"{MEANING[shown.usage]}", indent=_MARGIN)
    say(console, f"something is tabled in {count(len(shown.tabled), 'statement')}", indent=_MARGIN)
    for document, text in shown.tabled[:_EXAMPLES]:
        quote = shortened(printable(text), _QUOTE)
        say(console, f"“{quote}” ({printable(document)})", indent=2 * _MARGIN)


def _print_rhythm(console: Console, rhythms: Sequence[Rhythm]) -> None:
    say(console)
    say(console, ("How often it meets", "bold"), "  (median of the days from one meeting to the next)")
    for one in rhythms:
        of = printable(one.of) or "body not told"
        say(console, f"{of}: {one.median:g} days, {count(one.gaps, 'gap')}, by {one.source}", indent=_MARGIN)
    if not rhythms:
        say(console, "not told: no next meeting is named, and too few of the files have dates", indent=_MARGIN)


def _print_words(console: Console, found: Understood) -> None:
    say(console)
    say(console, ("Words that recur", "bold"), "  (documents that have them)")
    words = found.lexicon
    for name, entries in (
        ("bodies", words.bodies),
        ("offices", words.roles),
        ("headings", words.headings),
        ("putting off", words.putting_off),
        ("deciding", words.deciding),
    ):
        told = ", ".join(f"{printable(word)} ({number})" for word, number in entries)
        say(console, f"{name}: {told or 'none'}", indent=_MARGIN)


# ---- what to expect ------------------------------------------------------------------------------------------


def print_expected(console: Console, found: Iterable[Expected], *, answered: int, asked: int, documents: int) -> None:
    """The share of right claims by label, with its bounds, and what that says of the threshold."""
    rows = list(found)
    say(
        console,
        (f"{answered} of {asked} answers", "bold"),
        f", on claims of business in {count(documents, 'document')}",
    )
    _print_table(console, [one for one in rows if not one.missed], "Of what is claimed, right")
    _print_table(console, [one for one in rows if one.missed], "Of what was left out just below the threshold, right")
    say(console)
    say(
        console,
        "How it is made: uncertain claims were asked about more often, so each answer counts for as many claims as it "
        "was drawn from (one divided by its chance; Horvitz and Thompson), and labels in proportion to their claims. "
        "The bounds are Wilson's at 95 %, for as many answers as these weights leave. What is promised is the mean of "
        "the probabilities that the claims have. Where it, "
        "or one half, lies outside the bounds, a note says so, from five answers on.",
    )
    say(
        console,
        "So few answers leave wide bounds: read the bounds and not the share. That the documents are few, and that the "
        "answers may err, makes them wider still. What was missed altogether is not in it: of recall it says nothing.",
    )


def _print_table(console: Console, rows: Sequence[Expected], head: str) -> None:
    if not rows:
        return
    say(console)
    say(console, (head, "bold"))
    say(console, f"{'':15}{'share':>6}  {'95 %':<14}{'promised':>8}  {'answers':<10}{'claims':>6}", indent=_MARGIN)
    for one in rows:
        name = one.label or _PARTS[one.part]
        if one.share is None:
            say(console, f"{name:15}{'-':>6}  {'-':<14}{one.judged:8.0%}  {_answers(one)}", indent=_MARGIN)
            continue
        bounds = f"{one.low:.0%} to {one.high:.0%}"
        told = f"{name:15}{one.share:6.0%}  {bounds:<14}{one.judged:8.0%}  {_answers(one)}"
        say(console, f"{told}  {one.finding}".rstrip(), indent=_MARGIN)


def _answers(one: Expected) -> str:
    return f"{f'{one.right} of {one.answered}':<10}{one.claims:6,}"


def verdict(found: Sequence[Expected]) -> str:
    """Whether the shipped thresholds suit this body, in a sentence."""
    against = [one for one in found if one.finding and one.share is not None]
    if not any(one.share is not None for one in found):
        return "Whether the shipped thresholds suit this body cannot be said: nothing was answered."
    if not against:
        return "Nothing in these answers speaks against the shipped thresholds here; the bounds say how little that is."
    named = ", ".join(_named(one) for one in against)
    return (
        f"Something speaks against the shipped thresholds here, for {named}: see the notes beside the bounds. "
        "One row in twenty has such a note by chance: ask about more of it before you believe it."
    )


def _named(one: Expected) -> str:
    name = one.label or _PARTS[one.part]
    return f"{name} (left out)" if one.missed else name


def widest(found: Sequence[Expected]) -> str:
    """The label of what is claimed of which the answers tell least; empty where none was claimed."""
    own = [one for one in found if one.label and not one.missed and one.claims > one.asked]
    known = sorted(own, key=lambda one: (one.low if one.low is not None else 0.0) - (one.high or 1.0))
    return known[0].label if known else ""


def adopting(folder: Path, place: Path, proposed: Sequence[str]) -> str:
    """How the files `proposed` in `place` come into the folder of the minutes, line by line. A file that the folder has
    of its own is never written over."""
    new = [name for name in proposed if not (folder / name).exists()]
    lines = (
        [f"  cp -n {' '.join(f'{place}/{name}' for name in new)} {folder}    # when you have read them"] if new else []
    )
    lines += [
        f"  # {folder} has a {name} of its own: take over by hand what it lacks of {place}/{name}"
        for name in proposed
        if name not in new
    ]
    return "".join(f"{line}\n" for line in lines)
