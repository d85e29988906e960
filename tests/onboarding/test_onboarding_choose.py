"""Which few documents are read."""

from __future__ import annotations

import doctest

from matters_arising.onboarding import choose as module
from matters_arising.onboarding.choose import Chosen, File, choose


def _files(*paths: str) -> list[File]:
    return [File(path, f"bytes of {path}") for path in paths]


def test_every_format_and_both_ends_of_the_years_are_there() -> None:
    pdfs = [f"{year}/minutes-{year}-0{month}-04.pdf" for year in range(2001, 2021) for month in (1, 5, 9)]
    chosen = choose(_files(*pdfs, "a.docx", "b.html", "b2.html"), 12)
    assert len(chosen) == 12
    assert {"a.docx", "b.html", "b2.html"} < set(chosen)
    years = sorted(path[:4] for path in chosen if path.endswith(".pdf"))
    assert years[0] <= "2002" and years[-1] >= "2019" and len(set(years)) == 9


def test_the_order_in_which_files_are_found_makes_no_difference() -> None:
    files = _files(*(f"{n}.pdf" for n in range(40)), *(f"{n}.md" for n in range(3)))
    assert choose(files, 10) == choose(reversed(files), 10)


def test_years_outrank_folders_and_the_same_bytes_count_once() -> None:
    files = [
        *_files("z/2001-01-04.pdf", "a/2020-01-04.pdf", "m/2010-01-04.pdf"),
        File("copy.pdf", "bytes of z/2001-01-04.pdf"),
    ]
    assert choose(files, 1) == ["m/2010-01-04.pdf"]
    assert len(choose(files, 9)) == 3


def test_agendas_are_read_only_where_there_is_not_enough_else() -> None:
    files = _files("agenda-1.pdf", "agenda-2.pdf", "minutes-1.pdf", "agenda and minutes 3.pdf")
    assert choose(files, 2) == ["agenda and minutes 3.pdf", "minutes-1.pdf"]
    assert len(choose(files, 3)) == 3


def test_only_what_was_chosen_is_found() -> None:
    found = Chosen(lambda root, *, config: iter(_files("a.pdf", "b.pdf")), frozenset({"b.pdf"}))
    assert [file.path for file in found("root", config=None)] == ["b.pdf"]


def test_doctests() -> None:
    done = doctest.testmod(module)
    assert done.attempted and not done.failed
