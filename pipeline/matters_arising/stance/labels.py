"""A statement of the minutes with the stance that a person gave it, and what one file of such statements holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from pydantic import ConfigDict

from matters_arising.vocab import StanceLabel

NONE = "none"
LABELS: tuple[str, ...] = (*(label.value for label in StanceLabel), NONE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A statement of the minutes with the stance that a person gave it. `label` is empty while none was given.

    `before` are the up to two statements before it in its item, the nearer one last. `start` and `end` are its place
    in the text of `document`. `hint` is what a model thought of it: its probability by label. It is no help to who
    labels, for it would sway them, and is handed out only where that is asked for. `annotator` is who gave the label,
    as the tool calls them.
    """

    # tools write ids and dates as numbers, and add fields of their own
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(coerce_numbers_to_str=True, extra="ignore")

    id: str
    text: str
    before: tuple[str, ...] = ()
    heading: str = ""
    body: str = ""
    date: str = ""
    document: str = ""
    start: int = 0
    end: int = 0
    label: str = ""
    annotator: str = ""
    hint: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A statement that came back without a label. `why` is ignored, rejected, unanswered or repeated."""

    statement: Labelled
    why: str


@dataclass(frozen=True, slots=True)
class LabelFile:
    """What one file holds, in its order. `form` is one of `FORMS`; `whole` are the documents said to be read whole."""

    form: str
    labelled: tuple[Labelled, ...]
    skipped: tuple[Skipped, ...]
    whole: frozenset[str] = frozenset()

    def statements(self) -> list[Labelled]:
        """All that was handed out, labelled or not."""
        return [*self.labelled, *(one.statement for one in self.skipped)]
