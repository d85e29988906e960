"""The output of civic-scraper: tables of what it found, and the files that it had."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from matters_arising.fetch.failures import Unreachable
from matters_arising.fetch.folder import walked
from matters_arising.fetch.listing import Item, Listing
from matters_arising.fetch.names import safe, safe_path
from matters_arising.fetch.settings import CivicScraper
from matters_arising.fetch.telling import plain, shown

_NEEDED = {"url", "asset_type", "meeting_id"}
_Row = dict[str, Any]


def list_assets(source: CivicScraper, archive: Path) -> Listing:
    """The minutes that its tables of assets name and that it had a file of.

    It calls a file `<meeting_id>_<asset_type>` with the ending of its type. Its tables, such as
    `civic_scraper_assets_meta_20300601T0101z.csv`, or lists of the same fields as JSON, are read in the order of their
    names, and the latest says how a thing is called.
    Raises Failure where there is no table.
    """
    listing = Listing()
    files = walked(source.path, listing, archive)
    there = {path.stem: path for path in files if path.suffix.lower() not in (".csv", ".json")}
    tables = [path for path in files if path.suffix.lower() in (".csv", ".json")]
    read, rows = 0, {}
    for table in tables:
        try:
            assets = list(_assets(table))
        except (OSError, ValueError, csv.Error, RecursionError) as error:
            listing.fault(str(table), f"the table cannot be read ({plain(str(error))})")
            continue
        read += bool(assets)
        rows.update({shown(str(row["url"])): row for row in assets if _is_minutes(row)})
    if not read and listing.whole:
        raise Unreachable(f"there is no table of assets of civic-scraper in {source.path}")
    absent = 0
    for key, row in rows.items():
        path = there.get(f"{row['meeting_id']}_{row['asset_type']}")
        if path is None:
            absent += 1
        else:
            listing.add(_item(key, row, path))
    if absent:
        listing.notes.append(f"of {absent} minutes civic-scraper knows the address only and has no file")
    return listing


def _item(key: str, row: _Row, path: Path) -> Item:
    body = str(row.get("committee_name") or row.get("place_name") or row.get("place") or "minutes")
    day = str(row.get("meeting_date") or "")[:10]
    name = str(row.get("asset_name") or f"{body} minutes")
    return Item(key, safe_path([safe(body), f"{day} {name}"]), path, date=day, scope=body, pages=True)


def _is_minutes(row: _Row) -> bool:
    return str(row["asset_type"] or "").strip().lower().startswith("minutes")


def _assets(table: Path) -> Iterator[_Row]:
    """The assets of a table; none where it is a table of something else. Raises ValueError where it breaks off."""
    text = table.read_text(encoding="utf-8-sig")
    if table.suffix.lower() == ".json":
        told = json.loads(text)
        rows = told if isinstance(told, list) else []
        yield from (row for row in rows if isinstance(row, dict) and row.keys() >= _NEEDED)
        return
    reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
    if not set(reader.fieldnames or ()) >= _NEEDED:
        return
    for row in reader:
        if None in row or None in row.values():
            raise ValueError(f"line {reader.line_num} has not the fields of its heading")
        yield row
