"""The parts of a DOCX file, unpacked within bounds and parsed without entities; what styles and numbering say."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from matters_arising.config import Limits
from matters_arising.documents.bounds import check_parts
from matters_arising.errors import FormatError, LimitError
from matters_arising.sources.zips import opened

_SMALL = 1_000_000  # bytes: a part that unpacks to less is harmless whatever its ratio
_DEEPEST = 32  # styles based on styles
_DIGITS = 10  # of a number in a document


class Package:
    """An opened DOCX file. `part` gives a parsed part, or None where there is none of that name."""

    def __init__(self, data: bytes, path: str, limits: Limits) -> None:
        self._path, self._limits, self._room = path, limits, limits.max_unpacked_bytes
        try:
            self._zip = opened(data)
        except zipfile.BadZipFile as error:
            raise self._damaged() from error
        self._names = {name.lower(): name for name in self._zip.namelist()}

    def names(self) -> list[str]:
        """The names of the parts, in order."""
        return sorted(self._names.values())

    def part(self, name: str) -> Any | None:
        """The root element of the part."""
        from lxml import etree

        stored = self._names.get(name.lower().lstrip("/"))
        if stored is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        data = self._bytes(stored)
        check_parts(data.count(b"<") - data.count(b"</"), self._limits, self._path)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self._damaged(f"part {stored}: {error.msg}") from error

    def main(self) -> str:
        """The name of the part that holds the text."""
        relations = self.part("_rels/.rels")
        for relation in relations if relations is not None else ():
            if relation.get("Type", "").endswith("/officeDocument"):
                return str(posixpath.normpath(relation.get("Target", "").lstrip("/")))
        return "word/document.xml"

    def _bytes(self, name: str) -> bytes:
        info = self._zip.getinfo(name)
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > self._room or (info.file_size > _SMALL and ratio > self._limits.max_ratio):
            raise self._too_large()
        try:
            with self._zip.open(info) as stream:
                data = stream.read(self._room + 1)
        except MemoryError:  # says nothing of the file
            raise
        except Exception as error:  # zipfile lets through what its decompressors raise
            raise self._damaged(f"part {name}") from error
        if len(data) > self._room:
            raise self._too_large()
        self._room -= len(data)
        return data

    def _damaged(self, where: str = "") -> FormatError:
        what = "the DOCX file is damaged or cut off"
        return FormatError(
            f"{what} ({where})" if where else what, where=self._path, remedy="open and save it again in Word"
        )

    def _too_large(self) -> LimitError:
        return LimitError(
            f"it unpacks to more than {self._limits.max_unpacked_bytes:,} bytes, or more than "
            f"{self._limits.max_ratio:g} times its size, as a zip bomb does",
            where=self._path,
            remedy="raise max_unpacked_bytes or max_ratio in matters.toml if you trust it",
        )


def name_of(element: Any) -> str:
    """The element's name without its namespace; empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Any, *names: str) -> Any | None:
    """The element found by going down one child after the other."""
    for name in names:
        element = next((found for found in element if name_of(found) == name), None)
        if element is None:
            return None
    return element


def value(element: Any, attribute: str = "val") -> str:
    """An attribute, whatever its namespace; empty where there is none."""
    if element is None:
        return ""
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == attribute), "")


def number_of(text: str, default: int) -> int:
    """A whole number as an attribute states it; `default` where it is none, or beyond what any document counts."""
    return int(text) if text.isdecimal() and len(text) < _DIGITS else default


def switched_on(element: Any, name: str) -> bool | None:
    """Whether a property such as bold is on or off; None where it is not said."""
    found = child(element, name) if element is not None else None
    return None if found is None else value(found).lower() not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its paragraphs or runs. `numbering` is (numId, level); `heading` a level from 1, or 0."""

    bold: bool = False
    heading: int = 0
    numbering: tuple[str, int] = ("", 0)


@dataclass
class Styles:
    """The styles of a document by id, each with what it takes over from those it is based on."""

    elements: dict[str, Any] = field(default_factory=dict)
    default: str = ""
    known: dict[str, Style] = field(default_factory=dict)

    def style(self, ident: str) -> Style:
        """The style of that id, or the document's own where there is none."""
        ident = ident if ident in self.elements else self.default
        if ident not in self.known:
            self.known[ident] = self._resolved(ident)
        return self.known[ident]

    def _resolved(self, ident: str) -> Style:
        bold: bool | None = None
        heading, numbering = 0, ("", -1)
        for element in self._chain(ident):
            if bold is None:
                bold = switched_on(child(element, "rPr"), "b")
            properties = child(element, "pPr")
            heading = heading or heading_level(element, properties)
            if properties is not None and (found := child(properties, "numPr")) is not None:
                number, level = value(child(found, "numId")), value(child(found, "ilvl"))
                numbering = (
                    numbering[0] or number,
                    numbering[1] if numbering[1] >= 0 else number_of(level, -1),
                )
        return Style(bool(bold), heading, (numbering[0], max(numbering[1], 0)))

    def _chain(self, ident: str) -> Iterator[Any]:
        for _ in range(_DEEPEST):
            if ident not in self.elements:
                return
            yield self.elements[ident]
            ident = value(child(self.elements[ident], "basedOn"))


def heading_level(style: Any, properties: Any) -> int:
    """The heading level, from 1, that a style states by its outline level or name; 0 where it is none."""
    outline = value(child(properties, "outlineLvl")) if properties is not None else ""
    if outline.isdecimal():
        return stated + 1 if (stated := number_of(outline, 9)) < 9 else 0
    name = value(child(style, "name")).lower()
    if name.startswith("heading ") and (level := number_of(name[8:], 0)):
        return level
    return 1 if name == "title" else 2 if name == "subtitle" else 0


def styles_of(package: Package, folder: str) -> Styles:
    """The styles of a document; none where it has no such part."""
    root = package.part(f"{folder}/styles.xml")
    styles = Styles()
    for element in root if root is not None else ():
        if name_of(element) == "style":
            ident = value(element, "styleId")
            styles.elements[ident] = element
            if value(element, "default") in ("1", "true") and value(element, "type") == "paragraph":
                styles.default = ident
    return styles
