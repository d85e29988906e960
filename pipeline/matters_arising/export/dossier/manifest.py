"""The manifest of a pack: what it claims of each file and each quote, so that others can prove it.

It may come back from anywhere, so it is checked as what people's files are checked: nothing in it is taken for a path
to be opened, and no number for one that fits.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from matters_arising import __version__
from matters_arising.errors import PackError
from matters_arising.export.dossier.case import Case
from matters_arising.export.dossier.exhibits import Exhibit
from matters_arising.export.folder import PACK
from matters_arising.ids import sha256_of

_FORM = 1
_REMEDY = "get the pack again from those who made it"
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Number = Annotated[int, Field(ge=0)]


class ClaimedFile(BaseModel):
    """A file of the archive: the hash of its bytes, and that of the text that was read in it. `removed` counts the
    passages that were covered in that text on request; they stand in the file."""

    model_config = ConfigDict(frozen=True)

    sha256: Sha256
    text_sha256: Sha256
    media_type: str
    removed: Number = 0


class ClaimedQuote(BaseModel):
    """A quote: characters `start` up to `end` of the text of `document`, which is printed on these pages."""

    model_config = ConfigDict(frozen=True)

    number: Number
    readings: tuple[str, ...]
    document: str
    sha256: Sha256
    pages: tuple[Number, Number]
    start: Number
    end: Number
    quote: str = Field(min_length=1)
    quote_sha256: Sha256

    @model_validator(mode="after")
    def _agrees(self) -> ClaimedQuote:
        if self.end - self.start != len(self.quote):
            raise ValueError("the quote is not as long as its place")
        if sha256_of(self.quote.encode("utf-8", "surrogatepass")) != self.quote_sha256:
            raise ValueError("the quote does not have its hash")
        return self


class Manifest(BaseModel):
    """All claims of a pack. `files` are its own, with their hashes; `documents` those of the archive, by path."""

    model_config = ConfigDict(frozen=True)

    made_by: Literal["matters dossier"]
    form: Literal[1]
    made_with: str
    read_by: str
    as_of: str
    subject: str
    documents: dict[str, ClaimedFile]
    quotes: tuple[ClaimedQuote, ...]
    files: dict[str, Sha256]

    @model_validator(mode="after")
    def _is_whole(self) -> Manifest:
        for quote in self.quotes:
            claimed = self.documents.get(quote.document)
            if claimed is None or claimed.sha256 != quote.sha256:
                raise ValueError(f"the file of quote {quote.number} is not among the documents")
        return self


def about(case: Case) -> dict[str, Any]:
    """What the manifest of a case says beside the hashes of the pack's own files."""
    stretches: dict[int, list[Exhibit]] = {}
    for one in case.exhibits:
        stretches.setdefault(one.number, []).append(one)
    return {
        "form": _FORM,
        "made_with": f"matters-arising {__version__}",
        "read_by": case.read_by,
        "as_of": case.as_of,
        "subject": case.subject,
        "documents": {
            path: {
                "sha256": file.sha256,
                "text_sha256": file.text_sha256,
                "media_type": file.media_type,
                **({"removed": file.removed} if file.removed else {}),
            }
            for path, file in case.files.items()
        },
        "quotes": [_claim(readings) for _, readings in sorted(stretches.items())],
    }


def load(folder: Path) -> tuple[Manifest, str]:
    """The manifest of the pack in `folder`, and the hash of its bytes. Raises PackError where there is none that can
    be understood."""
    path = folder / PACK.list
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PackError(
            f"there is no manifest that can be read ({error.strerror})",
            where=str(path),
            remedy="name the folder of an evidence pack, as `matters dossier` makes it",
        ) from error
    try:
        return Manifest.model_validate_json(data), sha256_of(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        said = first["msg"].removeprefix("Value error, ")
        raise PackError(
            f"the manifest is damaged: {place + ': ' if place else ''}{said}", where=str(path), remedy=_REMEDY
        ) from error


def _claim(readings: list[Exhibit]) -> dict[str, Any]:
    one = readings[0]
    return {
        "number": one.number,
        "readings": [reading.id for reading in readings],
        "document": one.file.document,
        "sha256": one.file.sha256,
        "pages": list(one.pages),
        "start": one.start,
        "end": one.end,
        "quote": one.quote,
        "quote_sha256": sha256_of(one.quote.encode("utf-8", "surrogatepass")),
    }
