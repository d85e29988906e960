"""Whether a stretch looks like people."""

from __future__ import annotations

import re

from matters_arising.segment.lexicon import is_name_like

PARTS = re.compile(r",|/|&|\band\b")


def is_people(stretch: str) -> bool:
    """Whether a stretch looks like people and nothing else: the mover and seconder printed before a motion."""
    parts = PARTS.split(stretch.strip(" :–—-"))
    return all(is_name_like(part) or is_initialled(part) for part in parts if part.strip()) and bool(parts[0].strip())


def is_initialled(part: str) -> bool:
    """Whether a part is initials with a surname."""
    return re.fullmatch(r"\s*(?:[A-Z]\.?\s?){1,3}[A-Z][a-z'’-]+\s*", part) is not None
