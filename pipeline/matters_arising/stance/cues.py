"""Named cues of a stance: patterns over a clause whose parties stand as what they are.

They are data (`resources/en/stance_cues.json`). A cue is evidence and no judge. It has a name, so that an explanation
can say what a label rests on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from matters_arising.nlp.rules import compile_each, read_rules
from matters_arising.stance.parties import tagged

FILE = "stance_cues.json"


@dataclass(frozen=True, slots=True)
class Cue:
    """`about` says what it finds; `says` the stance it was thought of for, or empty; `rule` is the decision rule of the
    codebook (1 to 8) that it serves."""

    name: str
    about: str
    says: str
    rule: int
    pattern: re.Pattern[str]


@cache
def cues() -> tuple[Cue, ...]:
    """All cues, in the order of the file."""
    data = read_rules(FILE)
    return tuple(
        Cue(str(entry["name"]), str(entry["about"]), str(entry["says"]), int(entry["rule"]), pattern)
        for entry, pattern in compile_each(data["cues"], data["macros"], where=FILE)
    )


@lru_cache(maxsize=200_000)
def cues_in(text: str, body: str = "") -> tuple[str, ...]:
    """The names of the cues that a text of a body's minutes shows, in the order of the file."""
    read = tagged(text, body)
    return tuple(cue.name for cue in cues() if cue.pattern.search(read))


@cache
def cue_named(name: str) -> Cue:
    """A cue by its name."""
    return next(cue for cue in cues() if cue.name == name)
