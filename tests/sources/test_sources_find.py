"""The walk over an archive: what it finds, in what order, and what it does with what must not be read."""

from __future__ import annotations

import io
import os
import random
import struct
import zipfile
from pathlib import Path

import pytest
from matters_arising.config import Config, Limits, Rule
from matters_arising.errors import SourceError
from matters_arising.ids import sha256_of
from matters_arising.models import Source
from matters_arising.sources import Unreadable, find
from matters_arising.vocab import DocumentStatus


def put(root: Path, *names: str, data: bytes = b"Minutes of the forum.\n") -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def paths(root: Path, **settings) -> list[str]:
    return [item.path for item in find(root, config=Config(**settings)) if isinstance(item, Source)]


def unreadable(root: Path, **settings) -> dict[str, Unreadable]:
    return {item.path: item for item in find(root, config=Config(**settings)) if isinstance(item, Unreadable)}


def zipped(members: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_files_come_in_the_order_of_their_names_with_path_and_hash(tmp_path):
    put(tmp_path, "b.txt", "a/z.md", "a/b/c.html", "C.md", "a.txt")
    found = list(find(tmp_path))
    assert [item.path for item in found] == ["C.md", "a/b/c.html", "a/z.md", "a.txt", "b.txt"]
    assert found[0].sha256 == sha256_of(found[0].data)
    assert found == list(find(tmp_path))


def test_one_file_alone_is_an_archive(tmp_path):
    put(tmp_path, "minutes.txt")
    assert paths(tmp_path / "minutes.txt") == ["minutes.txt"]


def test_files_are_read_one_at_a_time(tmp_path):
    put(tmp_path, "a.txt", "b.txt")
    walk = find(tmp_path)
    assert next(walk).path == "a.txt"
    (tmp_path / "b.txt").write_bytes(b"Changed meanwhile.")
    assert next(walk).data == b"Changed meanwhile."


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(SourceError, match="there is no such folder or file") as caught:
        list(find(tmp_path / "nowhere"))
    assert str(tmp_path / "nowhere") in str(caught.value)


def test_a_folder_with_nothing_to_read_is_told_after_what_was_found(tmp_path):
    with pytest.raises(SourceError, match="there is nothing in it"):
        list(find(tmp_path))
    put(tmp_path, "crest.png", data=b"\x89PNG\r\n\x1a\n")
    walk = find(tmp_path)
    assert next(walk).path == "crest.png"
    with pytest.raises(SourceError, match="nothing in it can be read"):
        next(walk)


@pytest.mark.parametrize(
    ("name", "data", "reason", "status"),
    [
        ("crest.png", b"\x89PNG\r\n\x1a\n...", "an image (png)", DocumentStatus.NOT_MINUTES),
        ("photo.txt", b"\xff\xd8\xff\xe0....", "an image (jpeg)", DocumentStatus.NOT_MINUTES),
        ("LICENSE", b"Permission is hereby granted", "a licence or notice", DocumentStatus.NOT_MINUTES),
        ("Licence.md", b"# Open licence", "a licence or notice", DocumentStatus.NOT_MINUTES),
        ("site.css", b"p { color: red }", "a file for programs (.css)", DocumentStatus.NOT_MINUTES),
        (".hidden.txt", b"x", "hidden", DocumentStatus.NOT_MINUTES),
        ("~$minutes.docx", b"x", "hidden", DocumentStatus.NOT_MINUTES),
        ("noise.bin", bytes(range(256)) * 4, "binary data", DocumentStatus.FAILED),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "no reader for msword", DocumentStatus.FAILED),
        ("note.rtf", b"{\\rtf1 text}", "no reader for rtf", DocumentStatus.FAILED),
        ("empty.md", b"", "the file is empty", DocumentStatus.EMPTY),
        ("blank.md", b" \n\n", "the file is empty", DocumentStatus.EMPTY),
        ("good.json", b'{"minutes": []}', "no reader for JSON minutes yet", DocumentStatus.FAILED),
        ("bad.json", b'{\n "a": 1,\n "b": [2,]\n}', "at line 3, column ", DocumentStatus.FAILED),
        ("sheet.xlsx", zipped({"xl/workbook.xml": b""}), "no reader for sheet", DocumentStatus.FAILED),
    ],
)
def test_what_is_no_minutes_or_cannot_be_read_is_named(tmp_path, name, data, reason, status):
    put(tmp_path, "m.txt")
    put(tmp_path, name, data=data)
    found = unreadable(tmp_path)[name]
    assert reason in found.reason
    assert found.status is status
    assert found.remedy or status is DocumentStatus.NOT_MINUTES


