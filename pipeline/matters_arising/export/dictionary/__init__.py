"""What every table and column means: the one place, which exports, frames, data packages and the docs take it from.

Columns keep their order, which is a contract; new ones go to the end of their table.
"""

from __future__ import annotations

from matters_arising.export.columns import Sheet
from matters_arising.export.dictionary.judged import PRACTICE, PROMISES, PROPOSALS, SHIFTS, TURNS
from matters_arising.export.dictionary.marks import EVENTS, STANCES
from matters_arising.export.dictionary.matters import DEFERRALS, MATTERS, MENTIONS, PUT_OFF, TIMELINE
from matters_arising.export.dictionary.minutes import DOCUMENTS, ITEMS, MEETINGS, STATEMENTS

SHEETS: dict[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        *(DOCUMENTS, MEETINGS, ITEMS, STATEMENTS, EVENTS, STANCES, MATTERS, MENTIONS),
        *(DEFERRALS, PROMISES, PROPOSALS, PRACTICE, TURNS, SHIFTS, TIMELINE, PUT_OFF),
    )
}
