"""The fields of a statement that a record may hold, whichever tool wrote it: how they are told in one, and how they are
read from one, with the label that was given and who gave it.

What the tools do not know stands under `matters` (in doccano `meta`), which they pass on; so that what was handed out
comes back whole, whatever else they add.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from matters_arising.errors import UsageError
from matters_arising.ids import make_id
from matters_arising.stance.labels import LABELS, Labelled
from matters_arising.stance.records import Record

_STATEMENT = TypeAdapter(Labelled)


def fields_of(one: Labelled) -> Record:
    """All that is known of a statement; its hint only where it has one."""
    told = {**asdict(one), "before": list(one.before), "hint": dict(one.hint)}
    return told if one.hint else {name: value for name, value in told.items() if name != "hint"}


def ours(one: Labelled) -> Record:
    """What no tool knows of a statement."""
    return {name: value for name, value in fields_of(one).items() if name not in ("text", "label")}


def shown(one: Labelled) -> dict[str, str]:
    """What a person should see beside the statement. The model's hint is not among it: it would sway them."""
    return {"heading": one.heading, "before": "\n".join(one.before), "body": one.body, "date": one.date}


def statement_of(record: Record, where: str) -> Labelled:
    """A statement without its label; one that was not handed out by us is known by its text."""
    record = {name: value for name, value in record.items() if value is not None}  # doccano fills columns with null
    before = record.get("before")
    if isinstance(before, str):
        record = {**record, "before": before.splitlines()}
    try:
        found = _STATEMENT.validate_python({"id": "", **record, "label": ""})
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(
            f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}",
            where=where,
            remedy="give the statement itself in `text`, and leave the other fields as they were handed out",
        ) from error
    return found if found.id else replace(found, id=make_id("text", found.text))


def given_to(one: Labelled, given: object, where: str) -> tuple[Labelled, str]:
    """The statement with the one label that was given, or why it has none."""
    labels = [str(label).strip() for label in (given if isinstance(given, list) else [given]) if label]
    told = Counter(label.casefold() for label in labels)
    unknown = next((label for label in labels if label.casefold() not in LABELS), None)
    if unknown is not None:
        raise UsageError(
            f"no such label: {unknown!r}", where=where, remedy=f"labels are {', '.join(LABELS)}; rename it in the tool"
        )
    if len(told) > 1:
        raise two_labels(tuple(told), where, "")
    return (replace(one, label=next(iter(told))), "") if told else (one, "unanswered")


def two_labels(labels: tuple[str, ...], where: str, how: str) -> UsageError:
    """That one statement has several labels; `how` says how it came by them."""
    return UsageError(
        f"two labels on one statement{how}: {' and '.join(labels)}",
        where=where,
        remedy="a statement has one stance, or none: keep one of them, or say in the file who gave which",
    )


def annotator_of(record: Record, names: tuple[str, ...]) -> str:
    """Who gave the label, in the first of these fields that says so; empty where none does."""
    for name in names:
        value = record.get(name)
        if isinstance(value, dict):  # Label Studio: a number, or the account
            value = value.get("email") or value.get("id")
        if value not in (None, ""):
            return str(value)
    return ""


def as_dict(value: object) -> Record:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[Any]:
    """The value where it is an array, else an empty one."""
    return value if isinstance(value, list) else []
