"""Fuzzing guided by coverage (atheris): files that nobody would write, in search of one that breaks a reader.

    python benchmarks/fuzz.py html --minutes 10 --seed 1 --out out/fuzz

Targets are the readers (plain, markdown, html, docx, pdf), archives (zip), the layout of printed words (layout), the
segmenter with all that reads a statement without a model (segment), and dates. A crash is an exception that is not a
ReadError, a process that dies or hangs, more than 600 MB, an offset that does not point into its text, a second reading
that differs from the first. Each is written as a file, once for each place it comes from, the smallest input that was
seen. Coverage is that of our own modules: libraries in C are fuzzed through them, not measured.

`--replay FILE ...` runs inputs again without atheris.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import io
import os
import random
import re
import resource
import subprocess
import sys
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent / "corpus" / "sample"
sys.path[:0] = [str(HERE.parent / "tests" / name) for name in ("documents", "segment")]

MEGABYTES = 600  # what a worker may use
SECONDS = 20  # what a reader may take: less than in a run, so that a hang shows soon
HANGS = 60  # seconds after which an input hangs, whatever the reader's clock says
_LONGEST = 12_000  # bytes of an input
_AGAIN = 8  # one input in so many is read twice
_MODULES = (
    *("documents", "documents.plain", "documents.markdown", "documents.html", "documents.docx", "documents.pdf"),
    *("sources", "segment", "dates", "extract", "extract.detect"),
)
_ZIP = b"PK\x03\x04"
_PART = re.compile(rb"^--part (\S+)\r?\n", re.M)
_ODD = ("", "0", "-1", "1", "9", "100", "99999999999", "1" * 5000, "\u0663", "true", "none", "%1.%9", "x", "\u202e")


@dataclass(frozen=True, slots=True)
class Target:
    """What is fuzzed: `once` reads one input and raises where a promise is broken; `seeds` are where it begins.

    `words` are what the format knows, for the mutations; `tree` parses an input (or a part of it) whose elements are
    to be moved about, too.
    """

    once: Callable[[bytes], None]
    seeds: Callable[[], Iterator[bytes]]
    words: Sequence[str] = ()
    tree: str = ""


# --- what is done with an input


def read_as(name: str) -> Callable[[bytes], None]:
    """Read a file of that name and check the promises of a document."""

    def once(data: bytes) -> None:
        from documents_build import checked
        from matters_arising.config import Limits
        from matters_arising.documents import read
        from matters_arising.errors import ReadError
        from matters_arising.models import Source

        source = Source(name, data, hashlib.sha256(data).hexdigest())
        try:
            document = checked(read(source, limits=Limits(max_seconds=SECONDS), ocr=False))
        except ReadError as error:
            assert name in str(error), "the error does not name the file"
            return
        if _twice(data):
            assert read(source, limits=Limits(max_seconds=SECONDS), ocr=False) == document, "a second reading differs"

    return once


def read_docx(data: bytes) -> None:
    """A Word file, as it is or as a bundle of its parts."""
    read_as("a.docx")(data if data.startswith(_ZIP) else zipped(unbundled(data)))


def find_in_zip(data: bytes) -> None:
    """An archive, as it is or as a bundle of its members: what can be read is read."""
    from matters_arising.config import Limits
    from matters_arising.errors import SourceError
    from matters_arising.models import Source
    from matters_arising.sources import find

    place = Path("/dev/shm" if Path("/dev/shm").is_dir() else "/tmp") / f"fuzz-{os.getpid()}.zip"
    place.write_bytes(data if data.startswith(_ZIP) else zipped(unbundled(data)))
    try:
        for found in find(place):
            if isinstance(found, Source):
                assert len(found.data) <= Limits().max_bytes
                assert hashlib.sha256(found.data).hexdigest() == found.sha256
            else:
                assert found.reason and found.path
            found.path.encode("utf-8")
    except SourceError:
        pass
    finally:
        place.unlink()


def lay_out(data: bytes) -> None:
    """Printed words at any places of a few pages, as pieces: no word is lost, none is made."""
    from documents_build import checked
    from matters_arising.documents.assemble import assemble
    from matters_arising.documents.layout import layout
    from matters_arising.models import Document

    pages = pages_of(data)
    pieces, furniture = layout(pages)
    made = assemble(pieces, pages=max(len(pages), 1))
    checked(Document("a.pdf", "0" * 64, "application/pdf", made.text, made.pages, made.blocks, tuple(furniture)))
    if _twice(data):
        assert (pieces, furniture) == layout(pages), "a second layout differs"


def segment(data: bytes) -> None:
    """Lines as blocks, taken apart; each statement read as an event of every type, for no model is needed for that."""
    import segment_build
    from matters_arising.config import Hints
    from matters_arising.extract.detect import read_event
    from matters_arising.extract.scenes import scenes_of
    from matters_arising.segment import recognise
    from matters_arising.segment import segment as take_apart
    from matters_arising.vocab import EventType

    document = blocks_of(data.decode("utf-8", "replace"))
    parts = take_apart(document, hints=Hints())
    segment_build.checked(parts)
    assert recognise(document).reason
    for scene in scenes_of(parts):
        for kind in EventType:
            event = read_event(kind, scene, parts)
            assert event.quote == document.text[event.start : event.end]
    if _twice(data):
        assert take_apart(document, hints=Hints()) == parts, "taken apart again it differs"


def read_dates(data: bytes) -> None:
    """Dates lie in order within the text and exist."""
    from datetime import date

    from matters_arising import dates

    text = data.decode("utf-8", "replace")
    order = dates.order_of(text)
    at = 0
    for mention in dates.find(text, order=order):
        assert at <= mention.start < mention.end <= len(text), "a date lies out of order or out of the text"
        at = mention.end
        for iso in (mention.iso, mention.swapped, mention.on("2024-02-29"), mention.on("2023-12-31", past=True)):
            if len(iso) == 10:
                date.fromisoformat(iso)
            elif iso:
                date.fromisoformat(f"{iso}-01")
    dates.parse(text, order=order, base="2024-02-29")
    assert dates.find(text) == dates.find(text)


def _twice(data: bytes) -> bool:
    return sum(data[:64]) % _AGAIN == 0


# --- inputs made of bytes


def unbundled(data: bytes) -> list[tuple[str, bytes]]:
    """Named parts of a bundle: lines "--part NAME" stand before each."""
    cut = _PART.split(data)
    return [(name.decode("utf-8", "replace"), body) for name, body in zip(cut[1::2], cut[2::2], strict=True)]


def bundled(parts: Sequence[tuple[str, bytes]]) -> bytes:
    return b"\n".join(b"--part " + name.encode() + b"\n" + body for name, body in parts)


def zipped(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """The parts as a zip file; a part whose name ends in .zip, and is a bundle, is one itself."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts:
            inner = name.endswith(".zip") and not body.startswith(b"PK")
            nested = body.replace(b"--inner ", b"--part ")
            archive.writestr(zipfile.ZipInfo(name or "x"), zipped(unbundled(nested)) if inner else body)
    return out.getvalue()


