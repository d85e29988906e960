"""What a user may set: bounds on files, and hints about the documents of an archive."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Limits(BaseModel):
    """Bounds on one file, so that one bad file cannot take the machine.

    Bytes are bytes, `seconds` is wall-clock time, `ratio` is decompressed to compressed size of a zip member.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_bytes: int = Field(default=200_000_000, gt=0)
    max_pages: int = Field(default=2_000, gt=0)
    max_chars: int = Field(default=20_000_000, gt=0)
    max_unpacked_bytes: int = Field(default=500_000_000, gt=0)
    max_ratio: float = Field(default=200.0, gt=1)
    max_members: int = Field(default=20_000, gt=0)
    max_seconds: float = Field(default=120.0, gt=0)


class Hints(BaseModel):
    """What the user knows about one document; empty where it is to be found in the text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    body: str = ""
    date: str = ""
    kind: str = ""
    status: str = ""
