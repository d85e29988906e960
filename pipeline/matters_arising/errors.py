"""What can go wrong, in words a user can act on: what happened, where, what to do. Each class has its exit code."""

from __future__ import annotations

from matters_arising.vocab import DocumentStatus


class MattersError(Exception):
    """Any failure that is told to the user. `exit_code` is what the command ends with."""

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(what)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" — {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{advice}"


class UsageError(MattersError):
    """The command or the configuration asks for something that cannot be."""

    exit_code = 2


class SourceError(MattersError):
    """The archive itself cannot be used: no such folder, nothing readable in it."""

    exit_code = 3


class ReadError(MattersError):
    """One file cannot be read. Recorded against the file; the run goes on. A run with such files ends with 4.

    `status` is what the file is recorded as.
    """

    exit_code = 4
    status = DocumentStatus.FAILED


class LimitError(ReadError):
    """One file is larger, longer or slower than the bounds allow."""


class EmptyFileError(ReadError):
    """One file holds nothing that could be read."""

    status = DocumentStatus.EMPTY


class EncryptedError(ReadError):
    """One file is locked with a password."""


class FormatError(ReadError):
    """One file is damaged, cut off, or not of a kind that can be read."""


class NeedsOcrError(ReadError):
    """One file has pages of images and no text, and they could not be read by OCR."""

    status = DocumentStatus.NEEDS_OCR


class StoreError(MattersError):
    """The database cannot be opened, is of another program or of a newer version, or cannot be written."""

    exit_code = 5


class ModelError(MattersError):
    """A trained model is missing, damaged, or does not match its recorded hash."""

    exit_code = 6


class NothingFoundError(MattersError):
    """The question was understood and the archive holds no answer (no such matter, no such table row)."""

    exit_code = 7


class PackError(MattersError):
    """A folder is no evidence pack, or its manifest is damaged, so that nothing in it can be checked."""

    exit_code = 11


class DifferenceError(MattersError):
    """An evidence pack was checked, and something is not as it says: a file of it, a source, or a quote."""

    exit_code = 12
