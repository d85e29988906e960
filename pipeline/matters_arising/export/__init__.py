"""What was found, as tables for other programs and as pages for people."""

from __future__ import annotations

from matters_arising.export.columns import Column, Sheet
from matters_arising.export.dictionary import SHEETS
from matters_arising.export.formats import WRITERS, canonical, export, export_all, table_named
from matters_arising.export.judged import JUDGED
from matters_arising.export.tables import TABLES, Table, rows

__all__ = [
    "JUDGED",
    "SHEETS",
    "TABLES",
    "WRITERS",
    "Column",
    "Sheet",
    "Table",
    "canonical",
    "export",
    "export_all",
    "rows",
    "table_named",
]
