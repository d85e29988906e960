"""What differs between two texts of the minutes of one meeting, and which decisions, votes and deferrals are among it.

White space, hyphens, case, punctuation, page numbers, letters that OCR takes for one another, sentences cut in other
places and text that stands elsewhere are no change; but a few words, as “Carried.”, belong to what they follow. An
event is told only where its own words differ: one that another version of this software reads otherwise in the same
words is not. Who changed what, and why, is not known here and never said.
"""

from matters_arising.matters.changes.compare import compare
from matters_arising.matters.changes.joining import joined
from matters_arising.matters.changes.nouns import Change, Comparison, Flag, Kind, Mark, Passage, Quoted, Version, What

__all__ = [
    "Change",
    "Comparison",
    "Flag",
    "Kind",
    "Mark",
    "Passage",
    "Quoted",
    "Version",
    "What",
    "compare",
    "joined",
]
