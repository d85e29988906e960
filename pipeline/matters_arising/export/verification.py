"""A pack held against its archive, as text for a person at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matters_arising.export.dossier.verify import FoundFile, FoundQuote, Verification, counts
from matters_arising.export.svg import printable
from matters_arising.export.terminal import say
from matters_arising.export.words import count, shortened

if TYPE_CHECKING:
    from rich.console import Console

_PACK = {"altered": "is not as it was made", "missing": "is missing", "added": "was added"}
_FILE = {
    "same": "the same file",
    "moved": "the same file under another name",
    "changed": "the file has changed",
    "unreadable": "the file cannot be read here",
    "missing": "the file is not in the archive",
}
_QUOTE = {
    "stands": "found at its place",
    "elsewhere": "found at another place",
    "gone": "not found",
    "unread": "not to be looked for",
}
_MARGIN = 4
_LONG = 160


def print_verification(console: Console, found: Verification) -> None:
    """The pack's own files, each file of the archive that is quoted, each quote that does not stand, and a verdict."""
    say(console, ("Pack", "bold"), f"  {shortened(printable(found.manifest.subject), _LONG)}")
    say(console, f"manifest {found.manifest_sha256}", indent=_MARGIN)
    if not found.is_expected:
        say(console, f"that is not the manifest that was expected: {printable(found.expected)}", indent=_MARGIN)
    for fault in found.pack:
        say(console, f"{printable(fault.name)} {_PACK[fault.state]}", indent=_MARGIN)
    if not found.pack:
        say(console, f"{count(len(found.manifest.files), 'file')} as the manifest lists them", indent=_MARGIN)
    quoted = [file for file in found.files if file.quotes]
    others = [file for file in found.files if not file.quotes]
    say(console)
    say(console, ("Quotes found", "bold"), "  in the file")
    for file in quoted:
        _print_file(console, file)
    if others:
        say(console)
        say(console, (count(len(others), "further file"), "bold"), " that hold minutes that were looked through:")
        same = sum(file.state == "same" for file in others)
        say(console, f"{same:,} the same", indent=_MARGIN)
        for file in others:
            if file.state != "same":
                say(console, f"{printable(file.document)}: {_state(file)}", indent=_MARGIN)
    say(console)
    told = ", ".join(f"{number:,} {_QUOTE[state]}" for state, number in counts(found).items())
    say(console, (f"{count(sum(counts(found).values()), 'quote')}: {told or 'none'}", "bold"))
    say(console, ("All of it stands." if found.stands else "Not all of it is as the pack says.", "bold"))
    say(console, "This speaks of the quotes, not of what they were read as, nor of the words around them.")


def _print_file(console: Console, file: FoundFile) -> None:
    stand = f"{file.standing} of {len(file.quotes)}"
    say(console, f"{stand:>12}  {printable(file.document)}: {_state(file)}")
    for one in file.quotes:
        if one.state != "stands":
            say(console, _quote(file, one), indent=14)


def _state(file: FoundFile) -> str:
    otherwise = f", but it reads otherwise here: {_why(file)}" if file.read_otherwise else ""
    return f"{_FILE[file.state]}{f' ({printable(file.why)})' if file.why else ''}{otherwise}"


def _why(file: FoundFile) -> str:
    if file.removed:
        return f"{count(file.removed, 'passage')} of it were removed from the pack on request; the file still has them"
    return "another version of the reader, or of OCR"


def _quote(file: FoundFile, one: FoundQuote) -> str:
    still = {"stands": "still there", "elsewhere": "still there", "gone": "gone"}
    if file.state == "changed" and one.state in still:
        what = f"file changed, quote {still[one.state]}"
    else:
        what = _QUOTE[one.state]
    return f"quote {one.claim.number} {what}: “{shortened(printable(one.claim.quote), _LONG)}”"
