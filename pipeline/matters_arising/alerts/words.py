"""A news in words: plain, and as HTML in which nothing of the minutes is markup."""

from __future__ import annotations

from markupsafe import Markup

from matters_arising.alerts.news import News
from matters_arising.export.svg import printable
from matters_arising.export.words import confidence, shortened

_QUOTE, _LINE = 700, 160  # characters of a quote, of a headline
NOTE = (
    "This says what the minutes in the archive show, as a program read them. “Not found” is never said of what was "
    "done. Read the quote in the minutes before you publish a word of it."
)


def line(text: str, length: int = _LINE) -> str:
    """A text of the minutes as one line without anything that nobody sees, and not for ever."""
    return shortened(printable(text[: 4 * length]), length)


def sentence(one: News) -> str:
    """What the news is."""
    return line(one.sentence, _QUOTE)


def quote(one: News) -> str:
    """The passage, empty where the news rests on none."""
    return line(one.quote, _QUOTE)


def source(one: News) -> str:
    """Where the passage is, and how sure the reading."""
    sure = "" if one.kind in ("minutes", "search") else f", {confidence(one.confidence)} ({one.confidence:.2f})"
    page = f"p. {one.page}, " if one.quote else ""
    return f"{line(one.body)}; {page}{line(one.document, 300)}{sure}"


def plain(one: News) -> str:
    """A news as plain text of a few lines."""
    lines = [line(one.headline), sentence(one)]
    lines += [f"  “{quote(one)}”"] if one.quote else []
    lines += [f"  {source(one)}"]
    lines += [f"  {one.link}"] if one.link else []
    return "\n".join(lines)


def html(one: News, *, headed: bool = False) -> Markup:
    """A news as HTML; with its headline where nothing else shows it."""
    parts = [Markup("<h2>{}</h2>").format(line(one.headline))] if headed else []
    parts += [Markup("<p>{}</p>").format(sentence(one))]
    parts += [Markup("<blockquote>{}</blockquote>").format(quote(one))] if one.quote else []
    parts += [Markup("<p>{}</p>").format(source(one))]
    parts += [Markup('<p><a href="{}">{}</a></p>').format(one.link, "Read it in its place")] if one.link else []
    return Markup("\n").join(parts)
