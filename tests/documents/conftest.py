"""PDFs drawn once for all tests of the PDF reader."""

from __future__ import annotations

import pytest
from documents_build import HEIGHT, TALK, grid, pdf, read_pdf, wrap, write
from matters_arising.models import Document

OPENINGS = {1: "The chair said:", 2: "members be told, and", 3: "heard, and", 4: "and so to bed."}
ENDINGS = {1: "It was resolved that", 2: "when that was done it was to be", 3: "Mr Finch,", 4: "Closed at nine."}


@pytest.fixture(scope="session")
def running() -> Document:
    """Four pages with a running header and footer, and a paragraph that goes on over each page end."""

    def page(number: int):
        def draw(canvas):
            write(canvas, 60, 40, ["Ambling Parish Council: minutes of 4 May 2021"], size=9)
            y = write(canvas, 60, 90, wrap(f"{OPENINGS[number]} {TALK * 5} {ENDINGS[number]}", 460))
            assert y < 760
            write(canvas, 280, HEIGHT - 36, [f"Page {number} of 4"], size=9)

        return draw

    return read_pdf(pdf(*[page(number) for number in (1, 2, 3, 4)]))


@pytest.fixture(scope="session")
def margin() -> Document:
    """Numbered paragraphs with the initials of who is to act in the right margin, one page, heading "Action"."""

    def draw(canvas):
        write(canvas, 60, 60, ["Notes of the forum, 9 June 2022"], size=16, bold=True)
        write(canvas, 505, 84, ["Action"], bold=True)
        y = 100.0
        for number, owner in ((1, "BF"), (2, ""), (3, "AO/CR"), (4, "DL")):
            top = y
            y = write(canvas, 60, y, [f"{number}."])
            y = write(canvas, 84, top, wrap(TALK, 390))
            if owner:
                write(canvas, 505, y - 13.5, [owner])
            y += 8

    return read_pdf(pdf(draw))


@pytest.fixture(scope="session")
def ruled() -> Document:
    """A ruled actions table under two paragraphs."""

    def draw(canvas):
        write(canvas, 60, 60, wrap(TALK, 460))
        lefts, tops = [60, 330, 430, 520], [140, 160, 190, 210]
        grid(canvas, lefts, tops)
        write(canvas, 64, 154, ["Action"], bold=True)
        write(canvas, 334, 154, ["By whom"], bold=True)
        write(canvas, 434, 154, ["By when"], bold=True)
        write(canvas, 64, 173, ["Ask the mill whether it would pay for", "the timber"])
        write(canvas, 334, 173, ["Clerk"])
        write(canvas, 434, 173, ["July"])
        write(canvas, 64, 204, ["Ring the surveyor"])
        write(canvas, 334, 204, ["Mr Finch"])
        write(canvas, 60, 240, ["The meeting closed at nine."])

    return read_pdf(pdf(draw))


@pytest.fixture(scope="session")
def doings() -> Document:
    """Minutes set out in a ruled table: item, discussion, action, and who is to do it."""
    lefts = [40, 120, 400, 490, 555]

    def only(canvas):
        grid(canvas, lefts, [60, 80, 240])
        for left, head in zip(lefts, ("Item", "Discussion", "Action", "Who"), strict=False):
            write(canvas, left + 4, 74, [head], bold=True)
        write(canvas, 44, 94, ["Weir"])
        write(canvas, 124, 94, wrap(TALK * 2, 270))
        write(canvas, 404, 94, ["Ask and tell"])
        write(canvas, 494, 94, ["BF"])

    return read_pdf(pdf(only))


@pytest.fixture(scope="session")
def narrative() -> Document:
    """Minutes set out in a ruled table: number, item, notes over two pages, action."""
    lefts = [40, 90, 190, 480, 555]

    def first(canvas):
        grid(canvas, lefts, [60, 80, 400])
        for left, head in zip(lefts, ("No", "Item", "Notes", "Action"), strict=False):
            write(canvas, left + 4, 74, [head], bold=True)
        write(canvas, 44, 94, ["12/21"])
        write(canvas, 94, 94, ["To hear about", "the weir and", "decide what to"])
        y = write(canvas, 194, 94, wrap(TALK * 2, 280))
        y = write(canvas, 194, y, wrap("Mr Finch proposed that the mill be asked to", 280))
        write(canvas, 484, y - 13.5, ["Finch"])

    def second(canvas):
        grid(canvas, lefts, [60, 130, 200])
        write(canvas, 94, 74, ["do about it"])
        write(canvas, 194, 74, ["put its half in writing. Agreed."])
        write(canvas, 44, 144, ["13/21"])
        write(canvas, 94, 144, ["Finance"])
        write(canvas, 194, 144, wrap("The accounts were passed, and the clerk was thanked for them.", 280))
        write(canvas, 484, 144, ["Clerk to", "send to bank"])

    return read_pdf(pdf(first, second))


