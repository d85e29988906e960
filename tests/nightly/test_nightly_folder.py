"""A watched folder: what is new is copied whole, what vanished is noted, nothing is deleted."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from matters_arising.errors import UsageError
from matters_arising.fetch import Fetched
from matters_arising.nightly.folder import fetch_folders


class Place:
    def __init__(self, folder: Path) -> None:
        self.incoming, self.archive, self.memory = (folder / name for name in ("incoming", "archive", "memory"))
        self.incoming.mkdir()
        self.archive.mkdir()

    def put(self, name: str, text: str = "words") -> Path:
        path = self.incoming / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def visit(self, **table: Any) -> Fetched:
        told = {"kind": "folder", "name": "Our Clerk", "path": str(self.incoming), **table}
        return fetch_folders([told], self.archive, self.memory)[0]

    def held(self) -> dict[str, str]:
        files = (path for path in self.archive.rglob("*") if path.is_file())
        return {path.relative_to(self.archive).as_posix(): path.read_text() for path in files}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_new_changed_and_unchanged_files_are_told_apart(place: Place) -> None:
    place.put("a.txt")
    place.put("2030/b.txt")
    assert place.visit() == Fetched("Our Clerk", new=2, complete=True)
    assert place.held() == {"our-clerk/a.txt": "words", "our-clerk/2030/b.txt": "words"}
    place.put("a.txt", "WORDS")  # of the same length
    place.put("c.txt")
    assert place.visit() == Fetched("Our Clerk", new=1, changed=1, unchanged=1, complete=True)
    assert place.held()["our-clerk/a.txt"] == "WORDS"


def test_what_vanished_is_noted_and_kept(place: Place) -> None:
    place.put("a.txt")
    place.put("b.txt").rename(place.put("b.txt"))
    place.visit()
    (place.incoming / "b.txt").unlink()
    for _ in range(2):
        assert place.visit() == Fetched("Our Clerk", unchanged=1, vanished=("our-clerk/b.txt",), complete=True)
    assert "our-clerk/b.txt" in place.held()
    place.put("b.txt")
    assert place.visit().vanished == ()


def test_the_archive_itself_may_be_watched(place: Place) -> None:
    place.incoming.rmdir()
    place.incoming = place.archive
    place.put("a.txt")
    place.put("b.txt")
    assert place.visit() == Fetched("Our Clerk", new=2, complete=True)
    os.utime(place.put("a.txt", "other"), (1, 1))
    (place.archive / "b.txt").unlink()
    assert place.visit() == Fetched("Our Clerk", changed=1, vanished=("b.txt",), complete=True)
    assert place.held() == {"a.txt": "other"}


def test_hidden_files_and_links_are_passed_over(place: Place, tmp_path: Path) -> None:
    place.put("a.txt")
    place.put(".hidden")
    place.put(".git/config")
    (tmp_path / "secret").write_text("a secret")
    (place.incoming / "link.txt").symlink_to(tmp_path / "secret")
    assert place.visit().new == 1 and place.held() == {"our-clerk/a.txt": "words"}


def test_a_copy_that_breaks_off_leaves_no_half_file(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = shutil.copyfile

    def broken(source: Any, target: Any) -> Any:
        if Path(source).name == "b.txt":
            Path(target).write_text("ha")
            raise OSError(28, "No space left on device")
        return plain(source, target)

    monkeypatch.setattr(shutil, "copyfile", broken)
    place.put("a.txt")
    place.put("b.txt", "half")
    found = place.visit()
    assert found == Fetched(
        "Our Clerk", new=1, failed=(f"{place.incoming / 'b.txt'}: No space left on device",), complete=True
    )
    assert place.held() == {"our-clerk/a.txt": "words"}
    monkeypatch.undo()
    assert place.visit().new == 1 and place.held()["our-clerk/b.txt"] == "half"


def test_a_file_that_is_still_being_written_waits(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = shutil.copystat

    def written_meanwhile(source: Any, target: Any) -> None:
        plain(source, target)
        Path(source).write_text("words and more words")

    monkeypatch.setattr(shutil, "copystat", written_meanwhile)
    place.put("a.txt")
    found = place.visit()
    assert found.new == 0 and "still being written" in found.failed[0] and place.held() == {}


def test_a_folder_that_cannot_be_listed_whole_is_not_complete(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.put("a.txt")
    place.put("shut/b.txt")
    place.visit()
    plain = os.scandir

    def scandir(path: Any) -> Any:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return plain(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = place.visit()
    assert not found.complete and "Permission denied" in found.failed[0] and found.reached
    assert found.vanished == ()
    monkeypatch.undo()
    assert place.visit() == Fetched("Our Clerk", unchanged=2, complete=True)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"kind": "gopher"}, "no kind of source 'gopher'"),
        ({"path": 3}, "a folder needs a path"),
        ({"url": "x"}, "no setting 'url'"),
    ],
)
def test_a_table_that_is_not_understood_is_refused(table: dict[str, Any], said: str, place: Place) -> None:
    with pytest.raises(UsageError, match=said):
        place.visit(**table)


@pytest.mark.parametrize("path", ["..", "../archive/deep"])
def test_a_folder_around_or_within_the_archive_is_refused(path: str, place: Place) -> None:
    with pytest.raises(UsageError, match="lie in one another"):
        place.visit(path=str(place.incoming / path))


def test_two_sources_never_share_a_folder(place: Place) -> None:
    tables = [{"kind": "folder", "name": name, "path": str(place.incoming)} for name in ("Our clerk", "our-clerk")]
    with pytest.raises(UsageError, match="would share a folder"):
        fetch_folders(tables, place.archive, place.memory)