def pages_of(data: bytes) -> list[Any]:
    """Five bytes a word: its place, size and what it says; 0xFF begins a page, 0xFE draws a ruling."""
    from matters_arising.documents.words import Page, Ruling, Word

    said = ("the", "1.", "Action", "BF", "weir", "•", "(a)", "RESOLVED", "Page 2 of 3", "agreed.", "-", "a,", "Item:")
    sheets: list[tuple[list[Any], list[Any]]] = [([], [])]
    for at in range(0, len(data) - 4, 5):
        a, b, c, d, e = data[at : at + 5]
        if a == 0xFF and len(sheets) < 6:
            sheets.append(([], []))
        elif a == 0xFE:
            sheets[-1][1].append(Ruling(bool(b & 1), c * 3.3, d * 2.4, d * 2.4 + e * 2.0))
        else:
            left, top, size = a * 2.4, b * 3.3 + (c & 3) * 0.8, (6.0, 9.0, 11.0, 11.0, 11.0, 18.0, 40.0, 0.1)[c >> 5]
            text = said[d % len(said)]
            right = left + len(text) * size * 0.5
            sheets[-1][0].append(Word(text, left, right, top, top + size, size, bool(e & 1), e & 30 != 30, e & 64 == 0))
    return [Page(i, 595.0, 842.0, tuple(words), tuple(rules)) for i, (words, rules) in enumerate(sheets, start=1)]


