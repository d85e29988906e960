"""Where sentences and clauses of minutes begin and end: exact offsets, no parser, no look at what they mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from matters_arising.segment.lexicon import is_act, word_list
from matters_arising.segment.named import is_people
from matters_arising.segment.running import marks_within

_STOP = re.compile(r"[.!?]+[”\"'’)\]]*(?=\s|$)|\n+|;(?=\s)|(?<=[a-z]{3})[.](?=[A-Z][a-z])")
_OPENER = re.compile(
    r"[“\"'‘(]*(?:The|It|He|She|They|We|I|There|This|That|These|Those|A|An|All|No|In|On|At|After|Following|As|If|When|"
    r"Members?|Council|Cllrs?|Councillors?|Mrs?|Ms|Dr|Proposed|Seconded|RESOLVED|Resolved|AGREED|Agreed|Action|ACTION|"
    r"Apologies|Motion|Carried|CARRIED|Also|However|Present)\b"
)
_LABEL_LINE = re.compile(r"[A-Z][A-Za-z’' /&-]{1,30}:(?=\s|$)")
_BULLET = re.compile(r"[•●▪◦‣·\u2043\u2219\uf0b7\uf0a7]|[-–—*o](?=\s)")
_LIST_MARK = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)](?=\s)|\([a-z\d]{1,3}\)(?=\s)")
# Between two acts in one sentence: the second begins here.
_AGREED = re.compile(
    r"(?:,|\s[–—-])?\s+(?P<joined>and\s+)?(?=it was (?:then |also |further |therefore |unanimously )*"
    r"(?:agreed|resolved|decided|proposed|suggested|noted)\b)"
)
_CLAUSE = re.compile(
    r"\s+(?=(?:RESOLVED|AGREED|ACTION|DECISION|CARRIED|MOTION CARRIED|Action:|ACTIONS?:)\b)"
    r"|[,\s]\s*(?=\(?(?:Proposed|Prop|Proposer)(?:\s+by\b|[:.]))"
    r"|(?<=\w)\s*(?=[•●▪◦\uf0b7]\s)"
)
_LINE_END_TITLE = re.compile(r"(?:^|[\s(])(?P<token>[A-Z][a-z]{0,5})\.$")
# "Coun. Savoie": what may be a title cut short, as this document cuts it
_TITLED = re.compile(
    r"(?<!\w)(?P<before>\w*)\W{0,3}(?<![\w.])(?P<title>[A-Z][a-z]{1,5})\.[ \n]+(?P<name>[A-Z][\w’'-]+)"
)
_SECONDED = frozenset(("sec", "secd", "prop"))
_FIRMS = frozenset(("ltd", "inc", "jr", "sr"))
_CODE = re.compile(r"[A-Z]{0,4}[ /.-]?\d")
_SECONDS = re.compile(r"\s*(?:\S+\s+){0,5}?second(?:s|ed)?\b", re.IGNORECASE)
_NEAR = 200  # characters looked at on either side of a stop
_SHORTEST = 3  # words a clause must have to stand alone


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences between two offsets, in order, without white space around them, covering all that is printed.

    >>> [ "St. Ann's. It was agreed."[a:b] for a, b in sentences("St. Ann's. It was agreed.", 0, 25)]
    ["St. Ann's.", 'It was agreed.']
    """
    out: list[tuple[int, int]] = []
    width, titles = _line_width(text, start, end), titles_of(text)
    here = start
    entries = list(marks_within(text, start, end))
    of_marks = {at + len(text[at:end].split(maxsplit=1)[0]) for at in entries}
    for match in _STOP.finditer(text, start, end):
        mark = match.group()
        if match.end() <= here or match.end() in of_marks:
            continue
        if mark[0] == "\n":
            cut = _breaks_line(_line_before(text, start, match.start()), _near(text, match.end(), end), width)
        elif mark == ";":
            cut = _breaks_clause(text, here, match.end(), end)
        else:
            cut = _ends_sentence(text, here, match, end, titles)
        if cut:
            out.append((here, match.end()))
            here = match.end()
    out.append((here, end))
    bounds = sorted({*(low for low, _ in out), *entries})
    return _trimmed(text, list(zip(bounds, [*bounds[1:], end], strict=True)))


@lru_cache(maxsize=4)
def titles_of(text: str) -> frozenset[str]:
    """The titles that a document cuts short before names, as it shows by how it uses them, lower case.

    Such a word is short, stands before two names at least that are printed elsewhere, too, follows no other name,
    and is never printed without its full stop, nor as a word of the language.

    >>> sorted(titles_of("Present: Reeve Ash, Tam Birch. Moved by Vlr. Ash, seconded by Vlr. Birch."))
    ['vlr']
    """
    names: defaultdict[str, set[str]] = defaultdict(set)
    for match in _TITLED.finditer(text):
        if not match["before"][:1].isupper() and not _OPENER.match(match["name"]) and not is_act(match["name"]):
            names[match["title"]].add(match["name"])
    return frozenset(title.lower() for title, found in names.items() if _is_title(text, title, found))


