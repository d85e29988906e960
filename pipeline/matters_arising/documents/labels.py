"""What opens a printed line: a bullet, or a number or letter of a list, in the ways that clerks write them."""

from __future__ import annotations

import re

_BULLETS = (
    "\u2022\u2023\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\u25e6\u2043\u204c\u204d\u2219\u00b7\u27a2\u2756\u2713\u2714\u2610"
)
_BULLETS += "\uf0b7\uf0a7\uf0d8\uf02d"  # as Word's symbol fonts come out of PDFs
# Dashes, stars and the typist's "o" are bullets only where white space follows.
BULLET = re.compile(rf"^[ \t]*(?:[{_BULLETS}]|[-\u2013\u2014*+\u00ad](?=[ \t])|o(?=[ \t]{{2,}}\S))[ \t]*")

# 4.  4)  (4)  4.2  4.2.1  12/23  a)  (a)  a.  iv)  (iv)  IV.  A.  34/22:  BM 52/2122  QS/23/62  R2024-017  ITEM 3.
# Never a bare number, which may as well be the wrapped end of a sentence.
NUMBER = re.compile(
    r"""^[ \t]*(?:
      \(?\d{1,3}[.)](?=\s|$)
    | \d{1,3}(?:\.\d{1,3}){1,3}[.)]?(?=\s+[^\W\d_]|$)
    | (?:[A-Z&]{1,5}[ ./-]?)?\d{1,4}[a-z]?/\d{2,4}(?:[/.]\d{1,4})*[.):]?(?=\s|$)
    | [A-Z]{1,4}\d{2,4}-\d{1,4}[.):]?(?=\s|$)
    | (?:ITEM|Item|AGENDA\ ITEM|Agenda\ Item)\s\d{1,3}[.):]?(?=\s|$)
    | \(?[a-zA-Z][)](?=\s|$) | \([a-zA-Z]\) | [a-zA-Z]\.(?=\s+\S)
    | \(?[ivx]{1,5}[).](?=\s|$) | \(?[IVX]{1,6}[).](?=\s|$)
    | [IVX]{1,5}(?:\.\d{1,2}[a-z]?)+[.)]?(?=\s)
    )""",
    re.VERBOSE,
)


def without_bullet(line: str) -> tuple[str, bool]:
    """The line without its bullet, and whether it had one. A printed number is text and stays."""
    match = BULLET.match(line)
    return (line[match.end() :], True) if match and line[match.end() :].strip() else (line, False)


# A whole cell or segment that is a number: 7  7.  12/23  BM 52/2122  FGB01/1920  4(a)  ITEM 3  R2024-017
_LABEL = re.compile(
    r"""^\W*(?:
      (?:[A-Z][A-Za-z&]{0,5}[ ./-]?){0,2} \d(?!\d*(?:st|nd|rd|th)\b) [\d./:()a-zA-Z-]{0,11}
    | [A-Za-z]
    | [ivxIVX]{1,5}
    )\W*$""",
    re.VERBOSE,
)


def is_label(text: str) -> bool:
    """Whether a whole cell, or what stands before a tab, is but the number of an entry."""
    return bool(_LABEL.match(text.strip()))