_KINDS = {"#": "heading", "-": "list", ">": "quote", "|": "row"}


def blocks_of(text: str) -> Any:
    """A document of one block a line; how a line begins says what it is, "~ BF" at its end is its margin."""
    from matters_arising.documents.assemble import Piece, assemble
    from matters_arising.models import Document

    pieces: list[Any] = []
    page, table, header = 1, 0, ()
    for line in text.replace("\x00", "").splitlines():
        kind: Any = _KINDS.get(line[:1], "paragraph")
        body, _, margin = line.lstrip("#->|").partition("~")
        page += line.startswith("\f")
        if kind == "row":
            cells = tuple(cell.strip() for cell in body.split("|"))
            header = header or cells
            pieces.append(Piece("", kind, page, table=table, cells=cells, header=header))
            continue
        table, header = table + bool(header), ()
        bold = kind == "heading" or line.startswith("*")
        level = len(line) - len(line.lstrip("#"))
        body = body.replace("\\n", "\n").strip()
        pieces.append(Piece(body, kind, page, level=level, bold=bold, margin=margin.strip()))
    made = assemble(pieces, pages=page)
    return Document("a.txt", "0" * 64, "text/plain", made.text, made.pages, made.blocks)


# --- where it begins


def sample(*endings: str) -> Iterator[bytes]:
    """The sample's files of a kind; long ones are left out."""
    for path in sorted(SAMPLE.rglob("*")):
        if path.suffix in endings and 0 < path.stat().st_size < 40_000:
            yield path.read_bytes()


def pieces_of(*endings: str, size: int = 1500) -> Iterator[bytes]:
    """The sample's files in pieces: short inputs are run more often, and the tests read them whole."""
    for data in sample(*endings):
        yield from (data[at : at + size] for at in range(0, len(data), size))


def docx_seeds() -> Iterator[bytes]:
    """Word files as they are, and as bundles with a short body."""
    for data in sample(".docx"):
        yield data
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist() if not name.endswith("/")]
        yield bundled([(name, body) for name, body in parts if len(body) < 60_000])
        cut = [(name, re.sub(rb"(<w:p[ >].*?</w:p>){12,}", _some, body, flags=re.S)) for name, body in parts]
        yield bundled([(name, body) for name, body in cut if name.startswith(("word/", "_rels/"))])


def _some(match: re.Match[bytes]) -> bytes:
    return b"</w:p>".join(match.group().split(b"</w:p>")[:12]) + b"</w:p>"


def zip_seeds() -> Iterator[bytes]:
    yield from sample(".zip")
    yield bundled([("a/minutes.txt", b"It was agreed."), ("b.md", b"# Roads\n\nMended."), ("licence.txt", b"None.")])
    yield bundled([("in.zip", b"--inner deep.txt\nAgreed.\n--inner ../out.txt\nNo."), ("c.json", b'{"a": [1]}')])


def pdf_seeds() -> Iterator[bytes]:
    """PDFs that are not packed, so that a changed byte changes something."""
    from documents_build import HEIGHT, grid, write
    from reportlab.pdfgen.canvas import Canvas

    for number, data in enumerate(sample(".md")):
        lines = data.decode("utf-8", "replace").splitlines()
        out = io.BytesIO()
        canvas = Canvas(out, pageCompression=0, invariant=True)
        for page in range(1 + number % 3):
            write(canvas, 60, 60, [line[:60] for line in lines[page * 4 : page * 4 + 4]], bold=bool(page))
            if number % 2:
                grid(canvas, (60, 200, 500), (300, 340, 380))
                write(canvas, 64, 320, ["Action"])
            canvas.drawString(280, HEIGHT - 810, f"Page {page + 1}")
            canvas.showPage()
        canvas.save()
        yield out.getvalue()