@pytest.fixture(scope="session")
def columns() -> Document:
    """A title over two columns of prose whose base lines do not agree, continued from the first to the second."""

    def draw(canvas):
        write(canvas, 60, 50, ["Board Brief for the Month of March in Ambling School"], size=16, bold=True)
        lines = wrap(TALK * 6 + "The end of it all.", 220)
        half = len(lines) // 2
        write(canvas, 60, 90, lines[:half])
        write(canvas, 310, 94, lines[half:])

    return read_pdf(pdf(draw))


@pytest.fixture(scope="session")
def borderless() -> Document:
    """An agenda table without rulings: item, topic, minute, action."""

    def draw(canvas):
        write(canvas, 60, 50, ["Minutes of the trust board"], size=15, bold=True)
        for left, head in ((60, "Item"), (110, "Topic"), (230, "Minute"), (490, "Action")):
            write(canvas, left, 80, [head], bold=True)
        y = 100.0
        for number, topic, owner in (
            ("1.", "Apologies for absence", ""),
            ("2.", "The weir", "AO"),
            ("3.", "Finance and accounts", "BF"),
        ):
            write(canvas, 60, y, [number])
            write(canvas, 110, y, wrap(topic, 90))
            if owner:
                write(canvas, 490, y, [owner])
            y = write(canvas, 230, y, wrap(TALK * 2, 240)) + 12

    return read_pdf(pdf(draw))


@pytest.fixture(scope="session")
def styled() -> Document:
    """Headings by type, run-in bold, bullets, a divided word and a raised figure."""

    def draw(canvas):
        write(canvas, 60, 50, ["AMBLING FORUM"], size=18, bold=True)
        write(canvas, 60, 80, ["3. Roads and paths"], bold=True)
        write(canvas, 60, 96, wrap(TALK, 460))
        write(canvas, 60, 160, ["Hedges:"], bold=True)
        write(canvas, 108, 160, ["two had been cut, and the clerk would ask about the third."])
        write(canvas, 70, 190, ["\u2022"])
        write(canvas, 84, 190, ["The gate by the school was to be shut at night, as the com-", "mittee had asked."])
        write(canvas, 70, 220, ["\u2022"])
        write(canvas, 84, 220, ["The stile was sound."])
        write(canvas, 60, 250, ["The next meeting is on the 23"])
        x = 60 + canvas.stringWidth("The next meeting is on the 23", "Helvetica", 11)
        write(canvas, x, 246, ["rd"], size=7)
        write(
            canvas,
            x + canvas.stringWidth("rd ", "Helvetica", 7),
            250,
            [" of June in the hall, when the accounts will be read."],
        )

    return read_pdf(pdf(draw))


@pytest.fixture(scope="session")
def scan():
    """Makes a PDF of the given pages and, last, one that is only a picture."""

    def make(*pages) -> bytes:
        from PIL import Image, ImageDraw
        from reportlab.lib.utils import ImageReader

        picture = Image.new("L", (850, 1200), 255)
        ImageDraw.Draw(picture).rectangle((100, 100, 700, 140), fill=0)

        def last(canvas):
            canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)

        return pdf(*pages, last)

    return make


@pytest.fixture(scope="session")
def printed():
    """Makes a PDF of one page that is a picture of the given lines."""

    def make(lines: list[str]) -> bytes:
        import pypdfium2
        from reportlab.lib.utils import ImageReader

        def page(canvas):
            canvas.setFont("Helvetica", 12)
            for number, line in enumerate(lines):
                canvas.drawString(72, 760 - 24 * number, line)

        with pypdfium2.PdfDocument(pdf(page)) as drawn:
            picture = drawn[0].render(scale=2.0).to_pil()
        return pdf(lambda canvas: canvas.drawImage(ImageReader(picture), 0, 0, 595, 842))

    return make
