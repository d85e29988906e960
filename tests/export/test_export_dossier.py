"""Evidence packs: what is in them, and whether others can prove them from the archive's files alone."""

from __future__ import annotations

import csv
import doctest
import io
import json
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
import toy_archive as toy
from dossier_by_hand import archive, database
from lxml import html
from matters_arising.errors import PackError, SourceError, UsageError
from matters_arising.export.dossier import report
from matters_arising.export.dossier.case import case_of_body, case_of_matter
from matters_arising.export.dossier.pack import files, write_dossier
from matters_arising.export.dossier.verify import Verification, verify
from matters_arising.export.verification import print_verification
from matters_arising.ids import sha256_of
from matters_arising.matters import tally
from matters_arising.store import open_store, sittings
from matters_arising.store.ledger import ledger
from matters_arising.store.read import read_current
from rich.console import Console

sys.path.insert(0, str(Path(__file__).parent / "site"))
from sites_by_hand import HOSTILE, store_of

Change = Callable[[Path, Path], object]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return archive(tmp_path / "archive")


@pytest.fixture
def pack(root: Path, tmp_path: Path) -> Path:
    with open_store(database(root, tmp_path / "x.db")) as store:
        write_dossier(case_of_body(store, "Ambleton Forum", limit=5), tmp_path / "pack")
    (tmp_path / "x.db").unlink()
    return tmp_path / "pack"


def states(found: Verification) -> dict[str, tuple[str, list[str]]]:
    return {file.document: (file.state, [one.state for one in file.quotes]) for file in found.files}


def printed(found: Verification) -> str:
    text = io.StringIO()
    print_verification(Console(file=text, width=200, highlight=False, markup=False, emoji=False), found)
    return text.getvalue()


def test_a_pack_stands_against_its_archive_without_its_database(pack: Path, root: Path) -> None:
    found = verify(pack, root)
    assert found.stands
    assert states(found) == {
        "2022-01.txt": ("same", ["stands"]),
        "2022-03.txt": ("same", ["stands"]),
        "2022-04.txt": ("same", ["stands"]),
        "old.zip!/inner/2022-06.txt": ("same", ["stands"]),
    }
    assert "All of it stands." in printed(found) and "4 quotes: 4 found at its place" in printed(found)


def test_every_quote_stands_in_all_files_of_the_pack(pack: Path) -> None:
    manifest = json.loads((pack / "manifest.json").read_text())
    rows = list(csv.DictReader((pack / "evidence.csv").open(encoding="utf-8")))
    whole = json.loads((pack / "dossier.json").read_text())
    page = (pack / "report.html").read_text(encoding="utf-8")
    quotes = [one["quote"] for one in manifest["quotes"]]
    assert len(quotes) == 4 and quotes == [row["quote"] for row in rows] == [one["quote"] for one in whole["evidence"]]
    for one in manifest["quotes"]:
        assert f"<mark>{one['quote']}</mark>" in page and one["sha256"] in page
        assert one["quote_sha256"] == sha256_of(one["quote"].encode()) and one["pages"] == [1, 1]
    assert manifest["files"].keys() == {"report.html", "evidence.csv", "dossier.json"}
    assert all(sha256_of((pack / name).read_bytes()) == digest for name, digest in manifest["files"].items())
    assert [row["type"] for row in rows] == ["proposal", "deferral", "deferral", "decision"]
    assert [row["explicit"] for row in rows[1:3]] == ["true", "false"]


def test_the_same_database_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    with open_store(database(root, tmp_path / "x.db")) as store:
        made = [write_dossier(case_of_body(store, "Ambleton Forum", limit=5), tmp_path / name) for name in "ab"]
    assert made[0][1] == made[1][1]
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_persons_are_named_outside_of_quotes_only_where_somebody_asks(root: Path, tmp_path: Path) -> None:
    with open_store(database(root, tmp_path / "x.db")) as store:
        matter = ledger(store)[0].matter
        plain, asked = (case_of_matter(store, matter, people=people) for people in (False, True))
    assert {one.who for one in plain.exhibits} == {""} and {one.who for one in asked.exhibits} == {"R. Moss"}
    assert not any("reason" in one.told for one in plain.exhibits)
    assert "R. Moss" not in dict(files(plain))["report.html"].decode()


