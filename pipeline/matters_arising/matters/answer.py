"""The fates of a proposal, and an answer: the passage that shows one. What each fate means is told in `proposals`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from matters_arising.models import Event, Statement
from matters_arising.vocab import Outcome

Fate = Literal[
    "not found again", "agreed, not found again", "pending", "put off", "referred", "taken up", "adopted", "amended",
    "carried out", "rejected", "withdrawn", "absorbed", "other decision",
]  # fmt: skip
FATES: tuple[Fate, ...] = (
    "not found again", "agreed, not found again", "pending", "put off", "referred", "taken up", "adopted", "amended",
    "carried out", "rejected", "withdrawn", "absorbed", "other decision",
)  # fmt: skip
BY_OUTCOME: dict[Outcome, Fate] = {
    Outcome.ADOPTED: "adopted",
    Outcome.APPOINTED: "adopted",
    Outcome.AMENDED: "amended",
    Outcome.REJECTED: "rejected",
    Outcome.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A fate with the passage that shows it, the factors it adds to the confidence, and why."""

    fate: Fate
    by: Event | Statement | None
    why: str
    factors: tuple[tuple[str, float], ...] = ()
