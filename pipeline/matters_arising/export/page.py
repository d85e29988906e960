"""docs/tables.md: the dictionary of tables as a page for people. `python -m matters_arising.export.page` prints it."""

from __future__ import annotations

from collections.abc import Iterator

from matters_arising.export.columns import DTYPES, Column, Sheet
from matters_arising.export.dictionary import SHEETS
from matters_arising.export.judged import JUDGED
from matters_arising.export.tables import TABLES

_HEAD = """# Tables

<!-- Made from pipeline/matters_arising/export/dictionary/; after a change there:
     python -m matters_arising.export.page > docs/tables.md -->

What `matters export`, `matters package` and the frames of `matters_arising.open(...)` hold. Offsets count characters of
the document's text, `start` included, `end` not. An empty text means that the minutes do not say. A date is ISO 8601,
as full as it is printed: `2019-05-07`, `2019-05`, `2019`; in a frame such a column is `datetime64`, NaT unless the date
is whole, and `<name>_text` at the end of the frame keeps it as a `string`. `Int64` may be NA. **Bold** columns always
have a value.
"""


def page() -> str:
    """The page, as Markdown."""
    return "\n".join([_HEAD, *("\n".join((*_section(sheet), "")) for sheet in SHEETS.values())])


def _section(sheet: Sheet) -> Iterator[str]:
    """A table's lines."""
    by = f"`archive.{sheet.name}()`"
    where = f"`--table {sheet.name}`, {by}" if sheet.name in TABLES or sheet.name in JUDGED else by
    judged = " Judged over the whole archive." if sheet.name in JUDGED else ""
    yield f"## {sheet.name}: {sheet.title[0].lower()}{sheet.title[1:]}"
    yield ""
    yield f"{sheet.meaning}{judged} {where}; {f'key `{sheet.key}`' if sheet.key else 'no key'}."
    yield ""
    yield "| column | dtype | unit | what it means |"
    yield "|---|---|---|---|"
    for column in sheet.columns:
        yield _row(column)


def _row(column: Column) -> str:
    name = f"**{column.name}**" if column.required else column.name
    words = f" One of: {', '.join(f'`{word}`' for word in column.words)}." if column.words else ""
    refers = f" → `{column.refers}`" if column.refers else ""
    return f"| {name} | {DTYPES[column.kind]} | {column.unit} | {column.meaning}{words}{refers} |"


if __name__ == "__main__":
    print(page(), end="")