def test_a_report_of_a_body_lists_its_matters_and_is_brief_around_quotes(tmp_path: Path) -> None:
    lines = ["# Kiln", *["The kiln was looked at by nobody in particular."] * 30, "It was put off."]
    told = {f"{month}.txt": toy.minutes(f"2022-0{month}-01", *lines, "# Gate", "It was put off.") for month in (1, 2)}
    with open_store(store_of(tmp_path, told)) as store:
        whole = dict(files(case_of_body(store, "Ambleton Forum", limit=5)))["report.html"].decode()
        kiln = next(entry.matter for entry in ledger(store) if entry.title == "Kiln")
        one = dict(files(case_of_matter(store, kiln)))["report.html"].decode()
    listed = html.document_fromstring(whole).xpath("//nav//li[a[starts-with(@href, '#matter-')]]")
    assert [" ".join(li.text_content().split()) for li in listed] == [
        f"{title} put off at 2 meetings, no reason found at any of them; fate: open; 2 quotes"
        for title in ("Gate", "Kiln")
    ]
    assert [len(html.document_fromstring(whole).xpath(f"//section[@id='matter-{n}']")) for n in (1, 2, 3)] == [1, 1, 0]
    around = [max(map(len, html.document_fromstring(page).xpath("//blockquote/span/text()"))) for page in (whole, one)]
    assert around[0] <= 165 and around[1] > 400


def test_doctests() -> None:
    done = doctest.testmod(report)
    assert done.attempted and not done.failed


def test_a_case_of_many_matters_asks_for_the_record_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [line for at in range(20) for line in (f"# Kiln {at}", "It was put off to the next meeting.")]
    told = {f"{month}.txt": toy.minutes(f"2022-0{month}-01", *lines) for month in (1, 2, 3)}
    asked: list[str] = []
    plain = sittings.every
    monkeypatch.setattr(sittings, "read_current", lambda store: asked.append("current") or read_current(store))
    monkeypatch.setattr(sittings, "every", lambda store, sql, *values: asked.append(sql) or plain(store, sql, *values))
    with open_store(store_of(tmp_path, told)) as store:
        assert len(case_of_body(store, "Ambleton Forum", limit=20).matters) == 20
    assert len(asked) == 4


def test_the_report_says_which_meetings_were_looked_through(pack: Path) -> None:
    page = (pack / "report.html").read_text(encoding="utf-8").partition('id="coverage"')[2]
    for told in ("19 January 2022", "15 June 2022", "old.zip!/inner/2022-06.txt", "4 meetings read."):
        assert told in page


def _altered(pack: Path, _: Path) -> object:
    page = pack / "report.html"
    return page.write_text(page.read_text(encoding="utf-8").replace("put off to", "refused at"), encoding="utf-8")


PACKS: dict[str, tuple[Change, tuple[str, str]]] = {
    "a page was altered": (_altered, ("report.html", "altered")),
    "a file is missing": (lambda pack, _: (pack / "evidence.csv").unlink(), ("evidence.csv", "missing")),
    "a file was added": (lambda pack, _: (pack / "note.txt").write_text("x"), ("note.txt", "added")),
}


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_that_was_tampered_with_is_told(pack: Path, root: Path, name: str) -> None:
    change, fault = PACKS[name]
    change(pack, root)
    found = verify(pack, root)
    assert not found.stands and [(one.name, one.state) for one in found.pack] == [fault]


def test_a_link_in_a_pack_is_never_taken_for_a_file_of_it(pack: Path, root: Path, tmp_path: Path) -> None:
    (pack / "evidence.csv").rename(tmp_path / "evidence.csv")
    (pack / "evidence.csv").symlink_to(tmp_path / "evidence.csv")
    assert [(one.name, one.state) for one in verify(pack, root).pack] == [("evidence.csv", "altered")]


def test_another_manifest_than_the_one_expected_is_told(pack: Path, root: Path) -> None:
    own = sha256_of((pack / "manifest.json").read_bytes())
    assert verify(pack, root, expected=own.upper()).stands
    found = verify(pack, root, expected="0" * 64)
    assert not found.stands and "not the manifest that was expected" in printed(found)


def _with(name: str, old: str, new: str) -> Change:
    def change(_: Path, root: Path) -> object:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        return (root / name).write_text(text.replace(old, new), encoding="utf-8")

    return change


