"""Make the PDF and DOCX files of the sample archive from their Markdown sources.

    python corpus/render.py            every source below corpus/source
    python corpus/render.py PATH…      these sources, or those in these folders

corpus/source/FOLDER/NAME.md becomes corpus/sample/FOLDER/NAME.pdf or .docx, as its front matter says:
`render:` pdf-plain, pdf-margin, pdf-table, pdf-running, pdf-columns, pdf-scan or docx. Other keys: `font`
(times, helvetica, courier), `size` in points, `paper` (a4, letter), `align` (left, justify), `header` and
`footer` (with {page}, {pages}, and ` || ` before what stands at the right), `column` (the word over the
margin column), and `heading-numbers: auto` (docx). The same source gives the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rendering.blocks import Script, SourceError, read
from rendering.docx import docx
from rendering.pdf import pdf
from rendering.scan import scan

CORPUS = Path(__file__).resolve().parent
LAYOUTS = ("pdf-plain", "pdf-margin", "pdf-table", "pdf-running", "pdf-columns", "pdf-scan", "docx")


def rendered(script: Script) -> bytes:
    """The published file of a source. Raises SourceError for a layout that is not known."""
    if script.layout not in LAYOUTS:
        raise SourceError(f"{script.path}: no layout {script.layout!r}; `render:` is one of {', '.join(LAYOUTS)}")
    if script.layout == "docx":
        return docx(script)
    return scan(pdf(script), name=script.path.name) if script.layout == "pdf-scan" else pdf(script)


def target(script: Script, *, corpus: Path = CORPUS) -> Path:
    """Where the published file lies: the place of the source, below sample/ in place of source/."""
    below = script.path.resolve().relative_to(corpus / "source")
    return corpus / "sample" / below.parent / f"{below.stem}.{'docx' if script.layout == 'docx' else 'pdf'}"


def main(arguments: list[str]) -> int:
    paths = [Path(a) for a in arguments] or [CORPUS / "source"]
    sources = [p for path in paths for p in (sorted(path.rglob("*.md")) if path.is_dir() else [path])]
    failed = 0
    for source in sources:
        try:
            script = read(source)
            content = rendered(script)
        except (SourceError, OSError) as error:
            print(error, file=sys.stderr)
            failed += 1
            continue
        out = target(script)
        out.parent.mkdir(parents=True, exist_ok=True)
        changed = not out.exists() or out.read_bytes() != content
        if changed:
            out.write_bytes(content)
        print(f"{'wrote' if changed else 'same '} {out.relative_to(CORPUS)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
