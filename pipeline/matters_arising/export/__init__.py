"""What was found, as tables for other programs and as pages for people."""

from __future__ import annotations

from matters_arising.export.formats import WRITERS, canonical, export, export_all
from matters_arising.export.tables import TABLES, Column, Table, rows, table_named

__all__ = ["TABLES", "WRITERS", "Column", "Table", "canonical", "export", "export_all", "rows", "table_named"]
