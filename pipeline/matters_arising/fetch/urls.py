"""Single files by their addresses, and files that pages link to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import httpx
from selectolax.lexbor import LexborHTMLParser

from matters_arising.errors import UsageError
from matters_arising.fetch.client import Client
from matters_arising.fetch.failures import Failure
from matters_arising.fetch.listing import Item, Listing
from matters_arising.fetch.names import safe
from matters_arising.fetch.settings import Urls
from matters_arising.fetch.settings import address as checked
from matters_arising.fetch.telling import plain, shown
from matters_arising.sources.media import extension

_NAMING = frozenset({"pdf", "doc", "docx", "rtf", "odt", "html", "htm", "txt", "md"})
_PAGES = frozenset({"html", "htm", "xhtml"})
_DEFAULT = (
    ", which unless you set it takes PDF, Word, RTF and ODT whose address or words have “minutes”; "
    "for minutes that are web pages set links and html = true (docs/sources.md)"
)
_START = re.compile(rb"<html\b", re.I)
_END = re.compile(rb"</html\s*>", re.I)


def told_addresses(source: Urls) -> tuple[list[str], list[str]]:
    """The addresses of single files and of pages, those in text files too. Raises UsageError naming file and line."""
    files = [*source.addresses, *_in_file(source.addresses_file)]
    pages = [*source.pages, *_in_file(source.pages_file)]
    return files, pages


def list_urls(source: Urls, client: Client) -> Listing:
    """The named files, and the links of the named pages that fit. A page that cannot be read whole is a fault."""
    files, pages = told_addresses(source)
    listing = Listing(scopes=lambda scope: scope in {"", *map(shown, pages)})
    for address in files:
        listing.add(_item(address, "", "", html=source.html))
    failed: list[Failure] = []
    for page in pages:
        try:
            answer = client.get(page)
        except Failure as failure:
            failed.append(failure)
            listing.fault(shown(page), failure)
            continue
        if _START.search(answer.body) and not _END.search(answer.body):
            listing.fault(shown(page), "the page breaks off")
        _add_links(listing, source, client, page, answer.body)
    if failed and len(failed) == len(pages) and not files:
        raise failed[0]
    return listing


def _add_links(listing: Listing, source: Urls, client: Client, page: str, body: bytes) -> None:
    elsewhere: set[str] = set()
    links, fitting, before = list(_links(page, body)), 0, len(listing.items)
    for address, words in links:
        if not re.search(source.links, f"{unquote(address)} {words}"):
            continue
        fitting += 1
        if client.permits(address):
            listing.add(_item(address, words, shown(page), html=source.html))
        else:
            elsewhere.add(shown(address))
    if not fitting:
        told = {0: "the page has no link", 1: "the page has 1 link, and it does not fit `links`"}
        each = told.get(len(links), f"the page has {len(links)} links, none fits `links`")
        asked = "" if "links" in source.model_fields_set or not links else _DEFAULT
        listing.doubts.append(f"{shown(page)}: {each}{asked}")
    if elsewhere:
        what = "1 link leads" if len(elsewhere) == 1 else f"{len(elsewhere)} links lead"
        (listing.notes if len(listing.items) > before else listing.doubts).append(
            f"{what} to hosts that allow_hosts does not name: {min(elsewhere)}"
        )


def _links(page: str, body: bytes) -> Iterator[tuple[str, str]]:
    """Every link of a page: its whole address, and its words."""
    tree = LexborHTMLParser(body)
    base_tag = tree.css_first("base[href]")
    base = httpx.URL(page)
    try:
        base = base.join((base_tag.attributes.get("href") or "") if base_tag else "")
    except (httpx.InvalidURL, ValueError, UnicodeError):
        base = httpx.URL(page)
    for link in tree.css("a[href]"):
        try:
            url = base.join((link.attributes.get("href") or "").strip()).copy_with(fragment=None)
        except (httpx.InvalidURL, ValueError, UnicodeError):
            continue
        if url.scheme in ("http", "https"):
            yield str(url), plain(link.text(separator=" "))


def _item(address: str, words: str, page: str, *, html: bool) -> Item:
    last = unquote(httpx.URL(address).path).rstrip("/").rsplit("/", 1)[-1]
    ending = extension(last)
    stem = last.rsplit(".", 1)[0] if ending in _NAMING else words or last
    return Item(shown(address), safe(stem), address, scope=page, pages=html or ending in _PAGES)


def _in_file(path: Path | None) -> Iterator[str]:
    if path is None:
        return
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("the addresses cannot be read", where=str(path), remedy="name a text file in UTF-8") from error
    for number, line in enumerate(lines, start=1):
        told = re.split(r"(?:^|\s)#", line, maxsplit=1)[0].strip()
        if told:
            try:
                yield checked(told)
            except ValueError as error:
                raise UsageError(str(error), where=f"{path}, line {number}", remedy="correct that line") from None
