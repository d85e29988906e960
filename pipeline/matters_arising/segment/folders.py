"""Which folder of an archive a body keeps its minutes in: the one they lie in, without its parts by year, by form, or
for a single document.

A name that says only what sort of organ met ("Trustees") says which one only together with that place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from matters_arising.models import Meeting
from matters_arising.segment.lexicon import lexicon, word_list

_YEAR = re.compile(r"\b[a-z]{0,3}(?:1[5-9]|20)\d\d\b")
_DAY = re.compile(r"\d{1,2}")


def home(document: str) -> str:
    """The folder that stands for whoever's minutes these are; empty for the top of the archive.

    >>> home("ashby/minutes/2019-20/03/may.pdf"), home("ashby/2019/05/may-minutes/index.md"), home("2019/may.txt")
    ('ashby', 'ashby', '')
    >>> home("ward-3/may.txt"), home("committees/5/may.txt")
    ('ward-3', 'committees/5')
    """
    path = PurePosixPath(document)
    parts = list(path.parent.parts)
    if parts and path.stem.lower() in ("index", parts[-1].lower()):  # a folder for one document and its pictures
        parts.pop()
    while parts and _says_no_place(parts):
        parts.pop()
    return "/".join(parts)


def homes_of(meetings: Iterable[Meeting]) -> set[str]:
    """The folders in which minutes lie that name their body."""
    return {home(meeting.document) for meeting in meetings if meeting.body}


def label(folder: str) -> str:
    """The last word of a folder's path, as a name is written.

    >>> label("sites/oak-hill")
    'Oak Hill'
    """
    words = re.split(r"[\W_]+", folder.rsplit("/", 1)[-1])
    return " ".join(word[:1].upper() + word[1:] for word in words if word)


def _says_no_place(parts: list[str]) -> bool:
    """Whether the last of a path's parts says when, or in what form, minutes are kept, and not whose they are."""
    tokens = [token for token in re.split(r"[\W_]+", parts[-1].lower()) if token]
    dated = any(_YEAR.search(part.lower().replace("_", " ")) for part in parts)
    told = {*lexicon()["frame"], *lexicon()["soft_frame"], *word_list("forms_of_files")}
    return all(token in told or _YEAR.fullmatch(token) or (dated and _DAY.fullmatch(token)) for token in tokens)
