"""Whose minutes these are: the name of the body as printed in the title, else in furniture, front matter, file name
or folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import PurePosixPath
from string import capwords

from matters_arising.models import Document
from matters_arising.segment.lexicon import lexicon, word_list
from matters_arising.segment.names import FIELDS, OF, has_organ, is_generic, names_in, organ_words, tokens_of
from matters_arising.segment.notices import is_label_of_place, is_of_another

_BEFORE = 40  # characters before "meeting of" that say which meeting
_PROSE = 1200  # characters in which a sentence may name the body that met
_MET = re.compile(  # the first thing said: "The Board of Ashby Town met on Monday"
    r"(?:\b|(?<=[a-z]))The (?P<name>[A-Z][^.;\n]{3,100}?) (?:met|convened)(?: in [\w ]{3,30}? session)? (?:on|at)\b"
)
_TOLD = re.compile(r"\s(?:was|were|is|are)\s.*$", re.DOTALL)  # what is said of a meeting, its chair among it
_FIRST = 400  # characters in which minutes say who met
_BEGUN = re.compile(r"^\W*(?:\d{1,3}[.)]\s|present\b|apologies\b|attend|in attendance\b)", re.IGNORECASE | re.MULTILINE)
_LABEL = 4  # words of a label that has a line to itself: "Place of the meeting"
_SUB = re.compile(r"\b(?:committee|sub-?committee|working (?:party|group)|panel|task (?:force|group))\b", re.IGNORECASE)
_PARENT = re.compile(r"\b(?:council|authority|trust|district|university|college|school)\b", re.IGNORECASE)
_UNDER = re.compile(rf"{_SUB.pattern}|\b(?:board|forum|partnership|group|commission)\b", re.IGNORECASE)
_IN_A_PATH = re.compile(r"\d+(?:st|nd|rd|th)\b|[^\W\d_]+", re.IGNORECASE)  # "2nd" is a word, "2" none
_UNSPOKEN = re.compile(r"(?!ltd|mrs)[b-df-hj-np-tv-xz]{3,5}", re.IGNORECASE)
# "Parks Committee – 3 June – Minutes | Borough of Ashby": what a page's own title says beside the committee
_AUTHORITY = re.compile(r"\b(?:council|borough|city|county|authority|trust|district)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:City|Town|County|Village|Township|Borough|University) of [A-Z]|(?:[A-Z][\w'’-]+ ){1,3}(?:University|College)$"
)
# "Approval of the minutes for the May Meeting": another meeting's, with which this one deals
_DEALT_WITH = re.compile(
    r"\b(?:approv(?:al|e)|confirm(?:ation)?|adopt(?:ion)?|accept(?:ance)?|reading)\b[^.\n]{0,24}$", re.IGNORECASE
)
_LEAD = 150  # characters before a sentence on the meeting in which the title names the body that its organ is of


@dataclass(frozen=True, slots=True)
class _Name:
    """A candidate: the name, and how much its place speaks for it."""

    name: str
    score: float


def body_name(document: Document, titles: Sequence[str], *, start: int, end: int) -> str:
    """The body's name as printed, in capitals made lower where all was capitals; empty when nothing tells.

    A title that names a parent and its organ on two lines ("Ashby Water District", "Board of Directors") gives
    both; a committee is named after the body it is of.
    """
    in_titles = [
        _Name(name, 2.0 - 0.05 * place)
        for place, line in enumerate(titles)
        if not place or len(titles[place - 1].split()) > _LABEL or not is_label_of_place(titles[place - 1])
        for name in names_in(_going_on(titles, place))
    ]
    stop = document.text.find("\n\n", start + _PROSE, min(end, start + 2 * _PROSE))
    blocks = document.text[start : min(end, start + _PROSE) if stop < 0 else stop].split("\n\n")
    prose = "\n".join(re.sub(r"\s+", " ", block) for block in blocks)
    told = [match for match in [*_who_met(prose), *OF.finditer(prose)] if not _is_of_another(prose, match)]
    in_prose = [
        _Name(name, 2.4 - 0.5 * match.start() / _PROSE)
        for match in told
        for name in names_in(_TOLD.sub("", match["name"]))[:1]
    ]
    above = [name for match in told[:1] if match.start() <= _LEAD for name in names_in(prose[: match.start()])]
    beside = [list(_furniture(document)), list(_front_matter(document)), list(_from_path(document.path))]
    aside = [name for names in beside for name in names]
    best = max([*in_prose, *in_titles, *aside], key=lambda n: n.score - _penalty(n.name), default=None)
    if best is None:
        return ""
    titled = [n.name for n in in_titles]
    name = _in_full(_outvoted(best.name, [in_prose, in_titles, *beside]), [*(n.name for n in in_prose), *titled])
    return _with_parent(name, [*titled, *above, *(n.name for n in aside)], titled)


def _is_of_another(prose: str, match: re.Match[str]) -> bool:
    """Whether words that name a meeting's body speak of a meeting to come, or of one whose minutes are dealt with."""
    before = prose[max(0, match.start() - _BEFORE) : match.start()]
    dealt_with = "\n" in prose[: match.start()] and _DEALT_WITH.search(before) is not None
    return dealt_with or is_of_another(f"{before}{match.group()}".rpartition(". ")[2])