FILES: dict[str, tuple[Change, str, list[str], str, bool]] = {
    "changed after the quote": (
        *(_with("2022-03.txt", "writing.\n", "writing.\n\nMore.\n"), "changed", ["stands"]),
        *("", False),
    ),
    "changed before the quote": (
        *(_with("2022-03.txt", "# Bus", "# The old bus"), "changed", ["elsewhere"]),
        *("file changed, quote still there", False),
    ),
    "the quote changed": (
        *(_with("2022-03.txt", "put off", "taken up"), "changed", ["gone"]),
        *("file changed, quote gone", False),
    ),
    "missing": (
        *(lambda _, root: (root / "2022-03.txt").unlink(), "missing", ["unread"]),
        *("the file is not in the archive", False),
    ),
    "empty": (
        *(lambda _, root: (root / "2022-03.txt").write_text(""), "unreadable", ["unread"]),
        *("cannot be read here (the file is empty)", False),
    ),
    "renamed": (
        *(lambda _, root: (root / "2022-03.txt").rename(root / "march.txt"), "moved", ["stands"]),
        *("the same file under another name (it is now march.txt)", True),
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_what_became_of_a_file_of_the_archive_is_told(pack: Path, root: Path, name: str) -> None:
    change, state, quotes, words, stands = FILES[name]
    change(pack, root)
    found = verify(pack, root)
    assert states(found)["2022-03.txt"] == (state, quotes) and found.stands is stands
    assert words in printed(found)
    assert [file.state for file in found.files if file.document != "2022-03.txt"] == ["same"] * 3


def _forged(pack: Path, **changes: object) -> None:
    """A manifest in which the first quote claims something else."""
    manifest = json.loads((pack / "manifest.json").read_text())
    manifest["quotes"][0].update(changes)
    (pack / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": "Ms Moss stole a new bus shelter..."},
        {"start": -5, "end": 30},
        {"end": 9_999},
        {"document": "../../etc/passwd"},
        {"sha256": "0" * 64},
        {"pages": [1]},
    ],
)
def test_a_manifest_that_contradicts_itself_is_refused(pack: Path, root: Path, changes: dict[str, object]) -> None:
    _forged(pack, **changes)
    with pytest.raises(PackError, match="damaged"):
        verify(pack, root)


def test_a_forged_quote_with_a_hash_of_its_own_does_not_stand(pack: Path, root: Path) -> None:
    quote = "Ms Moss refused a new bus shelter."
    _forged(pack, quote=quote, quote_sha256=sha256_of(quote.encode()), end=0, start=0)
    with pytest.raises(PackError):
        verify(pack, root)
    _forged(pack, start=40, end=40 + len(quote))
    found = verify(pack, root)
    assert not found.stands and states(found)["2022-01.txt"] == ("same", ["gone"])


@pytest.mark.parametrize("told", ["", "{}", "[]", "no json", '{"made_by": "matters site"}'])
def test_a_folder_without_a_manifest_of_ours_is_no_pack(tmp_path: Path, root: Path, told: str) -> None:
    with pytest.raises(PackError, match="no manifest"):
        verify(tmp_path, root)
    (tmp_path / "manifest.json").write_text(told)
    with pytest.raises(PackError, match="damaged"):
        verify(tmp_path, root)


def test_an_archive_that_is_not_there_is_told(pack: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        verify(pack, tmp_path / "nowhere")


def test_a_folder_with_anything_else_is_not_written_over(root: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "manifest.json").write_text("{}")
    (tmp_path / "mine" / "report.html").write_text("mine")
    with open_store(database(root, tmp_path / "x.db")) as store:
        case = case_of_body(store, "Ambleton Forum", limit=5)
    with pytest.raises(UsageError, match="no evidence pack of ours"):
        write_dossier(case, tmp_path / "mine")
    assert (tmp_path / "mine" / "report.html").read_text() == "mine"


class _Page(HTMLParser):
    """The elements of a page, and what it could load or run."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.bad: list[str] = []
        self.ids: list[str] = []
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("src", "style", "action"):
                self.bad.append(f"{tag} {name}")
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "xlink:href"):
                self.links.add(value or "")


def test_the_bars_that_a_pack_names_are_those_that_count(tmp_path: Path) -> None:
    with open_store(store_of(tmp_path, HOSTILE)) as store:
        made = dict(files(case_of_body(store, ledger(store)[0].body, limit=5)))
    said = " ".join(made["report.html"].decode().split())
    assert f"(a probability of {tally.ALONE} or more), or a little less so ({tally.EXPECTED}) where" in said


def test_hostile_minutes_do_nothing_in_a_pack(tmp_path: Path) -> None:
    with open_store(store_of(tmp_path, HOSTILE)) as store:
        case = case_of_body(store, ledger(store)[0].body, limit=5, people=True)
    made = dict(files(case))
    page = made["report.html"].decode()
    read = _Page()
    read.feed(page)
    assert not read.bad and not read.tags & {"script", "img", "iframe", "object", "link", "b"}
    assert len(read.ids) == len(set(read.ids)) and read.links <= {f"#{name}" for name in read.ids}
    assert "default-src &#39;none&#39;; style-src &#39;sha256-" in page and "unsafe" not in page
    for data in made.values():
        assert b"\x00" not in data and "\u202e" not in data.decode() and "\u2066" not in data.decode()
    write_dossier(case, tmp_path / "pack")
    assert "\u202e" not in printed(verify(tmp_path / "pack", archive(tmp_path / "other")))


def test_formulae_do_not_run_in_the_table(tmp_path: Path) -> None:
    lines = {f"{n}.txt": toy.minutes(f"2022-0{n}-01", "# =1+1", "=2+2 was put off.") for n in (1, 2)}
    with open_store(store_of(tmp_path, lines)) as store:
        made = dict(files(case_of_body(store, "Ambleton Forum", limit=5)))
    rows = list(csv.DictReader(io.StringIO(made["evidence.csv"].decode())))
    assert {row["quote"] for row in rows} == {"'=2+2 was put off."} and {row["title"] for row in rows} == {"'=1+1"}
