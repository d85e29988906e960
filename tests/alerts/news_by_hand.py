"""Minutes of an imaginary forum, month by month, and news made by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import toy_archive as toy
from matters_arising.alerts.news import News

Night = Callable[[Mapping[str, str]], None]
JANUARY = {"1.txt": toy.minutes("2031-01-08", "# Osier bed", "The osier bed was put off because the bank is soft.")}
MARCH = {
    "3.txt": toy.minutes(
        "2031-03-12", "# Osier bed", "The osier bed was put off to the next meeting.", "# Band room", "It was agreed."
    )
}
MAY = {"5.txt": toy.minutes("2031-05-14", "# Osier bed", "The osier bed was put off once more.")}
HARM = "<script>alert(1)</script> \" 'onload=x]]> &lt; =1+1 \x00\u202etxt\ufffe\u2066 \r\nBcc: a@b " + "x" * 3_000

_ONE = News(
    id="news-1",
    kind="put off again",
    sentence="Put off again on 2031-03-12.",
    title="Osier bed",
    matter="mat-1",
    body="Ambleton Forum",
    date="2031-03-12",
    known="2031-03-12",
    quote="The osier bed was put off.",
    document="3.txt",
    page=1,
    meeting="mtg-1",
    confidence=0.8,
)
HOSTILE: dict[str, Any] = dict.fromkeys(("sentence", "title", "body", "quote", "document"), HARM)


def news(**changed: Any) -> News:
    return replace(_ONE, **changed)
