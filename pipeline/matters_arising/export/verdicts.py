"""People's verdicts on claims: as a person reads them, and as lines that a model can learn from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matters_arising.export.terminal import say
from matters_arising.export.words import count, shortened
from matters_arising.matters.verdicts import CLEARED, Docket, Line, Ruled, Verdict
from matters_arising.stance.labels import NONE, Labelled

if TYPE_CHECKING:
    from rich.console import Console

    from matters_arising.corrections import Corrections
    from matters_arising.export.filled_sheet import Filled

_MARGIN = 4
_SHOWN = 90


def said_of(verdict: Verdict) -> str:
    """What a verdict says, in a few words."""
    if not verdict.said:
        said = f"no {verdict.claimed}"
    elif verdict.said == verdict.claimed:
        said = f"{verdict.said}, rightly"
    else:
        said = f"no {verdict.claimed}, but {verdict.said}"
    terms = [f"until {verdict.until}"] if verdict.until else []
    terms += [f"reason {verdict.reason_code}"] if verdict.reason_code else []
    terms += [f"in the words “{shown(verdict.reason)}”"] if verdict.reason not in ("", CLEARED) else []
    terms += ["no words for a reason"] if verdict.reason == CLEARED else []
    terms += [f"outcome {verdict.outcome}"] if verdict.outcome else []
    return ", ".join([said, *terms])


def state_of(entry: Line, docket: Docket, ruled: Mapping[str, Ruled]) -> str:
    """Whether a verdict applies, in words."""
    name = entry.said.id
    if name in docket.revoked:
        return f"taken back in line {docket.revoked[name].line}"
    if name not in ruled:
        return "not applied yet: the next matters run will"
    if not ruled[name].applies:
        return f"does not apply: {ruled[name].why}"
    return "applies" if ruled[name].changed else "applies; nothing was to be changed"


def as_rows(docket: Docket, ruled: Mapping[str, Ruled]) -> list[dict[str, Any]]:
    """Every verdict with its state and what it changed, as plain values."""
    rows = []
    for entry in docket.entries:
        verdict = entry.said
        if verdict.act == "undo":
            continue
        told = ruled.get(verdict.id) if entry in docket.active else None
        changed = [{"id": c.id, "before": c.before, "after": c.after} for c in told.changed] if told else []
        rows.append(
            {
                **verdict.model_dump(mode="json", exclude={"of", "act"}),
                "line": entry.line,
                "applies": bool(told and told.applies),
                "state": state_of(entry, docket, ruled),
                "changed": changed,
            }
        )
    return rows


def print_verdicts(console: Console, docket: Docket, ruled: Mapping[str, Ruled]) -> None:
    """Every verdict with its words, who gave it, whether it applies, and what it changed."""
    for entry in docket.entries:
        verdict = entry.said
        if verdict.act == "undo":
            continue
        say(console, (said_of(verdict), "bold"), f"  {verdict.id}  line {entry.line}: {state_of(entry, docket, ruled)}")
        who = "  ".join(filter(None, (verdict.by, verdict.when, verdict.note)))
        if who:
            say(console, (shown(who), "dim"), indent=_MARGIN)
        where = f"  {verdict.words.document}, {verdict.date or 'no date'}"
        say(console, f"“{shown(verdict.words.quote)}”", (where, "dim"), indent=_MARGIN)
        if entry in docket.active and verdict.id in ruled:
            print_changed(console, ruled[verdict.id])
    for fault in docket.faults:
        say(console, (f"line {fault.line}", "bold"), f" is left out: {fault.why}")


def print_changed(console: Console, ruled: Ruled) -> None:
    """What one verdict changed, before and after."""
    for change in ruled.changed:
        said = f"before: {change.before or 'not said'}; after: {change.after or 'not said'}"
        say(console, (change.id, "dim"), f"  {shown(said, 6 * _SHOWN)}", indent=_MARGIN)


def print_taken(console: Console, done: Corrections, filled: Filled, path: Path) -> None:
    """What a sheet came to: how many rows were taken, and what each changed."""
    new = count(len(done.lines), "correction")
    known = f", {done.known:,} there already" if done.known else ""
    left = f", {filled.unsure:,} unsure" if filled.unsure else ""
    left += f", {filled.unanswered:,} without a verdict" if filled.unanswered else ""
    left += f", {len(done.withdrawn):,} taken back before" if done.withdrawn else ""
    say(console, (f"{new} written down", "bold"), f"{known}{left}  {path}")
    for verdict, undo in done.withdrawn:
        day = undo.said.when[:10] or "an earlier day"
        why = f"was taken back on {day} (line {undo.line}) and is not written again; say --again to do so"
        say(console, f"{said_of(verdict)}  “{shown(verdict.words.quote)}”: {why}", indent=_MARGIN)
    ruled = {one.id: one for one in done.ruled}
    for entry in done.lines:
        verdict, told = entry.said, ruled.get(entry.said.id)
        if verdict.act == "undo":
            continue
        say(console, said_of(verdict), (f"  {verdict.id}", "dim"), f"  “{shown(verdict.words.quote)}”", indent=_MARGIN)
        if told and not told.applies:
            say(console, f"does not apply: {told.why}", indent=2 * _MARGIN)
        elif told:
            print_changed(console, told)


def shown(text: str, length: int = _SHOWN) -> str:
    """Words of people or minutes on one line of a terminal, without marks that turn or hide it."""
    plain = "".join(char if char.isprintable() else " " for char in text)
    return shortened(" ".join(plain.split()), length)


# ---- for models to learn from ------------------------------------------------------------------------------------


def last_words(docket: Docket, ruled: Mapping[str, Ruled]) -> list[Verdict]:
    """The verdicts that stand: neither taken back nor followed by another on the same claim. What does not apply
    because a file is gone was said all the same."""
    standing = [e.said for e in docket.active if not (e.said.id in ruled and ruled[e.said.id].outdone_by)]
    return list({verdict.claim: verdict for verdict in standing}.values())


def stance_labels(verdicts: Iterable[Verdict], places: Mapping[str, Labelled]) -> list[Labelled]:
    """Statements with the stance that people gave them, once each. `places` are their statements as the database holds
    them, by the verdict's id; where it holds none any more, the quoted words stand for them."""
    found: dict[str, Labelled] = {}
    for verdict in verdicts:
        if verdict.part != "stance":
            continue
        words = verdict.words
        bare = Labelled(
            verdict.id,
            words.quote,
            body=verdict.body,
            date=verdict.date,
            document=words.document,
            start=words.start,
            end=words.start + len(words.quote),
        )
        one = places.get(verdict.id, bare)
        given = {"label": verdict.said or NONE, "annotator": verdict.by, "hint": {}}
        found[one.id] = Labelled(**{**{name: getattr(one, name) for name in Labelled.__slots__}, **given})
    return list(found.values())


def event_lines(verdicts: Sequence[Verdict], places: Mapping[str, Labelled]) -> list[str]:
    """What people said of events, as lines of JSON: the statement, what was claimed, and the label that is right."""
    lines = []
    for verdict in verdicts:
        if verdict.part != "event":
            continue
        one = places.get(verdict.id)
        record = {
            "text": one.text if one else verdict.words.quote,
            "before": list(one.before) if one else [],
            "heading": one.heading if one else "",
            "label": verdict.said or NONE,
            **verdict.model_dump(
                mode="json",
                include={"claimed", "until", "reason", "reason_code", "outcome", "body", "date", "by", "when"},
            ),
            **{"document": verdict.words.document, "sha256": verdict.words.sha256, "start": verdict.words.start},
            **{"note": verdict.note, "correction": verdict.id},
        }
        lines.append(json.dumps(record, ensure_ascii=False))
    return lines
