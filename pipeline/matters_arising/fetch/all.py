"""All sources of an archive, one after the other: what goes wrong with one never stops the others."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx

from matters_arising.errors import SourceError, UsageError
from matters_arising.fetch.civic_scraper import list_assets
from matters_arising.fetch.client import Client, Commons, Secret
from matters_arising.fetch.failures import Failure
from matters_arising.fetch.folder import list_folder, read_file
from matters_arising.fetch.hosts import Hosts
from matters_arising.fetch.legistar import FILES, list_events
from matters_arising.fetch.listing import Answer, Item, Listing
from matters_arising.fetch.memory import Memory, alone
from matters_arising.fetch.moderngov import list_papers
from matters_arising.fetch.report import Fetched
from matters_arising.fetch.settings import Asked, CivicScraper, Folder, Legistar, ModernGov, Source, Urls, sources_of
from matters_arising.fetch.telling import plain
from matters_arising.fetch.urls import list_urls, told_addresses
from matters_arising.fetch.visit import Visit


def fetch_all(
    tables: Sequence[Mapping[str, object]],
    folder: Path,
    memory: Path,
    *,
    commons: Commons | None = None,
    environment: Mapping[str, str] = os.environ,
) -> list[Fetched]:
    """Bring what each source lists into the archive's folder; say what became of it, in the order of the tables.

    Each source has a folder of its name there. `memory` is a folder for what was seen before and for the old bytes
    of files that changed; it must not lie in the archive. Raises UsageError, before anything is asked, where a table
    cannot be understood, and SourceError where the archive's folder cannot be made.
    """
    sources = check_tables(tables)
    if memory.resolve().is_relative_to(folder.resolve()):
        raise UsageError("the memory lies in the archive, and would be read", where=str(memory), remedy="name another")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError(f"it cannot be made ({error.strerror})", where=str(folder), remedy="name another") from error
    commons = commons or Commons()
    with alone(memory):
        return [_visited(source, folder, memory, commons, environment) for source in sources]


def check_tables(tables: Sequence[Mapping[str, object]]) -> list[Source]:
    """The sources of some tables, as far as can be told without asking any. Raises UsageError."""
    sources = sources_of(tables)
    for source in sources:
        if isinstance(source, Urls):
            told_addresses(source)
    return sources


def _visited(source: Source, folder: Path, memory: Path, commons: Commons, environment: Mapping[str, str]) -> Fetched:
    try:
        seen = Memory.read(memory / f"source-{source.slug}.json")
        visit = Visit(source.name, folder, source.slug, memory / "versions", seen)
        if isinstance(source, Asked):
            secret = _secret(source, environment)
            with Client(source.manners, hosts_of(source), commons, secret=secret) as client:
                listing = _listed(source, client, commons.clock.now().date())
                fetched = visit.carry_out(listing, lambda item, known: client.get(str(item.place), known))
            return _hidden(fetched, secret)
        listing = list_assets(source, folder) if isinstance(source, CivicScraper) else _in_folder(source, folder)
        return visit.carry_out(listing, lambda item, _known: _from_disk(item, source.max_bytes))
    except (Failure, UsageError) as failure:
        return Fetched(source.name, reached=False, note=plain(str(failure)))
    except OSError as error:
        return Fetched(source.name, reached=False, note=f"what was seen cannot be written down ({error.strerror})")


def hosts_of(source: Asked) -> Hosts:
    """The hosts that a source may ask: those of its addresses, and what it allows beside them."""
    allowed = list(source.allow_hosts)
    addresses: list[str] = []
    if isinstance(source, Urls):
        files, pages = told_addresses(source)
        addresses = files + pages
    elif isinstance(source, ModernGov):
        addresses = [source.site]
    elif isinstance(source, Legistar):
        addresses, allowed = [source.api], [*allowed, *FILES]
    return Hosts.of(addresses, allowed=allowed, private=source.private_hosts)


def _listed(source: Asked, client: Client, today: date) -> Listing:
    if isinstance(source, ModernGov):
        return list_papers(source, client, today)
    if isinstance(source, Legistar):
        return list_events(source, client, today)
    assert isinstance(source, Urls)
    return list_urls(source, client)


def _in_folder(source: Source, folder: Path) -> Listing:
    assert isinstance(source, Folder)
    return list_folder(source, folder)


def _from_disk(item: Item, most: int) -> Answer:
    return read_file(Path(item.place), most)


def _secret(source: Asked, environment: Mapping[str, str]) -> Secret | None:
    """The token that a source needs, from the environment. Raises Failure where it is not there."""
    if not isinstance(source, Legistar) or not source.token_env:
        return None
    token = environment.get(source.token_env, "").strip()
    if not token:
        raise Failure(f"the environment variable {plain(source.token_env)} is not set, and should hold the token")
    return Secret(httpx.URL(source.api).host, "token", token)


def _hidden(fetched: Fetched, secret: Secret | None) -> Fetched:
    """The report without the secret, should a server have said it back to us."""
    if secret is None:
        return fetched
    failed = tuple(said.replace(secret.value, "…") for said in fetched.failed)
    return replace(fetched, failed=failed, note=fetched.note.replace(secret.value, "…"))
