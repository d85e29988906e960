"""Running headers, footers and page numbers: what is printed around the text of page after page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from matters_arising.documents.assemble import Piece

EDGE = 4  # lines from the top or bottom of a page in which furniture is looked for
_RANK = 6.0  # points that a rank counts for: furniture may stand one rank higher or lower
_AROUND = 8  # pages on either side that a running line is looked for on
_NEAR = 9.0  # points by which a running line may move from page to page

_NUMBER_WORDS = r"(?:page|pg\.?|p\.|seite|folio|sheet)"
_PAGE_NUMBER = re.compile(
    rf"^\W*(?:{_NUMBER_WORDS}\s*)?(?P<n>\d{{1,4}}|[ivxl]{{1,6}})(?:\s*(?:of|/|\|)\s*\d{{1,4}})?(?:\s*\|?\s*page)?\W*$",
    re.I,
)
# "Minutes, 4 May 2021 - Page 2", "Page 2 of 9  Board minutes": a page number said in words with a little beside it.
_SAYS_PAGE = re.compile(rf"\b{_NUMBER_WORDS}\s*\.?\s*(?P<n>\d{{1,4}})\b(?:\s*(?:of|/)\s*\d{{1,4}}\b)?", re.I)


# A line that is but the number of a page, perhaps with the name of the document, said in so many words.
_PAGE_LINE = re.compile(
    rf"^(?:\W*{_NUMBER_WORDS}\s*\d{{1,4}}(?:\s*(?:of|/)\s*\d{{1,4}})?\W*"
    rf"|.{{0,70}}[\u2013\u2014|\u2022-]\s*{_NUMBER_WORDS}\s*\d{{1,4}}(?:\s*(?:of|/)\s*\d{{1,4}})?\W*"
    rf"|{_NUMBER_WORDS}\s*\d{{1,4}}(?:\s*(?:of|/)\s*\d{{1,4}})?\s*[\u2013\u2014|\u2022-].{{0,70}})$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as furniture sees it: the text, and its distance from the top of the page in points (or lines)."""

    text: str
    at: float
    height: float = 10.0


def furniture(pages: Sequence[Sequence[Printed]]) -> list[set[int]]:
    """For each page the indices of the lines that are furniture. Lines of a page run from top to bottom."""
    found: list[set[int]] = [set() for _ in pages]
    for order in (1, -1):
        edges = [list(range(len(page)))[::order][:EDGE] for page in pages]
        for number, edge in enumerate(edges):
            for index in edge:
                apart = _stands_apart(pages[number], index, order)
                if not (
                    _is_page_number(pages[number][index].text, number + 1, apart=apart)
                    or _runs(number, index, pages, edges, apart=apart)
                ):
                    break
                found[number].add(index)
    return found


def is_page_line(text: str) -> bool:
    """Whether a line says which page it is on, and nothing else but what a document is called."""
    return bool(_PAGE_LINE.match(text.strip()))


def without_furniture(pieces: Sequence[Piece], pages: int) -> tuple[list[Piece], list[str]]:
    """The pieces of a text whose pages are known but not its geometry, without running lines; and these lines."""
    if pages < 2:
        return list(pieces), []
    by_page: list[list[int]] = [[] for _ in range(pages)]
    for index, piece in enumerate(pieces):
        by_page[piece.page - 1].append(index)
    found = furniture([[_as_printed(pieces[i], rank, len(page)) for rank, i in enumerate(page)] for page in by_page])
    gone = {page[rank] for page, ranks in zip(by_page, found, strict=True) for rank in ranks}
    kept = [piece for index, piece in enumerate(pieces) if index not in gone]
    return kept, [pieces[index].text for index in sorted(gone)]


def _as_printed(piece: Piece, rank: int, count: int) -> Printed:
    """A piece as a line at its rank from the nearer edge; rows of tables and long paragraphs never run."""
    text = piece.text if piece.table < 0 and len(piece.text) < 200 else ""
    at = rank if rank * 2 < count else 1e6 + rank - count
    return Printed(text, at * _RANK, 1.0)


def _shape(text: str) -> str:
    """The line with its figures and spaces made alike, so that page 3's footer is page 4's."""
    return re.sub(r"\s+", "", re.sub(r"\d+", "#", text)).casefold()


def _stands_apart(page: Sequence[Printed], index: int, order: int) -> bool:
    """Whether white space parts the line, with others at the edge, from the text in the middle of the page."""
    for _ in range(EDGE):
        inner = index + order
        if not 0 <= inner < len(page):
            return True
        height = max(page[index].height, page[inner].height)
        if abs(page[inner].at - page[index].at) > 1.7 * height:
            return True
        index = inner
    return False


def _is_page_number(text: str, page: int, *, apart: bool) -> bool:
    """Whether the line gives a page number. A bare figure counts only where it could be this page's."""
    if match := _PAGE_NUMBER.match(text.strip()):
        said = re.search(_NUMBER_WORDS, text, re.I) or re.search(r"\d\s*(?:of|/)\s*\d", text)
        return bool(said) or (apart and match.group("n") == str(page))
    match = _SAYS_PAGE.search(text)
    if match is None or len(text) > 100:
        return False
    rest = text[: match.start()] + text[match.end() :]
    return match.group("n") == str(page) and len(rest.split()) <= 12 and not rest.rstrip().endswith(".")


def _runs(
    number: int, index: int, pages: Sequence[Sequence[Printed]], edges: Sequence[Sequence[int]], *, apart: bool
) -> bool:
    """Whether the line is printed again, at the same height, on enough of the pages around it."""
    line = pages[number][index]
    shape = _shape(line.text)
    letters = sum(map(str.isalpha, shape))
    if not letters and not re.fullmatch(r"\W*#\W*", shape):
        return False
    around = list(range(max(0, number - _AROUND), min(len(pages), number + _AROUND + 1)))
    around.remove(number)
    again = sum(any(_again(line, pages[other][at]) for at in edges[other]) for other in around)
    if again and len(line.text) < 100 and re.search(rf"^\W*{number + 1}\b|\b{number + 1}\W*$", line.text):
        return True
    if again >= 3:
        return letters >= 3 or again >= 0.7 * len(around)
    # On so few pages a title, or a phrase that closes two of them, may be the same by chance.
    short = len(line.text) < 70 and line.height <= 1.1 * _usual_height(pages[number])
    return apart and short and letters >= 10 and again >= max(1, 0.4 * len(around))


def _again(line: Printed, other: Printed) -> bool:
    return abs(other.at - line.at) <= _NEAR and _same(line.text, other.text)


def _usual_height(page: Sequence[Printed]) -> float:
    return median(line.height for line in page)


def _same(text: str, other: str) -> bool:
    """Whether two lines are one running line; of sentences only the very same, for figures change what they say."""
    if text.rstrip().endswith(".") and len(text.split()) >= 6:
        return text == other
    return _alike(_shape(text), _shape(other))


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < 8:
        return False
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) >= 85
