"""Whether what came is a document: judged by its bytes, never by what it is called."""

from __future__ import annotations

from matters_arising.fetch.failures import Failure
from matters_arising.fetch.listing import Answer
from matters_arising.sources.media import DOCX, HTML, MARKDOWN, PDF, PLAIN, claimed, media_of

_ENDINGS = {
    PDF: "pdf",
    DOCX: "docx",
    "application/msword": "doc",
    "application/x-encrypted-office": "doc",
    "application/rtf": "rtf",
    "application/vnd.oasis.opendocument.text": "odt",
}
_TEXTS = {HTML: "html", PLAIN: "txt", MARKDOWN: "md"}
_TAIL = 4096


def ending_of(answer: Answer, name: str, *, pages: bool) -> str:
    """The ending that the file should have. `name` is what its address ends with; `pages` allows web pages.

    Raises Failure where it is no document: nothing at all, an error page in place of a PDF, something cut off.
    """
    body = answer.body
    if not body.strip():
        raise Failure("the answer is empty")
    media = media_of(name, body)
    if media in _ENDINGS:
        if media == PDF and not answer.sized and b"%%EOF" not in body[-_TAIL:]:
            raise Failure("the PDF breaks off")
        return _ENDINGS[media]
    if media == HTML and not pages:
        raise Failure("the answer is a web page where a document should be")
    promised = claimed(name) in _ENDINGS or answer.media in _ENDINGS
    if media in _TEXTS and not promised and (media == HTML or claimed(name) or answer.media in _TEXTS):
        return _TEXTS[media]
    raise Failure(f"the answer is no document ({media})")
