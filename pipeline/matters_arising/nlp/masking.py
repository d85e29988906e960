"""Words as the models see them: names, numbers and dates replaced by what they are.

A model that has seen "Cllr Oakes proposed" must recognise "Trustee Wójcik proposed" in another country, and a model
that is published must hold no personal names. So a capitalised word that is not known as an ordinary word of
minutes becomes `<name>`, and every figure becomes its kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

_TOKEN = re.compile(
    r"""
    (?P<money>[£$€]\s?\d[\d,.]*(?:[kKmM]\b)?)
  | (?P<date>\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?MONTH\b(?:,?\s+\d{4})?
            |\bMONTH\s+\d{1,2}(?:st|nd|rd|th)?\b(?:,?\s+\d{4})?
            |\bMONTH\s+\d{4}\b
            |\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b)
  | (?P<month>\bMONTH\b)
  | (?P<time>\b\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?)
  | (?P<score>\b\d{1,2}\s?[-–:]\s?\d{1,2}(?:\s?[-–:]\s?\d{1,2})?\b)
  | (?P<ref>\b[A-Za-z]{0,4}\d[\w.]*[/-][\w./-]*\w|\b[A-Z]+\d[\w/-]*)
  | (?P<year>\b(?:19|20)\d\d\b)
  | (?P<ordinal>\b\d+(?:st|nd|rd|th)\b)
  | (?P<number>\d[\d,.]*%?)
  | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)
  | (?P<mark>[.:;?!()"“”–—-])
""".replace(
        "MONTH",
        r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
        r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)",
    ),
    re.VERBOSE | re.IGNORECASE,
)
_MARKS = {"“": '"', "”": '"', "–": "-", "—": "-"}
_MAY = re.compile(r"may$")  # the modal verb is lower case, the month is not

NAME, CAPITALS, RARE = "<name>", "<caps>", "<rare>"


def raw_tokens(text: str) -> list[tuple[str, str]]:
    """(kind, printed form) of each word, figure and sentence mark, in order."""
    out = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        printed = match.group()
        if kind == "month" and _MAY.match(printed):
            kind = "word"
        out.append((kind, printed))
    return out


def ordinary_words(documents: Iterable[Sequence[str]], *, least: int = 3) -> frozenset[str]:
    """Words seen in lower case in at least `least` documents: the vocabulary that may be shown to a model.

    `documents` are lists of statement texts. A surname is hardly ever printed in lower case, so names stay out.
    """
    seen: Counter[str] = Counter()
    for texts in documents:
        words = {
            printed.replace("’", "'")
            for text in texts
            for kind, printed in raw_tokens(text)
            if kind == "word" and printed.islower()
        }
        seen.update(words)
    return frozenset(word for word, count in seen.items() if count >= least)


def mask(text: str, ordinary: Collection[str]) -> list[str]:
    """The tokens of a statement as features: known words in lower case, everything else by its kind.

    >>> mask("Cllr Oakes paid £40 on 3 May", {"paid", "on", "cllr"})
    ['cllr', '<name>', 'paid', '<money>', 'on', '<date>']
    """
    out: list[str] = []
    for kind, printed in raw_tokens(text):
        token = _masked(kind, printed, ordinary)
        if token == NAME and out and out[-1] == NAME:
            continue  # "Nora Jane Oakes" is one name
        out.append(token)
    return out


def _masked(kind: str, printed: str, ordinary: Collection[str]) -> str:
    if kind == "mark":
        return _MARKS.get(printed, printed)
    if kind != "word":
        return f"<{kind}>"
    low = printed.lower().replace("’", "'")
    if low in ordinary:
        return low
    if printed.isupper() and len(printed) > 1:
        return CAPITALS
    if printed[0].isupper():
        return NAME
    return RARE


def ngrams(tokens: Sequence[str], *, longest: int) -> Iterable[str]:
    """All runs of 1 to `longest` tokens, joined by spaces; the first and last token of the run are bounded."""
    padded = ["^", *tokens, "$"]
    yield from tokens
    if longest >= 2:
        for a, b in pairwise(padded):
            yield f"{a} {b}"
    for size in range(3, longest + 1):
        for i in range(len(padded) - size + 1):
            yield " ".join(padded[i : i + size])
