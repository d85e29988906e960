"""Redactions and the database: what is stored is covered, so that nothing that is made of it can show what was there.

The texts and all columns of text are covered in one transaction, the index of words is made anew, and the file is
rebuilt, so that the bytes are gone from it and from its write-ahead log. The one thing that is left as it is is where
the archive and its files of settings are; `left` tells when that holds the words.
"""

from matters_arising.store.redactions.cover import cover_stored, cover_where_new
from matters_arising.store.redactions.file import read_rules, remember_file, rules_beside, rules_path
from matters_arising.store.redactions.left import Left, left
from matters_arising.store.redactions.log import idle, log_removed
from matters_arising.store.redactions.places import tables, text_columns

__all__ = [
    "Left",
    "cover_stored",
    "cover_where_new",
    "idle",
    "left",
    "log_removed",
    "read_rules",
    "remember_file",
    "rules_beside",
    "rules_path",
    "tables",
    "text_columns",
]