def page_seeds() -> Iterator[bytes]:
    rng = random.Random(1)
    for pages in (1, 1, 2, 3):
        lines = []
        for _ in range(pages):
            for row in range(4, 60, 4):
                words = range(20, 90 + rng.randrange(120), 16)
                lines.append(b"".join(bytes((left, row, 64, rng.randrange(256), 0)) for left in words))
            lines.append(b"\xff\x00\x00\x00\x00")
        yield b"".join(lines)


def block_seeds() -> Iterator[bytes]:
    yield from pieces_of(".md", ".txt", size=400)
    yield b"# Minutes of the forum, 4 May 2021\n|Item|Notes|Action\n|1|The weir was mended.|BF\n- 2. Roads~AO/CR\n"


HTML_WORDS = (
    *("<table>", "</table>", "<tr>", "<td colspan=9 rowspan=3>", "<td>", "<th>", "<ol start=5 type=i>", "<ul>", "<li>"),
    *("<li value=-3>", "<pre>", "<br>", "<nav>", "<div class=footer>", "<h2>", "<b>", "<blockquote>", "<dl><dt>"),
    *("<template>", "<svg>", "<math>", "<plaintext>", "<frameset>", "<!--", "-->", "&#0;", "&#xD800;", "<a href=x>"),
    *("<meta charset=utf-7>", "<meta charset=shift_jis>", "<caption>", "<colgroup>", "hidden", "style=display:none"),
)
MARKDOWN_WORDS = (
    *("---\n", "# ", "## ", "- ", "1. ", "> ", "| ", "|---|---|\n", "```\n", "~~~", "**", "__", "<!--", "-->", "[^1]:"),
    *("[a](b)", "![a](b)", "<table>", "<br>", "\\|", "title: ", "===\n", "\t", "    ", "&nbsp;", "* * *", "[x] "),
)
DOCX_WORDS = (
    *(
        "w:p",
        "w:r",
        "w:t",
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:tcPr",
        "w:vMerge",
        "w:gridSpan",
        "w:sdt",
        "w:sdtContent",
        "w:ins",
    ),
    *("w:numPr", "w:numId", "w:ilvl", "w:val=", "w:pStyle", "w:outlineLvl", "mc:AlternateContent", "mc:Fallback"),
    *("w:txbxContent", "w:drawing", "w:br", "w:lastRenderedPageBreak", "w:hyperlink", "w:del", "w:vanish", "w:b"),
    *("--part word/numbering.xml\n", "--part word/footnotes.xml\n", "--part word/styles.xml\n", "<!DOCTYPE a>"),
)
PDF_WORDS = (
    *(
        "/Kids",
        "/Count",
        "/Pages",
        "/Page",
        "/Parent",
        "/MediaBox",
        "/Rotate",
        "/Contents",
        "/Font",
        "/Encoding",
        "/Type",
    ),
    *("/ToUnicode", "/Annots", "/Encrypt", "/ObjStm", "/XObject", "/Form", "/Resources", " Tj", " TJ", " Tf", " Tm"),
    *(" Td", " cm", " re", " l", "BT", "ET", "Do", "obj", "endobj", "stream", "endstream", "xref", "trailer", "/Prev"),
)
MINUTES_WORDS = (
    *(
        "RESOLVED",
        "ACTION:",
        "Action: ",
        "Present:",
        "Apologies",
        "Proposed by Cllr Ash",
        "seconded by",
        "1.",
        "2.1",
        "(a)",
    ),
    *("56/19", "Minutes of the meeting of", "held on", "4 July 2023", "deferred until", "Next meeting", "closed at 9"),
    *("it was agreed", "Page 1 of 2", "~ BF", "|", "#", "Cllr.", "Mr ", "…", "IV.", "Item 3:", "AGENDA", "7.30 p.m."),
)
DATE_WORDS = (
    *(
        "Monday",
        "1st",
        "31",
        "February",
        "29",
        "2024",
        "1900",
        "of",
        "the",
        "/",
        "-",
        ".",
        "'24",
        "12/11/10",
        "Sept.",
        "May",
    ),
    *("twenty-first", "second", "day of", "in the year", "to", "and", "O1", "lst", "0ct0ber", "th", "\u0663", "next"),
)
TARGETS: Mapping[str, Target] = {
    "plain": Target(read_as("a.txt"), lambda: pieces_of(".txt", ".md"), MINUTES_WORDS),
    "markdown": Target(read_as("a.md"), lambda: pieces_of(".md"), MARKDOWN_WORDS),
    "html": Target(read_as("a.html"), lambda: pieces_of(".html"), HTML_WORDS, tree="html"),
    "docx": Target(read_docx, docx_seeds, DOCX_WORDS, tree="xml"),
    "pdf": Target(read_as("a.pdf"), pdf_seeds, PDF_WORDS),
    "zip": Target(find_in_zip, zip_seeds, ("--part ", "--inner ", "../", ".zip\n", "PK\x03\x04", "PK\x05\x06")),
    "layout": Target(lay_out, page_seeds),
    "segment": Target(segment, block_seeds, MINUTES_WORDS),
    "dates": Target(read_dates, lambda: pieces_of(".txt", size=200), DATE_WORDS),
}


