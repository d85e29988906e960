"""What people say against claims: applied at once and at every run, taken back whole, found in new versions."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import toy_archive as toy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matters_arising.corrections import Corrections, correct, correct_claims
from matters_arising.errors import UsageError
from matters_arising.export import canonical
from matters_arising.export.filled_sheet import Answer, verdicts_of
from matters_arising.flow import Done, run
from matters_arising.matters.overrides import correction
from matters_arising.matters.verdicts import VOCABULARY, Verdict, undoing
from matters_arising.stages import Stages
from matters_arising.store import Store, open_store
from matters_arising.store.ledger import ledger
from matters_arising.store.mentions import addressed
from matters_arising.store.read import every
from matters_arising.store.review import claims, named_claims, texts
from matters_arising.store.verdicts import read_docket, read_ruled, verdicts_path
from matters_arising.vocab import ReasonCode

FILES = {
    f"2031-0{month}.txt": toy.minutes(
        f"2031-0{month}-05",
        "# Osier bed",
        f"The osier bed below the weir was agreed to be {verb}.",
        "# Band room",
        f"The band room roof slates were put off {when}.",
        f"The ward and the band will {verb} it together.",
    )
    for month, verb, when in (
        (1, "survey", "once"),
        (2, "plant", "twice"),
        (3, "cut", "perhaps"),
        (4, "fence", "again"),
    )
}
READ: list[str] = []


def reading(source: Any, *, limits: Any) -> Any:
    READ.append(source.path)
    return toy.read(source, limits=limits)


STAGES = replace(toy.STAGES, read=reading, follow=Stages().follow)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return toy.lay(tmp_path / "archive", FILES)


@pytest.fixture
def store(root: Path, tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "x.db", write=True) as opened:
        go(root, opened)
        READ.clear()
        yield opened


def go(root: Path, store: Store) -> Done:
    return run(root, store, config=toy.ToyConfig(), stages=STAGES, jobs=0)


def row_of(store: Store, words: str, part: str = "event") -> Any:
    rows = every(store, f"SELECT * FROM {part}s WHERE quote LIKE ?", f"%{words}%")
    return rows[0] if rows else None


def said(store: Store, words: str, verdict: str, part: str = "event", **cells: str) -> Verdict:
    """What a row of a sheet says of the claim that quotes `words`, as it is or was read."""
    statement = every(store, "SELECT id FROM statements WHERE text LIKE ?", f"%{words}%")[0]["id"]
    row = row_of(store, words, part)
    aside = every(store, "SELECT id FROM laid_aside WHERE row LIKE ?", f"%{words}%")
    mark = row["id"] if row else aside[0]["id"] if aside else statement
    known = named_claims(store, [mark])
    given_cells = {"claim_id": mark, "verdict": verdict, **cells}
    filled = verdicts_of([Answer(2, given_cells)], known, texts(store, known.values()), by="R. Moss")
    assert not filled.faults, filled.faults
    return filled.verdicts[0][1]


def say(store: Store, *verdicts: Verdict) -> Corrections:
    return correct_claims(store, verdicts, stages=STAGES)


def rows(store: Store) -> list[list[Any]]:
    """The tables of claims to the last bit, keys and all."""
    return [list(map(tuple, every(store, f"SELECT * FROM {part}s ORDER BY key"))) for part in ("event", "stance")]


def times(store: Store) -> list[int]:
    return [entry.times for entry in ledger(store)]


def test_a_wrong_claim_is_gone_from_all_tables_at_once_and_comes_back_when_it_is_taken_back(
    store: Store, root: Path
) -> None:
    before, raw = canonical(store), rows(store)
    assert times(store) == [3]
    done = say(store, said(store, "slates were put off twice", "wrong"))
    assert row_of(store, "put off twice") is None and times(store) == [2] and b"put off twice." in canonical(store)
    assert [r.applies for r in done.ruled] == [True] and done.ruled[0].changed[0].after == ""
    assert done.ruled[0].changed[0].before.startswith("deferral")
    corrected = canonical(store)
    assert go(root, store) == Done(0, 4, 0) and canonical(store) == corrected
    say(store, undoing(done.lines[0].said.id))
    assert canonical(store) == before and rows(store) == raw and not READ
    assert every(store, "SELECT * FROM laid_aside") == []


def test_a_doubtful_claim_that_is_right_counts_and_is_signed(store: Store) -> None:
    done = say(store, said(store, "put off perhaps", "right", corrected_until="June", corrected_reason_code="funding"))
    row = row_of(store, "put off perhaps")
    assert (row["confidence"], row["generator"]) == (1.0, "correction by R. Moss")
    assert (row["until"], row["until_date"], row["reason_code"]) == ("June", "2031-06", "funding")
    assert times(store) == [4] and "until “June”" in done.ruled[0].changed[0].after
    say(store, said(store, "put off perhaps", "right", corrected_until="none", corrected_reason_code="none", note="b"))
    row = row_of(store, "put off perhaps")
    assert (row["until"], row["until_date"], row["reason"], row["reason_code"]) == ("", "", "", "unstated")


def test_a_reason_is_put_right_by_its_words_or_taken_away_by_its_kind(store: Store) -> None:
    say(store, said(store, "put off perhaps", "right", corrected_reason="band room roof slates"))
    row = row_of(store, "put off perhaps")
    assert (row["reason"], row["reason_code"]) == ("band room roof slates", "dependency")
    say(store, said(store, "put off perhaps", "right", corrected_reason_code="absence"))
    row = row_of(store, "put off perhaps")
    assert (row["reason"], row["reason_code"]) == ("", "absence")
    say(store, said(store, "put off perhaps", "right", corrected_reason="none", corrected_reason_code="time"))
    row = row_of(store, "put off perhaps")
    assert (row["reason"], row["reason_code"]) == ("", "time")


def test_words_that_were_read_stay_only_beside_a_reason_of_their_kind(store: Store) -> None:
    store.connection.execute(
        "UPDATE events SET reason = 'the roof', reason_code = 'funding' WHERE quote LIKE '%put off perhaps%'"
    )
    say(store, said(store, "put off perhaps", "right", corrected_reason_code="funding"))
    assert row_of(store, "put off perhaps")["reason"] == "the roof"
    done = say(store, said(store, "put off perhaps", "right", corrected_reason_code="absence"))
    row = row_of(store, "put off perhaps")
    assert (row["reason"], row["reason_code"]) == ("", "absence")
    assert "reason funding, “the roof”" in done.ruled[-1].changed[0].before
    say(store, *(undoing(entry.said.id) for entry in read_docket(verdicts_path(store)).active))
    assert row_of(store, "put off perhaps")["reason"] == "the roof"


def test_the_outcome_of_a_decision_is_put_right(store: Store) -> None:
    say(store, said(store, "put off perhaps", "decision", corrected_outcome="rejected"))
    assert row_of(store, "put off perhaps")["outcome"] == "rejected"
    done = say(store, said(store, "put off perhaps", "decision", corrected_outcome="none"))
    assert row_of(store, "put off perhaps")["outcome"] == ""
    assert "decision" in done.ruled[-1].changed[0].after


def test_another_label_is_read_anew_and_keeps_the_id(store: Store) -> None:
    old = row_of(store, "put off once")
    say(store, said(store, "put off once", "report"))
    new = row_of(store, "put off once")
    assert (new["id"], new["key"], new["type"], new["reason_code"]) == (old["id"], old["key"], "report", "")
    assert times(store) == [2]
    say(store, said(store, "will plant it together", "unilateral", "stance"))
    stance = row_of(store, "will plant it together", "stance")
    assert (stance["label"], stance["with_whom"], stance["confidence"]) == ("unilateral", "", 1.0)


def test_what_was_missed_is_added_and_what_was_rightly_left_out_is_not(store: Store) -> None:
    raw = rows(store)
    statement = every(store, "SELECT * FROM statements WHERE text LIKE '%will fence it%'")[0]
    known = named_claims(store, [statement["id"]])
    ask = {"claim_id": statement["id"], "label": "deferral"}
    answers = [Answer(2, {**ask, "verdict": "right"}), Answer(3, {"claim_id": statement["id"], "verdict": "wrong"})]
    filled = verdicts_of(answers, known, texts(store, known.values()), by="")
    assert [fault.line for fault in filled.faults] == [3], "of nothing it cannot be said that it is wrong"
    done = say(store, *(verdict for _, verdict in filled.verdicts))
    added = row_of(store, "will fence it")
    assert (added["type"], added["statement"], added["generator"]) == ("deferral", statement["key"], "correction")
    assert added["quote"] == "The ward and the band will fence it together."
    assert done.ruled[0].changed[0].before == ""
    no = Answer(2, {**ask, "verdict": "wrong"})
    done = say(store, *(v for _, v in verdicts_of([no], known, texts(store, known.values()), by="").verdicts))
    assert row_of(store, "will fence it") is None and rows(store) == raw


def test_the_same_sheet_twice_says_nothing_new(store: Store, tmp_path: Path) -> None:
    given_twice = [said(store, "put off once", "wrong"), said(store, "put off once", "right", reviewer="T. Finch")]
    first = say(store, *given_twice)
    file, told = verdicts_path(store).read_bytes(), canonical(store)
    again = say(store, *given_twice)
    assert (len(first.lines), len(again.lines), again.known) == (2, 0, 2)
    assert verdicts_path(store).read_bytes() == file and canonical(store) == told


def test_of_two_who_disagree_the_later_wins_and_both_are_told(store: Store) -> None:
    say(store, said(store, "put off once", "wrong", reviewer="A. Reed"))
    done = say(store, said(store, "put off once", "right", reviewer="B. Sedge"))
    assert [one.applies for one in done.ruled] == [False, True]
    assert "line 2 by B. Sedge" in done.ruled[0].why and done.notes == ()
    row = row_of(store, "put off once")
    assert row["generator"] == "correction by B. Sedge" and row["actor"] == "R. Moss", "nothing of the claim is lost"
    say(store, undoing(done.lines[0].said.id))
    assert row_of(store, "put off once") is None


def test_a_later_word_on_what_a_correction_made_of_a_claim_is_heard(store: Store) -> None:
    raw = rows(store)
    first = say(store, said(store, "put off once", "decision"))
    second = say(store, said(store, "put off once", "wrong"))
    assert row_of(store, "put off once") is None and [one.applies for one in second.ruled] == [True, True]
    say(store, undoing(first.lines[0].said.id))
    assert row_of(store, "put off once")["type"] == "deferral"
    say(store, undoing(second.lines[0].said.id))
    assert rows(store) == raw


def test_verdicts_are_found_in_a_new_version_with_other_offsets_and_under_another_name(
    store: Store, root: Path, tmp_path: Path
) -> None:
    say(store, said(store, "put off once", "wrong"), said(store, "put off twice", "report"))
    head, _, rest = FILES["2031-01.txt"].partition("\n\n")
    (root / "2031-01.txt").write_text(f"{head}\n\n# Welcome\nAll were made welcome.\n{rest}")
    (root / "2031-02.txt").unlink()
    moved = (
        FILES["2031-02.txt"].replace("roof slates were", "roof\n  slates were").replace("# Osier", "A word.\n# Osier")
    )
    (root / "other name.txt").write_text(moved.replace("roof\n  slates", "roof slates"))
    assert go(root, store).notes == ()
    assert row_of(store, "put off once") is None
    now = every(
        store,
        "SELECT e.*, d.path FROM events e JOIN meetings m ON m.key = e.meeting JOIN documents d "
        "ON d.key = m.document WHERE quote LIKE '%put off twice%' AND d.path = 'other name.txt'",
    )
    assert [row["type"] for row in now] == ["report"]
    corrected = canonical(store)
    (tmp_path / "y.db.corrections.jsonl").write_bytes((tmp_path / "x.db.corrections.jsonl").read_bytes())
    with open_store(tmp_path / "y.db", write=True) as anew:
        go(root, anew)
        assert [
            r["type"] for r in every(anew, "SELECT type FROM events WHERE quote LIKE '%put off %' ORDER BY date")
        ] == ["report", "deferral", "deferral"]
    assert go(root, store) == Done(0, 5, 0) or canonical(store) == corrected


def test_words_that_are_gone_are_told_and_come_back(store: Store, root: Path) -> None:
    say(store, said(store, "put off once", "wrong"))
    kept = (root / "2031-01.txt").read_text()
    (root / "2031-01.txt").write_text(kept.replace("slates were put off once", "tiles were put off for once"))
    notes = go(root, store).notes
    assert len(notes) == 1 and "do not stand" in notes[0] and row_of(store, "tiles were put off")
    (root / "2031-01.txt").write_text(kept)
    assert go(root, store).notes == () and row_of(store, "put off once") is None


def test_a_raw_claim_comes_back_though_another_file_took_its_place_meanwhile(store: Store, root: Path) -> None:
    last = every(store, "SELECT * FROM events ORDER BY key DESC LIMIT 1")[0]
    done = say(store, said(store, last["quote"].strip("."), "wrong"))
    (root / "2031-05.txt").write_text(toy.minutes("2031-05-05", "# Osier bed", "It was agreed to mow."))
    go(root, store)
    say(store, undoing(done.lines[0].said.id))
    back = row_of(store, last["quote"])
    assert {**dict(back), "key": 0} == {**dict(last), "key": 0} and row_of(store, "agreed to mow")


def test_links_and_claims_are_corrected_side_by_side(store: Store) -> None:
    ends = [addressed(store, row_of(store, words)["id"]).anchor for words in ("to be plant", "to be cut")]
    correct(store, correction("cut", ends[:1], ends[1:], when="2031-05-01T10:00:00+00:00"), stages=STAGES)
    parted = len(every(store, "SELECT * FROM matters"))
    done = say(store, said(store, "put off once", "wrong"))
    assert len(every(store, "SELECT * FROM matters")) == parted and times(store) == [2]
    ends = [addressed(store, row_of(store, words)["id"]).anchor for words in ("to be survey", "to be fence")]
    correct(store, correction("pin", ends[:1], ends[1:], when="2031-05-01T10:00:00+00:00"), stages=STAGES)
    assert row_of(store, "put off once") is None and read_ruled(store)[done.lines[0].said.id].applies


def test_a_broken_line_costs_no_other_and_a_database_of_another_version_takes_nothing(
    store: Store, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(store, said(store, "put off once", "wrong"))
    with verdicts_path(store).open("ab") as file:
        file.write(b'{"id": "x"}\nnot json\n' + json.dumps({"id": "u", "act": "undo", "of": "nobody"}).encode())
    notes = go(root, store).notes
    assert len(notes) == 3 and all("line" in note for note in notes) and row_of(store, "put off once") is None
    monkeypatch.setattr("matters_arising.settle.following_version", lambda: "another")
    with pytest.raises(UsageError, match="not up to date"):
        say(store, undoing("x"))


def test_a_hostile_name_and_note_do_nothing(store: Store) -> None:
    name = "=cmd|' /C'!A0\u202e\x00<script>\ud800" + "w" * 5000
    hostile = said(store, "put off once", "right", reviewer=name, note="\x00\u2028</script>\ud800")
    say(store, hostile)
    signed = row_of(store, "put off once")["generator"]
    assert signed.startswith("correction by =cmd") and len(signed) < 100 and signed.isprintable()
    assert len(read_docket(verdicts_path(store)).active) == 1


ANSWERS = st.sampled_from(("right", "wrong", "unsure", "", *VOCABULARY["event"], *VOCABULARY["stance"], "nonsense"))
CELLS = st.fixed_dictionaries(
    {
        "verdict": ANSWERS,
        "corrected_until": st.sampled_from(("", "none", "June 2031", "05/06/2031", "next time \x00\u202e=1")),
        "corrected_reason_code": st.sampled_from(("", "none", *ReasonCode, "whim")),
        "note": st.text(max_size=9),
        "reviewer": st.text(max_size=9),
    }
)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filled=st.lists(st.tuples(st.integers(0, 40), CELLS), max_size=8), seed=st.integers(0, 99))
def test_any_sheet_taken_and_taken_back_gives_the_tables_of_before(
    store: Store, root: Path, filled: Sequence[tuple[int, dict[str, str]]], seed: int
) -> None:
    verdicts_path(store).unlink(missing_ok=True)  # of an example that failed
    go(root, store)
    before, raw = canonical(store), rows(store)
    found = claims(store)
    marks = [(claim.id, claim.label) for claim in found]
    marks += [(r["id"], "deferral") for r in every(store, "SELECT id FROM statements ORDER BY id")]
    known = named_claims(store, [mark for mark, _ in marks])
    answers = []
    for place, cells in filled:
        mark, label = marks[place % len(marks)]
        answers.append(Answer(len(answers) + 2, {"claim_id": mark, "label": label, **cells}))
    taken = verdicts_of(answers, known, texts(store, known.values()), by="")
    done = say(store, *(verdict for _, verdict in taken.verdicts))
    assert len(done.lines) + done.known == len(taken.verdicts)
    for part in ("event", "stance"):
        for row in every(store, f"SELECT start, meeting, count(*) AS n FROM {part}s GROUP BY start, meeting"):
            assert part == "event" or row["n"] == 1
    signed = {row["generator"][:10] for row in every(store, "SELECT generator FROM events")}
    assert signed <= {"toy 1", "correction"}
    ids = [entry.said.id for entry in read_docket(verdicts_path(store)).active]
    random.Random(seed).shuffle(ids)
    say(store, *(undoing(mark) for mark in ids))
    assert canonical(store) == before and rows(store) == raw
