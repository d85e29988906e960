"""Long tables: readable in parts without JavaScript, and with it sorted and filtered as a whole.

The rows of a table of several pages lie in `data/` once more, as scripts that register themselves: a page that was
opened from disk may not ask for anything else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from markupsafe import Markup

from matters_arising.export.site import paging
from matters_arising.export.site.paper import Paper

_SHARD = 240_000  # bytes of rows in a script


def listing(
    paper: Paper, template: str, address: str, rows: Sequence[Markup], **values: Any
) -> Iterator[tuple[str, Markup]]:
    """The pages of a table at `address`, and the scripts with all of its rows where there are several pages."""
    name = address.removesuffix(".html").replace("/", "-")
    shards = paging.parts(rows, _SHARD)
    found = list(
        paging.in_parts(paper, template, address, rows, listing=name, shards=len(shards), total=len(rows), **values)
    )
    yield from found
    if len(found) > 1:
        yield from scripts((f"{name}-{at + 1}", shard) for at, shard in enumerate(shards))


def scripts(named: Iterable[tuple[str, object]]) -> Iterator[tuple[str, Markup]]:
    """Scripts that register a value under a name; all in ASCII, whatever the value holds."""
    for name, value in named:
        told = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
        yield f"data/{name}.js", Markup(f"mattersArising.hold({json.dumps(name)},{told});\n")