def _in_full(name: str, printed: Sequence[str]) -> str:
    """A name as the minutes print it in full: a page heads "Angling Club" what it calls "Ashby Angling Club" below."""
    if is_generic(name):
        return name
    fuller = (other for other in printed if other.casefold().endswith(f" {name.casefold()}"))
    own = (other for other in fuller if not set(other[: -len(name)].lower().split()) & word_list("small_in_names"))
    return next(own, name)


def _who_met(prose: str) -> Iterator[re.Match[str]]:
    """Where the minutes open by saying who met: behind a list of people, or an item, it is told of somebody else."""
    return (match for match in _MET.finditer(prose[:_FIRST]) if not _BEGUN.search(prose[: match.start()]))


def _going_on(titles: Sequence[str], place: int) -> str:
    """A line of the title with the next where it breaks off at a small word ("Committee on", "Roads and Paths")."""
    line = titles[place]
    breaks_off = line.split()[-1:] and line.split()[-1].lower() in word_list("small_in_names")
    return f"{line} {titles[place + 1]}" if breaks_off and place + 1 < len(titles) else line


def _outvoted(name: str, places: Sequence[Sequence[_Name]]) -> str:
    """The name, or one of the same kind of body that more kinds of places agree on by two: a line of an editor's above
    the minutes may name the body of the next village."""
    votes: dict[frozenset[str], int] = {}
    spelled: dict[frozenset[str], str] = {}
    for names in places:
        for key, one in {frozenset(tokens_of(n.name)): n.name for n in reversed(names)}.items():
            votes[key] = votes.get(key, 0) + 1
            spelled.setdefault(key, one)
    own = frozenset(tokens_of(name))
    kind = own & organ_words()
    rivals = [key for key in votes if key & organ_words() == kind and not (key <= own or own <= key)]
    most = max(rivals, key=lambda key: (votes[key], spelled[key]), default=own)
    return spelled[most] if votes.get(most, 0) >= votes.get(own, 0) + 2 else name


def _penalty(name: str) -> float:
    if is_generic(name):
        return 0.9
    if not has_organ(name):
        return 0.6 if len(name.split()) > 1 else 3.0
    return 0.0


def _with_parent(name: str, others: Sequence[str], titles: Sequence[str]) -> str:
    """A generic organ with the name of what it is an organ of; a committee with its parent."""
    parents = [other for other in others if not is_generic(other) and other != name and not _SUB.search(other)]
    if is_generic(name):
        parents = [other for other in parents if len(other.split()) > 1]
        if parents and set(tokens_of(name)) <= set(tokens_of(parents[0])):
            return parents[0]
        return f"{parents[0]} {name}" if parents else name
    place = next(filter(_PLACE.match, titles), "")
    if place and name in titles and len(name.split()) <= 3 and not set(tokens_of(place)) & set(tokens_of(name)):
        return f"{place} {name}"  # "City of Ashby", "Planning Commission"
    if (field := FIELDS.search(name)) and _AUTHORITY.search(name[: field.start()]):
        return name  # "Ashby County Committee on Roads": the district that stands beside is what it dealt with
    if _SUB.search(name) and name in titles:
        apart = [other for other in parents if not set(tokens_of(other)) & set(tokens_of(name))]
        above = [other for other in apart if other in titles] or [other for other in apart if _AUTHORITY.search(other)]
        return f"{above[0]}, {name}" if above else name
    organs = [other for other in titles if is_generic(other) and not set(tokens_of(other)) <= set(tokens_of(name))]
    if organs and not has_organ(name):
        return f"{name} {organs[0]}"
    under = _SUB if not _PARENT.search(name) else _UNDER
    subs = [other for other in titles if under.search(other) and not is_generic(other) and other != name]
    if subs and name in titles and not set(tokens_of(subs[0])) & set(tokens_of(name)):
        return f"{name}, {subs[0]}"
    return name


def _furniture(document: Document) -> Iterator[_Name]:
    for line in document.furniture[:20]:
        for name in names_in(line):
            yield _Name(name, 1.2)


def _front_matter(document: Document) -> Iterator[_Name]:
    for key in ("body", "committee", "organisation", "organization", "group"):
        if document.front_matter.get(key, "").strip():
            yield _Name(document.front_matter[key].strip(), 2.6)
    for key in ("title", "og:title", "subject"):
        title = unescape(document.front_matter.get(key, ""))
        for name in names_in(title) or names_in(capwords(title)):
            yield _Name(name, 1.2)


def names_of_path(path: str) -> list[str]:
    """The names of bodies that the parts of a path give, the last part's first.

    >>> names_of_path("records/ashby-pc/2031")
    ['Ashby Parish Council']
    """
    return [candidate.name for candidate in _from_path(path)]


def _spelled(word: str) -> str:
    """A word of a path as it stands in a name: abbreviations written out, what nobody can speak in capitals ("JPC")."""
    if word.lower() in lexicon()["abbreviations"]:
        return str(lexicon()["abbreviations"][word.lower()])
    return word.upper() if _UNSPOKEN.fullmatch(word) else word[:1].upper() + word[1:]


def _from_path(path: str) -> Iterator[_Name]:
    """The file's or a folder's name where its words name a body ("ashby-pc" is Ashby Parish Council)."""
    parts = PurePosixPath(path)
    for place, stem in enumerate([parts.stem, *reversed(parts.parent.parts)]):
        words = _IN_A_PATH.findall(stem.replace("_", " "))
        for name in names_in(" ".join(_spelled(word) for word in words)):
            if len(name.split()) >= 2:
                yield _Name(name, 0.7 - 0.1 * place)
