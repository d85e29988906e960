"""Ids are hashes of natural keys: the same archive gives the same ids, whatever the order of arrival."""

from __future__ import annotations

import hashlib

_SEPARATOR = "\x1f"  # cannot be printed in minutes, so that ("ab", "c") and ("a", "bc") differ


def make_id(prefix: str, *key: object) -> str:
    """A short stable id: `prefix`, a hyphen, and 12 hex digits of the SHA-256 of the key's parts.

    >>> make_id("mtg", "Ambleton Parish Council", "2019-05-07")
    'mtg-c80aa67c4ebb'
    """
    text = _SEPARATOR.join(str(part) for part in key)
    return f"{prefix}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def sha256_of(data: bytes) -> str:
    """The SHA-256 of a file's bytes, in hex."""
    return hashlib.sha256(data).hexdigest()
