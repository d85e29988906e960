"""Writing a site: whole or not at all, over a site of ours or into nothing, and only what is new."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from matters_arising.errors import UsageError
from matters_arising.export import folder as laid
from matters_arising.export.folder import SITE, Written

LIST = SITE.list
FIRST = [("index.html", b"one"), ("matters/a.html", b"two")]


def write(files: Iterable[tuple[str, bytes]], folder: Path) -> Written:
    return laid.write(files, folder, SITE)


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_site_is_written_with_a_list_of_its_files(tmp_path: Path) -> None:
    assert write(FIRST, tmp_path / "deep" / "site") == Written(files=2, pages=2, changed=2, removed=0)
    found = held(tmp_path / "deep" / "site")
    assert found.keys() == {"index.html", "matters/a.html", LIST} and found["matters/a.html"] == b"two"
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["site"]


def test_what_has_not_changed_is_not_written_again(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(FIRST, site)
    os.utime(site / "index.html", (1, 1))
    before = (site / "index.html").stat()
    assert write([FIRST[0], ("matters/b.html", b"three")], site) == Written(files=2, pages=2, changed=1, removed=1)
    after = (site / "index.html").stat()
    assert (after.st_ino, after.st_mtime) == (before.st_ino, 1)
    assert held(site).keys() == {"index.html", "matters/b.html", LIST}


def test_a_site_without_changes_stays_as_it_is(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(FIRST, site)
    files = {name: (site / name).stat().st_ino for name in held(site)}
    assert write(FIRST, site).changed == 0
    assert {name: (site / name).stat().st_ino for name in held(site)} == files


def test_a_site_that_fails_half_way_leaves_the_old_one_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(FIRST, site)
    before = held(site)

    def broken() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new"
        raise RuntimeError("a fault in a page")

    with pytest.raises(RuntimeError):
        write(broken(), site)
    assert held(site) == before and [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_run_that_was_ended_between_its_last_steps_is_made_good(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(FIRST, site)
    site.rename(tmp_path / ".site.matters-old")
    (tmp_path / ".site.matters-new").mkdir()
    (tmp_path / ".site.matters-new" / "half.html").write_bytes(b"half")
    assert write(FIRST, site).changed == 0
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("name", ["notes.txt", "matters/mine.html", "matters/CNAME", ".github/mine"])
def test_a_folder_with_anything_else_is_refused(tmp_path: Path, name: str) -> None:
    site = tmp_path / "site"
    write(FIRST, site)
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text("mine")
    before = held(site)
    with pytest.raises(UsageError, match="no site of ours"):
        write(FIRST, site)
    assert held(site) == before


HOST = {".git/config": b"mine", ".git/objects/ab/cd": b"mine", "CNAME": b"example.org", ".well-known/proof": b"p"}


def lay(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


@pytest.mark.parametrize("ours", [FIRST, []])
def test_what_a_host_needs_stays_as_it_is(tmp_path: Path, ours: list[tuple[str, bytes]]) -> None:
    site = tmp_path / "site"
    if ours:
        write(ours, site)
    lay(site, HOST)
    before = {name: (site / name).stat().st_ino for name in HOST}
    assert write([("index.html", b"new")], site).removed == max(0, len(ours) - 1)
    assert held(site).keys() == {"index.html", LIST, *HOST}
    assert {name: (site / name).stat().st_ino for name in HOST} == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert "CNAME" not in (site / LIST).read_text()


def test_what_a_host_needs_outlives_a_run_that_was_ended_before_it_was_handed_over(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(FIRST, site)
    lay(tmp_path / ".site.matters-old", HOST)
    assert write(FIRST, site).changed == 0
    assert held(site).keys() == {"index.html", "matters/a.html", LIST, *HOST}


def test_what_a_host_needs_is_never_chosen_for_somebody(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(FIRST, site)
    lay(site, {"CNAME": b"new"})
    lay(tmp_path / ".site.matters-old", {"CNAME": b"old"})
    with pytest.raises(UsageError, match="CNAME is there twice"):
        write(FIRST, site)
    assert (site / "CNAME").read_bytes() == b"new" and (tmp_path / ".site.matters-old/CNAME").read_bytes() == b"old"


def test_a_pack_takes_nothing_of_a_host(tmp_path: Path) -> None:
    lay(tmp_path / "pack", {"CNAME": b"example.org"})
    with pytest.raises(UsageError, match="no evidence pack of ours"):
        laid.write(FIRST, tmp_path / "pack", laid.PACK)


@pytest.mark.parametrize("told", ["{}", "[]", "no json", '{"made_by": "another", "files": {"index.html": ""}}'])
def test_a_list_of_somebody_else_makes_no_site_of_ours(tmp_path: Path, told: str) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / LIST).write_text(told)
    (site / "index.html").write_text("mine")
    with pytest.raises(UsageError, match=r"index\.html"):
        write(FIRST, site)
    assert (site / "index.html").read_text() == "mine"


def test_an_empty_folder_is_taken_with_its_rights_and_a_file_is_not(tmp_path: Path) -> None:
    empty, file = tmp_path / "empty", tmp_path / "file"
    empty.mkdir(mode=0o750)
    file.write_text("mine")
    write(FIRST, empty)
    assert empty.stat().st_mode & 0o777 == 0o750
    with pytest.raises(UsageError, match="a file, not a folder"):
        write(FIRST, file)


def test_where_nothing_can_be_linked_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(1, "not permitted")

    monkeypatch.setattr(os, "link", no_links)
    site = tmp_path / "site"
    write(FIRST, site)
    os.utime(site / "index.html", (1, 1))
    assert write(FIRST, site).changed == 0 and (site / "index.html").stat().st_mtime == 1


def test_two_runs_do_not_write_beside_each_other(tmp_path: Path) -> None:
    handle = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        with pytest.raises(UsageError, match="another site is being written"):
            write(FIRST, tmp_path / "site")
    finally:
        os.close(handle)
    assert write(FIRST, tmp_path / "site").changed == 2
