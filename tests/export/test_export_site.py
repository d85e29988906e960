"""The public site of a toy archive: whole, closed to the network, the same each time; hostile text stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest
import toy_archive as toy
from matters_arising.errors import UsageError
from matters_arising.export.site import write_site
from matters_arising.flow import run
from matters_arising.store import Store, open_store

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>&amp;\u202egnirts ' + "w" * 400
FORD = "R. Moss proposed a lantern of tinned copper at the ford."
LATER = {
    f"2023-{month:02}.txt": toy.minutes(f"2023-{month:02}-04", f"# {title}", f"The {title.lower()} was agreed.")
    for month, title in enumerate(("Bins", "Hedges", "Lamps", "Drains", "Swings"), start=1)
}
PUT = {
    "2022-12.txt": toy.minutes("2022-12-07", "# The ford", FORD),
    "hostile.txt": toy.minutes("2022-11-07", f"# Sluice {HOSTILE}", f"The sluice was put off. {HOSTILE}"),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("site")
    root = toy.lay(folder / "archive", {**toy.FILES, **PUT, **LATER})
    with open_store(folder / "x.db", write=True) as opened:
        run(root, opened, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        yield opened


@pytest.fixture(scope="module")
def site(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "site"
    write_site(store, out)
    return out


@dataclass
class Page(HTMLParser):
    """What a page holds: its tags with their attributes, the ids, and the places that it leads to."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    @property
    def ids(self) -> list[str]:
        return [held["id"] or "" for _, held in self.tags if "id" in held]

    @property
    def links(self) -> list[str]:
        return [held[name] or "" for _, held in self.tags for name in ("href", "src") if name in held]


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    found = {}
    for path in sorted(site.rglob("*.html")):
        found[path.relative_to(site).as_posix()] = page = Page()
        page.feed(path.read_text(encoding="utf-8"))
    return found


def test_every_link_leads_to_a_place_that_is_there(site: Path, pages: dict[str, Page]) -> None:
    assert len(pages) > len(PUT)
    for name, page in pages.items():
        for link in page.links:
            place, _, mark = link.partition("#")
            target = (site / PurePosixPath(name).parent / unquote(place)).resolve() if place else site / name
            assert target.is_file(), (name, link)
            if mark:
                assert mark in pages[target.relative_to(site.resolve()).as_posix() if place else name].ids, (name, link)


def test_a_page_asks_nothing_of_the_network_and_runs_nothing_of_its_own(site: Path, pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        (policy,) = [held["content"] for tag, held in page.tags if held.get("http-equiv") == "Content-Security-Policy"]
        assert policy is not None and "default-src 'none'" in policy and "unsafe" not in policy, name
        assert not any(link.startswith(("http:", "https:", "//", "javascript:", "data:")) for link in page.links), name
        assert not any(word.startswith("on") or word == "style" for _, held in page.tags for word in held), name
        assert all("src" in held for tag, held in page.tags if tag == "script"), name
        assert not any(tag == "style" for tag, _ in page.tags), name
        assert len(page.ids) == len(set(page.ids)), name
        assert (site / name).stat().st_size < 300_000, name


def test_headings_stand_in_order_and_one_leads(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1 and levels.count(1) == 1, name
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), (name, levels)


def test_hostile_text_stays_text(site: Path) -> None:
    held = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    assert "alert(1)" in held and "<script>alert" not in held and "<img" not in held and "\u202e" not in held


def test_a_proposal_not_found_again_is_asked_after_in_neutral_words_with_its_quote(site: Path) -> None:
    asked = (site / "questions.html").read_text(encoding="utf-8")
    assert "What has become of the proposal made under “The ford” on 7 December 2022?" in asked
    assert "not found in the minutes of the 5 meetings since" in asked.lower() and FORD in asked
    outside = re.sub(r"<blockquote>.*?</blockquote>", "", asked, flags=re.DOTALL)
    assert "Moss" not in outside, "a person is named only in the quote"


def test_the_same_database_gives_the_same_site_and_nothing_is_written_twice(store: Store, tmp_path: Path) -> None:
    first = write_site(store, tmp_path / "a")
    write_site(store, tmp_path / "b")
    assert _bytes(tmp_path / "a") == _bytes(tmp_path / "b")
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "a").rglob("*") if path.is_file()}
    again = write_site(store, tmp_path / "a")
    assert (again.changed, again.removed, again.files) == (0, 0, first.files)
    assert times == {path: path.stat().st_mtime_ns for path in times}


def test_a_folder_of_something_else_is_refused_and_left_alone(store: Store, tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"letters\.txt"):
        write_site(store, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


def test_links_to_files_have_the_prefix_and_never_one_that_runs(store: Store, tmp_path: Path) -> None:
    write_site(store, tmp_path / "a", source_url="https://minutes.example/files")
    held = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "a" / "minutes").iterdir())
    assert 'href="https://minutes.example/files/2022-12.txt' in held
    with pytest.raises(UsageError, match="links to files"):
        write_site(store, tmp_path / "b", source_url="javascript:alert(1)//")
    assert not (tmp_path / "b").exists()


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
