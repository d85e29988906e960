"""Pieces of SVG: elements with everything escaped, and texts measured and cut without a font at hand."""

from __future__ import annotations

import re
from unicodedata import combining, east_asian_width
from xml.sax.saxutils import escape, quoteattr

# What XML forbids, other control characters, and marks that turn the direction of the text around them.
_UNSEEN = re.compile(
    "[^\\t\\n\\r\\x20-\\x7e\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
    "|[\\xad\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]"
)
_WIDTHS = {
    char: width
    for chars, width in (
        ("ijl'’‘|", 0.24),
        (" .,:;!ftI/[]·", 0.29),
        ('r()-“”"', 0.36),
        ("ckJsvxyz", 0.52),
        ("–", 0.58),
        ("mMwW%@—…&", 0.95),
    )
    for char in chars
}
"""The widths of letters in ems, a little more than those of Arial: a label has rather too much room than too little."""
_SMALL, _CAPITAL, _SQUARE = 0.57, 0.76, 1.05


def printable(text: str) -> str:
    """A text of the minutes as one line that any XML reader takes.

    >>> printable("the\\x00 bus \\n shelter\\u202e")
    'the bus shelter'
    """
    return " ".join(seen(text).split())


def seen(text: str) -> str:
    """A text without characters that nobody sees: controls, and marks that turn the direction of what is around."""
    return _UNSEEN.sub("", text)


def text_width(text: str, size: float) -> float:
    """How wide a line of text may become, in the units of `size`."""
    return size * sum(_width(char) for char in text)


def fitted(text: str, width: float, size: float) -> str:
    """The text, cut at a word where it is wider than `width`.

    >>> fitted("Repair of the bus shelter", 80, 10), fitted("Repair", 80, 10)
    ('Repair of the …', 'Repair')
    """
    if text_width(text, size) <= width:
        return text
    kept = text
    while kept and text_width(kept + " …", size) > width:
        shorter = kept.rpartition(" ")[0]
        kept = shorter or kept[:-1]
    return f"{kept} …" if kept else "…"


def wrapped(text: str, width: float, size: float, *, lines: int) -> list[str]:
    """The text in so many lines at most; what is left over is cut at a word."""
    found: list[str] = []
    rest = text.split(" ")
    while rest and len(found) < lines - 1:
        taken = 1
        while taken < len(rest) and text_width(" ".join(rest[: taken + 1]), size) <= width:
            taken += 1
        if text_width(rest[0], size) > width:
            break
        found.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    if rest:
        found.append(fitted(" ".join(rest), width, size))
    return found


def element(name: str, *children: str, **attributes: str | float) -> str:
    """An element. `children` are elements already; attributes are escaped here (`class_` stands for class)."""
    told = "".join(f" {_attribute(key)}={quoteattr(_value(value))}" for key, value in attributes.items() if value != "")
    return f"<{name}{told}>{''.join(children)}</{name}>" if children else f"<{name}{told}/>"


def words(name: str, text: str, **attributes: str | float) -> str:
    """An element that holds text, escaped."""
    return element(name, escape(printable(text)), **attributes)


def _width(char: str) -> float:
    if combining(char):
        return 0.0
    if char in _WIDTHS:
        return _WIDTHS[char]
    if east_asian_width(char) in "WF" or ord(char) > 0xFFFF:
        return _SQUARE
    return _CAPITAL if char.isupper() or ord(char) > 0x24F else _SMALL


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-") if key != "viewBox" else key


def _value(value: str | float) -> str:
    """Numbers to a tenth, so that a picture is the same bytes everywhere."""
    if isinstance(value, str):
        return printable(value)
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")
