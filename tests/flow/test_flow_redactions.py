"""What a rule removes is in nothing that is stored: no column, text, index or byte, after any run."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
import toy_archive as toy
from matters_arising.errors import UsageError
from matters_arising.export import canonical
from matters_arising.flow import run
from matters_arising.redactions import NONE, Redaction, Redactions, removed_in
from matters_arising.store import open_store
from matters_arising.store.context import search
from matters_arising.store.ends import put_ends
from matters_arising.store.ledger import ledger
from matters_arising.store.read import every, meta
from matters_arising.store.redactions import cover_stored, left, read_rules, remember_file, tables, text_columns

NAME = "Wilhelmina Quillfeather"
RULES = Redactions((Redaction(id="r1", text=NAME), Redaction(id="r2", text="Quillfeather")))
FILES = {
    f"letter of {NAME}.txt": toy.minutes(
        "2023-05-03",
        f"# Fence of {NAME}",
        f"{NAME} asked for a fence, and it was put off because {NAME} was away.",
        "The Forum and Quillfeather will do it together.",
        body=f"{NAME} Trust",
    ),
    "other.txt": toy.minutes("2023-06-07", f"# Fence of {NAME}", "It was agreed.", body="Quay Board"),
}
WHEN = "2024-03-05T00:00:00+00:00"


def go(path: Path, root: Path, rules: Redactions = NONE, files: dict[str, str] = FILES) -> None:
    with open_store(path, write=True) as store:
        run(toy.lay(root, files), store, config=toy.ToyConfig(), stages=toy.WIDE, jobs=0, redactions=rules, now=WHEN)


def held(path: Path, word: str = "quillfeather") -> list[str]:
    """Where the word is: every text column, text, the index, and the bytes of the files."""
    found = []
    with open_store(path) as store:
        for table in tables(store.connection):
            for column in text_columns(store.connection, table):
                rows = every(store, f'SELECT "{column}" FROM {table}')
                found += [f"{table}.{column}" for row in rows if word in row[0].casefold()]
        for table in ("texts", "versions"):
            rows = every(store, f"SELECT text FROM {table}")
            found += [table for row in rows if word in zlib.decompress(row["text"]).decode().casefold()]
        if search(store, word, limit=5):
            found.append("index")
    for file in path.parent.glob(path.name + "*"):
        if word.encode() in file.read_bytes().lower():
            found.append(file.name)
    return found


def verify(path: Path) -> None:
    with open_store(path) as store:
        texts = {row["document"]: zlib.decompress(row["text"]).decode() for row in every(store, "SELECT * FROM texts")}
        for table in ("events", "stances"):
            rows = every(store, f"SELECT t.*, m.document FROM {table} t JOIN meetings m ON m.key = t.meeting")
            assert rows
            for row in rows:
                assert texts[row["document"]][row["start"] : row["end"]] == row["quote"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.db"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def test_the_name_is_everywhere_before(path: Path, root: Path) -> None:
    go(path, root)
    places = held(path)
    for place in ("documents.path", "meetings.body", "items.title", "statements.text", "events.quote", "events.reason"):
        assert place in places
    assert {"texts", "index", "matters.title", "mentions.quote", "x.db"} <= set(places)


def test_a_run_with_rules_stores_nothing_of_it(path: Path, root: Path) -> None:
    go(path, root, RULES)
    assert held(path) == []
    verify(path)
    with open_store(path) as store:
        assert left(store, RULES) == []
        log = every(store, "SELECT * FROM redaction_log")
        assert {row["rule"] for row in log} == {"r1", "r2"} and {row["when"] for row in log} == {WHEN}


def test_rules_that_are_applied_later_leave_nothing_of_it(path: Path, root: Path) -> None:
    go(path, root)
    with open_store(path, write=True) as store:
        assert left(store, RULES)
        assert cover_stored(store, RULES, WHEN)
        assert left(store, RULES) == []
        assert not cover_stored(store, RULES, WHEN)
    assert held(path) == []
    verify(path)


def test_the_note_of_a_document_tells_at_once_how_much_was_removed_from_it(path: Path, root: Path) -> None:
    def told() -> dict[str, int]:
        with open_store(path) as store:
            return {row["note"]: removed_in(row["note"]) for row in every(store, "SELECT note FROM documents")}

    away = Redaction(id="r0", quote="was away", document="letter*")
    go(path, root)
    assert told() == {"": 0}
    with open_store(path, write=True) as store:
        store.connection.execute("UPDATE documents SET note = 'by OCR' WHERE path LIKE 'letter%'")
        cover_stored(store, Redactions((away,)), WHEN)
    assert told() == {"by OCR; removed on request: 1 passage": 1, "": 0}
    with open_store(path, write=True) as store:
        cover_stored(store, Redactions((away, RULES.rules[0])), WHEN)
    assert told() == {"by OCR; removed on request: 5 passages": 5, "removed on request: 1 passage": 1}
    go(path, root, Redactions((away, RULES.rules[0])))
    assert told() == {"removed on request: 5 passages": 5, "removed on request: 1 passage": 1}


def test_why_matters_may_be_one_is_forgotten_with_the_words(path: Path, root: Path) -> None:
    pond = toy.minutes("2023-07-05", "# Pond", "It was agreed.", body="Quay Board")
    go(path, root, files={**FILES, "third.txt": pond})
    of_one = Redactions((Redaction(id="r3", quote=f"{NAME} was away", document=f"letter of {NAME}.txt"),))
    with open_store(path, write=True) as store:
        with store.connection as connection:
            one, other = [row["key"] for row in connection.execute("SELECT key FROM matters LIMIT 2")]
            connection.execute("INSERT INTO perhaps VALUES (?, ?, ?, 0.6)", (one, other, f"words: {NAME}, away"))
        assert cover_stored(store, of_one, WHEN)
        assert every(store, "SELECT * FROM perhaps") == []


@pytest.mark.parametrize("changed", [False, True])
def test_a_later_run_brings_nothing_back_and_is_as_a_fresh_one(
    path: Path, root: Path, tmp_path: Path, changed: bool
) -> None:
    go(path, root)
    with open_store(path, write=True) as store:
        cover_stored(store, RULES, WHEN)
    files = {**FILES, "other.txt": FILES["other.txt"] + f"\nAnd {NAME} was thanked.\n"} if changed else FILES
    go(path, root, RULES, files)
    assert held(path) == []
    verify(path)
    (tmp_path / "fresh").mkdir()
    go(tmp_path / "fresh" / "y.db", root, RULES, files)
    with open_store(path) as one, open_store(tmp_path / "fresh" / "y.db") as other:
        assert canonical(one) == canonical(other)


def test_an_earlier_text_of_a_file_is_covered_too(path: Path, root: Path) -> None:
    go(path, root)
    go(path, root, files={**FILES, "other.txt": FILES["other.txt"].replace("agreed", "put off")})
    with open_store(path, write=True) as store:
        assert every(store, "SELECT * FROM versions")
        cover_stored(store, RULES, WHEN)
    assert held(path) == []


def test_lifting_a_rule_reads_again_what_it_was_for(path: Path, root: Path, tmp_path: Path) -> None:
    of_one = Redactions((Redaction(id="r", quote="It was agreed.", scope="document", document="other.txt"),))
    go(path, root, of_one)
    with open_store(path) as store:
        assert not search(store, "agreed", limit=5)
        before = {row["path"]: row["fingerprint"] for row in every(store, "SELECT path, fingerprint FROM documents")}
    go(path, root)
    with open_store(path) as store:
        assert search(store, "agreed", limit=5)
        after = {row["path"]: row["fingerprint"] for row in every(store, "SELECT path, fingerprint FROM documents")}
    assert [name for name in before if before[name] != after[name]] == ["other.txt"]


def test_a_rule_of_a_body_is_for_its_minutes(path: Path, root: Path) -> None:
    of_body = Redactions((Redaction(id="r", text="Quillfeather", scope="body", body="quay board"),))
    files = {"other.txt": FILES["other.txt"], "third.txt": FILES["other.txt"].replace("Quay Board", "Fell Board")}
    go(path, root, of_body, files)
    with open_store(path) as store:
        rows = every(store, "SELECT i.title, m.body FROM items i JOIN meetings m ON m.key = i.meeting ORDER BY m.body")
        assert ["Quillfeather" in row["title"] for row in rows] == [True, False]
        assert left(store, of_body) == []


def test_a_passage_over_several_statements_is_covered_in_each(path: Path, root: Path) -> None:
    go(path, root)
    quote = f"Fence of {NAME} It was agreed."
    rule = Redactions((Redaction(id="r", quote=quote, scope="document", document="other.txt"),))
    with open_store(path, write=True) as store:
        cover_stored(store, rule, WHEN)
        rows = every(store, "SELECT text FROM statements WHERE text LIKE '%agreed%'")
        titles = every(store, "SELECT title FROM items WHERE key = (SELECT max(key) FROM items)")
        assert not rows and "Fence" not in titles[0]["title"]
    verify(path)


def test_a_day_that_is_removed_is_not_kept_with_the_matter_that_was_settled_on_it(path: Path, root: Path) -> None:
    later = toy.minutes("2023-06-07", f"# Fence of {NAME}", "It was agreed.", body=f"{NAME} Trust")
    go(path, root, files={**FILES, "later.txt": later})
    with open_store(path, write=True) as store:
        store.connection.execute("UPDATE matters SET fate = 'adopted'")
        put_ends(store.connection)
        assert [(one.decided, one.months) for one in ledger(store)] == [("2023-06-07", 1)]
        cover_stored(store, Redactions((Redaction(id="r", text="2023-06-07"),)), WHEN)
        assert [("2023" in one.decided, one.months) for one in ledger(store)] == [(False, None)]
    assert held(path, "2023-06-07") == []


def test_a_file_that_is_gone_is_no_lifting(path: Path, root: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.db.redactions.toml"
    file.write_text(f'[[redact]]\nid = "r"\ntext = "{NAME}"\n')
    with open_store(path, write=True) as store:
        run(toy.lay(root, FILES), store, config=toy.ToyConfig(), stages=toy.WIDE, jobs=0, redactions=read_rules(store))
        file.unlink()
        with pytest.raises(UsageError, match="no such file of redactions"):
            read_rules(store)
        file.write_text("")
        assert read_rules(store) == NONE
        remember_file(store, str(tmp_path / "named.toml"))
        with pytest.raises(UsageError, match=r"named\.toml"):
            read_rules(store)


def test_the_log_says_no_words_and_loses_no_line(path: Path, root: Path) -> None:
    go(path, root, RULES)
    with open_store(path, write=True) as store:
        lines = len(every(store, "SELECT * FROM redaction_log"))
        with pytest.raises(Exception, match="only added"):
            store.connection.execute("DELETE FROM redaction_log")
        assert len(every(store, "SELECT * FROM redaction_log")) == lines > 0
        assert meta(store, "redacted")


def test_a_run_that_is_told_nothing_of_rules_takes_those_of_the_file(path: Path, root: Path) -> None:
    go(path, root)
    Path(f"{path}.redactions.toml").write_text('[[redact]]\nid = "r"\ntext = "Quillfeather"\n')
    with open_store(path, write=True) as store:
        run(root, store, config=toy.ToyConfig(), stages=toy.WIDE, jobs=2)
    assert [place for place in held(path) if place != "x.db.redactions.toml"] == []
