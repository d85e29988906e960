"""What is to be removed from all that is shown: the rules of a file of redactions, and how words are covered.

    [[redact]]
    id = "2024-03-request"
    text = "Jo Ample"            # or pattern = "07### ######", or quote = "…" with document = "…"
    scope = "everywhere"         # or "document" with document = "path or pattern", or "body" with body = "words of it"
    reason = "request of the person"
    by = "the clerk"
    date = "2024-03-05"

Words are covered character by character, so that every offset stays true, and before anything is read from them.
There are no regular expressions: in a `pattern`, `*` stands for up to 40 characters of a word, `?` for one and `#` for
a digit, so that no rule can take forever; the signs of regular expressions are refused in it, but for brackets around
digits. An `id` is printed and kept in the log, so it holds no word of what is removed, save years and words of grammar;
what is published gives numbers only. Case, line ends, hyphens
at them, and forms of accents and apostrophes do not matter; a rule covers whole words only.
"""

from matters_arising.redactions.covering import Finding, Reading, Segmenting, cover_config, cover_document
from matters_arising.redactions.note import counts_in, noted, published, removed_in
from matters_arising.redactions.rule import MASK, Redaction
from matters_arising.redactions.rules import NONE, Redactions, parse

__all__ = [
    "MASK",
    "NONE",
    "Finding",
    "Reading",
    "Redaction",
    "Redactions",
    "Segmenting",
    "counts_in",
    "cover_config",
    "cover_document",
    "noted",
    "parse",
    "published",
    "removed_in",
]