def test_locked_office_files_say_so(tmp_path):
    put(tmp_path, "m.txt")
    put(tmp_path, "l.docx", data=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    assert unreadable(tmp_path)["l.docx"].reason == "locked with a password"


def test_settings_are_no_documents(tmp_path):
    put(tmp_path, "matters.toml", "manifest.csv", "m.txt", "sub/manifest.csv")
    assert [item.path for item in find(tmp_path)] == ["m.txt", "sub/manifest.csv"]


@pytest.mark.parametrize("named", ["people.jsonl", "./people.jsonl", "sub/people.jsonl", "sub/../people.jsonl"])
def test_the_file_of_corrections_is_no_document(tmp_path, named):
    put(tmp_path, "m.txt", "people.jsonl", "sub/people.jsonl")
    (tmp_path / "matters.toml").write_text(f'overrides = "{named}"\n')
    config = Config.load(tmp_path)
    assert Path(config.overrides).is_absolute() and Path(config.overrides).samefile(tmp_path / named)
    left = "people.jsonl" if named == "sub/people.jsonl" else "sub/people.jsonl"
    assert {item.path for item in find(tmp_path, config=config)} == {"m.txt", left}


def test_files_beyond_the_bound_are_not_opened(tmp_path):
    put(tmp_path, "m.txt")
    put(tmp_path, "big.txt", data=b"x" * 100)
    found = unreadable(tmp_path, limits=Limits(max_bytes=50))["big.txt"]
    assert "100 bytes, more than 50" in found.reason and "max_bytes" in found.remedy


# ---- names and links -----------------------------------------------------------------------------------------


def test_names_with_no_break_spaces_are_kept(tmp_path):
    put(tmp_path, "May\u00a02021/the\u00a0minutes.txt")
    assert paths(tmp_path) == ["May\u00a02021/the\u00a0minutes.txt"]


def test_names_that_are_no_utf8_are_spelled_out(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"Minutes.")
    (name,) = paths(tmp_path)
    assert name == "caf\\xe9.txt"
    name.encode("utf-8")


def test_links_in_a_circle_out_and_to_nowhere(tmp_path):
    root, outside = tmp_path / "root", tmp_path / "outside"
    put(root, "a/m.txt")
    put(outside, "secret.txt")
    (root / "a" / "up").symlink_to(root)
    (root / "ring1").symlink_to(root / "ring2")
    (root / "ring2").symlink_to(root / "ring1")
    (root / "gone.txt").symlink_to(root / "nothing")
    (root / "out.txt").symlink_to(outside / "secret.txt")
    (root / "outdir").symlink_to(outside)
    (root / "same.txt").symlink_to(root / "a" / "m.txt")
    assert paths(root) == ["a/m.txt", "same.txt"]
    reasons = {name: item.reason for name, item in unreadable(root).items()}
    assert "in its own place" in reasons["a/up"]
    assert reasons["ring1"] == reasons["ring2"] == "the link leads in a circle"
    assert reasons["gone.txt"] == "the link leads nowhere"
    assert reasons["out.txt"] == reasons["outdir"] == "the link leads out of the archive"


def test_the_root_may_be_a_link(tmp_path):
    put(tmp_path / "real", "m.txt")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert paths(tmp_path / "link") == ["m.txt"]


def test_pipes_are_not_waited_for(tmp_path):
    put(tmp_path, "m.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert unreadable(tmp_path)["pipe.txt"].reason == "a device or pipe, no file"


def refuse(monkeypatch, name: str) -> None:
    """Make one file or folder unreadable, which permissions do not do where the tests run as root."""
    scandir, read_bytes = os.scandir, Path.read_bytes

    def guarded_scandir(path):
        if Path(path).name == name:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    def guarded_read(self):
        if self.name == name:
            raise PermissionError(13, "Permission denied", str(self))
        return read_bytes(self)

    monkeypatch.setattr("os.scandir", guarded_scandir)
    monkeypatch.setattr(Path, "read_bytes", guarded_read)


def test_files_and_folders_that_may_not_be_read(tmp_path, monkeypatch):
    put(tmp_path, "a.txt", "shut.txt", "locked/x.txt")
    refuse(monkeypatch, "shut.txt")
    assert unreadable(tmp_path)["shut.txt"].reason == "it may not be read"
    refuse(monkeypatch, "locked")
    found = unreadable(tmp_path)["locked/"]
    assert found.reason == "it may not be read" and "permission" in found.remedy


def test_a_root_that_may_not_be_read(tmp_path, monkeypatch):
    put(tmp_path / "shut", "a.txt")
    refuse(monkeypatch, "shut")
    with pytest.raises(SourceError, match="it may not be read"):
        list(find(tmp_path / "shut"))


def test_a_file_that_memory_is_too_short_for_is_named_and_the_others_are_found(tmp_path, monkeypatch):
    put(tmp_path, "a.txt", "big.txt", "c.txt", "big.zip")
    plain = Path.read_bytes

    def read_bytes(self):
        if self.stem == "big":
            raise MemoryError
        return plain(self)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert paths(tmp_path) == ["a.txt", "c.txt"]
    found = unreadable(tmp_path)
    assert sorted(found) == ["big.txt", "big.zip!/"]  # what is in the zip file is not gone
    assert "tried again at the next run" in found["big.txt"].reason


# ---- zip archives --------------------------------------------------------------------------------------------


def test_members_of_zip_archives_are_read_by_name(tmp_path):
    inner = zipped({"deep.txt": b"Deep."})
    put(
        tmp_path,
        "2021/old.zip",
        data=zipped({"b.md": b"# B", "a/a.txt": b"A.", "in.zip": inner, "__MACOSX/x.txt": b"x"}),
    )
    assert paths(tmp_path) == [
        "2021/old.zip!/a/a.txt",
        "2021/old.zip!/b.md",
        "2021/old.zip!/in.zip!/deep.txt",
    ]


def test_zip_archives_within_archives_have_an_end(tmp_path):
    data = zipped({"x.txt": b"x"})
    for _ in range(5):
        data = zipped({"in.zip": data})
    put(tmp_path, "m.txt")
    put(tmp_path, "doll.zip", data=data)
    (found,) = unreadable(tmp_path).values()
    assert "more than 3 deep" in found.reason


@pytest.mark.parametrize("name", ["../evil.txt", "a/../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "..\\evil.txt"])
def test_members_whose_names_lead_out_are_not_read(tmp_path, name):
    put(tmp_path, "slip.zip", data=zipped({name: b"evil", "good.txt": b"Good."}))
    assert paths(tmp_path) == ["slip.zip!/good.txt"]
    assert [item.reason for item in unreadable(tmp_path).values()] == ["its name leads out of the zip file"]


def test_zip_bombs_are_not_unpacked(tmp_path):
    put(tmp_path, "m.txt")
    put(tmp_path, "bomb.zip", data=zipped({"bomb.txt": b"a" * 5_000_000}))
    found = unreadable(tmp_path)["bomb.zip!/bomb.txt"]
    assert "as a zip bomb does" in found.reason and "max_ratio" in found.remedy


def test_zip_archives_have_bounds_of_members_and_of_bytes(tmp_path):
    put(tmp_path, "m.txt")
    put(tmp_path, "many.zip", data=zipped({f"{n}.txt": b"0123456789" for n in range(9)}))
    assert "holds 9 files, more than 5" in unreadable(tmp_path, limits=Limits(max_members=5))["many.zip"].reason
    found = unreadable(tmp_path, limits=Limits(max_unpacked_bytes=45))
    assert len(found) == 5
    assert all("unpacks to more than 45 bytes" in item.reason for item in found.values())


def test_members_that_lie_about_their_size_are_stopped(tmp_path):
    data = bytearray(zipped({"lie.txt": b"b" * 90_000}, method=zipfile.ZIP_STORED))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.index(signature) + offset
        data[at : at + 4] = struct.pack("<I", 10)
    put(tmp_path, "m.txt")
    put(tmp_path, "lie.zip", data=bytes(data))
    (found,) = unreadable(tmp_path).values()
    assert found.path == "lie.zip!/lie.txt"


def test_locked_and_damaged_zip_archives_say_so(tmp_path):
    locked = bytearray(zipped({"x.txt": b"x"}))
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        locked[locked.index(signature) + offset] |= 1
    put(tmp_path, "m.txt")
    put(tmp_path, "locked.zip", data=bytes(locked))
    put(tmp_path, "cut.zip", data=zipped({"x.txt": b"x" * 999})[:60])
    damaged = bytearray(zipped({"x.txt": b"some text to be damaged"}, method=zipfile.ZIP_STORED))
    damaged[damaged.index(b"damaged")] ^= 0xFF
    put(tmp_path, "crc.zip", data=bytes(damaged))
    found = unreadable(tmp_path)
    assert found["locked.zip!/x.txt"].reason == "it is locked with a password"
    assert "damaged or cut off" in found["cut.zip"].reason
    assert "cannot be unpacked" in found["crc.zip!/x.txt"].reason


def test_damaged_zip_archives_never_end_the_walk(tmp_path):
    whole = zipped({"a.txt": b"It was agreed." * 9, "b/c.md": b"# Roads", "in.zip": zipped({"d.txt": b"d"})})
    rng = random.Random(5)
    put(tmp_path, "m.txt")
    for number in range(250):
        hurt = bytearray(whole)
        for _ in range(rng.randint(1, 3)):
            hurt[rng.randrange(4, len(hurt))] = rng.randrange(256)
        put(tmp_path, f"{number:03}.zip", data=bytes(hurt))
    assert "m.txt" in paths(tmp_path)
    assert all(item.reason for item in unreadable(tmp_path).values())


def test_members_without_a_name_and_endless_lists_of_members_are_named(tmp_path):
    put(tmp_path, "m.txt")
    nameless = bytearray(zipped({"xy": b"agreed"}))
    for at in (30, nameless.index(b"PK\x01\x02") + 46):  # zipfile cuts a name off at a nought
        nameless[at] = 0
    put(tmp_path, "nameless.zip", data=bytes(nameless))
    put(tmp_path, "endless.zip", data=zipped({"x.txt": b"x"}) + b"PK\x01\x02" * 200_001)
    found = unreadable(tmp_path)
    assert "lists 200,002 files" in found["endless.zip"].reason
    assert found["nameless.zip!/"].reason == "it has no name"


def test_a_member_that_memory_is_too_short_for_is_named_and_the_others_are_found(tmp_path, monkeypatch):
    put(tmp_path, "a.zip", data=zipped({"big.txt": b"Big.", "m.txt": b"Minutes."}))
    plain = zipfile.ZipFile.open

    def open_member(self, info, *given, **named):
        if info.filename == "big.txt":
            raise MemoryError
        return plain(self, info, *given, **named)

    monkeypatch.setattr(zipfile.ZipFile, "open", open_member)
    assert paths(tmp_path) == ["a.zip!/m.txt"]
    assert "needs more memory" in unreadable(tmp_path)["a.zip!/big.txt"].reason


def test_documents_that_the_manifest_names_and_the_archive_lacks(tmp_path):
    put(tmp_path, "m.txt")
    rules = (Rule(document="m.txt"), Rule(document="gone.pdf"), Rule(document="*.html"))
    found = unreadable(tmp_path, documents=rules)
    assert list(found) == ["gone.pdf"]
    assert "not in the archive" in found["gone.pdf"].reason