def _is_title(text: str, title: str, names: set[str]) -> bool:
    if len(names) < 2 or is_act(title) or re.search(rf"\b(?:{title}\b(?!\.)|{title.lower()}\b)", text):
        return False
    elsewhere = (re.search(rf"(?<!{title}\.)[ \n(]{re.escape(name)}\b", text) for name in names)
    return sum(found is not None for found in elsewhere) >= 2


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence cut where a further act begins ("… and it was AGREED that …"), else the sentence whole."""
    cuts, words_end = [start], start + len(text[start:end].rstrip())
    for at in _clause_starts(text, start, end):
        if at < words_end and len(text[cuts[-1] : at].split()) >= _SHORTEST:
            cuts.append(at)
    return _trimmed(text, list(zip(cuts, [*cuts[1:], end], strict=True)))


def _clause_starts(text: str, start: int, end: int) -> list[int]:
    """Where a clause reports a further act. What leads up to an agreement ("Since…, it was agreed") stays with it."""
    found = [match.end() for match in _CLAUSE.finditer(text, start, end)]
    for match in _AGREED.finditer(text, start, end):
        before = text[start : min(match.start(), start + _NEAR)].split(maxsplit=1)
        stands_alone = before and before[0].lower().strip("(,") not in word_list("subordinate")
        if match["joined"] or (match.group()[0] in ",–—- " and stands_alone and "," in match.group()):
            found.append(match.end())
    return sorted(found)


def _ends_sentence(text: str, here: int, match: re.Match[str], end: int, titles: frozenset[str]) -> bool:
    """Whether a full stop, question or exclamation mark ends a sentence."""
    rest = _near(text, match.end(), end)
    if not rest:
        return True
    if rest[0].islower():
        return False
    if not match.group().startswith(".") or len(match.group().strip("”\"'’)]")) > 1:
        return True
    before = text[max(here, match.start() - _NEAR) : match.start()]
    token = re.split(r"[\s(“\"]", before)[-1]
    if not token:
        return bool(before.strip())
    if token.isdigit():
        return not _numbers_a_line(before, token, rest)
    if (listed := _LIST_MARK.match(f"{token}. ")) and listed.end() > len(token):
        alone = before.strip() == token or before.rstrip().endswith("\n" + token)
        return not alone and len(token) > 1
    return not _is_abbreviated(token, rest, titles)


def _numbers_a_line(before: str, token: str, rest: str) -> bool:
    """Whether a number before a full stop leads a line, alone or behind one word that says what it numbers ("Item 5."),
    or has its other half behind the stop, as a time printed wide ("7. 30 pm"). Any other ends a count ("by 4 to 2.").
    """
    line = before[before.rfind("\n") + 1 :].split()
    return line == [token] or (len(token) == 1 and (rest[0].isdigit() or (len(line) == 2 and line[0].isalpha())))


def _is_abbreviated(token: str, rest: str, titles: frozenset[str]) -> bool:
    """Whether the full stop after `token` belongs to the token, given what follows."""
    bare = token.lower()
    if bare in titles or bare in word_list("titles"):  # "Rep. Moss", and "their rep. The"
        return token[0].isupper() and not _OPENER.match(rest)
    known = bare in word_list("abbreviations")
    initials = re.fullmatch(r"(?:[A-Za-z]\.)*[A-Za-z]", token) is not None
    if not known and not initials:
        return False
    if bare in word_list("closing_abbreviations"):
        return not _OPENER.match(rest) if bare in _FIRMS else not rest[0].isupper()
    if bare in _SECONDED and not _OPENER.match(rest):  # "Moved Tam Oakes, sec. Bea Lowe"
        return True
    if bare in ("no", "nos") and _CODE.match(rest):
        return True
    if not (initials and token.isupper()) and bare in (
        "no",
        "nos",
        "p",
        "pp",
        "min",
        "max",
        "fig",
        "art",
        "sec",
        "co",
        "may",
        "sat",
        "sun",
        "mar",
        "re",
        "est",
    ):
        return rest[0].isdigit() or (bare == "co" and not _OPENER.match(rest))
    if initials and len(token) > 2:
        return not _OPENER.match(rest)
    return True


def _breaks_line(line: str, rest: str, width: int) -> bool:
    """Whether the end of `line` inside a block, before `rest`, is more than the paper's edge."""
    if not rest or not line.strip():
        return True
    if _BULLET.match(rest) or _LIST_MARK.match(rest) or _LABEL_LINE.match(rest):
        return True
    if (cut := _LINE_END_TITLE.search(line.rstrip())) and not _OPENER.match(rest):  # "… as corrected (Mr."
        bare = cut["token"].lower()
        if len(bare) == 1 or bare in word_list("honorifics") or bare in word_list("titles"):
            return False
    if is_people(line) and line.rstrip().endswith(":"):  # mover and seconder, printed before their motion
        return False
    if len(rest.split("\n", 1)[0].split()) <= 2 and rest.split("\n", 1)[0].rstrip().endswith("."):
        return False
    if rest[0].islower() or line.rstrip()[-1] in ",-–(&" or line.rsplit(maxsplit=1)[-1] in word_list("open_ended"):
        return False
    return len(line) < 0.6 * width


def _near(text: str, at: int, end: int) -> str:
    """What follows, as far as it matters to where a sentence ends."""
    return text[at : min(end, at + _NEAR)].lstrip()


def _line_before(text: str, start: int, at: int) -> str:
    return text[max(start, text.rfind("\n", start, at) + 1) : at]


def _line_width(text: str, start: int, end: int) -> int:
    """The longest line of a block, at least that of a narrow column."""
    return max(45, max((len(line) for line in text[start:end].split("\n")), default=0))


def _breaks_clause(text: str, here: int, at: int, end: int) -> bool:
    """A semicolon parts two clauses when both are more than a name or a figure."""
    left = text[max(here, at - _NEAR) : at].split()
    if _SECONDS.match(text, at, end):
        return False
    right = re.split(r"[;.\n]", _near(text, at, end), maxsplit=1)[0].split()
    return len(left) >= _SHORTEST and len(right) >= _SHORTEST


def _trimmed(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return list(_trim_each(text, spans))


def _trim_each(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for low, high in spans:
        start, end = low, high
        while start < end and (text[start].isspace() or _BULLET.match(text, start)):
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if any(letter.isalnum() for letter in text[start:end]):
            yield start, end
