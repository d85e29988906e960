"""Zip files opened, so that whatever is wrong with one is told in one way."""

from __future__ import annotations

import io
import zipfile

_ENTRY = b"PK\x01\x02"  # stands before each line of the table of contents
_MOST = 200_000  # lines: each takes half a kilobyte of memory as soon as the file is opened


def opened(data: bytes) -> zipfile.ZipFile:
    """The zip file in `data`. Raises BadZipFile for all that keeps it from being opened, and says what."""
    if (entries := data.count(_ENTRY)) > _MOST:
        raise zipfile.BadZipFile(f"it lists {entries:,} files, more than {_MOST:,}")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # zipfile lets through what it stumbles over: versions, offsets, names, dates
        raise zipfile.BadZipFile(str(error) or type(error).__name__) from error
