"""The date of a form: printed behind its label, or in a column of values that stands below the column of labels."""

from __future__ import annotations

import re

from matters_arising.segment.printed import Printed

_MEETING = re.compile(
    r"\W*(?:meeting(?: date)?|date (?:and time |& time )?of (?:the |this )?meeting)\s*[:/|\t]\W*",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\W*(?:meeting )?date(?: and time)?(?: of (?:the |this )?meeting)?\s*(?:\([^)]*\))?\s*:", re.IGNORECASE
)
_COLUMN = 600  # characters above a value in which its column of labels is looked for
_MOST_VALUES = 6


def is_labelled(printed: Printed) -> bool:
    """Whether a form says that a date is its meeting's."""
    if _MEETING.fullmatch(printed.lead):
        return True
    alone = not printed.lead.strip() and not printed.rest.strip(" .")
    return alone and _DATE.match(_label_of(printed.above[-_COLUMN:])) is not None


def _label_of(above: str) -> str:
    """The label of a value, by its place: labels in a column without their values, then the values in that order."""
    lines = [line.strip() for line in above.split("\n") if line.strip()]
    values = next((count for count, line in enumerate(reversed(lines)) if line.endswith(":")), len(lines))
    labels: list[str] = []
    for line in reversed(lines[: len(lines) - values]):
        if not line.endswith(":"):
            break
        labels.insert(0, line)
    return labels[values] if len(labels) > 1 and values < min(len(labels), _MOST_VALUES) else ""
