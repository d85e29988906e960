"""A news in words: plain, and as HTML in which nothing of the minutes is markup."""

from __future__ import annotations

from markupsafe import Markup

from matters_arising.alerts.news import News
from matters_arising.export.svg import printable
from matters_arising.export.words import confidence, shortened

NOT_THERE = "not in this text"
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


def earlier(one: News) -> str:
    """The passage as the earlier text has it, empty where there is none."""
    return line(one.earlier, _QUOTE)


def passages(one: News) -> list[tuple[str, str]]:
    """What is quoted, each with what it is called: nothing but for news of two texts, of which both are shown."""
    if not one.earlier_document:
        return [("", f"“{quote(one)}”")] if one.quote else []
    page = f"p. {one.earlier_page}, " if one.earlier_page else ""
    was = f"{page}{line(one.earlier_document, 300)}" if one.earlier_document != one.document else page.rstrip(", ")
    return [
        (f"earlier{f' ({was})' if was else ''}: ", f"“{earlier(one)}”" if one.earlier else NOT_THERE),
        ("later: ", f"“{quote(one)}”" if one.quote else NOT_THERE),
    ]


def source(one: News) -> str:
    """Where the passage is, and how sure the reading."""
    sure = (
        ""
        if one.kind in ("minutes", "search", "text changed")
        else f", {confidence(one.confidence)} ({one.confidence:.2f})"
    )
    page = f"p. {one.page}, " if one.quote else ""
    return f"{line(one.body)}; {page}{line(one.document, 300)}{sure}"


def plain(one: News) -> str:
    """A news as plain text of a few lines."""
    lines = [line(one.headline), sentence(one)]
    lines += [f"  {called}{said}" for called, said in passages(one)]
    lines += [f"  {source(one)}"]
    lines += [f"  {one.link}"] if one.link else []
    return "\n".join(lines)


def html(one: News, *, headed: bool = False) -> Markup:
    """A news as HTML; with its headline where nothing else shows it."""
    parts = [Markup("<h2>{}</h2>").format(line(one.headline))] if headed else []
    parts += [Markup("<p>{}</p>").format(sentence(one))]
    parts += [_quoted(one, called, said) for called, said in passages(one)]
    parts += [Markup("<p>{}</p>").format(source(one))]
    parts += [Markup('<p><a href="{}">{}</a></p>').format(one.link, "Read it in its place")] if one.link else []
    return Markup("\n").join(parts)


def _quoted(one: News, called: str, said: str) -> Markup:
    """A passage; between marks of quotation only where it stands beside another."""
    if not called:
        return Markup("<blockquote>{}</blockquote>").format(quote(one))
    return Markup("<p>{}</p>\n<blockquote>{}</blockquote>").format(called.strip(), said)
