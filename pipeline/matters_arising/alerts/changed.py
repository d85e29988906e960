"""News of texts that changed: another text under the same path, and decisions on which draft and approved minutes
differ. What is said are the words of both texts; who changed them, and why, is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from matters_arising.alerts.news import Kind, News
from matters_arising.export.changes import sentence
from matters_arising.export.words import count
from matters_arising.matters.changes import Change, Comparison, Flag, Version
from matters_arising.store.alerts import Spot, news_id, place

KINDS: tuple[Kind, ...] = ("text changed", "decision changed")
_DAY = len("2021-05-14")
_HOW = {
    "altered": "a {type} stands in other words",
    "added": "the approved minutes have a {type} that the draft does not have in these words",
    "removed": "the draft has a {type} that the approved minutes do not have in these words",
}


@dataclass(frozen=True, slots=True)
class Pages:
    """The current meetings by what a text says of itself, for links: by document and day, and by body and day; and the
    matter, by id and title, of each meeting and quote."""

    by_document: Mapping[tuple[str, str], str]
    by_body: Mapping[tuple[str, str], str]
    subjects: Mapping[tuple[str, str], tuple[str, str]]

    def of(self, version: Version) -> str:
        """The current meeting whose minutes a text is, or was; empty where there is none."""
        own = self.by_document.get((version.document, version.date))
        return own or self.by_body.get((version.body, version.date), "")


def changed(found: Iterable[Comparison], pages: Pages) -> Iterator[News]:
    """Each text that took the place of another under one path, and each decision, vote or deferral on which a draft and
    the approved minutes differ."""
    for one in found:
        if one.earlier.document == one.later.document:
            yield _text(one, pages)
        if one.kind == "draft to approved":
            times: Counter[tuple[str, str, str]] = Counter()
            for flag in one.flags:
                same = _quotes(flag)
                yield _decision(one, flag, pages, nth=times[flag.type, *same])
                times[flag.type, *same] += 1


def _text(one: Comparison, pages: Pages) -> News:
    """The first decision among what differs, else the first passage, is the one that is quoted."""
    differ = f"{count(len(one.changes), 'passage')} {'differs' if len(one.changes) == 1 else 'differ'}"
    among = (
        f"; {count(len(one.flags), 'decision, vote or deferral', 'decisions, votes or deferrals')} read in what differs"
    )
    shown: Change | Flag = next(iter(one.flags), one.changes[0])
    told = f"{_dated(one.later)}: {sentence(one)} {differ}{among if one.flags else ''}."
    own = f"{one.earlier.sha256} {one.later.sha256}"
    return _news("text changed", one, shown, pages, told, id=news_id("text changed", _spot(one, own)))


def _decision(one: Comparison, flag: Flag, pages: Pages, *, nth: int) -> News:
    told = f"{_dated(one.later)}: {_HOW[flag.what].format(type=flag.type)}."
    told += f" {flag.detail[:1].upper()}{flag.detail[1:]}." if flag.detail else ""
    before, after = _quotes(flag)
    of = _spot(one, f"{flag.type} {before} {after}", nth)
    texts = _spot(one, "", item=f"{one.earlier.sha256} {one.later.sha256} {nth}")
    name = news_id("decision changed", of)
    return _news("decision changed", one, flag, pages, told, id=name, place=place("decision changed", texts))


def _news(
    kind: Kind, one: Comparison, shown: Change | Flag, pages: Pages, told: str, *, id: str, place: str = ""
) -> News:
    day, meeting = _seen(one) or one.later.date, pages.of(one.later)
    quote = shown.after.quote if shown.after else ""
    matter, title = pages.subjects.get((meeting, quote), ("", "")) if kind == "decision changed" else ("", "")
    return News(
        id=id,
        kind=kind,
        sentence=told,
        title=title,
        matter=matter,
        body=one.later.body,
        date=day,
        known=day,
        quote=quote,
        document=one.later.document,
        page=shown.after.page if shown.after else 1,
        meeting=meeting,
        confidence=shown.confidence if kind == "decision changed" and isinstance(shown, Flag) else 1.0,
        place=place,
        earlier=shown.before.quote if shown.before else "",
        earlier_document=one.earlier.document,
        earlier_page=shown.before.page if shown.before else 0,
    )


def _seen(one: Comparison) -> str:
    """The day on which the later text was first seen, where the earlier one had been seen before."""
    later, earlier = one.later.first_seen, one.earlier.first_seen
    return later[:_DAY] if earlier < later else ""


def _spot(one: Comparison, quote: str, nth: int = 0, *, item: str = "") -> Spot:
    return Spot(one.later.body, one.later.date, one.later.sha256, item, quote, nth)


def _quotes(flag: Flag) -> tuple[str, str]:
    return flag.before.quote if flag.before else "", flag.after.quote if flag.after else ""


def _dated(version: Version) -> str:
    return f"Minutes of {version.date or 'a meeting without a date'}"
