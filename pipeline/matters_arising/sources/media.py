"""What kind of file some bytes are: by what they begin with first, by the name only where that leaves it open."""

from __future__ import annotations

import re
import zipfile

from matters_arising.sources.zips import opened

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"
ZIP = "application/zip"
JSON = "application/json"
ENCRYPTED_OFFICE = "application/x-encrypted-office"
UNKNOWN = "application/octet-stream"

READABLE = frozenset({PDF, DOCX, HTML, MARKDOWN, PLAIN})

_BEGINNINGS = (
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
    (b"ID3", "audio/mpeg"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NAMES = {
    "pdf": PDF,
    "docx": DOCX,
    "html": HTML,
    "htm": HTML,
    "xhtml": HTML,
    "md": MARKDOWN,
    "markdown": MARKDOWN,
    "mdown": MARKDOWN,
    "mkd": MARKDOWN,
    "txt": PLAIN,
    "text": PLAIN,
    "zip": ZIP,
    "json": JSON,
}
# Text, but written for machines: that it decodes does not make it minutes.
_MACHINE = frozenset(
    [
        *("css", "csv", "tsv", "js", "ts", "py", "rb", "php", "sh", "bat", "c", "h", "java", "go", "rs", "sql"),
        *("xml", "rss", "atom", "svg", "yml", "yaml", "toml", "ini", "cfg", "conf", "log", "lock", "ics", "vcf"),
        *("jsonl", "ndjson", "geojson", "ipynb", "tex", "bib", "eml", "srt", "vtt", "map", "r", "lua", "scss"),
    ]
)
_BOM = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML_START = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_BLOCK = re.compile(rb"<(?:p|div|table|tr|td|h[1-6]|ul|ol|li|br|body)\b[^<>]*>", re.I)
_MARKDOWN_LINE = re.compile(rb"^(?:#{1,6} \S|\*\*\S.*\*\*\s*$|\|.*\|\s*$)", re.M)
_CONTROL = bytes(byte for byte in range(32) if byte < 9 or (byte > 13 and byte != 27))  # 27 begins an escape
_FRONT_MATTER = re.compile(rb"^---\r?\n(?:[^\n]*\n){0,60}?---\s*$", re.M)


def extension(path: str) -> str:
    """The name's ending in lower case without its dot; empty where it has none."""
    name = path.rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[-1].lower() if "." in name.strip(".") else ""


def media_of(path: str, data: bytes) -> str:
    """The media type of a file. Never trusts the name against the bytes."""
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return PDF
    for beginning, media in _BEGINNINGS:
        if head.startswith(beginning):
            return media
    if head[:4] == b"RIFF":
        return "image/webp" if head[8:12] == b"WEBP" else "audio/x-wav"
    if head.startswith(_OLE):
        return ENCRYPTED_OFFICE if "EncryptedPackage".encode("utf-16-le") in data else "application/msword"
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _zip_kind(data)
    if _is_binary(head):
        return UNKNOWN
    return _text_kind(extension(path), data)


def claimed(path: str) -> str:
    """The media type that the name claims; empty where it claims none that we know."""
    return _NAMES.get(extension(path), "")


def _zip_kind(data: bytes) -> str:
    try:
        with opened(data) as archive:
            names = set(archive.namelist()[:50_000])
    except zipfile.BadZipFile:
        return ZIP  # the reader of zip files says what is wrong with it
    if "word/document.xml" in names or any(n.startswith("word/document") for n in names):
        return DOCX
    if any(n.startswith("xl/") for n in names):
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    if any(n.startswith("ppt/") for n in names):
        return "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    if "content.xml" in names and "mimetype" in names:
        return "application/vnd.oasis.opendocument.text"
    return "application/epub+zip" if "META-INF/container.xml" in names else ZIP


def _is_binary(head: bytes) -> bool:
    """Whether the bytes cannot be text in any encoding that minutes come in."""
    if head.startswith(_BOM):
        return False
    if b"\x00" in head:
        return True
    control = len(head) - len(head.translate(None, _CONTROL))
    # Text taken out of a PDF may hold stray control characters, and is then still UTF-8; noise is not.
    return control > (0.2 if _is_utf8(head) else 0.02) * max(len(head), 1)


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4
    return True


def _text_kind(ending: str, data: bytes) -> str:
    if ending in _MACHINE:
        return "text/x-" + ending
    if ending == "json":
        return JSON
    head = data[:65536]
    claim = _NAMES.get(ending, "")
    if _HTML_START.match(head[3:] if head.startswith(_BOM[0]) else head):
        return HTML
    if claim in (MARKDOWN, PLAIN):
        return claim
    if len(_HTML_BLOCK.findall(head)) >= 3:
        return HTML
    if head.lstrip()[:1] in (b"{", b"[") and re.match(rb'\s*[{\[]\s*[{\["]', head):
        return JSON
    marked = _FRONT_MATTER.match(head) or len(_MARKDOWN_LINE.findall(head)) >= 2
    return MARKDOWN if marked else PLAIN
