"""Words of strangers (addresses, titles, file names) as they may stand in a report: without secrets, on one line."""

from __future__ import annotations

import re
import unicodedata

import httpx

# Values of these are keys to something. A bare `key` or `id` often is the number of a document, and stays.
_SECRET = re.compile(
    r"(?:.*[-_])?(?:token|signature|sig|password|passwd|pwd|secret|auth|api_?key|credentials?|session(?:id)?)", re.I
)
_HIDDEN = "…"
_LONGEST = 400


def shown(address: str | httpx.URL) -> str:
    """An address without user, password and the values of what is secret by its name. It is its own key in the
    memory, so that a signature which is made anew each day does not make a new file of it each day."""
    try:
        url = httpx.URL(address)
        if url.userinfo:
            url = url.copy_with(userinfo=b"")
        pairs = url.params.multi_items()
        if any(_SECRET.fullmatch(name) for name, _ in pairs):
            kept = [(name, _HIDDEN if _SECRET.fullmatch(name) else value) for name, value in pairs]
            url = url.copy_with(params=kept)
        return plain(str(url).replace("%E2%80%A6", _HIDDEN))
    except (httpx.InvalidURL, ValueError, UnicodeError):
        return "an address that is none"


def without_secrets(address: httpx.URL) -> httpx.URL:
    """The address that may be written down by anybody: user, password and secret values are left out."""
    url = address.copy_with(userinfo=b"") if address.userinfo else address
    kept = [(name, value) for name, value in url.params.multi_items() if not _SECRET.fullmatch(name)]
    return url.copy_with(params=kept) if len(kept) != len(url.params.multi_items()) else url


def plain(text: str) -> str:
    """One line of text without control marks and marks of direction, of bounded length."""
    kept = "".join(" " if unicodedata.category(mark) in ("Cc", "Zl", "Zp") else mark for mark in text)
    kept = "".join(mark for mark in kept if unicodedata.category(mark) not in ("Cf", "Cs", "Co", "Cn"))
    kept = " ".join(kept.split())
    return kept if len(kept) <= _LONGEST else kept[: _LONGEST - 1] + "…"
