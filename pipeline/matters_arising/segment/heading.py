"""A place that may open an item of business."""

from __future__ import annotations

from dataclasses import dataclass

from matters_arising.segment.numbering import Label


@dataclass(frozen=True, slots=True)
class Heading:
    """A place that may open an item. `start` is that of the number, or of the title where there is none.

    `style` names how it is printed; `rank` orders styles from chapter (0) to run-in (9). `standing` is where the format
    sets a block that a number opens: its depth ("list2", "heading3"), empty for a number within a block.
    """

    start: int
    title_start: int
    title_end: int
    block: int
    labels: tuple[Label, ...]
    style: str
    rank: float
    weight: float
    standing: str = ""

    @property
    def is_run_in(self) -> bool:
        """Whether the style is that of a few words at the head of a paragraph."""
        return self.style in ("lead", "colon", "dash")