# --- mutations of trees


def mutated(data: bytes, most: int, seed: int, tree: str, plain: Callable[[bytes, int], bytes]) -> bytes:
    """An input whose elements were moved, doubled, wrapped or renamed; bytes are changed where that cannot be done."""
    rng = random.Random(seed)
    parts = unbundled(data)
    if data.startswith(_ZIP) or rng.random() < 0.4 or (tree == "xml" and not parts):
        return plain(data, most)
    if tree == "html":
        made = _shaken(data, rng, tree)
    else:
        chosen = rng.randrange(len(parts))
        parts[chosen] = (parts[chosen][0], _shaken(parts[chosen][1], rng, tree))
        made = bundled(parts)
    return made if made != data and len(made) <= most else plain(data, most)


def _shaken(data: bytes, rng: random.Random, tree: str) -> bytes:
    from lxml import etree, html

    try:
        root = html.fromstring(data) if tree == "html" else etree.fromstring(data)
        for _ in range(rng.randint(1, 4)):
            _shake(root, rng)
        return bytes(html.tostring(root) if tree == "html" else etree.tostring(root))
    except (etree.LxmlError, ValueError, AssertionError, TypeError):
        return data


def _shake(root: Any, rng: random.Random) -> None:
    """One change to a tree."""
    from copy import deepcopy

    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    one, other = rng.choice(elements), rng.choice(elements)
    act = rng.randrange(6)
    if act == 0 and one.getparent() is not None:
        one.getparent().remove(one)
    elif act == 1:
        other.insert(rng.randint(0, len(other)), deepcopy(one))
    elif act == 2 and one.attrib:
        one.set(rng.choice(list(one.attrib)), rng.choice(_ODD))
    elif act == 3:
        one.tag = other.tag
    elif act == 4:
        one.text = rng.choice([*_ODD, (other.text or "") * 2])
    elif one.getparent() is not None:
        for _ in range(rng.choice((1, 1, 5, 40))):
            wrap = one.makeelement(other.tag, dict(other.attrib))
            one.getparent().replace(one, wrap)
            wrap.append(one)


# --- the run


@dataclass
class Crashes:
    """Crashes by where they come from, written as they are found: the input, and beside it how it went wrong."""

    folder: Path
    sizes: dict[str, int] = field(default_factory=dict)

    def note(self, data: bytes, error: BaseException) -> None:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename != __file__]
        last = frames[-1] if frames else traceback.extract_tb(error.__traceback__)[-1]
        ours = next((frame for frame in reversed(frames) if "matters_arising" in frame.filename), last)
        key = (
            f"{type(error).__name__} {Path(ours.filename).name}:{ours.lineno} {Path(last.filename).name}:{last.lineno}"
        )
        name = "crash-" + hashlib.sha256(key.encode()).hexdigest()[:10]
        if len(data) < self.sizes.get(name, sys.maxsize):
            self.sizes[name] = len(data)
            (self.folder / name).write_bytes(data)
            told = "".join(traceback.format_exception(error))
            (self.folder / f"{name}.txt").write_text(f"{key}\n\n{told}", encoding="utf-8", errors="replace")


