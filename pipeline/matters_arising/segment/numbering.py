"""Numbers that open an item, in the ways bodies print them, and the runs in which they follow one another.

A number alone proves nothing: "3 June", "12 High Street" and "3. report back" all look like items. What makes an
item's number is that another of its family comes before or after it, so labels are read first and believed only
when they form a chain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_WORDS = r"(?:agenda\s+item|item|minute|resolution|motion|section|part|article|topic|point|bill)"
_PREFIX = rf"(?P<prefix>(?i:{_WORDS})\s*(?i:no\.?|number|\#)?\s*:?\s*(?=[\dIVXL]))?"
_CODE = r"(?P<code>(?![IVXL]+[.\-])[A-Z]{1,6}[ .\-/]?(?=\d))?"
_PART = r"(?:\d{1,4}[a-z]?|[ivxlIVXL]{1,5}|[A-Za-z])(?![A-Za-z])"
_CORE = (
    rf"(?P<core>\d{{1,4}}[A-Za-z]?(?:(?:\s?/\s?|\s-(?=\d)|[.\-–]){_PART})*(?:\s?\([a-z]{{1,4}}\))?"
    rf"|[IVXL]{{1,6}}(?:[.\-]{_PART})*|[ivxl]{{1,5}}(?:[.\-]{_PART})*|[A-Za-z](?:[.\-]?\d{{1,3}}[a-z]?)?)(?![A-Za-z0-9])"
)
_LABEL = re.compile(
    rf"{_PREFIX}(?P<open>[(\[])?{_CODE}{_CORE}(?P<term>[_\s]?[.):\]]{{1,2}}[_.]*(?=[\sA-Z“\"'‘(]|$)|\s?[-–—](?=\s)|(?=\s|$))\s*"
)
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    "|dec(?:ember)?"
)
_NOT_AFTER = re.compile(
    rf"\s*(?:a\.?m\b|p\.?m\b|%|°|st\b|nd\b|rd\b|th\b|o'clock|noon|hrs\b|(?:{_MONTHS})\b|may\s+\d"
    r"|(?-i:days?|years?|members?|hours?|minutes?)\b)",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\d+(?:[.:-]\d+)?")  # what may as well count days or tell the hour
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_TOKEN = re.compile(r"\d+|[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Label:
    """A number as printed at characters `start` to `end` (the white space after it included).

    `family` is what all numbers of one numbering share; `values` is its path as integers ("4.2b" is 4, 2, 2).
    `plain` says that the number stands without any mark after it, which a house number does too.
    """

    start: int
    end: int
    printed: str
    family: str
    values: tuple[int, ...]
    plain: bool = False


def labels_at(text: str, start: int, *, end: int) -> list[Label]:
    """The readings of the number printed at `start`: none, one, or two where "i" may be a letter or a numeral."""
    match = _LABEL.match(text, start, min(end, start + 80))
    if match is None or match.end() == match.start():
        return []
    core = match["core"]
    plain = not match["term"] and not match["prefix"] and not match["open"]
    if plain and not _may_stand_plain(match, text, end):
        return []
    if _COUNT.fullmatch(core) and not match["prefix"] and _NOT_AFTER.match(text, match.end("core"), end):
        return []
    if not match["code"] and _looks_like_date(core):
        return []
    if match["open"] == "[" and core.isalpha():  # "[D]" marks a decision, as the minutes say
        return []
    printed = text[match.start() : match.end("term")].strip()
    prefix = re.sub(r"[^a-z]", "", (match["prefix"] or "").lower()) + (match["code"] or "").strip(" .-/").upper()
    return [
        Label(match.start(), match.end(), printed, f"{prefix}|{kinds}", values, plain)
        for kinds, values in _readings(core)
    ]


def label_of(printed: str) -> list[Label]:
    """The readings of a number that the format keeps apart from the text (Word numbering)."""
    return labels_at(printed, 0, end=len(printed)) if printed.strip() else []


def _may_stand_plain(match: re.Match[str], text: str, end: int) -> bool:
    """Without a mark after it, a number opens an item only before a capital or at a line's end, and no year."""
    core = match["core"]
    if not any(letter.isdigit() for letter in core):
        return core.isupper() and len(core) > 1 and bool(re.fullmatch(r"[IVXL]+", core))
    if re.fullmatch(r"\d{4}", core) and (match["code"] or _YEAR.fullmatch(core)):
        return False
    following = text[match.end() : min(end, match.end() + 1)]
    return (
        not following or following.isupper() or following in "“\"'‘([" or "\n" in text[match.end("core") : match.end()]
    )


def _looks_like_date(core: str) -> bool:
    parts = re.split(r"\s?[./\-–]\s?", core)
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return False
    return len(parts[2]) == 4 or len(parts[0]) == 4


def _readings(core: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each way to read the parts: (what kind the first part and its separators are, the values)."""
    tokens = _TOKEN.findall(core)
    if "/" in core:  # 09a/1920: the letter is a part of item 9, not of the year
        tokens.sort(key=str.isalpha)
    separator = "/" if "/" in core else ("-" if re.search(r"\d\s?[\-–]\s?\d", core) else ".")
    firsts = list(_values(tokens[0]))
    rest = tuple(next(_values(token))[1] for token in tokens[1:])
    for kind, value in firsts:
        compound = separator if separator != "." and rest else ""
        if rest and separator == "." and len(tokens[0]) == 2 and tokens[0].startswith("0"):
            compound = "0"
        yield kind + compound, (value, *rest)


def _values(token: str) -> Iterator[tuple[str, int]]:
    if token.isdigit():
        yield "d", int(token)
        return
    roman = roman_value(token)
    case = "A" if token.isupper() else "a"
    if len(token) == 1:
        yield case, ord(token.lower()) - 96
    if roman:
        yield ("R" if token.isupper() else "r"), roman
    elif len(token) > 1:
        yield case, 0


def roman_value(token: str) -> int:
    """What a roman numeral counts, 0 where it is none.

    >>> roman_value("iv"), roman_value("XII"), roman_value("weir")
    (4, 12, 0)
    """
    word = token.lower()
    if not word or any(letter not in _ROMAN for letter in word) or len(word) > 6:
        return 0
    total = 0
    for letter, following in zip(word, [*word[1:], ""], strict=True):
        value = _ROMAN[letter]
        total += -value if _ROMAN.get(following, 0) > value else value
    return total if total > 0 else 0


_TAIL = re.compile(r"[^\n]*?\((?P<core>[A-Z]{1,2}(?:[-.]?\d{1,2}(?:[-.]?[a-z])?)?|\d{1,2}[.-]?[a-z]?)\)[ \t]*(?=\n|$)")


def trailing_label(text: str, start: int, *, end: int) -> Label | None:
    """The code in brackets that ends a title's line ("Works Update (E-3)"), None where there is none."""
    match = _TAIL.match(text, start, end)
    if match is None or not 1 <= len(text[start : match.start("core") - 1].split()) <= 16:
        return None
    if not text[start].isupper() or not re.search(r"[a-z]{3}", text[start : match.start("core")]):
        return None
    kinds, values = next(_readings(match["core"]))
    at = match.start("core") - 1
    return Label(at, match.end(), text[at : match.end("core") + 1], f"tail|{kinds[0]}", values)


def is_coded(label: Label) -> bool:
    """Whether a number has a code of its own (56/19, R2024-017) that no list within an item would have."""
    return label.family[-1] in "/-0" or not label.family.startswith("|")


def is_hierarchical(label: Label) -> bool:
    """Whether longer numbers of the family are parts of shorter ones (4.2 of 4)."""
    return label.family[-1] not in "/-0"
