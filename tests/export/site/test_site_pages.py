"""Every page of a site: sound HTML, nothing that runs or loads from elsewhere, every link leads somewhere."""

from __future__ import annotations

import json
import posixpath
import re
from itertools import pairwise

import pytest
from lxml import html
from matters_arising.export.site.paper import POLICY
from matters_arising.export.site.reading import Reading, read
from matters_arising.export.site.whole import files
from matters_arising.store import Store

Site = dict[str, str]
KINDS = {
    "index.html", "bodies.html", "matters.html", "ledger.html", "silence.html", "practice.html", "questions.html",
    "search.html", "coverage.html",
}  # fmt: skip
TAKES_A_PLACE = ("href", "src", "action", "formaction", "poster", "data", "srcset")


def pages(site: Site) -> dict[str, html.HtmlElement]:
    return {name: html.document_fromstring(text) for name, text in site.items() if name.endswith(".html")}


def test_a_site_has_every_kind_of_page(site: Site) -> None:
    assert {name for name in site if name.endswith(".html") and "/" not in name} == KINDS
    assert {name.partition("/")[0] for name in site if "/" in name} >= {
        "matters",
        "bodies",
        "minutes",
        "practice",
        "data",
    }


def test_every_page_has_the_policy_before_anything_it_could_stop(either: Site) -> None:
    for name, text in either.items():
        if name.endswith(".html"):
            told = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
            assert told and told[1].replace("&#39;", "'") == POLICY, name
            assert told.end() < min(text.find(tag) for tag in ("<link", "<title", "<body")), name
    assert "unsafe" not in POLICY and "default-src 'none'" in POLICY


def test_no_page_runs_or_loads_anything_but_the_files_of_the_site(either: Site) -> None:
    scripts = set()
    for name, page in pages(either).items():
        for node in page.iter(html.etree.Element):
            assert not [key for key in node.attrib if key.lower().startswith("on")], name
            assert "style" not in node.attrib, name
            assert node.tag not in ("iframe", "object", "embed", "base", "style", "img"), name
            for key in TAKES_A_PLACE:
                assert not re.match(r"\s*(?:[a-z][a-z+.-]*:|//)", node.get(key, ""), re.IGNORECASE), (
                    name,
                    node.get(key),
                )
            if node.tag == "script":
                assert not (node.text or "").strip(), name
                scripts.add(posixpath.basename(node.get("src", "")))
    assert scripts == {"shards.js", "tables.js", "search.js"}


def test_every_link_leads_to_a_page_and_a_place_on_it(either: Site) -> None:
    read_pages = pages(either)
    ids = {
        name: {node.get("id") for node in page.iter(html.etree.Element) if node.get("id")}
        for name, page in read_pages.items()
    }
    links = 0
    for name, page in read_pages.items():
        for node in page.iter("a", "link", "script"):
            place = node.get("href") or node.get("src") or ""
            path, _, anchor = place.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            if target.startswith("../minutes/"):
                continue  # a file of the archive
            assert target in either, (name, place)
            assert not anchor or anchor in ids[target], (name, place)
            links += 1
    assert links > 100


def test_pages_say_what_they_are_to_those_who_do_not_see_them(either: Site) -> None:
    for name, page in pages(either).items():
        assert page.get("lang") == "en"
        assert len(page.findall(".//h1")) == 1, name
        assert page.xpath("//body/*[1][self::a][@href='#main']") and page.xpath("//main[@id='main']"), name
        levels = [int(node.tag[1]) for node in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)
        ids = [node.get("id") for node in page.iter(html.etree.Element) if node.get("id")]
        assert len(ids) == len(set(ids)), name
        for table in page.iter("table"):
            assert (table.findtext("caption") or "").strip(), name
            assert all(cell.get("scope") in ("col", "row") for cell in table.iter("th")), name
        labelled = {label.get("for") for label in page.iter("label")}
        assert all(field.get("id") in labelled for field in page.iter("input", "select")), name


def test_every_page_can_be_opened_on_a_poor_line(either: Site) -> None:
    assert max(len(text.encode()) for name, text in either.items() if name.endswith((".html", ".js"))) < 300_000


def test_the_same_database_gives_the_same_bytes(store: Store, reading: Reading) -> None:
    assert list(files(read(store))) == list(files(reading))


def test_text_of_the_minutes_stays_text(hostile: Site) -> None:
    every = "".join(text for name, text in hostile.items() if name.endswith(".html"))
    assert "&lt;script&gt;alert(1)" in every and "&lt;img src=x" in every and "&lt;svg onload" in every
    assert not re.search("[\x00\u202a-\u202e\u2066-\u2069]", every)
    for name, text in hostile.items():
        if name.startswith("data/"):
            assert text.isascii() and "\\u0000" not in text and "\\u202e" not in text, name


def test_a_script_of_rows_holds_only_rows(hostile: Site) -> None:
    names = [name for name in hostile if name.startswith("data/things-")]
    assert names
    for name in names:
        told = hostile[name].removeprefix("mattersArising.hold(").removesuffix(");\n")
        first, _, rest = told.partition(",")
        assert json.loads(first) == name.removeprefix("data/").removesuffix(".js")
        assert all(len(thing) == 4 and len(thing[1]) < 300 for thing in json.loads(rest))


@pytest.mark.parametrize(
    "words",
    ["Not found is not the same as not done", "passages to read, never a count", "A question is not a reproach"],
)
def test_pages_that_accuse_say_how_far_to_trust_them(site: Site, words: str) -> None:
    assert any(words in text for text in site.values())


def test_the_place_of_the_archive_on_this_machine_is_not_told(reading: Reading, site: Site) -> None:
    assert reading.overview.root and not any(reading.overview.root in text for text in site.values())
    assert not any(reading.overview.path in text for text in site.values())


def test_links_lead_to_the_file_at_its_page(site: Site) -> None:
    page = next(text for name, text in site.items() if name.startswith("minutes/") and "Page 2 of" in text)
    assert 'href="../../minutes/2022-06.txt"' in page
    assert 'href="../minutes/2022-03.txt"' in site["questions.html"]