def fuzz_here(target: Target, folder: Path, *, seed: int, seconds: int) -> None:
    """Fuzz in this process until the time is up or the process dies of what it was given."""
    import atheris

    with atheris.instrument_imports(include=["matters_arising"]):
        _load()
    crashes = Crashes(folder)

    def once(data: bytes) -> None:
        try:
            target.once(data)
        except Exception as error:
            crashes.note(data, error)

    changes: dict[str, Any] = {}
    if target.tree:
        changes["custom_mutator"] = lambda data, most, seed: mutated(data, most, seed, target.tree, atheris.Mutate)
    words = folder / "words"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words or ("\xff",)), encoding="ascii")
    options = {
        "seed": seed,
        "max_total_time": seconds,
        "max_len": _LONGEST,
        "timeout": HANGS,
        "report_slow_units": 10,
        "rss_limit_mb": MEGABYTES,
        "artifact_prefix": f"{folder}/",
        "dict": words,
        "print_final_stats": 1,
        "verbosity": 1,
    }
    given = [sys.argv[0], *(f"-{name}={value}" for name, value in options.items()), str(folder / "corpus")]
    atheris.Setup(given, once, **changes)
    atheris.Fuzz()


def _load() -> None:
    for name in _MODULES:
        importlib.import_module(f"matters_arising.{name}")


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


def fuzz(name: str, folder: Path, *, seed: int, minutes: float) -> str:
    """Fuzz in processes of their own, a new one after each that dies; a line of figures about it."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for data in (data for data in TARGETS[name].seeds() if len(data) <= _LONGEST):
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    begun, runs, executions, cover = time.monotonic(), 0, 0, 0
    while (left := minutes * 60 - (time.monotonic() - begun)) > 5:
        again = [__file__, name, "--child", "--seed", str(seed + runs), "--minutes", str(left / 60)]
        log = folder / f"log-{runs}"
        with log.open("wb") as stream:
            subprocess.run(
                [sys.executable, *again, "--out", str(folder.parent)], stderr=stream, stdout=stream, check=False
            )
        told = log.read_text(encoding="utf-8", errors="replace")
        counts = [
            int(found)
            for found in re.findall(r"^#(\d+)\t|number_of_executed_units:\s*(\d+)", told, re.M)
            for found in found
            if found
        ]
        executions += max(counts, default=0)
        cover = max([cover, *(int(found) for found in re.findall(r"\bcov: (\d+)", told))])
        runs += 1
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = (time.monotonic() - begun) / 60
    found = sorted(
        path.name for path in folder.iterdir() if re.match(r"(crash|oom|timeout|slow-unit|leak)-[\da-f]+$", path.name)
    )
    figures = f"{took:.1f} | {(used.ru_utime + used.ru_stime) / 60:.1f} | {executions:,} | {cover:,}"
    return f"| {name} | {figures} | {used.ru_maxrss // 1024} | {runs} | {' '.join(found) or 'none'} |"


def replay(target: Target, paths: Sequence[Path]) -> int:
    """Run inputs once, and say how each ended and how long it took; the number that broke a promise."""
    _load()
    broken = 0
    for path in paths:
        begun = time.monotonic()
        try:
            target.once(path.read_bytes())
            told = "as promised"
        except Exception:
            broken += 1
            told = traceback.format_exc()
        print(f"{path}: {told} ({time.monotonic() - begun:.2f} s)")
    return broken


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", 1)[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("out/fuzz"))
    parser.add_argument("--replay", type=Path, nargs="+", default=())
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    told = parser.parse_args()
    folder = told.out.resolve() / told.target
    if told.replay:
        sys.exit(min(replay(TARGETS[told.target], told.replay), 1))
    if told.child:
        fuzz_here(TARGETS[told.target], folder, seed=told.seed, seconds=int(told.minutes * 60))
        return
    print("| target | minutes | of processor | executions | coverage | peak MB | processes | found |")
    print(fuzz(told.target, folder, seed=told.seed, minutes=told.minutes))


if __name__ == "__main__":
    main()
