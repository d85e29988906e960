"""What a run has to do."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from matters_arising.store import FileResult, Recorded, Seen, plan
from matters_arising.vocab import DocumentStatus


def seen(path: str, sha: str = "s", blank: bool = False) -> Seen:
    return Seen(path, sha, blank, (f"fp {sha}", f"fp {sha} without ocr"))


def known(path: str, sha: str = "s", status: str = "read", duplicate_of: str = "") -> Recorded:
    note = f"the same bytes as {duplicate_of}" if duplicate_of else ""
    return Recorded(path, sha, f"fp {sha}" if status != "withdrawn" else "", status, note, duplicate_of)


def as_recorded(*files: Recorded) -> dict[str, Recorded]:
    return {file.path: file for file in files}


def test_new_and_changed_files_are_read() -> None:
    todo = plan([seen("a"), seen("b", "new"), seen("c", "x")], [], as_recorded(known("a"), known("c", "y")))
    assert todo.work == {"b", "c"}
    assert not todo.settled and not todo.gone


def test_any_of_the_fingerprints_will_do() -> None:
    was = Recorded("a", "s", "fp s without ocr", "needs-ocr", "", "")
    assert plan([seen("a")], [], as_recorded(was)).empty


def test_the_first_of_the_same_bytes_counts() -> None:
    todo = plan([seen("a"), seen("b"), seen("c")], [], {})
    assert todo.work == {"a"}
    assert [(r.path, r.status, r.duplicate_of) for r in todo.settled] == [
        ("b", DocumentStatus.DUPLICATE, "a"),
        ("c", DocumentStatus.DUPLICATE, "a"),
    ]


def test_a_copy_that_sorts_before_the_one_read_takes_its_place() -> None:
    todo = plan([seen("a"), seen("b")], [], as_recorded(known("b")))
    assert todo.work == {"a"}
    assert [result.path for result in todo.settled] == ["b"]


def test_a_copy_whose_first_is_gone_is_read() -> None:
    was = as_recorded(known("a"), known("b", status="duplicate", duplicate_of="a"))
    todo = plan([seen("b")], [], was)
    assert (todo.work, todo.gone) == ({"b"}, ("a",))


def test_blank_files_are_never_copies() -> None:
    assert plan([seen("a", blank=True), seen("b", blank=True)], [], {}).work == {"a", "b"}


def test_what_came_back_is_read_and_what_is_gone_stays_gone() -> None:
    was = as_recorded(known("a", status="withdrawn"), known("b", status="withdrawn"))
    todo = plan([seen("a")], [], was)
    assert (todo.work, todo.gone) == ({"a"}, ())


def test_what_cannot_be_opened_is_settled_once() -> None:
    locked = FileResult("a", "", "", DocumentStatus.FAILED, note="it may not be read")
    assert plan([], [locked], {}).settled == (locked,)
    was = as_recorded(Recorded("a", "", "", "failed", "it may not be read", ""))
    assert plan([], [locked], was).empty


paths = st.sampled_from("abcdefgh")


@settings(max_examples=60)
@given(st.dictionaries(paths, st.sampled_from("xyz")), st.dictionaries(paths, st.sampled_from("xyz")))
def test_every_file_is_in_one_place_and_a_second_look_finds_nothing(
    now: dict[str, str], before: dict[str, str]
) -> None:
    files = [seen(path, sha) for path, sha in sorted(now.items())]
    todo = plan(files, [], as_recorded(*(known(path, sha) for path, sha in before.items())))
    copies = {result.path: result.duplicate_of for result in todo.settled}
    assert todo.work.isdisjoint(copies)
    assert set(todo.gone) == set(before) - set(now)
    after = [known(p, s, "duplicate" if p in copies else "read", copies.get(p, "")) for p, s in now.items()]
    assert plan(files, [], as_recorded(*after)).empty
    assert len(set(now) - set(copies)) == len(set(now.values()))
